//! Lists where our tokens and sentences differ from the treebank's: what to mend next.

use crate::evaluate::raw;
use crate::treebank::Sentence;
use dateline_annotate::{Model, segments};
use dateline_doc::Text;
use std::collections::{BTreeMap, BTreeSet};

/// Counts of "the treebank's tokens | ours" over the stretches where they differ.
pub fn tokens(model: &Model, sentences: &[&Sentence]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for document in sentences.chunk_by(|a, b| a.doc == b.doc) {
        let (text, places) = raw(document);
        let gold: Vec<_> = places.into_iter().flatten().collect();
        let text = Text::new(text);
        let ours: Vec<_> = segments(text.as_str(), &[], model)
            .iter()
            .flat_map(|segment| &segment.words)
            .map(|word| (word.start, word.end))
            .collect();
        for (a, b) in stretches(&gold, &ours) {
            let shown = |list: &[(u32, u32)]| {
                list.iter().map(|(s, e)| &text.as_str()[*s as usize..*e as usize]).collect::<Vec<_>>().join(" ")
            };
            *counts.entry(format!("{} | {}", shown(&a), shown(&b))).or_default() += 1;
        }
    }
    counts
}

type Spans = Vec<(u32, u32)>;

fn stretches(gold: &[(u32, u32)], ours: &[(u32, u32)]) -> Vec<(Spans, Spans)> {
    let common: BTreeSet<_> = gold.iter().filter(|span| ours.binary_search(span).is_ok()).collect();
    let mut out = Vec::new();
    let ends: Vec<_> = common.iter().map(|span| **span).chain([(u32::MAX, u32::MAX)]).collect();
    let (mut i, mut j) = (0, 0);
    for end in ends {
        let a: Spans = gold[i..].iter().take_while(|span| **span < end).copied().collect();
        let b: Spans = ours[j..].iter().take_while(|span| **span < end).copied().collect();
        i += a.len() + 1;
        j += b.len() + 1;
        if !a.is_empty() || !b.is_empty() {
            out.push((a, b));
        }
        i = i.min(gold.len());
        j = j.min(ours.len());
    }
    out
}

/// Sentence ends of one side only: "missed" and "added", with the words around.
pub fn sentences(model: &Model, sentences: &[&Sentence]) -> Vec<String> {
    let mut lines = Vec::new();
    for document in sentences.chunk_by(|a, b| a.doc == b.doc) {
        let (text, places) = raw(document);
        let gold: BTreeSet<_> = places.iter().filter_map(|list| list.last()).map(|span| span.1).collect();
        let text = Text::new(text);
        let ours = segments(text.as_str(), &[], model);
        let ours: BTreeSet<_> = ours.iter().filter_map(|segment| segment.words.last()).map(|word| word.end).collect();
        for (kind, list) in [("missed", gold.difference(&ours)), ("added", ours.difference(&gold))] {
            lines.extend(
                list.map(|at| format!("{kind}: {}: {}", document[0].genre(), around(text.as_str(), *at as usize))),
            );
        }
    }
    lines
}

fn around(text: &str, at: usize) -> String {
    let from = (0..=at.saturating_sub(25)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let to = (at + 25..text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    format!("{:?} || {:?}", &text[from..at], &text[at..to])
}
