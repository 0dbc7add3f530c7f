//! Searching events: filters on columns, words in reports and in the events' own words.

use crate::error::{At, Result};
use crate::read::{EVENT_COLUMNS, EVENT_TABLES, EventRow, event_row};
use crate::store::Store;
use crate::words;
use dateline_doc::Day;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

/// What to search for. Everything that is given must hold; the default asks for all events.
///
/// Text filters (`words`, `actor`, `recipient`, `place`, `source`) hold words and "quoted phrases"; case, accents and
/// English endings are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Words that the report (headline, text) or what was coded of it must hold.
    pub words: Option<String>,
    /// Type of the codebook.
    pub kind: Option<String>,
    /// Mode of the codebook.
    pub mode: Option<String>,
    /// Words of an actor.
    pub actor: Option<String>,
    /// Words of a recipient.
    pub recipient: Option<String>,
    /// ISO 3166-1 alpha-3 of an actor.
    pub actor_country: Option<String>,
    /// ISO 3166-1 alpha-3 of a recipient.
    pub recipient_country: Option<String>,
    /// Words of the place, as in the report or as in the gazetteer.
    pub place: Option<String>,
    /// ISO 3166-1 alpha-3 of the place.
    pub country: Option<String>,
    /// Events that may have happened on this day or later.
    pub from: Option<Day>,
    /// Events that may have happened on this day or earlier.
    pub to: Option<Day>,
    /// "occurred", "planned", "hypothetical" or "negated".
    pub reality: Option<String>,
    /// Background events only, or none.
    pub background: Option<bool>,
    /// Words of a source.
    pub source: Option<String>,
    /// Identifier of the report.
    pub report: Option<String>,
    /// At most so many; all where `None`.
    pub limit: Option<u32>,
    /// After so many.
    pub offset: u32,
}

impl Store {
    /// Events of latest codings that match: those whose own words hold most of the query's words first, then the
    /// latest first, undated ones last, then in the order of the database.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn find(&self, query: &Query) -> Result<Vec<EventRow>> {
        self.matching(query).and_then(|pks| pks.iter().map(|pk| self.event_at(*pk)).collect()).at(&self.path)
    }

    /// The rows that match, in order. Records are fetched afterwards, so that sorting moves numbers only; a row never
    /// changes once it is written.
    fn matching(&self, query: &Query) -> rusqlite::Result<Vec<i64>> {
        let statement = Statement::of(query);
        let mut prepared = self.connection.prepare(&statement.sql)?;
        prepared.query_map(params_from_iter(statement.values), |row| row.get(0))?.collect()
    }

    fn event_at(&self, pk: i64) -> rusqlite::Result<EventRow> {
        let sql = format!("SELECT {EVENT_COLUMNS} FROM {EVENT_TABLES} WHERE event.pk = ?1");
        self.connection.prepare_cached(&sql)?.query_row([pk], event_row)
    }
}

/// SQL whose text is fixed words of ours; what the user gave is in `values`.
struct Statement {
    sql: String,
    values: Vec<Value>,
}

impl Statement {
    fn of(query: &Query) -> Self {
        let terms = query.words.as_deref().map(words::terms);
        let mut filter = Filter::default();
        filter.columns(query);
        filter.texts(query);
        filter.report_words(terms.as_deref());
        let Filter { conditions, mut values } = filter;
        let held = held(terms.as_deref().unwrap_or_default(), &mut values);
        let no_limit = -1;
        values.extend([Value::from(query.limit.map_or(no_limit, i64::from)), Value::from(query.offset)]);
        let sql = format!(
            "SELECT event.pk FROM {EVENT_TABLES} WHERE {} \
             ORDER BY {held}event.from_day DESC NULLS LAST, report.pk, event.n LIMIT ? OFFSET ?",
            conditions.join(" AND ")
        );
        Statement { sql, values }
    }
}

/// Orders by how many of the terms an event's own words hold.
fn held(terms: &[String], values: &mut Vec<Value>) -> String {
    values.extend(terms.iter().cloned().map(Value::from));
    let holds = "(event.pk IN (SELECT rowid FROM event_words WHERE event_words MATCH ?))";
    match terms.len() {
        0 => String::new(),
        n => format!("{} DESC, ", vec![holds; n].join(" + ")),
    }
}

/// Conditions, and the values of their question marks in order.
struct Filter {
    conditions: Vec<&'static str>,
    values: Vec<Value>,
}

impl Default for Filter {
    fn default() -> Self {
        Filter { conditions: vec!["report.latest = 1"], values: Vec::new() }
    }
}

impl Filter {
    fn and(&mut self, condition: &'static str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.conditions.push(condition);
            self.values.push(value.into());
        }
    }

    fn columns(&mut self, query: &Query) {
        self.and("event.type = ?", query.kind.clone());
        self.and("event.mode = ?", query.mode.clone());
        self.and(
            "EXISTS (SELECT 1 FROM participant WHERE event = event.pk AND role = 'actor' AND country = ?)",
            query.actor_country.clone(),
        );
        self.and(
            "EXISTS (SELECT 1 FROM participant WHERE event = event.pk AND role = 'recipient' AND country = ?)",
            query.recipient_country.clone(),
        );
        self.and("event.country = ?", query.country.clone());
        self.and("event.to_day >= ?", query.from.map(|day| day.to_string()));
        self.and("event.from_day <= ?", query.to.map(|day| day.to_string()));
        self.and("event.reality = ?", query.reality.clone());
        self.and("event.background = ?", query.background);
        self.and("report.id = ?", query.report.clone());
    }

    fn texts(&mut self, query: &Query) {
        let columns = [
            ("actors", &query.actor),
            ("recipients", &query.recipient),
            ("place", &query.place),
            ("sources", &query.source),
        ];
        for (column, text) in columns {
            if let Some(text) = text {
                self.matching(
                    "event.pk IN (SELECT rowid FROM event_words WHERE event_words MATCH ?)",
                    words::in_column(column, text),
                );
            }
        }
    }

    fn report_words(&mut self, terms: Option<&[String]>) {
        if let Some(terms) = terms {
            let expression = (!terms.is_empty()).then(|| terms.join(" AND "));
            self.matching("report.pk IN (SELECT rowid FROM report_words WHERE report_words MATCH ?)", expression);
        }
    }

    /// Text without a single letter or digit matches nothing, rather than everything.
    fn matching(&mut self, condition: &'static str, expression: Option<String>) {
        match expression {
            Some(expression) => self.and(condition, Some(expression)),
            None => self.conditions.push("0"),
        }
    }
}
