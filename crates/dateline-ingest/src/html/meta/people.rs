//! Who wrote a page, as it names them: JSON-LD, then meta elements, then `rel=author` and microdata, then bylines.

use super::index::Index;
use super::json_ld::Linked;
use super::names::{is_same, norm};
use crate::article::collapse;
use crate::calendar::{find_day, pattern};
use crate::html::tree::NodeId;
use regex::Regex;
use std::sync::LazyLock;

/// Meta elements that name authors, most trusted first.
const AUTHORS: [&str; 12] = [
    "author",
    "articleauthor",
    "articleauthorname",
    "parselyauthor",
    "sailthruauthor",
    "dccreator",
    "dctermscreator",
    "byl",
    "byline",
    "cxenseparseauthor",
    "authors",
    "citationauthor",
];

/// Names of more characters are sentences.
const LONGEST_NAME: usize = 60;
/// Lines of more bytes are no bylines.
const LONGEST_BYLINE: usize = 120;
/// Nodes between the headline and the byline.
const NEAR: usize = 120;
/// Authors of a page; more are not read.
const MOST: usize = 40;

static BETWEEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*(?:[,;|/•·&]|\s(?:and|und|et|y|e|en|og|och)\s|\s[-–—]\s)\s*"));

static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:written|reported|updated|reviewed|recipe|photos?|posted|published|story|text|words|article|from)\s+)?(?:by|von|par|por|da|di|door|av|af|przez|autor(?:in)?|author|auteur|text|words|redaktion|reporting by)\b\s*:?\s+|^(?:autor(?:in)?|author|auteur|text|von)\s*:\s*",
    )
});

/// Who wrote a page. `outlet` is its publisher, which is nobody's name.
pub(crate) fn read(index: &Index<'_>, linked: &Linked, outlet: Option<&str>) -> Vec<String> {
    let sources: [&dyn Fn() -> Vec<String>; 4] =
        [&|| linked.names("creator"), &|| metas(index), &|| marked(index), &|| bylines(index)];
    // An outlet that JSON-LD calls the author is one; elsewhere its name fills a field that has to be filled.
    let own = people(&linked.names("author"), None);
    if !own.is_empty() {
        return own;
    }
    sources.iter().map(|source| people(&source(), outlet)).find(|names| !names.is_empty()).unwrap_or_default()
}

fn metas(index: &Index<'_>) -> Vec<String> {
    let found = AUTHORS.iter().map(|name| index.properties(name).map(str::to_owned).collect::<Vec<_>>());
    found.into_iter().find(|values| values.iter().any(|value| !is_address(value))).unwrap_or_default()
}

/// Elements that are marked as the author.
fn marked(index: &Index<'_>) -> Vec<String> {
    let is = |id: &&NodeId, key: &str| {
        index.tree.attribute(**id, key).is_some_and(|value| value.split_whitespace().any(|word| word == "author"))
    };
    let rel = index.lines.iter().filter(|id| is(id, "rel")).map(|id| index.line(*id)).take(MOST).collect::<Vec<_>>();
    if !rel.is_empty() {
        return rel;
    }
    index.lines.iter().filter(|id| is(id, "itemprop")).map(|id| index.line(*id)).take(MOST).collect()
}

/// The first line that a class calls a byline or an author, else the first near the headline that begins with "By".
fn bylines(index: &Index<'_>) -> Vec<String> {
    let named = |id: NodeId| {
        let line = index.line(id);
        (line.len() <= LONGEST_BYLINE && split(&line).iter().any(|name| is_written_as_name(name))).then_some(line)
    };
    let called = index.lines.iter().filter(|id| is_called_byline(index, **id)).find_map(|id| named(*id));
    let by = || {
        let near = index.lines.iter().filter(|id| index.is_near_heading(**id, NEAR));
        near.filter_map(|id| named(*id)).find(|line| LEAD.is_match(line))
    };
    called.or_else(by).into_iter().collect()
}

fn is_called_byline(index: &Index<'_>, id: NodeId) -> bool {
    let label = index.label(id) + " " + &index.label(index.tree.nodes[id].parent);
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    says(&["byline", "author", "autor", "auteur", "writer"])
        && !says(&["comment", "related", "bio", "avatar", "image", "date", "time", "social"])
}

/// Two words or more, the first and the last with a capital.
fn is_written_as_name(name: &str) -> bool {
    let capital = |word: Option<&str>| word.and_then(|word| word.chars().next()).is_some_and(char::is_uppercase);
    let mut words = name.split_whitespace();
    capital(words.next()) && capital(words.next_back())
}

/// The names in what a source says.
fn people(values: &[String], outlet: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for value in values.iter().take(MOST) {
        for name in split(value) {
            let known = names.iter().any(|known| is_same(known, &name));
            let is_outlet = outlet.is_some_and(|outlet| is_same(outlet, &name));
            if !known && !is_outlet && names.len() < MOST {
                names.push(name);
            }
        }
    }
    names
}

/// One value to names: "By A. Writer and B. Other, Agency".
pub(crate) fn split(value: &str) -> Vec<String> {
    let value = collapse(&value.replace("&amp;", "&"));
    if value.contains("://") || value.starts_with("www.") {
        return Vec::new();
    }
    let value = LEAD.replace(&value, "");
    BETWEEN.split(&value).filter_map(name).collect()
}

/// A part that is a name, without what is around it.
fn name(part: &str) -> Option<String> {
    let part = part.split(['(', '<', '[']).next().unwrap_or(part).trim();
    let part = LEAD.replace(part, "");
    let part = part.trim_end_matches(" 기자").trim_matches(|c: char| c.is_whitespace() || ",;:|@*\"“”".contains(c));
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let plain = letters >= 2 && part.chars().count() <= LONGEST_NAME && part.split_whitespace().count() <= 6;
    (plain && !is_address(part) && !is_role(part) && find_day(part).is_none()).then(|| part.to_owned())
}

fn is_address(value: &str) -> bool {
    value.contains("://") || value.starts_with("www.") || value.contains('@') || value.starts_with('/')
}

/// Words that say what somebody does, and not who it is.
fn is_role(part: &str) -> bool {
    const ROLES: &str = "admin|administrator|staff|editor|editors|reporter|correspondent|journalist|author|redaktion\
        |redakteur|redakteurin|redacción|rédaction|la rédaction|redazione|redactie|staff writer\
        |staff reporter|news editor|senior reporter|political editor|web desk|news desk|newsdesk\
        |guest author|contributor|unknown|anonymous|editorial team|editorial board|chief editor\
        |political correspondent|writer|null|ph d|mba|ma|rd|msc|mph|rn|facebook|twitter|linkedin|instagram\
        |none|undefined|jr|phd|md|others|by|webmaster|senior correspondent";
    let part = norm(part);
    ROLES.split('|').any(|role| role == part) || part.ends_with(" correspondent") || part.ends_with(" reporter")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_become_names() {
        let cases: [(&str, &[&str]); 9] = [
            ("By A. Writer and B. Other, Agency", &["A. Writer", "B. Other", "Agency"]),
            ("Von Anna Beispiel und Bert Muster", &["Anna Beispiel", "Bert Muster"]),
            ("Ana Perez y Juan Gil; Eva Sol", &["Ana Perez", "Juan Gil", "Eva Sol"]),
            ("Anna Beispiel (dpa)", &["Anna Beispiel"]),
            ("https://x.test/people/anna", &[]),
            ("anna@x.test", &[]),
            ("Staff", &[]),
            ("Anna Beispiel, Political Correspondent", &["Anna Beispiel"]),
            ("By Anna Beispiel | 20 December 2016", &["Anna Beispiel"]),
        ];
        for (value, names) in cases {
            assert_eq!(split(value), names, "{value}");
        }
    }
}
