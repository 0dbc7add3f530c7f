//! Sentence ends by rules: what the learned splitter starts from, and what a model without one goes by.

use dateline_doc::{Byte, Span};

/// Words that open a sentence after an abbreviation that may also close one ("in the U.S. The").
const OPENERS: &[&str] = &[
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "In",
    "On",
    "At",
    "But",
    "And",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "However",
    "Meanwhile",
    "Officials",
    "Police",
    "His",
    "Her",
    "Its",
    "Their",
    "After",
    "Before",
    "When",
    "While",
    "As",
    "For",
    "If",
    "Some",
    "Many",
    "Most",
    "Also",
    "Earlier",
    "Last",
    "No",
    "Not",
    "What",
    "Why",
];

/// Abbreviations with a full stop that may close a sentence.
const CLOSERS: &[&str] = &[
    "U.S.", "U.N.", "U.K.", "D.C.", "a.m.", "p.m.", "etc.", "Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "Sr.", "E.U.", "al.",
];

/// For each token, whether a sentence ends with it.
pub(super) fn ends(text: &str, tokens: &[Span<Byte>]) -> Vec<bool> {
    let mut ends = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let mut next = at + 1;
        if may_end(text, tokens, at) {
            next = closing(text, tokens, next).min(tokens.len());
            ends[next - 1] = starts(text, tokens, at, next);
        }
        at = next;
    }
    ends
}

fn form<'a>(text: &'a str, tokens: &[Span<Byte>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |span| &text[span.range()])
}

/// True where the token may end a sentence.
fn may_end(text: &str, tokens: &[Span<Byte>], at: usize) -> bool {
    let form = form(text, tokens, at);
    matches!(form, "." | "…" | "。") || form.chars().all(|c| matches!(c, '.' | '!' | '?')) || CLOSERS.contains(&form)
}

/// The first token after quotation marks and brackets that close with the sentence.
fn closing(text: &str, tokens: &[Span<Byte>], mut at: usize) -> usize {
    while at < tokens.len() {
        let straight = matches!(form(text, tokens, at), "\"" | "'" | "''") && tokens[at].start == tokens[at - 1].end;
        if straight || matches!(form(text, tokens, at), "”" | "’" | "»" | ")" | "]") {
            at += 1;
        } else if is_reference(text, tokens, at) {
            at += 3;
        } else {
            break;
        }
    }
    at
}

/// True for a reference behind a sentence ("[19]"), which belongs to it.
fn is_reference(text: &str, tokens: &[Span<Byte>], at: usize) -> bool {
    let number = form(text, tokens, at + 1);
    form(text, tokens, at) == "["
        && form(text, tokens, at + 2) == "]"
        && number.len() <= 3
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// True where a sentence may start at `next`, after an end at `end`.
fn starts(text: &str, tokens: &[Span<Byte>], end: usize, next: usize) -> bool {
    let word = form(text, tokens, next);
    let stop = form(text, tokens, end);
    let Some(first) = word.chars().next() else { return true };
    if CLOSERS.contains(&stop) {
        return OPENERS.contains(&word) && tokens[next].start > tokens[next - 1].end;
    }
    let apart = tokens[next].start > tokens[next - 1].end;
    let quote = matches!(first, '"' | '“' | '‘' | '\'' | '«' | '(' | '[' | '—' | '-' | '*' | '•');
    if stop.starts_with("..") || stop == "…" {
        return apart && first.is_uppercase();
    }
    apart && (first.is_uppercase() || first.is_numeric() || quote || !first.is_lowercase() && first.is_alphabetic())
}
