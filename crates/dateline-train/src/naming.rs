//! Reads several sets of labelled names.

use anyhow::{Context, Result};
use dateline_annotate::names::allowed;
use std::path::Path;

/// A sentence with labels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// The words.
    pub forms: Vec<String>,
    /// Indices of `CLASSES`.
    pub labels: Vec<u8>,
    /// Which set it is of: sets differ in what they take for a name, so each has weights of its own.
    pub set: u8,
}

/// Number of sets.
pub const SETS: usize = 3;

/// Reads a file of one word a line with its label in BIO; the columns are counted from 0.
pub fn read(path: &Path, columns: (usize, usize), set: u8) -> Result<Vec<Named>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read {}; unpack the training data first", path.display()))?;
    Ok(parse(&text, columns, set))
}

/// As [`read`], from text.
pub fn parse(text: &str, (form, label): (usize, usize), set: u8) -> Vec<Named> {
    let new = || Named { set, ..Named::default() };
    let mut all = vec![new()];
    let mut last = 0;
    for line in text.lines().filter(|line| !line.starts_with("# ")) {
        let columns: Vec<_> = line.split('\t').collect();
        if line.is_empty() {
            all.push(new());
            last = 0;
        } else if let (Some(form), Some(label), Some(open)) = (columns.get(form), columns.get(label), all.last_mut()) {
            // Twitter's handles are marked as persons in one set; none of ours is a name.
            last = if form.starts_with('@') { 0 } else { class(label, last) };
            open.forms.push((*form).to_owned());
            open.labels.push(last);
        }
    }
    all.retain(|sentence| !sentence.forms.is_empty());
    all
}

/// The class of a label in any of the sets.
fn class(label: &str, last: u8) -> u8 {
    let Some((place, kind)) = label.split_once('-') else { return 0 };
    let inside = match kind {
        "PER" | "politician" | "person" | "writer" | "musicalartist" | "scientist" | "researcher" => 2,
        "ORG" | "politicalparty" | "organisation" | "university" | "band" | "corporation" | "group" => 4,
        "LOC" | "country" | "location" => 6,
        _ => return 0,
    };
    if place == "I" && allowed(last, inside) { inside } else { inside - 1 }
}
