//! Words that keep a distance without naming a source: "reportedly", "unconfirmed", "is believed to".

use dateline_doc::{Byte, Deprel, Hedge, Span, Syntax, TokenId, Upos};

/// Adverbs: they qualify the clause or phrase that they hang on.
const ADVERBS: &[&str] = &["allegedly", "apparently", "ostensibly", "purportedly", "reportedly", "supposedly"];
/// Adjectives: they qualify their noun.
const ADJECTIVES: &[&str] = &[
    "alleged",
    "presumed",
    "purported",
    "reported",
    "rumored",
    "rumoured",
    "supposed",
    "suspected",
    "unconfirmed",
    "unverified",
];
/// Participles before "to" or, with "it is", before "that".
const PARTICIPLES: &[&str] = &[
    "alleged",
    "believed",
    "presumed",
    "reported",
    "rumored",
    "rumoured",
    "said",
    "suspected",
    "thought",
    "understood",
];

/// All hedges, in the order of their words.
pub fn hedges(syntax: &Syntax) -> Vec<Hedge> {
    let sentences = syntax.sentences().iter().filter(|sentence| !sentence.furniture);
    sentences.flat_map(|sentence| sentence.tokens.iter()).filter_map(|token| hedge(syntax, token)).collect()
}

fn hedge(syntax: &Syntax, token: TokenId) -> Option<Hedge> {
    let lower = syntax.lower(token);
    let (span, scope) = if ADVERBS.contains(&lower) {
        (syntax.span(token), under(syntax, syntax.head(token).unwrap_or(token)))
    } else if ADJECTIVES.contains(&lower) && syntax.deprel(token) == Deprel::Amod {
        (syntax.span(token), under(syntax, syntax.head(token)?))
    } else if PARTICIPLES.contains(&lower) {
        (with_auxiliary(syntax, token), believed(syntax, token)?)
    } else {
        return None;
    };
    Some(Hedge { span, scope })
}

fn under(syntax: &Syntax, head: TokenId) -> Span<Byte> {
    syntax.span_of(syntax.subtree(head))
}

fn with_auxiliary(syntax: &Syntax, token: TokenId) -> Span<Byte> {
    let own = syntax.span(token);
    syntax.child_by(token, Deprel::AuxPass).filter(|aux| *aux < token).map_or(own, |aux| syntax.span(aux).join(own))
}

/// "is believed to have fled", "a man thought to be", "it is understood that": no agent, and a clause that is believed.
fn believed(syntax: &Syntax, token: TokenId) -> Option<Span<Byte>> {
    let passive = syntax.child_by(token, Deprel::AuxPass).is_some() || syntax.deprel(token) == Deprel::Acl;
    if !passive || syntax.upos(token) != Upos::Verb || syntax.child_by(token, Deprel::OblAgent).is_some() {
        return None;
    }
    let clause = [Deprel::Xcomp, Deprel::Ccomp, Deprel::Csubj].into_iter().find_map(|r| syntax.child_by(token, r));
    clause.filter(|clause| *clause > token).map(|clause| under(syntax, clause))
}
