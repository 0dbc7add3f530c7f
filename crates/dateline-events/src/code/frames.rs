//! Frames in which nothing happens: plots that are told, matches that are played.
//!
//! A killing "in the film" or "the novel follows two sisters who are kidnapped" is no event, and neither is a late attack
//! of the runners. Words of both kinds are classes of the codebook (`plot`, `sport`); what shields a sentence from
//! being taken for sport are words of violence and of authority.

use super::conditions::Classes;
use dateline_doc::{Deprel, Sentence, Syntax, TokenId, Upos};
use dateline_lexicon::ActorClass;

/// How far up a plot's noun is looked for.
const MAX_STEPS: usize = 10;
/// Most words of an inscription before its predicate.
const INSCRIPTION: usize = 8;
/// A report is one of sport where so many of a hundred sentences hold a word of sport…
const SPORT_SHARE: usize = 20;
/// …and at least so many do.
const SPORT_LEAST: usize = 3;

/// True where the predicate belongs to the plot of a film, a book or a game.
pub(super) fn is_plot(classes: &Classes<'_>, head: TokenId) -> bool {
    let syntax = &classes.layers.syntax;
    let is_work = |t: TokenId| syntax.upos(t) == Upos::Noun && (is_work(classes, t) || is_work_by_its_words(syntax, t));
    std::iter::once(head).chain(syntax.ancestors(head)).take(MAX_STEPS).any(|above| {
        let inside = above != head && is_work(above);
        inside || syntax.children(above).iter().any(|t| is_work(*t) && frames(syntax, *t))
    })
}

fn is_work(classes: &Classes<'_>, noun: TokenId) -> bool {
    classes.codebook.in_class("plot", classes.layers.syntax.lemma(noun))
}

/// "video game", "board game"; "the series", but not "a series of attacks".
fn is_work_by_its_words(syntax: &Syntax, noun: TokenId) -> bool {
    let kind = || syntax.children_by(noun, Deprel::Compound).map(|t| syntax.lower(t));
    match syntax.lemma(noun) {
        "game" => kind().any(|word| matches!(word, "video" | "board" | "computer" | "card")),
        "series" => syntax.child_by(noun, Deprel::Nmod).is_none(),
        _ => false,
    }
}

/// True where the predicate stands in quotation marks as the words of a headline, a caption or a banner.
pub(super) fn is_inscription(classes: &Classes<'_>, head: TokenId) -> bool {
    let syntax = &classes.layers.syntax;
    let start = syntax.sentence(head).tokens.start;
    let is_mark = |t: &TokenId| matches!(syntax.lower(*t), "\"" | "“" | "‘" | "``");
    let before = |from: TokenId| (start.0..from.0).rev().map(TokenId).take(INSCRIPTION);
    let Some(mark) = before(head).find(is_mark) else { return false };
    before(mark).take(2).any(|t| classes.codebook.in_class("inscription", syntax.lemma(t)))
}

/// The work is what tells or where it is told: a subject, or "in the film".
fn frames(syntax: &Syntax, work: TokenId) -> bool {
    let case = || syntax.child_by(work, Deprel::Case).map(|case| syntax.lower(case));
    match syntax.deprel(work) {
        Deprel::Nsubj | Deprel::NsubjPass => true,
        Deprel::Obl | Deprel::Nmod => matches!(case(), Some("in" | "of" | "throughout")),
        _ => false,
    }
}

/// True where the predicate's sentence, or the report as a whole, is about a match or a race.
pub(super) fn is_sport(classes: &Classes<'_>, head: TokenId) -> bool {
    let sentence = classes.layers.syntax.sentence(head);
    (classes.sport || speaks_of_sport(classes, sentence)) && !speaks_of_force(classes, sentence, head)
}

/// True for a report of which a good part of the sentences hold words of sport.
pub(super) fn is_report_of_sport(classes: &Classes<'_>) -> bool {
    let sentences = classes.layers.syntax.sentences();
    let told = sentences.iter().filter(|sentence| speaks_of_sport(classes, sentence)).count();
    told >= SPORT_LEAST && told * 100 >= sentences.len() * SPORT_SHARE
}

fn speaks_of_sport(classes: &Classes<'_>, sentence: &Sentence) -> bool {
    let syntax = &classes.layers.syntax;
    sentence.tokens.iter().any(|t| classes.codebook.in_class("sport-talk", syntax.lemma(t)))
}

fn speaks_of_force(classes: &Classes<'_>, sentence: &Sentence, head: TokenId) -> bool {
    let syntax = &classes.layers.syntax;
    let forceful =
        |t: TokenId| ["war", "weapon", "crime"].iter().any(|c| classes.codebook.in_class(c, syntax.lemma(t)));
    let power = |t: TokenId| matches!(classes.class(t), Some(ActorClass::Armed | ActorClass::Authority));
    sentence.tokens.iter().filter(|t| *t != head).any(|t| forceful(t) || power(t))
}
