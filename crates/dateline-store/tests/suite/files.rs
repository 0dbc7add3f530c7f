//! Files that are broken, foreign or newer: a clear error, and the file stays as it was.

use crate::sample::{fresh, version};
use crate::store::{add, record};
use dateline_store::{Error, FORMAT_VERSION, Store};
use std::path::Path;

/// What both ways of opening say.
fn assert_refused(path: &Path, remedy: &str) {
    let before = std::fs::read(path).ok();
    for error in [Store::open_existing(path).unwrap_err(), Store::open(path).unwrap_err()] {
        let message = error.to_string();
        assert!(message.starts_with(&path.display().to_string()), "names the file: {message}");
        assert!(message.contains(remedy), "says what to do: {message}");
    }
    assert_eq!(std::fs::read(path).ok(), before, "the file is as it was");
}

#[test]
fn a_file_that_is_not_there_is_only_made_for_writing() {
    let path = fresh("missing");
    let error: Error = Store::open_existing(&path).unwrap_err();
    assert!(error.is_missing() && error.to_string().contains("dateline code INPUT --db PATH"), "{error}");
    assert!(!path.exists());
    Store::open(&path).unwrap();
    Store::open_existing(&path).unwrap();
}

#[test]
fn a_text_file_is_refused() {
    let path = fresh("text");
    std::fs::write(&path, "Gunmen shot three sailors.\n".repeat(200)).unwrap();
    assert_refused(&path, "name another one, nothing was changed");
}

#[test]
fn a_database_of_another_program_is_refused() {
    let path = fresh("foreign");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE event (id TEXT)").unwrap();
    drop(other);
    assert_refused(&path, "database of another program");
}

#[test]
fn a_newer_format_is_refused() {
    let path = fresh("newer");
    Store::open(&path).unwrap();
    let newer = rusqlite::Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    assert_refused(&path, &format!("format 99, this one reads up to {FORMAT_VERSION}"));
}

#[test]
fn a_truncated_file_is_damaged() {
    let path = fresh("truncated");
    let mut store = Store::open(&path).unwrap();
    add(&mut store, (0..50).map(|i| record(i, &version("c"))));
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 3]).unwrap();
    assert_refused(&path, "restore a copy, or code the reports again into a new file");
}

#[test]
fn a_body_that_is_not_what_was_written_is_damage_not_a_panic() {
    let path = fresh("body");
    let mut store = Store::open(&path).unwrap();
    add(&mut store, [record(1, &version("c"))]);
    let other = rusqlite::Connection::open(&path).unwrap();
    let whole: Vec<u8> = other.query_row("SELECT packed FROM body", [], |row| row.get(0)).unwrap();
    let flipped = |at: usize| whole.iter().enumerate().map(|(i, byte)| byte ^ u8::from(i == at)).collect::<Vec<_>>();
    let damaged = (0..whole.len()).map(flipped).chain([vec![], whole[..whole.len() / 2].to_vec()]);
    for packed in damaged {
        other.execute("UPDATE body SET packed = ?1", [&packed]).unwrap();
        let error = store.event("n1#1").unwrap_err().to_string();
        assert!(error.contains("damaged") && error.contains("news.db"), "{error}");
    }
    other.execute("DELETE FROM body", []).unwrap();
    assert!(store.report("n1").unwrap_err().to_string().contains("damaged"));
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let path = fresh("folder").with_file_name("none").join("news.db");
    let error = Store::open(&path).unwrap_err().to_string();
    assert!(error.contains("check that the folder exists"), "{error}");
    assert!(Store::open(path.ancestors().nth(2).unwrap()).is_err(), "a folder is no database");
}
