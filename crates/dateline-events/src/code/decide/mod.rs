//! How likely a candidate is to be an event of its type: a log-linear model over readable features.
//!
//! The rules propose, the model weighs: what the rule's author thought of it, who the sides are, how the word stands in
//! its clause and its report. [`features`] says what is seen, [`weights`] what it weighs. Weights are in thousandths and
//! summed in the order of the features, so that a confidence is the same at any number of threads.

mod features;
mod weights;

use super::conditions::Classes;
use dateline_doc::{Confidence, Decider, Decision, Event, Evidence};
use dateline_lexicon::codebook::Rule;
use features::Report;
use std::fmt::Write;
use weights::Weights;

/// Version of the weights inside the program.
pub(super) fn version() -> String {
    weights::version()
}

/// The field that the decision is about.
const FIELD: &str = "confidence";
/// So many features are named on each side.
const NAMED: usize = 3;
/// What weighs less than this, in log-odds, is not worth naming.
const LEAST: f64 = 0.05;

/// An event and the rule that proposed it.
pub(super) struct Candidate<'a> {
    pub(super) event: Event,
    pub(super) rule: &'a Rule,
    /// How many words the trigger has besides its head.
    pub(super) parts: usize,
}

/// Takes the features of a candidate in a fixed order.
trait Sink {
    /// One feature: its name, the values it is of, and how strong it is (1 where it only is there or not).
    fn add(&mut self, name: &'static str, values: &[&str], strength: f64);
}

/// Gives each candidate its confidence, and says what spoke for it and against it.
pub(super) fn judge(classes: &Classes<'_>, mut candidates: Vec<Candidate<'_>>) -> Vec<Event> {
    let weights = Weights::builtin();
    let report = Report::of(classes, &candidates);
    let mut said = Spoken { weights, list: Vec::new() };
    let confidences: Vec<_> = (0..candidates.len())
        .map(|nth| {
            said.list.clear();
            report.features(&candidates[nth], &mut said);
            (confidence(said.list.iter().map(|(_, by)| by).sum()), reasons(&mut said.list))
        })
        .collect();
    for (candidate, (confidence, reasons)) in candidates.iter_mut().zip(confidences) {
        let decided_by = Decider::Model(reasons.into());
        let evidence = Evidence { spans: vec![candidate.event.trigger], decided_by };
        candidate.event.confidence = confidence;
        candidate.event.decisions.push(Decision { field: FIELD, evidence });
    }
    candidates.into_iter().map(|candidate| candidate.event).collect()
}

/// What the model would be trained on: the events with the names and strengths of their features.
pub(super) fn observe(classes: &Classes<'_>, candidates: Vec<Candidate<'_>>) -> Vec<(Event, Vec<(String, f64)>)> {
    let report = Report::of(classes, &candidates);
    let of = |candidate: &Candidate<'_>| {
        let mut seen = Observed(Vec::new());
        report.features(candidate, &mut seen);
        seen.0
    };
    let seen: Vec<_> = candidates.iter().map(of).collect();
    candidates.into_iter().map(|candidate| candidate.event).zip(seen).collect()
}

/// Log-odds as a probability.
fn confidence(log_odds: f64) -> Confidence {
    let share = 1.0 / (1.0 + (-log_odds).exp());
    Confidence::per_mille((share * 1000.0).round() as u16)
}

/// Looks weights up: the features that have one, and by how much they moved the log-odds.
struct Spoken {
    weights: &'static Weights,
    list: Vec<(&'static str, f64)>,
}

impl Sink for Spoken {
    fn add(&mut self, name: &'static str, values: &[&str], strength: f64) {
        if let Some((name, weight)) = self.weights.get(name, values) {
            self.list.push((name, weight * strength));
        }
    }
}

/// Keeps names.
struct Observed(Vec<(String, f64)>);

impl Sink for Observed {
    fn add(&mut self, name: &'static str, values: &[&str], strength: f64) {
        self.0.push((weights::full_name(name, values), strength));
    }
}

/// "decisions: +0.81 actor=armed, -0.30 place=none": the features that spoke most for and against.
fn reasons(list: &mut [(&'static str, f64)]) -> String {
    list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let named = |(name, by): &&(&str, f64)| by.abs() >= LEAST && *name != features::CONSTANT;
    let strong = list.iter().filter(|one| one.1 > 0.0).filter(named).take(NAMED);
    let weak = list.iter().rev().filter(|one| one.1 < 0.0).filter(named).take(NAMED);
    let mut text = "decisions".to_owned();
    for (nth, (name, by)) in strong.chain(weak).enumerate() {
        let _ = write!(text, "{} {by:+.2} {name}", if nth == 0 { ":" } else { "," });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_features_are_named_on_both_sides() {
        let mut list =
            vec![("prior", 0.4), ("place=none", -0.3), ("constant", 2.0), ("time=none", -0.01), ("rule=a", 0.9)];
        assert_eq!(reasons(&mut list), "decisions: +0.90 rule=a, +0.40 prior, -0.30 place=none");
        assert_eq!(reasons(&mut []), "decisions");
    }

    #[test]
    fn log_odds_become_thousandths() {
        for (log_odds, per_mille) in [(0.0, 500), (2.0, 881), (-40.0, 0), (40.0, 1000)] {
            assert_eq!(confidence(log_odds).as_per_mille(), per_mille, "{log_odds}");
        }
    }
}
