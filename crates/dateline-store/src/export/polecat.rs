//! POLECAT's columns with tabs. Several actors share a cell there, so a row is an incident.

use super::table::Value::{Decimal, List, Made, Never, Text, Whole};
use super::table::{Column, Each, Row, Table, only_occurred};
use super::{country, scales};
use crate::record::{Located, Participant};

/// The table.
pub(super) static TABLE: Table = Table { columns: &COLUMNS, each: Each::Incident, refuses: only_occurred };

static COLUMNS: [Column; 40] = [
    ("Event ID", Text(|row| Some(&row.incident().id))),
    ("Event Date", Text(|row| row.told.day())),
    ("Event Type", Text(|row| Some(&row.incident().kind))),
    ("Event Mode", Text(|row| row.incident().mode.as_deref())),
    ("Intensity", Decimal(|row| scales::plover_score(&row.incident().kind, row.incident().mode.as_deref()))),
    ("Quad Code", Text(|row| scales::plover_quad_name(&row.incident().kind))),
    ("Contexts", List(contexts)),
    ("Actor Name", List(|row| names(&row.incident().actors))),
    ("Actor Country", List(|row| countries(&row.incident().actors))),
    ("Actor COW", Never),
    ("Primary Actor Sector", Text(|row| primary(&row.incident().actors))),
    ("Actor Sectors", List(|row| sectors(&row.incident().actors))),
    ("Actor Title", Never),
    ("Actor Name Raw", List(|row| raw(&row.incident().actors))),
    ("Wikipedia Actor ID", Never),
    ("Recipient Name", List(|row| names(&row.incident().recipients))),
    ("Recipient Country", List(|row| countries(&row.incident().recipients))),
    ("Recipient COW", Never),
    ("Primary Recipient Sector", Text(|row| primary(&row.incident().recipients))),
    ("Recipient Sectors", List(|row| sectors(&row.incident().recipients))),
    ("Recipient Title", Never),
    ("Recipient Name Raw", List(|row| raw(&row.incident().recipients))),
    ("Wikipedia Recipient ID", Never),
    ("Placename", Text(|row| place(row)?.name.as_deref())),
    ("City", Text(|row| place(row).filter(|place| place.precision.as_deref() == Some("exact"))?.name.as_deref())),
    ("District", Never),
    ("Province", Text(|row| place(row)?.admin1.as_deref())),
    ("Country", Text(|row| country::name(place(row)?.country.as_deref()?))),
    ("Latitude", Decimal(|row| place(row)?.lat)),
    ("Longitude", Decimal(|row| place(row)?.lon)),
    ("GeoNames ID", Whole(|row| place(row)?.geonames.map(i64::from))),
    ("Raw Placename", Text(|row| Some(&row.event?.event.place.as_ref()?.words.text))),
    ("Feature Type", Never),
    ("Source", Text(|row| row.event?.publisher.as_deref())),
    ("Publication Date", Text(|row| row.event?.published.as_deref())),
    ("Story People", Never),
    ("Story Organizations", Never),
    ("Story Locations", Never),
    ("Language", Never),
    ("Version", Made(|row| Some(row.about.programs()))),
];

/// Contexts of all mentions, each once.
pub(super) fn contexts(row: Row<'_>) -> Vec<String> {
    let mut contexts: Vec<_> = row.told.rows.iter().flat_map(|row| row.event.contexts.iter().cloned()).collect();
    contexts.sort_unstable();
    contexts.dedup();
    contexts
}

/// Names only where a report gives one: the words stand in the raw column.
fn names(list: &[Participant]) -> Vec<String> {
    list.iter().filter_map(|participant| participant.name.clone()).collect()
}

fn raw(list: &[Participant]) -> Vec<String> {
    list.iter().map(|participant| participant.words.text.clone()).collect()
}

fn countries(list: &[Participant]) -> Vec<String> {
    list.iter().filter_map(|participant| participant.country.clone()).collect()
}

fn sectors(list: &[Participant]) -> Vec<String> {
    list.iter().flat_map(|participant| participant.sectors.iter().cloned()).collect()
}

fn primary(list: &[Participant]) -> Option<&str> {
    list.iter().find_map(|participant| participant.sectors.first()).map(String::as_str)
}

fn place(row: Row<'_>) -> Option<&Located> {
    row.incident().place.as_ref()
}
