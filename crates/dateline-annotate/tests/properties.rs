//! Properties that hold for every text.

use dateline_annotate::{Model, annotate, conllu};
use dateline_doc::{Byte, Span, Syntax, Text};
use proptest::prelude::*;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(Model::english);

/// Words and gaps in between, one after the other, are the text.
fn rebuilt(text: &Text, syntax: &Syntax) -> String {
    let mut out = String::new();
    let mut at = 0;
    for token in syntax.tokens().iter() {
        let span = syntax.span(token);
        assert!(span.start >= at && !span.is_empty(), "words stand in order and are never empty");
        out.push_str(text.slice(Span::new(at, span.start)));
        out.push_str(text.slice(span));
        at = span.end;
    }
    out + text.slice(Span::new(at, text.len()))
}

fn check(body: &str, furniture: &[Span<Byte>]) {
    let text = Text::new(body.to_owned());
    let (syntax, names, _) = annotate(&text, furniture, &MODEL);
    assert_eq!(rebuilt(&text, &syntax), body);
    let borders: Vec<_> = furniture.iter().filter(|part| !part.is_empty()).collect();
    for sentence in syntax.sentences() {
        let inside = body.get(sentence.span.range()).expect("sentences lie on character borders");
        assert!(!inside.contains("\n\n"), "no sentence crosses a blank line");
        let roots = sentence.tokens.iter().filter(|token| syntax.head(*token).is_none()).count();
        assert_eq!(roots, 1, "a sentence has one root");
    }
    for part in borders.iter().filter(|part| body.get(part.range()).is_some()) {
        let crossing =
            |s: &&dateline_doc::Sentence| s.span.overlaps(**part) && !part.contains(s.span) && !s.span.contains(**part);
        assert_eq!(syntax.sentences().iter().filter(crossing).count(), 0, "no sentence crosses a border of furniture");
    }
    for name in &names {
        assert!(body.get(name.span.range()).is_some_and(|words| !words.is_empty()));
        assert_eq!(syntax.span_of(name.tokens), name.span);
    }
    let lines = conllu(&text, "d", &syntax);
    let words = lines.lines().filter(|line| line.contains("TokenRange=")).count();
    assert_eq!(words, syntax.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_kept(body in any::<String>()) {
        check(&body, &[]);
    }

    #[test]
    fn news_like_text_is_kept(body in "(([A-Z][a-z]{0,6}|[a-z]{1,7}|[0-9]{1,3}|U\\.S\\.|don['’]t|[-–—.,;:!?\"“”‘’'()$€%@#/&…«»\u{301}\u{200d}\u{1F600}]{1,4})[ \n\u{a0}]?){0,40}") {
        check(&body, &[]);
    }

    #[test]
    fn furniture_is_a_border(body in "[a-zé .\n]{0,80}", start in 0u32..90, length in 0u32..30) {
        check(&body, &[Span::new(start, start + length)]);
    }
}

#[test]
fn a_text_of_one_line_without_spaces_is_cut() {
    check(&"x".repeat(100_000), &[]);
    check(&"-".repeat(10_000), &[]);
    check(&"a.b".repeat(10_000), &[]);
    check(&format!("a.{}b", " ".repeat(2_000_000)), &[]);
}
