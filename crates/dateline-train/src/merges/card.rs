//! The score card of merging.

use super::causes;
use super::fit::{Plan, fit};
use super::group::{Item, Pair, gold, grouped, pairs, rows, same_lemma, shelf};
use super::measure::{Scores, Sums, scores};
use crate::decisions::curve::Scored;
use crate::logistic::share;
use dateline_merge::score::Weights;
use dateline_merge::{FEATURES, Feature};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How many parts the topics are cut into.
const FOLDS: usize = 5;

/// So many causes of error are listed.
const CAUSES: usize = 10;

const HEAD: &str = "\
# Merging

Which reports tell of one event. Written by `cargo xtask train merges weights`; see [the card](../../models/merge/card.md)
of the weights. MUC, B3 and CEAFe as precision / recall / F1, CoNLL is the mean of their F1.

The baseline groups all mentions whose head words have one lemma. Neither it nor merging is told the topic of a report.
";

/// Reports with gold mentions.
#[derive(Debug)]
pub struct Set {
    /// Their mentions.
    pub items: Vec<Item>,
    /// Hash of the file.
    pub sha256: String,
}

/// What the card is about.
#[derive(Debug)]
pub struct Card {
    /// Weights set by hand.
    pub hand: Weights,
    /// Fitted weights.
    pub weights: Weights,
    /// The set whose split "train" was learnt from.
    pub gold: Set,
    /// A set that was only scored.
    pub check: Option<Set>,
    /// Coded events of the stories.
    pub told: Vec<Item>,
    /// Version of the language model.
    pub model: String,
}

impl Card {
    /// Its text.
    pub fn text(&self) -> String {
        let split = |name: &str| self.gold.items.iter().filter(|item| item.split == name).cloned().collect::<Vec<_>>();
        let (train, mut dev) = (split("train"), split("dev"));
        let mut text = format!("{HEAD}\nLanguage model {}; rows {}.\n", self.model, &self.gold.sha256[..16]);
        text += "\n## Gold mentions of ECB+\n\nCounted are mentions of events in sentences that were validated.\n";
        text += TABLE;
        text += &self.both("split dev", &dev);
        text += &self.both("split train, learnt from", &train);
        text += &self.both("all", &self.gold.items);
        text += &self.across_topics();
        text += &reliability("pairs of split dev", sure(&compared(&mut dev), &self.weights));
        if let Some(check) = &self.check {
            let _ = write!(text, "\n## Gold mentions of MEANTIME\n\nOnly scored; rows {}.\n", &check.sha256[..16]);
            text += TABLE;
            text += &self.both("all", &check.items);
        }
        text += &self.stories();
        text + &self.thresholds(&dev) + &causes::table(dev, &self.weights, CAUSES)
    }

    /// The groups of all gold mentions, see [`rows`].
    pub fn rows(&mut self) -> String {
        let items = &mut self.gold.items;
        let shelf = shelf(items);
        rows(items, &grouped(items, &shelf, &self.weights))
    }

    /// The baseline and ours on one set.
    fn both(&self, name: &str, items: &[Item]) -> String {
        let mut items = items.to_vec();
        let baseline = row(&format!("{name}, baseline"), &items, &same_lemma(&items));
        let shelf = shelf(&mut items);
        baseline + &row(name, &items, &grouped(&items, &shelf, &self.weights))
    }

    /// All topics, those of each part by weights that have not seen them.
    fn across_topics(&self) -> String {
        let of = parts(&self.gold.items);
        let mut told = self.told.clone();
        let stories = compared(&mut told);
        let (mut items, mut ours, mut lemmas) = (Vec::new(), Vec::new(), Vec::new());
        for part in 0..FOLDS {
            let both = self.gold.items.iter().zip(&of).map(|(item, at)| (item.clone(), *at == part));
            let (test, rest): (Vec<_>, Vec<_>) = both.partition(|(_, inside)| *inside);
            let [mut test, mut rest] =
                [test, rest].map(|side| side.into_iter().map(|(item, _)| item).collect::<Vec<_>>());
            let weights = fit(&self.hand, &compared(&mut rest), &stories, &Plan::default());
            let (shelf, before) = (shelf(&mut test), items.len());
            ours.extend(grouped(&test, &shelf, &weights).iter().map(|group| before + group));
            lemmas.extend(same_lemma(&test).iter().map(|group| before + group));
            items.extend(test);
        }
        row("all, topics in five parts, baseline", &items, &lemmas)
            + &row("all, topics in five parts, each by weights from the others", &items, &ours)
    }

    /// Each half of the stories with weights that have not seen it.
    fn unseen(&self) -> Vec<(String, Vec<Item>, Weights)> {
        let mut train: Vec<Item> = self.gold.items.iter().filter(|item| item.split == "train").cloned().collect();
        let mentions = compared(&mut train);
        let unseen = |half: Vec<String>| {
            let (test, mut rest): (Vec<Item>, Vec<Item>) =
                self.told.iter().cloned().partition(|item| half.contains(&item.topic));
            let weights = fit(&self.hand, &mentions, &compared(&mut rest), &Plan::default());
            (half.join(" and "), test, weights)
        };
        halves(&self.told).into_iter().map(unseen).collect()
    }

    /// Coded events of the stories: by the start, by weights from the other half, by all; and whether probabilities hold.
    fn stories(&self) -> String {
        let mut text = format!("{STORIES}{TABLE}");
        let mut list = Vec::new();
        for (name, mut test, weights) in self.unseen() {
            let shelf = shelf(&mut test);
            text += &row(&format!("{name}, by the start alone"), &test, &grouped(&test, &shelf, &self.hand));
            text += &row(&format!("{name}, by weights from the others"), &test, &grouped(&test, &shelf, &weights));
            list.extend(sure(&pairs(&test, &shelf), &weights));
        }
        let mut told = self.told.clone();
        let shelf = shelf(&mut told);
        text += &row("all, learnt from", &told, &grouped(&told, &shelf, &self.weights));
        text + &reliability("pairs, each by weights from the other stories", list)
    }

    /// What joining from other log-odds gives: the weight of the prior is moved instead of the threshold.
    fn thresholds(&self, dev: &[Item]) -> String {
        let mut text =
            format!("\n## Joining earlier or later\n\nSplit dev and the stories with log-odds added.\n{TABLE}");
        let (mut dev, mut told) = (dev.to_vec(), self.told.clone());
        let shelves = [shelf(&mut dev), shelf(&mut told)];
        for more in [-600, -300, 300, 600] {
            let weights = moved(&self.weights, more);
            let name = |set: &str| format!("{set}, {}{}.{}", if more < 0 { '-' } else { '+' }, 0, more.abs() / 100);
            text += &row(&name("split dev"), &dev, &grouped(&dev, &shelves[0], &weights));
            text += &row(&name("stories"), &told, &grouped(&told, &shelves[1], &weights));
        }
        text
    }
}

const STORIES: &str = "
## Coded events of our own stories

Four stories in two pairs that look alike; an event stands for all its mentions in a report. Those that the coder does not
find are not counted. The start has weights for codes only, none for words and the likeness of reports: it is no rival, it
shows what is learnt. How much the fit is held and where events join was chosen with these stories in view.
";

/// The probability of each pair, and whether it is one event.
fn sure(pairs: &[Pair], weights: &Weights) -> Vec<(f64, bool)> {
    let odds = |pair: &Pair| pair.features.iter().map(|f| weights.of_feature(*f)).sum::<i32>();
    pairs.iter().map(|pair| (share(f64::from(odds(pair)) / 1000.0), pair.same)).collect()
}

/// Whether the probability of a pair means what it says.
fn reliability(of: &str, list: Vec<(f64, bool)>) -> String {
    let count = list.len();
    let table = Scored { list, gold: 0 }.reliability();
    format!("\nReliability of the probability of {count} {of}; right are those that are one event.\n\n{table}")
}

const TABLE: &str = "\n| | reports | mentions | events | MUC | B3 | CEAFe | CoNLL |\n| --- | --: | --: | --: | --- | --- | --- | --: |\n";

fn row(name: &str, items: &[Item], ours: &[usize]) -> String {
    let gold = gold(items);
    let count = |labels: &mut Vec<&str>| {
        labels.sort_unstable();
        labels.dedup();
        labels.len()
    };
    let reports = count(&mut items.iter().map(|item| item.doc.as_str()).collect());
    let events = count(&mut items.iter().map(|item| item.cluster.as_str()).collect());
    let mentions: usize = items.iter().map(|item| item.mentions).sum();
    let scores: Scores = scores(&gold, ours);
    let three = |sums: Sums| {
        format!("{:.1} / {:.1} / {:.1}", 100.0 * sums.precision(), 100.0 * sums.recall(), 100.0 * sums.f1())
    };
    format!(
        "| {name} | {reports} | {mentions} | {events} | {} | {} | {} | {:.1} |\n",
        three(scores.muc),
        three(scores.b3),
        three(scores.ceafe),
        100.0 * scores.conll()
    )
}

fn compared(items: &mut [Item]) -> Vec<Pair> {
    let shelf = shelf(items);
    pairs(items, &shelf)
}

/// The part of each item: topics in their order are dealt out.
fn parts(items: &[Item]) -> Vec<usize> {
    let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        topics.entry(&item.topic).or_default();
    }
    topics.values_mut().enumerate().for_each(|(at, part)| *part = at % FOLDS);
    items.iter().map(|item| topics[item.topic.as_str()]).collect()
}

/// Stories two by two, as their files stand: the two of a pair look alike.
fn halves(told: &[Item]) -> Vec<Vec<String>> {
    let mut topics: Vec<String> = Vec::new();
    for item in told.iter().filter(|item| item.mentions > 0) {
        if !topics.contains(&item.topic) {
            topics.push(item.topic.clone());
        }
    }
    topics.chunks(2).map(<[String]>::to_vec).collect()
}

fn moved(weights: &Weights, more: i32) -> Weights {
    let value = |f: &Feature| weights.of_feature(*f) + if *f == Feature::Prior { more } else { 0 };
    Weights::of(FEATURES.iter().map(value).collect())
}
