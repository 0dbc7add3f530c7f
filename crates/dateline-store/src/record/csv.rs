//! Events as flat CSV rows (RFC 4180), safe to open in a spreadsheet.

use super::Record;
use super::types::{Event, Figure, Participant, Report};

/// What a cell holds decides how it is written.
enum Cell {
    /// Words from outside: quoted where needed, and defused.
    Text(String),
    /// A number of ours: written as it is.
    Number(String),
    /// Nothing.
    Empty,
}

const COLUMNS: [&str; 44] = [
    "report",
    "publisher",
    "published",
    "url",
    "title",
    "id",
    "type",
    "mode",
    "cameo",
    "sentence",
    "trigger",
    "start",
    "end",
    "actors",
    "actor_names",
    "actor_countries",
    "actor_sectors",
    "recipients",
    "recipient_names",
    "recipient_countries",
    "recipient_sectors",
    "place",
    "place_name",
    "geonames",
    "place_country",
    "admin1",
    "lat",
    "lon",
    "place_precision",
    "place_basis",
    "time",
    "from",
    "to",
    "time_precision",
    "time_basis",
    "reality",
    "background",
    "sources",
    "figures",
    "cluster",
    "confidence",
    "dateline_version",
    "model_versions",
    "codebook_version",
];

/// The header row, without a line end.
pub fn csv_header() -> String {
    COLUMNS.join(",")
}

/// One row an event, without line ends. Several values in one cell are joined by "; ".
pub fn csv_rows(record: &Record) -> Vec<String> {
    record.events.iter().map(|event| row(&record.report, event)).collect()
}

fn row(report: &Report, event: &Event) -> String {
    let mut cells = report_cells(report);
    cells.extend(event_cells(event));
    cells.extend(participant_cells(&event.actors));
    cells.extend(participant_cells(&event.recipients));
    cells.extend(place_cells(event));
    cells.extend(time_cells(event));
    cells.extend(claim_cells(event));
    cells.extend(version_cells(report));
    debug_assert_eq!(cells.len(), COLUMNS.len(), "a cell a column");
    cells.into_iter().map(written).collect::<Vec<_>>().join(",")
}

fn report_cells(report: &Report) -> Vec<Cell> {
    let published = report.published.as_ref().map(|published| published.value.clone());
    vec![
        text(&report.id),
        optional(report.publisher.as_deref()),
        optional(published.as_deref()),
        optional(report.url.as_deref()),
        optional(report.title.as_deref()),
    ]
}

fn event_cells(event: &Event) -> Vec<Cell> {
    vec![
        text(&event.id),
        text(&event.kind),
        optional(event.mode.as_deref()),
        optional(event.cameo.as_deref()),
        number(event.sentence),
        text(&event.trigger.text),
        number(event.trigger.start),
        number(event.trigger.end),
    ]
}

fn participant_cells(list: &[Participant]) -> Vec<Cell> {
    vec![
        joined(list.iter().map(|participant| participant.words.text.as_str())),
        joined(list.iter().map(|participant| participant.name.as_deref().unwrap_or(""))),
        joined(list.iter().map(|participant| participant.country.as_deref().unwrap_or(""))),
        joined(list.iter().map(|participant| participant.sectors.join(" "))),
    ]
}

fn place_cells(event: &Event) -> Vec<Cell> {
    let Some(place) = &event.place else { return (0..9).map(|_| Cell::Empty).collect() };
    let located = &place.located;
    vec![
        text(&place.words.text),
        optional(located.name.as_deref()),
        located.geonames.map_or(Cell::Empty, number),
        optional(located.country.as_deref()),
        optional(located.admin1.as_deref()),
        located.lat.map_or(Cell::Empty, number),
        located.lon.map_or(Cell::Empty, number),
        optional(located.precision.as_deref()),
        text(&place.basis),
    ]
}

fn time_cells(event: &Event) -> Vec<Cell> {
    let Some(time) = &event.time else { return (0..5).map(|_| Cell::Empty).collect() };
    vec![optional(time.text.as_deref()), text(&time.from), text(&time.to), text(&time.precision), text(&time.basis)]
}

fn claim_cells(event: &Event) -> Vec<Cell> {
    vec![
        text(&event.reality),
        text(if event.background { "true" } else { "false" }),
        joined(event.sources.iter().map(|source| source.words.text.as_str())),
        joined(event.figures.iter().map(figure)),
        text(&event.cluster),
        number(event.confidence),
    ]
}

/// "killed at_least 3 (at least three)"; a vague count has no number.
fn figure(figure: &Figure) -> String {
    let value = figure.value.map(|value| format!(" {value}")).unwrap_or_default();
    format!("{} {}{value} ({})", figure.role, figure.quantifier, figure.words.text)
}

fn version_cells(report: &Report) -> Vec<Cell> {
    let version = &report.version;
    vec![
        text(&version.dateline),
        joined(version.models.iter().map(|(name, version)| format!("{name} {version}"))),
        text(&version.codebook),
    ]
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn optional(text: Option<&str>) -> Cell {
    text.map_or(Cell::Empty, self::text)
}

fn number(number: impl ToString) -> Cell {
    Cell::Number(number.to_string())
}

fn joined<S: AsRef<str>>(parts: impl Iterator<Item = S>) -> Cell {
    let parts: Vec<S> = parts.collect();
    Cell::Text(parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("; "))
}

fn written(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => quoted(defused(text)),
        Cell::Number(number) => number,
        Cell::Empty => String::new(),
    }
}

/// Spreadsheets run a cell that opens with one of these as a formula, some of them also in full width.
const FORMULA_STARTS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A leading apostrophe makes a would-be formula text.
fn defused(text: String) -> String {
    match text.trim_start().starts_with(FORMULA_STARTS) || text.starts_with(['\t', '\r', '\n']) {
        true => format!("'{text}"),
        false => text,
    }
}

fn quoted(text: String) -> String {
    match text.contains(['"', ',', '\n', '\r', '\t', ';', '\'']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}
