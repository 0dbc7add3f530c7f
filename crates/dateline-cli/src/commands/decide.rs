//! `dateline join`, `split`, `pin`, `undo` and `decisions`: what people decide about incidents.

use crate::args::{DecideArgs, DecisionsArgs, UndoArgs};
use crate::output::Output;
use crate::report::Status;
use crate::terminal::{DIM, harmless, paint};
use anyhow::{Context, Result};
use dateline_store::{By, Decision, Store};
use std::fmt::Write;

/// What is decided about events or incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    /// They are one.
    Join,
    /// They are not the event of their incident.
    Split,
    /// What their incidents hold stays together.
    Pin,
}

/// Takes a decision and tells its number.
pub(crate) fn run(verb: Verb, args: &DecideArgs) -> Result<Status> {
    let mut store = Store::open(&args.db)?;
    let who = who(args.by.by.as_deref())?;
    let by = By { who: &who, why: &args.by.why };
    let numbers = match verb {
        Verb::Join => vec![store.join(&args.ids, by)?],
        Verb::Split => vec![store.split(&args.ids, by)?],
        Verb::Pin => args.ids.iter().map(|id| store.pin(id, by)).collect::<Result<_, _>>()?,
    };
    let mut output = Output::open(None)?;
    for number in numbers {
        output.styled(&format!("decision {number}; `dateline undo {number}` takes it back\n"))?;
    }
    output.finish()?;
    Ok(Status::Done)
}

/// Takes a decision back.
pub(crate) fn undo(args: &UndoArgs) -> Result<Status> {
    let who = who(args.by.by.as_deref())?;
    Store::open(&args.db)?.undo(args.decision, By { who: &who, why: &args.by.why })?;
    Ok(Status::Done)
}

/// Lists decisions.
pub(crate) fn list(args: &DecisionsArgs) -> Result<Status> {
    let mut output = Output::open(None)?;
    for decision in Store::open_existing(&args.db)?.decisions()? {
        output.styled(&draw(&decision))?;
    }
    output.finish()?;
    Ok(Status::Done)
}

fn draw(decision: &Decision) -> String {
    let Decision { number, verb, who, at, why, undone, about } = decision;
    let mut out = format!("{}\n", harmless(&format!("{number} {verb} by {who}, {at}: {why}")));
    if let Some(undone) = undone {
        let _ = writeln!(out, "  {}", paint(DIM, &harmless(&format!("undone {undone}"))));
    }
    for (report, words, coded) in about {
        let now = if *coded { "" } else { " (not coded now)" };
        let _ = writeln!(out, "  {}", harmless(&format!("{report}: {words:?}{now}")));
    }
    out
}

/// The name that was given, else that of the system's user.
fn who(given: Option<&str>) -> Result<String> {
    let user = || std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok();
    given.map(str::to_owned).or_else(user).filter(|name| !name.is_empty()).context("say who decides: --by NAME")
}
