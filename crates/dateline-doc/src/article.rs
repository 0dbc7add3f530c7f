//! An article: the text that ingest made of the bytes it was given, and what the source says about it.

use crate::{Byte, Day, Origin, Span, Text};
use std::fmt;

/// A report as read, before any linguistic analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Identifier, unique in a batch and stable over runs.
    pub id: String,
    /// The immutable text that all spans point into.
    pub text: Text,
    /// Headline, where the source has one apart from the text.
    pub title: Option<String>,
    /// The line below the headline, where the source has one apart from the text.
    pub subtitle: Option<String>,
    /// Who wrote it, as the source names them.
    pub authors: Vec<String>,
    /// The section that the outlet put it in.
    pub section: Option<String>,
    /// Address, the canonical one where the source names it.
    pub url: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// ISO 639-1 code, or ISO 639-3 where there is no shorter one; `None` where unknown.
    pub language: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was last changed.
    pub modified: Option<Published>,
    /// News agencies that the text is credited to ("AP"). Lineage, not attribution.
    pub credits: Vec<String>,
    /// The earlier report of the batch that has the same text.
    pub copied: Option<Copied>,
    /// The opening "ANKARA, Dec 19 (Agency) -".
    pub dateline: Option<Dateline>,
    /// Parts of the text that are no narrative: they are noted and not coded.
    pub furniture: Vec<Furniture>,
    /// SHA-256 of the document's bytes, lower-case hexadecimal.
    pub sha256: String,
    /// The document, and which of its bytes became which characters of the text.
    pub origin: Origin,
}

impl Article {
    /// An article of which nothing is known but its text.
    pub fn of_text(id: &str, text: &str) -> Self {
        Article {
            id: id.to_owned(),
            text: Text::new(text.to_owned()),
            title: None,
            subtitle: None,
            authors: Vec::new(),
            section: None,
            url: None,
            publisher: None,
            language: None,
            published: None,
            modified: None,
            credits: Vec::new(),
            copied: None,
            dateline: None,
            furniture: Vec::new(),
            sha256: String::new(),
            origin: Origin::default(),
        }
    }
}

/// When a report was published or changed, and how we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// The day, where the source counts days.
    pub day: Day,
    /// The time of that day, where it is stated.
    pub clock: Option<Clock>,
    /// How we know.
    pub basis: PublishedBasis,
    /// What said so, more finely: "json-ld", "meta", "microdata", "time", "feed"; the basis again where there is no more
    /// to say.
    pub stated_by: &'static str,
}

impl Published {
    /// A day without a time, of which no more is known than its basis.
    pub const fn on(day: Day, basis: PublishedBasis) -> Self {
        Published { day, clock: None, basis, stated_by: basis.as_str() }
    }

    /// "day", "minute" or "second".
    pub const fn precision(&self) -> &'static str {
        match self.clock {
            None => "day",
            Some(Clock { second: None, .. }) => "minute",
            Some(_) => "second",
        }
    }
}

/// As ISO 8601 writes it: "2016-12-20", "2016-12-20T18:05+03:00".
impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        self.clock.map_or(Ok(()), |clock| write!(f, "T{clock}"))
    }
}

/// A time of the day, and the zone it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60; `None` where the source gives no seconds.
    pub second: Option<u8>,
    /// Minutes east of UTC; `None` where the source names no zone.
    pub offset: Option<i16>,
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(east) => {
                let sign = if east < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", east.unsigned_abs() / 60, east.unsigned_abs() % 60)
            }
        }
    }
}

/// The report whose text this one repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Identifier of the earlier report.
    pub report: String,
    /// How much of the two texts is the same, in per mille; 1000 where they are the same text.
    pub per_mille: u16,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_publication_is_written_as_finely_as_it_is_known() {
        let day = Day { year: 2016, month: 12, day: 20 };
        let clock = |second, offset| Clock { hour: 8, minute: 5, second, offset };
        let cases = [
            (None, "2016-12-20", "day"),
            (Some(clock(None, None)), "2016-12-20T08:05", "minute"),
            (Some(clock(Some(7), Some(0))), "2016-12-20T08:05:07Z", "second"),
            (Some(clock(None, Some(-210))), "2016-12-20T08:05-03:30", "minute"),
        ];
        for (clock, value, precision) in cases {
            let published = Published { clock, ..Published::on(day, PublishedBasis::Metadata) };
            assert_eq!((published.to_string().as_str(), published.precision()), (value, precision));
        }
    }
}
