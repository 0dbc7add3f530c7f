//! A page as a list of text blocks: what stands between two breaks of the running text.

use super::tree::{Kind, NodeId, Tree, is_block};

/// Running text between two breaks.
#[derive(Debug)]
pub(crate) struct Block {
    /// The innermost block element around it.
    pub(crate) element: NodeId,
    /// The words, white space collapsed.
    pub(crate) text: String,
    /// How many bytes of it are in links.
    pub(crate) linked: usize,
}

impl Block {
    /// Bytes of prose: short or mostly linked blocks have none.
    pub(crate) fn weight(&self) -> usize {
        let own = self.text.len() - self.linked.min(self.text.len());
        if self.text.len() >= 60 && own * 2 > self.text.len() { own } else { 0 }
    }

    /// True where it is nothing but links.
    pub(crate) fn is_link(&self) -> bool {
        !self.text.is_empty() && self.linked * 10 >= self.text.len() * 9
    }
}

/// The blocks of a page in document order.
pub(crate) fn blocks(tree: &Tree) -> Vec<Block> {
    let mut run = Run { tree, blocks: Vec::new(), open: None, breaks: 0 };
    let (mut block_of, mut link_of) = (vec![0; tree.nodes.len()], vec![false; tree.nodes.len()]);
    for (id, node) in tree.nodes.iter().enumerate() {
        let is_element = matches!(node.kind, Kind::Element { .. });
        let name = tree.name(id);
        block_of[id] = if is_element && is_block(name) { id } else { block_of[node.parent] };
        link_of[id] = link_of[node.parent] || name == "a";
        match &node.kind {
            Kind::Text { text } => run.add(block_of[id], text, link_of[id]),
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
    tree: &'t Tree,
    blocks: Vec<Block>,
    open: Option<Block>,
    /// Line breaks since the last word.
    breaks: usize,
}

impl Run<'_> {
    fn add(&mut self, element: NodeId, text: &str, linked: bool) {
        if self.open.as_ref().is_some_and(|block| block.element != element) {
            self.close();
        }
        if is_unseen(self.tree.name(element)) {
            return;
        }
        let blank = text.chars().all(is_space);
        if self.breaks > 1 && !blank {
            self.close();
        }
        let block = self.open.get_or_insert_with(|| Block { element, text: String::new(), linked: 0 });
        if self.breaks == 1 && !blank {
            let kept = block.text.trim_end_matches(' ').len();
            block.text.truncate(kept);
            block.text.push('\n');
        }
        let before = block.text.len();
        append(&mut block.text, text);
        if linked {
            block.linked += block.text.len() - before;
        }
        if !blank {
            self.breaks = 0;
        }
    }

    fn line_break(&mut self) {
        self.breaks += usize::from(self.open.is_some());
    }

    fn close(&mut self) {
        self.breaks = 0;
        let Some(mut block) = self.open.take() else { return };
        let trimmed = block.text.trim();
        if !trimmed.is_empty() {
            block.text = trimmed.to_owned();
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

/// White space of HTML, and the no-break space, which pages use as a plain one.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C' | '\u{a0}')
}

/// Appends with runs of white space collapsed to one space.
fn append(out: &mut String, text: &str) {
    for c in text.chars() {
        if !is_space(c) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
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
            let found: Vec<_> = blocks(&Tree::parse(html)).into_iter().map(|b| b.text).collect();
            assert_eq!(found, expected, "blocks of {html}");
        }
    }

    #[test]
    fn links_are_counted() {
        let found = blocks(&Tree::parse("<p><a href=x>Read this</a></p><p>Go <a>there</a> at once</p>"));
        assert_eq!(found.iter().map(Block::is_link).collect::<Vec<_>>(), [true, false]);
    }
}
