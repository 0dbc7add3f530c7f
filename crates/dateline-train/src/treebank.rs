//! Reads treebanks in CoNLL-U.

use anyhow::{Context, Result, bail};
use dateline_doc::Deprel;
use std::path::Path;

/// A sentence of a treebank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Identifier of the document it stands in.
    pub doc: String,
    /// True where it opens a paragraph.
    pub opens_paragraph: bool,
    /// Its words.
    pub words: Vec<Word>,
}

/// A word of a treebank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Word {
    /// As written.
    pub form: String,
    /// Lemma.
    pub lemma: String,
    /// UPOS and XPOS with a tab between.
    pub tag: String,
    /// FEATS column.
    pub feats: String,
    /// Head as an index; the number of words for the root.
    pub head: u32,
    /// Index of `Deprel::ALL`.
    pub label: u8,
    /// True where a space follows.
    pub spaced: bool,
}

impl Sentence {
    /// The words' forms.
    pub fn forms(&self) -> Vec<&str> {
        self.words.iter().map(|word| word.form.as_str()).collect()
    }

    /// The words' heads.
    pub fn heads(&self) -> Vec<u32> {
        self.words.iter().map(|word| word.head).collect()
    }

    /// The genre in the document's name ("weblog", "GUM_news").
    pub fn genre(&self) -> &str {
        let end = match self.doc.strip_prefix("GUM_") {
            Some(rest) => 4 + rest.find('_').unwrap_or(rest.len()),
            None => self.doc.find('-').unwrap_or(self.doc.len()),
        };
        &self.doc[..end]
    }
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read {}; unpack the training data first", path.display()))?;
    parse(&text).with_context(|| format!("{} is not CoNLL-U", path.display()))
}

/// Reads CoNLL-U text; words inside a written word take their spacing from it.
pub fn parse(text: &str) -> Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    let mut open = Sentence::default();
    let mut fused: Option<(usize, bool)> = None;
    for (nth, line) in text.lines().enumerate() {
        if let Some(comment) = line.strip_prefix('#') {
            if let Some((_, doc)) = comment.split_once("newdoc id = ") {
                open.doc = doc.to_owned();
            }
            open.opens_paragraph |= comment.starts_with(" newpar") || comment.contains("newdoc");
        } else if line.is_empty() {
            finish(&mut open, &mut sentences);
            fused = None;
        } else {
            word(line, &mut open, &mut fused).with_context(|| format!("line {}: {line}", nth + 1))?;
        }
    }
    finish(&mut open, &mut sentences);
    Ok(sentences)
}

fn finish(open: &mut Sentence, sentences: &mut Vec<Sentence>) {
    let next = Sentence { doc: open.doc.clone(), ..Sentence::default() };
    let mut done = std::mem::replace(open, next);
    let size = done.words.len() as u32;
    for word in &mut done.words {
        word.head = if word.head == 0 { size } else { (word.head - 1).min(size) };
    }
    if size > 0 {
        sentences.push(done);
    }
}

fn word(line: &str, open: &mut Sentence, fused: &mut Option<(usize, bool)>) -> Result<()> {
    let columns: Vec<_> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, feats, head, label, _, misc] = columns[..] else {
        bail!("{} columns instead of ten", columns.len())
    };
    let spaced = !misc.split('|').any(|part| part == "SpaceAfter=No");
    if let Some((_, last)) = id.split_once('-') {
        *fused = Some((last.parse()?, spaced));
        return Ok(());
    }
    if id.contains('.') {
        return Ok(());
    }
    let nth: usize = id.parse()?;
    let spaced = match fused {
        Some((last, spaced)) if nth <= *last => nth == *last && *spaced,
        _ => spaced,
    };
    let deprel = Deprel::parse(label);
    open.words.push(Word {
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        tag: format!("{upos}\t{xpos}"),
        feats: feats.to_owned(),
        head: head.parse()?,
        label: Deprel::ALL.iter().position(|one| *one == deprel).unwrap_or(0) as u8,
        spaced,
    });
    Ok(())
}
