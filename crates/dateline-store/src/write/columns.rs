//! Several values in one column, for people who query the tables and for full-text search.

use crate::record::{Event, Participant};

/// Between the values of one column.
pub(super) const SEPARATOR: &str = "; ";

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join(SEPARATOR)
}

pub(super) fn texts(list: &[Participant]) -> String {
    joined(list.iter().map(|participant| participant.words.text.as_str()))
}

pub(super) fn names(list: &[Participant]) -> String {
    joined(list.iter().filter_map(|participant| participant.name.as_deref()))
}

pub(super) fn countries(list: &[Participant]) -> String {
    joined(list.iter().map(|participant| participant.country.as_deref().unwrap_or("")))
}

pub(super) fn sectors(list: &[Participant]) -> String {
    list.iter().map(|participant| participant.sectors.join(" ")).collect::<Vec<_>>().join(SEPARATOR)
}

pub(super) fn sources(event: &Event) -> String {
    joined(event.sources.iter().map(|source| source.words.text.as_str()))
}

pub(super) fn place_names(event: &Event) -> String {
    let located = event.place.iter().map(|place| &place.located);
    joined(located.flat_map(|located| located.name.iter().chain(&located.admin1)).map(String::as_str))
}

/// Words that the coder added and the report need not hold: codes, full names, names of the gazetteer.
pub(super) fn coded_words(event: &Event) -> String {
    let codes = std::iter::once(event.kind.as_str()).chain(event.mode.as_deref());
    let country = event.place.iter().filter_map(|place| place.located.country.as_deref());
    let participants = event.actors.iter().chain(&event.recipients);
    let theirs = participants.flat_map(|p| p.name.iter().chain(&p.country).chain(&p.sectors)).map(String::as_str);
    format!("{}{SEPARATOR}{}", joined(codes.chain(country).chain(theirs)), place_names(event))
}
