//! Whose text a report is at bottom, so that what is printed twice is not counted twice.
//!
//! Reports whose texts are copies of one another are one text. The origin of a text is the agency that it is credited to;
//! where it is credited to none but all that it tells of the event comes from one agency or outlet, that one; else its
//! outlet. Texts of one origin are one source.

use crate::record::{Counts, Event, Record};
use dateline_merge::{Sketch, words};
use std::collections::BTreeSet;

/// The lineage of the reports of one incident.
pub(super) struct Lineage {
    /// Origin, and the number of the text, report by report.
    reports: Vec<(String, usize)>,
}

impl Lineage {
    /// Of reports in the order they were said, each with its sketch and its events of the incident.
    pub(super) fn of(reports: &[(&Record, Sketch, Vec<&Event>)]) -> Self {
        let mut lineage: Vec<(String, usize)> = Vec::new();
        for (at, (record, sketch, events)) in reports.iter().enumerate() {
            let own = origin(record, events);
            let copied = (0..at).find(|earlier| reports[*earlier].1.copy(sketch).is_some());
            let text = copied.map_or(at, |earlier| lineage[earlier].1);
            // A copy that names its agency tells whose text its original was.
            if let (Some(agency), true) = (&own.agency, text != at) {
                lineage
                    .iter_mut()
                    .filter(|(_, other)| *other == text)
                    .for_each(|(origin, _)| origin.clone_from(agency));
            }
            let inherited = (text != at && own.agency.is_none()).then(|| lineage[text].0.clone());
            lineage.push((inherited.unwrap_or(own.name), text));
        }
        Lineage { reports: lineage }
    }

    pub(super) fn origin(&self, report: usize) -> &str {
        &self.reports[report].0
    }

    /// True where the text stands in an earlier report.
    pub(super) fn is_copy(&self, report: usize) -> bool {
        self.reports[report].1 != report
    }

    /// The three counts of some of the reports.
    pub(super) fn counts(&self, reports: impl IntoIterator<Item = usize>) -> Counts {
        let reports: BTreeSet<usize> = reports.into_iter().collect();
        let texts: BTreeSet<usize> = reports.iter().map(|report| self.reports[*report].1).collect();
        let origins: BTreeSet<String> = reports.iter().map(|report| folded(self.origin(*report))).collect();
        Counts { reports: reports.len() as u32, texts: texts.len() as u32, independent: origins.len() as u32 }
    }
}

struct Origin {
    name: String,
    agency: Option<String>,
}

fn origin(record: &Record, events: &[&Event]) -> Origin {
    let report = &record.report;
    let agency = report.credits.first().cloned().or_else(|| told_by(events));
    let name = agency.as_ref().or(report.publisher.as_ref()).unwrap_or(&report.id).clone();
    Origin { name, agency }
}

/// The one agency or outlet that all mentions come from.
fn told_by(events: &[&Event]) -> Option<String> {
    let outermost = |event: &&Event| {
        let source = event.sources.first()?;
        let passes_on = matches!(source.kind.as_deref(), Some("agency" | "outlet"));
        passes_on.then(|| source.words.text.clone())
    };
    let names: Vec<Option<String>> = events.iter().map(outermost).collect();
    let first = names.first()?.clone()?;
    names.iter().all(|name| name.as_deref().is_some_and(|name| folded(name) == folded(&first))).then_some(first)
}

/// "The Meridian news agency" and "Meridian" are one.
fn folded(name: &str) -> String {
    const PLAIN: [&str; 6] = ["the", "news", "agency", "newspaper", "state", "channel"];
    let kept = words::words(name).map(str::to_lowercase).filter(|word| !PLAIN.contains(&word.as_str()));
    let folded = kept.collect::<Vec<_>>().join(" ");
    if folded.is_empty() { name.to_lowercase() } else { folded }
}
