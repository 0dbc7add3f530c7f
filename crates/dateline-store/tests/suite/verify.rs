//! A database whose values were changed behind its back.

use crate::sample::*;
use crate::store::add;
use dateline_store::record::{LayerSet, Record};
use dateline_store::{Store, ungrounded};

fn stored(name: &str) -> std::path::PathBuf {
    let path = fresh(name);
    let mut store = Store::open(&path).unwrap();
    add(&mut store, [Record::of(&harbour("harbour"), &version("c1"), LayerSet::NONE)]);
    path
}

fn faults(path: &std::path::Path) -> Vec<String> {
    let store = Store::open_existing(path).unwrap();
    let record = store.report("harbour").unwrap().expect("the report is there");
    let own = ungrounded(&record).into_iter().map(|fault| fault.message);
    store.damage().unwrap().into_iter().map(|fault| fault.message).chain(own).collect()
}

#[test]
fn a_database_as_it_was_written_has_no_fault() {
    assert_eq!(faults(&stored("verify")), [""; 0]);
}

#[test]
fn a_changed_text_no_longer_bears_its_values() {
    let path = stored("verify-text");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("UPDATE report SET text = 'x' || text").unwrap();
    drop(other);
    let faults = faults(&path);
    assert!(faults.iter().any(|fault| fault.contains("is not what stands at")), "{faults:?}");
    assert!(faults.iter().any(|fault| fault.contains("the map to the source ends")), "{faults:?}");
}

#[test]
fn a_row_that_hangs_on_nothing_is_damage() {
    let path = stored("verify-rows");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA foreign_keys = OFF; UPDATE quote SET report = 99").unwrap();
    let quotes: i64 = other.query_row("SELECT count(*) FROM quote", [], |row| row.get(0)).unwrap();
    drop(other);
    assert_eq!(faults(&path).iter().filter(|fault| fault.contains("hangs on nothing")).count() as i64, quotes);
    assert!(quotes > 0, "the sample has a quotation");
}
