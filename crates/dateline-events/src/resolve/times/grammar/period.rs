//! Periods longer than a day: weeks, quarters, seasons, years, decades, centuries; vague references.

use super::date::{four_digits, year};
use crate::resolve::times::expression::{Core, Expression, InYear};
use crate::resolve::words::{Amount, Kind, Reference, Relative, Tokens, Unit, cardinal};

/// A period.
pub(super) fn period(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let found = [decade, century, part_of_year, season, fiscal_year, years, year_end, relative_unit, the_unit];
    found.iter().find_map(|read| read(t, i))
}

/// "the 1990s", "the '80s", "the nineties".
fn decade(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let at = t.skip(i, &["the"]);
    if let Some(tens) = t.decade_word(at).filter(|_| at > i) {
        return Some((Core::Decade(1900 + i16::from(tens)), at + 1));
    }
    let apostrophe = matches!(t.slice(at), "'" | "\u{2019}" | "\u{2018}");
    let number = at + usize::from(apostrophe);
    let s = number + 1 + usize::from(matches!(t.slice(number + 1), "'" | "\u{2019}"));
    (t.is(s, "s") && t.glued(number + 1) && t.glued(s)).then_some(())?;
    let first = match t.slice(number).len() {
        4 => four_digits(t, number).filter(|y| (1000..2100).contains(y))?,
        2 if apostrophe || at > i => 1900 + i16::try_from(t.digits(number)?).ok()?,
        _ => return None,
    };
    (first % 10 == 0).then_some((Core::Decade(first), s + 1))
}

/// "the 20th century", "the nineteenth century".
fn century(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let (n, end) = ordinal(t, t.skip(i, &["the"]))?;
    let at = end + usize::from(t.hyphen(end));
    (t.is(at, "century") && (1..=30).contains(&n)).then_some((Core::Century(n), at + 1))
}

fn ordinal(t: &Tokens, i: usize) -> Option<(u8, usize)> {
    if let Some(n) = t.ordinal(i) {
        return Some((n, i + 1));
    }
    let n = u8::try_from(t.digits(i)?).ok()?;
    (t.glued(i + 1) && t.any(i + 1, &["st", "nd", "rd", "th"])).then_some((n, i + 2))
}

/// "the third quarter of 1990", "this year's third quarter", "the 1988 second half", "fiscal first quarter", "Q3 2016".
fn part_of_year(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let (year_before, at) = year_before(t, i);
    let at = t.skip(at, &["fiscal"]);
    let at = at + usize::from(t.hyphen(at));
    let (n, is_quarter, end) = numbered_part(t, at)?;
    let (in_year, end) = match year_before {
        InYear::Unstated => year_behind(t, end),
        before => (before, end),
    };
    let core = if is_quarter { Core::Quarter(n, in_year) } else { Core::Half(n, in_year) };
    Some((core, end))
}

/// Number, and whether it is a quarter or a half.
fn numbered_part(t: &Tokens, i: usize) -> Option<(u8, bool, usize)> {
    if t.is(i, "Q") && t.glued(i + 1) {
        let n = t.digits(i + 1).filter(|n| (1..=4).contains(n))? as u8;
        return Some((n, true, i + 2));
    }
    let (n, end) = if t.is(i, "last") { (2, i + 1) } else { ordinal(t, i)? };
    let at = end + usize::from(t.hyphen(end));
    let quarter = t.is(at, "quarter") && n <= 4 && !t.is(i, "last");
    let half = t.is(at, "half") && n <= 2 && t.is(at + 1, "of");
    (quarter || half && year_behind(t, at + 1).0 != InYear::Unstated).then_some((n, quarter, at + 1))
}

/// A year before what is in it: "last year's", "the 1988", "the".
fn year_before(t: &Tokens, i: usize) -> (InYear, usize) {
    let at = t.skip(i, &["the"]);
    if let (Some(relative), true) = (t.relative(at), t.is(at + 1, "year"))
        && let Some(end) = t.after_possessive(at + 2)
    {
        return (InYear::OfYear(relative), end);
    }
    match year(t, at).filter(|_| at > i) {
        Some((year, end)) => (InYear::Stated(year), end),
        None => (InYear::Unstated, at),
    }
}

/// A year behind what is in it: "of 1990", "1990", "of last year".
fn year_behind(t: &Tokens, i: usize) -> (InYear, usize) {
    let at = t.skip(t.skip(i, &["of", "in", ","]), &["the", "fiscal"]);
    if let Some((year, end)) = year(t, at) {
        return (InYear::Stated(year), end);
    }
    match t.relative(at) {
        Some(relative) if t.is(at + 1, "year") && !t.is(i, ",") => (InYear::OfYear(relative), at + 2),
        _ => (InYear::Unstated, i),
    }
}

/// "last summer", "the winter of 1994", "spring 2003", "the summer".
fn season(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let at = t.skip(i, &["the"]);
    let relative = t.relative(at);
    let at = at + usize::from(relative.is_some());
    let at = at + usize::from(relative.is_some() && matches!(t.relative(at), Some(Relative::Past | Relative::Next)));
    let season = t.season(at)?;
    let (behind, end) = year_behind(t, at + 1);
    let in_year = match (relative, behind) {
        (Some(Relative::Every), _) => return None,
        (Some(relative), _) => InYear::Relative(relative),
        (None, behind) => behind,
    };
    let stands =
        t.is(i, "the") || t.any(i.wrapping_sub(1), &["in", "by", "during", "since", "until", "of", "early", "late"]);
    let certain = in_year != InYear::Unstated || stands && !ambiguous_season(t, at);
    certain.then_some((Core::Season(season, in_year), end))
}

fn ambiguous_season(t: &Tokens, i: usize) -> bool {
    t.any(i, &["fall", "spring"]) && !t.any(i.wrapping_sub(2), &["in", "by", "during", "since", "until"])
}

/// "1990", "2001-2006", "the year 2000".
fn years(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    if let Some(at) = t.words(i, &["the", "year"])
        && let Some((2000, end)) = cardinal(t, at)
    {
        return Some((Core::Year(2000), end));
    }
    let at = t.words(i, &["the", "year"]).unwrap_or(i);
    let at = t.skip(at, &["year"]);
    let (first, end) = year(t, at)?;
    (at > i || year_stands(t, at, end)).then_some(())?;
    if t.hyphen(end)
        && let Some((last, end)) = last_year(t, end + 1, first)
    {
        return Some((Core::Years(first, last), end));
    }
    Some((Core::Year(first), end))
}

/// "2006" or "06" behind "2001-".
fn last_year(t: &Tokens, i: usize, first: i16) -> Option<(i16, usize)> {
    let last = match t.slice(i).len() {
        4 => four_digits(t, i)?,
        2 => first - first % 100 + i16::try_from(t.digits(i)?).ok()?,
        _ => return None,
    };
    (last > first && last < 2100 && t.glued(i)).then_some((last, i + 1))
}

/// Kinds of year that do not begin with January.
const FISCAL: &[&str] = &["fiscal", "financial", "tax", "school", "academic", "budget"];

/// "fiscal 1989", "fiscal year 2016", "the last school year", "the 2018-19 academic year", "the 2018/19 season".
fn fiscal_year(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let at = t.skip(i, &["the"]);
    if t.any(at, FISCAL) {
        let (year, end) = year(t, t.skip(at + 1, &["year"]))?;
        return Some((Core::FiscalYear(InYear::Stated(year)), end));
    }
    if let Some((first, end)) = four_digits(t, at).map(|first| (first, at + 1)) {
        let joined = t.hyphen(end) || t.slice(end) == "/" && t.glued(end);
        let (last, end) = joined.then(|| last_year(t, end + 1, first)).flatten()?;
        let kind = t.any(end, FISCAL) && t.is(end + 1, "year");
        let behind = if kind { end + 2 } else { t.words(end, &["season"])? };
        return (last == first + 1).then_some((Core::Years(first, last), behind));
    }
    let relative = t.relative(at).filter(|relative| *relative != Relative::Every)?;
    let named = t.any(at + 1, FISCAL) && t.is(at + 2, "year");
    named.then_some((Core::FiscalYear(InYear::Relative(relative)), at + 3))
}

/// "year-end", "the year's end".
fn year_end(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let at = t.words(t.skip(i, &["the"]), &["year"])?;
    let at = t.after_possessive(at).unwrap_or(at + usize::from(t.hyphen(at)));
    t.is(at, "end").then_some((Core::Unit(Unit::Year, Relative::This), at + 1))
}

/// Words whose number is a name and no year.
const NUMBERED: &[&str] = &[
    "No",
    "number",
    "flight",
    "route",
    "highway",
    "room",
    "resolution",
    "article",
    "section",
    "about",
    "page",
    "model",
];

/// True where four digits are a year: from 1800, and no part of an address, sum, score or other number.
fn year_stands(t: &Tokens, i: usize, end: usize) -> bool {
    let before = i.wrapping_sub(1);
    let in_range = four_digits(t, i).is_none_or(|y| (1800..2100).contains(&y));
    let touched =
        t.glued(i) && !(t.hyphen(before) || matches!(t.slice(before), "(" | "[" | "\u{201c}" | "\"" | "`" | "/"));
    let marked = matches!(t.slice(before), "$" | "£" | "€" | "#") || t.any(before, NUMBERED);
    let glued_after = t.glued(end) && t.kind(end) == Some(Kind::Word);
    in_range && !touched && !marked && !glued_after && !counts(t, end)
}

/// Nouns that four digits count: "2000 people".
const COUNTED: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "soldiers",
    "troops",
    "workers",
    "miles",
    "feet",
    "meters",
    "metres",
    "tons",
    "dollars",
    "pounds",
    "euros",
    "jobs",
    "points",
    "shares",
    "employees",
    "square",
    "km",
    "kilometers",
    "kilometres",
    "acres",
    "homes",
    "houses",
    "students",
    "protesters",
    "votes",
    "refugees",
    "members",
    "police",
    "barrels",
    "others",
];

fn counts(t: &Tokens, i: usize) -> bool {
    t.any(i, COUNTED)
}

/// "last week", "the following year", "the past decade"; "every day" is a set and read elsewhere.
fn relative_unit(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let at = t.skip(i, &["the"]);
    let mut relative = t.relative(at)?;
    let mut unit_at = at + 1;
    if relative == Relative::This && matches!(t.relative(unit_at), Some(Relative::Next | Relative::Past)) {
        relative = t.relative(unit_at)?;
        unit_at += 1;
    }
    let unit_at = t.skip(t.skip(unit_at, &["same"]), &["fiscal", "calendar"]);
    let unit = t.unit(unit_at).filter(|unit| *unit > Unit::Day && !t.title(unit_at))?;
    let core = match relative {
        Relative::Every => return None,
        Relative::Past => Core::Window(Amount::Whole(1), unit, false),
        Relative::Last if unit >= Unit::Decade => Core::Window(Amount::Whole(1), unit, false),
        _ => Core::Unit(unit, relative),
    };
    Some((core, unit_at + 1))
}

/// "the weekend", "the quarter", "the year" behind a modifier ("the end of the year", "earlier in the week").
fn the_unit(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    if let Some(end) = t.words(i, &["the", "latest", "period"]) {
        return Some((Core::Unit(Unit::Quarter, Relative::Latest), end));
    }
    if let Some(found) = whole_year(t, i) {
        return Some(found);
    }
    let unit = t.is(i, "the").then(|| t.unit(i + 1)).flatten()?;
    let modified = i > 1
        && (t.any(i - 1, &["of", "in"])
            && (t.modifier(i - 2).is_some() || t.any(i - 2, &["end", "start", "beginning", "middle", "close"])));
    let alone = matches!(unit, Unit::Weekend | Unit::Quarter);
    let relative = if alone { Relative::Latest } else { Relative::This };
    (alone || modified && unit > Unit::Day).then_some((Core::Unit(unit, relative), i + 2))
}

/// "the full year", "for the year".
fn whole_year(t: &Tokens, i: usize) -> Option<(Core, usize)> {
    let at = t.words(i, &["the"])?;
    let whole = t.skip(at, &["full", "whole", "entire"]);
    let stands =
        whole > at || t.any(i.wrapping_sub(1), &["for"]) && !t.any(at + 1, &["ended", "ending", "to", "through"]);
    let open = matches!(t.kind(whole + 1), Some(Kind::Word)) && t.any(whole + 1, &["of", "before", "after", "when"]);
    (stands && t.is(whole, "year") && !open && !t.hyphen(whole + 1) && t.after_possessive(whole + 1).is_none())
        .then_some((Core::Unit(Unit::Year, Relative::This), whole + 1))
}

/// "now", "recently", "recent years", "the past", "in the future".
pub(super) fn reference(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    let (reference, end) = word(t, i).or_else(|| noun(t, i)).or_else(|| adjective_and_unit(t, i))?;
    Some((Expression::of(Core::Reference(reference)), end))
}

fn word(t: &Tokens, i: usize) -> Option<(Reference, usize)> {
    let reference = t.reference(i)?;
    (!t.hyphen(i + 1) && !t.hyphen(i.wrapping_sub(1))).then_some((reference, i + 1))
}

fn noun(t: &Tokens, i: usize) -> Option<(Reference, usize)> {
    let at = t.words(i, &["the"])?;
    let at = t.skip(at, &["near", "recent", "distant", "foreseeable"]);
    let closes = !matches!(t.kind(at + 1), Some(Kind::Word))
        || t.any(at + 1, &["and", "to", "for", "but", "when", "as", "is", "was"]);
    match t.slice(at) {
        "past" if closes => Some((Reference::Past, at + 1)),
        "future" if closes => Some((Reference::Future, at + 1)),
        _ => None,
    }
}

/// "recent years", "coming months"
fn adjective_and_unit(t: &Tokens, i: usize) -> Option<(Reference, usize)> {
    let at = t.skip(i, &["the"]);
    let reference = match t.slice(at) {
        "recent" | "past" | "last" | "previous" => Reference::Past,
        "coming" | "future" | "next" => Reference::Future,
        _ => return None,
    };
    t.units(at + 1).map(|_| (reference, at + 2))
}
