//! According to whom: sentences with the attributions and quotations that the whole pipeline reads from them.
//!
//! `attribute.cases` says how cases are written. To see what is read from new sentences, run with `--nocapture` and write
//! the case with a wrong expectation.

use dateline::doc::{Article, Attribution, Byte, Quote, Reading, Source, Span, Text};
use dateline::{Tools, read};

const CASES: &str = include_str!("attribute.cases");

fn article(text: &str) -> Article {
    Article { language: Some("en".into()), ..Article::of_text("case", text) }
}

/// Texts with the lines expected of them; "||" in a text is a break between paragraphs.
fn cases() -> Vec<(String, Vec<&'static str>)> {
    let mut all: Vec<(String, Vec<&str>)> = Vec::new();
    for line in CASES.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("  ") {
            Some(expected) => all.last_mut().expect("a text stands before what is expected").1.push(expected),
            None => all.push((line.replace("||", "\n\n"), Vec::new())),
        }
    }
    all
}

/// What was read, in the notation of the cases.
fn lines(reading: &Reading) -> Vec<String> {
    let text = &reading.article.text;
    let mut lines: Vec<_> = reading.layers.attributions.iter().map(|found| attribution(text, found)).collect();
    lines.extend(reading.layers.quotes.iter().map(|found| quote(text, found)));
    if lines.is_empty() {
        lines.push("none".to_owned());
    }
    lines
}

fn attribution(text: &Text, found: &Attribution) -> String {
    let words = |span: Span<Byte>| text.slice(span).replace("\n\n", "||");
    let chain: Vec<_> = found.chain.iter().map(|source| with_kind(text, source)).collect();
    let cue = found.chain.last().and_then(|source| source.cue).map_or(String::from("-"), words);
    let content: Vec<_> = found.content.iter().map(|span| words(*span)).collect();
    format!("{} | {cue} | {}", chain.join(" > "), content.join(" ... "))
}

fn with_kind(text: &Text, source: &Source) -> String {
    match source.kind {
        Some(kind) => format!("{} ({})", text.slice(source.span), kind.as_str()),
        None => text.slice(source.span).to_owned(),
    }
}

fn quote(text: &Text, found: &Quote) -> String {
    let words: Vec<_> = text.slice(found.span).split_whitespace().take(4).collect();
    let speaker = found.speaker.as_ref().map_or("-", |speaker| text.slice(speaker.span));
    let translated = found.translated_from.map(|span| format!(" | {}", text.slice(span))).unwrap_or_default();
    format!("\"{} | {speaker}{translated}", words.join(" "))
}

/// A model trained anew reads single sentences otherwise: one case in twenty may go wrong before the test does.
#[test]
fn attributions_and_quotations_are_read_as_written_down() {
    let tools = Tools::builtin();
    let mut wrong = Vec::new();
    for (text, expected) in cases() {
        let found = lines(&read(article(&text), &tools));
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected:#?}\n  found {found:#?}"));
        }
    }
    let limit = cases().len() / 20;
    assert!(wrong.len() <= limit, "{} cases, {limit} allowed:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn there_are_enough_cases_of_every_shape() {
    let all = cases();
    let with = |sign: &str| all.iter().filter(|(_, expected)| expected.iter().any(|line| line.contains(sign))).count();
    assert!(all.len() >= 80, "{} cases", all.len());
    assert!(with(" > ") >= 4 && with("\"") >= 15 && with("none") >= 3, "chains, quotations and silence");
}
