//! From what an expression says to its days and its TIMEX3 value.
//!
//! A relative expression is placed by the anchor (the day of publication) or by the focus (the time that the text spoke
//! of last). Without one it keeps an underspecified value and no days: nothing is guessed.

mod counted;
mod date;
mod period;

use super::calendar as cal;
use super::expression::{Clock, Core, Expression};
use crate::resolve::words::{Cue, Modifier, Part, Relative, Unit};
use counted::{length, offset, window};
use date::{calendar, numeric, week_of, weekday_of};
use dateline_doc::{Day, Interval, TimeBasis, TimePrecision, TimexKind};
use period::{containing, fiscal_year, half, holiday_of, precision, quarter, seasons, unit_of};

/// What an expression is placed by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    /// Day of publication.
    pub(super) anchor: Option<Day>,
    /// First day of what the text spoke of last, and how fine it was.
    pub(super) focus: Option<(Day, TimePrecision)>,
    /// The year of the report's own dates, where nothing says when it was published.
    pub(super) year: Option<i16>,
    /// First day of the quarter that the text spoke of last, and not long ago.
    pub(super) quarter: Option<Day>,
    /// Which way the clause points.
    pub(super) direction: Option<Cue>,
    /// The expression itself stands in the dateline.
    pub(super) in_dateline: bool,
}

/// An expression on the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) kind: TimexKind,
    pub(super) value: String,
    pub(super) interval: Option<Interval>,
    pub(super) precision: TimePrecision,
    pub(super) basis: TimeBasis,
    /// Why more than one reading is covered.
    pub(super) doubt: Option<&'static str>,
}

impl Placed {
    fn date(value: String, interval: Option<Interval>, precision: TimePrecision) -> Self {
        Placed { kind: TimexKind::Date, value, interval, precision, basis: TimeBasis::Relative, doubt: None }
    }

    fn day(day: Option<Day>) -> Self {
        let value = day.map_or_else(|| "XXXX-XX-XX".to_owned(), |day| day.to_string());
        Placed::date(value, day.map(single), TimePrecision::Day)
    }

    fn unplaced(value: &str, precision: TimePrecision) -> Self {
        Placed::date(value.to_owned(), None, precision)
    }

    fn length(value: String, precision: TimePrecision) -> Self {
        Placed { kind: TimexKind::Duration, ..Placed::date(value, None, precision) }
    }

    fn set(value: String, precision: TimePrecision) -> Self {
        Placed { kind: TimexKind::Set, ..Placed::date(value, None, precision) }
    }

    fn stated(self) -> Self {
        Placed { basis: TimeBasis::Stated, ..self }
    }
}

/// Places an expression.
pub(super) fn place(expression: &Expression, setting: &Setting) -> Placed {
    let mut placed = core(&expression.core, setting);
    if let Some(part) = expression.part {
        add_part(&mut placed, part);
    }
    if let Some(clock) = expression.clock {
        add_clock(&mut placed, clock);
    }
    narrow(&mut placed, expression.modifier, setting.anchor);
    if setting.in_dateline && placed.basis == TimeBasis::Relative {
        placed.basis = TimeBasis::Dateline;
    }
    placed
}

fn add_part(placed: &mut Placed, part: Part) {
    placed.kind = TimexKind::Time;
    placed.value.push('T');
    placed.value.push_str(part.code());
}

fn add_clock(placed: &mut Placed, clock: Clock) {
    let at = placed.value.find('T').unwrap_or(placed.value.len());
    placed.value.truncate(at);
    placed.kind = TimexKind::Time;
    let zone = if clock.utc { "Z" } else { "" };
    placed.value.push_str(&format!("T{:02}:{:02}{zone}", clock.hour, clock.minute.unwrap_or(0)));
}

/// "earlier this year" ends at the anchor, "later" begins there; "early" is the first half of a year or decade, "mid" the
/// middle one, "late" the last.
fn narrow(placed: &mut Placed, modifier: Option<Modifier>, anchor: Option<Day>) {
    let (Some(modifier), Some(interval)) = (modifier, placed.interval) else { return };
    let Interval { from, to } = interval;
    let inside = anchor.filter(|day| from <= *day && *day <= to && from != to);
    let long = placed.precision >= TimePrecision::Year;
    let quarter = 3 * (i64::from(to.year) - i64::from(from.year) + 1);
    let begins = |quarters: i64| cal::add_months(from, quarters * quarter);
    let ends = |quarters: i64| cal::add_days(begins(quarters)?, -1);
    let (first, last) = match modifier {
        Modifier::Earlier => (Some(from), inside),
        Modifier::Later => (inside, Some(to)),
        Modifier::Start if long => (Some(from), ends(2)),
        Modifier::Mid if long => (begins(1), ends(3)),
        Modifier::End if long => (begins(2), Some(to)),
        _ => return,
    };
    placed.interval = Some(Interval { from: first.unwrap_or(from), to: last.unwrap_or(to) });
}

fn core(core: &Core, s: &Setting) -> Placed {
    match *core {
        Core::Calendar(date) => calendar(date, s),
        Core::Numeric { year, a, b } => numeric(year, a, b),
        Core::Weekday(weekday, relative) => weekday_of(weekday, relative, s),
        Core::Year(year) => years(year, year).stated(),
        Core::FiscalYear(year) => fiscal_year(year, s),
        Core::Years(first, last) => {
            let value = format!("{first:04}/{last:04}");
            Placed::date(value, cal::years(first, last), TimePrecision::Year).stated()
        }
        Core::Decade(first) => decade(first).stated(),
        Core::Century(number) => century(number).stated(),
        Core::Season(season, year) => seasons(season, year, s),
        Core::Quarter(number, year) => quarter(number, year, s),
        Core::Half(number, year) => half(number, year, s),
        Core::Unit(unit, relative) => unit_of(unit, relative, s),
        Core::Shift(days) => Placed::day(s.anchor.and_then(|day| cal::add_days(day, i64::from(days)))),
        Core::WeekOf(date) => week_of(date, s),
        Core::Beside(days) => beside(days, s),
        Core::Offset(amount, unit, toward) => offset(amount, unit, toward, s),
        Core::Window(amount, unit, future) => window(amount, unit, future, s),
        Core::Duration(amount, unit) => Placed::length(length(amount, unit), precision(unit)),
        Core::Frequency(amount, unit) => Placed::set(length(amount, unit), precision(unit)),
        Core::EveryPart(weekday, part) => every_part(weekday, part),
        Core::Weekdays(weekday) => Placed::set(format!("XXXX-WXX-{weekday}"), TimePrecision::Day),
        Core::EveryMonth(month) => Placed::set(format!("XXXX-{month:02}"), TimePrecision::Month),
        Core::Reference(reference) => Placed::unplaced(reference.value(), TimePrecision::Year),
        Core::Holiday(holiday, year) => holiday_of(holiday, year, s),
        Core::PartOf(relative) => part_of(relative, s),
        Core::Clock => Placed::day(s.focus_day().or(s.anchor)),
    }
}

impl Setting {
    /// The day that the text spoke of last.
    fn focus_day(&self) -> Option<Day> {
        self.focus.filter(|(_, precision)| *precision == TimePrecision::Day).map(|(day, _)| day)
    }

    /// Where the text speaks of a quarter, "a year earlier" is that quarter of the year before.
    fn quarter_a_year_before(&self) -> Option<Placed> {
        containing(cal::add_months(self.quarter?, -12)?, Unit::Quarter)
    }

    /// What "previous" and "following" count from.
    fn narrative(&self) -> Option<Day> {
        self.focus.map(|(day, _)| day).or(self.anchor)
    }
}

/// The day before or after what the text speaks of: counted from the day that it spoke of last, and nothing where there is
/// none, since the day of publication has no part in it.
fn beside(days: i8, s: &Setting) -> Placed {
    let day = s.focus_day().and_then(|day| cal::add_days(day, i64::from(days)));
    let placed = Placed::day(day);
    Placed { doubt: day.map(|_| "it is counted from the day that the text spoke of last"), ..placed }
}

fn every_part(weekday: Option<u8>, part: Part) -> Placed {
    let day = weekday.map_or_else(|| "XXXX-XX-XX".to_owned(), |day| format!("XXXX-WXX-{day}"));
    Placed::set(format!("{day}T{}", part.code()), TimePrecision::Day)
}

fn single(day: Day) -> Interval {
    Interval { from: day, to: day }
}

fn years(first: i16, last: i16) -> Placed {
    Placed::date(format!("{first:04}"), cal::years(first, last), TimePrecision::Year)
}

fn decade(first: i16) -> Placed {
    Placed::date(format!("{:03}", first / 10), cal::years(first, first.saturating_add(9)), TimePrecision::Decade)
}

fn century(number: u8) -> Placed {
    let first = (i16::from(number) - 1) * 100;
    Placed::date(format!("{:02}", number - 1), cal::years(first, first + 99), TimePrecision::Decade)
}

/// The year of the anchor, moved by a relative word.
fn year_by(relative: Relative, s: &Setting) -> Option<i16> {
    let year = match relative {
        Relative::Previous | Relative::Same | Relative::Following => s.narrative()?.year,
        _ => s.anchor?.year,
    };
    year.checked_add(steps(relative) as i16)
}

fn steps(relative: Relative) -> i64 {
    match relative {
        Relative::Last | Relative::Past | Relative::Previous => -1,
        Relative::Next | Relative::Following => 1,
        Relative::This | Relative::Same | Relative::Latest | Relative::Every => 0,
    }
}

fn part_of(relative: Relative, s: &Setting) -> Placed {
    let day = match relative {
        Relative::This => s.anchor,
        Relative::Last | Relative::Past => s.anchor.and_then(|day| cal::add_days(day, -1)),
        Relative::Next => s.anchor.and_then(|day| cal::add_days(day, 1)),
        Relative::Same => s.focus_day(),
        Relative::Latest | Relative::Every => s.focus_day().or(s.anchor),
        Relative::Previous => s.narrative().and_then(|day| cal::add_days(day, -1)),
        Relative::Following => s.narrative().and_then(|day| cal::add_days(day, 1)),
    };
    Placed::day(day)
}
