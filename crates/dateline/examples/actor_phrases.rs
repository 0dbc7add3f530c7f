//! Resolves actor phrases that stand alone: reads `phrase TAB day` lines, writes `country TAB sectors TAB name`.
//!
//! A phrase is read as a report of one line and goes through the same code as the participants of events. The day may be
//! empty. Empty cells are what stays unknown.

use dateline::Tools;
use dateline::doc::{Article, Day, Participant, Published, PublishedBasis, Syntax, TokenId, TokenRange};
use dateline_events::resolve;
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let tools = Tools::builtin();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (phrase, day) = line.split_once('\t').unwrap_or((&line, ""));
        writeln!(out, "{}", resolved(phrase, day, &tools).map_or("\t\t".to_owned(), |found| shown(&found)))?;
    }
    Ok(())
}

pub(crate) fn resolved(phrase: &str, day: &str, tools: &Tools) -> Option<Participant> {
    let published = day_of(day).map(|day| Published::on(day, PublishedBasis::Given));
    let reading = dateline::read(Article { published, ..Article::of_text("phrase", phrase) }, tools);
    let syntax = &reading.layers.syntax;
    let head = head(syntax)?;
    let span = syntax.span_of(TokenRange::new(0, syntax.len() as u32));
    Some(resolve::participant(&reading.article, &reading.layers, head, span, &tools.actors))
}

/// The first word that hangs on no other.
fn head(syntax: &Syntax) -> Option<TokenId> {
    (0..syntax.len() as u32).map(TokenId).find(|token| syntax.head(*token).is_none())
}

fn day_of(cell: &str) -> Option<Day> {
    let mut parts = cell.split('-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(Day { year: year as i16, month: month as u8, day: day as u8 })
}

pub(crate) fn shown(found: &Participant) -> String {
    let country = found.country.as_ref().map_or("", |country| &*country.value);
    let sectors: Vec<&str> = found.sectors.iter().map(|sector| &*sector.value).collect();
    format!("{country}\t{}\t{}", sectors.join(";"), found.name.as_deref().unwrap_or(""))
}
