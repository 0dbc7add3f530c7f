//! The kinds of files that are read, and how a row of each becomes an event.

use super::fields::{Fields, Wrong};
use super::{Human, Toll};
use crate::export::{country, days};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Acled,
    Ucdp,
    Ours,
}

/// Columns by which a kind is known.
const MARKS: [(Shape, &[&str]); 3] = [
    (Shape::Acled, &["event_id_cnty", "event_date"]),
    (Shape::Ucdp, &["date_start", "date_end", "best"]),
    (Shape::Ours, &["incident", "reality", "from", "to"]),
];

impl Shape {
    /// The kind of a file with these columns.
    pub(super) fn of(names: &[String]) -> Option<Self> {
        let has_all = |marks: &[&str]| marks.iter().all(|mark| names.iter().any(|name| name == mark));
        MARKS.iter().find(|(_, marks)| has_all(marks)).map(|(shape, _)| *shape)
    }

    /// The event of a row.
    pub(super) fn human(self, fields: &Fields<'_>) -> Result<Human, Wrong> {
        match self {
            Shape::Acled => acled(fields),
            Shape::Ucdp => ucdp(fields),
            Shape::Ours => ours(fields),
        }
    }
}

fn acled(fields: &Fields<'_>) -> Result<Human, Wrong> {
    let day = fields.day("event_date")?;
    let precision = fields.whole("time_precision")?;
    let (from, to) = day.and_then(|day| widened(&day, precision)).unzip();
    let number = fields.whole("iso")?.and_then(|number| i64::try_from(number).ok());
    let kind = fields.text("event_type").unwrap_or_default();
    let actors = ["actor1", "assoc_actor_1", "actor2", "assoc_actor_2"];
    Ok(Human {
        id: fields.owned("event_id_cnty").unwrap_or_default(),
        from,
        to,
        place: fields.owned("location"),
        admin1: fields.owned("admin1"),
        country: number.and_then(country::by_number).or_else(|| fields.text("country").and_then(country::by_name)),
        lat: fields.degrees("latitude", 90.0)?,
        lon: fields.degrees("longitude", 180.0)?,
        kind: fields.owned("sub_event_type").unwrap_or_else(|| kind.to_owned()),
        types: acled_types(kind),
        actors: actors.iter().flat_map(|column| fields.list(column)).collect(),
        toll: fields.whole("fatalities")?.map(|n| Toll { low: n, best: n, high: n }),
        notes: fields.owned("notes"),
        source: fields.owned("source"),
        ..Human::default()
    })
}

/// Precision 2 is within a week around the day, 3 the month that it lies in.
fn widened(day: &str, precision: Option<u64>) -> Option<(String, String)> {
    let number = days::number(day)?;
    Some(match precision {
        Some(2) => (days::written(number - 3), days::written(number + 3)),
        Some(3) => {
            let month = days::number(&format!("{}-01", day.get(..7)?))?;
            let next = days::written(month + 31);
            (days::written(month), days::written(days::number(&format!("{}-01", next.get(..7)?))? - 1))
        }
        _ => (day.to_owned(), day.to_owned()),
    })
}

/// Types of PLOVER that an event of ACLED may be. Strategic developments may be any.
fn acled_types(kind: &str) -> Vec<String> {
    let types: &[&str] = match kind {
        "Battles" | "Explosions/Remote violence" | "Violence against civilians" => &["ASSAULT"],
        "Protests" => &["PROTEST"],
        "Riots" => &["PROTEST", "ASSAULT"],
        _ => &[],
    };
    types.iter().map(|kind| (*kind).to_owned()).collect()
}

fn ucdp(fields: &Fields<'_>) -> Result<Human, Wrong> {
    let best = fields.whole("best")?;
    let (low, high) = (fields.whole("low")?.or(best), fields.whole("high")?.or(best));
    let kind = match fields.text("type_of_violence") {
        Some("1") => "state-based violence",
        Some("2") => "non-state violence",
        Some("3") => "one-sided violence",
        _ => "violence",
    };
    Ok(Human {
        id: fields.owned("id").unwrap_or_default(),
        from: fields.day("date_start")?,
        to: fields.day("date_end")?,
        place: fields.owned("where_coordinates"),
        admin1: fields.owned("adm_1"),
        country: fields.text("country").and_then(country::by_name),
        lat: fields.degrees("latitude", 90.0)?,
        lon: fields.degrees("longitude", 180.0)?,
        kind: kind.to_owned(),
        types: vec!["ASSAULT".to_owned()],
        actors: ["side_a", "side_b"].iter().filter_map(|column| fields.owned(column)).collect(),
        toll: best.zip(low).zip(high).map(|((best, low), high)| Toll { low, best, high }),
        notes: fields.owned("source_headline"),
        source: fields.owned("source_article"),
        ..Human::default()
    })
}

fn ours(fields: &Fields<'_>) -> Result<Human, Wrong> {
    let (low, best, high) = (fields.whole("killed_low")?, fields.whole("killed_best")?, fields.whole("killed_high")?);
    let kind = fields.text("type").unwrap_or_default();
    Ok(Human {
        id: fields.owned("incident").unwrap_or_default(),
        from: fields.day("from")?,
        to: fields.day("to")?,
        place: fields.owned("place"),
        admin1: fields.owned("admin1"),
        country: fields.text("country").and_then(country::by_name),
        lat: fields.degrees("lat", 90.0)?,
        lon: fields.degrees("lon", 180.0)?,
        kind: kind.to_owned(),
        types: Some(kind.to_owned()).filter(|kind| !kind.is_empty()).into_iter().collect(),
        actors: ["actors", "recipients"].iter().flat_map(|column| fields.list(column)).collect(),
        toll: low.zip(best).zip(high).map(|((low, best), high)| Toll { low, best, high }),
        notes: fields.owned("sentence"),
        source: fields.owned("title"),
        ..Human::default()
    })
}
