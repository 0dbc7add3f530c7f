//! How likely two occurrences are one event, and why: a sum of weights, one a trait.
//!
//! The weights are log-odds in thousandths, read from `models/merge/weights.tsv`; its card says how they were fitted.

use crate::occurrence::Occurrence;
use crate::pair::{FEATURES, Feature, features};
use std::sync::LazyLock;

/// Log-odds in thousandths of every trait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights {
    values: Vec<i32>,
}

/// The weight of one trait in a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The trait.
    pub feature: Feature,
    /// Its log-odds in thousandths.
    pub weight: i32,
}

impl Weights {
    /// Those inside the program.
    ///
    /// # Panics
    /// Never: the file is part of the program and a test reads it.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Weights> = LazyLock::new(|| {
            let text = include_str!("../../../models/merge/weights.tsv");
            Weights::parse(text).expect("the weights of the program are whole")
        });
        &BUILTIN
    }

    /// Reads lines of a trait's name, a tab, and its log-odds. A trait without a line weighs nothing.
    ///
    /// # Errors
    /// The line that can't be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut values = vec![0; FEATURES.len()];
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (feature, weight) = row(line).ok_or_else(|| format!("no trait and weight: {line:?}"))?;
            values[feature as usize] = weight;
        }
        Ok(Weights { values })
    }

    /// Of log-odds in thousandths in the order of [`FEATURES`].
    pub fn of(values: Vec<i32>) -> Self {
        Weights { values }
    }

    /// Tells two fits apart: a hash of the weights.
    pub fn version(&self) -> String {
        let bytes = self.values.iter().flat_map(|value| value.to_le_bytes());
        let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        format!("{hash:08x}")
    }

    /// As [`Weights::parse`] reads it, with a remark at the top; what weighs nothing is left out.
    pub fn to_text(&self, remark: &str) -> String {
        let line = |feature: &Feature| {
            let weight = self.of_feature(*feature);
            let (sign, size) = (if weight < 0 { "-" } else { "" }, weight.abs());
            (weight != 0).then(|| format!("{}\t{sign}{}.{:03}\n", feature.name(), size / 1000, size % 1000))
        };
        format!("# Log-odds of traits; {remark}\n{}", FEATURES.iter().filter_map(line).collect::<String>())
    }

    /// The log-odds of one trait in thousandths.
    pub fn of_feature(&self, feature: Feature) -> i32 {
        self.values.get(feature as usize).copied().unwrap_or_default()
    }

    /// The log-odds, in thousandths, that two occurrences are one event.
    pub fn score(&self, a: &Occurrence, b: &Occurrence) -> i32 {
        features(a, b).into_iter().map(|feature| self.of_feature(feature)).sum()
    }

    /// What speaks for it and against it, strongest first.
    pub fn reasons(&self, a: &Occurrence, b: &Occurrence) -> Vec<Reason> {
        let mut reasons: Vec<_> =
            features(a, b).into_iter().map(|feature| Reason { feature, weight: self.of_feature(feature) }).collect();
        reasons.retain(|reason| reason.weight != 0);
        reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.weight.abs()), reason.feature));
        reasons
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, tenths) = (if self.weight < 0 { '-' } else { '+' }, (self.weight.abs() + 50) / 100);
        write!(f, "{sign}{}.{} {}", tenths / 10, tenths % 10, self.feature.name())
    }
}

/// Log-odds in thousandths as a probability in per mille.
pub fn per_mille(log_odds: i32) -> u16 {
    let odds = (f64::from(log_odds) / 1000.0).exp();
    (odds / (1.0 + odds) * 1000.0).round() as u16
}

fn row(line: &str) -> Option<(Feature, i32)> {
    let (name, weight) = line.split_once('\t')?;
    let feature = FEATURES.iter().copied().find(|feature| feature.name() == name)?;
    let (sign, digits) = weight.strip_prefix('-').map_or((1, weight), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.')?;
    (part.len() == 3).then_some(())?;
    Some((feature, sign * (whole.parse::<i32>().ok()? * 1000 + part.parse::<i32>().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_of_the_program_are_whole() {
        let weights = Weights::builtin();
        assert!(weights.of_feature(Feature::PlaceSame) > weights.of_feature(Feature::PlaceAbroad));
    }

    #[test]
    fn what_is_no_weight_is_told() {
        let bad = ["prior", "prior\t1", "prior\tx.000", "no such trait\t1.000", "prior\t1.00"];
        for line in bad {
            assert!(Weights::parse(line).unwrap_err().contains("no trait and weight"), "{line}");
        }
        let weights = Weights::parse("prior\t-0.250\nsame day\t12.034").unwrap();
        assert_eq!([Feature::Prior, Feature::DaySame].map(|f| weights.of_feature(f)), [-250, 12034]);
        assert_eq!(Weights::parse(&weights.to_text("by hand")).unwrap(), weights);
    }

    #[test]
    fn log_odds_become_probabilities() {
        assert_eq!([0, 2197, -2197, 9000].map(per_mille), [500, 900, 100, 1000]);
    }
}
