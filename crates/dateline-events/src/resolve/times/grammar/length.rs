//! Lengths of time, and what is counted from a point by one; recurring times.

use crate::resolve::times::expression::{Core, Expression, Toward};
use crate::resolve::words::{Amount, Relative, Sense, Tokens, Unit, amount};

/// "three weeks ago", "a year earlier", "two days from now", "more than four decades ago".
pub(super) fn offset(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    let (how_many, unit, end) = counted(t, qualifier(t, i))?;
    let (toward, end) = toward(t, t.words(end, &["or", "so"]).unwrap_or(end))?;
    Some((Expression::of(Core::Offset(how_many, unit, toward)), end))
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
    let open = t.any(i, &["before", "after"]) && t.kind(i + 1) != Some(crate::resolve::words::Kind::Mark);
    (!open).then_some((toward, i + 1))
}

/// "the past three weeks", "the next few days", "the first nine months".
pub(super) fn window(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    let at = t.skip(i, &["the"]);
    let future = match t.relative(at)? {
        Relative::Last | Relative::Past | Relative::Previous => false,
        Relative::Next | Relative::Following => true,
        _ => return None,
    };
    let (how_many, unit, end) =
        counted(t, at + 1).filter(|_| !t.any(at + 1, &["a", "an"]) || t.any(at + 2, &["few", "couple"]))?;
    Some((Expression::of(Core::Window(how_many, unit, future)), end))
}

/// "three days", "two-year", "an hour and a half", "several weeks"; with the words that qualify it.
pub(super) fn duration(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    let (how_many, unit, end) = counted(t, qualifier(t, i))?;
    if age(t, end) {
        return None;
    }
    let half = t.words(end, &["and", "a", "half"]);
    let how_many = match (how_many, half) {
        (Amount::Whole(n), Some(_)) => Amount::AndHalf(n),
        _ => how_many,
    };
    Some((Expression::of(Core::Duration(how_many, unit)), half.unwrap_or(end)))
}

/// "more than", "at least", "nearly": part of the expression that they qualify.
fn qualifier(t: &Tokens, i: usize) -> usize {
    let two = [["more", "than"], ["less", "than"], ["at", "least"], ["up", "to"], ["at", "most"]];
    if let Some(end) = two.iter().find_map(|words| t.words(i, words)) {
        return end;
    }
    i + usize::from(t.senses(i).contains(&Sense::Approximate) || t.any(i, &["over", "within", "almost"]))
}

/// An amount and its unit: "three weeks", "three more weeks", "two-year", "half an hour".
fn counted(t: &Tokens, i: usize) -> Option<(Amount, Unit, usize)> {
    if let Some(end) = t.words(i, &["half", "an", "hour"]).or_else(|| t.words(i, &["half", "hour"])) {
        return Some((Amount::AndHalf(0), Unit::Hour, end));
    }
    let (how_many, end) = amount(t, i)?;
    let hyphen = t.hyphen(end);
    let at = t
        .skip(end + usize::from(hyphen), &["more", "additional", "full", "consecutive", "straight", "trading", "long"]);
    let unit = t.units(at).or_else(|| t.unit(at).filter(|_| singular_fits(t, i, how_many, hyphen)))?;
    Some((how_many, unit, at + 1))
}

/// True where a unit in the singular can be counted: "a year", "one day", "10-year", "five year"; no "a second".
fn singular_fits(t: &Tokens, i: usize, how_many: Amount, hyphen: bool) -> bool {
    let article = t.any(i, &["a", "an"]);
    match how_many {
        Amount::Whole(_) if article => true,
        Amount::Whole(_) | Amount::AndHalf(_) => true,
        Amount::Vague => hyphen || article && false,
    }
}

/// True where a length is an age: "-old", " old", " of age".
fn age(t: &Tokens, i: usize) -> bool {
    t.hyphen(i) && t.is(i + 1, "old") || t.is(i, "old") || t.words(i, &["of", "age"]).is_some()
}

/// "daily", "every day", "each year", "every two weeks", "every Monday" is read with weekdays.
pub(super) fn frequency(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    if let Some(unit) = t.frequency(i) {
        return Some((Expression::of(Core::Frequency(unit)), i + 1));
    }
    if let Some(day) = t.weekdays(i) {
        return Some((Expression::of(Core::Weekdays(day)), i + 1));
    }
    let at = (t.relative(i)? == Relative::Every).then_some(i + 1)?;
    t.unit(at).map(|unit| (Expression::of(Core::Frequency(unit)), at + 1))
}
