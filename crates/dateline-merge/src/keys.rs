//! Keys under which occurrences meet that may be one event, so that no two others are ever compared.
//!
//! Two occurrences are compared where they share a key, and under one key each sees only so many of those said just
//! before it. What a report costs therefore does not grow with the number of reports.

use crate::acts;
use crate::occurrence::{Occurrence, Party};

/// Days in a bucket of time. What happens on the last day of one is in the next as well, so that neighbouring days meet.
const BUCKET: i32 = 4;

/// The same for when reports are published, and how many of its last days are in the next one as well.
const MONTH: i64 = 32;
const OVERLAP: i64 = 8;

/// Named parties by which an occurrence is found.
const PARTIES: usize = 2;

/// Words of a report by which its main event and others without a place are found.
const TERMS: usize = 6;

/// The same for what was coded, which has days, places and names to be found by.
const CODED_TERMS: usize = 4;

/// Those of them that bring together what was coded differently.
const GROUP_TERMS: usize = 2;

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

/// The report's most telling words, each with the month in which it was published and with the type of the event, or
/// with its word where nothing coded it; the first of them also with the group of its word, since two reports of one event
/// may be coded differently.
fn terms(occurrence: &Occurrence) -> Vec<Key> {
    let (act, kind) = (occurrence.acts.first(), occurrence.kind.as_str());
    let subject = if kind.is_empty() { act.map(|act| ["act", act]) } else { Some(["type", kind]) };
    let group = act.and_then(|act| acts::group(act)).map(|group| group.to_string());
    let months = months(occurrence.said);
    let strongest = occurrence.story.strongest(TERMS);
    let under = |subject: [&str; 2], most: usize| {
        let at =
            |term: &u32| months.iter().map(|month| key(subject, [*month as u64, (*term).into()])).collect::<Vec<_>>();
        strongest.iter().take(most).flat_map(at).collect::<Vec<_>>()
    };
    let most = if kind.is_empty() { TERMS } else { CODED_TERMS };
    let mut keys = subject.map_or_else(Vec::new, |subject| under(subject, most));
    keys.extend(group.iter().flat_map(|group| under(["group", group], GROUP_TERMS)));
    keys
}

/// The month (of 32 days) of publication, and the next one in its last days, so that reports a week apart always meet.
fn months(said: Option<i64>) -> Vec<i64> {
    let Some(minutes) = said else { return vec![0] };
    let day = minutes.div_euclid(24 * 60);
    let month = day.div_euclid(MONTH);
    if day.rem_euclid(MONTH) < MONTH - OVERLAP { vec![month] } else { vec![month, month + 1] }
}

/// FNV-1a over words and numbers, with the bits mixed at the end.
fn key(words: [&str; 2], numbers: [u64; 2]) -> Key {
    let bytes =
        words.iter().flat_map(|word| word.bytes().chain([0])).chain(numbers.iter().flat_map(|n| n.to_le_bytes()));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    // Four bytes where it is kept; two that meet by chance are compared and found to be different.
    i64::from(((hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Days, Spot, Story};

    /// An attack of this day in a town, told on another.
    fn told(day: i32, on: i64) -> Occurrence {
        Occurrence {
            kind: "ASSAULT".to_owned(),
            days: Some(Days { from: day, to: day, stated: true }),
            place: Some(Spot { geonames: 7, country: "CZE".to_owned(), admin1: None, at: None, fine: true }),
            acts: vec!["attack".to_owned()],
            said: Some(on * 24 * 60),
            report: day as u64 * 1000 + on as u64,
            story: Story::of("Vellport market", "An attack on the market of Vellport."),
            ..Occurrence::default()
        }
    }

    fn shared(a: &Occurrence, b: &Occurrence) -> usize {
        let others = keys(b);
        keys(a).iter().filter(|key| others.contains(key)).count()
    }

    #[test]
    fn what_may_be_one_event_meets() {
        for start in 0..40 {
            let first = told(start, i64::from(start));
            assert!(shared(&first, &told(start + 1, i64::from(start) + 1)) > 2, "a day apart, from {start}");
            assert!(shared(&first, &told(start + 9, i64::from(start) + 7)) > 0, "told a week later, from {start}");
            let elsewhere = Occurrence { story: Story::default(), ..told(start + 30, i64::from(start) + 30) };
            assert_eq!(shared(&first, &elsewhere), 0, "another month, from {start}");
        }
    }
}
