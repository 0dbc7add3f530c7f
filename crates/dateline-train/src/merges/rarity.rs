//! Makes the table of how rare words are: in how many documents of plain text the stem of each stands.

use anyhow::{Context, Result};
use dateline_merge::words;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// News and what reads like it, and how much a document of each counts: speeches would make "police" a rare word.
pub(super) const FILES: [(&str, u32); 5] = [
    ("wikinews.txt", 3),
    ("gmb_voa_news.txt", 3),
    ("us_doj_press_releases.txt", 1),
    ("us_senate_press_releases.txt", 1),
    ("us_white_house_press_2021on.txt", 1),
];

/// So many of the most frequent stems are kept; all others are as rare as can be.
const KEPT: usize = 30_000;

/// The table of the files of a folder: documents stand apart by an empty line.
///
/// # Errors
/// The file that cannot be read.
pub fn table(folder: &Path) -> Result<Vec<u8>> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    let mut documents = 0;
    for (file, weight) in FILES {
        let path = folder.join(file);
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for document in text.split("\n\n").filter(|document| !document.trim().is_empty()) {
            documents += weight;
            let stems: BTreeSet<u32> = words::words(document).map(|word| words::hash(&words::stem(word))).collect();
            stems.into_iter().for_each(|stem| *counts.entry(stem).or_default() += weight);
        }
    }
    let mut list: Vec<(u32, u32)> = counts.into_iter().collect();
    list.sort_by_key(|(stem, count)| (std::cmp::Reverse(*count), *stem));
    list.truncate(KEPT);
    list.sort_unstable();
    Ok(packed(list.into_iter().map(|(stem, count)| (stem, grade(count, documents)))))
}

/// Twice the natural logarithm of how many documents there are to one with the word, 1 to 20.
fn grade(count: u32, documents: u32) -> u8 {
    (2.0 * (f64::from(documents) / f64::from(count)).ln()).round().clamp(1.0, f64::from(words::RAREST)) as u8
}

fn packed(rows: impl Iterator<Item = (u32, u8)>) -> Vec<u8> {
    rows.flat_map(|(stem, grade)| stem.to_le_bytes().into_iter().chain([grade])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_few_documents_is_rare() {
        assert_eq!([grade(1000, 1000), grade(500, 1000), grade(10, 1000), grade(1, 1_000_000)], [1, 1, 9, 20]);
        assert_eq!(packed([(258, 7)].into_iter()), [2, 1, 0, 0, 7]);
    }
}
