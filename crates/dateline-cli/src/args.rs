//! The command line, defined once: help, man page and completions all come from here.

use crate::filters::{FilterArgs, Order};
use crate::rows::MARKS;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use dateline::doc::Day;
use dateline_store::Moment;
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit status:
  0  everything was done
  1  some inputs failed, the rest was done; each failure is a line on standard error
  2  the command line was wrong, nothing could be done, or the output could not be written";

const INPUTS: &str = "\
Inputs:
  Text (.txt), pages (.html), JSON (.jsonl, .json), feeds (.xml, .rss, .atom), mail and saved pages (.eml, .mhtml), \
  web archives (.warc), each also as .gz or .zst; or folders with all that is below them; - is standard input. \
Output follows the order of the inputs; the files of a folder are taken in the order of their names. \
The number of threads never changes a byte.";

/// Reads news reports and tells who did what to whom, when, where, how many, and according to whom
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, after_help = EXIT_CODES, infer_subcommands = false)]
pub(crate) struct Cli {
    /// Whether to use colour; auto asks the terminal and respects NO_COLOR
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = "Display")]
    pub(crate) color: Color,
    /// No progress and no summary on standard error; problems are still told
    #[arg(long, short, global = true, help_heading = "Display")]
    pub(crate) quiet: bool,
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Code reports into events
    Code(CodeArgs),
    /// Extract the text of reports and what their sources say about them
    Extract(ExtractArgs),
    /// Fetch pages, feeds and sitemaps into a WARC file
    Fetch(FetchArgs),
    /// Annotate reports with sentences, tags, dependencies and names
    Annotate(AnnotateArgs),
    /// Draw a report or an event with its evidence labelled
    Show(Box<ShowArgs>),
    /// Explain every value of an event: the words it came from and who decided it
    Why(LookArgs),
    /// Find events in a database
    Find(Box<FindArgs>),
    /// List incidents of a database: one event once, with all reports of it
    Incidents(Box<IncidentsArgs>),
    /// Tell what changed between two databases
    Diff(DiffArgs),
    /// Merge all reports of a database again, after an upgrade; decisions of people hold
    Merge(MergeArgs),
    /// Decide that events or incidents are one, whatever the program thinks
    Join(DecideArgs),
    /// Decide that events are not the event of the incident they are in
    Split(DecideArgs),
    /// Decide that all an incident holds now stays together
    Pin(DecideArgs),
    /// Take a decision back
    Undo(UndoArgs),
    /// List what people decided
    Decisions(DecisionsArgs),
    /// Write incidents for other programs: spreadsheets, maps, and scripts made for other data sets
    Export(Box<ExportArgs>),
    /// Compare incidents with events that people coded
    Compare(Box<CompareArgs>),
    /// Check a database against itself and against the documents it was read from
    Verify(VerifyArgs),
    /// Copy a database as it stands, also while it is written to
    Backup(BackupArgs),
    /// Check the codebook
    Codebook(CodebookArgs),
    /// Print the completions of a shell
    Completions(CompletionArgs),
    /// Print the manual page
    Man,
}

/// Where reports come from; shared by all commands that read them.
#[derive(Debug, Clone, Args)]
pub(crate) struct InputArgs {
    /// Files, folders, or - for standard input
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) given: GivenArgs,
}

/// What the user says about reports that do not say it themselves, and how to work.
#[derive(Debug, Clone, Args)]
pub(crate) struct GivenArgs {
    /// Day of publication (YYYY-MM-DD) of reports that state none
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(crate) published: Option<Day>,
    /// Outlet of reports that state none
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher: Option<String>,
    /// Number of threads [default: number of cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

/// What counts as an event.
#[derive(Debug, Clone, Args)]
pub(crate) struct CodingArgs {
    /// Folder with a codebook of your own (codebook.toml and rules in *.toml) instead of PLOVER's
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) codebook: Option<PathBuf>,
    /// Leave out events below this confidence; higher is fewer and surer
    #[arg(long, value_name = "0..1", value_parser = parse_share)]
    pub(crate) min_confidence: Option<f64>,
}

/// Where the output goes.
#[derive(Debug, Clone, Args)]
pub(crate) struct OutputArgs {
    /// Write to this file instead of standard output; it appears only when complete
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

/// How events are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Aligned columns for people
    Table,
    /// One JSON object a line: the whole record
    Jsonl,
    /// One event a row with a header, for spreadsheets
    Csv,
}

/// Layers that can be printed beside the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Layer {
    /// Time expressions
    Times,
    /// Place names
    Places,
    /// Names
    Names,
    /// Who says what
    Attributions,
    /// Predicates with their arguments
    Predicates,
    /// Mentions of the same thing
    Coref,
}

/// `dateline code`.
#[derive(Debug, Args)]
#[command(after_help = format!("{MARKS}\n\n{INPUTS}\n\n{EXIT_CODES}"))]
pub(crate) struct CodeArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) coding: CodingArgs,
    /// Format [default: table on a terminal, jsonl into a pipe or file]
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Add to this database; reports that it already has from this version are skipped. Nothing is printed then unless
    /// --format or -o asks for it
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub(crate) db: Option<PathBuf>,
    /// Also print the layers that the events were read from (with jsonl)
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LAYERS")]
    pub(crate) layers: Vec<Layer>,
}

/// How `extract` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtractFormat {
    /// A heading and the text of each report
    Text,
    /// Report records, one JSON object a line
    Jsonl,
}

/// `dateline extract`.
#[derive(Debug, Args)]
#[command(after_help = format!("{INPUTS}\n\n{EXIT_CODES}"))]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Format [default: text on a terminal, jsonl into a pipe or file]
    #[arg(long, value_enum)]
    pub(crate) format: Option<ExtractFormat>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const FETCHING: &str = "\
Hosts are asked one request at a time, as their robots.txt allows and with a pause between two; a host that is busy is \
left alone for as long as it says. What FILE holds already is kept: its addresses are asked for only if they changed, \
and pages that a feed lists again are passed over. Addresses of private networks are refused, also behind redirects.";

/// `dateline fetch`.
#[derive(Debug, Args)]
#[command(after_help = format!("{FETCHING}\n\n{EXIT_CODES}"))]
pub(crate) struct FetchArgs {
    /// Addresses of pages, feeds or sitemaps, or files with a feed, a sitemap, or an address a line
    #[arg(value_name = "ADDRESS|FILE", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<String>,
    /// WARC file (.warc.gz) to begin or to add to
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: PathBuf,
    /// Also ask hosts of private networks and this machine
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// Seconds between two requests to a host
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, value_parser = parse_seconds)]
    pub(crate) per_host_delay: f64,
    /// Larger pages are not stored
    #[arg(long, value_name = "BYTES", default_value_t = 16 << 20, value_parser = clap::value_parser!(u64).range(1..=1 << 30))]
    pub(crate) max_bytes: u64,
    /// Seconds for a request and its answer
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0, value_parser = parse_seconds)]
    pub(crate) timeout: f64,
}

/// How `annotate` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnnotateFormat {
    /// CoNLL-U
    Conllu,
    /// Report records and name, time and place layers, one JSON object a line
    Jsonl,
}

/// `dateline annotate`.
#[derive(Debug, Args)]
#[command(after_help = format!("{INPUTS}\n\n{EXIT_CODES}"))]
pub(crate) struct AnnotateArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Format
    #[arg(long, value_enum, default_value_t = AnnotateFormat::Conllu)]
    pub(crate) format: AnnotateFormat,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const LOOK: &str = "\
A report or event is named by its id. It is looked for in --db, or in the reports given as INPUT, which are then coded \
on the fly; without either, in dateline.db. If a file is named instead of an id, all of it is coded and shown.";

/// `dateline show` and `dateline why`.
#[derive(Debug, Args)]
#[command(after_help = format!("{LOOK}\n\n{EXIT_CODES}"))]
pub(crate) struct LookArgs {
    /// Id of an event or a report, or a file to code
    #[arg(value_name = "REPORT|EVENT", value_hint = ValueHint::AnyPath)]
    pub(crate) id: String,
    /// Reports to code and look in
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,
    /// Database to look in [default: dateline.db, where no INPUT is given]
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, conflicts_with = "inputs")]
    pub(crate) db: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) given: GivenArgs,
    #[command(flatten)]
    pub(crate) coding: CodingArgs,
}

/// `dateline show`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    pub(crate) look: LookArgs,
    /// An incident as it was told by then: a day (2016-12-20), which means its end, or a time (2016-12-20T12:00Z)
    #[arg(long, value_name = "MOMENT")]
    pub(crate) as_of: Option<Moment>,
    /// How an incident is printed [default: table, a page for people]
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
}

/// Which of what was found is printed, and how.
#[derive(Debug, Clone, Args)]
pub(crate) struct PageArgs {
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) limit: u32,
    /// Leave out the first N
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: u32,
    /// Format [default: table on a terminal, jsonl into a pipe]
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// `dateline find`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct FindArgs {
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    /// Database to look in
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, default_value = DEFAULT_DB)]
    pub(crate) db: PathBuf,
    /// Order [default: what holds most of the words of QUERY in its own, then the latest]
    #[arg(long, value_enum, value_name = "BY")]
    pub(crate) sort: Option<Order>,
    #[command(flatten)]
    pub(crate) page: PageArgs,
}

/// `dateline incidents`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct IncidentsArgs {
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    /// Database to look in
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, default_value = DEFAULT_DB)]
    pub(crate) db: PathBuf,
    #[command(flatten)]
    pub(crate) page: PageArgs,
}

/// Who decides, and why.
#[derive(Debug, Clone, Args)]
pub(crate) struct ByArgs {
    /// The reason, in a sentence; it is kept with the decision
    #[arg(long, value_name = "TEXT")]
    pub(crate) why: String,
    /// Who decides [default: the user of the system]
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
}

/// `dateline join`, `split` and `pin`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct DecideArgs {
    /// Events (report#n) or incidents (inc:report#n)
    #[arg(value_name = "EVENT|INCIDENT", required = true)]
    pub(crate) ids: Vec<String>,
    /// Database
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, default_value = DEFAULT_DB)]
    pub(crate) db: PathBuf,
    #[command(flatten)]
    pub(crate) by: ByArgs,
}

/// `dateline diff`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct DiffArgs {
    /// Database before
    #[arg(value_name = "BEFORE", value_hint = ValueHint::FilePath)]
    pub(crate) before: PathBuf,
    /// Database after
    #[arg(value_name = "AFTER", value_hint = ValueHint::FilePath)]
    pub(crate) after: PathBuf,
    /// Format [default: table on a terminal, jsonl into a pipe]
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// `dateline merge`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct MergeArgs {
    /// Database
    #[arg(value_name = "DB", value_hint = ValueHint::FilePath, default_value = DEFAULT_DB)]
    pub(crate) db: PathBuf,
}

/// `dateline undo`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct UndoArgs {
    /// Number of the decision
    #[arg(value_name = "N")]
    pub(crate) decision: i64,
    /// Database
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, default_value = DEFAULT_DB)]
    pub(crate) db: PathBuf,
    #[command(flatten)]
    pub(crate) by: ByArgs,
}

/// `dateline decisions`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct DecisionsArgs {
    /// Database
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, default_value = DEFAULT_DB)]
    pub(crate) db: PathBuf,
}

/// Formats of `export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A row an incident, and beside it the crosswalk to reports: events.csv and event_report.csv
    Csv,
    /// The same two tables, typed: events.parquet and event_report.parquet
    Parquet,
    /// One JSON object a line: incidents with their claims
    Jsonl,
    /// The same, with the events of each incident
    JsonlEvents,
    /// A point for each incident that has coordinates
    Geojson,
    /// PLOVER's JSON, a record a line
    Plover,
    /// W3C Web Annotation: a note for each span of evidence
    Annotations,
    /// ACLED's columns
    Acled,
    /// UCDP GED's columns
    Ucdp,
    /// GDELT 2.0's event columns, tab-separated without names
    Gdelt,
    /// ICEWS's columns, tab-separated
    Icews,
    /// POLECAT's columns, tab-separated
    Polecat,
}

const EXPORTING: &str = "\
A cell is empty where the report does not say, never guessed. What a format can't say at all (a planned attack in a table \
of what happened) is left out and counted. Versions, filters, counts and attribution are inside JSON and Parquet files; \
beside all others they are written to FILE.about.json.";

/// `dateline export`.
#[derive(Debug, Args)]
#[command(after_help = format!("{EXPORTING}\n\n{EXIT_CODES}"))]
pub(crate) struct ExportArgs {
    /// Database to read
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, default_value = DEFAULT_DB)]
    pub(crate) db: PathBuf,
    /// Format
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
    /// Write to this file; it appears only when complete
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
}

const COMPARING: &str = "\
FILE is CSV with the columns of ACLED, of UCDP GED, or of our events.csv. Incidents of the days that it spans are compared, \
unless --from or --to says otherwise. Nothing of it is stored.";

/// `dateline compare`.
#[derive(Debug, Args)]
#[command(after_help = format!("{COMPARING}\n\n{EXIT_CODES}"))]
pub(crate) struct CompareArgs {
    /// Events coded by people
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) human: PathBuf,
    /// Database to read
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, default_value = DEFAULT_DB)]
    pub(crate) db: PathBuf,
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
}

/// `dateline backup`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct BackupArgs {
    /// Database to copy
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, default_value = DEFAULT_DB)]
    pub(crate) db: PathBuf,
    /// The copy; a file that is there already is left alone
    #[arg(value_name = "COPY", value_hint = ValueHint::FilePath)]
    pub(crate) copy: PathBuf,
}

/// `dateline verify`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct VerifyArgs {
    /// Database to check
    #[arg(value_name = "DB", value_hint = ValueHint::FilePath, default_value = DEFAULT_DB)]
    pub(crate) db: PathBuf,
    /// Folder that the documents' names are relative to [default: the present one]
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) sources: Option<PathBuf>,
}

/// Where `find`, `show` and `why` look if nothing is said.
pub(crate) const DEFAULT_DB: &str = "dateline.db";

/// `dateline codebook`.
#[derive(Debug, Args)]
pub(crate) struct CodebookArgs {
    /// Folder with a codebook of your own (codebook.toml and rules in *.toml) instead of PLOVER's
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) codebook: Option<PathBuf>,
    /// What to check
    #[command(subcommand)]
    pub(crate) command: CodebookCommand,
}

/// Checks of the codebook.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum CodebookCommand {
    /// Run the cases that every rule carries, and tell how many of its words they try
    Test {
        /// Also list the words of each rule that no case fires on
        #[arg(long)]
        untested: bool,
    },
    /// Look for rules, words and classes that never fire or are never used, and for rules that overlap
    Lint {
        /// Also list the words of which the place of a rule in the files decides
        #[arg(long)]
        overlaps: bool,
    },
    /// Tell what each rule made of a sentence, and why the silent ones stayed silent
    Explain {
        /// The sentence
        sentence: String,
        /// Also the rules of which only another word is missing
        #[arg(long)]
        all: bool,
    },
}

/// `dateline completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

pub(crate) fn parse_share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| format!("expected a number between 0 and 1, got {text:?}"))
}

/// A day such as 2016-12-19.
pub(crate) fn parse_day(text: &str) -> Result<Day, String> {
    let expected = || format!("expected a day such as 2016-12-19, got {text:?}");
    let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] else { return Err(expected()) };
    let fits = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    if !(fits(year, 4) && fits(month, 2) && fits(day, 2)) {
        return Err(expected());
    }
    let found = Day {
        year: year.parse().map_err(|_| expected())?,
        month: month.parse().map_err(|_| expected())?,
        day: day.parse().map_err(|_| expected())?,
    };
    if found.day == 0 || found.day > days_in(found.year, found.month) {
        return Err(format!("the calendar has no day {text}"));
    }
    Ok(found)
}

fn parse_seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| (0.0..=3_600.0).contains(seconds));
    seconds.ok_or_else(|| format!("expected seconds from 0 to 3600, got {text:?}"))
}

fn days_in(year: i16, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn days_are_checked_against_the_calendar() {
        for good in ["2016-12-19", "2024-02-29", "2000-02-29", "0001-01-01"] {
            assert_eq!(parse_day(good).unwrap().to_string(), good);
        }
        for bad in [
            "",
            "2016",
            "2016-12",
            "16-12-19",
            "2016-13-01",
            "2023-02-29",
            "1900-02-29",
            "2016-12-00",
            "2016-1+-01",
            "a-b-c",
        ] {
            assert!(parse_day(bad).is_err(), "{bad:?} was accepted");
        }
    }
}
