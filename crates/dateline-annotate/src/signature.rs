//! What the classifiers see of a word: hashes of its form, its parts, its shape and what the lexicon knows about it.

use dateline_learn::{Table, hash_text};

/// What the lexicon knows of a word; zeros where it knows nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Entry {
    /// Word classes that it can have, as bits.
    pub classes: u8,
    /// How often it has a capital inside sentences: 0 where unknown, from 1 (never) to 7 (always).
    pub capitals: u8,
    /// Cluster of words that it is used like.
    pub cluster: u8,
    /// Cluster of clusters.
    pub coarse: u8,
}

/// Looks words up.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon<'a> {
    table: Table<'a>,
}

impl<'a> Lexicon<'a> {
    /// Over a table whose rows are the four bytes of an [`Entry`].
    pub fn new(table: Table<'a>) -> Self {
        Lexicon { table }
    }

    /// The entry of the word with this hash.
    pub fn look_up(&self, lower: u64) -> Entry {
        match self.table.row(lower) {
            [classes, capitals, cluster, coarse, ..] => {
                Entry { classes: *classes, capitals: *capitals, cluster: *cluster, coarse: *coarse }
            }
            _ => Entry::default(),
        }
    }
}

/// A word as the classifiers see it.
#[derive(Debug, Clone, Default)]
pub struct Signature {
    /// Hash of the lower-case form, digits made alike.
    pub lower: u64,
    /// Hashes of the last one to five characters of the lower-case form; 0 where it is shorter.
    pub suffixes: [u64; 5],
    /// Hashes of the first one to three characters.
    pub prefixes: [u64; 3],
    /// Capitals, digits and marks, runs cut to one.
    pub shape: u64,
    /// Word classes by the lexicon.
    pub classes: u64,
    /// How often it has a capital, as in [`Entry`].
    pub capitals: u64,
    /// Fine cluster.
    pub cluster: u64,
    /// Coarse cluster.
    pub coarse: u64,
    /// True where it starts with a capital.
    pub capital: bool,
    /// True where all its letters are capitals and there are two at least.
    pub upper: bool,
}

impl Signature {
    /// Of a word's form.
    pub fn new(form: &str, lexicon: &Lexicon<'_>) -> Self {
        let lower = lowered(form);
        let hash = hash_text(&lower);
        let entry = lexicon.look_up(hash);
        let letters = form.chars().filter(|c| c.is_alphabetic());
        Signature {
            lower: hash,
            suffixes: suffixes(&lower),
            prefixes: prefixes(&lower),
            shape: shape(form),
            classes: u64::from(entry.classes),
            capitals: u64::from(entry.capitals.min(7)),
            cluster: u64::from(entry.cluster),
            coarse: u64::from(entry.coarse),
            capital: form.starts_with(char::is_uppercase),
            upper: letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase),
        }
    }
}

/// A form in lower case, its digits, quotation marks and dashes made alike; what all tables of words are keyed by.
pub fn lowered(form: &str) -> String {
    let mut lower = String::with_capacity(form.len());
    lower.extend(form.chars().take(60).flat_map(char::to_lowercase).map(plain));
    lower
}

/// Makes digits alike, and the many quotation marks and dashes.
fn plain(char: char) -> char {
    match char {
        '0'..='9' => '0',
        '’' | '‘' | '´' | '`' | 'ʼ' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' => '-',
        _ => char,
    }
}

fn suffixes(lower: &str) -> [u64; 5] {
    let mut out = [0; 5];
    for (i, (at, _)) in lower.char_indices().rev().take(5).enumerate() {
        out[i] = hash_text(&lower[at..]);
    }
    out
}

fn prefixes(lower: &str) -> [u64; 3] {
    let mut out = [0; 3];
    for (i, (at, char)) in lower.char_indices().take(3).enumerate() {
        out[i] = hash_text(&lower[..at + char.len_utf8()]);
    }
    out
}

pub(crate) fn shape(form: &str) -> u64 {
    let kind = |c: char| match c {
        _ if c.is_uppercase() => 1,
        _ if c.is_alphabetic() => 2,
        _ if c.is_numeric() => 3,
        '-' => 4,
        '.' => 5,
        ',' => 6,
        '\'' | '’' => 7,
        '$' | '€' | '£' => 8,
        '%' => 9,
        '"' | '“' | '”' => 10,
        '(' | ')' | '[' | ']' => 11,
        _ => 12,
    };
    let mut shape = 1u64;
    let mut last = 0;
    let mut repeats = 0;
    for kind in form.chars().take(12).map(kind) {
        repeats = if kind == last { repeats + 1 } else { 0 };
        last = kind;
        if repeats < 2 && shape < 1 << 58 {
            shape = shape << 4 | kind;
        }
    }
    shape
}

/// A sentence as the classifiers see it.
#[derive(Debug, Default)]
pub struct Signed {
    /// Its words.
    pub words: Vec<Signature>,
    /// 1 where it is written in capitals, 2 where nearly every word has one (a headline), 0 else.
    pub style: u64,
}

impl Signed {
    /// Of the forms of a sentence.
    pub fn new(forms: &[&str], lexicon: &Lexicon<'_>) -> Self {
        let words: Vec<_> = forms.iter().map(|form| Signature::new(form, lexicon)).collect();
        let style = style(forms, &words);
        Signed { words, style }
    }

    /// The word at a position, which may lie outside.
    #[inline]
    pub fn at(&self, index: isize) -> Option<&Signature> {
        usize::try_from(index).ok().and_then(|index| self.words.get(index))
    }
}

fn style(forms: &[&str], words: &[Signature]) -> u64 {
    let mut counts = [0usize; 3];
    for (form, word) in forms.iter().zip(words).filter(|(form, _)| form.len() > 3) {
        let kind = if word.upper { 2 } else { usize::from(word.capital) };
        counts[kind] += usize::from(form.starts_with(char::is_alphabetic));
    }
    let all: usize = counts.iter().sum();
    match counts {
        [_, _, upper] if all >= 2 && upper * 4 > all * 3 => 1,
        [small, ..] if all >= 3 && small * 5 <= all => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(text: &str) -> Signed {
        Signed::new(&text.split(' ').collect::<Vec<_>>(), &Lexicon::new(Table::empty()))
    }

    #[test]
    fn headlines_are_told_from_sentences() {
        assert_eq!(signed("TROOPS ENTER THE CAPITAL").style, 1);
        assert_eq!(signed("Troops Enter the Northern Capital").style, 2);
        assert_eq!(signed("Troops have entered the capital").style, 0);
    }

    #[test]
    fn numbers_look_alike() {
        let words = signed("1,250 9,999 12 Poe").words;
        assert_eq!(words[0].lower, words[1].lower);
        assert_ne!(words[0].lower, words[2].lower);
        assert!(words[3].capital && !words[3].upper);
    }
}
