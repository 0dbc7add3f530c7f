//! Sets of row numbers, which are dense: a bit each.

/// Numbers of rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Set {
    blocks: Vec<u64>,
}

/// Numbers of a block.
const BITS: usize = 64;

/// No database has so many rows; a number from here on comes from a damaged one, and must not cost its size in memory.
pub(super) const TOO_MANY: i64 = 1 << 32;

impl Set {
    pub(super) fn insert(&mut self, pk: i64) {
        let Some(pk) = usize::try_from(pk).ok().filter(|_| pk < TOO_MANY) else { return };
        if pk / BITS >= self.blocks.len() {
            self.blocks.resize(pk / BITS + 1, 0);
        }
        self.blocks[pk / BITS] |= 1 << (pk % BITS);
    }

    pub(super) fn contains(&self, pk: i64) -> bool {
        let block = |pk: usize| self.blocks.get(pk / BITS).is_some_and(|block| block >> (pk % BITS) & 1 == 1);
        usize::try_from(pk).is_ok_and(block)
    }

    /// What is in both.
    pub(super) fn and(mut self, other: &Set) -> Set {
        self.blocks.truncate(other.blocks.len());
        self.blocks.iter_mut().zip(&other.blocks).for_each(|(block, other)| *block &= other);
        self
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.count_ones() as usize).sum()
    }

    /// All, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = i64> {
        let bits = |(at, block): (usize, &u64)| {
            let block = *block;
            (0..BITS).filter(move |bit| block >> bit & 1 == 1).map(move |bit| (at * BITS + bit) as i64)
        };
        self.blocks.iter().enumerate().filter(|(_, block)| **block != 0).flat_map(bits)
    }
}

impl FromIterator<i64> for Set {
    fn from_iter<I: IntoIterator<Item = i64>>(numbers: I) -> Self {
        let mut set = Set::default();
        numbers.into_iter().for_each(|pk| set.insert(pk));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_and_intersected() {
        let numbers = [1, 2, 63, 64, 65, 1000];
        let set: Set = numbers.into_iter().chain([-1, i64::MAX]).collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), numbers);
        let both = set.clone().and(&[0, 2, 64, 999].into_iter().collect());
        assert_eq!((both.iter().collect::<Vec<_>>(), both.len()), (vec![2, 64], 2));
        assert!(set.contains(1000) && !set.contains(3) && !set.contains(-1) && !set.contains(5000));
    }
}
