//! Makes the lexicon of the signatures: word classes from WordNet and clusters from running text.

use crate::clusters::Clustered;
use dateline_annotate::signature::Entry;
use dateline_learn::{hash_text, write_rows};
use std::collections::{BTreeMap, BTreeSet};

/// What the lexicon will know, by word.
pub type Entries = BTreeMap<String, Entry>;

/// Adds the word classes of WordNet lemmas: lines of word, class letter, synset.
pub fn add_classes(lemmas: &str, entries: &mut Entries) {
    for line in lemmas.lines() {
        let mut columns = line.split('\t');
        let (Some(word), Some(class)) = (columns.next(), columns.next()) else { continue };
        if !word.contains(' ') {
            add(word, class_bit(class), entries);
        }
    }
}

/// Adds the classes of inflected forms: lines of lemma, form, UniMorph features.
pub fn add_forms(forms: &str, entries: &mut Entries) {
    for line in forms.lines() {
        let mut columns = line.split('\t').skip(1);
        let (Some(form), Some(features)) = (columns.next(), columns.next()) else { continue };
        let bit = match features {
            "V;PST" => 16,
            "V;V.PTCP;PST" => 32,
            "V;V.PTCP;PRS" => 64,
            "V;3;SG;PRS" => 4,
            "N;PL" => 128,
            _ => 0,
        };
        add(form, bit, entries);
    }
}

fn add(word: &str, bit: u8, entries: &mut Entries) {
    if bit != 0 {
        entries.entry(word.to_lowercase()).or_default().classes |= bit;
    }
}

fn class_bit(class: &str) -> u8 {
    match class {
        "n" => 1,
        "a" | "s" => 2,
        "v" => 4,
        "r" => 8,
        _ => 0,
    }
}

/// Inflected forms with their tag and lemma: regular and irregular ones of the words that are known.
pub fn forms(unimorph: &str, irregular: &str, known: &BTreeSet<String>) -> Vec<(String, &'static str, String)> {
    let mut forms = Vec::new();
    for line in unimorph.lines() {
        let columns: Vec<_> = line.split('\t').collect();
        let [lemma, form, features] = columns[..] else { continue };
        let tag = match features {
            "V;PST" => "VERB\tVBD",
            "V;V.PTCP;PST" => "VERB\tVBN",
            "V;V.PTCP;PRS" => "VERB\tVBG",
            "V;3;SG;PRS" => "VERB\tVBZ",
            _ => continue,
        };
        if known.contains(form) && known.contains(lemma) {
            forms.push((form.to_owned(), tag, lemma.to_owned()));
        }
    }
    for line in irregular.lines() {
        let columns: Vec<_> = line.split('\t').collect();
        let [form, lemma, class] = columns[..] else { continue };
        if class == "n" && known.contains(form) && known.contains(lemma) && !form.contains(' ') {
            forms.push((form.to_owned(), "NOUN\tNNS", lemma.to_owned()));
        }
    }
    forms
}

/// Adds clusters, fine and coarse, and how often words have a capital.
pub fn add_clusters(clusters: &[Clustered], entries: &mut Entries) {
    for one in clusters.iter().filter(|one| one.fine > 0 || one.coarse > 0 || one.capitals > 0) {
        let entry = entries.entry(one.word.clone()).or_default();
        (entry.cluster, entry.coarse, entry.capitals) = (one.fine, one.coarse, one.capitals);
    }
}

/// The table that `Lexicon` reads.
pub fn table(entries: &Entries) -> Vec<u8> {
    let row = |(word, entry): (&String, &Entry)| {
        (hash_text(word), vec![[entry.classes, entry.capitals], [entry.cluster, entry.coarse]])
    };
    write_rows(0, entries.iter().map(row).collect())
}
