//! How well a grouping agrees with the gold one: MUC, B3, CEAFe and their mean.

use std::collections::BTreeMap;

/// Precision and recall as sums.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sums {
    /// What is right of what was said, and all that was said.
    pub precision: (f64, f64),
    /// What is right of what is to be found, and all that is.
    pub recall: (f64, f64),
}

impl Sums {
    /// Precision.
    pub fn precision(&self) -> f64 {
        share(self.precision)
    }

    /// Recall.
    pub fn recall(&self) -> f64 {
        share(self.recall)
    }

    /// Their harmonic mean.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share((part, all): (f64, f64)) -> f64 {
    if all > 0.0 { part / all } else { 0.0 }
}

/// The three measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// Links.
    pub muc: Sums,
    /// Mentions.
    pub b3: Sums,
    /// Groups, matched one to one.
    pub ceafe: Sums,
}

impl Scores {
    /// The mean of the three.
    pub fn conll(&self) -> f64 {
        (self.muc.f1() + self.b3.f1() + self.ceafe.f1()) / 3.0
    }
}

/// Scores groups against gold groups: one label a mention in each, in the same order.
pub fn scores(gold: &[usize], ours: &[usize]) -> Scores {
    let (forth, back) = (Overlap::new(gold, ours), Overlap::new(ours, gold));
    Scores {
        muc: Sums { precision: back.links(), recall: forth.links() },
        b3: Sums { precision: back.mentions(), recall: forth.mentions() },
        ceafe: forth.matched(),
    }
}

/// How the groups of one side are spread over those of the other.
struct Overlap {
    rows: Vec<BTreeMap<usize, usize>>,
    sizes: Vec<usize>,
    others: Vec<usize>,
}

impl Overlap {
    fn new(of: &[usize], over: &[usize]) -> Self {
        let (of, over) = (dense(of), dense(over));
        let count = |labels: &[usize]| labels.iter().max().map_or(0, |most| most + 1);
        let mut overlap = Overlap {
            rows: vec![BTreeMap::new(); count(&of)],
            sizes: vec![0; count(&of)],
            others: vec![0; count(&over)],
        };
        for (a, b) in of.iter().zip(&over) {
            *overlap.rows[*a].entry(*b).or_default() += 1;
            overlap.sizes[*a] += 1;
            overlap.others[*b] += 1;
        }
        overlap
    }

    fn links(&self) -> (f64, f64) {
        let kept: usize = self.rows.iter().zip(&self.sizes).map(|(row, size)| size - row.len()).sum();
        (kept as f64, self.sizes.iter().map(|size| size - 1).sum::<usize>() as f64)
    }

    fn mentions(&self) -> (f64, f64) {
        let squares = |row: &BTreeMap<usize, usize>| row.values().map(|n| n * n).sum::<usize>() as f64;
        let right = self.rows.iter().zip(&self.sizes).map(|(row, size)| squares(row) / *size as f64).sum();
        (right, self.sizes.iter().sum::<usize>() as f64)
    }

    fn matched(&self) -> Sums {
        let total =
            components(&self.rows, self.others.len()).iter().map(|(rows, columns)| self.best(rows, columns)).sum();
        Sums { precision: (total, self.others.len() as f64), recall: (total, self.sizes.len() as f64) }
    }

    /// The best one-to-one match within a component.
    fn best(&self, rows: &[usize], columns: &[usize]) -> f64 {
        let likeness = |row: usize, column: usize| {
            let shared = self.rows[row].get(&column).copied().unwrap_or(0) as f64;
            2.0 * shared / (self.sizes[row] + self.others[column]) as f64
        };
        let (few, many) = if rows.len() <= columns.len() { (rows, columns) } else { (columns, rows) };
        let flipped = rows.len() > columns.len();
        let value = |a: usize, b: usize| if flipped { likeness(many[b], few[a]) } else { likeness(few[a], many[b]) };
        assignment(few.len(), many.len(), value)
    }
}

fn dense(labels: &[usize]) -> Vec<usize> {
    let mut known = BTreeMap::new();
    labels
        .iter()
        .map(|label| {
            let next = known.len();
            *known.entry(*label).or_insert(next)
        })
        .collect()
}

/// Rows and columns that hang together through shared mentions.
fn components(rows: &[BTreeMap<usize, usize>], columns: usize) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut parent: Vec<usize> = (0..rows.len() + columns).collect();
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    for (row, shared) in rows.iter().enumerate() {
        for column in shared.keys() {
            let (a, b) = (root(&mut parent, row), root(&mut parent, rows.len() + column));
            parent[a] = b;
        }
    }
    let mut found: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for at in 0..parent.len() {
        let part = found.entry(root(&mut parent, at)).or_default();
        if at < rows.len() { part.0.push(at) } else { part.1.push(at - rows.len()) }
    }
    found.into_values().collect()
}

/// The greatest sum of values with each row in another column (the Hungarian method); no more rows than columns.
fn assignment(rows: usize, columns: usize, value: impl Fn(usize, usize) -> f64) -> f64 {
    let (mut u, mut v) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    let (mut row_of, mut way) = (vec![0; columns + 1], vec![0; columns + 1]);
    for row in 1..=rows {
        row_of[0] = row;
        let mut column = 0;
        let (mut least, mut used) = (vec![f64::INFINITY; columns + 1], vec![false; columns + 1]);
        while row_of[column] != 0 {
            used[column] = true;
            let (at, mut delta, mut next) = (row_of[column], f64::INFINITY, 0);
            for j in (1..=columns).filter(|j| !used[*j]) {
                let cost = -value(at - 1, j - 1) - u[at] - v[j];
                if cost < least[j] {
                    (least[j], way[j]) = (cost, column);
                }
                if least[j] < delta {
                    (delta, next) = (least[j], j);
                }
            }
            for j in 0..=columns {
                if used[j] {
                    u[row_of[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[way[column]];
            column = way[column];
        }
    }
    (1..=columns).filter(|j| row_of[*j] != 0).map(|j| value(row_of[j] - 1, j - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_those_of_the_scorer_of_the_field() {
        // Gold {a b c} {d e f g}; ours {a b} {c d} {e f g}: the example of the paper on MUC's scorer and B3, by hand.
        let scores = scores(&[1, 1, 1, 2, 2, 2, 2], &[1, 1, 2, 2, 3, 3, 3]);
        assert_eq!((scores.muc.precision, scores.muc.recall), ((3.0, 4.0), (3.0, 5.0)));
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        near(scores.b3.precision(), (2.0 + 1.0 + 3.0) / 7.0);
        near(scores.b3.recall(), (5.0 / 3.0 + 10.0 / 4.0) / 7.0);
        near(scores.ceafe.precision(), (4.0 / 5.0 + 6.0 / 7.0) / 3.0);
        near(scores.ceafe.recall(), (4.0 / 5.0 + 6.0 / 7.0) / 2.0);
    }

    #[test]
    fn the_same_groups_under_other_names_are_perfect() {
        assert!((scores(&[1, 1, 2, 3], &[7, 7, 0, 9]).conll() - 1.0).abs() < 1e-9);
    }
}
