//! Which quotations stand beside a reporting word.

use super::claims::reporting_verb;
use super::reader::Reader;
use dateline_doc::{TokenId, TokenRange, Upos};
use dateline_lexicon::Frames;

/// Most words between a quotation and the word that reports it.
const REACH: u32 = 25;

/// Quotations right before and right after a reporting word, as indices into the marked stretches.
pub(super) fn beside(reader: &Reader<'_>, verb: TokenId, comment: TokenRange) -> Vec<usize> {
    let inside = reader.quotation(verb);
    if inside.is_some() {
        return Vec::new();
    }
    let start = reader.syntax.span(verb).start;
    let next = reader.marked.partition_point(|mark| mark.outer.start <= start);
    let before = next.checked_sub(1).filter(|nth| follows(reader, *nth, verb, comment));
    let after = (next < reader.marked.len()).then_some(next).filter(|nth| introduces(reader, verb, comment, *nth));
    before.into_iter().chain(after).collect()
}

/// `"…," X said`: nothing but punctuation between the quotation and the comment, and no sentence ends there.
fn follows(reader: &Reader<'_>, nth: usize, verb: TokenId, comment: TokenRange) -> bool {
    let mark = reader.marked[nth];
    let start = reader.syntax.tokens_in(mark.outer).end;
    let first = comment.start.min(verb);
    if first < start || first.0 > start.0 + 4 || verb.0 > start.0 + REACH {
        return false;
    }
    let gap = TokenRange { start, end: first };
    let joined = gap.iter().all(|token| reader.is_punct(token) && !ends_sentence(reader, token));
    let words = reader.slice(mark.inner);
    if !super::is_quote(words) && speaks_on(reader, comment) {
        return false;
    }
    let stopped = words.ends_with('.') && reader.syntax.upos(first) != Upos::Verb && capital(reader, first);
    joined && (!stopped || opens_paragraph_sentence(reader, first, verb)) && same_paragraph(reader, nth, first)
}

/// More than punctuation follows the comment: a name in quotation marks before it is no speech (`on “Meet the Press,” she
/// said the vote was near`).
fn speaks_on(reader: &Reader<'_>, comment: TokenRange) -> bool {
    let next = comment.end;
    reader.syntax.tokens().contains(next) && !reader.is_punct(next) && reader.sentence(comment.start).contains(next)
}

/// A full stop inside the marks and a capital after them: a new sentence, but for `."Smith said.` where nothing is
/// reported after the verb.
fn opens_paragraph_sentence(reader: &Reader<'_>, first: TokenId, verb: TokenId) -> bool {
    let end = reader.sentence(verb).end;
    let after = TokenRange { start: TokenId(verb.0 + 1), end };
    reader.sentence(first) == reader.sentence(verb) && after.iter().all(|token| reader.is_punct(token))
}

fn same_paragraph(reader: &Reader<'_>, nth: usize, token: TokenId) -> bool {
    let from = reader.marked[nth].outer.end as usize;
    let to = reader.syntax.span(token).start as usize;
    reader.text.get(from..to).is_some_and(|gap| !gap.contains('\n'))
}

fn capital(reader: &Reader<'_>, token: TokenId) -> bool {
    reader.slice(reader.syntax.span(token)).starts_with(char::is_uppercase)
}

/// `X said: "…"`, `X told reporters in Ankara, "…"`, `X said "…"`.
fn introduces(reader: &Reader<'_>, verb: TokenId, comment: TokenRange, nth: usize) -> bool {
    let mark = reader.marked[nth];
    let end = reader.syntax.tokens_in(mark.outer).start;
    if end <= verb || end.0 > verb.0 + REACH {
        return false;
    }
    let gap = TokenRange { start: TokenId(verb.0 + 1), end };
    let last = gap.iter().next_back();
    let colon = last.is_some_and(|token| matches!(reader.syntax.lower(token), ":" | ","));
    let direct =
        last.is_none() || end <= comment.end || colon || last.is_some_and(|token| reader.syntax.lower(token) == "that");
    direct
        && !gap.iter().any(|token| ends_sentence(reader, token) || reports(reader, token))
        && clean(reader, gap, colon)
}

/// Between a verb and the quotation that it introduces there is no clause of its own, unless a colon ends it.
fn clean(reader: &Reader<'_>, gap: TokenRange, colon: bool) -> bool {
    let finite = |token: TokenId| reader.is_finite(token) && reader.syntax.upos(token) == Upos::Verb;
    colon || !gap.iter().any(finite)
}

fn reports(reader: &Reader<'_>, token: TokenId) -> bool {
    let verb = reader.syntax.upos(token) == Upos::Verb && reader.quotation(token).is_none();
    verb && reporting_verb(reader, token).is_some_and(|(reporting, _)| reporting.frames.has(Frames::QUOTE))
}

pub(super) fn ends_sentence(reader: &Reader<'_>, token: TokenId) -> bool {
    matches!(reader.syntax.lower(token), "." | "?" | "!" | "…" | ";")
}
