//! The noun phrase beside a reporting word that is set off from what it reports (`"…," a bureau spokesperson said`,
//! `"…", said Mr Holm`), by the words alone: parsers lose their way across quotation marks.

use super::reader::Reader;
use dateline_doc::{TokenId, TokenRange, Upos};

/// Most words of such a noun phrase with what comments on it.
const LONGEST: u32 = 25;

/// A noun phrase found by its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// Its head word.
    pub(super) head: TokenId,
    /// The phrase.
    pub(super) phrase: TokenRange,
    /// From the end of the quotation or the comma: everything up to the verb, or from the verb on.
    pub(super) start: TokenId,
}

/// The subject of a verb after a quotation, or after the last comma of a sentence that the verb ends.
pub(super) fn placed(reader: &Reader<'_>, verb: TokenId) -> Option<Placed> {
    if reader.quotation(verb).is_some() || !could_be_finite(reader, verb) {
        return None;
    }
    let start =
        after_quotation(reader, verb).or_else(|| after_comma(reader, verb)).or_else(|| inverted(reader, verb))?;
    let range = if start == verb { following(reader, verb) } else { TokenRange { start, end: verb } };
    let chunk = first_chunk(reader, range);
    let head = chunk.iter().rev().find(|token| reader.is_nominal(*token))?;
    let phrase = TokenRange { start: chunk.start, end: end_of_phrase(reader, chunk, range.end) };
    Some(Placed { head, phrase, start })
}

/// The first word after a quotation that ends shortly before the verb, with no other verb between but in a relative clause.
fn after_quotation(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let at = reader.syntax.span(verb).start;
    let nth = reader.marked.partition_point(|mark| mark.outer.end <= at).checked_sub(1)?;
    let mark = reader.marked[nth];
    let mut start = reader.syntax.tokens_in(mark.outer).end;
    while start < verb && reader.syntax.lower(start) == "," {
        start = TokenId(start.0 + 1);
    }
    let gap = TokenRange { start, end: verb };
    let same_line = reader.text.get(mark.outer.end as usize..at as usize).is_some_and(|gap| !gap.contains('\n'));
    let long = super::is_quote(reader.slice(mark.inner)) || reader.slice(mark.inner).ends_with([',', '?', '!']);
    (same_line && long && start <= verb && gap.len() <= LONGEST as usize && one_phrase(reader, gap)).then_some(start)
}

/// The first word after the last comma, where nothing but punctuation follows the verb.
fn after_comma(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let sentence = reader.sentence(verb);
    let rest = TokenRange { start: TokenId(verb.0 + 1), end: sentence.end };
    if !rest.iter().all(|token| reader.is_punct(token)) {
        return None;
    }
    let before = TokenRange { start: sentence.start.max(TokenId(verb.0.saturating_sub(10))), end: verb };
    let comma = before.iter().rev().find(|token| reader.syntax.lower(*token) == ",")?;
    let gap = TokenRange { start: TokenId(comma.0 + 1), end: verb };
    (!gap.is_empty() && one_phrase(reader, gap)).then_some(gap.start)
}

/// ", said Matthew Levitt": the verb itself, after a comma and before a name.
fn inverted(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let comma = reader.before(verb).is_some_and(|comma| reader.syntax.lower(comma) == ",");
    let name = reader.after(verb).is_some_and(|name| reader.syntax.upos(name) == Upos::Propn);
    (comma && name && reader.syntax.lemma(verb) == "say").then_some(verb)
}

/// No verb but in a relative clause or apposition, no end of a sentence, and it begins like a noun phrase.
fn one_phrase(reader: &Reader<'_>, gap: TokenRange) -> bool {
    let mut may_hold_verbs = false;
    for token in gap.iter() {
        let lower = reader.syntax.lower(token);
        match reader.syntax.upos(token) {
            Upos::Punct if matches!(lower, "." | "?" | "!" | ";" | ":") => return false,
            Upos::Punct | Upos::Pron if matches!(lower, "," | "who" | "which" | "whose") => {
                may_hold_verbs = token > gap.start
            }
            Upos::Verb if lower == "state" => {}
            Upos::Verb | Upos::Aux if !may_hold_verbs && token.0 + 1 < gap.end.0 => return false,
            Upos::Cconj | Upos::Sconj if token == gap.start => return false,
            _ => {}
        }
    }
    gap.iter().next().is_none_or(|first| begins_phrase(reader, first))
}

fn begins_phrase(reader: &Reader<'_>, first: TokenId) -> bool {
    let upos = reader.syntax.upos(first);
    let noun = reader.syntax.lower(first) == "state";
    noun || matches!(upos, Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num)
}

/// From the verb to the end of the noun phrase after it.
fn following(reader: &Reader<'_>, verb: TokenId) -> TokenRange {
    let mut start = TokenId(verb.0 + 1);
    let next = |token: TokenId| reader.syntax.tokens().contains(token).then_some(token);
    if next(start).is_some_and(|stop| reader.syntax.lower(stop) == ".") {
        start = TokenId(start.0 + 1);
    }
    let paragraph = reader.paragraph(verb);
    let phrase = (start.0..start.0 + LONGEST)
        .map(TokenId)
        .take_while(|token| next(*token).is_some_and(|t| reader.paragraph(t) == paragraph));
    TokenRange { start, end: TokenId(start.0 + phrase.count() as u32) }
}

/// Up to the first comma, preposition, relative pronoun or verb.
fn first_chunk(reader: &Reader<'_>, range: TokenRange) -> TokenRange {
    let ends = |token: &TokenId| {
        let upos = reader.syntax.upos(*token);
        if reader.syntax.lower(*token) == "state" {
            return false;
        }
        let stops = matches!(upos, Upos::Adp | Upos::Sconj | Upos::Verb | Upos::Aux | Upos::Cconj | Upos::Part);
        let possessive = upos == Upos::Part && reader.syntax.lower(*token).ends_with('s');
        let relative = matches!(reader.syntax.lower(*token), "who" | "which" | "whose" | "that");
        (stops && !possessive) || stopping_mark(reader, *token) || (relative && *token > range.start)
    };
    let end = range.iter().find(ends).unwrap_or(range.end);
    TokenRange { start: range.start, end }
}

fn stopping_mark(reader: &Reader<'_>, token: TokenId) -> bool {
    reader.is_punct(token) && !of_abbreviation(reader, token) && !matches!(reader.syntax.lower(token), "-" | "’" | "'")
}

/// The full stop of "Spc. Walsh", cut off as a word of its own.
fn of_abbreviation(reader: &Reader<'_>, stop: TokenId) -> bool {
    let word = |token: TokenId| reader.slice(reader.syntax.span(token));
    let Some(before) = stop.0.checked_sub(1).map(TokenId) else { return false };
    let next = TokenId(stop.0 + 1);
    let title = word(before).len() <= 4
        && word(before).starts_with(char::is_uppercase)
        && word(before).ends_with(char::is_lowercase);
    let named = reader.syntax.tokens().contains(next) && reader.syntax.upos(next) == Upos::Propn;
    word(stop) == "." && title && named
}

/// The chunk with "of …", "for …", "and …" after it, up to a comma or a verb.
fn end_of_phrase(reader: &Reader<'_>, chunk: TokenRange, limit: TokenId) -> TokenId {
    let next = if reader.syntax.tokens().contains(chunk.end) { reader.syntax.lower(chunk.end) } else { "" };
    if !matches!(next, "of" | "for" | "from" | "at" | "and") {
        return chunk.end;
    }
    let rest = TokenRange { start: chunk.end, end: limit };
    let ends = |token: &TokenId| {
        let upos = reader.syntax.upos(*token);
        matches!(upos, Upos::Verb | Upos::Aux | Upos::Sconj) || stopping_mark(reader, *token)
    };
    rest.iter().find(ends).unwrap_or(limit)
}

/// Tagged as a verb with tense, or a participle whose form is that of the past tense ("ordered").
fn could_be_finite(reader: &Reader<'_>, verb: TokenId) -> bool {
    reader.is_finite(verb) || (reader.syntax.xpos(verb) == "VBN" && reader.syntax.lower(verb).ends_with('d'))
}
