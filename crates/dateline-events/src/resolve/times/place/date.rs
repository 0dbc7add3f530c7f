//! Dates and weekdays: the year or week that the words leave out, by the anchor and the tense of the clause.

use super::period::containing;
use super::{Placed, Setting, year_by};
use crate::resolve::times::calendar as cal;
use crate::resolve::times::expression::Calendar;
use crate::resolve::words::{Cue, Relative, Unit};
use dateline_doc::{Day, Interval, TimePrecision};

/// Both readings of a numeric date whose day and month can't be told apart.
pub(super) fn numeric(year: i16, a: u8, b: u8) -> Placed {
    let (one, other) = (cal::day(year, a, b), cal::day(year, b, a));
    let interval = one.zip(other).map(|(x, y)| Interval { from: x.min(y), to: x.max(y) });
    let placed = Placed::date(format!("{year:04}-XX-XX"), interval, TimePrecision::Month).stated();
    Placed { doubt: Some("day and month can be told apart neither by size nor by the words"), ..placed }
}

/// A date, its year completed where the words leave it out.
pub(super) fn calendar(date: Calendar, s: &Setting) -> Placed {
    if let Some(year) = date.year {
        return with_year(date, year).stated();
    }
    match complete(date, s) {
        Some(Completed::Year(year)) => with_year(date, year),
        Some(Completed::Either(past, future)) => either(date, past, future),
        None if date.relative.is_none() && date.of_year.is_none() && s.anchor.is_none() => by_report(date, s),
        None => without_year(date),
    }
}

/// The week that a date is in.
pub(super) fn week_of(date: Calendar, s: &Setting) -> Placed {
    let placed = calendar(date, s);
    let day = placed.interval.filter(|days| days.from == days.to).map(|days| days.from);
    match day.and_then(|day| containing(day, Unit::Week)) {
        Some(week) => Placed { basis: placed.basis, doubt: placed.doubt, ..week },
        None => Placed::unplaced("XXXX-WXX", TimePrecision::Week),
    }
}

/// Both years that a date can be in, as one interval.
fn either(date: Calendar, past: i16, future: i16) -> Placed {
    let (a, b) = (with_year(date, past).interval, with_year(date, future).interval);
    let interval = a.zip(b).map(|(a, b)| Interval { from: a.from, to: b.to });
    Placed { interval, precision: TimePrecision::Year, doubt: Some(NO_TENSE), ..without_year(date) }
}

/// Without a day of publication, in the year of the report's own dates.
fn by_report(date: Calendar, s: &Setting) -> Placed {
    match s.year {
        Some(year) => Placed { doubt: Some("its year is that of the report's other dates"), ..with_year(date, year) },
        None => without_year(date),
    }
}

const NO_TENSE: &str = "neither the tense nor the distance says whether the past or the coming one is meant";

fn with_year(date: Calendar, year: i16) -> Placed {
    let Some(number) = date.day else {
        let interval = cal::months(year, date.month, 1);
        return Placed::date(format!("{year:04}-{:02}", date.month), interval, TimePrecision::Month);
    };
    let Some(from) = cal::day(year, date.month, number) else { return without_year(date) };
    let to = date.last_day.and_then(|last| cal::day(year, date.month, last)).unwrap_or(from);
    let value = if to == from { from.to_string() } else { format!("{from}/{to}") };
    let precision = if cal::days_between(from, to) > 7 { TimePrecision::Month } else { TimePrecision::Day };
    Placed::date(value, Some(Interval { from, to }), precision)
}

fn without_year(date: Calendar) -> Placed {
    match date.day {
        Some(day) => Placed::unplaced(&format!("XXXX-{:02}-{day:02}", date.month), TimePrecision::Day),
        None => Placed::unplaced(&format!("XXXX-{:02}", date.month), TimePrecision::Month),
    }
}

/// How the year of a date was completed.
enum Completed {
    Year(i16),
    /// Past and future are equally possible.
    Either(i16, i16),
}

/// The year of a date without one.
fn complete(date: Calendar, s: &Setting) -> Option<Completed> {
    if let Some(relative) = date.of_year {
        return year_by(relative, s).map(Completed::Year);
    }
    let anchor = s.anchor?;
    let (past, future) = candidates(date, anchor)?;
    if let Some(relative) = date.relative {
        return Some(Completed::Year(by_relative(relative, past, future, anchor, date)));
    }
    by_weekday(date, past, future).map(Completed::Year).or_else(|| by_distance(date, past, future, anchor, s.direction))
}

/// The years of the last and the next such date; the same where it is now.
fn candidates(date: Calendar, anchor: Day) -> Option<(i16, i16)> {
    let (date, now) = ((date.month, date.day), (anchor.month, date.day.map(|_| anchor.day)));
    let past = if date <= now { anchor.year } else { anchor.year.checked_sub(1)? };
    let future = if date >= now { anchor.year } else { anchor.year.checked_add(1)? };
    Some((past, future))
}

/// "last November" is the one before, "next March" the one to come.
fn by_relative(relative: Relative, past: i16, future: i16, anchor: Day, date: Calendar) -> i16 {
    match relative {
        Relative::Last | Relative::Past | Relative::Previous if date.month == anchor.month => past.saturating_sub(1),
        Relative::Last | Relative::Past | Relative::Previous | Relative::Latest => past,
        Relative::Next | Relative::Following if date.month == anchor.month => anchor.year.saturating_add(1),
        Relative::Next | Relative::Following => future,
        _ => anchor.year,
    }
}

/// Where the weekday is stated, the year in which it fits.
fn by_weekday(date: Calendar, past: i16, future: i16) -> Option<i16> {
    let weekday = date.weekday?;
    let fits = |year: i16| cal::day(year, date.month, date.day?).filter(|day| cal::weekday(*day) == weekday);
    match (fits(past), fits(future)) {
        (Some(_), None) => Some(past),
        (None, Some(_)) => Some(future),
        _ => None,
    }
}

/// By the tense of the clause; where it says nothing the past one, but for a much nearer coming one.
fn by_distance(date: Calendar, past: i16, future: i16, anchor: Day, direction: Option<Cue>) -> Option<Completed> {
    if past == future {
        return Some(Completed::Year(past));
    }
    let day = |year| cal::day(year, date.month, date.day.unwrap_or(15));
    let ahead = day(future).map(|day| cal::days_between(anchor, day));
    let back = day(past).map(|day| cal::days_between(day, anchor));
    let (ahead, back) = match (ahead, back) {
        (Some(ahead), Some(back)) => (ahead, back),
        (Some(_), None) => return Some(Completed::Year(future)),
        (None, _) => return back.map(|_| Completed::Year(past)),
    };
    let ahead_meant = match direction {
        Some(Cue::Past) => date.day.is_some() && ahead < FORGIVEN && back > 365 - FORGIVEN,
        Some(Cue::Future) => ahead < 270,
        None if ahead.abs_diff(back) < 40 => return Some(Completed::Either(past, future)),
        None => ahead < 80,
    };
    Some(Completed::Year(if ahead_meant { future } else { past }))
}

/// Days ahead within which a date is the coming one in spite of a past verb near by ("approved a dividend payable
/// Jan. 15"): a report that means a day of nearly a year ago says so.
const FORGIVEN: i64 = 45;

/// A weekday.
pub(super) fn weekday_of(weekday: u8, relative: Option<Relative>, s: &Setting) -> Placed {
    let narrative = matches!(relative, Some(Relative::Previous | Relative::Same | Relative::Following));
    let from = if narrative { s.narrative() } else { s.anchor };
    let Some(from) = from else { return Placed::unplaced(&format!("XXXX-WXX-{weekday}"), TimePrecision::Day) };
    let back = i64::from((cal::weekday(from) + 7 - weekday) % 7);
    let days = match relative {
        Some(Relative::Last | Relative::Past) => -(if back <= 1 { back + 7 } else { back }),
        Some(Relative::Previous) => -(if back == 0 { 7 } else { back }),
        Some(Relative::Next) if back == 6 => 8,
        Some(Relative::Next) => 7 - back,
        Some(Relative::Following) => 7 - back,
        Some(Relative::This) => this_weekday(back, s.direction),
        Some(Relative::Same | Relative::Latest | Relative::Every) => -back,
        None => unmarked_weekday(back, s.direction),
    };
    Placed::day(cal::add_days(from, days))
}

/// "this Friday": to come, but for the past tense.
fn this_weekday(back: i64, direction: Option<Cue>) -> i64 {
    if back == 0 || direction == Some(Cue::Past) { -back } else { 7 - back }
}

/// A weekday alone is the last one, in news; the coming one where the clause points ahead. The day itself where
/// it is that weekday.
fn unmarked_weekday(back: i64, direction: Option<Cue>) -> i64 {
    if back != 0 && direction == Some(Cue::Future) { 7 - back } else { -back }
}
