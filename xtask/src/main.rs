//! Developer commands: `cargo xtask ready | tidy | eval | codegen | train | hostile | store-bench | stories | kill`.

mod eval;
mod functions;
mod gazetteer;
mod hostile;
mod process;
mod ready;
mod scorecard;
mod store;
mod stories;
mod tidy;

use anyhow::{Result, bail};
use std::path::PathBuf;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  ready [--no-test]                  everything that a commit must pass: format, lints, tests, tidiness, docs, benches
  tidy                               crate table, module headers, machine paths, function lengths
  eval [--gold DIR]                  scores the coder on annotated reports and writes eval/scorecards/events.md
  hostile                            codes inputs of 50 MB that are made to hurt, with the release build
  store-bench [EVENTS]               stores and searches a made-up corpus (1,000,000) and writes eval/scorecards/store.md
  stories                            codes and merges our own stories and writes eval/scorecards/stories.md
  kill [TIMES]                       kills a writer of a database at random points (200) and looks for damage
  codegen gazetteer --from DIR       rebuilds the place names from the GeoNames tables in DIR
  train --data DIR [ARGUMENT...]     trains the language model
  train decisions --gold DIR [ARGUMENT...]  trains the decision layer on annotated reports
  train merges tables|weights [ARGUMENT...]  makes the tables of merging, trains its weights";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["ready"] => ready::ready(true),
        ["ready", "--no-test"] => ready::ready(false),
        ["tidy"] => tidy::run(),
        ["eval"] => eval::run(&root().join(eval::GOLD)),
        ["eval", "--gold", gold] => eval::run(&PathBuf::from(gold)),
        ["hostile"] => hostile::run(),
        ["store-bench"] => store::bench("1000000"),
        ["store-bench", events] => store::bench(events),
        ["stories"] => stories::run(),
        ["kill"] => store::kill("200"),
        ["kill", times] => store::kill(times),
        ["codegen", "gazetteer", "--from", from] => gazetteer::build(&PathBuf::from(from), &root().join("lexicons")),
        ["train", "--data", data, rest @ ..] => train(data, rest),
        ["train", part @ ("decisions" | "merges"), rest @ ..] => train_part(part, rest),
        [] | ["help" | "--help" | "-h", ..] => {
            println!("{USAGE}");
            Ok(())
        }
        other => bail!("no such command: {}\n\n{USAGE}", other.join(" ")),
    }
}

fn train(data: &str, rest: &[&str]) -> Result<()> {
    let mut words =
        vec!["run", "--release", "--package", "dateline-train", "--bin", "dateline-train", "--", "--data", data];
    words.extend(rest);
    process::cargo(&words)
}

fn train_part(part: &str, rest: &[&str]) -> Result<()> {
    let mut words = vec!["run", "--release", "--package", "dateline-train", "--bin", part, "--"];
    words.extend(rest);
    process::cargo(&words)
}

/// The root of the repository.
fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
