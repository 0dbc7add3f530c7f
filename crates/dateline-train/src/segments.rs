//! Trains the choice of sentence ends on treebank documents written out as raw text.

use crate::augment;
use crate::evaluate::{raw, wrapped};
use crate::random::Random;
use crate::treebank::Sentence;
use dateline_annotate::sentences::Manner;
use dateline_annotate::{layout, sentences, tokens};
use dateline_doc::{Byte, Span};
use dateline_learn::{Bag, Perceptron, Scorer};
use std::collections::BTreeSet;

/// How much better than the other the right choice must score, or else it is learned: no end, and an end. A sentence cut
/// in two costs more than two that stay together, so ends must be the surer.
const MARGINS: [i32; 2] = [60, 20];

/// Columns that some of the documents are wrapped at.
const WIDTHS: [usize; 3] = [80, 72, 66];

/// One document in one layout.
struct Document {
    text: String,
    manner: Manner,
    ends: BTreeSet<u32>,
    blocks: Vec<Vec<Span<Byte>>>,
}

/// Trains on the sentences, which stand in the order of their documents.
pub fn train(treebank: &[Sentence], epochs: usize) -> Perceptron {
    let mut documents = documents(treebank);
    let mut model = Perceptron::new(2);
    let mut random = Random::new(9);
    for _ in 0..epochs {
        random.shuffle(&mut documents);
        documents.iter().for_each(|document| learn(document, &mut model));
    }
    model
}

/// The documents as they are, wrapped and, some, in capitals.
fn documents(treebank: &[Sentence]) -> Vec<Document> {
    let mut documents = Vec::new();
    for (nth, sentences) in treebank.chunk_by(|a, b| a.doc == b.doc).enumerate() {
        let headed = as_news(sentences);
        let (text, ends) = written(headed.iter());
        documents.push(document(wrapped(&text, WIDTHS[nth % WIDTHS.len()]), &ends));
        let (text, ends) = written(sentences.iter());
        if nth % 12 == 0 && text.is_ascii() {
            documents.push(document(text.to_uppercase(), &ends));
        }
        documents.push(document(text, &ends));
    }
    documents
}

/// The text of sentences, and where they end in it.
fn written<'a>(sentences: impl Iterator<Item = &'a Sentence>) -> (String, BTreeSet<u32>) {
    let (text, places) = raw(&sentences.collect::<Vec<_>>());
    let ends = places.iter().filter_map(|words| words.last()).map(|(_, end)| *end).collect();
    (text, ends)
}

/// A headline over some of the paragraphs, made of their first sentence, and a dateline before others.
fn as_news(sentences: &[Sentence]) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (nth, sentence) in sentences.iter().enumerate() {
        let fits = (4..=18).contains(&sentence.words.len());
        if sentence.opens_paragraph && fits && nth % 3 == 0 {
            out.push(augment::headline(sentence));
        }
        let dateline = sentence.opens_paragraph && nth % 3 == 1;
        out.push(if dateline { augment::behind_dateline(sentence, nth) } else { sentence.clone() });
    }
    out
}

fn document(text: String, ends: &BTreeSet<u32>) -> Document {
    let words = |block: layout::Block| {
        let mut spans = Vec::new();
        tokens::tokenise(&text, block.span, &mut spans);
        spans
    };
    let blocks = layout::blocks(&text, &[]);
    let manner = Manner::of(blocks.iter().map(|block| &text[block.span.range()]));
    let blocks = blocks.into_iter().map(words).collect();
    Document { manner, blocks, ends: ends.clone(), text }
}

fn learn(document: &Document, model: &mut Perceptron) {
    let mut scores = Vec::new();
    for words in &document.blocks {
        sentences::walk(&document.text, words, document.manner, |at, bag: &Bag| {
            let gold = document.ends.range(words[at].end..=words[at + 1].start).next().is_some();
            model.score(bag.keys(), &mut scores);
            model.tick();
            let (right, wrong) = if gold { (sentences::END, 0) } else { (0, sentences::END) };
            if scores[right] - scores[wrong] <= MARGINS[right] {
                model.update(bag.keys(), right, wrong);
            }
            gold
        });
    }
}
