//! The training material: sentences with their classes and signatures.

use crate::treebank::Sentence;
use dateline_annotate::lemma::Script;
use dateline_annotate::signature::{Lexicon, Signed};
use dateline_doc::Deprel;
use std::collections::BTreeMap;

/// Sentences, with everything that training looks up by number.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// Number of the sentence of the treebank that each was made from: copies stay in one fold.
    pub origin: Vec<usize>,
    /// As the classifiers see them.
    pub signed: Vec<Signed>,
    /// Tags by class.
    pub tags: Vec<String>,
    /// Classes of the words.
    pub gold_tags: Vec<Vec<u8>>,
    /// FEATS columns by class.
    pub feats: Vec<String>,
    /// Edit scripts by class.
    pub scripts: Vec<Script>,
    /// Label of the root.
    pub root: u8,
}

impl Corpus {
    /// Counts the classes and makes the signatures.
    pub fn new(sentences: Vec<(usize, Sentence)>, tags: Vec<String>, lexicon: &Lexicon<'_>) -> Self {
        let (origin, sentences): (Vec<_>, Vec<_>) = sentences.into_iter().unzip();
        let words = || sentences.iter().flat_map(|sentence: &Sentence| &sentence.words);
        let feats = frequent(words().map(|word| word.feats.clone()), 255);
        let scripts = frequent(words().map(|word| Script::between(&word.form, &word.lemma)), 255);
        let signed = sentences.iter().map(|sentence: &Sentence| Signed::new(&sentence.forms(), lexicon)).collect();
        let class = |tag: &String| tags.iter().position(|one| one == tag).unwrap_or(0) as u8;
        let gold = |sentence: &Sentence| sentence.words.iter().map(|word| class(&word.tag)).collect();
        let gold_tags = sentences.iter().map(gold).collect();
        let root = Deprel::ALL.iter().position(|label| *label == Deprel::Root).unwrap_or(0) as u8;
        Corpus { sentences, origin, signed, tags, gold_tags, feats, scripts, root }
    }

    /// Class of a FEATS column.
    pub fn feats_class(&self, feats: &str) -> Option<u8> {
        self.feats.iter().position(|one| one == feats).map(|class| class as u8)
    }

    /// For each tag the FEATS classes that occur with it at least twice, the most frequent first.
    pub fn feats_of_tags(&self) -> Vec<Vec<u8>> {
        let mut counts: Vec<BTreeMap<u8, usize>> = vec![BTreeMap::new(); self.tags.len()];
        for (sentence, tags) in self.sentences.iter().zip(&self.gold_tags) {
            for (word, tag) in sentence.words.iter().zip(tags) {
                if let Some(class) = self.feats_class(&word.feats) {
                    *counts[usize::from(*tag)].entry(class).or_default() += 1;
                }
            }
        }
        counts.into_iter().map(by_count).collect()
    }
}

/// The tags of the treebank, the most frequent first.
pub fn tags(sentences: &[(usize, Sentence)]) -> Vec<String> {
    frequent(sentences.iter().flat_map(|(_, sentence)| &sentence.words).map(|word| word.tag.clone()), 250)
}

fn by_count(counts: BTreeMap<u8, usize>) -> Vec<u8> {
    let mut list: Vec<_> = counts.into_iter().collect();
    list.sort_by_key(|(class, count)| (std::cmp::Reverse(*count), *class));
    let few = list.iter().take(1).chain(list.iter().skip(1).filter(|(_, count)| *count > 1));
    few.map(|(class, _)| *class).collect()
}

/// The distinct values, the most frequent first, at most `limit`.
fn frequent<T: Ord>(values: impl Iterator<Item = T>, limit: usize) -> Vec<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let mut list: Vec<_> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    list.truncate(limit);
    list.into_iter().map(|(value, _)| value).collect()
}
