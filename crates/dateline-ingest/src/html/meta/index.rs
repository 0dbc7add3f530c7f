//! What of a page its metadata can be in, gathered in one walk.

use crate::article::collapse;
use crate::html::tree::{NodeId, Tree};

/// Elements with more nodes than this are no bylines and no dates.
const LARGEST_LINE: usize = 24;

/// The elements of a page that say something about it.
pub(crate) struct Index<'t> {
    pub(crate) tree: &'t Tree,
    /// Meta elements: the property, name or itemprop as [`key`] writes it, and the content.
    metas: Vec<(String, &'t str)>,
    pub(crate) headings: Vec<NodeId>,
    pub(crate) titles: Vec<NodeId>,
    pub(crate) scripts: Vec<NodeId>,
    pub(crate) links: Vec<NodeId>,
    pub(crate) html: Option<NodeId>,
    /// Small elements with text of their own, and elements with `datetime` or `itemprop`.
    pub(crate) lines: Vec<NodeId>,
}

impl<'t> Index<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Self {
        let mut index = Index {
            tree,
            metas: Vec::new(),
            headings: Vec::new(),
            titles: Vec::new(),
            scripts: Vec::new(),
            links: Vec::new(),
            html: None,
            lines: Vec::new(),
        };
        let (sizes, has_text) = shapes(tree);
        for id in 1..tree.nodes.len() {
            match tree.name(id) {
                "" | "style" | "noscript" | "svg" | "path" | "img" | "option" | "button" | "input" => {}
                "meta" => index.meta(id),
                "h1" => index.headings.push(id),
                "title" => index.titles.push(id),
                "script" => index.scripts.push(id),
                "link" => index.links.push(id),
                "html" => index.html = index.html.or(Some(id)),
                _ if sizes[id] <= LARGEST_LINE && (has_text[id] || states(tree, id)) => index.lines.push(id),
                _ => {}
            }
        }
        index
    }

    fn meta(&mut self, id: NodeId) {
        let Some(content) = self.tree.attribute(id, "content").filter(|content| !content.trim().is_empty()) else {
            return;
        };
        for name in ["property", "name", "itemprop"] {
            if let Some(name) = self.tree.attribute(id, name) {
                self.metas.push((key(name), content));
            }
        }
    }

    /// The contents of the meta elements of this name, which is written as [`key`] writes it.
    pub(crate) fn properties<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = &'t str> + 'a {
        self.metas.iter().filter(move |(key, _)| key == wanted).map(|(_, content)| *content)
    }

    /// The first of them.
    pub(crate) fn property(&self, wanted: &str) -> Option<&'t str> {
        self.properties(wanted).next()
    }

    /// The text of an element, white space folded.
    pub(crate) fn line(&self, id: NodeId) -> String {
        collapse(&self.tree.text_of(id))
    }

    /// Class and identifier of an element, in small letters.
    pub(crate) fn label(&self, id: NodeId) -> String {
        match (self.tree.attribute(id, "class"), self.tree.attribute(id, "id")) {
            (None, None) => String::new(),
            (Some(one), None) | (None, Some(one)) => one.to_ascii_lowercase(),
            (Some(class), Some(id)) => format!("{class} {id}").to_ascii_lowercase(),
        }
    }

    /// True near a heading of the page: so many nodes after it, or a third as many before it.
    pub(crate) fn is_near_heading(&self, id: NodeId, nodes: usize) -> bool {
        let near = |heading: &NodeId| match id.checked_sub(*heading) {
            Some(after) => after < nodes,
            None => *heading - id < nodes / 3,
        };
        self.headings.iter().any(near)
    }
}

/// The number of nodes in each element, and whether it has text of its own.
fn shapes(tree: &Tree) -> (Vec<usize>, Vec<bool>) {
    let mut sizes = vec![1; tree.nodes.len()];
    let mut has_text = vec![false; tree.nodes.len()];
    for id in (1..tree.nodes.len()).rev() {
        let parent = tree.nodes[id].parent;
        sizes[parent] += sizes[id];
        has_text[parent] |= tree.name(id).is_empty();
    }
    (sizes, has_text)
}

fn states(tree: &Tree, id: NodeId) -> bool {
    ["datetime", "itemprop", "rel"].iter().any(|key| tree.attribute(id, key).is_some())
}

/// The name of a meta element without marks: "article:published_time" is "articlepublishedtime".
pub(crate) fn key(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
