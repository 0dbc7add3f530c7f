//! `dateline export`: incidents in the formats of other programs.

use crate::args::{ExportArgs, ExportFormat};
use crate::output::Output;
use crate::report::{Status, hint};
use anyhow::{Context, Result};
use dateline_store::Store;
use dateline_store::export::{ATTRIBUTION, About, Format, Lines, Summary, export};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes the files of the format.
pub(crate) fn run(args: &ExportArgs, quiet: bool) -> Result<Status> {
    let store = Store::open_existing(&args.db)?;
    for (format, path) in files(args.format, &args.output) {
        let about = about(args, &store, name(&path))?;
        let summary = write(args, &store, format, &about, &path)?;
        if has_no_room(format) {
            beside(&about, &summary, &path)?;
        }
        if !quiet {
            remark(&summary, &path);
        }
    }
    Ok(Status::Done)
}

/// The files of a format, the one that was named first.
fn files(format: ExportFormat, path: &Path) -> Vec<(Format, PathBuf)> {
    let only = |format| vec![(format, path.to_owned())];
    let with_crosswalk = |events, reports| vec![(events, path.to_owned()), (reports, crosswalk(path))];
    match format {
        ExportFormat::Csv => with_crosswalk(Format::Events, Format::Reports),
        ExportFormat::Parquet => with_crosswalk(Format::Parquet, Format::ParquetReports),
        ExportFormat::Jsonl => only(Format::Jsonl(Lines::Incidents)),
        ExportFormat::JsonlEvents => only(Format::Jsonl(Lines::WithEvents)),
        ExportFormat::Geojson => only(Format::GeoJson),
        ExportFormat::Plover => only(Format::Plover),
        ExportFormat::Annotations => only(Format::Annotations),
        ExportFormat::Acled => only(Format::Acled),
        ExportFormat::Ucdp => only(Format::Ucdp),
        ExportFormat::Gdelt => only(Format::Gdelt),
        ExportFormat::Icews => only(Format::Icews),
        ExportFormat::Polecat => only(Format::Polecat),
    }
}

/// `event_report.csv` beside `events.csv`, `NAME_report.csv` beside any other.
fn crosswalk(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = if stem == "events" { "event" } else { &stem };
    let end = path.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem}_report{end}"))
}

/// Comments would break the readers of rows, and PLOVER's lines are records.
fn has_no_room(format: Format) -> bool {
    !matches!(
        format,
        Format::Jsonl(_) | Format::GeoJson | Format::Annotations | Format::Parquet | Format::ParquetReports
    )
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn about(args: &ExportArgs, store: &Store, name: String) -> Result<About> {
    let format = clap::ValueEnum::to_possible_value(&args.format).map(|value| value.get_name().to_owned());
    Ok(About {
        written_by: format!("dateline {}", env!("CARGO_PKG_VERSION")),
        file: name,
        format: format.unwrap_or_default(),
        versions: store.versions()?,
        filters: args.filters.given(),
        as_of: args.filters.as_of().map(|moment| moment.to_string()),
        attribution: ATTRIBUTION.to_owned(),
    })
}

fn write(args: &ExportArgs, store: &Store, format: Format, about: &About, path: &Path) -> Result<Summary> {
    let told = store.incidents(&args.filters.query(None))?;
    let mut output = Output::open(Some(path))?;
    let summary =
        export(format, about, told, &mut output).with_context(|| format!("cannot write {}", path.display()))?;
    output.finish()?;
    Ok(summary)
}

/// What the file can't say of itself, in a file beside it.
fn beside(about: &About, summary: &Summary, path: &Path) -> Result<()> {
    let mut value = serde_json::to_value(about)?;
    value["incidents"] = summary.incidents.into();
    value["rows"] = summary.rows.into();
    value["left_out"] = serde_json::to_value(&summary.left_out)?;
    let mut output = Output::open(Some(&path.with_file_name(format!("{}.about.json", name(path)))))?;
    writeln!(output, "{value:#}")?;
    output.finish()
}

fn remark(summary: &Summary, path: &Path) {
    hint(&format!("{}: {} incidents in {} rows", path.display(), summary.incidents, summary.rows));
    for (reason, count) in &summary.left_out {
        hint(&format!("{}: {count} left out: {reason}", path.display()));
    }
}
