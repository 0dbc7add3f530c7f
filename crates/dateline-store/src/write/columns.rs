//! What full-text search finds of reports and events.

use crate::record::{Event, Participant, Record};

/// Between the values of one column.
const SEPARATOR: &str = "; ";

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join(SEPARATOR)
}

fn people(list: &[Participant]) -> String {
    let names = list.iter().filter_map(|participant| participant.name.as_deref());
    joined(list.iter().map(|participant| participant.words.text.as_str()).chain(names))
}

fn place(event: &Event) -> String {
    let words = event.place.iter().map(|place| place.words.text.as_str());
    joined(words.chain(place_names(event)))
}

fn place_names(event: &Event) -> impl Iterator<Item = &str> {
    let located = event.place.iter().map(|place| &place.located);
    located.flat_map(|located| located.name.iter().chain(&located.admin1)).map(String::as_str)
}

/// Words of the actors, the recipients, the place and the sources.
pub(crate) fn roles(event: &Event) -> [String; 4] {
    let sources = joined(event.sources.iter().map(|source| source.words.text.as_str()));
    [people(&event.actors), people(&event.recipients), place(event), sources]
}

/// Words that the coder added and the report need not hold: codes, full names, names of the gazetteer.
pub(crate) fn event_codes(event: &Event) -> String {
    let codes = std::iter::once(event.kind.as_str()).chain(event.mode.as_deref());
    let country = event.place.iter().filter_map(|place| place.located.country.as_deref());
    let participants = event.actors.iter().chain(&event.recipients);
    let theirs = participants.flat_map(|p| p.name.iter().chain(&p.country).chain(&p.sectors)).map(String::as_str);
    joined(codes.chain(country).chain(theirs).chain(place_names(event)))
}

/// The same of all events of a report.
pub(crate) fn coded_words(record: &Record) -> String {
    record.events.iter().map(event_codes).collect::<Vec<_>>().join(SEPARATOR)
}
