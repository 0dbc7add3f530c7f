//! A page as a list of text blocks: what stands between two breaks of the running text.

use super::align::align;
use super::tree::{Kind, NodeId, Tree, is_block};
use dateline_doc::{SourceMap, Span};
use std::ops::Range;

/// Running text between two breaks.
#[derive(Debug)]
pub(crate) struct Block {
    /// The innermost block element around it.
    pub(crate) element: NodeId,
    /// The words, white space folded.
    pub(crate) text: String,
    /// From the words to the bytes of the page.
    pub(crate) map: SourceMap,
    /// The text node of its first word.
    pub(crate) first: NodeId,
    /// The text node of its last word.
    pub(crate) last: NodeId,
    /// How many bytes of it are in links.
    pub(crate) linked: usize,
}

impl Block {
    fn new(element: NodeId, first: NodeId) -> Self {
        Block { element, text: String::new(), map: SourceMap::default(), first, last: first, linked: 0 }
    }

    /// Bytes of prose: short or mostly linked blocks have none.
    pub(crate) fn weight(&self) -> usize {
        let own = self.text.len() - self.linked.min(self.text.len());
        if self.text.len() >= 60 && own * 2 > self.text.len() { own } else { 0 }
    }

    /// Appends with runs of white space folded to one space; none begins a block.
    fn append(&mut self, text: &str, map: &SourceMap) {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let words = rest.find(char::is_whitespace).unwrap_or(rest.len());
            self.text.push_str(&rest[..words]);
            self.map.append(map, at as u32..(at + words) as u32);
            let blank = rest[words..].find(|c: char| !c.is_whitespace()).unwrap_or(rest.len() - words);
            if blank > 0 && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.fold(&rest[words..words + blank], map, (at + words) as u32);
            }
            at += words + blank;
        }
    }

    /// One space for white space that begins at byte `at` of its text.
    fn fold(&mut self, blank: &str, map: &SourceMap, at: u32) {
        self.text.push(' ');
        let span = Span::new(at, at + blank.len() as u32);
        if blank == " " { self.map.append(map, span.start..span.end) } else { self.map.replace(1, map.source_of(span)) }
    }

    /// A line break between the last word and the next, which begins at byte `next` of the page.
    fn break_line(&mut self, next: u32) {
        self.trim_end();
        self.text.push('\n');
        self.map.replace(1, self.source().end..next);
    }

    fn trim_end(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.map.truncate(self.text.len() as u32);
    }

    /// The bytes of the page from its first to its last word.
    pub(crate) fn source(&self) -> Range<u32> {
        self.map.source_of(Span::new(0, self.map.text_len()))
    }

    /// True where it is nothing but links.
    pub(crate) fn is_link(&self) -> bool {
        !self.text.is_empty() && self.linked * 10 >= self.text.len() * 9
    }
}

/// The blocks of a page in document order.
pub(crate) fn blocks(tree: &Tree, html: &str) -> Vec<Block> {
    let mut run = Run { html, tree, blocks: Vec::new(), open: None, breaks: 0 };
    let (mut block_of, mut link_of) = (vec![0; tree.nodes.len()], vec![false; tree.nodes.len()]);
    for (id, node) in tree.nodes.iter().enumerate() {
        let is_element = matches!(node.kind, Kind::Element { .. });
        let name = tree.name(id);
        block_of[id] = if is_element && is_block(name) { id } else { block_of[node.parent] };
        link_of[id] = link_of[node.parent] || name == "a";
        match &node.kind {
            Kind::Text { source, .. } => run.add(block_of[id], id, source, link_of[id]),
            Kind::Element { .. } if name == "br" => run.line_break(),
            Kind::Element { .. } if is_block(name) => run.close(),
            Kind::Element { .. } => {}
        }
    }
    run.close();
    run.blocks
}

/// The block being put together.
struct Run<'t> {
    html: &'t str,
    tree: &'t Tree,
    blocks: Vec<Block>,
    open: Option<Block>,
    /// Line breaks since the last word.
    breaks: usize,
}

impl Run<'_> {
    fn add(&mut self, element: NodeId, id: NodeId, source: &Range<u32>, linked: bool) {
        let text = self.tree.text(id);
        if self.open.as_ref().is_some_and(|block| block.element != element) {
            self.close();
        }
        if is_unseen(self.tree.name(element)) {
            return;
        }
        let map = align(text, self.html, source.clone());
        let first = text.find(|c: char| !c.is_whitespace());
        if self.breaks > 1 && first.is_some() {
            self.close();
        }
        let new = || Block::new(element, id);
        let block = self.open.get_or_insert_with(new);
        if let (1, Some(first)) = (self.breaks, first) {
            block.break_line(map.source_of(Span::new(first as u32, first as u32)).start);
        }
        if block.text.is_empty() {
            block.first = id;
        }
        let before = block.text.len();
        block.append(text, &map);
        if linked {
            block.linked += block.text.len() - before;
        }
        if first.is_some() {
            block.last = id;
            self.breaks = 0;
        }
    }

    fn line_break(&mut self) {
        self.breaks += usize::from(self.open.is_some());
    }

    fn close(&mut self) {
        self.breaks = 0;
        let Some(mut block) = self.open.take() else { return };
        block.trim_end();
        if !block.text.is_empty() {
            self.blocks.push(block);
        }
    }
}

/// Elements whose text is not shown.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "title"
            | "iframe"
            | "noscript"
            | "textarea"
            | "head"
            | "svg"
            | "option"
            | "select"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_text_is_split_at_blocks() {
        let cases: [(&str, &[&str]); 6] = [
            ("<p>One <b>two</b>\n three</p><p>Four</p>", &["One two three", "Four"]),
            ("<div>One<br>two<br><br>three<hr>four</div>", &["One\ntwo", "three", "four"]),
            ("<div>One <p>two</p> three</div>", &["One", "two", "three"]),
            ("a&nbsp;b <span> c</span>", &["a b c"]),
            ("<script>x</script><style>y</style>a<noscript>n</noscript>", &["a"]),
            ("<br><br>a", &["a"]),
        ];
        for (html, expected) in cases {
            let found: Vec<_> = blocks(&Tree::parse(html), html).into_iter().map(|b| b.text).collect();
            assert_eq!(found, expected, "blocks of {html}");
        }
    }

    #[test]
    fn links_are_counted() {
        let html = "<p><a href=x>Read this</a></p><p>Go <a>there</a> at once</p>";
        let found = blocks(&Tree::parse(html), html);
        assert_eq!(found.iter().map(Block::is_link).collect::<Vec<_>>(), [true, false]);
    }
}
