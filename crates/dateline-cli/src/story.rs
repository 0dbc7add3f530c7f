//! An incident as a page for people: the story so far, the claims side by side, the evidence.

use crate::rows;
use crate::table::{self, Column};
use crate::terminal::{ACTOR, BOLD, DIM, EVENT, FIGURE, SOURCE, TIME, fit, harmless, paint};
use dateline_store::record::{Claim, Counts, Incident, Member, Relation, Voice};
use dateline_store::{Policy, Told, view};
use std::collections::BTreeSet;
use std::fmt::Write;

const LINE: [Column; 4] = [
    Column { title: "said", style: TIME },
    Column { title: "by", style: SOURCE },
    Column { title: "what", style: EVENT },
    Column { title: "in the words", style: anstyle::Style::new() },
];

const CLAIMS: [Column; 6] = [
    Column { title: "", style: DIM },
    Column { title: "value", style: FIGURE },
    Column { title: "", style: BOLD },
    Column { title: "reports/texts/sources", style: DIM },
    Column { title: "first said", style: TIME },
    Column { title: "according to", style: SOURCE },
];

const COUNTED: [Column; 4] = [
    Column { title: "", style: DIM },
    Column { title: "policy", style: SOURCE },
    Column { title: "number", style: FIGURE },
    Column { title: "rests on", style: DIM },
];

const BESIDE: [Column; 4] = [
    Column { title: "reports", style: DIM },
    Column { title: "what", style: EVENT },
    Column { title: "in the words", style: anstyle::Style::new() },
    Column { title: "incident", style: DIM },
];

const LIST: [Column; 8] = [
    Column { title: "when", style: TIME },
    Column { title: "what", style: EVENT },
    Column { title: "who", style: ACTOR },
    Column { title: "whom", style: ACTOR },
    Column { title: "where", style: TIME },
    Column { title: "how many", style: FIGURE },
    Column { title: "rep/txt/src", style: DIM },
    Column { title: "incident", style: DIM },
];

/// Incidents, a row each.
pub(crate) fn list(told: &[Told], room: Option<usize>) -> String {
    let rows: Vec<_> = told.iter().map(|told| row(&told.incident)).collect();
    table::draw(&LIST, &rows, room)
}

fn row(incident: &Incident) -> [String; 8] {
    [
        days(incident),
        what(incident),
        rows::people(&incident.actors),
        rows::people(&incident.recipients),
        incident.place.as_ref().and_then(|place| place.name.clone()).unwrap_or_default(),
        tolls(incident),
        counts(&incident.counts),
        incident.id.clone(),
    ]
    .map(|cell| harmless(&cell))
}

/// The page of an incident.
pub(crate) fn page(told: &Told, room: usize) -> String {
    let incident = &told.incident;
    let mut out = head(told, room);
    section(&mut out, "The story so far", &time_line(told, room));
    section(&mut out, "What is claimed", &claims(&incident.claims, room));
    section(&mut out, "Counted by", &counted(incident, room));
    section(&mut out, "Beside it", &relations(&incident.relations, room));
    section(&mut out, "Evidence", &evidence(told, room));
    out
}

fn section(out: &mut String, title: &str, body: &str) {
    if !body.is_empty() {
        let _ = write!(out, "\n{}\n{body}", paint(BOLD, title));
    }
}

fn head(told: &Told, room: usize) -> String {
    let incident = &told.incident;
    let first = told.rows.first().map_or(incident.id.as_str(), |row| row.sentence.text.as_str());
    let title = incident.title.as_deref().unwrap_or(first);
    let place = incident.place.as_ref().and_then(|place| place.name.as_deref()).unwrap_or("place not stated");
    let disputed = if incident.disputed { ", disputed" } else { "" };
    let about = format!("{} · {} · {place} · {}{disputed}", what(incident), days(incident), incident.reality);
    let Counts { reports, texts, independent } = incident.counts;
    let told = format!("{reports} reports, {texts} texts, {independent} independent sources · {}", incident.id);
    let line = |text: &str| harmless(&fit(text, room));
    format!("{}\n{}\n{}\n", paint(BOLD, &line(title)), line(&about), paint(DIM, &line(&told)))
}

/// Its type and mode.
pub(crate) fn what(incident: &Incident) -> String {
    rows::act(&incident.kind, incident.mode.as_deref())
}

fn days(incident: &Incident) -> String {
    match (&incident.from, &incident.to) {
        (Some(from), Some(to)) if from == to => from.clone(),
        (Some(from), Some(to)) => format!("{from}/{to}"),
        _ => String::new(),
    }
}

/// Figures that most sources give, one a role; vague words where there is no number.
fn tolls(incident: &Incident) -> String {
    let mut roles = BTreeSet::new();
    let figures = incident.claims.iter().filter(|claim| claim.quantifier.is_some());
    let first = figures.filter(|claim| roles.insert(claim.attribute.as_ref()));
    let shown = first.map(|claim| {
        let chosen = view(incident, &claim.attribute, Policy::Independent).into_iter().next();
        let claim = chosen.and_then(|view| view.claims.first().copied()).map_or(claim, |at| &incident.claims[at]);
        format!("{} {}", claim.value, claim.attribute.replace('_', " "))
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn counts(counts: &Counts) -> String {
    format!("{}/{}/{}", counts.reports, counts.texts, counts.independent)
}

/// One line a report: when it said what.
fn time_line(told: &Told, room: usize) -> String {
    let mut rows: Vec<[String; 4]> = Vec::new();
    let mut before = "";
    for (member, row) in told.incident.mentions.iter().zip(&told.rows) {
        let figures = row.event.figures.iter().map(rows::figure).collect::<Vec<_>>().join(", ");
        match rows.last_mut().filter(|_| before == member.report) {
            Some(line) => line[2] = joined(&line[2], &figures),
            None => rows.push([
                member.published.clone().unwrap_or_else(|| "undated".to_owned()),
                outlet(member),
                figures,
                row.sentence.text.clone(),
            ]),
        }
        before = &member.report;
    }
    table::draw(&LINE, &rows.into_iter().map(|row| row.map(|cell| harmless(&cell))).collect::<Vec<_>>(), Some(room))
}

fn outlet(member: &Member) -> String {
    let outlet = member.publisher.as_deref().unwrap_or(&member.report);
    match (member.copy, outlet == member.origin) {
        (true, _) => format!("{outlet} (copy of {})", member.origin),
        (false, true) => outlet.to_owned(),
        (false, false) => format!("{outlet} ({})", member.origin),
    }
}

/// Figures of one report, each once.
fn joined(some: &str, more: &str) -> String {
    let mut parts: Vec<&str> = some.split(", ").chain(more.split(", ")).filter(|part| !part.is_empty()).collect();
    let mut seen = BTreeSet::new();
    parts.retain(|part| seen.insert(*part));
    parts.join(", ")
}

fn claims(claims: &[Claim], room: usize) -> String {
    let mut before = "";
    let mut rows = Vec::new();
    for claim in claims {
        let attribute = if claim.attribute == before { "" } else { claim.attribute.as_ref() };
        before = &claim.attribute;
        let standing = if claim.standing == "only" { "" } else { claim.standing.as_ref() };
        let first = claim.by.first().and_then(|voice| voice.published.clone()).unwrap_or_default();
        let row = [
            attribute.replace('_', " "),
            claim.value.clone(),
            standing.to_owned(),
            counts(&claim.counts),
            first,
            voices(&claim.by),
        ];
        rows.push(row.map(|cell| harmless(&cell)));
    }
    table::draw(&CLAIMS, &rows, Some(room))
}

/// Who says so: each chain once.
fn voices(by: &[Voice]) -> String {
    let mut seen = BTreeSet::new();
    let chain = |voice: &Voice| {
        let own = std::iter::once(voice.origin.as_str());
        own.chain(voice.sources.iter().map(String::as_str)).collect::<Vec<_>>().join(" › ")
    };
    by.iter().map(chain).filter(|chain| seen.insert(chain.clone())).collect::<Vec<_>>().join("; ")
}

/// What a count would be under each policy, and on which claims it rests.
fn counted(incident: &Incident, room: usize) -> String {
    let mut roles: Vec<&str> = Vec::new();
    for claim in incident.claims.iter().filter(|claim| claim.quantifier.is_some()) {
        if !roles.contains(&claim.attribute.as_ref()) {
            roles.push(&claim.attribute);
        }
    }
    let mut rows = Vec::new();
    for role in roles {
        for policy in Policy::ALL {
            let views = view(incident, role, policy);
            let numbers = views.iter().map(|view| format!("{} {}", view.name, view.value));
            let rests: BTreeSet<&str> =
                views.iter().flat_map(|view| &view.claims).map(|at| incident.claims[*at].value.as_str()).collect();
            let numbers = numbers.collect::<Vec<_>>().join(", ").replace("number ", "");
            let row = [
                role.replace('_', " "),
                policy.as_str().to_owned(),
                numbers,
                rests.into_iter().collect::<Vec<_>>().join("; "),
            ];
            rows.push(row.map(|cell| harmless(&cell)));
        }
    }
    if rows.is_empty() { String::new() } else { table::draw(&COUNTED, &rows, Some(room)) }
}

fn relations(relations: &[Relation], room: usize) -> String {
    let row = |relation: &Relation| {
        let kind = format!("{} ({})", relation.kind.replace('_', " "), relation.reports);
        [kind, relation.what.clone(), relation.sentence.clone(), relation.incident.clone()].map(|cell| harmless(&cell))
    };
    let rows: Vec<_> = relations.iter().map(row).collect();
    if rows.is_empty() { String::new() } else { table::draw(&BESIDE, &rows, Some(room)) }
}

/// Why each mention is here.
fn evidence(told: &Told, room: usize) -> String {
    let mut out = String::new();
    for member in told.incident.mentions.iter().filter(|member| !member.why.is_empty()) {
        let to = member.linked_to.as_deref().unwrap_or_default();
        let score = member.score.map(|score| format!(" {score:.3}")).unwrap_or_default();
        let line = format!("  {} joins {to}{score}: {}", member.event, member.why.join(", "));
        let _ = writeln!(out, "{}", paint(DIM, &harmless(&fit(&line, room.max(200)))));
    }
    out
}
