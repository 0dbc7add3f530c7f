//! The addresses that a feed or a sitemap lists.

use dateline_ingest::feed;

/// What a document lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Links {
    /// Addresses of pages.
    pub(crate) pages: Vec<String>,
    /// Addresses of further lists.
    pub(crate) lists: Vec<String>,
}

/// What a feed or sitemap lists, up to a number of addresses; `None` for any other document.
pub(crate) fn links(body: &[u8], most: usize) -> Option<Links> {
    if !feed::is_list(body) {
        return None;
    }
    let mut links = Links::default();
    for address in feed::addresses(body).into_iter().take(most) {
        if address.list { links.lists.push(address.url) } else { links.pages.push(address.url) }
    }
    Some(links)
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
                 <link rel='alternate' href='http://a/1'/></entry><entry><link href=\"http://a/2\"/></entry></feed>",
                "http://a/1 http://a/2",
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
