//! Incidents do not depend on the order in which reports come, nor on what came and went meanwhile.

use dateline_merge::incidents::{Node, order, settle};
use dateline_merge::score::Weights;
use dateline_merge::{Days, Occurrence, Party, Shelf, Spot, Story, words};
use proptest::prelude::*;
use std::collections::BTreeMap;

const TOWNS: [&str; 4] = ["Vellport", "Ostrava", "Kera", "Sandhaven"];
const KINDS: [&str; 2] = ["ASSAULT", "PROTEST"];

/// An event of a small world, so that many are alike and few are the same.
#[derive(Debug, Clone)]
struct Told {
    report: u8,
    kind: usize,
    town: usize,
    day: i32,
    late: i64,
    toll: u8,
    named: bool,
}

fn told() -> impl Strategy<Value = Told> {
    (0..40u8, 0..2usize, 0..4usize, 0..6i32, 0..3i64, 0..4u8, any::<bool>())
        .prop_map(|(report, kind, town, day, late, toll, named)| Told { report, kind, town, day, late, toll, named })
}

fn occurrence(told: &Told, number: usize) -> (Node, Occurrence) {
    let report = format!("r{}", told.report);
    let said = Some(i64::from(told.day) * 1440 + told.late * 600);
    let town = words::hash(TOWNS[told.town]);
    let name = if told.named { vec![town ^ u32::from(told.toll)] } else { Vec::new() };
    let occurrence = Occurrence {
        kind: KINDS[told.kind].to_owned(),
        happened: true,
        days: Some(Days { from: told.day, to: told.day, stated: true }),
        place: Some(Spot { geonames: town, country: "CZE".to_owned(), admin1: None, at: None, fine: true }),
        recipients: vec![Party { name, head: u32::from(told.toll), ..Party::default() }],
        acts: vec!["attack".to_owned()],
        said,
        report: u64::from(told.report),
        story: Story::of(TOWNS[told.town], "A report of what happened."),
        ..Occurrence::default()
    };
    (Node { order: order(said, &report, number as u32), id: number as i64 }, occurrence)
}

/// The founder of every node.
fn founders(shelf: &Shelf) -> BTreeMap<Node, Node> {
    shelf.incidents().iter().map(|(node, (founder, _))| (*node, *founder)).collect()
}

/// All at once, decided in the order in which they were said.
fn at_once(held: &[(Node, Occurrence)], decide: impl Fn(&mut Shelf)) -> BTreeMap<Node, Node> {
    let mut shelf = Shelf::default();
    held.iter().for_each(|(node, occurrence)| shelf.put(*node, occurrence.clone()));
    decide(&mut shelf);
    let Ok(_) = settle(&mut shelf, Weights::builtin(), held.iter().map(|(node, _)| *node));
    founders(&shelf)
}

fn add(shelf: &mut Shelf, (node, occurrence): &(Node, Occurrence)) {
    shelf.put(*node, occurrence.clone());
    let Ok(touched) = dateline_merge::incidents::touched(shelf, *node);
    let Ok(_) = settle(shelf, Weights::builtin(), touched.into_iter().chain([*node]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_order_of_arrival_does_not_matter(told in prop::collection::vec(told(), 1..60), seed in any::<u64>()) {
        let held: Vec<_> = told.iter().enumerate().map(|(n, told)| occurrence(told, n)).collect();
        let mut shelf = Shelf::default();
        for at in shuffled(held.len(), seed) {
            add(&mut shelf, &held[at]);
        }
        prop_assert_eq!(founders(&shelf), at_once(&held, |_| ()));
    }

    #[test]
    fn what_came_and_went_leaves_no_trace(told in prop::collection::vec(told(), 2..40), gone in any::<prop::sample::Index>()) {
        let held: Vec<_> = told.iter().enumerate().map(|(n, told)| occurrence(told, n)).collect();
        let gone = gone.index(held.len());
        let mut shelf = Shelf::default();
        held.iter().for_each(|one| add(&mut shelf, one));
        let touched = shelf.remove(held[gone].0);
        let Ok(_) = settle(&mut shelf, Weights::builtin(), touched);
        let left: Vec<_> = held.iter().enumerate().filter(|(n, _)| *n != gone).map(|(_, one)| one.clone()).collect();
        prop_assert_eq!(founders(&shelf), at_once(&left, |_| ()));
    }

    #[test]
    fn what_people_decide_holds(told in prop::collection::vec(told(), 4..40), pairs in prop::collection::vec(any::<[prop::sample::Index; 2]>(), 1..4)) {
        let held: Vec<_> = told.iter().enumerate().map(|(n, told)| occurrence(told, n)).collect();
        let pairs: Vec<_> = pairs.iter().map(|pair| pair.map(|index| held[index.index(held.len())].0)).collect();
        let decide = |shelf: &mut Shelf| {
            for (n, [a, b]) in pairs.iter().enumerate() {
                if n % 2 == 0 { shelf.bond(*a, *b) } else if a != b { shelf.part(*a, *b) }
            }
        };
        let mut shelf = Shelf::default();
        held.iter().for_each(|one| add(&mut shelf, one));
        decide(&mut shelf);
        let Ok(_) = settle(&mut shelf, Weights::builtin(), pairs.iter().flatten().copied());
        let end = founders(&shelf);
        prop_assert_eq!(&end, &at_once(&held, decide));
        prop_assert_eq!(end[&pairs[0][0]], end[&pairs[0][1]]);
    }

    #[test]
    fn a_day_in_the_past_is_the_earlier_part(told in prop::collection::vec(told(), 1..40)) {
        let mut held: Vec<_> = told.iter().enumerate().map(|(n, told)| occurrence(told, n)).collect();
        held.sort_by_key(|(node, _)| *node);
        let all = at_once(&held, |_| ());
        let earlier = at_once(&held[..held.len() / 2], |_| ());
        prop_assert!(earlier.iter().all(|(node, founder)| all[node] == *founder));
    }
}

fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<_> = (0..count).collect();
    order.sort_by_key(|at| (*at as u64 + 1).wrapping_mul(seed | 1).rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    order
}
