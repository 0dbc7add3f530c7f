//! `decisions`: trains the decision layer on annotated reports and says what it is worth.

use anyhow::{Context, Result};
use clap::Parser;
use dateline_train::decisions::curve::Scored;
use dateline_train::decisions::examples::{self, Example, Examples, Set};
use dateline_train::decisions::fit::{Plan, Weights};
use dateline_train::decisions::{across_folds, card};
use std::path::{Path, PathBuf};

/// Trains the decision layer.
#[derive(Debug, Parser)]
struct Options {
    /// Folder of the annotated reports to learn from.
    #[arg(long)]
    gold: PathBuf,
    /// Folder of annotated reports that are only scored.
    #[arg(long)]
    check: Option<PathBuf>,
    /// The trap suite.
    #[arg(long, default_value = "crates/dateline/tests/traps.tsv")]
    traps: PathBuf,
    /// Folder for weights.tsv.
    #[arg(long, default_value = "models/decisions")]
    out: PathBuf,
    /// File for the score card.
    #[arg(long, default_value = "eval/scorecards/decisions.md")]
    card: PathBuf,
    /// The penalty on weights: the larger, the more the authors' confidences decide.
    #[arg(long, default_value_t = Plan::default().penalty)]
    penalty: f64,
    /// A feature to leave out, by its name; may be given again.
    #[arg(long)]
    without: Vec<String>,
    /// Only compare plans across the folds; write nothing.
    #[arg(long)]
    compare: bool,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let tools = examples::tools();
    let Examples { mut list, gold, reports } = examples::reports(&options.gold, &tools)?;
    list.extend(examples::cases(&tools));
    list.extend(examples::traps(&read(&options.traps)?, &tools));
    if options.compare {
        compare(&list, gold);
        return Ok(());
    }
    let plan = Plan { penalty: options.penalty, without: options.without.clone(), ..Plan::default() };
    let weights = Weights::fit(&list.iter().collect::<Vec<_>>(), &plan);
    let path = options.out.join("weights.tsv");
    std::fs::write(&path, weights.to_text()).with_context(|| format!("cannot write {}", path.display()))?;
    let folds = across_folds(&list, &plan);
    let mut text = card::training(&list, &folds, gold, reports);
    if let Some(folder) = &options.check {
        let check = examples::reports(folder, &tools)?;
        let given: Vec<f64> = check.list.iter().map(|e| weights.probability(&e.features)).collect();
        text += &card::check(&check.list, &given, check.gold, check.reports);
    }
    std::fs::write(&options.card, &text).with_context(|| format!("cannot write {}", options.card.display()))?;
    println!("{text}");
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Penalties, weights of the sentences made for rules and traps, and the plan without each feature.
fn compare(list: &[Example], gold: usize) {
    show("by hand", list, &list.iter().map(|e| e.by_hand).collect::<Vec<_>>(), gold);
    for penalty in [4.0, 8.0, 16.0, 32.0, 64.0] {
        for (case, trap) in [(0.0, 0.0), (0.1, 0.1), (0.3, 0.3), (0.0, 0.3), (0.3, 0.0)] {
            let plan = Plan { penalty, case, trap, ..Plan::default() };
            show(&format!("penalty {penalty}, cases {case}, traps {trap}"), list, &across_folds(list, &plan), gold);
        }
    }
    let name = |feature: &(String, f64)| feature.0.split('=').next().unwrap_or_default().to_owned();
    let mut names: Vec<String> = list.iter().flat_map(|e| &e.features).map(name).collect();
    names.sort_unstable();
    names.dedup();
    for name in names.into_iter().filter(|name| Plan::default().takes(name)) {
        let mut plan = Plan::default();
        plan.without.push(name.clone());
        show(&format!("without {name}"), list, &across_folds(list, &plan), gold);
    }
}

fn show(name: &str, list: &[Example], scores: &[f64], gold: usize) {
    let reports = list.iter().zip(scores).filter(|(e, _)| e.set == Set::Report);
    let scored = Scored { list: reports.map(|(e, score)| (*score, e.right)).collect(), gold };
    let (loss, precision) = (scored.loss(), scored.average_precision());
    let (error, best) = (scored.calibration_error(), scored.best());
    println!(
        "{name:36} loss {loss:.4} average precision {precision:.4} calibration error {error:.3} best F1 {:.3} at {:.2}",
        best.f1(),
        best.at
    );
}
