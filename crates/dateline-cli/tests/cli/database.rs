//! `code --db`: what is there already is not coded again, and what is printed does not depend on it.

use crate::{reports, run_in};
use dateline_store::Store;

#[test]
fn coding_twice_adds_nothing() {
    let at = crate::folder(&[]);
    let db = at.path().join("events.db");
    let db = db.to_str().unwrap();
    let first = run_in(&reports(), &["code", ".", "--db", db]);
    assert_eq!((first.code, first.out.as_str()), (0, ""), "{}", first.err);
    let counts = Store::open_existing(db).unwrap().counts().unwrap();
    assert!(
        first.err.contains(&format!("{} reports new, 0 already there, {} event", counts.reports, counts.events)),
        "{}",
        first.err
    );
    let second = run_in(&reports(), &["code", ".", "--db", db]);
    assert_eq!(second.code, 0);
    assert!(
        second.err.contains(&format!("0 reports new, {} already there, 0 events", counts.reports)),
        "{}",
        second.err
    );
    assert_eq!(Store::open_existing(db).unwrap().counts().unwrap(), counts);
}

#[test]
fn printing_does_not_depend_on_the_database() {
    let at = crate::folder(&[]);
    let db = at.path().join("events.db");
    let db = db.to_str().unwrap();
    let plain = run_in(&reports(), &["code", ".", "--format", "jsonl"]).out;
    for threads in ["1", "8"] {
        let run = run_in(&reports(), &["code", ".", "--format", "jsonl", "--db", db, "--threads", threads]);
        assert_eq!(run.out, plain);
    }
}

#[test]
fn a_new_report_is_added_to_the_old_ones() {
    let at = crate::folder(&[("a.txt", b"Rain fell.")]);
    let code = || run_in(at.path(), &["code", ".", "--db", "events.db"]).err;
    assert!(code().contains("1 report new, 0 already there"));
    std::fs::write(at.path().join("b.txt"), "Snow fell.").unwrap();
    assert!(code().contains("1 report new, 1 already there"));
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let at = crate::folder(&[
        ("a.txt", b"Rain fell."),
        ("notes.db", b"my notes, no database at all, and long enough to be one"),
    ]);
    let run = run_in(at.path(), &["code", "a.txt", "--db", "notes.db"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("notes.db"), "{}", run.err);
    assert!(std::fs::read(at.path().join("notes.db")).unwrap().starts_with(b"my notes"));
}

#[test]
fn a_backup_is_made_once() {
    let at = crate::folder(&[("a.txt", b"Rain fell.")]);
    assert_eq!(run_in(at.path(), &["code", "a.txt", "--db", "events.db"]).code, 0);
    let backup = || run_in(at.path(), &["backup", "--db", "events.db", "copy.db"]);
    let first = backup();
    assert!(first.code == 0 && first.err.contains("copy.db holds 1 report and 0 events"), "{}", first.err);
    assert_eq!(run_in(at.path(), &["verify", "copy.db"]).code, 0);
    let second = backup();
    assert!(second.code == 2 && second.err.contains("there is such a file already"), "{}", second.err);
}
