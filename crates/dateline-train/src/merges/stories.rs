//! Our own stories: reports of one event by several outlets, with the triggers of their events and the incident of each.

use super::corpus::{Gold, Report};
use super::group::{Item, coded};
use anyhow::{Context, Result, anyhow};
use dateline::Tools;
use dateline::ingest::{Defaults, from_json_line};
use serde_json::json;
use std::path::Path;

/// A report of a story, as a line that ingest reads, and its gold mentions.
#[derive(Debug, Clone)]
struct Told {
    line: String,
    report: Report,
}

/// The coded events of the stories of a folder, where gold mentions say which event they are.
///
/// # Errors
/// The file, and the report in it, that cannot be read.
pub fn items(folder: &Path, tools: &Tools) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for told in read(folder)? {
        let article = from_json_line("story", 1, told.line.as_bytes(), &Defaults::default());
        let (article, _) = article.map_err(|notes| anyhow!("{}: {notes:?}", told.report.doc))?;
        items.extend(coded(&told.report, &dateline::read(article, tools)));
    }
    Ok(items)
}

fn read(folder: &Path) -> Result<Vec<Told>> {
    let list = std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut files = list.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut told = Vec::new();
    for file in &files {
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        told.extend(story(&text).with_context(|| file.display().to_string())?);
    }
    Ok(told)
}

fn story(text: &str) -> Result<Vec<Told>> {
    let table: toml::Table = text.parse()?;
    let reports = table.get("report").and_then(toml::Value::as_array).ok_or_else(|| anyhow!("no [[report]]"))?;
    reports.iter().map(told).collect()
}

fn told(report: &toml::Value) -> Result<Told> {
    let field = |key: &str| report.get(key).and_then(toml::Value::as_str);
    let of = |key: &str| field(key).ok_or_else(|| anyhow!("a report without {key:?}"));
    let (doc, text) = (of("id")?, of("text")?);
    let line = json!({"id": doc, "text": text, "title": of("title")?, "publisher": field("publisher"), "published": of("published")?});
    let events = report.get("events").and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
    let mentions =
        events.iter().map(|event| gold(event, text).with_context(|| doc.to_owned())).collect::<Result<_>>()?;
    let topic = doc.rsplit_once('-').map_or(doc, |(topic, _)| topic).to_owned();
    let report = Report {
        doc: doc.to_owned(),
        story: topic.clone(),
        topic,
        split: String::new(),
        text: text.to_owned(),
        mentions,
    };
    Ok(Told { line: line.to_string(), report })
}

/// The trigger is the `nth` of its kind in the text, the first where nothing is said.
fn gold(event: &toml::Value, text: &str) -> Result<Gold> {
    let field =
        |key: &str| event.get(key).and_then(toml::Value::as_str).ok_or_else(|| anyhow!("an event without {key:?}"));
    let (trigger, incident) = (field("trigger")?, field("incident")?);
    let nth = event.get("nth").and_then(toml::Value::as_integer).unwrap_or(1).max(1) as usize;
    let at = text
        .match_indices(trigger)
        .nth(nth - 1)
        .ok_or_else(|| anyhow!("{trigger:?} is not in the text {nth} times"))?
        .0;
    let start = text[..at].chars().count() as u32;
    let end = start + trigger.chars().count() as u32;
    Ok(Gold { start, end, spans: vec![(start, end)], cluster: incident.to_owned() })
}
