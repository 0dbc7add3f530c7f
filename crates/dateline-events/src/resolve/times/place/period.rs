//! Weeks, months, quarters, seasons, years and holidays by their relation to the anchor.

use super::{Placed, Setting, century, decade, steps, year_by, years};
use crate::resolve::times::calendar as cal;
use crate::resolve::times::expression::InYear;
use crate::resolve::words::{Cue, Holiday, Relative, Season, Unit};
use dateline_doc::{Day, TimePrecision};

/// "last week", "the following year".
pub(super) fn unit_of(unit: Unit, relative: Relative, s: &Setting) -> Placed {
    if unit == Unit::Weekend && relative == Relative::Latest {
        return the_weekend(s);
    }
    if unit == Unit::Quarter && matches!(relative, Relative::Same | Relative::Latest) {
        return the_quarter(s);
    }
    let narrative = matches!(relative, Relative::Previous | Relative::Same | Relative::Following);
    let from = if narrative { s.narrative() } else { s.anchor };
    let Some(day) = from.and_then(|from| moved(from, unit, steps(relative))) else {
        return Placed::unplaced(underspecified(unit), precision(unit));
    };
    containing(day, unit).unwrap_or_else(|| Placed::unplaced(underspecified(unit), precision(unit)))
}

/// "the weekend": the one that is on, else the last one, or the coming one where the clause points ahead.
fn the_weekend(s: &Setting) -> Placed {
    let on = s.anchor.is_some_and(|day| cal::weekday(day) > 5) || s.direction == Some(Cue::Future);
    let day = s.anchor.and_then(|day| cal::add_days(day, if on { 0 } else { -7 }));
    let placed = day.and_then(|day| containing(day, Unit::Weekend));
    placed.unwrap_or_else(|| Placed::unplaced(underspecified(Unit::Weekend), TimePrecision::Week))
}

/// "the quarter": the one that the text speaks of, else the last one that is over.
fn the_quarter(s: &Setting) -> Placed {
    let day = s.quarter.or_else(|| cal::add_months(s.anchor?, -3));
    let placed = day.and_then(|day| containing(day, Unit::Quarter));
    placed.unwrap_or_else(|| Placed::unplaced(underspecified(Unit::Quarter), TimePrecision::Quarter))
}

/// The unit of the calendar that contains the day.
pub(super) fn containing(day: Day, unit: Unit) -> Option<Placed> {
    let precision = precision(unit);
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Placed::day(Some(day)),
        Unit::Week | Unit::Fortnight => Placed::date(week_value(day)?, cal::week(day), precision),
        Unit::Weekend => Placed::date(format!("{}-WE", week_value(day)?), cal::weekend(day), precision),
        Unit::Month => {
            Placed::date(format!("{:04}-{:02}", day.year, day.month), cal::months(day.year, day.month, 1), precision)
        }
        Unit::Quarter => numbered_quarter(day.year, (day.month - 1) / 3 + 1),
        Unit::Year => years(day.year, day.year),
        Unit::Decade => decade(day.year / 10 * 10),
        Unit::Century => century(u8::try_from(day.year / 100 + 1).ok()?),
    })
}

fn week_value(day: Day) -> Option<String> {
    cal::iso_week(day).map(|(year, week)| format!("{year:04}-W{week:02}"))
}

/// So many units later, or earlier.
pub(super) fn moved(day: Day, unit: Unit, steps: i64) -> Option<Day> {
    match unit {
        Unit::Second | Unit::Minute => Some(day),
        Unit::Hour => cal::add_days(day, steps / 24),
        Unit::Day => cal::add_days(day, steps),
        Unit::Week | Unit::Weekend => cal::add_days(day, steps.checked_mul(7)?),
        Unit::Fortnight => cal::add_days(day, steps.checked_mul(14)?),
        Unit::Month => cal::add_months(day, steps),
        Unit::Quarter => cal::add_months(day, steps.checked_mul(3)?),
        Unit::Year => cal::add_months(day, steps.checked_mul(12)?),
        Unit::Decade => cal::add_months(day, steps.checked_mul(120)?),
        Unit::Century => cal::add_months(day, steps.checked_mul(1200)?),
    }
}

/// The value of such a unit that can't be placed.
pub(super) fn underspecified(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

/// How fine a time in this unit is.
pub(super) fn precision(unit: Unit) -> TimePrecision {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => TimePrecision::Day,
        Unit::Week | Unit::Weekend | Unit::Fortnight => TimePrecision::Week,
        Unit::Month => TimePrecision::Month,
        Unit::Quarter => TimePrecision::Quarter,
        Unit::Year => TimePrecision::Year,
        Unit::Decade | Unit::Century => TimePrecision::Decade,
    }
}

/// The year that a part of a year is in; `None` where only the anchor's nearest one is meant or nothing is known.
fn stated_year(year: InYear, s: &Setting) -> Option<i16> {
    match year {
        InYear::Stated(year) => Some(year),
        InYear::OfYear(relative) => year_by(relative, s),
        InYear::Relative(_) | InYear::Unstated => None,
    }
}

/// The year of a part of a year of three or six months that begins in month `first`, by the anchor.
fn nearest_year(first: u8, length: u8, year: InYear, s: &Setting) -> Option<i16> {
    let anchor = s.anchor?;
    let begun = first <= anchor.month;
    let past = if begun { anchor.year } else { anchor.year.checked_sub(1)? };
    let since_begun = (12 + anchor.month - first) % 12;
    let running = since_begun < length;
    let since_over = i16::from(since_begun) - i16::from(length);
    let ahead = 12 - i16::from(since_begun);
    match year {
        InYear::Relative(Relative::Last | Relative::Past | Relative::Previous) if running => past.checked_sub(1),
        InYear::Relative(Relative::Next | Relative::Following) => past.checked_add(1),
        InYear::Relative(Relative::This) if !running => Some(anchor.year),
        InYear::Unstated if s.direction == Some(Cue::Future) && !running && ahead < since_over => past.checked_add(1),
        _ => Some(past),
    }
}

/// A fiscal, financial, school or academic year: named after the year that it begins or ends in, which the text leaves
/// open, so that its days may lie in the year before or after that too.
pub(super) fn fiscal_year(year: InYear, s: &Setting) -> Placed {
    let (number, before) = match year {
        InYear::Stated(year) => (Some(year), 1),
        InYear::Relative(relative) | InYear::OfYear(relative) => (year_by(relative, s), 0),
        InYear::Unstated => (None, 0),
    };
    let Some(number) = number else { return Placed::unplaced("XXXX", TimePrecision::Year) };
    let interval = cal::years(number - before, number.saturating_add(1));
    let placed =
        Placed { interval, doubt: Some("the text doesn't say when this year begins"), ..years(number, number) };
    if before > 0 { placed.stated() } else { placed }
}

/// A season.
pub(super) fn seasons(season: Season, year: InYear, s: &Setting) -> Placed {
    let stated = matches!(year, InYear::Stated(_));
    let Some(year) = stated_year(year, s).or_else(|| nearest_year(season.first_month(), 3, year, s)) else {
        return Placed::unplaced(&format!("XXXX-{}", season.code()), TimePrecision::Quarter);
    };
    let placed =
        Placed::date(format!("{year:04}-{}", season.code()), cal::season(year, season), TimePrecision::Quarter);
    if stated { placed.stated() } else { placed }
}

/// A numbered quarter.
pub(super) fn quarter(number: u8, year: InYear, s: &Setting) -> Placed {
    if let InYear::Stated(year) = year {
        return numbered_quarter(year, number).stated();
    }
    match stated_year(year, s).or_else(|| nearest_year(number * 3 - 2, 3, year, s)) {
        Some(year) => numbered_quarter(year, number),
        None => Placed::unplaced(&format!("XXXX-Q{number}"), TimePrecision::Quarter),
    }
}

fn numbered_quarter(year: i16, number: u8) -> Placed {
    let interval = cal::months(year, number * 3 - 2, 3);
    Placed::date(format!("{year:04}-Q{number}"), interval, TimePrecision::Quarter)
}

/// A half of a year.
pub(super) fn half(number: u8, year: InYear, s: &Setting) -> Placed {
    let stated = matches!(year, InYear::Stated(_));
    let Some(year) = stated_year(year, s).or_else(|| nearest_year(number * 6 - 5, 6, year, s)) else {
        return Placed::unplaced(&format!("XXXX-H{number}"), TimePrecision::Year);
    };
    let interval = cal::months(year, number * 6 - 5, 6);
    let placed = Placed::date(format!("{year:04}-H{number}"), interval, TimePrecision::Year);
    if stated { placed.stated() } else { placed }
}

/// A holiday.
pub(super) fn holiday_of(holiday: Holiday, year: InYear, s: &Setting) -> Placed {
    if let InYear::Stated(year) = year {
        return Placed::day(cal::holiday(year, holiday)).stated();
    }
    let Some(anchor) = s.anchor else { return Placed::day(None) };
    let this = cal::holiday(anchor.year, holiday);
    let passed = this.is_some_and(|day| day <= anchor);
    let past = if passed { anchor.year } else { anchor.year.saturating_sub(1) };
    let ahead = this.map_or(365, |day| cal::days_between(anchor, day));
    let future = match year {
        InYear::Relative(Relative::Next) => true,
        InYear::Relative(Relative::This) => !passed,
        InYear::Relative(_) => false,
        _ => s.direction == Some(Cue::Future) || s.direction.is_none() && (1..60).contains(&ahead),
    };
    Placed::day(cal::holiday(if future { past.saturating_add(1) } else { past }, holiday))
}
