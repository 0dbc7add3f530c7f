//! Whom a word or an act concerns where no argument of its own says so: who stands behind the thing praised or blamed,
//! who is to do what is asked, who suffers what is threatened.

use super::arguments::{self, Arguments};
use super::conditions::Classes;
use dateline_doc::{Deprel, Syntax, TokenId, Upos};
use dateline_lexicon::codebook::{Rule, TriggerPos};

/// How many things deep somebody is looked for.
const MAX_DEPTH: usize = 4;

/// Verbs of which the one addressed is also the one asked in the clause below: "wrote to the bureau demanding answers".
const ADDRESSES: &[&str] = &["write", "send", "tell", "speak", "address", "call", "phone", "ask", "visit", "meet"];

/// Who stands behind a thing that is praised, blamed or refused: "the ministry" of "the ministry's plan", "a move by the
/// ministry", "the steps that the ministry has taken", "the news that the ministry has agreed".
pub(super) fn owner(classes: &Classes<'_>, thing: TokenId) -> Option<TokenId> {
    let mut at = thing;
    for _ in 0..MAX_DEPTH {
        let found = next_owner(classes, at)?;
        if classes.can_act(found) {
            return Some(found);
        }
        at = found;
    }
    None
}

fn next_owner(classes: &Classes<'_>, thing: TokenId) -> Option<TokenId> {
    let syntax = &classes.layers.syntax;
    let case = |t: &TokenId| syntax.child_by(*t, Deprel::Case).map(|case| syntax.lower(case));
    let phrase = |words: &'static [&'static str]| {
        syntax.children_by(thing, Deprel::Nmod).find(|t| case(t).is_some_and(|case| words.contains(&case)))
    };
    let before = || {
        let modifier = |t: &&TokenId| matches!(syntax.deprel(**t), Deprel::Compound | Deprel::Amod | Deprel::NmodDesc);
        let weapon = |t: TokenId| classes.codebook.in_class("weapon", syntax.lemma(t));
        let doer = |t: &&TokenId| classes.is_country(**t) || classes.is_doer(**t) && !weapon(**t);
        syntax.children(thing).iter().filter(modifier).find(doer).copied()
    };
    syntax
        .child_by(thing, Deprel::NmodPoss)
        .or_else(|| doer_of_clause(classes, thing))
        .or_else(before)
        .or_else(|| phrase(&["by", "between", "from"]))
        .or_else(|| phrase(&["of"]).filter(|_| !harms(classes, thing)))
}

/// What is "of" an act of force suffers it; it is not behind it.
fn harms(classes: &Classes<'_>, thing: TokenId) -> bool {
    let lemma = classes.layers.syntax.lemma(thing);
    let rules = classes.codebook.candidates(TriggerPos::Noun, lemma);
    rules.into_iter().any(|(rule, _)| !rule.political)
}

/// The doer of a clause that hangs on a noun, where he isn't the noun itself.
fn doer_of_clause(classes: &Classes<'_>, thing: TokenId) -> Option<TokenId> {
    let syntax = &classes.layers.syntax;
    let clause = |t: &&TokenId| matches!(syntax.deprel(**t), Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp);
    let doer = |verb: &TokenId| subject_of(syntax, *verb).into_iter().find(|t| *t != thing && classes.can_act(*t));
    syntax.children(thing).iter().filter(clause).find_map(doer)
}

fn subject_of(syntax: &Syntax, verb: TokenId) -> Vec<TokenId> {
    arguments::of_verb(syntax, verb).subject
}

/// Whom a word concerns by the clause that it governs. Of "demanded that the army withdraw" the subject; of "vowed to kill
/// the mayor" the object; of "committed to working with the union" those with whom.
pub(super) fn in_content(
    classes: &Classes<'_>,
    rule: &Rule,
    head: TokenId,
    able: impl Fn(TokenId) -> bool,
) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let contents = syntax.children(head).iter().filter(|t| is_content(syntax, **t));
    contents.map(|clause| concerned(syntax, rule, *clause, &able)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn concerned(syntax: &Syntax, rule: &Rule, clause: TokenId, able: impl Fn(TokenId) -> bool) -> Vec<TokenId> {
    let args = arguments::of_verb(syntax, clause);
    let found: Vec<TokenId> = match &*rule.kind {
        "REQUEST" => {
            let own = syntax.child_by(clause, Deprel::Nsubj).filter(|t| syntax.upos(*t) != Upos::Pron);
            arguments::with_members(syntax, own.as_slice())
        }
        "THREATEN" if !args.object.is_empty() => args.object,
        kind => {
            let beside = |case: &str| case == "with" || kind == "THREATEN" && matches!(case, "on" | "against");
            args.after.iter().filter(|(case, _)| beside(syntax.lower(*case))).map(|(_, t)| *t).collect()
        }
    };
    found.into_iter().filter(|t| able(*t)).collect()
}

fn is_content(syntax: &Syntax, clause: TokenId) -> bool {
    match syntax.deprel(clause) {
        Deprel::Xcomp | Deprel::Ccomp => syntax.upos(clause) == Upos::Verb,
        Deprel::Advcl => {
            let to = |t: TokenId| matches!(syntax.lower(t), "to" | "for" | "that");
            let marks = syntax.children_by(clause, Deprel::Mark).chain(syntax.children_by(clause, Deprel::Case));
            syntax.upos(clause) == Upos::Verb && marks.into_iter().any(to)
        }
        _ => false,
    }
}

/// "wrote to the bureau, demanding answers": the addressee of the clause above.
pub(super) fn addressee(classes: &Classes<'_>, verb: TokenId, able: impl Fn(TokenId) -> bool) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let hangs = matches!(syntax.deprel(verb), Deprel::Advcl | Deprel::Acl | Deprel::Conj | Deprel::Xcomp);
    let above = syntax.ancestors(verb).take(2).find(|t| syntax.upos(*t) == Upos::Verb);
    let Some(above) = above.filter(|t| hangs && ADDRESSES.contains(&syntax.lemma(*t))) else { return Vec::new() };
    let args: Arguments = arguments::of_verb_with_nouns(syntax, above);
    let to = args.after.iter().filter(|(case, _)| matches!(syntax.lower(*case), "to" | "with")).map(|(_, t)| *t);
    let object = if syntax.lemma(above) == "send" { Vec::new() } else { args.object.clone() };
    let all = args.indirect.iter().copied().chain(to).chain(object);
    all.filter(|t| able(*t)).take(1).collect()
}
