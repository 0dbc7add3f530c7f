//! According to whom an event is.

use super::conditions::Classes;
use dateline_doc::{Byte, Source, Span, TokenId, Upos};

/// A pronoun looks back this many sentences for the speaker whom it stands for.
const MEMORY: usize = 3;

/// The chain of sources for the words at `trigger`, outermost first, and the rule that found it.
pub(super) fn chain(classes: &Classes<'_>, trigger: Span<Byte>) -> (Vec<Source>, &'static str) {
    let syntax = &classes.layers.syntax;
    let (mut chain, rule) = classes.said.at(syntax, trigger).unwrap_or_default();
    chain.retain(|source| !source.span.overlaps(trigger));
    for source in chain.iter_mut().filter(|source| syntax.upos(source.head) == Upos::Pron) {
        if let Some(named) = speaker_before(classes, source) {
            (source.span, source.head, source.kind) = (named.span, named.head, named.kind);
        }
    }
    (chain, rule)
}

/// The one in whose words the trigger stands: the innermost source, where it can be told.
pub(super) fn speaker(classes: &Classes<'_>, trigger: Span<Byte>) -> Option<TokenId> {
    let (chain, _) = chain(classes, trigger);
    chain.last().map(|source| source.head)
}

/// "He said": the last person named as a source shortly before.
fn speaker_before<'a>(classes: &Classes<'a>, pronoun: &Source) -> Option<&'a Source> {
    let syntax = &classes.layers.syntax;
    if !matches!(syntax.lower(pronoun.head), "he" | "she") {
        return None;
    }
    let here = syntax.sentence_index(pronoun.head);
    let near = |source: &&Source| {
        source.head < pronoun.head && here - syntax.sentence_index(source.head) <= MEMORY && is_person(classes, source)
    };
    classes.said.before(syntax.span(pronoun.head)).filter(near).max_by_key(|source| source.head)
}

fn is_person(classes: &Classes<'_>, source: &Source) -> bool {
    classes.layers.syntax.upos(source.head) != Upos::Pron && classes.is_person(source.head)
}
