//! Texts of news agencies as outlets print them, and texts that look like them: which are told to be copies.
//!
//! Each file under `copies/` holds one text and cases: a copy as an outlet makes it (trimmed, with a paragraph put in,
//! sub-edited, inside a live page), or a text of its own (another outlet's report, the next day's from the same form).

use dateline_ingest::{Defaults, Input, Limits, articles, inputs};
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use toml::Value;

/// A case of the suite.
struct Case {
    name: String,
    copy: bool,
    base: String,
    text: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/copies");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| of_file(path)).collect()
}

fn of_file(path: &Path) -> Vec<Case> {
    let file: toml::Table = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let case = |case: &Value| Case {
        name: format!("{}: {}", path.file_stem().unwrap().to_string_lossy(), case["how"].as_str().unwrap()),
        copy: case["copy"].as_bool().unwrap(),
        base: text(&file["base"]),
        text: text(&case["text"]),
    };
    file["case"].as_array().unwrap().iter().map(case).collect()
}

/// Reads both texts as one batch; true where the second is told to be a copy of the first.
fn is_copy(case: &Case, folder: &TempDir) -> bool {
    let path = folder.path().join("two.jsonl");
    let line = |id: &str, text: &str| format!("{}\n", serde_json::json!({ "id": id, "text": text.trim() }));
    fs::write(&path, line("base", &case.base) + &line("case", &case.text)).unwrap();
    let found: Vec<Input> = inputs(&[path]).inputs;
    let read: Vec<_> = articles(found, &Defaults::default(), Limits::default()).map(Result::unwrap).collect();
    read[1].0.copied.is_some()
}

#[test]
fn copies_are_told_from_texts_of_their_own() {
    let (cases, folder) = (cases(), TempDir::new().unwrap());
    let (mut found, mut wrong, mut missed) = (0, Vec::new(), Vec::new());
    for case in &cases {
        match (case.copy, is_copy(case, &folder)) {
            (true, true) => found += 1,
            (true, false) => missed.push(&case.name),
            (false, true) => wrong.push(&case.name),
            (false, false) => {}
        }
    }
    let copies = cases.iter().filter(|case| case.copy).count();
    println!(
        "{copies} copies and {} others: {found} found, wrong {wrong:#?}, missed {missed:#?}",
        cases.len() - copies
    );
    assert!(copies >= 90 && cases.len() - copies >= 60);
    assert!(found * 100 >= copies * 95, "missed: {missed:#?}");
    assert!(wrong.len() * 97 <= found * 3, "wrong: {wrong:#?}");
}
