//! Place names to places. The data are `lexicons/places/places.bin` (see [`pack`] for its format), compiled into the
//! program and read where they lie.

mod fold;
pub mod pack;

pub use fold::{fold, place_key};
pub use pack::{Doubt, PlaceKind, Seat};

use dateline_doc::{Place, PlacePrecision};
use fst::Map;
use pack::{DIVISION, Parts, Record, u32_at};
use std::fmt;

static BUILTIN: &[u8] = include_bytes!("../../../lexicons/places/places.bin");

/// The gazetteer.
pub struct Gazetteer {
    parts: Parts<'static>,
    names: Option<Map<&'static [u8]>>,
}

/// A place that a name can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceEntry<'g> {
    /// GeoNames identifier; 0 for the regions, waters and sites written for Dateline.
    pub geonames: u32,
    /// Its usual name.
    pub name: &'g str,
    /// ISO 3166-1 alpha-3; empty for what belongs to no single country.
    pub country: &'g str,
    /// Name of its first-order division.
    pub admin1: Option<&'g str>,
    /// Latitude in 1e-5 degrees north.
    pub lat_e5: i32,
    /// Longitude in 1e-5 degrees east.
    pub lon_e5: i32,
    /// Population; 0 for unknown.
    pub population: u32,
    /// Kind.
    pub kind: PlaceKind,
    /// Seat of what.
    pub seat: Seat,
    /// True where the name looked up is not its usual one ("Kiev" for Kyiv).
    pub alternate: bool,
}

impl PlaceEntry<'_> {
    /// How exactly a place of this kind is known.
    pub fn precision(&self) -> PlacePrecision {
        match self.kind {
            PlaceKind::Country | PlaceKind::Continent => PlacePrecision::Country,
            PlaceKind::Region if self.country.is_empty() => PlacePrecision::Country,
            PlaceKind::Admin1 | PlaceKind::Region => PlacePrecision::Admin1,
            PlaceKind::Admin2 => PlacePrecision::Admin2,
            PlaceKind::Water => PlacePrecision::Water,
            PlaceKind::City | PlaceKind::Site => PlacePrecision::Exact,
        }
    }

    /// The place as the document model has it.
    pub fn to_place(&self) -> Place {
        Place {
            geonames: self.geonames,
            name: self.name.into(),
            country: self.country.into(),
            admin1: self.admin1.map(Into::into),
            lat_e5: self.lat_e5,
            lon_e5: self.lon_e5,
            precision: self.precision(),
        }
    }
}

impl Gazetteer {
    /// The gazetteer inside the program.
    pub fn builtin() -> Self {
        Gazetteer::read(BUILTIN).unwrap_or_else(Gazetteer::empty)
    }

    /// Reads a pack; `None` where the bytes are none of this format.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let parts = Parts::of(bytes)?;
        Some(Gazetteer { parts, names: Some(Map::new(parts.fst).ok()?) })
    }

    /// All places of this name, in the order of the pack. Case, diacritics, hyphens and a leading "the" don't matter.
    pub fn lookup(&self, name: &str) -> Vec<PlaceEntry<'_>> {
        let key = place_key(name);
        if key.starts_with([pack::DEMONYM, pack::DOUBTFUL, pack::PUBLISHER]) {
            Vec::new()
        } else {
            self.lookup_key(&key)
        }
    }

    fn lookup_key(&self, key: &str) -> Vec<PlaceEntry<'_>> {
        match self.names.as_ref().and_then(|names| names.get(key)) {
            None => Vec::new(),
            Some(value) if value & 1 == 0 => self.entry((value >> 1) as u32).into_iter().collect(),
            Some(value) => self.list(value >> 1),
        }
    }

    /// ISO 3166-1 alpha-3 of the country that a demonym points at: "Turkish", "Britons".
    pub fn demonym(&self, word: &str) -> Option<&str> {
        let key = format!("{}{}", pack::DEMONYM, place_key(word));
        let found =
            self.lookup_key(&key).into_iter().chain(self.lookup_key(key.strip_suffix('s').unwrap_or(""))).next();
        found.map(|place| place.country)
    }

    /// Why a name (as [`place_key`] makes it) is doubtful as a place where nothing around it speaks for one.
    pub fn doubt(&self, key: &str) -> Option<Doubt> {
        let number = self.names.as_ref()?.get(format!("{}{key}", pack::DOUBTFUL))?;
        Doubt::of(number)
    }

    /// Where the publisher of a host is at home: "news.example.co.uk" is asked for by that name, then as
    /// "example.co.uk", "co.uk" and "uk".
    pub fn home(&self, host: &str) -> Option<PlaceEntry<'_>> {
        let host = fold(host);
        let mut rest = host.as_str();
        loop {
            let key = format!("{}{rest}", pack::PUBLISHER);
            if let Some(place) = self.lookup_key(&key).into_iter().next() {
                return Some(place);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// True where some place has this name.
    pub fn contains(&self, name: &str) -> bool {
        self.names.as_ref().is_some_and(|names| names.contains_key(place_key(name)))
    }

    /// The longest of the given spellings (shortest first, each beginning with the one before it) that is a name:
    /// its index.
    pub fn longest<'n>(&self, names: impl DoubleEndedIterator<Item = &'n str> + ExactSizeIterator) -> Option<usize> {
        names.enumerate().rev().find(|(_, name)| self.contains(name)).map(|(at, _)| at)
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.parts.places.len() / Record::BYTES
    }

    /// True where it holds no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of names.
    pub fn names(&self) -> usize {
        self.names.as_ref().map_or(0, Map::len)
    }

    fn empty() -> Self {
        let parts = Parts { places: &[], divisions: &[], postings: &[], names: &[], fst: &[] };
        Gazetteer { parts, names: None }
    }

    fn list(&self, value: u64) -> Vec<PlaceEntry<'_>> {
        let (from, count) = ((value >> 8) as usize, (value & 0xff) as usize);
        (from..from + count).filter_map(|at| self.entry(u32_at(self.parts.postings, at * 4)?)).collect()
    }

    fn entry(&self, posting: u32) -> Option<PlaceEntry<'_>> {
        let record = Record::from_bytes(self.parts.places.get((posting >> 1) as usize * Record::BYTES..)?)?;
        let (country, admin1) = self.division(record.division)?;
        Some(PlaceEntry {
            geonames: record.geonames,
            name: self.name(record.name)?,
            country,
            admin1,
            lat_e5: record.lat_e5,
            lon_e5: record.lon_e5,
            population: record.population,
            kind: record.kind,
            seat: record.seat,
            alternate: posting & 1 == 1,
        })
    }

    fn division(&self, index: u16) -> Option<(&str, Option<&str>)> {
        let bytes = self.parts.divisions.get(index as usize * DIVISION..)?;
        let country = std::str::from_utf8(bytes.get(..3)?).ok()?.trim_end_matches('\0');
        let name = u32_at(bytes, 4)?;
        Some((country, if name == u32::MAX { None } else { self.name(name) }))
    }

    fn name(&self, at: u32) -> Option<&str> {
        let len = *self.parts.names.get(at as usize)? as usize;
        std::str::from_utf8(self.parts.names.get(at as usize + 1..at as usize + 1 + len)?).ok()
    }
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer").field("places", &self.len()).field("names", &self.names()).finish()
    }
}

#[cfg(test)]
mod tests;
