//! The events of one report in two codings.

use super::{Change, FieldChange};
use crate::record::{Event, Figure, Participant, Record};
use std::collections::BTreeSet;

/// Events that came, went or changed, in the order of the text.
pub(super) fn events(before: &Record, after: &Record) -> Vec<Change> {
    let same_text = before.report.text == after.report.text;
    let mut left: BTreeSet<usize> = (0..before.events.len()).collect();
    let mut changes = Vec::new();
    for new in &after.events {
        let old = left.iter().copied().find(|at| is_same(&before.events[*at], new, same_text));
        match old {
            None => changes.push(change(new, "added", Vec::new())),
            Some(at) => {
                left.remove(&at);
                let fields = fields(&before.events[at], new);
                if !fields.is_empty() {
                    changes.push(change(new, "changed", fields));
                }
            }
        }
    }
    changes.extend(left.into_iter().map(|at| change(&before.events[at], "gone", Vec::new())));
    changes.sort_by_key(start);
    changes
}

fn start(change: &Change) -> u32 {
    if let Change::Event { start, .. } = change { *start } else { 0 }
}

/// The same words; of a changed text, wherever they stand now.
fn is_same(old: &Event, new: &Event, same_text: bool) -> bool {
    old.trigger.text == new.trigger.text && (!same_text || old.trigger.start == new.trigger.start)
}

fn change(event: &Event, change: &'static str, fields: Vec<FieldChange>) -> Change {
    let (report, trigger, start) = (event.report.clone(), event.trigger.text.clone(), event.trigger.start);
    Change::Event { report, trigger, start, change, fields }
}

/// A field and its value as it is compared.
type Field = (&'static str, fn(&Event) -> String);

/// The values that a reader would miss if they changed in silence.
const FIELDS: [Field; 11] = [
    ("type", |event| event.kind.clone()),
    ("mode", |event| event.mode.clone().unwrap_or_default()),
    ("cameo", |event| event.cameo.clone().unwrap_or_default()),
    ("actors", |event| people(&event.actors)),
    ("recipients", |event| people(&event.recipients)),
    ("place", place),
    ("time", |event| event.time.as_ref().map(|time| format!("{}/{}", time.from, time.to)).unwrap_or_default()),
    ("reality", |event| event.reality.to_string()),
    ("background", |event| event.background.to_string()),
    ("sources", |event| joined(event.sources.iter().map(|source| source.words.text.clone()))),
    ("figures", |event| joined(event.figures.iter().map(figure))),
];

fn fields(old: &Event, new: &Event) -> Vec<FieldChange> {
    let both = FIELDS.iter().map(|(field, of)| FieldChange { field, before: of(old), after: of(new) });
    both.filter(|change| change.before != change.after).collect()
}

fn people(list: &[Participant]) -> String {
    joined(list.iter().map(|party| {
        let codes = party.country.iter().chain(&party.sectors).map(String::as_str).collect::<Vec<_>>().join(" ");
        format!("{} [{codes}]", party.words.text)
    }))
}

fn place(event: &Event) -> String {
    let named = |place: &crate::record::Place| place.located.name.clone().unwrap_or_else(|| place.words.text.clone());
    event.place.as_ref().map(named).unwrap_or_default()
}

fn figure(figure: &Figure) -> String {
    format!("{} {} {}", figure.role, figure.quantifier, figure.words.text)
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}
