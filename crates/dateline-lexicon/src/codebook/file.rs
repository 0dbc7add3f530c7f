//! Reads codebook files (TOML) into rules.

use super::{Case, CaseError, Codebook, Condition, Context, HEADER, ModeCue, Rule, Slot, Test, Trigger, TriggerPos};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is wrong with a codebook file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is no TOML or has unknown keys.
    #[error("{file}: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// What the TOML reader says, with line and column.
        message: String,
    },
    /// A rule is incomplete.
    #[error("{file}: rule `{rule}`: {problem}")]
    Rule {
        /// The file.
        file: String,
        /// The rule.
        rule: String,
        /// What to mend.
        problem: String,
    },
    /// A case can't be read.
    #[error("{file}: rule `{rule}`: case \"{case}\": {error}")]
    Case {
        /// The file.
        file: String,
        /// The rule.
        rule: String,
        /// The case as written.
        case: String,
        /// What is wrong.
        error: CaseError,
    },
}

/// What a codebook of one's own is.
pub(super) struct Header {
    /// Its name, as records give it.
    pub(super) name: String,
    /// It adds to the built-in codebook instead of standing alone.
    pub(super) extends: bool,
}

/// The header file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHeader {
    name: String,
    extends: Option<String>,
}

/// Reads the header among a codebook's files.
pub(super) fn header(files: &[(&str, &str)]) -> Result<Header, Error> {
    let wrong = |message: String| Error::Syntax { file: HEADER.to_owned(), message };
    let text = files.iter().find(|(name, _)| *name == HEADER).map(|(_, text)| *text);
    let text = text.ok_or_else(|| {
        wrong("it is missing; it says `name = \"…\"`, and `extends = \"plover\"` where it adds to PLOVER".to_owned())
    })?;
    let raw: RawHeader = toml::from_str(text).map_err(|error| wrong(error.to_string().trim().to_owned()))?;
    match raw.extends.as_deref() {
        None | Some("plover") => Ok(Header { name: raw.name, extends: raw.extends.is_some() }),
        Some(other) => Err(wrong(format!("it extends {other:?}, which is unknown; only \"plover\" can be extended"))),
    }
}

/// A file: defaults for its rules, the rules, word classes, mode cues.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    defaults: Defaults,
    #[serde(default)]
    rule: Vec<RawRule>,
    #[serde(default)]
    class: Vec<RawClass>,
    #[serde(default)]
    mode: Vec<RawMode>,
    #[serde(default)]
    context: Vec<RawClass>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Defaults {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    political: bool,
    #[serde(default)]
    absorbs_content: bool,
    #[serde(default)]
    mutual: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClass {
    name: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMode {
    #[serde(rename = "type")]
    kind: String,
    mode: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    mode: Option<String>,
    cameo: Option<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    subject: Vec<String>,
    #[serde(default)]
    not_subject: Vec<String>,
    #[serde(default)]
    object: Vec<String>,
    #[serde(default)]
    not_object: Vec<String>,
    /// What must stand in another slot, by its name or preposition: `where = { against = ["@armed"] }`.
    #[serde(default)]
    r#where: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    needs_after: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default)]
    not_near: Vec<String>,
    actor: Option<Vec<String>>,
    recipient: Option<Vec<String>>,
    mutual: Option<bool>,
    #[serde(default)]
    patient_noun: bool,
    #[serde(default)]
    may_assassinate: bool,
    political: Option<bool>,
    absorbs_content: Option<bool>,
    figure: Option<String>,
    confidence: Option<f64>,
    #[serde(default)]
    fires: Vec<String>,
    #[serde(default)]
    silent: Vec<String>,
}

/// What the people of a count can be.
const FIGURES: &[&str] = &[
    "killed",
    "injured",
    "killed_or_injured",
    "detained",
    "missing",
    "displaced",
    "abducted",
    "released",
    "participants",
    "other",
];

/// Adds a file's rules, classes and mode cues to the book.
pub(super) fn read(book: &mut Codebook, file: &str, text: &str) -> Result<(), Error> {
    let raw: File = toml::from_str(text)
        .map_err(|error| Error::Syntax { file: file.to_owned(), message: error.to_string().trim().to_owned() })?;
    for class in raw.class {
        let mut words: Vec<Box<str>> = class.words.into_iter().map(Into::into).collect();
        words.sort();
        book.classes.insert(class.name.into(), words);
    }
    book.modes.extend(raw.mode.into_iter().map(|m| ModeCue {
        kind: m.kind.into(),
        mode: m.mode.into(),
        lemmas: m.words.into_iter().map(Into::into).collect(),
    }));
    book.contexts.extend(raw.context.into_iter().map(|context| {
        let mut words: Vec<Box<str>> = context.words.into_iter().map(Into::into).collect();
        words.sort();
        Context { name: context.name.into(), words }
    }));
    for rule in raw.rule {
        let line = line_of(text, &rule.id);
        let rule = Rule { line, ..compile(rule, &raw.defaults, file)? };
        if book.rule(&rule.id).is_some() {
            return Err(problem(file, &rule.id, "the same id stands twice; give it another"));
        }
        book.rules.push(rule);
    }
    Ok(())
}

/// The line of a rule in its file, from 1.
fn line_of(text: &str, id: &str) -> u32 {
    let wanted = format!("id = \"{id}\"");
    let at = text.lines().position(|line| line.trim() == wanted);
    at.map_or(0, |line| line as u32 + 1)
}

fn compile(raw: RawRule, defaults: &Defaults, file: &str) -> Result<Rule, Error> {
    let kind = raw.kind.clone().or_else(|| defaults.kind.clone());
    let kind = kind.ok_or_else(|| problem(file, &raw.id, "it has no type; add `type = \"…\"`"))?;
    let triggers = triggers(&raw);
    if triggers.is_empty() {
        return Err(problem(file, &raw.id, "it has no words; add `verbs`, `nouns` or `adjectives`"));
    }
    if raw.fires.is_empty() || raw.silent.is_empty() {
        return Err(problem(file, &raw.id, "it needs at least one case under `fires` and one under `silent`"));
    }
    if let Some(role) = raw.figure.as_deref().filter(|role| !FIGURES.contains(role)) {
        let what = format!("{role:?} is no role of a figure; use one of: {}", FIGURES.join(", "));
        return Err(problem(file, &raw.id, &what));
    }
    let fires = raw.fires.iter().map(|case| parse_case(case, file, &raw.id)).collect::<Result<_, _>>()?;
    let mutual = raw.mutual.unwrap_or(defaults.mutual);
    Ok(Rule {
        file: file.into(),
        line: 0,
        kind: kind.into(),
        mode: raw.mode.as_deref().map(Arc::from),
        cameo: raw.cameo.as_deref().map(Arc::from),
        triggers,
        conditions: conditions(&raw),
        needs_after: boxed(&raw.needs_after),
        near: tests(&raw.near),
        not_near: tests(&raw.not_near),
        actor: raw.actor.as_deref().map_or_else(|| vec![Slot::Subject], slots),
        recipient: raw.recipient.as_deref().map_or_else(|| default_recipient(mutual), slots),
        mutual,
        patient_noun: raw.patient_noun,
        political: raw.political.unwrap_or(defaults.political),
        absorbs_content: raw.absorbs_content.unwrap_or(defaults.absorbs_content),
        may_assassinate: raw.may_assassinate,
        figure: raw.figure.as_deref().map(Box::from),
        confidence: (raw.confidence.unwrap_or(0.75) * 1000.0) as u16,
        fires,
        silent: boxed(&raw.silent),
        id: raw.id.into(),
    })
}

fn triggers(raw: &RawRule) -> Vec<Trigger> {
    let verbs = raw.verbs.iter().map(|words| verb(words));
    let nouns = raw.nouns.iter().map(|words| noun(words));
    let adjectives = raw.adjectives.iter().map(|words| Trigger { pos: TriggerPos::Adjective, ..verb(words) });
    verbs.chain(nouns).chain(adjectives).collect()
}

/// "open fire": the head comes first.
fn verb(words: &str) -> Trigger {
    let mut words = words.split_whitespace().map(Box::from);
    Trigger { pos: TriggerPos::Verb, head: words.next().unwrap_or_default(), with: words.collect() }
}

/// "air strike": the head comes last.
fn noun(words: &str) -> Trigger {
    let mut words: Vec<Box<str>> = words.split_whitespace().map(Box::from).collect();
    Trigger { pos: TriggerPos::Noun, head: words.pop().unwrap_or_default(), with: words }
}

fn conditions(raw: &RawRule) -> Vec<Condition> {
    let sides = [
        (Slot::Subject, &raw.subject, true),
        (Slot::Subject, &raw.not_subject, false),
        (Slot::Object, &raw.object, true),
        (Slot::Object, &raw.not_object, false),
    ];
    let others = raw.r#where.iter().map(|(name, words)| (slot(name), words, true));
    sides
        .into_iter()
        .chain(others)
        .filter(|(_, words, _)| !words.is_empty())
        .map(|(slot, words, wanted)| Condition { slot, any: tests(words), wanted })
        .collect()
}

fn tests(words: &[String]) -> Vec<Test> {
    words.iter().map(|word| test(word)).collect()
}

fn test(text: &str) -> Test {
    match text.strip_prefix('@') {
        Some(class) => Test::Class(class.into()),
        None => Test::Lemma(text.into()),
    }
}

fn slots(names: &[String]) -> Vec<Slot> {
    names.iter().map(|name| slot(name)).collect()
}

fn slot(name: &str) -> Slot {
    match name {
        "subject" => Slot::Subject,
        "object" => Slot::Object,
        "indirect" => Slot::Indirect,
        "speaker" => Slot::Speaker,
        preposition => Slot::After(preposition.into()),
    }
}

/// Who undergoes an act that says nothing else: its object, or for nouns what it is "on" or "against".
fn default_recipient(mutual: bool) -> Vec<Slot> {
    if mutual {
        return Vec::new();
    }
    vec![Slot::Object, Slot::After("against".into()), Slot::After("on".into()), Slot::After("at".into())]
}

fn boxed(words: &[String]) -> Vec<Box<str>> {
    words.iter().map(|w| w.as_str().into()).collect()
}

fn parse_case(case: &str, file: &str, rule: &str) -> Result<Case, Error> {
    Case::parse(case).map_err(|error| Error::Case {
        file: file.to_owned(),
        rule: rule.to_owned(),
        case: case.to_owned(),
        error,
    })
}

/// What is wrong with a rule that names a class nobody knows, with the classes that there are.
pub(super) fn unknown_class(rule: &Rule, class: &str, known: &[&str]) -> Error {
    let known: Vec<String> = known.iter().map(|name| format!("@{name}")).collect();
    let what = format!(
        "@{class} is no class; add it (`[[class]]`, `name = \"{class}\"`, `words = […]`) or use one of: {}",
        known.join(", ")
    );
    problem(&rule.file, &rule.id, &what)
}

fn problem(file: &str, rule: &str, problem: &str) -> Error {
    Error::Rule { file: file.to_owned(), rule: rule.to_owned(), problem: problem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Result<Codebook, Error> {
        Codebook::load("test", &[("a.toml", text)])
    }

    const RULE: &str = r#"
        [[rule]]
        id = "x.kill"
        type = "ASSAULT"
        verbs = ["kill", "gun down"]
        nouns = ["drone strike"]
    "#;

    #[test]
    fn a_rule_without_both_kinds_of_case_does_not_load() {
        let error = load(&format!("{RULE}\nfires = [\"{{A}} [killed] <B>\"]")).unwrap_err().to_string();
        assert!(error.contains("a.toml") && error.contains("x.kill") && error.contains("silent"), "{error}");
    }

    #[test]
    fn triggers_are_found_by_their_head_the_most_specific_first() {
        let book = load(&format!("{RULE}\nfires = [\"[killed]\"]\nsilent = [\"x\"]")).unwrap();
        let (_, gun) = book.candidates(TriggerPos::Verb, "gun").next().unwrap();
        assert_eq!(&*gun.with[0], "down");
        let (_, strike) = book.candidates(TriggerPos::Noun, "strike").next().unwrap();
        assert_eq!(&*strike.with[0], "drone");
        assert_eq!(book.candidates(TriggerPos::Noun, "kill").count(), 0);
    }

    #[test]
    fn an_unknown_class_is_an_error_that_names_the_known_ones() {
        let cases = "fires = [\"[killed]\"]\nsilent = [\"x\"]";
        let class = "[[class]]\nname = \"own\"\nwords = [\"a\"]";
        for (tests, fails) in [
            ("object = [\"@persn\"]", true),
            ("near = [\"@persn\"]", true),
            ("where = { against = [\"@persn\"] }", true),
            ("object = [\"@person\", \"@own\"]", false),
        ] {
            let loaded = load(&format!("{RULE}\n{tests}\n{cases}\n{class}"));
            let error = loaded.err().map(|error| error.to_string());
            assert_eq!(error.is_some(), fails, "{tests}: {error:?}");
            let named = |e: String| ["a.toml", "x.kill", "@persn", "@person", "@own"].iter().all(|w| e.contains(w));
            assert!(error.is_none_or(named), "{tests}");
        }
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_place() {
        let error = load("[[rule]]\nid = \"x\"\nverb = [\"kill\"]").unwrap_err().to_string();
        assert!(error.contains("a.toml") && error.contains("verb"), "{error}");
    }
}
