//! `events.csv`: one row an incident. Parquet and GeoJSON have the same columns.

use super::table::Value::{Day, Decimal, Flag, List, Made, Text, Whole};
use super::table::{Column, Each, Row, Table, all};
use super::toll::{self, Range};
use crate::record::{Located, Participant};

/// The table.
pub(super) static TABLE: Table = Table { columns: &COLUMNS, each: Each::Incident, refuses: all };

/// The columns.
pub(super) static COLUMNS: [Column; 35] = [
    ("incident", Text(|row| Some(&row.incident().id))),
    ("type", Text(|row| Some(&row.incident().kind))),
    ("mode", Text(|row| row.incident().mode.as_deref())),
    ("cameo", Text(|row| row.incident().cameo.as_deref())),
    ("reality", Text(|row| Some(&row.incident().reality))),
    ("title", Text(|row| row.incident().title.as_deref())),
    ("from", Day(|row| row.incident().from.as_deref())),
    ("to", Day(|row| row.incident().to.as_deref())),
    ("time_precision", Text(|row| row.incident().precision.as_deref())),
    ("place", Text(|row| place(row)?.name.as_deref())),
    ("geonames", Whole(|row| place(row)?.geonames.map(i64::from))),
    ("country", Text(|row| place(row)?.country.as_deref())),
    ("admin1", Text(|row| place(row)?.admin1.as_deref())),
    ("lat", Decimal(|row| place(row)?.lat)),
    ("lon", Decimal(|row| place(row)?.lon)),
    ("place_precision", Text(|row| place(row)?.precision.as_deref())),
    ("actors", List(|row| each(&row.incident().actors, called))),
    ("actor_countries", List(|row| each(&row.incident().actors, country))),
    ("actor_sectors", List(|row| each(&row.incident().actors, sectors))),
    ("recipients", List(|row| each(&row.incident().recipients, called))),
    ("recipient_countries", List(|row| each(&row.incident().recipients, country))),
    ("recipient_sectors", List(|row| each(&row.incident().recipients, sectors))),
    ("killed_low", Whole(|row| killed(row, |range| range.low))),
    ("killed_best", Whole(|row| killed(row, |range| range.best))),
    ("killed_high", Whole(|row| killed(row, |range| range.high))),
    ("figures", List(figures)),
    ("reports", Whole(|row| Some(row.incident().counts.reports.into()))),
    ("texts", Whole(|row| Some(row.incident().counts.texts.into()))),
    ("independent", Whole(|row| Some(row.incident().counts.independent.into()))),
    ("first_said", Text(|row| row.incident().said.first.as_deref())),
    ("last_said", Text(|row| row.incident().said.last.as_deref())),
    ("disputed", Flag(|row| row.incident().disputed)),
    ("differs_in", List(differs_in)),
    ("part_of", List(part_of)),
    ("sentence", Made(|row| row.event.map(|event| event.sentence.text.clone()))),
];

fn place(row: Row<'_>) -> Option<&Located> {
    row.incident().place.as_ref()
}

fn each(list: &[Participant], of: fn(&Participant) -> String) -> Vec<String> {
    list.iter().map(of).collect()
}

/// The fullest name, else the words.
pub(super) fn called(participant: &Participant) -> String {
    participant.name.as_ref().unwrap_or(&participant.words.text).clone()
}

fn country(participant: &Participant) -> String {
    participant.country.clone().unwrap_or_default()
}

fn sectors(participant: &Participant) -> String {
    participant.sectors.join(" ")
}

fn killed(row: Row<'_>, of: fn(Range) -> u64) -> Option<i64> {
    toll::ucdp(row.incident(), "killed").and_then(|range| i64::try_from(of(range)).ok())
}

/// Claims that are counts, each with its role: "killed at_least 3".
fn figures(row: Row<'_>) -> Vec<String> {
    let counts = row.incident().claims.iter().filter(|claim| claim.quantifier.is_some());
    counts.map(|claim| format!("{} {}", claim.attribute, claim.value)).collect()
}

/// Attributes on which sources do not agree, each once.
fn differs_in(row: Row<'_>) -> Vec<String> {
    let differing = row.incident().claims.iter().filter(|claim| matches!(&*claim.standing, "differs" | "revised"));
    let mut attributes: Vec<_> = differing.map(|claim| claim.attribute.to_string()).collect();
    attributes.sort_unstable();
    attributes.dedup();
    attributes
}

fn part_of(row: Row<'_>) -> Vec<String> {
    let wholes = row.incident().relations.iter().filter(|relation| relation.kind == "part_of");
    wholes.map(|relation| relation.incident.clone()).collect()
}
