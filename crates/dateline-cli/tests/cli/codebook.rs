//! A codebook of one's own and a least confidence, from the command line.

use crate::{folder, run_in};

const HEADER: &str = "name = \"floods\"";
const RULE: &str = r#"
[[rule]]
id = "disaster.natural"
type = "DISASTER"
nouns = ["flood", "storm"]
actor = []
recipient = []
confidence = 0.6
fires = ["A [flood] destroyed nine villages."]
silent = ["Offers poured in."]
"#;
const REPORT: &[u8] = b"A flood destroyed nine villages on Monday.";

/// Files of a codebook in `book/`, beside a report.
fn with_book(files: &[(&str, String)]) -> tempfile::TempDir {
    let named: Vec<(String, &[u8])> =
        files.iter().map(|(name, text)| (format!("book/{name}"), text.as_bytes())).collect();
    let mut all: Vec<(&str, &[u8])> = named.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    all.push(("report.txt", REPORT));
    folder(&all)
}

fn good() -> tempfile::TempDir {
    with_book(&[("codebook.toml", HEADER.to_owned()), ("rules.toml", RULE.to_owned())])
}

#[test]
fn its_types_are_coded() {
    let folder = good();
    let run = run_in(folder.path(), &["code", "report.txt", "--codebook", "book", "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("\"type\":\"DISASTER\"") && run.out.contains("\"codebook\":\"floods-"), "{}", run.out);
}

#[test]
fn the_least_confidence_decides_what_is_coded() {
    let folder = good();
    for (least, coded) in [("0.1", true), ("0.9", false)] {
        let args = ["code", "report.txt", "--codebook", "book", "--format", "jsonl", "--min-confidence", least];
        assert_eq!(run_in(folder.path(), &args).out.contains("\"DISASTER\""), coded, "at {least}");
    }
    for bad in ["1.5", "-1", "much"] {
        let run = run_in(folder.path(), &["code", "report.txt", &format!("--min-confidence={bad}")]);
        assert!(run.code != 0 && run.err.contains("between 0 and 1"), "{bad}: {}", run.err);
    }
}

#[test]
fn what_is_wrong_with_it_is_said_with_file_rule_and_remedy() {
    let rules = |text: String| vec![("codebook.toml", HEADER.to_owned()), ("rules.toml", text)];
    type Row<'a> = (&'a str, Vec<(&'a str, String)>, &'a [&'a str]);
    let table: Vec<Row<'_>> = vec![
        ("no header", vec![("rules.toml", RULE.to_owned())], &["codebook.toml", "missing", "name ="]),
        (
            "unknown base",
            vec![("codebook.toml", format!("{HEADER}\nextends = \"cameo\""))],
            &["codebook.toml", "cameo", "plover"],
        ),
        ("no TOML", rules("[[rule".to_owned()), &["rules.toml"]),
        ("unknown key", rules(RULE.replace("nouns", "noun")), &["rules.toml", "noun", "nouns"]),
        (
            "no silent case",
            rules(RULE.replace("silent = [\"Offers poured in.\"]", "")),
            &["disaster.natural", "silent"],
        ),
        ("no words", rules(RULE.replace("nouns = [\"flood\", \"storm\"]", "")), &["disaster.natural", "verbs"]),
        ("no type", rules(RULE.replace("type = \"DISASTER\"", "")), &["disaster.natural", "type ="]),
        ("bad case", rules(RULE.replace("A [flood]", "A flood")), &["disaster.natural", "A flood", "[trigger]"]),
        (
            "unknown class",
            rules(RULE.replace("confidence", "near = [\"@wether\"]\nconfidence")),
            &["rules.toml", "disaster.natural", "@wether", "@weather"],
        ),
        ("same id", rules(RULE.repeat(2)), &["rules.toml", "disaster.natural", "twice"]),
    ];
    for (name, files, told) in table {
        let folder = with_book(&files);
        let run = run_in(folder.path(), &["code", "report.txt", "--codebook", "book", "--format", "jsonl"]);
        assert!(run.code != 0 && run.out.is_empty(), "{name}: {}", run.out);
        assert!(told.iter().all(|word| run.err.contains(word)), "{name}: {}", run.err);
    }
}

#[test]
fn a_folder_without_a_codebook_is_said_so() {
    let folder = folder(&[("report.txt", REPORT), ("empty/readme.md", b"nothing")]);
    for (book, told) in [("nowhere", "nowhere"), ("report.txt", "report.txt"), ("empty", "codebook.toml")] {
        let run = run_in(folder.path(), &["code", "report.txt", "--codebook", book]);
        assert!(run.code != 0 && run.err.contains(told), "{book}: {}", run.err);
    }
}

#[test]
fn its_checks_tell_what_is_untested_and_what_never_fires() {
    let folder = good();
    let run = run_in(folder.path(), &["codebook", "--codebook", "book", "test", "--untested"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("no case fires on: storm") && run.out.contains("1 rules, 2 triggers"), "{}", run.out);
    assert_eq!(run_in(folder.path(), &["codebook", "--codebook", "book", "lint"]).code, 0);
    let again = RULE.replace("disaster.natural", "disaster.again");
    let twice = [("codebook.toml", HEADER.to_owned()), ("rules.toml", format!("{RULE}{again}"))];
    let run = run_in(with_book(&twice).path(), &["codebook", "--codebook", "book", "lint"]);
    assert!(run.code != 0 && run.out.contains("\"flood\" never fires"), "{}", run.out);
}
