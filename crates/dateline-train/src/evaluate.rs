//! Scores a model on treebank sentences: with the treebank's words, and from raw text.

use crate::treebank::Sentence;
use dateline_annotate::{Model, analyse, annotate};
use dateline_doc::{Deprel, Text};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Counts over words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words of the treebank.
    pub words: usize,
    /// Words that we found.
    pub ours: usize,
    /// Words with the same borders.
    pub aligned: usize,
    /// Sentences of the treebank, ours, and those with the same borders.
    pub sentences: [usize; 3],
    /// Right universal part of speech.
    pub upos: usize,
    /// Right Penn tag.
    pub xpos: usize,
    /// Right features.
    pub feats: usize,
    /// Right lemma.
    pub lemma: usize,
    /// Right head.
    pub uas: usize,
    /// Right head and relation.
    pub las: usize,
}

impl Counts {
    fn add(&mut self, ours: &Judged<'_>, gold: &Judged<'_>) {
        self.aligned += 1;
        self.upos += usize::from(ours.upos == gold.upos);
        self.xpos += usize::from(ours.xpos == gold.xpos);
        self.feats += usize::from(ours.feats == gold.feats);
        self.lemma += usize::from(ours.lemma == gold.lemma);
        self.uas += usize::from(ours.head == gold.head);
        self.las += usize::from(ours.head == gold.head && ours.label == gold.label);
    }

    /// F1 in percent.
    pub fn f1(&self, right: usize) -> f64 {
        200.0 * right as f64 / (self.words + self.ours).max(1) as f64
    }

    /// A row of a table.
    pub fn row(&self, name: &str) -> String {
        let [gold, ours, same] = self.sentences;
        let sents = 200.0 * same as f64 / (gold + ours).max(1) as f64;
        let scores = [self.aligned, self.upos, self.xpos, self.feats, self.lemma, self.uas, self.las];
        let scores: Vec<_> = scores.iter().map(|right| format!("{:.2}", self.f1(*right))).collect();
        format!("| {name} | {} | {gold} | {sents:.2} | {} |", self.words, scores.join(" | "))
    }
}

struct Judged<'a> {
    upos: &'a str,
    xpos: &'a str,
    feats: &'a str,
    lemma: &'a str,
    head: (u32, u32),
    label: u8,
}

/// Scores with the treebank's sentences and words.
pub fn on_words(model: &Model, sentences: &[&Sentence], errors: &mut BTreeMap<(u8, u8), usize>) -> Counts {
    let mut counts = Counts::default();
    for sentence in sentences {
        let analysis = analyse(model, &sentence.forms());
        counts.words += sentence.words.len();
        counts.ours += sentence.words.len();
        counts.sentences = counts.sentences.map(|count| count + 1);
        for (at, word) in sentence.words.iter().enumerate() {
            let (upos, xpos) = word.tag.split_once('\t').unwrap_or_default();
            let gold =
                Judged { upos, xpos, feats: &word.feats, lemma: &word.lemma, head: (word.head, 0), label: word.label };
            let tag = model.tags()[usize::from(analysis.tags[at])];
            let label = analysis.parse.labels[at];
            let head = (analysis.parse.heads[at], 0);
            let ours = Judged {
                upos: tag.upos.as_str(),
                xpos: tag.xpos,
                feats: analysis.feats[at],
                lemma: &analysis.lemmas[at],
                head,
                label,
            };
            counts.add(&ours, &gold);
            if (head, label) != (gold.head, word.label) {
                *errors.entry((word.label, if head == gold.head { label } else { 255 })).or_default() += 1;
            }
        }
    }
    counts
}

/// The text of a document and where each word of the treebank stands in it.
pub fn raw(sentences: &[&Sentence]) -> (String, Vec<Vec<(u32, u32)>>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for sentence in sentences {
        if sentence.opens_paragraph && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        let mut list = Vec::new();
        for word in &sentence.words {
            let start = text.len() as u32;
            text.push_str(&word.form);
            list.push((start, text.len() as u32));
            if word.spaced {
                text.push(' ');
            }
        }
        if !text.ends_with(' ') {
            text.push(' ');
        }
        places.push(list);
    }
    (text, places)
}

/// Scores from raw text, document by document.
pub fn on_text(model: &Model, sentences: &[&Sentence]) -> Counts {
    let mut counts = Counts::default();
    for document in sentences.chunk_by(|a, b| a.doc == b.doc) {
        document_on_text(model, document, &mut counts);
    }
    counts
}

fn document_on_text(model: &Model, document: &[&Sentence], counts: &mut Counts) {
    let (text, places) = raw(document);
    let text = Text::new(text);
    let (syntax, _, _) = annotate(&text, &[], model);
    counts.ours += syntax.len();
    let by_place: HashMap<_, _> =
        syntax.tokens().iter().map(|t| ((syntax.span(t).start, syntax.span(t).end), t)).collect();
    let ends: HashSet<_> = syntax.sentences().iter().map(|s| (s.span.start, s.span.end)).collect();
    counts.sentences[1] += syntax.sentences().len();
    for (sentence, places) in document.iter().zip(&places) {
        counts.words += places.len();
        counts.sentences[0] += 1;
        counts.sentences[2] += usize::from(ends.contains(&(places[0].0, places[places.len() - 1].1)));
        let place = |head: u32| places.get(head as usize).copied().unwrap_or((u32::MAX, 0));
        for (word, at) in sentence.words.iter().zip(places) {
            let Some(token) = by_place.get(at).copied() else { continue };
            let (upos, xpos) = word.tag.split_once('\t').unwrap_or_default();
            let gold = Judged {
                upos,
                xpos,
                feats: &word.feats,
                lemma: &word.lemma,
                head: place(word.head),
                label: word.label,
            };
            let head =
                syntax.head(token).map_or((u32::MAX, 0), |head| (syntax.span(head).start, syntax.span(head).end));
            let label = Deprel::ALL.iter().position(|one| *one == syntax.deprel(token)).unwrap_or(0) as u8;
            let ours = Judged {
                upos: syntax.upos(token).as_str(),
                xpos: syntax.xpos(token),
                feats: syntax.feats_text(token),
                lemma: syntax.lemma(token),
                head,
                label,
            };
            counts.add(&ours, &gold);
        }
    }
}

/// True positives, ours, and the treebank's names.
pub fn names(model: &Model, sentences: &[crate::naming::Named]) -> BTreeMap<&'static str, [usize; 3]> {
    let mut counts: BTreeMap<&'static str, [usize; 3]> = BTreeMap::new();
    for sentence in sentences {
        let forms: Vec<_> = sentence.forms.iter().map(String::as_str).collect();
        let ours = spans(&analyse(model, &forms).names);
        let gold = spans(&sentence.labels);
        for (list, column) in [(&ours, 1), (&gold, 2)] {
            list.iter().for_each(|one| counts.entry(KINDS[usize::from(one.2)]).or_default()[column] += 1);
        }
        ours.iter()
            .filter(|one| gold.contains(one))
            .for_each(|one| counts.entry(KINDS[usize::from(one.2)]).or_default()[0] += 1);
    }
    counts
}

const KINDS: [&str; 3] = ["PER", "ORG", "LOC"];

fn spans(labels: &[u8]) -> Vec<(usize, usize, u8)> {
    let mut out: Vec<(usize, usize, u8)> = Vec::new();
    let mut last = 0;
    for (at, label) in labels.iter().enumerate() {
        match out.last_mut() {
            Some(open) if *label != 0 && label % 2 == 0 && last != 0 => open.1 = at + 1,
            _ if *label != 0 => out.push((at, at + 1, (label - 1) / 2)),
            _ => {}
        }
        last = *label;
    }
    out
}
