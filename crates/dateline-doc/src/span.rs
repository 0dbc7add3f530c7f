//! Half-open ranges whose unit is part of the type, so that bytes and code points cannot be confused.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

/// Marks spans counted in UTF-8 bytes: the unit inside Dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Byte {}

/// Marks spans counted in Unicode code points: the unit of published records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Char {}

/// A half-open range `start..end` in units of `U`.
pub struct Span<U> {
    /// First position inside.
    pub start: u32,
    /// First position after the end.
    pub end: u32,
    unit: PhantomData<U>,
}

impl<U> Span<U> {
    /// A span from `start` to `end`; a reversed pair becomes the empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Span { start, end: if end < start { start } else { end }, unit: PhantomData }
    }

    /// Number of units covered.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// True where nothing is covered.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// True where the two share at least one unit.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True where `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl<U> Clone for Span<U> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<U> Copy for Span<U> {}

impl<U> PartialEq for Span<U> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}

impl<U> Eq for Span<U> {}

impl<U> PartialOrd for Span<U> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<U> Ord for Span<U> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}

impl<U> Hash for Span<U> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}

impl<U> fmt::Debug for Span<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reversed_pair_is_empty() {
        assert!(Span::<Byte>::new(5, 2).is_empty());
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::<Byte>::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::<Byte>::new(0, 4).overlaps(Span::new(3, 5)));
    }
}
