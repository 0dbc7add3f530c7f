//! Place names to places.
//!
//! `find` says which words are used as place names, `context` what the words around them tell, `choose` which of the
//! places of a name is meant. A name means the same place throughout a report.

mod choose;
mod context;
mod find;
mod home;
mod used;
mod words;

use dateline_doc::{Article, Name, PlacePrecision, Reason, Syntax, Toponym};
use dateline_lexicon::Gazetteer;

pub use used::used_as_actor;

/// All names used as places, in the order of the text.
pub fn places(article: &Article, syntax: &Syntax, names: &[Name], gazetteer: &Gazetteer) -> Vec<Toponym> {
    let scene = find::Scene { article, syntax, names, gazetteer };
    let mentions = find::mentions(&scene);
    let chosen = choose::choose(&scene, &mentions);
    mentions.iter().zip(chosen).map(|(mention, place)| toponym(mention, place)).collect()
}

fn toponym(mention: &find::Mention<'_>, place: Result<dateline_doc::Place, Reason>) -> Toponym {
    let place = place.map(|mut place| {
        if mention.near && place.precision == PlacePrecision::Exact {
            place.precision = PlacePrecision::Near;
        }
        place
    });
    Toponym { span: mention.span, tokens: mention.tokens, place }
}

#[cfg(test)]
mod tests;
