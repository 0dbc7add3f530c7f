//! A page as a tree of bounded depth and size.
//!
//! The tokens come from a tokenizer that follows the HTML standard; the tree is simpler than the standard's, and
//! linear in time: elements nested deeper than [`DEEPEST`] become children of the last one within. Nodes are in
//! document order, so a parent always comes before its children and walks need no recursion.

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};
use std::ops::Range;

/// Elements nested deeper than this are flattened.
const DEEPEST: usize = 200;
/// Nodes after this number are not read.
const MOST_NODES: usize = 2_000_000;

/// Number of a node in its tree.
pub(crate) type NodeId = usize;

/// A page as a tree.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// The nodes in document order; the first is the root.
    pub(crate) nodes: Vec<Node>,
    /// True where the page holds more nodes than are read.
    pub(crate) cut: bool,
}

/// An element or a text.
#[derive(Debug)]
pub(crate) struct Node {
    /// Its parent; the root is its own.
    pub(crate) parent: NodeId,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Kind {
    /// An element: its name in small letters, and its attributes.
    Element { name: String, attributes: Vec<(String, String)> },
    /// A text, entities decoded, and the bytes of the page that it was written with.
    Text { text: String, source: Range<u32> },
}

impl Tree {
    /// Reads a page. Any text is a page.
    pub(crate) fn parse(html: &str) -> Tree {
        let mut builder = Builder::default();
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            if builder.tree.nodes.len() >= MOST_NODES {
                builder.tree.cut = true;
                break;
            }
            builder.token(token);
        }
        builder.text(html.len());
        builder.tree
    }

    /// The name of an element; empty for a text.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id].kind {
            Kind::Element { name, .. } => name,
            Kind::Text { .. } => "",
        }
    }

    /// The characters of a text; empty for an element.
    pub(crate) fn text(&self, id: NodeId) -> &str {
        match &self.nodes[id].kind {
            Kind::Element { .. } => "",
            Kind::Text { text, .. } => text,
        }
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, id: NodeId, wanted: &str) -> Option<&str> {
        match &self.nodes[id].kind {
            Kind::Element { attributes, .. } => {
                attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
            }
            Kind::Text { .. } => None,
        }
    }

    /// The node and its ancestors, up to the root.
    pub(crate) fn chain(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |id| Some(self.nodes[*id].parent).filter(|parent| parent != id))
    }

    /// The texts directly or indirectly under an element, as one string.
    pub(crate) fn text_of(&self, id: NodeId) -> String {
        let mut text = String::new();
        for node in id + 1..self.nodes.len() {
            if self.nodes[node].parent < id {
                break;
            }
            if let Kind::Text { text: part, .. } = &self.nodes[node].kind {
                text.push_str(part);
            }
        }
        text
    }
}

/// Puts tokens together.
struct Builder {
    tree: Tree,
    open: Vec<NodeId>,
    /// Elements begun below the deepest level and not yet ended.
    sunk: usize,
    /// A text that has begun and not ended.
    pending: Option<String>,
    /// The first byte behind the last tag.
    behind: usize,
}

impl Default for Builder {
    fn default() -> Self {
        let root = Node { parent: 0, kind: Kind::Element { name: "#root".into(), attributes: Vec::new() } };
        Builder { tree: Tree { nodes: vec![root], cut: false }, open: vec![0], sunk: 0, pending: None, behind: 0 }
    }
}

impl Builder {
    fn token(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => {
                self.text(tag.span.start);
                self.behind = tag.span.end;
                self.start(tag);
            }
            Token::EndTag(tag) => {
                self.text(tag.span.start);
                self.behind = tag.span.end;
                self.end(&words(&tag.name));
            }
            Token::String(value) => self.pending.get_or_insert_default().push_str(&words(&value.value)),
            Token::Comment(comment) => self.text_before(comment.span.start, comment.span.end),
            Token::Doctype(doctype) => self.text_before(doctype.span.start, doctype.span.end),
            Token::Error(_) => {}
        }
    }

    /// Ends a text before something that is no tag.
    fn text_before(&mut self, start: usize, end: usize) {
        self.text(start);
        self.behind = end;
    }

    /// The text that ends before byte `end`, where there is one.
    fn text(&mut self, end: usize) {
        if let Some(text) = self.pending.take() {
            let source = self.behind as u32..end.max(self.behind) as u32;
            self.push(Kind::Text { text, source });
        }
    }

    fn push(&mut self, kind: Kind) -> NodeId {
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(Node { parent, kind });
        self.tree.nodes.len() - 1
    }

    fn start(&mut self, tag: StartTag<usize>) {
        let name = words(&tag.name);
        self.imply_ends(&name);
        let foreign = || self.open.iter().any(|id| matches!(self.tree.name(*id), "svg" | "math"));
        let closed = is_void(&name) || tag.self_closing && foreign();
        let attributes = tag.attributes.iter().map(|(name, value)| (words(name), words(&value.value))).collect();
        let id = self.push(Kind::Element { name, attributes });
        if closed {
            return;
        }
        if self.open.len() < DEEPEST {
            self.open.push(id);
        } else {
            self.sunk += 1;
        }
    }

    fn end(&mut self, name: &str) {
        if is_void(name) {
            return;
        }
        if self.sunk > 0 {
            self.sunk -= 1;
            return;
        }
        if let Some(at) = self.find_open(name) {
            self.open.truncate(at.max(1));
        }
    }

    /// The open element that an end tag ends. Tags of running text end no blocks, and nothing reaches out of a cell.
    fn find_open(&self, name: &str) -> Option<usize> {
        let inline = !is_block(name);
        for (at, id) in self.open.iter().enumerate().rev() {
            let open = self.tree.name(*id);
            if open == name {
                return Some(at);
            }
            let wall = matches!(open, "td" | "th" | "table" | "caption") && !is_table_part(name);
            if wall || inline && is_block(open) {
                return None;
            }
        }
        None
    }

    /// Ends what the standard says a start tag ends.
    fn imply_ends(&mut self, name: &str) {
        let (ended, walls): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr", "td", "th"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot", "tr", "td", "th"], &["table"]),
            "option" | "optgroup" => (&["option"], &["select"]),
            _ if is_block(name) => (&["p"], &["td", "th", "table", "button"]),
            _ => (&[], &[]),
        };
        if !is_head_part(name) && self.open.last().is_some_and(|id| self.tree.name(*id) == "head") {
            self.open.pop();
        }
        self.close_outermost(ended, walls);
    }

    /// Ends all open elements of these names inside the nearest wall.
    fn close_outermost(&mut self, names: &[&str], walls: &[&str]) {
        if names.is_empty() {
            return;
        }
        let inside = self.open.iter().rposition(|id| walls.contains(&self.tree.name(*id))).map_or(1, |at| at + 1);
        let found = self.open[inside.min(self.open.len())..].iter().position(|id| names.contains(&self.tree.name(*id)));
        if let Some(at) = found {
            self.open.truncate(inside + at);
        }
    }
}

/// The characters that a piece of a page without its tags is read as: character references are resolved.
pub(crate) fn characters(written: &str) -> String {
    let text = |token: Token| match token {
        Token::String(value) => Some(words(&value.value)),
        _ => None,
    };
    Tokenizer::new(written).filter_map(|Ok(token)| text(token)).collect()
}

fn words(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_head_part(name: &str) -> bool {
    matches!(name, "meta" | "link" | "title" | "script" | "style" | "base" | "noscript" | "template")
}

fn is_table_part(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "body" | "html")
}

/// Elements that break running text.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "script"
            | "search"
            | "section"
            | "select"
            | "style"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "template"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
            | "video"
            | "audio"
            | "iframe"
            | "noscript"
            | "svg"
            | "#root"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as nested brackets.
    fn show(html: &str) -> String {
        let tree = Tree::parse(html);
        let mut out = String::new();
        let mut depths = vec![0; tree.nodes.len()];
        for (id, node) in tree.nodes.iter().enumerate().skip(1) {
            depths[id] = depths[node.parent] + 1;
            let label = match &node.kind {
                Kind::Element { name, .. } => name.clone(),
                Kind::Text { text, .. } => format!("{text:?}"),
            };
            out.push_str(&format!("{}{label} ", depths[id]));
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn tag_soup_becomes_a_tree() {
        let cases = [
            ("<p>a<p>b", "1p 2\"a\" 1p 2\"b\""),
            ("<ul><li>a<li>b</ul>c", "1ul 2li 3\"a\" 2li 3\"b\" 1\"c\""),
            ("<b><p>x</b>y</p>", "1b 2p 3\"x\" 3\"y\""),
            ("<div><p>x</div>y", "1div 2p 3\"x\" 1\"y\""),
            ("<head><title>t</title><div>x", "1head 2title 3\"t\" 1div 2\"x\""),
            ("<script>if (a<b) x();</script>y", "1script 2\"if (a<b) x();\" 1\"y\""),
            ("&eacute;&amp;&#8217;", "1\"é&’\""),
            ("<table><tr><td>a<td>b<tr><td>c</table>d", "1table 2tr 3td 4\"a\" 3td 4\"b\" 2tr 3td 4\"c\" 1\"d\""),
            ("</p></div>x", "1\"x\""),
            ("<svg><path/><path/></svg>x", "1svg 2path 2path 1\"x\""),
        ];
        for (html, expected) in cases {
            assert_eq!(show(html), expected, "tree of {html}");
        }
    }

    #[test]
    fn deep_pages_are_flattened_in_linear_time() {
        let html = "<div>".repeat(100_000) + "in" + &"</div>".repeat(100_000) + "out";
        let tree = Tree::parse(&html);
        let deepest = tree.nodes.iter().enumerate().map(|(id, _)| tree.chain(id).take(500).count()).max();
        assert_eq!(deepest, Some(DEEPEST + 1));
        assert_eq!(tree.nodes.last().map(|n| n.parent), Some(0), "the end tags were counted");
    }
}
