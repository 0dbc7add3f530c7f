//! ACLED's columns. Political violence and demonstrations that occurred; its event types only where type, mode and sides
//! settle them.

use super::days;
use super::events::called;
use super::sides::{Side, common, side};
use super::table::Value::{Decimal, Made, Never, Text, Whole};
use super::table::{Column, Each, Row, Table, only_occurred};
use super::{country, toll};
use crate::incident::Told;
use crate::record::{Claim, Incident, Located, Participant};

/// The table.
pub(super) static TABLE: Table = Table { columns: &COLUMNS, each: Each::Incident, refuses };

static COLUMNS: [Column; 31] = [
    ("event_id_cnty", Text(|row| Some(&row.incident().id))),
    ("event_date", Made(event_date)),
    ("year", Made(year)),
    ("time_precision", Whole(time_precision)),
    ("disorder_type", Text(|row| disorder(row.incident()))),
    ("event_type", Text(|row| Some(event_type(row.incident())?.0))),
    ("sub_event_type", Text(|row| event_type(row.incident())?.1)),
    ("actor1", Made(|row| row.incident().actors.first().map(called))),
    ("assoc_actor_1", Made(|row| others(&row.incident().actors))),
    ("inter1", Text(|row| inter(row, &row.incident().actors))),
    ("actor2", Made(|row| row.incident().recipients.first().map(called))),
    ("assoc_actor_2", Made(|row| others(&row.incident().recipients))),
    ("inter2", Text(|row| inter(row, &row.incident().recipients))),
    ("interaction", Made(interaction)),
    ("civilian_targeting", Text(civilian_targeting)),
    ("iso", Whole(|row| country::number(place(row)?.country.as_deref()?))),
    ("region", Never),
    ("country", Text(|row| country::name(place(row)?.country.as_deref()?))),
    ("admin1", Text(|row| place(row)?.admin1.as_deref())),
    ("admin2", Never),
    ("admin3", Never),
    ("location", Text(|row| placed(row)?.name.as_deref())),
    ("latitude", Decimal(|row| placed(row)?.lat)),
    ("longitude", Decimal(|row| placed(row)?.lon)),
    ("geo_precision", Whole(|row| geo_precision(place(row)?))),
    ("source", Made(|row| Some(row.told.publishers().join("; ")))),
    ("source_scale", Never),
    ("notes", Made(notes)),
    ("fatalities", Whole(|row| i64::try_from(toll::acled(row.incident(), "killed")?).ok())),
    ("tags", Made(tags)),
    ("timestamp", Never),
];

fn refuses(told: &Told) -> Option<&'static str> {
    let coded = matches!(told.incident.kind.as_str(), "ASSAULT" | "PROTEST");
    only_occurred(told).or((!coded).then_some("of a type that ACLED does not code"))
}

/// The day, or the middle of an interval of a month at most.
fn event_date(row: Row<'_>) -> Option<String> {
    time_precision(row)?;
    days::middle(row.incident().from.as_deref()?, row.incident().to.as_deref()?)
}

fn year(row: Row<'_>) -> Option<String> {
    let (from, to) = (row.incident().from.as_deref()?, row.incident().to.as_deref()?);
    from.get(..4).filter(|year| to.starts_with(year)).map(str::to_owned)
}

/// 1 for a day, 2 for a week, 3 for a month.
fn time_precision(row: Row<'_>) -> Option<i64> {
    match days::length(row.incident().from.as_deref()?, row.incident().to.as_deref()?)? {
        1 => Some(1),
        2..=7 => Some(2),
        8..=31 => Some(3),
        _ => None,
    }
}

/// Event type and sub-event type, as far as they follow.
fn event_type(incident: &Incident) -> Option<(&'static str, Option<&'static str>)> {
    let remote = |kind| Some(("Explosions/Remote violence", kind));
    let against_civilians = |kind| Some(("Violence against civilians", Some(kind)));
    match (incident.kind.as_str(), incident.mode.as_deref()) {
        ("PROTEST", Some("riot")) => Some(("Riots", None)),
        ("PROTEST", Some("demo")) => Some(("Protests", None)),
        ("ASSAULT", Some("aerial" | "drone")) => remote(Some("Air/drone strike")),
        ("ASSAULT", Some("suicide-attack")) => remote(Some("Suicide bomb")),
        ("ASSAULT", Some("heavy-weapons")) => remote(Some("Shelling/artillery/missile attack")),
        ("ASSAULT", Some("explosives")) => remote(None),
        ("ASSAULT", Some("abduct")) => against_civilians("Abduction/forced disappearance"),
        ("ASSAULT", Some("sexual")) => against_civilians("Sexual violence"),
        ("ASSAULT", _) => by_sides(incident),
        _ => None,
    }
}

/// Armed against armed is a battle, armed against civilians an attack on them.
fn by_sides(incident: &Incident) -> Option<(&'static str, Option<&'static str>)> {
    match (common(&incident.actors)?, common(&incident.recipients)?) {
        (Side::State | Side::Group, Side::Civilian) => Some(("Violence against civilians", Some("Attack"))),
        (Side::State | Side::Group, Side::State | Side::Group) => Some(("Battles", Some("Armed clash"))),
        _ => None,
    }
}

/// Riots are either, by what they are about.
fn disorder(incident: &Incident) -> Option<&'static str> {
    match event_type(incident)?.0 {
        "Protests" => Some("Demonstrations"),
        "Riots" => None,
        _ => Some("Political violence"),
    }
}

fn others(list: &[Participant]) -> Option<String> {
    let rest: Vec<_> = list.iter().skip(1).map(called).collect();
    (!rest.is_empty()).then(|| rest.join("; "))
}

fn inter(row: Row<'_>, list: &[Participant]) -> Option<&'static str> {
    let incident = row.incident();
    let first = list.first()?;
    let acts = incident.actors.first() == Some(first);
    match (incident.mode.as_deref(), side(first)?) {
        (Some("demo"), Side::Civilian) if acts => Some("Protesters"),
        (Some("riot"), Side::Civilian) if acts => Some("Rioters"),
        (_, Side::Civilian) => Some("Civilians"),
        (_, Side::State) if is_foreign(incident, first) => Some("External/Other forces"),
        (_, Side::State) => Some("State forces"),
        (_, Side::Group) if first.sectors.iter().any(|sector| sector == "REB") => Some("Rebel group"),
        (_, Side::Group) => Some("Political militia"),
    }
}

fn is_foreign(incident: &Incident, participant: &Participant) -> bool {
    let here = incident.place.as_ref().and_then(|place| place.country.as_ref());
    here.zip(participant.country.as_ref()).is_some_and(|(here, own)| here != own)
}

fn interaction(row: Row<'_>) -> Option<String> {
    let incident = row.incident();
    let first = inter(row, &incident.actors)?;
    match inter(row, &incident.recipients) {
        Some(second) => Some(format!("{first}-{second}")),
        None if incident.recipients.is_empty() => Some(format!("{first} only")),
        None => None,
    }
}

fn civilian_targeting(row: Row<'_>) -> Option<&'static str> {
    let violent = row.incident().kind == "ASSAULT";
    (violent && common(&row.incident().recipients)? == Side::Civilian).then_some("Civilian targeting")
}

fn place(row: Row<'_>) -> Option<&Located> {
    row.incident().place.as_ref()
}

/// The place, if it is fine enough for ACLED: the middle of a country is no location.
fn placed(row: Row<'_>) -> Option<&Located> {
    place(row).filter(|place| geo_precision(place).is_some())
}

/// 1 a town, 2 near it or a part of a region, 3 a region.
fn geo_precision(place: &Located) -> Option<i64> {
    match place.precision.as_deref()? {
        "exact" => Some(1),
        "near" | "admin2" => Some(2),
        "admin1" => Some(3),
        _ => None,
    }
}

/// The sentence and, where the tolls differ, who says which.
fn notes(row: Row<'_>) -> Option<String> {
    let sentence = &row.event?.sentence.text;
    let tolls: Vec<String> = toll::claims(row.incident(), "killed").map(who_says).collect();
    Some(if tolls.len() > 1 { format!("{sentence} Killed: {}.", tolls.join("; ")) } else { sentence.clone() })
}

fn who_says(claim: &Claim) -> String {
    let mut origins: Vec<&str> = claim.by.iter().map(|voice| voice.origin.as_str()).collect();
    origins.dedup();
    format!("{} ({})", claim.value, origins.join(", "))
}

/// The size of a crowd, in the report's words.
fn tags(row: Row<'_>) -> Option<String> {
    let sizes = toll::claims(row.incident(), "participants");
    let words = sizes.flat_map(|claim| &claim.by).find_map(|voice| voice.words.as_ref())?;
    Some(format!("crowd size={}", words.text))
}
