//! The averaged perceptron: learns the weights that a [`Table`](crate::Table) holds.

use crate::{Scorer, write_rows};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Keys are hashes already.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// The weight of one class in a row.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    class: u32,
    weight: i32,
    sum: i64,
}

/// Where the cells of a feature lie, and how often it was updated.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    start: u32,
    count: u16,
    room: u16,
    updates: u32,
}

/// A classifier under training. Rows are short lists, since a feature speaks for few classes.
pub struct Perceptron {
    classes: usize,
    index: HashMap<u64, u32, BuildHasherDefault<Same>>,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    clock: i64,
}

impl std::fmt::Debug for Perceptron {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Perceptron({} classes, {} features)", self.classes, self.index.len())
    }
}

/// How to prune a trained classifier.
#[derive(Debug, Clone, Copy)]
pub struct Pruned {
    /// Features updated less often than this are dropped.
    pub min_updates: u32,
    /// At most this many features are kept, those with the greatest weights.
    pub features: usize,
}

impl Perceptron {
    /// An untrained classifier.
    pub fn new(classes: usize) -> Self {
        Perceptron { classes, index: HashMap::default(), rows: Vec::new(), cells: Vec::new(), clock: 1 }
    }

    /// Number of features with weights.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// True before the first update.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Counts one decision; call it once for each, right or wrong.
    pub fn tick(&mut self) {
        self.clock += 1;
    }

    /// Learns from a wrong decision: `good` should have been chosen rather than `bad`.
    pub fn update(&mut self, keys: &[u64], good: usize, bad: usize) {
        if good == bad {
            return;
        }
        for key in keys {
            let row = self.row_for(*key);
            self.rows[row].updates += 1;
            self.change(row, good, 1);
            self.change(row, bad, -1);
        }
    }

    fn change(&mut self, row: usize, class: usize, delta: i32) {
        let at = self.cell_for(row, class as u32);
        let cell = &mut self.cells[at];
        cell.weight += delta;
        cell.sum += i64::from(delta) * self.clock;
    }

    /// The cell of a class; a full row moves to twice the room.
    fn cell_for(&mut self, row: usize, class: u32) -> usize {
        let Row { start, count, room, .. } = self.rows[row];
        let (start, count) = (start as usize, usize::from(count));
        if let Some(at) = self.cells[start..start + count].iter().position(|cell| cell.class == class) {
            return start + at;
        }
        let start = if count < usize::from(room) { start } else { self.move_row(row) };
        self.rows[row].count += 1;
        self.cells[start + count] = Cell { class, weight: 0, sum: 0 };
        start + count
    }

    fn move_row(&mut self, row: usize) -> usize {
        let Row { start, count, room, .. } = self.rows[row];
        let (old, new) = (start as usize, self.cells.len());
        let room = room.max(1) * 2;
        self.cells.resize(new + usize::from(room), Cell::default());
        self.cells.copy_within(old..old + usize::from(count), new);
        self.rows[row].start = new as u32;
        self.rows[row].room = room;
        new
    }

    fn row_for(&mut self, key: u64) -> usize {
        let next = self.rows.len() as u32;
        let row = *self.index.entry(key).or_insert(next);
        if row == next {
            self.rows.push(Row::default());
        }
        row as usize
    }

    fn cells(&self, row: usize) -> &[Cell] {
        let Row { start, count, .. } = self.rows[row];
        &self.cells[start as usize..start as usize + usize::from(count)]
    }

    /// The averaged weights, pruned and in eight bits.
    pub fn finish(&self, pruned: Pruned) -> Vec<u8> {
        let kept = self.kept(pruned);
        let scale = self.scale(&kept);
        let rows = kept.iter().filter_map(|(key, row)| {
            let weight = |cell: &Cell| (self.average(cell) * scale).round().clamp(-127.0, 127.0) as i8;
            let cells = self.cells(*row).iter().map(|cell| [cell.class as u8, weight(cell) as u8]);
            let mut pairs: Vec<_> = cells.filter(|[_, weight]| *weight != 0).collect();
            pairs.sort_unstable();
            (!pairs.is_empty()).then_some((*key, pairs))
        });
        write_rows(self.classes, rows.collect())
    }

    /// Features to keep, in the order of their keys.
    fn kept(&self, pruned: Pruned) -> Vec<(u64, usize)> {
        let sized = self.index.iter().map(|(key, row)| (self.weight_of(*row as usize), *key, *row as usize));
        let mut all: Vec<_> = sized.filter(|(_, _, row)| self.rows[*row].updates >= pruned.min_updates).collect();
        all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        all.truncate(pruned.features);
        let mut kept: Vec<_> = all.into_iter().map(|(_, key, row)| (key, row)).collect();
        kept.sort_unstable();
        kept
    }

    fn weight_of(&self, row: usize) -> f64 {
        self.cells(row).iter().map(|cell| self.average(cell).abs()).sum()
    }

    fn average(&self, cell: &Cell) -> f64 {
        f64::from(cell.weight) - cell.sum as f64 / self.clock as f64
    }

    /// Puts all but the largest thousandth of the weights into the range of eight bits.
    fn scale(&self, kept: &[(u64, usize)]) -> f64 {
        let mut sizes: Vec<f64> = kept
            .iter()
            .flat_map(|(_, row)| self.cells(*row).iter().map(|cell| self.average(cell).abs()))
            .filter(|size| *size > 0.0)
            .collect();
        sizes.sort_by(f64::total_cmp);
        let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
        127.0 / top.max(1e-9)
    }
}

impl Scorer for Perceptron {
    fn classes(&self) -> usize {
        self.classes
    }

    #[inline]
    fn add(&self, key: u64, scores: &mut [i32]) {
        if let Some(row) = self.index.get(&key) {
            for cell in self.cells(*row as usize) {
                scores[cell.class as usize] += cell.weight;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Table, best};

    #[test]
    fn it_learns_what_two_features_say_together() {
        let cases = [([1u64 << 50, 2], 0), ([1 << 50, 3], 1), ([4 << 50, 2], 2), ([4 << 50, 3], 1)];
        let mut model = Perceptron::new(3);
        let mut scores = Vec::new();
        for _ in 0..20 {
            for (keys, gold) in &cases {
                model.tick();
                model.score(keys, &mut scores);
                model.update(keys, *gold, best(&scores, |_| true));
            }
        }
        let bytes = model.finish(Pruned { min_updates: 0, features: 100 });
        let table = Table::open(&bytes).unwrap();
        for (keys, gold) in &cases {
            table.score(keys, &mut scores);
            assert_eq!(best(&scores, |_| true), *gold);
        }
    }

    #[test]
    fn pruning_keeps_the_features_with_most_weight() {
        let mut model = Perceptron::new(2);
        model.update(&[1, 2], 0, 1);
        model.update(&[1], 0, 1);
        model.tick();
        assert_eq!(model.kept(Pruned { min_updates: 0, features: 1 }).len(), 1);
        assert_eq!(model.kept(Pruned { min_updates: 2, features: 9 }), [(1, 0)]);
    }
}
