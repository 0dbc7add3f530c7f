//! Numbers in digits and words.

use super::Unit;
use super::lexicon::Sense;
use super::token::{Kind, Tokens};

/// The most tokens that a number written in words can have.
const LONGEST_NUMBER: usize = 14;

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Amount {
    /// A whole number.
    Whole(u64),
    /// A whole number and a half.
    AndHalf(u64),
    /// "several"
    Vague,
}

/// A cardinal number in digits or words ("1,200", "2.5 million", "twenty-one", "a hundred"), and the position after it.
pub(in crate::resolve) fn cardinal(t: &Tokens, i: usize) -> Option<(u64, usize)> {
    match t.kind(i)? {
        Kind::Number => digits(t, i),
        Kind::Word => in_words(t, i),
        Kind::Mark => None,
    }
}

fn digits(t: &Tokens, i: usize) -> Option<(u64, usize)> {
    let scale = t.scale(i + 1).or_else(|| t.hyphen(i + 1).then(|| t.scale(i + 2)).flatten());
    let end = match (scale, t.scale(i + 1)) {
        (None, _) => i + 1,
        (Some(_), Some(_)) => i + 2,
        (Some(_), None) => i + 3,
    };
    Some((decimal(t.slice(i), scale.unwrap_or(1))?, end))
}

/// The digits at this position times a scale that is written beside them.
pub(in crate::resolve) fn scaled(t: &Tokens, i: usize, scale: u64) -> Option<u64> {
    decimal(t.slice(i), scale)
}

/// "2.5" times the scale; `None` for broken grouping and for fractions that the scale doesn't make whole.
fn decimal(text: &str, scale: u64) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let grouped = whole.contains(',');
    if grouped && !well_grouped(whole) || fraction.contains([',', '.']) || fraction.len() > 9 {
        return None;
    }
    let whole: u64 = whole.replace(',', "").parse().ok()?;
    let power = 10u64.pow(fraction.len() as u32);
    let parts: u64 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    let rest = parts.checked_mul(scale)?;
    if rest % power != 0 {
        return None;
    }
    whole.checked_mul(scale)?.checked_add(rest / power)
}

fn well_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

/// "two hundred and six thousand", "twenty-one", "half a million".
fn in_words(t: &Tokens, i: usize) -> Option<(u64, usize)> {
    if t.is(i, "half") {
        let at = t.words(i + 1, &["a"])?;
        return Some((t.scale(at)? / 2, at + 1));
    }
    let opens = t.any(i, &["a", "an"]) && t.scale(i + 1).is_some();
    let (mut total, mut current, mut at) = (0u64, u64::from(opens), i + usize::from(opens));
    let begin = at;
    while at < i + LONGEST_NUMBER {
        let Some((sense, next)) = number_word(t, at, begin) else { break };
        match sense {
            Sense::Number(n) if fits(current, n) => current += n,
            Sense::Scale(n @ (100 | 12)) if (1..100).contains(&current) => current *= n,
            Sense::Scale(n) if n > 100 && current > 0 => {
                total = total.checked_add(current.checked_mul(n)?)?;
                current = 0;
            }
            _ => break,
        }
        at = next;
    }
    (at > begin).then_some((total.checked_add(current)?, at))
}

/// True where a number word can be added to what stands before it: "twenty" and "six", not "six" and "six".
fn fits(current: u64, n: u64) -> bool {
    match current % 100 {
        0 => current == 0 || n > 0,
        tens if tens % 10 == 0 && tens >= 20 => (1..10).contains(&n),
        _ => false,
    }
}

/// The number word at `at`, over a hyphen or an "and" that joins it to what stands before.
fn number_word(t: &Tokens, at: usize, begin: usize) -> Option<(Sense, usize)> {
    let mut word = at;
    if at > begin {
        let joined = t.hyphen(at) || t.is(at, "and") && t.scale(at - 1).is_some_and(|n| n >= 100);
        word += usize::from(joined);
    }
    let sense = t.senses(word).iter().find(|s| matches!(s, Sense::Number(_) | Sense::Scale(_)))?;
    Some((*sense, word + 1))
}

/// An amount of a unit of time ("three", "a", "2 1/2", "two and a half", "several"), and the position of what follows.
pub(in crate::resolve) fn amount(t: &Tokens, i: usize) -> Option<(Amount, usize)> {
    if let Some(found) = vague(t, i).or_else(|| couple(t, i)) {
        return Some(found);
    }
    if let Some((n, end)) = cardinal(t, i) {
        return Some(half_after(t, end).map_or((Amount::Whole(n), end), |end| (Amount::AndHalf(n), end)));
    }
    t.any(i, &["a", "an"]).then_some((Amount::Whole(1), i + 1))
}

fn vague(t: &Tokens, i: usize) -> Option<(Amount, usize)> {
    let word = t.skip(i, &["a"]);
    t.senses(word).contains(&Sense::Vague).then_some((Amount::Vague, word + 1))
}

fn couple(t: &Tokens, i: usize) -> Option<(Amount, usize)> {
    let word = t.skip(i, &["a"]);
    t.is(word, "couple").then(|| (Amount::Whole(2), t.skip(word + 1, &["of"])))
}

/// " 1/2", "½", " and a half".
fn half_after(t: &Tokens, i: usize) -> Option<usize> {
    if t.slice(i) == "½" {
        return Some(i + 1);
    }
    let slashed = t.is(i, "1") && t.slice(i + 1) == "/" && t.is(i + 2, "2") && t.glued(i + 1) && t.glued(i + 2);
    if slashed { Some(i + 3) } else { t.words(i, &["and", "a", "half"]) }
}

impl Unit {
    /// The unit of length of a TIMEX3 duration, and how many of them one is.
    pub(in crate::resolve) const fn duration(self) -> (&'static str, u64) {
        match self {
            Unit::Second => ("TS", 1),
            Unit::Minute => ("TM", 1),
            Unit::Hour => ("TH", 1),
            Unit::Day => ("D", 1),
            Unit::Weekend => ("WE", 1),
            Unit::Week => ("W", 1),
            Unit::Fortnight => ("W", 2),
            Unit::Month => ("M", 1),
            Unit::Quarter => ("Q", 1),
            Unit::Year => ("Y", 1),
            Unit::Decade => ("Y", 10),
            Unit::Century => ("Y", 100),
        }
    }
}
