//! What goes wrong in merging, counted by cause.

use super::group::{Item, grouped, pairs, shelf};
use dateline_merge::acts::nearness;
use dateline_merge::score::Weights;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Nearness from which words count as alike.
const ALIKE: i32 = 550;

/// The most frequent causes, counted in pairs of mentions that are in one group and should not be, or the other way.
pub fn table(mut items: Vec<Item>, weights: &Weights, most: usize) -> String {
    let shelf = shelf(&mut items);
    let ours = grouped(&items, &shelf, weights);
    let compared: BTreeSet<(usize, usize)> =
        pairs(&items, &shelf).iter().map(|pair| (pair.a.max(pair.b), pair.a.min(pair.b))).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for a in 0..items.len() {
        for b in (0..a).filter(|b| (items[a].cluster == items[*b].cluster) != (ours[a] == ours[*b])) {
            let cause = cause(&items[a], &items[b], compared.contains(&(a, b)), weights);
            *counts.entry(cause).or_default() += 1;
        }
    }
    let mut list: Vec<_> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut text = "\n## Causes of error\n\nPairs of mentions of split dev.\n\n| | words | reports | | pairs |\n| --- | --- | --- | --- | --: |\n".to_owned();
    for (cause, count) in list.iter().take(most) {
        let _ = writeln!(text, "| {cause} | {count} |");
    }
    text
}

fn cause(a: &Item, b: &Item, compared: bool, weights: &Weights) -> String {
    let what = if a.cluster == b.cluster { "one event, apart" } else { "two events, together" };
    let decided = match (compared, weights.score(&a.occurrence, &b.occurrence) > 0) {
        (false, _) => "not compared",
        (true, true) => "the pair speaks for one",
        (true, false) => "the pair speaks for two",
    };
    format!("{what} | {} | {} | {decided}", relation(a, b), place(a, b))
}

fn relation(a: &Item, b: &Item) -> &'static str {
    let (a, b) = (&a.occurrence.acts, &b.occurrence.acts);
    match nearness(a, b) {
        _ if a.iter().any(|stem| b.contains(stem)) => "same",
        Some(ALIKE..) => "alike",
        Some(_) => "others",
        None => "unknown",
    }
}

fn place(a: &Item, b: &Item) -> &'static str {
    match () {
        () if a.doc == b.doc => "one report",
        () if a.story == b.story => "one story",
        () if a.topic == b.topic => "stories that look alike",
        () => "another topic",
    }
}
