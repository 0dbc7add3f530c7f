//! Relations by their scores, with what a tree cannot have left out.

use dateline_doc::Deprel;

/// Relations whose head stands on the left, in all of the training treebanks and by the guidelines.
const HEAD_LEFT: u64 =
    bit(Deprel::Conj) | bit(Deprel::Flat) | bit(Deprel::Appos) | bit(Deprel::Fixed) | bit(Deprel::Goeswith);
/// Those whose head stands on the right, in all but 7 of 20,801.
const HEAD_RIGHT: u64 = bit(Deprel::Cc) | bit(Deprel::Mark);
const OBJECTS: u64 = bit(Deprel::Obj) | bit(Deprel::Iobj);
const SUBJECTS: u64 = bit(Deprel::Nsubj) | bit(Deprel::NsubjPass);

/// Labels of the words from their scores, given the heads (the number of words for the root). In the training
/// treebanks, 5 of 15,438 objects have a preposition, no verb has two subjects, and one of 2,024 passive auxiliaries
/// goes with a plain subject.
pub fn labels(scores: &[f32], heads: &[u32]) -> Vec<u8> {
    let root = heads.len();
    let row = |word: usize| row(scores, word);
    let barred = |word: usize| barred(word, heads[word] as usize, root);
    let mut labels: Vec<u8> = (0..root).map(|word| best(row(word), barred(word))).collect();
    let mut below = vec![0u64; root + 1];
    heads.iter().zip(&labels).for_each(|(head, label)| below[*head as usize] |= 1 << (label & 63));
    for word in 0..root {
        let mut more = barred(word);
        if below[word] & bit(Deprel::Case) != 0 {
            more |= OBJECTS;
        }
        if below[heads[word] as usize] & bit(Deprel::AuxPass) != 0 {
            more |= bit(Deprel::Nsubj);
        }
        labels[word] = best(row(word), more);
    }
    single_subjects(
        &mut labels,
        heads,
        |word, label| row(word)[usize::from(label)],
        |word, more| best(row(word), barred(word) | more),
    );
    labels
}

fn row(scores: &[f32], word: usize) -> &[f32] {
    &scores[word * Deprel::ALL.len()..(word + 1) * Deprel::ALL.len()]
}

/// Labels that a word cannot have under a head, as bits; the head is the number of words for the root.
fn barred(word: usize, head: usize, root: usize) -> u64 {
    match head {
        _ if head == root => !bit(Deprel::Root),
        _ if head < word => bit(Deprel::Root) | HEAD_RIGHT,
        _ => bit(Deprel::Root) | HEAD_LEFT,
    }
}

/// Takes from the score of each arc what its best label loses by standing on the wrong side of its head, or by being a
/// second subject; false where nothing is lost. An arc that only a conjunct could have, from the wrong side, is then no
/// longer the best.
pub fn weigh(arcs: &mut [f32], scores: &[f32], heads: &[u32]) -> bool {
    let root = heads.len();
    let labels = labels(scores, heads);
    let mut changed = false;
    for (word, head) in heads.iter().enumerate().filter(|(_, head)| (**head as usize) < root) {
        let row = row(scores, word);
        let loss = row[usize::from(best(row, bit(Deprel::Root)))] - row[usize::from(labels[word])];
        arcs[word * (root + 1) + *head as usize] -= loss;
        changed |= loss > 0.0;
    }
    changed
}

/// Of two subjects of one head, the one with the lower score becomes something else.
fn single_subjects(
    labels: &mut [u8],
    heads: &[u32],
    score: impl Fn(usize, u8) -> f32,
    other: impl Fn(usize, u64) -> u8,
) {
    let mut subjects: Vec<Option<usize>> = vec![None; heads.len() + 1];
    for word in 0..heads.len() {
        if SUBJECTS >> (labels[word] & 63) & 1 == 0 {
            continue;
        }
        let place = &mut subjects[heads[word] as usize];
        let (keep, lose) = match *place {
            Some(before) if score(before, labels[before]) >= score(word, labels[word]) => (before, Some(word)),
            before => (word, before),
        };
        *place = Some(keep);
        if let Some(lose) = lose {
            labels[lose] = other(lose, SUBJECTS);
        }
    }
}

const fn bit(label: Deprel) -> u64 {
    1 << (label as u8 & 63)
}

/// The label with the greatest score that is not barred; the first of equals.
fn best(scores: &[f32], barred: u64) -> u8 {
    dateline_learn::best(scores, |label| barred >> (label & 63) & 1 == 0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two words under the third, which hangs on the root; each label given has a score of its own.
    fn given(first: &[(Deprel, f32)], second: &[(Deprel, f32)]) -> Vec<u8> {
        let width = Deprel::ALL.len();
        let mut scores = vec![0.0; 3 * width];
        for (word, list) in [first, second].into_iter().enumerate() {
            list.iter().for_each(|(label, score)| scores[word * width + *label as usize] = *score);
        }
        labels(&scores, &[2, 2, 3])
    }

    #[test]
    fn there_is_one_subject() {
        let labels = given(&[(Deprel::Nsubj, 2.0), (Deprel::Obl, 1.0)], &[(Deprel::Nsubj, 3.0)]);
        assert_eq!(labels, [Deprel::Obl as u8, Deprel::Nsubj as u8, Deprel::Root as u8]);
    }

    #[test]
    fn an_arc_that_only_a_conjunct_could_have_loses_where_it_points_left() {
        let width = Deprel::ALL.len();
        let mut scores = vec![0.0; 2 * width];
        scores[Deprel::Conj as usize] = 5.0;
        scores[Deprel::Nsubj as usize] = 2.0;
        let mut arcs = vec![0.0, 9.0, 7.0, 0.0, 0.0, 9.0];
        assert!(weigh(&mut arcs, &scores, &[1, 2]));
        assert_eq!(arcs, [0.0, 6.0, 7.0, 0.0, 0.0, 9.0]);
        assert!(!weigh(&mut arcs, &vec![0.0; 2 * width], &[1, 2]));
    }

    #[test]
    fn a_passive_has_a_passive_subject() {
        let labels = given(&[(Deprel::Nsubj, 2.0), (Deprel::NsubjPass, 1.0)], &[(Deprel::AuxPass, 3.0)]);
        assert_eq!(labels[0], Deprel::NsubjPass as u8);
    }
}
