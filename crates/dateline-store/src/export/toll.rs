//! Tolls as two projects would count them, from the claims of an incident.
//!
//! ACLED's number is the lowest that a claim can be held to; UCDP has a low, a best and a high estimate. The rules are those
//! of the views over figures of one report; here they read claims.

use crate::record::{Claim, Incident};

/// UCDP's three numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    /// The fewest that any claim allows.
    pub(crate) low: u64,
    /// The number to use.
    pub(crate) best: u64,
    /// The most that any claim states.
    pub(crate) high: u64,
}

/// Stands for deaths without any number. ACLED takes 10 or 3, by how intense the conflict is; no report says, so the lower.
const UNSPECIFIED: u64 = 3;

/// Below this a vague word names no unit ("several", "a few").
const SMALLEST_UNIT: u64 = 10;

/// ACLED's one number of this role ("killed"). `None` where no claim gives a least number ("up to 20").
pub(crate) fn acled(incident: &Incident, role: &str) -> Option<u64> {
    claims(incident, role).filter_map(least).min()
}

/// UCDP's low, best and high of this role. A vague word counts as ACLED's number in low and best.
pub(crate) fn ucdp(incident: &Incident, role: &str) -> Option<Range> {
    let numbers = |of: fn(&Claim) -> Option<u64>| claims(incident, role).filter_map(of);
    Some(Range { low: numbers(low).min()?, best: numbers(best).min()?, high: numbers(high).max()? })
}

/// Claims of a role.
pub(crate) fn claims<'i>(incident: &'i Incident, role: &str) -> impl Iterator<Item = &'i Claim> {
    incident.claims.iter().filter(move |claim| claim.attribute == role)
}

fn best(claim: &Claim) -> Option<u64> {
    claim.number.or_else(|| least(claim))
}

fn high(claim: &Claim) -> Option<u64> {
    claim.high.or_else(|| best(claim))
}

/// "Up to 20" alone says no least number; its low is what it states.
fn low(claim: &Claim) -> Option<u64> {
    least(claim).or_else(|| best(claim))
}

/// The least number that a claim states. Plural words ("dozens") are kept with a low bound of two of their unit; ACLED
/// counts one unit.
fn least(claim: &Claim) -> Option<u64> {
    match (claim.number, claim.low, claim.high) {
        (Some(_), ..) if matches!(claim.quantifier.as_deref(), Some("up_to" | "less_than")) => None,
        (Some(number), ..) => Some(number),
        (None, low, Some(_)) => low,
        (None, Some(low), None) if low / 2 >= SMALLEST_UNIT => Some(low / 2),
        (None, Some(_), None) => Some(UNSPECIFIED),
        (None, None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    /// Both views of claims such as "at_least 5 5 -": quantifier, number, low, high, with "-" for what is not said.
    fn killed(claims: &[&str]) -> (Option<u64>, Option<[u64; 3]>) {
        let mut incident = sample::told("@r1#1").incident;
        incident.claims = claims.iter().map(|text| sample::claim("killed", text)).collect();
        let range = ucdp(&incident, "killed");
        (acled(&incident, "killed"), range.map(|range| [range.low, range.best, range.high]))
    }

    #[test]
    fn claims_are_counted_by_the_rules_of_the_two_projects() {
        for (claims, acled, ucdp) in [
            (&[][..], None, None),
            (&["exact 5 5 5"], Some(5), Some([5, 5, 5])),
            (&["at_least 5 5 -"], Some(5), Some([5, 5, 5])),
            (&["more_than 40 41 -"], Some(40), Some([40, 40, 40])),
            (&["about - 30 40"], Some(30), Some([30, 30, 40])),
            (&["about - 20 -"], Some(10), Some([10, 10, 10])),
            (&["about - 24 -"], Some(12), Some([12, 12, 12])),
            (&["about - 2 -"], Some(3), Some([3, 3, 3])),
            (&["up_to 20 - 20"], None, Some([20, 20, 20])),
            (&["exact 9 9 9", "at_least 5 5 -"], Some(5), Some([5, 5, 9])),
        ] {
            assert_eq!(killed(claims), (acled, ucdp), "{claims:?}");
        }
    }

    #[test]
    fn other_roles_are_not_counted() {
        let incident = sample::told("@r1#1").incident;
        assert_eq!(ucdp(&incident, "missing"), None);
    }
}
