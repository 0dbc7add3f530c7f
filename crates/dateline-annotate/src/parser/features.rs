//! What the parser looks at: the words around the top of the stack and the next word, their tags, the relations of
//! their dependents, distances and counts.

use super::state::{NONE, State};

/// Places a word is looked at in: see [`Inputs::words`].
pub const SLOTS: usize = 16;
const TAGS: u32 = 128;
const TAG_SLOTS: u32 = 30;
const LABELS: u32 = 64;
const LABEL_SLOTS: u32 = 16;
const SMALL: u32 = 16;
const SMALL_SLOTS: u32 = 12;
const LABEL_START: u32 = TAGS * TAG_SLOTS;
const BELOW_START: u32 = LABEL_START + LABELS * LABEL_SLOTS;
const SMALL_START: u32 = BELOW_START + LABELS * 3;
/// Number of sparse features.
pub const ROWS: usize = (SMALL_START + SMALL * SMALL_SLOTS) as usize;

/// What one decision is made from.
#[derive(Debug, Default, Clone)]
pub struct Inputs {
    /// The word in each slot, as a position; the number of words or more where there is none.
    pub words: [u32; SLOTS],
    /// Sparse features.
    pub rows: Vec<u32>,
}

/// Collects the inputs of the next decision.
pub fn inputs(state: &State, tags: &[u8], style: u64, inputs: &mut Inputs) {
    let [s0, s1, s2, s3] = [0, 1, 2, 3].map(|depth| state.stacked(depth));
    let [b0, b1, b2, b3] = [0, 1, 2, 3].map(|by| state.ahead(by));
    let family = family(state, s0, s1, b0);
    let [s0l, s0l2, s0r, s0r2, s1l, s1l2, s1r, s1r2, b0l, b0l2, ..] = family;
    inputs.words = [s0, s1, s2, b0, b1, b2, s0l, s0r, s1l, s1r, b0l, s0l2, s0r2, s1r2, b0l2, s1l2];
    inputs.rows.clear();
    let beside = |at: u32, by: i32| if at == NONE { NONE } else { at.checked_add_signed(by).unwrap_or(NONE) };
    let around = [beside(s0, -1), beside(s0, 1), beside(s1, -1), beside(s1, 1), beside(b0, -1)];
    let places = [s0, s1, s2, s3, b0, b1, b2, b3].into_iter().chain(around).chain(family);
    inputs.rows.extend(places.zip(0..).map(|(at, slot)| slot * TAGS + tag(tags, at)));
    let labels = family.into_iter().zip(0..);
    inputs.rows.extend(labels.map(|(at, slot)| LABEL_START + slot * LABELS + label(state, at)));
    for (at, slot) in [s0, s1, b0].into_iter().zip(0..) {
        let below = state.below.get(at as usize).copied().unwrap_or(0);
        let bits = (0..LABELS).filter(|bit| below >> bit & 1 == 1);
        inputs.rows.extend(bits.map(|bit| BELOW_START + slot * LABELS + bit));
    }
    let small = small(state, [s0, s1, b0], tags.len() as u32, style);
    inputs.rows.extend(small.into_iter().zip(0..).map(|(value, slot)| SMALL_START + slot * SMALL + value));
}

/// Outermost dependents, and some of theirs.
fn family(state: &State, s0: u32, s1: u32, b0: u32) -> [u32; 16] {
    let left = |at: u32, nth: usize| state.lefts.get(at as usize).map_or(NONE, |pair| pair[nth]);
    let right = |at: u32, nth: usize| state.rights.get(at as usize).map_or(NONE, |pair| pair[nth]);
    let [s0l, s0r, s1l, s1r, b0l] = [left(s0, 0), right(s0, 0), left(s1, 0), right(s1, 0), left(b0, 0)];
    [
        s0l,
        left(s0, 1),
        s0r,
        right(s0, 1),
        s1l,
        left(s1, 1),
        s1r,
        right(s1, 1),
        b0l,
        left(b0, 1),
        left(s0l, 0),
        left(s0r, 0),
        right(s0r, 0),
        left(s1r, 0),
        right(s1r, 0),
        left(b0l, 0),
    ]
}

fn tag(tags: &[u8], at: u32) -> u32 {
    match tags.get(at as usize) {
        Some(tag) => u32::from(*tag).min(TAGS - 3),
        None if at as usize == tags.len() => TAGS - 2,
        None => TAGS - 1,
    }
}

fn label(state: &State, at: u32) -> u32 {
    state.labels.get(at as usize).map_or(LABELS - 1, |label| u32::from(*label).min(LABELS - 2))
}

fn small(state: &State, places: [u32; 3], size: u32, style: u64) -> [u32; 10] {
    let [s0, s1, b0] = places;
    let count = |at: u32, side: usize| state.counts.get(at as usize).map_or(9, |counts| u32::from(counts[side].min(6)));
    [
        distance(s0, b0),
        distance(s1, s0),
        distance(b0, size),
        count(s0, 0),
        count(s0, 1),
        count(s1, 0),
        count(s1, 1),
        count(b0, 0),
        style as u32 & 3,
        state.stack.len().min(6) as u32,
    ]
}

fn distance(a: u32, b: u32) -> u32 {
    if a == NONE || b == NONE {
        return 15;
    }
    match a.abs_diff(b) {
        near @ 0..=5 => near,
        6..=7 => 6,
        8..=10 => 7,
        11..=15 => 8,
        16..=24 => 9,
        _ => 10,
    }
}
