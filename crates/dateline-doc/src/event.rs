//! Event mentions: who did what to whom, when, where, how many, and according to whom.

use crate::{
    Byte, Confidence, Decision, Field, Interval, Quantifier, Reason, Source, Span, Stated, TimeBasis, TimePrecision,
    TokenId, Toponym,
};
use std::sync::Arc;

/// Whether it happened, as stated by its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reality {
    /// Asserted as fact or under way.
    Occurred,
    /// Scheduled, intended, promised.
    Planned,
    /// If, might, feared.
    Hypothetical,
    /// Did not happen, denied.
    Negated,
}

impl Reality {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            Reality::Occurred => "occurred",
            Reality::Planned => "planned",
            Reality::Hypothetical => "hypothetical",
            Reality::Negated => "negated",
        }
    }
}

/// An actor or recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// The noun phrase, without relative clauses.
    pub span: Span<Byte>,
    /// Its head word.
    pub head: TokenId,
    /// The fullest name of the same entity in the report, where it has one.
    pub name: Option<Arc<str>>,
    /// ISO 3166-1 alpha-3 of the country it belongs to, and the words that say so.
    pub country: Option<Field<Arc<str>>>,
    /// PLOVER sectors, most specific first, and the words that say so.
    pub sectors: Vec<Field<Arc<str>>>,
    /// Number of the named entity within the report.
    pub entity: Option<u32>,
}

/// What counts are counts of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the published values")]
pub enum FigureRole {
    Killed,
    Injured,
    KilledOrInjured,
    Detained,
    Missing,
    Displaced,
    Abducted,
    Released,
    Participants,
    Other,
}

impl FigureRole {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            FigureRole::Killed => "killed",
            FigureRole::Injured => "injured",
            FigureRole::KilledOrInjured => "killed_or_injured",
            FigureRole::Detained => "detained",
            FigureRole::Missing => "missing",
            FigureRole::Displaced => "displaced",
            FigureRole::Abducted => "abducted",
            FigureRole::Released => "released",
            FigureRole::Participants => "participants",
            FigureRole::Other => "other",
        }
    }
}

/// A count that belongs to an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub role: FigureRole,
    /// The number with its quantifier.
    pub span: Span<Byte>,
    /// The number; `None` for vague counts.
    pub value: Option<u64>,
    /// Least value meant.
    pub low: Option<u64>,
    /// Greatest value meant.
    pub high: Option<u64>,
    /// How it is qualified.
    pub quantifier: Quantifier,
    /// The words for those counted ("police officers"); `None` where the number stands alone.
    pub unit: Option<Span<Byte>>,
}

/// How near to the predicate an event's place is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceBasis {
    /// In its own clause.
    Clause,
    /// In its sentence.
    Sentence,
    /// Elsewhere in the report.
    Report,
    /// Only in the dateline.
    Dateline,
}

impl PlaceBasis {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            PlaceBasis::Clause => "clause",
            PlaceBasis::Sentence => "sentence",
            PlaceBasis::Report => "report",
            PlaceBasis::Dateline => "dateline",
        }
    }
}

/// Where an event happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPlace {
    /// The place named.
    pub toponym: Toponym,
    /// How near it is named.
    pub basis: PlaceBasis,
}

/// When an event happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTime {
    /// The words, where the mention's own text has some; `None` where the time was taken from the publication date.
    pub span: Option<Span<Byte>>,
    /// The days.
    pub interval: Interval,
    /// How fine.
    pub precision: TimePrecision,
    /// Worked out from what.
    pub basis: TimeBasis,
}

/// One mention of an event: a predicate that reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Index of its sentence.
    pub sentence: usize,
    /// The word or words that carry the meaning.
    pub trigger: Span<Byte>,
    /// Head word of the trigger.
    pub head: TokenId,
    /// Type of the codebook ("ASSAULT").
    pub kind: Field<Arc<str>>,
    /// Mode of the codebook ("assassinate").
    pub mode: Option<Field<Arc<str>>>,
    /// CAMEO code of the rule.
    pub cameo: Option<Arc<str>>,
    /// What it is about besides, each with its words.
    pub contexts: Vec<Field<Arc<str>>>,
    /// Who does it; in mutual events all parties.
    pub actors: Vec<Participant>,
    /// To whom.
    pub recipients: Vec<Participant>,
    /// Where.
    pub place: Stated<EventPlace>,
    /// Whence, where it moves someone or something.
    pub origin: Option<Field<EventPlace>>,
    /// Whither, likewise.
    pub destination: Option<Field<EventPlace>>,
    /// When.
    pub time: Stated<EventTime>,
    /// Whether it happened.
    pub reality: Field<Reality>,
    /// Clearly earlier than the news that the report is about.
    pub background: Field<bool>,
    /// According to whom, outermost first; empty where the report itself asserts it.
    pub sources: Vec<Source>,
    /// Counts.
    pub figures: Vec<Figure>,
    /// Mentions with the same number are one real event within the report.
    pub cluster: u32,
    /// True for the mentions of the event that the report is about.
    pub main: bool,
    /// How sure the coder is that this is an event of this type.
    pub confidence: Confidence,
    /// Why lists are empty (`actors`, `recipients`), by field name.
    pub absent: Vec<(&'static str, Reason)>,
    /// Decisions beyond those the fields carry themselves (actors, recipients, sources, cluster).
    pub decisions: Vec<Decision>,
}
