//! The best sequence of name labels by their scores.

use super::{CLASSES, allowed};

/// Labels of a sentence from the scores of its words, `CLASSES.len()` each: of the sequences in which the inside of a
/// name follows its beginning, the one with the greatest sum (Viterbi 1967).
pub fn decode<'a>(words: impl Iterator<Item = &'a [f32]>) -> Vec<u8> {
    const WIDTH: usize = CLASSES.len();
    let mut sums = [f32::MIN; WIDTH];
    sums[0] = 0.0;
    let mut from: Vec<[u8; WIDTH]> = Vec::new();
    for scores in words {
        let before = |class: usize| {
            let free = (0..WIDTH).filter(|last| allowed(*last as u8, class as u8));
            free.reduce(|best, last| if sums[last] > sums[best] { last } else { best }).unwrap_or(0)
        };
        let best: [usize; WIDTH] = std::array::from_fn(before);
        let next = std::array::from_fn(|class| sums[best[class]] + scores.get(class).copied().unwrap_or(0.0));
        from.push(best.map(|last| last as u8));
        sums = next;
    }
    let mut class = (0..WIDTH).fold(0, |best, class| if sums[class] > sums[best] { class } else { best }) as u8;
    let mut labels = vec![0; from.len()];
    for (label, from) in labels.iter_mut().zip(&from).rev() {
        *label = class;
        class = from[usize::from(class)];
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inside_label_pulls_its_beginning() {
        let words = [[1.0, 0.9, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 3.0, 0.0, 0.0, 0.0, 0.0]];
        assert_eq!(decode(words.iter().map(|word| &word[..])), [1, 2]);
    }

    #[test]
    fn no_name_goes_on_from_another_kind() {
        let words = [[0.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0], [0.5, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0]];
        let labels = decode(words.iter().map(|word| &word[..]));
        assert!(allowed(labels[0], labels[1]) && labels[1] != 4, "{labels:?}");
        assert!(decode(std::iter::empty()).is_empty());
    }
}
