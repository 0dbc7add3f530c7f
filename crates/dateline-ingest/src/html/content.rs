//! Which blocks of a page are the article, and why the others are not.

use super::blocks::Block;
use super::tree::{Kind, NodeId, Tree};

/// Why a part of a page is no part of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Left {
    /// Outside the element that holds the article.
    Outside,
    /// Navigation, forms, bars of buttons.
    Navigation,
    /// Advertisements.
    Advertisement,
    /// Links to other stories.
    Related,
    /// Captions and credits.
    Caption,
    /// Bylines, dates, headline.
    Header,
    /// Share bars, sign-up boxes, cookie banners, comments.
    Boilerplate,
    /// Not shown.
    Hidden,
}

impl Left {
    /// As the note says it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Left::Outside => "outside the article",
            Left::Navigation => "navigation",
            Left::Advertisement => "advertisement",
            Left::Related => "links to other stories",
            Left::Caption => "caption",
            Left::Header => "headline or byline",
            Left::Boilerplate => "boilerplate",
            Left::Hidden => "hidden",
        }
    }
}

/// For every block, why it is left out, or `None` where it belongs to the article.
pub(crate) fn choose(tree: &Tree, blocks: &[Block], title: Option<&str>) -> Vec<Option<Left>> {
    let all = weigh(tree, blocks, |_| true);
    let mut left = marks(tree, |id| mark(tree, id).filter(|_| !is_bulk(tree, &all, id)));
    let mut weights = weigh(tree, blocks, |block| left[block.element].is_none());
    if weights[0] * 4 < all[0] {
        // Classes and identifiers that throw most of a page away mean something else here.
        left = marks(tree, |id| by_element(tree, id).filter(|_| !is_bulk(tree, &all, id)));
        weights = weigh(tree, blocks, |block| left[block.element].is_none());
    }
    let root = root(tree, &weights);
    let mut before_prose = true;
    let reasons = blocks.iter().map(|block| {
        let inside = tree.chain(block.element).any(|id| id == root);
        before_prose &= !(inside && left[block.element].is_none() && block.weight() > 0);
        let reason = if inside { left[block.element] } else { Some(Left::Outside) };
        reason.or_else(|| block_reason(tree, block, title, before_prose))
    });
    reasons.collect()
}

/// The marks of all nodes, with those they inherit.
fn marks(tree: &Tree, own: impl Fn(NodeId) -> Option<Left>) -> Vec<Option<Left>> {
    let mut left = vec![None; tree.nodes.len()];
    for id in 1..tree.nodes.len() {
        left[id] = left[tree.nodes[id].parent].or_else(|| own(id));
    }
    left
}

/// What holds much of the prose of a page is no bar or box, whatever it is called.
fn is_bulk(tree: &Tree, weights: &[usize], id: NodeId) -> bool {
    weights[id] * 5 > weights[0] * 2 || tree.name(id) == "p" && weights[id] > 150
}

/// Bytes of prose under every node.
fn weigh(tree: &Tree, blocks: &[Block], counts: impl Fn(&Block) -> bool) -> Vec<usize> {
    let mut weights = vec![0; tree.nodes.len()];
    for block in blocks.iter().filter(|block| counts(block)) {
        weights[block.element] += block.weight();
    }
    for id in (1..tree.nodes.len()).rev() {
        weights[tree.nodes[id].parent] += weights[id];
    }
    weights
}

/// The element that holds the article: what calls itself so if it holds enough, else the densest part.
fn root(tree: &Tree, weights: &[usize]) -> NodeId {
    let ids = || 1..tree.nodes.len();
    let named = |is: fn(&Tree, NodeId) -> bool, share: usize| {
        let best = ids().filter(|id| is(tree, *id)).max_by_key(|id| (weights[*id], std::cmp::Reverse(*id)))?;
        (weights[best] > 0 && weights[best] * 100 >= weights[0] * share).then_some(best)
    };
    let start = named(is_body, 30).or_else(|| named(is_article, 30)).or_else(|| named(is_main, 50)).unwrap_or(0);
    let mut at = start;
    for id in ids() {
        // Parents come first, so one pass descends as far as one child holds nearly everything.
        if tree.nodes[id].parent == at
            && !is_paragraph(tree.name(id))
            && weights[id] * 10 >= weights[at] * 9
            && weights[id] > 0
        {
            at = id;
        }
    }
    at
}

fn is_paragraph(name: &str) -> bool {
    matches!(name, "p" | "li" | "h1" | "h2" | "h3" | "span" | "b" | "strong" | "em" | "i" | "a" | "font")
}

fn is_body(tree: &Tree, id: NodeId) -> bool {
    tree.attribute(id, "itemprop").is_some_and(|value| value.eq_ignore_ascii_case("articlebody"))
}

fn is_article(tree: &Tree, id: NodeId) -> bool {
    tree.name(id) == "article" || tree.attribute(id, "role") == Some("article")
}

fn is_main(tree: &Tree, id: NodeId) -> bool {
    tree.name(id) == "main" || tree.attribute(id, "role") == Some("main")
}

/// What an element is by its name, its state and its labels.
fn mark(tree: &Tree, id: NodeId) -> Option<Left> {
    if matches!(tree.name(id), "" | "body" | "html" | "main" | "article") {
        return None;
    }
    let labels = ["class", "id", "data-component", "data-testid", "aria-label"];
    let label = || labels.iter().filter_map(|label| tree.attribute(id, label)).find_map(labelled);
    by_element(tree, id).or_else(label)
}

/// What an element is by its name and its state.
fn by_element(tree: &Tree, id: NodeId) -> Option<Left> {
    let Kind::Element { name, .. } = &tree.nodes[id].kind else { return None };
    match name.as_str() {
        "nav" | "footer" | "form" | "button" | "select" | "menu" | "dialog" | "label" => return Some(Left::Navigation),
        "aside" => return Some(Left::Related),
        "figure" | "figcaption" | "caption" => return Some(Left::Caption),
        "time" | "address" => return Some(Left::Header),
        "object" | "video" | "audio" | "canvas" | "math" | "iframe" => return Some(Left::Hidden),
        _ => {}
    }
    if is_hidden(tree, id) {
        return Some(Left::Hidden);
    }
    let role = tree.attribute(id, "role").unwrap_or("");
    if matches!(
        role,
        "navigation" | "search" | "banner" | "contentinfo" | "complementary" | "dialog" | "toolbar" | "menu"
    ) {
        return Some(Left::Navigation);
    }
    None
}

fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    let style = tree.attribute(id, "style").unwrap_or("").to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Words of classes and identifiers, and what they mean. A word ending in `*` is the start of one.
const LABELS: [(Left, &[&str]); 6] = [
    (
        Left::Advertisement,
        &[
            "ad", "ads", "advert*", "adslot", "adunit", "adbox", "sponsor*", "promoted", "dfp", "outbrain", "taboola",
            "mpu",
        ],
    ),
    (
        Left::Related,
        &[
            "related*",
            "recommend*",
            "promo",
            "teaser*",
            "trending",
            "mostread",
            "readmore",
            "seealso",
            "morestories",
            "inlinelink*",
            "inserted",
            "sidebar",
            "rail",
            "also",
            "upnext",
            "relatedlinks",
        ],
    ),
    (
        Left::Boilerplate,
        &[
            "share*",
            "sharing",
            "social*",
            "newsletter*",
            "subscri*",
            "signup",
            "cookie*",
            "consent",
            "gdpr",
            "comment",
            "comments",
            "disqus",
            "paywall",
            "popup",
            "modal",
            "toolbar",
            "tags",
            "tag",
            "topics",
            "copyright",
            "print",
            "follow",
            "donate",
            "donation",
            "disclaimer",
            "bio",
        ],
    ),
    (
        Left::Navigation,
        &[
            "nav",
            "navbar",
            "navigation",
            "menu",
            "breadcrumb*",
            "footer",
            "pagination",
            "pager",
            "skip",
            "masthead",
            "search",
        ],
    ),
    (
        Left::Caption,
        &["caption*", "credit", "credits", "wp-caption", "photocredit", "imgcaption", "gallery", "slideshow"],
    ),
    (
        Left::Header,
        &["byline*", "author", "authors", "dateline", "timestamp", "pubdate", "published", "dateposted", "kicker"],
    ),
];

/// What the words of a class or identifier say.
fn labelled(value: &str) -> Option<Left> {
    let words: Vec<String> = label_words(value);
    let pairs: Vec<String> = words.windows(2).map(|pair| pair.concat()).collect();
    let found = LABELS
        .iter()
        .find(|(_, labels)| labels.iter().any(|label| words.iter().chain(&pairs).any(|word| says(word, label))));
    found.map(|(left, _)| *left)
}

fn says(word: &str, label: &str) -> bool {
    match label.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == label,
    }
}

/// Words of a label, split at signs and at capitals within, in small letters.
fn label_words(value: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in value.chars().take(300) {
        if !c.is_alphanumeric() || (c.is_uppercase() && small) {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Why a block within the article is still no part of it.
fn block_reason(tree: &Tree, block: &Block, title: Option<&str>, before_prose: bool) -> Option<Left> {
    let heading = tree.name(block.element);
    let is_title = title.is_some_and(|title| same_words(title, &block.text));
    if heading == "h1" || is_title && before_prose {
        return Some(Left::Header);
    }
    let short = block.text.split_whitespace().count() <= 30;
    if block.is_link() && short {
        return Some(Left::Related);
    }
    None
}

fn same_words(a: &str, b: &str) -> bool {
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(a) == letters(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_word_by_word() {
        let cases = [
            ("article-ad-wrapper", Some(Left::Advertisement)),
            ("adjacent header-load", None),
            ("ShareBar", Some(Left::Boilerplate)),
            ("c-related__list", Some(Left::Related)),
            ("read-more", Some(Left::Related)),
            ("story-body paragraph", None),
            ("wp-caption-text", Some(Left::Caption)),
            ("", None),
        ];
        for (value, expected) in cases {
            assert_eq!(labelled(value), expected, "label {value:?}");
        }
    }
}
