//! The document model of Dateline: what every stage reads and writes.
//!
//! Text is immutable; layers stand beside it and point into it with spans whose unit is part of their type. Stages do
//! not know each other, they meet here. This crate does no I/O and depends on nothing.

mod article;
mod attribution;
mod event;
mod evidence;
mod layers;
mod note;
mod origin;
mod predicate;
mod span;
mod syntax;
mod text;
mod time;

pub use article::{Article, Clock, Copied, Dateline, Furniture, FurnitureKind, Published, PublishedBasis};
pub use attribution::{Attribution, Quote, QuoteMode, Source, SourceKind};
pub use event::{Event, EventPlace, EventTime, Figure, FigureRole, Participant, PlaceBasis, Reality};
pub use evidence::{Confidence, Decider, Decision, Evidence, Field, Reason, Stated};
pub use layers::{
    Layers, Measure, Mention, MentionKind, Name, NameKind, Place, PlacePrecision, Quantifier, Quantity, Reading,
    Toponym,
};
pub use note::{Note, Severity};
pub use origin::{Origin, Run, SourceMap};
pub use predicate::{Argument, Predicate, Role};
pub use span::{Byte, Char, Span};
pub use syntax::{Deprel, Feats, Sentence, Syntax, SyntaxBuilder, TokenId, TokenRange, Upos, Word};
pub use text::Text;
pub use time::{Day, Interval, TimeBasis, TimePrecision, Timex, TimexKind};
