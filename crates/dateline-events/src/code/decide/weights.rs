//! The weights of the features (`models/decisions/weights.tsv`), found by a hash of the feature's name.

use std::sync::LazyLock;

const BUILTIN: &str = include_str!("../../../../../models/decisions/weights.tsv");

/// Tells two fits apart: the hash of the file, as records carry it.
pub(super) fn version() -> String {
    format!("{:08x}", hash([BUILTIN].into_iter()) as u32)
}

/// Weights by feature.
pub(super) struct Weights {
    /// Hash of the name, the name, log-odds; in the order of the hashes.
    rows: Vec<(u64, &'static str, f64)>,
}

impl Weights {
    /// Those inside the program.
    pub(super) fn builtin() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(BUILTIN));
        &WEIGHTS
    }

    /// Reads lines of a name and a weight in thousandths; comments and what is no such line are passed over.
    fn read(text: &'static str) -> Self {
        let row = |line: &'static str| {
            let (name, weight) = line.split_once('\t')?;
            let weight: i32 = weight.trim().parse().ok()?;
            Some((hash([name].into_iter()), name, f64::from(weight) / 1000.0))
        };
        let mut rows: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect();
        rows.sort_by_key(|(hash, ..)| *hash);
        Weights { rows }
    }

    /// The full name and the weight of a feature, if it has one.
    pub(super) fn get(&self, name: &str, values: &[&str]) -> Option<(&'static str, f64)> {
        let hash = hash(pieces(name, values));
        let at = self.rows.binary_search_by_key(&hash, |row| row.0).ok()?;
        Some((self.rows[at].1, self.rows[at].2))
    }
}

/// "actor=armed", "type+pos=ASSAULT+noun", "constant".
pub(super) fn full_name(name: &str, values: &[&str]) -> String {
    pieces(name, values).collect()
}

fn pieces<'a>(name: &'a str, values: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let valued = values.iter().enumerate().flat_map(|(nth, value)| [if nth == 0 { "=" } else { "+" }, *value]);
    std::iter::once(name).chain(valued)
}

/// FNV-1a over the bytes of all pieces.
fn hash<'a>(pieces: impl Iterator<Item = &'a str>) -> u64 {
    let bytes = pieces.flat_map(str::bytes);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_is_found_by_its_parts() {
        let weights = Weights::read("# a comment\nconstant\t-250\ntype+pos=AID+noun\t500\nbroken\n");
        assert_eq!(weights.get("constant", &[]), Some(("constant", -0.25)));
        assert_eq!(weights.get("type+pos", &["AID", "noun"]), Some(("type+pos=AID+noun", 0.5)));
        assert_eq!(weights.get("type+pos", &["AID", "verb"]), None);
        assert_eq!(full_name("type+pos", &["AID", "noun"]), "type+pos=AID+noun");
    }

    #[test]
    fn the_built_in_weights_are_read_whole() {
        let lines = BUILTIN.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        assert_eq!(Weights::builtin().rows.len(), lines.count());
        let collide = Weights::builtin().rows.windows(2).any(|pair| pair[0].0 == pair[1].0);
        assert!(!collide, "two names have the same hash");
    }
}
