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
    let mut record = Record::of(&harbour("harbour"), &version("c1"), LayerSet::NONE);
    record.report.text.insert(0, 'x');
    let faults: Vec<String> = ungrounded(&record).into_iter().map(|fault| fault.message).collect();
    assert!(faults.iter().any(|fault| fault.contains("is not what stands at")), "{faults:?}");
    assert!(faults.iter().any(|fault| fault.contains("the map to the source ends")), "{faults:?}");
}

#[test]
fn whatever_is_changed_behind_its_back_is_a_fault() {
    let cases = [
        ("PRAGMA foreign_keys = OFF; UPDATE event SET report = 99", "a row of event hangs on nothing"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM place", "a row of event hangs on nothing"),
        (
            "UPDATE report SET added = (SELECT max(pk) FROM revision), ended = 1, latest = 0",
            "do not follow one another",
        ),
        ("UPDATE report SET published = published + 1", "columns of reports are not"),
        ("UPDATE event SET confidence = 1", "columns of events are not"),
        ("DELETE FROM party", "countries and sectors of events are not"),
        ("UPDATE figure SET value = 7", "figures of events are not"),
        ("UPDATE place SET name = 'Elsewhere'", "places of events are not"),
        ("UPDATE place_box SET south = 0, north = 0", "places of events are not"),
        ("INSERT INTO event_words (rowid, sentence, coded) VALUES (1, 'elsewhere', '')", "words of events are not"),
        ("INSERT INTO role_words (rowid, actors) VALUES (1, 'nobody')", "words of roles are not"),
        ("INSERT INTO report_words (report_words) VALUES ('delete-all')", "words of reports are not"),
        ("UPDATE body SET packed = zeroblob(100)", "its text and records are not what was written"),
        ("DELETE FROM body", "its text and records are not what was written"),
    ];
    for (sql, fault) in cases {
        let path = stored("verify-rows");
        let other = rusqlite::Connection::open(&path).unwrap();
        other.execute_batch(sql).unwrap();
        drop(other);
        let found = Store::open_existing(&path).unwrap().damage().unwrap();
        assert!(found.iter().any(|found| found.message.contains(fault)), "{sql}: {found:?}");
    }
}
