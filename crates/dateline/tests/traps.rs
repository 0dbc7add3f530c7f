//! Sentences that look like events and are none, and their twins that are events (`traps.tsv`).
//!
//! Every row is read as a report of its own. The table of results is printed: `cargo test -p dateline --test traps --
//! --nocapture` shows it, in the form that the score card has. The test fails when more traps fire, or fewer twins are
//! found, than the rows `ratchet` of the file allow; whoever makes the coder better turns them.

use dateline::doc::{Day, Event, Reality};
use dateline::ingest::{Defaults, from_text};
use dateline::{Tools, read};
use std::collections::BTreeMap;

const ROWS: &str = include_str!("traps.tsv");
/// The types of the codebook.
const TYPES: &str = "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT \
                     SANCTION SUPPORT THREATEN";
/// What may stand for a paragraph's end, so that a row stays one line.
const PARAGRAPH: &str = " ¶ ";

#[test]
fn traps_stay_silent_and_their_twins_are_coded() {
    let rows = rows();
    let results = outcomes(&rows);
    let score = Score::of(&results);
    println!("{}\n{}\n{}", score.table(), rules(&results), failures(&results));
    let (most_fired, least_found) = (ratchet("traps fired"), ratchet("twins found"));
    assert!(score.fired() <= most_fired, "{} traps fire, {most_fired} may", score.fired());
    assert!(score.found() >= least_found, "{} twins are found, {least_found} must be", score.found());
}

#[test]
fn the_file_holds_enough_rows_of_the_right_form() {
    let rows = rows();
    let twins = rows.iter().filter(|row| row.is_twin()).count();
    assert!(rows.len() - twins >= 420 && twins >= 110, "{} rows, {twins} of them twins", rows.len());
    let mut texts: Vec<_> = rows.iter().map(|row| row.text).collect();
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), rows.len(), "a sentence stands twice");
    let known = |(kind, limit)| TYPES.split(' ').any(|known| known == kind) && is_limit(limit);
    let strange: Vec<_> = rows.iter().filter(|row| !row.items().all(known)).map(|row| row.text).collect();
    assert!(strange.is_empty(), "of no known form: {strange:?}");
}

/// A line of the file.
struct Row {
    category: &'static str,
    allowed: &'static str,
    text: &'static str,
}

impl Row {
    fn is_twin(&self) -> bool {
        self.allowed.starts_with('+')
    }

    /// The types it names, each with what limits it ("" where nothing does).
    fn items(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let items = self.allowed.trim_start_matches('+').split(',').filter(|item| *item != "-");
        items.map(|item| item.split_once(':').unwrap_or((item, "")))
    }

    fn allows(&self, event: &Event) -> bool {
        self.items().any(|(kind, limit)| kind == &*event.kind.value && within(limit, event))
    }
}

fn is_limit(limit: &str) -> bool {
    ["", "unreal", "background"].contains(&limit)
}

/// Whether an event keeps the limit of the type: `unreal` is any reality but occurred.
fn within(limit: &str, event: &Event) -> bool {
    match limit {
        "unreal" => event.reality.value != Reality::Occurred,
        "background" => event.background.value,
        _ => true,
    }
}

/// Lines of three columns, without comments.
fn lines() -> impl Iterator<Item = [&'static str; 3]> {
    ROWS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let columns: Vec<_> = line.split('\t').collect();
        columns.try_into().unwrap_or_else(|_| panic!("not three columns: {line:?}"))
    })
}

fn rows() -> Vec<Row> {
    let rows = lines().filter(|[category, ..]| *category != "ratchet");
    rows.map(|[category, allowed, text]| Row { category, allowed, text }).collect()
}

fn ratchet(name: &str) -> usize {
    let value = lines().find(|[category, key, _]| *category == "ratchet" && *key == name).map(|[.., value]| value);
    value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no ratchet {name:?}"))
}

/// What was coded of a row.
struct Outcome<'a> {
    row: &'a Row,
    /// Of a trap, the events that are not allowed; of a twin, all.
    coded: Vec<Coded>,
    /// A trap that fired, or a twin that was not found.
    wrong: bool,
}

/// An event in a few words.
struct Coded {
    rule: String,
    words: String,
}

fn outcomes(rows: &[Row]) -> Vec<Outcome<'_>> {
    let tools = Tools::builtin();
    rows.iter().map(|row| outcome(row, &tools)).collect()
}

fn outcome<'a>(row: &'a Row, tools: &Tools) -> Outcome<'a> {
    let day = Day { year: 2020, month: 3, day: 18 };
    let defaults = Defaults { published: Some(day), language: Some("en".to_owned()), ..Defaults::default() };
    let (article, _) = from_text("trap", row.text.replace(PARAGRAPH, "\n\n").as_bytes(), &defaults);
    let reading = read(article, tools);
    let found = |event: &Event| event.reality.value == Reality::Occurred && row.allows(event);
    let coded: Vec<_> = reading.events.iter().filter(|event| row.is_twin() || !row.allows(event)).collect();
    let wrong = if row.is_twin() { !reading.events.iter().any(found) } else { !coded.is_empty() };
    let coded = coded.into_iter().map(|event| Coded {
        rule: event.kind.evidence.decided_by.to_string(),
        words: format!(
            "{} {} \"{}\"",
            event.kind.value,
            event.reality.value.as_str(),
            reading.article.text.slice(event.trigger)
        ),
    });
    Outcome { row, coded: coded.collect(), wrong }
}

/// Counts of a category.
#[derive(Default)]
struct Counts {
    traps: usize,
    fired: usize,
    twins: usize,
    found: usize,
}

impl Counts {
    fn add(&mut self, outcome: &Outcome<'_>) {
        let wrong = usize::from(outcome.wrong);
        if outcome.row.is_twin() {
            self.twins += 1;
            self.found += 1 - wrong;
        } else {
            self.traps += 1;
            self.fired += wrong;
        }
    }
}

struct Score(BTreeMap<&'static str, Counts>);

impl Score {
    fn of(outcomes: &[Outcome<'_>]) -> Self {
        let mut score = BTreeMap::<_, Counts>::new();
        for outcome in outcomes {
            score.entry(outcome.row.category).or_default().add(outcome);
        }
        Score(score)
    }

    fn fired(&self) -> usize {
        self.0.values().map(|counts| counts.fired).sum()
    }

    fn found(&self) -> usize {
        self.0.values().map(|counts| counts.found).sum()
    }

    fn table(&self) -> String {
        let mut table = "| category | traps | fired | twins | found |\n| --- | --: | --: | --: | --: |\n".to_owned();
        let mut sum = Counts::default();
        for (category, Counts { traps, fired, twins, found }) in &self.0 {
            table += &format!("| {category} | {traps} | {fired} | {twins} | {found} |\n");
            sum.traps += traps;
            sum.twins += twins;
        }
        table + &format!("| all | {} | {} | {} | {} |\n", sum.traps, self.fired(), sum.twins, self.found())
    }
}

/// Rules by the number of traps in which they fired, most first.
fn rules(outcomes: &[Outcome<'_>]) -> String {
    let mut counts = BTreeMap::<&str, usize>::new();
    for outcome in outcomes.iter().filter(|outcome| outcome.wrong && !outcome.row.is_twin()) {
        let mut rules: Vec<_> = outcome.coded.iter().map(|coded| coded.rule.as_str()).collect();
        rules.sort_unstable();
        rules.dedup();
        rules.into_iter().for_each(|rule| *counts.entry(rule).or_default() += 1);
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
    let lines = counts.iter().map(|(rule, count)| format!("| `{rule}` | {count} |\n"));
    "| rule | traps |\n| --- | --: |\n".to_owned() + &lines.collect::<String>()
}

/// Traps that fired and twins that were not found, a line each.
fn failures(outcomes: &[Outcome<'_>]) -> String {
    let wrong = outcomes.iter().filter(|outcome| outcome.wrong);
    let line = |outcome: &Outcome<'_>| {
        let Row { category, allowed, text } = outcome.row;
        let coded: Vec<_> = outcome.coded.iter().map(|coded| format!("{} ({})", coded.rule, coded.words)).collect();
        let what = if outcome.row.is_twin() { "missed" } else { "fired" };
        format!("{what}\t{category}\t{allowed}\t{}\t{text}\n", coded.join("; "))
    };
    wrong.map(line).collect()
}
