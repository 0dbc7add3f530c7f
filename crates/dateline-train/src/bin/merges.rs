//! `merges`: makes the tables of words that merging knows, trains its weights, and says what they are worth.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use dateline::Tools;
use dateline_merge::score::Weights;
use dateline_train::merges::card::{Card, Set};
use dateline_train::merges::fit::{Plan, fit};
use dateline_train::merges::group::{Item, gold_mentions, pairs, shelf};
use dateline_train::merges::{corpus, rarity, senses, stories};
use dateline_train::vectors::Vectors;
use std::path::{Path, PathBuf};

/// Trains the decision of merging.
#[derive(Debug, Parser)]
struct Options {
    #[command(subcommand)]
    part: Part,
    /// Folder for what the program reads.
    #[arg(long, default_value = "models/merge", global = true)]
    out: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Part {
    /// Makes rarity.bin and acts.bin; build again before the weights are trained, since the program holds them.
    Tables {
        /// Folder of plain text.
        #[arg(long)]
        plain: PathBuf,
        /// Vectors of words that training the language model has kept.
        #[arg(long)]
        vectors: PathBuf,
        /// Folder of the dictionary's tables.
        #[arg(long)]
        wordnet: PathBuf,
    },
    /// Makes weights.tsv and the score card.
    Weights {
        /// Reports with gold mentions; of these the split "train" is learnt from.
        #[arg(long)]
        mentions: PathBuf,
        /// Other reports with gold mentions that are only scored.
        #[arg(long)]
        check: Option<PathBuf>,
        /// Folder of stories.
        #[arg(long)]
        stories: PathBuf,
        /// File for the score card.
        #[arg(long, default_value = "eval/scorecards/merge.md")]
        card: PathBuf,
        /// File for the groups of all gold mentions, as rows for another scorer.
        #[arg(long)]
        rows: Option<PathBuf>,
    },
}

fn main() -> Result<()> {
    let options = Options::parse();
    match &options.part {
        Part::Tables { plain, vectors, wordnet } => {
            write(&options.out.join("rarity.bin"), &rarity::table(plain)?)?;
            let vectors = Vectors::from_bytes(&read(vectors)?);
            write(&options.out.join("acts.bin"), &senses::table(&vectors, plain, wordnet)?)
        }
        Part::Weights { mentions, check, stories, card, rows } => {
            let mut made = weights(&options.out, mentions, check.as_deref(), stories)?;
            write(card, made.text().as_bytes())?;
            rows.as_ref().map_or(Ok(()), |path| write(path, made.rows().as_bytes()))
        }
    }
}

/// Trains and writes the weights; gives what the score card is about.
fn weights(out: &Path, mentions: &Path, check: Option<&Path>, stories: &Path) -> Result<Card> {
    let tools = Tools { predicates: true, ..Tools::builtin() };
    let start = out.join("start.tsv");
    let hand = Weights::parse(&String::from_utf8(read(&start)?)?)
        .map_err(anyhow::Error::msg)
        .with_context(|| start.display().to_string())?;
    let set = |path: &Path| -> Result<Set> {
        let items = gold_mentions(&corpus::read(path)?, &tools);
        Ok(Set { items, sha256: dateline::ingest::sha256(&read(path)?) })
    };
    let (gold, told) = (set(mentions)?, stories::items(stories, &tools)?);
    let mut train: Vec<Item> = gold.items.iter().filter(|item| item.split == "train").cloned().collect();
    let mut all_told = told.clone();
    let from = [&mut train, &mut all_told].map(|items| {
        let shelf = shelf(items);
        pairs(items, &shelf)
    });
    let weights = fit(&hand, &from[0], &from[1], &Plan::default());
    write(&out.join("weights.tsv"), weights.to_text("written by `merges weights`, see card.md.").as_bytes())?;
    let check = check.map(set).transpose()?;
    Ok(Card { hand, weights, gold, check, told, model: tools.versions().model })
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
