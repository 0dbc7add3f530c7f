//! The best projective tree with one root, by Eisner's algorithm (Eisner 1996).
//!
//! Time grows with the cube of a sentence's length; sentences are cut at a length that keeps this small.

/// Scores and splits of the spans of words from `s` to `t`, by the four kinds of partial tree.
struct Chart {
    size: usize,
    /// By `s`, then `t`: what a loop over the ends of spans reads lies together.
    by_start: [Vec<f32>; 4],
    /// The same by `t`, then `s`.
    by_end: [Vec<f32>; 4],
    split: [Vec<u16>; 4],
}

/// Complete, head on the left; complete, head on the right; and those that still lack the dependents beyond the arc.
const RIGHTWARD: usize = 0;
const LEFTWARD: usize = 1;
const OPEN_RIGHTWARD: usize = 2;
const OPEN_LEFTWARD: usize = 3;

/// Heads of the words, given for each word the scores of every word as its head and, last, of the root. A head is the
/// number of words for the root.
pub fn decode(scores: &[f32], size: usize) -> Vec<u32> {
    let mut heads = vec![size as u32; size];
    if size == 0 || scores.len() < size * (size + 1) {
        return heads;
    }
    let score = |word: usize, head: usize| scores[word * (size + 1) + head];
    let mut chart = Chart::new(size);
    for width in 1..size {
        for s in 0..size - width {
            chart.fill(s, s + width, score(s + width, s), score(s, s + width));
        }
    }
    let whole = |root: usize| {
        chart.by_start[LEFTWARD][root] + chart.by_start[RIGHTWARD][root * size + size - 1] + score(root, size)
    };
    let root = (1..size).fold(0, |best, root| if whole(root) > whole(best) { root } else { best });
    chart.read(0, root, LEFTWARD, &mut heads);
    chart.read(root, size - 1, RIGHTWARD, &mut heads);
    heads
}

impl Chart {
    fn new(size: usize) -> Self {
        let scores = || std::array::from_fn(|_| vec![0.0; size * size]);
        Chart { size, by_start: scores(), by_end: scores(), split: std::array::from_fn(|_| vec![0; size * size]) }
    }

    fn fill(&mut self, s: usize, t: usize, right_arc: f32, left_arc: f32) {
        let (from, to) = (s * self.size, t * self.size);
        let [starts, ends] = [&self.by_start, &self.by_end];
        let (joint, at) = best(&starts[RIGHTWARD][from + s..from + t], &ends[LEFTWARD][to + s + 1..=to + t]);
        self.set(OPEN_RIGHTWARD, s, t, joint + right_arc, s + at);
        self.set(OPEN_LEFTWARD, s, t, joint + left_arc, s + at);
        let [starts, ends] = [&self.by_start, &self.by_end];
        let (left, left_at) = best(&starts[LEFTWARD][from + s..from + t], &ends[OPEN_LEFTWARD][to + s..to + t]);
        let (right, right_at) =
            best(&starts[OPEN_RIGHTWARD][from + s + 1..=from + t], &ends[RIGHTWARD][to + s + 1..=to + t]);
        self.set(LEFTWARD, s, t, left, s + left_at);
        self.set(RIGHTWARD, s, t, right, s + 1 + right_at);
    }

    fn set(&mut self, kind: usize, s: usize, t: usize, score: f32, split: usize) {
        self.by_start[kind][s * self.size + t] = score;
        self.by_end[kind][t * self.size + s] = score;
        self.split[kind][s * self.size + t] = split as u16;
    }

    /// Reads the arcs of a partial tree. Depth is bounded by a list of open parts, not by calls.
    fn read(&self, s: usize, t: usize, kind: usize, heads: &mut [u32]) {
        let mut open = vec![(s, t, kind)];
        while let Some((s, t, kind)) = open.pop() {
            if s == t {
                continue;
            }
            let split = usize::from(self.split[kind][s * self.size + t]);
            match kind {
                RIGHTWARD => open.extend([(s, split, OPEN_RIGHTWARD), (split, t, RIGHTWARD)]),
                LEFTWARD => open.extend([(s, split, LEFTWARD), (split, t, OPEN_LEFTWARD)]),
                _ => {
                    let (word, head) = if kind == OPEN_RIGHTWARD { (t, s) } else { (s, t) };
                    heads[word] = head as u32;
                    open.extend([(s, split, RIGHTWARD), (split + 1, t, LEFTWARD)]);
                }
            }
        }
    }
}

/// The greatest sum of a pair and where it is; the first of equals.
fn best(a: &[f32], b: &[f32]) -> (f32, usize) {
    let sums = a.iter().zip(b).map(|(a, b)| a + b);
    sums.zip(0..).reduce(|best, one| if one.0 > best.0 { one } else { best }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(rows: &[&[f32]]) -> Vec<f32> {
        rows.concat()
    }

    #[test]
    fn the_best_heads_are_taken_where_they_form_a_tree() {
        let given = scores(&[&[0.0, 5.0, 0.0, 1.0], &[1.0, 0.0, 0.0, 9.0], &[0.0, 5.0, 0.0, 1.0]]);
        assert_eq!(decode(&given, 3), [1, 3, 1]);
    }

    #[test]
    fn a_ring_and_a_second_root_are_broken_at_the_least_cost() {
        let ring = scores(&[&[0.0, 5.0, 0.0, 1.0], &[5.0, 0.0, 0.0, 2.0], &[0.0, 5.0, 0.0, 6.0]]);
        assert_eq!(decode(&ring, 3), [1, 3, 1]);
    }

    #[test]
    fn crossing_arcs_are_not_given() {
        let mut given = vec![0.0; 4 * 5];
        for (word, head) in [(0, 2), (1, 3), (3, 4)] {
            given[word * 5 + head] = 9.0;
        }
        let heads = decode(&given, 4);
        let crosses = |a: usize, b: usize| {
            let span = |w: usize| (w.min(heads[w] as usize), w.max(heads[w] as usize));
            let ((a, b), (c, d)) = (span(a), span(b));
            heads.iter().all(|_| true) && a < c && c < b && b < d && d < 4
        };
        assert!((0..4).all(|a| (0..4).all(|b| !crosses(a, b))), "{heads:?}");
        assert_eq!(heads.iter().filter(|head| **head == 4).count(), 1);
    }

    #[test]
    fn no_scores_give_some_tree() {
        assert!(decode(&[], 0).is_empty());
        assert_eq!(decode(&[], 1), [1]);
        assert_eq!(decode(&[f32::NAN; 6], 2).len(), 2);
    }
}
