//! Dates, months, weekdays, "yesterday", holidays.

use crate::resolve::times::expression::{Calendar, Core, InYear};
use crate::resolve::words::{Holiday, Kind, Relative, Tokens, Unit, cardinal};

/// A day, or a month.
pub(super) fn day(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let found = [iso, numeric, week_of, with_weekday, calendar, shift, that_day, beside, holiday];
    found.iter().find_map(|read| read(t, i))
}

/// "2016-12-19"
fn iso(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let year = four_digits(t, i)?;
    let glued = (i + 1..i + 5).all(|k| t.glued(k)) && t.slice(i + 1) == "-" && t.slice(i + 3) == "-";
    let (month, day) = (two_digits(t, i + 2, 12)?, two_digits(t, i + 4, 31)?);
    let date = Calendar { year: Some(year), month, day: Some(day), ..Calendar::default() };
    glued.then_some((Core::Calendar(date), i + 5))
}

/// "19/12/2016", "19.12.2016". Where day and month can be told apart, a date; else both readings.
fn numeric(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let (a, b, year, end) = slashed(t, i).or_else(|| dotted(t, i))?;
    let date = |month, day| Core::Calendar(Calendar { year: Some(year), month, day: Some(day), ..Calendar::default() });
    let core = match (a, b) {
        (1..=12, 13..=31) => date(a, b),
        (13..=31, 1..=12) => date(b, a),
        (1..=12, 1..=12) if a == b => date(a, b),
        (1..=12, 1..=12) => Core::Numeric { year, a, b },
        _ => return None,
    };
    Some((core, end))
}

fn slashed(t: &Tokens, i: usize) -> Option<(u8, u8, i16, usize)> {
    let shape = (i + 1..i + 5).all(|k| t.glued(k)) && t.slice(i + 1) == "/" && t.slice(i + 3) == "/";
    let free = i == 0 || !t.glued(i);
    let ends = t.slice(i + 5) != "/" || !t.glued(i + 5);
    (shape && free && ends).then_some(())?;
    Some((two_digits(t, i, 31)?, two_digits(t, i + 2, 31)?, four_digits(t, i + 4)?, i + 5))
}

fn dotted(t: &Tokens, i: usize) -> Option<(u8, u8, i16, usize)> {
    let mut parts = (t.kind(i)? == Kind::Number).then(|| t.slice(i).split('.'))?;
    let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && year.len() == 4 && a.len() <= 2 && b.len() <= 2;
    whole.then_some((a.parse().ok()?, b.parse().ok()?, year.parse().ok()?, i + 1))
}

/// "Saturday, April 25", "Monday 19 December 2016", "last Monday, Dec. 19"; a weekday alone.
fn with_weekday(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let (relative, at) = relative(t, i).map_or((None, i), |(r, at)| (Some(r), at));
    let number = t.weekday(at)?;
    let end = t.after_word(at);
    let date_at = t.skip(t.skip(end, &[","]), &["the"]);
    if !t.hyphen(end)
        && let Some((mut date, end)) = date(t, date_at)
        && date.day.is_some()
    {
        date.weekday = Some(number);
        return Some((Core::Calendar(date), end));
    }
    (!t.needs_context(at) && !t.hyphen(i.wrapping_sub(1))).then_some(())?;
    Some(match relative {
        Some(Relative::Every) => (Core::Weekdays(number), end),
        _ => (Core::Weekday(number, relative), end),
    })
}

/// A relative word that a weekday or month can have: "last", "this coming", "the following".
fn relative(t: &Tokens, i: usize) -> Option<(Relative, usize)> {
    let at = t.skip(i, &["the"]);
    let first = t.relative(at)?;
    match (first, t.relative(at + 1)) {
        (Relative::This, Some(second @ (Relative::Next | Relative::Past))) => Some((second, at + 2)),
        _ => Some((first, at + 1)),
    }
}

fn calendar(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let numbered = t.is(i, "the") && t.month(i + 1).is_none();
    if let Some((date, end)) = date(t, i + usize::from(numbered)) {
        return Some((Core::Calendar(date), end));
    }
    let (relative, at) = relative(t, i)?;
    let (date, end) = month_first(t, at).or_else(|| month_only(t, at, true))?;
    Some(match relative {
        Relative::Every => (Core::EveryMonth(date.month), end),
        _ => (Core::Calendar(Calendar { relative: Some(relative), ..date }), end),
    })
}

/// A date with a month.
fn date(t: &Tokens, i: usize) -> Option<(Calendar, usize)> {
    let (date, end) = month_first(t, i).or_else(|| day_first(t, i)).or_else(|| month_only(t, i, false))?;
    let (year, of_year, end) = year_after(t, end, date.day.is_some());
    let certain = date.day.is_some() || year.is_some() || of_year.is_some() || month_stands(t, i);
    certain.then_some((Calendar { year, of_year, ..date }, end))
}

/// "Dec. 19", "December 19th", "Dec. 19-21".
fn month_first(t: &Tokens, i: usize) -> Option<(Calendar, usize)> {
    let month = t.month(i)?;
    let (day, end) = day_number(t, t.skip(t.after_word(i), &["the"]))?;
    let (last_day, end) = last_day(t, end, day).map_or((None, end), |(last, end)| (Some(last), end));
    Some((Calendar { month, day: Some(day), last_day, ..Calendar::default() }, end))
}

/// "19 December", "the 19th of December", "19-21 December".
fn day_first(t: &Tokens, i: usize) -> Option<(Calendar, usize)> {
    let (day, end) = day_number(t, i)?;
    let (last_day, end) = last_day(t, end, day).map_or((None, end), |(last, end)| (Some(last), end));
    let at = t.skip(end, &["of"]);
    let at = at + usize::from(t.hyphen(at));
    let month = t.month(at)?;
    Some((Calendar { month, day: Some(day), last_day, ..Calendar::default() }, t.after_word(at)))
}

fn month_only(t: &Tokens, i: usize, after_relative: bool) -> Option<(Calendar, usize)> {
    let month = t.month(i)?;
    let whole = !t.abbreviation(i) || t.after_word(i) > i + 1;
    let stands =
        !t.needs_context(i) && whole || after_relative || month_stands(t, i) || year_after(t, i + 1, false).0.is_some();
    let end = t.after_word(i);
    stands.then_some((Calendar { month, ..Calendar::default() }, end))
}

/// True where a month's name without day and year is a month: full names do, "May" and "March" after a word of time.
fn month_stands(t: &Tokens, i: usize) -> bool {
    const BEFORE: &[&str] = &[
        "in", "since", "by", "until", "till", "of", "from", "to", "through", "during", "before", "after", "between",
        "and", "for", "last", "next", "this", "early", "late", "mid", "or",
    ];
    let before = i.wrapping_sub(1);
    let hyphened = t.hyphen(before) && t.modifier(i.wrapping_sub(2)).is_some();
    let cut_short = t.abbreviation(i) && t.after_word(i) == i + 1;
    if !t.needs_context(i) && !cut_short {
        return !t.hyphen(i + 1) || t.month(i + 2).is_some();
    }
    hyphened || !cut_short && t.any(before, BEFORE)
}

/// 1 to 31, "19th", "eighth", and no amount of something else.
fn day_number(t: &Tokens, i: usize) -> Option<(u8, usize)> {
    if let Some(n) = t.ordinal(i).filter(|_| t.kind(i) == Some(Kind::Word)) {
        return (!t.any(i + 1, &["quarter", "half"])).then_some((n, i + 1));
    }
    let n = t.digits(i).filter(|n| (1..=31).contains(n))? as u8;
    let suffix = t.glued(i + 1) && t.any(i + 1, &["st", "nd", "rd", "th"]);
    let end = i + 1 + usize::from(suffix);
    let digit_behind = t.glued(end + 1) && t.kind(end + 1) == Some(Kind::Number);
    let longer =
        matches!(t.slice(end), ":" | "/") && digit_behind || t.slice(end) == "%" || t.kind(end) == Some(Kind::Word);
    let more = t.glued(end) && longer;
    let clock = t.any(end, &["a", "p"]) && t.slice(end + 1) == "." || t.any(end, &["am", "pm"]);
    (!more && !clock).then_some((n, end))
}

/// "-21", " to 21"
fn last_day(t: &Tokens, i: usize, first: u8) -> Option<(u8, usize)> {
    (t.hyphen(i) || t.is(i, "to")).then_some(())?;
    let (last, end) = day_number(t, i + 1)?;
    (last > first).then_some((last, end))
}

/// A year behind a date: ", 2016", "of 2016", "last year", "of this year".
fn year_after(t: &Tokens, i: usize, day: bool) -> (Option<i16>, Option<Relative>, usize) {
    let comma = i + usize::from(t.slice(i) == ",");
    let of = t.skip(comma, &["of"]);
    if let Some((year, end)) = year(t, of) {
        return (Some(year), None, end);
    }
    let at = if day { t.skip(i, &["of"]) } else { of };
    match t.relative(at) {
        Some(relative @ (Relative::Last | Relative::This | Relative::Next)) if t.is(at + 1, "year") => {
            (None, Some(relative), at + 2)
        }
        _ => (None, None, i),
    }
}

/// A year in digits or words that can be nothing else.
pub(super) fn year(t: &Tokens, i: usize) -> Option<(i16, usize)> {
    if let Some(year) = four_digits(t, i) {
        let glued = t.glued(i + 1) && matches!(t.slice(i + 1), "%" | "/" | ":");
        let quarter = t.any(i + 1, &["second", "quarter"]);
        let counted = !quarter && t.unit(i + 1).is_some() || t.units(i + 1).is_some() || t.scale(i + 1).is_some();
        return ((1000..2100).contains(&year) && !glued && !counted).then_some((year, i + 1));
    }
    in_words(t, i)
}

/// "nineteen ninety-seven", "twenty sixteen"
fn in_words(t: &Tokens, i: usize) -> Option<(i16, usize)> {
    let century = t.number(i).filter(|n| (17..=20).contains(n))?;
    let (rest, end) = (t.kind(i + 1) == Some(Kind::Word)).then(|| cardinal(t, i + 1)).flatten()?;
    (10..100).contains(&rest).then_some((i16::try_from(century * 100 + rest).ok()?, end))
}

/// "the week of March 6", "the week beginning Dec. 5".
fn week_of(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let at = t.words(t.skip(i, &["the"]), &["week"])?;
    t.any(at, &["of", "beginning", "starting"]).then_some(())?;
    let (date, end) = date(t, at + 1)?;
    (date.day.is_some() && date.last_day.is_none()).then_some((Core::WeekOf(date), end))
}

/// "the day before" and "the day after", of something that the text spoke of.
fn beside(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let at = t.words(i, &["the", "day"])?;
    let days = match t.slice(at) {
        "before" => -1,
        "after" => 1,
        _ => return None,
    };
    let of = t.any(at + 1, &["the", "his", "her", "its", "their", "a", "an", "that"]);
    let ends = t.kind(at + 1) != Some(Kind::Word);
    (of || ends).then_some((Core::Beside(days), at + 1))
}

/// "yesterday", "the day before yesterday", "the day after tomorrow".
fn shift(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    if let Some(days) = t.shift(i).filter(|_| !t.title(i)) {
        return Some((Core::Shift(days), i + 1));
    }
    let at = t.skip(i, &["the"]);
    let before = t.words(at, &["day", "before", "yesterday"]).map(|end| (Core::Shift(-2), end));
    before.or_else(|| t.words(at, &["day", "after", "tomorrow"]).map(|end| (Core::Shift(2), end)))
}

/// "that day", "the same day", "the next day", "the previous day".
fn that_day(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let at = t.skip(i, &["the"]);
    let relative = match t.relative(at)? {
        Relative::Next if at > i => Relative::Following,
        relative @ (Relative::Same | Relative::Previous | Relative::Following) => relative,
        _ => return None,
    };
    let at = at + 1 + usize::from(t.is(at, "that") && t.is(at + 1, "same"));
    t.is(at, "day").then_some((Core::Unit(Unit::Day, relative), at + 1))
}

fn holiday(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let (relative, at) = relative(t, i).map_or((InYear::Unstated, i), |(r, at)| (InYear::Relative(r), at));
    let (holiday, end) = holiday_name(t, at)?;
    Some(match year(t, t.skip(end, &[",", "of", "in"])) {
        Some((year, end)) => (Core::Holiday(holiday, InYear::Stated(year)), end),
        None => (Core::Holiday(holiday, relative), end),
    })
}

fn holiday_name(t: &Tokens, i: usize) -> Option<(Holiday, usize)> {
    let of_year = t.is(i, "New") && t.is(i + 1, "Year").then(|| t.after_possessive(i + 2)).flatten().is_some();
    if of_year && t.capital(i) {
        return match t.slice(i + 4) {
            "Day" => Some((Holiday::NewYear, i + 5)),
            "Eve" => Some((Holiday::NewYearEve, i + 5)),
            _ => None,
        };
    }
    if let Some(found) = holiday_of_two_words(t, i) {
        return Some(found);
    }
    let holiday = t.holiday(i)?;
    if holiday == Holiday::Christmas && t.is(i + 1, "Eve") {
        return Some((Holiday::ChristmasEve, i + 2));
    }
    let named = t.any(i + 1, &["Day", "Sunday"]);
    (named || !t.capital(i + 1) && !t.is(i + 1, "week")).then_some((holiday, i + 1 + usize::from(named)))
}

/// Holidays whose name is two words; as names both have a capital.
const TWO_WORDS: &[([&str; 2], Holiday)] = &[
    (["Boxing", "Day"], Holiday::BoxingDay),
    (["Good", "Friday"], Holiday::GoodFriday),
    (["Easter", "Monday"], Holiday::EasterMonday),
    (["Palm", "Sunday"], Holiday::PalmSunday),
    (["May", "Day"], Holiday::MayDay),
    (["Labor", "Day"], Holiday::LaborDay),
    (["Memorial", "Day"], Holiday::MemorialDay),
];

fn holiday_of_two_words(t: &Tokens, i: usize) -> Option<(Holiday, usize)> {
    if t.slice(i) == "Valentine" {
        let end = t.after_possessive(i + 1).filter(|end| t.slice(*end) == "Day")?;
        return Some((Holiday::ValentinesDay, end + 1));
    }
    let named = TWO_WORDS.iter().find(|(words, _)| t.slice(i) == words[0] && t.slice(i + 1) == words[1]);
    named.map(|(_, holiday)| (*holiday, i + 2))
}

/// Exactly four digits.
pub(super) fn four_digits(t: &Tokens, i: usize) -> Option<i16> {
    t.digits(i).filter(|_| t.slice(i).len() == 4)?.try_into().ok()
}

/// One or two digits, from 1 to `most`.
pub(super) fn two_digits(t: &Tokens, i: usize, most: u8) -> Option<u8> {
    let n: u8 = t.digits(i).filter(|_| t.slice(i).len() <= 2)?.try_into().ok()?;
    (1..=most).contains(&n).then_some(n)
}
