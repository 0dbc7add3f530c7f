//! Records as rows of a table for people.

use crate::table::{self, Column};
use crate::terminal::{ACTOR, BOLD, DIM, EVENT, FIGURE, PLACE, RECIPIENT, SOURCE, TIME, fit, harmless, paint};
use anstyle::Style;
use dateline_store::record::{Event, Figure, Participant, Place, Report, Time};

/// What the marks mean; shown by `--help`.
pub(crate) const MARKS: &str = "\
Marks of the table:
  ?  planned    ~  hypothetical    ✗  negated, did not happen    ·  background, earlier than the news";

const COLUMNS: [Column; 8] = [
    Column { title: "", style: FIGURE },
    Column { title: "when", style: TIME },
    Column { title: "what", style: EVENT },
    Column { title: "who", style: ACTOR },
    Column { title: "whom", style: RECIPIENT },
    Column { title: "where", style: PLACE },
    Column { title: "how many", style: FIGURE },
    Column { title: "according to", style: SOURCE },
];

const FOUND: [Column; 9] = [
    COLUMNS[0],
    COLUMNS[1],
    COLUMNS[2],
    COLUMNS[3],
    COLUMNS[4],
    COLUMNS[5],
    COLUMNS[6],
    COLUMNS[7],
    Column { title: "event", style: Style::new().dimmed() },
];

/// The heading of a report and its events, a row each.
pub(crate) fn report(report: &Report, events: &[Event], room: Option<usize>) -> String {
    let rows: Vec<_> = events.iter().map(cells).collect();
    let table =
        if rows.is_empty() { format!("  {}\n", paint(DIM, "no events")) } else { table::draw(&COLUMNS, &rows, room) };
    format!("{}{table}\n", heading(report, room))
}

/// Events of any reports, each with its id.
pub(crate) fn found(events: &[&Event], room: Option<usize>) -> String {
    let rows = events.iter().map(|event| {
        let [mark, when, what, who, whom, place, many, source] = cells(event);
        [mark, when, what, who, whom, place, many, source, harmless(&event.id)]
    });
    table::draw(&FOUND, &rows.collect::<Vec<_>>(), room)
}

/// The title of a report (its id, where it has none), and what is known about it.
pub(crate) fn heading(report: &Report, room: Option<usize>) -> String {
    let name = harmless(report.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&report.id));
    let mut about = Vec::new();
    about.extend(report.title.is_some().then_some(report.id.as_str()));
    about.extend(report.publisher.as_deref());
    let published = report.published.as_ref().map(|day| format!("published {} ({})", day.value, day.basis));
    about.push(published.as_deref().unwrap_or("no publication date"));
    let cut = |text: &str| room.map_or_else(|| text.to_owned(), |room| fit(text, room));
    format!("{}\n{}\n", paint(BOLD, &cut(&name)), paint(DIM, &cut(&harmless(&about.join(" · ")))))
}

/// One event in a line: what happened, who, whom.
pub(crate) fn what(event: &Event) -> String {
    act(&event.kind, event.mode.as_deref())
}

/// A type with its mode ("COERCE/arrest").
pub(crate) fn act(kind: &str, mode: Option<&str>) -> String {
    mode.map_or_else(|| kind.to_owned(), |mode| format!("{kind}/{mode}"))
}

fn cells(event: &Event) -> [String; 8] {
    [
        mark(event),
        event.time.as_ref().map(when).unwrap_or_default(),
        what(event),
        people(&event.actors),
        people(&event.recipients),
        event.place.as_ref().map(place).unwrap_or_default(),
        join(event.figures.iter().map(figure), ", "),
        join(event.sources.iter().map(|source| source.words.text.clone()), " › "),
    ]
    .map(|cell| harmless(&cell))
}

fn join(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

/// Marks of reality and background.
pub(crate) fn mark(event: &Event) -> String {
    let reality = match event.reality.as_ref() {
        "planned" => "?",
        "hypothetical" => "~",
        "negated" => "✗",
        _ => "",
    };
    format!("{reality}{}", if event.background { "·" } else { "" })
}

/// A day, a month or a year as such, other intervals by their ends.
pub(crate) fn when(time: &Time) -> String {
    let (from, to) = (&time.from, &time.to);
    let part = |end: usize| from.get(..end).unwrap_or(from).to_owned();
    match time.precision.as_ref() {
        _ if from == to => from.clone(),
        "year" if from.get(..4) == to.get(..4) => part(4),
        "month" if from.get(..7) == to.get(..7) => part(7),
        _ => format!("{from}/{to}"),
    }
}

/// Participants in their order.
pub(crate) fn people(list: &[Participant]) -> String {
    join(list.iter().map(person), "; ")
}

/// A participant with country and sectors.
pub(crate) fn person(participant: &Participant) -> String {
    let codes: Vec<_> = participant.country.iter().chain(&participant.sectors).map(String::as_str).collect();
    let name = participant.name.as_ref().unwrap_or(&participant.words.text);
    if codes.is_empty() { name.clone() } else { format!("{name} ({})", codes.join(" ")) }
}

/// A place by its name in the gazetteer, else by the words.
pub(crate) fn place(place: &Place) -> String {
    let name = place.located.name.as_ref().unwrap_or(&place.words.text);
    match &place.located.country {
        Some(country) => format!("{name} ({country})"),
        None => name.clone(),
    }
}

/// A count with its sign ("≥3 killed"); vague counts by their words.
pub(crate) fn figure(figure: &Figure) -> String {
    let sign = match figure.quantifier.as_ref() {
        "at_least" => "≥",
        "more_than" => ">",
        "about" => "≈",
        "up_to" => "≤",
        "less_than" => "<",
        _ => "",
    };
    let role = figure.role.replace('_', " ");
    match figure.value {
        Some(value) => format!("{sign}{value} {role}"),
        None => format!("{} {role}", figure.words.text),
    }
}
