//! The line of an incident: one real event as all reports tell it, with every value as a claim of somebody.

use super::types::{Code, Located, Participant, Words};
use serde::{Deserialize, Serialize};

/// What the identifier of an incident begins with.
const PREFIX: &str = "inc:";

/// The identifier of the incident that an event founds.
pub(crate) fn incident_of(event: &str) -> String {
    format!("{PREFIX}{event}")
}

/// The event in an identifier: the founder of an incident, or the event itself.
pub(crate) fn event_of(id: &str) -> &str {
    id.strip_prefix(PREFIX).unwrap_or(id)
}

/// True for the identifier of an incident.
pub fn is_incident(id: &str) -> bool {
    id.starts_with(PREFIX)
}

/// One real event and the mentions of it in all reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// `inc:` and the identifier of the event that founds it: the first one said of all that it holds. The identifier of
    /// any of its events finds it too.
    pub id: String,
    /// Type of the codebook, as the founding event has it.
    #[serde(rename = "type")]
    pub kind: String,
    /// The mode that most independent sources give.
    pub mode: Option<String>,
    /// CAMEO code that goes with it.
    pub cameo: Option<String>,
    /// "occurred", "planned", "hypothetical" or "negated": the surest that a report states.
    pub reality: Code,
    /// Headline of the report that founds it.
    pub title: Option<String>,
    /// First day it may have been, of the days that most independent sources give.
    pub from: Option<String>,
    /// Last day likewise.
    pub to: Option<String>,
    /// How fine.
    pub precision: Option<Code>,
    /// Where, as most independent sources say.
    pub place: Option<Located>,
    /// Who did it, named as fully as any report does; one entry a party.
    pub actors: Vec<Participant>,
    /// To whom.
    pub recipients: Vec<Participant>,
    /// How many reports tell of it, how many texts these are, and of how many independent sources.
    pub counts: Counts,
    /// When it was first and last told (publication of the reports, UTC where they name a zone).
    pub said: Said,
    /// Its mentions, in the order they were said.
    pub mentions: Vec<Member>,
    /// What is said of it, attribute by attribute.
    pub claims: Vec<Claim>,
    /// Incidents that it is part of, that are part of it, or that follow from it.
    pub relations: Vec<Relation>,
    /// True where sources differ on a value.
    pub disputed: bool,
}

/// Three counts: a text that is printed twice is two reports, one text; texts from one agency are one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Reports.
    pub reports: u32,
    /// Distinct texts: copies count once.
    pub texts: u32,
    /// Independent sources: texts of one agency or outlet count once.
    pub independent: u32,
}

/// A span of publication.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Said {
    /// Publication of the first report.
    pub first: Option<String>,
    /// Publication of the last report.
    pub last: Option<String>,
}

/// A mention that belongs to the incident, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Identifier of the event.
    pub event: String,
    /// Identifier of the report.
    pub report: String,
    /// Outlet.
    pub publisher: Option<String>,
    /// Publication.
    pub published: Option<String>,
    /// Whose text it is at bottom: an agency, an outlet, or the report itself.
    pub origin: String,
    /// True where its text is a copy of an earlier report's.
    pub copy: bool,
    /// The event that it was linked to; null for the founding one and for mentions of the same report.
    pub linked_to: Option<String>,
    /// How sure the link is, 0 to 1 in thousandths.
    pub score: Option<f64>,
    /// What speaks for the link and against it, strongest first ("+2.1 same place"), or the decision of a person.
    pub why: Vec<String>,
}

/// A value of an attribute, and everyone who says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// "type", "mode", "day", "place", "actor", "recipient", "reality", or the role of a figure ("killed").
    pub attribute: Code,
    /// The value as it is compared: "2016-12-19", "Ankara (TUR)", "at_least 3".
    pub value: String,
    /// The number of a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// Least value meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<u64>,
    /// Greatest value meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<u64>,
    /// Quantifier of a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantifier: Option<Code>,
    /// How it stands to the other values of the attribute: "only", "agreed" (compatible with all others), "differs",
    /// "revised" (the same origin said otherwise later).
    pub standing: Code,
    /// How many say so.
    pub counts: Counts,
    /// Who says so, in the order it was said.
    pub by: Vec<Voice>,
}

/// One mention that makes a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// Identifier of the event.
    pub event: String,
    /// Identifier of the report.
    pub report: String,
    /// Publication of the report.
    pub published: Option<String>,
    /// Whose text it is at bottom.
    pub origin: String,
    /// According to whom, outermost first; empty where the report itself asserts it.
    pub sources: Vec<String>,
    /// The words, where the report has some for it.
    pub words: Option<Words>,
}

/// How an incident stands to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// "part_of", "has_part", "follows" or "followed_by".
    pub kind: Code,
    /// The other incident.
    pub incident: String,
    /// What that is: its type and mode ("COERCE/arrest").
    pub what: String,
    /// The sentence that founds it.
    pub sentence: String,
    /// Reports that say so.
    pub reports: u32,
    /// What says so.
    pub why: String,
}
