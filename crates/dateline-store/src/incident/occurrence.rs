//! What merging needs to know of a report: its story, and each event with all its mentions there taken together.

use crate::moment::{day_number, published};
use crate::record::{Event, Figure, Located, Participant, Record, Report, Time};
use dateline_merge::{Days, Occurrence, Party, Spot, Story, Toll, acts, content, words};
use std::collections::BTreeSet;

/// Mentions that are read of one event; more say nothing new.
const MOST_MENTIONS: usize = 24;

/// Words kept of the sentences of one event.
const MOST_AROUND: usize = 40;

/// An event of a report: the number of its first mention there, and what is known of it.
pub(super) struct Told {
    pub(super) first: usize,
    pub(super) occurrence: Occurrence,
}

/// The report's own words.
pub(super) fn story(report: &Report) -> Story {
    Story::of(report.title.as_deref().unwrap_or_default(), &report.text)
}

/// When the report was published, as late as its date allows.
fn said(report: &Report) -> Option<i64> {
    report.published.as_ref().and_then(published).map(|seconds| seconds.div_euclid(60))
}

/// The events of a report, of which this is the story, in the order of their first mentions.
pub(super) fn told(record: &Record, story: &Story) -> Vec<Told> {
    let mut clusters: Vec<(&str, Vec<usize>)> = Vec::new();
    for (n, event) in record.events.iter().enumerate() {
        match clusters.iter_mut().find(|(cluster, _)| *cluster == event.cluster) {
            Some((_, mentions)) => mentions.push(n),
            None => clusters.push((&event.cluster, vec![n])),
        }
    }
    let told = |mentions: Vec<usize>| Told { first: mentions[0], occurrence: occurrence(record, &mentions, story) };
    clusters.into_iter().map(|(_, mentions)| told(mentions)).collect()
}

fn occurrence(record: &Record, mentions: &[usize], story: &Story) -> Occurrence {
    let events: Vec<&Event> = mentions.iter().take(MOST_MENTIONS).map(|n| &record.events[*n]).collect();
    Occurrence {
        kind: events[0].kind.clone(),
        modes: events.iter().filter_map(|event| event.mode.clone()).collect::<BTreeSet<_>>().into_iter().collect(),
        happened: events.iter().any(|event| event.reality == "occurred"),
        background: events.iter().all(|event| event.background),
        main: events.iter().any(|event| event.main),
        days: events.iter().filter_map(|event| event.time.as_ref()).filter_map(interval).min_by_key(finest),
        place: place(&events),
        actors: parties(events.iter().flat_map(|event| &event.actors)),
        recipients: parties(events.iter().flat_map(|event| &event.recipients)),
        tolls: tolls(events.iter().flat_map(|event| &event.figures)),
        acts: acts::of(events.iter().map(|event| event.trigger.text.as_str())),
        around: around(record, mentions),
        said: said(&record.report),
        report: u64::from(words::hash(&record.report.id)),
        story: story.clone(),
    }
}

fn interval(time: &Time) -> Option<Days> {
    Some(Days { from: day_number(&time.from)? as i32, to: day_number(&time.to)? as i32, stated: time.text.is_some() })
}

/// Stated days before those of publication, short spans before long ones.
fn finest(days: &Days) -> (bool, i32) {
    (!days.stated, days.to - days.from)
}

/// The place that is named most finely; of such the one named first.
fn place(events: &[&Event]) -> Option<Spot> {
    let located = events.iter().filter_map(|event| event.place.as_ref()).map(|place| &place.located);
    let spots: Vec<Spot> = located.filter_map(spot).collect();
    spots.iter().find(|spot| spot.fine).or(spots.first()).cloned()
}

fn spot(located: &Located) -> Option<Spot> {
    let e5 = |degrees: f64| (degrees * 1e5).round() as i32;
    Some(Spot {
        geonames: located.geonames.unwrap_or_default(),
        country: located.country.clone().unwrap_or_default(),
        admin1: located.admin1.as_deref().map(words::hash),
        at: located.lat.zip(located.lon).map(|(lat, lon)| (e5(lat), e5(lon))),
        fine: matches!(located.precision.as_deref()?, "exact" | "near" | "admin2"),
    })
}

fn parties<'e>(participants: impl Iterator<Item = &'e Participant>) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for party in participants.map(party) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

fn party(participant: &Participant) -> Party {
    let hashed = |text: &str| words::words(text).map(|word| words::hash(&words::stem(word))).collect::<Vec<_>>();
    Party {
        name: participant.name.as_deref().map_or_else(|| unnamed(participant), hashed),
        head: head(&participant.words.text),
        country: participant.country.clone().unwrap_or_default(),
        sector: participant.sectors.first().cloned().unwrap_or_default(),
    }
}

/// Of one without a name and a country, whatever its noun phrase names.
fn unnamed(participant: &Participant) -> Vec<u32> {
    if participant.country.is_some() { Vec::new() } else { words::naming(&participant.words.text) }
}

/// The stem of the head of a noun phrase: the last word before what follows it ("the ambassador to Turkey").
fn head(phrase: &str) -> u32 {
    const BEHIND: [&str; 12] = ["of", "in", "to", "from", "for", "at", "with", "on", "near", "who", "which", "that"];
    let noun = words::words(phrase).take_while(|word| !BEHIND.contains(word)).last();
    noun.map_or(0, |word| words::hash(&words::stem(word)))
}

fn tolls<'e>(figures: impl Iterator<Item = &'e Figure>) -> Vec<Toll> {
    figures.map(|figure| Toll { role: figure.role.to_string(), low: figure.low, high: figure.high }).collect()
}

fn around(record: &Record, mentions: &[usize]) -> Vec<u32> {
    let sentences: BTreeSet<usize> = mentions.iter().take(MOST_MENTIONS).copied().collect();
    let texts = sentences.into_iter().filter_map(|n| record.sentences.get(n)).map(|sentence| sentence.text.as_str());
    let mut words: Vec<u32> = texts.flat_map(content).take(MOST_AROUND).collect();
    words.sort_unstable();
    words.dedup();
    words
}
