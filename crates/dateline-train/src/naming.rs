//! Trains the name finder on several sets of labelled names.

use crate::random::Random;
use anyhow::{Context, Result};
use dateline_annotate::names::{CLASSES, Known, allowed, features, surely_none};
use dateline_annotate::signature::{Lexicon, Signed};
use dateline_annotate::tagger;
use dateline_learn::{Bag, Perceptron, Scorer, Table, best};
use std::path::Path;

/// A sentence with labels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// The words.
    pub forms: Vec<String>,
    /// Indices of `CLASSES`.
    pub labels: Vec<u8>,
}

/// Reads a file of one word a line with its label in BIO; the columns are counted from 0.
pub fn read(path: &Path, form: usize, label: usize) -> Result<Vec<Named>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read {}; unpack the training data first", path.display()))?;
    Ok(parse(&text, form, label))
}

/// As [`read`], from text.
pub fn parse(text: &str, form: usize, label: usize) -> Vec<Named> {
    let mut all = vec![Named::default()];
    let mut last = 0;
    for line in text.lines().filter(|line| !line.starts_with("# ")) {
        let columns: Vec<_> = line.split('\t').collect();
        if line.is_empty() {
            all.push(Named::default());
            last = 0;
        } else if let (Some(form), Some(label), Some(open)) = (columns.get(form), columns.get(label), all.last_mut()) {
            last = class(label, last);
            open.forms.push((*form).to_owned());
            open.labels.push(last);
        }
    }
    all.retain(|sentence| !sentence.forms.is_empty());
    all
}

/// The class of a label in any of the sets.
fn class(label: &str, last: u8) -> u8 {
    let Some((place, kind)) = label.split_once('-') else { return 0 };
    let inside = match kind {
        "PER" | "politician" | "person" => 2,
        "ORG" | "politicalparty" | "organisation" => 4,
        "LOC" | "country" | "location" => 6,
        _ => return 0,
    };
    if place == "I" && allowed(last, inside) { inside } else { inside - 1 }
}

/// What names are trained with.
#[derive(Debug)]
pub struct Setting<'a> {
    /// Lexicon of the signatures.
    pub lexicon: Lexicon<'a>,
    /// The tagger's tables.
    pub taggers: [Table<'a>; 2],
    /// Lists of names.
    pub known: Known,
}

/// Trains on sentences.
pub fn train(sentences: &[Named], setting: &Setting<'_>, epochs: usize) -> Perceptron {
    let mut model = Perceptron::new(CLASSES.len());
    let mut random = Random::new(4);
    let mut ready: Vec<_> = sentences.iter().map(|sentence| prepare(sentence, setting)).collect();
    for _ in 0..epochs {
        random.shuffle(&mut ready);
        for one in &ready {
            learn(&mut model, one);
        }
    }
    model
}

struct Ready<'a> {
    signed: Signed,
    tags: Vec<u8>,
    marks: Vec<u8>,
    gold: &'a [u8],
}

fn prepare<'a>(sentence: &'a Named, setting: &Setting<'_>) -> Ready<'a> {
    let forms: Vec<_> = sentence.forms.iter().map(String::as_str).collect();
    let signed = Signed::new(&forms, &setting.lexicon);
    let tags = tagger::tag(&setting.taggers[0], &setting.taggers[1], &signed);
    Ready { signed, tags, marks: setting.known.marks(&forms), gold: &sentence.labels }
}

fn learn(model: &mut Perceptron, one: &Ready<'_>) {
    let mut bag = Bag::default();
    let mut scores = Vec::new();
    let mut labels: Vec<u8> = Vec::new();
    for (at, gold) in one.gold.iter().enumerate() {
        if surely_none(&one.signed, at, labels.last()) {
            labels.push(0);
            continue;
        }
        features(&one.signed, at, &one.tags, &one.marks, &labels, &mut bag);
        model.score(bag.keys(), &mut scores);
        let last = labels.last().copied().unwrap_or(0);
        let gold = if allowed(last, *gold) { *gold } else { gold - 1 };
        let guess = best(&scores, |class| allowed(last, class as u8)) as u8;
        model.tick();
        model.update(bag.keys(), usize::from(gold), usize::from(guess));
        labels.push(guess);
    }
}
