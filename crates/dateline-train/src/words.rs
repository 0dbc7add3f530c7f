//! Makes the lexicon of the signatures: word classes from WordNet and clusters from running text.

use dateline_learn::{hash_text, write_rows};
use std::collections::BTreeMap;

/// Word classes of a word as bits, and its cluster (0 for none).
pub type Entries = BTreeMap<String, (u8, u16)>;

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
        entries.entry(word.to_lowercase()).or_default().0 |= bit;
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

/// The table that `Lexicon` reads.
pub fn table(entries: &Entries) -> Vec<u8> {
    let row = |(word, (classes, cluster)): (&String, &(u8, u16))| {
        let [low, high] = cluster.to_le_bytes();
        (hash_text(word), vec![[*classes, 0], [low, high]])
    };
    write_rows(0, entries.iter().map(row).collect())
}
