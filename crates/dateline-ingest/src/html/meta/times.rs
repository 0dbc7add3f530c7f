//! When a page says that it was published and changed.
//!
//! Publication is the first of, in this order of trust:
//!
//! 1. "json-ld": `datePublished` of the article, else of the page;
//! 2. "meta": the meta elements of [`PUBLISHED`], in their order;
//! 3. "microdata": `itemprop=datePublished` and the old `class=published` with a `title`;
//! 4. "time" or "text": the visible date that speaks most clearly (see [`visible`]), where it is clear;
//! 5. "json-ld": a key of [`BLOB_PUBLISHED`] in any script, found by plain search;
//! 6. "address": the day in the address of the page;
//! 7. "time" or "text": the visible date, where it is less clear.
//!
//! Times before 1990 or after 2100 are passed over. Where the first three differ about the day, a note says so. A page
//! that states only when it was changed is taken to be of that day, and a note says so.

use super::index::Index;
use super::json_ld::{Linked, string};
use crate::article::warning;
use crate::calendar::{Moment, Order, find_moment, parse_moment, pattern, start};
use crate::html::tree::NodeId;
use dateline_doc::{Note, Published, PublishedBasis, Severity};
use regex::Regex;
use std::sync::LazyLock;

/// Meta elements that give the time of publication, most trusted first.
const PUBLISHED: [&str; 44] = [
    "articlepublishedtime",
    "datepublished",
    "ogpublishedtime",
    "articlepublished",
    "ogarticlepublishedtime",
    "bbpublishedtime",
    "rnewsdatepublished",
    "dcdateissued",
    "dctermsissued",
    "dctermscreated",
    "dctermsdate",
    "dcdatecreated",
    "dcdate",
    "parselypubdate",
    "sailthrudate",
    "publishdate",
    "publisheddate",
    "publishedat",
    "publishedon",
    "datepublication",
    "publishtime",
    "publishedtime",
    "publicationdate",
    "originalpublicationdate",
    "datecreated",
    "pubdate",
    "pdate",
    "ptime",
    "ogpubdate",
    "displaydate",
    "articledate",
    "articlecreated",
    "articledateoriginal",
    "citationpublicationdate",
    "citationonlinedate",
    "citationdate",
    "cxenseparserecspublishtime",
    "cxenseparsepublishtime",
    "mediavinepublishdate",
    "shareaholicarticlepublishedtime",
    "timestamp",
    "created",
    "date",
    "lastpublished",
];

/// Meta elements that give the time of the last change.
const MODIFIED: [&str; 14] = [
    "articlemodifiedtime",
    "datemodified",
    "ogupdatedtime",
    "ogmodifiedtime",
    "articleupdatedtime",
    "articlemodified",
    "dctermsmodified",
    "dcdatemodified",
    "lastmodified",
    "lastmod",
    "moddate",
    "modificationdate",
    "updatedtime",
    "revised",
];

/// Keys of scripts that give the time of publication.
const BLOB_PUBLISHED: [&str; 12] = [
    "datePublished",
    "publishedAt",
    "published_at",
    "publishDate",
    "publish_date",
    "publishedDate",
    "published_date",
    "publication_date",
    "publicationDate",
    "publication_time",
    "firstPublished",
    "pubDate",
];

/// Longer lines are no line of a date.
const LONGEST_LINE: usize = 160;
/// Nodes between the headline and its date.
const NEAR: usize = 90;
/// What a visible date must reach to be believed, and to be believed before what scripts say.
const ENOUGH: i32 = 2;
const CLEAR: i32 = 6;

/// Publication and last change.
pub(crate) struct Times {
    pub(crate) published: Option<Published>,
    pub(crate) modified: Option<Published>,
}

/// A time, and what said it.
type Stated = (Moment, &'static str);

/// Reads the times by the order that the module documents.
pub(crate) fn read(index: &Index<'_>, linked: &Linked, address: Option<&str>, notes: &mut Vec<Note>) -> Times {
    let order = order(index);
    let stated = stated(index, linked, order);
    note_difference(&stated, notes);
    let seen = visible(index, order);
    let clear = seen.published.filter(|(score, _)| *score >= CLEAR).map(|(_, stated)| stated);
    let weak = || seen.published.map(|(_, stated)| stated);
    let script = || blob(index, &BLOB_PUBLISHED, order);
    let by_address = || address.and_then(in_address).map(|moment| (moment, "address"));
    let published = stated.first().copied().or(clear).or_else(script).or_else(by_address).or_else(weak);
    let modified = changed(index, linked, order).or(seen.modified);
    let published = published.or_else(|| {
        let (moment, by) = modified?;
        let message = format!("the page says only that it was changed on {}; that day is taken", moment.day);
        notes.push(Note { severity: Severity::Info, code: "published-by-change", message, span: None });
        Some((moment, by))
    });
    note_order(published, order, notes);
    Times { published: published.map(finish), modified: modified.map(finish) }
}

fn finish((moment, stated_by): Stated) -> Published {
    let basis = if stated_by == "text" { PublishedBasis::Text } else { PublishedBasis::Metadata };
    Published { day: moment.day, clock: moment.clock, basis, stated_by }
}

/// What the first three sources say about publication.
fn stated(index: &Index<'_>, linked: &Linked, order: Order) -> Vec<Stated> {
    let own = linked.articles.iter().take(1).chain(&linked.others);
    let json = own.filter_map(|object| Some((string(object, "datePublished")?, "json-ld")));
    let metas = PUBLISHED.iter().flat_map(|name| index.properties(name)).map(|value| (value, "meta"));
    let values = json.chain(metas).filter_map(|(value, by)| Some((parse_moment(value, order)?, by)));
    let items = index
        .lines
        .iter()
        .filter(|id| is_item(index, **id, "datepublished"))
        .filter_map(|id| Some((of_element(index, *id, order)?, "microdata")));
    values.chain(items).filter(|(moment, _)| is_likely(moment)).collect()
}

/// What says when the page was last changed.
fn changed(index: &Index<'_>, linked: &Linked, order: Order) -> Option<Stated> {
    let own = linked.articles.iter().take(1).chain(&linked.others);
    let json = own.filter_map(|object| Some((string(object, "dateModified")?, "json-ld")));
    let metas = MODIFIED.iter().flat_map(|name| index.properties(name)).map(|value| (value, "meta"));
    let mut values = json.chain(metas).filter_map(|(value, by)| Some((parse_moment(value, order)?, by)));
    let item = || {
        let id = index.lines.iter().find(|id| is_item(index, **id, "datemodified"))?;
        Some((of_element(index, *id, order)?, "microdata"))
    };
    values.find(|(moment, _)| is_likely(moment)).or_else(item).filter(|(moment, _)| is_likely(moment))
}

fn is_item(index: &Index<'_>, id: NodeId, wanted: &str) -> bool {
    let says = |value: &str| value.split_whitespace().any(|word| word.eq_ignore_ascii_case(wanted));
    let old = || wanted == "datepublished" && index.tree.name(id) == "abbr" && index.label(id).contains("published");
    index.tree.attribute(id, "itemprop").is_some_and(says) || old()
}

fn of_element(index: &Index<'_>, id: NodeId, order: Order) -> Option<Moment> {
    let attribute = ["datetime", "content", "title"].iter().find_map(|key| index.tree.attribute(id, key));
    let of = attribute.and_then(|value| parse_moment(value, order));
    of.or_else(|| parse_moment(&index.line(id), order))
}

fn is_likely(moment: &Moment) -> bool {
    (1990..=2100).contains(&moment.day.year)
}

fn note_difference(stated: &[Stated], notes: &mut Vec<Note>) {
    let Some((first, by)) = stated.first() else { return };
    if let Some((other, other_by)) = stated.iter().find(|(moment, _)| moment.day != first.day) {
        let (day, other) = (first.day, other.day);
        let message = format!(
            "the page says that it was published {day} ({by}), and also {other} ({other_by}); the first is taken"
        );
        notes.push(warning("published-conflict", message));
    }
}

fn note_order(published: Option<Stated>, order: Order, notes: &mut Vec<Note>) {
    if let Some((moment, _)) = published.filter(|(moment, _)| moment.by_order) {
        let first = if order == Order::MonthFirst { "month" } else { "day" };
        let message =
            format!("{} is written in numbers; by the language of the page the {first} comes first", moment.day);
        notes.push(Note { severity: Severity::Info, code: "published-by-order", message, span: None });
    }
}

/// The order of numeric days: the month first in the United States, the day elsewhere.
fn order(index: &Index<'_>) -> Order {
    let lang = index.html.and_then(|id| index.tree.attribute(id, "lang")).or(index.property("oglocale"));
    let Some(lang) = lang.or(index.property("language")) else { return Order::Open };
    let lang = lang.trim().to_ascii_lowercase().replace('_', "-");
    match lang.as_str() {
        "" => Order::Open,
        // Pages in English without a country are American more often than not.
        "en" | "en-us" => Order::MonthFirst,
        _ => Order::DayFirst,
    }
}

/// What visible dates say.
#[derive(Default)]
struct Seen {
    published: Option<(i32, Stated)>,
    modified: Option<Stated>,
}

static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:published|posted|first published|issued|released|veröffentlicht|erstellt|erschienen|publié|publicado|pubblicato|gepubliceerd|geplaatst|opublikowano)\b|^date\b",
    )
});

static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:updated?|modified|changed|revised|reviewed|aktualisiert|geändert|stand|mis à jour|modifié|maj|actualizado|aggiornato|bijgewerkt|atualizado)\b",
    )
});

/// The visible date that speaks most clearly: in a `time` element, labelled, in an element whose class says that it is
/// a date or a byline, near the headline; not in a list of other stories. The first wins among equals.
fn visible(index: &Index<'_>, order: Order) -> Seen {
    let mut seen = Seen::default();
    for &id in &index.lines {
        let Some((moment, line)) = dated(index, id, order) else { continue };
        let is_time = index.tree.name(id) == "time";
        let stated = (moment, if is_time { "time" } else { "text" });
        if is_change(index, id, &line) {
            seen.modified = seen.modified.or(Some(stated));
            continue;
        }
        let score = score(index, id, &line);
        if score >= ENOUGH && seen.published.is_none_or(|(best, _)| score > best) {
            seen.published = Some((score, stated));
        }
    }
    seen
}

/// The time in an element that is short enough to be a line of a date.
fn dated(index: &Index<'_>, id: NodeId, order: Order) -> Option<(Moment, String)> {
    let line = index.line(id);
    if let Some(value) = index.tree.attribute(id, "datetime")
        && let Some(moment) = parse_moment(value, order).filter(is_likely)
    {
        return Some((moment, line));
    }
    if line.len() < 6 || line.len() > LONGEST_LINE || !has_year(&line) {
        return None;
    }
    let (moment, _) = find_moment(&line, order)?;
    is_likely(&moment).then_some((moment, line))
}

/// A quick look for four digits of a year of our time.
fn has_year(line: &str) -> bool {
    line.as_bytes()
        .windows(4)
        .any(|w| (w.starts_with(b"19") || w.starts_with(b"20")) && w[2].is_ascii_digit() && w[3].is_ascii_digit())
}

fn is_change(index: &Index<'_>, id: NodeId, line: &str) -> bool {
    let label = index.label(id);
    let says = CHANGED.find(line).is_some_and(|at| LABELLED.find(line).is_none_or(|p| at.start() < p.start()));
    says || label.contains("updated") || label.contains("modified")
}

fn score(index: &Index<'_>, id: NodeId, line: &str) -> i32 {
    let mut score = 0;
    if index.tree.name(id) == "time" {
        score += 3;
    }
    if LABELLED.is_match(line) {
        score += 3;
    }
    if line.split_whitespace().count() <= 8 {
        score += 2;
    }
    if index.is_near_heading(id, NEAR) {
        score += 3;
    }
    score + of_place(index, id)
}

/// What the classes around an element say for and against its being the date of the page.
fn of_place(index: &Index<'_>, id: NodeId) -> i32 {
    const FOR: [&str; 14] = [
        "date", "time", "publish", "posted", "byline", "meta", "created", "author", "datum", "fecha", "stand", "info",
        "dateline", "pub",
    ];
    const AGAINST: [&str; 17] = [
        "related",
        "sidebar",
        "widget",
        "comment",
        "recommend",
        "teaser",
        "footer",
        "copyright",
        "archive",
        "popular",
        "latest",
        "nav",
        "menu",
        "recent",
        "more-",
        "event",
        "cookie",
    ];
    let mut score = 0;
    for (up, node) in index.tree.chain(id).enumerate().take(12) {
        let name = index.tree.name(node);
        if matches!(name, "body" | "html") {
            break;
        }
        let label = index.label(node);
        let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
        if up < 3 && score < 3 && says(&FOR) {
            score = 3;
        }
        if matches!(name, "aside" | "nav" | "footer" | "a") || says(&AGAINST) {
            score -= 3;
        }
    }
    score
}

/// The first time under one of these keys in the scripts of a page.
fn blob(index: &Index<'_>, keys: &[&str], order: Order) -> Option<Stated> {
    let scripts: Vec<String> = index.scripts.iter().map(|id| index.tree.text_of(*id)).collect();
    keys.iter().find_map(|key| {
        let values =
            scripts.iter().flat_map(|script| script.match_indices(key).map(|(at, _)| &script[at + key.len()..]));
        let moment = values.take(20).find_map(|rest| {
            let value = start(rest, 60).trim_start_matches(['"', '\'', '\\', ' ', ':', '=']);
            let value = value.split(['"', '\'', '\\', ',', ';', '}']).next()?;
            parse_moment(value, order).filter(is_likely)
        })?;
        Some((moment, "json-ld"))
    })
}

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[/_-](?P<y>(?:19|20)[0-9]{2})[/_-]?(?P<m>[01][0-9]|[a-z]{3}|[1-9])[/_-]?(?P<d>[0-3][0-9]|[1-9])(?:[/_.-]|$)",
    )
});

/// The day in an address.
fn in_address(address: &str) -> Option<Moment> {
    let c = ADDRESS.captures(address)?;
    let value = format!("{} {} {}", &c["d"], &c["m"], &c["y"]);
    let numeric = format!("{}-{}-{}", &c["y"], &c["m"], &c["d"]);
    parse_moment(&numeric, Order::Open).or_else(|| parse_moment(&value, Order::Open)).filter(is_likely)
}
