//! Trains the decision layer: which of the candidates that the rules propose are events of their type.
//!
//! [`examples`] gathers candidates with the answer, [`fit`] finds the weights, [`curve`] says what they are worth. By
//! report in ten folds: no score of a report is given by weights that have seen it.

pub mod card;
pub mod curve;
pub mod examples;
pub mod fit;

use crate::random::Random;
use examples::{Example, Set};
use fit::{Plan, Weights};

/// How many parts the reports are cut into.
pub const FOLDS: usize = 10;

/// The seed of the folds.
const SEED: u64 = 20_161_219;

/// The probability of each example by weights that have not seen its group.
pub fn across_folds(examples: &[Example], plan: &Plan) -> Vec<f64> {
    let folds = folds(examples);
    let mut scores = vec![0.0; examples.len()];
    for fold in 0..FOLDS {
        let seen: Vec<&Example> = examples.iter().zip(&folds).filter(|(_, at)| **at != fold).map(|(e, _)| e).collect();
        let weights = Weights::fit(&seen, plan);
        for at in (0..examples.len()).filter(|at| folds[*at] == fold) {
            scores[at] = weights.probability(&examples[at].features);
        }
    }
    scores
}

/// The fold of each example: groups of each set are dealt out in an order that the seed fixes.
fn folds(examples: &[Example]) -> Vec<usize> {
    let mut of = vec![0; examples.len()];
    for set in [Set::Report, Set::Case, Set::Trap] {
        let mut groups: Vec<&str> = examples.iter().filter(|e| e.set == set).map(|e| e.group.as_str()).collect();
        groups.sort_unstable();
        groups.dedup();
        let mut order: Vec<usize> = (0..groups.len()).collect();
        Random::new(SEED).shuffle(&mut order);
        for (at, example) in examples.iter().enumerate().filter(|(_, e)| e.set == set) {
            let group = groups.binary_search(&example.group.as_str()).unwrap_or(0);
            of[at] = order[group] % FOLDS;
        }
    }
    of
}
