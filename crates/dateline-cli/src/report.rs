//! Messages on standard error: problems, progress, the closing summary, and the exit status they add up to.

use crate::terminal::{BOLD, FIGURE, TIME, harmless, paint};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Work shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Everything was done.
    Done,
    /// Some inputs failed.
    Partly,
    /// Nothing could be done.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => ExitCode::SUCCESS,
            Status::Partly => ExitCode::from(1),
            Status::Failed => ExitCode::from(2),
        }
    }
}

/// Prints an error.
pub(crate) fn error(message: &str) {
    say(&format!("{} {}", paint(FIGURE.bold(), "error:"), harmless(message)));
}

/// Prints a hint, which stands apart from the error it belongs to.
pub(crate) fn hint(message: &str) {
    say(&format!("{} {}", paint(TIME.bold(), "hint:"), harmless(message)));
}

/// A closed standard error is no reason to stop.
fn say(line: &str) {
    drop(writeln!(anstream::stderr().lock(), "{line}"));
}

/// What a summary speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// Reports and their events.
    Coding,
    /// The same, into a database.
    Storing,
    /// Reports alone.
    Reading,
}

/// What was done so far, and its progress on the terminal.
#[derive(Debug)]
pub(crate) struct Tally {
    /// Reports done.
    pub(crate) reports: usize,
    /// Events in them.
    pub(crate) events: usize,
    /// Inputs that failed.
    pub(crate) problems: usize,
    /// Reports that the database had already.
    pub(crate) known: usize,
    started: Instant,
    bar: Option<ProgressBar>,
    may_draw: bool,
    quiet: bool,
    work: Work,
}

impl Tally {
    /// Nothing done yet.
    pub(crate) fn new(work: Work, quiet: bool) -> Self {
        // A bar in the terminal that the results are printed on would be torn apart by them.
        let may_draw = !quiet && std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        let started = Instant::now();
        Tally { reports: 0, events: 0, problems: 0, known: 0, started, bar: None, may_draw, quiet, work }
    }

    /// Lets progress be drawn on the terminal although standard output goes there too, since nothing is printed on it.
    pub(crate) fn alone_on_terminal(mut self) -> Self {
        self.may_draw = !self.quiet && std::io::stderr().is_terminal();
        self
    }

    /// Counts a report.
    pub(crate) fn done(&mut self, events: usize) {
        self.reports += 1;
        self.events += events;
        self.tick();
    }

    /// Counts a report that the database had.
    pub(crate) fn known(&mut self) {
        self.known += 1;
        self.tick();
    }

    /// Tells and counts a problem.
    pub(crate) fn problem(&mut self, message: &str) {
        self.problems += 1;
        match &self.bar {
            Some(bar) => bar.suspend(|| error(message)),
            None => error(message),
        }
    }

    /// Tells something that is no problem.
    pub(crate) fn remark(&self, message: &str) {
        if !self.quiet {
            hint(message);
        }
    }

    fn tick(&mut self) {
        if self.bar.is_none() && self.may_draw && self.started.elapsed() > PATIENCE {
            let style = ProgressStyle::with_template("{spinner} {msg}  {elapsed}");
            let bar = ProgressBar::new_spinner().with_elapsed(self.started.elapsed());
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar.enable_steady_tick(Duration::from_millis(200));
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            let seen = self.reports + self.known;
            let rate = seen as f64 / self.started.elapsed().as_secs_f64().max(1e-6);
            bar.set_message(format!("{}  {rate:.0}/s", count(seen, "report")));
        }
    }

    /// Prints the summary and says how it went.
    pub(crate) fn close(self) -> Status {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if !self.quiet {
            say(&paint(BOLD, &self.summary(self.started.elapsed())));
        }
        self.status()
    }

    /// How it went.
    pub(crate) fn status(&self) -> Status {
        match (self.problems, self.reports + self.known) {
            (0, _) => Status::Done,
            (_, 0) => Status::Failed,
            _ => Status::Partly,
        }
    }

    fn summary(&self, elapsed: Duration) -> String {
        let mut parts = vec![count(self.reports, "report")];
        if self.work == Work::Storing {
            parts[0].push_str(" new");
            parts.push(format!("{} already there", self.known));
        }
        if self.work != Work::Reading {
            parts.push(count(self.events, "event"));
        }
        parts.push(count(self.problems, "problem"));
        if self.reports > 0 {
            parts.push(format!("{:.1} reports/s", self.reports as f64 / elapsed.as_secs_f64().max(1e-6)));
        }
        parts.join(", ")
    }
}

/// A number of things in words.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(work: Work, [reports, known, problems]: [usize; 3]) -> Tally {
        Tally { reports, known, problems, events: 1, ..Tally::new(work, true) }
    }

    #[test]
    fn the_status_follows_from_what_was_done() {
        let cases = [
            ([0, 0, 0], Status::Done),
            ([3, 0, 0], Status::Done),
            ([3, 0, 1], Status::Partly),
            ([0, 2, 1], Status::Partly),
            ([0, 0, 1], Status::Failed),
        ];
        for (counts, expected) in cases {
            assert_eq!(tally(Work::Coding, counts).status(), expected, "{counts:?}");
        }
    }

    #[test]
    fn the_summary_counts_in_words() {
        let summary = |work, counts| tally(work, counts).summary(Duration::from_secs(1));
        assert_eq!(summary(Work::Coding, [2, 0, 1]), "2 reports, 1 event, 1 problem, 2.0 reports/s");
        assert_eq!(summary(Work::Storing, [0, 4, 0]), "0 reports new, 4 already there, 1 event, 0 problems");
        assert_eq!(summary(Work::Reading, [1, 0, 0]), "1 report, 0 problems, 1.0 reports/s");
    }
}
