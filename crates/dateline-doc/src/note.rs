//! Notes: what a stage has to say about its input besides its result.

use crate::{Byte, Span};

/// How much a note matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// For the record.
    Info,
    /// Something may be wrong with what was read.
    Warning,
}

/// A remark about a place in a report. Stages that cannot fail return notes beside their result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// How much it matters.
    pub severity: Severity,
    /// A stable, searchable code, kebab-case ("furniture", "time-ambiguous").
    pub code: &'static str,
    /// One sentence for a person, without a full stop.
    pub message: String,
    /// The words concerned, where there are any.
    pub span: Option<Span<Byte>>,
}
