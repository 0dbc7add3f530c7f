//! Trains the coreference ranker on documents that the pipeline analysed.
//!
//! A softmax over "no antecedent" and the earlier candidates; all antecedents of the gold chain count as right
//! together. Wrong choices cost more the worse they are, so that the ranker keeps a margin. AdaGrad steps.

pub mod rows;

use anyhow::{Context, Result, bail};
use dateline_annotate::coref::{Decision, Document, Ranker};
use dateline_annotate::coref::{NOUN_CLASSES, Nouns};
use dateline_annotate::signature::Lexicon;
use dateline_annotate::{Model, Segment, annotate_segments};
use dateline_doc::{Byte, MentionKind, Name, Span, Syntax, Text};
use dateline_learn::{Scorer, Table, hash_text, write_rows};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use crate::random::Random;
use crate::treebank::Sentence;

/// A document with its chains.
#[derive(Debug, Clone)]
pub struct Annotated {
    /// Identifier.
    pub id: String,
    /// Its text, as written.
    pub text: Text,
    /// Its sentences.
    pub sentences: Vec<Segment>,
    /// Mentions: first word, first word after the end, chain.
    pub mentions: Vec<(u32, u32, u32)>,
}

impl Annotated {
    fn new(id: &str) -> Self {
        let text = Text::new(String::new());
        Annotated { id: id.to_owned(), text, sentences: Vec::new(), mentions: Vec::new() }
    }
}

/// Joins the documents of a treebank with the OntoGUM chains of the same documents, which hold the same words in the
/// same order.
pub fn read(chains: &Path, treebank: &[Sentence]) -> Result<Vec<Annotated>> {
    let text = std::fs::read_to_string(chains)
        .with_context(|| format!("cannot read {}; unpack the training data first", chains.display()))?;
    let mut documents = documents(treebank);
    let parts: Vec<&str> = text.split("# begin document").skip(1).collect();
    if parts.len() != documents.len() {
        bail!("{} holds {} documents, the treebank {}", chains.display(), parts.len(), documents.len());
    }
    for (document, part) in documents.iter_mut().zip(parts) {
        document.mentions = mentions(part).with_context(|| format!("{}, {}", chains.display(), document.id))?;
        let words: usize = document.sentences.iter().map(|one| one.words.len()).sum();
        let listed = part.lines().filter(|line| line.contains('\t')).count();
        if words != listed {
            bail!(
                "{}: {} has {words} words in the treebank and {listed} in {}",
                document.id,
                document.id,
                chains.display()
            );
        }
    }
    Ok(documents)
}

fn documents(treebank: &[Sentence]) -> Vec<Annotated> {
    let mut list: Vec<(Annotated, String)> = Vec::new();
    let mut paragraph = 0;
    for sentence in treebank {
        if list.last().is_none_or(|(last, _)| last.id != sentence.doc) {
            list.push((Annotated::new(&sentence.doc), String::new()));
        }
        let Some((document, body)) = list.last_mut() else { continue };
        paragraph += u32::from(sentence.opens_paragraph);
        if sentence.opens_paragraph && !body.is_empty() {
            body.push_str("\n\n");
        }
        document.sentences.push(Segment { words: spans(sentence, body), paragraph, furniture: false });
    }
    let finish = |(document, body): (Annotated, String)| Annotated { text: Text::new(body), ..document };
    list.into_iter().map(finish).collect()
}

/// Writes a sentence to the text and gives the spans of its words.
fn spans(sentence: &Sentence, body: &mut String) -> Vec<Span<Byte>> {
    let mut spans = Vec::with_capacity(sentence.words.len());
    for word in &sentence.words {
        let start = body.len() as u32;
        body.push_str(&word.form);
        spans.push(Span::new(start, body.len() as u32));
        if word.spaced {
            body.push(' ');
        }
    }
    spans
}

/// Mentions from the brackets of the third column.
fn mentions(part: &str) -> Result<Vec<(u32, u32, u32)>> {
    let mut open: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut found = Vec::new();
    for (at, line) in part.lines().filter(|line| line.contains('\t')).enumerate() {
        let at = at as u32;
        let column = line.split('\t').nth(2).unwrap_or("_");
        for bracket in column.split('|').flat_map(brackets) {
            let chain: u32 =
                bracket.trim_matches(['(', ')']).parse().with_context(|| format!("word {at}: {column}"))?;
            if bracket.starts_with('(') {
                open.entry(chain).or_default().push(at);
            }
            if bracket.ends_with(')') {
                let start = open.get_mut(&chain).and_then(Vec::pop).with_context(|| format!("word {at}: {column}"))?;
                found.push((start, at + 1, chain));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Splits "(1(2)3)" into "(1", "(2)", "3)".
fn brackets(column: &str) -> Vec<&str> {
    let mut list = Vec::new();
    let mut start = 0;
    for (at, byte) in column.bytes().enumerate() {
        if byte == b'(' && at > start {
            list.push(&column[start..at]);
            start = at;
        } else if byte == b')' {
            list.push(&column[start..=at]);
            start = at + 1;
        }
    }
    list.push(&column[start..]);
    list.retain(|one| one.bytes().any(|byte| byte.is_ascii_digit()));
    list
}

/// The table of noun classes from WordNet's lemmas and synsets, of the words that `known` holds.
pub fn nouns(lemmas: &str, synsets: &str, known: &BTreeSet<String>) -> Vec<u8> {
    let class = |name: &str| NOUN_CLASSES.iter().position(|one| Some(*one) == name.strip_prefix("noun."));
    let of_synset: HashMap<&str, u8> = synsets
        .lines()
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?, class(columns.next()?)? as u8))
        })
        .collect();
    let mut rows: BTreeMap<&str, Vec<[u8; 2]>> = BTreeMap::new();
    for line in lemmas.lines() {
        let mut columns = line.split('\t');
        let (Some(word), Some("n"), Some(synset)) = (columns.next(), columns.next(), columns.next()) else { continue };
        if let Some(class) = of_synset.get(synset).filter(|_| known.contains(word) && !word.contains(' ')) {
            let row = rows.entry(word).or_default();
            row.push([*class, 1]);
            row.truncate(2);
        }
    }
    write_rows(1, rows.into_iter().map(|(word, row)| (hash_text(word), row)).collect())
}

/// An analysed document.
#[derive(Debug)]
pub struct Analysed {
    /// Its syntax.
    pub syntax: Syntax,
    /// Its candidates.
    pub document: Document,
    /// The gold chain of each candidate.
    pub gold: Vec<Option<u32>>,
}

/// Runs the pipeline over a document's own sentences and words.
pub fn analyse(model: &Model, one: &Annotated, nouns: &Nouns<'_>) -> Analysed {
    let (syntax, names) = annotate_segments(&one.text, &one.sentences, model);
    analysed(one, syntax, &names, nouns, model.lexicon())
}

fn analysed(one: &Annotated, syntax: Syntax, names: &[Name], nouns: &Nouns<'_>, lexicon: &Lexicon<'_>) -> Analysed {
    let document = Document::new(&one.text, &syntax, names, nouns, lexicon);
    let chains: HashMap<(u32, u32), u32> =
        one.mentions.iter().map(|(start, end, chain)| ((*start, *end), *chain)).collect();
    let gold = document.candidates.iter().map(|c| chains.get(&(c.tokens.start.0, c.tokens.end.0)).copied()).collect();
    Analysed { syntax, document, gold }
}

/// Settings of the training.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Passes.
    pub epochs: usize,
    /// Step size.
    pub rate: f32,
    /// Cost of linking what begins a chain or stands alone.
    pub false_link: f32,
    /// Cost of not linking.
    pub missed: f32,
    /// Cost of linking to a wrong antecedent.
    pub wrong: f32,
    /// How many times dearer wrong links of names are.
    pub named: f32,
    /// The least number of updates for which a feature is kept.
    pub min_updates: u32,
    /// Decay of the weights.
    pub decay: f32,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            epochs: 6,
            rate: 0.1,
            false_link: 0.4,
            missed: 3.0,
            wrong: 1.0,
            named: 10.0,
            min_updates: 10,
            decay: 0.02,
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    value: f32,
    squares: f32,
    updates: u32,
}

/// Weights under training.
#[derive(Debug, Default)]
struct Weights(HashMap<u64, Weight>);

impl Weights {
    fn score(&self, keys: &[u64]) -> f32 {
        keys.iter().filter_map(|key| self.0.get(key)).map(|weight| weight.value).sum()
    }

    fn step(&mut self, keys: &[u64], gradient: f32, plan: &Plan) {
        for key in keys {
            let weight = self.0.entry(*key).or_default();
            weight.squares += gradient * gradient;
            weight.updates += 1;
            weight.value += plan.rate * (gradient - plan.decay * weight.value) / (weight.squares.sqrt() + 0.01);
        }
    }

    /// The weights in eight bits, those seen too seldom left out.
    fn finish(&self, plan: &Plan) -> Vec<u8> {
        let kept: BTreeMap<u64, f32> = self
            .0
            .iter()
            .filter(|(_, weight)| weight.updates >= plan.min_updates)
            .map(|(key, weight)| (*key, weight.value))
            .collect();
        let mut sizes: Vec<f32> = kept.values().map(|value| value.abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
        let scale = 127.0 / top.max(1e-6);
        let cell = |value: &f32| (value * scale).round().clamp(-127.0, 127.0) as i8;
        let rows = kept.iter().map(|(key, value)| (*key, cell(value))).filter(|(_, cell)| *cell != 0);
        write_rows(1, rows.map(|(key, cell)| (key, vec![[0, cell as u8]])).collect())
    }
}

/// Analyses the documents with the model in `weights` and trains the ranker's table.
pub fn section(weights: &[u8], chains: &[Annotated], nouns: &[u8]) -> Vec<u8> {
    // A model reads its weights in place for as long as the program runs.
    let Some(model) = Model::from_bytes(Box::leak(weights.to_vec().into_boxed_slice())) else { return Vec::new() };
    let nouns = Nouns::new(open(nouns));
    let documents: Vec<_> = chains.iter().map(|one| analyse(&model, one, &nouns)).collect();
    train(&documents, Plan::default())
}

/// Trains the ranker's table.
pub fn train(documents: &[Analysed], plan: Plan) -> Vec<u8> {
    let mut weights = Weights::default();
    let mut order: Vec<usize> = (0..documents.len()).collect();
    let mut random = Random::new(9);
    let mut decision = Decision::default();
    for _ in 0..plan.epochs {
        random.shuffle(&mut order);
        for at in &order {
            document(&documents[*at], &mut weights, &mut decision, &plan);
        }
    }
    weights.finish(&plan)
}

fn document(one: &Analysed, weights: &mut Weights, decision: &mut Decision, plan: &Plan) {
    let mut ranker = Ranker::new(&one.document);
    while let Some(at) = ranker.next(decision) {
        let scores: Vec<f32> = (0..decision.len()).map(|choice| weights.score(decision.features(choice))).collect();
        let right = right(one, at, decision);
        let dearer = if one.document.candidates[at].kind == MentionKind::Name { plan.named } else { 1.0 };
        let plan = Plan { false_link: plan.false_link * dearer, wrong: plan.wrong * dearer, ..*plan };
        learn(decision, &scores, &right, weights, &plan);
        let best = (0..scores.len()).fold(0, |best, choice| if scores[choice] > scores[best] { choice } else { best });
        ranker.decide(best.checked_sub(1).map(|rank| decision.antecedents[rank]));
    }
}

/// Which choices are right: the antecedents of the same chain, else none.
fn right(one: &Analysed, at: usize, decision: &Decision) -> Vec<bool> {
    let same = |j: &u32| one.gold[at].is_some() && one.gold[*j as usize] == one.gold[at];
    let mut right = vec![false];
    right.extend(decision.antecedents.iter().map(same));
    right[0] = !right.contains(&true);
    right
}

fn learn(decision: &Decision, scores: &[f32], right: &[bool], weights: &mut Weights, plan: &Plan) {
    let cost = |choice: usize| match (right[choice], choice, right[0]) {
        (true, ..) => 0.0,
        (_, 0, _) => plan.missed,
        (.., true) => plan.false_link,
        _ => plan.wrong,
    };
    let costed: Vec<f32> = scores.iter().enumerate().map(|(choice, score)| score + cost(choice)).collect();
    let top = costed.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = costed.iter().map(|score| (score - top).exp()).collect();
    let all: f32 = powers.iter().sum();
    let good: f32 = powers.iter().zip(right).filter(|(_, right)| **right).map(|(power, _)| power).sum();
    for (choice, power) in powers.iter().enumerate() {
        let wanted = if right[choice] { power / good.max(1e-20) } else { 0.0 };
        let gradient = wanted - power / all;
        if gradient.abs() > 1e-3 {
            weights.step(decision.features(choice), gradient, plan);
        }
    }
}

/// The chains of a document by a table, as rows of `(first word, first word after the end, chain, kind)`.
pub fn chains(one: &Analysed, table: &impl Scorer) -> Vec<(u32, u32, u32, MentionKind)> {
    let links = dateline_annotate::coref::link(&one.document, table);
    let found = dateline_annotate::coref::chained(&one.syntax, &one.document, &links);
    found.into_iter().map(|m| (m.tokens.start.0, m.tokens.end.0, m.chain, m.kind)).collect()
}

/// The open table of a trained ranker.
pub fn open(bytes: &[u8]) -> Table<'_> {
    Table::open(bytes).unwrap_or(Table::empty())
}
