//! Lists of addresses: the map of a site, a map of such maps, the items of a feed, or a plain list.

use super::dates::published;
use super::xml::{Id, Tree};
use super::{declared_encoding, items, words};
use crate::decode::decode;
use crate::discover::Format;
use dateline_doc::Published;

/// An address that a list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address.
    pub url: String,
    /// When the page was published or last changed, as the list says.
    pub modified: Option<Published>,
    /// Title of the page.
    pub title: Option<String>,
    /// True where the address is that of another list.
    pub list: bool,
}

/// The addresses in a list: a sitemap or an index of sitemaps, a feed, or a plain text of an address a line, where `#`
/// begins a comment. Each is named once, in the order of the list; what is no address of the web is passed over.
pub fn addresses(bytes: &[u8]) -> Vec<Address> {
    let text = decode(bytes, declared_encoding(bytes).as_deref(), &mut Vec::new()).text;
    let start = text.trim_start();
    let found = match start.as_bytes().first() {
        Some(b'<') => of_xml(&text),
        Some(b'{') => super::json::items(&text).0.into_iter().filter_map(of_item).collect(),
        _ => text.lines().filter_map(of_line).collect(),
    };
    let mut seen = std::collections::BTreeSet::new();
    found.into_iter().filter(|address| is_address(&address.url) && seen.insert(address.url.clone())).collect()
}

/// True where the bytes are a map of a site or an index of such maps.
pub fn is_sitemap(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    ["<urlset", "<sitemapindex"].iter().any(|root| start.contains(root))
}

/// True where the bytes are a feed or a map of a site, so that [`addresses`] tells what it lists.
pub fn is_list(bytes: &[u8]) -> bool {
    let json_feed = || String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).contains("jsonfeed.org/version");
    match Format::sniff(bytes) {
        Format::Feed | Format::Addresses => true,
        Format::Json | Format::JsonLines => json_feed(),
        _ => false,
    }
}

fn of_xml(text: &str) -> Vec<Address> {
    let tree = Tree::parse(text);
    let root = tree.root().map(|id| tree.local(id));
    if !matches!(root, Some("urlset" | "sitemapindex")) {
        let head = items::Head::of(&tree);
        return tree.items().filter_map(|id| of_item(items::read(&tree, id, &head))).collect();
    }
    tree.outermost(|id| matches!(tree.local(id), "url" | "sitemap")).filter_map(|id| of_entry(&tree, id)).collect()
}

/// An entry of a sitemap, with what the news extension says of it.
fn of_entry(tree: &Tree<'_>, id: Id) -> Option<Address> {
    let own = tree.prefix(id);
    let say = |at, prefix, name| tree.child(at, prefix, name).and_then(|id| words(&tree.value(id, false).text));
    let news = tree.child(id, "news", "news");
    let of_news = |name| news.and_then(|news| say(news, "news", name));
    let modified = say(id, own, "lastmod").or_else(|| of_news("publication_date"));
    let modified = modified.and_then(|value| published(&value, "sitemap"));
    let url = say(id, own, "loc")?;
    Some(Address { url, modified, title: of_news("title"), list: tree.local(id) == "sitemap" })
}

fn of_item(item: super::Item) -> Option<Address> {
    let modified = item.meta.modified.or(item.meta.published);
    Some(Address { url: item.meta.url?, modified, title: item.meta.title, list: false })
}

fn of_line(line: &str) -> Option<Address> {
    let url = line.split_whitespace().next().filter(|url| !url.starts_with('#'))?;
    Some(Address { url: url.to_owned(), modified: None, title: None, list: false })
}

fn is_address(url: &str) -> bool {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://")) && !url.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: &str, expected: &[&str]) {
        let found = addresses(list.as_bytes()).into_iter().map(|address| {
            let modified = address.modified.map_or("-".to_owned(), |time| time.to_string());
            format!("{} {modified} {} {}", address.url, address.title.unwrap_or_default(), address.list)
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{list}");
    }

    #[test]
    fn lists_name_their_addresses_once() {
        check(
            "# pages\nhttps://a.test/1\n\nhttps://a.test/2 # second\nhttps://a.test/1\nftp://a.test/3\nnothing\n",
            &["https://a.test/1 -  false", "https://a.test/2 -  false"],
        );
        check(
            "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'
             xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc> https://a.test/?a=1&amp;b=2 </loc>
             <lastmod>2016-12-19T18:05Z</lastmod></url><url><loc>https://a.test/2</loc><n:news><n:publication>
             <n:name>Gazette</n:name></n:publication><n:publication_date>2016-12-20</n:publication_date>
             <n:title>Ship &amp; tug</n:title></n:news></url></urlset>",
            &["https://a.test/?a=1&b=2 2016-12-19T18:05Z  false", "https://a.test/2 2016-12-20 Ship & tug false"],
        );
        check(
            "<sitemapindex><sitemap><loc>https://a.test/map.xml</loc></sitemap><sitemap>",
            &["https://a.test/map.xml -  true"],
        );
        check(
            "<rss><channel><link>https://a.test</link><item><title>T</title><link>https://a.test/9</link></item>",
            &["https://a.test/9 - T false"],
        );
        check("", &[]);
    }
}
