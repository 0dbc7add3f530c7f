//! No bytes, however bad, make a panic or an endless loop; what cannot be read is told.

use crate::reports::{article, lines};
use dateline::ingest::{Defaults, Limits, articles, from_json_line, from_text, inputs};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Time that a report of some megabytes may take in a test build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(300);

/// Reads the text and returns the number of its lines.
fn survives(name: &str, text: &str) -> usize {
    let start = Instant::now();
    let count = lines(article(name, text)).len();
    let taken = start.elapsed();
    assert!(taken < PATIENCE, "{name}: {} bytes took {taken:?}", text.len());
    count
}

#[test]
fn texts_of_one_kind_are_survived() {
    let cases = [
        ("empty", String::new()),
        ("blank", " \r\n\t\u{A0}".repeat(1000)),
        ("zeros", "\0".repeat(10_000)),
        ("marks", "\u{301}".repeat(10_000)),
        ("direction marks", "\u{202E}\u{2066}".repeat(10_000)),
        ("opening quotes", "\u{201C}".repeat(10_000)),
        ("straight quotes", "\"".repeat(10_001)),
        ("brackets", "(".repeat(10_000)),
        ("full stops", ".".repeat(10_000)),
        ("commas", "shot, ".repeat(5_000)),
        ("capitals", "POLICE SHOT A MAN IN PARIS ".repeat(400)),
        ("digits", "1".repeat(10_000)),
        ("numbers", "1,000 2 three ".repeat(2_000)),
        ("days", "Monday ".repeat(5_000)),
        ("places", "Paris, Springfield, ".repeat(2_000)),
        ("saying", "he said she said ".repeat(2_000)),
        ("conjunction", "police and ".repeat(3_000)),
        ("faces", "\u{1F468}\u{200D}\u{1F469}".repeat(3_000)),
        ("paragraphs", "\n\n".repeat(20_000)),
    ];
    for (name, text) in cases {
        assert!(survives(name, &text) >= 1, "{name}: a report line always comes");
    }
}

#[test]
fn megabytes_in_one_line_are_survived() {
    survives("one word", &"x".repeat(5_000_000));
    survives("one sentence", &"the army said that ".repeat(2_000_000 / 19));
}

#[test]
fn what_is_no_utf8_is_told() {
    let (read, notes) = from_text("broken", b"Police shot a man in Paris \xFF\xFE\xC3.", &Defaults::default());
    assert!(!notes.is_empty(), "the damage is noted");
    assert!(lines((read, notes)).len() > 1);
}

#[test]
fn broken_json_is_refused_with_a_reason() {
    for bad in [&b""[..], b"{", b"[]", b"{\"id\":\"a\"}", b"{\"id\":\"\",\"text\":\"x\"}", b"{\"text\":7}", b"\xFF"] {
        let problem = from_json_line("file", 1, bad, &Defaults::default()).expect_err("it is no document");
        assert!(!problem.to_string().is_empty());
    }
    let nested = "[".repeat(100_000);
    assert!(from_json_line("file", 1, nested.as_bytes(), &Defaults::default()).is_err());
}

/// A folder that holds a good report among what cannot be read.
fn damaged_folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damaged");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(folder.join("c-folder.txt")).expect("a folder can be made");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).expect("a file can be written");
    write("a-empty.txt", b"");
    write("b-broken.jsonl", b"{\"id\":\"one\",\"text\":\"Police shot a man.\"}\n{\"id\":\n\xFF\n");
    write("d-image.png", b"\x89PNG");
    write("z-good.txt", b"Rebels killed two soldiers in Mali on Monday.");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.join("nowhere"), folder.join("e-dangling.txt")).expect("a link can be made");
    folder
}

#[test]
fn a_damaged_folder_costs_only_what_is_damaged() {
    let discovery = inputs(&[damaged_folder(), PathBuf::from("no/such/file.txt")]);
    let missing = discovery.problems.iter().any(|problem| problem.to_string().contains("no/such/file.txt"));
    assert!(missing, "the file that is not there is named: {:?}", discovery.problems);
    let defaults = Defaults::default();
    let (read, failed): (Vec<_>, Vec<_>) =
        articles(discovery.inputs, &defaults, Limits::default()).partition(Result::is_ok);
    let ids: Vec<String> = read.into_iter().flatten().map(|(article, _)| article.id).collect();
    assert!(ids.iter().any(|id| id.starts_with("z-good")), "the good report is read: {ids:?}");
    assert!(ids.iter().any(|id| id == "one"), "the good line is read: {ids:?}");
    let messages: Vec<String> = failed.into_iter().filter_map(Result::err).map(|problem| problem.to_string()).collect();
    assert!(messages.iter().filter(|m| m.contains("b-broken.jsonl, line")).count() == 2, "{messages:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        lines(from_text("bytes", &bytes, &Defaults::default()));
        drop(from_json_line("bytes", 1, &bytes, &Defaults::default()));
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        lines(article("text", &text));
    }
}
