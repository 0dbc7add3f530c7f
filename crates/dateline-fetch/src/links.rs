//! The addresses that a feed or a sitemap lists.

// The reader of feeds in `dateline-ingest` is to take the place of these few patterns.

use regex::Regex;
use std::sync::LazyLock;

/// A list is recognised by what stands in so many of its bytes.
const HEAD: usize = 2_048;

/// What a document lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Links {
    /// Addresses of pages, as written.
    pub(crate) pages: Vec<String>,
    /// Addresses of further lists.
    pub(crate) lists: Vec<String>,
}

/// What a feed or sitemap lists, up to a number of addresses; `None` for any other document.
pub(crate) fn links(body: &[u8], most: usize) -> Option<Links> {
    let head = String::from_utf8_lossy(&body[..body.len().min(HEAD)]);
    let is = |mark: &str| head.contains(mark);
    if head.trim_start_matches('\u{FEFF}').trim_start().starts_with('{') {
        return is("jsonfeed.org/version").then(|| Links { pages: of_json(body, most), ..Links::default() });
    }
    if is("<html") || is("<HTML") {
        return None;
    }
    let text = String::from_utf8_lossy(body);
    if is("<sitemapindex") {
        return Some(Links { lists: matches(&LOC, &text, most), ..Links::default() });
    }
    let pages = match () {
        () if is("<urlset") => matches(&LOC, &text, most),
        () if is("<rss") || is("<rdf:RDF") || is("<feed") => of_items(&text, most),
        () => return None,
    };
    Some(Links { pages, ..Links::default() })
}

static LOC: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<loc>\s*(.*?)\s*</loc>"));

/// The link of each item or entry.
fn of_items(text: &str, most: usize) -> Vec<String> {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"<(?:item|entry)[\s>]"));
    static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<link>\s*(.*?)\s*</link>"));
    static ATOM: LazyLock<Regex> = LazyLock::new(|| pattern(r"<link\s[^>]*>"));
    static HREF: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\shref\s*=\s*["']([^"']*)["']"#));
    let of_item = |item: &str| {
        let plain = LINK.captures(item).and_then(|c| c.get(1)).map(|link| link.as_str().to_owned());
        let mut tags = ATOM.find_iter(item).map(|tag| tag.as_str());
        let tag = tags.find(|tag| !tag.contains("rel=") || tag.contains("alternate"));
        plain.or_else(|| Some(HREF.captures(tag?)?.get(1)?.as_str().to_owned()))
    };
    ITEM.split(text).skip(1).filter_map(of_item).map(|link| plain(&link)).take(most).collect()
}

fn matches(pattern: &Regex, text: &str, most: usize) -> Vec<String> {
    pattern.captures_iter(text).filter_map(|c| c.get(1)).map(|m| plain(m.as_str())).take(most).collect()
}

fn of_json(body: &[u8], most: usize) -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Feed {
        items: Vec<Item>,
    }
    #[derive(serde::Deserialize)]
    struct Item {
        url: Option<String>,
    }
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let items = serde_json::from_slice(body).map_or(Vec::new(), |feed: Feed| feed.items);
    items.into_iter().filter_map(|item| item.url).take(most).collect()
}

/// Without CDATA and the five entities of XML.
fn plain(text: &str) -> String {
    let text = text.strip_prefix("<![CDATA[").and_then(|text| text.strip_suffix("]]>")).unwrap_or(text).trim();
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    text.replace("&#38;", "&").replace("&amp;", "&")
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the patterns of this file compile")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_name_their_pages() {
        let cases = [
            (
                "<?xml version='1.0'?><rss><channel><link>http://a/</link><item><title>x</title>\
                 <link>http://a/1?x=1&amp;y=2</link></item><item><link><![CDATA[ http://a/2 ]]></link></item></channel></rss>",
                "http://a/1?x=1&y=2 http://a/2",
            ),
            (
                "<feed><link href='http://a/'/><entry><link rel='self' href='http://a/x'/>\
                 <link rel='alternate' href='http://a/1'/></entry><entry><link href=\"/2\"/></entry></feed>",
                "http://a/1 /2",
            ),
            ("<urlset><url>\n<loc>\nhttp://a/1\n</loc></url></urlset>", "http://a/1"),
            (
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"url\":\"http://a/1\"},{}]}",
                "http://a/1",
            ),
            ("<rss></rss>", ""),
        ];
        for (body, expected) in cases {
            assert_eq!(links(body.as_bytes(), 9).unwrap().pages.join(" "), expected, "{body}");
        }
        let index = "<sitemapindex><sitemap><loc>http://a/s.xml</loc></sitemap></sitemapindex>";
        assert_eq!(links(index.as_bytes(), 9).unwrap().lists, ["http://a/s.xml"]);
    }

    #[test]
    fn pages_are_no_lists() {
        for body in ["", "<html><body><item>", "{\"a\":1}", "\u{0}\u{1}", "<!doctype html><html><link rel=x href=y>"] {
            assert_eq!(links(body.as_bytes(), 9), None, "{body}");
        }
    }
}
