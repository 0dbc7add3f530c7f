//! Tolls of an incident under the policies of two projects.

use crate::incident::{Policy, view};
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

/// ACLED's one number of this role ("killed"). `None` where no claim gives a least number ("up to 20").
pub(crate) fn acled(incident: &Incident, role: &str) -> Option<u64> {
    view(incident, role, Policy::Acled).first().map(|view| view.value)
}

/// UCDP's low, best and high of this role.
pub(crate) fn ucdp(incident: &Incident, role: &str) -> Option<Range> {
    let views = view(incident, role, Policy::Ucdp);
    let named = |name| views.iter().find(|view| view.name == name).map(|view| view.value);
    Some(Range { low: named("low")?, best: named("best")?, high: named("high")? })
}

/// Claims of a role.
pub(crate) fn claims<'i>(incident: &'i Incident, role: &str) -> impl Iterator<Item = &'i Claim> {
    incident.claims.iter().filter(move |claim| claim.attribute == role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn only_the_role_asked_for_is_counted() {
        let incident = sample::told("inc:r1#1").incident;
        assert_eq!((acled(&incident, "killed"), acled(&incident, "missing")), (Some(3), None));
        assert_eq!(ucdp(&incident, "killed"), Some(Range { low: 3, best: 3, high: 4 }));
        assert_eq!(ucdp(&incident, "missing"), None);
    }
}
