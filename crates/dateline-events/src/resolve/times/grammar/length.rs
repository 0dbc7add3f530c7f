//! Lengths of time, and what is counted from a point by one; recurring times.

use super::date;
use crate::resolve::times::expression::{Core, Expression, Toward};
use crate::resolve::words::{Amount, Kind, Part, Relative, Sense, Tokens, Unit, amount};

/// "three weeks ago", "a year earlier", "two days from now", "more than four decades ago".
pub(super) fn offset(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    if let Some(end) = year_ago(t, i) {
        return Some((Expression::of(Core::Offset(Amount::Whole(1), Unit::Year, Toward::Earlier)), end));
    }
    let (how_many, unit, end) = counted(t, qualifier(t, i)).or_else(|| bare_units(t, i))?;
    let (toward, end) = toward(t, t.words(end, &["or", "so"]).unwrap_or(end))?;
    Some((Expression::of(Core::Offset(how_many, unit, toward)), end))
}

/// "weeks ago"
fn bare_units(t: &Tokens, i: usize) -> Option<(Amount, Unit, usize)> {
    Some((Amount::Vague, t.units(i)?, i + 1))
}

/// "the year-ago quarter", "year-earlier", "the comparable year-ago period".
fn year_ago(t: &Tokens, i: usize) -> Option<usize> {
    let at = t.skip(t.skip(i, &["the", "a"]), &["comparable"]);
    let joined = t.is(at, "year") && t.hyphen(at + 1) && t.any(at + 2, &["ago", "earlier"]);
    joined.then(|| t.skip(at + 3, &["quarter", "period"]))
}

fn toward(t: &Tokens, i: usize) -> Option<(Toward, usize)> {
    if let Some(end) = t.words(i, &["from", "now"]) {
        return Some((Toward::Hence, end));
    }
    let toward = match t.slice(i) {
        "ago" => Toward::Ago,
        "earlier" | "before" | "previously" => Toward::Earlier,
        "later" | "afterward" | "afterwards" | "after" => Toward::Later,
        _ => return None,
    };
    let open = t.any(i, &["before", "after"]) && t.kind(i + 1) != Some(Kind::Mark);
    (!open).then_some((toward, i + 1))
}

/// "the past three weeks", "the next few days", "the last 24 hours".
pub(super) fn window(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    let at = t.skip(i, &["the"]);
    if at == i && t.is(at, "last") && !t.any(i.wrapping_sub(1), &["in", "over", "during", "for", "within", "of"]) {
        // "will last 48 hours"
        return None;
    }
    let future = match t.relative(at)? {
        Relative::Last | Relative::Past | Relative::Previous => false,
        Relative::Next | Relative::Following => true,
        _ => return None,
    };
    let several = !t.any(at + 1, &["a", "an"]) || t.any(at + 2, &["few", "couple"]);
    let (how_many, unit, end) = counted(t, at + 1).filter(|_| several)?;
    Some((Expression::of(Core::Window(how_many, unit, future)), end))
}

/// "three days", "two-year", "an hour and a half", "several weeks"; with the words that qualify it.
pub(super) fn duration(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    if let Some(end) = t.words(i, &["the", "year"]).filter(|end| t.any(*end, &["ended", "ending"])) {
        return Some((Expression::of(Core::Duration(Amount::Whole(1), Unit::Year)), end));
    }
    let at = first_of(t, i).unwrap_or_else(|| qualifier(t, i));
    let (how_many, unit, end) = counted(t, at).or_else(|| unnumbered(t, i))?;
    let article = t.is(i, "the") && t.hyphen(end.wrapping_sub(2));
    if article
        || age(t, end)
        || t.any(at, &["a", "an"]) && !length_stands(t, i, at)
        || unit == Unit::Quarter && !t.is(i, "the")
    {
        return None;
    }
    let half = t.words(end, &["and", "a", "half"]);
    let how_many = match (how_many, half) {
        (Amount::Whole(n), Some(_)) => Amount::AndHalf(n),
        _ => how_many,
    };
    Some((Expression::of(Core::Duration(how_many, unit)), half.unwrap_or(end)))
}

/// "the nine months", "the first two years": where the number begins.
fn first_of(t: &Tokens, i: usize) -> Option<usize> {
    let at = t.words(i, &["the"])?;
    let at = t.skip(at, &["first", "final", "latest", "full"]);
    (!t.any(at, &["a", "an"])).then_some(at)
}

/// "for years", "within weeks", "decades-long".
fn unnumbered(t: &Tokens, i: usize) -> Option<(Amount, Unit, usize)> {
    let unit = t.units(i).filter(|unit| *unit > Unit::Second)?;
    if t.hyphen(i + 1) {
        return t.is(i + 2, "long").then_some((Amount::Vague, unit, i + 3));
    }
    t.any(i.wrapping_sub(1), &["for", "in", "within", "after"]).then_some((Amount::Vague, unit, i + 1))
}

/// True where "a year" is a length and not a rate ("$2 a year", "flights a week").
fn length_stands(t: &Tokens, i: usize, article: usize) -> bool {
    const BEFORE: &[&str] = &[
        "for", "in", "within", "over", "after", "than", "about", "nearly", "almost", "take", "takes", "took", "taken",
        "spend", "spent", "lasted", "least", "only", "just", "half", "under", "by", "as", "less", "more", "every",
        "of", "to", "or", "quite", "another",
    ];
    let half = t.hyphen(article + 1) || t.words(article + 2, &["and", "a", "half"]).is_some();
    i < article || half || t.any(article.wrapping_sub(1), BEFORE)
}

/// "more than", "at least", "nearly": part of the expression that they qualify.
fn qualifier(t: &Tokens, i: usize) -> usize {
    let two = [["more", "than"], ["less", "than"], ["at", "least"], ["up", "to"], ["at", "most"]];
    if let Some(end) = two.iter().find_map(|words| t.words(i, words)) {
        return end;
    }
    i + usize::from(t.senses(i).contains(&Sense::Approximate) || t.any(i, &["over", "within", "almost"]))
}

/// An amount and its unit: "three weeks", "three more weeks", "two-year", "half an hour", "two to three weeks".
fn counted(t: &Tokens, i: usize) -> Option<(Amount, Unit, usize)> {
    if let Some(end) = t.words(i, &["half", "an", "hour"]).or_else(|| t.words(i, &["half", "hour"])) {
        return Some((Amount::AndHalf(0), Unit::Hour, end));
    }
    let (how_many, end) = amount(t, i)?;
    let end = t.any(end, &["to", "or"]).then(|| amount(t, end + 1)).flatten().map_or(end, |(_, end)| end);
    let hyphen = t.hyphen(end);
    let at = t.skip(end + usize::from(hyphen), BETWEEN);
    let singular = hyphen || how_many != Amount::Vague;
    let unit = t.units(at).or_else(|| t.unit(at).filter(|_| singular))?;
    let second = unit == Unit::Second && t.unit(at).is_some();
    let year = date::four_digits(t, i).is_some() && t.unit(at).is_some() && !hyphen;
    (!second && !year && !t.title(at)).then_some((how_many, unit, at + 1))
}

/// Words between an amount and its unit.
const BETWEEN: &[&str] = &["more", "additional", "full", "consecutive", "straight", "trading", "long", "successive"];

/// True where a length is an age: "-old", " old", " of age".
fn age(t: &Tokens, i: usize) -> bool {
    t.hyphen(i) && t.is(i + 1, "old") || t.is(i, "old") || t.words(i, &["of", "age"]).is_some()
}

/// "daily", "every day", "each year", "every two weeks", "Mondays".
pub(super) fn frequency(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    if let Some(unit) = t.frequency(i) {
        return Some((Expression::of(Core::Frequency(Amount::Whole(1), unit)), i + 1));
    }
    if let Some(found) = parts(t, i) {
        return Some(found);
    }
    if let Some(day) = t.weekdays(i) {
        return Some((Expression::of(Core::Weekdays(day)), i + 1));
    }
    let at = (t.relative(i)? == Relative::Every).then_some(i + 1)?;
    let (how_many, unit, end) = match t.unit(at) {
        Some(unit) => (Amount::Whole(1), unit, at + 1),
        None => counted(t, at)?,
    };
    Some((Expression::of(Core::Frequency(how_many, unit)), end))
}

/// "every night", "Tuesday nights", "every Friday evening".
fn parts(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    let every = t.relative(i) == Some(Relative::Every);
    let at = i + usize::from(every);
    let weekday = t.weekday(at).filter(|_| !t.needs_context(at));
    let at = at + usize::from(weekday.is_some());
    let part = if every { t.part(at) } else { weekday.and_then(|_| plural_part(t, at)) };
    Some((Expression::of(Core::EveryPart(weekday, part?)), at + 1))
}

fn plural_part(t: &Tokens, i: usize) -> Option<Part> {
    Some(match t.slice(i) {
        "mornings" => Part::Morning,
        "afternoons" => Part::Afternoon,
        "evenings" => Part::Evening,
        "nights" => Part::Night,
        _ => return None,
    })
}
