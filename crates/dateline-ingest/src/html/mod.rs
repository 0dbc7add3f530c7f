//! Pages to articles: simple on purpose, bounded in time and depth.
//!
//! Page -> [`tree`] -> [`blocks`] of running text -> the ones that are the article ([`content`]), joined by blank
//! lines. What is left out within the article is noted. The tokenizer can report the bytes of every text, so a map from
//! the article to the page needs no other parser.

mod align;
mod blocks;
mod content;
mod labels;
mod meta;
mod tree;

use crate::article::{Defaults, Metadata, Parts, assemble, content_id, sha256, shorten, warning};
use crate::decode;
use crate::mapped::Mapped;
use blocks::Block;
use content::Left;
use dateline_doc::{Article, Byte, Note, Origin, Severity, Span};
use std::collections::BTreeMap;
use tree::Tree;
pub(crate) use tree::characters;

/// Where a page names its encoding, it does so in its first bytes.
const ENCODING_SEARCHED: usize = 2048;
/// What stands between two blocks of an article.
const BETWEEN: &str = "\n\n";
/// Parts left out that get a note of their own.
const MOST_NOTES: usize = 30;

/// The report that a page holds; `stem` names it, as the name of its file does.
pub fn from_html(stem: &str, bytes: &[u8], defaults: &Defaults) -> (Article, Vec<Note>) {
    from_page(stem, bytes, None, defaults)
}

/// The same for a page whose carrier named the character set.
pub(crate) fn from_page(stem: &str, bytes: &[u8], charset: Option<&str>, defaults: &Defaults) -> (Article, Vec<Note>) {
    let mut notes = Vec::new();
    let html = decode::decode_carried(bytes, charset, encoding_label(bytes).as_deref(), &mut notes);
    let mut meta = Metadata::default();
    let Mapped { text, map } = extract(&html.text, &mut meta, &mut notes).within(&html.map);
    let sha256 = sha256(bytes);
    let id = content_id(stem, &sha256);
    let origin = Origin { encoding: html.encoding, map, ..Origin::default() };
    let article = assemble(Parts { id, body: text, meta, sha256, origin }, defaults, &mut notes);
    (article, notes)
}

/// The text of the article in a page, with the map to the page. Metadata that is not known yet is filled from the page.
pub(crate) fn extract(html: &str, meta: &mut Metadata, notes: &mut Vec<Note>) -> Mapped {
    let tree = Tree::parse(html);
    if tree.cut {
        notes.push(warning("page-cut", "the page is too large; its end was not read".to_owned()));
    }
    meta::read(&tree, meta, notes);
    let blocks = blocks::blocks(&tree, html);
    let left = content::choose(&tree, &blocks, meta.title.as_deref());
    kept(&blocks, &left, notes)
}

/// The text of a fragment of HTML that is an article by itself, as feeds hold them: all of it but what is not shown, is
/// a control or a caption.
pub(crate) fn extract_fragment(html: &str, notes: &mut Vec<Note>) -> Mapped {
    let tree = Tree::parse(html);
    let blocks = blocks::blocks(&tree, html);
    let left = content::choose_in_fragment(&tree, &blocks);
    kept(&blocks, &left, notes)
}

fn kept(blocks: &[Block], left: &[Option<Left>], notes: &mut Vec<Note>) -> Mapped {
    note_left_out(blocks, left, notes);
    join(blocks.iter().zip(left).filter(|(_, left)| left.is_none()).map(|(block, _)| block))
}

/// The blocks with a blank line between each two: what stands between them in the page.
fn join<'b>(blocks: impl Iterator<Item = &'b Block>) -> Mapped {
    let mut joined = Mapped::default();
    let mut end = 0;
    for block in blocks {
        let source = block.source();
        if !joined.text.is_empty() {
            joined.replace(BETWEEN, end as usize..source.start as usize);
        }
        joined.text.push_str(&block.text);
        joined.map.append(&block.map, 0..block.map.text_len());
        end = source.end;
    }
    joined
}

/// Notes what was left out: each part within the article at its place in the text, and one count of what lies outside.
/// The bytes of a part lie among those that the blank line at its place stands for.
fn note_left_out(blocks: &[Block], left: &[Option<Left>], notes: &mut Vec<Note>) {
    let mut more: BTreeMap<Left, usize> = BTreeMap::new();
    let (mut single, mut at) = (0, 0);
    for (block, left) in blocks.iter().zip(left) {
        let Some(left) = left else {
            at += if at == 0 { 0 } else { BETWEEN.len() } + block.text.len();
            continue;
        };
        if matches!(left, Left::Outside | Left::Navigation | Left::Hidden) || single >= MOST_NOTES {
            *more.entry(*left).or_default() += 1;
        } else {
            single += 1;
            let place = Span::new(at as u32, at as u32);
            notes.push(left_out(format!("{}: \"{}\"", left.as_str(), shorten(&block.text)), Some(place)));
        }
    }
    for (left, count) in more {
        let blocks = if count == 1 { "block" } else { "blocks" };
        notes.push(left_out(format!("{count} {blocks} of text, {}", left.as_str()), None));
    }
}

fn left_out(what: String, span: Option<Span<Byte>>) -> Note {
    Note { severity: Severity::Info, code: "left-out", message: format!("left out of the page: {what}"), span }
}

/// The encoding that a page names.
fn encoding_label(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(ENCODING_SEARCHED)]).to_ascii_lowercase();
    let after = start.split("charset=").nth(1).or_else(|| start.split("encoding=").nth(1))?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    const FIRST: &str = "A cargo ship ran aground off the northern cape early on Tuesday, and its crew of nineteen was lifted off by helicopter, the coast guard said.";
    const SECOND: &str = "The vessel had lost power in heavy seas the evening before, officials of the port said, and drifted for several hours before it struck the rocks.";
    const THIRD: &str = "Nobody was hurt. An inquiry into the loss of power was opened on Wednesday, and the owner was told to remove the wreck.";

    fn page(article: &str) -> String {
        format!(
            "<!doctype html><html lang=en><head><title>Ship aground | Gazette</title><style>p{{}}</style></head><body>
            <header><nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav></header>
            <div class=cookie-banner>We use cookies to make this site work, and to learn how our readers use it; you may refuse them.</div>
            {article}
            <footer>Copyright 2016 Gazette</footer></body></html>"
        )
    }

    fn read(html: &str) -> (String, Vec<String>) {
        let (article, notes) = from_html("page", html.as_bytes(), &Defaults::default());
        (article.text.as_str().to_owned(), notes.into_iter().map(|n| n.message).collect())
    }

    #[test]
    fn the_article_is_found_and_the_rest_is_noted() {
        let (text, notes) = read(&page(&format!(
            "<article><h1>Ship aground</h1><p class=byline>By A. Writer</p><p>{FIRST}</p>
            <div class='ad-slot'>Advertisement</div><figure><img><figcaption>The ship on Tuesday</figcaption></figure>
            <p><a href=/x>Ferry sinks in the north</a></p><h2>Drifting</h2><p>{SECOND}</p><aside>Most read: storms</aside>
            <ul><li>one tug</ul><p>{THIRD}</p><div class=share-bar><a>Share</a></div></article>"
        )));
        assert_eq!(text, [FIRST, "Drifting", SECOND, "one tug", THIRD].join("\n\n"));
        for left in [
            "advertisement: \"Adv",
            "caption: \"The ship",
            "stories: \"Ferry",
            "byline: \"Ship aground",
            "byline: \"By A",
            "outside the article",
        ] {
            assert!(notes.iter().any(|note| note.contains(left)), "{left} is noted in {notes:?}");
        }
    }

    #[test]
    fn pages_without_an_article_element_are_read_by_density() {
        for wrap in
            ["<div id=c><div class=x>", "<form><table><tr><td>", "<main>", "<div class='article has-sidebar-ad'>"]
        {
            let (text, _) = read(&page(&format!("{wrap}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>")));
            assert_eq!(text, [FIRST, SECOND, THIRD].join("\n\n"), "in {wrap}");
        }
        let (text, _) = read(&page(&format!("<div class=body>{FIRST}<br><br>{SECOND}<br/><br/>{THIRD}</div>")));
        assert_eq!(text, [FIRST, SECOND, THIRD].join("\n\n"));
    }

    #[test]
    fn teasers_beside_the_article_are_left_out() {
        let mut articles = format!("<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>");
        for i in 0..5 {
            write!(articles, "<article><a href=/{i}>Another story of the day, number {i}, with a long headline about it</a></article>").unwrap();
        }
        assert_eq!(read(&page(&articles)).0, [FIRST, SECOND, THIRD].join("\n\n"));
    }

    #[test]
    fn the_encoding_of_the_page_is_used() {
        let html = b"<meta charset=windows-1251><p>\xCF\xF0\xE8\xE2\xE5\xF2</p>";
        assert_eq!(from_html("a", html, &Defaults::default()).0.text.as_str(), "Привет");
    }

    #[test]
    fn nothing_gives_an_empty_text_and_a_note() {
        let (article, notes) = from_html("a", b"", &Defaults::default());
        assert!(article.text.is_empty());
        assert_eq!(notes.iter().map(|n| n.code).collect::<Vec<_>>(), ["empty-text"]);
    }
}
