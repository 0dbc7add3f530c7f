//! Part-of-speech tags, from left to right: each decision sees the words around and the tags before.

use crate::signature::{Signature, Signed};
use dateline_learn::{Bag, Scorer, best};

/// What stands beside a sentence.
const OUTSIDE: u64 = 0xFFFF;

/// Features of the word at `at`, given the tags before it and, in a second pass, those of the first pass (`draft`).
pub fn features(sentence: &Signed, at: usize, tags: &[u8], draft: &[u8], bag: &mut Bag) {
    bag.clear();
    let word = &sentence.words[at];
    let i = at as isize;
    let near = |by: isize| sentence.at(i + by);
    let lower = |by: isize| near(by).map_or(OUTSIDE, |word| word.lower);
    let suffix = |by: isize| near(by).map_or(OUTSIDE, |word| word.suffixes[2] ^ word.suffixes[0]);
    let cluster = |by: isize| near(by).map_or(OUTSIDE, |word| word.cluster);
    let classes = |by: isize| near(by).map_or(OUTSIDE, |word| word.classes);
    let tag = |by: usize| at.checked_sub(by).map_or(OUTSIDE, |at| u64::from(tags[at]));
    let after = |by: usize| draft.get(at + by).map_or(OUTSIDE, |tag| u64::from(*tag));
    let case = case(sentence, at, word);
    own(word, case, bag);
    bag.add([lower(-1)]);
    bag.add([lower(-2)]);
    bag.add([lower(1)]);
    bag.add([lower(2)]);
    bag.add([lower(-1), word.lower]);
    bag.add([word.lower, lower(1)]);
    bag.add([suffix(-1), word.suffixes[2]]);
    bag.add([suffix(1), word.suffixes[1]]);
    bag.add([tag(1)]);
    bag.add([tag(2), tag(1)]);
    bag.add([tag(1), word.lower]);
    bag.add([tag(1), word.suffixes[2]]);
    bag.add([tag(1), lower(1)]);
    bag.add([tag(2)]);
    bag.add([tag(1), classes(0), case]);
    bag.add([classes(0), classes(1)]);
    bag.add([classes(-1), classes(0), classes(1)]);
    bag.add([cluster(-1)]);
    bag.add([cluster(1)]);
    bag.add([cluster(0), cluster(1)]);
    bag.add([cluster(-1), cluster(0)]);
    bag.add([cluster(2)]);
    bag.add([tag(1), cluster(0)]);
    bag.add([tag(2), tag(1), cluster(0)]);
    if !draft.is_empty() {
        bag.add([after(1)]);
        bag.add([after(1), after(2)]);
        bag.add([tag(1), after(1)]);
        bag.add([word.lower, after(1)]);
        bag.add([after(0), after(1)]);
        bag.add([word.suffixes[2], after(1)]);
        bag.add([tag(2), tag(1), after(1)]);
        bag.add([tag(1), after(1), after(2)]);
        bag.add([cluster(0), tag(1), after(1)]);
    }
}

/// How it is capitalised, where that says something.
fn case(sentence: &Signed, at: usize, word: &Signature) -> u64 {
    let kind = if word.upper { 2 } else { u64::from(word.capital) };
    sentence.style * 8 + kind * 2 + u64::from(at == 0)
}

fn own(word: &Signature, case: u64, bag: &mut Bag) {
    bag.add([]);
    bag.add([word.lower]);
    bag.add([word.lower, case]);
    for suffix in word.suffixes {
        bag.add([suffix]);
    }
    for prefix in word.prefixes {
        bag.add([prefix]);
    }
    bag.add([word.shape]);
    bag.add([case, word.suffixes[1]]);
    bag.add([case, word.suffixes[2]]);
    bag.add([case, word.classes]);
    bag.add([word.classes, word.suffixes[2]]);
    bag.add([word.classes, word.suffixes[1]]);
    bag.add([word.cluster]);
    bag.add([word.coarse, case]);
}

/// Tags a sentence in one pass; with a `draft` this is the second.
pub fn pass(scorer: &impl Scorer, sentence: &Signed, draft: &[u8], tags: &mut Vec<u8>) {
    let mut bag = Bag::default();
    let mut scores = Vec::new();
    tags.clear();
    for (at, word) in sentence.words.iter().enumerate() {
        if let Some(tag) = word.sure {
            tags.push(tag);
            continue;
        }
        features(sentence, at, tags, draft, &mut bag);
        scorer.score(bag.keys(), &mut scores);
        tags.push(best(&scores, |_| true) as u8);
    }
}

/// Tags a sentence in two passes; the second sees the first's tags on the right.
pub fn tag(first: &impl Scorer, second: &impl Scorer, sentence: &Signed) -> Vec<u8> {
    let mut draft = Vec::new();
    let mut tags = Vec::new();
    pass(first, sentence, &[], &mut draft);
    pass(second, sentence, &draft, &mut tags);
    tags
}
