//! Why a value is believed: its spans, who decided it, and how sure.

use crate::{Byte, Span};
use std::fmt;
use std::sync::Arc;

/// Who decided a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decider {
    /// A rule, by its identifier ("assault.shoot").
    Rule(Arc<str>),
    /// A trained model, by its name ("en").
    Model(Arc<str>),
    /// A person, by name.
    Person(Arc<str>),
}

impl Decider {
    /// A decision by the rule of this name.
    pub fn rule(id: impl Into<Arc<str>>) -> Self {
        Decider::Rule(id.into())
    }
}

impl fmt::Display for Decider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Decider::Rule(id) => write!(f, "rule:{id}"),
            Decider::Model(id) => write!(f, "model:{id}"),
            Decider::Person(id) => write!(f, "person:{id}"),
        }
    }
}

/// A probability in thousandths: an integer, so that output is the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Confidence(u16);

impl Confidence {
    /// Certain.
    pub const ONE: Confidence = Confidence(1000);

    /// From thousandths; more than 1000 becomes 1000.
    pub const fn per_mille(value: u16) -> Self {
        Confidence(if value > 1000 { 1000 } else { value })
    }

    /// As thousandths, 0 to 1000.
    pub const fn as_per_mille(self) -> u16 {
        self.0
    }

    /// The product of two, rounded down.
    pub const fn and(self, other: Self) -> Self {
        Confidence((self.0 as u32 * other.0 as u32 / 1000) as u16)
    }
}

/// The spans a value came from and who decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The words, in the order of the text; empty only for values that state an absence of words (reality "occurred").
    pub spans: Vec<Span<Byte>>,
    /// Who decided.
    pub decided_by: Decider,
}

impl Evidence {
    /// Evidence of one span.
    pub fn at(span: Span<Byte>, decided_by: Decider) -> Self {
        Evidence { spans: vec![span], decided_by }
    }
}

/// A value and why we believe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Why.
    pub evidence: Evidence,
}

impl<T> Field<T> {
    /// A value with evidence.
    pub fn new(value: T, evidence: Evidence) -> Self {
        Field { value, evidence }
    }
}

/// Why a value is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The report does not say.
    NotStated,
    /// Two readings are equally possible.
    Ambiguous,
    /// A candidate was found but not believed.
    BelowThreshold,
    /// The words are there but could not be resolved (a relative time without a publication date).
    Unresolved,
}

impl Reason {
    /// As published in `absent`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::NotStated => "not stated",
            Reason::Ambiguous => "ambiguous",
            Reason::BelowThreshold => "below threshold",
            Reason::Unresolved => "unresolved",
        }
    }
}

/// A value that is known with evidence, or absent with a reason: never a silent default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stated<T> {
    /// The report states it.
    Known(Field<T>),
    /// It does not, and why.
    Absent(Reason),
}

impl<T> Stated<T> {
    /// The value, if known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Stated::Known(field) => Some(&field.value),
            Stated::Absent(_) => None,
        }
    }

    /// The reason, if absent.
    pub const fn absent(&self) -> Option<Reason> {
        match self {
            Stated::Known(_) => None,
            Stated::Absent(reason) => Some(*reason),
        }
    }
}

/// One line of `why`: which field was decided by whom, on which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The field's published name ("type", "actors", "time").
    pub field: &'static str,
    /// Who decided, on which spans.
    pub evidence: Evidence,
}
