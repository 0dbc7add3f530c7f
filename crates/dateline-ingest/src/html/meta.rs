//! What a page says about itself: JSON-LD, meta elements, links and times.
//!
//! The day of publication is the first of: `datePublished` of JSON-LD; the meta elements of [`DAY_METAS`], in their
//! order; `itemprop=datePublished` elsewhere; the first `time` with a `datetime`. Where JSON-LD and meta elements
//! differ, the first is taken and a note says so.

use super::tree::{NodeId, Tree};
use crate::article::{Metadata, shorten, warning};
use crate::calendar::parse_day;
use dateline_doc::{Day, Note, Published, PublishedBasis, Severity};
use serde_json::Value;

/// Meta elements that give the day of publication.
const DAY_METAS: [&str; 14] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "pubdate",
    "date",
    "cxenseparse:recs:publishtime",
];

/// Fills what is not known yet about a page.
pub(crate) fn read(tree: &Tree, meta: &mut Metadata, notes: &mut Vec<Note>) {
    let linked = json_ld(tree, notes);
    let find = |key: &str| linked.iter().find_map(|article| string(article, key));
    fill(&mut meta.title, [property(tree, "og:title"), find("headline"), heading(tree), title(tree)]);
    let publisher = linked.iter().find_map(|article| string(article.get("publisher")?, "name"));
    fill(&mut meta.publisher, [property(tree, "og:site_name"), publisher, property(tree, "application-name")]);
    fill(&mut meta.url, [canonical(tree), property(tree, "og:url"), find("url"), None]);
    fill(&mut meta.language, [language(tree), None, None]);
    let stated = find("datePublished");
    let own = |day| Published::on(day, PublishedBasis::Metadata);
    meta.published = meta.published.or_else(|| published(tree, stated, notes).map(own));
}

/// Takes the first value that says something.
fn fill<const N: usize>(slot: &mut Option<String>, values: [Option<String>; N]) {
    if slot.is_none() {
        *slot = values.into_iter().flatten().map(|value| collapse(&value)).find(|value| !value.is_empty());
    }
}

fn collapse(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements of a name, in document order.
fn all<'t>(tree: &'t Tree, name: &'t str) -> impl Iterator<Item = NodeId> + 't {
    (1..tree.nodes.len()).filter(move |id| tree.name(*id) == name)
}

/// The content of the first meta element of this property, name or itemprop.
fn property(tree: &Tree, wanted: &str) -> Option<String> {
    all(tree, "meta").find_map(|id| {
        let named = ["property", "name", "itemprop"].iter().filter_map(|key| tree.attribute(id, key));
        let is = named.into_iter().any(|name| name.trim().eq_ignore_ascii_case(wanted));
        tree.attribute(id, "content").filter(|content| is && !content.trim().is_empty()).map(str::to_owned)
    })
}

fn heading(tree: &Tree) -> Option<String> {
    all(tree, "h1").map(|id| collapse(&tree.text_of(id))).find(|text| !text.is_empty())
}

/// The title of the page, without the name of the site after the last bar.
fn title(tree: &Tree) -> Option<String> {
    let text = all(tree, "title").map(|id| collapse(&tree.text_of(id))).find(|text| !text.is_empty())?;
    let cut = [" | ", " - ", " — ", " – "].iter().filter_map(|bar| text.rfind(bar)).max();
    let head = cut.map_or(text.as_str(), |cut| &text[..cut]);
    Some(if head.split_whitespace().count() >= 3 { head.to_owned() } else { text })
}

fn canonical(tree: &Tree) -> Option<String> {
    let link = all(tree, "link")
        .find(|id| tree.attribute(*id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))?;
    tree.attribute(link, "href").filter(|href| href.starts_with("http")).map(str::to_owned)
}

/// The two letters that the language of the page begins with.
fn language(tree: &Tree) -> Option<String> {
    let attribute = all(tree, "html").find_map(|id| tree.attribute(id, "lang").or(tree.attribute(id, "xml:lang")));
    let stated = attribute.map(str::to_owned).or_else(|| property(tree, "og:locale"));
    let code: String = stated?.trim().chars().take_while(char::is_ascii_alphabetic).collect();
    (code.len() == 2).then(|| code.to_ascii_lowercase())
}

/// The day of publication, by the order that the module documents.
fn published(tree: &Tree, json_ld: Option<String>, notes: &mut Vec<Note>) -> Option<Day> {
    let metas = DAY_METAS.iter().filter_map(|name| property(tree, name));
    let stated: Vec<Day> = json_ld.into_iter().chain(metas).filter_map(|value| parse_day(&value)).collect();
    let visible =
        || all_with(tree, "itemprop", "datepublished").chain(all(tree, "time")).find_map(|id| element_day(tree, id));
    let first = stated.first().copied().or_else(visible)?;
    if let Some(other) = stated.iter().find(|day| **day != first) {
        let message = format!("the page says that it was published {first}, and also {other}; the first is taken");
        notes.push(warning("published-conflict", message));
    }
    Some(first)
}

fn all_with<'t>(tree: &'t Tree, key: &'t str, value: &'t str) -> impl Iterator<Item = NodeId> + 't {
    (1..tree.nodes.len()).filter(move |id| tree.attribute(*id, key).is_some_and(|v| v.eq_ignore_ascii_case(value)))
}

fn element_day(tree: &Tree, id: NodeId) -> Option<Day> {
    let value = tree.attribute(id, "datetime").or(tree.attribute(id, "content")).map(str::to_owned);
    parse_day(&value.unwrap_or_else(|| tree.text_of(id)))
}

/// The articles among the JSON-LD objects of a page.
fn json_ld(tree: &Tree, notes: &mut Vec<Note>) -> Vec<Value> {
    let mut articles = Vec::new();
    for id in all(tree, "script") {
        let is = tree.attribute(id, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        if !is {
            continue;
        }
        match serde_json::from_str(tree.text_of(id).trim().trim_end_matches(';')) {
            Ok(value) => collect(value, &mut articles),
            Err(error) => {
                let message = format!("JSON-LD of the page cannot be read ({})", shorten(&error.to_string()));
                notes.push(Note { severity: Severity::Info, code: "json-ld-broken", message, span: None });
            }
        }
    }
    articles
}

/// Objects that are articles, in lists and graphs too.
fn collect(value: Value, articles: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, articles)),
        Value::Object(mut fields) => {
            if let Some(graph) = fields.remove("@graph") {
                collect(graph, articles);
            }
            let value = Value::Object(fields);
            if is_article(&value) {
                articles.push(value);
            }
        }
        _ => {}
    }
}

fn is_article(value: &Value) -> bool {
    let says = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.contains("Article") || ["BlogPosting", "LiveBlogPosting", "Report"].contains(&kind)
        })
    };
    match &value["@type"] {
        Value::Array(kinds) => kinds.iter().any(says),
        kind => says(kind),
    }
}

fn string(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
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
