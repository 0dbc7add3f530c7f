//! PLOVER's JSON: a record a line, with the field names of its manual and two of our own (`reports`, `disputed`).
//!
//! What did not happen has a place here: the auxiliary modes future, hypothetical and negation. A record needs a day, so
//! incidents without one are left out. Every record cites its codebook and version; there is no line for the export as such.

use super::about::About;
use super::polecat::contexts;
use super::table::Row;
use super::{Error, Stream, Summary, country, scales, toll};
use crate::incident::Told;
use crate::read::EventRow;
use crate::record::{Incident, Participant, to_json};
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn write(about: &About, told: Stream<'_>, out: &mut dyn Write) -> Result<Summary, Error> {
    let mut summary = Summary::default();
    for told in told {
        let told = told?;
        match &told.incident.from {
            Some(from) => {
                writeln!(out, "{}", to_json(&record(&told, from, about)))?;
                summary.count(1);
            }
            None => summary.leave_out("no day, which a PLOVER record must have"),
        }
    }
    Ok(summary)
}

fn record(told: &Told, from: &str, about: &About) -> Value {
    let incident = &told.incident;
    let until = incident.to.as_deref().filter(|to| *to != from);
    filled(json!({
        "id": incident.id,
        "has_event": true,
        "date": from,
        "enddate": until,
        "actor": entities(&incident.actors),
        "recipient": entities(&incident.recipients),
        "event": [incident.kind],
        "mode": modes(incident),
        "context": contexts(Row::of(told, about)),
        "event_loc": location(told),
        "event_text": told.founder().map(|row| [&row.event.trigger.text]),
        "quad_code": scales::plover_quad(&incident.kind),
        "event_scale": scales::plover_score(&incident.kind, incident.mode.as_deref()),
        "size": size(incident),
        "link": incident.relations.iter().find(|relation| relation.kind == "part_of").map(|whole| &whole.incident),
        "text_info": told.founder().map(text_info),
        "cite_info": told.founder().map(|row| cite_info(row, about)),
        "coder": about.written_by,
        "comment": about.attribution,
        "reports": incident.counts,
        "disputed": incident.disputed,
    }))
}

/// Without what is null: the manual knows fields that are not there, not fields that are nothing.
fn filled(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(name, value)| (name, filled(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(filled).collect()),
        other => other,
    }
}

fn entities(list: &[Participant]) -> Vec<Value> {
    list.iter().map(entity).collect()
}

fn entity(participant: &Participant) -> Value {
    let sectors = (!participant.sectors.is_empty()).then(|| participant.sectors.concat());
    json!({
        "code": participant.country,
        "sector": sectors,
        "entity_text": participant.words.text,
        "identifier_text": participant.name,
    })
}

/// The mode of the type and the auxiliary mode of what did not, or not yet, happen.
fn modes(incident: &Incident) -> Vec<&str> {
    let auxiliary = match incident.reality.as_ref() {
        "planned" => Some("future"),
        "hypothetical" => Some("hypothetical"),
        "negated" => Some("negation"),
        _ => None,
    };
    incident.mode.as_deref().into_iter().chain(auxiliary).collect()
}

fn location(told: &Told) -> Option<Value> {
    let place = told.incident.place.as_ref()?;
    let words = told.founder().and_then(|row| row.event.place.as_ref()).map(|place| &place.words.text);
    Some(json!({
        "extracted_place": words,
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "province": place.admin1,
        "country": place.country.as_deref().and_then(country::name),
        "country_code": place.country,
        "resolution": place.precision.as_deref().and_then(resolution),
    }))
}

/// 4 a city, 3 a district, 2 a province, 1 a country.
fn resolution(precision: &str) -> Option<u8> {
    match precision {
        "exact" => Some(4),
        "admin2" => Some(3),
        "admin1" => Some(2),
        "country" => Some(1),
        _ => None,
    }
}

fn size(incident: &Incident) -> Option<Value> {
    let best = |role| toll::ucdp(incident, role).map(|range| range.best);
    let (dead, injured, arrested) = (best("killed"), best("injured"), best("detained"));
    let any = dead.or(injured).or(arrested).is_some();
    any.then(|| json!({ "dead": dead, "injured": injured, "arrested": arrested }))
}

/// The sentence, by its place in the text; the text itself belongs to its publisher.
fn text_info(row: &EventRow) -> Value {
    json!({ "sequence": row.event.sentence, "start": row.sentence.start, "end": row.sentence.end })
}

fn cite_info(row: &EventRow, about: &About) -> Value {
    json!({
        "citation": row.event.report,
        "url": row.url,
        "title": row.title,
        "publication": row.publisher,
        "coder": about.written_by,
        "codebook": about.codebooks(),
        "version": about.programs(),
    })
}
