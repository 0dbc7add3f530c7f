//! Makes the dictionary: the pieces of packed records that come again in most other reports.

use crate::record::{Line, Record};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of the dictionary. More saves little, and each report pays for reading it.
const SIZE: usize = 6 << 10;
/// Bytes of a piece.
const PIECE: usize = 40;
/// Bytes that count as the same thing.
const GRAM: usize = 6;
/// Pieces that are chosen from all reports at once.
const EPOCHS: usize = SIZE / PIECE;

/// Writes `dictionary.bin` from what `dateline code examples/reports --format jsonl` printed:
/// `DATELINE_RECORDS=FILE cargo test -p dateline-store dictionary::write -- --ignored`.
#[test]
#[ignore = "writes src/body/dictionary.bin"]
fn write() {
    let lines = std::env::var_os("DATELINE_RECORDS").expect("DATELINE_RECORDS names a file");
    let lines = std::fs::read_to_string(lines).expect("the file can be read");
    let packed: Vec<Vec<u8>> = records(&lines).iter().map(super::packed).collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/body/dictionary.bin");
    std::fs::write(path, dictionary(&packed)).expect("the dictionary can be written");
}

/// Records of their lines. Sentences are not printed; the words that carry the event stand in for them.
fn records(lines: &str) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    for line in lines.lines() {
        match (serde_json::from_str(line).expect("a line of the record"), records.last_mut()) {
            (Line::Report(report), _) => records.push(Record {
                report: *report,
                layers: Vec::new(),
                events: Vec::new(),
                sentences: Vec::new(),
                quotes: Vec::new(),
                notes: Vec::new(),
            }),
            (Line::Event(event), Some(record)) => {
                record.sentences.push(event.trigger.clone());
                record.events.push(*event);
            }
            (Line::Quote(quote), Some(record)) => record.quotes.push(quote),
            (Line::Note(note), Some(record)) => record.notes.push(note),
            _ => {}
        }
    }
    records
}

/// In each stretch of the reports the piece whose grams most other reports have, as long as no piece before had them.
fn dictionary(reports: &[Vec<u8>]) -> Vec<u8> {
    let mut counts = counts(reports);
    let all = reports.concat();
    let mut chosen: Vec<(u32, &[u8])> = Vec::new();
    for stretch in all.chunks(all.len().div_ceil(EPOCHS)) {
        let best = stretch.windows(PIECE.min(stretch.len())).max_by_key(|piece| worth(piece, &counts));
        let best = best.expect("a stretch has a piece");
        chosen.push((worth(best, &counts), best));
        for gram in best.windows(GRAM) {
            counts.remove(gram);
        }
    }
    chosen.sort_by_key(|(worth, _)| *worth);
    chosen.into_iter().flat_map(|(_, piece)| piece.iter().copied()).collect()
}

/// How many reports have a gram, where more than two do.
fn counts(reports: &[Vec<u8>]) -> BTreeMap<Vec<u8>, u32> {
    let mut counts = BTreeMap::new();
    for report in reports {
        let grams: BTreeSet<&[u8]> = report.windows(GRAM).collect();
        grams.into_iter().for_each(|gram| *counts.entry(gram.to_vec()).or_default() += 1);
    }
    counts.retain(|_, count| *count > 2);
    counts
}

fn worth(piece: &[u8], counts: &BTreeMap<Vec<u8>, u32>) -> u32 {
    piece.windows(GRAM).filter_map(|gram| counts.get(gram)).sum()
}
