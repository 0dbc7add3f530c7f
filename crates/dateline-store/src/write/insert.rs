//! One coding into its tables.

use super::columns::*;
use super::known::Known;
use super::revision;
use crate::body;
use crate::incident::Merge;
use crate::moment;
use crate::record::{Event, Figure, Participant, Record, Words};
use crate::sha::to_column;
use rusqlite::{CachedStatement, OptionalExtension, Transaction, params};

/// A transaction that adds codings.
pub(crate) struct Insert<'t> {
    transaction: &'t Transaction<'t>,
    known: &'t mut Known,
    /// What the revision is called, and its number once something was added.
    what: &'static str,
    revision: Option<i64>,
    /// Those that have to be merged before the transaction ends.
    merge: Option<Merge<'t>>,
}

/// The rows of a coding that was added.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Added {
    pub(crate) report: i64,
    pub(crate) first_event: i64,
}

impl<'t> Insert<'t> {
    pub(crate) fn new(transaction: &'t Transaction<'t>, known: &'t mut Known, what: &'static str) -> Self {
        Insert { transaction, known, what, revision: None, merge: None }
    }

    /// Adds a coding but not its words; `None` where it is there already.
    pub(crate) fn coding(&mut self, record: &Record) -> rusqlite::Result<Option<Added>> {
        let version = self.known.version(self.transaction, &record.report.version)?;
        // Two searches, since earlier and latest codings have an index each.
        let there = self
            .sql(
                "SELECT 1 FROM report WHERE id = ?1 AND latest = 1 AND sha256 = ?2 AND version = ?3 UNION ALL
                 SELECT 1 FROM report WHERE id = ?1 AND latest = 0 AND sha256 = ?2 AND version = ?3",
            )?
            .exists(params![record.report.id, to_column(&record.report.sha256), version])?;
        if there {
            return Ok(None);
        }
        let added = self.report(record, version)?;
        let packed = body::pack(record, &mut self.known.deflater);
        self.sql("INSERT INTO body (report, packed) VALUES (?1, ?2)")?.execute(params![added.report, packed])?;
        self.events(record, &added)?;
        self.merge()?.add(record, added.report)?;
        Ok(Some(added))
    }

    /// Adds the words of a coding. Best after all codings of a transaction: whatever else changes many rows makes SQLite
    /// write out what words wait in memory.
    pub(crate) fn words(&self, record: &Record, added: &Added) -> rusqlite::Result<()> {
        self.sql("INSERT INTO report_words (rowid, title, text, coded) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            added.report,
            record.report.title,
            record.report.text,
            coded_words(record)
        ])?;
        for (pk, (event, sentence)) in (added.first_event..).zip(record.events.iter().zip(&record.sentences)) {
            self.event_words(event, sentence, pk)?;
        }
        Ok(())
    }

    fn sql(&self, sql: &str) -> rusqlite::Result<CachedStatement<'t>> {
        self.transaction.prepare_cached(sql)
    }

    fn code(&mut self, kind: &'static str, word: &str) -> rusqlite::Result<i64> {
        self.known.code(self.transaction, kind, word)
    }

    fn revision(&mut self) -> rusqlite::Result<i64> {
        let pk = match self.revision {
            Some(pk) => pk,
            None => revision::begin(self.transaction, self.what, None)?,
        };
        self.revision = Some(pk);
        Ok(pk)
    }

    fn merge(&mut self) -> rusqlite::Result<&mut Merge<'t>> {
        let revision = self.revision()?;
        match &mut self.merge {
            Some(merge) => Ok(merge),
            free => Ok(free.insert(Merge::new(self.transaction, revision)?)),
        }
    }

    /// Lets all that was added find its incident.
    pub(crate) fn settle(&mut self) -> rusqlite::Result<()> {
        self.merge.take().map_or(Ok(0), Merge::settle).map(drop)
    }

    fn report(&mut self, record: &Record, version: i64) -> rusqlite::Result<Added> {
        let (report, revision) = (&record.report, self.revision()?);
        let earlier = self
            .sql("UPDATE report SET latest = 0, ended = ?2 WHERE id = ?1 AND latest = 1 RETURNING pk")?
            .query_row(params![report.id, revision], |row| row.get(0))
            .optional()?;
        if let Some(earlier) = earlier {
            self.merge()?.remove(earlier)?;
        }
        let publisher = self.known.code_of(self.transaction, "publisher", report.publisher.as_deref())?;
        let first_event = self.sql("SELECT coalesce(max(pk), 0) + 1 FROM event")?.query_row([], |row| row.get(0))?;
        let mut insert = self.sql(
            "INSERT INTO report (id, sha256, version, latest, added, published, publisher, first_event, events)
             VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8)",
        )?;
        let report = insert.insert(params![
            report.id,
            to_column(&report.sha256),
            version,
            revision,
            report.published.as_ref().and_then(moment::published),
            publisher,
            first_event,
            record.events.len() as i64,
        ])?;
        Ok(Added { report, first_event })
    }

    fn events(&mut self, record: &Record, added: &Added) -> rusqlite::Result<()> {
        for (pk, event) in (added.first_event..).zip(&record.events) {
            self.event(event, added.report, pk)?;
            self.parties(0, &event.actors, pk)?;
            self.parties(1, &event.recipients, pk)?;
            self.figures(&event.figures, pk)?;
        }
        Ok(())
    }

    fn event(&mut self, event: &Event, report: i64, pk: i64) -> rusqlite::Result<()> {
        let kind = self.code("type", &event.kind)?;
        let mode = self.known.code_of(self.transaction, "mode", event.mode.as_deref())?;
        let place = match &event.place {
            Some(place) => self.known.place(self.transaction, &place.located)?,
            None => None,
        };
        let reality = self.code("reality", &event.reality)?;
        let time = event.time.as_ref();
        self.sql(
            "INSERT INTO event (pk, report, type, mode, place, from_day, to_day, reality, background, disputed,
             confidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            pk,
            report,
            kind,
            mode,
            place,
            time.and_then(|time| moment::day_number(&time.from)),
            time.and_then(|time| moment::day_number(&time.to)),
            reality,
            event.background,
            !event.disputed.is_empty(),
            (event.confidence * 1e3).round() as i64,
        ])?;
        Ok(())
    }

    fn event_words(&self, event: &Event, sentence: &Words, pk: i64) -> rusqlite::Result<()> {
        self.sql("INSERT INTO event_words (rowid, sentence, coded) VALUES (?1, ?2, ?3)")?.execute(params![
            pk,
            sentence.text,
            event_codes(event)
        ])?;
        let [actors, recipients, place, sources] = roles(event);
        self.sql("INSERT INTO role_words (rowid, actors, recipients, place, sources) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![pk, actors, recipients, place, sources])?;
        Ok(())
    }

    fn parties(&mut self, role: u8, parties: &[Participant], event: i64) -> rusqlite::Result<()> {
        let codes = parties.iter().flat_map(|party| {
            let sectors = party.sectors.iter().map(|sector| ("sector", sector));
            party.country.iter().map(|country| ("country", country)).chain(sectors)
        });
        for (kind, word) in codes {
            let code = self.code(kind, word)?;
            self.sql("INSERT INTO party (code, role, event) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
                .execute(params![code, role, event])?;
        }
        Ok(())
    }

    fn figures(&mut self, figures: &[Figure], event: i64) -> rusqlite::Result<()> {
        for figure in figures {
            let Some(value) = figure.value.or(figure.low).or(figure.high) else { continue };
            let role = self.code("figure", &figure.role)?;
            // SQLite's integers end at 2^63; the record holds the number as it is.
            let value = i64::try_from(value).unwrap_or(i64::MAX);
            self.sql("INSERT INTO figure (role, value, event) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
                .execute(params![role, value, event])?;
        }
        Ok(())
    }
}
