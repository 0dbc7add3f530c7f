//! What the writer need not look up again: numbers of versions, codes and places. Their rows are never changed or taken away.

use crate::body::Deflater;
use crate::record::{Located, Version, to_json};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::HashMap;

/// Numbers that are known, and the compressor that goes from report to report.
#[derive(Debug, Default)]
pub(crate) struct Known {
    codes: HashMap<&'static str, HashMap<String, i64>>,
    places: HashMap<Spot, i64>,
    versions: Vec<(Version, i64)>,
    pub(super) deflater: Deflater,
}

/// A place as it is told from others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Spot {
    name: Option<String>,
    geonames: Option<u32>,
    country: Option<i64>,
    admin1: Option<String>,
    /// Hundred thousandths of a degree.
    lat_lon: Option<(i64, i64)>,
}

impl Known {
    /// Forgets all numbers: the transaction that they came from was not kept.
    pub(super) fn forget(&mut self) {
        self.codes.clear();
        self.places.clear();
        self.versions.clear();
    }

    /// The number of a version.
    pub(super) fn version(&mut self, within: &Transaction<'_>, version: &Version) -> rusqlite::Result<i64> {
        if let Some((_, pk)) = self.versions.iter().find(|(known, _)| known == version) {
            return Ok(*pk);
        }
        let key = params![version.dateline, to_json(&version.models), version.codebook];
        let sql = "INSERT INTO version (dateline, models, codebook) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        within.prepare_cached(sql)?.execute(key)?;
        let sql = "SELECT pk FROM version WHERE dateline = ?1 AND models = ?2 AND codebook = ?3";
        let pk = within.prepare_cached(sql)?.query_row(key, |row| row.get(0))?;
        self.versions.push((version.clone(), pk));
        Ok(pk)
    }

    /// The number of a word of a closed list.
    pub(super) fn code(&mut self, within: &Transaction<'_>, kind: &'static str, word: &str) -> rusqlite::Result<i64> {
        let known = self.codes.entry(kind).or_default();
        if let Some(pk) = known.get(word) {
            return Ok(*pk);
        }
        let sql = "INSERT INTO code (kind, word) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        within.prepare_cached(sql)?.execute(params![kind, word])?;
        let sql = "SELECT pk FROM code WHERE kind = ?1 AND word = ?2";
        let pk = within.prepare_cached(sql)?.query_row(params![kind, word], |row| row.get(0))?;
        known.insert(word.to_owned(), pk);
        Ok(pk)
    }

    /// The same for what may be absent.
    pub(super) fn code_of(
        &mut self,
        within: &Transaction<'_>,
        kind: &'static str,
        word: Option<&str>,
    ) -> rusqlite::Result<Option<i64>> {
        word.map(|word| self.code(within, kind, word)).transpose()
    }

    /// The number of a place; `None` for words that could not be placed.
    pub(super) fn place(&mut self, within: &Transaction<'_>, located: &Located) -> rusqlite::Result<Option<i64>> {
        if *located == (Located { precision: located.precision.clone(), ..Located::default() }) {
            return Ok(None);
        }
        let e5 = |degrees: f64| (degrees * 1e5).round() as i64;
        let spot = Spot {
            name: located.name.clone(),
            geonames: located.geonames,
            country: self.code_of(within, "country", located.country.as_deref())?,
            admin1: located.admin1.clone(),
            lat_lon: located.lat.zip(located.lon).map(|(lat, lon)| (e5(lat), e5(lon))),
        };
        if let Some(pk) = self.places.get(&spot) {
            return Ok(Some(*pk));
        }
        let pk = match stored(within, &spot, located)? {
            Some(pk) => pk,
            None => insert(within, &spot, located)?,
        };
        self.places.insert(spot, pk);
        Ok(Some(pk))
    }
}

fn stored(within: &Transaction<'_>, spot: &Spot, located: &Located) -> rusqlite::Result<Option<i64>> {
    let mut statement = within.prepare_cached(
        "SELECT pk FROM place WHERE geonames IS ?1 AND name IS ?2 AND country IS ?3 AND admin1 IS ?4
         AND lat IS ?5 AND lon IS ?6",
    )?;
    let place = params![spot.geonames, spot.name, spot.country, spot.admin1, located.lat, located.lon];
    statement.query_row(place, |row| row.get(0)).optional()
}

fn insert(within: &Transaction<'_>, spot: &Spot, located: &Located) -> rusqlite::Result<i64> {
    let mut statement = within.prepare_cached(
        "INSERT INTO place (geonames, name, country, admin1, lat, lon) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let place = params![spot.geonames, spot.name, spot.country, spot.admin1, located.lat, located.lon];
    let pk = statement.insert(place)?;
    if let Some((lat, lon)) = spot.lat_lon {
        within
            .prepare_cached("INSERT INTO place_box (place, south, north, west, east) VALUES (?1, ?2, ?2, ?3, ?3)")?
            .execute(params![pk, lat, lon])?;
    }
    Ok(pk)
}
