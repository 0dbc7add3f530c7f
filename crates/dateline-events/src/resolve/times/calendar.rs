//! Calendar arithmetic on days. Whatever leaves the years 0 to 9999 is `None`.

use crate::resolve::words::{Holiday, Season};
use dateline_doc::{Day, Interval};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A day that exists.
pub(super) fn day(year: i16, month: u8, day: u8) -> Option<Day> {
    from_jiff(Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?)
}

/// So many days later.
pub(super) fn add_days(day: Day, days: i64) -> Option<Day> {
    let span = 0.days().try_days(days).ok()?;
    from_jiff(to_jiff(day)?.checked_add(span).ok()?)
}

/// So many months later, at the last day of the month where it is shorter.
pub(super) fn add_months(day: Day, months: i64) -> Option<Day> {
    let span = 0.months().try_months(months).ok()?;
    from_jiff(to_jiff(day)?.checked_add(span).ok()?)
}

/// Days from `a` to `b`.
pub(super) fn days_between(a: Day, b: Day) -> i64 {
    match (to_jiff(a), to_jiff(b)) {
        (Some(a), Some(b)) => a.until(b).map_or(0, |span| i64::from(span.get_days())),
        _ => 0,
    }
}

/// Day of the week; 1 is Monday.
pub(super) fn weekday(day: Day) -> u8 {
    to_jiff(day).map_or(1, |date| date.weekday().to_monday_one_offset() as u8)
}

/// Year and number of the ISO week that the day is in.
pub(super) fn iso_week(day: Day) -> Option<(i16, u8)> {
    let week = to_jiff(day)?.iso_week_date();
    Some((week.year(), week.week() as u8))
}

/// Monday to Sunday of the week that the day is in.
pub(super) fn week(day: Day) -> Option<Interval> {
    let from = add_days(day, 1 - i64::from(weekday(day)))?;
    Some(Interval { from, to: add_days(from, 6)? })
}

/// Saturday and Sunday of the week that the day is in.
pub(super) fn weekend(day: Day) -> Option<Interval> {
    let week = week(day)?;
    Some(Interval { from: add_days(week.to, -1)?, to: week.to })
}

/// So many whole months from this one on.
pub(super) fn months(year: i16, month: u8, count: i64) -> Option<Interval> {
    let from = day(year, month, 1)?;
    Some(Interval { from, to: add_days(add_months(from, count)?, -1)? })
}

/// From the first day of one year to the last of another.
pub(super) fn years(first: i16, last: i16) -> Option<Interval> {
    Some(Interval { from: day(first, 1, 1)?, to: day(last, 12, 31)? })
}

/// A season; winter begins in the year that it is named after.
pub(super) fn season(year: i16, season: Season) -> Option<Interval> {
    months(year, season.first_month(), 3)
}

/// The day of a holiday.
pub(super) fn holiday(year: i16, holiday: Holiday) -> Option<Day> {
    match holiday {
        Holiday::ChristmasEve => day(year, 12, 24),
        Holiday::Christmas => day(year, 12, 25),
        Holiday::NewYear => day(year, 1, 1),
        Holiday::NewYearEve => day(year, 12, 31),
        Holiday::Halloween => day(year, 10, 31),
        Holiday::Thanksgiving => nth_weekday(year, 11, 4, Weekday::Thursday),
        Holiday::LaborDay => nth_weekday(year, 9, 1, Weekday::Monday),
        Holiday::MemorialDay => nth_weekday(year, 5, -1, Weekday::Monday),
        Holiday::BoxingDay => day(year, 12, 26),
        Holiday::MayDay => day(year, 5, 1),
        Holiday::ValentinesDay => day(year, 2, 14),
        Holiday::Easter => easter(year),
        Holiday::GoodFriday => add_days(easter(year)?, -2),
        Holiday::EasterMonday => add_days(easter(year)?, 1),
        Holiday::PalmSunday => add_days(easter(year)?, -7),
    }
}

fn nth_weekday(year: i16, month: i8, nth: i8, weekday: Weekday) -> Option<Day> {
    from_jiff(Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?)
}

/// Western Easter, by the anonymous Gregorian computus.
fn easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let (golden, century, of_century) = (y % 19, y / 100, y % 100);
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let sum = epact + to_sunday - 7 * late + 114;
    day(year, (sum / 31) as u8, (sum % 31 + 1) as u8)
}

fn to_jiff(day: Day) -> Option<Date> {
    Date::new(day.year, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
}

fn from_jiff(date: Date) -> Option<Day> {
    (date.year() >= 0).then(|| Day { year: date.year(), month: date.month() as u8, day: date.day() as u8 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_edges_of_the_calendar_are_none() {
        let last = Day { year: 9999, month: 12, day: 31 };
        assert_eq!(add_days(last, 1), None);
        assert_eq!(add_days(last, i64::MIN), None);
        assert_eq!(add_months(last, i64::MAX), None);
        assert_eq!(day(0, 1, 1).and_then(|first| add_days(first, -1)), None);
        assert_eq!(day(2015, 2, 29), None);
    }

    #[test]
    fn holidays_fall_where_the_calendar_puts_them() {
        assert_eq!(holiday(2016, Holiday::Easter), day(2016, 3, 27));
        assert_eq!(holiday(2000, Holiday::Easter), day(2000, 4, 23));
        assert_eq!(holiday(1999, Holiday::Thanksgiving), day(1999, 11, 25));
    }

    #[test]
    fn weeks_begin_on_monday() {
        let day = day(2016, 12, 20).expect("a day");
        assert_eq!(iso_week(day), Some((2016, 51)));
        assert_eq!(week(day).map(|w| w.to.day), Some(25));
    }

    fn any_day() -> impl Strategy<Value = Day> {
        (1i16..=9998, 1u8..=12, 1u8..=28).prop_map(|(year, month, day)| Day { year, month, day })
    }

    proptest! {
        #[test]
        fn adding_days_is_undone_by_subtracting_them(from in any_day(), days in -4_000_000i64..4_000_000) {
            if let Some(to) = add_days(from, days) {
                prop_assert_eq!(add_days(to, -days), Some(from));
                prop_assert_eq!(days_between(from, to), days);
                prop_assert_eq!(to.cmp(&from), days.cmp(&0));
            }
        }

        #[test]
        fn weekdays_come_round_after_seven_days(from in any_day()) {
            let run: Vec<_> = (0..8).filter_map(|days| add_days(from, days)).map(weekday).collect();
            prop_assert_eq!(run[7], run[0]);
            prop_assert!(run.windows(2).all(|pair| pair[1] == pair[0] % 7 + 1));
        }

        #[test]
        fn a_year_has_a_leap_day_where_it_is_leap(year in 0i16..=9999) {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            prop_assert_eq!(day(year, 2, 29).is_some(), leap);
            let length = years(year, year).map(|year| days_between(year.from, year.to) + 1);
            prop_assert_eq!(length, Some(if leap { 366 } else { 365 }));
        }

        #[test]
        fn adding_months_keeps_the_day_or_ends_the_month(from in any_day(), late in 28u8..=31, months in -900i64..900) {
            let Some(from) = day(from.year, from.month, late) else { return Ok(()) };
            if let Some(to) = add_months(from, months) {
                let last = super::months(to.year, to.month, 1).map(|month| month.to);
                prop_assert!(to.day == from.day || Some(to) == last && to.day < from.day);
                let total = |day: Day| i64::from(day.year) * 12 + i64::from(day.month);
                prop_assert_eq!(total(to) - total(from), months);
            }
        }

        #[test]
        fn months_end_where_the_next_begin(year in 0i16..=9998, month in 1u8..=12, count in 1i64..40) {
            let (Some(run), Some(next)) = (months(year, month, count), add_days(months(year, month, count).unwrap().to, 1))
            else { return Ok(()) };
            prop_assert!(run.from <= run.to && run.from.day == 1 && next.day == 1);
        }

        #[test]
        fn weeks_hold_their_day_and_number(on in any_day()) {
            let (week, end) = (week(on).unwrap(), weekend(on).unwrap());
            prop_assert!(week.from <= on && on <= week.to && end.to == week.to);
            prop_assert_eq!((weekday(week.from), weekday(week.to), days_between(week.from, week.to)), (1, 7, 6));
            prop_assert_eq!(iso_week(week.from), iso_week(on));
            prop_assert_eq!(iso_week(week.to), iso_week(on));
            // The fourth of January is always in the first week of its year.
            prop_assert_eq!(iso_week(day(on.year, 1, 4).unwrap()), Some((on.year, 1)));
        }

        #[test]
        fn movable_holidays_fall_on_their_weekday(year in 1600i16..=9000) {
            let on = |holiday_of| holiday(year, holiday_of).map(weekday);
            prop_assert_eq!(on(Holiday::Easter), Some(7));
            prop_assert_eq!(on(Holiday::GoodFriday), Some(5));
            prop_assert_eq!(on(Holiday::Thanksgiving), Some(4));
            prop_assert_eq!(on(Holiday::LaborDay), Some(1));
            prop_assert_eq!(on(Holiday::MemorialDay), Some(1));
            let easter = holiday(year, Holiday::Easter).unwrap();
            prop_assert!((3..=4).contains(&easter.month));
        }
    }
}
