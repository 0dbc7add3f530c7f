//! A writer that is killed at any moment: nothing lost, nothing double once it has run again.

use crate::sample::{fresh, version};
use crate::store::{add, record};
use dateline_store::{Batch, Store};
use rusqlite::types::Value;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const REPORTS: u32 = 150;
const CHILD: &str = "DATELINE_TEST_DATABASE";

/// What the child process runs; says each report on standard output.
#[test]
#[ignore = "run as a child process by `killed_and_run_again`"]
fn child() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let mut store = Store::open(path).unwrap();
    let mut writer = store.writer(Batch { reports: 7, time: Duration::from_secs(3600) });
    for i in 0..REPORTS {
        let record = record(i, &version("c"));
        if !writer.has(&record.report.id, &record.report.sha256, &version("c")).unwrap() {
            writer.add(record).unwrap();
            println!("report {i}");
        }
    }
    writer.finish().unwrap();
}

fn start(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "interrupt::child", "--ignored", "--nocapture", "--test-threads=1"])
        .env(CHILD, path)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the test can start itself")
}

/// Kills the child a moment after so many reports; false where it came to its end first.
fn killed_after(mut child: Child, reports: usize, pause: Duration) -> bool {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said = lines.by_ref().filter(|line| line.starts_with("report ")).take(reports).count();
    if said < reports {
        assert!(child.wait().unwrap().success());
        return false;
    }
    std::thread::sleep(pause);
    child.kill().unwrap();
    child.wait().unwrap();
    true
}

/// So many times in all the child is killed: few each time the tests run, 200 by `cargo xtask kill`.
const KILLS: &str = "DATELINE_TEST_KILLS";
const FEW: usize = 12;

#[test]
fn killed_and_run_again() {
    let kills = std::env::var(KILLS).map_or(FEW, |kills| kills.parse().expect("a number of kills"));
    let uninterrupted = fresh("uninterrupted");
    add(&mut Store::open(&uninterrupted).unwrap(), (0..REPORTS).map(|i| record(i, &version("c"))));
    let expected = dump(&uninterrupted);
    let mut draw = draw();
    let mut done = 0;
    while done < kills {
        // One database after the other, each killed until it is complete.
        let path = fresh("killed");
        while killed_after(start(&path), 8 + draw(30) as usize, Duration::from_micros(draw(3000))) {
            done += 1;
            assert_whole_reports(&path);
        }
        assert_eq!(dump(&path), expected, "nothing is lost and nothing is there twice");
        assert_eq!(Store::open_existing(&path).unwrap().damage().unwrap(), [], "nothing hangs on nothing");
    }
    println!("killed {done} times: 0 lost, 0 twice, 0 dangling");
}

/// Numbers by chance, the same in every run.
fn draw() -> impl FnMut(u64) -> u64 {
    let mut seed = 7u64;
    move |below| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    }
}

/// The file is sound, and every report in it is whole.
fn assert_whole_reports(path: &Path) {
    let connection = rusqlite::Connection::open(path).unwrap();
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let store = Store::open_existing(path).unwrap();
    for id in store.report_ids().unwrap() {
        let i = id.trim_start_matches('n').parse().unwrap();
        assert_eq!(store.report(&id).unwrap().unwrap(), record(i, &version("c")));
    }
}

/// Every row of every table, full-text tables by what they find.
fn dump(path: &Path) -> Vec<(String, Vec<Vec<Value>>)> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let tables = ["version", "code", "place", "place_box", "event", "party", "figure", "body"];
    let report = "SELECT pk, id, sha256, version, latest, published, publisher, first_event, events FROM report";
    let plain = tables.into_iter().map(|table| format!("SELECT * FROM {table}")).chain([report.to_owned()]);
    let words = ["nurses", "fired", "17", "protest", "labour"].into_iter().flat_map(|word| {
        ["report_words", "event_words", "role_words"]
            .map(|table| format!("SELECT rowid FROM {table}('{word}') ORDER BY rowid"))
    });
    plain.chain(words).map(|sql| (sql.clone(), rows(&connection, &sql))).collect()
}

fn rows(connection: &rusqlite::Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|i| row.get(i)).collect());
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}
