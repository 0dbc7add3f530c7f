//! W3C Web Annotation (JSON-LD): the evidence, an annotation for each span of a report.
//!
//! A span is selected twice: by its words with some of those around them, which survives when a page is set anew, and by
//! its position, which counts code points of the text that was read (its extraction, where the report is a page).

use super::about::About;
use super::{Error, Stream, Summary};
use crate::read::EventRow;
use crate::record::{Event, Participant, Place, Source, Words, to_json};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// Code points of context before and after a quotation.
const CONTEXT: usize = 32;

pub(super) fn write(about: &About, told: Stream<'_>, out: &mut dyn Write) -> Result<Summary, Error> {
    let mut summary = Summary::default();
    write!(out, "{{\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",{{\"dateline\":\"urn:dateline:\"}}],")?;
    write!(out, "\"type\":\"AnnotationCollection\",\"dateline:about\":{},", to_json(about))?;
    write!(out, "\"first\":{{\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[")?;
    for told in told {
        let told = told?;
        let notes: Vec<Value> = told.rows.iter().flat_map(|row| annotations(row, &told.incident.id)).collect();
        for (at, note) in notes.iter().enumerate() {
            let comma = if summary.rows == 0 && at == 0 { "" } else { "," };
            write!(out, "{comma}\n{note}")?;
        }
        summary.count(notes.len());
    }
    writeln!(out, "\n]}},\"total\":{}}}", summary.rows)?;
    Ok(summary)
}

/// The annotations of one event, in the order of the text.
fn annotations(row: &EventRow, incident: &str) -> Vec<Value> {
    let time = time(&row.event);
    let mut spans: BTreeMap<(u32, u32), (&Words, Vec<&str>)> = BTreeMap::new();
    let evidence = evidence(&row.event);
    let all = evidence.iter().map(|(words, role)| (*words, role)).chain(time.iter().map(|(words, role)| (words, role)));
    for (words, role) in all {
        spans.entry((words.start, words.end)).or_insert_with(|| (words, Vec::new())).1.push(role);
    }
    spans.into_values().map(|(words, roles)| annotation(row, incident, words, &roles)).collect()
}

/// The words of an event, each with what they are evidence of.
fn evidence(event: &Event) -> Vec<(&Words, String)> {
    let what = event.mode.as_ref().map_or_else(|| event.kind.clone(), |mode| format!("{}/{mode}", event.kind));
    let mut spans = vec![(&event.trigger, format!("type: {what}"))];
    spans.extend(event.actors.iter().map(|actor| participant("actor", actor)));
    spans.extend(event.recipients.iter().map(|recipient| participant("recipient", recipient)));
    let places = [("place", &event.place), ("origin", &event.origin), ("destination", &event.destination)];
    spans.extend(places.into_iter().filter_map(|(role, place)| Some(located(role, place.as_ref()?))));
    spans.extend(event.sources.iter().flat_map(|source| according_to("source", source)));
    spans.extend(event.disputed.iter().flat_map(|source| according_to("disputed by", source)));
    spans.extend(event.hedge.iter().map(|hedge| (hedge, "hedge".to_owned())));
    spans.extend(event.figures.iter().map(|figure| {
        let value = figure.value.map(|value| format!(" {value}")).unwrap_or_default();
        (&figure.words, format!("{}: {}{value}", figure.role, figure.quantifier))
    }));
    spans
}

fn participant<'e>(role: &str, participant: &'e Participant) -> (&'e Words, String) {
    let codes: Vec<&str> = participant.country.iter().chain(&participant.sectors).map(String::as_str).collect();
    (&participant.words, format!("{role}: {}", codes.join(" ")).trim_end_matches(": ").to_owned())
}

fn located<'e>(role: &str, place: &'e Place) -> (&'e Words, String) {
    let names = [&place.located.name, &place.located.country];
    let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    (&place.words, format!("{role}: {}", names.join(", ")).trim_end_matches(": ").to_owned())
}

fn according_to<'e>(role: &str, source: &'e Source) -> impl Iterator<Item = (&'e Words, String)> {
    let cue = source.cue.as_ref().map(|cue| (cue, "cue".to_owned()));
    std::iter::once((&source.words, role.to_owned())).chain(cue)
}

/// The words of the time, where it has any.
fn time(event: &Event) -> Option<(Words, String)> {
    let time = event.time.as_ref()?;
    let words = Words { text: time.text.clone()?, start: time.start?, end: time.end? };
    Some((words, format!("time: {}/{} ({})", time.from, time.to, time.basis)))
}

fn annotation(row: &EventRow, incident: &str, words: &Words, roles: &[&str]) -> Value {
    let bodies = roles.iter().map(|role| json!({ "type": "TextualBody", "purpose": "tagging", "value": role }));
    let id = format!("urn:dateline:annotation:{}:{}-{}", escaped(&row.event.id), words.start, words.end);
    json!({
        "id": id,
        "type": "Annotation",
        "motivation": "tagging",
        "dateline:event": row.event.id,
        "dateline:incident": incident,
        "body": bodies.collect::<Vec<_>>(),
        "target": { "source": source(row), "selector": [quote(row, words), position(words)] },
    })
}

/// The address of the report, else a name for it.
fn source(row: &EventRow) -> String {
    row.url.clone().unwrap_or_else(|| format!("urn:dateline:report:{}", escaped(&row.event.report)))
}

/// Everything but letters and digits of ASCII and a few marks, as `%XX`.
fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn position(words: &Words) -> Value {
    json!({ "type": "TextPositionSelector", "start": words.start, "end": words.end })
}

/// The words, with what stands around them in the event's sentence. Words elsewhere in the report have no context here.
fn quote(row: &EventRow, words: &Words) -> Value {
    let (prefix, suffix) = around(&row.sentence, words).unwrap_or_default();
    json!({ "type": "TextQuoteSelector", "exact": words.text, "prefix": prefix, "suffix": suffix })
}

fn around(sentence: &Words, words: &Words) -> Option<(String, String)> {
    let inside = sentence.start <= words.start && words.start <= words.end && words.end <= sentence.end;
    let letters: Vec<char> = inside.then(|| sentence.text.chars().collect())?;
    let (start, end) = ((words.start - sentence.start) as usize, (words.end - sentence.start) as usize);
    let before = letters.get(start.saturating_sub(CONTEXT)..start)?;
    let after = letters.get(end..letters.len().min(end + CONTEXT))?;
    Some((before.iter().collect(), after.iter().collect()))
}
