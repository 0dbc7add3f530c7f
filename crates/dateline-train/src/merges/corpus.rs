//! Reports with gold mentions of events, as the rows of ECB+ and MEANTIME have them.

use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use std::path::Path;

/// A report.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its name.
    pub doc: String,
    /// Its topic; reports of one topic never stand on two sides of a split.
    pub topic: String,
    /// The story of its topic that it belongs to.
    pub story: String,
    /// "train", "dev", or empty.
    pub split: String,
    /// Its text.
    pub text: String,
    /// Its mentions of events that count.
    pub mentions: Vec<Gold>,
}

/// A mention of an event.
#[derive(Debug, Clone)]
pub struct Gold {
    /// From its first character to the one behind its last.
    pub start: u32,
    /// See `start`.
    pub end: u32,
    /// Its parts, where it is in several ("checked" and "into").
    pub spans: Vec<(u32, u32)>,
    /// Mentions with the same value are one event, across all reports.
    pub cluster: String,
}

/// Reads rows of reports.
///
/// # Errors
/// The line that cannot be read.
pub fn read(path: &Path) -> Result<Vec<Report>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(at, line)| report(line).with_context(|| format!("{}, line {}", path.display(), at + 1))).collect()
}

fn report(line: &str) -> Result<Report> {
    let row: Value = serde_json::from_str(line)?;
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let topic = row["topic"].as_str().map_or_else(|| row["topic"].to_string(), str::to_owned);
    let mentions = row["mentions"].as_array().ok_or_else(|| anyhow!("a row without \"mentions\""))?;
    let doc = text("doc");
    let counts = |m: &&Value| m["kind"] == "event" && m["validated"].as_bool().unwrap_or(true);
    let mentions = mentions.iter().filter(counts).filter_map(|mention| gold(mention, &doc)).collect();
    Ok(Report { topic, story: text("subtopic"), split: text("official_split"), text: text("text"), mentions, doc })
}

/// A mention without a cluster is an event of its own.
fn gold(mention: &Value, doc: &str) -> Option<Gold> {
    let (start, end) = (mention["start"].as_u64()? as u32, mention["end"].as_u64()? as u32);
    let pair = |span: &Value| Some((span[0].as_u64()? as u32, span[1].as_u64()? as u32));
    let spans: Vec<_> = mention["spans"].as_array().into_iter().flatten().filter_map(pair).collect();
    let cluster = mention["cluster"].as_str().map_or_else(|| format!("{doc}:{start}-{end}"), str::to_owned);
    Some(Gold { start, end, spans: if spans.is_empty() { vec![(start, end)] } else { spans }, cluster })
}
