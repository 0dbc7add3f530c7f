//! A query as SQL: which rows to look at, and what must hold of them.
//!
//! Each filter gives a set of rows from an index, and the sets are intersected as bits; SQLite alone would take one index
//! and look every row of it up. The text of SQL is ours, what the user gave are its parameters.

use super::area::Area;
use super::phrase::{Phrase, REPORT};
use super::typed::{self, Term};
use super::{Query, Sort};
use crate::moment;
use crate::store::Store;
use rusqlite::types::Value;

/// A statement or a condition with its parameters.
#[derive(Debug, Clone)]
pub(super) struct Sql {
    pub(super) text: String,
    pub(super) values: Vec<Value>,
}

impl Sql {
    pub(super) fn new(text: impl Into<String>, values: impl IntoIterator<Item = impl Into<Value>>) -> Self {
        Sql { text: text.into(), values: values.into_iter().map(Into::into).collect() }
    }
}

/// What to ask for.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Statements that give events, all of which must be asked.
    pub(super) events: Vec<Sql>,
    /// Statements that give reports.
    pub(super) reports: Vec<Sql>,
    /// Statements that give no less than `columns` lets through; asked where they are short.
    pub(super) shortcuts: Vec<Sql>,
    /// Conditions on rows of `event`.
    pub(super) columns: Vec<Sql>,
    /// Conditions on rows of `report`.
    pub(super) report: Vec<Sql>,
    /// Words of the report; events whose own words hold more of them come first.
    pub(super) words: Vec<Term>,
    /// Phrases that reports and roles of events must hold.
    pub(super) phrases: Vec<Phrase>,
}

impl Plan {
    /// `None` where nothing can match: a word that is in no row, a text filter without words.
    pub(super) fn of(store: &Store, query: &Query) -> rusqlite::Result<Option<Plan>> {
        let mut planner = Planner { store, plan: Plan::default(), possible: true };
        planner.texts(query)?;
        planner.parties(query)?;
        planner.places(query)?;
        planner.figures(query)?;
        planner.columns(query)?;
        planner.days(query);
        planner.reports(query)?;
        planner.times(query)?;
        Ok(planner.possible.then_some(planner.plan))
    }
}

struct Planner<'s> {
    store: &'s Store,
    plan: Plan,
    possible: bool,
}

impl Planner<'_> {
    /// Text without a single letter or digit matches nothing, rather than everything.
    fn terms(&mut self, text: &str) -> rusqlite::Result<Vec<Term>> {
        let terms = typed::terms(text)?;
        self.possible &= !terms.is_empty();
        Ok(terms)
    }

    fn texts(&mut self, query: &Query) -> rusqlite::Result<()> {
        let roles = [
            ("actors", &query.actor),
            ("recipients", &query.recipient),
            ("place", &query.place),
            ("sources", &query.source),
        ];
        for (role, text) in roles.into_iter().filter_map(|(role, text)| Some((role, text.as_ref()?))) {
            let terms = self.terms(text)?;
            let matching = format!("{role} : ({})", typed::all_tokens(&terms));
            self.plan.events.push(Sql::new("SELECT rowid FROM role_words WHERE role_words MATCH ?", [matching]));
            self.phrases(role, &terms);
        }
        if let Some(text) = &query.words {
            let terms = self.terms(text)?;
            let matching = typed::all_tokens(&terms);
            self.plan.reports.push(Sql::new("SELECT rowid FROM report_words WHERE report_words MATCH ?", [matching]));
            self.phrases(REPORT, &terms);
            self.plan.words = if query.sort == Sort::Best { terms } else { Vec::new() };
        }
        Ok(())
    }

    fn phrases(&mut self, column: &'static str, terms: &[Term]) {
        let phrases = terms.iter().filter(|term| term.phrase().is_some());
        self.plan.phrases.extend(phrases.map(|term| Phrase { column, term: term.clone() }));
    }

    fn parties(&mut self, query: &Query) -> rusqlite::Result<()> {
        let filters = [
            ("country", &query.actor_country, "role = 0"),
            ("country", &query.recipient_country, "role = 1"),
            ("sector", &query.sector, "role IN (0, 1)"),
        ];
        for (kind, word, role) in filters {
            if let Some(Sql { text, values }) = self.coded("code", kind, word.as_deref())? {
                self.plan.events.push(Sql { text: format!("SELECT event FROM party WHERE {text} AND {role}"), values });
            }
        }
        Ok(())
    }

    fn places(&mut self, query: &Query) -> rusqlite::Result<()> {
        if let Some(Sql { text, values }) = self.coded("country", "country", query.country.as_deref())? {
            let places = format!("SELECT pk FROM place WHERE {text}");
            self.plan.events.push(Sql { text: format!("SELECT pk FROM event WHERE place IN ({places})"), values });
        }
        if let Some(area) = query.area {
            let places = self.store.places_in(area)?;
            self.possible &= !places.is_empty();
            let Sql { text, values } = one_of("place", places);
            self.plan.events.push(Sql { text: format!("SELECT pk FROM event WHERE {text}"), values });
        }
        Ok(())
    }

    fn figures(&mut self, query: &Query) -> rusqlite::Result<()> {
        for figure in &query.figures {
            if let Some(Sql { text, mut values }) = self.coded("role", "figure", Some(&figure.role))? {
                let integer = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
                values.extend([integer(figure.least), integer(figure.most.unwrap_or(u64::MAX))]);
                let text = format!("SELECT event FROM figure WHERE {text} AND value BETWEEN ? AND ?");
                self.plan.events.push(Sql { text, values });
            }
        }
        Ok(())
    }

    fn columns(&mut self, query: &Query) -> rusqlite::Result<()> {
        let kind = self.coded("type", "type", query.kind.as_deref())?;
        let mode = self.coded("mode", "mode", query.mode.as_deref())?;
        let reality = self.coded("reality", "reality", query.reality.as_deref())?;
        self.plan.columns.extend([kind.clone(), mode.clone(), reality].into_iter().flatten());
        let background = query.background.map(|background| Sql::new("background = ?", [background]));
        let disputed = query.disputed.then(|| Sql::new("disputed = ?", [true]));
        let least = query.least_confidence.map(|least| Sql::new("confidence >= ?", [(least * 1e3).ceil() as i64]));
        self.plan.columns.extend([background, disputed, least].into_iter().flatten());
        // The index of modes is one of modes within types.
        let any_type = || Sql::new("type IN (SELECT pk FROM code WHERE kind = 'type')", [Value::Null; 0]);
        let indexed = kind.or_else(|| mode.is_some().then(any_type));
        let both: Vec<Sql> = indexed.into_iter().chain(mode).collect();
        self.plan.shortcuts.extend((!both.is_empty()).then(|| select(&both)));
        Ok(())
    }

    /// What may have happened within the days that are asked for.
    fn days(&mut self, query: &Query) {
        let (from, to) = (query.from.map(day_number), query.to.map(day_number));
        self.plan.columns.extend(from.map(|from| Sql::new("to_day >= ?", [from])));
        self.plan.columns.extend(to.map(|to| Sql::new("from_day <= ?", [to])));
        let (Some(from), Some(to)) = (from, to) else { return };
        // Most events end within a month: the index finds them by their first day. Few are longer: they have their own.
        let short = "SELECT pk FROM event WHERE from_day BETWEEN ? - 31 AND ? AND to_day >= ?";
        let long = "SELECT pk FROM event WHERE to_day - from_day > 31 AND from_day <= ? AND to_day >= ?";
        let text = format!("{short} UNION ALL {long}");
        self.plan.shortcuts.push(Sql::new(text, [from, to, from, to, from]));
    }

    fn reports(&mut self, query: &Query) -> rusqlite::Result<()> {
        if let Some(Sql { text, values }) = self.coded("publisher", "publisher", query.publisher.as_deref())? {
            self.plan.reports.push(Sql { text: format!("SELECT pk FROM report WHERE {text}"), values });
        }
        if let Some(id) = &query.report {
            let text = "SELECT pk FROM report WHERE id = ?1 AND latest = 1 UNION ALL
                        SELECT pk FROM report WHERE id = ?1 AND latest = 0";
            self.plan.reports.push(Sql::new(text, [id.clone()]));
        }
        Ok(())
    }

    /// Which codings answer.
    fn times(&mut self, query: &Query) -> rusqlite::Result<()> {
        let then = query.recorded.map(|moment| self.store.revision_at(moment)).transpose()?;
        let answering = match then {
            None => Sql::new("latest = 1", [Value::Null; 0]),
            Some(then) => Sql::new("added <= ? AND (ended IS NULL OR ended > ?)", [then, then]),
        };
        let published = query.as_of.map(|moment| Sql::new("published <= ?", [moment.seconds()]));
        self.plan.report.extend([answering].into_iter().chain(published));
        Ok(())
    }

    /// A condition that a column holds a word of a closed list, in any case. A word that is not on the list is nowhere.
    fn coded(&mut self, column: &str, kind: &str, word: Option<&str>) -> rusqlite::Result<Option<Sql>> {
        let Some(word) = word else { return Ok(None) };
        let codes = self.store.codes(kind, word)?;
        self.possible &= !codes.is_empty();
        Ok(Some(one_of(column, codes)))
    }
}

fn select(conditions: &[Sql]) -> Sql {
    let texts: Vec<&str> = conditions.iter().map(|condition| condition.text.as_str()).collect();
    let text = format!("SELECT pk FROM event WHERE {}", texts.join(" AND "));
    Sql { text, values: conditions.iter().flat_map(|condition| condition.values.clone()).collect() }
}

fn one_of(column: &str, codes: Vec<i64>) -> Sql {
    Sql::new(format!("{column} IN ({})", vec!["?"; codes.len()].join(", ")), codes)
}

fn day_number(day: dateline_doc::Day) -> i64 {
    moment::day_number(&day.to_string()).unwrap_or(i64::MAX)
}

impl Store {
    fn codes(&self, kind: &str, word: &str) -> rusqlite::Result<Vec<i64>> {
        let sql = "SELECT pk FROM code WHERE kind = ?1 AND word = ?2 COLLATE NOCASE ORDER BY pk";
        self.connection.prepare_cached(sql)?.query_map([kind, word], |row| row.get(0))?.collect()
    }

    /// The places in an area.
    fn places_in(&self, area: Area) -> rusqlite::Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT pk, lat, lon FROM place_box JOIN place ON pk = place
             WHERE south >= ?1 AND north <= ?2 AND west >= ?3 AND east <= ?4",
        )?;
        let mut places = Vec::new();
        for bounds in area.bounds() {
            let e5 = bounds.map(|degrees| degrees * 1e5);
            // Rounding must not leave out what lies on the edge.
            let edges = [e5[0].floor(), e5[1].ceil(), e5[2].floor(), e5[3].ceil()].map(|edge| edge as i64);
            for place in statement.query_map(edges, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
                let (pk, lat, lon): (i64, f64, f64) = place?;
                places.extend(area.holds(lat, lon).then_some(pk));
            }
        }
        Ok(places)
    }
}
