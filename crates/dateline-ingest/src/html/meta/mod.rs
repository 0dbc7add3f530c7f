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
use crate::article::{Metadata, collapse};
use dateline_doc::Note;
use index::Index;
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
    json.map(names::unescape).or_else(line)
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

    #[test]
    fn each_source_of_a_time_is_read_and_named() {
        let cases = [
            (r#"<span itemprop="datePublished" content="2016-12-20T08:00+01:00">"#, "2016-12-20T08:00+01:00 microdata"),
            (r#"<h1>Storm hits</h1><time datetime="2016-12-20 08:00">today</time>"#, "2016-12-20T08:00 time"),
            ("<h1>Storm hits</h1><p>Published: 20 December 2016, 8:00 pm GMT</p>", "2016-12-20T20:00Z text"),
            ("<h1>Storm hits</h1><div class=post-date>20. Dezember 2016</div>", "2016-12-20 text"),
            (r#"<script>x={"publishedAt":"2016-12-20T08:00:00Z"}</script>"#, "2016-12-20T08:00:00Z json-ld"),
            ("<link rel=canonical href=https://x.test/2016/12/20/storm>", "2016-12-20 address"),
            ("<meta name=pubdate content=1482163509>", "2016-12-19T16:05:09Z meta"),
            (r#"<html lang="en-US"><meta name=date content="05/06/2016">"#, "2016-05-06 meta"),
            (r#"<html lang="en-GB"><meta name=date content="05/06/2016">"#, "2016-06-05 meta"),
            (r#"<meta name=date content="0001-01-01"><meta name=pubdate content="2016-12-20">"#, "2016-12-20 meta"),
            ("<meta property=article:modified_time content=2016-12-20>", "2016-12-20 meta"),
            ("<aside><h1>x</h1><a>Storm of 20 December 2016</a></aside>", "none"),
        ];
        for (html, expected) in cases {
            let published = check(html).0.published;
            let shown = published.map_or("none".to_owned(), |p| format!("{p} {}", p.stated_by));
            assert_eq!(shown, expected, "{html}");
        }
    }

    #[test]
    fn people_subtitle_and_section_are_read() {
        let (meta, _) = check(
            r#"<meta property="article:section" content="World"><meta name=author content="https://x.test/a">
            <h1>Storm hits the coast</h1><p class=standfirst>Ferries stay in port.</p>
            <p class=byline>By <a href=/a>Anna Beispiel</a> and Bert Muster</p>"#,
        );
        assert_eq!(meta.title.as_deref(), Some("Storm hits the coast"));
        assert_eq!(meta.subtitle.as_deref(), Some("Ferries stay in port."));
        assert_eq!(meta.section.as_deref(), Some("World"));
        assert_eq!(meta.authors, ["Anna Beispiel", "Bert Muster"]);
    }
}
