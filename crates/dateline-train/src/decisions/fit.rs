//! The weights of the decision layer, from examples.

use super::examples::{Example, Set};
use crate::logistic::{Problem, share};
use std::collections::BTreeMap;

/// The feature that carries what the rule's author thought: its weight is drawn to 1, all others to 0.
const PRIOR: &str = "prior";
/// The feature that every example has: it is not penalised.
const CONSTANT: &str = "constant";

/// How the weights are found.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The penalty.
    pub penalty: f64,
    /// Weight of an example from the rules' cases, and of one from the traps; a report's has 1.
    pub case: f64,
    /// See above.
    pub trap: f64,
    /// A feature must be there in so many examples.
    pub least: usize,
    /// Features that are left out, by the name before "=".
    pub without: Vec<String>,
}

impl Default for Plan {
    fn default() -> Self {
        Plan { penalty: 32.0, case: 0.1, trap: 0.3, least: 3, without: Vec::new() }
    }
}

impl Plan {
    fn weight(&self, set: Set) -> f64 {
        match set {
            Set::Report => 1.0,
            Set::Case => self.case,
            Set::Trap => self.trap,
        }
    }

    /// Whether the feature is used.
    pub fn takes(&self, feature: &str) -> bool {
        let name = feature.split('=').next().unwrap_or(feature);
        !self.without.iter().any(|out| out == name)
    }
}

/// Weights by the name of the feature, in log-odds.
#[derive(Debug, Clone, Default)]
pub struct Weights(pub BTreeMap<String, f64>);

impl Weights {
    /// Finds the weights that explain the examples best.
    pub fn fit(examples: &[&Example], plan: &Plan) -> Self {
        let examples: Vec<_> = examples.iter().filter(|e| plan.weight(e.set) > 0.0).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, _) in examples.iter().flat_map(|e| &e.features).filter(|(name, _)| plan.takes(name)) {
            *counts.entry(name).or_default() += 1;
        }
        counts.retain(|_, count| *count >= plan.least);
        let names: Vec<&str> = counts.into_keys().collect();
        let mut columns: Vec<Vec<(usize, f64)>> = vec![Vec::new(); names.len()];
        for (row, example) in examples.iter().enumerate() {
            for (name, strength) in &example.features {
                if let Ok(column) = names.binary_search(&name.as_str()) {
                    columns[column].push((row, *strength));
                }
            }
        }
        let answers = examples.iter().map(|e| (f64::from(u8::from(e.right)), plan.weight(e.set))).collect();
        let held = names.iter().map(|name| held(name, plan.penalty)).collect();
        let weights = Problem { columns, held, answers }.solve();
        Weights(names.into_iter().map(str::to_owned).zip(weights).collect())
    }

    /// As the program reads them: a feature a line, in thousandths; what is nothing when rounded is left out.
    pub fn to_text(&self) -> String {
        let head =
            "# Weights of the decision layer, in thousandths of log-odds; written by `decisions`, see card.md.\n";
        let rows = self.0.iter().map(|(name, weight)| (name, (weight * 1000.0).round() as i64));
        let lines = rows.filter(|(_, weight)| *weight != 0).map(|(name, weight)| format!("{name}\t{weight}\n"));
        head.to_owned() + &lines.collect::<String>()
    }

    /// The probability that a candidate with these features is right.
    pub fn probability(&self, features: &[(String, f64)]) -> f64 {
        let weight = |(name, strength): &(String, f64)| self.0.get(name).unwrap_or(&0.0) * strength;
        share(features.iter().map(weight).sum())
    }
}

/// How much a weight is held, and where.
fn held(name: &str, penalty: f64) -> (f64, f64) {
    match name {
        CONSTANT => (1e-6, 0.0),
        PRIOR => (penalty, 1.0),
        _ => (penalty, 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(right: bool, feature: &str) -> Example {
        let features = vec![(CONSTANT.to_owned(), 1.0), (feature.to_owned(), 1.0)];
        Example { features, ..Example::of(Set::Report, "one", right) }
    }

    #[test]
    fn what_goes_with_right_answers_gets_a_weight_above_what_does_not() {
        let examples: Vec<_> = (0..40).map(|n| example(n % 4 != 0, if n % 2 == 0 { "a" } else { "b" })).collect();
        let weights = Weights::fit(&examples.iter().collect::<Vec<_>>(), &Plan { penalty: 1.0, ..Plan::default() });
        assert!(weights.0["b"] > 0.5 && weights.0["a"] < -0.5, "{weights:?}");
        let mean: f64 = examples.iter().map(|e| weights.probability(&e.features)).sum::<f64>() / 40.0;
        assert!((mean - 0.75).abs() < 0.01, "the constant keeps the mean: {mean}");
    }
}
