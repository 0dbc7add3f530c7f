//! Times as feeds, mail and documents write them: RFC 822 and RFC 3339, and what people make of them.

use crate::calendar::{find_day, parse_day, pattern};
use dateline_doc::{Clock, Day, Published, PublishedBasis};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Years of two digits below this are of this century.
const CENTURY: u8 = 70;

/// A year of two digits, as RFC 822 had it ("06 Sep 04 00:01").
static SHORT_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\b\d{1,2}[ -][A-Za-z]{3}[ -])(\d{2})(?:\s|$)"));

/// The time behind the day. Fractions of a second are passed over.
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[T,\s]*(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?i:([ap])\.?m\.?\b)?\s*(?:([+-]\d{1,2}):?(\d{2})?\b|([A-Za-z]{1,5})\b)?",
    )
});

/// Names of zones, in minutes east of UTC. Names that stand for several zones ("IST") are none of them.
const ZONES: [(&str, i16); 21] = [
    ("Z", 0),
    ("UT", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("BST", 60),
    ("WEST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("JST", 540),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
];

/// The time that a value of metadata states, `stated_by` saying what kind of value it was.
pub(crate) fn published(value: &str, stated_by: &'static str) -> Option<Published> {
    let (day, clock) = moment(value)?;
    Some(Published { day, clock, basis: PublishedBasis::Metadata, stated_by })
}

/// The day of a value, and the time of that day where it is stated.
fn moment(value: &str) -> Option<(Day, Option<Clock>)> {
    let short: String = value.trim().chars().take(80).collect();
    let long = SHORT_YEAR.replace(&short, |c: &Captures<'_>| {
        let century = if c[2].parse::<u8>().is_ok_and(|year| year < CENTURY) { "20" } else { "19" };
        format!("{}{century}{} ", &c[1], &c[2])
    });
    match find_day(&long) {
        Some((day, at)) => Some((day, clock(&long[at.end..]))),
        None => parse_day(&long).map(|day| (day, None)),
    }
}

fn clock(rest: &str) -> Option<Clock> {
    let c = CLOCK.captures(rest)?;
    let number = |group: usize| c.get(group).and_then(|m| m.as_str().parse::<u8>().ok());
    let hour = match (number(1)?, c.get(4).map(|half| half.as_str().eq_ignore_ascii_case("p"))) {
        (12, Some(false)) => 0,
        (hour, Some(true)) if hour < 12 => hour + 12,
        (hour, _) => hour,
    };
    let (minute, second) = (number(2)?, number(3));
    let valid = hour < 24 && minute < 60 && second.is_none_or(|second| second <= 60);
    valid.then(|| Clock { hour, minute, second, offset: offset(&c) })
}

/// Minutes east of UTC, where the zone is stated and exists.
fn offset(c: &Captures<'_>) -> Option<i16> {
    if let Some(name) = c.get(7) {
        let named = ZONES.iter().find(|(zone, _)| zone.eq_ignore_ascii_case(name.as_str()));
        return named.map(|(_, east)| *east);
    }
    let hours = c.get(5)?.as_str();
    let minutes = c.get(6).map_or(Some(0), |m| m.as_str().parse::<i16>().ok())?;
    let east = hours.parse::<i16>().ok()?.abs() * 60 + minutes;
    let east = if hours.starts_with('-') { -east } else { east };
    (east.abs() <= 14 * 60).then_some(east)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_keep_their_clock_and_zone() {
        let cases = [
            ("Mon, 19 Dec 2016 18:05:07 +0300", Some("2016-12-19T18:05:07+03:00")),
            ("19 Dec 2016 18:05 GMT", Some("2016-12-19T18:05Z")),
            ("Mon, 06 Sep 04 00:01:00 EST", Some("2004-09-06T00:01:00-05:00")),
            ("06 Sep 98", Some("1998-09-06")),
            ("2016-12-19T18:05:07Z", Some("2016-12-19T18:05:07Z")),
            ("2016-12-19T18:05:07.123-03:30", Some("2016-12-19T18:05:07-03:30")),
            ("2016-12-19 18:05", Some("2016-12-19T18:05")),
            ("2016-12-19T18:05+02", Some("2016-12-19T18:05+02:00")),
            ("December 19, 2016 at 6:05 PM", Some("2016-12-19T18:05")),
            ("Mon, 19 Dec 2016 18:05:07 IST", Some("2016-12-19T18:05:07")),
            ("Mon, 19 Dec 2016 18:05:07 +9900", Some("2016-12-19T18:05:07")),
            ("Mon, 19 Dec 2016 25:05:07 GMT", Some("2016-12-19")),
            ("2016-12-19", Some("2016-12-19")),
            ("20161219T180507Z", Some("2016-12-19")),
            ("31 Feb 2016 10:00", None),
            ("yesterday", None),
            ("", None),
        ];
        for (value, expected) in cases {
            let found = published(value, "feed").map(|time| time.to_string());
            assert_eq!(found.as_deref(), expected, "time of {value:?}");
        }
    }
}
