//! Feeds to articles: RSS, Atom and JSON Feed, an article an item.
//!
//! Feed -> items, each with its text and the place of that text in the file -> articles. Why not the crate feed-rs: it
//! gives what an item says, but not where in the file it says so, and an article must lead back to its bytes. So the
//! tokens come from quick-xml, which gives positions, and the reading of the elements is ours ([`items`]). Lists of
//! addresses, such as the map of a site, are read by [`addresses`]: they hold no report.

mod addresses;
mod dates;
mod items;
mod json;
mod xml;

use crate::article::{Defaults, Metadata, Parts, assemble, collapse, sha256, warning};
use crate::decode::{self, Decoded};
use crate::mapped::Mapped;
use dateline_doc::{Article, Note, Origin, Severity, Span};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

pub use addresses::{Address, addresses, is_list, is_sitemap};
pub(crate) use dates::published;

/// What a feed holds.
#[derive(Debug, Default)]
pub struct Feed {
    /// The items that could be read, in the order of the feed.
    pub articles: Vec<(Article, Vec<Note>)>,
    /// Why the rest could not be read.
    pub broken: Option<Break>,
}

/// The place where a file could not be read any further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// First byte that was not read.
    pub offset: u64,
    /// Why, and the remedy.
    pub reason: String,
}

/// The place where reading stopped, in bytes of the decoded file, and why.
struct Stop {
    at: usize,
    why: String,
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.offset, self.reason)
    }
}

/// An item of a feed, before it is an article.
struct Item {
    /// What the feed tells it apart by.
    guid: Option<String>,
    meta: Metadata,
    body: Option<Body>,
    notes: Vec<Note>,
    /// Where it stands, in bytes of the decoded feed.
    at: Range<usize>,
}

/// The text of an item; its map leads to the decoded feed.
struct Body {
    text: Mapped,
    html: bool,
    /// Only a summary of what the page holds.
    summary: bool,
}

/// The reports in a feed; `stem` names it, as the name of its file does.
pub fn read(stem: &str, bytes: &[u8], defaults: &Defaults) -> Feed {
    let mut notes = Vec::new();
    let decoded = decode::decode(bytes, declared_encoding(bytes).as_deref(), &mut notes);
    let (items, stop) = match decoded.text.trim_start().as_bytes().first() {
        Some(b'{') => json::items(&decoded.text),
        _ => xml_items(&decoded),
    };
    let broken = stop.map(|stop| Break { offset: byte(&decoded, stop.at), reason: stop.why });
    let mut writer = Writer { stem, sha256: sha256(bytes), decoded: &decoded, defaults, ids: BTreeMap::new() };
    let mut articles: Vec<_> = items.into_iter().map(|item| writer.article(item)).collect();
    if let Some((_, of_first)) = articles.first_mut() {
        of_first.splice(0..0, notes);
    }
    Feed { articles, broken }
}

/// The byte of the file that a byte of the decoded file came from.
fn byte(decoded: &Decoded, at: usize) -> u64 {
    decoded.map.source_of(Span::new(at as u32, at as u32)).start.into()
}

fn xml_items(decoded: &Decoded) -> (Vec<Item>, Option<Stop>) {
    let mut tree = xml::Tree::parse(&decoded.text);
    let root = tree.root().map(|id| tree.local(id).to_ascii_lowercase());
    if !root.as_deref().is_some_and(|root| ["rss", "rdf", "feed", "channel", "entry", "item"].contains(&root)) {
        let found = root.map_or("no element".to_owned(), |root| format!("<{root}>"));
        let why = format!("no feed: it begins with {found}; give RSS, Atom or JSON Feed, or rename a page to .html");
        return (Vec::new(), Some(Stop { at: 0, why }));
    }
    let head = items::Head::of(&tree);
    let mut items: Vec<_> = tree.items().map(|id| items::read(&tree, id, &head)).collect();
    if let Some(at) = tree.mismatch {
        let message =
            format!("tags of the feed do not match from byte {} on; it was read all the same", byte(decoded, at));
        let item = items.iter_mut().find(|item| item.at.end >= at);
        item.into_iter().for_each(|item| item.notes.push(warning("feed-tags", message.clone())));
    }
    let stop = tree.stop.take().map(|stop| {
        let why = format!("the feed is broken ({}); what follows was not read, fetch it again", stop.why);
        Stop { why, ..stop }
    });
    (items, stop)
}

/// The encoding in the declaration of an XML document.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).into_owned();
    let after = start.split_once("?>")?.0.split_once("encoding")?.1.trim_start_matches(['=', ' ', '"', '\'']);
    Some(after.split(['"', '\'', ' ']).next()?.to_owned())
}

/// Makes articles of items.
struct Writer<'f> {
    stem: &'f str,
    sha256: String,
    decoded: &'f Decoded,
    defaults: &'f Defaults,
    /// How many items have had an identifier.
    ids: BTreeMap<String, u32>,
}

impl Writer<'_> {
    fn article(&mut self, item: Item) -> (Article, Vec<Note>) {
        let id = self.id(&item);
        let Item { meta, body, mut notes, .. } = item;
        note_what_is_missing(body.as_ref(), &mut notes);
        let Mapped { text: body, map } = body.map(|body| text(body, &mut notes)).unwrap_or_default();
        let map = map.within(&self.decoded.map);
        let origin = Origin { encoding: self.decoded.encoding, map, ..Origin::default() };
        let parts = Parts { id, body, meta, sha256: self.sha256.clone(), origin };
        (assemble(parts, self.defaults, &mut notes), notes)
    }

    /// An identifier that stays when the feed goes on: made of what the feed tells the item apart by. A second item
    /// of the same has its number added.
    fn id(&mut self, item: &Item) -> String {
        let own = || self.decoded.text.get(item.at.clone()).unwrap_or_default();
        let key = item.guid.as_deref().or(item.meta.url.as_deref()).unwrap_or_else(own);
        let id = crate::article::content_id(self.stem, &sha256(key.as_bytes()));
        let count = self.ids.entry(id.clone()).or_default();
        *count += 1;
        if *count == 1 { id } else { format!("{id}-{count}") }
    }
}

/// The text of an article, and the map to the decoded feed.
fn text(body: Body, notes: &mut Vec<Note>) -> Mapped {
    if !body.html {
        return body.text;
    }
    crate::html::extract_fragment(&body.text.text, notes).within(&body.text.map)
}

fn note_what_is_missing(body: Option<&Body>, notes: &mut Vec<Note>) {
    let (code, message) = match body {
        Some(Body { summary: false, .. }) => return,
        Some(_) => ("feed-summary", "the feed has only a summary of the report; the page may hold more"),
        None => ("feed-title", "the feed has no text of the report, only its title or address"),
    };
    notes.push(Note { severity: Severity::Info, code, message: message.to_owned(), span: None });
}

/// The words of a value, single spaces between them; `None` where there are none.
pub(crate) fn words(value: &str) -> Option<String> {
    let words = collapse(value);
    (!words.is_empty()).then_some(words)
}

/// The code of a language tag ("en-GB").
fn language(tag: &str) -> Option<String> {
    let code: String = tag.trim().chars().take_while(char::is_ascii_alphabetic).collect();
    (2..=3).contains(&code.len()).then(|| code.to_ascii_lowercase())
}
