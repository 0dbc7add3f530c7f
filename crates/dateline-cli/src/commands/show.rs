//! `dateline show`: a report or an event with its evidence drawn under the words.

use crate::args::{DEFAULT_DB, Format, ShowArgs};
use crate::labels::{self, Label};
use crate::look::{Found, look};
use crate::output::Output;
use crate::report::Status;
use crate::rows;
use crate::story;
use crate::terminal::{ACTOR, BOLD, DIM, EVENT, FIGURE, PLACE, RECIPIENT, SOURCE, TIME, columns, harmless, paint};
use crate::tools::tools;
use anstyle::Style;
use anyhow::{Context, Result};
use dateline_store::record::{Event, Words, is_incident};
use dateline_store::{Store, Told};
use std::fmt::Write;
use std::ops::Range;

/// Columns where there is no terminal.
const PAGE: usize = 100;

/// The same for the page of an incident, whose claims stand side by side.
const STORY: usize = 160;

/// Draws what was asked for.
pub(crate) fn run(args: &ShowArgs) -> Result<Status> {
    let room = columns().unwrap_or(PAGE);
    let mut output = Output::open(None)?;
    if is_incident(&args.look.id) {
        let told = incident(args)?;
        match args.format {
            Some(Format::Jsonl) => output.styled(&format!("{}\n", serde_json::to_string(&told.incident)?))?,
            _ => output.styled(&story::page(&told, columns().unwrap_or(STORY)))?,
        }
        output.finish()?;
        return Ok(Status::Done);
    }
    for Found { record, chosen } in look(&args.look, &tools(&args.look.coding)?)? {
        output.styled(&rows::heading(&record.report, Some(room)))?;
        if chosen.is_empty() {
            output.styled(&format!("\n{}\n", paint(DIM, "no events")))?;
        }
        for (event, sentence) in &chosen {
            output.styled(&draw(event, sentence, &record.report.text, room))?;
        }
        output.styled("\n")?;
    }
    output.finish()?;
    Ok(Status::Done)
}

/// The incident that was asked for.
fn incident(args: &ShowArgs) -> Result<Told> {
    let db = args.look.db.clone().unwrap_or_else(|| DEFAULT_DB.into());
    let told = Store::open_existing(&db)?.incident(&args.look.id, args.as_of)?;
    let until = args.as_of.map(|moment| format!(" as of {moment}")).unwrap_or_default();
    let missing =
        || format!("no incident {:?} in {}{until}; `dateline incidents` lists them", args.look.id, db.display());
    told.with_context(missing)
}

fn draw(event: &Event, sentence: &Words, text: &str, room: usize) -> String {
    let status = status(event).map_or_else(String::new, |status| format!(" {status}"));
    let title = harmless(&format!("{}{status}", rows::what(event)));
    let id = paint(DIM, &harmless(&event.id));
    let mut out =
        format!("\n{} {id}\n{}", paint(BOLD, &title), labels::draw(text, &[range(sentence)], &labels(event), room));
    for line in unsaid(event) {
        let _ = writeln!(out, "  {}", paint(DIM, &harmless(&line)));
    }
    out
}

fn status(event: &Event) -> Option<String> {
    let reality = (event.reality != "occurred").then_some(event.reality.as_ref());
    let background = event.background.then_some("background");
    let parts: Vec<_> = reality.into_iter().chain(background).chain(event.main.then_some("main event")).collect();
    (!parts.is_empty()).then(|| format!("({})", parts.join(", ")))
}

fn labels(event: &Event) -> Vec<Label> {
    let mut labels = vec![label(&event.trigger, rows::what(event), EVENT)];
    labels[0].mark = '^';
    labels.extend(event.actors.iter().map(|who| label(&who.words, role("actor", &codes(who)), ACTOR)));
    labels.extend(event.recipients.iter().map(|who| label(&who.words, role("recipient", &codes(who)), RECIPIENT)));
    labels.extend(event.place.iter().map(|place| label(&place.words, role("place", &rows::place(place)), PLACE)));
    labels.extend(event.figures.iter().map(|figure| label(&figure.words, rows::figure(figure), FIGURE)));
    for source in &event.sources {
        labels.push(label(&source.words, "source".to_owned(), SOURCE));
        labels.extend(source.cue.iter().map(|cue| label(cue, "cue".to_owned(), DIM)));
    }
    labels.extend(time(event));
    labels
}

fn time(event: &Event) -> Option<Label> {
    let time = event.time.as_ref()?;
    let chars = time.start? as usize..time.end? as usize;
    Some(Label { chars, name: role("time", &rows::when(time)), style: TIME, mark: '─' })
}

fn codes(who: &dateline_store::record::Participant) -> String {
    who.country.iter().chain(&who.sectors).map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn role(role: &str, value: &str) -> String {
    if value.is_empty() { role.to_owned() } else { format!("{role} {value}") }
}

fn label(words: &Words, name: String, style: Style) -> Label {
    Label { chars: range(words), name: harmless(&name), style, mark: '─' }
}

fn range(words: &Words) -> Range<usize> {
    words.start as usize..words.end as usize
}

/// What has no words to point at.
fn unsaid(event: &Event) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(time) = event.time.as_ref().filter(|time| time.start.is_none()) {
        lines.push(format!("time {} from the {} date", rows::when(time), time.basis));
    }
    lines.extend(event.absent.iter().map(|(field, reason)| format!("{field}: {reason}")));
    lines
}
