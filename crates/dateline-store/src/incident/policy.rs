//! One number where reports claim several: by somebody's rule, worked out when it is asked for, with the claims it rests on.

use crate::record::{Claim, Incident};
use dateline_merge::views::{self, Estimate, Number};

/// Whose rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// ACLED: the most conservative number.
    Acled,
    /// UCDP: low, best and high.
    Ucdp,
    /// What was said last.
    Latest,
    /// What most independent sources say; of such what most texts say, then the lower number.
    Independent,
}

impl Policy {
    /// All of them.
    pub const ALL: [Policy; 4] = [Policy::Acled, Policy::Ucdp, Policy::Latest, Policy::Independent];

    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            Policy::Acled => "acled",
            Policy::Ucdp => "ucdp",
            Policy::Latest => "latest",
            Policy::Independent => "most independent",
        }
    }
}

/// A number that a policy chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// "number", or UCDP's "low", "best" and "high".
    pub name: &'static str,
    /// The number.
    pub value: u64,
    /// The claims it rests on, as their places in the incident's list.
    pub claims: Vec<usize>,
}

/// ACLED counts deaths without any number as 10 or 3, by how intense the conflict is, which no report says: the lower.
const UNSPECIFIED: u64 = 3;

/// The numbers of a role ("killed") under a policy; none where nobody claims a number.
///
/// Not counted is what those who said it took back later; what a later number that fits has made more exact ("at least
/// one" before "three"); and vague words ("several") where anybody gives a number.
pub fn view(incident: &Incident, role: &str, policy: Policy) -> Vec<View> {
    let claims = counting(incident, role);
    let numbers: Vec<Number> = claims.iter().map(|(_, claim)| number(claim)).collect();
    let named = |name: &'static str, estimate: Estimate| View {
        name,
        value: estimate.value,
        claims: estimate.claims.into_iter().map(|at| claims[at].0).collect(),
    };
    let of = |chosen: Option<usize>| {
        let stated = chosen.and_then(|at| Some(Estimate { value: stated(claims[at].1)?, claims: vec![at] }));
        stated.map(|estimate| named("number", estimate)).into_iter().collect()
    };
    match policy {
        Policy::Acled => views::acled(&numbers, UNSPECIFIED).map(|e| named("number", e)).into_iter().collect(),
        Policy::Ucdp => views::ucdp(&numbers, UNSPECIFIED).map_or_else(Vec::new, |range| {
            vec![named("low", range.low), named("best", range.best), named("high", range.high)]
        }),
        Policy::Latest => of(latest(&claims)),
        Policy::Independent => of(most_independent(&claims)),
    }
}

fn counting<'i>(incident: &'i Incident, role: &str) -> Vec<(usize, &'i Claim)> {
    let of_role =
        incident.claims.iter().enumerate().filter(|(_, claim)| claim.attribute == role && claim.quantifier.is_some());
    let mut claims: Vec<(usize, &Claim)> = of_role.filter(|(_, claim)| claim.standing != "revised").collect();
    if claims.iter().any(|(_, claim)| claim.number.is_some()) {
        claims.retain(|(_, claim)| claim.number.is_some());
    }
    let exact: Vec<&Claim> = claims.iter().map(|(_, claim)| *claim).filter(|claim| claim.low == claim.high).collect();
    let made_exact = |bound: &Claim| bound.low != bound.high && exact.iter().any(|exact| makes_exact(exact, bound));
    claims.into_iter().filter(|(_, claim)| !made_exact(claim)).collect()
}

/// The number fits the bound and was first said later.
fn makes_exact(exact: &Claim, bound: &Claim) -> bool {
    let number = exact.number.unwrap_or_default();
    let first = |claim: &Claim| claim.by.first().and_then(|voice| voice.published.clone());
    let fits = bound.low.unwrap_or(0) <= number && number <= bound.high.unwrap_or(u64::MAX);
    fits && first(bound) < first(exact)
}

fn number(claim: &Claim) -> Number {
    let below = matches!(claim.quantifier.as_deref(), Some("up_to" | "less_than"));
    Number { value: claim.number, low: claim.low, high: claim.high, below }
}

fn stated(claim: &Claim) -> Option<u64> {
    claim.number.or(claim.low)
}

fn latest(claims: &[(usize, &Claim)]) -> Option<usize> {
    let said = |claim: &Claim| claim.by.iter().filter_map(|voice| voice.published.clone()).max();
    let numbered = claims.iter().enumerate().filter(|(_, (_, claim))| stated(claim).is_some());
    numbered.max_by_key(|(_, (_, claim))| said(claim)).map(|(at, _)| at)
}

fn most_independent(claims: &[(usize, &Claim)]) -> Option<usize> {
    let numbered = claims.iter().enumerate().filter_map(|(at, (_, claim))| Some((at, claim, stated(claim)?)));
    numbered
        .max_by_key(|(_, claim, value)| (claim.counts.independent, claim.counts.texts, std::cmp::Reverse(*value)))
        .map(|(at, ..)| at)
}
