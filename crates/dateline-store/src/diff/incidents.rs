//! Incidents of two states, matched by the events they hold.

use super::Change;
use std::collections::{BTreeMap, BTreeSet};

/// An event and the incident it is in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Membership {
    /// The event, by what stays the same: report and words.
    pub event: String,
    /// The incident.
    pub incident: String,
}

/// Incidents that hold other events than before. An incident goes on as the one that most of its events are in now.
pub fn incidents(before: &[Membership], after: &[Membership]) -> Vec<Change> {
    let (old, new) = (held(before), held(after));
    let now: BTreeMap<&str, &str> = after.iter().map(|m| (m.event.as_str(), m.incident.as_str())).collect();
    let mut heirs: BTreeMap<&str, &str> = BTreeMap::new();
    let mut gone = Vec::new();
    for (incident, events) in &old {
        match heir(events, &now).filter(|heir| !heirs.contains_key(heir)) {
            Some(heir) => drop(heirs.insert(heir, incident)),
            None => gone.push(*incident),
        }
    }
    let mut changes: Vec<Change> = new
        .iter()
        .filter_map(|(incident, events)| {
            let earlier = heirs.get(incident).map(|old_name| &old[old_name]);
            compared(incident, earlier, events)
        })
        .collect();
    changes.extend(gone.into_iter().map(|incident| {
        let left = old[incident].iter().map(|event| (*event).to_owned()).collect();
        Change::Incident { incident: incident.to_owned(), change: "gone", joined: Vec::new(), left }
    }));
    changes
}

type Held<'m> = BTreeMap<&'m str, BTreeSet<&'m str>>;

fn held(memberships: &[Membership]) -> Held<'_> {
    let mut held: Held<'_> = BTreeMap::new();
    for membership in memberships {
        held.entry(&membership.incident).or_default().insert(&membership.event);
    }
    held
}

/// Where most of the events are now; of equals the first by name.
fn heir<'m>(events: &BTreeSet<&str>, now: &BTreeMap<&str, &'m str>) -> Option<&'m str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for incident in events.iter().filter_map(|event| now.get(event)) {
        *counts.entry(incident).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(incident, _)| incident)
}

fn compared(incident: &str, before: Option<&BTreeSet<&str>>, after: &BTreeSet<&str>) -> Option<Change> {
    let none = BTreeSet::new();
    let earlier = before.unwrap_or(&none);
    let named = |events: Vec<&&str>| events.into_iter().map(|event| (*event).to_owned()).collect::<Vec<_>>();
    let joined = named(after.difference(earlier).collect());
    let left = named(earlier.difference(after).collect());
    let change = match (before, joined.is_empty(), left.is_empty()) {
        (None, ..) => "founded",
        (_, true, true) => return None,
        (_, false, true) => "grown",
        (_, true, false) => "shrunk",
        _ => "changed",
    };
    Some(Change::Incident { incident: incident.to_owned(), change, joined, left })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memberships(text: &str) -> Vec<Membership> {
        let of = |pair: &str| {
            let (event, incident) = pair.split_once(':').unwrap();
            Membership { event: event.to_owned(), incident: incident.to_owned() }
        };
        text.split_whitespace().map(of).collect()
    }

    fn changes(before: &str, after: &str) -> Vec<String> {
        let shown = |change: &Change| match change {
            Change::Incident { incident, change, joined, left } => {
                format!("{incident} {change} +{} -{}", joined.join(","), left.join(","))
            }
            other => format!("{other:?}"),
        };
        incidents(&memberships(before), &memberships(after)).iter().map(shown).collect()
    }

    #[test]
    fn incidents_are_followed_by_what_they_hold() {
        let cases: [(&str, &str, &[&str]); 6] = [
            ("a:A b:A", "a:A b:A", &[]),
            // Another founder is no change of what is held.
            ("a:A b:A", "a:B b:B", &[]),
            ("a:A", "a:A b:A", &["A grown +b -"]),
            ("a:A b:A", "a:A b:B", &["A shrunk + -b", "B founded +b -"]),
            ("a:A b:B c:B", "a:A b:A c:A", &["A grown +b,c -", "B gone + -b,c"]),
            ("a:A", "", &["A gone + -a"]),
        ];
        for (before, after, expected) in cases {
            assert_eq!(changes(before, after), expected, "{before} to {after}");
        }
    }
}
