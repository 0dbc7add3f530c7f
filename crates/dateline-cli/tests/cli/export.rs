//! `export` and `compare`: files appear with what they say of themselves, and our own file is found again.

use crate::{folder, json, run_in};
use serde_json::Value;
use std::path::Path;

const REPORT: &[u8] =
    b"ANKARA, Turkey, March 5, 2024 - Gunmen shot dead three soldiers in Ankara on Monday, the governor said. \
    Thousands of nurses protested in Izmir on Tuesday.";

/// A folder with a database of one report.
fn database() -> tempfile::TempDir {
    let at = folder(&[("a.txt", REPORT)]);
    let run = run_in(at.path(), &["code", "a.txt", "--published", "2024-03-05", "--db", "dateline.db"]);
    assert_eq!(run.code, 0, "{}", run.err);
    at
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_format_is_written() {
    let at = database();
    for (format, file, beside) in [
        ("csv", "events.csv", true),
        ("parquet", "events.parquet", false),
        ("jsonl", "i.jsonl", false),
        ("jsonl-events", "e.jsonl", false),
        ("geojson", "i.geojson", false),
        ("plover", "p.jsonl", true),
        ("annotations", "a.jsonld", false),
        ("acled", "acled.csv", true),
        ("ucdp", "ucdp.csv", true),
        ("gdelt", "gdelt.tsv", true),
        ("icews", "icews.tsv", true),
        ("polecat", "polecat.tsv", true),
    ] {
        let run = run_in(at.path(), &["export", "--format", format, "-o", file]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{format}: {}", run.err);
        assert!(std::fs::metadata(at.path().join(file)).unwrap().len() > 0, "{format}");
        assert_eq!(at.path().join(format!("{file}.about.json")).exists(), beside, "{format}");
    }
    assert!(at.path().join("event_report.csv").exists() && at.path().join("event_report.parquet").exists());
}

#[test]
fn an_export_says_where_it_comes_from() {
    let at = database();
    let run = run_in(at.path(), &["export", "ankara", "--type", "assault", "--format", "csv", "-o", "shots.csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("shots.csv: 1 incident"), "{}", run.err);
    let about: Value = serde_json::from_str(&read(at.path(), "shots.csv.about.json")).unwrap();
    assert_eq!(about["filters"], serde_json::json!(["ankara", "--type assault"]));
    assert_eq!((&about["file"], &about["incidents"]), (&"shots.csv".into(), &1.into()));
    assert!(about["attribution"].as_str().unwrap().contains("GeoNames"));
    assert!(!about["versions"][0]["codebook"].as_str().unwrap().is_empty());
    assert_eq!(read(at.path(), "shots_report.csv").lines().count(), 2);
}

#[test]
fn quiet_is_quiet_and_a_failure_leaves_nothing() {
    let at = database();
    assert_eq!(run_in(at.path(), &["export", "--quiet", "--format", "acled", "-o", "a.csv"]).err, "");
    let run = run_in(at.path(), &["export", "--format", "jsonl", "-o", "none/a.jsonl"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("none/a.jsonl"), "{}", run.err);
}

#[test]
fn our_own_file_compares_to_itself() {
    let at = database();
    run_in(at.path(), &["export", "--format", "csv", "-o", "events.csv"]);
    run_in(at.path(), &["export", "--format", "jsonl", "-o", "i.jsonl"]);
    let incidents = json(&read(at.path(), "i.jsonl")).len() - 1;
    let run = run_in(at.path(), &["compare", "events.csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let expected =
        format!("{incidents} in both, of these 0 on other days and 0 with other tolls; 0 only theirs, 0 only ours");
    assert!(run.err.contains(&expected), "{}\n{}", run.err, run.out);
}

#[test]
fn a_file_that_cannot_be_compared_names_its_fault() {
    let at = database();
    std::fs::write(at.path().join("x.csv"), "event_id_cnty,event_date\nA,soon\n").unwrap();
    let run = run_in(at.path(), &["compare", "x.csv"]);
    assert_eq!(run.code, 2);
    assert!(["x.csv", "row 2", "event_date", "2016-12-19"].iter().all(|part| run.err.contains(part)), "{}", run.err);
}
