//! Scores the coder on annotated reports: writes their texts out, codes them, runs the scorer, keeps the counts.
//!
//! The annotated reports belong to their publishers and are not part of the repository; neither a sentence nor a
//! name of theirs goes into the score card, only counts and single trigger words.

use crate::process::output;
use crate::scorecard;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the annotated reports lie, beside the checkout.
pub(crate) const GOLD: &str = "../shared/gold/dev";

const SCORER: &str = "../shared/gold/score_events.py";
const CARD: &str = "eval/scorecards/events.md";

/// Scores on the reports in `gold` and writes the score card.
pub(crate) fn run(gold: &Path) -> Result<()> {
    let files = gold_files(gold)?;
    let work = crate::process::target().join("eval");
    fs::create_dir_all(&work).with_context(|| format!("cannot make {}", work.display()))?;
    let input = work.join("reports.jsonl");
    let coded = work.join("coded.jsonl");
    fs::write(&input, reports(&files)?).with_context(|| format!("cannot write {}", input.display()))?;
    code(&input, &coded)?;
    let score: Value = serde_json::from_str(&scorer(gold, &coded, &["--json"])?).context("the scorer's answer")?;
    let errors = scorer(gold, &coded, &["--errors", "100000"])?;
    let versions = versions(&fs::read_to_string(&coded)?)?;
    let run = scorecard::Run { score, errors, versions, reports: files.len(), sha256: data_hash(&files)? };
    let card = scorecard::write(&run)?;
    fs::write(crate::root().join(CARD), &card).with_context(|| format!("cannot write {CARD}"))?;
    println!("{card}");
    Ok(())
}

/// The annotated reports by name.
fn gold_files(gold: &Path) -> Result<Vec<PathBuf>> {
    if !gold.is_dir() {
        bail!(
            "{} is not there: the annotated reports are not part of the repository; say where they are with --gold DIR",
            gold.display()
        );
    }
    let entries = fs::read_dir(gold)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    if files.is_empty() {
        bail!("{} holds no annotated report (*.json)", gold.display());
    }
    Ok(files)
}

/// What a user would have: text and metadata, without the annotation.
fn reports(files: &[PathBuf]) -> Result<String> {
    let mut lines = String::new();
    for path in files {
        let document: Value =
            serde_json::from_slice(&fs::read(path)?).with_context(|| format!("{} is no JSON", path.display()))?;
        let mut report = json!({});
        for key in ["id", "text", "title", "url", "published"] {
            if !document[key].is_null() && document[key] != "" {
                report[key] = document[key].clone();
            }
        }
        lines.push_str(&format!("{report}\n"));
    }
    Ok(lines)
}

fn code(input: &Path, coded: &Path) -> Result<()> {
    let mut words = vec!["run", "--release", "--quiet", "--package", "dateline-cli", "--", "code"];
    let (input, coded) = (input.to_string_lossy(), coded.to_string_lossy());
    words.extend([input.as_ref(), "--format", "jsonl", "-o", coded.as_ref()]);
    crate::process::cargo(&words)
}

fn scorer(gold: &Path, coded: &Path, options: &[&str]) -> Result<String> {
    let script = crate::root().join(SCORER);
    output(Command::new("python3").arg(script).arg(gold).arg(coded).args(options))
}

/// The versions that the records carry.
fn versions(coded: &str) -> Result<Value> {
    let first = coded.lines().next().context("nothing was coded")?;
    let report: Value = serde_json::from_str(first).context("the first record is no JSON")?;
    Ok(report["version"].clone())
}

/// SHA-256 over the annotated reports, by name: says which data a score belongs to.
fn data_hash(files: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    for path in files {
        hash.update(fs::read(path).with_context(|| format!("cannot read {}", path.display()))?);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_reports_are_explained() {
        let error = gold_files(Path::new("no/such/folder")).unwrap_err().to_string();
        assert!(error.contains("--gold DIR"), "{error}");
    }

    #[test]
    fn versions_come_from_the_first_record() {
        let line = "{\"kind\":\"report\",\"version\":{\"dateline\":\"0.1.0\"}}\n";
        assert_eq!(versions(line).unwrap()["dateline"], "0.1.0");
        assert!(versions("").is_err());
    }
}
