//! Predicates to events.

use dateline_doc::{Article, Event, Layers};
use dateline_lexicon::{Actors, Codebook};

/// All event mentions, in the order of the text.
pub fn events(article: &Article, layers: &Layers, codebook: &Codebook, actors: &Actors) -> Vec<Event> {
    let _ = (article, layers, codebook, actors);
    Vec::new()
}
