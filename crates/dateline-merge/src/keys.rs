//! Keys under which occurrences meet that may be one event, so that no two others are ever compared.
//!
//! Two occurrences are compared where they share a key, and under one key each sees only so many of those said just
//! before it. What a report costs therefore does not grow with the number of reports.

use crate::occurrence::{Occurrence, Party};

/// Days in a bucket of time. What happens on the last day of one is in the next as well, so that neighbouring days meet.
const BUCKET: i32 = 4;

/// The same for when reports are published.
const SAID_BUCKET: i64 = 7;

/// Named parties by which an occurrence is found.
const PARTIES: usize = 2;

/// Words of a report by which its main event and others without a place are found.
const TERMS: usize = 3;

/// A key: the hash of what is shared.
pub type Key = i64;

/// The keys of an occurrence, each once, in order.
pub fn keys(occurrence: &Occurrence) -> Vec<Key> {
    let mut keys = vec![key(["report", ""], [occurrence.report, 0])];
    for bucket in buckets(occurrence) {
        let kind = occurrence.kind.as_str();
        if let Some(place) = &occurrence.place {
            keys.push(key([kind, &place.country], [bucket as u64, 0]));
            if place.fine {
                keys.push(key([kind, "place"], [bucket as u64, place.geonames.into()]));
            }
        }
        keys.extend(names(occurrence).map(|word| key([kind, "name"], [bucket as u64, word.into()])));
    }
    keys.extend(terms(occurrence));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Buckets of the days it may have been: the first, and the next one where the last day of the bucket is among them. What
/// has no day of its own is looked for near its publication.
fn buckets(occurrence: &Occurrence) -> Vec<i32> {
    let said = occurrence.said.map(|minutes| (minutes / (24 * 60)) as i32);
    let (from, to) = match (occurrence.days, said) {
        (Some(days), _) => (days.from, days.to.min(days.from + BUCKET)),
        (None, Some(day)) => (day - BUCKET, day),
        (None, None) => return Vec::new(),
    };
    (from.div_euclid(BUCKET)..=(to + 1).div_euclid(BUCKET)).collect()
}

/// The last word of each name: of a person the family name.
fn names(occurrence: &Occurrence) -> impl Iterator<Item = u32> {
    let parties = occurrence.recipients.iter().chain(&occurrence.actors);
    parties.filter_map(|party: &Party| party.name.last().copied()).take(PARTIES)
}

/// The report's most telling words, with the week in which it was published and the one before.
fn terms(occurrence: &Occurrence) -> Vec<Key> {
    let week = occurrence.said.map_or(0, |minutes| (minutes / (24 * 60)).div_euclid(SAID_BUCKET));
    let acts =
        if occurrence.kind.is_empty() { occurrence.acts.first().map_or("", String::as_str) } else { &occurrence.kind };
    let strongest = occurrence.story.strongest(TERMS);
    let weeks = if occurrence.said.is_some() { vec![week, week + 1] } else { vec![0] };
    weeks
        .iter()
        .flat_map(|week| strongest.iter().map(|term| key([acts, "term"], [*week as u64, (*term).into()])))
        .collect()
}

/// FNV-1a over words and numbers, with the bits mixed at the end.
fn key(words: [&str; 2], numbers: [u64; 2]) -> Key {
    let bytes =
        words.iter().flat_map(|word| word.bytes().chain([0])).chain(numbers.iter().flat_map(|n| n.to_le_bytes()));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) as i64
}
