//! The map from a text to its document in few bytes: pieces mostly follow one another, and are as long in both.

use super::mark::{Reader, put};

/// A piece: first character, character after the last, first byte, byte after the last.
type Piece = [u32; 4];

/// Writes the pieces.
pub(super) fn write(out: &mut Vec<u8>, map: &[Piece]) {
    let mut before = [0; 4];
    for piece in map {
        let [from, to, first, behind] = piece.map(i64::from);
        let apart = [from - before[1], to - from, first - before[3], (behind - first) - (to - from)];
        apart.into_iter().for_each(|number| put(out, signed(number)));
        before = [from, to, first, behind];
    }
}

/// What [`write`] wrote.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Piece>> {
    let mut reader = Reader(bytes);
    let mut map: Vec<Piece> = Vec::new();
    while !reader.0.is_empty() {
        let before = map.last().map_or([0; 4], |piece| piece.map(i64::from));
        let mut next = |from: i64| from.checked_add(unsigned(reader.number()?));
        let from = next(before[1])?;
        let to = next(from)?;
        let first = next(before[3])?;
        let behind = next(first.checked_add(to - from)?)?;
        let narrow = |number: i64| u32::try_from(number).ok();
        map.push([narrow(from)?, narrow(to)?, narrow(first)?, narrow(behind)?]);
    }
    Some(map)
}

/// The sign in the lowest bit.
fn signed(number: i64) -> u64 {
    (number << 1 ^ number >> 63) as u64
}

fn unsigned(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_pieces_come_back() {
        let cases: [&[Piece]; 4] = [
            &[],
            &[[0, 5, 0, 5], [5, 6, 5, 11], [6, 9, 40, 43]],
            &[[7, 3, 9, 2], [0, u32::MAX, u32::MAX, 0]],
            &[[u32::MAX, 0, 0, u32::MAX], [0, 0, 0, 0]],
        ];
        for map in cases {
            let mut bytes = Vec::new();
            write(&mut bytes, map);
            assert_eq!(read(&bytes).as_deref(), Some(map));
        }
        assert_eq!(read(&[0x80]), None);
    }
}
