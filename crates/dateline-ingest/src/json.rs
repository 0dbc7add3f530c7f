//! JSON documents: `{"id", "text" | "html", "title"?, "subtitle"?, "authors"?, "section"?, "url"?, "publisher"?,
//! "published"?, "modified"?, "language"?}`.
//!
//! Strings whose place matters are taken as they stand in the document and read here, escape by escape, so that each
//! character knows the bytes it came from.

use crate::article::{Defaults, Metadata, Parts, assemble, content_id, sha256, shorten, warning};
use crate::feed;
use crate::mapped::Mapped;
use crate::problem::Trouble;
use dateline_doc::{Article, Note, Origin, Published};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// Elements of one list that are read; more are a break.
const MOST_ELEMENTS: usize = 1_000_000;

#[derive(Deserialize)]
struct Document<'d> {
    id: Option<Id>,
    #[serde(borrow)]
    text: Option<&'d RawValue>,
    #[serde(borrow)]
    html: Option<&'d RawValue>,
    title: Option<String>,
    subtitle: Option<String>,
    authors: Option<Names>,
    section: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    modified: Option<String>,
    language: Option<String>,
}

/// Identifiers are strings; whole numbers are so common that they are taken too.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Word(String),
    Number(i64),
}

/// One name, or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Many(Vec<String>),
}

/// The report in one line of a JSON Lines file. `stem` and `line` name it where it has no "id" of its own.
pub fn from_json_line(
    stem: &str,
    line: u64,
    bytes: &[u8],
    defaults: &Defaults,
) -> Result<(Article, Vec<Note>), Trouble> {
    let text = std::str::from_utf8(bytes).map_err(|error| Trouble::NotUtf8(error.valid_up_to()))?;
    let document: Document<'_> = serde_json::from_str(text).map_err(Trouble::BrokenJson)?;
    let sha256 = sha256(bytes);
    let id = match &document.id {
        Some(Id::Word(id)) if id.trim().is_empty() => return Err(Trouble::EmptyId),
        Some(Id::Word(id)) => id.clone(),
        Some(Id::Number(id)) => id.to_string(),
        None => content_id(&format!("{stem}:{line}"), &sha256),
    };
    article(id, text, document, sha256, defaults)
}

fn article(
    id: String,
    whole: &str,
    document: Document<'_>,
    sha256: String,
    defaults: &Defaults,
) -> Result<(Article, Vec<Note>), Trouble> {
    let mut notes = Vec::new();
    let (text, html) = (document.text, document.html);
    let mut meta = Metadata {
        title: filled(document.title),
        subtitle: filled(document.subtitle),
        authors: names(document.authors),
        section: filled(document.section),
        url: filled(document.url),
        publisher: filled(document.publisher),
        language: filled(document.language),
        published: time(document.published, &mut notes),
        modified: time(document.modified, &mut notes),
    };
    let body = match (text, html) {
        (Some(text), html) => {
            if html.is_some() {
                notes.push(warning("text-and-html", "the document has both; \"html\" was not read".to_owned()));
            }
            string(whole, text).map_err(Trouble::BrokenJson)?
        }
        (None, Some(html)) => {
            let html = string(whole, html).map_err(Trouble::BrokenJson)?;
            crate::html::extract(&html.text, &mut meta, &mut notes).within(&html.map)
        }
        (None, None) => return Err(Trouble::NoText),
    };
    let origin = Origin { encoding: "UTF-8", map: body.map, ..Origin::default() };
    let parts = Parts { id, body: body.text, meta, sha256, origin };
    Ok((assemble(parts, defaults, &mut notes), notes))
}

/// What a document of a file gives: a report, or the byte where it stands and what is wrong with it.
pub type Outcome = Result<(Article, Vec<Note>), (u64, Trouble)>;

/// The reports in a file of JSON: a document, a list of documents, or a JSON Feed. What stands before a break is read.
pub fn from_json(stem: &str, bytes: &[u8], defaults: &Defaults) -> Vec<Outcome> {
    let marked = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let text = match std::str::from_utf8(&bytes[marked..]) {
        Ok(text) => text,
        Err(error) => return vec![Err((0, Trouble::NotUtf8(marked + error.valid_up_to())))],
    };
    let (found, error) = elements(text);
    if found.has_items {
        let feed = feed::read(stem, bytes, defaults);
        let broken = feed.broken.map(|broken| Err((broken.offset, Trouble::Broken(broken.reason))));
        return feed.articles.into_iter().map(Ok).chain(broken).collect();
    }
    let document = |number: usize, at: Range<usize>| {
        let offset = (marked + at.start) as u64;
        let read = from_json_line(stem, number as u64, text[at.clone()].as_bytes(), defaults);
        let (mut article, notes) = read.map_err(|trouble| (offset, trouble))?;
        article.origin.part = Some(offset..(marked + at.end) as u64).filter(|part| *part != (0..bytes.len() as u64));
        Ok((article, notes))
    };
    if !text.trim_start().starts_with('[') {
        return vec![document(1, 0..text.len())];
    }
    let broken = error.map(|error| Err(((marked + offset_of(text, &error)) as u64, Trouble::BrokenJson(error))));
    found.items.iter().enumerate().map(|(i, raw)| document(i + 1, place(text, raw))).chain(broken).collect()
}

/// A value that says something.
fn filled(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

fn names(names: Option<Names>) -> Vec<String> {
    let names = match names {
        None => return Vec::new(),
        Some(Names::One(name)) => vec![name],
        Some(Names::Many(names)) => names,
    };
    names.into_iter().filter_map(|name| filled(Some(name))).collect()
}

fn time(value: Option<String>, notes: &mut Vec<Note>) -> Option<Published> {
    let value = filled(value)?;
    let time = feed::published(&value, "metadata");
    if time.is_none() {
        let message = format!("date \"{}\" is no full day; write it as 2016-12-19", shorten(&value));
        notes.push(warning("published-unreadable", message));
    }
    time
}

/// The characters of a string that stands in `whole`, with the bytes that each came from.
fn string(whole: &str, raw: &RawValue) -> Result<Mapped, serde_json::Error> {
    serde_json::from_str::<String>(raw.get())?;
    let at = place(whole, raw);
    let inner = raw.get().get(1..raw.get().len() - 1).unwrap_or_default();
    Ok(unescape(inner, at.start + 1))
}

/// Reads the escapes of a valid string, whose first byte is byte `from` of the source.
fn unescape(inner: &str, from: usize) -> Mapped {
    let mut mapped = Mapped::default();
    let mut at = 0;
    while let Some(plain) = inner[at..].find('\\') {
        mapped.copy(&inner[at..at + plain], from + at);
        at += plain;
        let (character, len) = escape(&inner[at..]);
        mapped.replace(character.encode_utf8(&mut [0; 4]), from + at..from + at + len);
        at += len;
    }
    mapped.copy(&inner[at..], from + at);
    mapped
}

/// The character that an escape stands for, and how long it is; characters beyond the first plane are a pair of
/// escapes.
fn escape(escape: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = escape.get(at..at + 6).and_then(|e| e.strip_prefix("\\u"));
        digits.and_then(|digits| u16::from_str_radix(digits, 16).ok())
    };
    let simple = |c| (c, 2);
    match escape.as_bytes().get(1) {
        Some(b'n') => simple('\n'),
        Some(b'r') => simple('\r'),
        Some(b't') => simple('\t'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{c}'),
        Some(b'u') => {
            let units = unit(0).into_iter().chain(unit(6));
            let first = char::decode_utf16(units).next().and_then(Result::ok).unwrap_or('\u{FFFD}');
            (first, if first > '\u{FFFF}' { 12 } else { 6.min(escape.len()) })
        }
        Some(c @ (b'"' | b'\\' | b'/')) => simple(char::from(*c)),
        _ => ('\u{FFFD}', 1),
    }
}

/// Where a value stands in the text that it was read from.
pub(crate) fn place(whole: &str, raw: &RawValue) -> Range<usize> {
    let start = (raw.get().as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    start..start + raw.get().len()
}

/// The byte of a text at which its reading failed.
pub(crate) fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column()).min(text.len())
}

/// The values of an object, by their keys.
pub(crate) struct Fields<'d> {
    whole: &'d str,
    values: BTreeMap<String, &'d RawValue>,
}

impl<'d> Fields<'d> {
    pub(crate) fn of(whole: &'d str, values: BTreeMap<String, &'d RawValue>) -> Self {
        Fields { whole, values }
    }

    /// The values of an object that stands in `whole`; `None` for another value.
    pub(crate) fn parse(whole: &'d str, raw: &'d RawValue) -> Option<Self> {
        Some(Fields { whole, values: serde_json::from_str(raw.get()).ok()? })
    }

    fn read<T: Deserialize<'d>>(&self, key: &str) -> Option<T> {
        serde_json::from_str(self.values.get(key)?.get()).ok()
    }

    /// A string that says something.
    pub(crate) fn string(&self, key: &str) -> Option<String> {
        filled(self.read(key))
    }

    /// A whole number, as it is written.
    pub(crate) fn number(&self, key: &str) -> Option<String> {
        self.read::<i64>(key).map(|number| number.to_string())
    }

    /// A list of strings.
    pub(crate) fn strings(&self, key: &str) -> Vec<String> {
        self.read(key).unwrap_or_default()
    }

    /// The names of one object, or of a list of them.
    pub(crate) fn names(&self, key: &str) -> Vec<String> {
        let value: serde_json::Value = self.read(key).unwrap_or_default();
        let list = value.as_array().map_or(std::slice::from_ref(&value), Vec::as_slice);
        list.iter().filter_map(|author| filled(author["name"].as_str().map(str::to_owned))).collect()
    }

    /// A string with the place of its characters.
    pub(crate) fn mapped(&self, key: &str) -> Option<Mapped> {
        string(self.whole, self.values.get(key)?).ok()
    }
}

/// What a file of JSON holds: the elements of a list or of the "items" of an object, and the other values of that
/// object.
#[derive(Default)]
pub(crate) struct Elements<'d> {
    pub(crate) head: BTreeMap<String, &'d RawValue>,
    pub(crate) items: Vec<&'d RawValue>,
    /// True where the object has "items", even none.
    pub(crate) has_items: bool,
}

/// Takes a file apart as far as it can be read.
pub(crate) fn elements(text: &str) -> (Elements<'_>, Option<serde_json::Error>) {
    let mut elements = Elements::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Sink(&mut elements).deserialize(&mut deserializer).and_then(|()| deserializer.end());
    (elements, read.err())
}

/// Keeps what was read before a break, which a value that is returned whole would not.
struct Sink<'s, 'd>(&'s mut Elements<'d>);

impl<'d> DeserializeSeed<'d> for Sink<'_, 'd> {
    type Value = ();

    fn deserialize<D: Deserializer<'d>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'d> Visitor<'d> for Sink<'_, 'd> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON Feed, a document or a list of documents")
    }

    fn visit_map<M: MapAccess<'d>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "items" {
                self.0.has_items = true;
                map.next_value_seed(Sink(&mut *self.0))?;
            } else {
                self.0.head.insert(key, map.next_value()?);
            }
        }
        Ok(())
    }

    fn visit_seq<S: SeqAccess<'d>>(self, mut list: S) -> Result<(), S::Error> {
        while let Some(item) = list.next_element()? {
            if self.0.items.len() >= MOST_ELEMENTS {
                return Err(S::Error::custom(format!("more than {MOST_ELEMENTS} elements")));
            }
            self.0.items.push(item);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<(Article, Vec<Note>), Trouble> {
        from_json_line("docs", 7, line.as_bytes(), &Defaults::default())
    }

    #[test]
    fn a_document_is_read_with_its_metadata() {
        let (article, notes) = read(
            r#"{"id":"r1","text":"Storm\r\nhit.","title":"T","url":"http://x.test/","publisher":"P","published":"2016-12-20","language":"en","extra":[1]}"#,
        )
        .unwrap();
        assert_eq!(article.id, "r1");
        assert_eq!(article.text.as_str(), "Storm\r\nhit.");
        assert_eq!(article.title.as_deref(), Some("T"));
        let published = article.published.unwrap();
        assert_eq!((published.day.to_string(), published.basis.as_str()), ("2016-12-20".into(), "metadata"));
        assert_eq!(notes, []);
    }

    #[test]
    fn identifiers_are_made_where_they_lack() {
        assert_eq!(read(r#"{"id":12,"text":"a"}"#).unwrap().0.id, "12");
        let made = read(r#"{"text":"a"}"#).unwrap().0;
        assert_eq!(made.id, format!("docs:7-{}", &made.sha256[..8]));
    }

    #[test]
    fn a_file_is_a_document_a_list_or_a_feed() {
        let cases = [
            ("{\n\"text\": \"One.\"}", vec![Ok("One.")]),
            ("[{\"text\":\"One.\"},\n{\"id\":1}, {\"text\":\"Two.\"}]", vec![Ok("One."), Err(18), Ok("Two.")]),
            ("[{\"text\":\"One.\"}, {\"te", vec![Ok("One."), Err(22)]),
            ("{\"items\":[{\"content_text\":\"One.\"},{\"id", vec![Ok("One."), Err(38)]),
            ("[]", vec![]),
            ("", vec![Err(0)]),
            ("7", vec![Err(0)]),
        ];
        for (file, expected) in cases {
            for mark in ["", "\u{feff}"] {
                let read = from_json("a", format!("{mark}{file}").as_bytes(), &Defaults::default());
                let read: Vec<_> = read
                    .iter()
                    .map(|outcome| match outcome {
                        Ok((article, _)) => Ok(article.text.as_str()),
                        Err((offset, _)) => Err(*offset - mark.len() as u64),
                    })
                    .collect();
                assert_eq!(read, expected, "{file}");
            }
        }
        let list = "[{\"text\":\"One.\"},\n{\"text\":\"Two.\"}]";
        let (second, _) = from_json("a", list.as_bytes(), &Defaults::default()).remove(1).unwrap();
        let part = second.origin.part.clone().unwrap();
        let document = &list[part.start as usize..part.end as usize];
        assert_eq!((document, second.sha256), ("{\"text\":\"Two.\"}", sha256(document.as_bytes())));
    }

    #[test]
    fn broken_documents_say_what_is_wrong() {
        let cases = [
            (r#"{"id":"a"}"#, "neither \"text\" nor \"html\""),
            (r#"{"id":"","text":"a"}"#, "\"id\" is empty"),
            (r#"{"id":"a","text":5}"#, "expected a string"),
            (r#"{"id":"a","text":"\ud800"}"#, "not a JSON document"),
            ("{", "not a JSON document"),
            ("[]", "not a JSON document"),
        ];
        for (line, message) in cases {
            let error = read(line).map(|_| ()).unwrap_err().to_string();
            assert!(error.contains(message), "{line}: {error}");
        }
        assert!(matches!(
            from_json_line("a", 1, b"{\"text\":\"\xff\"}", &Defaults::default()),
            Err(Trouble::NotUtf8(9))
        ));
    }

    #[test]
    fn an_unreadable_date_is_noted() {
        let (article, notes) = read(r#"{"id":"a","text":"It rained.","published":"last week"}"#).unwrap();
        assert_eq!(article.published, None);
        assert_eq!(notes[0].code, "published-unreadable");
    }
}
