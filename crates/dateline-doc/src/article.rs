//! An article: the text that ingest made of the bytes it was given, and what the source says about it.

use crate::{Byte, Day, Span, Text};

/// A report as read, before any linguistic analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Identifier, unique in a batch and stable over runs.
    pub id: String,
    /// The immutable text that all spans point into.
    pub text: Text,
    /// Headline, where the source has one apart from the text.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// ISO 639-1 code; `None` where unknown.
    pub language: Option<String>,
    /// Day of publication.
    pub published: Option<Published>,
    /// The opening "ANKARA, Dec 19 (Agency) -".
    pub dateline: Option<Dateline>,
    /// Parts of the text that are no narrative: they are noted and not coded.
    pub furniture: Vec<Furniture>,
    /// SHA-256 of the bytes read, lower-case hexadecimal.
    pub sha256: String,
}

impl Article {
    /// An article of which nothing is known but its text.
    pub fn of_text(id: &str, text: &str) -> Self {
        Article {
            id: id.to_owned(),
            text: Text::new(text.to_owned()),
            title: None,
            url: None,
            publisher: None,
            language: None,
            published: None,
            dateline: None,
            furniture: Vec::new(),
            sha256: String::new(),
        }
    }
}

/// When the report was published, and how we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub day: Day,
    /// How we know.
    pub basis: PublishedBasis,
}

/// Where a date of publication came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishedBasis {
    /// Metadata of the page or document.
    Metadata,
    /// A full date in the dateline.
    Dateline,
    /// A visible date in the text.
    Text,
    /// The user said so on the command line.
    Given,
}

impl PublishedBasis {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            PublishedBasis::Metadata => "metadata",
            PublishedBasis::Dateline => "dateline",
            PublishedBasis::Text => "text",
            PublishedBasis::Given => "given",
        }
    }
}

/// The dateline of a wire report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// The whole opening, up to and including the dash.
    pub span: Span<Byte>,
    /// The place named.
    pub place: Option<Span<Byte>>,
    /// The date named ("Dec 19").
    pub date: Option<Span<Byte>>,
    /// The agency in brackets.
    pub agency: Option<Span<Byte>>,
}

/// A part of the text that is no narrative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Furniture {
    /// Where it is.
    pub span: Span<Byte>,
    /// What it is.
    pub kind: FurnitureKind,
}

/// Kinds of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FurnitureKind {
    /// "Advertisement".
    Advertisement,
    /// An inserted headline that links to another story.
    InsertedLink,
    /// A caption or its credit.
    Caption,
    /// Share bars, sign-up lines, copyright lines, navigation.
    Boilerplate,
}

impl FurnitureKind {
    /// As published in the note.
    pub const fn as_str(self) -> &'static str {
        match self {
            FurnitureKind::Advertisement => "advertisement",
            FurnitureKind::InsertedLink => "inserted link",
            FurnitureKind::Caption => "caption",
            FurnitureKind::Boilerplate => "boilerplate",
        }
    }
}
