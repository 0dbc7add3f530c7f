//! From the tables to the places of the pack.

use super::names::{self, Keys};
use super::tables::{self, CountryRow, DivisionRow, Town};
use anyhow::{Context, Result};
use dateline_lexicon::gazetteer::pack::{DEMONYM, PUBLISHER};
use dateline_lexicon::{Doubt, PlaceKind, Seat, place_key};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Countries whose second-order divisions are municipalities, named as their towns.
const MUNICIPAL: &[&str] = &[
    "RO", "TH", "PH", "BG", "NL", "LV", "PR", "BR", "MX", "CO", "CL", "VN", "SI", "MK", "EC", "PE", "PT", "SE", "NO",
    "DK", "FI", "BE", "ID",
];

/// A place before it is numbered.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) geonames: u32,
    pub(super) name: String,
    pub(super) lat_e5: i32,
    pub(super) lon_e5: i32,
    pub(super) population: u32,
    pub(super) division: u16,
    pub(super) kind: PlaceKind,
    pub(super) seat: Seat,
    pub(super) keys: Keys,
}

/// All places, and the divisions that they refer to as (ISO3, name).
#[derive(Default)]
pub(super) struct Drafts {
    pub(super) places: Vec<Draft>,
    pub(super) divisions: Vec<(String, Option<String>)>,
    /// Doubtful names with the number of the doubt.
    pub(super) doubtful: BTreeMap<String, u64>,
    /// "TR" or "TR.09" to the index of a division.
    codes: BTreeMap<String, u16>,
    /// ISO3 to the index of the division without a name.
    countries: BTreeMap<String, u16>,
}

/// What the towns of a division say about it.
#[derive(Clone, Copy)]
struct Extent {
    south: i32,
    north: i32,
    west: i32,
    east: i32,
    population: u64,
}

impl Extent {
    fn of(town: &Town) -> Self {
        let (lat, lon) = (town.lat_e5, town.lon_e5);
        Extent { south: lat, north: lat, west: lon, east: lon, population: u64::from(town.population) }
    }

    fn join(self, other: Self) -> Self {
        Extent {
            south: self.south.min(other.south),
            north: self.north.max(other.north),
            west: self.west.min(other.west),
            east: self.east.max(other.east),
            population: self.population + other.population,
        }
    }

    fn middle(self) -> (i32, i32) {
        ((self.south + self.north) / 2, (self.west + self.east) / 2)
    }
}

type Extents = BTreeMap<String, Extent>;

/// Reads everything and makes the drafts, in a fixed order.
pub(super) fn drafts(from: &Path, lexicons: &Path) -> Result<Drafts> {
    let countries = tables::countries(from)?;
    let admin1 = tables::divisions(from, "admin1CodesASCII.txt")?;
    let admin2 = tables::divisions(from, "admin2Codes.txt")?;
    let all = all_towns(from)?;
    let mut extents = extents(&all);
    let counties = tables::counties(from, &admin1)?;
    join_counties(&mut extents, &counties);
    let mut drafts = Drafts::default();
    drafts.number_divisions(&countries, &admin1);
    drafts.add_countries(&countries, &extents, lexicons)?;
    drafts.add_admin1(&admin1, &extents);
    drafts.add_towns(&all);
    drafts.add_admin2(&admin2, &extents);
    drafts.move_to_centres(&lexicons.join("places/centres.tsv"))?;
    drafts.add_regions(&lexicons.join("places/regions.tsv"))?;
    drafts.add_publishers(&lexicons.join("places/publishers.tsv"))?;
    drafts.doubtful = doubtful(&lexicons.join("places/doubtful.tsv"))?;
    Ok(drafts)
}

fn doubtful(path: &Path) -> Result<BTreeMap<String, u64>> {
    let rows = tables::rows(path, |cells| Some((place_key(cells.first()?), Doubt::parse(cells.get(1)?)? as u64)))?;
    Ok(rows.into_iter().collect())
}

/// Towns of both tables; where a town is in both, the row with alternate names.
fn all_towns(from: &Path) -> Result<Vec<Town>> {
    let mut towns = tables::cities(from)?;
    let known: BTreeSet<u32> = towns.iter().map(|town| town.geonames).collect();
    let small: Vec<Town> = tables::small_towns(from)?.into_iter().filter(|t| !known.contains(&t.geonames)).collect();
    towns.extend(small);
    towns.sort_by_key(|town| town.geonames);
    towns.dedup_by_key(|town| town.geonames);
    Ok(towns)
}

fn extents(towns: &[Town]) -> Extents {
    let mut extents = Extents::new();
    for town in towns {
        let admin1 = format!("{}.{}", town.iso2, town.admin1);
        let admin2 = format!("{admin1}.{}", town.admin2);
        for code in [town.iso2.clone(), admin1, admin2] {
            let extent = Extent::of(town);
            extents.entry(code).and_modify(|all| *all = all.join(extent)).or_insert(extent);
        }
    }
    extents
}

/// Takes the boxes of counties in place of those around their towns, and keeps the population.
fn join_counties(extents: &mut Extents, counties: &[tables::County]) {
    for county in counties {
        let population = extents.get(&county.code).map_or(0, |extent| extent.population);
        let &tables::County { south, north, west, east, .. } = county;
        extents.insert(county.code.clone(), Extent { south, north, west, east, population });
    }
}

impl Drafts {
    fn number_divisions(&mut self, countries: &[CountryRow], admin1: &[DivisionRow]) {
        self.divisions.push((String::new(), None));
        self.countries.insert(String::new(), 0);
        for row in countries {
            let index = self.divisions.len() as u16;
            self.codes.insert(row.iso2.clone(), index);
            self.countries.insert(row.iso3.clone(), index);
            self.divisions.push((row.iso3.clone(), None));
        }
        for row in admin1 {
            let Some(country) = row.code.split('.').next().and_then(|iso2| self.codes.get(iso2)) else { continue };
            let iso3 = self.divisions[*country as usize].0.clone();
            self.codes.insert(row.code.clone(), self.divisions.len() as u16);
            self.divisions.push((iso3, Some(row.name.clone())));
        }
    }

    fn add_countries(&mut self, rows: &[CountryRow], extents: &Extents, lexicons: &Path) -> Result<()> {
        let names = country_names(&lexicons.join("actors/countries.tsv"))?;
        for row in rows {
            let Some(extent) = extents.get(&row.iso2) else { continue };
            let mut keys = names::usual(&row.name);
            for name in names.get(&row.iso3).into_iter().flatten() {
                keys.extend(if name.starts_with(DEMONYM) { vec![(name.clone(), true)] } else { names::usual(name) });
            }
            let (lat_e5, lon_e5) = extent.middle();
            self.places.push(Draft {
                geonames: row.geonames,
                name: row.name.clone(),
                lat_e5,
                lon_e5,
                population: row.population,
                division: self.codes[&row.iso2],
                kind: PlaceKind::Country,
                seat: Seat::None,
                keys: names::tidy(keys),
            });
        }
        Ok(())
    }

    fn add_admin1(&mut self, rows: &[DivisionRow], extents: &Extents) {
        for row in rows {
            let (Some(extent), Some(division)) = (extents.get(&row.code), self.codes.get(&row.code)) else { continue };
            self.places.push(division_draft(row, *extent, *division, PlaceKind::Admin1, true));
        }
    }

    fn add_admin2(&mut self, rows: &[DivisionRow], extents: &Extents) {
        let towns = self.town_keys();
        for row in rows {
            let mut parts = row.code.splitn(3, '.');
            let (iso2, admin1) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            let division = self.codes.get(&format!("{iso2}.{admin1}")).or_else(|| self.codes.get(iso2));
            let (Some(extent), Some(division)) = (extents.get(&row.code), division) else { continue };
            let bare = place_key(&names::bare_name(&row.name));
            let county = matches!(iso2, "US" | "GB" | "IE" | "KE" | "LR" | "AU" | "CA" | "NZ" | "HU" | "EE" | "HR");
            if !county && (MUNICIPAL.contains(&iso2) || towns.contains(&(*division, bare))) {
                continue;
            }
            self.places.push(division_draft(row, *extent, *division, PlaceKind::Admin2, iso2 != "US"));
        }
    }

    fn town_keys(&self) -> BTreeSet<(u16, String)> {
        let towns = self.places.iter().filter(|place| place.kind == PlaceKind::City);
        towns.flat_map(|place| place.keys.iter().map(|(key, _)| (place.division, key.clone()))).collect()
    }

    fn add_towns(&mut self, towns: &[Town]) {
        for town in towns {
            let division = self.codes.get(&format!("{}.{}", town.iso2, town.admin1));
            let Some(division) = division.or_else(|| self.codes.get(&town.iso2)).copied() else { continue };
            self.places.push(town_draft(town, division));
        }
    }

    /// Takes the points and aliases of `centres.tsv`.
    fn move_to_centres(&mut self, path: &Path) -> Result<()> {
        let rows = tables::rows(path, |cells| {
            let [country, division, aliases, lat, lon, ..] = cells else { return None };
            Some((country.to_string(), division.to_string(), aliases.to_string(), tables::e5(lat)?, tables::e5(lon)?))
        })?;
        for (country, division, aliases, lat_e5, lon_e5) in rows {
            let kind = if division.is_empty() { PlaceKind::Country } else { PlaceKind::Admin1 };
            let place = self
                .find(kind, &country, &division)
                .with_context(|| format!("{}: no {country} {division} in the GeoNames tables", path.display()))?;
            (place.lat_e5, place.lon_e5) = (lat_e5, lon_e5);
            add_aliases(place, &aliases);
        }
        Ok(())
    }

    fn find(&mut self, kind: PlaceKind, iso3: &str, division: &str) -> Option<&mut Draft> {
        let divisions = &self.divisions;
        self.places.iter_mut().find(|place| {
            let (country, name) = &divisions[place.division as usize];
            place.kind == kind && country == iso3 && name.as_deref().unwrap_or("") == division
        })
    }

    /// Adds the places of `regions.tsv`. One that has the name of a division or country of the tables lends it its point.
    fn add_regions(&mut self, path: &Path) -> Result<()> {
        let rows = tables::rows(path, |cells| {
            let [name, aliases, kind, country, lat, lon, ..] = cells else { return None };
            let point = (tables::e5(lat)?, tables::e5(lon)?);
            Some((name.to_string(), aliases.to_string(), PlaceKind::parse(kind)?, country.to_string(), point))
        })?;
        for (name, aliases, kind, country, (lat_e5, lon_e5)) in rows {
            let division = *self
                .countries
                .get(&country)
                .with_context(|| format!("{}: {name}: no country {country}", path.display()))?;
            if let Some(place) = self.namesake(&name, kind, &country) {
                (place.lat_e5, place.lon_e5) = (lat_e5, lon_e5);
                add_aliases(place, &aliases);
                continue;
            }
            let keys = names::tidy(names::usual(&name));
            let mut place =
                Draft { geonames: 0, name, lat_e5, lon_e5, population: 0, division, kind, seat: Seat::None, keys };
            add_aliases(&mut place, &aliases);
            self.places.push(place);
        }
        Ok(())
    }

    /// Gives the places of `publishers.tsv` the hosts of those at home in them.
    fn add_publishers(&mut self, path: &Path) -> Result<()> {
        let rows = tables::rows(path, |cells| {
            let [host, country, division, town, ..] = cells else { return None };
            Some((format!("{PUBLISHER}{host}"), country.to_string(), division.to_string(), town.to_string()))
        })?;
        for (key, country, division, town) in rows {
            let place = self.home(&country, &division, &town);
            let place = place.with_context(|| format!("{}: {key}: no {country} {division} {town}", path.display()))?;
            place.keys.push((key, false));
        }
        Ok(())
    }

    /// A town by its name, else a division or country.
    fn home(&mut self, iso3: &str, division: &str, town: &str) -> Option<&mut Draft> {
        if town.is_empty() {
            let kind = if division.is_empty() { PlaceKind::Country } else { PlaceKind::Admin1 };
            return self.find(kind, iso3, division);
        }
        let key = (place_key(town), false);
        let divisions = &self.divisions;
        let found = self.places.iter_mut().filter(|place| {
            let (country, name) = &divisions[place.division as usize];
            place.kind == PlaceKind::City
                && country == iso3
                && name.as_deref().unwrap_or("") == division
                && place.keys.contains(&key)
        });
        found.max_by_key(|place| place.population)
    }

    /// The place of the tables that a region is: a division or country for a region or country, a town for a town.
    fn namesake(&mut self, name: &str, kind: PlaceKind, iso3: &str) -> Option<&mut Draft> {
        let key = place_key(name);
        let divisions = &self.divisions;
        let fits = move |place: &Draft| match kind {
            PlaceKind::City => place.kind == PlaceKind::City,
            PlaceKind::Region | PlaceKind::Country => {
                matches!(place.kind, PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2)
            }
            _ => false,
        };
        let found = self.places.iter_mut().filter(move |place| {
            fits(place)
                && place.geonames != 0
                && divisions[place.division as usize].0 == iso3
                && place.keys.contains(&(key.clone(), false))
        });
        found.max_by_key(|place| (std::cmp::Reverse(place.kind), place.population))
    }
}

fn division_draft(row: &DivisionRow, extent: Extent, division: u16, kind: PlaceKind, bare: bool) -> Draft {
    let (lat_e5, lon_e5) = extent.middle();
    Draft {
        geonames: row.geonames,
        name: row.name.clone(),
        lat_e5,
        lon_e5,
        population: u32::try_from(extent.population).unwrap_or(u32::MAX),
        division,
        kind,
        seat: Seat::None,
        keys: names::of_division(&row.name, bare),
    }
}

fn town_draft(town: &Town, division: u16) -> Draft {
    let seat = match town.feature.as_str() {
        "PPLC" => Seat::Capital,
        "PPLA" => Seat::Admin1,
        "PPLX" => Seat::Section,
        feature if feature.starts_with("PPLA") => Seat::Lower,
        _ => Seat::None,
    };
    Draft {
        geonames: town.geonames,
        name: town.name.clone(),
        lat_e5: town.lat_e5,
        lon_e5: town.lon_e5,
        population: town.population,
        division,
        kind: PlaceKind::City,
        seat,
        keys: names::of_town(town),
    }
}

fn add_aliases(place: &mut Draft, aliases: &str) {
    place.keys.extend(aliases.split(';').filter(|alias| !alias.is_empty()).flat_map(names::usual));
    place.keys = names::tidy(std::mem::take(&mut place.keys));
}

/// The names of `actors/countries.tsv` by ISO3, without those of parts of a country.
fn country_names(path: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    const PARTS: &[&str] = &[
        "england",
        "scotland",
        "wales",
        "northern ireland",
        "gaza",
        "gaza strip",
        "the gaza strip",
        "west bank",
        "the west bank",
        "somaliland",
        "puntland",
        "republika srpska",
        "the islamic republic",
        "jewish state",
    ];
    let rows = tables::rows(path, |cells| {
        let names = cells.get(2)?.split(';').filter(|name| !PARTS.contains(name)).map(str::to_owned);
        let people = [cells.get(3)?, cells.get(4)?].into_iter().flat_map(|cell| cell.split(';'));
        let people = people.filter(|word| !word.is_empty()).map(|word| format!("{DEMONYM}{}", place_key(word)));
        Some((cells[0].to_owned(), names.chain(people).collect()))
    })?;
    Ok(rows.into_iter().collect())
}
