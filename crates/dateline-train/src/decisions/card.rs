//! The score card: confidences set by hand beside those of the decision layer.

use super::curve::{Counts, Scored};
use super::examples::{Example, Set};
use std::fmt::Write;

/// What events were left out by where confidences were set by hand.
const BY_HAND: f64 = 0.42;

const HEAD: &str = "\
# Decisions

Whether confidence means what it says, and what it is worth as a threshold. Written by `cargo xtask train decisions`; see
[the card](../../models/decisions/card.md) of the weights.
";

const EQUAL_RECALL: &str = "
Precision at equal recall (right of coded, of all to find):

| recall | by hand | precision | decided | precision |
| --- | --: | --: | --: | --: |
";

const THRESHOLDS: &str = "
At thresholds of the decided confidence:

| from | right | coded | precision | recall | F1 |
| --- | --: | --: | --: | --: | --: |
";

const TRAPS: &str = "
Traps, each by weights that did not see it:

| confidence | from | traps that fire | twins found |
| --- | --: | --: | --: |
";

/// How the card begins, and how the layer does on the reports it was trained on, by weights that had not seen them.
pub fn training(list: &[Example], folds: &[f64], gold: usize, reports: usize) -> String {
    let hand: Vec<f64> = list.iter().map(|e| e.by_hand).collect();
    let (old, new) = (scored(list, &hand, gold), scored(list, folds, gold));
    let mut text = HEAD.to_owned();
    let _ = writeln!(
        text,
        "\n## Training reports, across ten folds\n\n{reports} reports; each is scored by weights that did not see it.\n"
    );
    let best = new.best();
    let _ = writeln!(
        text,
        "Best F1 {:.3} at {:.2} (by hand: {:.3} at {:.2}).\n",
        best.f1(),
        best.at,
        old.best().f1(),
        old.best().at
    );
    text += &both(&old, &new);
    text + &traps(list, &hand, folds, best.at)
}

/// The same for reports that were not learnt from.
pub fn check(list: &[Example], given: &[f64], gold: usize, reports: usize) -> String {
    let hand: Vec<f64> = list.iter().map(|e| e.by_hand).collect();
    let (old, new) = (scored(list, &hand, gold), scored(list, given, gold));
    format!("\n## Reports that were only scored\n\n{reports} reports.\n\n{}", both(&old, &new))
}

fn scored(list: &[Example], scores: &[f64], gold: usize) -> Scored {
    let reports = list.iter().zip(scores).filter(|(e, _)| e.set == Set::Report);
    Scored { list: reports.map(|(e, score)| (*score, e.right)).collect(), gold }
}

fn both(old: &Scored, new: &Scored) -> String {
    let mut text = "| | by hand | decided |\n| --- | --: | --: |\n".to_owned();
    let rows = [
        ("calibration error", old.calibration_error(), new.calibration_error()),
        ("log loss", old.loss(), new.loss()),
        ("average precision", old.average_precision(), new.average_precision()),
    ];
    for (name, old, new) in rows {
        let _ = writeln!(text, "| {name} | {old:.3} | {new:.3} |");
    }
    text += EQUAL_RECALL;
    let all = old.at(0.0).right;
    for share in [30, 50, 70, 80, 90, 95, 100] {
        let (a, b) = (old.with_right(all * share / 100), new.with_right(all * share / 100));
        let _ = writeln!(
            text,
            "| {:.2} | {}/{} | {:.3} | {}/{} | {:.3} |",
            b.recall(),
            a.right,
            a.coded,
            a.precision(),
            b.right,
            b.coded,
            b.precision()
        );
    }
    text += THRESHOLDS;
    for at in [0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9] {
        text += &row(new.at(at));
    }
    let Counts { right, coded, .. } = old.at(BY_HAND);
    let _ = writeln!(text, "\nBy hand from {BY_HAND}: {right}/{coded}.");
    format!("{text}\nReliability, by hand:\n\n{}\nReliability, decided:\n\n{}", old.reliability(), new.reliability())
}

fn row(at: Counts) -> String {
    let (p, r, f1) = (at.precision(), at.recall(), at.f1());
    format!("| {:.2} | {} | {} | {p:.3} | {r:.3} | {f1:.3} |\n", at.at, at.right, at.coded)
}

/// Traps that fire and twins that are found, by hand and across the folds.
fn traps(list: &[Example], hand: &[f64], folds: &[f64], at: f64) -> String {
    let count = |scores: &[f64], at: f64, right: bool| {
        let kept = list.iter().zip(scores).filter(|(e, score)| e.set == Set::Trap && e.right == right && **score >= at);
        let mut groups: Vec<&str> = kept.map(|(e, _)| e.group.as_str()).collect();
        groups.sort_unstable();
        groups.dedup();
        groups.len()
    };
    let row = |name: &str, scores: &[f64], at: f64| {
        format!("| {name} | {at:.2} | {} | {} |\n", count(scores, at, false), count(scores, at, true))
    };
    format!(
        "{TRAPS}{}{}",
        row("by hand", hand, BY_HAND),
        [at, 0.4, 0.5, 0.6].map(|at| row("decided", folds, at)).concat()
    )
}
