//! `dateline fetch`: pages of the web into a WARC file, to be read from there.

use crate::args::FetchArgs;
use crate::report::{self, Status};
use crate::terminal::{BOLD, paint};
use anyhow::Result;
use dateline_fetch::{Event, Fetcher, Manners, SystemClock};
use std::io::Write;
use std::time::Duration;

/// Fetches everything that the inputs name.
pub(crate) fn run(args: &FetchArgs, quiet: bool) -> Result<Status> {
    let clock = SystemClock::new();
    let mut fetcher = Fetcher::open(&args.output, manners(args), &clock)?;
    let mut counts = Counts::default();
    fetcher.run(&args.inputs, &mut |event| counts.take(event, quiet))?;
    if !quiet {
        drop(writeln!(anstream::stderr().lock(), "{}", paint(BOLD, &counts.summary())));
    }
    Ok(counts.status())
}

fn manners(args: &FetchArgs) -> Manners {
    Manners {
        allow_private: args.allow_private,
        per_host_delay: Duration::from_secs_f64(args.per_host_delay),
        max_bytes: args.max_bytes,
        timeout: Duration::from_secs_f64(args.timeout),
    }
}

/// What became of the addresses.
#[derive(Debug, Default)]
struct Counts {
    stored: usize,
    unchanged: usize,
    problems: usize,
}

impl Counts {
    fn take(&mut self, event: Event, quiet: bool) {
        match event {
            Event::Stored(_) => self.stored += 1,
            Event::Unchanged(_) => self.unchanged += 1,
            Event::Failed(problem) => {
                self.problems += 1;
                report::error(&problem.to_string());
            }
            Event::Cut(bytes) if !quiet => {
                report::hint(&format!(
                    "the last run was interrupted: {bytes} bytes of an unfinished record were cut off"
                ));
            }
            Event::Cut(_) => {}
        }
    }

    fn summary(&self) -> String {
        let problems = if self.problems == 1 { "problem" } else { "problems" };
        format!("{} stored, {} unchanged, {} {problems}", self.stored, self.unchanged, self.problems)
    }

    fn status(&self) -> Status {
        match (self.problems, self.stored + self.unchanged) {
            (0, _) => Status::Done,
            (_, 0) => Status::Failed,
            _ => Status::Partly,
        }
    }
}
