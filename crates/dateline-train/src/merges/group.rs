//! Gold mentions and coded events as occurrences on a shelf, which of them are compared, and how they are grouped.

use super::corpus::{Gold, Report};
use super::told::Told;
use dateline::Tools;
use dateline::doc::{Article, Reading, Span};
use dateline_merge::incidents::{Node, candidates, order, settle};
use dateline_merge::score::Weights;
use dateline_merge::{Feature, Occurrence, Shelf, features};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// An occurrence with its answer.
#[derive(Debug, Clone)]
pub struct Item {
    /// What merging sees.
    pub occurrence: Occurrence,
    /// Its place on the shelf.
    pub node: Node,
    /// Its report.
    pub doc: String,
    /// The topic of its report.
    pub topic: String,
    /// See [`Report::story`].
    pub story: String,
    /// The split of its report.
    pub split: String,
    /// The gold event.
    pub cluster: String,
    /// Lemma of its head word.
    pub lemma: String,
    /// Where a gold mention stands, in characters.
    pub chars: (u32, u32),
    /// How many gold mentions it stands for.
    pub mentions: usize,
}

/// Two items that are compared.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The later one.
    pub a: usize,
    /// The earlier one.
    pub b: usize,
    /// Traits.
    pub features: Vec<Feature>,
    /// True where they are one event.
    pub same: bool,
}

/// One item a gold mention of all reports.
pub fn gold_mentions(reports: &[Report], tools: &Tools) -> Vec<Item> {
    reports.iter().flat_map(|report| mentions(report, &read_text(report, tools))).collect()
}

fn mentions(report: &Report, reading: &Reading) -> Vec<Item> {
    let told = Told::of(reading);
    let item = |(at, gold): (usize, &Gold)| Item {
        lemma: told.lemma(gold),
        chars: (gold.start, gold.end),
        ..item(report, told.mention(gold), at, &gold.cluster)
    };
    report.mentions.iter().enumerate().map(item).collect()
}

/// Reads a text of which nothing else is known.
fn read_text(report: &Report, tools: &Tools) -> Reading {
    let article = Article { language: Some("en".to_owned()), ..Article::of_text(&report.doc, &report.text) };
    dateline::read(article, tools)
}

/// One item a group of coded events that are one in the report, where gold mentions say which event it is.
pub fn coded(report: &Report, reading: &Reading) -> Vec<Item> {
    let told = Told::of(reading);
    let groups = told.groups();
    let items = groups.iter().enumerate().filter_map(|(at, group)| {
        let (cluster, mentions) = elected(report, reading, group)?;
        Some(Item { mentions, ..item(report, told.coded(group), at, cluster) })
    });
    items.collect()
}

/// The gold event that most mentions of a group are of, and how many.
fn elected<'g>(report: &'g Report, reading: &Reading, group: &[usize]) -> Option<(&'g str, usize)> {
    let text = &reading.article.text;
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for event in group.iter().map(|at| &reading.events[*at]) {
        let on = |gold: &&Gold| text.to_bytes(Span::new(gold.start, gold.end)).overlaps(event.trigger);
        if let Some(gold) = report.mentions.iter().find(on) {
            *votes.entry(&gold.cluster).or_default() += 1;
        }
    }
    votes.into_iter().max_by_key(|(_, count)| *count)
}

fn item(report: &Report, occurrence: Occurrence, at: usize, cluster: &str) -> Item {
    let node = Node { order: order(occurrence.said, &report.doc, at as u32), id: 0 };
    Item {
        occurrence,
        node,
        doc: report.doc.clone(),
        topic: report.topic.clone(),
        story: report.story.clone(),
        split: report.split.clone(),
        cluster: cluster.to_owned(),
        lemma: String::new(),
        chars: (0, 0),
        mentions: 1,
    }
}

/// All items on a shelf, in their order; what decides equal orders is their place in the list.
pub fn shelf(items: &mut [Item]) -> Shelf {
    let mut shelf = Shelf::default();
    for (at, item) in items.iter_mut().enumerate() {
        item.node.id = at as i64;
        shelf.put(item.node, item.occurrence.clone());
    }
    shelf
}

/// The pairs that are compared.
pub fn pairs(items: &[Item], shelf: &Shelf) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (a, item) in items.iter().enumerate() {
        let Ok(others) = candidates(shelf, item.node);
        for b in others.into_iter().map(|node| node.id as usize) {
            let features = features(&item.occurrence, &items[b].occurrence);
            pairs.push(Pair { a, b, features, same: item.cluster == items[b].cluster });
        }
    }
    pairs
}

/// The group of each item, as a number.
pub fn grouped(items: &[Item], shelf: &Shelf, weights: &Weights) -> Vec<usize> {
    let mut shelf = shelf.clone();
    let Ok(_) = settle(&mut shelf, weights, items.iter().map(|item| item.node));
    let founder = |item: &Item| shelf.incidents().get(&item.node).map_or(item.node, |(founder, _)| *founder);
    items.iter().map(|item| founder(item).id as usize).collect()
}

/// Groups as rows for a scorer: one JSON object a report, its mentions with the number of their group.
pub fn rows(items: &[Item], ours: &[usize]) -> String {
    let mut reports: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (item, group) in items.iter().zip(ours) {
        let (start, end) = item.chars;
        let mention = json!({"start": start, "end": end, "kind": "event", "cluster": group.to_string()});
        reports.entry(&item.doc).or_default().push(mention);
    }
    reports.into_iter().map(|(doc, mentions)| format!("{}\n", json!({"doc": doc, "mentions": mentions}))).collect()
}

/// The gold group of each item, as a number.
pub fn gold(items: &[Item]) -> Vec<usize> {
    numbered(items.iter().map(|item| item.cluster.as_str()))
}

/// The baseline: one group a lemma.
pub fn same_lemma(items: &[Item]) -> Vec<usize> {
    numbered(items.iter().map(|item| item.lemma.as_str()))
}

fn numbered<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    labels
        .map(|label| {
            let next = known.len();
            *known.entry(label).or_insert(next)
        })
        .collect()
}
