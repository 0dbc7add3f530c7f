//! Full calendar days and times of day, as metadata, bylines and datelines write them. A day without its year is no
//! full day; nor is a numeric day whose order is open ("05/06/2016"), unless the caller says which order holds.

use dateline_doc::{Clock, Day};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A month by name, as a pattern.
pub(crate) const MONTH: &str = r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?";

/// A weekday by name, as a pattern.
pub(crate) const WEEKDAY: &str =
    r"(?i:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?";

/// Months by name, in the languages of much of the world's press that is written with Latin letters.
const MONTHS: [&str; 12] = [
    "jan january januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia ocak leden ledna január ianuarie",
    "feb february februar feber fév févr février fevrier febrero febbraio fevereiro fev februari lutego şubat února február februarie",
    "mar march märz maerz mrz mär mars marzo março marco maart mrt marca mart března március martie maret",
    "apr april avril avr abril abr aprile kwietnia nisan dubna április aprilie",
    "may mai mayo maggio mag maio mei maj maja mayıs května május",
    "jun june juni juin junio giugno giu junho czerwca haziran června június iunie",
    "jul july juli juillet juil julio luglio lug julho lipca temmuz července július iulie",
    "aug august août aout agosto ago agustus augustus augusti sierpnia ağustos srpna augusztus",
    "sep sept september septembre septiembre setiembre settembre set setembro września eylül září szeptember septembrie",
    "oct october okt oktober octobre octubre ottobre ott outubro out października ekim října október octombrie",
    "nov november novembre noviembre novembro listopada kasım listopadu noiembrie nopember",
    "dec december dez dezember déc décembre decembre diciembre dic dicembre dezembro des desember grudnia aralık prosince decembrie",
];

/// Zones by name, and their minutes east of UTC. Names that mean several zones are not here.
const ZONES: [(&str, i16); 27] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("sast", 120),
    ("eest", 180),
    ("msk", 180),
    ("eat", 180),
    ("wib", 420),
    ("hkt", 480),
    ("sgt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("mdt", -360),
    ("pdt", -420),
    ("pst", -480),
];

/// How the numbers of "05/06/2016" are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Nobody knows: such a day is no full day.
    Open,
    /// 5 June.
    DayFirst,
    /// May 6.
    MonthFirst,
}

/// A day, and the time of it where one is stated beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) day: Day,
    pub(crate) clock: Option<Clock>,
    /// True where the order that the caller gave decided which day it is.
    pub(crate) by_order: bool,
}

static FULL: LazyLock<Regex> = LazyLock::new(|| {
    let year = "[12][0-9]{3}";
    let iso = format!(
        r"(?P<y1>{year})(?:[-/.]|\s?[年년]|\. )\s?(?P<m1>[0-9]{{1,2}})(?:[-/.]|[月월]|\. )\s?(?P<d1>[0-9]{{1,2}})"
    );
    let day_first = format!(
        r"(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:of|de|di))?[\s-]*(?P<m2>\p{{L}}{{3,12}})\.?,?(?:\s+(?:of|de|del))?[\s-]+(?P<y2>{year})"
    );
    let month_first = format!(r"(?P<m3>\p{{L}}{{3,12}})\.?\s*(?P<d3>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>{year})");
    let numeric = format!(r"(?P<a>[0-9]{{1,2}})\s?[/.-]\s?(?P<b>[0-9]{{1,2}})\s?[/.-]\s?(?P<y4>{year})");
    pattern(&format!(r"(?-u:\b)(?:{iso}|{day_first}|{month_first}|{numeric})(?:(?-u:\b)|T|[日일])"))
});

static COMPACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<y1>[12][0-9]{3})(?P<m1>[0-9]{2})(?P<d1>[0-9]{2})(?:T?(?P<h>[0-9]{2})(?P<min>[0-9]{2})(?P<s>[0-9]{2})?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?$",
    )
});

const CLOCK: &str = r"(?P<h>[0-9]{1,2})[:.hH](?P<min>[0-9]{2})(?:[:.](?P<s>[0-9]{2})(?:[.,][0-9]+)?)?\s*(?P<half>[apAP]\.?[mM]\b\.?)?\s*(?P<zone>[+-][0-9]{1,2}:?[0-9]{2}|[+-][0-9]{2}\b|\(?[A-Za-z]{1,4}\b)?";

/// A time that follows its day.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^(?:[\s,.|·•@()/–—-]|\b(?i:at|um|à|a|as|às|las|alle|ore|om|kl|klo)\b\.?:?)*{CLOCK}"))
});

/// A time that comes before its day.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"{CLOCK}[\s,|·•()–—-]*(?i:on)?\s*$")));

/// Compiles a pattern that is part of this crate.
pub(crate) fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the patterns of this crate compile")
}

/// The day that a metadata value names ("2016-12-19T18:05:00+03:00", "Mon, 19 Dec 2016 15:05:00 GMT").
#[cfg(test)]
pub(crate) fn parse_day(value: &str) -> Option<Day> {
    parse_moment(value, Order::Open).map(|moment| moment.day)
}

/// The first full day in a text, and where it is.
pub(crate) fn find_day(text: &str) -> Option<(Day, Range<usize>)> {
    find_moment(text, Order::Open).map(|(moment, at)| (moment.day, at))
}

/// The day and time that a metadata value names; seconds or milliseconds since 1970 too.
pub(crate) fn parse_moment(value: &str, order: Order) -> Option<Moment> {
    let value = value.trim();
    let compact = || COMPACT.captures(value).and_then(|c| moment_of(&c, Order::Open, || clock_of(&c)));
    let full = || find_moment(start(value, 80), order).map(|(moment, _)| moment);
    epoch(value).or_else(compact).or_else(full)
}

/// The first full day in a text with the time beside it, and where the day is.
pub(crate) fn find_moment(text: &str, order: Order) -> Option<(Moment, Range<usize>)> {
    FULL.captures_iter(text).find_map(|c| {
        let whole = c.get(0)?.range();
        let clock = || {
            let after = AFTER.captures(start(&text[whole.end..], 40)).and_then(|c| clock_of(&c));
            after.or_else(|| BEFORE.captures(&text[..whole.start]).and_then(|c| clock_of(&c)))
        };
        Some((moment_of(&c, order, clock)?, whole.clone()))
    })
}

/// No more than so many bytes of a text.
pub(crate) fn start(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Seconds (ten digits) or milliseconds (thirteen) since 1970.
fn epoch(value: &str) -> Option<Moment> {
    if !matches!(value.len(), 10 | 13) || !value.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = value[..10].parse::<i64>().ok()?;
    let day = civil(seconds.div_euclid(86_400))?;
    let rest = seconds.rem_euclid(86_400);
    let (hour, minute, second) = ((rest / 3600) as u8, (rest / 60 % 60) as u8, (rest % 60) as u8);
    Some(Moment { day, clock: Some(Clock { hour, minute, second: Some(second), offset: Some(0) }), by_order: false })
}

/// The day so many days after the first of 1970 (Hinnant's `civil_from_days`).
fn civil(days: i64) -> Option<Day> {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u8;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u8;
    let year = i16::try_from(year_of_era + era * 400 + i64::from(month <= 2)).ok()?;
    valid(year, month, day)
}

fn moment_of(c: &Captures<'_>, order: Order, clock: impl FnOnce() -> Option<Clock>) -> Option<Moment> {
    let (day, by_order) = day_of(c, order)?;
    Some(Moment { day, clock: clock(), by_order })
}

fn day_of(c: &Captures<'_>, order: Order) -> Option<(Day, bool)> {
    let number = |name: &str| c.name(name).and_then(|m| m.as_str().parse::<u8>().ok());
    let year = ["y1", "y2", "y3", "y4"].iter().find_map(|name| c.name(name))?.as_str().parse().ok()?;
    let month = |name: &str| c.name(name).and_then(|m| month_number(m.as_str()));
    if let (Some(a), Some(b)) = (number("a"), number("b")) {
        return ordered(year, a, b, order);
    }
    let month = number("m1").or_else(|| month("m2")).or_else(|| month("m3"))?;
    let day = number("d1").or_else(|| number("d2")).or_else(|| number("d3"))?;
    valid(year, month, day).map(|day| (day, false))
}

/// A numeric day whose order shows because one number cannot be a month, or both are the same; else by the given order.
fn ordered(year: i16, a: u8, b: u8, order: Order) -> Option<(Day, bool)> {
    let (day, month, by_order) = match (a > 12, b > 12) {
        (true, false) => (a, b, false),
        (false, true) => (b, a, false),
        (false, false) if a == b => (a, b, false),
        (false, false) if order == Order::DayFirst => (a, b, true),
        (false, false) if order == Order::MonthFirst => (b, a, true),
        _ => return None,
    };
    valid(year, month, day).map(|day| (day, by_order))
}

fn clock_of(c: &Captures<'_>) -> Option<Clock> {
    let number = |name: &str| c.name(name).and_then(|m| m.as_str().parse::<u8>().ok());
    let (hour, minute, second) = (number("h")?, number("min")?, number("s"));
    let half = c.name("half").and_then(|m| m.as_str().bytes().next()).map(|b| b.to_ascii_lowercase());
    let hour = match half {
        Some(_) if hour > 12 => hour,
        Some(b'p') => hour % 12 + 12,
        Some(_) => hour % 12,
        None => hour,
    };
    let offset = c.name("zone").and_then(|zone| offset_of(zone.as_str()));
    (hour < 24 && minute < 60 && second.is_none_or(|s| s <= 60)).then_some(Clock { hour, minute, second, offset })
}

/// Minutes east of UTC of "+03:00", "-0330", "+02" or "CET".
fn offset_of(zone: &str) -> Option<i16> {
    let zone = zone.trim_start_matches('(').to_ascii_lowercase();
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return ZONES.iter().find(|(name, _)| *name == zone).map(|(_, offset)| *offset),
    };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = if digits.len() > 2 { digits.split_at(digits.len() - 2) } else { (digits.as_str(), "0") };
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn month_number(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    MONTHS.iter().position(|names| names.split(' ').any(|month| month == name)).map(|i| i as u8 + 1)
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

    #[test]
    fn times_of_day_and_zones_are_read() {
        let cases = [
            ("2016-12-19T18:05:09+03:00", Some("2016-12-19T18:05:09+03:00")),
            ("2016-12-19T18:05:09.123Z", Some("2016-12-19T18:05:09Z")),
            ("2016-12-19 18:05", Some("2016-12-19T18:05")),
            ("20161219T180500Z", Some("2016-12-19T18:05:00Z")),
            ("Mon, 19 Dec 2016 15:05:00 GMT", Some("2016-12-19T15:05:00Z")),
            ("December 19, 2016 at 3:05 p.m. EST", Some("2016-12-19T15:05-05:00")),
            ("12:05 AM, December 19, 2016", Some("2016-12-19T00:05")),
            ("19. Dezember 2016, 18.05 Uhr", Some("2016-12-19T18:05")),
            ("19 décembre 2016 à 18h05", Some("2016-12-19T18:05")),
            ("19 de diciembre de 2016", Some("2016-12-19")),
            ("2016年12月19日", Some("2016-12-19")),
            ("2016. 12. 19. 18:05", Some("2016-12-19T18:05")),
            ("1482163509", Some("2016-12-19T16:05:09Z")),
            ("1482163509000", Some("2016-12-19T16:05:09Z")),
            ("2016-12-19 25:99", Some("2016-12-19")),
        ];
        for (value, expected) in cases {
            let moment = parse_moment(value, Order::Open).map(|m| match m.clock {
                Some(clock) => format!("{}T{clock}", m.day),
                None => m.day.to_string(),
            });
            assert_eq!(moment.as_deref(), expected, "time of {value:?}");
        }
    }

    #[test]
    fn an_order_settles_an_open_day() {
        let day = |order| parse_moment("05/06/2016", order).map(|m| (m.day.to_string(), m.by_order));
        assert_eq!(day(Order::DayFirst), Some(("2016-06-05".to_owned(), true)));
        assert_eq!(day(Order::MonthFirst), Some(("2016-05-06".to_owned(), true)));
        assert_eq!(parse_moment("19/12/2016", Order::MonthFirst).map(|m| m.by_order), Some(false));
    }
}
