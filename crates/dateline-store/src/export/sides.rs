//! Who stands on a side of an incident, in the terms of data sets that ask for armed, civilian or state.

use crate::record::Participant;

/// What a participant is to those who count violence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Forces of a state.
    State,
    /// An armed group that is not a state's.
    Group,
    /// Unarmed people.
    Civilian,
}

/// Sectors of PLOVER on each side. Those that may be either (parties, criminals, spies, the opposition) are on none.
const SIDES: [(&str, Side); 15] = [
    ("MIL", Side::State),
    ("COP", Side::State),
    ("REB", Side::Group),
    ("PRM", Side::Group),
    ("CVL", Side::Civilian),
    ("JRN", Side::Civilian),
    ("MED", Side::Civilian),
    ("EDU", Side::Civilian),
    ("REF", Side::Civilian),
    ("LAB", Side::Civilian),
    ("AGR", Side::Civilian),
    ("REL", Side::Civilian),
    ("BUS", Side::Civilian),
    ("SOC", Side::Civilian),
    ("ELI", Side::Civilian),
];

/// The side of one participant, by its most specific sector that has one.
pub(super) fn side(participant: &Participant) -> Option<Side> {
    let of = |sector: &String| SIDES.iter().find(|(code, _)| code == sector).map(|(_, side)| *side);
    participant.sectors.iter().find_map(of)
}

/// The side of several; `None` where they are not all of one.
pub(super) fn common(list: &[Participant]) -> Option<Side> {
    let first = side(list.first()?)?;
    list.iter().all(|participant| side(participant) == Some(first)).then_some(first)
}
