//! A feed as a flat tree of elements that keep their place in the document.
//!
//! Feeds are often not well-formed, so this is lenient: an end tag closes the nearest open element of its name, one
//! that closes nothing is passed over, a bare ampersand is text. What the tokenizer cannot read ends the tree; all that
//! was closed before is there. Entities of the document's own are not expanded.

use super::Stop;
use crate::mapped::Mapped;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::ops::Range;

/// More elements than this are not read: the map of a site may have 50 000 addresses, of a few elements each.
const MOST_ELEMENTS: usize = 1_000_000;
/// Elements nested deeper than this are not read.
const DEEPEST: usize = 200;
/// Prefixes of namespaces that are kept.
const MOST_PREFIXES: usize = 32;

/// Namespaces that matter, by a part of their address, and the prefix that stands for each.
const NAMESPACES: [(&str, &str); 9] = [
    ("purl.org/dc/elements", "dc"),
    ("purl.org/dc/terms", "dcterms"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/atom/", "atom"),
    ("w3.org/2005/Atom", "atom"),
    ("search.yahoo.com/mrss", "media"),
    ("itunes.com/dtds/podcast", "itunes"),
    ("google.com/schemas/sitemap-news", "news"),
    ("w3.org/1999/xhtml", "xhtml"),
];

/// Number of an element in its tree.
pub(super) type Id = usize;

/// An element.
struct Node<'d> {
    /// Prefix of the namespace, as [`NAMESPACES`] has it or as the document has it; empty where there is none.
    prefix: &'d str,
    name: &'d str,
    /// What stands between the brackets of the start tag.
    tag: &'d str,
    /// What stands between the tags, in bytes of the document.
    inner: Range<u32>,
    /// The first element behind the ones within this one.
    end: u32,
    closed: bool,
}

/// The elements of a document, in its order.
pub(super) struct Tree<'d> {
    text: &'d str,
    nodes: Vec<Node<'d>>,
    open: Vec<Id>,
    prefixes: Vec<(&'d str, &'static str)>,
    /// Why the end was not read.
    pub(super) stop: Option<Stop>,
    /// The first place where tags do not match.
    pub(super) mismatch: Option<usize>,
}

impl<'d> Tree<'d> {
    pub(super) fn parse(text: &'d str) -> Self {
        let (nodes, open, prefixes) = (Vec::new(), Vec::new(), Vec::new());
        let mut tree = Tree { text, nodes, open, prefixes, stop: None, mismatch: None };
        let mut reader = reader(text);
        let stop = loop {
            let start = reader.buffer_position() as usize;
            let event = reader.read_event();
            let end = reader.buffer_position() as usize;
            let fault = match event {
                Ok(Event::Start(_)) => tree.start(start, end, false),
                Ok(Event::Empty(_)) => tree.start(start, end, true),
                Ok(Event::End(_)) => tree.end(start, end),
                Ok(Event::Eof) => break tree.unfinished(),
                Ok(_) => None,
                Err(error) => Some(Stop { at: reader.error_position() as usize, why: error.to_string() }),
            };
            if fault.is_some() {
                break fault;
            }
        };
        tree.stop = stop;
        tree.close_all();
        tree
    }

    fn start(&mut self, start: usize, end: usize, empty: bool) -> Option<Stop> {
        if self.nodes.len() >= MOST_ELEMENTS || self.open.len() >= DEEPEST {
            let why = format!("more than {MOST_ELEMENTS} elements, or nested more than {DEEPEST} deep");
            return Some(Stop { at: start, why });
        }
        let tag = self.text.get(start + 1..end - if empty { 2 } else { 1 }).unwrap_or_default();
        self.learn_prefixes(tag);
        let (prefix, name) = self.name(tag_name(tag));
        let id = self.nodes.len();
        let inner = end as u32..end as u32;
        self.nodes.push(Node { prefix, name, tag, inner, end: id as u32 + 1, closed: empty });
        if !empty {
            self.open.push(id);
        }
        None
    }

    fn end(&mut self, start: usize, end: usize) -> Option<Stop> {
        let tag = self.text.get(start + 2..end - 1).unwrap_or_default();
        let name = self.name(tag_name(tag));
        let found = self.open.iter().rposition(|id| (self.nodes[*id].prefix, self.nodes[*id].name) == name);
        if found != self.open.len().checked_sub(1) || found.is_none() {
            self.mismatch.get_or_insert(start);
        }
        let count = self.nodes.len() as u32;
        for id in self.open.drain(found.unwrap_or(self.open.len())..) {
            let node = &mut self.nodes[id];
            (node.inner.end, node.end, node.closed) = (start as u32, count, true);
        }
        None
    }

    /// What is left open at the end of the document.
    fn unfinished(&self) -> Option<Stop> {
        let first = self.open.first()?;
        let inside = self.open.iter().find(|id| self.is_item(**id)).unwrap_or(first);
        let why = format!("the file ends before </{}>", tag_name(self.nodes[*inside].tag));
        Some(Stop { at: self.text.len(), why })
    }

    fn close_all(&mut self) {
        for id in self.open.drain(..) {
            let node = &mut self.nodes[id];
            (node.inner.end, node.end) = (self.text.len() as u32, u32::MAX);
        }
        let count = self.nodes.len() as u32;
        self.nodes.iter_mut().for_each(|node| node.end = node.end.min(count));
    }

    fn learn_prefixes(&mut self, tag: &'d str) {
        if !tag.contains("xmlns") || self.prefixes.len() >= MOST_PREFIXES {
            return;
        }
        for (key, value) in attributes(tag) {
            let Some(prefix) = key.strip_prefix("xmlns:") else { continue };
            let known = NAMESPACES.iter().find(|(address, _)| value.contains(address));
            let at = tag.find(&format!("xmlns:{prefix}")).map(|at| at + 6..at + 6 + prefix.len());
            if let (Some((_, known)), Some(prefix)) = (known, at.and_then(|at| tag.get(at))) {
                self.prefixes.push((prefix, known));
            }
        }
    }

    fn name(&self, name: &'d str) -> (&'d str, &'d str) {
        let Some((prefix, local)) = name.split_once(':') else { return ("", name) };
        let known = self.prefixes.iter().find(|(own, _)| *own == prefix);
        (known.map_or(prefix, |(_, known)| known), local)
    }

    /// The first element.
    pub(super) fn root(&self) -> Option<Id> {
        (!self.nodes.is_empty()).then_some(0)
    }

    /// The name of an element without its prefix.
    pub(super) fn local(&self, id: Id) -> &'d str {
        self.nodes[id].name
    }

    /// The prefix of an element.
    pub(super) fn prefix(&self, id: Id) -> &'d str {
        self.nodes[id].prefix
    }

    /// Where an element stands, its tags left out.
    pub(super) fn inner(&self, id: Id) -> Range<usize> {
        self.nodes[id].inner.start as usize..self.nodes[id].inner.end as usize
    }

    fn is_item(&self, id: Id) -> bool {
        let node = &self.nodes[id];
        matches!(node.prefix, "" | "atom") && (node.name.eq_ignore_ascii_case("item") || node.name == "entry")
    }

    /// The items of a feed that were read to their end, in its order.
    pub(super) fn items(&self) -> impl Iterator<Item = Id> + '_ {
        self.outermost(|id| self.is_item(id)).filter(|id| self.nodes[*id].closed)
    }

    /// Elements that are wanted and do not lie within another one that is.
    pub(super) fn outermost(&self, wanted: impl Fn(Id) -> bool) -> impl Iterator<Item = Id> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let id = (at..self.nodes.len()).find(|id| wanted(*id))?;
            at = self.nodes[id].end as usize;
            Some(id)
        })
    }

    /// The elements directly within one.
    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let (mut at, end) = (id + 1, self.nodes[id].end as usize);
        std::iter::from_fn(move || {
            let child = Some(at).filter(|at| *at < end)?;
            at = self.nodes[child].end as usize;
            Some(child)
        })
    }

    /// The children of a name.
    pub(super) fn all<'t>(&'t self, id: Id, prefix: &'t str, name: &'t str) -> impl Iterator<Item = Id> + 't {
        self.children(id).filter(move |child| {
            self.nodes[*child].prefix == prefix && self.nodes[*child].name.eq_ignore_ascii_case(name)
        })
    }

    /// The first child of a name.
    pub(super) fn child(&self, id: Id, prefix: &str, name: &str) -> Option<Id> {
        self.all(id, prefix, name).next()
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, id: Id, wanted: &str) -> Option<String> {
        attributes(self.nodes[id].tag).find(|(key, _)| key == wanted).map(|(_, value)| unescape(&value))
    }

    /// True where elements lie within an element: markup that was not escaped.
    pub(super) fn has_markup(&self, id: Id) -> bool {
        self.nodes[id].end as usize > id + 1
    }

    /// The text of an element. Where `markup` is asked for, tags and entities stay for a reader of HTML to read.
    pub(super) fn value(&self, id: Id, markup: bool) -> Mapped {
        let at = self.inner(id);
        let text = self.text.get(at.clone()).unwrap_or_default();
        let mut value = Mapped::default();
        let mut reader = reader(text);
        loop {
            let start = reader.buffer_position() as usize;
            let Ok(event) = reader.read_event() else { return value };
            let raw = text.get(start..reader.buffer_position() as usize).unwrap_or_default();
            let from = at.start + start;
            match event {
                Event::Eof => return value,
                Event::Text(_) => value.copy(raw, from),
                Event::CData(_) => value.copy(raw.get(9..raw.len() - 3).unwrap_or_default(), from + 9),
                Event::GeneralRef(_) if !markup => reference(&mut value, raw, from),
                Event::GeneralRef(_) => value.copy(raw, from),
                Event::Start(_) | Event::End(_) | Event::Empty(_) if markup => copy_tag(&mut value, raw, from),
                _ => {}
            }
        }
    }
}

/// A tag without the prefix of its name, so that `<xhtml:p>` is a paragraph.
fn copy_tag(value: &mut Mapped, raw: &str, from: usize) {
    let open = if raw.starts_with("</") { 2 } else { 1 };
    let name = tag_name(&raw[open..]);
    let prefix = name.find(':').map_or(0, |colon| colon + 1);
    value.copy(&raw[..open], from);
    value.copy(&raw[open + prefix..], from + open + prefix);
}

fn reference(value: &mut Mapped, raw: &str, from: usize) {
    match raw.get(1..raw.len() - 1).and_then(character) {
        Some(c) => value.replace(c.encode_utf8(&mut [0; 4]), from..from + raw.len()),
        None => value.copy(raw, from),
    }
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

fn tag_name(tag: &str) -> &str {
    tag.split(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').next().unwrap_or_default()
}

fn attributes(tag: &str) -> impl Iterator<Item = (String, String)> {
    let tag = BytesStart::from_content(tag, tag_name(tag).len());
    let mut attributes = tag.html_attributes();
    let pairs = attributes.with_checks(false).flatten().map(|a| (a.key.0.to_owned(), a.value.into_owned()));
    pairs.collect::<Vec<_>>().into_iter()
}

/// The character that a reference of XML stands for; `None` for entities that a document or HTML defines.
fn character(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => number(&hex[1..], 16),
            digits => number(digits, 10),
        }
        .filter(|c| *c != '\0'),
    }
}

fn unescape(value: &str) -> String {
    let mut plain = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let known = after.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        plain.push(known.map_or('&', |(c, _)| c));
        rest = known.map_or(after, |(_, after)| after);
    }
    plain + rest
}

/// The words of a piece of HTML, without its tags.
pub(super) fn words_of_html(html: &str) -> Cow<'_, str> {
    if !html.contains(['<', '&']) {
        return Cow::Borrowed(html);
    }
    let mut words = Vec::new();
    for token in html5gum::Tokenizer::new(html).flatten() {
        match token {
            html5gum::Token::String(text) => words.extend_from_slice(&text),
            html5gum::Token::StartTag(tag) if &**tag.name == b"br" => words.push(b' '),
            _ => {}
        }
    }
    Cow::Owned(String::from_utf8_lossy(&words).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::Span;

    #[test]
    fn values_lead_to_their_characters() {
        let xml = "<a>\n<b>x &amp; &#233;&nbsp;<![CDATA[<i>]]></b></a>";
        let tree = Tree::parse(xml);
        let value = tree.value(tree.child(0, "", "b").unwrap(), false);
        assert_eq!(value.text, "x & é&nbsp;<i>");
        let amp = value.map.source_of(Span::new(2, 3));
        assert_eq!(&xml[amp.start as usize..amp.end as usize], "&amp;");
        let tag = value.map.source_of(Span::new(12, 15));
        assert_eq!(&xml[tag.start as usize..tag.end as usize], "<i>");
        assert!(tree.stop.is_none());
    }

    #[test]
    fn tags_that_do_not_match_lose_nothing() {
        let tree = Tree::parse("<rss><item><d>a<br>b</x></d></item><item><d>c &co</d></item></rss>");
        let texts: Vec<_> = tree.items().map(|id| tree.value(tree.child(id, "", "d").unwrap(), true).text).collect();
        assert_eq!(texts, ["a<br>b</x>", "c &co"]);
        assert_eq!(tree.mismatch, Some(20));
    }

    #[test]
    fn what_is_closed_before_the_break_is_read() {
        for (xml, items, at) in [
            ("<rss><item>a</item><item>b", 1, 26),
            ("<rss><item>a</item><item>b</ite", 1, 26),
            ("<rss><item>a</item><!-- b", 1, 19),
            ("<rss><item>a</item>", 1, 19),
            ("", 0, 0),
        ] {
            let tree = Tree::parse(xml);
            assert_eq!(tree.items().count(), items, "{xml}");
            assert_eq!(tree.stop.map_or(0, |stop| stop.at), at, "{xml}");
        }
    }

    #[test]
    fn known_namespaces_have_one_prefix() {
        let tree = Tree::parse("<x:feed xmlns:x='http://www.w3.org/2005/Atom'><x:entry a='1 &lt; 2'/></x:feed>");
        let entry = tree.items().next().unwrap();
        assert_eq!((tree.prefix(entry), tree.local(entry)), ("atom", "entry"));
        assert_eq!(tree.attribute(entry, "a").as_deref(), Some("1 < 2"));
    }

    #[test]
    fn html_is_reduced_to_its_words() {
        assert_eq!(words_of_html("A &eacute; <b>c</b> 1 < 2"), "A é c 1 < 2");
    }
}
