//! Settles which of the scored candidates become arguments.

use super::candidates::Candidate;
use dateline_doc::Role;
use std::ops::Range;

/// A candidate with a role that scored better than none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bid {
    /// The word.
    pub candidate: Candidate,
    /// The role.
    pub role: Role,
    /// By how much it scored better than no role.
    pub margin: i32,
}

/// Gives roles to candidates, the surest first: each candidate has one, each numbered argument is given once, and no
/// two arguments overlap. `words` says which words a bid would take.
pub fn settle(mut bids: Vec<Bid>, mut words: impl FnMut(&Bid) -> Range<u32>) -> Vec<(Bid, Range<u32>)> {
    bids.sort_by_key(|bid| (std::cmp::Reverse(bid.margin), bid.candidate.at, bid.role));
    let mut taken: Vec<(Bid, Range<u32>)> = Vec::new();
    for bid in bids {
        let clashes = |(other, _): &(Bid, _)| {
            other.candidate.at == bid.candidate.at || bid.role.is_core() && other.role == bid.role
        };
        if taken.iter().any(clashes) {
            continue;
        }
        let range = words(&bid);
        if !taken.iter().any(|(_, other)| range.start < other.end && other.start < range.end) {
            taken.push((bid, range));
        }
    }
    taken.sort_by_key(|(_, range)| range.start);
    taken
}
