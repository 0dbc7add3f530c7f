//! Counts in a text: a number with the words that qualify it, and no date, sum, measure, age, score or name.

use super::table::{COUNTS, Class};
use crate::resolve::words::{Kind, Tokens, cardinal, scaled};
use dateline_doc::{Measure, Quantifier};

/// A count: the tokens from `start` to before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: Option<u64>,
    pub(super) low: Option<u64>,
    pub(super) high: Option<u64>,
    pub(super) quantifier: Quantifier,
    pub(super) measure: Measure,
}

/// The number that is qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    Known(u64),
    /// "30 to 40"
    Between(u64, u64),
    /// "dozens": at least so many.
    Vague(Option<u64>),
}

/// All counts, in the order of the text; `is_time` says which tokens belong to a time expression.
pub(super) fn counts(t: &Tokens, is_time: &[bool]) -> Vec<Count> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < t.len() {
        match count(t, at) {
            Some(count) if !is_time[count.start..count.end].contains(&true) => {
                found.push(count);
                at = count.end;
            }
            _ => at = passed_over(t, at),
        }
    }
    found
}

/// The position after a number that is no count, so that its parts are not read either.
fn passed_over(t: &Tokens, at: usize) -> usize {
    cardinal(t, at).map_or(at + 1, |(_, end)| end)
}

fn count(t: &Tokens, start: usize) -> Option<Count> {
    let (quantifier, at) = COUNTS.quantifier(t, start).map_or((None, start), |(q, at)| (Some(q), at));
    if let Some((value, end)) = money(t, at) {
        return Some(Count { measure: Measure::Money, ..bounds(Number::Known(value), quantifier, start, end) });
    }
    let (number, end) = number(t, at)?;
    (!excluded(t, start, at, end, number)).then_some(())?;
    Some(bounds(number, quantifier, start, end))
}

/// "$5 million", "£1.1bn", "200 Turkish lira": a whole sum, and the position after it.
fn money(t: &Tokens, i: usize) -> Option<(u64, usize)> {
    let sign = !t.glued(i) || t.kind(i.wrapping_sub(1)) != Some(Kind::Number);
    if sign && COUNTS.has(Class::Currency, t, i) && t.kind(i + 1) == Some(Kind::Number) {
        return amount(t, i + 1);
    }
    if t.glued(i) && i > 0 && COUNTS.has(Class::Currency, t, i - 1) {
        return None;
    }
    let (value, end) = amount(t, i)?;
    let named = usize::from(t.capital(end) && !t.breaks(end));
    let currency = end + if COUNTS.has(Class::Currency, t, end) { 0 } else { named };
    COUNTS.has(Class::Currency, t, currency).then_some((value, currency + 1))
}

/// A number, also with a scale glued to it ("1.1bn").
fn amount(t: &Tokens, i: usize) -> Option<(u64, usize)> {
    let suffix = |word: &str| match word {
        "k" => Some(1_000),
        "m" | "mn" => Some(1_000_000),
        "bn" | "b" => Some(1_000_000_000),
        "tn" => Some(1_000_000_000_000),
        _ => None,
    };
    let glued = suffix(t.slice(i + 1)).filter(|_| t.glued(i + 1) && t.kind(i) == Some(Kind::Number));
    match glued {
        Some(scale) => Some((scaled(t, i, scale)?, i + 2)),
        None => cardinal(t, i),
    }
}

fn number(t: &Tokens, i: usize) -> Option<(Number, usize)> {
    if let Some(found) = vague(t, i) {
        return Some(found);
    }
    if let Some(at) = t.words(i, &["between"]) {
        let (low, end) = cardinal(t, at)?;
        let (high, end) = cardinal(t, t.words(end, &["and"])?)?;
        return (low < high).then_some((Number::Between(low, high), end));
    }
    let (low, end) = cardinal(t, i)?;
    let range = range_end(t, low, end).filter(|_| !t.is(i.wrapping_sub(1), "from"));
    Some(range.map_or((Number::Known(low), end), |(high, end)| (Number::Between(low, high), end)))
}

/// "-40", " to 40", " or seven" behind a smaller number.
fn range_end(t: &Tokens, low: u64, i: usize) -> Option<(u64, usize)> {
    (t.hyphen(i) || t.any(i, &["to", "or"])).then_some(())?;
    let (high, end) = cardinal(t, i + 1)?;
    let counted = t.kind(end) == Some(Kind::Word) && !t.hyphen(end);
    (low < high && counted).then_some((high, end))
}

/// "dozens", "tens of thousands", "several hundred", "a handful".
fn vague(t: &Tokens, i: usize) -> Option<(Number, usize)> {
    if let Some(scale) = t.scales(i) {
        let second = t.words(i + 1, &["of"]).and_then(|at| Some((t.scales(at)?, at + 1)));
        return Some(match second {
            Some((second, end)) => (Number::Vague(scale.checked_mul(second)?.checked_mul(2)), end),
            None => (Number::Vague(scale.checked_mul(2)), i + 1),
        });
    }
    let end = COUNTS.bare(t, i)?;
    Some(match t.scale(end) {
        Some(scale) => (Number::Vague(scale.checked_mul(2)), end + 1),
        None if t.is(end - 1, "of") => (Number::Vague(Some(2)), end - 1),
        None => (Number::Vague(Some(2)), end),
    })
}

fn bounds(number: Number, quantifier: Option<Quantifier>, start: usize, end: usize) -> Count {
    let (value, low, high, quantifier) = match (number, quantifier.unwrap_or(Quantifier::Exact)) {
        (Number::Between(low, high), _) => (None, Some(low), Some(high), Quantifier::About),
        (Number::Vague(low), _) => (None, low, None, Quantifier::About),
        (Number::Known(n), q @ Quantifier::Exact) => (Some(n), Some(n), Some(n), q),
        (Number::Known(n), q @ Quantifier::AtLeast) => (Some(n), Some(n), None, q),
        (Number::Known(n), q @ Quantifier::MoreThan) => (Some(n), n.checked_add(1), None, q),
        (Number::Known(n), q @ Quantifier::About) => (Some(n), None, None, q),
        (Number::Known(n), q @ Quantifier::UpTo) => (Some(n), None, Some(n), q),
        (Number::Known(n), q @ Quantifier::LessThan) => (Some(n), None, n.checked_sub(1), q),
    };
    Count { start, end, value, low, high, quantifier, measure: Measure::Count }
}

/// True where the words around say that the number counts nothing.
fn excluded(t: &Tokens, start: usize, at: usize, end: usize, number: Number) -> bool {
    touches(t, at, end)
        || rate(t, at)
        || score(t, at, end)
        || of_units(t, at)
        || labelled(t, start, at)
        || measured(t, end)
        || fraction(t, end)
        || list_number(t, at, end)
        || age(t, at, end)
        || address(t, end)
        || one(t, at, end, number)
        || telephone(t, at, end)
}

/// Part of a longer code, date or score: "F-16", "9/11", "10am", "3-2", "five-member".
fn touches(t: &Tokens, at: usize, end: usize) -> bool {
    let open = |i: usize| {
        matches!(t.slice(i), "(" | "[" | "\"" | "'" | "`" | "\u{2018}" | "\u{201c}" | "\u{2014}" | "\u{2013}")
    };
    let before = at > 0 && t.glued(at) && !open(at - 1);
    let joined = t.hyphen(end) && t.glued(end + 1) && t.kind(end + 1) != Some(Kind::Mark);
    let word = t.glued(end) && t.kind(end) == Some(Kind::Word);
    let slashed = t.glued(end) && matches!(t.slice(end), "/" | ":") && t.glued(end + 1);
    before || joined || word || slashed
}

/// A name's number: "Flight 370", "No. 5", "Resolution 2254".
fn labelled(t: &Tokens, start: usize, at: usize) -> bool {
    if start != at || start == 0 {
        return false;
    }
    let before = start - 1;
    if matches!(t.slice(before), ".") && t.any(start.wrapping_sub(2), &["no", "nos", "vol", "art", "p", "pp"]) {
        return true;
    }
    let plain = t.digits(at).is_some();
    let name = plain && t.capital(before) && !t.breaks(before) && t.kind(at + 1) != Some(Kind::Word);
    COUNTS.has(Class::Currency, t, before) || plain && COUNTS.has(Class::Label, t, before) || name
}

fn measured(t: &Tokens, end: usize) -> bool {
    let next = t.skip(end + usize::from(t.hyphen(end)), &["more"]);
    let cents = t.is(next, "per") && !t.is(next + 1, "cent");
    (COUNTS.has(Class::Measure, t, next) && !cents)
        || COUNTS.has(Class::Currency, t, next)
        || t.is(next, "million") && COUNTS.has(Class::Currency, t, next + 1)
        || foreign_sum(t, next)
}

/// "200 Turkish lira"
fn foreign_sum(t: &Tokens, i: usize) -> bool {
    t.capital(i) && COUNTS.has(Class::Currency, t, i + 1) || t.capital(i) && t.is(i, "US") && t.any(i + 1, &["dollars"])
}

/// "Reds 4, Blues 3"
fn score(t: &Tokens, at: usize, end: usize) -> bool {
    let name = |i: usize| t.capital(i) && t.kind(i) == Some(Kind::Word);
    let first = t.slice(end) == ","
        && name(end + 1)
        && (end + 2..end + 5).any(|i| t.digits(i).is_some() && t.slice(i + 1) == ":");
    let second = t.slice(end) == ":" && name(at.wrapping_sub(1));
    t.digits(at).is_some() && name(at.wrapping_sub(1)) && (first || second)
}

/// "a year or two"
fn of_units(t: &Tokens, at: usize) -> bool {
    let unit = at.wrapping_sub(2);
    t.is(at.wrapping_sub(1), "or") && (t.unit(unit).is_some() || t.units(unit).is_some())
}

/// "in five" behind "one", "out of ten" behind "nine".
fn rate(t: &Tokens, at: usize) -> bool {
    let out_of = at > 2 && t.is(at - 1, "of") && t.is(at - 2, "out") && cardinal(t, at - 3).is_some();
    out_of || at > 1 && t.is(at - 1, "in") && cardinal(t, at - 2).is_some() && !t.any(at - 2, &["a", "an"])
}

/// "two-thirds", "three quarters", "one in five", "two and a half".
fn fraction(t: &Tokens, end: usize) -> bool {
    let next = end + usize::from(t.hyphen(end));
    COUNTS.has(Class::Part, t, next)
        || t.words(end, &["and", "a", "half"]).is_some()
        || t.slice(end) == "½"
        || t.is(end, "in")
            && cardinal(t, end + 1).is_some_and(|(_, after)| !t.glued(after) || t.kind(after) == Some(Kind::Mark))
            && t.digits(end + 1).is_none_or(|n| n < 1000)
        || t.words(end, &["out", "of"]).is_some()
}

/// "1. First point", "(2)"
fn list_number(t: &Tokens, at: usize, end: usize) -> bool {
    let digits = t.digits(at).is_some();
    let opened = at > 0 && t.slice(at - 1) == "(" && t.slice(end) == ")";
    digits && (opened || t.new_line(at) && matches!(t.slice(end), "." | ")" | ":") && t.glued(end))
}

/// ", 62," behind a name or a noun, "she is 22.", "at the age of 19"; "62 years old" is read as a time.
fn age(t: &Tokens, at: usize, end: usize) -> bool {
    let years = t.digits(at).is_some_and(|n| n < 120);
    let named = at > 1 && (t.capital(at - 2) && t.kind(at - 2) == Some(Kind::Word) || t.slice(at - 2) == ".");
    let set_off = named && t.slice(at - 1) == "," && (closes(t, end) || t.is(end, "and"));
    let predicated = at > 0 && t.any(at - 1, &["is", "was", "turned", "aged"]) && closes(t, end);
    let of_age = at > 1 && t.is(at - 1, "of") && t.any(at - 2, &["age", "ages"]);
    let between_commas = at > 1 && t.slice(at - 1) == "," && t.slice(end) == "," && t.kind(at - 2) == Some(Kind::Word);
    years && (set_off || predicated || of_age || between_commas)
}

fn address(t: &Tokens, end: usize) -> bool {
    t.capital(end) && (end..end + 5).any(|i| t.capital(i) && COUNTS.has(Class::Street, t, i))
}

/// "one" where it counts nothing: "one of them", "no one", "the one".
fn one(t: &Tokens, at: usize, end: usize, number: Number) -> bool {
    if number != Number::Known(1) || !t.is(at, "one") || end != at + 1 {
        return false;
    }
    if t.is(at.wrapping_sub(1), "by") && t.is(at.wrapping_sub(2), "one") || t.is(end, "by") && t.is(end + 1, "one") {
        return true;
    }
    let before = at > 0 && COUNTS.has(Class::Determiner, t, at - 1) && !t.is(at - 1, "only") && !t.is(at - 1, "least");
    before || COUNTS.has(Class::NoOne, t, end) || t.kind(end) != Some(Kind::Word) && !closes(t, end)
}

/// True where a sentence or clause ends: "killing one."
fn closes(t: &Tokens, i: usize) -> bool {
    matches!(t.slice(i), "." | "," | ";" | ")")
}

/// Digits beside digits: "0312 555 12"; "called 911", "911 calls".
fn telephone(t: &Tokens, at: usize, end: usize) -> bool {
    let emergency = t.any(at, &["911", "999", "112"]);
    if emergency
        && (t.any(end, &["call", "calls"]) || t.any(at.wrapping_sub(1), &["call", "called", "dialed", "dialled"]))
    {
        return true;
    }
    let digits = |i: usize| t.kind(i) == Some(Kind::Number);
    digits(at) && (digits(end) || at > 0 && digits(at - 1) || t.slice(at).starts_with('0') && t.slice(at).len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::times::cover;
    use proptest::prelude::*;

    const TABLE: &str = include_str!("cases.tsv");

    fn described(text: &str) -> (String, String) {
        let tokens = Tokens::new(text);
        let (mut marked, mut found, mut at) = (String::new(), Vec::new(), 0);
        for count in counts(&tokens, &cover(&tokens)) {
            let span = tokens.span(count.start, count.end).range();
            marked += &format!("{}[{}]", &text[at..span.start], &text[span.clone()]);
            at = span.end;
            let number = |n: Option<u64>| n.map_or("-".to_owned(), |n| n.to_string());
            let bounds = [count.value, count.low, count.high].map(number).join(" ");
            let money = if count.measure == Measure::Money { " money" } else { "" };
            found.push(format!("{bounds} {}{money}", count.quantifier.as_str()));
        }
        let found = if found.is_empty() { "nothing".to_owned() } else { found.join("; ") };
        (marked + &text[at..], found)
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            prop::sample::select(vec![
                "at least",
                "six",
                "-",
                "forty",
                "hundred",
                "1,200",
                "2.5",
                "million",
                "to",
                "dozens of",
                "one",
                "in",
                "%",
                "$",
                "99999999999999999999",
                "18446744073709551615",
                "more than",
                "½",
                "thousand",
                "and",
                "\n\n",
                "½",
                "men",
            ])
            .prop_map(str::to_owned),
            any::<String>(),
        ];
        prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.join(" "))
    }

    proptest! {
        #[test]
        fn any_text_gives_counts_in_order(text in pieces()) {
            let tokens = Tokens::new(&text);
            let mut end = 0;
            for count in counts(&tokens, &cover(&tokens)) {
                prop_assert!(count.start >= end && count.end > count.start);
                prop_assert!(text.get(tokens.span(count.start, count.end).range()).is_some(), "a span cuts a character");
                if let (Some(low), Some(high)) = (count.low, count.high) {
                    prop_assert!(low <= high, "{:?}", count);
                }
                end = count.end;
            }
        }
    }

    #[test]
    fn the_table_holds() {
        let rows: Vec<_> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.len() >= 220, "the table has lost rows");
        let cases = rows.into_iter().filter_map(|row| row.split_once('\t'));
        let failures: Vec<_> = cases
            .filter_map(|(sentence, expected)| {
                let (marked, found) = described(&sentence.replace(['[', ']'], ""));
                ((marked.as_str(), found.as_str()) != (sentence, expected)).then(|| format!("{marked}\t{found}"))
            })
            .collect();
        assert!(failures.is_empty(), "not as the table says:\n{}", failures.join("\n"));
    }
}
