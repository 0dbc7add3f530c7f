//! How fast are events stored and found, and how much room do they take?
//!
//! `cargo bench -p dateline-store --bench store -- EVENTS` makes a corpus, stores it, searches it and prints the score card;
//! `cargo xtask store-bench EVENTS` keeps it. Without a number the corpus is small. `EVENTS FILE` keeps the database, and only
//! searches it where it is there already.

mod corpus;
#[path = "../../tests/suite/sample.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod sample;

use corpus::{Corpus, Dice, EVENTS};
use dateline_store::{Area, Batch, Count, Query, Sort, Store};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Events where nothing is said.
const FEW: u64 = 20_000;
/// Reports that are made before they are stored together.
const TOGETHER: u64 = 1_000;
/// Searches of each kind.
const SEARCHES: usize = 40;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let events = words.first().and_then(|word| word.parse().ok()).unwrap_or(FEW);
    let corpus = Corpus::of_examples();
    match words.get(1).map(PathBuf::from) {
        Some(kept) if kept.exists() => println!("{}", searches(&search(&corpus, events / EVENTS, &kept))),
        Some(kept) => measure(&corpus, events, &kept),
        None => {
            let path = fresh();
            measure(&corpus, events, &path);
            std::fs::remove_dir_all(path.parent().expect("it has a folder")).expect("the database can be removed");
        }
    }
}

fn measure(corpus: &Corpus, events: u64, path: &Path) {
    let stored = store(corpus, events / EVENTS, path);
    println!("{}\n{}", card(&stored, path), searches(&search(corpus, events / EVENTS, path)));
}

fn fresh() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("store-bench");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    folder.join("news.db")
}

/// What was stored, and how long it took.
struct Stored {
    reports: u64,
    events: u64,
    words: u64,
    time: Duration,
    /// The last tenth alone: a large database may be slower.
    last: Duration,
}

fn store(corpus: &Corpus, reports: u64, path: &Path) -> Stored {
    let mut store = Store::open(path).expect("a database can be made");
    let mut writer = store.writer(Batch::default());
    let mut stored = Stored { reports, events: 0, words: 0, time: Duration::ZERO, last: Duration::ZERO };
    for first in (0..reports).step_by(TOGETHER as usize) {
        let records: Vec<_> = (first..reports.min(first + TOGETHER)).map(|i| corpus.record(i)).collect();
        stored.events += records.iter().map(|record| record.events.len() as u64).sum::<u64>();
        stored.words += records.iter().map(|record| record.report.text.split_whitespace().count() as u64).sum::<u64>();
        let start = busy();
        records.into_iter().for_each(|record| writer.add(record).expect("a record is added"));
        writer.flush().expect("a batch is written");
        let took = busy() - start;
        stored.time += took;
        stored.last += if first * 10 >= reports * 9 { took } else { Duration::ZERO };
    }
    stored
}

/// How long this thread has been working; where the system does not say, the time.
fn busy() -> Duration {
    let worked = || std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok();
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    worked().map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Three filters, and what they make of dice.
type Kind = (&'static str, fn(&Corpus, &mut Dice, u64) -> Query);

const KINDS: [Kind; 12] = [
    ("word, type, month", |corpus, dice, days| Query {
        words: Some(corpus.word(dice)),
        ..month(kind(dice), dice, days)
    }),
    ("two words, country, reality", |corpus, dice, _| Query {
        words: Some(format!("{} {}", corpus.word(dice), corpus.word(dice))),
        country: country(dice),
        reality: text("occurred"),
        ..first_page()
    }),
    ("type, country, month", |_, dice, days| Query { country: country(dice), ..month(kind(dice), dice, days) }),
    ("type, country, five years", |_, dice, days| Query {
        country: country(dice),
        from: Some(corpus::date(days / 10)),
        to: Some(corpus::date(days / 10 + 5 * 336)),
        ..kind(dice)
    }),
    ("type, reality, sure", |_, dice, _| Query {
        reality: text("occurred"),
        least_confidence: Some(0.8),
        ..kind(dice)
    }),
    ("actor, recipient's country, type", |corpus, dice, _| Query {
        actor: Some(corpus.word(dice)),
        recipient_country: country(dice),
        ..kind(dice)
    }),
    ("100 km around, type, year", |_, dice, days| Query { area: Some(around(dice)), ..year(kind(dice), dice, days) }),
    ("dead, country, year", |_, dice, days| Query {
        figures: vec![Count { role: "killed".to_owned(), least: 3, most: None }],
        ..year(Query { country: country(dice), ..first_page() }, dice, days)
    }),
    ("sector, type, country", |_, dice, _| Query { sector: text("COP"), country: country(dice), ..kind(dice) }),
    ("phrase, type, country", |corpus, dice, _| Query {
        words: Some(corpus.phrase(dice)),
        country: country(dice),
        ..kind(dice)
    }),
    ("outlet, type, month", |_, dice, days| Query {
        publisher: Some(format!("{} Gazette", corpus::name(dice.skewed(50)))),
        ..month(kind(dice), dice, days)
    }),
    ("type, country, as of a day", |_, dice, days| Query {
        country: country(dice),
        as_of: corpus::date(dice.below(days)).to_string().parse().ok(),
        sort: Sort::Published,
        ..kind(dice)
    }),
];

fn first_page() -> Query {
    Query { limit: Some(100), ..Query::default() }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn kind(dice: &mut Dice) -> Query {
    let kind = *dice.of(&["ASSAULT", "PROTEST", "COERCE", "CONSULT", "ACCUSE", "RETREAT"]);
    Query { kind: text(kind), ..first_page() }
}

fn country(dice: &mut Dice) -> Option<String> {
    Some(corpus::country(dice.skewed(60)))
}

fn month(query: Query, dice: &mut Dice, days: u64) -> Query {
    span(query, dice, days, 28)
}

fn year(query: Query, dice: &mut Dice, days: u64) -> Query {
    span(query, dice, days, 336)
}

fn span(query: Query, dice: &mut Dice, days: u64, length: u64) -> Query {
    let from = dice.below(days);
    Query { from: Some(corpus::date(from)), to: Some(corpus::date(from + length - 1)), ..query }
}

fn around(dice: &mut Dice) -> Area {
    let (lat, lon) = corpus::spot(dice.skewed(200));
    Area::Near { lat: f64::from(lat) / 1e5, lon: f64::from(lon) / 1e5, km: 100.0 }
}

/// Times of all searches of a kind, in order, and how many events they found.
struct Searched {
    name: &'static str,
    times: Vec<Duration>,
    found: usize,
}

/// Each search opens the file, as the command does.
fn search(corpus: &Corpus, reports: u64, path: &Path) -> Vec<Searched> {
    let days = reports / 100 + 1;
    let each = KINDS.iter().zip(1..).map(|((name, query), seed)| {
        let dice = &mut Dice::new(seed);
        let mut searched = Searched { name, times: Vec::new(), found: 0 };
        for _ in 0..SEARCHES {
            let query = query(corpus, dice, days);
            let start = busy();
            let page = Store::open_existing(path).and_then(|store| store.page(&query)).expect("it can be searched");
            searched.times.push(busy() - start);
            searched.found += page.all;
        }
        searched.times.sort();
        searched
    });
    each.collect()
}

fn quantile(sorted: &[Duration], percent: usize) -> f64 {
    sorted[(sorted.len() - 1) * percent / 100].as_secs_f64() * 1e3
}

fn card(stored: &Stored, path: &Path) -> String {
    let bytes = std::fs::metadata(path).expect("the database is there").len();
    let rate = |reports: u64, time: Duration| reports as f64 / time.as_secs_f64();
    format!(
        "| stored | |\n| --- | --- |\n| reports, words each | {}, {} |\n| events, a report | {}, {:.1} |\n\
         | file, bytes an event | {} |\n| on one core, reports a second | {:.0} |\n| the last tenth of them | {:.0} |\n",
        stored.reports,
        stored.words / stored.reports,
        stored.events,
        stored.events as f64 / stored.reports as f64,
        bytes / stored.events,
        rate(stored.reports, stored.time),
        rate(stored.reports.div_ceil(10), stored.last),
    )
}

fn searches(searched: &[Searched]) -> String {
    let mut all: Vec<Duration> = searched.iter().flat_map(|one| one.times.clone()).collect();
    all.sort();
    let head = "| found | p50, ms | p95, ms | longest, ms | events that match, on average |\n| --- | --- | --- | --- | --- |\n";
    let row = |name: &str, times: &[Duration], found: usize| {
        let [median, most, longest] = [50, 95, 100].map(|percent| quantile(times, percent));
        format!("| {name} | {median:.1} | {most:.1} | {longest:.1} | {found} |\n")
    };
    let each = searched.iter().map(|one| row(one.name, &one.times, one.found / SEARCHES));
    let found = searched.iter().map(|one| one.found).sum::<usize>() / all.len();
    format!("{head}{}{}", each.collect::<String>(), row("all with three filters", &all, found))
}
