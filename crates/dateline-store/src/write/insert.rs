//! One coding into its tables.

use super::columns::*;
use crate::incident::Merge;
use crate::record::{Event, Figure, Participant, Record, Version, Words, to_json};
use rusqlite::{OptionalExtension, Transaction, params};

/// Adds a coding; false where it is known.
pub(super) fn coding(transaction: &Transaction<'_>, record: &Record, merge: &mut Merge<'_>) -> rusqlite::Result<bool> {
    let version = version_pk(transaction, &record.report.version)?;
    let known = transaction
        .prepare_cached("SELECT 1 FROM report WHERE id = ?1 AND sha256 = ?2 AND version = ?3")?
        .exists(params![record.report.id, record.report.sha256, version])?;
    if !known {
        supersede(transaction, &record.report.id, merge)?;
        let report = insert_report(transaction, record, version)?;
        insert_events(transaction, record, report)?;
        merge.add(record, report)?;
        insert_rest(transaction, record, report)?;
    }
    Ok(!known)
}

/// Takes the coding that was the latest so far out of searches and incidents.
fn supersede(transaction: &Transaction<'_>, id: &str, merge: &mut Merge<'_>) -> rusqlite::Result<()> {
    let latest: Option<i64> = transaction
        .prepare_cached("SELECT pk FROM report WHERE id = ?1 AND latest = 1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    if let Some(report) = latest {
        merge.remove(report)?;
        transaction.prepare_cached("UPDATE report SET latest = 0 WHERE pk = ?1")?.execute([report])?;
    }
    Ok(())
}

fn version_pk(transaction: &Transaction<'_>, version: &Version) -> rusqlite::Result<i64> {
    let key = params![version.dateline, to_json(&version.models), version.codebook];
    transaction
        .prepare_cached("INSERT INTO version (dateline, models, codebook) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute(key)?;
    transaction
        .prepare_cached("SELECT pk FROM version WHERE dateline = ?1 AND models = ?2 AND codebook = ?3")?
        .query_row(key, |row| row.get(0))
}

fn insert_report(transaction: &Transaction<'_>, record: &Record, version: i64) -> rusqlite::Result<i64> {
    let report = &record.report;
    let published = report.published.as_ref();
    let pk = transaction
        .prepare_cached(
            "INSERT INTO report (id, sha256, version, latest, format, title, url, publisher, language, published,
             published_basis, dateline, text, record)
             VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .insert(params![
            report.id,
            report.sha256,
            version,
            report.format,
            report.title,
            report.url,
            report.publisher,
            report.language,
            published.map(|published| &published.value),
            published.map(|published| &published.basis),
            report.dateline.as_ref().map(to_json),
            report.text,
            to_json(&report.without_text()),
        ])?;
    let coded: Vec<String> = record.events.iter().map(coded_words).collect();
    transaction
        .prepare_cached("INSERT INTO report_words (rowid, title, text, coded) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![pk, report.title, report.text, coded.join(SEPARATOR)])?;
    Ok(pk)
}

fn insert_events(transaction: &Transaction<'_>, record: &Record, report: i64) -> rusqlite::Result<()> {
    for (n, (event, sentence)) in record.events.iter().zip(&record.sentences).enumerate() {
        let pk = insert_event(transaction, report, n, event, sentence)?;
        insert_event_words(transaction, pk, event, &sentence.text)?;
        insert_participants(transaction, pk, "actor", &event.actors)?;
        insert_participants(transaction, pk, "recipient", &event.recipients)?;
        insert_figures(transaction, pk, &event.figures)?;
    }
    Ok(())
}

const INSERT_EVENT: &str = "INSERT INTO event (report, n, id, type, mode, cameo, trigger_text, actors, actor_countries,
    actor_sectors, recipients, recipient_countries, recipient_sectors, place, place_name, country, admin1, geonames,
    lat, lon, from_day, to_day, reality, background, sources, cluster, confidence, sentence, sentence_start, record)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
    ?24, ?25, ?26, ?27, ?28, ?29, ?30)";

fn insert_event(
    transaction: &Transaction<'_>,
    report: i64,
    n: usize,
    event: &Event,
    sentence: &Words,
) -> rusqlite::Result<i64> {
    let place = event.place.as_ref();
    let located = place.map(|place| &place.located);
    transaction.prepare_cached(INSERT_EVENT)?.insert(params![
        report,
        n as i64,
        event.id,
        event.kind,
        event.mode,
        event.cameo,
        event.trigger.text,
        texts(&event.actors),
        countries(&event.actors),
        sectors(&event.actors),
        texts(&event.recipients),
        countries(&event.recipients),
        sectors(&event.recipients),
        place.map(|place| &place.words.text),
        located.and_then(|located| located.name.as_ref()),
        located.and_then(|located| located.country.as_ref()),
        located.and_then(|located| located.admin1.as_ref()),
        located.and_then(|located| located.geonames),
        located.and_then(|located| located.lat),
        located.and_then(|located| located.lon),
        event.time.as_ref().map(|time| &time.from),
        event.time.as_ref().map(|time| &time.to),
        event.reality,
        event.background,
        sources(event),
        event.cluster,
        event.confidence,
        sentence.text,
        sentence.start,
        to_json(event),
    ])
}

fn insert_event_words(transaction: &Transaction<'_>, pk: i64, event: &Event, sentence: &str) -> rusqlite::Result<()> {
    let place = event.place.as_ref().map(|place| place.words.text.as_str());
    let names = |list: &[Participant]| format!("{}{SEPARATOR}{}", texts(list), names(list));
    transaction
        .prepare_cached(
            "INSERT INTO event_words (rowid, sentence, actors, recipients, place, sources, coded)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            pk,
            sentence,
            names(&event.actors),
            names(&event.recipients),
            format!("{}{SEPARATOR}{}", place.unwrap_or(""), place_names(event)),
            sources(event),
            coded_words(event),
        ])?;
    Ok(())
}

fn insert_participants(
    transaction: &Transaction<'_>,
    event: i64,
    role: &str,
    participants: &[Participant],
) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO participant (event, role, n, text, name, country, sectors, entity)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (n, p) in participants.iter().enumerate() {
        insert.execute(params![
            event,
            role,
            n as i64,
            p.words.text,
            p.name,
            p.country,
            p.sectors.join(" "),
            p.entity
        ])?;
    }
    Ok(())
}

fn insert_figures(transaction: &Transaction<'_>, event: i64, figures: &[Figure]) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO figure (event, n, role, value, low, high, quantifier, text)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    // SQLite's integers end at 2^63; the record beside them holds the number as it is.
    let integer = |number: Option<u64>| number.map(|number| i64::try_from(number).unwrap_or(i64::MAX));
    for (n, f) in figures.iter().enumerate() {
        let (value, low, high) = (integer(f.value), integer(f.low), integer(f.high));
        insert.execute(params![event, n as i64, f.role, value, low, high, f.quantifier, f.words.text])?;
    }
    Ok(())
}

fn insert_rest(transaction: &Transaction<'_>, record: &Record, report: i64) -> rusqlite::Result<()> {
    for (n, quote) in record.quotes.iter().enumerate() {
        let speaker = quote.speaker.as_ref().map(|speaker| &speaker.words.text);
        transaction
            .prepare_cached(
                "INSERT INTO quote (report, n, mode, text, speaker, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![report, n as i64, quote.mode, quote.words.text, speaker, to_json(quote)])?;
    }
    for (n, note) in record.notes.iter().enumerate() {
        transaction
            .prepare_cached("INSERT INTO note (report, n, severity, code, record) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![report, n as i64, note.severity, note.code, to_json(note)])?;
    }
    Ok(())
}
