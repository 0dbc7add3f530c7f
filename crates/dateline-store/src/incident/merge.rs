//! Keeping incidents up to date while codings are written.

use super::ground::{Database, node_at};
use super::occurrence::{said, story, told};
use crate::record::{Event, Record};
use dateline_merge::Sketch;
use dateline_merge::incidents::{Node, order, settle, touched};
use dateline_merge::keys::keys;
use dateline_merge::score::Weights;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// What a transaction has changed so far, to be settled before it ends.
#[derive(Debug, Default)]
pub(crate) struct Merge {
    /// Those that have to decide.
    waiting: BTreeSet<Node>,
}

impl Merge {
    /// Takes the occurrences of a report's earlier coding out of their incidents; `report` is the row of that coding.
    pub(crate) fn remove(&mut self, connection: &Connection, report: i64, revision: i64) -> rusqlite::Result<()> {
        let database = Database::new(connection, revision)?;
        let nodes: Vec<Node> = connection
            .prepare_cached("SELECT ord, pk FROM occurrence WHERE report = ?1 AND live = 1")?
            .query_map([report], node_at)?
            .collect::<rusqlite::Result<_>>()?;
        for node in &nodes {
            self.waiting.extend(touched(&database, *node)?);
        }
        for node in &nodes {
            retire(connection, *node, revision)?;
            self.waiting.remove(node);
        }
        Ok(())
    }

    /// Adds the occurrences of a coding; `report` is its row.
    pub(crate) fn add(
        &mut self,
        connection: &Connection,
        record: &Record,
        report: i64,
        revision: i64,
    ) -> rusqlite::Result<()> {
        let sketch = Sketch::of(body(record));
        connection
            .prepare_cached("INSERT INTO lineage (report, story, sketch) VALUES (?1, ?2, ?3)")?
            .execute(params![report, story(&record.report).to_bytes(), sketch.to_bytes()])?;
        let mut nodes = Vec::new();
        for told in told(record) {
            let order = order(said(&record.report), &record.report.id, told.first as u32);
            let id = connection
                .prepare_cached("INSERT INTO occurrence (report, first, ord, live, facts) VALUES (?1, ?2, ?3, 1, ?4)")?
                .insert(params![report, told.first as i64, order, told.occurrence.to_bytes()])?;
            for key in keys(&told.occurrence) {
                connection
                    .prepare_cached("INSERT INTO occurrence_key (key, ord, occurrence) VALUES (?1, ?2, ?3)")?
                    .execute(params![key, order, id])?;
            }
            nodes.push((Node { order, id }, told.first));
        }
        anchor(connection, record, &nodes)?;
        let database = Database::new(connection, revision)?;
        for (node, _) in nodes {
            self.waiting.extend(touched(&database, node)?);
            self.waiting.insert(node);
        }
        Ok(())
    }

    /// Lets these decide again, and whoever looks at them.
    pub(super) fn again(&mut self, nodes: impl IntoIterator<Item = Node>) {
        self.waiting.extend(nodes);
    }

    /// Lets everyone decide who has to; how many did.
    pub(crate) fn settle(self, connection: &Connection, revision: i64) -> rusqlite::Result<usize> {
        let mut waiting = self.waiting;
        let mut is_live = connection.prepare_cached("SELECT 1 FROM occurrence WHERE pk = ?1 AND live = 1")?;
        let mut gone = Vec::new();
        for node in &waiting {
            if !is_live.exists([node.id])? {
                gone.push(*node);
            }
        }
        gone.iter().for_each(|node| {
            waiting.remove(node);
        });
        settle(&mut Database::new(connection, revision)?, &Weights::builtin(), waiting)
    }
}

/// An occurrence of a superseded coding stays for what was believed before, and takes part in nothing.
fn retire(connection: &Connection, node: Node, revision: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO former (occurrence, incident, since, until)
             SELECT pk, incident, since, ?2 FROM occurrence WHERE pk = ?1 AND incident IS NOT NULL AND since < ?2",
        )?
        .execute(params![node.id, revision])?;
    connection.prepare_cached("DELETE FROM occurrence_key WHERE key = ?1 AND ord = ?2 AND occurrence = ?3").and_then(
        |mut delete| {
            for key in keys_of(connection, node)? {
                delete.execute(params![key, node.order, node.id])?;
            }
            Ok(())
        },
    )?;
    connection
        .prepare_cached("UPDATE occurrence SET live = 0, incident = NULL, linked = NULL, score = NULL WHERE pk = ?1")?
        .execute([node.id])?;
    connection.prepare_cached("UPDATE occurrence SET linked = NULL WHERE linked = ?1")?.execute([node.id]).map(drop)
}

fn keys_of(connection: &Connection, node: Node) -> rusqlite::Result<Vec<i64>> {
    use dateline_merge::incidents::Ground;
    Database::new(connection, 0)?.keys(node)
}

/// The text behind its dateline: what agencies and outlets share.
fn body(record: &Record) -> &str {
    let dateline = record.report.dateline.as_ref();
    let parts = dateline.into_iter().flat_map(|d| [&d.place, &d.agency, &d.date]).flatten();
    let end = parts.map(|words| words.end).max().unwrap_or(0) as usize;
    let text = record.report.text.as_str();
    text.char_indices().nth(end).map_or(text, |(at, _)| if end == 0 { text } else { &text[at..] })
}

/// Finds the events again that decisions about this report name.
fn anchor(connection: &Connection, record: &Record, nodes: &[(Node, usize)]) -> rusqlite::Result<()> {
    let mut anchors =
        connection.prepare_cached("SELECT decision, side, n, start, words, type FROM anchor WHERE report = ?1")?;
    let found: Vec<(i64, String, i64, u32, String, String)> = anchors
        .query_map([&record.report.id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (decision, side, n, start, words, kind) in found {
        let event = nearest(&record.events, start, &words, &kind);
        let occurrence = event.and_then(|event| of_event(record, nodes, event));
        connection
            .prepare_cached("UPDATE anchor SET occurrence = ?4 WHERE decision = ?1 AND side = ?2 AND n = ?3")?
            .execute(params![decision, side, n, occurrence])?;
    }
    Ok(())
}

/// The event on the same words nearest to where they stood, of the same type if there is one.
fn nearest<'e>(events: &'e [Event], start: u32, words: &str, kind: &str) -> Option<&'e Event> {
    let on_words = events.iter().filter(|event| event.trigger.text == words);
    on_words.min_by_key(|event| (event.kind != kind, event.trigger.start.abs_diff(start)))
}

fn of_event(record: &Record, nodes: &[(Node, usize)], event: &Event) -> Option<i64> {
    let same = |(_, first): &&(Node, usize)| record.events[*first].cluster == event.cluster;
    nodes.iter().find(same).map(|(node, _)| node.id)
}
