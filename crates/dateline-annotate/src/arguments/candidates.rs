//! Which words of a sentence may head an argument of a predicate: those whose way through the tree was one before.

use super::sketch::{NONE, Sketch};
use dateline_doc::{Deprel, Upos};
use dateline_learn::{Table, mix};

/// Longest way through the tree, in steps.
pub const LONGEST: u8 = 9;

/// A word that may head an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The word.
    pub at: u32,
    /// Hash of the way from the predicate: relations and directions.
    pub path: u64,
    /// Steps up the tree.
    pub up: u8,
    /// Steps down the tree, after those up.
    pub down: u8,
}

/// What a table of ways knows of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// No argument lies there or beyond.
    Closed,
    /// Arguments lie beyond.
    Through,
    /// Arguments lie there.
    Open,
}

/// The way through a table whose rows hold 1 for open ways and 0 for those that lead to one.
pub fn way(table: &Table<'_>, path: u64) -> Way {
    match table.row(path) {
        [1, ..] => Way::Open,
        [_, ..] => Way::Through,
        [] => Way::Closed,
    }
}

/// Where the ways from a predicate start.
pub fn start(class: Upos) -> u64 {
    mix(0x5EED, class as u64)
}

/// One step further: down to a word with this relation, or up from it.
pub fn step(path: u64, deprel: Deprel, up: bool) -> u64 {
    mix(path, (deprel as u64) << 1 | u64::from(up))
}

/// Collects the words that ways from `predicate` reach, as far as `ways` lets through.
/// The nearer in the tree come first.
pub fn candidates(sketch: &Sketch, predicate: u32, ways: &impl Fn(u64) -> Way, found: &mut Vec<Candidate>) {
    found.clear();
    collect(sketch, predicate, ways, found);
    found.sort_by_key(|candidate| (candidate.up + candidate.down, candidate.up, candidate.at));
}

fn collect(sketch: &Sketch, predicate: u32, ways: &impl Fn(u64) -> Way, found: &mut Vec<Candidate>) {
    let Some(item) = sketch.get(predicate) else { return };
    let mut here = Candidate { at: predicate, path: start(item.upos), up: 0, down: 0 };
    let mut from = NONE;
    loop {
        down(sketch, here, from, ways, found);
        let Some(item) = sketch.get(here.at) else { return };
        let next = Candidate { at: item.head, path: step(here.path, item.deprel, true), up: here.up + 1, down: 0 };
        if next.at == NONE || next.up >= LONGEST {
            return;
        }
        match ways(next.path) {
            Way::Closed => return,
            Way::Through => {}
            Way::Open => found.push(next),
        }
        from = here.at;
        here = next;
    }
}

fn down(sketch: &Sketch, here: Candidate, from: u32, ways: &impl Fn(u64) -> Way, found: &mut Vec<Candidate>) {
    for at in sketch.children(here.at).iter().copied().filter(|child| *child != from) {
        let path = step(here.path, sketch.items[at as usize].deprel, false);
        let next = Candidate { at, path, up: here.up, down: here.down + 1 };
        let way = ways(path);
        if way == Way::Open {
            found.push(next);
        }
        if way != Way::Closed && next.up + next.down < LONGEST {
            down(sketch, next, NONE, ways, found);
        }
    }
}

/// The ways from a predicate to a word: the hash after each step, the last that of the word itself. Empty where no way
/// leads there.
pub fn path_to(sketch: &Sketch, predicate: u32, word: u32) -> Vec<u64> {
    let above = |at: u32| {
        std::iter::successors(Some(at), |at| sketch.get(*at).map(|item| item.head)).take_while(|at| *at != NONE)
    };
    let Some(top) = above(predicate).find(|at| sketch.is_under(word, *at)) else { return Vec::new() };
    let mut path = sketch.get(predicate).map_or(0, |item| start(item.upos));
    let mut steps = Vec::new();
    for at in above(predicate).take_while(|at| *at != top) {
        path = step(path, sketch.items[at as usize].deprel, true);
        steps.push(path);
    }
    let mut below: Vec<_> = above(word).take_while(|at| *at != top).collect();
    below.reverse();
    for at in below {
        path = step(path, sketch.items[at as usize].deprel, false);
        steps.push(path);
    }
    steps
}
