//! `dateline why`: every value of an event, the words it came from, and who decided it.

use crate::args::LookArgs;
use crate::look::{Found, look};
use crate::output::Output;
use crate::report::Status;
use crate::rows;
use crate::terminal::{ACTOR, BOLD, DIM, EVENT, FIGURE, harmless, paint};
use crate::tools::tools;
use anyhow::Result;
use dateline::lexicon::Codebook;
use dateline::lexicon::codebook::{Rule, Slot, Trigger};
use dateline::{Silence, Tools, explain_codebook};
use dateline_store::record::{Event, FIELDS, Pair, Why};
use serde_json::Value;
use std::fmt::Write;

/// Explains the events that were asked for.
pub(crate) fn run(args: &LookArgs) -> Result<Status> {
    let tools = tools(&args.coding)?;
    let mut output = Output::open(None)?;
    for Found { record, chosen } in look(args, &tools)? {
        let text: Vec<char> = record.report.text.chars().collect();
        for (event, sentence) in &chosen {
            output.styled(&explain(event, &text))?;
            output.styled(&definition(event, &tools.codebook))?;
            output.styled(&others(event, &sentence.text, &tools))?;
            output.styled("\n")?;
        }
        if chosen.is_empty() {
            output.styled(&format!("{} has no events\n", harmless(&record.report.id)))?;
        }
    }
    output.finish()?;
    Ok(Status::Done)
}

fn explain(event: &Event, text: &[char]) -> String {
    let confidence = format!("confidence {:.3}", event.confidence);
    let mut out = format!(
        "{} {} {}\n",
        paint(BOLD, &harmless(&event.id)),
        paint(EVENT, &rows::what(event)),
        paint(DIM, &confidence)
    );
    let json = serde_json::to_value(event).unwrap_or_default();
    // The sentence is shown by its words already.
    for field in FIELDS.into_iter().filter(|field| *field != "sentence") {
        let decisions: Vec<&Why> = event.why.iter().filter(|why| root(&why.field) == field).collect();
        if let Some(reason) = event.absent.get(field) {
            let _ = writeln!(out, "  {field} {}", paint(FIGURE, &format!("absent: {reason}")));
        } else if !decisions.iter().any(|why| why.field == field) {
            undecided(&mut out, field, &json);
        }
        decisions.iter().for_each(|why| decided(&mut out, why, &json, text));
    }
    out
}

/// The rule that fired, as far as the codebook of this program is the one that coded the event.
fn definition(event: &Event, codebook: &Codebook) -> String {
    let decision = event.why.iter().find(|why| why.field == "type");
    let ours = decision.filter(|why| why.version.as_deref() == Some(codebook.version()));
    let rule = ours.and_then(|why| codebook.rule(why.by.strip_prefix("rule:")?));
    rule.map_or_else(String::new, |rule| format!("  {}\n", paint(DIM, &harmless(&definition_of(rule)))))
}

/// The other readings of the trigger's words, and why they lost: they stayed silent, or were tried later.
fn others(event: &Event, sentence: &str, tools: &Tools) -> String {
    let own = event.why.iter().find(|why| why.field == "type").and_then(|why| why.by.strip_prefix("rule:"));
    let here = |word: &str| event.trigger.text.split_whitespace().any(|part| part == word);
    let rivals = explain_codebook(sentence, tools).into_iter().filter(|read| here(&read.word));
    let rivals = rivals.filter(|read| Some(&*read.rule) != own && read.silence != Some(Silence::MissingWord));
    rivals
        .map(|read| {
            let lost = read.silence.map_or("fires too, but asks for less or stands later", Silence::as_str);
            format!("  {}\n", paint(DIM, &harmless(&format!("not {}: {lost}", read.rule))))
        })
        .collect()
}

fn definition_of(rule: &Rule) -> String {
    let words = |trigger: &Trigger| {
        let words: Vec<_> = [&trigger.head].into_iter().chain(&trigger.with).map(|word| &**word).collect();
        format!("{:?} {}", trigger.pos, words.join(" + ")).to_lowercase()
    };
    let slots = |slots: &[Slot]| slots.iter().map(slot).collect::<Vec<_>>().join(", else ");
    let triggers: Vec<_> = rule.triggers.iter().map(words).collect();
    let kind = rule.mode.as_ref().map_or_else(|| rule.kind.to_string(), |mode| format!("{}/{mode}", rule.kind));
    format!(
        "{} ({}:{}): {kind} on {}; actor: {}; recipient: {}",
        rule.id,
        rule.file,
        rule.line,
        triggers.join(", "),
        slots(&rule.actor),
        slots(&rule.recipient)
    )
}

fn slot(slot: &Slot) -> String {
    match slot {
        Slot::After(preposition) => format!("after {preposition:?}"),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// A field that is part of another decision, such as the trigger of an event.
fn undecided(out: &mut String, field: &str, json: &Value) {
    let value = value(json, field);
    if !value.is_empty() {
        let _ = writeln!(out, "  {} = {}", field, paint(ACTOR, &harmless(&value)));
    }
}

fn decided(out: &mut String, why: &Why, json: &Value, text: &[char]) {
    let value = paint(ACTOR, &harmless(&value(json, &why.field)));
    let words: Vec<_> = why.spans.iter().map(|pair| quoted(text, *pair)).collect();
    let words = if words.is_empty() { "no words".to_owned() } else { words.join(", ") };
    let version = why.version.as_ref().map_or_else(String::new, |version| format!(", version {version}"));
    let by = paint(DIM, &harmless(&format!("by {}{version}", why.by)));
    let _ = writeln!(out, "  {} = {value} ← {} {by}", why.field, harmless(&words));
}

fn quoted(text: &[char], [start, end]: Pair) -> String {
    let words: String = text.get(start as usize..end as usize).unwrap_or_default().iter().collect();
    format!("“{words}” ({start}..{end})")
}

fn root(field: &str) -> &str {
    field.split(['[', '.']).next().unwrap_or(field)
}

/// The value at a path such as `actors[0].country`, short.
fn value(json: &Value, path: &str) -> String {
    let pointer = format!("/{}", path.replace('[', "/").replace(']', "").replace('.', "/"));
    json.pointer(&pointer).map(short).unwrap_or_default()
}

/// A record's value in a line: what was made of the words where something was, else the words.
fn short(value: &Value) -> String {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(short).collect::<Vec<_>>().join("; "),
        Value::Object(_) => match (text("from"), text("to")) {
            (Some(from), Some(to)) if from == to => from.to_owned(),
            (Some(from), Some(to)) => format!("{from}/{to}"),
            _ => text("name").or_else(|| text("text")).unwrap_or_default().to_owned(),
        },
        other => other.to_string(),
    }
}
