//! What formats ask of an incident.

use crate::incident::Told;
use crate::read::EventRow;
use crate::record::Member;

impl Told {
    /// The event that founds it.
    pub(crate) fn founder(&self) -> Option<&EventRow> {
        self.rows.first()
    }

    /// The event of the mention with this number.
    pub(crate) fn row(&self, at: usize, member: &Member) -> Option<&EventRow> {
        let is_it = |row: &&EventRow| row.event.id == member.event;
        self.rows.get(at).filter(is_it).or_else(|| self.rows.iter().find(is_it))
    }

    /// The first address that any of its reports has.
    pub(crate) fn url(&self) -> Option<&str> {
        self.rows.iter().find_map(|row| row.url.as_deref())
    }

    /// The outlets, each once, in the order they told of it.
    pub(crate) fn publishers(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for name in self.incident.mentions.iter().filter_map(|member| member.publisher.as_deref()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The day it happened, where it is known to the day.
    pub(crate) fn day(&self) -> Option<&str> {
        self.incident.from.as_deref().filter(|from| self.incident.to.as_deref() == Some(from))
    }

    /// True where a report says that it happened.
    pub(crate) fn occurred(&self) -> bool {
        self.incident.reality == "occurred"
    }
}
