//! The best projective tree with one root, by Eisner's algorithm (Eisner 1996).
//!
//! Time grows with the cube of a sentence's length; sentences are cut at a length that keeps this small.

/// Spans of words from `s` to `t` by the four kinds of partial tree, row by row.
struct Chart {
    size: usize,
    /// Complete, head on the left; complete, head on the right; incomplete likewise.
    score: [Vec<f32>; 4],
    split: [Vec<u16>; 4],
}

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
    let whole =
        |root: usize| chart.score[LEFTWARD][root] + chart.score[RIGHTWARD][root * size + size - 1] + score(root, size);
    let root = (1..size).fold(0, |best, root| if whole(root) > whole(best) { root } else { best });
    chart.read(0, root, LEFTWARD, &mut heads);
    chart.read(root, size - 1, RIGHTWARD, &mut heads);
    heads
}

impl Chart {
    fn new(size: usize) -> Self {
        let cells = size * size;
        Chart { size, score: std::array::from_fn(|_| vec![0.0; cells]), split: std::array::from_fn(|_| vec![0; cells]) }
    }

    fn fill(&mut self, s: usize, t: usize, right_arc: f32, left_arc: f32) {
        let size = self.size;
        let cell = s * size + t;
        let (joint, at) =
            best(s..t, |r| self.score[RIGHTWARD][s * size + r] + self.score[LEFTWARD][(r + 1) * size + t]);
        self.set(OPEN_RIGHTWARD, cell, joint + right_arc, at);
        self.set(OPEN_LEFTWARD, cell, joint + left_arc, at);
        let (left, at) = best(s..t, |r| self.score[LEFTWARD][s * size + r] + self.score[OPEN_LEFTWARD][r * size + t]);
        self.set(LEFTWARD, cell, left, at);
        let (right, at) =
            best(s + 1..t + 1, |r| self.score[OPEN_RIGHTWARD][s * size + r] + self.score[RIGHTWARD][r * size + t]);
        self.set(RIGHTWARD, cell, right, at);
    }

    fn set(&mut self, kind: usize, cell: usize, score: f32, split: usize) {
        self.score[kind][cell] = score;
        self.split[kind][cell] = split as u16;
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

/// The greatest score over the range and where it is; the first of equals.
fn best(range: std::ops::Range<usize>, score: impl Fn(usize) -> f32) -> (f32, usize) {
    let first = (score(range.start), range.start);
    (range.start + 1..range.end).fold(first, |best, at| {
        let here = score(at);
        if here > best.0 { (here, at) } else { best }
    })
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
