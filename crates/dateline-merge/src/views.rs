//! Figures as two projects would count them: views over claims, worked out when asked for and stored nowhere.
//!
//! A view reads the numbers of one role that reports give for one event, and names the claims it rests on. It does not
//! judge which report is right: that is the caller's, who knows the sources.
//!
//! Sources. ACLED's FAQ on fatalities (2024): where reports differ or are vague the most conservative number is coded,
//! "tens" as 10, "dozens" as 12, "hundreds" as 100. For deaths without any number it takes 10 or 3, by how intense the
//! conflict is (recollected, not checked against its codebook), which no report says: the caller names it. UCDP's codebooks
//! (GED, battle-related deaths) keep a low, a best and a high estimate; that the lower number is best where sources can't be
//! told apart is our reading of them.

/// A number as a report claims it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Number {
    /// The number; `None` for vague counts ("dozens").
    pub value: Option<u64>,
    /// Least value meant.
    pub low: Option<u64>,
    /// Greatest value meant.
    pub high: Option<u64>,
    /// True for "up to" and "fewer than", which say no least number.
    pub below: bool,
}

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

/// ACLED's one number: the lowest that a claim can be held to. `unspecified` stands for a few without a
/// number (ACLED: 10 or 3). `None` where no claim gives a least number ("up to 20").
pub fn acled(claims: &[Number], unspecified: u64) -> Option<Estimate> {
    estimate(claims, |number| least(number, unspecified), Iterator::min)
}

/// UCDP's low, best and high. A vague word counts as ACLED's number in `low` and `best`. `None` where no
/// claim gives a number.
pub fn ucdp(claims: &[Number], unspecified: u64) -> Option<Range> {
    let least = |number: &Number| least(number, unspecified);
    let best = |number: &Number| number.value.or_else(|| least(number));
    let most = |number: &Number| number.high.or_else(|| best(number));
    // "Up to 20" alone says no least number; its best and high are what it states.
    let low = |number: &Number| least(number).or_else(|| best(number));
    Some(Range {
        low: estimate(claims, low, Iterator::min)?,
        best: estimate(claims, best, Iterator::min)?,
        high: estimate(claims, most, Iterator::max)?,
    })
}

/// The chosen number of all claims, with those that give it.
fn estimate(
    claims: &[Number],
    number: impl Fn(&Number) -> Option<u64>,
    choose: impl Fn(std::vec::IntoIter<u64>) -> Option<u64>,
) -> Option<Estimate> {
    let stated: Vec<_> = claims.iter().enumerate().filter_map(|(at, claim)| Some((at, number(claim)?))).collect();
    let value = choose(stated.iter().map(|(_, n)| *n).collect::<Vec<_>>().into_iter())?;
    let claims = stated.iter().filter(|(_, n)| *n == value).map(|(at, _)| *at).collect();
    Some(Estimate { value, claims })
}

/// The least number that a claim states. Plural words ("dozens") are kept with a low bound of two of their unit; ACLED
/// counts one unit.
fn least(number: &Number, unspecified: u64) -> Option<u64> {
    /// Below this a vague word names no unit ("several", "a few").
    const SMALLEST_UNIT: u64 = 10;
    match (number.value, number.low, number.high) {
        (Some(_), ..) if number.below => None,
        (Some(value), ..) => Some(value),
        (None, low, Some(_)) => low,
        (None, Some(low), None) if low / 2 >= SMALLEST_UNIT => Some(low / 2),
        (None, Some(_), None) => Some(unspecified),
        (None, None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A claim from "quantifier value low high", with "-" for what is not said.
    fn claim(text: &str) -> Number {
        let words: Vec<_> = text.split(' ').collect();
        let number = |at: usize| words[at].parse().ok();
        let below = matches!(words[0], "up_to" | "less_than");
        Number { value: number(1), low: number(2), high: number(3), below }
    }

    fn counted(claims: &[&str]) -> (Option<u64>, Option<[u64; 3]>) {
        let claims: Vec<_> = claims.iter().map(|text| claim(text)).collect();
        let range = ucdp(&claims, 3);
        (acled(&claims, 3).map(|e| e.value), range.map(|r| [r.low.value, r.best.value, r.high.value]))
    }

    #[test]
    fn one_claim() {
        let cases = [
            ("exact 5 5 5", Some(5), Some([5, 5, 5])),
            ("at_least 5 5 -", Some(5), Some([5, 5, 5])),
            ("more_than 40 41 -", Some(40), Some([40, 40, 40])),
            ("about 60 - -", Some(60), Some([60, 60, 60])),
            ("about - 30 40", Some(30), Some([30, 30, 40])),
            ("about - 20 -", Some(10), Some([10, 10, 10])),
            ("about - 24 -", Some(12), Some([12, 12, 12])),
            ("about - 200 -", Some(100), Some([100, 100, 100])),
            ("about - 2 -", Some(3), Some([3, 3, 3])),
            ("up_to 20 - 20", None, Some([20, 20, 20])),
        ];
        for (text, acled, ucdp) in cases {
            assert_eq!(counted(&[text]), (acled, ucdp), "{text}");
        }
    }

    #[test]
    fn claims_that_differ_keep_their_range_and_name_their_sources() {
        let claims = ["exact 9 9 9", "at_least 5 5 -", "at_least 5 5 -"].map(claim);
        let range = ucdp(&claims, 10).unwrap();
        assert_eq!(range.low, Estimate { value: 5, claims: vec![1, 2] });
        assert_eq!(range.high, Estimate { value: 9, claims: vec![0] });
        assert_eq!(acled(&claims, 10), Some(Estimate { value: 5, claims: vec![1, 2] }));
    }

    #[test]
    fn without_claims_there_is_no_number() {
        assert_eq!(counted(&[]), (None, None));
    }
}
