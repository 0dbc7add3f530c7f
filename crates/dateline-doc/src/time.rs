//! Days, intervals and time expressions.

use crate::{Byte, Span};
use std::fmt;

/// A day of the proleptic Gregorian calendar, as ISO 8601 counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year, 0 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Days from `from` to `to`, both inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// How finely a time is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimePrecision {
    /// A day (or a part of one).
    Day,
    /// A week or a weekend.
    Week,
    /// A month.
    Month,
    /// A quarter or a season.
    Quarter,
    /// A year, or a run of years.
    Year,
    /// A decade.
    Decade,
}

impl TimePrecision {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            TimePrecision::Day => "day",
            TimePrecision::Week => "week",
            TimePrecision::Month => "month",
            TimePrecision::Quarter => "quarter",
            TimePrecision::Year => "year",
            TimePrecision::Decade => "decade",
        }
    }
}

/// What a calendar time was worked out from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeBasis {
    /// Fully stated in the words ("19 December 2016").
    Stated,
    /// Worked out from the words against an anchor ("Monday").
    Relative,
    /// Taken from the dateline.
    Dateline,
    /// Taken from the day of publication.
    Publication,
}

impl TimeBasis {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            TimeBasis::Stated => "stated",
            TimeBasis::Relative => "relative",
            TimeBasis::Dateline => "dateline",
            TimeBasis::Publication => "publication",
        }
    }
}

/// TIMEX3 types (TimeML 1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexKind {
    /// A calendar time of a day or coarser.
    Date,
    /// A time of the day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

impl TimexKind {
    /// As published: the TIMEX3 `type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        }
    }
}

/// A time expression of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// The words.
    pub span: Span<Byte>,
    /// TIMEX3 type.
    pub kind: TimexKind,
    /// TIMEX3 value ("2016-12-19TNI", "P3D", "PAST_REF", "XXXX-12-19").
    pub value: String,
    /// The days it covers; `None` where they can't be worked out.
    pub interval: Option<Interval>,
    /// How fine.
    pub precision: TimePrecision,
    /// Worked out from what.
    pub basis: TimeBasis,
}
