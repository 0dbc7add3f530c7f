//! Pronouns whose sentence names the same party: the codebook wants the name (section 6).

use super::conditions::Classes;
use crate::window;
use dateline_doc::{Deprel, Feats, Syntax, TokenId, Upos};

/// How many clauses up a subject is looked for.
const MAX_CLAUSES: usize = 4;

/// The noun of the same sentence that a pronoun stands for, else the speaker of the quotation it stands in, else the
/// pronoun itself.
pub(super) fn resolve(classes: &Classes<'_>, token: TokenId) -> TokenId {
    let syntax = &classes.layers.syntax;
    let found = match Kind::of(syntax.lower(token)) {
        None => None,
        Some(Kind::Speaker) => speaker(classes, token),
        Some(Kind::Speakers) => named_speaker(classes, token),
        Some(kind) => subject_above(classes, token, kind).or_else(|| same_chain(classes, token)),
    };
    found.unwrap_or(token)
}

/// A name of the same sentence in the pronoun's chain of mentions, else a noun of it.
fn same_chain(classes: &Classes<'_>, token: TokenId) -> Option<TokenId> {
    let (syntax, mentions) = (&classes.layers.syntax, &classes.layers.mentions);
    let sentence = syntax.span_of(syntax.sentence(token).tokens);
    let here = || window::overlapping(mentions, sentence, |mention| mention.span);
    let chain = here().find(|mention| mention.head == token)?.chain;
    let noun = |head: &TokenId| matches!(syntax.upos(*head), Upos::Noun | Upos::Propn) && classes.can_act(*head);
    let heads = || here().filter(|mention| mention.chain == chain).map(|mention| mention.head).filter(noun);
    heads().find(|head| classes.name(*head).is_some()).or_else(|| heads().next())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Speaker,
    Speakers,
    Person,
    Body,
    Many,
}

impl Kind {
    fn of(word: &str) -> Option<Self> {
        match word {
            "i" | "me" | "my" => Some(Kind::Speaker),
            "we" | "us" | "our" => Some(Kind::Speakers),
            "he" | "she" | "him" | "her" | "his" => Some(Kind::Person),
            "it" | "its" | "itself" => Some(Kind::Body),
            "they" | "them" | "their" => Some(Kind::Many),
            _ => None,
        }
    }
}

/// "We" is its named speaker where the same sentence names one.
fn named_speaker(classes: &Classes<'_>, token: TokenId) -> Option<TokenId> {
    let here = classes.layers.syntax.sentence_index(token);
    let near = |head: &TokenId| classes.layers.syntax.sentence_index(*head) == here && classes.name(*head).is_some();
    speaker(classes, token).filter(near)
}

fn speaker(classes: &Classes<'_>, token: TokenId) -> Option<TokenId> {
    let span = classes.layers.syntax.span(token);
    let mut quotes = window::overlapping(&classes.layers.quotes, span, |quote| quote.span);
    let quote = quotes.find(|quote| quote.span.contains(span))?;
    let head = quote.speaker.as_ref()?.head;
    (classes.layers.syntax.upos(head) != Upos::Pron).then_some(head)
}

/// The subject of a clause above the pronoun's own that agrees with it.
fn subject_above(classes: &Classes<'_>, token: TokenId, kind: Kind) -> Option<TokenId> {
    let syntax = &classes.layers.syntax;
    let own = syntax.ancestors(token).find(|t| syntax.upos(*t) == Upos::Verb)?;
    let above = syntax.ancestors(own).filter(|t| syntax.upos(*t) == Upos::Verb).take(MAX_CLAUSES);
    let possessive = syntax.deprel(token) == Deprel::NmodPoss;
    let clauses = possessive.then_some(own).into_iter().chain(above);
    clauses
        .filter_map(|verb| subject(syntax, verb))
        .find(|subject| *subject != token && agrees(classes, *subject, kind))
}

fn subject(syntax: &Syntax, verb: TokenId) -> Option<TokenId> {
    let is_subject = |t: &&TokenId| matches!(syntax.deprel(**t), Deprel::Nsubj | Deprel::NsubjPass);
    syntax.children(verb).iter().find(is_subject).copied().filter(|t| syntax.upos(*t) != Upos::Pron)
}

fn agrees(classes: &Classes<'_>, subject: TokenId, kind: Kind) -> bool {
    let syntax = &classes.layers.syntax;
    let many = syntax.feats(subject).has(Feats::PLUR) || syntax.child_by(subject, Deprel::Conj).is_some();
    match kind {
        Kind::Many => many && classes.is_animate(subject),
        Kind::Body => !many && !classes.is_person(subject) && classes.can_act(subject),
        _ => !many && classes.is_person(subject),
    }
}
