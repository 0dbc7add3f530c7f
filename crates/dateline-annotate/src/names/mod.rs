//! Names: found by a BIO classifier, sorted into kinds by what the words say, and numbered by what they name.

mod consistency;
mod entities;
mod features;
mod kinds;

pub use features::{CLASSES, Known, allowed, features, surely_none};

use crate::signature::Signed;
use dateline_doc::{Name, Syntax, Text, TokenRange};
use dateline_learn::{Bag, Scorer, best};

/// BIO labels of a sentence, as indices of [`CLASSES`].
pub fn label(scorer: &impl Scorer, sentence: &Signed, forms: &[&str], tags: &[u8], known: &Known) -> Vec<u8> {
    let mut labels: Vec<u8> = Vec::with_capacity(forms.len());
    let marks = known.marks(forms);
    let mut bag = Bag::default();
    let mut scores = Vec::new();
    for at in 0..forms.len() {
        if features::surely_none(sentence, at, labels.last()) {
            labels.push(0);
            continue;
        }
        features(sentence, at, tags, &marks, &labels, &mut bag);
        scorer.score(bag.keys(), &mut scores);
        let last = labels.last().copied().unwrap_or(0);
        labels.push(best(&scores, |class| allowed(last, class as u8)) as u8);
    }
    labels
}

/// Names of a report from the labels of all its words.
pub fn names(text: &Text, syntax: &Syntax, labels: &[u8], known: &Known) -> Vec<Name> {
    let mut found = spans(syntax, labels);
    consistency::join_pieces(syntax, &mut found);
    consistency::agree(text, syntax, &mut found);
    consistency::spread(text, syntax, &mut found);
    kinds::add_peoples(text, syntax, known, &mut found);
    let mut names: Vec<_> = found
        .into_iter()
        .map(|(tokens, coarse)| Name {
            span: syntax.span_of(tokens),
            tokens,
            kind: kinds::kind(text, syntax, tokens, coarse, known),
            entity: 0,
        })
        .collect();
    entities::number(text, &mut names);
    names
}

/// Runs of labels, none crossing a sentence, with the coarse class: 0 person, 1 organisation, 2 place.
fn spans(syntax: &Syntax, labels: &[u8]) -> Vec<(TokenRange, u8)> {
    let mut found: Vec<(TokenRange, u8)> = Vec::new();
    for sentence in syntax.sentences() {
        let mut last = 0;
        for token in sentence.tokens.iter() {
            let label = labels.get(token.index()).copied().unwrap_or(0);
            let goes_on = label != 0 && label.is_multiple_of(2) && last != 0;
            match found.last_mut() {
                Some((range, _)) if goes_on => range.end.0 = token.0 + 1,
                _ if label != 0 => found.push((TokenRange::new(token.0, token.0 + 1), (label - 1) / 2)),
                _ => {}
            }
            last = label;
        }
    }
    found
}
