//! What kind of source a noun phrase names.

use super::reader::Reader;
use dateline_doc::{Byte, NameKind, SourceKind, Span, TokenId, TokenRange};

/// The kind, by the name, then the head noun, then the title beside a person's name; `None` where nothing tells.
pub(super) fn kind(reader: &Reader<'_>, head: TokenId, phrase: TokenRange) -> Option<SourceKind> {
    if reader.is_pronoun(head) {
        return None;
    }
    if asked_not_to_be_named(reader, phrase) {
        return Some(SourceKind::Unnamed);
    }
    if reader.syntax.lower(head) == "agency" {
        let of_news = phrase.iter().any(|token| reader.syntax.lower(token) == "news");
        return of_news.then_some(SourceKind::Agency);
    }
    by_name(reader, head, phrase).or_else(|| by_head(reader, head)).or_else(|| by_title(reader, head, phrase))
}

/// The kind by name or head noun alone, whether or not somebody near asked not to be named.
pub(super) fn plain(reader: &Reader<'_>, head: TokenId, phrase: TokenRange) -> Option<SourceKind> {
    by_name(reader, head, phrase).or_else(|| by_head(reader, head))
}

fn by_name(reader: &Reader<'_>, head: TokenId, phrase: TokenRange) -> Option<SourceKind> {
    let whole = reader.slice(reader.syntax.span_of(phrase));
    let name = reader.name_at(head).map(|name| reader.slice(name.span));
    reader.sources.name_kind(whole).or_else(|| reader.sources.name_kind(name?))
}

fn by_head(reader: &Reader<'_>, head: TokenId) -> Option<SourceKind> {
    let lemma = reader.syntax.lemma(head).to_lowercase();
    reader.sources.head_kind(&lemma).or_else(|| reader.sources.head_kind(reader.syntax.lower(head)))
}

/// "Interior Minister Suleyman Soylu", "the Reuters news agency".
fn by_title(reader: &Reader<'_>, head: TokenId, phrase: TokenRange) -> Option<SourceKind> {
    let is_named = reader.name_at(head).is_some_and(|name| matches!(name.kind, NameKind::Per | NameKind::Org));
    let title = |token: TokenId| reader.sources.head_kind(reader.syntax.lower(token).trim_end_matches('.'));
    let mut titles = phrase.iter().filter(|token| *token != head).filter_map(title);
    titles.find(|kind| is_named && *kind != SourceKind::Witness)
}

/// "an official who asked not to be named", "speaking on condition of anonymity".
fn asked_not_to_be_named(reader: &Reader<'_>, phrase: TokenRange) -> bool {
    let sentence = reader.sentence(phrase.start);
    let from = reader.syntax.span_of(phrase).end;
    let to = reader.syntax.span_of(sentence).end.min(from.saturating_add(160));
    let rest = reader.slice(floor(reader.text, Span::new(from, to)));
    ["anonymity", "not to be named", "not to be identified", "not be named", "declined to be named", "anonymously"]
        .iter()
        .any(|sign| rest.contains(sign))
}

/// The span with its end moved back to a character border.
fn floor(text: &str, span: Span<Byte>) -> Span<Byte> {
    let mut end = span.end;
    while end > span.start && !text.is_char_boundary(end as usize) {
        end -= 1;
    }
    Span::new(span.start, end)
}
