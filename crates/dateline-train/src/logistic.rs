//! Logistic regression with an L2 penalty, by Newton's method one weight at a time. The order is fixed, so the same
//! examples give the same weights.

/// Passes over all weights at most, and the largest change at which they stop.
const PASSES: usize = 200;
const STILL: f64 = 1e-4;

/// What is to be explained, and by what.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    /// For each weight: the examples that have it, and how strongly.
    pub columns: Vec<Vec<(usize, f64)>>,
    /// For each weight: how much it is held, and where.
    pub held: Vec<(f64, f64)>,
    /// For each example: 1 or 0, and how much it counts.
    pub answers: Vec<(f64, f64)>,
}

impl Problem {
    /// The weights that explain the answers best.
    pub fn solve(&self) -> Vec<f64> {
        let mut weights: Vec<f64> = self.held.iter().map(|(_, centre)| *centre).collect();
        let mut sums = vec![0.0; self.answers.len()];
        for (column, weight) in self.columns.iter().zip(&weights) {
            column.iter().for_each(|(row, strength)| sums[*row] += weight * strength);
        }
        for _ in 0..PASSES {
            let mut largest: f64 = 0.0;
            for (at, weight) in weights.iter_mut().enumerate() {
                let step = self.step(at, *weight, &sums);
                *weight += step;
                self.columns[at].iter().for_each(|(row, strength)| sums[*row] += step * strength);
                largest = largest.max(step.abs());
            }
            if largest < STILL {
                break;
            }
        }
        weights
    }

    /// Newton's step for one weight, no longer than 1.
    fn step(&self, at: usize, weight: f64, sums: &[f64]) -> f64 {
        let (penalty, centre) = self.held[at];
        let (mut slope, mut bend) = (penalty * (weight - centre), penalty);
        for (row, strength) in &self.columns[at] {
            let (answer, counts) = self.answers[*row];
            let share = share(sums[*row]);
            slope += counts * strength * (share - answer);
            bend += counts * strength * strength * share * (1.0 - share);
        }
        (-slope / bend).clamp(-1.0, 1.0)
    }
}

/// Log-odds as a probability.
pub fn share(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}
