//! The labels of names, and the lists of names that are known beforehand.

use std::collections::{HashMap, HashSet};

/// The labels, in the order of the classes.
pub const CLASSES: [&str; 7] = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"];

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
