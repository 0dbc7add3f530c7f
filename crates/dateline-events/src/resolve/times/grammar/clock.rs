//! Times of the day.

use super::date;
use crate::resolve::times::expression::{Clock, Core, Expression};
use crate::resolve::words::{Modifier, Part, Relative, Sense, Tokens};

/// The day just read, with the part of it and the clock time that follow.
pub(super) fn with_time(t: &Tokens, mut expression: Expression, end: usize) -> (Expression, usize) {
    let mut end = end;
    if let Some((modifier, part, after)) = part_after(t, end) {
        expression.part = Some(part);
        expression.modifier = expression.modifier.or(modifier);
        end = after;
    }
    if let Some(after) = t.words(end, &["local", "time"]) {
        return (expression, after);
    }
    let at = t.skip(t.skip(end, &[","]), &["at", "around", "about"]);
    if let Some((clock, after)) = clock(t, at) {
        expression.clock = Some(clock);
        end = after;
    }
    (expression, end)
}

/// "night" behind a day; also "late night".
fn part_after(t: &Tokens, i: usize) -> Option<(Option<Modifier>, Part, usize)> {
    if let Some(part) = t.part(i) {
        return (!t.hyphen(i + 1)).then_some((None, part, i + 1));
    }
    let at = i + 1 + usize::from(t.hyphen(i + 1));
    let modifier = t.modifier(i)?;
    Some((Some(modifier), t.part(at)?, at + 1))
}

/// "10 p.m. Wednesday", "noon on Thursday", "5 p.m. EST Nov. 9"; "7:15 p.m." alone.
pub(super) fn clock_then_day(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    let (time, end) = clock(t, i)?;
    let at = t.skip(t.skip(end, &[","]), &["on"]);
    let day = date::day(t, at).filter(|(core, _)| core.is_day());
    let (core, end) = day.unwrap_or((Core::Clock, end));
    Some((Expression { clock: Some(time), ..Expression::of(core) }, end))
}

/// "mid-afternoon yesterday", "the night of Dec. 19", "overnight Monday".
pub(super) fn part_then_day(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    let (modifier, at) = super::modifier(t, i).map_or((None, t.skip(i, &["the"])), |(m, at)| (Some(m), at));
    let part = t.part(at)?;
    let next = t.skip(at + 1, &["of", "on"]);
    let (core, end) = date::day(t, next).filter(|(core, _)| core.is_day())?;
    Some((Expression { core, modifier, part: Some(part), clock: None }, end))
}

/// "this morning", "last night", "tonight", "that night", "the next morning", "overnight".
pub(super) fn part_of_day(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    let (modifier, at) = super::modifier(t, i).map_or((None, i), |(m, at)| (Some(m), at));
    let (core, part, end) = overnight(t, at).or_else(|| relative_part(t, at))?;
    Some((Expression { core, modifier, part: Some(part), clock: None }, end))
}

fn overnight(t: &Tokens, i: usize) -> Option<(Core, Part, usize)> {
    if t.is(i, "overnight") && !t.hyphen(i + 1) {
        return Some((Core::PartOf(Relative::Latest), Part::Night, i + 1));
    }
    t.is(i, "tonight").then_some((Core::PartOf(Relative::This), Part::Night, i + 1))
}

fn relative_part(t: &Tokens, i: usize) -> Option<(Core, Part, usize)> {
    let at = t.skip(i, &["the"]);
    let relative = match t.relative(at)? {
        Relative::Next if at > i => Relative::Following,
        Relative::Every | Relative::Past => return None,
        relative => relative,
    };
    let part = t.part(at + 1)?;
    Some((Core::PartOf(relative), part, at + 2))
}

/// A clock time with its zone.
fn clock(t: &Tokens, i: usize) -> Option<(Clock, usize)> {
    let (time, end) = [noon, twelve_hours, twenty_four_hours, military].iter().find_map(|read| read(t, i))?;
    let utc = t.any(end, &["UTC", "GMT"]);
    let zone = t.words(end, &["local", "time"]).or_else(|| zone(t, end).then_some(end + 1));
    Some((Clock { utc, ..time }, zone.unwrap_or(end)))
}

fn noon(t: &Tokens, i: usize) -> Option<(Clock, usize)> {
    let hour = t.clock_word(i)?;
    Some((Clock { hour, minute: Some(0), utc: false }, i + 1))
}

/// "7:15 p.m.", "10am", "4 in the morning", "five o'clock".
fn twelve_hours(t: &Tokens, i: usize) -> Option<(Clock, usize)> {
    let (hour, minute, end) = hour_and_minute(t, i).or_else(|| with_point(t, i)).or_else(|| full_hour(t, i))?;
    (1..=12).contains(&hour).then_some(())?;
    let (afternoon, end) = meridiem(t, end).or_else(|| in_the_part(t, end))?;
    Some((Clock { hour: hour % 12 + if afternoon { 12 } else { 0 }, minute, utc: false }, end))
}

fn hour_and_minute(t: &Tokens, i: usize) -> Option<(u8, Option<u8>, usize)> {
    let hour = t.digits(i).filter(|h| *h < 25)? as u8;
    let minute = t.digits(i + 2).filter(|m| *m < 60)? as u8;
    let shape = t.slice(i + 1) == ":" && t.glued(i + 1) && t.glued(i + 2) && t.slice(i + 2).len() == 2;
    shape.then_some((hour, Some(minute), i + 3))
}

/// "7.15 p.m."
fn with_point(t: &Tokens, i: usize) -> Option<(u8, Option<u8>, usize)> {
    let (hour, minute) = t.slice(i).split_once('.')?;
    let minute = (minute.len() == 2).then(|| minute.parse().ok()).flatten().filter(|m| *m < 60)?;
    Some((hour.parse().ok()?, Some(minute), i + 1))
}

fn full_hour(t: &Tokens, i: usize) -> Option<(u8, Option<u8>, usize)> {
    let hour = t.digits(i).map(u64::from).or_else(|| t.number(i))?;
    let clock = t.is(i + 1, "o") && matches!(t.slice(i + 2), "'" | "\u{2019}") && t.is(i + 3, "clock");
    Some((u8::try_from(hour).ok()?, None, if clock { i + 4 } else { i + 1 }))
}

/// True for the afternoon.
fn meridiem(t: &Tokens, i: usize) -> Option<(bool, usize)> {
    if t.any(i, &["am", "pm"]) {
        return Some((t.is(i, "pm"), i + 1));
    }
    let dotted = t.any(i, &["a", "p"]) && t.slice(i + 1) == "." && t.is(i + 2, "m") && t.glued(i + 1) && t.glued(i + 2);
    let stop = t.slice(i + 3) == "." && t.glued(i + 3);
    dotted.then_some((t.is(i, "p"), i + 3 + usize::from(stop)))
}

/// "in the morning", "at night"
fn in_the_part(t: &Tokens, i: usize) -> Option<(bool, usize)> {
    let at = t.words(i, &["in", "the"]).or_else(|| t.words(i, &["at"]))?;
    let part = t.part(at)?;
    Some((part != Part::Morning, at + 1))
}

/// "19:30" where the words around it say that it is a time.
fn twenty_four_hours(t: &Tokens, i: usize) -> Option<(Clock, usize)> {
    let (hour, minute, end) = hour_and_minute(t, i)?;
    let says = t.any(i.wrapping_sub(1), &["at", "around", "about", "by", "until", "from", "before", "after", "to"]);
    let whole = !(t.slice(end) == ":" && t.glued(end));
    (whole && (says || zone(t, end) || t.words(end, &["local", "time"]).is_some())).then_some(())?;
    Some((Clock { hour, minute, utc: false }, end))
}

/// "1830 GMT"
fn military(t: &Tokens, i: usize) -> Option<(Clock, usize)> {
    let digits = t.digits(i).filter(|n| t.slice(i).len() == 4 && *n < 2400 && n % 100 < 60)?;
    zone(t, i + 1)
        .then_some((Clock { hour: (digits / 100) as u8, minute: Some((digits % 100) as u8), utc: false }, i + 1))
}

fn zone(t: &Tokens, i: usize) -> bool {
    t.senses(i).contains(&Sense::Zone)
}
