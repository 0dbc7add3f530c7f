//! The whole training, step by step.

use crate::corpus::{self, Corpus};
use crate::morphology::{self, Inflected};
use crate::naming::{self, Named, Setting};
use crate::network::Net;
use crate::parsing::{self, Plan};
use crate::treebank::Sentence;
use crate::vectors::Vectors;
use crate::words::{self, Entries};
use crate::{NAME_SIZE, SMALL_SIZE, TAG_SIZE, augment, tagging};
use dateline_annotate::names::Known;
use dateline_annotate::signature::Lexicon;
use dateline_annotate::tag_feats_lines;
use dateline_learn::{ArchiveWriter, Pruned, Table};

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
    /// Vectors of words from running text.
    pub vectors: Vectors,
}

/// How long to train.
#[derive(Debug, Clone, Copy)]
pub struct Epochs {
    /// Of the taggers.
    pub tags: usize,
    /// Of the parser.
    pub parser: usize,
    /// Whether the parser trains on tags by taggers that did not see the sentence, rather than on the treebank's.
    pub jackknife: bool,
    /// Of the others.
    pub others: usize,
}

/// Trains everything and gives the bytes of the weights file. `say` is told about progress.
pub fn train(material: &Material, version: &str, epochs: Epochs, say: &(dyn Fn(&str) + Sync)) -> Vec<u8> {
    let sentences = augment::material(&material.treebank);
    let tags = corpus::tags(&sentences);
    let mut entries = material.entries.clone();
    words::add_sure(&sentences, &tags, 20, &mut entries);
    let lexicon_bytes = words::table(&entries);
    let lexicon = Lexicon::new(Table::open(&lexicon_bytes).unwrap_or(Table::empty()));
    let corpus = Corpus::new(sentences, tags, &lexicon);
    say(&format!("{} sentences, {} tags", corpus.sentences.len(), corpus.tags.len()));
    let jackknife = |drafts: Option<&[Vec<u8>]>| match epochs.jackknife {
        true => tagging::jackknife(&corpus, drafts, epochs.tags),
        false => corpus.gold_tags.clone(),
    };
    let drafts = jackknife(None);
    let predicted = jackknife(Some(&drafts));
    say("jackknifed tags");
    let (first, second) = std::thread::scope(|scope| {
        let first = scope.spawn(|| tagging::train(&corpus, None, epochs.tags, |_| true).finish(TAG_SIZE));
        let second = tagging::train(&corpus, Some(&drafts), epochs.tags, |_| true).finish(TAG_SIZE);
        (first.join().unwrap_or_default(), second)
    });
    say("taggers");
    let taggers = [&first, &second].map(|bytes| Table::open(bytes).unwrap_or(Table::empty()));
    let mut archive = ArchiveWriter::default();
    std::thread::scope(|scope| {
        let parser = scope.spawn(|| parser(&corpus, &predicted, &material.vectors, epochs.parser, say));
        let lists = corpus.feats_of_tags();
        archive.push("version", format!("{version}\n").into_bytes());
        archive.push("tags", joined(&corpus.tags));
        archive.push("feats", joined(&corpus.feats));
        archive.push("tag-feats", tag_feats_lines(&lists).into_bytes());
        archive.push("scripts", joined(&corpus.scripts.iter().map(|script| script.to_line()).collect::<Vec<_>>()));
        archive.push("feats-weights", morphology::train_feats(&corpus, &lists, epochs.others).finish(SMALL_SIZE));
        say("morphology");
        let forms = forms(&corpus, material);
        archive.push("lemmas", morphology::train_lemmas(&corpus, &lexicon, forms, epochs.others).finish(SMALL_SIZE));
        say("lemmas");
        let setting = Setting { lexicon, taggers, known: Known::builtin() };
        archive.push(
            "names",
            naming::train(&material.names, &setting, epochs.others).finish(fit(NAME_SIZE, material.names.len())),
        );
        say("names");
        let (network, words) = parser.join().unwrap_or_default();
        archive.push("parser", network);
        archive.push("parser-words", words);
    });
    archive.push("tags-1", first.clone());
    archive.push("tags-2", second.clone());
    archive.push("lexicon", lexicon_bytes.clone());
    archive.finish()
}

/// The bytes of the parser's network and of its vocabulary.
fn parser(
    corpus: &Corpus,
    tags: &[Vec<u8>],
    vectors: &Vectors,
    epochs: usize,
    say: &(dyn Fn(&str) + Sync),
) -> (Vec<u8>, Vec<u8>) {
    let mut net = Net::new(corpus, vectors);
    let after = |_: &Net, epoch: usize, loss: f64| say(&format!("parser, pass {}: loss {loss:.4}", epoch + 1));
    parsing::train(corpus, tags, &mut net, Plan { epochs, ..Plan::default() }, after);
    net.finish()
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
