//! Events as flat CSV rows (RFC 4180), safe to open in a spreadsheet.

use super::Record;
use super::types::{Event, Figure, Participant, Report};
use crate::cell::{Cell, comma_separated};

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
    comma_separated(cells)
}

fn report_cells(report: &Report) -> Vec<Cell> {
    let published = report.published.as_ref().map(|published| published.value.clone());
    vec![
        Cell::text(&report.id),
        Cell::optional(report.publisher.as_deref()),
        Cell::optional(published.as_deref()),
        Cell::optional(report.url.as_deref()),
        Cell::optional(report.title.as_deref()),
    ]
}

fn event_cells(event: &Event) -> Vec<Cell> {
    vec![
        Cell::text(&event.id),
        Cell::text(&event.kind),
        Cell::optional(event.mode.as_deref()),
        Cell::optional(event.cameo.as_deref()),
        Cell::number(event.sentence),
        Cell::text(&event.trigger.text),
        Cell::number(event.trigger.start),
        Cell::number(event.trigger.end),
    ]
}

fn participant_cells(list: &[Participant]) -> Vec<Cell> {
    vec![
        Cell::joined(list.iter().map(|participant| participant.words.text.as_str())),
        Cell::joined(list.iter().map(|participant| participant.name.as_deref().unwrap_or(""))),
        Cell::joined(list.iter().map(|participant| participant.country.as_deref().unwrap_or(""))),
        Cell::joined(list.iter().map(|participant| participant.sectors.join(" "))),
    ]
}

fn place_cells(event: &Event) -> Vec<Cell> {
    let Some(place) = &event.place else { return (0..9).map(|_| Cell::Empty).collect() };
    let located = &place.located;
    vec![
        Cell::text(&place.words.text),
        Cell::optional(located.name.as_deref()),
        located.geonames.map_or(Cell::Empty, Cell::number),
        Cell::optional(located.country.as_deref()),
        Cell::optional(located.admin1.as_deref()),
        located.lat.map_or(Cell::Empty, Cell::number),
        located.lon.map_or(Cell::Empty, Cell::number),
        Cell::optional(located.precision.as_deref()),
        Cell::text(&place.basis),
    ]
}

fn time_cells(event: &Event) -> Vec<Cell> {
    let Some(time) = &event.time else { return (0..5).map(|_| Cell::Empty).collect() };
    vec![
        Cell::optional(time.text.as_deref()),
        Cell::text(&time.from),
        Cell::text(&time.to),
        Cell::text(&time.precision),
        Cell::text(&time.basis),
    ]
}

fn claim_cells(event: &Event) -> Vec<Cell> {
    vec![
        Cell::text(&event.reality),
        Cell::text(if event.background { "true" } else { "false" }),
        Cell::joined(event.sources.iter().map(|source| source.words.text.as_str())),
        Cell::joined(event.figures.iter().map(figure)),
        Cell::text(&event.cluster),
        Cell::number(event.confidence),
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
        Cell::text(&version.dateline),
        Cell::joined(version.models.iter().map(|(name, version)| format!("{name} {version}"))),
        Cell::text(&version.codebook),
    ]
}
