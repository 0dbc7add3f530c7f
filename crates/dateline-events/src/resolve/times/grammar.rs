//! The grammar of time expressions: small functions that read one construction each at a position of the text.
//!
//! Every function takes the tokens and a position and gives what it read and the position after it. None looks further
//! than a few tokens, so that reading a text takes time in proportion to its length.

mod clock;
mod date;
mod length;
mod period;

use super::expression::{Core, Expression};
use crate::resolve::words::{Kind, Modifier, Tokens};

/// What was read: from the first token to before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) expression: Expression,
}

/// Reads one construction at a position; gives the position after it.
type Construction = fn(&Tokens, usize) -> Option<(Expression, usize)>;

/// Constructions whose beginning the first word does not decide; the longest reading is taken, the first of equals.
const CONSTRUCTIONS: &[Construction] = &[
    dated,
    clock::clock_then_day,
    clock::part_then_day,
    clock::part_of_day,
    length::offset,
    length::window,
    length::frequency,
    length::duration,
    period::reference,
];

/// All time expressions, none overlapping another.
pub(super) fn read(t: &Tokens) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < t.len() {
        match longest(t, at) {
            Some((expression, end)) => {
                found.push(Found { start: at, end, expression });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn longest(t: &Tokens, at: usize) -> Option<(Expression, usize)> {
    if !may_begin(t, at) {
        return None;
    }
    let mut best: Option<(Expression, usize)> = None;
    for construction in CONSTRUCTIONS {
        if let Some(read) = construction(t, at)
            && best.is_none_or(|(_, end)| read.1 > end)
        {
            best = Some(read);
        }
    }
    best
}

/// A quick refusal of most words: what begins an expression is a number or in the lexicon.
fn may_begin(t: &Tokens, at: usize) -> bool {
    match t.kind(at) {
        Some(Kind::Number) => at == 0 || !t.glued(at) || !matches!(t.slice(at - 1), "$" | "£" | "€" | "#" | "." | ","),
        Some(Kind::Word) => !t.senses(at).is_empty(),
        Some(Kind::Mark) => matches!(t.slice(at), "'" | "\u{2019}"),
        None => false,
    }
}

/// A day or period, with "early" before it and the part of the day or the clock time behind it.
fn dated(t: &Tokens, i: usize) -> Option<(Expression, usize)> {
    let (modifier, at) = modifier(t, i).map_or((None, i), |(modifier, at)| (Some(modifier), at));
    let (core, end) = date::day(t, at).or_else(|| period::period(t, at))?;
    let expression = Expression { modifier, ..Expression::of(core) };
    Some(if core.is_day() { clock::with_time(t, expression, end) } else { (expression, end) })
}

/// "early", "mid-", "late in", "the end of", "the early", and the position of what they modify.
fn modifier(t: &Tokens, i: usize) -> Option<(Modifier, usize)> {
    let at = t.skip(i, &["the"]);
    if let Some(modifier) = t.modifier(at) {
        let next = at + 1 + usize::from(t.hyphen(at + 1));
        let next = t.skip(next, &["in", "on"]);
        return Some((modifier, next));
    }
    let modifier = match t.slice(at) {
        "end" | "close" => Modifier::End,
        "start" | "beginning" => Modifier::Start,
        "middle" => Modifier::Mid,
        _ => return None,
    };
    Some((modifier, t.words(at + 1, &["of"])?))
}

impl Core {
    /// True where a part of the day or a clock time can be added.
    pub(super) fn is_day(self) -> bool {
        match self {
            Core::Calendar(calendar) => calendar.day.is_some(),
            Core::Numeric { .. } | Core::Weekday(..) | Core::Shift(_) | Core::Beside(_) | Core::Holiday(..) => true,
            Core::Unit(unit, _) => unit == crate::resolve::words::Unit::Day,
            _ => false,
        }
    }
}
