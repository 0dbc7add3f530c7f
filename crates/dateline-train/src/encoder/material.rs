//! What the encoder is trained on: sentences with any of tags, trees and names.

use crate::corpus::Corpus;
use crate::naming::Named;
use crate::random::Random;
use dateline_annotate::encoder::{known_part, parts, traits};
use dateline_annotate::names::Known;
use dateline_annotate::signature::{Lexicon, Signed};
use std::collections::HashMap;

/// A sentence to learn from; what is not known of it is empty.
#[derive(Debug, Default)]
pub(crate) struct Lesson {
    /// Rows of the words' vectors.
    pub(crate) parts: Vec<[u32; 5]>,
    /// Rows of their traits.
    pub(crate) traits: Vec<[u32; 12]>,
    pub(crate) tags: Vec<u8>,
    pub(crate) heads: Vec<u32>,
    pub(crate) labels: Vec<u8>,
    pub(crate) names: Vec<u8>,
    /// The set that the names are of.
    pub(crate) set: usize,
}

/// The words that have a vector of their own.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    pub(crate) numbers: HashMap<u64, u32>,
    pub(crate) keys: Vec<u64>,
    /// How often each is in the corpus.
    pub(crate) counts: Vec<u32>,
}

impl Lesson {
    fn new(signed: &Signed, forms: &[&str], vocabulary: &Vocabulary, known: &Known) -> Self {
        let marks = known.marks(forms);
        let number = |at: usize| vocabulary.numbers.get(&signed.words[at].lower).copied();
        Lesson {
            parts: (0..forms.len()).map(|at| parts(&signed.words[at], number(at))).collect(),
            traits: (0..forms.len()).map(|at| traits(signed, at, marks[at])).collect(),
            ..Lesson::default()
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// The rows of a word's vector; rare words are hidden now and then, so that the row of unknown ones is learned.
    pub(crate) fn blurred(&self, at: usize, vocabulary: &Vocabulary, random: &mut Random) -> [u32; 5] {
        let mut parts = self.parts[at];
        let count = known_part(parts[0]).map_or(0, |number| vocabulary.counts[number as usize]);
        let chance = 0.25 / (0.25 + count as f32) + 0.01;
        if (random.below(1000) as f32) < chance * 1000.0 {
            parts[0] = dateline_annotate::encoder::UNKNOWN;
        }
        parts
    }
}

/// Lessons of the treebank, with names where a set of names has the same sentence, then of the names left over.
pub(crate) fn lessons(corpus: &Corpus, named: &[Named], lexicon: &Lexicon<'_>, vocabulary: &Vocabulary) -> Vec<Lesson> {
    let known = Known::builtin();
    let key = |forms: &[&str]| forms.join(" ").to_lowercase();
    let text = |one: &Named| key(&one.forms.iter().map(String::as_str).collect::<Vec<_>>());
    let by_text: HashMap<String, usize> = named.iter().enumerate().map(|(nth, one)| (text(one), nth)).collect();
    let mut used = vec![false; named.len()];
    let mut out = Vec::new();
    for (nth, sentence) in corpus.sentences.iter().enumerate() {
        let forms = sentence.forms();
        let mut lesson = Lesson::new(&corpus.signed[nth], &forms, vocabulary, &known);
        lesson.tags.clone_from(&corpus.gold_tags[nth]);
        lesson.heads = sentence.heads();
        lesson.labels = sentence.words.iter().map(|word| word.label).collect();
        if let Some(found) = by_text.get(&key(&forms)).filter(|found| named[**found].labels.len() == forms.len()) {
            used[*found] = true;
            lesson.names.clone_from(&named[*found].labels);
            lesson.set = usize::from(named[*found].set);
        }
        out.push(lesson);
    }
    for (one, _) in named.iter().zip(used).filter(|(_, used)| !used) {
        out.push(of_names(one, lexicon, vocabulary, &known));
    }
    out
}

pub(crate) fn of_names(named: &Named, lexicon: &Lexicon<'_>, vocabulary: &Vocabulary, known: &Known) -> Lesson {
    let forms: Vec<_> = named.forms.iter().map(String::as_str).collect();
    let signed = Signed::new(&forms, lexicon);
    Lesson {
        names: named.labels.clone(),
        set: usize::from(named.set),
        ..Lesson::new(&signed, &forms, vocabulary, known)
    }
}
