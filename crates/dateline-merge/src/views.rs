//! Figures as two projects would count them: views over claims, worked out when asked for and stored nowhere.
//!
//! A view reads the figures of one role that reports give for one event, and names those it rests on. It does not judge
//! which report is right: that is the caller's, who knows the sources.
//!
//! Sources. ACLED's FAQ on fatalities (2024): where reports differ or are vague the most conservative number is coded,
//! "tens" as 10, "dozens" as 12, "hundreds" as 100. For deaths without any number it takes 10 or 3, by how intense the
//! conflict is (recollected, not checked against its codebook), which no report says: the caller names it. UCDP's codebooks
//! (GED, battle-related deaths) keep a low, a best and a high estimate; that the lower number is best where sources can't be
//! told apart is our reading of them.

use dateline_doc::{Figure, FigureRole};

/// A number, and the claims it rests on, by their place in the list given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// How many.
    pub value: u64,
    /// Which claims say so.
    pub claims: Vec<usize>,
}

/// UCDP's three numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The fewest that any claim allows.
    pub low: Estimate,
    /// The number to use.
    pub best: Estimate,
    /// The most that any claim states.
    pub high: Estimate,
}

/// ACLED's one number: the lowest that a claim of this role can be held to. `unspecified` stands for a few without a
/// number (ACLED: 10 or 3). `None` where no claim gives a least number ("up to 20").
pub fn acled(claims: &[Figure], role: FigureRole, unspecified: u64) -> Option<Estimate> {
    estimate(claims, role, |figure| least(figure, unspecified), Iterator::min)
}

/// UCDP's low, best and high of this role. A vague word counts as ACLED's number in `low` and `best`. `None` where no
/// claim gives a number.
pub fn ucdp(claims: &[Figure], role: FigureRole, unspecified: u64) -> Option<Range> {
    let least = |figure: &Figure| least(figure, unspecified);
    let best = |figure: &Figure| figure.value.or_else(|| least(figure));
    let most = |figure: &Figure| figure.high.or_else(|| best(figure));
    // "Up to 20" alone says no least number; its best and high are what it states.
    let low = |figure: &Figure| least(figure).or_else(|| best(figure));
    Some(Range {
        low: estimate(claims, role, low, Iterator::min)?,
        best: estimate(claims, role, best, Iterator::min)?,
        high: estimate(claims, role, most, Iterator::max)?,
    })
}

/// The chosen number of all claims of the role, with those that give it.
fn estimate(
    claims: &[Figure],
    role: FigureRole,
    number: impl Fn(&Figure) -> Option<u64>,
    choose: impl Fn(std::vec::IntoIter<u64>) -> Option<u64>,
) -> Option<Estimate> {
    let of_role = claims.iter().enumerate().filter(|(_, figure)| figure.role == role);
    let stated: Vec<_> = of_role.filter_map(|(at, figure)| Some((at, number(figure)?))).collect();
    let value = choose(stated.iter().map(|(_, n)| *n).collect::<Vec<_>>().into_iter())?;
    let claims = stated.iter().filter(|(_, n)| *n == value).map(|(at, _)| *at).collect();
    Some(Estimate { value, claims })
}

/// The least number that a claim states. Plural words ("dozens") are kept with a low bound of two of their unit; ACLED
/// counts one unit.
fn least(figure: &Figure, unspecified: u64) -> Option<u64> {
    /// Below this a vague word names no unit ("several", "a few").
    const SMALLEST_UNIT: u64 = 10;
    match (figure.value, figure.low, figure.high) {
        (Some(_), ..) if is_below(figure) => None,
        (Some(value), ..) => Some(value),
        (None, low, Some(_)) => low,
        (None, Some(low), None) if low / 2 >= SMALLEST_UNIT => Some(low / 2),
        (None, Some(_), None) => Some(unspecified),
        (None, None, None) => None,
    }
}

fn is_below(figure: &Figure) -> bool {
    use dateline_doc::Quantifier::{LessThan, UpTo};
    matches!(figure.quantifier, UpTo | LessThan)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{Quantifier, Span};

    /// A claim from "role quantifier value low high", with "-" for what is not said.
    fn claim(text: &str) -> Figure {
        let words: Vec<_> = text.split(' ').collect();
        let number = |at: usize| words[at].parse().ok();
        let role = if words[0] == "killed" { FigureRole::Killed } else { FigureRole::Injured };
        let quantifier = match words[1] {
            "exact" => Quantifier::Exact,
            "at_least" => Quantifier::AtLeast,
            "more_than" => Quantifier::MoreThan,
            "up_to" => Quantifier::UpTo,
            "less_than" => Quantifier::LessThan,
            _ => Quantifier::About,
        };
        let (value, low, high) = (number(2), number(3), number(4));
        Figure { role, span: Span::new(0, 1), value, low, high, quantifier, unit: None }
    }

    fn killed(claims: &[&str]) -> (Option<u64>, Option<[u64; 3]>) {
        let claims: Vec<_> = claims.iter().map(|text| claim(text)).collect();
        let range = ucdp(&claims, FigureRole::Killed, 3);
        let acled = acled(&claims, FigureRole::Killed, 3);
        (acled.map(|e| e.value), range.map(|r| [r.low.value, r.best.value, r.high.value]))
    }

    #[test]
    fn one_claim() {
        let cases = [
            ("killed exact 5 5 5", Some(5), Some([5, 5, 5])),
            ("killed at_least 5 5 -", Some(5), Some([5, 5, 5])),
            ("killed more_than 40 41 -", Some(40), Some([40, 40, 40])),
            ("killed about 60 - -", Some(60), Some([60, 60, 60])),
            ("killed about - 30 40", Some(30), Some([30, 30, 40])),
            ("killed about - 20 -", Some(10), Some([10, 10, 10])),
            ("killed about - 24 -", Some(12), Some([12, 12, 12])),
            ("killed about - 200 -", Some(100), Some([100, 100, 100])),
            ("killed about - 2 -", Some(3), Some([3, 3, 3])),
            ("killed up_to 20 - 20", None, Some([20, 20, 20])),
            ("injured exact 5 5 5", None, None),
        ];
        for (text, acled, ucdp) in cases {
            assert_eq!(killed(&[text]), (acled, ucdp), "{text}");
        }
    }

    #[test]
    fn claims_that_differ_keep_their_range_and_name_their_sources() {
        let claims = ["killed exact 9 9 9", "killed at_least 5 5 -", "injured exact 1 1 1", "killed at_least 5 5 -"];
        let claims: Vec<_> = claims.map(claim).into();
        let range = ucdp(&claims, FigureRole::Killed, 10).unwrap();
        assert_eq!(range.low, Estimate { value: 5, claims: vec![1, 3] });
        assert_eq!(range.high, Estimate { value: 9, claims: vec![0] });
        assert_eq!(acled(&claims, FigureRole::Killed, 10), Some(Estimate { value: 5, claims: vec![1, 3] }));
    }

    #[test]
    fn without_claims_there_is_no_number() {
        assert_eq!(killed(&[]), (None, None));
    }
}
