//! What a new source, a new version or a new codebook changed: two states of a database, or two databases, compared.
//!
//! Reports are matched by their identifiers, events by the words that carry them, incidents by the events they hold. What
//! is the same in both is not mentioned.

mod events;
mod incidents;

use crate::record::Record;
use serde::Serialize;

/// Something that is not the same in both states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Change {
    /// A report that only one has, or that was coded from another text or by another version.
    Report {
        /// Its identifier.
        report: String,
        /// "added", "gone", "changed text", "another version" or "another codebook".
        change: &'static str,
    },
    /// An event of a report that both have.
    Event {
        /// Its report.
        report: String,
        /// The words that carry it, and the first code point of them.
        trigger: String,
        /// See `trigger`.
        start: u32,
        /// "added", "gone" or "changed".
        change: &'static str,
        /// What changed.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        fields: Vec<FieldChange>,
    },
    /// An incident that holds other events than before.
    Incident {
        /// Its identifier afterwards, or before where it is gone.
        incident: String,
        /// "founded", "gone", "grown", "shrunk" or "changed".
        change: &'static str,
        /// Events that it holds now and did not hold before.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        joined: Vec<String>,
        /// Events that it held before and does not hold now.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        left: Vec<String>,
    },
}

/// A value of an event that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Which.
    pub field: &'static str,
    /// Before; empty where there was none.
    pub before: String,
    /// After; empty where there is none.
    pub after: String,
}

pub use incidents::{Membership, incidents};

/// What changed in a report and its events; at least one side is there.
pub fn report(before: Option<&Record>, after: Option<&Record>) -> Vec<Change> {
    let change = |record: &Record, change| vec![Change::Report { report: record.report.id.clone(), change }];
    match (before, after) {
        (None, None) => Vec::new(),
        (None, Some(after)) => change(after, "added"),
        (Some(before), None) => change(before, "gone"),
        (Some(before), Some(after)) => {
            let mut changes: Vec<Change> = how(before, after).into_iter().flat_map(|how| change(after, how)).collect();
            changes.extend(events::events(before, after));
            changes
        }
    }
}

fn how(before: &Record, after: &Record) -> Vec<&'static str> {
    let (old, new) = (&before.report.version, &after.report.version);
    let mut how = Vec::new();
    if before.report.text != after.report.text {
        how.push("changed text");
    }
    if (&old.dateline, &old.models) != (&new.dateline, &new.models) {
        how.push("another version");
    }
    if old.codebook != new.codebook {
        how.push("another codebook");
    }
    how
}
