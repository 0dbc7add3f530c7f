//! Databases of every published format are opened, searched and added to.

use crate::sample::*;
use crate::store::{add, record};
use dateline_store::record::{LayerSet, Record};
use dateline_store::{FORMAT_VERSION, Query, Store};
use std::path::{Path, PathBuf};

fn folder(format: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/formats").join(format!("v{format}"))
}

/// Writes the database of the present format, once, when a new format is published:
/// `cargo test -p dateline-store formats::publish -- --ignored`.
#[test]
#[ignore = "writes tests/formats"]
fn publish() {
    let folder = folder(FORMAT_VERSION);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("store.sqlite");
    assert!(!path.exists(), "{} is published and never changes", path.display());
    let mut store = Store::open(&path).unwrap();
    let harbour = |codebook| Record::of(&harbour("harbour"), &version(codebook), LayerSet::NONE);
    add(&mut store, [harbour("c1"), record(1, &version("c1")), record(2, &version("c1")), harbour("c2")]);
    std::fs::write(folder.join("records.jsonl"), lines(&store)).unwrap();
}

fn lines(store: &Store) -> String {
    let ids = store.report_ids().unwrap();
    let lines = ids.iter().flat_map(|id| store.report(id).unwrap().expect("a listed report is there").lines());
    lines.map(|line| line + "\n").collect()
}

#[test]
fn every_published_format_is_read() {
    // The present format has its folder once it is published.
    for format in (1..=FORMAT_VERSION).filter(|format| *format < FORMAT_VERSION || folder(*format).exists()) {
        let path = fresh(&format!("format-{format}"));
        std::fs::copy(folder(format).join("store.sqlite"), &path).expect("each format has a database in tests/formats");
        let expected = std::fs::read_to_string(folder(format).join("records.jsonl")).unwrap();
        let store = Store::open_existing(&path).unwrap();
        assert_eq!(lines(&store), expected, "records of format {format}");
        assert_eq!(store.codings("harbour").unwrap().len(), 2);
        assert_eq!(store.damage().unwrap(), [], "format {format}");
        let query = Query { words: Some("vellport sailors".to_owned()), ..Query::default() };
        assert_eq!(store.find(&query).unwrap().len(), 1);
        drop(store);
        let written = add(&mut Store::open(&path).unwrap(), [record(1, &version("c1")), record(3, &version("c1"))]);
        assert_eq!((written.added, written.known), (1, 1), "an old database knows what it has and takes more");
    }
}
