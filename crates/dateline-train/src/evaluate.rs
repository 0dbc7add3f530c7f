//! Scores a model on treebank sentences: with the treebank's words, and from raw text.

use crate::naming::Named;
use crate::treebank::Sentence;
use dateline_annotate::{Model, analyse, annotate};
use dateline_doc::{Byte, Deprel, NameKind, Span, Text};
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

    /// F1 of the sentences in percent.
    pub fn sentences_f1(&self) -> f64 {
        let [gold, ours, same] = self.sentences;
        200.0 * same as f64 / (gold + ours).max(1) as f64
    }

    /// A row of a table.
    pub fn row(&self, name: &str) -> String {
        let [gold, sents] = [self.sentences[0] as f64, self.sentences_f1()];
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

/// The text with its paragraphs wrapped, as Universal Dependencies' `conllu_to_text.pl` wraps them: a line break stands
/// for the last space before the column, so that every place stays where it is.
pub fn wrapped(text: &str, width: usize) -> String {
    let mut out: Vec<u8> = text.bytes().collect();
    let (mut line, mut space) = (0, None);
    for (column, (at, char)) in text.char_indices().enumerate() {
        match char {
            '\n' => (line, space) = (column + 1, None),
            ' ' => space = Some((column, at)),
            _ => {}
        }
        if let Some((before, place)) = space.filter(|_| column - line >= width) {
            out[place] = b'\n';
            (line, space) = (before + 1, None);
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The column that [`wrapped`] text is scored at.
pub const COLUMN: usize = 80;

/// Scores from raw text, document by document; `wrap` wraps it first.
pub fn on_text(model: &Model, sentences: &[&Sentence], wrap: bool) -> Counts {
    let mut counts = Counts::default();
    for document in sentences.chunk_by(|a, b| a.doc == b.doc) {
        document_on_text(model, document, wrap, &mut counts);
    }
    counts
}

/// Scores words and sentences only.
pub fn segments(model: &Model, sentences: &[&Sentence], wrap: bool, counts: &mut Counts) {
    for document in sentences.chunk_by(|a, b| a.doc == b.doc) {
        let (text, places) = written(document, wrap);
        let ours = dateline_annotate::segments(&text, &[], model);
        let words: HashSet<_> = ours.iter().flat_map(|one| &one.words).map(|word| (word.start, word.end)).collect();
        let border = |words: &[Span<Byte>]| (words[0].start, words[words.len() - 1].end);
        let borders: HashSet<_> = ours.iter().map(|one| border(&one.words)).collect();
        let found = |list: &&Vec<(u32, u32)>| borders.contains(&(list[0].0, list[list.len() - 1].1));
        counts.ours += words.len();
        counts.words += places.iter().map(Vec::len).sum::<usize>();
        counts.aligned += places.iter().flatten().filter(|place| words.contains(place)).count();
        counts.sentences[0] += places.len();
        counts.sentences[1] += ours.len();
        counts.sentences[2] += places.iter().filter(found).count();
    }
}

fn written(document: &[&Sentence], wrap: bool) -> (String, Vec<Vec<(u32, u32)>>) {
    let (text, places) = raw(document);
    (if wrap { wrapped(&text, COLUMN) } else { text }, places)
}

fn document_on_text(model: &Model, document: &[&Sentence], wrap: bool, counts: &mut Counts) {
    let (text, places) = written(document, wrap);
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
pub fn names(model: &Model, sentences: &[Named]) -> BTreeMap<&'static str, [usize; 3]> {
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

/// As [`names`], of whole documents by everything that annotation does: from raw text, with the names of a document made
/// to agree. `named` has the labels of the same sentences.
pub fn names_on_text(model: &Model, sentences: &[&Sentence], named: &[Named]) -> BTreeMap<&'static str, [usize; 3]> {
    let mut counts: BTreeMap<&'static str, [usize; 3]> = BTreeMap::new();
    let labels: HashMap<String, &Named> = named.iter().map(|one| (one.forms.join(" "), one)).collect();
    for document in sentences.chunk_by(|a, b| a.doc == b.doc) {
        let (text, places) = raw(document);
        let (_, names, _) = annotate(&Text::new(text), &[], model);
        let ours: HashSet<_> =
            names.iter().filter_map(|name| Some((name.span.start, name.span.end, coarse(name.kind)?))).collect();
        let gold: HashSet<_> = document
            .iter()
            .zip(&places)
            .filter_map(|(sentence, places)| Some((labels.get(&sentence.forms().join(" "))?, places)))
            .flat_map(|(named, places)| {
                spans(&named.labels).into_iter().map(|(start, end, kind)| (places[start].0, places[end - 1].1, kind))
            })
            .collect();
        for (kind, name) in KINDS.iter().enumerate() {
            let of = |set: &HashSet<(u32, u32, u8)>| set.iter().filter(|one| usize::from(one.2) == kind).count();
            let both = ours.intersection(&gold).filter(|one| usize::from(one.2) == kind).count();
            let count = counts.entry(name).or_default();
            [both, of(&ours), of(&gold)].into_iter().zip(count).for_each(|(more, count)| *count += more);
        }
    }
    counts
}

/// The class of the sets of names; none for peoples and events, which are no names there.
fn coarse(kind: NameKind) -> Option<u8> {
    match kind {
        NameKind::Per => Some(0),
        NameKind::Org => Some(1),
        NameKind::Gpe | NameKind::Loc | NameKind::Fac => Some(2),
        NameKind::Norp | NameKind::Event => None,
    }
}

const KINDS: [&str; 3] = ["PER", "ORG", "LOC"];

pub(crate) fn spans(labels: &[u8]) -> Vec<(usize, usize, u8)> {
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
