//! Trains the choice of morphological features and of lemmas.

use crate::corpus::Corpus;
use crate::random::Random;
use dateline_annotate::feats::{Tree, below, choose, features};
use dateline_annotate::lemma::{self, Script};
use dateline_annotate::signature::{Lexicon, Signature};
use dateline_learn::{Bag, Perceptron};
use std::collections::BTreeMap;

/// Trains the morphology on the treebank's trees and tags.
pub fn train_feats(corpus: &Corpus, lists: &[Vec<u8>], epochs: usize) -> Perceptron {
    let mut model = Perceptron::new(corpus.feats.len());
    let mut bag = Bag::default();
    for _ in 0..epochs {
        for (nth, sentence) in corpus.sentences.iter().enumerate() {
            let heads = sentence.heads();
            let labels: Vec<_> = sentence.words.iter().map(|word| word.label).collect();
            let (below, subjects) = below(&heads, &labels);
            let tags = &corpus.gold_tags[nth];
            let tree = Tree { tags, heads: &heads, labels: &labels, below: &below, subjects: &subjects };
            for (at, word) in sentence.words.iter().enumerate() {
                let allowed = &lists[usize::from(tags[at])];
                let Some(gold) = corpus.feats_class(&word.feats).filter(|gold| allowed.contains(gold)) else {
                    continue;
                };
                let guess = choose(&model, &corpus.signed[nth], at, &tree, allowed, &mut bag);
                model.tick();
                if guess != gold {
                    features(&corpus.signed[nth], at, &tree, &mut bag);
                    model.update(bag.keys(), usize::from(gold), usize::from(guess));
                }
            }
        }
    }
    model
}

/// A form with its tag's class and its lemma.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Inflected {
    /// The form.
    pub form: String,
    /// Class of the tag.
    pub tag: u8,
    /// The lemma.
    pub lemma: String,
    /// Style of the sentence, and whether it opens it.
    pub place: (u64, bool),
}

/// The treebank's distinct forms with how often they occur, the frequent ones several times.
pub fn inflected(corpus: &Corpus) -> Vec<Inflected> {
    let mut counts: BTreeMap<Inflected, usize> = BTreeMap::new();
    for (nth, (sentence, tags)) in corpus.sentences.iter().zip(&corpus.gold_tags).enumerate() {
        let style = corpus.signed[nth].style;
        for (at, (word, tag)) in sentence.words.iter().zip(tags).enumerate() {
            let one =
                Inflected { form: word.form.clone(), tag: *tag, lemma: word.lemma.clone(), place: (style, at == 0) };
            *counts.entry(one).or_default() += 1;
        }
    }
    let times = |count: usize| (count.ilog2() as usize + 1).min(6);
    counts.into_iter().flat_map(|(one, count)| std::iter::repeat_n(one, times(count))).collect()
}

/// Trains the lemmas on forms of the treebank and of lexicons.
pub fn train_lemmas(corpus: &Corpus, lexicon: &Lexicon<'_>, mut forms: Vec<Inflected>, epochs: usize) -> Perceptron {
    let mut model = Perceptron::new(corpus.scripts.len());
    let mut random = Random::new(3);
    let mut bag = Bag::default();
    for _ in 0..epochs {
        random.shuffle(&mut forms);
        for one in &forms {
            let script = Script::between(&one.form, &one.lemma);
            let Some(gold) = corpus.scripts.iter().position(|known| *known == script) else { continue };
            let word = Signature::new(&one.form, lexicon);
            lemma::features(&word, u64::from(one.tag), one.place.0, one.place.1, &mut bag);
            let guess = lemma::choose(&model, &corpus.scripts, &one.form, &bag);
            model.tick();
            model.update(bag.keys(), gold, guess);
        }
    }
    model
}
