//! Names: found by BIO labels, sorted into kinds by what the words say, and numbered by what they name.

mod consistency;
mod decode;
mod entities;
mod kinds;
mod known;

pub use decode::decode;
pub use known::{CLASSES, Known, allowed};

use dateline_doc::{Name, Syntax, Text, TokenRange};

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
