//! The items of RSS and Atom: which element says what.

use super::dates::published;
use super::xml::{Id, Tree, words_of_html};
use super::{Body, Item, language, words};
use crate::article::{Metadata, shorten, warning};
use crate::mapped::Mapped;
use dateline_doc::{Note, Published, Severity};

/// Elements that hold the text of an item, the fullest first.
const CONTENT: [(&str, &str); 4] = [("content", "encoded"), ("", "content"), ("xhtml", "body"), ("xhtml", "div")];
/// Elements that hold a summary.
const SUMMARY: [(&str, &str); 5] =
    [("", "description"), ("", "summary"), ("dc", "description"), ("itunes", "summary"), ("media", "description")];
/// Elements that say when an item was published.
const PUBLISHED: [(&str, &str); 7] = [
    ("", "pubDate"),
    ("", "published"),
    ("", "issued"),
    ("dc", "date"),
    ("dcterms", "issued"),
    ("", "created"),
    ("dcterms", "created"),
];
/// Elements that say when it was changed.
const MODIFIED: [(&str, &str); 4] = [("", "updated"), ("", "modified"), ("atom", "updated"), ("dcterms", "modified")];

/// What a feed says about all of its items.
pub(super) struct Head {
    title: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
    authors: Vec<String>,
    link: Option<String>,
}

impl Head {
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let is_head = |id| matches!(tree.prefix(id), "" | "atom") && matches!(tree.local(id), "channel" | "feed");
        let head = tree.outermost(is_head).next();
        let reader = head.map(|id| Reader { tree, id, own: tree.prefix(id) });
        let reader = reader.as_ref();
        let stated = |prefix, name| reader.and_then(|r| r.words(prefix, name));
        let root = tree.root().and_then(|id| tree.attribute(id, "xml:lang"));
        let attribute = head.and_then(|id| tree.attribute(id, "xml:lang")).or(root);
        Head {
            title: reader.and_then(Reader::title),
            publisher: stated("dc", "publisher"),
            language: stated("", "language").or(stated("dc", "language")).or(attribute).and_then(|v| language(&v)),
            authors: reader.map(Reader::atom_authors).unwrap_or_default(),
            link: reader.and_then(|r| r.link(None)),
        }
    }
}

/// An item of a feed.
pub(super) fn read(tree: &Tree<'_>, id: Id, head: &Head) -> Item {
    let reader = Reader { tree, id, own: tree.prefix(id) };
    let mut notes = Vec::new();
    let body = reader.body(&mut notes);
    let guid = reader.words("", "guid").or(reader.words("", "id")).or(tree.attribute(id, "rdf:about"));
    let (published, modified) = reader.times(&mut notes);
    let own_language = tree.attribute(id, "xml:lang").or(reader.words("dc", "language"));
    let meta = Metadata {
        title: reader.title(),
        authors: Some(reader.authors()).filter(|names| !names.is_empty()).unwrap_or_else(|| head.authors.clone()),
        section: reader.section(),
        url: reader.link(head.link.as_deref()).or(reader.permanent_link()),
        publisher: reader.source().or_else(|| head.publisher.clone()).or_else(|| head.title.clone()),
        language: own_language.and_then(|value| language(&value)).or_else(|| head.language.clone()),
        published,
        modified,
        ..Metadata::default()
    };
    Item { guid, meta, body, notes, at: tree.inner(id) }
}

/// Looks up the children of an element; `own` is the prefix of the format's own elements.
struct Reader<'t, 'd> {
    tree: &'t Tree<'d>,
    id: Id,
    own: &'t str,
}

impl Reader<'_, '_> {
    fn child(&self, (prefix, name): (&str, &str)) -> Option<Id> {
        self.tree.child(self.id, if prefix.is_empty() { self.own } else { prefix }, name)
    }

    /// The words of a child.
    fn words(&self, prefix: &str, name: &str) -> Option<String> {
        self.child((prefix, name)).and_then(|id| words(&self.tree.value(id, false).text))
    }

    /// The title. RSS does not say whether titles are HTML; the marks of HTML decide.
    fn title(&self) -> Option<String> {
        let titles = [("", "title"), ("dc", "title"), ("media", "title")];
        titles.into_iter().filter_map(|name| self.child(name)).find_map(|id| {
            let kind = self.tree.attribute(id, "type").unwrap_or_default();
            let markup = self.tree.has_markup(id);
            let value = self.tree.value(id, markup);
            let plain = kind == "text" && !markup;
            words(&if plain { value.text.as_str().into() } else { words_of_html(&value.text) })
        })
    }

    fn body(&self, notes: &mut Vec<Note>) -> Option<Body> {
        let group = self.child(("media", "group"));
        let group = group.and_then(|group| self.tree.child(group, "media", "description"));
        let content = CONTENT.iter().filter_map(|name| self.child(*name));
        if let Some((text, html)) = content.into_iter().find_map(|id| self.content(id, notes)) {
            return Some(Body { text, html, summary: false });
        }
        let summaries = SUMMARY.iter().filter_map(|name| self.child(*name)).chain(group);
        let found = summaries.into_iter().find_map(|id| self.content(id, notes));
        found.map(|(text, html)| Body { text, html, summary: true })
    }

    /// The text of an element, and whether it is HTML.
    fn content(&self, id: Id, notes: &mut Vec<Note>) -> Option<(Mapped, bool)> {
        let kind = self.tree.attribute(id, "type").unwrap_or_default().to_ascii_lowercase();
        let encoded = self.tree.attribute(id, "mode").is_some_and(|mode| mode == "base64");
        let readable = matches!(&*kind, "" | "text" | "html" | "xhtml" | "plain") || kind.starts_with("text/");
        if encoded || !(readable || kind.contains("xml")) {
            let message = format!("content of type \"{}\" is no text and was not read", shorten(&kind));
            notes.push(warning("feed-content", message));
            return None;
        }
        let markup = kind.contains("xhtml") || self.tree.has_markup(id);
        let value = self.tree.value(id, markup).trimmed();
        let plain = !markup && (matches!(&*kind, "text" | "plain" | "text/plain") || !looks_like_html(&value.text));
        (!value.text.is_empty()).then_some((value, !plain))
    }

    fn times(&self, notes: &mut Vec<Note>) -> (Option<Published>, Option<Published>) {
        let first = self.time(&PUBLISHED, notes);
        let modified = self.time(&MODIFIED, notes);
        if first.is_none() && modified.is_some() {
            let message = "the feed says only when the item was last changed; that is taken for its publication".into();
            notes.push(Note { severity: Severity::Info, code: "published-from-updated", message, span: None });
        }
        (first.or(modified), modified)
    }

    fn time(&self, names: &[(&str, &str)], notes: &mut Vec<Note>) -> Option<Published> {
        let values = names.iter().filter_map(|(prefix, name)| self.words(prefix, name));
        values.into_iter().find_map(|value| {
            let time = published(&value, "feed");
            if time.is_none() {
                let message = format!("the time \"{}\" in the feed is no full day", shorten(&value));
                notes.push(warning("published-unreadable", message));
            }
            time
        })
    }

    fn authors(&self) -> Vec<String> {
        let named = |prefix: &'static str, name| {
            let own = if prefix.is_empty() { self.own } else { prefix };
            self.tree.all(self.id, own, name).filter_map(|id| words(&words_of_html(&self.tree.value(id, false).text)))
        };
        let mut names: Vec<String> = named("dc", "creator").filter_map(|value| name_of_mailbox(&value)).collect();
        if names.is_empty() {
            names = self.atom_authors();
        }
        if names.is_empty() {
            names = named("", "author").filter_map(|value| name_of_mailbox(&value)).collect();
        }
        names.dedup();
        names
    }

    /// The `name` of each `author`.
    fn atom_authors(&self) -> Vec<String> {
        let authors = ["", "atom"].map(|prefix| if prefix.is_empty() { self.own } else { prefix });
        let own = if self.own == "atom" { 1 } else { 0 };
        let names = authors[own..].iter().flat_map(|prefix| {
            let authors = self.tree.all(self.id, prefix, "author");
            authors.filter_map(|author| self.tree.child(author, prefix, "name"))
        });
        names.filter_map(|name| words(&self.tree.value(name, false).text)).collect()
    }

    /// The first category.
    fn section(&self) -> Option<String> {
        let categories = self.tree.all(self.id, self.own, "category").find_map(|id| {
            let label = self.tree.attribute(id, "label").or(self.tree.attribute(id, "term"));
            label.and_then(|label| words(&label)).or_else(|| words(&words_of_html(&self.tree.value(id, false).text)))
        });
        categories.or_else(|| self.words("dc", "subject"))
    }

    /// The outlet that an aggregated item is from.
    fn source(&self) -> Option<String> {
        let source = self.child(("", "source"))?;
        let title = self.tree.child(source, self.own, "title").unwrap_or(source);
        words(&words_of_html(&self.tree.value(title, false).text)).filter(|_| title != source || self.own.is_empty())
    }

    /// The address of the page: of Atom's links the alternate one.
    fn link(&self, base: Option<&str>) -> Option<String> {
        let prefixes = if self.own == "atom" { ["atom", "atom"] } else { [self.own, "atom"] };
        let links = prefixes.iter().flat_map(|prefix| self.tree.all(self.id, prefix, "link"));
        links.into_iter().find_map(|id| {
            let alternate = self.tree.attribute(id, "rel").is_none_or(|rel| rel == "alternate");
            let base = self.tree.attribute(self.id, "xml:base").or(base.map(str::to_owned));
            let value = self.tree.attribute(id, "href").or_else(|| words(&self.tree.value(id, false).text))?;
            absolute(&value, base.as_deref()).filter(|_| alternate)
        })
    }

    /// The identifier, where RSS lets it stand for the address.
    fn permanent_link(&self) -> Option<String> {
        let guid = self.child(("", "guid"))?;
        let permanent = self.tree.attribute(guid, "isPermaLink").is_none_or(|value| value != "false");
        words(&self.tree.value(guid, false).text).filter(|guid| permanent && guid.starts_with("http"))
    }
}

/// An address of the web; one without a host gets that of its base.
fn absolute(value: &str, base: Option<&str>) -> Option<String> {
    let value = value.trim();
    if value.starts_with("http://") || value.starts_with("https://") {
        return Some(value.to_owned());
    }
    let base = base.filter(|base| base.starts_with("http"))?;
    let host = base.find("://")? + 3;
    let path = base[host..].find('/').map_or(base.len(), |slash| host + slash);
    match value.strip_prefix("//") {
        Some(rest) => Some(format!("{}//{rest}", &base[..host - 2])),
        None if value.starts_with('/') => Some(format!("{}{value}", &base[..path])),
        None => None,
    }
}

/// True where a value has a tag or an entity of HTML.
pub(super) fn looks_like_html(value: &str) -> bool {
    let tag = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
    let entity = |rest: &str| {
        let name = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        name > 1 && rest[name..].starts_with(';')
    };
    value.split('<').skip(1).any(tag) || value.split('&').skip(1).any(entity)
}

/// The name in "desk@gazette.test (A. Writer)", "A. Writer <desk@gazette.test>" or "A. Writer"; a bare address has
/// none.
fn name_of_mailbox(value: &str) -> Option<String> {
    let name = match (value.find('('), value.find('<')) {
        (Some(open), _) if value[..open].contains('@') => value[open + 1..].trim_end().trim_end_matches(')'),
        (Some(open), _) if value[open..].contains('@') => &value[..open],
        (_, Some(open)) => &value[..open],
        _ => value,
    };
    words(name).filter(|name| !name.contains('@') && !name.starts_with("http"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_named_without_their_addresses() {
        let cases = [
            ("desk@gazette.test (A. Writer)", Some("A. Writer")),
            ("A. Writer <desk@gazette.test>", Some("A. Writer")),
            ("A. Writer (Harbour)", Some("A. Writer (Harbour)")),
            ("A. Writer (mailto:desk@gazette.test)", Some("A. Writer")),
            ("desk@gazette.test", None),
        ];
        for (value, expected) in cases {
            assert_eq!(name_of_mailbox(value).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn addresses_are_made_whole() {
        let base = Some("https://gazette.test/feed/all");
        let cases = [
            ("http://a.test/1", Some("http://a.test/1")),
            ("//a.test/1", Some("https://a.test/1")),
            ("/1?x", Some("https://gazette.test/1?x")),
            ("1", None),
            ("mailto:a@b.test", None),
        ];
        for (value, expected) in cases {
            assert_eq!(absolute(value, base).as_deref(), expected, "{value}");
        }
        assert_eq!(absolute("/1", None), None);
        assert_eq!(absolute("/1", Some("https://gazette.test")).as_deref(), Some("https://gazette.test/1"));
    }

    #[test]
    fn html_shows_by_its_marks() {
        for (value, html) in [("a <b>c</b>", true), ("a &eacute; b", true), ("1 < 2 & 3; x", false), ("AT&T", false)] {
            assert_eq!(looks_like_html(value), html, "{value}");
        }
    }
}
