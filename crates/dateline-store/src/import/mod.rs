//! Events coded by people, read from CSV to be compared with ours. They are never mixed into machine data.
//!
//! The header decides what a file is: ACLED's columns, UCDP GED's, or our own `events.csv`.

mod compare;
mod fields;
mod shapes;

pub use compare::{Comparison, Match, compare};

use csv::{Reader, ReaderBuilder, StringRecord};
use fields::{Fields, Wrong};
use shapes::Shape;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// One event as a person coded it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Human {
    /// Line of the file.
    pub line: u64,
    /// Identifier in its own data set.
    pub id: String,
    /// First day it may have been.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Town or other place.
    pub place: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// ISO 3166-1 alpha-3, where the country is known to us.
    pub country: Option<&'static str>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Its type in the words of its data set.
    pub kind: String,
    /// Types of PLOVER that it may be; empty for any.
    pub types: Vec<String>,
    /// Everyone who takes part.
    pub actors: Vec<String>,
    /// Deaths.
    pub toll: Option<Toll>,
    /// Remarks.
    pub notes: Option<String>,
    /// Where it was read.
    pub source: Option<String>,
}

/// A number of deaths; all three are the same where only one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Toll {
    /// The fewest.
    pub low: u64,
    /// The number to use.
    pub best: u64,
    /// The most.
    pub high: u64,
}

/// Why a file could not be read. Names the file, the place in it and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", path.display())]
pub struct ImportError {
    path: PathBuf,
    kind: Kind,
}

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("can't be read ({0}); check its name and permissions")]
    Io(#[from] io::Error),
    #[error("row {row} is damaged ({error}); save the file anew as CSV in UTF-8")]
    Csv { row: u64, error: csv::Error },
    #[error(
        "no known kind of file; its first row must have the columns of ACLED (event_id_cnty, event_date), \
         UCDP GED (date_start, date_end, best) or our events.csv (incident, reality), and it begins with {0:?}"
    )]
    Unknown(String),
    #[error("row {row}, column {}: {:?} is no {}; {}", wrong.column, wrong.found, wrong.expected, wrong.remedy)]
    Cell { row: u64, wrong: Wrong },
}

/// Reads a file of human-coded events.
///
/// # Errors
/// Where the file can't be read, is of no known shape, or a cell does not hold what its column should.
pub fn read(path: impl AsRef<Path>) -> Result<Vec<Human>, ImportError> {
    let path = path.as_ref();
    let rows = File::open(path).map_err(Kind::Io).and_then(|file| humans(BufReader::new(file)));
    rows.map_err(|kind| ImportError { path: path.to_owned(), kind })
}

fn humans(mut input: impl BufRead) -> Result<Vec<Human>, Kind> {
    let delimiter = delimiter(input.fill_buf()?);
    let mut reader = ReaderBuilder::new().delimiter(delimiter).from_reader(input);
    let header = reader.headers().map_err(|error| Kind::Csv { row: 1, error })?.clone();
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    let shape = Shape::of(&names).ok_or_else(|| Kind::Unknown(header.iter().take(3).collect::<Vec<_>>().join(", ")))?;
    rows(&mut reader, &names, shape)
}

fn rows(reader: &mut Reader<impl io::Read>, names: &[String], shape: Shape) -> Result<Vec<Human>, Kind> {
    let mut humans = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let row = reader.position().line();
        match reader.read_record(&mut record) {
            Err(error) => return Err(Kind::Csv { row, error }),
            Ok(false) => return Ok(humans),
            Ok(true) => {
                let row = record.position().map_or(row, csv::Position::line);
                let human = shape.human(&Fields::new(names, &record)).map_err(|wrong| Kind::Cell { row, wrong })?;
                humans.push(Human { line: row, ..human });
            }
        }
    }
}

/// Of comma, semicolon and tab the one that the first line has most of.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: &u8| line.iter().filter(|byte| *byte == mark).count();
    b"\t;,".iter().copied().max_by_key(count).unwrap_or(b',')
}

#[cfg(test)]
mod tests;
