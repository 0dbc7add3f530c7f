//! `dateline-train`: trains the language model and scores it.

use anyhow::{Context, Result};
use clap::Parser;
use dateline_annotate::Model;
use dateline_doc::Deprel;
use dateline_train::recipe::{Epochs, Material, train};
use dateline_train::treebank::Sentence;
use dateline_train::{clusters, differences, evaluate, naming, treebank, vectors, words};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Trains the language model.
#[derive(Debug, Parser)]
struct Options {
    /// Folder of the training data (the unpacked nlp set).
    #[arg(long)]
    data: PathBuf,
    /// Folder of the running text.
    #[arg(long)]
    plain: PathBuf,
    /// Folder for weights.bin.
    #[arg(long, default_value = "models/en")]
    out: PathBuf,
    /// Only score the weights that are there.
    #[arg(long)]
    score: bool,
    /// List where tokens and sentences differ from the treebanks', with `--score`.
    #[arg(long)]
    differences: bool,
    /// Passes of the parser.
    #[arg(long, default_value_t = 8)]
    parser_epochs: usize,
    /// Passes over the running text for the word vectors.
    #[arg(long, default_value_t = 2)]
    vector_epochs: usize,
    /// Skip the jackknife: quick, for trying things out.
    #[arg(long)]
    quick: bool,
    /// Passes of the taggers.
    #[arg(long, default_value_t = 3)]
    tagger_epochs: usize,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let weights = options.out.join("weights.bin");
    let started = std::time::Instant::now();
    if !options.score {
        let material = material(&options)?;
        let say = |what: &str| eprintln!("{:>5} s  {what}", started.elapsed().as_secs());
        let epochs = Epochs {
            tags: options.tagger_epochs,
            parser: options.parser_epochs,
            others: if options.quick { 3 } else { 5 },
            jackknife: !options.quick,
        };
        let bytes = train(&material, "en-1", epochs, &say);
        std::fs::write(&weights, &bytes).with_context(|| format!("cannot write {}", weights.display()))?;
        say(&format!("{} bytes written", bytes.len()));
    }
    let bytes = std::fs::read(&weights).with_context(|| format!("cannot read {}", weights.display()))?;
    let model = Model::from_bytes(Box::leak(bytes.into_boxed_slice())).context("these are no weights")?;
    if options.differences {
        return differences(&model, &options.data);
    }
    score(&model, &options.data)
}

fn differences(model: &Model, data: &Path) -> Result<()> {
    for file in ["ud_ewt/en_ewt-ud-dev.conllu", "gum_open/gum_open-dev.conllu"] {
        let sentences = treebank::read(&data.join(file))?;
        let sentences: Vec<_> = sentences.iter().collect();
        let mut counts: Vec<_> = differences::tokens(model, &sentences).into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        println!("{file}");
        counts.iter().take(150).for_each(|(what, count)| println!("{count}\t{what}"));
        differences::sentences(model, &sentences).iter().for_each(|line| println!("{line}"));
    }
    Ok(())
}

fn material(options: &Options) -> Result<Material> {
    let Options { data, plain, vector_epochs, .. } = options;
    let mut treebank = treebank::read(&data.join("ud_ewt/en_ewt-ud-train.conllu"))?;
    treebank.extend(treebank::read(&data.join("gum_open/gum_open-train.conllu"))?);
    let names = names(data)?;
    let texts = all_text(plain)?;
    std::thread::scope(|scope| {
        let vectors = scope.spawn(|| vectors::train(&texts, 10, *vector_epochs));
        let (entries, forms) = lexicon(data, plain, &treebank)?;
        let vectors = vectors.join().unwrap_or_default();
        Ok(Material { treebank, names, entries, forms, vectors })
    })
}

/// All of the running text, file by file in the order of their names.
fn all_text(plain: &Path) -> Result<Vec<String>> {
    let list = std::fs::read_dir(plain)
        .with_context(|| format!("cannot list {}; unpack the running text first", plain.display()))?;
    let mut files = list.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

type Forms = Vec<(String, &'static str, String)>;

/// Word classes, clusters and inflected forms, of words that occur in the running text or the treebank.
fn lexicon(data: &Path, plain: &Path, treebank: &[Sentence]) -> Result<(words::Entries, Forms)> {
    let texts = running_text(plain)?;
    let counts = clusters::count(&texts);
    let fine = clusters::cluster(&texts, &counts, 12, 255, 8);
    let coarse = clusters::cluster(&texts, &counts, 30, 40, 8);
    let mut known: BTreeSet<String> =
        counts.iter().filter(|(_, count)| **count >= 4).map(|(word, _)| word.clone()).collect();
    known.extend(treebank.iter().flat_map(|sentence| &sentence.words).map(|word| word.form.to_lowercase()));
    let mut entries = words::Entries::new();
    words::add_classes(&read(&data.join("lexicons/oewn/lemmas.tsv"))?, &mut entries);
    let inflected = read(&data.join("lexicons/unimorph/eng.tsv"))?;
    words::add_forms(&inflected, &mut entries);
    entries.retain(|word, _| known.contains(word));
    words::add_clusters(&fine, &coarse, &mut entries);
    let forms = words::forms(&inflected, &read(&data.join("lexicons/oewn/irregular_forms.tsv"))?, &known);
    Ok((entries, forms))
}

/// News-like text, at most about three million words of each source.
fn running_text(plain: &Path) -> Result<Vec<String>> {
    let sources = [
        "wikinews",
        "gmb_voa_news",
        "us_doj_press_releases",
        "us_white_house_press_2021on",
        "un_general_debate_1990_2023",
    ];
    let take = |name: &&str| {
        let mut text = read(&plain.join(format!("{name}.txt")))?;
        let end = (0..=text.len().min(12_000_000)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
        Ok(text)
    };
    sources.iter().map(take).collect()
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .with_context(|| format!("cannot read {}; unpack the training data first", path.display()))
}

fn names(data: &Path) -> Result<Vec<naming::Named>> {
    let mut names = naming::read(&data.join("uner_ewt/en_ewt-ud-train.iob2"), 1, 2)?;
    names.extend(naming::read(&data.join("gum_open/gum_ner_derived-train.bio"), 0, 1)?);
    names.extend(naming::read(&data.join("wikigold/wikigold-train.bio"), 0, 1)?);
    names.extend(naming::read(&data.join("crossner/politics-train.bio"), 0, 1)?);
    names.extend(naming::read(&data.join("crossner/politics-dev.bio"), 0, 1)?);
    Ok(names)
}

const HEADER: &str = "| set | words | sents | sents F1 | words F1 | UPOS | XPOS | FEATS | lemma | UAS | LAS |\n|---|---|---|---|---|---|---|---|---|---|---|";

fn score(model: &Model, data: &Path) -> Result<()> {
    let ewt = treebank::read(&data.join("ud_ewt/en_ewt-ud-dev.conllu"))?;
    let gum = treebank::read(&data.join("gum_open/gum_open-dev.conllu"))?;
    let mut sets: BTreeMap<String, Vec<&Sentence>> = BTreeMap::new();
    for sentence in ewt.iter().chain(&gum) {
        let set = if sentence.genre().starts_with("GUM") { "GUM all" } else { "EWT all" };
        sets.entry(set.to_owned()).or_default().push(sentence);
        sets.entry(sentence.genre().to_owned()).or_default().push(sentence);
    }
    println!("With the treebank's words:\n\n{HEADER}");
    let mut errors = BTreeMap::new();
    for (name, sentences) in &sets {
        let mut errors_here = BTreeMap::new();
        println!("{}", evaluate::on_words(model, sentences, &mut errors_here).row(name));
        if name.ends_with("all") {
            errors_here.into_iter().for_each(|(pair, count)| *errors.entry(pair).or_insert(0) += count);
        }
    }
    println!("\nFrom raw text:\n\n{HEADER}");
    for (name, sentences) in &sets {
        println!("{}", evaluate::on_text(model, sentences).row(name));
    }
    let mut errors: Vec<_> = errors.into_iter().collect();
    errors.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let name = |label: u8| Deprel::ALL.get(usize::from(label)).map_or("(wrong head)", |label| label.as_str());
    println!("\nMost frequent errors (treebank, ours): ");
    for ((gold, ours), count) in errors.iter().take(40) {
        print!("{} > {} {count}; ", name(*gold), name(*ours));
    }
    println!("\n\nNames:");
    for (set, path, columns) in [
        ("UNER EWT dev", "uner_ewt/en_ewt-ud-dev.iob2", (1, 2)),
        ("GUM dev (derived)", "gum_open/gum_ner_derived-dev.bio", (0, 1)),
        ("WikiGold dev", "wikigold/wikigold-dev.bio", (0, 1)),
    ] {
        let counts = evaluate::names(model, &naming::read(&data.join(path), columns.0, columns.1)?);
        let total = counts.values().fold([0; 3], |all, one| [all[0] + one[0], all[1] + one[1], all[2] + one[2]]);
        let f1 = |c: &[usize; 3]| 200.0 * c[0] as f64 / (c[1] + c[2]).max(1) as f64;
        println!(
            "{set}: F1 {:.2} {total:?} {}",
            f1(&total),
            counts.iter().map(|(kind, c)| format!("{kind} {:.1}", f1(c))).collect::<Vec<_>>().join(" ")
        );
    }
    Ok(())
}
