//! Which of the places of a name is meant: population, what the words around ask for, what contains what, which
//! countries the report speaks of, and what lies near what. Scores are thousandths and integer, so that they are the
//! same on every machine.

use super::context;
use super::find::{Mention, Scene};
use super::home;
use dateline_doc::{Place, PlacePrecision, Reason};
use dateline_lexicon::{PlaceEntry, PlaceKind, Seat};
use std::collections::{BTreeMap, BTreeSet};

/// A named container decides.
const CONTAINED: i64 = 12_000;

/// Rounds in which choices inform each other.
const ROUNDS: usize = 3;

/// The place of each mention, or why there is none.
pub(super) fn choose(scene: &Scene<'_>, mentions: &[Mention<'_>]) -> Vec<Result<Place, Reason>> {
    let groups = groups(scene, mentions);
    let support = Support::of(&groups);
    let home = home::Home::of(scene);
    let mut chosen = vec![None; groups.len()];
    for _ in 0..ROUNDS {
        let report = Report::of(scene, &groups, &chosen);
        chosen =
            groups.iter().enumerate().map(|(at, group)| best(group, at, &report, &support, home.as_ref())).collect();
    }
    let by_key: BTreeMap<&str, usize> = groups.iter().enumerate().map(|(at, group)| (group.key, at)).collect();
    mentions.iter().map(|mention| decide(mention, &groups, &chosen, &by_key)).collect()
}

fn decide(
    mention: &Mention<'_>,
    groups: &[Group<'_, '_>],
    chosen: &[Option<PlaceEntry<'_>>],
    by_key: &BTreeMap<&str, usize>,
) -> Result<Place, Reason> {
    let at = by_key.get(mention.key.as_str()).copied().ok_or(Reason::Unresolved)?;
    let outer = groups[at].container.as_ref().and_then(|outer| by_key.get(outer.as_str()));
    let outer = outer.and_then(|at| chosen[*at]).filter(|outer| outer.kind <= PlaceKind::Admin2);
    match chosen[at] {
        Some(place) if outer.is_none_or(|outer| contains(&outer, &place) || !is_outside(&outer, &place)) => {
            Ok(precise(mention, &place))
        }
        // The container is known and the place in it is not: the container is as much as can be said.
        _ => outer.map(|outer| outer.to_place()).ok_or(Reason::Unresolved),
    }
}

/// True where a place certainly lies elsewhere than in a country or division.
fn is_outside(outer: &PlaceEntry<'_>, inner: &PlaceEntry<'_>) -> bool {
    !inner.country.is_empty() && (inner.country != outer.country || outer.kind == PlaceKind::Admin1)
}

/// "the province of Aydin" is a division even where the gazetteer has only the town.
fn precise(mention: &Mention<'_>, place: &PlaceEntry<'_>) -> Place {
    let mut found = place.to_place();
    found.precision = match (mention.asked, found.precision) {
        (Some(PlaceKind::Admin1), PlacePrecision::Exact) => PlacePrecision::Admin1,
        (Some(PlaceKind::Admin2), PlacePrecision::Exact) => PlacePrecision::Admin2,
        (_, precision) => precision,
    };
    found
}

/// All mentions of one name.
struct Group<'m, 'a> {
    key: &'m str,
    candidates: &'m [PlaceEntry<'a>],
    count: i64,
    asked: Option<PlaceKind>,
    /// Key of the name that a comma puts around it.
    container: Option<String>,
    /// Keys of names in the same sentences.
    beside: Vec<String>,
}

fn groups<'m, 'a>(scene: &Scene<'a>, mentions: &'m [Mention<'a>]) -> Vec<Group<'m, 'a>> {
    let mut groups: Vec<Group<'m, 'a>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (nth, mention) in mentions.iter().enumerate() {
        let at = *known.entry(&mention.key).or_insert_with(|| {
            groups.push(Group {
                key: &mention.key,
                candidates: &mention.candidates,
                count: 0,
                asked: None,
                container: None,
                beside: Vec::new(),
            });
            groups.len() - 1
        });
        let group = &mut groups[at];
        group.count += 1;
        group.asked = group.asked.or(mention.asked);
        group.container = group.container.take().or_else(|| container(scene, mentions, nth));
        group.beside.extend(beside(scene, mentions, nth));
    }
    groups
}

/// The mention that follows after a comma, if it can contain this one or this one is not known.
fn container(scene: &Scene<'_>, mentions: &[Mention<'_>], nth: usize) -> Option<String> {
    let (inner, outer) = (&mentions[nth], mentions.get(nth + 1)?);
    if let Some(range) = context::container_after(scene, inner.tokens) {
        return (outer.tokens.start == range.start).then(|| outer.key.clone());
    }
    let comma = scene.after(inner.tokens)?;
    let apposed = inner.candidates.is_empty()
        && scene.syntax.lower(comma) == ","
        && outer.tokens.start.0 == comma.0 + 1
        && outer.candidates.iter().any(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::Admin1));
    apposed.then(|| outer.key.clone())
}

fn beside(scene: &Scene<'_>, mentions: &[Mention<'_>], nth: usize) -> Vec<String> {
    let sentence = scene.syntax.sentence_index(mentions[nth].tokens.start);
    let same = |other: &&Mention<'_>| scene.syntax.sentence_index(other.tokens.start) == sentence;
    let around = mentions[..nth].iter().rev().take(3).chain(mentions[nth + 1..].iter().take(3));
    around.filter(same).map(|other| other.key.clone()).collect()
}

/// What the report speaks of, as far as chosen.
struct Report<'a> {
    countries: BTreeMap<String, i64>,
    divisions: BTreeMap<(String, String), i64>,
    /// What each name itself stands for, and with which weight.
    own: Vec<(Option<PlaceEntry<'a>>, i64)>,
    places: Vec<Option<PlaceEntry<'a>>>,
    keys: BTreeMap<String, usize>,
}

impl<'a> Report<'a> {
    fn of(scene: &Scene<'a>, groups: &[Group<'_, 'a>], chosen: &[Option<PlaceEntry<'a>>]) -> Self {
        let mut countries = BTreeMap::new();
        let mut add = |country: &str, weight: i64| {
            if !country.is_empty() {
                *countries.entry(country.to_owned()).or_insert(0) += weight;
            }
        };
        for token in scene.syntax.tokens().iter() {
            if let Some(country) = scene
                .form(token)
                .starts_with(char::is_uppercase)
                .then(|| scene.gazetteer.demonym(scene.form(token)))
                .flatten()
            {
                add(country, 2);
            }
        }
        let mut own = Vec::new();
        let mut divisions: BTreeMap<(String, String), i64> = BTreeMap::new();
        for (group, chosen) in groups.iter().zip(chosen) {
            let sure = chosen.as_ref().or_else(|| unambiguous(group.candidates)).copied();
            let weight =
                sure.map_or(0, |place| group.count.min(4) * if place.kind <= PlaceKind::Admin1 { 2 } else { 1 });
            if let Some(place) = sure {
                add(place.country, weight);
                let division = (place.country.to_owned(), place.admin1.unwrap_or("").to_owned());
                *divisions.entry(division).or_insert(0) += weight;
            }
            own.push((sure, weight));
        }
        let keys = groups.iter().enumerate().map(|(at, group)| (group.key.to_owned(), at)).collect();
        Report { countries, divisions, own, places: chosen.to_vec(), keys }
    }

    /// How much the rest of the report speaks of the place's country and division: 0 to 3700.
    fn context(&self, at: usize, place: &PlaceEntry<'_>) -> i64 {
        let (sure, weight) = &self.own[at];
        let same = |sure: &PlaceEntry<'_>| sure.country == place.country;
        let own = sure.as_ref().filter(|sure| same(sure)).map_or(0, |_| *weight);
        let total = self.countries.values().sum::<i64>() - weight;
        let country = self.countries.get(place.country).map_or(0, |all| all - own);
        let Some(admin1) = place.admin1.filter(|_| country > 0 && place.kind > PlaceKind::Admin1) else {
            return share(country, total, 1_000, 1_500);
        };
        let division = self.divisions.get(&(place.country.to_owned(), admin1.to_owned()));
        let own = sure.as_ref().filter(|sure| same(sure) && sure.admin1 == Some(admin1)).map_or(0, |_| *weight);
        let division = division.map_or(0, |all| all - own);
        share(country, total, 1_000, 1_500) + share(division, country, 500, 700)
    }

    /// How many of the report's other places lie near.
    fn neighbours(&self, at: usize, place: &PlaceEntry<'_>) -> i64 {
        let others =
            self.places.iter().enumerate().filter(|(other, _)| *other != at).filter_map(|(_, other)| other.as_ref());
        let points = others.filter(|other| other.kind >= PlaceKind::Admin1 && other.kind <= PlaceKind::City).map(
            |other| match km(place, other) {
                0..=80 => 500,
                81..=200 => 300,
                201..=500 => 100,
                _ => 0,
            },
        );
        points.sum::<i64>().min(1_500)
    }

    /// What other mentions of the sentence contain it.
    fn beside(&self, group: &Group<'_, '_>, place: &PlaceEntry<'_>) -> i64 {
        let holds = group
            .beside
            .iter()
            .filter_map(|key| self.places[*self.keys.get(key)?].as_ref())
            .any(|other| contains(other, place));
        if holds { 1_500 } else { 0 }
    }
}

/// Which divisions the names of a report agree upon before any is chosen. A name that is found in few divisions says
/// much for them ("Edgar County"), one that is found in many says little ("Springfield").
struct Support<'a> {
    divisions: BTreeMap<(&'a str, &'a str), i64>,
    /// What a name gives to each of its divisions.
    own: Vec<i64>,
}

/// What a name gives to the divisions that it is found in, together.
const VOTE: i64 = 1_000;

/// A name found in more divisions than this says nothing for any.
const FEW: usize = 4;

/// A place that has so much less for it than another of its name doesn't count for its division.
const UNLIKELY: i64 = 2_500;

/// More than this is not asked of the other names.
const ENOUGH: i64 = 2_000;

impl<'a> Support<'a> {
    fn of(groups: &[Group<'_, 'a>]) -> Self {
        let mut support = Support { divisions: BTreeMap::new(), own: Vec::new() };
        for group in groups {
            let divisions = likely_divisions(group.candidates);
            // A division named outright is no vote: reports list many, and `context` counts it.
            let vote = if divisions.len() > FEW { 0 } else { VOTE / (divisions.len() as i64).max(1) };
            for division in divisions {
                *support.divisions.entry(division).or_insert(0) += vote;
            }
            support.own.push(vote);
        }
        support
    }

    /// What the other names say for the division of a place: 0 to 5000, and nothing where only one of them speaks for it
    /// and that one in doubt.
    fn score(&self, at: usize, place: &PlaceEntry<'a>) -> i64 {
        let named = division(place).filter(|_| !place.alternate);
        let Some(all) = named.and_then(|division| self.divisions.get(&division)) else { return 0 };
        (all - self.own[at] - VOTE / 2).clamp(0, ENOUGH) * 5 / 2
    }
}

/// The divisions in which a name is found by its usual form, without those of places much lesser than another.
fn likely_divisions<'a>(candidates: &[PlaceEntry<'a>]) -> BTreeSet<(&'a str, &'a str)> {
    let most = candidates.iter().map(|place| prior(place, candidates)).max().unwrap_or(0);
    let likely = candidates.iter().filter(|place| !place.alternate && prior(place, candidates) + UNLIKELY >= most);
    likely.filter(|place| place.kind != PlaceKind::Admin1).filter_map(division).collect()
}

fn division<'a>(place: &PlaceEntry<'a>) -> Option<(&'a str, &'a str)> {
    let inside = matches!(place.kind, PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::City);
    place.admin1.filter(|_| inside).map(|admin1| (place.country, admin1))
}

/// A base and a part that grows with the share of `part` in `all`.
fn share(part: i64, all: i64, base: i64, most: i64) -> i64 {
    if part > 0 { base + most * part / all.max(1) } else { 0 }
}

fn unambiguous<'c, 'a>(candidates: &'c [PlaceEntry<'a>]) -> Option<&'c PlaceEntry<'a>> {
    match candidates {
        [one] => Some(one),
        many => many.iter().find(|place| place.kind == PlaceKind::Country && place.name != "Georgia"),
    }
}

fn best<'a>(
    group: &Group<'_, 'a>,
    at: usize,
    report: &Report<'a>,
    support: &Support<'a>,
    home: Option<&home::Home<'_>>,
) -> Option<PlaceEntry<'a>> {
    let outer = group.container.as_ref().and_then(|key| report.places[*report.keys.get(key)?].as_ref());
    let score = |place: &PlaceEntry<'a>| {
        prior(place, group.candidates)
            + asked(group.asked, place)
            + report.context(at, place)
            + report.neighbours(at, place)
            + report.beside(group, place)
            + support.score(at, place)
            + home.map_or(0, |home| home.score(place))
            + outer.filter(|outer| contains(outer, place)).map_or(0, |_| CONTAINED)
    };
    group.candidates.iter().max_by_key(|place| (score(place), std::cmp::Reverse(place.geonames))).copied()
}

/// What a place has for it before anything is read.
fn prior(place: &PlaceEntry<'_>, candidates: &[PlaceEntry<'_>]) -> i64 {
    let kind = match place.kind {
        PlaceKind::Continent | PlaceKind::Water => 9_000,
        PlaceKind::Region => 8_500,
        PlaceKind::Site => 7_000,
        PlaceKind::Country => 3_000,
        PlaceKind::Admin1 if has_town_inside(place, candidates) => -1_500,
        PlaceKind::Admin1 => 300,
        PlaceKind::Admin2 => -1_200,
        PlaceKind::City => match place.seat {
            Seat::Capital => 1_500,
            Seat::Admin1 => 500,
            Seat::Section => -1_000,
            Seat::Lower | Seat::None => 0,
        },
    };
    magnitude(place.population) + kind - if place.alternate { 1_500 } else { 0 }
}

/// True for a division with a town of the same name: the bare name means the town.
fn has_town_inside(division: &PlaceEntry<'_>, candidates: &[PlaceEntry<'_>]) -> bool {
    candidates.iter().any(|town| {
        town.kind == PlaceKind::City
            && town.country == division.country
            && town.admin1 == division.admin1
            && town.population >= 50_000
    })
}

/// The common logarithm in thousandths.
fn magnitude(population: u32) -> i64 {
    let fourth = u128::from(population.max(1)).pow(4);
    i64::from(fourth.ilog2()) * 301 / 4
}

fn asked(asked: Option<PlaceKind>, place: &PlaceEntry<'_>) -> i64 {
    let fits = match asked {
        None => return 0,
        Some(PlaceKind::Admin1) => matches!(place.kind, PlaceKind::Admin1 | PlaceKind::Region | PlaceKind::Country),
        Some(PlaceKind::Admin2) => matches!(place.kind, PlaceKind::Admin2 | PlaceKind::Admin1 | PlaceKind::Region),
        Some(kind) => place.kind == kind,
    };
    if fits { 4_000 } else { 0 }
}

/// True where the first is a country or division that the second lies in.
pub(super) fn contains(outer: &PlaceEntry<'_>, inner: &PlaceEntry<'_>) -> bool {
    if outer.country.is_empty() || outer.country != inner.country || inner.kind <= outer.kind {
        return false;
    }
    match outer.kind {
        PlaceKind::Country => true,
        PlaceKind::Admin1 => outer.admin1 == inner.admin1 && outer.admin1.is_some(),
        PlaceKind::Admin2 | PlaceKind::Region => inner.kind == PlaceKind::City && km(outer, inner) <= 120,
        _ => false,
    }
}

/// Cosines of the latitudes 0, 10, ... 90 in hundredths.
const COSINE: [i64; 10] = [100, 98, 94, 87, 77, 64, 50, 34, 17, 0];

/// Rough distance in kilometres.
pub(super) fn km(a: &PlaceEntry<'_>, b: &PlaceEntry<'_>) -> i64 {
    let north = i64::from(a.lat_e5 - b.lat_e5).abs() * 111 / 100_000;
    let around = i64::from(a.lon_e5 - b.lon_e5).abs();
    let around = around.min(36_000_000 - around);
    let middle = (i64::from(a.lat_e5) + i64::from(b.lat_e5)).abs() / 2 / 1_000_000;
    let east = around * 111 / 100_000 * COSINE[(middle as usize).min(9)] / 100;
    (north * north + east * east).isqrt()
}
