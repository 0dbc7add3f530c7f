//! What an event is about besides what it is: PLOVER's contexts, by words of its sentence.

use super::conditions::Classes;
use dateline_doc::{Decider, Evidence, Field, TokenId};
use dateline_lexicon::codebook::Context;
use std::sync::Arc;

/// The contexts of the event at `head`, in the codebook's order, each with the words that tell it.
pub(super) fn contexts(classes: &Classes<'_>, head: TokenId) -> Vec<Field<Arc<str>>> {
    classes.codebook.contexts().iter().filter_map(|context| told(classes, context, head)).collect()
}

fn told(classes: &Classes<'_>, context: &Context, head: TokenId) -> Option<Field<Arc<str>>> {
    let syntax = &classes.layers.syntax;
    let tells = |token: &TokenId| context.has(syntax.lemma(*token)) || context.has(syntax.lower(*token));
    let words = syntax.sentence(head).tokens.iter().filter(tells);
    let spans: Vec<_> = words.map(|token| syntax.span(token)).collect();
    let evidence = (!spans.is_empty()).then(|| Evidence { spans, decided_by: Decider::rule("context.words") })?;
    Some(Field::new(context.name.clone(), evidence))
}
