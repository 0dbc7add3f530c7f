//! Writes the pack; its format is described in `dateline_lexicon::gazetteer::pack`.

use super::drafts::{Draft, Drafts};
use anyhow::{Context, Result};
use dateline_lexicon::gazetteer::pack::{DOUBTFUL, MAGIC, Record};
use fst::MapBuilder;
use std::collections::BTreeMap;

/// The bytes of the pack.
pub(super) fn pack(drafts: &Drafts) -> Result<Vec<u8>> {
    let mut names = Names::default();
    let places: Vec<u8> = drafts.places.iter().flat_map(|draft| record(draft, &mut names).to_bytes()).collect();
    let mut divisions = Vec::new();
    for (iso3, name) in &drafts.divisions {
        let mut code = iso3.clone().into_bytes();
        code.resize(4, 0);
        divisions.extend(code);
        divisions.extend(name.as_ref().map_or(u32::MAX, |name| names.place(name)).to_le_bytes());
    }
    let (postings, fst) = index(drafts)?;
    let mut out = MAGIC.to_vec();
    for count in [drafts.places.len(), drafts.divisions.len(), postings.len() / 4, names.bytes.len(), fst.len()] {
        out.extend(u32::try_from(count).context("the pack is too large")?.to_le_bytes());
    }
    for part in [places, divisions, postings, names.bytes, fst] {
        out.extend(part);
    }
    Ok(out)
}

fn record(draft: &Draft, names: &mut Names) -> Record {
    Record {
        geonames: draft.geonames,
        name: names.place(&draft.name),
        lat_e5: draft.lat_e5,
        lon_e5: draft.lon_e5,
        population: draft.population,
        division: draft.division,
        kind: draft.kind,
        seat: draft.seat,
    }
}

/// Postings and FST of all keys.
fn index(drafts: &Drafts) -> Result<(Vec<u8>, Vec<u8>)> {
    let places = &drafts.places;
    let mut keys: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        for (key, alternate) in &place.keys {
            keys.entry(key).or_default().push((at as u32) << 1 | u32::from(*alternate));
        }
    }
    let (mut postings, mut fst) = (Vec::new(), MapBuilder::memory());
    for (name, doubt) in &drafts.doubtful {
        fst.insert(format!("{DOUBTFUL}{name}"), *doubt)?;
    }
    for (key, mut list) in keys {
        list.sort_by_key(|posting| rank(places, *posting));
        list.truncate(255);
        fst.insert(key, value(&list, postings.len() / 4))?;
        if list.len() > 1 {
            postings.extend(list.iter().flat_map(|posting| posting.to_le_bytes()));
        }
    }
    Ok((postings, fst.into_inner()?))
}

/// Usual names before others, then the larger, so that what is cut at 255 matters least.
fn rank(places: &[Draft], posting: u32) -> (bool, std::cmp::Reverse<u32>, u32) {
    let place = &places[(posting >> 1) as usize];
    (posting & 1 == 1, std::cmp::Reverse(place.population), posting)
}

fn value(list: &[u32], at: usize) -> u64 {
    match list {
        [one] => u64::from(*one) << 1,
        many => ((at as u64) << 8 | many.len() as u64) << 1 | 1,
    }
}

/// Names, each once.
#[derive(Default)]
struct Names {
    bytes: Vec<u8>,
    known: BTreeMap<String, u32>,
}

impl Names {
    fn place(&mut self, name: &str) -> u32 {
        if let Some(at) = self.known.get(name) {
            return *at;
        }
        let at = self.bytes.len() as u32;
        let end = (0..=name.len().min(255)).rev().find(|end| name.is_char_boundary(*end)).unwrap_or(0);
        self.bytes.push(end as u8);
        self.bytes.extend(&name.as_bytes()[..end]);
        self.known.insert(name.to_owned(), at);
        at
    }
}
