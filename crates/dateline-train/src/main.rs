//! `dateline-train`: trains the language model and scores it.

use anyhow::{Context, Result};
use clap::Parser;
use dateline_annotate::Model;
use dateline_doc::Deprel;
use dateline_train::clusters::Clustered;
use dateline_train::encoder::Plan;
use dateline_train::keep::Keep;
use dateline_train::recipe::{Epochs, Material, train};
use dateline_train::treebank::Sentence;
use dateline_train::vectors::Vectors;
use dateline_train::{
    arguments, clusters, coreference, differences, evaluate, evaluate_arguments, naming, propbank, treebank, vectors,
    words,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Name and version of the model.
const VERSION: &str = "en-2";

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
    /// Passes of predicates and arguments.
    #[arg(long, default_value_t = 6)]
    argument_epochs: usize,
    /// Score only sentences and words.
    #[arg(long)]
    segments: bool,
    /// List where tokens and sentences differ from the treebanks', with `--score`.
    #[arg(long)]
    differences: bool,
    /// Passes of the encoder.
    #[arg(long, default_value_t = 16)]
    epochs: usize,
    /// Write the development documents' mentions to `gold.jsonl` and `ours.jsonl` in this folder, with `--score`.
    #[arg(long)]
    mentions: Option<PathBuf>,
    /// Passes over the running text for the word vectors.
    #[arg(long, default_value_t = 3)]
    vector_epochs: usize,
    /// Folder to keep the results of stages in: a run that was cut off goes on from there. Empty it after a change.
    #[arg(long)]
    work: Option<PathBuf>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let weights = options.out.join("weights.bin");
    let started = std::time::Instant::now();
    if !options.score {
        let say = |what: &str| eprintln!("{:>5} s  {what}", started.elapsed().as_secs());
        let encoder = Plan { epochs: options.epochs, ..Plan::default() };
        let epochs = Epochs { encoder, others: 5, arguments: options.argument_epochs };
        let keep = Keep { folder: options.work.clone() };
        let bytes = train(&material(&options)?, VERSION, epochs, &keep, &say)?;
        std::fs::write(&weights, &bytes).with_context(|| format!("cannot write {}", weights.display()))?;
        say(&format!("{} bytes written", bytes.len()));
    }
    let bytes = std::fs::read(&weights).with_context(|| format!("cannot read {}", weights.display()))?;
    let model = Model::from_bytes(Box::leak(bytes.into_boxed_slice())).context("these are no weights")?;
    if options.differences {
        return differences(&model, &options.data);
    }
    if options.segments {
        return segments(&model, &options.data);
    }
    if let Some(folder) = &options.mentions {
        return mentions(&model, &options.data, folder);
    }
    score(&model, &options.data)
}

/// The training set of the treebanks.
fn training(data: &Path) -> Result<Vec<Sentence>> {
    let mut treebank = treebank::read(&data.join("ud_ewt/en_ewt-ud-train.conllu"))?;
    treebank.extend(treebank::read(&data.join("gum_open/gum_open-train.conllu"))?);
    Ok(treebank)
}

/// The development set of the treebanks.
fn development(data: &Path) -> Result<Vec<Sentence>> {
    let mut treebank = treebank::read(&data.join("ud_ewt/en_ewt-ud-dev.conllu"))?;
    treebank.extend(treebank::read(&data.join("gum_open/gum_open-dev.conllu"))?);
    Ok(treebank)
}

/// By set: from raw text, and from wrapped text.
type Scores = BTreeMap<String, [evaluate::Counts; 2]>;

fn segments(model: &Model, data: &Path) -> Result<()> {
    let dev = development(data)?;
    let mut scores = Scores::default();
    add_segments(model, &dev, &mut scores);
    print_segments(&scores);
    Ok(())
}

fn add_segments(model: &Model, sentences: &[Sentence], scores: &mut Scores) {
    for (name, list) in sets(sentences) {
        let counts = scores.entry(name).or_default();
        for (counts, wrap) in counts.iter_mut().zip([false, true]) {
            evaluate::segments(model, &list, wrap, counts);
        }
    }
}

fn print_segments(scores: &Scores) {
    println!("| set | sents | sents F1 | wrapped | words F1 | wrapped |\n|---|---|---|---|---|---|");
    for (name, counts) in scores {
        let [sents, wrapped] = counts.map(|counts| counts.sentences_f1());
        let [words, wrapped_words] = counts.map(|counts| counts.f1(counts.aligned));
        let size = counts[0].sentences[0];
        println!("| {name} | {size} | {sents:.2} | {wrapped:.2} | {words:.2} | {wrapped_words:.2} |");
    }
}

/// The sentences by genre, and those of each treebank.
fn sets(sentences: &[Sentence]) -> BTreeMap<String, Vec<&Sentence>> {
    let mut sets: BTreeMap<String, Vec<&Sentence>> = BTreeMap::new();
    for sentence in sentences {
        let set = if sentence.genre().starts_with("GUM") { "GUM all" } else { "EWT all" };
        sets.entry(set.to_owned()).or_default().push(sentence);
        sets.entry(sentence.genre().to_owned()).or_default().push(sentence);
    }
    sets
}

fn chains(data: &Path, part: &str) -> Result<Vec<coreference::Annotated>> {
    let treebank = treebank::read(&data.join(format!("gum_open/gum_open-{part}.conllu")))?;
    coreference::read(&data.join(format!("gum_open/ontogum_open-{part}.conll")), &treebank)
}

fn nouns(data: &Path, known: &BTreeSet<String>) -> Result<Vec<u8>> {
    let lexicon = data.join("lexicons/oewn");
    Ok(coreference::nouns(&read(&lexicon.join("lemmas.tsv"))?, &read(&lexicon.join("synsets.tsv"))?, known))
}

/// Writes the mentions of the development documents, the treebank's and ours, with the treebank's words; and with our
/// own words, by characters.
fn mentions(model: &Model, data: &Path, folder: &Path) -> Result<()> {
    let documents = chains(data, "dev")?;
    let write = |name: &str, row: &dyn Fn(&coreference::Annotated) -> String| {
        let path = folder.join(format!("{name}.jsonl"));
        let lines: String = documents.iter().map(row).collect();
        std::fs::write(&path, lines).with_context(|| format!("cannot write {}", path.display()))
    };
    write("gold", &coreference::rows::gold)?;
    write("ours", &|one| coreference::rows::ours(model, one))?;
    write("gold-text", &coreference::rows::gold_text)?;
    write("ours-text", &|one| coreference::rows::ours_text(model, one))
}

fn differences(model: &Model, data: &Path) -> Result<()> {
    for file in ["ud_ewt/en_ewt-ud-dev.conllu", "gum_open/gum_open-dev.conllu"] {
        println!("{file}");
        let sentences = treebank::read(&data.join(file))?;
        list_differences(model, &sentences.iter().collect::<Vec<_>>());
    }
    Ok(())
}

fn list_differences(model: &Model, sentences: &[&Sentence]) {
    let mut counts: Vec<_> = differences::tokens(model, sentences).into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.iter().take(400).for_each(|(what, count)| println!("{count}\t{what}"));
    differences::sentences(model, sentences).iter().for_each(|line| println!("{line}"));
}

fn material(options: &Options) -> Result<Material> {
    let Options { data, plain, vector_epochs, work, .. } = options;
    let treebank = training(data)?;
    let names = names(data)?;
    let keep = Keep { folder: work.clone() };
    std::thread::scope(|scope| {
        let vectors = scope.spawn(|| {
            let bytes = keep.bytes("vectors.bin", || {
                Ok(Vectors::to_bytes(&vectors::train(&all_text(plain)?, 5, *vector_epochs)))
            })?;
            Ok::<_, anyhow::Error>(Vectors::from_bytes(&bytes))
        });
        let text = keep.bytes("clusters.tsv", || Ok(clusters::write(&clusters_of(plain)?).into_bytes()))?;
        let clusters = clusters::read(&String::from_utf8_lossy(&text));
        let (entries, forms) = lexicon(data, &clusters, &treebank)?;
        let vectors = vectors.join().unwrap_or_else(|_| Ok(Vectors::default()))?;
        let dev = development(data)?;
        let dev = (dev, naming::read(&data.join("uner_ewt/en_ewt-ud-dev.iob2"), (1, 2), 0)?);
        let propbank = propbank::read(&data.join("propbank_ewt/propbank_ewt-train.jsonl"))?;
        let frames = propbank::read_frames(&data.join("lexicons/propbank_frames/rolesets.jsonl"))?;
        let nouns = nouns(data, &entries.keys().cloned().collect())?;
        let chains = chains(data, "train")?;
        Ok(Material { treebank, names, entries, forms, chains, nouns, vectors, propbank, frames, dev })
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

/// Words of news-like text with their clusters.
fn clusters_of(plain: &Path) -> Result<Vec<Clustered>> {
    let texts = running_text(plain)?;
    let counts = clusters::count(&texts);
    let fine: BTreeMap<_, _> = clusters::cluster(&texts, &counts, 12, 255, 8).into_iter().collect();
    let coarse: BTreeMap<_, _> = clusters::cluster(&texts, &counts, 30, 40, 8).into_iter().collect();
    let capitals: BTreeMap<_, _> = clusters::capitals(&all_text(plain)?).into_iter().collect();
    let counts: BTreeMap<_, _> = counts.into_iter().collect();
    let often = counts.into_iter().filter(|(_, count)| *count >= 4);
    let of = |clusters: &BTreeMap<String, u8>, word: &String| clusters.get(word).copied().unwrap_or(0);
    let one = |(word, _): (String, u32)| Clustered {
        fine: of(&fine, &word),
        coarse: of(&coarse, &word),
        capitals: of(&capitals, &word),
        word,
    };
    Ok(often.map(one).collect())
}

/// Word classes, clusters and inflected forms, of words that occur in the running text or the treebank.
fn lexicon(data: &Path, clusters: &[Clustered], treebank: &[Sentence]) -> Result<(words::Entries, Forms)> {
    let mut known: BTreeSet<String> = clusters.iter().map(|one| one.word.clone()).collect();
    known.extend(treebank.iter().flat_map(|sentence| &sentence.words).map(|word| word.form.to_lowercase()));
    let mut entries = words::Entries::new();
    words::add_classes(&read(&data.join("lexicons/oewn/lemmas.tsv"))?, &mut entries);
    let inflected = read(&data.join("lexicons/unimorph/eng.tsv"))?;
    words::add_forms(&inflected, &mut entries);
    entries.retain(|word, _| known.contains(word));
    words::add_clusters(clusters, &mut entries);
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

/// Sets of names: the first is the one whose ways are followed, the others teach the encoder.
fn names(data: &Path) -> Result<Vec<naming::Named>> {
    let mut names = naming::read(&data.join("uner_ewt/en_ewt-ud-train.iob2"), (1, 2), 0)?;
    names.extend(naming::read(&data.join("gum_open/gum_ner_derived-train.bio"), (0, 1), 1)?);
    for file in ["politics-train", "politics-dev", "ai-train", "literature-train", "music-train", "science-train"] {
        names.extend(naming::read(&data.join(format!("crossner/{file}.bio")), (0, 1), 2)?);
    }
    for file in ["wikigold/wikigold-train", "btc/btc-train", "wnut17/wnut17-train"] {
        names.extend(naming::read(&data.join(format!("{file}.bio")), (0, 1), 2)?);
    }
    Ok(names)
}

const HEADER: &str = "| set | words | sents | sents F1 | words F1 | UPOS | XPOS | FEATS | lemma | UAS | LAS |\n|---|---|---|---|---|---|---|---|---|---|---|";

fn score(model: &Model, data: &Path) -> Result<()> {
    let dev = development(data)?;
    let sets = sets(&dev);
    println!("With the treebank's words:\n\n{HEADER}");
    let mut errors = BTreeMap::new();
    for (name, sentences) in &sets {
        let mut errors_here = BTreeMap::new();
        println!("{}", evaluate::on_words(model, sentences, &mut errors_here).row(name));
        if name.ends_with("all") {
            errors_here.into_iter().for_each(|(pair, count)| *errors.entry(pair).or_insert(0) += count);
        }
    }
    for (title, wrap) in [("From raw text", false), ("From raw text wrapped at 80 columns", true)] {
        println!("\n{title}:\n\n{HEADER}");
        for (name, sentences) in sets.iter().filter(|(name, _)| !wrap || name.ends_with("all")) {
            println!("{}", evaluate::on_text(model, sentences, wrap).row(name));
        }
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
        let counts = evaluate::names(model, &naming::read(&data.join(path), columns, 0)?);
        print_names(set, &counts);
    }
    let named = naming::read(&data.join("uner_ewt/en_ewt-ud-dev.iob2"), (1, 2), 0)?;
    print_names("UNER EWT dev, raw text", &evaluate::names_on_text(model, &sets["EWT all"], &named));
    score_arguments(model, data, &sets)
}

fn score_arguments(model: &Model, data: &Path, sets: &BTreeMap<String, Vec<&Sentence>>) -> Result<()> {
    let corpus = propbank::read(&data.join("propbank_ewt/propbank_ewt-dev.jsonl"))?;
    println!("\nPredicates and arguments, PropBank on EWT dev, with the treebank's words:");
    for (name, sentences) in sets.iter().filter(|(name, _)| !name.starts_with("GUM")) {
        for (trees, ours) in [("our trees", true), ("the treebank's trees", false)] {
            let cases = arguments::cases(model, sentences, &corpus, ours);
            let scores = evaluate_arguments::arguments(model.arguments(), &cases);
            println!("{}", scores.line(&format!("{name}, {trees}")));
            if name == "EWT all" {
                println!("  by role: {}", scores.by_role());
            }
            let [all, verbs, nouns, others] =
                evaluate_arguments::predicates(model, &cases).map(|counts| evaluate_arguments::f1(&counts));
            println!("  predicates: all {all:.2}, verbs {verbs:.2}, nouns {nouns:.2}, others {others:.2}");
        }
    }
    Ok(())
}

fn print_names(set: &str, counts: &BTreeMap<&'static str, [usize; 3]>) {
    let total = counts.values().fold([0; 3], |all, one| [all[0] + one[0], all[1] + one[1], all[2] + one[2]]);
    let f1 = |c: &[usize; 3]| 200.0 * c[0] as f64 / (c[1] + c[2]).max(1) as f64;
    let kinds: Vec<_> = counts.iter().map(|(kind, c)| format!("{kind} {:.1}", f1(c))).collect();
    println!("{set}: F1 {:.2} {total:?} {}", f1(&total), kinds.join(" "));
}
