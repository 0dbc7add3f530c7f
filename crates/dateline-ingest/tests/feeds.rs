//! Feeds and JSON documents: what is read, and that each character leads to its bytes.

use dateline_doc::{Article, Byte, Note, Span};
use dateline_ingest::feed::{self, Feed};
use dateline_ingest::mail::from_mail;
use dateline_ingest::{Defaults, Limits, articles, from_json, from_json_line, inputs};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn read(feed: &str) -> Feed {
    feed::read("gazette", feed.as_bytes(), &Defaults::default())
}

fn codes(notes: &[Note]) -> Vec<&'static str> {
    notes.iter().map(|note| note.code).collect()
}

/// The bytes of the document that a character of the text came from.
fn source<'d>(article: &Article, document: &'d [u8], at: usize, c: char) -> &'d [u8] {
    let span: Span<Byte> = Span::new(at as u32, (at + c.len_utf8()) as u32);
    let source = article.origin.map.source_of(span);
    &document[source.start as usize..source.end as usize]
}

/// Checks a map against a way to read the bytes of one character.
fn check_map(article: &Article, document: &[u8], decode: impl Fn(&str) -> String) {
    let text = article.text.as_str();
    assert_eq!(article.origin.map.text_len() as usize, text.len(), "the map covers {text:?}");
    for (at, c) in text.char_indices() {
        let bytes = std::str::from_utf8(source(article, document, at, c)).unwrap();
        assert_eq!(decode(bytes), c.to_string(), "byte {at} of {text:?} came from {bytes:?}");
    }
}

fn xml_character(source: &str) -> String {
    let named = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&#233;", "é"), ("&#x2019;", "’")];
    named.iter().find(|(entity, _)| *entity == source).map_or(source, |(_, c)| c).to_owned()
}

const RSS: &str = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/">
<channel><title>Harbour Gazette</title><link>https://gazette.test/</link><language>en-gb</language>
<item><title>Tug &amp;amp; ship</title><link>https://gazette.test/1</link><guid isPermaLink="false">g1</guid>
<dc:creator>A. Writer</dc:creator><category>Harbour</category><category>Sea</category>
<pubDate>Tue, 20 Dec 2016 18:05:07 +0300</pubDate><description>A summary.</description>
<c:encoded>The tug &amp; the ship&#x2019;s crew came caf&#233; side.</c:encoded></item>
<item><title>Second</title><guid>https://gazette.test/2</guid><author>desk@gazette.test (B. Writer)</author>
<description><![CDATA[It rained on the quay, and the boats stayed in.]]></description></item>
<item><title>Third</title><link>https://gazette.test/3</link></item>
</channel></rss>"#;

#[test]
fn an_item_of_rss_is_an_article() {
    let feed = read(RSS);
    assert_eq!(feed.broken, None);
    let [(first, of_first), (second, of_second), (third, of_third)] = &feed.articles[..] else { panic!("three items") };
    assert_eq!(first.title.as_deref(), Some("Tug & ship"));
    assert_eq!(first.text.as_str(), "The tug & the ship’s crew came café side.");
    check_map(first, RSS.as_bytes(), xml_character);
    assert_eq!(first.authors, ["A. Writer"]);
    assert_eq!(first.section.as_deref(), Some("Harbour"));
    assert_eq!(first.url.as_deref(), Some("https://gazette.test/1"));
    assert_eq!((first.publisher.as_deref(), first.language.as_deref()), (Some("Harbour Gazette"), Some("en")));
    let published = first.published.unwrap();
    assert_eq!((published.to_string().as_str(), published.stated_by), ("2016-12-20T18:05:07+03:00", "feed"));
    assert_eq!(first.origin.encoding, "UTF-8");
    assert_eq!(codes(of_first), [""; 0]);

    assert_eq!(second.text.as_str(), "It rained on the quay, and the boats stayed in.");
    check_map(second, RSS.as_bytes(), xml_character);
    assert_eq!(
        (second.url.as_deref(), &second.authors[..]),
        (Some("https://gazette.test/2"), &["B. Writer".into()][..])
    );
    assert_eq!(codes(of_second), ["feed-summary"]);

    assert!(third.text.is_empty());
    assert_eq!(codes(of_third), ["feed-title", "empty-text"]);
    assert_eq!(first.sha256, third.sha256, "of the whole feed");
}

#[test]
fn an_entry_of_atom_is_an_article() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="tr"><title>Gazette</title>
        <link rel="self" href="https://gazette.test/feed"/><link href="https://gazette.test/"/>
        <author><name>Desk</name></author>
        <entry><id>urn:1</id><title type="html">A &lt;b&gt;storm&lt;/b&gt;</title><link href="/1"/>
        <category term="w" label="Weather"/><published>2016-12-19T08:05:00Z</published>
        <updated>2016-12-20T09:00:00Z</updated><content type="text"> It hit at 5 &lt; 6. </content></entry>
        <entry><id>urn:1</id><title>Two</title><author><name>C. Writer</name></author><updated>2016-12-21</updated>
        <content type="text">More rain.</content></entry></feed>"#;
    let feed = read(atom);
    let [(first, _), (second, of_second)] = &feed.articles[..] else { panic!("two entries") };
    assert_eq!(first.title.as_deref(), Some("A storm"));
    assert_eq!(first.text.as_str(), "It hit at 5 < 6.");
    check_map(first, atom.as_bytes(), xml_character);
    assert_eq!((first.url.as_deref(), first.section.as_deref()), (Some("https://gazette.test/1"), Some("Weather")));
    assert_eq!((&*first.authors, first.language.as_deref()), (&["Desk".to_owned()][..], Some("tr")));
    assert_eq!(first.published.unwrap().to_string(), "2016-12-19T08:05:00Z");
    assert_eq!(first.modified.unwrap().to_string(), "2016-12-20T09:00:00Z");
    assert_eq!(second.published.unwrap().to_string(), "2016-12-21");
    assert_eq!(codes(of_second), ["published-from-updated"]);
    assert_eq!(second.authors, ["C. Writer"]);
    assert_eq!(second.id, format!("{}-2", first.id), "the same identifier in the feed");
}

#[test]
fn html_in_an_item_is_read_as_html() {
    let paragraphs = "The first paragraph tells of the storm.|The second tells of the tug.";
    let expected = paragraphs.replace('|', "\n\n");
    let html = format!("<p>{}</p>", paragraphs.replace('|', "</p><p>"));
    let escaped = html.replace('<', "&lt;").replace('>', "&gt;");
    for (kind, content) in [
        ("rss", format!("<description>{escaped}</description>")),
        ("rss", format!("<description><![CDATA[{html}]]></description>")),
        ("rss", format!("<description>{html}</description>")),
        ("feed", format!("<content type='html'>{escaped}</content>")),
        ("feed", format!("<content type='xhtml'><x:div>{}</x:div></content>", html.replace("p>", "x:p>"))),
    ] {
        let item = if kind == "rss" { "item" } else { "entry" };
        let feed = read(&format!("<{kind}><{item}>{content}</{item}></{kind}>"));
        assert_eq!(feed.articles[0].0.text.as_str(), expected, "{content}");
    }
    let json = serde_json::json!({ "version": "https://jsonfeed.org/version/1", "items": [{ "content_html": html }] });
    assert_eq!(read(&json.to_string()).articles[0].0.text.as_str(), expected);
}

#[test]
fn html_in_an_item_leads_to_its_bytes() {
    let expected = "The caf\u{e9} & the quay burned.\n\nNobody was hurt, the mayor said.";
    let escaped = "&lt;p&gt;The caf&amp;eacute; &amp;amp; the quay burned.&lt;/p&gt;&lt;p&gt;Nobody was hurt, the mayor said.&lt;/p&gt;";
    let html = "<p>The caf&eacute; &amp; the quay burned.</p><p>Nobody was hurt, the mayor said.</p>";
    for content in [escaped, html, &format!("<![CDATA[{html}]]>")] {
        let rss = format!("<rss><item><description>{content}</description></item></rss>");
        let article = &read(&rss).articles[0].0;
        assert_eq!(article.text.as_str(), expected);
        for (at, c) in article.text.as_str().char_indices().filter(|(_, c)| *c != '\n') {
            let bytes = std::str::from_utf8(source(article, rss.as_bytes(), at, c)).unwrap();
            let read = bytes.replace("&amp;", "&").replace("&eacute;", "\u{e9}").replace("&amp;", "&");
            assert_eq!(read, c.to_string(), "byte {at} of {content}");
        }
    }
}

#[test]
fn an_item_of_json_feed_is_an_article() {
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Gazette","language":"en-US",
        "authors":[{"name":"Desk"}],"items":[{"id":1,"url":"https://gazette.test/1","title":"T","tags":["Sea"],
        "date_published":"2016-12-19T08:05:00Z","content_text":"A \"caf\u00e9\"\nburnt \ud83d\ude00."},
        {"id":"2","author":{"name":"D. Writer"},"summary":"Short."},7]}"#;
    let feed = read(json);
    let [(first, _), (second, of_second)] = &feed.articles[..] else { panic!("two items") };
    assert_eq!(first.text.as_str(), "A \"café\"\nburnt 😀.");
    check_map(first, json.as_bytes(), json_character);
    assert_eq!((&*first.authors, first.language.as_deref()), (&["Desk".to_owned()][..], Some("en")));
    assert_eq!((first.section.as_deref(), first.publisher.as_deref()), (Some("Sea"), Some("Gazette")));
    assert_eq!(first.published.unwrap().to_string(), "2016-12-19T08:05:00Z");
    assert_eq!((&*second.authors, second.text.as_str()), (&["D. Writer".to_owned()][..], "Short."));
    assert_eq!(codes(of_second), ["feed-summary"]);
    assert_eq!(feed.broken.unwrap().offset as usize, json.rfind('7').unwrap());
}

#[test]
fn a_broken_feed_is_read_up_to_the_break() {
    let json = r#"{"items":[{"content_text":"One."},{"content_text":"Tw"#;
    let cut = &RSS[..RSS.find("It rained").unwrap()];
    for (feed, count, offset, reason) in [
        (cut, 1, cut.rfind("<![").unwrap(), "fetch it again"),
        (json, 1, json.len(), "fetch it again"),
        ("<rss><item><description>One.</description></item>", 1, 49, "</rss>"),
        ("<html><body>", 0, 0, "no feed: it begins with <html>"),
        ("", 0, 0, "no feed"),
        ("{\"id\":1}", 0, 0, "no JSON Feed"),
        ("<rss></rss>", 0, usize::MAX, ""),
    ] {
        let read = read(feed);
        assert_eq!(read.articles.len(), count, "{feed}");
        let broken = read.broken.map(|broken| (broken.offset as usize, broken.reason));
        let (at, why) = broken.unwrap_or((usize::MAX, String::new()));
        assert_eq!(at, offset, "{feed}");
        assert!(why.contains(reason), "{why} for {feed}");
    }
}

#[test]
fn the_encoding_of_a_feed_is_used() {
    let bytes =
        b"<?xml version='1.0' encoding='windows-1251'?><rss><item><description>\xCF\xF0\xE8</description></item></rss>";
    let feed = feed::read("a", bytes, &Defaults::default());
    assert_eq!(feed.articles[0].0.text.as_str(), "При");
    assert_eq!(feed.articles[0].0.origin.encoding, "windows-1251");
    assert_eq!(codes(&feed.articles[0].1), ["encoding", "feed-summary"]);
}

fn json_character(source: &str) -> String {
    if source.starts_with('\\') { serde_json::from_str(&format!("\"{source}\"")).unwrap() } else { source.to_owned() }
}

/// A string of JSON, each character as it is or as one of its escapes.
fn json_string() -> impl Strategy<Value = String> {
    let piece = (any::<char>(), 0..4u8).prop_map(|(c, how)| match (c, how) {
        (_, 0) | ('"' | '\\' | '\0'..'\u{20}', _) => {
            c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
        }
        _ => c.to_string(),
    });
    let known =
        proptest::sample::select(vec!["\\n", "\\r", "\\t", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\uD83D\\uDE00"]);
    let piece = prop_oneof![4 => piece, 1 => known.prop_map(str::to_owned)];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn each_character_of_a_json_text_leads_to_its_bytes(value in json_string(), space in " {0,3}") {
        let line = format!("{{\"id\":\"a\",{space}\"text\":{space}\"{value}\"}}");
        let (article, _) = from_json_line("a", 1, line.as_bytes(), &Defaults::default()).unwrap();
        let expected: String = serde_json::from_str(&format!("\"{value}\"")).unwrap();
        prop_assert_eq!(article.text.as_str(), expected);
        check_map(&article, line.as_bytes(), json_character);
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400), root in 0..4usize) {
        let start: [&[u8]; 4] = [b"", b"<rss><item><title>", b"{\"items\":[{\"content_text\":\"", b"<feed><entry>"];
        let bytes = [start[root], &bytes].concat();
        feed::read("a", &bytes, &Defaults::default());
        feed::addresses(&bytes);
        from_json("a", &bytes, &Defaults::default());
        let kind: [&[u8]; 4] = [b"text/plain", b"text/html\nContent-Transfer-Encoding: base64",
            b"multipart/mixed; boundary=b", b"text/plain\nContent-Transfer-Encoding: quoted-printable"];
        let mail = [b"Subject: a\nContent-Type: ", kind[root], b"\n\n", &bytes].concat();
        drop(from_mail("a", &mail, &Defaults::default()));
    }

    #[test]
    fn any_mixture_is_read(pieces in proptest::collection::vec(proptest::sample::select(vec![
        "<rss>", "<item>", "</item>", "<title>", "</title>", "<description>", "</description>", "<![CDATA[", "]]>",
        "&amp;", "&#0;", "&", "&nbsp;", "<br/>", "<br>", "é", "<a:b xmlns:a='http://www.w3.org/2005/Atom'>", "</a:b>",
        "<!--", "-->", "<?", "?>", "<!DOCTYPE x [", "]>", "<", ">", "/", "<pubDate>", "</pubDate>", "6 Jun 06 06:06",
        "<content type='xhtml'>", "</content>", "<p>", "</p>", "'", "\"", "= ", "<x:", "</",
    ]), 0..60)) {
        let feed = format!("<rss><item>{}", pieces.concat());
        for (article, _) in feed::read("a", feed.as_bytes(), &Defaults::default()).articles {
            let map = &article.origin.map;
            let source = map.source_of(Span::new(0, article.text.as_str().len() as u32));
            prop_assert!(source.end as usize <= feed.len());
        }
        feed::addresses(feed.as_bytes());
    }
}

#[test]
fn time_is_bounded() {
    let hostile = [
        "<rss>".to_owned() + &"<item>".repeat(100_000),
        "<rss>".to_owned() + &"<item><guid>a</guid></item>".repeat(30_000),
        "<rss><item><description>".to_owned() + &"<p>".repeat(200_000),
        "<rss><item><description>".to_owned() + &"</p>".repeat(200_000) + "</description></item></rss>",
        "<rss><item><description>".to_owned() + &"&amp;".repeat(200_000) + "</description></item></rss>",
        "<rss><item><description>".to_owned() + &"&".repeat(400_000) + "</description></item></rss>",
        "<rss>".to_owned() + &"<![CDATA[".repeat(50_000),
        "<rss ".to_owned() + &"xmlns:a='http://purl.org/dc/terms/' ".repeat(20_000) + "><item/></rss>",
        "<urlset>".to_owned() + &"<url><loc>http://a.test/</loc></url>".repeat(50_000),
        "{\"items\":".repeat(50_000),
        "{\"items\":[".to_owned() + &"{\"id\":1},".repeat(50_000),
        "[".repeat(200_000),
        "a: b\n".repeat(100_000),
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(20_000),
        "Content-Type: message/rfc822\n\n".repeat(20_000),
        "Content-Transfer-Encoding: quoted-printable\n\n".to_owned() + &"=".repeat(400_000),
        "Content-Transfer-Encoding: quoted-printable\n\n".to_owned() + &"= ".repeat(200_000),
        "Content-Transfer-Encoding: quoted-printable\n\n=".to_owned() + &"= \t".repeat(200_000),
    ];
    for text in hostile {
        let start = Instant::now();
        feed::read("a", text.as_bytes(), &Defaults::default());
        feed::addresses(text.as_bytes());
        from_json("a", text.as_bytes(), &Defaults::default());
        drop(from_mail("a", text.as_bytes(), &Defaults::default()));
        let took = start.elapsed();
        assert!(took < Duration::from_secs(8), "{took:?} for {:?}…", &text[..30]);
    }
}

#[test]
fn a_document_says_more_of_itself() {
    let line = r#"{"text":"It rained.","title":"T","subtitle":"S","authors":["A","B"],"section":"Sea",
        "published":"2016-12-20T18:05+03:00","modified":"2016-12-21"}"#;
    let (article, notes) = from_json_line("a", 1, line.as_bytes(), &Defaults::default()).unwrap();
    assert_eq!((article.subtitle.as_deref(), article.section.as_deref()), (Some("S"), Some("Sea")));
    assert_eq!(article.authors, ["A", "B"]);
    assert_eq!(article.published.unwrap().to_string(), "2016-12-20T18:05+03:00");
    assert_eq!(article.modified.unwrap().to_string(), "2016-12-21");
    assert_eq!((article.origin.encoding, codes(&notes)), ("UTF-8", vec![]));
    let one = from_json_line("a", 1, br#"{"text":"a","authors":"A. Writer"}"#, &Defaults::default()).unwrap().0;
    assert_eq!(one.authors, ["A. Writer"]);
}

#[test]
fn files_are_read_by_their_kind() {
    let folder = tempfile::tempdir().unwrap();
    let cut = &RSS[..RSS.find("<title>Third").unwrap()];
    let files = [
        ("a.xml", cut),
        ("b.json", "[{\"id\":\"b\",\"text\":\"One.\"}, 7]"),
        ("c.eml", "Subject: Rain\n\nIt rained."),
        ("d.urls", "https://gazette.test/1\n"),
        ("e.xml", "<?xml version='1.0'?><urlset></urlset>"),
        ("f.atom", "<feed><entry><content>It rained.</content></entry></feed>"),
        ("g.xml", "<catalog/>"),
    ];
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let found = inputs(&[folder.path().to_owned()]);
    let defaults = Defaults::default();
    let read = articles(found.inputs, &defaults, Limits::default()).map(|outcome| match outcome {
        Ok((article, _)) => article.text.as_str().chars().take(9).collect(),
        Err(problem) => {
            let name = problem.origin.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            format!(
                "{name} {:?} {}",
                problem.offset,
                problem.trouble.to_string().split([' ', ';']).next().unwrap_or_default()
            )
        }
    });
    let expected = [
        "The tug &",
        "It rained",
        &format!("a.xml Some({}) the", cut.len()),
        "One.",
        "b.json Some(27) not",
        "It rained",
        "d.urls None a",
        "e.xml None a",
        "It rained",
        "g.xml Some(0) no",
    ];
    assert_eq!(read.collect::<Vec<String>>(), expected);
}
