//! The headline of a page, without the name of its outlet.
//!
//! Pages write it in four places: JSON-LD, `og:title`, a heading and the title of the page. The headline of JSON-LD is
//! taken, unless it only repeats the heading while `og:title` has words of its own; without JSON-LD, the heading that
//! `og:title` or the title of the page agrees with; else `og:title`, a heading, the title of the page.

use super::index::Index;
use super::json_ld::Linked;
use crate::article::collapse;
use crate::html::tree::characters;

/// Marks between a headline and the name of an outlet.
const BARS: [&str; 9] = [" | ", " - ", " – ", " — ", " · ", " • ", " » ", " :: ", " / "];

/// The headline.
pub(crate) fn headline(index: &Index<'_>, linked: &Linked, outlet: Option<&str>) -> Option<String> {
    let og = index.property("ogtitle").or(index.property("twittertitle")).map(collapse);
    let json = linked.find("headline").map(unescape);
    let page = index.titles.iter().map(|id| index.line(*id)).find(|title| !title.is_empty());
    let headings: Vec<String> =
        index.headings.iter().take(20).map(|id| index.line(*id)).filter(|line| !line.is_empty()).collect();
    let outlet_only = |text: &str| outlet.is_some_and(|outlet| is_same(outlet, text));
    let heading = || headings.iter().find(|heading| !outlet_only(heading)).cloned();
    let page = page.map(|title| strip(&title, outlet));
    let og = og.map(|title| strip(&title, outlet)).filter(|title| !outlet_only(title));
    let chosen = match json.map(|title| strip(&title, outlet)) {
        Some(json) => {
            let copied = headings.iter().any(|heading| norm(heading) == norm(&json));
            Some(og.filter(|og| copied && !holds(og, &json)).unwrap_or(json))
        }
        None => agreed(&headings, [&og, &page], outlet_only).or(og),
    };
    chosen.or_else(heading).or(page).filter(|title| !title.is_empty())
}

/// The first heading that another place agrees with.
fn agreed(headings: &[String], others: [&Option<String>; 2], outlet_only: impl Fn(&str) -> bool) -> Option<String> {
    let is = |heading: &&String| {
        let says = norm(heading).contains(' ') || !heading.is_ascii();
        says && !outlet_only(heading) && others.into_iter().flatten().any(|other| agree(heading, other))
    };
    headings.iter().find(is).cloned()
}

/// True where one text holds the other, but for case and marks.
fn holds(a: &str, b: &str) -> bool {
    let (a, b) = (norm(a), norm(b));
    a.contains(&b) || b.contains(&a)
}

/// Without the character references that JSON-LD was not meant to hold; some pages escape them twice.
pub(crate) fn unescape(text: &str) -> String {
    let mut text = collapse(text);
    for _ in 0..2 {
        if !text.contains('&') || text.contains('<') {
            break;
        }
        text = collapse(&characters(&text));
    }
    text
}

/// True where one text holds the other, or most words of the shorter are in the longer.
pub(crate) fn agree(a: &str, b: &str) -> bool {
    let (a, b) = (norm(a), norm(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a.contains(&b) || b.contains(&a) {
        return true;
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').take(60).collect(), b.split(' ').take(60).collect());
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    short.len() >= 3 && shared * 10 >= short.len() * 6
}

/// Without the name of the outlet before the first or after the last bar.
pub(crate) fn strip(text: &str, outlet: Option<&str>) -> String {
    let last = BARS.iter().filter_map(|bar| text.rfind(bar).map(|at| (at, at + bar.len()))).max();
    let first = BARS.iter().filter_map(|bar| text.find(bar).map(|at| (at, at + bar.len()))).min();
    let is_outlet =
        |part: &str| outlet.is_some_and(|outlet| is_same(outlet, part) || norm(part).contains(&norm(outlet)));
    let words = |part: &str| part.split_whitespace().count();
    if let Some((at, end)) = last
        && (is_outlet(&text[end..]) || outlet.is_none() && words(&text[..at]) >= 3 && words(&text[end..]) <= 4)
    {
        return text[..at].trim().to_owned();
    }
    match first {
        Some((at, end)) if is_outlet(&text[..at]) => text[end..].trim().to_owned(),
        _ => text.to_owned(),
    }
}

/// True where two names are the same but for marks, case and an article.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    let bare = |name: &str| norm(name).trim_start_matches("the ").replace(' ', "");
    let a = bare(a);
    !a.is_empty() && a == bare(b)
}

/// Words in small letters, marks left out.
pub(crate) fn norm(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_in_json_are_read() {
        for (written, read) in [
            ("Rain &#8216;ends&#8217; drought", "Rain ‘ends’ drought"),
            ("Fish &amp; chips", "Fish & chips"),
            ("It&amp;#039;s over", "It's over"),
            ("Fish & chips", "Fish & chips"),
        ] {
            assert_eq!(unescape(written), read, "{written}");
        }
    }

    #[test]
    fn outlets_are_stripped() {
        let cases = [
            ("Storm hits the coast | The Gazette", Some("Gazette"), "Storm hits the coast"),
            ("Storm hits the coast - Gazette", None, "Storm hits the coast"),
            ("Gazette - Storm hits the coast", Some("The Gazette"), "Storm hits the coast"),
            ("Storm hits – the coast waits", Some("The Gazette"), "Storm hits – the coast waits"),
            ("Storm", None, "Storm"),
        ];
        for (text, outlet, expected) in cases {
            assert_eq!(strip(text, outlet), expected, "{text}");
        }
    }

    #[test]
    fn titles_agree() {
        assert!(agree("Storm hits the coast", "Storm hits the coast | Gazette"));
        assert!(agree("Storm hits northern coast hard", "Storm hits the northern coast"));
        assert!(!agree("World news", "Storm hits the coast"));
    }
}
