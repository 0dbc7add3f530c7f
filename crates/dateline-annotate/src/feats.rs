//! Morphological features, chosen after parsing among those that the treebanks give to words of the same tag.

use crate::signature::Signed;
use dateline_doc::Deprel;
use dateline_learn::{Bag, Scorer, best};

/// What the choice sees beside the words.
#[derive(Debug, Clone, Copy)]
pub struct Tree<'a> {
    /// Tag of each word.
    pub tags: &'a [u8],
    /// Head of each word, the number of words for the root.
    pub heads: &'a [u32],
    /// Relation of each word.
    pub labels: &'a [u8],
    /// Relations that each word's dependents have, as bits.
    pub below: &'a [u64],
    /// Each word's subject or, without one, its number of words.
    pub subjects: &'a [u32],
}

/// Relations below each word as bits, and subjects.
pub fn below(heads: &[u32], labels: &[u8]) -> (Vec<u64>, Vec<u32>) {
    let size = heads.len();
    let mut below = vec![0; size];
    let mut subjects = vec![size as u32; size];
    for (at, (head, label)) in heads.iter().zip(labels).enumerate() {
        let head = *head as usize;
        if head >= size {
            continue;
        }
        below[head] |= 1u64 << (label & 63);
        let relation = Deprel::ALL.get(usize::from(*label)).copied();
        if matches!(relation, Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Expl)) {
            subjects[head] = at as u32;
        }
    }
    (below, subjects)
}

/// Features of the word at `at`.
pub fn features(sentence: &Signed, at: usize, tree: &Tree<'_>, bag: &mut Bag) {
    bag.clear();
    let word = &sentence.words[at];
    let tag = u64::from(tree.tags[at]);
    let label = u64::from(tree.labels[at]);
    let head = tree.heads[at] as usize;
    let bearer = if tree.subjects[at] as usize >= tree.heads.len() && is_helper(tree.labels[at]) { head } else { at };
    let subject = tree.subjects.get(bearer).map_or(usize::MAX, |at| *at as usize);
    let lower = |at: usize| sentence.words.get(at).map_or(1, |word| word.lower);
    let tag_of = |at: usize| tree.tags.get(at).map_or(255, |tag| u64::from(*tag));
    bag.add([tag]);
    bag.add([tag, word.lower]);
    bag.add([word.lower]);
    bag.add([tag, word.suffixes[2]]);
    bag.add([tag, word.suffixes[1]]);
    bag.add([tag, word.shape]);
    bag.add([tag, label]);
    bag.add([tag, label, tree.below[at]]);
    bag.add([tag, tree.below[at]]);
    bag.add([tag, label, tag_of(head)]);
    bag.add([tag, lower(subject)]);
    bag.add([tag, tag_of(subject)]);
    bag.add([tag, word.lower, lower(subject)]);
    bag.add([tag, word.lower, tag_of(subject)]);
    bag.add([tag, word.lower, label]);
    bag.add([tag, lower(at.wrapping_sub(1))]);
    bag.add([tag, word.lower, lower(at.wrapping_sub(1))]);
    bag.add([tag, word.lower, lower(at + 1)]);
    bag.add([tag, word.lower, tag_of(at + 1)]);
    bag.add([tag, tag_of(at.wrapping_sub(1)), tag_of(at + 1)]);
    bag.add([tag, word.cluster]);
    bag.add([tag, label, u64::from(at == 0), u64::from(word.capital)]);
}

fn is_helper(label: u8) -> bool {
    matches!(Deprel::ALL.get(usize::from(label)), Some(Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
}

/// The best of the feature bundles that `allowed` lists for the word's tag.
pub fn choose(
    scorer: &impl Scorer,
    sentence: &Signed,
    at: usize,
    tree: &Tree<'_>,
    allowed: &[u8],
    bag: &mut Bag,
) -> u8 {
    if let [only] = allowed {
        return *only;
    }
    let mut scores = Vec::new();
    features(sentence, at, tree, bag);
    scorer.score(bag.keys(), &mut scores);
    best(&scores, |class| allowed.contains(&(class as u8))) as u8
}
