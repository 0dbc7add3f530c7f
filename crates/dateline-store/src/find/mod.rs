//! Searching events: by columns, by words, by area, by what is counted, and as of another time.

mod area;
mod phrase;
mod plan;
mod rows;
mod set;
mod typed;

pub use area::Area;

use crate::error::{At, Result};
use crate::moment::Moment;
use crate::read::{EventRow, Shelf};
use crate::store::Store;
use dateline_doc::Day;

/// What to search for. Everything that is given must hold; the default asks for all events.
///
/// Text filters (`words`, `actor`, `recipient`, `place`, `source`) hold words and "quoted phrases"; case, accents and
/// English endings are ignored.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// Words that the report (headline, text) or what was coded of it must hold.
    pub words: Option<String>,
    /// Type of the codebook.
    pub kind: Option<String>,
    /// Mode of the codebook.
    pub mode: Option<String>,
    /// Words of an actor.
    pub actor: Option<String>,
    /// Words of a recipient.
    pub recipient: Option<String>,
    /// ISO 3166-1 alpha-3 of an actor.
    pub actor_country: Option<String>,
    /// ISO 3166-1 alpha-3 of a recipient.
    pub recipient_country: Option<String>,
    /// PLOVER sector of an actor or a recipient.
    pub sector: Option<String>,
    /// Words of the place, as in the report or as in the gazetteer.
    pub place: Option<String>,
    /// ISO 3166-1 alpha-3 of the place.
    pub country: Option<String>,
    /// Where the place must lie.
    pub area: Option<Area>,
    /// Events that may have happened on this day or later.
    pub from: Option<Day>,
    /// Events that may have happened on this day or earlier.
    pub to: Option<Day>,
    /// "occurred", "planned", "hypothetical" or "negated".
    pub reality: Option<String>,
    /// Background events only, or none.
    pub background: Option<bool>,
    /// Counts that the event must have.
    pub figures: Vec<Count>,
    /// Words of a source.
    pub source: Option<String>,
    /// Only events that another source of the report disputes.
    pub disputed: bool,
    /// Confidence, 0 to 1, that the event must reach.
    pub least_confidence: Option<f64>,
    /// Outlet of the report.
    pub publisher: Option<String>,
    /// Identifier of the report.
    pub report: Option<String>,
    /// Only reports that were published by then; undated ones are left out.
    pub as_of: Option<Moment>,
    /// Answers as the database stood then: codings that came later are unknown, those that they replaced answer.
    pub recorded: Option<Moment>,
    /// The order.
    pub sort: Sort,
    /// At most so many; all where `None`.
    pub limit: Option<u32>,
    /// After so many.
    pub offset: u32,
}

/// A count of people or things that an event must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What is counted ("killed").
    pub role: String,
    /// No fewer than this.
    pub least: u64,
    /// No more than this; any number where `None`.
    pub most: Option<u64>,
}

/// The order of events; where it leaves some equal, that of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Those whose own words hold most of the words asked for first, then as `Day`.
    #[default]
    Best,
    /// The latest first, undated ones last.
    Day,
    /// Those of the latest report first, those of undated reports last.
    Published,
    /// The surest first.
    Confidence,
}

/// Some of the events that match.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The events between `offset` and `limit`.
    pub events: Vec<EventRow>,
    /// How many match in all.
    pub all: usize,
}

impl Store {
    /// Events that match, in the order asked for.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn find(&self, query: &Query) -> Result<Vec<EventRow>> {
        Ok(self.page(query)?.events)
    }

    /// The same with their number without `limit` and `offset`.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn page(&self, query: &Query) -> Result<Page> {
        self.query_page(query).at(&self.path)
    }

    fn query_page(&self, query: &Query) -> rusqlite::Result<Page> {
        // What is found and what is read of it are of one state, whatever is written meanwhile.
        let _one_state = self.connection.unchecked_transaction()?;
        let found = self.matching(query)?;
        let shown =
            found.iter().skip(query.offset as usize).take(query.limit.map_or(usize::MAX, |limit| limit as usize));
        let mut shelf = Shelf::new(self);
        let events = shown.map(|pk| shelf.event(*pk)).collect::<rusqlite::Result<_>>()?;
        Ok(Page { events, all: found.len() })
    }
}
