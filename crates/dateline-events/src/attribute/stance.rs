//! How a source stands towards what it is a source of: whether it says that it is so, denies it, doubts it, alleges it,
//! claims to have done it, or can't confirm it.

use super::claim::Claim;
use super::reader::Reader;
use dateline_doc::{Deprel, Stance, TokenId};
use dateline_lexicon::Force;

/// The stance of the claim's own source.
pub(super) fn stance(reader: &Reader<'_>, claim: &Claim) -> Stance {
    let lemma = reader.syntax.lemma(claim.word);
    let negated = is_negated(reader, claim.word);
    match lemma {
        "confirm" | "verify" | "corroborate" | "authenticate" if negated => Stance::CannotConfirm,
        "doubt" | "question" | "downplay" | "sceptical" | "skeptical" | "doubtful" if !negated => Stance::Doubts,
        "claim" | "admit" | "accept" | "take" | "claiming" if takes_responsibility(reader, claim.word) => {
            Stance::ClaimsResponsibility
        }
        "allege" | "claim" | "accuse" | "blame" | "suspect" | "charge" | "allegation" | "accusation" if !negated => {
            Stance::Alleges
        }
        "denial" => Stance::Denies,
        _ if claim.force == Force::Deny && !negated => Stance::Denies,
        _ => Stance::Asserts,
    }
}

/// "did not confirm", "neither confirmed", "was unable to verify", "declined to confirm".
fn is_negated(reader: &Reader<'_>, word: TokenId) -> bool {
    let syntax = reader.syntax;
    let negation =
        |token: &TokenId| matches!(syntax.lower(*token), "not" | "n't" | "n’t" | "never" | "neither" | "nor");
    let own = syntax.children(word).iter().any(negation);
    let refused = syntax.head(word).is_some_and(|head| {
        let governs = matches!(syntax.deprel(word), Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl);
        governs && matches!(syntax.lemma(head), "decline" | "refuse" | "fail" | "unable" | "impossible")
    });
    own || refused
}

/// "claimed responsibility", "took credit".
fn takes_responsibility(reader: &Reader<'_>, verb: TokenId) -> bool {
    let syntax = reader.syntax;
    let noun = |token: TokenId| matches!(syntax.lemma(token), "responsibility" | "credit");
    syntax.child_by(verb, Deprel::Obj).is_some_and(noun)
        || syntax.child_by(verb, Deprel::NsubjPass).is_some_and(noun)
        || reader.after(verb).is_some_and(noun)
}
