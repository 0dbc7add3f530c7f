//! Adding and getting back: idempotence, versions, changed texts, several writers.

use crate::sample::*;
use dateline_store::record::{LayerSet, Record};
use dateline_store::{Batch, Counts, Query, Store, Version, Written};
use proptest::prelude::*;
use std::time::Duration;

pub(crate) fn add(store: &mut Store, records: impl IntoIterator<Item = Record>) -> Written {
    let mut writer = store.writer(Batch::default());
    for record in records {
        writer.add(record).expect("a record is added");
    }
    writer.finish().expect("the rest is written")
}

pub(crate) fn record(i: u32, version: &Version) -> Record {
    Record::of(&numbered(i), version, LayerSet::NONE)
}

#[test]
fn a_report_comes_back_as_it_was() {
    let mut store = Store::open(fresh("whole")).unwrap();
    let record = Record::of(&harbour("r1"), &version("c1"), LayerSet::NONE);
    add(&mut store, [record.clone()]);
    assert_eq!(store.report("r1").unwrap().unwrap().lines(), record.lines());
    assert_eq!(store.event("r1#1").unwrap().unwrap().event, record.events[0]);
    assert!(store.report("r2").unwrap().is_none());
    assert!(store.event("r1#2").unwrap().is_none());
}

#[test]
fn a_text_with_nul_and_a_large_number_comes_back_as_it_was() {
    let mut store = Store::open(fresh("odd")).unwrap();
    let text = "Rebels\u{0} seized the fort. They held it.";
    let mut event = bare_event("ASSAULT", at(text, "seized"));
    event.figures = vec![dateline_doc::Figure { value: Some(u64::MAX), ..figure(at(text, "the")) }];
    let mut reading = reading(article("r\u{0}1", text), vec![event]);
    reading.layers.syntax = sentences(text);
    let record = Record::of(&reading, &version("c1"), LayerSet::NONE);
    add(&mut store, [record.clone()]);
    assert_eq!(store.report("r\u{0}1").unwrap().unwrap(), record);
}

#[test]
fn coding_again_adds_nothing() {
    let mut store = Store::open(fresh("again")).unwrap();
    let (first, second) = (record(1, &version("c1")), record(2, &version("c1")));
    assert_eq!(add(&mut store, [first.clone(), first.clone()]), Written { added: 1, known: 1 });
    assert_eq!(add(&mut store, [first.clone(), second]), Written { added: 1, known: 1 });
    let report = &first.report;
    assert!(store.has(&report.id, &report.sha256, &version("c1")).unwrap());
    assert!(!store.has(&report.id, &report.sha256, &version("c2")).unwrap());
    assert!(!store.has(&report.id, "0", &version("c1")).unwrap());
    assert_eq!(store.counts().unwrap(), Counts { reports: 2, events: 4, codings: 2 });
}

#[test]
fn a_new_version_answers_and_the_old_one_stays() {
    let mut store = Store::open(fresh("versions")).unwrap();
    let old = record(1, &version("c1"));
    let mut new = record(1, &version("c2"));
    new.events.truncate(1);
    new.sentences.truncate(1);
    add(&mut store, [old, new.clone()]);
    assert_eq!(store.report("n1").unwrap().unwrap(), new);
    let query = Query { words: Some("fired".to_owned()), ..Default::default() };
    assert_eq!(store.find(&query).unwrap().len(), 1, "the event that only the old version saw is not found");
    assert_eq!(store.counts().unwrap(), Counts { reports: 1, events: 1, codings: 2 });
    let codings = store.codings("n1").unwrap();
    assert_eq!(
        codings.iter().map(|c| (c.version.codebook.as_str(), c.latest)).collect::<Vec<_>>(),
        [("c1", false), ("c2", true)]
    );
}

#[test]
fn a_changed_text_is_a_new_version_of_the_report() {
    let mut store = Store::open(fresh("changed")).unwrap();
    let mut reading = numbered(1);
    add(&mut store, [Record::of(&reading, &version("c1"), LayerSet::NONE)]);
    reading.article.sha256 = digest("another text");
    assert_eq!(add(&mut store, [Record::of(&reading, &version("c1"), LayerSet::NONE)]).added, 1);
    let codings = store.codings("n1").unwrap();
    assert_eq!(codings.iter().map(|c| c.latest).collect::<Vec<_>>(), [false, true]);
    assert_ne!(codings[0].sha256, codings[1].sha256);
    assert_eq!(store.report_ids().unwrap(), ["n1"]);
}

#[test]
fn reasons_come_with_their_words() {
    let mut store = Store::open(fresh("why")).unwrap();
    add(&mut store, [Record::of(&harbour("r1"), &version("c1"), LayerSet::NONE)]);
    let why = store.why("r1#1").unwrap().unwrap();
    let place = why.decisions.iter().find(|decision| decision.why.field == "place").unwrap();
    assert_eq!((place.why.by.as_str(), place.words.as_slice()), ("rule:place.clause", &["Vellport".to_owned()][..]));
    assert!(store.why("r1#9").unwrap().is_none());
}

#[test]
fn a_full_batch_is_written_before_the_end() {
    let path = fresh("batches");
    let mut store = Store::open(&path).unwrap();
    let mut writer = store.writer(Batch { reports: 2, time: Duration::from_secs(3600) });
    let reports = || Store::open_existing(&path).unwrap().counts().unwrap().reports;
    writer.add(record(1, &version("c"))).unwrap();
    assert_eq!(reports(), 0);
    writer.add(record(2, &version("c"))).unwrap();
    assert_eq!(reports(), 2);
    let mut writer = store.writer(Batch { reports: 100, time: Duration::ZERO });
    writer.add(record(3, &version("c"))).unwrap();
    assert_eq!(reports(), 3, "a batch that has waited long enough is written too");
}

#[test]
fn several_may_write_and_read_at_once() {
    let path = fresh("several");
    let write = || {
        let mut store = Store::open(&path).expect("opened beside another");
        let mut writer = store.writer(Batch { reports: 3, time: Duration::ZERO });
        (0..40).for_each(|i| writer.add(record(i, &version("c"))).expect("written beside another"));
        writer.finish().expect("finished beside another")
    };
    let added: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(write)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap().added).sum()
    });
    assert_eq!(added, 40, "each report was added by one of them");
    let counts = Store::open_existing(&path).unwrap().counts().unwrap();
    assert_eq!(counts, Counts { reports: 40, events: 80, codings: 40 });
}

/// Readers see every report whole, and never fewer than before, while another thread writes.
#[test]
fn readers_and_a_writer_do_not_disturb_each_other() {
    const REPORTS: u32 = 300;
    let path = fresh("readers");
    let mut store = Store::open(&path).unwrap();
    let read = || {
        let (store, mut seen) = (Store::open_existing(&path).expect("opened while written to"), 0);
        while seen < REPORTS as usize * 2 {
            let page = store.page(&Query { limit: Some(5), ..Query::default() }).expect("read while written to");
            assert!(page.all >= seen && page.all.is_multiple_of(2), "{} after {seen}", page.all);
            seen = page.all;
            page.events.iter().for_each(|row| assert!(row.report.text.contains(&row.sentence.text)));
        }
    };
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..3).map(|_| scope.spawn(read)).collect();
        let mut writer = store.writer(Batch { reports: 5, time: Duration::ZERO });
        (0..REPORTS).for_each(|i| writer.add(record(i, &version("c"))).expect("written while read"));
        writer.finish().expect("finished while read");
        readers.into_iter().for_each(|reader| reader.join().expect("a reader comes to its end"));
    });
}

#[test]
fn a_backup_is_a_database_of_its_own() {
    let path = fresh("backup");
    let mut store = Store::open(&path).unwrap();
    add(&mut store, (0..20).map(|i| record(i, &version("c"))));
    let copy = path.with_file_name("copy.db");
    let reader = Store::open_existing(&path).unwrap();
    let mut writer = store.writer(Batch { reports: 1, time: Duration::ZERO });
    writer.add(record(20, &version("c"))).unwrap();
    reader.backup(&copy).unwrap();
    writer.add(record(21, &version("c"))).unwrap();
    let copied = Store::open_existing(&copy).unwrap();
    assert_eq!((copied.counts().unwrap().reports, copied.damage().unwrap()), (21, Vec::new()));
    assert_eq!(copied.report("n20").unwrap(), Some(record(20, &version("c"))));
    let before = std::fs::read(&copy).unwrap();
    for taken in [&copy, &path] {
        assert!(reader.backup(taken).unwrap_err().to_string().contains("name another one"));
    }
    assert_eq!(std::fs::read(&copy).unwrap(), before);
    let nowhere = path.with_file_name("none").join("copy.db");
    assert!(reader.backup(&nowhere).unwrap_err().to_string().contains("none"));
    let left: Vec<_> =
        std::fs::read_dir(path.parent().unwrap()).unwrap().flatten().map(|file| file.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{left:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is coded in whatever order: each coding is there once, and the last new one of a report answers.
    #[test]
    fn codings_add_up(codings in prop::collection::vec((0u32..3, 0u8..2, 0u8..2), 1..20)) {
        let mut store = Store::open(fresh("sequence")).unwrap();
        let mut expected: Vec<(String, String, Version)> = Vec::new();
        for (i, text, codebook) in codings {
            let mut reading = numbered(i);
            reading.article.sha256 = digest(&text.to_string());
            let record = Record::of(&reading, &version(&codebook.to_string()), LayerSet::NONE);
            let key = (record.report.id.clone(), record.report.sha256.clone(), record.report.version.clone());
            let known = expected.contains(&key);
            prop_assert_eq!(store.has(&key.0, &key.1, &key.2).unwrap(), known);
            prop_assert_eq!(add(&mut store, [record]).known, usize::from(known));
            if !known {
                expected.push(key);
            }
        }
        prop_assert_eq!(store.counts().unwrap().codings as usize, expected.len());
        for id in store.report_ids().unwrap() {
            let last = expected.iter().rfind(|key| key.0 == id).unwrap();
            let report = store.report(&id).unwrap().unwrap().report;
            prop_assert_eq!((&report.sha256, &report.version), (&last.1, &last.2));
        }
    }
}
