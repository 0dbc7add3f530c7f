//! The trained model: tables read in place from one file.

use crate::arguments::Reader;
use crate::coref::Nouns;
use crate::encoder::{Encoder, Reading};
use crate::lemma::Script;
use crate::names::{CLASSES, Known};
use crate::signature::{Lexicon, Signed};
use dateline_doc::{Name, Predicate, Syntax, Upos};
use dateline_learn::{Archive, Table};

static ENGLISH: &[u8] = include_bytes!("../../../models/en/weights.bin");

/// A class of the tagger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: &'static str,
}

/// The trained model that annotation runs on.
#[derive(Debug)]
pub struct Model {
    pub(crate) version: &'static str,
    pub(crate) tags: Vec<Tag>,
    pub(crate) feats: Vec<&'static str>,
    pub(crate) feats_of_tag: Vec<Vec<u8>>,
    pub(crate) scripts: Vec<Script>,
    pub(crate) lexicon: Lexicon<'static>,
    pub(crate) tables: Tables,
    pub(crate) encoder: Option<Encoder>,
    pub(crate) known: Known,
    pub(crate) arguments: Reader<'static>,
    pub(crate) nouns: Nouns<'static>,
}

/// The linear classifiers.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) feats: Table<'static>,
    pub(crate) lemmas: Table<'static>,
    /// Of sentence ends; rules stand in where there is none.
    pub(crate) ends: Option<Table<'static>>,
    /// Of coreference.
    pub(crate) coref: Table<'static>,
}

impl Model {
    /// The English model inside the program.
    pub fn english() -> Self {
        Model::from_bytes(ENGLISH).unwrap_or_else(|| Model::from_archive(None))
    }

    /// A model from the bytes of a weights file; `None` where they are not one.
    pub fn from_bytes(bytes: &'static [u8]) -> Option<Self> {
        Archive::open(bytes).map(|archive| Model::from_archive(Some(archive)))
    }

    /// Its name and version as published in records ("en-1").
    pub fn version(&self) -> &str {
        self.version
    }

    /// The predicates of a report with their arguments.
    pub fn predicates(&self, syntax: &Syntax, names: &[Name]) -> Vec<Predicate> {
        self.arguments.read(syntax, names, &self.lexicon)
    }

    /// What finds predicates and their arguments.
    pub fn arguments(&self) -> &Reader<'static> {
        &self.arguments
    }

    /// What is known of words.
    pub fn lexicon(&self) -> &Lexicon<'static> {
        &self.lexicon
    }

    /// What the encoder says of a sentence, given its words; `None` where the model has no encoder.
    pub fn encode(&self, forms: &[&str]) -> Option<Reading> {
        let encoder = self.encoder.as_ref()?;
        Some(encoder.read(&Signed::new(forms, &self.lexicon), &self.known.marks(forms)))
    }

    /// The classes of the tagger.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// Missing sections become empty tables: whatever the bytes, annotation runs.
    fn from_archive(archive: Option<Archive<'static>>) -> Self {
        let section = |name: &str| archive.and_then(|archive| archive.section(name));
        let lines = |name: &str| section(name).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("").lines();
        let table = |name: &str| section(name).and_then(Table::open).unwrap_or(Table::empty());
        let tags: Vec<_> = lines("tags").filter_map(tag).collect();
        let encoder =
            section("encoder").and_then(|bytes| Encoder::open(bytes, table("words"), tags.len(), CLASSES.len()));
        Model {
            version: lines("version").next().unwrap_or("none"),
            tags,
            feats: lines("feats").collect(),
            feats_of_tag: lines("tag-feats").map(numbers).collect(),
            scripts: lines("scripts").filter_map(Script::from_line).collect(),
            lexicon: Lexicon::new(table("lexicon")),
            tables: Tables {
                feats: table("feats-weights"),
                lemmas: table("lemmas"),
                ends: section("sentence-ends").and_then(Table::open),
                coref: table("coref"),
            },
            encoder,
            known: Known::builtin(),
            arguments: Reader::open(archive),
            nouns: Nouns::new(table("coref-nouns")),
        }
    }

    /// The tag of a class; nouns where the model has none.
    pub(crate) fn tag(&self, class: u8) -> Tag {
        self.tags.get(usize::from(class)).copied().unwrap_or(Tag { upos: Upos::Noun, xpos: "NN" })
    }
}

fn tag(line: &'static str) -> Option<Tag> {
    let (upos, xpos) = line.split_once('\t')?;
    Some(Tag { upos: Upos::parse(upos), xpos })
}

fn numbers(line: &str) -> Vec<u8> {
    line.split(' ').filter_map(|number| number.parse().ok()).collect()
}

/// The section "tag-feats": for each tag the feature bundles that occur with it.
pub fn tag_feats_lines(lists: &[Vec<u8>]) -> String {
    let line = |list: &Vec<u8>| list.iter().map(u8::to_string).collect::<Vec<_>>().join(" ") + "\n";
    lists.iter().map(line).collect()
}
