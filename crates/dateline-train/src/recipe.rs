//! The whole training, step by step.

use crate::coreference::{self, Annotated};
use crate::corpus::{self, Corpus};
use crate::encoder::{Encoder, Plan};
use crate::keep::Keep;
use crate::morphology::{self, Inflected};
use crate::naming::Named;
use crate::propbank::{self, Frames};
use crate::treebank::Sentence;
use crate::vectors::Vectors;
use crate::words::{self, Entries};
use crate::{ENDS_SIZE, SMALL_SIZE, arguments, augment, segments};
use anyhow::{Context, Result};
use dateline_annotate::arguments::SECTIONS;
use dateline_annotate::signature::Lexicon;
use dateline_annotate::{Model, tag_feats_lines};
use dateline_learn::{Archive, ArchiveWriter, Pruned, Table};

/// What training reads.
#[derive(Debug, Default)]
pub struct Material {
    /// Trees.
    pub treebank: Vec<Sentence>,
    /// Sentences with names.
    pub names: Vec<Named>,
    /// Word classes and clusters.
    pub entries: Entries,
    /// Inflected forms of lexicons: form, UPOS and XPOS, lemma.
    pub forms: Vec<(String, &'static str, String)>,
    /// Documents with chains of coreferent mentions.
    pub chains: Vec<Annotated>,
    /// The table of noun classes.
    pub nouns: Vec<u8>,
    /// Vectors of words from running text.
    pub vectors: Vectors,
    /// Trees and names that nothing is learned from: the curve of learning is taken on them.
    pub dev: (Vec<Sentence>, Vec<Named>),
    /// Predicates with their arguments, on sentences of the treebank.
    pub propbank: propbank::Corpus,
    /// What the frame files say of predicates.
    pub frames: Frames,
}

/// How long to train.
#[derive(Debug, Clone, Copy)]
pub struct Epochs {
    /// The encoder with tags, tree and names.
    pub encoder: Plan,
    /// Passes of the linear classifiers.
    pub others: usize,
    /// Of predicates and arguments.
    pub arguments: usize,
}

/// Trains everything and gives the bytes of the weights file. `say` is told about progress.
///
/// # Errors
/// Where what is kept cannot be read or written.
pub fn train(
    material: &Material,
    version: &str,
    epochs: Epochs,
    keep: &Keep,
    say: &(dyn Fn(&str) + Sync),
) -> Result<Vec<u8>> {
    let sentences = augment::material(&material.treebank);
    let tags = corpus::tags(&sentences);
    let lexicon_bytes = words::table(&material.entries);
    let lexicon = Lexicon::new(Table::open(&lexicon_bytes).unwrap_or(Table::empty()));
    let corpus = Corpus::new(sentences, tags, &lexicon);
    say(&format!("{} sentences, {} tags", corpus.sentences.len(), corpus.tags.len()));
    let mut archive = ArchiveWriter::default();
    let lists = corpus.feats_of_tags();
    archive.push("version", format!("{version}\n").into_bytes());
    archive.push("tags", joined(&corpus.tags));
    archive.push("feats", joined(&corpus.feats));
    archive.push("tag-feats", tag_feats_lines(&lists).into_bytes());
    archive.push("scripts", joined(&corpus.scripts.iter().map(|script| script.to_line()).collect::<Vec<_>>()));
    std::thread::scope(|scope| {
        let feats = scope.spawn(|| morphology::train_feats(&corpus, &lists, epochs.others).finish(SMALL_SIZE));
        archive.push(SENTENCE_ENDS, sentence_ends(&material.treebank));
        let forms = forms(&corpus, material);
        archive.push("lemmas", morphology::train_lemmas(&corpus, &lexicon, forms, epochs.others).finish(SMALL_SIZE));
        archive.push("feats-weights", feats.join().unwrap_or_default());
    });
    say("sentence ends, morphology and lemmas");
    let bytes = keep.bytes("encoder.bin", || Ok(encoder(&corpus, material, &lexicon, epochs.encoder, say)))?;
    let trained = Archive::open(&bytes).context("the encoder that was kept is broken; delete it")?;
    for name in ["encoder", "words"] {
        archive.push(name, trained.section(name).unwrap_or_default().to_vec());
    }
    archive.push("lexicon", lexicon_bytes.clone());
    let bytes = with_coreference(&archive.finish(), &material.chains, &material.nouns);
    say("coreference");
    Ok(with_arguments(bytes, material, epochs.arguments, say))
}

/// The weights file with its coreference sections trained anew, by documents that its own other sections analyse.
fn with_coreference(weights: &[u8], chains: &[Annotated], nouns: &[u8]) -> Vec<u8> {
    let mut archive = match Archive::open(weights) {
        Some(others) => ArchiveWriter::without(others, &["coref", "coref-nouns"]),
        None => ArchiveWriter::default(),
    };
    archive.push("coref", coreference::section(weights, chains, nouns));
    archive.push("coref-nouns", nouns.to_vec());
    archive.finish()
}

/// Section of the sentence ends.
const SENTENCE_ENDS: &str = "sentence-ends";

/// Passes over the documents for the sentence ends.
const ENDS_EPOCHS: usize = 5;

/// The bytes of the section of sentence ends.
fn sentence_ends(treebank: &[Sentence]) -> Vec<u8> {
    segments::train(treebank, ENDS_EPOCHS).finish(fit(ENDS_SIZE, treebank.len()))
}

/// Trains predicates and arguments on top of the other parts, and gives the bytes of the weights file with them.
///
/// They are trained on the treebank's trees and on the model's own, which are better here than on new text; trees by
/// models that had not seen the sentence were no better to train on (training/LOG.md).
fn with_arguments(bytes: Vec<u8>, material: &Material, epochs: usize, say: &(dyn Fn(&str) + Sync)) -> Vec<u8> {
    let bytes: &'static [u8] = bytes.leak();
    let (Some(model), Some(archive)) = (Model::from_bytes(bytes), Archive::open(bytes)) else { return bytes.to_vec() };
    if material.propbank.is_empty() {
        return bytes.to_vec();
    }
    let treebank: Vec<_> = material.treebank.iter().collect();
    let mut cases = arguments::cases(&model, &treebank, &material.propbank, false);
    cases.extend(arguments::cases(&model, &treebank, &material.propbank, true));
    let mut writer = ArchiveWriter::without(archive, &SECTIONS);
    for (name, section) in arguments::train(&cases, &material.frames, epochs, say) {
        say(&format!("{name}: {} bytes", section.len()));
        writer.push(name, section);
    }
    writer.finish()
}

/// An archive of the encoder and its vocabulary.
fn encoder(
    corpus: &Corpus,
    material: &Material,
    lexicon: &Lexicon<'_>,
    plan: Plan,
    say: &(dyn Fn(&str) + Sync),
) -> Vec<u8> {
    let (trees, names) = &material.dev;
    let dev = Corpus::new(trees.iter().cloned().enumerate().collect(), corpus.tags.clone(), lexicon);
    let after = |encoder: &Encoder, pass: usize, losses: &str| {
        let [tags, uas, las] = encoder.score(&dev, lexicon);
        let names = encoder.score_names(names, lexicon);
        say(&format!(
            "encoder, pass {}: losses {losses}; dev tags {tags:.2} UAS {uas:.2} LAS {las:.2} names {names:.2}",
            pass + 1
        ));
    };
    let mut encoder = Encoder::new(corpus, &material.vectors, plan.seed);
    encoder.train(corpus, &material.names, lexicon, plan, after);
    let (bytes, words) = encoder.finish();
    let mut archive = ArchiveWriter::default();
    archive.push("encoder", bytes);
    archive.push("words", words);
    archive.finish()
}

/// Little material needs every feature.
fn fit(size: Pruned, sentences: usize) -> Pruned {
    if sentences < 1000 { Pruned { min_updates: 0, ..size } } else { size }
}

fn joined(lines: &[String]) -> Vec<u8> {
    lines.iter().map(|line| format!("{line}\n")).collect::<String>().into_bytes()
}

fn forms(corpus: &Corpus, material: &Material) -> Vec<Inflected> {
    let mut forms = morphology::inflected(corpus);
    for (form, tag, lemma) in &material.forms {
        if let Some(class) = corpus.tags.iter().position(|one| one == tag) {
            forms.push(Inflected { form: form.clone(), tag: class as u8, lemma: lemma.clone(), place: (0, false) });
        }
    }
    forms
}
