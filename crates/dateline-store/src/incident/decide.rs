//! What people decide about incidents: bonded events are one, parted ones are never merged.
//!
//! A decision names events by report, words and type, not by a row or a number, so that it holds for the next coding of the
//! report too. Nothing that is decided is deleted: what is undone stays, marked so.

use super::ground::node_at;
use super::merge::Merge;
use crate::error::{At, Kind, Result};
use crate::record::{event_of, is_incident};
use crate::store::Store;
use dateline_merge::incidents::Node;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};

/// Who decides, and why.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// A person's name.
    pub who: &'a str,
    /// The reason, in a sentence.
    pub why: &'a str,
}

/// A decision as it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its number.
    pub number: i64,
    /// "join", "pin" or "split".
    pub verb: String,
    /// Who took it.
    pub who: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Why.
    pub why: String,
    /// When and by whom it was undone.
    pub undone: Option<String>,
    /// The events it is about: identifier of the report, the words, and whether they are coded there now.
    pub about: Vec<(String, String, bool)>,
}

/// An event that a decision is about.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Anchor {
    node: Node,
    report: String,
    start: i64,
    words: String,
    kind: String,
}

impl Store {
    /// Decides that these are one event. Each is an event or an incident (`inc:…`), which stands for its founder. Returns the
    /// number of the decision.
    ///
    /// # Errors
    /// Where the file can't be written, an identifier is unknown, fewer than two are given, or another decision keeps
    /// two of them apart.
    pub fn join(&mut self, ids: &[String], by: By<'_>) -> Result<i64> {
        let anchors = self.anchors(ids).at(&self.path)?;
        self.decide(|transaction| {
            if anchors.len() < 2 {
                return Err(Kind::Decision("name two events or incidents that are one".to_owned()));
            }
            parted(transaction, &anchors)?;
            write(transaction, "join", by, &anchors, &[])
        })
    }

    /// Decides that all that an incident holds now stays together.
    ///
    /// # Errors
    /// As [`Store::join`].
    pub fn pin(&mut self, id: &str, by: By<'_>) -> Result<i64> {
        let (_, founder) = self.occurrence_of(id).at(&self.path)?;
        let anchors = self.members(founder).at(&self.path)?;
        self.decide(|transaction| write(transaction, "pin", by, &anchors, &[]))
    }

    /// Decides that these events are not the event of the incident they are in.
    ///
    /// # Errors
    /// As [`Store::join`], and where nothing else is in their incidents, or another decision bonds them with the rest.
    pub fn split(&mut self, ids: &[String], by: By<'_>) -> Result<i64> {
        let out = self.anchors(ids).at(&self.path)?;
        let rest = self.beside(&out).at(&self.path)?;
        self.decide(|transaction| {
            if rest.is_empty() {
                return Err(Kind::Decision(
                    "nothing would be left: they have their incident for themselves".to_owned(),
                ));
            }
            bonded(transaction, &out, &rest)?;
            write(transaction, "split", by, &out, &rest)
        })
    }

    /// Takes a decision back.
    ///
    /// # Errors
    /// Where the file can't be written, or there is no such decision that still holds.
    pub fn undo(&mut self, number: i64, by: By<'_>) -> Result<()> {
        self.decide(|transaction| {
            let nodes = of_decision(transaction, number)?;
            let undone = format!("by {}: {}", by.who, by.why);
            let done = transaction.execute(
                "UPDATE decision SET undone = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') || ' ' || ?2
                 WHERE pk = ?1 AND undone IS NULL",
                params![number, undone],
            )?;
            match done {
                0 => Err(Kind::Decision(format!("no decision {number} holds; `dateline decisions` lists them"))),
                _ => Ok((number, nodes)),
            }
        })?;
        Ok(())
    }

    /// All decisions in the order they were taken.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        let query = || {
            let mut statement =
                self.connection.prepare("SELECT pk, verb, who, at, why, undone FROM decision ORDER BY pk")?;
            let rows = statement.query_map([], decision_at)?;
            rows.map(|row| row.and_then(|decision| self.about(decision))).collect::<rusqlite::Result<_>>()
        };
        query().at(&self.path)
    }

    fn about(&self, decision: Decision) -> rusqlite::Result<Decision> {
        let mut statement = self.connection.prepare_cached(
            "SELECT report, words, occurrence IS NOT NULL FROM anchor WHERE decision = ?1 ORDER BY side, n",
        )?;
        let about = statement.query_map([decision.number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(Decision { about: about.collect::<rusqlite::Result<_>>()?, ..decision })
    }

    /// The events that identifiers name, each once, in the order they were said; an incident stands for its founder.
    fn anchors(&self, ids: &[String]) -> std::result::Result<Vec<Anchor>, Kind> {
        let mut anchors = Vec::new();
        for id in ids {
            let (own, founder) = self.occurrence_of(id)?;
            anchors.extend(self.anchor(if is_incident(id) { founder } else { own })?);
        }
        anchors.sort_by_key(|anchor| anchor.node);
        anchors.dedup();
        Ok(anchors)
    }

    /// What else is in the incidents of these.
    fn beside(&self, out: &[Anchor]) -> std::result::Result<Vec<Anchor>, Kind> {
        let mut rest = Vec::new();
        for anchor in out {
            let sql = "SELECT incident FROM occurrence WHERE pk = ?1";
            let founder = self.connection.prepare_cached(sql)?.query_row([anchor.node.id], |row| row.get(0))?;
            rest.extend(self.members(founder)?);
        }
        rest.retain(|anchor| !out.contains(anchor));
        rest.sort_by_key(|anchor| anchor.node);
        rest.dedup();
        Ok(rest)
    }

    fn members(&self, founder: i64) -> std::result::Result<Vec<Anchor>, Kind> {
        let mut statement =
            self.connection.prepare_cached("SELECT pk FROM occurrence WHERE incident = ?1 ORDER BY ord, pk")?;
        let pks: Vec<i64> = statement.query_map([founder], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut members = Vec::new();
        for pk in pks {
            members.extend(self.anchor(pk)?);
        }
        Ok(members)
    }

    /// The event itself and the founder of its incident, or the founder twice.
    fn occurrence_of(&self, id: &str) -> std::result::Result<(i64, i64), Kind> {
        let found = self.placed(event_of(id))?;
        found.ok_or_else(|| Kind::Decision(format!("no event or incident {id:?}; `dateline find` prints identifiers")))
    }

    fn anchor(&self, pk: i64) -> rusqlite::Result<Option<Anchor>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT ord, occurrence.pk, id, first FROM occurrence JOIN report ON report.pk = occurrence.report
             WHERE occurrence.pk = ?1",
        )?;
        let (node, report, first) = statement.query_row([pk], |row| {
            let first: i64 = row.get(3)?;
            Ok((node_at(row)?, row.get::<_, String>(2)?, first as usize))
        })?;
        let event = self.query_report(&report)?.and_then(|record| record.events.into_iter().nth(first));
        Ok(event.map(|event| Anchor {
            node,
            report,
            start: event.trigger.start.into(),
            words: event.trigger.text,
            kind: event.kind,
        }))
    }

    /// Writes a decision and lets everyone decide again whom it touches, in one transaction.
    fn decide(
        &mut self,
        take: impl FnOnce(&Transaction<'_>) -> std::result::Result<(i64, Vec<Node>), Kind>,
    ) -> Result<i64> {
        let path = self.path.clone();
        let connection = &mut self.connection;
        let decide = || -> std::result::Result<i64, Kind> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (number, nodes) = take(&transaction)?;
            let mut merge = Merge::new(&transaction, crate::write::revision::begin(&transaction, "decide", None)?)?;
            merge.again(nodes);
            merge.settle()?;
            transaction.commit()?;
            Ok(number)
        };
        decide().at(&path)
    }
}

fn decision_at(row: &Row<'_>) -> rusqlite::Result<Decision> {
    Ok(Decision {
        number: row.get(0)?,
        verb: row.get(1)?,
        who: row.get(2)?,
        at: row.get(3)?,
        why: row.get(4)?,
        undone: row.get(5)?,
        about: Vec::new(),
    })
}

/// Fails where a decision keeps two of these apart.
fn parted(connection: &Connection, anchors: &[Anchor]) -> std::result::Result<(), Kind> {
    for (a, b) in pairs(anchors, anchors) {
        if let Some(number) = deciding(connection, "part", a.node, b.node)? {
            let (a, b) = (&a.words, &b.words);
            return Err(Kind::Decision(format!("decision {number} keeps {a:?} and {b:?} apart; undo it first")));
        }
    }
    Ok(())
}

/// Fails where a decision bonds one of these with one of those.
fn bonded(connection: &Connection, out: &[Anchor], rest: &[Anchor]) -> std::result::Result<(), Kind> {
    for (a, b) in pairs(out, rest) {
        if let Some(number) = deciding(connection, "bond", a.node, b.node)? {
            let (a, b) = (&a.words, &b.words);
            return Err(Kind::Decision(format!("decision {number} bonds {a:?} and {b:?}; undo it first")));
        }
    }
    Ok(())
}

fn pairs<'a>(some: &'a [Anchor], others: &'a [Anchor]) -> impl Iterator<Item = (&'a Anchor, &'a Anchor)> {
    some.iter().flat_map(move |a| others.iter().filter(move |b| *b != a).map(move |b| (a, b)))
}

fn deciding(connection: &Connection, kind: &str, a: Node, b: Node) -> rusqlite::Result<Option<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT decision.pk FROM decision JOIN anchor AS a ON a.decision = decision.pk
         JOIN anchor AS b ON b.decision = decision.pk
         WHERE kind = ?1 AND undone IS NULL AND a.occurrence = ?2 AND b.occurrence = ?3
         AND (kind = 'bond' OR a.side <> b.side)",
    )?;
    statement.query_row(params![kind, a.id, b.id], |row| row.get(0)).optional()
}

fn write(
    connection: &Connection,
    verb: &str,
    by: By<'_>,
    a: &[Anchor],
    b: &[Anchor],
) -> std::result::Result<(i64, Vec<Node>), Kind> {
    let kind = if b.is_empty() { "bond" } else { "part" };
    let number = connection
        .prepare_cached(
            "INSERT INTO decision (kind, verb, who, at, why)
             VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?4)",
        )?
        .insert(params![kind, verb, by.who, by.why])?;
    for (side, anchors) in [("a", a), ("b", b)] {
        for (n, anchor) in anchors.iter().enumerate() {
            let Anchor { node, report, start, words, kind } = anchor;
            connection
                .prepare_cached(
                    "INSERT INTO anchor (decision, side, n, report, start, words, type, occurrence)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![number, side, n as i64, report, start, words, kind, node.id])?;
        }
    }
    Ok((number, a.iter().chain(b).map(|anchor| anchor.node).collect()))
}

fn of_decision(connection: &Connection, number: i64) -> rusqlite::Result<Vec<Node>> {
    let mut statement = connection.prepare_cached(
        "SELECT ord, occurrence.pk FROM anchor JOIN occurrence ON occurrence.pk = anchor.occurrence WHERE decision = ?1",
    )?;
    statement.query_map([number], node_at)?.collect()
}
