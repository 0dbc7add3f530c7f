//! Times as feeds, mail and documents write them: what the calendar reads, and the years of two digits of RFC 822.

use crate::calendar::{Moment, Order, parse_moment, pattern};
use dateline_doc::{Published, PublishedBasis};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Years of two digits below this are of this century.
const CENTURY: u8 = 70;

/// A year of two digits, as RFC 822 had it ("06 Sep 04 00:01").
static SHORT_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\b\d{1,2}[ -][A-Za-z]{3}[ -])(\d{2})(?:\s|$)"));

/// The time that a value of metadata states, `stated_by` saying what kind of value it was.
pub(crate) fn published(value: &str, stated_by: &'static str) -> Option<Published> {
    let short: String = value.trim().chars().take(80).collect();
    let long = SHORT_YEAR.replace(&short, |c: &Captures<'_>| {
        let century = if c[2].parse::<u8>().is_ok_and(|year| year < CENTURY) { "20" } else { "19" };
        format!("{}{century}{} ", &c[1], &c[2])
    });
    let Moment { day, clock, .. } = parse_moment(&long, Order::Open)?;
    Some(Published { day, clock, basis: PublishedBasis::Metadata, stated_by })
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
            ("20161219T180507Z", Some("2016-12-19T18:05:07Z")),
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
