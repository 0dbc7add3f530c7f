//! The lines of the record as data: what is serialised, key by key, in the order it is written.

use dateline_doc::{Byte, Span, Text};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A word of a closed list ("occurred", "at_least").
pub type Code = Cow<'static, str>;

/// Versions of everything that decided something in a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Version {
    /// Of the program.
    pub dateline: String,
    /// Of each trained model, by the name under which it decides ("en").
    pub models: BTreeMap<String, String>,
    /// Of the codebook.
    pub codebook: String,
}

/// Any line, marked by its `kind`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Line {
    /// A report.
    Report(Box<Report>),
    /// A time expression.
    Timex(Timex),
    /// A place name.
    Toponym(Toponym),
    /// A name.
    Name(Name),
    /// Content and one source of it.
    Attribution(Attribution),
    /// A predicate with its arguments.
    Predicate(Predicate),
    /// A mention that corefers with another.
    Mention(Mention),
    /// An event mention.
    Event(Box<Event>),
    /// A quotation.
    Quote(Quote),
    /// A remark.
    Note(Note),
}

/// Words of the report and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
}

impl Words {
    /// The words under a span. The text is cut by the published offsets, so that the two always agree.
    pub fn at(text: &Text, span: Span<Byte>) -> Self {
        let chars = text.to_chars(span);
        let bytes = text.to_bytes(chars);
        debug_assert_eq!(bytes, span, "a span lies inside the text and cuts no character");
        Words { text: text.slice(bytes).to_owned(), start: chars.start, end: chars.end }
    }
}

/// A pair of code-point offsets.
pub type Pair = [u32; 2];

/// The line of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Identifier.
    pub id: String,
    /// The text that all offsets point into.
    pub text: String,
    /// Headline.
    pub title: Option<String>,
    /// The line below the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Section of the outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// ISO 639-1 code, or ISO 639-3 where there is no shorter one.
    pub language: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Published>,
    /// News agencies that the text is credited to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<String>,
    /// The earlier report with the same text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copied: Option<Copied>,
    /// The opening of a wire report.
    pub dateline: Option<Dateline>,
    /// SHA-256 of the bytes read.
    pub sha256: String,
    /// The document, and which of its bytes became the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Origin>,
    /// Number of the record's format.
    pub format: u32,
    /// What coded it.
    pub version: Version,
}

/// When a report was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// ISO 8601: a day, or a day and a time as its source writes it ("2016-12-20T18:05+03:00").
    pub value: String,
    /// "day", "minute" or "second".
    pub precision: Code,
    /// How we know.
    pub basis: Code,
    /// What said so, where that is finer than the basis ("json-ld").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_by: Option<Code>,
}

/// The report that has the same text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Copied {
    /// Its identifier.
    pub report: String,
    /// How much of the two texts is the same, 0 to 1 in thousandths.
    pub similarity: f64,
}

/// The document that a report was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file as named, or the address it was fetched from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// First byte of the document's part of the file, as stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// Bytes of that part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
    /// Encoding of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Code>,
    /// Pieces of the text with their bytes: first code point, code point after the last, first byte, byte after the
    /// last. The bytes of a piece, decoded, are its characters, or the entity, escape or white space written for them.
    pub map: Vec<[u32; 4]>,
}

/// The parts of a dateline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The place named.
    pub place: Option<Words>,
    /// The agency named.
    pub agency: Option<Words>,
    /// The date named.
    pub date: Option<Words>,
}

/// The line of an event mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Identifier of its report.
    pub report: String,
    /// Identifier: report, `#`, number in the report from 1.
    pub id: String,
    /// Type of the codebook.
    #[serde(rename = "type")]
    pub kind: String,
    /// Mode of the codebook.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// What it is about besides; left out where nothing tells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<String>,
    /// Number of its sentence from 0.
    pub sentence: usize,
    /// The words that carry the meaning.
    pub trigger: Words,
    /// Who does it.
    pub actors: Vec<Participant>,
    /// To whom.
    pub recipients: Vec<Participant>,
    /// Where.
    pub place: Option<Place>,
    /// Whence; left out where nothing is moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Place>,
    /// Whither, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<Place>,
    /// When.
    pub time: Option<Time>,
    /// Whether it happened, as stated.
    pub reality: Code,
    /// Clearly earlier than the news.
    pub background: bool,
    /// According to whom, outermost first.
    pub sources: Vec<Source>,
    /// Words that keep a distance without a source ("reportedly"); left out where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hedge: Option<Words>,
    /// Who disputes it elsewhere in the report; left out where nobody does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputed: Vec<Source>,
    /// Counts.
    pub figures: Vec<Figure>,
    /// Mentions of one real event share it.
    pub cluster: String,
    /// True for the mentions of the event that the report is about; not written of the others.
    #[serde(default, skip_serializing_if = "is_false")]
    pub main: bool,
    /// 0 to 1, in thousandths.
    pub confidence: f64,
    /// Why values are null or empty, by field.
    pub absent: BTreeMap<String, Code>,
    /// Who decided each value.
    pub why: Vec<Why>,
}

/// An actor or recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// The noun phrase.
    #[serde(flatten)]
    pub words: Words,
    /// The fullest name of the same entity in the report.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sectors, most specific first.
    pub sectors: Vec<String>,
    /// Identifier of the entity within the report.
    pub entity: Option<String>,
}

/// What the gazetteer says of a place; all null where it could not be placed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Located {
    /// GeoNames' name.
    pub name: Option<String>,
    /// GeoNames identifier.
    pub geonames: Option<u32>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// What the coordinates stand for.
    pub precision: Option<Code>,
}

/// Where an event happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The words.
    #[serde(flatten)]
    pub words: Words,
    /// Where that is.
    #[serde(flatten)]
    pub located: Located,
    /// How near to the event's words it is named.
    pub basis: Code,
    /// Why it could not be placed; left out where it could.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<Code>,
}

/// When an event happened. The words are null where the time was taken from the publication date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// The words.
    pub text: Option<String>,
    /// First code point.
    pub start: Option<u32>,
    /// Code point after the last.
    pub end: Option<u32>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// How fine.
    pub precision: Code,
    /// Worked out from what.
    pub basis: Code,
}

/// One link of a chain of sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The noun phrase that names it.
    #[serde(flatten)]
    pub words: Words,
    /// The words that say that it is one.
    pub cue: Option<Words>,
    /// What kind.
    pub kind: Option<Code>,
    /// How it stands towards the event; left out where it asserts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Code>,
    /// Identifier of the entity within the report; left out where it is nobody's in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
}

/// A count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted.
    pub role: Code,
    /// The number; null for vague counts.
    pub value: Option<u64>,
    /// Least value meant.
    pub low: Option<u64>,
    /// Greatest value meant.
    pub high: Option<u64>,
    /// How it is qualified.
    pub quantifier: Code,
    /// The number with its quantifier.
    #[serde(flatten)]
    pub words: Words,
    /// The words for those counted; not written where the number stands alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Words>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// Who decided a value, in which version, on which words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The field, as a path (`type`, `actors[0].country`).
    pub field: String,
    /// "rule:…", "model:…" or "person:…".
    pub by: String,
    /// Version of what decided; null for persons.
    pub version: Option<String>,
    /// The words it rests on.
    pub spans: Vec<Pair>,
}

/// The line of a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Identifier of its report.
    pub report: String,
    /// The words, without the quotation marks.
    #[serde(flatten)]
    pub words: Words,
    /// How it is reported.
    pub mode: Code,
    /// Who speaks.
    pub speaker: Option<Speaker>,
    /// The words that say that it is a quotation.
    pub cue: Option<Words>,
    /// The words that say that it was translated.
    pub translated_from: Option<Words>,
}

/// Who speaks in a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The noun phrase.
    #[serde(flatten)]
    pub words: Words,
    /// What kind of source.
    pub kind: Option<Code>,
}

/// The line of a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Identifier of its report.
    pub report: String,
    /// "info" or "warning".
    pub severity: Code,
    /// A stable code.
    pub code: String,
    /// One sentence.
    pub message: String,
    /// First code point of the words concerned.
    pub start: Option<u32>,
    /// Code point after the last.
    pub end: Option<u32>,
}

/// The line of a time expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timex {
    /// Identifier of its report.
    pub report: String,
    /// The words.
    #[serde(flatten)]
    pub words: Words,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: Code,
    /// TIMEX3 value.
    pub value: String,
    /// First day; null where it can't be worked out.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// How fine.
    pub precision: Code,
    /// Worked out from what.
    pub basis: Code,
}

/// The line of a place name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Toponym {
    /// Identifier of its report.
    pub report: String,
    /// The words.
    #[serde(flatten)]
    pub words: Words,
    /// Where that is.
    #[serde(flatten)]
    pub located: Located,
    /// Why it could not be placed; left out where it could.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<Code>,
}

/// The line of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Identifier of its report.
    pub report: String,
    /// The words.
    #[serde(flatten)]
    pub words: Words,
    /// What it names.
    #[serde(rename = "type")]
    pub kind: Code,
    /// Identifier of the entity within the report.
    pub entity: String,
}

/// The line of a mention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Identifier of its report.
    pub report: String,
    /// The words.
    #[serde(flatten)]
    pub words: Words,
    /// Name, pronoun or nominal.
    #[serde(rename = "type")]
    pub kind: Code,
    /// The same for all mentions of one thing in the report.
    pub chain: String,
}

/// The line of an attribution: one source of the content, one line a link of the chain, outermost first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Identifier of its report.
    pub report: String,
    /// Offsets of the source.
    pub source: Vec<Pair>,
    /// Offsets of the cue.
    pub cue: Vec<Pair>,
    /// Offsets of what is said.
    pub content: Vec<Pair>,
    /// How it is reported.
    pub mode: Code,
    /// How the source stands towards it; left out where it asserts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Code>,
    /// Identifier of the source's entity; left out where it is nobody's in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// Offsets of the earlier content that it disputes; left out where it disputes none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<Pair>,
}

/// The line of a predicate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predicate {
    /// Identifier of its report.
    pub report: String,
    /// The word.
    #[serde(flatten)]
    pub words: Words,
    /// Its lemma.
    pub lemma: String,
    /// Its arguments, in the order of the text.
    pub arguments: Vec<Argument>,
}

/// An argument of a predicate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// What it is to the predicate, as PropBank labels it.
    pub role: Code,
    /// Its words.
    #[serde(flatten)]
    pub words: Words,
}
