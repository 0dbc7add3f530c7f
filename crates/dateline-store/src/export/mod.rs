//! Incidents in the formats that other programs read.
//!
//! Everything here works on plain values, one incident at a time: memory does not grow with their number. Formats of rows
//! and columns are a table of (name, function), one file a format. What a format can't say is left empty or, where an
//! empty cell would say something false, the incident is left out and counted in the [`Summary`].

mod about;
mod acled;
mod annotations;
pub(crate) mod country;
pub(crate) mod days;
mod events;
mod gdelt;
mod geojson;
mod icews;
mod jsonl;
mod parquet;
mod plover;
mod polecat;
mod reports;
mod scales;
mod sides;
mod table;
mod told;
pub(crate) mod toll;
mod ucdp;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use about::{ATTRIBUTION, About};
pub use jsonl::Lines;

use crate::incident::Told;
use std::collections::BTreeMap;
use std::io::{self, Write};
use table::Written;

/// A format of exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CSV, a row an incident.
    Events,
    /// CSV, a row a mention: which reports tell of which incident, and why they were joined.
    Reports,
    /// JSON lines.
    Jsonl(Lines),
    /// Parquet, a row an incident.
    Parquet,
    /// Parquet, a row a mention.
    ParquetReports,
    /// GeoJSON points.
    GeoJson,
    /// PLOVER's JSON.
    Plover,
    /// W3C Web Annotation, a note for each span of evidence.
    Annotations,
    /// ACLED's columns.
    Acled,
    /// UCDP GED's columns.
    Ucdp,
    /// GDELT 2.0's event columns.
    Gdelt,
    /// ICEWS's columns.
    Icews,
    /// POLECAT's columns.
    Polecat,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Incidents written.
    pub incidents: u64,
    /// Rows, lines or features written.
    pub rows: u64,
    /// Incidents that the format has no place for, by the reason.
    pub left_out: BTreeMap<&'static str, u64>,
}

impl Summary {
    fn count(&mut self, rows: usize) {
        self.incidents += 1;
        self.rows += rows as u64;
    }

    fn leave_out(&mut self, reason: &'static str) {
        *self.left_out.entry(reason).or_default() += 1;
    }
}

/// Why an export was not finished.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database could not be read.
    #[error(transparent)]
    Read(#[from] crate::Error),
    /// The output could not be written.
    #[error("the export can't be written; free space or name another file, nothing there was replaced")]
    Write(#[from] io::Error),
}

/// Incidents as they come.
type Stream<'a> = &'a mut dyn Iterator<Item = crate::Result<Told>>;

/// Writes incidents in a format, as they come.
///
/// # Errors
/// Where an incident can't be read or the output can't be written.
pub fn export(
    format: Format,
    about: &About,
    mut told: impl Iterator<Item = crate::Result<Told>>,
    out: &mut (dyn Write + Send),
) -> Result<Summary, Error> {
    let mut rows = |table, written| table::write(table, written, about, &mut told, out);
    match format {
        Format::Events => rows(&events::TABLE, Written::Commas),
        Format::Reports => rows(&reports::TABLE, Written::Commas),
        Format::Acled => rows(&acled::TABLE, Written::Commas),
        Format::Ucdp => rows(&ucdp::TABLE, Written::Commas),
        Format::Gdelt => rows(&gdelt::TABLE, Written::BareTabs),
        Format::Icews => rows(&icews::TABLE, Written::Tabs),
        Format::Polecat => rows(&polecat::TABLE, Written::Tabs),
        Format::Jsonl(lines) => jsonl::write(lines, about, &mut told, out),
        Format::Parquet => parquet::write(&events::TABLE, about, &mut told, out),
        Format::ParquetReports => parquet::write(&reports::TABLE, about, &mut told, out),
        Format::GeoJson => geojson::write(about, &mut told, out),
        Format::Plover => plover::write(about, &mut told, out),
        Format::Annotations => annotations::write(about, &mut told, out),
    }
}

/// A number for shapes whose identifiers are numbers: derived, so that the same incident (and pair) has the same one in
/// every export, and below 2^53, so that programs which count in floating point keep it.
fn number_of(id: &str, pair: usize) -> i64 {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let sum = id.bytes().chain(pair.to_le_bytes()).fold(0xcbf2_9ce4_8422_2325, step);
    (sum >> 11) as i64
}
