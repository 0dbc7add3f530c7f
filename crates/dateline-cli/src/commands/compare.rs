//! `dateline compare`: incidents beside events that people coded.

use crate::args::CompareArgs;
use crate::output::Output;
use crate::report::{Status, hint};
use crate::story::what;
use crate::table::{self, Column};
use crate::terminal::{BOLD, DIM, EVENT, FIGURE, PLACE, TIME, columns, harmless};
use anyhow::Result;
use dateline_store::import::{Comparison, Human, Match, Toll, compare, read};
use dateline_store::record::Incident;
use dateline_store::{Query, Store};

const COLUMNS: [Column; 8] = [
    Column { title: "", style: BOLD },
    Column { title: "theirs", style: TIME },
    Column { title: "ours", style: TIME },
    Column { title: "what", style: EVENT },
    Column { title: "where", style: PLACE },
    Column { title: "killed", style: FIGURE },
    Column { title: "their id", style: DIM },
    Column { title: "our id", style: DIM },
];

/// Prints what both have, what only one has, and where they differ.
pub(crate) fn run(args: &CompareArgs, quiet: bool) -> Result<Status> {
    let theirs = read(&args.human)?;
    let store = Store::open_existing(&args.db)?;
    let ours = store.incidents(&query(args, &theirs))?.map(|told| Ok(told?.incident)).collect::<Result<Vec<_>>>()?;
    let comparison = compare(&theirs, &ours);
    let mut output = Output::open(None)?;
    output.styled(&table::draw(&COLUMNS, &rows(&comparison, &theirs, &ours), columns()))?;
    output.finish()?;
    if !quiet {
        summary(&comparison);
    }
    Ok(Status::Done)
}

/// What the filters ask for, in the days that the file spans.
fn query(args: &CompareArgs, theirs: &[Human]) -> Query {
    let query = args.filters.query(None);
    let day = |text: &str| crate::args::parse_day(text).ok();
    let first = theirs.iter().filter_map(|human| human.from.as_deref()).min().and_then(day);
    let last = theirs.iter().filter_map(|human| human.to.as_deref()).max().and_then(day);
    Query { from: query.from.or(first), to: query.to.or(last), ..query }
}

type Cells = [String; 8];

fn rows(comparison: &Comparison, theirs: &[Human], ours: &[Incident]) -> Vec<Cells> {
    let both = comparison.matched.iter().map(|pair| matched(pair, &theirs[pair.theirs], &ours[pair.ours]));
    let only_theirs = comparison.only_theirs.iter().map(|at| only_theirs(&theirs[*at]));
    let only_ours = comparison.only_ours.iter().map(|at| only_ours(&ours[*at]));
    both.chain(only_theirs).chain(only_ours).map(|row| row.map(|cell| harmless(&cell))).collect()
}

fn matched(pair: &Match, human: &Human, incident: &Incident) -> Cells {
    let differs = pair.days > 0 || pair.toll_differs;
    let killed = [human.toll, pair.toll].map(|toll| toll.map_or_else(|| "none".to_owned(), range)).join(" / ");
    let apart = pair.km.filter(|km| *km >= 1.0).map(|km| format!(", {km:.0} km apart")).unwrap_or_default();
    [
        if differs { "≠" } else { "=" }.to_owned(),
        when(human.from.as_ref(), human.to.as_ref()),
        when(incident.from.as_ref(), incident.to.as_ref()),
        format!("{} / {}", human.kind, what(incident)),
        format!("{}{apart}", human.place.clone().unwrap_or_default()),
        if human.toll.or(pair.toll).is_some() { killed } else { String::new() },
        human.id.clone(),
        incident.id.clone(),
    ]
}

fn only_theirs(human: &Human) -> Cells {
    let (when, place) = (when(human.from.as_ref(), human.to.as_ref()), human.place.clone().unwrap_or_default());
    let killed = human.toll.map(range).unwrap_or_default();
    ["theirs".to_owned(), when, String::new(), human.kind.clone(), place, killed, human.id.clone(), String::new()]
}

fn only_ours(incident: &Incident) -> Cells {
    let when = when(incident.from.as_ref(), incident.to.as_ref());
    let place = incident.place.as_ref().and_then(|place| place.name.clone()).unwrap_or_default();
    ["ours".to_owned(), String::new(), when, what(incident), place, String::new(), String::new(), incident.id.clone()]
}

fn when(from: Option<&String>, to: Option<&String>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from != to => format!("{from}/{to}"),
        (Some(day), _) | (None, Some(day)) => day.clone(),
        (None, None) => String::new(),
    }
}

fn range(toll: Toll) -> String {
    let Toll { low, best, high } = toll;
    if low == high { best.to_string() } else { format!("{best} ({low}-{high})") }
}

fn summary(comparison: &Comparison) {
    let Comparison { matched, only_ours, only_theirs } = comparison;
    let (days, tolls) =
        (matched.iter().filter(|m| m.days > 0).count(), matched.iter().filter(|m| m.toll_differs).count());
    hint(&format!(
        "{} in both, of these {days} on other days and {tolls} with other tolls; {} only theirs, {} only ours",
        matched.len(),
        only_theirs.len(),
        only_ours.len()
    ));
}
