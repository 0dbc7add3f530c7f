//! The database as the ground on which incidents are settled.

use dateline_merge::incidents::{Ground, Link, Node};
use dateline_merge::keys::{Key, keys};
use dateline_merge::{Occurrence, Story};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Occurrences held in memory while a batch is settled.
const HELD: usize = 20_000;

/// A database in a transaction of the revision `revision`.
pub(super) struct Database<'c> {
    connection: &'c Connection,
    revision: i64,
    /// True where people have decided something; else nothing needs to be asked.
    decided: bool,
    held: RefCell<HashMap<i64, Arc<Occurrence>>>,
}

impl<'c> Database<'c> {
    pub(super) fn new(connection: &'c Connection, revision: i64) -> rusqlite::Result<Self> {
        let decided = connection.prepare_cached("SELECT 1 FROM anchor LIMIT 1")?.exists([])?;
        Ok(Database { connection, revision, decided, held: RefCell::default() })
    }

    /// Keeps an occurrence that was just written.
    pub(super) fn hold(&self, node: Node, occurrence: Occurrence) {
        self.held.borrow_mut().insert(node.id, Arc::new(occurrence));
    }

    fn under(&self, sql: &str, key: Key, node: Node, most: usize) -> rusqlite::Result<Vec<Node>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.query_map(params![key, node.order, node.id, most as i64], node_at)?.collect()
    }

    fn read(&self, id: i64) -> rusqlite::Result<Occurrence> {
        let mut statement = self.connection.prepare_cached(
            "SELECT facts, story FROM occurrence JOIN lineage ON lineage.report = occurrence.report
             WHERE occurrence.pk = ?1",
        )?;
        statement.query_row([id], occurrence_at)
    }
}

/// A node of the columns `ord` and `pk`.
pub(super) fn node_at(row: &Row<'_>) -> rusqlite::Result<Node> {
    Ok(Node { order: row.get(0)?, id: row.get(1)? })
}

/// An occurrence of the columns `facts` and `story`. They are worked out from the report: what can't be read is as good as
/// none.
pub(super) fn occurrence_at(row: &Row<'_>) -> rusqlite::Result<Occurrence> {
    let story = Story::from_bytes(row.get_ref(1)?.as_blob()?).unwrap_or_default();
    Ok(Occurrence::from_bytes(row.get_ref(0)?.as_blob()?, story).unwrap_or_default())
}

impl Ground for Database<'_> {
    type Error = rusqlite::Error;

    fn before(&self, key: Key, node: Node, most: usize) -> rusqlite::Result<Vec<Node>> {
        let sql = "SELECT ord, occurrence FROM occurrence_key WHERE key = ?1 AND (ord, occurrence) < (?2, ?3)
                   ORDER BY ord DESC, occurrence DESC LIMIT ?4";
        self.under(sql, key, node, most)
    }

    fn after(&self, key: Key, node: Node, most: usize) -> rusqlite::Result<Vec<Node>> {
        let sql = "SELECT ord, occurrence FROM occurrence_key WHERE key = ?1 AND (ord, occurrence) > (?2, ?3)
                   ORDER BY ord, occurrence LIMIT ?4";
        self.under(sql, key, node, most)
    }

    fn keys(&self, node: Node) -> rusqlite::Result<Vec<Key>> {
        Ok(keys(&*self.occurrence(node)?))
    }

    fn occurrence(&self, node: Node) -> rusqlite::Result<Arc<Occurrence>> {
        if let Some(held) = self.held.borrow().get(&node.id) {
            return Ok(Arc::clone(held));
        }
        let occurrence = Arc::new(self.read(node.id)?);
        let mut held = self.held.borrow_mut();
        if held.len() >= HELD {
            held.clear();
        }
        held.insert(node.id, Arc::clone(&occurrence));
        Ok(occurrence)
    }

    fn incident(&self, node: Node) -> rusqlite::Result<Option<Node>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT founder.ord, founder.pk FROM occurrence AS own JOIN occurrence AS founder ON founder.pk = own.incident
             WHERE own.pk = ?1",
        )?;
        statement.query_row([node.id], node_at).optional()
    }

    fn assign(&mut self, node: Node, founder: Node, link: Link) -> rusqlite::Result<()> {
        let (linked, score) = match link {
            Link::Founder => (None, None),
            Link::Fits { to, score } => (Some(to.id), Some(score)),
            Link::Bonded { to } => (Some(to.id), None),
        };
        // What it was part of until now is kept, unless that came about in this revision too.
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO former (occurrence, incident, since, until)
                 SELECT pk, incident, since, ?3 FROM occurrence
                 WHERE pk = ?1 AND incident IS NOT NULL AND incident <> ?2 AND since < ?3",
            )?
            .execute(params![node.id, founder.id, self.revision])?;
        self.connection
            .prepare_cached(
                "UPDATE occurrence SET linked = ?3, score = ?4, incident = ?2,
                 since = CASE WHEN incident = ?2 THEN since ELSE ?5 END WHERE pk = ?1",
            )?
            .execute(params![node.id, founder.id, linked, score, self.revision])?;
        Ok(())
    }

    fn bond(&self, node: Node) -> rusqlite::Result<Vec<Node>> {
        if !self.decided {
            return Ok(vec![node]);
        }
        let mut statement = self.connection.prepare_cached(
            "WITH RECURSIVE bond (pk) AS (
                 VALUES (?1) UNION
                 SELECT there.occurrence FROM bond JOIN anchor AS here ON here.occurrence = bond.pk
                 JOIN decision ON decision.pk = here.decision AND kind = 'bond' AND undone IS NULL
                 JOIN anchor AS there ON there.decision = here.decision AND there.occurrence IS NOT NULL)
             SELECT ord, occurrence.pk FROM bond JOIN occurrence ON occurrence.pk = bond.pk ORDER BY ord, occurrence.pk",
        )?;
        statement.query_map([node.id], node_at)?.collect()
    }

    fn apart(&self, node: Node) -> rusqlite::Result<Vec<Node>> {
        if !self.decided {
            return Ok(Vec::new());
        }
        let mut apart = BTreeSet::new();
        for one in self.bond(node)? {
            let mut statement = self.connection.prepare_cached(
                "SELECT ord, there.occurrence FROM anchor AS here
                 JOIN decision ON decision.pk = here.decision AND kind = 'part' AND undone IS NULL
                 JOIN anchor AS there ON there.decision = here.decision AND there.side <> here.side
                 JOIN occurrence ON occurrence.pk = there.occurrence WHERE here.occurrence = ?1",
            )?;
            let nodes = statement.query_map([one.id], node_at)?;
            for node in nodes {
                apart.insert(node?);
            }
        }
        Ok(apart.into_iter().collect())
    }
}
