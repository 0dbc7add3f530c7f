//! Incidents in the database: what is merged, what is claimed, and what people decide about it.

use crate::sample::*;
use crate::store::add;
use dateline_doc::{Article, Clock, FigureRole, Published, PublishedBasis, Quantifier};
use dateline_store::record::{Claim, LayerSet, Record};
use dateline_store::{By, Moment, Policy, Store, view};
use proptest::prelude::*;
use std::collections::BTreeMap;

const ADA: By<'static> = By { who: "ada", why: "read both" };

/// A report of one event: how many were shot, where, on which day of March 2024, and when it was published.
#[derive(Debug, Clone)]
struct Told {
    id: String,
    publisher: &'static str,
    killed: u64,
    whom: &'static str,
    town: &'static str,
    day: u8,
    hour: u8,
    credit: Option<&'static str>,
}

fn told(id: &str, publisher: &'static str, killed: u64) -> Told {
    Told { id: id.to_owned(), publisher, killed, whom: "sailors", town: "Vellport", day: 4, hour: 12, credit: None }
}

impl Told {
    fn record(&self, codebook: &str) -> Record {
        let Told { killed, whom, town, day: when, .. } = self;
        let text = format!("Gunmen shot {killed} {whom} in {town} on day {when}. The {} reports.", self.publisher);
        let mut event = bare_event("ASSAULT", at(&text, "shot"));
        event.actors = vec![participant(at(&text, "Gunmen"), None, &["UAF"])];
        event.recipients = vec![participant(at(&text, whom), None, &["CVL"])];
        event.place = stated_place(toponym(at(&text, town), town));
        event.time = time(Some(at(&text, &format!("day {when}"))), day(2024, 3, *when), day(2024, 3, *when));
        let number = figure(at(&text, &killed.to_string()));
        let (value, high, quantifier) = (Some(*killed), Some(*killed), Quantifier::Exact);
        event.figures =
            vec![dateline_doc::Figure { role: FigureRole::Killed, value, low: value, high, quantifier, ..number }];
        let mut reading = reading(self.article(&text), vec![event]);
        reading.layers.syntax = sentences(&text);
        Record::of(&reading, &version(codebook), LayerSet::NONE)
    }

    fn article(&self, text: &str) -> Article {
        let clock = Clock { hour: self.hour, minute: 0, second: None, offset: Some(0) };
        let published = Published::on(day(2024, 3, self.day), PublishedBasis::Metadata);
        let mut article = article(&self.id, text);
        article.published = Some(Published { clock: Some(clock), ..published });
        article.publisher = Some(self.publisher.to_owned());
        article.credits = self.credit.iter().map(|credit| (*credit).to_owned()).collect();
        article
    }
}

fn store(name: &str, told: &[Told]) -> Store {
    let mut store = Store::open(fresh(name)).unwrap();
    add(&mut store, told.iter().map(|told| told.record("c1")));
    store
}

/// Each town has an identifier and coordinates of its own.
fn toponym(span: dateline_doc::Span<dateline_doc::Byte>, town: &str) -> dateline_doc::Toponym {
    let north = town.bytes().map(i32::from).sum::<i32>() * 1_000;
    let country = if town == "Vellport" { "NLD" } else { "CZE" };
    let mut toponym = place(span, town, country, 4_000_000 + north, 1_800_000);
    if let Ok(place) = &mut toponym.place {
        place.geonames = north as u32;
        place.admin1 = None;
    }
    toponym
}

/// The incident of the first event of each report.
fn incidents(store: &Store) -> BTreeMap<String, String> {
    let incident = |id: &String| store.incident(&format!("{id}#1"), None).unwrap().unwrap().incident.id;
    store.report_ids().unwrap().iter().map(|id| (id.clone(), incident(id))).collect()
}

fn claims<'i>(incident: &'i dateline_store::record::Incident, attribute: &str) -> Vec<&'i Claim> {
    incident.claims.iter().filter(|claim| claim.attribute == attribute).collect()
}

#[test]
fn reports_of_one_event_are_one_incident_and_others_are_not() {
    let other_town = Told { town: "Ostrava", whom: "miners", day: 20, ..told("c", "Post", 31) };
    let later = Told { day: 12, whom: "farmers", ..told("d", "Mail", 17) };
    let store = store("incidents", &[told("a", "Herald", 3), told("b", "Mail", 4), other_town, later]);
    let found = incidents(&store);
    assert_eq!(found["a"], "inc:a#1");
    assert_eq!(found["b"], "inc:a#1");
    assert_eq!((found["c"].as_str(), found["d"].as_str()), ("inc:c#1", "inc:d#1"));
    assert!(store.incident("x#1", None).unwrap().is_none());
    assert!(store.incident("inc:a#2", None).unwrap().is_none());
}

#[test]
fn claims_stand_side_by_side_with_who_makes_them() {
    let revised = Told { hour: 18, ..told("c", "Herald", 5) };
    let store = store("claims", &[told("a", "Herald", 3), told("b", "Mail", 4), revised]);
    let incident = store.incident("a#1", None).unwrap().unwrap().incident;
    let killed: Vec<_> = claims(&incident, "killed")
        .iter()
        .map(|claim| (claim.value.as_str(), claim.standing.as_ref(), claim.by[0].report.as_str()))
        .collect();
    assert_eq!(killed, [("3", "revised", "a"), ("4", "differs", "b"), ("5", "differs", "c")]);
    assert_eq!(claims(&incident, "day")[0].standing, "only");
    assert_eq!(claims(&incident, "place")[0].value, "Vellport (NLD)");
    assert!(incident.disputed);
    for claim in &incident.claims {
        for voice in &claim.by {
            let record = store.report(&voice.report).unwrap().unwrap();
            let words = voice.words.as_ref().unwrap();
            let text: Vec<char> = record.report.text.chars().collect();
            let there: String = text[words.start as usize..words.end as usize].iter().collect();
            assert_eq!(there, words.text, "{}", claim.attribute);
        }
    }
}

#[test]
fn a_policy_names_the_claims_it_rests_on() {
    let last = Told { hour: 18, ..told("c", "Post", 5) };
    let store = store("policies", &[told("a", "Herald", 4), told("b", "Mail", 3), last, told("d", "Echo", 4)]);
    let incident = store.incident("a#1", None).unwrap().unwrap().incident;
    let chosen = |policy| -> Vec<(&str, u64, Vec<&str>)> {
        let claims = |at: &Vec<usize>| at.iter().map(|at| incident.claims[*at].value.as_str()).collect();
        view(&incident, "killed", policy).iter().map(|view| (view.name, view.value, claims(&view.claims))).collect()
    };
    assert_eq!(chosen(Policy::Acled), [("number", 3, vec!["3"])]);
    assert_eq!(chosen(Policy::Ucdp), [("low", 3, vec!["3"]), ("best", 3, vec!["3"]), ("high", 5, vec!["5"])]);
    assert_eq!(chosen(Policy::Latest), [("number", 5, vec!["5"])]);
    assert_eq!(chosen(Policy::Independent), [("number", 4, vec!["4"])]);
    assert!(view(&incident, "injured", Policy::Ucdp).is_empty());
}

#[test]
fn texts_of_one_agency_are_one_source() {
    let by = |id, publisher, killed| Told { credit: Some("AP"), ..told(id, publisher, killed) };
    let post = Told { hour: 18, ..told("c", "Post", 3) };
    let store = store("lineage", &[by("a", "Herald", 3), by("b", "Mail", 4), post]);
    let incident = store.incident("a#1", None).unwrap().unwrap().incident;
    let counts = incident.counts;
    assert_eq!((counts.reports, counts.texts, counts.independent), (3, 3, 2));
    assert_eq!(incident.mentions.iter().map(|member| member.origin.as_str()).collect::<Vec<_>>(), ["AP", "AP", "Post"]);
}

#[test]
fn decisions_hold_and_can_be_taken_back() {
    let other = Told { town: "Ostrava", whom: "miners", day: 20, ..told("c", "Post", 31) };
    let mut store = store("decisions", &[told("a", "Herald", 3), told("b", "Mail", 4), other]);
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let split = store.split(&ids(&["b#1"]), ADA).unwrap();
    let join = store.join(&ids(&["c#1", "inc:a#1"]), ADA).unwrap();
    let decided =
        [("a", "inc:a#1"), ("b", "inc:b#1"), ("c", "inc:a#1")].map(|(a, b)| (a.to_owned(), b.to_owned())).into();
    assert_eq!(incidents(&store), decided);
    let why = store.incident("c#1", None).unwrap().unwrap().incident.mentions[1].why.join("");
    assert!(why.starts_with("join by ada, ") && why.ends_with(": read both"), "{why}");

    // Another coding of the same reports does not touch them, nor does a merge with them.
    add(&mut store, ["a", "b"].map(|id| told(id, if id == "a" { "Herald" } else { "Mail" }, 4).record("c2")));
    assert_eq!(incidents(&store), decided);
    assert!(store.decisions().unwrap().iter().all(|decision| decision.about.iter().all(|(.., coded)| *coded)));

    for (wrong, remedy) in [
        (store.join(&ids(&["a#1", "b#1"]), ADA), "undo it first"),
        (store.split(&ids(&["c#1"]), ADA), "undo it first"),
        (store.split(&ids(&["b#1"]), ADA), "for themselves"),
        (store.join(&ids(&["a#1"]), ADA), "name two"),
        (store.pin("x#9", ADA), "no event or incident"),
        (store.undo(99, ADA).map(|()| 0), "dateline decisions"),
    ] {
        let message = wrong.unwrap_err().to_string();
        assert!(message.contains(remedy), "{message}");
    }
    store.undo(split, ADA).unwrap();
    store.undo(join, ADA).unwrap();
    let undecided =
        [("a", "inc:a#1"), ("b", "inc:a#1"), ("c", "inc:c#1")].map(|(a, b)| (a.to_owned(), b.to_owned())).into();
    assert_eq!(incidents(&store), undecided);
    assert_eq!(store.decisions().unwrap().iter().filter(|decision| decision.undone.is_some()).count(), 2);
}

#[test]
fn what_was_known_then_is_told_as_it_was_then() {
    let later = Told { hour: 18, ..told("b", "Mail", 4) };
    let store = store("as-of", &[told("a", "Herald", 3), later]);
    let at = |text: &str| Some(text.parse::<Moment>().unwrap());
    let then = store.incident("b#1", at("2024-03-04T12:00Z")).unwrap().unwrap().incident;
    assert_eq!((then.mentions.len(), then.counts.reports), (1, 1));
    assert_eq!(claims(&then, "killed").len(), 1);
    assert!(store.incident("a#1", at("2024-03-04T11:59Z")).unwrap().is_none());
    assert_eq!(store.incident("b#1", None).unwrap().unwrap().incident.mentions.len(), 2);
}

fn any_told() -> impl Strategy<Value = Told> {
    let town = prop_oneof![Just("Vellport"), Just("Ostrava")];
    (0..12u8, 0..5u64, town, 3..6u8, 0..24u8).prop_map(|(id, killed, town, day, hour)| Told {
        id: format!("r{id}"),
        publisher: ["Herald", "Mail", "Post"][usize::from(id) % 3],
        killed,
        whom: if killed % 2 == 0 { "sailors" } else { "miners" },
        town,
        day,
        hour,
        credit: None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_arrival_does_not_matter(told in prop::collection::vec(any_told(), 1..12)) {
        let mut told = told;
        told.sort_by(|a, b| a.id.cmp(&b.id));
        told.dedup_by(|a, b| a.id == b.id);
        let forward = incidents(&store("forward", &told));
        told.reverse();
        let mut one_by_one = Store::open(fresh("backward")).unwrap();
        for told in &told {
            add(&mut one_by_one, [told.record("c1")]);
        }
        prop_assert_eq!(incidents(&one_by_one), forward);
    }
}
