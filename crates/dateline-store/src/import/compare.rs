//! Which events of people are ours, and where the two differ.
//!
//! Pairs are looked for only among events of the same days. A pair needs compatible types and countries; then points
//! count for the day, the place, the actors and the toll. The best pairs are taken first, the nearest of equals, each event once.

use super::{Human, Toll};
use crate::export::{days, toll};
use crate::record::{Incident, Located};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Points that a pair needs: the same town and day make five, a town within 50 km and the same day four.
const ENOUGH: u32 = 4;
/// Days by which two accounts of one event may lie beside each other.
const SLACK: i64 = 1;
/// Longer intervals say too little to be matched by.
const LONGEST: i64 = 31;

/// What compares to what. Numbers are places in the lists given.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Events that both have, in the order of theirs.
    pub matched: Vec<Match>,
    /// Ours that they do not have, of types that they code and known to a month or finer.
    pub only_ours: Vec<usize>,
    /// Theirs that we do not have.
    pub only_theirs: Vec<usize>,
}

/// One event in both.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Place in their list.
    pub theirs: usize,
    /// Place in ours.
    pub ours: usize,
    /// Points: up to two for the day, three for the place, two for the actors, one for the toll.
    pub points: u32,
    /// Days between the two; 0 where they overlap.
    pub days: i64,
    /// Kilometres between the two, where both have coordinates.
    pub km: Option<f64>,
    /// Our toll.
    pub toll: Option<Toll>,
    /// True where one has a toll that the other can't have.
    pub toll_differs: bool,
}

impl Match {
    /// Distance as a number that can be sorted by; unknown ones last.
    fn metres(&self) -> u64 {
        self.km.map_or(u64::MAX, |km| (km * 1000.0) as u64)
    }
}

/// Compares events of people with incidents that are reported as having happened.
pub fn compare(theirs: &[Human], ours: &[Incident]) -> Comparison {
    let by_day = by_day(ours);
    let mut pairs: Vec<Match> =
        theirs.iter().enumerate().flat_map(|(at, human)| candidates(at, human, ours, &by_day)).collect();
    pairs.sort_by_key(|pair| (Reverse(pair.points), pair.metres(), pair.theirs, pair.ours));
    let matched = best_first(pairs);
    let (mine, their): (BTreeSet<_>, BTreeSet<_>) = matched.iter().map(|pair| (pair.ours, pair.theirs)).unzip();
    let expected = |at: &usize| !mine.contains(at) && may_be_theirs(theirs, &ours[*at]);
    Comparison {
        only_ours: (0..ours.len()).filter(expected).collect(),
        only_theirs: (0..theirs.len()).filter(|at| !their.contains(at)).collect(),
        matched,
    }
}

/// Takes pairs in order, each event once.
fn best_first(pairs: Vec<Match>) -> Vec<Match> {
    let (mut mine, mut their) = (BTreeSet::new(), BTreeSet::new());
    let mut matched = Vec::new();
    for pair in pairs {
        if mine.contains(&pair.ours) || their.contains(&pair.theirs) {
            continue;
        }
        mine.insert(pair.ours);
        their.insert(pair.theirs);
        matched.push(pair);
    }
    matched.sort_by_key(|pair| pair.theirs);
    matched
}

fn occurred(incident: &Incident) -> bool {
    incident.reality == "occurred"
}

/// True where an incident can be compared at all: by its days, and by a type that they code.
fn may_be_theirs(theirs: &[Human], incident: &Incident) -> bool {
    interval_of(incident).is_some() && theirs.iter().any(|human| fits(human, incident))
}

fn fits(human: &Human, incident: &Incident) -> bool {
    human.types.is_empty() || human.types.contains(&incident.kind)
}

/// First and last day as numbers, of intervals that are short enough.
fn interval(from: Option<&str>, to: Option<&str>) -> Option<(i64, i64)> {
    let (from, to) = (days::number(from?)?, days::number(to?)?);
    (from <= to && to - from < LONGEST).then_some((from, to))
}

fn interval_of(incident: &Incident) -> Option<(i64, i64)> {
    interval(incident.from.as_deref(), incident.to.as_deref()).filter(|_| occurred(incident))
}

/// Incidents by each day that they may have been on.
fn by_day(ours: &[Incident]) -> BTreeMap<i64, Vec<usize>> {
    let mut by_day: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (at, incident) in ours.iter().enumerate() {
        for day in interval_of(incident).into_iter().flat_map(|(from, to)| from..=to) {
            by_day.entry(day).or_default().push(at);
        }
    }
    by_day
}

/// The pairs of one event of theirs that have points enough.
fn candidates(theirs: usize, human: &Human, ours: &[Incident], by_day: &BTreeMap<i64, Vec<usize>>) -> Vec<Match> {
    let Some((from, to)) = interval(human.from.as_deref(), human.to.as_deref()) else { return Vec::new() };
    let near: BTreeSet<usize> =
        by_day.range(from - SLACK..=to + SLACK).flat_map(|(_, list)| list.iter().copied()).collect();
    near.into_iter().filter_map(|at| pair(theirs, human, at, &ours[at], (from, to))).collect()
}

fn pair(theirs: usize, human: &Human, ours: usize, incident: &Incident, (from, to): (i64, i64)) -> Option<Match> {
    let (our_from, our_to) = interval_of(incident).filter(|_| fits(human, incident))?;
    let days = (our_from - to).max(from - our_to).max(0);
    let km = incident.place.as_ref().and_then(|place| distance(human, place));
    let range = toll::ucdp(incident, "killed");
    let toll = range.map(|range| Toll { low: range.low, best: range.best, high: range.high });
    let agree = human.toll.zip(toll).map(|(a, b)| a.low <= b.high && b.low <= a.high);
    let same_deaths = agree == Some(true) && toll.is_some_and(|toll| toll.high > 0);
    let day = if days == 0 { 2 } else { 1 };
    let points = day
        + place_points(human, incident.place.as_ref(), km)?
        + actor_points(human, incident)
        + u32::from(same_deaths);
    let toll_differs = agree.map_or_else(|| deadly(human.toll) || deadly(toll), |agree| !agree);
    (points >= ENOUGH).then_some(Match { theirs, ours, points, days, km, toll, toll_differs })
}

fn deadly(toll: Option<Toll>) -> bool {
    toll.is_some_and(|toll| toll.best > 0)
}

/// Points for the place; `None` where the two can't be the same.
fn place_points(human: &Human, place: Option<&Located>, km: Option<f64>) -> Option<u32> {
    let Some(place) = place else { return Some(0) };
    let same = |ours: &Option<String>, theirs: &Option<String>| {
        ours.as_ref().zip(theirs.as_ref()).is_some_and(|(ours, theirs)| ours.to_lowercase() == theirs.to_lowercase())
    };
    let abroad = human.country.zip(place.country.as_deref()).is_some_and(|(theirs, ours)| theirs != ours);
    let fine = matches!(place.precision.as_deref(), Some("exact" | "near" | "admin2"));
    match km {
        _ if abroad && km.is_none_or(|km| km > 10.0) => None,
        Some(km) if fine && km <= 10.0 => Some(3),
        _ if fine && same(&place.name, &human.place) && km.is_none_or(|km| km <= 50.0) => Some(3),
        Some(km) if fine && km <= 50.0 => Some(2),
        Some(km) if fine && km <= 100.0 => Some(1),
        Some(_) if fine => None,
        _ => Some(u32::from(same(&place.admin1, &human.admin1))),
    }
}

/// Kilometres between the two.
fn distance(human: &Human, place: &Located) -> Option<f64> {
    const EARTH: f64 = 6_371.0;
    let (lat1, lon1) = (human.lat?.to_radians(), human.lon?.to_radians());
    let (lat2, lon2) = (place.lat?.to_radians(), place.lon?.to_radians());
    let half = |difference: f64| (difference / 2.0).sin().powi(2);
    let chord = half(lat2 - lat1) + lat1.cos() * lat2.cos() * half(lon2 - lon1);
    Some(2.0 * EARTH * chord.sqrt().min(1.0).asin())
}

/// One for a word in common between the names of those who take part, two for more.
fn actor_points(human: &Human, incident: &Incident) -> u32 {
    let theirs = words(human.actors.iter().map(String::as_str));
    let people = incident.actors.iter().chain(&incident.recipients);
    let ours = words(people.flat_map(|one| [Some(one.words.text.as_str()), one.name.as_deref()].into_iter().flatten()));
    theirs.intersection(&ours).count().min(2) as u32
}

/// Words of four letters or more, in lower case, without those that every data set uses of everyone.
fn words<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
    const COMMON: [&str; 8] = ["forces", "group", "militia", "unidentified", "armed", "government", "with", "from"];
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let long = words.filter(|word| word.chars().count() >= 4).map(str::to_lowercase);
    long.filter(|word| !COMMON.contains(&word.as_str())).collect()
}
