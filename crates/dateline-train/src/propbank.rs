//! Reads PropBank: annotated sentences, and the frame files.

use anyhow::{Context, Result};
use dateline_annotate::arguments::frames::{Frame, key_of_alias};
use dateline_doc::{Role, Upos};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// A predicate of the corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Framed {
    /// The word.
    pub at: u32,
    /// Arguments with roles that we know, and their words.
    pub arguments: Vec<(Role, Range<u32>)>,
    /// Arguments with rare roles that we never give.
    pub unknown: usize,
}

/// Annotated sentences, by their words.
pub type Corpus = BTreeMap<Vec<String>, Vec<Framed>>;

/// Reads annotated sentences; those whose words differ from the treebank's are left out.
pub fn read(path: &Path) -> Result<Corpus> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read {}; unpack the training data first", path.display()))?;
    parse(&text).with_context(|| format!("{} is no PropBank", path.display()))
}

/// As [`read`], from text: one object a line.
pub fn parse(text: &str) -> Result<Corpus> {
    let mut corpus = Corpus::new();
    for (nth, line) in text.lines().enumerate() {
        let value: Value = serde_json::from_str(line).with_context(|| format!("line {}", nth + 1))?;
        if value["align"] == "exact" {
            let words = list(&value["tokens"]).iter().map(|word| word.as_str().unwrap_or("").to_owned()).collect();
            corpus.insert(words, list(&value["frames"]).iter().filter_map(framed).collect());
        }
    }
    Ok(corpus)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn framed(value: &Value) -> Option<Framed> {
    let mut framed = Framed { at: number(&value["p"])?, ..Framed::default() };
    for argument in list(&value["args"]) {
        let label = argument[0].as_str()?;
        let range = number(&argument[1])?..number(&argument[2])?;
        match Role::ALL.iter().find(|role| role.as_str() == label) {
            Some(role) => framed.arguments.push((*role, range)),
            // A piece of the predicate itself is no argument.
            None => framed.unknown += usize::from(label != "C-V"),
        }
    }
    Some(framed)
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

/// What the frame files say of each predicate, by the key of its name and part of speech.
pub type Frames = BTreeMap<u64, Frame>;

/// Reads the frame files: one roleset a line.
pub fn read_frames(path: &Path) -> Result<Frames> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read {}; unpack the training data first", path.display()))?;
    parse_frames(&text).with_context(|| format!("{} holds no frames", path.display()))
}

/// As [`read_frames`], from text.
pub fn parse_frames(text: &str) -> Result<Frames> {
    let mut frames = Frames::new();
    for (nth, line) in text.lines().enumerate() {
        let value: Value = serde_json::from_str(line).with_context(|| format!("line {}", nth + 1))?;
        let (roles, meanings) = roles(list(&value["roles"]));
        for alias in list(&value["aliases"]) {
            let class = match alias[0].as_str() {
                Some("v") => Upos::Verb,
                Some("n") => Upos::Noun,
                _ => Upos::Adj,
            };
            let key = key_of_alias(&alias[1].as_str().unwrap_or("").to_lowercase(), class);
            let frame = frames.entry(key).or_insert(Frame { first: roles, any: 0, meanings, senses: 0 });
            frame.any |= roles;
            frame.senses = frame.senses.saturating_add(1);
        }
    }
    Ok(frames)
}

/// The numbered roles of a roleset as bits, and what they mean.
fn roles(roles: &[Value]) -> (u8, [u8; 3]) {
    let mut bits = 0;
    let mut meanings = [0u8; 3];
    for role in roles {
        let number = role["n"].as_str().and_then(|number| number.parse::<usize>().ok()).filter(|number| *number < 6);
        if let Some(number) = number {
            bits |= 1 << number;
            meanings[number / 2] |= meaning(role["f"].as_str().unwrap_or("")) << (4 * (number % 2));
        }
    }
    (bits, meanings)
}

fn meaning(function: &str) -> u8 {
    const KNOWN: [&str; 13] =
        ["PAG", "PPT", "GOL", "PRD", "MNR", "DIR", "VSP", "LOC", "EXT", "CAU", "COM", "PRP", "TMP"];
    KNOWN.iter().position(|known| *known == function).map_or(15, |at| at as u8 + 1)
}
