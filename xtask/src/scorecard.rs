//! The score card: what the scorer found, as a page that a diff can show.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Causes of error listed at most.
const CAUSES: usize = 25;

/// Layers in the order of the page.
const LINES: [&str; 10] =
    ["event", "sentence", "tuple", "actor", "recipient", "source", "place", "figure", "quote", "quote+speaker"];

/// One run of the scorer, and what it was run on.
pub(crate) struct Run {
    /// The scorer's answer as JSON.
    pub(crate) score: Value,
    /// The scorer's list of errors.
    pub(crate) errors: String,
    /// Versions of program, models and codebook.
    pub(crate) versions: Value,
    /// How many reports.
    pub(crate) reports: usize,
    /// Hash of the annotated reports.
    pub(crate) sha256: String,
}

/// The page.
pub(crate) fn write(run: &Run) -> Result<String> {
    let mut page = String::from("# Events, scored\n\n");
    head(&mut page, run)?;
    layers(&mut page, &run.score)?;
    accuracies(&mut page, &run.score)?;
    types(&mut page, &run.score)?;
    causes(&mut page, &run.errors)?;
    Ok(page)
}

fn head(page: &mut String, run: &Run) -> Result<()> {
    writeln!(page, "Written by `cargo xtask eval`. Scores are on visible data that the rules were looked at with;")?;
    writeln!(page, "held-out reports of the same kind will score lower.\n")?;
    writeln!(page, "- annotated reports: {} (SHA-256 over the files by name: `{}`)", run.reports, run.sha256)?;
    writeln!(page, "- dateline {}", text(&run.versions["dateline"]))?;
    writeln!(page, "- models {}", text(&run.versions["models"]))?;
    writeln!(page, "- codebook {}\n", text(&run.versions["codebook"]))?;
    Ok(())
}

fn layers(page: &mut String, score: &Value) -> Result<()> {
    writeln!(page, "| what | right | coded | in the gold | P | R | F1 |\n| --- | --: | --: | --: | --: | --: | --: |")?;
    for name in LINES {
        writeln!(page, "| {name} | {} |", counts(&score[name])?)?;
    }
    writeln!(page)?;
    for (key, name) in [("incident_recall", "incidents found"), ("incident_precision", "incidents right")] {
        let line = &score[key];
        writeln!(page, "- {name}: {} of {} ({})", line["tp"], line["of"], ratio(&line["value"]))?;
    }
    writeln!(page)?;
    Ok(())
}

fn accuracies(page: &mut String, score: &Value) -> Result<()> {
    writeln!(page, "| over matched events | accuracy | n |\n| --- | --: | --: |")?;
    for (name, line) in score["accuracy"].as_object().context("the scorer gave no accuracies")? {
        writeln!(page, "| {name} | {} | {} |", ratio(&line["value"]), line["n"])?;
    }
    writeln!(page, "\nReality, macro F1: {}\n", ratio(&score["reality_macro_f1"]))?;
    Ok(())
}

fn types(page: &mut String, score: &Value) -> Result<()> {
    writeln!(page, "| type | right | coded | in the gold | P | R | F1 |\n| --- | --: | --: | --: | --: | --: | --: |")?;
    for (name, line) in score["by_type"].as_object().context("the scorer gave no types")? {
        writeln!(page, "| {name} | {} |", counts(line)?)?;
    }
    Ok(())
}

/// Trigger words missed and extra, the most frequent first: words and counts, no sentence.
fn causes(page: &mut String, errors: &str) -> Result<()> {
    let mut counts: BTreeMap<(&str, String, String), usize> = BTreeMap::new();
    for (way, kind, trigger) in errors.lines().filter_map(cause) {
        *counts.entry((way, kind, trigger)).or_default() += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().filter(|(_, n)| *n > 1).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    writeln!(page, "\nTriggers missed or coded in excess more than once:\n")?;
    writeln!(page, "| | type | trigger | times |\n| --- | --- | --- | --: |")?;
    for ((way, kind, trigger), n) in rows.into_iter().take(CAUSES) {
        writeln!(page, "| {way} | {kind} | {trigger} | {n} |")?;
    }
    Ok(())
}

/// `missed  dev-01 ASSAULT/mode "shot" :: …` or `extra   dev-01 ASSAULT "shot" :: …`.
fn cause(line: &str) -> Option<(&str, String, String)> {
    let (head, _) = line.split_once(" :: ")?;
    let (before, rest) = head.split_once('"')?;
    let mut words = before.split_whitespace();
    let way = words.next().filter(|way| ["missed", "extra"].contains(way))?;
    let kind = words.nth(1)?.split('/').next()?;
    let trigger = rest.trim_end_matches('"').to_lowercase();
    (trigger.split_whitespace().count() <= 2).then(|| (way, kind.to_owned(), trigger.replace('|', " ")))
}

fn counts(line: &Value) -> Result<String> {
    let number = |key: &str| line[key].as_u64().with_context(|| format!("the scorer gave no `{key}`"));
    let (right, coded, gold) = (number("tp")?, number("sys")?, number("gold")?);
    let ratios = [&line["p"], &line["r"], &line["f1"]].map(ratio).join(" | ");
    Ok(format!("{right} | {coded} | {gold} | {ratios}"))
}

fn ratio(value: &Value) -> String {
    value.as_f64().map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(map) => map.iter().map(|(k, v)| format!("{k} {}", text(v))).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_counted_and_sentences_left_out() {
        let errors = "missed  r1 ASSAULT/firearms \"Fired\" :: Somebody fired there\n\
                      missed  r2 ASSAULT/None \"fired\" :: Another sentence\n\
                      extra   r1 ACCUSE \"hit\" :: 'once only'\nby type: x";
        let mut page = String::new();
        causes(&mut page, errors).unwrap();
        assert!(page.contains("| missed | ASSAULT | fired | 2 |"), "{page}");
        assert!(!page.contains("sentence") && !page.contains("hit"), "{page}");
    }

    #[test]
    fn counts_are_written_beside_the_ratios() {
        let line = serde_json::json!({"tp": 3, "sys": 4, "gold": 6, "p": 0.75, "r": 0.5, "f1": 0.6});
        assert_eq!(counts(&line).unwrap(), "3 | 4 | 6 | 0.750 | 0.500 | 0.600");
        assert!(counts(&Value::Null).is_err());
    }
}
