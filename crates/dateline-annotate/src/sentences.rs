//! Finds sentence ends among the tokens of a block.

use dateline_doc::{Byte, Span};
use std::ops::Range;

/// Longest sentence, in tokens: a longer one is cut, so that a text without full stops stays cheap.
pub const MAX_SENTENCE: usize = 250;

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

/// Ranges of tokens that are sentences.
pub fn split(text: &str, tokens: &[Span<Byte>]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at + 1;
        if ends(text, tokens, at) {
            end = closing(text, tokens, end);
            if starts(text, tokens, at, end) {
                sentences.push(start..end);
                start = end;
            }
        }
        if end - start >= MAX_SENTENCE {
            sentences.push(start..end);
            start = end;
        }
        at = end;
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

fn form<'a>(text: &'a str, tokens: &[Span<Byte>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |span| &text[span.range()])
}

/// True where the token may end a sentence.
fn ends(text: &str, tokens: &[Span<Byte>], at: usize) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenise;

    fn shown(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len() as u32), &mut tokens);
        let ranges = split(text, &tokens).into_iter();
        ranges.map(|r| text[tokens[r.start].start as usize..tokens[r.end - 1].end as usize].to_owned()).collect()
    }

    #[test]
    fn sentences_end_where_they_should() {
        let cases: [&[&str]; 7] = [
            &["Troops fired.", "Two men died."],
            &["\"Stop!\" he said.", "\"We won't.\""],
            &["Gen. Poe of the U.S. Army met Mr. Oz.", "He left at 5 p.m.", "The talks failed."],
            &["It cost $3.5 million...", "Nobody paid (or would pay.)", "“Why?” she asked."],
            &["Is it over?!", "No."],
            &["He left in 1805.[19]", "Nobody knew why. [6]", "It rained."],
            &["Dr. J. B. Low spoke in the U.S.", "It rained."],
        ];
        for case in cases {
            assert_eq!(shown(&case.join(" ")), case);
        }
    }

    #[test]
    fn a_text_without_stops_is_cut() {
        let text = "word ".repeat(1000);
        assert_eq!(shown(&text).len(), 4);
    }
}
