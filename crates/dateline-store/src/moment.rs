//! Moments and days as the numbers that the database sorts by.

use crate::record::Published;
use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::fmt;
use std::str::FromStr;

/// A moment to the second. It is read from a day ("2016-12-20", which means its end, in UTC) or from a day with a time and
/// a zone ("2016-12-20T12:00Z").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(i64);

/// What can't be read as a [`Moment`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a day such as 2016-12-20 or a time with its zone such as 2016-12-20T12:00Z, got {0:?}")]
pub struct NoMoment(String);

impl FromStr for Moment {
    type Err = NoMoment;

    fn from_str(text: &str) -> Result<Self, NoMoment> {
        let day = is_day(text).then(|| end_of(text.parse().ok()?)).flatten();
        let time = || text.parse::<Timestamp>().ok().map(Timestamp::as_second);
        day.or_else(time).map(Moment).ok_or_else(|| NoMoment(text.to_owned()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_second(self.0) {
            Ok(time) => time.fmt(f),
            Err(_) => write!(f, "{} seconds from 1970", self.0),
        }
    }
}

impl Moment {
    /// Seconds from 1970, UTC.
    pub fn seconds(self) -> i64 {
        self.0
    }
}

/// When a report was published, in seconds from 1970: the end of the day where only that is stated, in UTC where it names
/// no zone.
pub(crate) fn published(published: &Published) -> Option<i64> {
    let value = published.value.as_str();
    match is_day(value) {
        true => end_of(value.parse().ok()?),
        false => time(value),
    }
}

fn time(value: &str) -> Option<i64> {
    static PARSER: DateTimeParser = DateTimeParser::new();
    let zoned = PARSER.parse_timestamp(value).ok();
    let plain = || DateTime::from_str(value).ok()?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    zoned.or_else(plain).map(Timestamp::as_second)
}

fn is_day(value: &str) -> bool {
    value.len() == "2016-12-20".len()
}

fn end_of(day: Date) -> Option<i64> {
    Some(day.at(23, 59, 59, 0).to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Where days are counted from.
const FIRST: Date = Date::constant(1970, 1, 1);

/// Days from 1970 on.
pub(crate) fn day_number(day: &str) -> Option<i64> {
    let day: Date = is_day(day).then(|| day.parse().ok()).flatten()?;
    Some(i64::from(day.since(FIRST).ok()?.get_days()))
}

/// The day of such a number, the last or first of the calendar where it lies outside.
pub(crate) fn day_written(number: i64) -> String {
    FIRST.saturating_add(SignedDuration::from_hours(number.saturating_mul(24))).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_and_written() {
        let cases = [
            ("2016-12-20", Some("2016-12-20T23:59:59Z")),
            ("2016-12-20T12:00Z", Some("2016-12-20T12:00:00Z")),
            ("2016-12-20T18:05:30+03:00", Some("2016-12-20T15:05:30Z")),
            ("1969-12-31T23:59:59Z", Some("1969-12-31T23:59:59Z")),
            ("2016-12-20T12:00", None),
            ("2016-02-30", None),
            ("yesterday", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let read = text.parse::<Moment>().ok().map(|moment| moment.to_string());
            assert_eq!(read.as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_report_is_published_when_it_says_so() {
        let cases = [
            ("1970-01-01", Some(86_399)),
            ("1970-01-01T00:01", Some(60)),
            ("1970-01-01T03:00+03:00", Some(0)),
            ("1970-01-01T00:00:07Z", Some(7)),
            ("soon", None),
        ];
        for (value, expected) in cases {
            let stated = Published { value: value.to_owned(), precision: "".into(), basis: "".into(), stated_by: None };
            assert_eq!(published(&stated), expected, "{value:?}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        let cases = [
            ("1970-01-01", Some(0)),
            ("1969-12-31", Some(-1)),
            ("2000-03-01", Some(11_017)),
            ("2000-02-30", None),
            ("long ago", None),
        ];
        for (day, expected) in cases {
            assert_eq!(day_number(day), expected, "{day}");
        }
    }
}
