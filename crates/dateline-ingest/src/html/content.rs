//! Which blocks of a page are the article, and why the others are not.

use super::blocks::Block;
use super::labels::{is_comments, is_deck, labelled};
use super::tree::{Kind, NodeId, Tree};
use crate::furniture;
use crate::units::ends_sentence;
use dateline_doc::FurnitureKind;
use std::collections::BTreeMap;

/// Blocks before the first words of an article in which its deck is looked for.
const DECK_SEARCHED: usize = 40;
/// Longest block, in bytes, that is a label where it stands twice.
const LONGEST_LABEL: usize = 120;
/// Headings of an end that are looked at: each costs a walk over the rest of the page.
const MOST_ENDS: usize = 20;
/// Most labels that an article repeats.
const MOST_LABELS: usize = 4;
/// Longest line above the first prose, in words, that is a byline, a date or a label if it ends no sentence.
const LONGEST_HEADER: usize = 14;

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
    fn of_furniture(kind: FurnitureKind) -> Left {
        match kind {
            FurnitureKind::Advertisement => Left::Advertisement,
            FurnitureKind::InsertedLink => Left::Related,
            FurnitureKind::Caption => Left::Caption,
            FurnitureKind::Boilerplate => Left::Boilerplate,
        }
    }

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
    let mut left = marks(tree, |id| mark(tree, id).filter(|_| !is_bulk(tree, &all, id) || is_comment_list(tree, id)));
    let mut weights = weigh(tree, blocks, |block| left[block.element].is_none());
    if weights[0] * 4 < all[0] {
        // Classes and identifiers that throw most of a page away mean something else here.
        left = marks(tree, |id| by_element(tree, id).filter(|_| !is_bulk(tree, &all, id)));
        weights = weigh(tree, blocks, |block| left[block.element].is_none());
    }
    let root = root(tree, &weights);
    let mut reasons = first_reasons(tree, blocks, &left, root, title);
    drop_repeated(tree, blocks, &mut reasons);
    admit_deck(tree, blocks, &left, &mut reasons);
    cut_end(tree, blocks, &mut reasons);
    reasons
}

/// As [`choose`], for a fragment that is all article: only what an element is by its name and state counts.
pub(crate) fn choose_in_fragment(tree: &Tree, blocks: &[Block]) -> Vec<Option<Left>> {
    let left = marks(tree, |id| {
        by_element(tree, id).filter(|left| matches!(left, Left::Hidden | Left::Navigation | Left::Caption))
    });
    blocks.iter().map(|block| left[block.element]).collect()
}

/// What the place and the words of each block say.
fn first_reasons(
    tree: &Tree,
    blocks: &[Block],
    left: &[Option<Left>],
    root: NodeId,
    title: Option<&str>,
) -> Vec<Option<Left>> {
    // A page without prose has nothing to stand above.
    let mut before_prose = blocks.iter().any(|block| block.weight() > 0);
    let reasons = blocks.iter().map(|block| {
        let inside = tree.chain(block.element).any(|id| id == root);
        // A block whose first and last words are marked is marked, though the mark is on something within it.
        let own = left[block.element].or(left[block.first].and(left[block.last]));
        before_prose &= !(inside && own.is_none() && block.weight() > 0);
        let reason = if inside { own } else { Some(Left::Outside) };
        reason.or_else(|| block_reason(tree, block, title, before_prose))
    });
    reasons.collect()
}

/// Short blocks that stand twice in an article are labels and players, not narrative.
/// Headings and items of lists and tables may well be the same, so may questions, and an article in which much is
/// repeated is built that way.
fn drop_repeated(tree: &Tree, blocks: &[Block], reasons: &mut [Option<Left>]) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let running = |block: &Block| matches!(tree.name(block.element), "p" | "div" | "section");
    let short = |block: &Block| block.text.len() <= LONGEST_LABEL && running(block) && !block.text.ends_with('?');
    for (block, _) in blocks.iter().zip(&*reasons).filter(|(block, reason)| reason.is_none() && short(block)) {
        *seen.entry(&block.text).or_default() += 1;
    }
    seen.retain(|_, times| *times > 1);
    if seen.len() > MOST_LABELS {
        return;
    }
    for (block, reason) in blocks.iter().zip(reasons) {
        if reason.is_none() && running(block) && seen.contains_key(block.text.as_str()) {
            *reason = Some(Left::Boilerplate);
        }
    }
}

/// Takes in the deck: sentences that are called so, outside the article's element and before its first words.
fn admit_deck(tree: &Tree, blocks: &[Block], left: &[Option<Left>], reasons: &mut [Option<Left>]) {
    let Some(first) = reasons.iter().position(Option::is_none) else { return };
    let is_sentence = |block: &Block| block.weight() > 0 && ends_sentence(&block.text);
    let called = |block: &Block| {
        let labels = |id| ["class", "id", "itemprop"].iter().filter_map(move |key| tree.attribute(id, key));
        tree.chain(block.element).take(3).any(|id| labels(id).any(is_deck))
    };
    let from = first.saturating_sub(DECK_SEARCHED);
    for i in from..first {
        let block = &blocks[i];
        let repeated = || blocks[first..].iter().any(|later| later.text == block.text);
        if reasons[i] == Some(Left::Outside)
            && left[block.element].is_none()
            && is_sentence(block)
            && called(block)
            && !repeated()
        {
            reasons[i] = None;
        }
    }
}

/// Cuts what stands below a heading such as "More stories" or "Comments" near the end.
///
/// Such a heading may also be inserted between two paragraphs. Then the paragraphs below it stand in the like of what those
/// above it stand in, and nothing is cut.
fn cut_end(tree: &Tree, blocks: &[Block], reasons: &mut [Option<Left>]) {
    let kept = |i: usize, reasons: &[Option<Left>]| if reasons[i].is_none() { blocks[i].weight() } else { 0 };
    let frame = |i: usize| frame(tree, blocks[i].element);
    let whole: usize = (0..blocks.len()).map(|i| kept(i, reasons)).sum();
    let (mut above, mut looked_at) = (0, 0);
    let mut by_frame: BTreeMap<Frame<'_>, usize> = BTreeMap::new();
    for i in 0..blocks.len() {
        let open = reasons[i].is_none_or(|left| left == Left::Related);
        let ends = above * 2 > whole && is_end(tree, &blocks[i]);
        if open && looked_at < MOST_ENDS && (ends || above > 0 && furniture::opens_comments(&blocks[i].text)) {
            looked_at += 1;
            let flow = by_frame.iter().max_by_key(|(_, weight)| **weight).map(|(frame, _)| *frame);
            if !(i..blocks.len()).any(|below| kept(below, reasons) > 0 && Some(frame(below)) == flow) {
                reasons[i..].iter_mut().for_each(|reason| *reason = reason.or(Some(Left::Related)));
                return;
            }
        }
        above += kept(i, reasons);
        *by_frame.entry(frame(i)).or_default() += kept(i, reasons);
    }
}

/// What a block stands in: the names and classes of the element around it, and of the one around that.
type Frame<'t> = [&'t str; 4];

fn frame(tree: &Tree, element: NodeId) -> Frame<'_> {
    let parent = tree.nodes[element].parent;
    let outer = tree.nodes[parent].parent;
    let class = |id| tree.attribute(id, "class").unwrap_or("");
    [tree.name(parent), class(parent), tree.name(outer), class(outer)]
}

/// True for a block that says that the article ends above it.
fn is_end(tree: &Tree, block: &Block) -> bool {
    furniture::opens_end(&block.text, is_heading(tree, block))
}

fn is_heading(tree: &Tree, block: &Block) -> bool {
    matches!(tree.name(block.element), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_comment_list(tree: &Tree, id: NodeId) -> bool {
    ["class", "id"].iter().filter_map(|key| tree.attribute(id, key)).any(is_comments)
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
        let holds = |id: &NodeId| is(tree, *id) && !is_paragraph(tree.name(*id));
        let best = ids().filter(holds).max_by_key(|id| (weights[*id], std::cmp::Reverse(*id)))?;
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

/// Why a block within the article is still no part of it.
fn block_reason(tree: &Tree, block: &Block, title: Option<&str>, before_prose: bool) -> Option<Left> {
    let heading = tree.name(block.element);
    let is_title = title.is_some_and(|title| same_words(title, &block.text));
    if heading == "h1" || is_title && before_prose {
        return Some(Left::Header);
    }
    let words = block.text.split_whitespace().count();
    let running = matches!(tree.name(block.element), "p" | "div" | "section" | "article" | "span");
    let names_another = running && block.linked * 2 >= block.text.len() && !ends_sentence(&block.text);
    if (block.is_link() || names_another) && words <= 30 {
        return Some(Left::Related);
    }
    if before_prose && !is_heading(tree, block) && words <= LONGEST_HEADER && !ends_sentence(&block.text) {
        return Some(Left::Header);
    }
    furniture::of_line(&block.text, before_prose).map(Left::of_furniture)
}

fn same_words(a: &str, b: &str) -> bool {
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(a) == letters(b)
}
