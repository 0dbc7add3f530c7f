//! Claims and counter-claims within one report: both are kept, and the later one names the earlier one.
//!
//! A denial disputes an earlier attribution where it denies words that only point back to it ("the army denied the
//! claim"), or where it denies the same words again; the nearest one of another source within a few sentences.

use dateline_doc::{Attribution, Stance, Syntax};

/// How many sentences back a claim is looked for.
const SENTENCES: usize = 4;
/// How many attributions back.
const ATTRIBUTIONS: usize = 24;
/// Words that point back to a claim.
const POINTERS: &[&str] = &[
    "accusation",
    "accusations",
    "account",
    "accounts",
    "allegation",
    "allegations",
    "assertion",
    "assertions",
    "charge",
    "charges",
    "claim",
    "claims",
    "it",
    "involvement",
    "responsibility",
    "report",
    "reports",
    "suggestion",
    "suggestions",
    "that",
    "this",
    "these",
    "wrongdoing",
    "role",
    "blame",
    "figure",
    "figures",
    "toll",
];

/// Links each denial to what it denies.
pub(super) fn link(syntax: &Syntax, attributions: &mut [Attribution]) {
    for nth in 0..attributions.len() {
        attributions[nth].disputes = disputed(syntax, attributions, nth);
    }
}

fn disputed(syntax: &Syntax, all: &[Attribution], nth: usize) -> Option<usize> {
    let denial = &all[nth];
    let own = denial.chain.last().filter(|own| matches!(own.stance, Stance::Denies | Stance::Doubts))?;
    let content: Vec<_> = denial.content.iter().flat_map(|span| syntax.tokens_in(*span).iter()).collect();
    let points = content.len() <= 8 && content.iter().any(|token| POINTERS.contains(&syntax.lower(*token)));
    let here = syntax.sentence_index(own.head);
    let earlier = (nth.saturating_sub(ATTRIBUTIONS)..nth).rev().filter(|at| {
        let source = all[*at].chain.last();
        let other = source.is_some_and(|source| {
            !source.span.overlaps(own.span) && syntax.lower(source.head) != syntax.lower(own.head)
        });
        let asserts = source.is_some_and(|source| matches!(source.stance, Stance::Asserts | Stance::Alleges));
        let near = source.is_some_and(|source| here.saturating_sub(syntax.sentence_index(source.head)) <= SENTENCES);
        other && asserts && near && super::vouches(&all[*at])
    });
    let same_deed = |at: &usize| {
        let words = all[*at].content.iter().flat_map(|span| syntax.tokens_in(*span).iter());
        let verbs = words.filter(|token| syntax.upos(*token) == dateline_doc::Upos::Verb);
        verbs.take(64).any(|verb| content.iter().take(64).any(|token| syntax.lemma(*token) == syntax.lemma(verb)))
    };
    earlier.clone().find(same_deed).or_else(|| earlier.into_iter().find(|_| points))
}
