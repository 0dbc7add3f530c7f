//! The words of attribution: verbs and nouns that report, and what tells one kind of source from another.

use dateline_doc::SourceKind;
use std::collections::HashMap;

/// What a reporting word does with what it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Force {
    /// Says it.
    Say,
    /// Shows it: evidence, a report, a finding.
    Show,
    /// Says that it is not so.
    Deny,
    /// Blames, praises or describes.
    Judge,
    /// Asks for it.
    Ask,
    /// Undertakes it.
    Commit,
    /// Believes, fears, knows it.
    Mind,
    /// Wishes or intends it: a source of no fact.
    Will,
}

impl Force {
    const NAMES: &'static [(&'static str, Force)] = &[
        ("say", Force::Say),
        ("show", Force::Show),
        ("deny", Force::Deny),
        ("judge", Force::Judge),
        ("ask", Force::Ask),
        ("commit", Force::Commit),
        ("mind", Force::Mind),
        ("will", Force::Will),
    ];
}

/// Where what is reported stands beside the reporting word, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Frames(u32);

impl Frames {
    /// A clause with or without "that".
    pub const THAT: Frames = Frames(1);
    /// A quotation, or a clause set off by commas.
    pub const QUOTE: Frames = Frames(1 << 1);
    /// The direct object.
    pub const OBJECT: Frames = Frames(1 << 2);
    /// An infinitive.
    pub const INFINITIVE: Frames = Frames(1 << 3);
    /// A gerund.
    pub const GERUND: Frames = Frames(1 << 4);
    /// The direct object is who is told or asked.
    pub const HEARER: Frames = Frames(1 << 5);
    /// After "of".
    pub const OF: Frames = Frames(1 << 6);
    /// After "for".
    pub const FOR: Frames = Frames(1 << 7);
    /// After "against".
    pub const AGAINST: Frames = Frames(1 << 8);
    /// After "on" or "upon".
    pub const ON: Frames = Frames(1 << 9);
    /// After "about" or "over".
    pub const ABOUT: Frames = Frames(1 << 10);
    /// After "as": with the object, a description.
    pub const AS: Frames = Frames(1 << 11);
    /// After "to" with a noun.
    pub const TO: Frames = Frames(1 << 12);
    /// After "at".
    pub const AT: Frames = Frames(1 << 13);
    /// After "with".
    pub const WITH: Frames = Frames(1 << 14);
    /// After "by".
    pub const BY: Frames = Frames(1 << 15);
    /// After "in".
    pub const IN: Frames = Frames(1 << 16);

    const NAMES: &'static [(&'static str, Frames)] = &[
        ("that", Frames::THAT),
        ("quote", Frames::QUOTE),
        ("np", Frames::OBJECT),
        ("to", Frames::INFINITIVE),
        ("ing", Frames::GERUND),
        ("hear", Frames::HEARER),
        ("of", Frames::OF),
        ("for", Frames::FOR),
        ("against", Frames::AGAINST),
        ("on", Frames::ON),
        ("about", Frames::ABOUT),
        ("over", Frames::ABOUT),
        ("at", Frames::AT),
        ("with", Frames::WITH),
        ("by", Frames::BY),
        ("in", Frames::IN),
        ("as", Frames::AS),
        ("to-np", Frames::TO),
    ];

    /// True where all of `other` are in the set.
    pub const fn has(self, other: Frames) -> bool {
        self.0 & other.0 == other.0
    }

    /// The frame that a preposition opens, if any.
    pub fn of_preposition(word: &str) -> Option<Frames> {
        match word {
            "upon" => Some(Frames::ON),
            "to" => Some(Frames::TO),
            "that" | "quote" | "np" | "ing" | "hear" => None,
            word => Frames::NAMES.iter().find(|(name, _)| *name == word).map(|(_, frame)| *frame),
        }
    }
}

/// A word that reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reporting {
    /// What it does with what it reports.
    pub force: Force,
    /// Where that stands.
    pub frames: Frames,
}

/// A line of a source lexicon that can't be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("lexicons/sources/{file}:{line}: {what}")]
pub struct SourcesError {
    /// File name.
    pub file: &'static str,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what would be right.
    pub what: String,
}

/// The words of attribution.
#[derive(Debug, Clone)]
pub struct Sources {
    verbs: HashMap<String, Reporting>,
    nouns: HashMap<String, Reporting>,
    adjectives: HashMap<String, Reporting>,
    heads: HashMap<String, SourceKind>,
    names: HashMap<String, SourceKind>,
}

impl Sources {
    /// The lexicon inside the program.
    ///
    /// # Panics
    /// Where a line of it can't be read; a test of this crate reads them all.
    pub fn builtin() -> Self {
        Sources::parse(
            include_str!("../../../lexicons/sources/verbs.tsv"),
            include_str!("../../../lexicons/sources/nouns.tsv"),
            include_str!("../../../lexicons/sources/adjectives.tsv"),
            include_str!("../../../lexicons/sources/heads.tsv"),
            include_str!("../../../lexicons/sources/names.tsv"),
        )
        .unwrap_or_else(|error| panic!("{error}"))
    }

    /// Reads the five files of `lexicons/sources`.
    pub fn parse(verbs: &str, nouns: &str, adjectives: &str, heads: &str, names: &str) -> Result<Self, SourcesError> {
        Ok(Sources {
            verbs: table("verbs.tsv", verbs, |[lemma, force, frames]| Ok((lemma, reporting(force, frames)?)))?,
            nouns: table("nouns.tsv", nouns, |[lemma, force, frames]| Ok((lemma, reporting(force, frames)?)))?,
            adjectives: table("adjectives.tsv", adjectives, |[lemma, force, frames]| {
                Ok((lemma, reporting(force, frames)?))
            })?,
            heads: table("heads.tsv", heads, |[word, kind]| Ok((word, source_kind(kind)?)))?,
            names: table("names.tsv", names, |[name, kind]| Ok((name, source_kind(kind)?)))?,
        })
    }

    /// A verb by its lemma, particle included ("point out").
    pub fn verb(&self, lemma: &str) -> Option<Reporting> {
        self.verbs.get(lemma).copied()
    }

    /// A noun by its lemma.
    pub fn noun(&self, lemma: &str) -> Option<Reporting> {
        self.nouns.get(lemma).copied()
    }

    /// An adjective by its lemma.
    pub fn adjective(&self, lemma: &str) -> Option<Reporting> {
        self.adjectives.get(lemma).copied()
    }

    /// The kind of source that a head noun tells.
    pub fn head_kind(&self, lemma: &str) -> Option<SourceKind> {
        self.heads.get(lemma).copied()
    }

    /// The kind of source that a name tells, the name as it is usually written.
    pub fn name_kind(&self, name: &str) -> Option<SourceKind> {
        let name = name.strip_prefix("the ").unwrap_or(name);
        self.names.get(name).or_else(|| self.names.get(name.strip_prefix("The ")?)).copied()
    }
}

/// Reads lines of `N` tab-separated columns; `#` begins a remark; no key may come twice.
fn table<'a, V, const N: usize>(
    file: &'static str,
    text: &'a str,
    row: impl Fn([&'a str; N]) -> Result<(&'a str, V), String>,
) -> Result<HashMap<String, V>, SourcesError> {
    let mut all = HashMap::new();
    for (nth, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fail = |what| SourcesError { file, line: nth + 1, what };
        let (key, value) = columns(line).and_then(&row).map_err(fail)?;
        if all.insert(key.to_owned(), value).is_some() {
            return Err(fail("the word has a line already, merge the two".to_owned()));
        }
    }
    Ok(all)
}

fn columns<const N: usize>(line: &str) -> Result<[&str; N], String> {
    let cells: Vec<_> = line.split('\t').collect();
    let found = cells.len();
    cells.try_into().map_err(|_| format!("{found} columns, {N} wanted, set off by tabs"))
}

fn reporting(force: &str, frames: &str) -> Result<Reporting, String> {
    let force = named(Force::NAMES, force, "force")?;
    let mut all = Frames(0);
    for frame in frames.split(',') {
        all = Frames(all.0 | named(Frames::NAMES, frame, "frame")?.0);
    }
    Ok(Reporting { force, frames: all })
}

fn source_kind(text: &str) -> Result<SourceKind, String> {
    use SourceKind::{Agency, Document, Official, Outlet, Party, Unnamed, Witness};
    let kinds = [Outlet, Agency, Official, Document, Witness, Party, Unnamed].map(|kind| (kind.as_str(), kind));
    named(&kinds, text, "kind")
}

fn named<T: Copy>(names: &[(&str, T)], text: &str, what: &str) -> Result<T, String> {
    let known = || names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let found = names.iter().find(|(name, _)| *name == text);
    found.map(|(_, value)| *value).ok_or_else(|| format!("no {what} is called {text:?}, these are: {}", known()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_load() {
        let sources = Sources::builtin();
        let tell = sources.verb("tell").expect("tell reports");
        assert!(tell.frames.has(Frames::HEARER) && tell.force == Force::Say);
        assert_eq!(sources.name_kind("the BBC"), Some(SourceKind::Outlet));
        assert_eq!(sources.head_kind("witness"), Some(SourceKind::Witness));
        assert!(sources.noun("claim").is_some() && sources.adjective("sure").is_some());
    }

    #[test]
    fn a_bad_line_is_named() {
        let cases = [
            ("say\tspeak\tthat", 1, "no force is called \"speak\""),
            ("# x\nsay\tsay", 2, "2 columns, 3 wanted"),
            ("say\tsay\tthat\nsay\tsay\tnp", 2, "a line already"),
            ("say\tsay\tthat,then", 1, "no frame is called \"then\""),
        ];
        for (verbs, line, what) in cases {
            let error = Sources::parse(verbs, "", "", "", "").expect_err(verbs);
            assert_eq!((error.file, error.line), ("verbs.tsv", line));
            assert!(error.what.contains(what), "{error}");
        }
    }

    #[test]
    fn a_preposition_opens_a_frame() {
        assert_eq!(Frames::of_preposition("upon"), Some(Frames::ON));
        assert_eq!(Frames::of_preposition("to"), Some(Frames::TO));
        assert_eq!(Frames::of_preposition("that"), None);
    }
}
