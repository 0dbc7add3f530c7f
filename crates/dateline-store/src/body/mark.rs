//! The bytes that say what follows, and numbers of seven bits a byte.

/// Marks of values.
pub(super) const NULL: u8 = 0;
pub(super) const FALSE: u8 = 1;
pub(super) const TRUE: u8 = 2;
/// A number that follows.
pub(super) const NUMBER: u8 = 3;
/// A fraction in thousandths, its sign in the lowest bit.
pub(super) const THOUSANDTHS: u8 = 4;
/// A fraction in hundred thousandths, as coordinates have.
pub(super) const DEGREES: u8 = 5;
/// A fraction in eight bytes.
pub(super) const FRACTION: u8 = 6;
/// The number of a string in the table of strings.
pub(super) const STRING: u8 = 7;
/// Two numbers: the first, and how much more the second is.
pub(super) const PAIR: u8 = 8;
/// Values up to an `END`.
pub(super) const LIST: u8 = 9;
/// Keys with their values up to a `CLOSE`.
pub(super) const OBJECT: u8 = 10;
/// End of a list.
pub(super) const END: u8 = 11;
/// This and all above it: a small number, counted from here.
pub(super) const SMALL: u8 = 16;

/// In the place of a key: `text`, `start` and `end` of words that stand in the text, as first character and length.
pub(super) const SPAN: u8 = 253;
/// In the place of a key: one that has no number, as a string of the table.
pub(super) const OTHER: u8 = 254;
/// In the place of a key: end of an object.
pub(super) const CLOSE: u8 = 255;

/// Units of the fractions that have a short form.
pub(super) const SCALES: [(u8, f64); 2] = [(THOUSANDTHS, 1e3), (DEGREES, 1e5)];

/// Writes a number.
pub(super) fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Bytes that are read from the front; `None` where they end too soon or say nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'b>(pub(super) &'b [u8]);

impl<'b> Reader<'b> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// So many bytes.
    pub(super) fn take(&mut self, count: u64) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(count).ok()?)?;
        self.0 = rest;
        Some(taken)
    }
}
