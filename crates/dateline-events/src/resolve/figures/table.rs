//! The words around numbers, `lexicons/time/counts.tsv`, embedded.

use crate::resolve::words::Tokens;
use dateline_doc::Quantifier;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../../lexicons/time/counts.tsv");

/// What the words around a number make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Currency,
    Measure,
    Part,
    Label,
    Street,
    NoOne,
    Determiner,
}

/// The table, by class.
pub(super) struct Table {
    words: BTreeMap<Class, BTreeSet<&'static str>>,
    /// Phrases that qualify, longest first.
    quantifiers: Vec<(Vec<&'static str>, Quantifier)>,
    /// Vague counts, longest first.
    bare: Vec<Vec<&'static str>>,
}

pub(super) static COUNTS: LazyLock<Table> = LazyLock::new(|| Table::read(TABLE));

impl Table {
    /// True where the token is a word of the class.
    pub(super) fn has(&self, class: Class, t: &Tokens, i: usize) -> bool {
        let lower = t.slice(i).to_lowercase();
        self.words.get(&class).is_some_and(|words| words.contains(lower.as_str()))
    }

    /// The qualifying phrase at this position, and the position after it.
    pub(super) fn quantifier(&self, t: &Tokens, i: usize) -> Option<(Quantifier, usize)> {
        self.quantifiers.iter().find_map(|(words, quantifier)| Some((*quantifier, t.words(i, words)?)))
    }

    /// The end of the vague count at this position.
    pub(super) fn bare(&self, t: &Tokens, i: usize) -> Option<usize> {
        self.bare.iter().find_map(|words| t.words(i, words))
    }

    fn read(table: &'static str) -> Self {
        let mut read = Table { words: BTreeMap::new(), quantifiers: Vec::new(), bare: Vec::new() };
        for (class, phrase) in table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')) {
            read.add(class, phrase);
        }
        read.quantifiers.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        read.bare.sort_by_key(|words| std::cmp::Reverse(words.len()));
        read
    }

    fn add(&mut self, class: &str, phrase: &'static str) {
        let words = || phrase.split(' ').collect();
        if let Some(quantifier) = quantifier_of(class) {
            self.quantifiers.push((words(), quantifier));
        } else if let Some(class) = class_of(class) {
            self.words.entry(class).or_default().insert(phrase);
        } else if class == "bare" {
            self.bare.push(words());
        }
    }
}

fn quantifier_of(name: &str) -> Option<Quantifier> {
    let all = [Quantifier::AtLeast, Quantifier::MoreThan, Quantifier::About, Quantifier::UpTo, Quantifier::LessThan];
    all.into_iter().find(|quantifier| quantifier.as_str() == name)
}

fn class_of(name: &str) -> Option<Class> {
    Some(match name {
        "currency" => Class::Currency,
        "measure" => Class::Measure,
        "part" => Class::Part,
        "label" => Class::Label,
        "street" => Class::Street,
        "no_one" => Class::NoOne,
        "determiner" => Class::Determiner,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_has_a_class() {
        for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let class = row.split_once('\t').map_or("", |(class, _)| class);
            let known = quantifier_of(class).is_some() || class_of(class).is_some() || class == "bare";
            assert!(known, "a row of no known class: {row:?}");
        }
    }
}
