//! What the name finder looks at.

use crate::signature::Signed;
use dateline_learn::Bag;
use std::collections::{HashMap, HashSet};

/// The labels, in the order of the classes.
pub const CLASSES: [&str; 7] = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"];

const OUTSIDE: u64 = 0xFFFF;

/// True where `class` may follow `last`: the inside of a name only after its beginning.
pub fn allowed(last: u8, class: u8) -> bool {
    class == 0 || !class.is_multiple_of(2) || last == class || last + 1 == class
}

/// Lists of names that are known beforehand.
#[derive(Debug)]
pub struct Known {
    countries: HashSet<&'static str>,
    starts: HashMap<&'static str, usize>,
    peoples: HashSet<&'static str>,
}

impl Known {
    /// The lists inside the program.
    pub fn builtin() -> Self {
        let countries: HashSet<_> = include_str!("../../data/countries.txt").lines().collect();
        let mut starts: HashMap<&'static str, usize> = HashMap::new();
        for name in include_str!("../../data/countries.txt").lines() {
            let words = name.split(' ').count();
            let first = name.split(' ').next().unwrap_or(name);
            let longest = starts.entry(first).or_default();
            *longest = words.max(*longest);
        }
        let peoples = include_str!("../../data/peoples.txt").lines().collect();
        Known { countries, starts, peoples }
    }

    /// True for countries and their like.
    pub fn is_country(&self, name: &str) -> bool {
        let name = name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name);
        self.countries.contains(name) || name.len() > 3 && self.countries.contains(titled(name).as_str())
    }

    /// True for nationalities, ethnic and religious groups, singular or plural.
    pub fn is_people(&self, word: &str) -> bool {
        let single = |word: &str| {
            self.peoples.contains(word) || word.strip_suffix('s').is_some_and(|word| self.peoples.contains(word))
        };
        single(word) || word.len() > 3 && word.chars().all(char::is_uppercase) && single(&titled(word))
    }

    /// A mark for each word: 1 begins a country, 2 goes on with one, 3 is a people, 0 else.
    pub fn marks(&self, forms: &[&str]) -> Vec<u8> {
        let mut marks = vec![0; forms.len()];
        for at in 0..forms.len() {
            if marks[at] == 0 && self.is_people(forms[at]) {
                marks[at] = 3;
            }
            let longest = self.starts.get(forms[at]).copied().unwrap_or(usize::from(self.is_country(forms[at])));
            let fits = |count: &usize| at + count <= forms.len() && self.is_country(&forms[at..at + count].join(" "));
            if let Some(count) = (1..=longest).rev().find(fits) {
                marks[at] = 1;
                marks[at + 1..at + count].fill(2);
            }
        }
        marks
    }
}

fn titled(word: &str) -> String {
    word.split(' ')
        .map(|word| {
            let mut chars = word.chars();
            chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect::<String>()
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// True where no name can stand, so that the classifier need not be asked: small words away from capitals.
pub fn surely_none(sentence: &Signed, at: usize, last: Option<&u8>) -> bool {
    let near = sentence.words.iter().skip(at).take(3);
    last.is_none_or(|last| *last == 0) && sentence.style == 0 && near.clone().all(|word| !word.capital)
}

/// Features of the word at `at`.
pub fn features(sentence: &Signed, at: usize, tags: &[u8], marks: &[u8], labels: &[u8], bag: &mut Bag) {
    bag.clear();
    let word = &sentence.words[at];
    let i = at as isize;
    let near = |by: isize| sentence.at(i + by);
    let lower = |by: isize| near(by).map_or(OUTSIDE, |word| word.lower);
    let cluster = |by: isize| near(by).map_or(OUTSIDE, |word| word.cluster);
    let coarse = |by: isize| near(by).map_or(OUTSIDE, |word| word.coarse);
    let shape = |by: isize| near(by).map_or(OUTSIDE, |word| word.shape);
    let pick = |list: &[u8], by: isize| list.get((i + by) as usize).map_or(OUTSIDE, |value| u64::from(*value));
    let (tag, mark) = (|by| pick(tags, by), |by| pick(marks, by));
    let last = at.checked_sub(1).map_or(OUTSIDE, |at| u64::from(labels[at]));
    let before = at.checked_sub(2).map_or(OUTSIDE, |at| u64::from(labels[at]));
    let case = sentence.style * 8 + u64::from(word.capital) * 2 + u64::from(at == 0) + u64::from(word.upper) * 100;
    bag.add([last]);
    bag.add([last, before]);
    bag.add([word.lower, case]);
    bag.add([word.lower, last]);
    bag.add([case, last]);
    bag.add([word.shape, last]);
    bag.add([word.shape, lower(-1)]);
    for suffix in &word.suffixes[1..] {
        bag.add([*suffix, case]);
    }
    for prefix in &word.prefixes[1..] {
        bag.add([*prefix, case]);
    }
    for by in -2..=2 {
        bag.add([lower(by)]);
        bag.add([cluster(by), case]);
        bag.add([coarse(by), shape(by)]);
        bag.add([tag(by), case]);
        bag.add([shape(by)]);
        bag.add([mark(by), last]);
    }
    bag.add([lower(-1), word.lower]);
    bag.add([word.lower, lower(1)]);
    bag.add([lower(-1), shape(0), shape(1)]);
    bag.add([lower(1), shape(0), last]);
    bag.add([cluster(-1), cluster(0), last]);
    bag.add([cluster(0), cluster(1), last]);
    bag.add([cluster(0), last]);
    bag.add([lower(-1), lower(-2), case]);
    bag.add([lower(1), lower(2), case]);
    bag.add([tag(-1), tag(0), tag(1)]);
    bag.add([tag(0), last]);
    bag.add([cluster(-1), shape(0), cluster(1)]);
    bag.add([mark(0), mark(1), tag(0)]);
    bag.add([word.classes, case]);
    bag.add([word.classes, last, tag(1)]);
}
