//! Keeping incidents up to date while codings are written.

use super::ground::{Database, node_at};
use super::occurrence::{story, told};
use crate::record::{Event, Record};
use dateline_merge::Sketch;
use dateline_merge::incidents::{Node, order, settle, touched, touched_under};
use dateline_merge::keys::keys;
use dateline_merge::score::Weights;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// What a transaction changes, to be settled before it ends.
pub(crate) struct Merge<'c> {
    connection: &'c Connection,
    database: Database<'c>,
    revision: i64,
    /// Those that have to decide.
    waiting: BTreeSet<Node>,
}

impl<'c> Merge<'c> {
    /// Nothing has changed yet in this transaction, which is the revision.
    pub(crate) fn new(connection: &'c Connection, revision: i64) -> rusqlite::Result<Self> {
        let database = Database::new(connection, revision)?;
        Ok(Merge { connection, database, revision, waiting: BTreeSet::new() })
    }

    /// Takes the occurrences of a coding out of their incidents; `report` is its row.
    pub(crate) fn remove(&mut self, report: i64) -> rusqlite::Result<()> {
        let nodes: Vec<Node> = self
            .connection
            .prepare_cached("SELECT ord, pk FROM occurrence WHERE report = ?1 AND live = 1")?
            .query_map([report], node_at)?
            .collect::<rusqlite::Result<_>>()?;
        for node in &nodes {
            self.waiting.extend(touched(&self.database, *node)?);
        }
        for node in &nodes {
            self.retire(*node)?;
            self.waiting.remove(node);
        }
        Ok(())
    }

    /// Adds the occurrences of a coding; `report` is its row.
    pub(crate) fn add(&mut self, record: &Record, report: i64) -> rusqlite::Result<()> {
        let (sketch, story) = (Sketch::of(body(record)), story(&record.report));
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO lineage (report, story, sketch) VALUES (?1, ?2, ?3)")?
            .execute(params![report, story.to_bytes(), sketch.to_bytes()])?;
        let mut nodes = Vec::new();
        for told in told(record, &story) {
            let order = order(told.occurrence.said, &record.report.id, told.first as u32);
            let id = self.insert(report, told.first, order, &told.occurrence.to_bytes())?;
            let node = Node { order, id };
            let keys = keys(&told.occurrence);
            for key in &keys {
                self.connection
                    .prepare_cached("INSERT INTO occurrence_key (key, ord, occurrence) VALUES (?1, ?2, ?3)")?
                    .execute(params![key, order, id])?;
            }
            self.waiting.extend(touched_under(&self.database, node, &keys)?);
            self.waiting.insert(node);
            self.database.hold(node, told.occurrence);
            nodes.push((node, told.first));
        }
        self.anchor(record, &nodes)
    }

    /// A row of its own; one that an earlier merge of the same coding left is used again.
    fn insert(&self, report: i64, first: usize, order: i64, facts: &[u8]) -> rusqlite::Result<i64> {
        self.connection
            .prepare_cached(
                "INSERT INTO occurrence (report, first, ord, live, facts) VALUES (?1, ?2, ?3, 1, ?4)
                 ON CONFLICT (report, first) DO UPDATE SET ord = excluded.ord, live = 1, facts = excluded.facts
                 RETURNING pk",
            )?
            .query_row(params![report, first as i64, order, facts], |row| row.get(0))
    }

    /// Lets these decide again, and whoever looks at them.
    pub(super) fn again(&mut self, nodes: impl IntoIterator<Item = Node>) {
        self.waiting.extend(nodes);
    }

    /// Lets everyone decide who has to; how many did.
    pub(crate) fn settle(mut self) -> rusqlite::Result<usize> {
        let mut is_live = self.connection.prepare_cached("SELECT 1 FROM occurrence WHERE pk = ?1 AND live = 1")?;
        let mut live = Vec::new();
        for node in std::mem::take(&mut self.waiting) {
            if is_live.exists([node.id])? {
                live.push(node);
            }
        }
        drop(is_live);
        settle(&mut self.database, Weights::builtin(), live)
    }

    /// An occurrence of a superseded coding stays for what was believed before, and takes part in nothing.
    fn retire(&self, node: Node) -> rusqlite::Result<()> {
        use dateline_merge::incidents::Ground;
        let connection = self.connection;
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO former (occurrence, incident, since, until)
                 SELECT pk, incident, since, ?2 FROM occurrence WHERE pk = ?1 AND incident IS NOT NULL AND since < ?2",
            )?
            .execute(params![node.id, self.revision])?;
        for key in self.database.keys(node)? {
            connection
                .prepare_cached("DELETE FROM occurrence_key WHERE key = ?1 AND ord = ?2 AND occurrence = ?3")?
                .execute(params![key, node.order, node.id])?;
        }
        connection
            .prepare_cached(
                "UPDATE occurrence SET live = 0, incident = NULL, linked = NULL, score = NULL WHERE pk = ?1",
            )?
            .execute([node.id])?;
        Ok(())
    }

    /// Finds the events again that decisions about this report name.
    fn anchor(&mut self, record: &Record, nodes: &[(Node, usize)]) -> rusqlite::Result<()> {
        let mut anchors = self
            .connection
            .prepare_cached("SELECT decision, side, n, start, words, type FROM anchor WHERE report = ?1")?;
        let found: Vec<(i64, String, i64, u32, String, String)> = anchors
            .query_map([&record.report.id], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        for (decision, side, n, start, words, kind) in found {
            let event = nearest(&record.events, start, &words, &kind);
            let occurrence = event.and_then(|event| of_event(record, nodes, event));
            self.connection
                .prepare_cached("UPDATE anchor SET occurrence = ?4 WHERE decision = ?1 AND side = ?2 AND n = ?3")?
                .execute(params![decision, side, n, occurrence])?;
        }
        Ok(())
    }
}

/// The text behind its dateline: what agencies and outlets share.
fn body(record: &Record) -> &str {
    let dateline = record.report.dateline.as_ref();
    let parts = dateline.into_iter().flat_map(|dateline| [&dateline.place, &dateline.agency, &dateline.date]).flatten();
    let end = parts.map(|words| words.end).max().unwrap_or(0) as usize;
    let text = record.report.text.as_str();
    text.char_indices().nth(end).filter(|_| end > 0).map_or(text, |(at, _)| &text[at..])
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
