//! What confidences are worth: precision and recall by threshold, and whether they mean what they say.

use std::fmt::Write;

/// Bins of the reliability table.
const BINS: usize = 10;

/// Confidences with the answers, and how many events there were to find.
#[derive(Debug, Clone)]
pub struct Scored {
    /// Confidence, and whether it is an event.
    pub list: Vec<(f64, bool)>,
    /// Events to find.
    pub gold: usize,
}

/// Counts at a threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counts {
    /// The threshold.
    pub at: f64,
    /// Candidates kept.
    pub coded: usize,
    /// Of those, events.
    pub right: usize,
    /// Events to find.
    pub gold: usize,
}

impl Counts {
    /// Share of the coded that is right.
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.coded.max(1) as f64
    }

    /// Share of the events that is coded.
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }

    /// Their harmonic mean.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.coded + self.gold).max(1) as f64
    }
}

impl Scored {
    /// What is left from a threshold on.
    pub fn at(&self, at: f64) -> Counts {
        let kept = self.list.iter().filter(|(confidence, _)| *confidence >= at);
        let right = kept.clone().filter(|(_, right)| *right).count();
        Counts { at, coded: kept.count(), right, gold: self.gold }
    }

    /// The threshold, in hundredths, with the best F1; the lowest of equals.
    pub fn best(&self) -> Counts {
        let all = (0..100).map(|at| self.at(f64::from(at) / 100.0));
        all.reduce(|best, next| if next.f1() > best.f1() { next } else { best }).unwrap_or(self.at(0.0))
    }

    /// What is left where the surest are taken until so many events are found; equals together.
    pub fn with_right(&self, right: usize) -> Counts {
        let mut sure = self.list.clone();
        sure.sort_by(|a, b| b.0.total_cmp(&a.0));
        let reached = sure.iter().filter(|(_, right)| *right).nth(right.saturating_sub(1));
        self.at(reached.map_or(0.0, |(confidence, _)| *confidence))
    }

    /// Mean over the events of the precision at their confidence, events not proposed counting nothing.
    pub fn average_precision(&self) -> f64 {
        let events = self.list.iter().filter(|(_, right)| *right);
        events.map(|(confidence, _)| self.at(*confidence).precision()).sum::<f64>() / self.gold.max(1) as f64
    }

    /// Mean of the negative logarithm of the probability given to the truth.
    pub fn loss(&self) -> f64 {
        let given = |(confidence, right): &(f64, bool)| if *right { *confidence } else { 1.0 - confidence };
        let sum: f64 = self.list.iter().map(|one| -given(one).clamp(1e-6, 1.0).ln()).sum();
        sum / self.list.len().max(1) as f64
    }

    /// How far confidence and share right lie apart, on the mean.
    pub fn calibration_error(&self) -> f64 {
        let bins = self.bins();
        let apart = bins.iter().map(|bin| (bin.confidence - bin.right as f64).abs());
        apart.sum::<f64>() / self.list.len().max(1) as f64
    }

    fn bins(&self) -> [Bin; BINS] {
        let mut bins = [Bin::default(); BINS];
        for (confidence, right) in &self.list {
            let bin = &mut bins[((confidence * BINS as f64) as usize).min(BINS - 1)];
            bin.count += 1;
            bin.confidence += confidence;
            bin.right += usize::from(*right);
        }
        bins
    }

    /// A Markdown table: confidence said against share right.
    pub fn reliability(&self) -> String {
        let mut table =
            "| confidence | events | said, mean | right | share right |\n| --- | --: | --: | --: | --: |\n".to_owned();
        for (nth, bin) in self.bins().iter().enumerate().filter(|(_, bin)| bin.count > 0) {
            let (low, count) = (nth as f64 / BINS as f64, bin.count as f64);
            let (said, share) = (bin.confidence / count, bin.right as f64 / count);
            let _ = writeln!(
                table,
                "| {low:.1}-{:.1} | {} | {said:.2} | {} | {share:.2} |",
                low + 0.1,
                bin.count,
                bin.right
            );
        }
        table
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Bin {
    count: usize,
    confidence: f64,
    right: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored() -> Scored {
        Scored { list: vec![(0.9, true), (0.8, true), (0.7, false), (0.3, true), (0.1, false)], gold: 4 }
    }

    #[test]
    fn counts_at_thresholds() {
        let at = scored().at(0.7);
        assert_eq!((at.coded, at.right, at.gold), (3, 2, 4));
        assert_eq!(scored().with_right(3).coded, 4);
        assert_eq!(scored().best().right, 3);
    }

    #[test]
    fn certain_and_right_is_no_error() {
        let sure = Scored { list: vec![(1.0, true), (0.0, false)], gold: 1 };
        assert!(sure.calibration_error() < 1e-9 && sure.loss() < 1e-3);
        assert!((sure.average_precision() - 1.0).abs() < 1e-9);
    }
}
