//! UCDP GED's columns: violence that occurred and in which, by some claim, somebody died.
//!
//! Conflicts, dyads and sides have numbers there that only UCDP gives: those columns stay empty.

use super::events::called;
use super::sides::{Side, common};
use super::table::Value::{Decimal, Made, Never, Text, Whole};
use super::table::{Column, Each, Row, Table, only_occurred};
use super::toll::{self, Range};
use super::{country, days, number_of};
use crate::incident::Told;
use crate::record::{Located, Participant};

/// The table.
pub(super) static TABLE: Table = Table { columns: &COLUMNS, each: Each::Incident, refuses };

static COLUMNS: [Column; 49] = [
    ("id", Whole(|row| Some(number_of(&row.incident().id, 0)))),
    ("relid", Text(|row| Some(&row.incident().id))),
    ("year", Made(|row| row.incident().from.as_deref()?.get(..4).map(str::to_owned))),
    ("active_year", Never),
    ("code_status", Never),
    ("type_of_violence", Whole(type_of_violence)),
    ("conflict_dset_id", Never),
    ("conflict_new_id", Never),
    ("conflict_name", Never),
    ("dyad_dset_id", Never),
    ("dyad_new_id", Never),
    ("dyad_name", Made(dyad_name)),
    ("side_a_dset_id", Never),
    ("side_a_new_id", Never),
    ("side_a", Made(|row| names(&row.incident().actors))),
    ("side_b_dset_id", Never),
    ("side_b_new_id", Never),
    ("side_b", Made(|row| names(&row.incident().recipients))),
    ("number_of_sources", Whole(|row| Some(row.incident().counts.reports.into()))),
    ("source_article", Made(source_article)),
    ("source_office", Text(|row| row.event?.publisher.as_deref())),
    ("source_date", Text(|row| row.event?.published.as_deref())),
    ("source_headline", Text(|row| row.event?.title.as_deref())),
    ("source_original", Text(|row| Some(&row.event?.event.sources.first()?.words.text))),
    ("where_prec", Whole(|row| where_prec(place(row)?))),
    ("where_coordinates", Text(|row| place(row)?.name.as_deref())),
    ("where_description", Text(|row| Some(&row.event?.event.place.as_ref()?.words.text))),
    ("adm_1", Text(|row| place(row)?.admin1.as_deref())),
    ("adm_2", Never),
    ("latitude", Decimal(|row| place(row)?.lat)),
    ("longitude", Decimal(|row| place(row)?.lon)),
    ("geom_wkt", Made(|row| Some(format!("POINT ({} {})", place(row)?.lon?, place(row)?.lat?)))),
    ("priogrid_gid", Whole(priogrid)),
    ("country", Text(|row| country::name(place(row)?.country.as_deref()?))),
    ("country_id", Never),
    ("region", Never),
    ("event_clarity", Never),
    ("date_prec", Whole(date_prec)),
    ("date_start", Text(|row| row.incident().from.as_deref())),
    ("date_end", Text(|row| row.incident().to.as_deref())),
    ("deaths_a", Never),
    ("deaths_b", Never),
    ("deaths_civilians", Never),
    ("deaths_unknown", Whole(|row| deaths(row, |range| range.best))),
    ("best", Whole(|row| deaths(row, |range| range.best))),
    ("high", Whole(|row| deaths(row, |range| range.high))),
    ("low", Whole(|row| deaths(row, |range| range.low))),
    ("gwnoa", Never),
    ("gwnob", Never),
];

fn refuses(told: &Told) -> Option<&'static str> {
    let deadly = toll::ucdp(&told.incident, "killed").is_some_and(|range| range.high > 0);
    only_occurred(told)
        .or((told.incident.kind != "ASSAULT").then_some("no use of force"))
        .or((!deadly).then_some("no claim of a death"))
}

/// 1 state-based, 2 between groups, 3 one-sided.
fn type_of_violence(row: Row<'_>) -> Option<i64> {
    match (common(&row.incident().actors)?, common(&row.incident().recipients)?) {
        (Side::State | Side::Group, Side::Civilian) => Some(3),
        (Side::Group, Side::Group) => Some(2),
        (Side::State, Side::State | Side::Group) | (Side::Group, Side::State) => Some(1),
        (Side::Civilian, _) => None,
    }
}

fn names(list: &[Participant]) -> Option<String> {
    (!list.is_empty()).then(|| list.iter().map(called).collect::<Vec<_>>().join(", "))
}

fn dyad_name(row: Row<'_>) -> Option<String> {
    Some(format!("{} - {}", names(&row.incident().actors)?, names(&row.incident().recipients)?))
}

/// Outlet, day and headline, as UCDP writes them in one cell.
fn source_article(row: Row<'_>) -> Option<String> {
    let event = row.event?;
    let parts = [&event.publisher, &event.published, &event.title];
    Some(parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(","))
}

fn place(row: Row<'_>) -> Option<&Located> {
    row.incident().place.as_ref()
}

fn where_prec(place: &Located) -> Option<i64> {
    match place.precision.as_deref()? {
        "exact" => Some(1),
        "near" => Some(2),
        "admin2" => Some(3),
        "admin1" => Some(4),
        "country" => Some(6),
        "water" => Some(7),
        _ => None,
    }
}

/// Cells of half a degree, counted from the south-west corner of the map, 720 a row.
fn priogrid(row: Row<'_>) -> Option<i64> {
    let place = place(row).filter(|place| where_prec(place).is_some_and(|precision| precision <= 3))?;
    let cell = |degrees: f64, edge: f64, last: f64| ((degrees + edge) * 2.0).floor().clamp(0.0, last) as i64;
    Some(cell(place.lat?, 90.0, 359.0) * 720 + cell(place.lon?, 180.0, 719.0) + 1)
}

/// 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year.
fn date_prec(row: Row<'_>) -> Option<i64> {
    match days::length(row.incident().from.as_deref()?, row.incident().to.as_deref()?)? {
        1 => Some(1),
        2..=6 => Some(2),
        7 => Some(3),
        8..=31 => Some(4),
        32..=366 => Some(5),
        _ => None,
    }
}

fn deaths(row: Row<'_>, of: fn(Range) -> u64) -> Option<i64> {
    toll::ucdp(row.incident(), "killed").and_then(|range| i64::try_from(of(range)).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn grid_cells_have_their_numbers() {
        let (mut told, about) = (sample::told("inc:r1#1"), sample::about());
        for (lat, lon, gid) in [(34.53, 69.17, 179_779), (-90.0, -180.0, 1), (90.0, 180.0, 259_200)] {
            let place = told.incident.place.as_mut().unwrap();
            (place.lat, place.lon) = (Some(lat), Some(lon));
            assert_eq!(priogrid(Row::of(&told, &about)), Some(gid), "{lat} {lon}");
        }
    }
}
