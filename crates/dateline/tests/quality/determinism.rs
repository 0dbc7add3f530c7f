//! Same input, same version, same bytes: with any number of threads, in any order, with tools built anew.

use crate::reports::{TOOLS, article, examples, lines, lines_with, plain};
use dateline::Tools;
use dateline::ingest::{Defaults, from_text};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Examples and plain reports, by name.
fn batch() -> Vec<(String, Vec<u8>)> {
    let plain = (0..24).map(|i| (format!("plain-{i}"), plain(i).into_bytes()));
    examples().into_iter().chain(plain).collect()
}

/// Records by report, read by so many threads that take the next report when they are done with one.
fn read_with_threads(batch: &[(String, Vec<u8>)], threads: usize) -> BTreeMap<String, Vec<String>> {
    let (next, records) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((name, bytes)) = batch.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let record = lines(from_text(name, bytes, &Defaults::default()));
                    records.lock().expect("no thread panicked").insert(name.clone(), record);
                }
            });
        }
    });
    records.into_inner().expect("no thread panicked")
}

#[test]
fn threads_and_order_change_nothing() {
    let mut batch = batch();
    let one = read_with_threads(&batch, 1);
    assert_eq!(one.len(), batch.len(), "every report has a name of its own");
    assert!(
        one.values().flatten().any(|line| line.starts_with("{\"kind\":\"event\"")),
        "there is something to compare"
    );
    assert!(one == read_with_threads(&batch, 2), "two threads");
    batch.reverse();
    assert!(one == read_with_threads(&batch, 8), "eight threads, the other way round");
}

#[test]
fn tools_built_anew_change_nothing() {
    let anew = Tools::builtin();
    assert_eq!(anew.versions(), TOOLS.versions());
    for i in 0..8 {
        let report = || article("plain", &plain(i));
        assert_eq!(lines_with(report(), &anew), lines(report()));
    }
}

#[test]
fn what_stands_before_a_report_does_not_change_it() {
    let alone = lines(article("plain", &plain(3)));
    for other in [plain(1), "\u{1F600}".repeat(1000), String::new()] {
        lines(article("other", &other));
        assert_eq!(lines(article("plain", &plain(3))), alone);
    }
}
