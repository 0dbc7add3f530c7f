//! JSON lines: first what the export says of itself, then each incident, and after it the events of its mentions if asked.

use super::about::About;
use super::{Error, Stream, Summary};
use crate::record::{Event, Incident, to_json};
use serde::Serialize;
use std::io::Write;

/// Lines besides those of incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Incidents alone.
    Incidents,
    /// The events of each incident follow it.
    WithEvents,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'t> {
    About(&'t About),
    Incident(&'t Incident),
    Event(&'t Event),
}

pub(super) fn write(lines: Lines, about: &About, told: Stream<'_>, out: &mut dyn Write) -> Result<Summary, Error> {
    let mut summary = Summary::default();
    writeln!(out, "{}", to_json(&Line::About(about)))?;
    for told in told {
        let told = told?;
        writeln!(out, "{}", to_json(&Line::Incident(&told.incident)))?;
        let rows = if lines == Lines::WithEvents { &told.rows[..] } else { &[] };
        for row in rows {
            writeln!(out, "{}", to_json(&Line::Event(&row.event)))?;
        }
        summary.count(1 + rows.len());
    }
    Ok(summary)
}
