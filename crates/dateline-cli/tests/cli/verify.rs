//! `dateline verify`: a database against its documents, as they are and as they are no more.

use crate::{folder, run_in};

const PAGE: &[u8] = "<!doctype html><html lang=en><title>Shots at the harbour</title><article><h1>Shots at the harbour</h1>
    <p>Gunmen shot three sailors in the harbour of Vellport on Tuesday, police said, and the &ldquo;crew&rdquo; fled.</p>
    <div class=ad-slot>Advertisement</div>
    <p>Two of the sailors died in caf\u{e9}s nearby, the harbour master told reporters on Wednesday morning.</p></article>"
    .as_bytes();
const LINES: &[u8] = b"{\"id\":\"one\",\"text\":\"Police arrested five men in Vellport.\\nThey were \\u00e9lite guards.\"}\n\
    {\"id\":\"two\",\"html\":\"<p>Soldiers killed two farmers near Vellport on Monday, the army said, and burned a house.</p>\"}\n";
const FEED: &[u8] = b"<rss version='2.0'><channel><title>Gazette</title><item><title>Fire</title><guid>f</guid><description>\
    &lt;p&gt;Rebels attacked a fishing village on Friday &amp;amp; killed a guard, officials said.&lt;/p&gt;</description></item>\
    </channel></rss>";

fn coded() -> tempfile::TempDir {
    let folder = folder(&[("page.html", PAGE), ("lines.jsonl", LINES), ("feed.xml", FEED)]);
    let run = run_in(folder.path(), &["code", "page.html", "lines.jsonl", "feed.xml", "--db", "news.db", "-q"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    folder
}

#[test]
fn what_was_read_is_found_again_to_the_byte() {
    let folder = coded();
    let run = run_in(folder.path(), &["verify", "news.db"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with("4 reports, 4 checked against their documents"), "{}", run.out);
    assert!(run.out.trim_end().ends_with("0 faults"), "{}", run.out);
}

#[test]
fn a_document_that_has_changed_or_gone_is_a_fault() {
    let folder = coded();
    std::fs::write(folder.path().join("page.html"), [PAGE, b" "].concat()).unwrap();
    std::fs::remove_file(folder.path().join("feed.xml")).unwrap();
    let run = run_in(folder.path(), &["verify", "news.db"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("page.html is not the document that was read"), "{}", run.err);
    assert!(run.err.contains("feed.xml: no such file"), "{}", run.err);
    assert!(run.out.starts_with("4 reports, 2 checked"), "{}", run.out);
}

#[test]
fn sources_may_have_moved() {
    let folder = coded();
    let moved = folder.path().join("moved");
    std::fs::create_dir(&moved).unwrap();
    for name in ["page.html", "lines.jsonl", "feed.xml"] {
        std::fs::rename(folder.path().join(name), moved.join(name)).unwrap();
    }
    assert_eq!(run_in(folder.path(), &["verify", "news.db"]).code, 1);
    assert_eq!(run_in(folder.path(), &["verify", "news.db", "--sources", "moved"]).code, 0);
}
