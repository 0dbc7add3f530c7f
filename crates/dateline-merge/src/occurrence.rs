//! What merging needs to know of one event of one report.

use crate::Story;
use serde::{Deserialize, Serialize};

/// One event of one report: all its mentions there taken together. Words are kept as hashes (see [`crate::words`]), so
/// that it is small enough to be fetched and compared by the hundred.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Occurrence {
    /// Type of the codebook; empty where nothing coded it.
    pub kind: String,
    /// Modes of its mentions.
    pub modes: Vec<String>,
    /// True where it is said to have happened.
    pub happened: bool,
    /// True where it is told as background.
    pub background: bool,
    /// True where it is what its report is about.
    pub main: bool,
    /// When it was.
    pub days: Option<Days>,
    /// Where it was.
    pub place: Option<Spot>,
    /// Who did it.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// Figures of its mentions.
    pub tolls: Vec<Toll>,
    /// Stems of its triggers.
    pub acts: Vec<String>,
    /// Words of its sentences, sorted.
    pub around: Vec<u32>,
    /// When its report was published: minutes since 1970 in UTC, the latest that the report's date allows.
    pub said: Option<i64>,
    /// Hash of the identifier of its report.
    pub report: u64,
    /// What the report is about. Kept once a report, so not part of the bytes of an occurrence.
    #[serde(skip)]
    pub story: Story,
}

/// Days of an event, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first day it may have been.
    pub from: i32,
    /// The last.
    pub to: i32,
    /// True where the report has words for it; false where it was taken from the day of publication.
    pub stated: bool,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// GeoNames identifier, 0 where there is none.
    pub geonames: u32,
    /// ISO 3166-1 alpha-3; empty where unknown.
    pub country: String,
    /// Hash of the first-order division.
    pub admin1: Option<u32>,
    /// 1e-5 degrees north and east (WGS 84).
    pub at: Option<(i32, i32)>,
    /// True for a town or site, false for a country or division.
    pub fine: bool,
}

/// An actor or recipient.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Party {
    /// Words of its fullest name; empty where it has none.
    pub name: Vec<u32>,
    /// Stem of the last word of its noun phrase.
    pub head: u32,
    /// ISO 3166-1 alpha-3; empty where unknown.
    pub country: String,
    /// Its most specific sector; empty where unknown.
    pub sector: String,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toll {
    /// What is counted ("killed").
    pub role: String,
    /// The least and the greatest number meant.
    pub low: Option<u64>,
    /// See `low`.
    pub high: Option<u64>,
}

impl Occurrence {
    /// Its bytes, without the story.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("strings, numbers and lists of them have a form in bytes")
    }

    /// Reads what [`Occurrence::to_bytes`] wrote; `None` where the bytes are something else.
    pub fn from_bytes(bytes: &[u8], story: Story) -> Option<Self> {
        let occurrence: Occurrence = postcard::from_bytes(bytes).ok()?;
        Some(Occurrence { story, ..occurrence })
    }
}
