//! What a page says about itself: JSON-LD, meta elements, microdata, visible lines and its address.
//!
//! [`index`] gathers the elements in one walk, [`json_ld`] reads the objects, and one module each decides about
//! [`times`], [`people`] and the headline ([`names`]). What is known already is kept.

mod index;
mod json_ld;
mod names;
mod people;
mod times;

use super::tree::Tree;
use crate::article::Metadata;
use dateline_doc::Note;
use index::{Index, collapse};
use json_ld::{Linked, string};
use names::agree;
use serde_json::{Map, Value};

/// Classes of the line below the headline.
const DECKS: [&str; 9] = [
    "subtitle",
    "standfirst",
    "subheadline",
    "sub-headline",
    "subhead",
    "article-deck",
    "article__deck",
    "dek",
    "headline-sub",
];

/// Fills what is not known yet about a page.
pub(crate) fn read(tree: &Tree, meta: &mut Metadata, notes: &mut Vec<Note>) {
    let index = Index::new(tree);
    let mut linked = Linked::read(&index, notes);
    let address = canonical(&index).or(index.property("ogurl").map(str::to_owned));
    linked.prefer(|article| is_of_page(&index, address.as_deref(), article));
    let publisher = || linked.names("publisher").into_iter().next();
    fill(&mut meta.publisher, || index.property("ogsitename").map(str::to_owned).or_else(publisher));
    fill(&mut meta.publisher, || index.property("applicationname").map(str::to_owned));
    let outlet = meta.publisher.clone();
    fill(&mut meta.title, || names::headline(&index, &linked, outlet.as_deref()));
    fill(&mut meta.subtitle, || subtitle(&index, &linked));
    fill(&mut meta.section, || section(&index, &linked));
    fill(&mut meta.url, || address.clone().or_else(|| linked.find("url").map(str::to_owned)));
    fill(&mut meta.language, || language(&index, &linked));
    if meta.authors.is_empty() {
        meta.authors = people::read(&index, &linked, outlet.as_deref());
    }
    let times = times::read(&index, &linked, meta.url.as_deref(), notes);
    meta.published = meta.published.or(times.published);
    meta.modified = meta.modified.or(times.modified);
}

/// Takes a value that says something.
fn fill(slot: &mut Option<String>, value: impl FnOnce() -> Option<String>) {
    if slot.is_none() {
        *slot = value().map(|value| collapse(&value)).filter(|value| !value.is_empty());
    }
}

/// True where an object has the headline or the address of the page.
fn is_of_page(index: &Index<'_>, address: Option<&str>, article: &Map<String, Value>) -> bool {
    let titles = || {
        index.property("ogtitle").map(str::to_owned).into_iter().chain(index.titles.iter().map(|id| index.line(*id)))
    };
    let named = string(article, "headline").or(string(article, "name"));
    let placed = ["url", "@id", "mainEntityOfPage"].iter().filter_map(|key| string(article, key));
    placed.into_iter().any(|place| Some(place) == address)
        || named.is_some_and(|named| titles().any(|title| agree(named, &title)))
}

fn subtitle(index: &Index<'_>, linked: &Linked) -> Option<String> {
    let json = linked.find("alternativeHeadline").or(linked.find("alternateHeadline"));
    let is_deck = |id: &&usize| {
        let itemprop = index.tree.attribute(**id, "itemprop").unwrap_or_default().to_ascii_lowercase();
        itemprop == "alternativeheadline" || {
            let label = index.label(**id);
            DECKS.iter().any(|deck| label.contains(deck))
        }
    };
    let line = || index.lines.iter().find(is_deck).map(|id| index.line(*id)).filter(|line| line.len() <= 500);
    json.map(str::to_owned).or_else(line)
}

fn section(index: &Index<'_>, linked: &Linked) -> Option<String> {
    let meta =
        || ["articlesection", "ogsection", "parselysection", "section"].iter().find_map(|name| index.property(name));
    linked.find("articleSection").or_else(meta).map(str::to_owned)
}

fn canonical(index: &Index<'_>) -> Option<String> {
    let is = |id: &&usize| index.tree.attribute(**id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
    let link = index.links.iter().find(is)?;
    index.tree.attribute(*link, "href").map(str::trim).filter(|href| href.starts_with("http")).map(str::to_owned)
}

/// The two letters that the language of the page begins with.
fn language(index: &Index<'_>, linked: &Linked) -> Option<String> {
    let of = |key| index.html.and_then(|id| index.tree.attribute(id, key));
    let meta = ["oglocale", "contentlanguage", "language", "dclanguage"].iter().find_map(|name| index.property(name));
    let stated = [of("lang"), of("xml:lang"), meta, linked.find("inLanguage")];
    stated.into_iter().flatten().find_map(|stated| {
        let code: String = stated.trim().chars().take_while(char::is_ascii_alphabetic).collect();
        (code.len() == 2).then(|| code.to_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str) -> (Metadata, Vec<&'static str>) {
        let (mut meta, mut notes) = (Metadata::default(), Vec::new());
        read(&Tree::parse(html), &mut meta, &mut notes);
        (meta, notes.iter().map(|n| n.code).collect())
    }

    #[test]
    fn a_page_says_what_it_is() {
        let (meta, notes) = check(
            r#"<html lang="en-GB"><head><title>Storm hits the coast | Gazette</title>
            <meta property="og:site_name" content="The Gazette"><link rel="canonical" href="https://x.test/storm">
            <meta property="article:published_time" content="2016-12-20T08:00:00Z">
            <script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],
            "headline":"Storm hits the coast","datePublished":"2016-12-20T09:00:00+01:00"}]}</script>"#,
        );
        assert_eq!(meta.title.as_deref(), Some("Storm hits the coast"));
        assert_eq!(meta.publisher.as_deref(), Some("The Gazette"));
        assert_eq!(meta.url.as_deref(), Some("https://x.test/storm"));
        assert_eq!(meta.language.as_deref(), Some("en"));
        assert_eq!(meta.published.map(|p| p.day.to_string()).as_deref(), Some("2016-12-20"));
        assert_eq!(notes, [""; 0]);
    }

    #[test]
    fn the_order_of_days_is_kept_and_differences_are_noted() {
        let cases: [(&str, Option<&str>, &[&str]); 5] = [
            (r#"<meta name=date content="2016-12-21"><time datetime="2016-12-19">"#, Some("2016-12-21"), &[]),
            (r#"<time datetime="2016-12-19">Monday</time>"#, Some("2016-12-19"), &[]),
            (r#"<time>19 December 2016</time>"#, Some("2016-12-19"), &[]),
            (
                r#"<meta name=date content="2016-12-21"><meta property=article:published_time content="2016-12-20">"#,
                Some("2016-12-20"),
                &["published-conflict"],
            ),
            (r#"<script type=application/ld+json>{"a</script>"#, None, &["json-ld-broken"]),
        ];
        for (html, day, codes) in cases {
            let (meta, notes) = check(html);
            assert_eq!((meta.published.map(|p| p.day.to_string()).as_deref(), &notes[..]), (day, codes), "{html}");
        }
    }
}
