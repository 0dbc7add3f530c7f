//! Candidates with the answer: from annotated reports, from the cases that the rules carry, and from the traps.

use anyhow::{Context, Result, anyhow};
use dateline::doc::{Article, Byte, Day, Event, Reality, Span};
use dateline::ingest::{Defaults, from_json_line, from_text};
use dateline::{Tools, read};
use dateline_doc::Confidence;
use dateline_events::code::observations;
use serde_json::{Value, json};
use std::path::Path;

/// Where an example comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Set {
    /// An annotated report.
    Report,
    /// A case of a rule.
    Case,
    /// A trap or its twin.
    Trap,
}

/// A candidate, what the decision sees of it, and whether it is right.
#[derive(Debug, Clone)]
pub struct Example {
    /// Where it comes from.
    pub set: Set,
    /// What it may not be torn from across folds: its report, its rule's cases, its trap.
    pub group: String,
    /// It is an event of its type.
    pub right: bool,
    /// The confidence set by hand.
    pub by_hand: f64,
    /// Names and strengths.
    pub features: Vec<(String, f64)>,
}

impl Example {
    /// One without features.
    pub fn of(set: Set, group: &str, right: bool) -> Self {
        Example { set, group: group.to_owned(), right, by_hand: 0.5, features: Vec::new() }
    }
}

/// Examples, and how many events there are to find.
#[derive(Debug, Default)]
pub struct Examples {
    /// One a candidate.
    pub list: Vec<Example>,
    /// Annotated events that count.
    pub gold: usize,
    /// Reports.
    pub reports: usize,
}

/// Tools that keep every candidate.
pub fn tools() -> Tools {
    Tools { min_confidence: Confidence::per_mille(0), ..Tools::builtin() }
}

type Observed = (Event, Vec<(String, f64)>);

/// What the rules propose in a report.
fn observe(article: Article, tools: &Tools) -> (Article, Vec<Observed>) {
    let reading = read(article, tools);
    let observed = observations(&reading.article, &reading.layers, &tools.codebook, &tools.actors);
    (reading.article, observed)
}

fn example(set: Set, group: &str, right: bool, (event, features): Observed) -> Example {
    let by_hand = f64::from(event.confidence.as_per_mille()) / 1000.0;
    Example { by_hand, features, ..Example::of(set, group, right) }
}

/// From the annotated reports of a folder. A candidate that meets only an optional mention is left out.
pub fn reports(folder: &Path, tools: &Tools) -> Result<Examples> {
    let list = std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut files = list.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let mut examples = Examples::default();
    for file in &files {
        let gold: Value = serde_json::from_slice(&std::fs::read(file)?).with_context(|| file.display().to_string())?;
        add_report(&gold, tools, &mut examples).with_context(|| file.display().to_string())?;
    }
    Ok(examples)
}

fn add_report(gold: &Value, tools: &Tools, examples: &mut Examples) -> Result<()> {
    let mut report = json!({});
    for key in ["id", "text", "title", "url", "published"] {
        if !gold[key].is_null() && gold[key] != "" {
            report[key] = gold[key].clone();
        }
    }
    let line = report.to_string();
    let (article, _) =
        from_json_line("gold", 1, line.as_bytes(), &Defaults::default()).map_err(|e| anyhow!("{e:?}"))?;
    let (article, observed) = observe(article, tools);
    let mentions: Vec<Mention> = gold["events"].as_array().into_iter().flatten().filter_map(Mention::of).collect();
    examples.reports += 1;
    examples.gold += mentions.iter().filter(|mention| !mention.optional).count();
    let answers = answers(&article, &mentions, &observed);
    for (one, answer) in observed.into_iter().zip(answers).filter(|(_, answer)| *answer != Answer::Optional) {
        examples.list.push(example(Set::Report, &article.id, answer == Answer::Right, one));
    }
    Ok(())
}

/// An annotated mention.
struct Mention<'a> {
    kind: &'a str,
    start: u64,
    end: u64,
    optional: bool,
}

impl<'a> Mention<'a> {
    fn of(event: &'a Value) -> Option<Self> {
        Some(Mention {
            kind: event["type"].as_str()?,
            start: event["trigger"][0].as_u64()?,
            end: event["trigger"][1].as_u64()?,
            optional: event["optional"].as_bool().unwrap_or(false),
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Right,
    Optional,
    Wrong,
}

/// One to one as the scorer has it: mentions that count first, each with the first candidate of its type on its words.
fn answers(article: &Article, mentions: &[Mention<'_>], observed: &[Observed]) -> Vec<Answer> {
    let mut answers = vec![Answer::Wrong; observed.len()];
    for optional in [false, true] {
        for mention in mentions.iter().filter(|mention| mention.optional == optional) {
            let meets = |at: &usize| {
                let event = &observed[*at].0;
                let span = article.text.to_chars(event.trigger);
                let overlaps = mention.start < u64::from(span.end) && u64::from(span.start) < mention.end;
                answers[*at] == Answer::Wrong && overlaps && *event.kind.value == *mention.kind
            };
            if let Some(at) = (0..observed.len()).find(meets) {
                answers[at] = if optional { Answer::Optional } else { Answer::Right };
            }
        }
    }
    answers
}

/// From the cases of the codebook's rules: the marked trigger is an event; what a silent case sets off is none. Other
/// candidates of a case are left out: nobody has said what they are.
pub fn cases(tools: &Tools) -> Vec<Example> {
    let mut examples = Vec::new();
    for rule in tools.codebook.rules() {
        let kind = |one: &Observed| one.0.kind.value == rule.kind;
        for case in &rule.fires {
            let marked = Span::<Byte>::new(case.trigger.start as u32, case.trigger.end as u32);
            let found = observe(sentence(&case.text), tools).1;
            let right = found.into_iter().filter(|one| kind(one) && one.0.trigger.overlaps(marked));
            examples.extend(right.map(|one| example(Set::Case, &rule.id, true, one)));
        }
        for text in &rule.silent {
            let wrong = observe(sentence(text), tools).1.into_iter().filter(kind);
            examples.extend(wrong.map(|one| example(Set::Case, &rule.id, false, one)));
        }
    }
    examples
}

fn sentence(text: &str) -> Article {
    Article { language: Some("en".to_owned()), ..Article::of_text("case", text) }
}

/// From the lines of the trap suite (category, what may be coded, the sentence). Of a trap, what its row does not allow
/// is wrong; of a twin, what it asks for is right; all else is left out.
pub fn traps(rows: &str, tools: &Tools) -> Vec<Example> {
    let mut examples = Vec::new();
    for line in rows.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [category, allowed, text] = columns[..] else { continue };
        if category == "ratchet" {
            continue;
        }
        for one in observe(trap(text), tools).1 {
            let (twin, allows) = (allowed.starts_with('+'), allows(allowed, &one.0));
            if twin && allows && one.0.reality.value == Reality::Occurred {
                examples.push(example(Set::Trap, text, true, one));
            } else if !twin && !allows {
                examples.push(example(Set::Trap, text, false, one));
            }
        }
    }
    examples
}

fn allows(allowed: &str, event: &Event) -> bool {
    allowed.trim_start_matches('+').split(',').any(|item| {
        let (kind, limit) = item.split_once(':').unwrap_or((item, ""));
        let within = match limit {
            "unreal" => event.reality.value != Reality::Occurred,
            "background" => event.background.value,
            _ => true,
        };
        kind == &*event.kind.value && within
    })
}

/// As the suite reads it.
fn trap(text: &str) -> Article {
    let day = Day { year: 2020, month: 3, day: 18 };
    let defaults = Defaults { published: Some(day), language: Some("en".to_owned()), ..Defaults::default() };
    from_text("trap", text.replace(" ¶ ", "\n\n").as_bytes(), &defaults).0
}
