//! What the parser looks at: words, tags, clusters and relations around the top of the stack and the next word.

use super::state::{NONE, State};
use crate::signature::Signed;
use dateline_learn::Bag;

/// A word as a template's values.
#[derive(Debug, Clone, Copy)]
struct Seen {
    word: u64,
    tag: u64,
    cluster: u64,
    label: u64,
}

const NOTHING: Seen = Seen { word: 11, tag: 251, cluster: 70_001, label: 101 };
const ROOT: Seen = Seen { word: 12, tag: 252, cluster: 70_002, label: 102 };

struct View<'a> {
    state: &'a State,
    sentence: &'a Signed,
    tags: &'a [u8],
}

impl View<'_> {
    #[inline]
    fn see(&self, at: u32) -> Seen {
        if at == NONE {
            return NOTHING;
        }
        let Some(word) = self.sentence.words.get(at as usize) else { return ROOT };
        Seen {
            word: word.lower,
            tag: u64::from(self.tags[at as usize]),
            cluster: word.cluster,
            label: u64::from(self.state.labels[at as usize]),
        }
    }

    fn left(&self, at: u32, nth: usize) -> Seen {
        self.see(self.state.lefts.get(at as usize).map_or(NONE, |pair| pair[nth]))
    }

    fn right(&self, at: u32, nth: usize) -> Seen {
        self.see(self.state.rights.get(at as usize).map_or(NONE, |pair| pair[nth]))
    }

    fn count(&self, at: u32, side: usize) -> u64 {
        self.state.counts.get(at as usize).map_or(9, |counts| u64::from(counts[side].min(5)))
    }

    fn below(&self, at: u32) -> u64 {
        self.state.below.get(at as usize).copied().unwrap_or(1 << 63)
    }
}

fn distance(a: u32, b: u32) -> u64 {
    if a == NONE || b == NONE {
        return 15;
    }
    match a.abs_diff(b) {
        near @ 0..=4 => u64::from(near),
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// Features for the choice of the next transition.
pub fn step_features(state: &State, sentence: &Signed, tags: &[u8], bag: &mut Bag) {
    bag.clear();
    let view = View { state, sentence, tags };
    let places = [state.stacked(0), state.stacked(1), state.stacked(2), state.ahead(0)];
    let [i0, i1, _, j0] = places;
    let [s0, s1, s2, n0] = places.map(|at| view.see(at));
    let [n1, n2, n3] = [1, 2, 3].map(|by| view.see(state.ahead(by)));
    singles([s0, s1, s2, n0], [n1, n2, n3], bag);
    pairs([s0, s1, s2, n0], [n1, n2], bag);
    let gap = distance(i0, j0);
    let step = distance(i1, i0);
    bag.add([s0.word, gap]);
    bag.add([s0.tag, gap]);
    bag.add([n0.word, gap]);
    bag.add([n0.tag, gap]);
    bag.add([s0.tag, n0.tag, gap]);
    bag.add([s1.tag, s0.tag, step]);
    bag.add([s1.word, s0.tag, step]);
    valencies(&view, [i0, i1, j0], [s0, s1, n0], bag);
    families(&view, [i0, i1, j0], [s0, s1, n0], bag);
}

fn singles(stack: [Seen; 4], ahead: [Seen; 3], bag: &mut Bag) {
    let [s0, s1, s2, n0] = stack;
    bag.add([]);
    for seen in [s0, s1, n0, ahead[0]] {
        bag.add([seen.word, seen.tag]);
        bag.add([seen.word]);
        bag.add([seen.tag]);
        bag.add([seen.cluster]);
    }
    for seen in [s2, ahead[1]] {
        bag.add([seen.word, seen.tag]);
        bag.add([seen.tag]);
        bag.add([seen.cluster]);
    }
    bag.add([ahead[2].tag]);
    bag.add([ahead[2].word]);
}

fn pairs(stack: [Seen; 4], ahead: [Seen; 2], bag: &mut Bag) {
    let [s0, s1, s2, n0] = stack;
    let [n1, n2] = ahead;
    for (a, b) in [(s0, n0), (s1, s0)] {
        bag.add([a.word, a.tag, b.word, b.tag]);
        bag.add([a.word, b.word, b.tag]);
        bag.add([a.word, a.tag, b.word]);
        bag.add([a.word, a.tag, b.tag]);
        bag.add([a.tag, b.word, b.tag]);
        bag.add([a.word, b.word]);
        bag.add([a.tag, b.tag]);
        bag.add([a.cluster, b.cluster]);
        bag.add([a.cluster, b.tag]);
        bag.add([a.tag, b.cluster]);
        bag.add([a.word, b.cluster]);
        bag.add([a.cluster, b.word]);
    }
    bag.add([s1.tag, n0.tag]);
    bag.add([s1.word, n0.word]);
    bag.add([s1.cluster, n0.cluster]);
    bag.add([n0.tag, n1.tag]);
    bag.add([n0.word, n1.word]);
    bag.add([n0.word, n1.tag]);
    bag.add([s0.tag, n1.tag]);
    bag.add([s0.word, n1.word]);
    bag.add([n0.tag, n1.tag, n2.tag]);
    bag.add([s0.tag, n0.tag, n1.tag]);
    bag.add([s0.word, n0.tag, n1.tag]);
    bag.add([s0.tag, n0.word, n1.tag]);
    bag.add([s1.tag, s0.tag, n0.tag]);
    bag.add([s1.word, s0.tag, n0.tag]);
    bag.add([s1.tag, s0.word, n0.tag]);
    bag.add([s1.tag, s0.tag, n0.word]);
    bag.add([s2.tag, s1.tag, s0.tag]);
    bag.add([s1.tag, s0.tag, n0.tag, n1.tag]);
    bag.add([s0.tag, n0.tag, n1.tag, n2.tag]);
    bag.add([s2.tag, s1.tag, s0.tag, n0.tag]);
}

fn valencies(view: &View<'_>, places: [u32; 3], seen: [Seen; 3], bag: &mut Bag) {
    for (at, seen) in places.into_iter().zip(seen) {
        bag.add([seen.word, view.count(at, 0)]);
        bag.add([seen.tag, view.count(at, 0)]);
        bag.add([seen.word, view.count(at, 1), 7]);
        bag.add([seen.tag, view.count(at, 1), 7]);
        bag.add([seen.tag, view.below(at)]);
        bag.add([seen.word, view.below(at)]);
    }
}

fn families(view: &View<'_>, places: [u32; 3], seen: [Seen; 3], bag: &mut Bag) {
    let [i0, i1, j0] = places;
    let [s0, s1, n0] = seen;
    let [s0l, s0l2, s0r, s0r2] = [view.left(i0, 0), view.left(i0, 1), view.right(i0, 0), view.right(i0, 1)];
    let [s1l, s1r, s1r2, n0l, n0l2] =
        [view.left(i1, 0), view.right(i1, 0), view.right(i1, 1), view.left(j0, 0), view.left(j0, 1)];
    for child in [s0l, s0r, s1l, s1r, n0l] {
        bag.add([child.word]);
        bag.add([child.tag]);
        bag.add([child.label]);
    }
    for child in [s0l2, s0r2, s1r2, n0l2] {
        bag.add([child.tag, child.label]);
    }
    bag.add([s0.tag, s0l.tag, n0.tag]);
    bag.add([s0.tag, s0r.tag, n0.tag]);
    bag.add([s0.tag, n0.tag, n0l.tag]);
    bag.add([s1.tag, s0.tag, s0l.tag]);
    bag.add([s1.tag, s0.tag, s0r.tag]);
    bag.add([s1.tag, s1r.tag, s0.tag]);
    bag.add([s1.tag, s1l.label, s0.tag]);
    bag.add([s1.word, s1r.label, s0.tag, s0l.word]);
    bag.add([s1.word, s0l.word]);
    bag.add([s1.tag, s0l.word]);
    bag.add([s1.cluster, s0l.word]);
    bag.add([s1.cluster, s0l.word, s0.cluster]);
    bag.add([s1.word, s0l.word, s0.word]);
    bag.add([s0.word, n0l.word, n0.tag]);
    bag.add([s0.tag, s0l.label, s0r.label]);
    bag.add([s0.word, s0l.label, s0r.label]);
    bag.add([s1.tag, s1l.label, s1r.label]);
    bag.add([n0.tag, n0l.label, n0l2.label]);
    bag.add([s0.tag, s0r.word, n0.word]);
    bag.add([s1.tag, s1r.label, s0.tag, s0l.label, n0.tag]);
}

/// Features for the label of an arc (head, dependent) that is about to be made.
pub fn label_features(state: &State, sentence: &Signed, tags: &[u8], arc: (u32, u32), bag: &mut Bag) {
    bag.clear();
    let view = View { state, sentence, tags };
    let (at, from) = arc;
    let (head, word) = (view.see(at), view.see(from));
    let side = u64::from(at < from) * 16;
    let gap = side + distance(at, from);
    let way = side + head.tag * 32;
    arc_features(head, word, side, gap, bag);
    let [first, second, last] = [view.left(from, 0), view.left(from, 1), view.right(from, 0)];
    for child in [first, second, last] {
        bag.add([way, word.tag, child.tag]);
        bag.add([side, word.tag, child.word]);
        bag.add([side, word.tag, child.label]);
    }
    bag.add([way, word.tag, first.word]);
    bag.add([head.word, word.tag, first.word]);
    bag.add([head.word, word.word, first.word]);
    bag.add([way, word.cluster, first.word]);
    bag.add([head.cluster, word.cluster, first.word]);
    bag.add([way, word.tag, view.below(from)]);
    bag.add([side, word.tag, view.below(at)]);
    bag.add([way, word.tag, view.below(at)]);
    bag.add([head.word, word.tag, view.below(at)]);
    bag.add([side, word.word, view.below(at)]);
    bag.add([way, view.below(from), view.below(at)]);
    let [hl, hr] = [view.left(at, 0), view.right(at, 0)];
    bag.add([way, word.tag, hl.label, hl.word]);
    bag.add([way, word.tag, hr.label, hr.tag]);
    neighbours(&view, at, from, head, word, side, bag);
    let suffix = |at: u32| sentence.words.get(at as usize).map_or(3, |word| word.suffixes[2]);
    bag.add([way, suffix(from)]);
    bag.add([suffix(at), word.tag, side]);
}

fn arc_features(head: Seen, word: Seen, side: u64, gap: u64, bag: &mut Bag) {
    bag.add([side]);
    bag.add([side, word.word]);
    bag.add([side, word.tag]);
    bag.add([side, word.word, word.tag]);
    bag.add([side, head.word]);
    bag.add([side, head.tag]);
    bag.add([side, head.word, head.tag]);
    bag.add([side, head.tag, word.tag]);
    bag.add([side, head.word, word.tag]);
    bag.add([side, head.tag, word.word]);
    bag.add([side, head.word, word.word]);
    bag.add([side, head.cluster, word.tag]);
    bag.add([side, head.tag, word.cluster]);
    bag.add([side, head.cluster, word.cluster]);
    bag.add([side, head.cluster, word.word]);
    bag.add([side, head.word, word.cluster]);
    bag.add([side, word.cluster]);
    bag.add([gap, head.tag, word.tag]);
    bag.add([gap, word.tag]);
    bag.add([gap, word.word]);
    bag.add([gap, word.tag, head.word]);
}

fn neighbours(view: &View<'_>, at: u32, from: u32, head: Seen, word: Seen, side: u64, bag: &mut Bag) {
    let step = |at: u32, by: i64| view.see(u32::try_from(i64::from(at) + by).unwrap_or(NONE));
    let [before, after] = [step(from, -1), step(from, 1)];
    let [head_before, head_after] = [step(at, -1), step(at, 1)];
    bag.add([side, head.tag, word.tag, before.tag]);
    bag.add([side, head.tag, word.tag, after.tag]);
    bag.add([side, head.tag, word.tag, head_before.tag]);
    bag.add([side, head.tag, word.tag, head_after.tag]);
    bag.add([side, word.tag, before.word]);
    bag.add([side, word.tag, after.word]);
    bag.add([side, word.tag, head_before.word]);
    bag.add([side, word.tag, head_after.word]);
    bag.add([side, word.word, after.word]);
    bag.add([side, word.word, before.word]);
    bag.add([side, head.tag, word.tag, u64::from(view.state.next as usize >= view.tags.len())]);
}
