//! ICEWS's columns with tabs, a row for each pair of actor and recipient. Meetings are not doubled, as ICEWS does, with the
//! sides exchanged.

use super::events::called;
use super::table::Value::{Decimal, Made, Never, Text, Whole};
use super::table::{Column, Each, Row, Table, only_occurred};
use super::{country, number_of, scales};
use crate::record::{Located, Participant};

/// The table.
pub(super) static TABLE: Table = Table { columns: &COLUMNS, each: Each::Pair, refuses: only_occurred };

static COLUMNS: [Column; 20] = [
    ("Event ID", Whole(|row| Some(number_of(&row.incident().id, row.pair)))),
    ("Event Date", Text(|row| row.told.day())),
    ("Source Name", Made(|row| row.actor.map(called))),
    ("Source Sectors", Made(|row| row.actor.and_then(sectors))),
    ("Source Country", Text(|row| country::name(row.actor?.country.as_deref()?))),
    ("Event Text", Never),
    ("CAMEO Code", Text(|row| row.incident().cameo.as_deref())),
    ("Intensity", Decimal(|row| scales::goldstein(row.incident().cameo.as_deref()?))),
    ("Target Name", Made(|row| row.recipient.map(called))),
    ("Target Sectors", Made(|row| row.recipient.and_then(sectors))),
    ("Target Country", Text(|row| country::name(row.recipient?.country.as_deref()?))),
    ("Story ID", Whole(|row| Some(number_of(&row.event?.event.report, 0)))),
    ("Sentence Number", Whole(|row| i64::try_from(row.event?.event.sentence + 1).ok())),
    ("Publisher", Text(|row| row.event?.publisher.as_deref())),
    ("City", Text(|row| place(row).filter(|place| place.precision.as_deref() == Some("exact"))?.name.as_deref())),
    ("District", Never),
    ("Province", Text(|row| place(row)?.admin1.as_deref())),
    ("Country", Text(|row| country::name(place(row)?.country.as_deref()?))),
    ("Latitude", Decimal(|row| place(row)?.lat)),
    ("Longitude", Decimal(|row| place(row)?.lon)),
];

/// PLOVER's codes: ICEWS has words of its own, for which there is no table here.
fn sectors(participant: &Participant) -> Option<String> {
    (!participant.sectors.is_empty()).then(|| participant.sectors.join(","))
}

fn place(row: Row<'_>) -> Option<&Located> {
    row.incident().place.as_ref()
}
