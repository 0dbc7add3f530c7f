//! How far a time or place expression stands from a predicate, along the dependencies.

use dateline_doc::{Deprel, Syntax, TokenId, TokenRange, Upos};

/// Longest chain of heads that is looked at.
const MAX_DEPTH: usize = 24;
/// What a clause border costs.
const BORDER: u32 = 3;

/// The word of a range that hangs on a word outside it.
pub(super) fn anchor(syntax: &Syntax, range: TokenRange) -> Option<TokenId> {
    range.iter().find(|t| syntax.head(*t).is_none_or(|head| !range.contains(head)))
}

/// Cost of the way from an expression to a predicate; `None` where the expression belongs to another predicate: to the
/// verb of saying above it, or to a clause below.
pub(super) fn cost(syntax: &Syntax, expression: TokenId, predicate: TokenId) -> Option<u32> {
    let up = chain(syntax, predicate);
    let mut total = 0;
    for (at, steps) in chain(syntax, expression).into_iter().zip(0u32..) {
        if let Some(place) = up.iter().position(|t| *t == at) {
            return Some(total + steps + upwards(syntax, &up[..place])?);
        }
        if at != expression && is_verb_clause(syntax, at) {
            total += 2 * BORDER;
        }
    }
    None
}

/// From the predicate up to the word it shares with the expression: not through the complement of a verb.
fn upwards(syntax: &Syntax, steps: &[TokenId]) -> Option<u32> {
    steps.iter().try_fold(0, |sum, t| match syntax.deprel(*t) {
        Deprel::Ccomp | Deprel::Parataxis => None,
        Deprel::Advcl | Deprel::Acl | Deprel::AclRelcl | Deprel::Conj => Some(sum + 1 + BORDER),
        _ => Some(sum + 1),
    })
}

fn is_verb_clause(syntax: &Syntax, token: TokenId) -> bool {
    syntax.upos(token) == Upos::Verb
        && !matches!(syntax.deprel(token), Deprel::Root | Deprel::Xcomp | Deprel::Amod | Deprel::Case)
}

fn chain(syntax: &Syntax, token: TokenId) -> Vec<TokenId> {
    std::iter::once(token).chain(syntax.ancestors(token)).take(MAX_DEPTH).collect()
}
