//! Makes the table of words for acts: a vector for the stem of each, so that words for the same act lie together.
//!
//! The vectors are those of the language model's words, drawn to those of words that a dictionary has as synonyms or as
//! derived from them ("explode", "explosion"): running text alone puts "won" as near to "lost" as to "victory".

use crate::vectors::{SIZE, Vectors};
use anyhow::{Context, Result};
use dateline_annotate::signature::lowered;
use dateline_learn::hash_text;
use dateline_merge::words;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Senses by which a word may name an act, as the lexicographers' files are called; all files of verbs besides.
const ACTS: [&str; 7] = [
    "noun.act",
    "noun.event",
    "noun.communication",
    "noun.phenomenon",
    "noun.process",
    "noun.state",
    "noun.possession",
];

/// Synonyms by so many of a word's most frequent senses count.
const SENSES: usize = 2;

/// How often vectors are drawn to those of related words, and how much by each kind of relation.
const ROUNDS: usize = 2;
const DERIVED: f32 = 2.0;
const SYNONYMS: f32 = 1.0;

/// Groups of words that are looked for together.
const GROUPS: usize = 200;

type Vector = [f32; SIZE];
type Relation = BTreeMap<String, BTreeSet<String>>;

/// What the dictionary says of words for acts.
#[derive(Debug, Default)]
struct Dictionary {
    acts: BTreeSet<String>,
    synonyms: Relation,
    derived: Relation,
}

/// The table: for each stem, in the order of their hashes, its hash, its group and its vector in eighths of a byte.
///
/// # Errors
/// The file that cannot be read.
pub fn table(vectors: &Vectors, plain: &Path, wordnet: &Path) -> Result<Vec<u8>> {
    let dictionary = Dictionary::read(wordnet)?;
    let own = stems(vectors, &counts(plain)?, &dictionary.acts);
    let drawn = (0..ROUNDS).fold(own.clone(), |now, _| drawn(&own, &now, &dictionary));
    let groups = groups(&drawn.values().copied().collect::<Vec<_>>());
    let mut rows: Vec<_> = drawn.iter().zip(groups).map(|((stem, vector), group)| row(stem, group, vector)).collect();
    rows.sort_unstable_by_key(|row| u32::from_le_bytes([row[0], row[1], row[2], row[3]]));
    Ok(rows.concat())
}

fn row(stem: &str, group: u8, vector: &Vector) -> Vec<u8> {
    let bytes = vector.iter().map(|value| (value * 256.0).round().clamp(-127.0, 127.0) as i8 as u8);
    words::hash(stem).to_le_bytes().into_iter().chain([group]).chain(bytes).collect()
}

impl Dictionary {
    fn read(folder: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let (synsets, lemmas, relations) = (read("synsets.tsv")?, read("lemmas.tsv")?, read("sense_relations.tsv")?);
        let mut members: HashMap<&str, Vec<&str>> = HashMap::new();
        for [id, file, words] in synsets.lines().filter_map(columns) {
            if file.starts_with("verb.") || ACTS.contains(&file) {
                members.insert(id, words.split('|').collect());
            }
        }
        let mut dictionary = Dictionary::default();
        for [word, _, senses] in lemmas.lines().filter_map(columns) {
            dictionary.add_senses(word, senses, &members);
        }
        for [kind, a, in_a, b, in_b] in relations.lines().filter_map(columns) {
            if kind == "derivation" && members.contains_key(in_a) && members.contains_key(in_b) {
                relate(&mut dictionary.derived, a, b);
            }
        }
        Ok(dictionary)
    }

    fn add_senses(&mut self, word: &str, senses: &str, members: &HashMap<&str, Vec<&str>>) {
        let known = senses.split(',').enumerate().filter_map(|(at, id)| members.get(id).map(|words| (at, words)));
        for (at, words) in known.filter(|_| !word.contains(' ')) {
            self.acts.insert(words::stem(word));
            for other in words.iter().filter(|_| at < SENSES) {
                relate(&mut self.synonyms, word, other);
            }
        }
    }
}

fn columns<const N: usize>(line: &str) -> Option<[&str; N]> {
    let columns: Vec<&str> = line.split('\t').take(N).collect();
    columns.try_into().ok()
}

fn relate(relation: &mut Relation, a: &str, b: &str) {
    let (a, b) = (words::stem(a), words::stem(b));
    if a != b && !a.contains(' ') && !b.contains(' ') {
        relation.entry(a.clone()).or_default().insert(b.clone());
        relation.entry(b).or_default().insert(a);
    }
}

/// How often each form stands in plain text.
fn counts(folder: &Path) -> Result<BTreeMap<String, u32>> {
    let mut counts = BTreeMap::new();
    for (file, _) in super::rarity::FILES {
        let path = folder.join(file);
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        words::words(&text).for_each(|word| *counts.entry(lowered(word)).or_default() += 1);
    }
    Ok(counts)
}

/// A vector for each stem: the mean of its forms by how frequent they are, away from the mean of all stems, of length 1.
fn stems(vectors: &Vectors, counts: &BTreeMap<String, u32>, acts: &BTreeSet<String>) -> BTreeMap<String, Vector> {
    let index: HashMap<u64, usize> = vectors.keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
    let mut stems: BTreeMap<String, Vector> = BTreeMap::new();
    for (form, count) in counts {
        let stem = words::stem(form);
        let Some(at) = index.get(&hash_text(form).max(1)).filter(|_| acts.contains(&stem)) else { continue };
        add(stems.entry(stem).or_insert([0.0; SIZE]), &vectors.values[*at], *count as f32);
    }
    let mut mean = [0.0; SIZE];
    let share = 1.0 / stems.len().max(1) as f32;
    for vector in stems.values_mut() {
        *vector = unit(*vector);
        add(&mut mean, vector, share);
    }
    stems.values_mut().for_each(|vector| {
        add(vector, &mean, -1.0);
        *vector = unit(*vector);
    });
    stems
}

/// Each vector with the mean of those of its synonyms and of what is derived from it.
fn drawn(own: &BTreeMap<String, Vector>, now: &BTreeMap<String, Vector>, by: &Dictionary) -> BTreeMap<String, Vector> {
    let draw = |stem: &String, vector: &Vector| {
        let mut sum = *vector;
        for (relation, weight) in [(&by.derived, DERIVED), (&by.synonyms, SYNONYMS)] {
            let near: Vec<_> = relation.get(stem).into_iter().flatten().filter_map(|other| now.get(other)).collect();
            near.iter().for_each(|other| add(&mut sum, other, weight / near.len() as f32));
        }
        unit(sum)
    };
    own.iter().map(|(stem, vector)| (stem.clone(), draw(stem, vector))).collect()
}

/// The group of each vector: k-means on the sphere, from every so many-th vector.
fn groups(vectors: &[Vector]) -> Vec<u8> {
    let mut centres: Vec<Vector> =
        (0..GROUPS.min(vectors.len())).map(|at| vectors[at * vectors.len() / GROUPS.min(vectors.len())]).collect();
    let mut of = vec![0; vectors.len()];
    for _ in 0..20 {
        for (at, vector) in vectors.iter().enumerate() {
            let nearest =
                (0..centres.len()).max_by(|a, b| dot(vector, &centres[*a]).total_cmp(&dot(vector, &centres[*b])));
            of[at] = nearest.unwrap_or(0) as u8;
        }
        centres.iter_mut().for_each(|centre| *centre = [0.0; SIZE]);
        vectors.iter().zip(&of).for_each(|(vector, group)| add(&mut centres[*group as usize], vector, 1.0));
        centres.iter_mut().for_each(|centre| *centre = unit(*centre));
    }
    of
}

fn add(to: &mut Vector, from: &Vector, times: f32) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += times * from);
}

fn dot(a: &Vector, b: &Vector) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn unit(vector: Vector) -> Vector {
    let length = dot(&vector, &vector).sqrt().max(1e-9);
    vector.map(|value| value / length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_drawn_to_its_synonyms() {
        let axis = |at: usize| std::array::from_fn(|n| if n == at { 1.0 } else { 0.0 });
        let own: BTreeMap<String, Vector> =
            [("blast", 0), ("explosion", 1), ("treaty", 2)].map(|(stem, at)| (stem.to_owned(), axis(at))).into();
        let mut dictionary = Dictionary::default();
        relate(&mut dictionary.synonyms, "blasts", "explosion");
        let drawn = drawn(&own, &own, &dictionary);
        assert!(dot(&drawn["blast"], &drawn["explosion"]) > 0.9);
        assert!(dot(&drawn["blast"], &drawn["treaty"]) < 0.1);
    }

    #[test]
    fn like_vectors_share_a_group() {
        let vector = |n: usize| unit(std::array::from_fn(|at| if at == n % 2 { 1.0 } else { 0.01 * n as f32 }));
        let vectors: Vec<Vector> = (0..8).map(vector).collect();
        assert_eq!(groups(&vectors).len(), vectors.len());
        assert_eq!(row("blast", 3, &vectors[0]).len(), 5 + SIZE);
    }
}
