//! Whatever bytes come in: no panic, spans on character boundaries, bounded time.

use dateline_doc::{Article, Byte, Span};
use dateline_ingest::{Defaults, from_html, from_json_line, from_text};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn check(article: &Article) {
    let text = article.text.as_str();
    let inside = |span: Span<Byte>| assert!(text.get(span.range()).is_some(), "{span:?} cuts a character of {text:?}");
    article.furniture.iter().for_each(|part| inside(part.span));
    assert!(article.furniture.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "furniture is in order");
    if let Some(dateline) = &article.dateline {
        let parts = [dateline.place, dateline.date, dateline.agency];
        inside(dateline.span);
        for part in parts.into_iter().flatten() {
            inside(part);
            assert!(dateline.span.contains(part));
        }
    }
}

/// Pieces that the rules look for, so that random texts reach them.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "ANKARA, Dec 19 (Agency) - ",
        "GENEVA (22 November 2024) – ",
        "Advertisement",
        "Read more: ",
        "[Name/AP]",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "By ",
        "It rained on the town all day, and nobody came.",
        "é",
        "\u{202E}",
        "—",
        "“",
        "”",
        "Published: 20 December 2016",
        "<p>",
        "</p>",
        "<div class=ad>",
        "</div>",
        "<article>",
        "<br>",
        "<script type=application/ld+json>",
        "{\"@type\":\"Article\"",
        "</script>",
        "&amp",
        "<!--",
        "<a href=x>",
        "</a>",
        "<table><tr><td>",
        "</table>",
        "<svg/>",
        "<title>",
        "<li>",
        "\"",
        "{\"text\":\"",
        "\"}",
    ];
    prop_oneof![3 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let defaults = Defaults::default();
        check(&from_text("a", &bytes, &defaults).0);
        check(&from_html("a", &bytes, &defaults).0);
        if let Ok((article, _)) = from_json_line("a", 1, &bytes, &defaults) {
            check(&article);
        }
    }

    #[test]
    fn any_mixture_is_read(pieces in proptest::collection::vec(piece(), 0..40)) {
        let (text, defaults) = (pieces.concat(), Defaults::default());
        let (article, _) = from_text("a", text.as_bytes(), &defaults);
        prop_assert_eq!(article.text.as_str(), text.trim_start_matches('\u{feff}'));
        check(&article);
        check(&from_html("a", text.as_bytes(), &defaults).0);
        let line = serde_json::json!({ "id": "a", "html": text }).to_string();
        check(&from_json_line("a", 1, line.as_bytes(), &defaults).unwrap().0);
    }
}

#[test]
fn time_is_bounded() {
    let hostile = [
        "<div>".repeat(100_000),
        "<p>".repeat(100_000),
        "<b>".repeat(100_000) + &"</i>".repeat(100_000),
        "<table><tr><td>".repeat(50_000),
        "<a><li><ul>".repeat(50_000),
        "A ".repeat(300_000),
        "(".repeat(400_000),
        "By A, ".repeat(80_000),
        "Dec 19 ".repeat(80_000),
        "short line\n\n".repeat(60_000),
        "&".repeat(400_000),
        "<".repeat(400_000),
        "<!--".repeat(100_000),
        "\"".repeat(400_000),
    ];
    for text in hostile {
        let start = Instant::now();
        check(&from_text("a", text.as_bytes(), &Defaults::default()).0);
        check(&from_html("a", text.as_bytes(), &Defaults::default()).0);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(8), "{took:?} for {:?}…", &text[..20]);
    }
}
