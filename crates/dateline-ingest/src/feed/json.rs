//! The items of a JSON Feed.

use super::{Body, Item, Stop, language, words};
use crate::article::{Metadata, shorten, warning};
use crate::json::{Fields, elements, offset_of};
use dateline_doc::{Note, Published};

/// The items of a feed, and why the rest could not be read.
pub(super) fn items(text: &str) -> (Vec<Item>, Option<Stop>) {
    let (found, error) = elements(text);
    let mut stop = error.map(|error| {
        let why = format!("the feed is broken ({error}); what follows was not read, fetch it again");
        Stop { at: offset_of(text, &error), why }
    });
    if found.items.is_empty() && stop.is_none() && !found.has_items {
        let why =
            "no JSON Feed: the object has no \"items\"; give a feed, or write one document a line in a .jsonl file";
        return (Vec::new(), Some(Stop { at: 0, why: why.to_owned() }));
    }
    let head = Fields::of(text, found.head);
    let mut items = Vec::new();
    for raw in found.items {
        let at = crate::json::place(text, raw);
        match Fields::parse(text, raw) {
            Some(fields) => items.push(Item { at, ..item(&fields, &head) }),
            None => {
                stop.get_or_insert(Stop { at: at.start, why: "an item that is no object was passed over".to_owned() });
            }
        }
    }
    (items, stop)
}

fn item(fields: &Fields<'_>, head: &Fields<'_>) -> Item {
    let mut notes = Vec::new();
    let authors = [fields, head].map(authors).into_iter().find(|names| !names.is_empty());
    let meta = Metadata {
        title: fields.string("title").and_then(|value| words(&value)),
        authors: authors.unwrap_or_default(),
        section: fields.strings("tags").into_iter().find_map(|tag| words(&tag)),
        url: ["url", "external_url"].iter().find_map(|key| fields.string(key)),
        publisher: head.string("title").and_then(|value| words(&value)),
        language: [fields, head].iter().find_map(|fields| language(&fields.string("language")?)),
        published: time(fields, "date_published", &mut notes),
        modified: time(fields, "date_modified", &mut notes),
        ..Metadata::default()
    };
    let guid = fields.string("id").or_else(|| fields.number("id"));
    Item { guid, meta, body: body(fields), notes, at: 0..0 }
}

fn body(fields: &Fields<'_>) -> Option<Body> {
    let keys = [("content_html", true, false), ("content_text", false, false), ("summary", false, true)];
    keys.into_iter().find_map(|(key, html, summary)| {
        let text = fields.mapped(key)?;
        (!text.text.trim().is_empty()).then_some(Body { text, html, summary })
    })
}

/// The names of `authors`, or of `author` as version 1 had it.
fn authors(fields: &Fields<'_>) -> Vec<String> {
    let names = ["authors", "author"].map(|key| fields.names(key));
    names.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

fn time(fields: &Fields<'_>, key: &str, notes: &mut Vec<Note>) -> Option<Published> {
    let value = fields.string(key)?;
    let time = super::published(&value, "feed");
    if time.is_none() {
        let message = format!("the time \"{}\" in the feed is no full day", shorten(&value));
        notes.push(warning("published-unreadable", message));
    }
    time
}
