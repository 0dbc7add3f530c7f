//! What a time expression says, before it is placed on the calendar.

use crate::resolve::words::{Amount, Holiday, Modifier, Part, Reference, Relative, Season, Unit};

/// A time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Expression {
    /// The period or length it names.
    pub(super) core: Core,
    /// "early", "mid-", "late".
    pub(super) modifier: Option<Modifier>,
    /// "morning", "night".
    pub(super) part: Option<Part>,
    /// "10 p.m."
    pub(super) clock: Option<Clock>,
}

impl Expression {
    /// A bare core.
    pub(super) const fn of(core: Core) -> Self {
        Expression { core, modifier: None, part: None, clock: None }
    }
}

/// A time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// 0 to 24.
    pub(super) hour: u8,
    /// Where it is stated.
    pub(super) minute: Option<u8>,
    /// True for times of UTC and GMT.
    pub(super) utc: bool,
}

/// The parts of a date that are stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Calendar {
    pub(super) year: Option<i16>,
    /// "last November"
    pub(super) relative: Option<Relative>,
    /// "June last year"
    pub(super) of_year: Option<Relative>,
    pub(super) month: u8,
    pub(super) day: Option<u8>,
    /// Last day of a run ("Dec. 19-21").
    pub(super) last_day: Option<u8>,
    pub(super) weekday: Option<u8>,
}

/// Which year a period of a year is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InYear {
    /// "of 1990"
    Stated(i16),
    /// "last", "this", "next"; also of "last year's".
    Relative(Relative),
    /// "last year's third quarter"
    OfYear(Relative),
    /// Unsaid.
    Unstated,
}

/// Where an offset is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    /// "ago"
    Ago,
    /// "from now"
    Hence,
    /// "earlier": before what the text spoke of
    Earlier,
    /// "later": after what the text spoke of
    Later,
}

/// The period or length that an expression names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Core {
    /// A date or month.
    Calendar(Calendar),
    /// "3/4/2016": day and month in either order.
    Numeric {
        year: i16,
        a: u8,
        b: u8,
    },
    Weekday(u8, Option<Relative>),
    Year(i16),
    /// A year of a bookkeeping that the text does not explain: "fiscal 2016", "the last school year".
    FiscalYear(InYear),
    Years(i16, i16),
    /// By its first year.
    Decade(i16),
    /// "the 20th century" is 20.
    Century(u8),
    Season(Season, InYear),
    Quarter(u8, InYear),
    Half(u8, InYear),
    /// "last week"
    Unit(Unit, Relative),
    /// "the week of March 6"
    WeekOf(Calendar),
    /// "yesterday"
    Shift(i8),
    /// "the day before the attack", "the day after": days from what the text speaks of.
    Beside(i8),
    Offset(Amount, Unit, Toward),
    /// "the past three weeks"; true for the future.
    Window(Amount, Unit, bool),
    Duration(Amount, Unit),
    /// "weekly", "every two weeks"
    Frequency(Amount, Unit),
    /// "Mondays", "every Monday"
    Weekdays(u8),
    /// "every March"
    EveryMonth(u8),
    /// "every night", "Tuesday nights": the day of the week, where it is stated.
    EveryPart(Option<u8>, Part),
    Reference(Reference),
    Holiday(Holiday, InYear),
    /// A time of the day without its day: of this day, of the day that the text spoke of, of the day after that.
    PartOf(Relative),
    /// A clock time alone.
    Clock,
}
