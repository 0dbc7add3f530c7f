//! Trained weights, read in place from bytes.
//!
//! Layout, all little-endian: `classes: u32, buckets: u32 (a power of two), offsets: [u32; buckets + 1]`, then the rows.
//! A row is `check: u16, count: u8, count x (class: u8, weight: i8)`; the rows of a bucket lie together. The bucket is
//! the low bits of the key, the check its top sixteen bits.

use crate::Scorer;

/// A classifier's weights, or any map from keys to short lists of byte pairs.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    classes: usize,
    mask: u32,
    offsets: &'a [u8],
    rows: &'a [u8],
}

impl<'a> Table<'a> {
    /// Opens a table; `None` where the bytes are not one.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let classes = read_u32(bytes, 0)? as usize;
        let buckets = read_u32(bytes, 4)?;
        let end = 8 + 4 * (buckets as usize + 1);
        let usable = buckets.is_power_of_two() && classes <= 256 && bytes.len() >= end;
        usable.then(|| Table { classes, mask: buckets - 1, offsets: &bytes[8..end], rows: &bytes[end..] })
    }

    /// A table without rows.
    pub const fn empty() -> Table<'static> {
        Table { classes: 0, mask: 0, offsets: &[0; 8], rows: &[] }
    }

    /// The pairs stored for a key, flat; empty where the key is unknown.
    #[inline]
    pub fn row(&self, key: u64) -> &'a [u8] {
        let at = 4 * (key as u32 & self.mask) as usize;
        let start = read_u32(self.offsets, at).unwrap_or(0) as usize;
        let end = read_u32(self.offsets, at + 4).unwrap_or(0) as usize;
        let mut rest = self.rows.get(start..end).unwrap_or(&[]);
        let check = ((key >> 48) as u16).to_le_bytes();
        while let [low, high, count, tail @ ..] = rest {
            let size = 2 * *count as usize;
            if tail.len() < size {
                break;
            }
            if [*low, *high] == check {
                return &tail[..size];
            }
            rest = &tail[size..];
        }
        &[]
    }
}

impl Scorer for Table<'_> {
    fn classes(&self) -> usize {
        self.classes
    }

    #[inline]
    fn add(&self, key: u64, scores: &mut [i32]) {
        for pair in self.row(key).chunks_exact(2) {
            if let Some(score) = scores.get_mut(pair[0] as usize) {
                *score += i32::from(pair[1] as i8);
            }
        }
    }
}

#[inline]
fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Writes a table. A row longer than 255 pairs is cut.
pub fn write_rows(classes: usize, mut rows: Vec<(u64, Vec<[u8; 2]>)>) -> Vec<u8> {
    let buckets = (rows.len().max(2) as u32 / 2).next_power_of_two();
    rows.sort_by_key(|(key, _)| (*key as u32 & (buckets - 1), *key));
    let mut out = Vec::new();
    out.extend_from_slice(&(classes as u32).to_le_bytes());
    out.extend_from_slice(&buckets.to_le_bytes());
    let mut body = Vec::new();
    let mut rows = rows.iter().peekable();
    for bucket in 0..buckets {
        out.extend_from_slice(&(body.len() as u32).to_le_bytes());
        while let Some((key, pairs)) = rows.next_if(|(key, _)| *key as u32 & (buckets - 1) == bucket) {
            body.extend_from_slice(&((key >> 48) as u16).to_le_bytes());
            let count = pairs.len().min(255);
            body.push(count as u8);
            body.extend(pairs[..count].iter().flatten());
        }
    }
    out.extend_from_slice(&(body.len() as u32).to_le_bytes());
    out.extend(body);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mix;

    #[test]
    fn what_is_written_is_read() {
        let rows: Vec<_> = (0..1000).map(|i| (mix(7, i), vec![[(i % 5) as u8, (i % 100) as u8], [9, 0xFF]])).collect();
        let bytes = write_rows(10, rows.clone());
        let table = Table::open(&bytes).unwrap();
        for (key, pairs) in &rows {
            assert_eq!(table.row(*key), pairs.concat());
        }
        let mut scores = Vec::new();
        table.score(&[rows[3].0, rows[4].0], &mut scores);
        assert_eq!(scores, [0, 0, 0, 3, 4, 0, 0, 0, 0, -2]);
    }

    #[test]
    fn broken_bytes_open_to_nothing_or_read_as_empty() {
        let bytes = write_rows(3, vec![(1, vec![[0, 1]])]);
        for cut in 0..bytes.len() {
            if let Some(table) = Table::open(&bytes[..cut]) {
                assert!(table.row(1).is_empty(), "cut at {cut}");
            }
        }
        assert!(Table::empty().row(5).is_empty());
    }
}
