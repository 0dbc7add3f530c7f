//! Formats of rows and columns: a table of (name, function), written with commas or tabs.

use super::about::About;
use super::{Error, Stream, Summary};
use crate::cell::{Cell, comma_separated, tab_separated};
use crate::incident::Told;
use crate::read::EventRow;
use crate::record::{Incident, Member, Participant};
use serde::{Serialize, Serializer};
use std::io::Write;

/// What a row of a table is about. Columns are functions of it.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    /// The incident.
    pub(super) told: &'t Told,
    /// The export.
    pub(super) about: &'t About,
    /// The mention, in tables of mentions.
    pub(super) member: Option<&'t Member>,
    /// The event of the mention; in other tables the founding event.
    pub(super) event: Option<&'t EventRow>,
    /// One of the actors, in tables of pairs.
    pub(super) actor: Option<&'t Participant>,
    /// One of the recipients, likewise.
    pub(super) recipient: Option<&'t Participant>,
    /// Number of the pair from 0.
    pub(super) pair: usize,
}

impl<'t> Row<'t> {
    pub(super) fn of(told: &'t Told, about: &'t About) -> Self {
        let (member, actor, recipient) = (None, None, None);
        Row { told, about, member, event: told.founder(), actor, recipient, pair: 0 }
    }

    pub(super) fn incident(self) -> &'t Incident {
        &self.told.incident
    }
}

/// How a column gets its value; this decides too how it is written.
pub(super) enum Value {
    /// Words.
    Text(for<'t> fn(Row<'t>) -> Option<&'t str>),
    /// Words put together by us.
    Made(fn(Row<'_>) -> Option<String>),
    /// Several values.
    List(fn(Row<'_>) -> Vec<String>),
    /// A whole number.
    Whole(fn(Row<'_>) -> Option<i64>),
    /// A decimal number.
    Decimal(fn(Row<'_>) -> Option<f64>),
    /// Yes or no.
    Flag(fn(Row<'_>) -> bool),
    /// A day.
    Day(for<'t> fn(Row<'t>) -> Option<&'t str>),
    /// A column of the shape for which there is never a value here.
    Never,
}

/// A column: its name and where its value comes from.
pub(super) type Column = (&'static str, Value);

/// What there is a row for.
#[derive(Clone, Copy)]
pub(super) enum Each {
    /// Every incident.
    Incident,
    /// Every mention.
    Mention,
    /// Every pair of an actor and a recipient; one row too where either side is empty.
    Pair,
}

/// A format of rows and columns.
pub(super) struct Table {
    /// The columns, in order.
    pub(super) columns: &'static [Column],
    /// What there is a row for.
    pub(super) each: Each,
    /// Why an incident has no place in the format, where it has none.
    pub(super) refuses: fn(&Told) -> Option<&'static str>,
}

/// How rows are written.
#[derive(Clone, Copy)]
pub(super) enum Written {
    /// With commas, names first.
    Commas,
    /// With tabs, names first.
    Tabs,
    /// With tabs, without names.
    BareTabs,
}

impl Written {
    fn row(self, cells: impl IntoIterator<Item = Cell>) -> String {
        match self {
            Written::Commas => comma_separated(cells),
            Written::Tabs | Written::BareTabs => tab_separated(cells),
        }
    }
}

/// Nothing is refused.
pub(super) fn all(_: &Told) -> Option<&'static str> {
    None
}

/// Formats that have no column for it can't hold what did not happen.
pub(super) fn only_occurred(told: &Told) -> Option<&'static str> {
    (!told.occurred()).then_some("not reported as having happened, which this format can't say")
}

/// Writes a table.
pub(super) fn write(
    table: &Table,
    written: Written,
    about: &About,
    told: Stream<'_>,
    out: &mut dyn Write,
) -> Result<Summary, Error> {
    if !matches!(written, Written::BareTabs) {
        let names = table.columns.iter().map(|(name, _)| Cell::text(name));
        writeln!(out, "{}", written.row(names))?;
    }
    let mut summary = Summary::default();
    for told in told {
        let told = told?;
        let rows = table.admit(&told, about, &mut summary);
        for row in rows {
            writeln!(out, "{}", written.row(table.columns.iter().map(|(_, value)| value.cell(row))))?;
        }
    }
    Ok(summary)
}

impl Table {
    /// The rows of an incident, counted; none where it is refused.
    pub(super) fn admit<'t>(&self, told: &'t Told, about: &'t About, summary: &mut Summary) -> Vec<Row<'t>> {
        if let Some(reason) = (self.refuses)(told) {
            summary.leave_out(reason);
            return Vec::new();
        }
        let rows = self.rows(Row::of(told, about));
        summary.count(rows.len());
        rows
    }

    fn rows<'t>(&self, row: Row<'t>) -> Vec<Row<'t>> {
        match self.each {
            Each::Incident => vec![row],
            Each::Mention => mentions(row),
            Each::Pair => pairs(row),
        }
    }
}

fn mentions(row: Row<'_>) -> Vec<Row<'_>> {
    let members = row.told.incident.mentions.iter().enumerate();
    members.map(|(at, member)| Row { member: Some(member), event: row.told.row(at, member), ..row }).collect()
}

fn pairs(row: Row<'_>) -> Vec<Row<'_>> {
    let incident = row.incident();
    let recipients = some_or_one(&incident.recipients);
    let sides =
        some_or_one(&incident.actors).into_iter().flat_map(|actor| recipients.iter().map(move |to| (actor, *to)));
    sides.enumerate().map(|(pair, (actor, recipient))| Row { actor, recipient, pair, ..row }).collect()
}

/// Each of them, or once nobody.
fn some_or_one(list: &[Participant]) -> Vec<Option<&Participant>> {
    if list.is_empty() { vec![None] } else { list.iter().map(Some).collect() }
}

impl Value {
    /// The value as a cell.
    fn cell(&self, row: Row<'_>) -> Cell {
        match self {
            Value::Text(of) | Value::Day(of) => Cell::optional(of(row)),
            Value::Made(of) => of(row).map_or(Cell::Empty, Cell::Text),
            Value::List(of) => Cell::joined(of(row).iter()),
            Value::Whole(of) => of(row).map_or(Cell::Empty, Cell::number),
            Value::Decimal(of) => of(row).map_or(Cell::Empty, Cell::number),
            Value::Flag(of) => Cell::text(if of(row) { "true" } else { "false" }),
            Value::Never => Cell::Empty,
        }
    }
}

/// The columns of a row as a JSON object, without those named.
pub(super) struct Object<'t> {
    /// The columns.
    pub(super) columns: &'static [Column],
    /// Columns that are left out.
    pub(super) without: &'static [&'static str],
    /// The row.
    pub(super) row: Row<'t>,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kept = self.columns.iter().filter(|(name, _)| !self.without.contains(name));
        serializer.collect_map(kept.map(|(name, value)| (name, value.json(self.row))))
    }
}

impl Value {
    fn json(&self, row: Row<'_>) -> serde_json::Value {
        match self {
            Value::Text(of) | Value::Day(of) => of(row).into(),
            Value::Made(of) => of(row).into(),
            Value::List(of) => of(row).into(),
            Value::Whole(of) => of(row).into(),
            Value::Decimal(of) => of(row).into(),
            Value::Flag(of) => of(row).into(),
            Value::Never => serde_json::Value::Null,
        }
    }
}
