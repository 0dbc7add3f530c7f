//! What is counted from a point by a length, and lengths themselves.

use super::period::{containing, moved, precision, underspecified};
use super::{Placed, Setting};
use crate::resolve::times::expression::Toward;
use crate::resolve::words::{Amount, Reference, Unit};
use dateline_doc::Interval;

/// "three weeks ago", "two days later".
pub(super) fn offset(amount: Amount, unit: Unit, toward: Toward, s: &Setting) -> Placed {
    let back = matches!(toward, Toward::Ago | Toward::Earlier);
    let from = if matches!(toward, Toward::Earlier | Toward::Later) { s.narrative() } else { s.anchor };
    let Amount::Whole(count) = amount else {
        let reference = if back { Reference::Past } else { Reference::Future };
        return Placed::unplaced(reference.value(), precision(unit));
    };
    if unit == Unit::Year
        && count == 1
        && let Some(quarter) = s.quarter_a_year_before().filter(|_| back)
    {
        return quarter;
    }
    let steps = i64::try_from(count).unwrap_or(i64::MAX).checked_mul(if back { -1 } else { 1 });
    let to = steps.and_then(|steps| moved(from?, unit, steps));
    to.and_then(|day| containing(day, unit.measure()))
        .unwrap_or_else(|| Placed::unplaced(underspecified(unit), precision(unit)))
}

impl Unit {
    /// How finely "three of these ago" is meant.
    fn measure(self) -> Unit {
        match self {
            Unit::Weekend | Unit::Fortnight => Unit::Week,
            Unit::Decade | Unit::Century => Unit::Year,
            unit => unit,
        }
    }
}

/// A length that ends or begins at the anchor.
pub(super) fn window(amount: Amount, unit: Unit, future: bool, s: &Setting) -> Placed {
    let placed = Placed::length(length(amount, unit), precision(unit));
    let Amount::Whole(count) = amount else { return placed };
    let (count, step) = if unit == Unit::Hour { (count.div_ceil(24), Unit::Day) } else { (count, unit) };
    let steps = i64::try_from(count).unwrap_or(i64::MAX).checked_mul(if future { 1 } else { -1 });
    let interval = s.anchor.and_then(|anchor| {
        let other = moved(anchor, step, steps?)?;
        Some(Interval { from: anchor.min(other), to: anchor.max(other) })
    });
    Placed { interval, ..placed }
}

/// A TIMEX3 duration.
pub(super) fn length(amount: Amount, unit: Unit) -> String {
    let (code, times) = unit.duration();
    let (time, code) = code.strip_prefix('T').map_or(("", code), |code| ("T", code));
    match amount {
        Amount::Vague => format!("P{time}X{code}"),
        Amount::Whole(n) => format!("P{time}{}{code}", n.saturating_mul(times)),
        Amount::AndHalf(n) => half_length(n, unit, times),
    }
}

fn half_length(n: u64, unit: Unit, times: u64) -> String {
    let whole = |code: &str| if n == 0 { String::new() } else { format!("{}{code}", n.saturating_mul(times)) };
    match unit {
        Unit::Year => format!("P{}6M", whole("Y")),
        Unit::Hour => format!("PT{}30M", whole("H")),
        Unit::Minute => format!("PT{}30S", whole("M")),
        Unit::Decade | Unit::Century => format!("P{}Y", n.saturating_mul(times).saturating_add(times / 2)),
        _ => {
            let (code, _) = unit.duration();
            format!("P{n}.5{code}")
        }
    }
}
