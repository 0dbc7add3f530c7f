//! `event_report.csv`: the crosswalk, one row a mention, which tells why it was counted to its incident.

use super::table::Value::{Decimal, Flag, List, Text, Whole};
use super::table::{Column, Each, Row, Table, all};
use crate::record::Event;

/// The table.
pub(super) static TABLE: Table = Table { columns: &COLUMNS, each: Each::Mention, refuses: all };

/// The columns.
static COLUMNS: [Column; 22] = [
    ("incident", Text(|row| Some(&row.incident().id))),
    ("event", Text(|row| Some(&row.member?.event))),
    ("report", Text(|row| Some(&row.member?.report))),
    ("publisher", Text(|row| row.member?.publisher.as_deref())),
    ("published", Text(|row| row.member?.published.as_deref())),
    ("url", Text(|row| row.event?.url.as_deref())),
    ("title", Text(|row| row.event?.title.as_deref())),
    ("origin", Text(|row| Some(&row.member?.origin))),
    ("copy", Flag(|row| row.member.is_some_and(|member| member.copy))),
    ("linked_to", Text(|row| row.member?.linked_to.as_deref())),
    ("link_score", Decimal(|row| row.member?.score)),
    ("why", List(|row| row.member.map(|member| member.why.clone()).unwrap_or_default())),
    ("type", Text(|row| Some(&event(row)?.kind))),
    ("mode", Text(|row| event(row)?.mode.as_deref())),
    ("reality", Text(|row| Some(&event(row)?.reality))),
    ("sentence", Text(|row| Some(&row.event?.sentence.text))),
    ("trigger", Text(|row| Some(&event(row)?.trigger.text))),
    ("start", Whole(|row| Some(event(row)?.trigger.start.into()))),
    ("end", Whole(|row| Some(event(row)?.trigger.end.into()))),
    ("sources", List(sources)),
    ("figures", List(figures)),
    ("confidence", Decimal(|row| Some(event(row)?.confidence))),
];

fn event(row: Row<'_>) -> Option<&Event> {
    row.event.map(|row| &row.event)
}

/// According to whom, outermost first.
fn sources(row: Row<'_>) -> Vec<String> {
    event(row).map_or_else(Vec::new, |event| event.sources.iter().map(|source| source.words.text.clone()).collect())
}

fn figures(row: Row<'_>) -> Vec<String> {
    let written = |figure: &crate::record::Figure| format!("{} ({})", figure.role, figure.words.text);
    event(row).map_or_else(Vec::new, |event| event.figures.iter().map(written).collect())
}
