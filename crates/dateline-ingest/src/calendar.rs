//! Full calendar days as metadata and datelines write them. A day without its year, or a numeric day whose order is
//! open ("05/06/2016"), is no full day.

use dateline_doc::Day;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A month by name, as a pattern.
pub(crate) const MONTH: &str = r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?";

/// A weekday by name, as a pattern.
pub(crate) const WEEKDAY: &str =
    r"(?i:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?";

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

static FULL: LazyLock<Regex> = LazyLock::new(|| {
    let iso = r"(?P<y1>[12]\d{3})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})";
    let day_first =
        format!(r"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m2>{MONTH}),?[\s-]+(?P<y2>[12]\d{{3}})");
    let month_first = format!(r"(?P<m3>{MONTH})\s*(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>[12]\d{{3}})");
    let numeric = r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y4>[12]\d{3})";
    pattern(&format!(r"\b(?:{iso}|{day_first}|{month_first}|{numeric})(?:\b|T)"))
});

static COMPACT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<y1>[12]\d{3})(?P<m1>\d{2})(?P<d1>\d{2})(?:T?\d{4,6}Z?)?$"));

/// Compiles a pattern that is part of this crate.
pub(crate) fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the patterns of this crate compile")
}

/// The day that a metadata value names ("2016-12-19T18:05:00+03:00", "Mon, 19 Dec 2016 15:05:00 GMT").
pub(crate) fn parse_day(value: &str) -> Option<Day> {
    let value = value.trim();
    let captures = COMPACT.captures(value);
    captures.and_then(|c| day_of(&c)).or_else(|| find_day(value.get(..80).unwrap_or(value)).map(|(day, _)| day))
}

/// The first full day in a text, and where it is.
pub(crate) fn find_day(text: &str) -> Option<(Day, Range<usize>)> {
    FULL.captures_iter(text).find_map(|c| {
        let whole = c.get(0)?.range();
        Some((day_of(&c)?, whole))
    })
}

fn day_of(c: &Captures<'_>) -> Option<Day> {
    let number = |name: &str| c.name(name).and_then(|m| m.as_str().parse::<u8>().ok());
    let year = ["y1", "y2", "y3", "y4"].iter().find_map(|name| c.name(name))?.as_str().parse().ok()?;
    let month = |name: &str| c.name(name).and_then(|m| month_number(m.as_str()));
    if let (Some(a), Some(b)) = (number("a"), number("b")) {
        return ordered(year, a, b);
    }
    let month = number("m1").or_else(|| month("m2")).or_else(|| month("m3"))?;
    let day = number("d1").or_else(|| number("d2")).or_else(|| number("d3"))?;
    valid(year, month, day)
}

/// A numeric day whose order shows because one number cannot be a month, or both are the same.
fn ordered(year: i16, a: u8, b: u8) -> Option<Day> {
    match (a > 12, b > 12) {
        (true, false) => valid(year, b, a),
        (false, true) => valid(year, a, b),
        (false, false) if a == b => valid(year, a, b),
        _ => None,
    }
}

fn month_number(name: &str) -> Option<u8> {
    let start = name.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|month| *month == start).map(|i| i as u8 + 1)
}

fn valid(year: i16, month: u8, day: u8) -> Option<Day> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u8::from(leap),
        _ => return None,
    };
    (1..=last).contains(&day).then_some(Day { year, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_or_left() {
        let cases = [
            ("2016-12-19", Some("2016-12-19")),
            ("2016-12-19T18:05:00+03:00", Some("2016-12-19")),
            ("20161219T180500Z", Some("2016-12-19")),
            ("20161219", Some("2016-12-19")),
            ("2016/12/19", Some("2016-12-19")),
            ("Mon, 19 Dec 2016 15:05:00 GMT", Some("2016-12-19")),
            ("December 19, 2016", Some("2016-12-19")),
            ("Dec. 19 2016", Some("2016-12-19")),
            ("DEC 19, 2016", Some("2016-12-19")),
            ("19th of December, 2016", Some("2016-12-19")),
            ("19/12/2016", Some("2016-12-19")),
            ("12/19/2016", Some("2016-12-19")),
            ("05/06/2016", None),
            ("29 February 2015", None),
            ("29 February 2016", Some("2016-02-29")),
            ("December 2016", None),
            ("Marching 3 2016", None),
            ("19 Dec", None),
            ("", None),
        ];
        for (value, expected) in cases {
            assert_eq!(parse_day(value).map(|d| d.to_string()).as_deref(), expected, "day of {value:?}");
        }
    }
}
