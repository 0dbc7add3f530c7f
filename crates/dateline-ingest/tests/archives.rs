//! Archives and compressed files: every sound record is read, every broken one named, and each leads back to its bytes.

use dateline_doc::Article;
use dateline_ingest::{Defaults, Limits, articles, document_at, inputs};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PAGE: &str = "<html><head><title>Rain</title></head><body><article><p>It rained on the town all day on Tuesday, \
    the weather office said, and the river rose by half a metre before the evening.</p></article></body></html>";

/// A record with the length that it really has.
fn record(kind: &str, more: &str, content: &[u8]) -> Vec<u8> {
    sized(kind, more, content, content.len())
}

fn sized(kind: &str, more: &str, content: &[u8], length: usize) -> Vec<u8> {
    let head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\n{more}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn answer(number: usize, head: &str, body: &[u8]) -> Vec<u8> {
    let content = [b"HTTP/1.1 200 OK\r\n", head.as_bytes(), b"\r\n", body].concat();
    let address = format!("WARC-Target-URI: http://example.test/{number}\r\nContent-Type: application/http\r\n");
    record("response", &address, &content)
}

fn page(number: usize) -> Vec<u8> {
    answer(number, "Content-Type: text/html; charset=utf-8\r\n", PAGE.replace("half", &number.to_string()).as_bytes())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// What was read of a file: articles, and problems without the folder. Every article must lead back to its bytes.
fn read(name: &str, bytes: &[u8]) -> (Vec<(Article, Vec<String>)>, Vec<String>) {
    read_within(name, bytes, Limits::default())
}

fn read_within(name: &str, bytes: &[u8], limits: Limits) -> (Vec<(Article, Vec<String>)>, Vec<String>) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let found = inputs(&[path]);
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for outcome in articles(found.inputs, &Defaults::default(), limits) {
        match outcome {
            Ok((article, notes)) => {
                let file = article.origin.file.as_deref().unwrap();
                let bytes = document_at(Path::new(file), article.origin.part.clone()).unwrap();
                let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
                assert_eq!(hash, article.sha256, "the bytes of {}", article.id);
                let codes = notes.iter().filter(|n| n.code != "left-out").map(|n| n.code.to_owned()).collect();
                read.push((article, codes));
            }
            Err(problem) => problems.push(problem.to_string().replace(&format!("{}/", folder.path().display()), "")),
        }
    }
    (read, problems)
}

/// The numbers at the ends of the addresses of what was read.
fn numbers(read: &[(Article, Vec<String>)]) -> String {
    let number = |(article, _): &(Article, _)| article.url.as_deref()?.rsplit('/').next().map(str::to_owned);
    read.iter().map(|article| number(article).unwrap_or_default()).collect::<Vec<_>>().join(" ")
}

/// The same records plain, a member each, and all in one member, in both ways of compression.
fn forms(records: &[Vec<u8>]) -> Vec<(&'static str, Vec<u8>)> {
    let each = |pack: fn(&[u8]) -> Vec<u8>| records.iter().flat_map(|record| pack(record)).collect();
    let all = records.concat();
    vec![
        ("a.warc.gz", each(gzip)),
        ("a.warc.zst", each(zstd)),
        ("a.warc.gz", gzip(&all)),
        ("a.warc.zst", zstd(&all)),
        ("a.warc", all),
    ]
}

#[test]
fn every_form_of_an_archive_gives_the_same_reports() {
    let records = [
        record("warcinfo", "", b"software: none\r\n"),
        record("request", "WARC-Target-URI: http://example.test/1\r\n", b"GET / HTTP/1.1\r\n\r\n"),
        page(1),
        answer(2, "Content-Type: image/png\r\n", b"\x89PNG"),
        answer(3, "Content-Type: text/plain\r\n", b"It rained."),
        record("resource", "WARC-Target-URI: <http://example.test/4>\r\nContent-Type: text/html\r\n", PAGE.as_bytes()),
        record("response", "WARC-Target-URI: http://example.test/5\r\n", b"HTTP/1.1 404 Not Found\r\n\r\ngone"),
        record("revisit", "WARC-Target-URI: http://example.test/6\r\n", b""),
    ];
    for (name, bytes) in forms(&records) {
        let (read, problems) = read(name, &bytes);
        assert_eq!((numbers(&read).as_str(), &problems[..]), ("1 3 4", &[][..]), "{name}");
        assert_eq!(read[2].1, ["records-passed-over"]);
        assert_eq!(read[0].0.title.as_deref(), Some("Rain"));
    }
    let (found, _) = read("a.warc.gz", &records.iter().flat_map(|r| gzip(r)).collect::<Vec<_>>());
    let before = (gzip(&records[0]).len() + gzip(&records[1]).len()) as u64;
    assert_eq!(found[0].0.origin.part, Some(before..before + gzip(&records[2]).len() as u64));
    assert!(found[0].0.id.starts_with(&format!("a:{before}-")));
}

#[test]
fn codings_of_the_answer_are_undone() {
    let page = PAGE.as_bytes();
    let chunks = [format!("{:x}\r\n", page.len()).as_bytes(), page, b"\r\n0\r\n\r\n"].concat();
    let cases: [(&str, Vec<u8>, &[&str]); 8] = [
        ("Transfer-Encoding: chunked\r\n", chunks, &[]),
        ("Transfer-Encoding: chunked\r\n", page.to_vec(), &["chunks-broken"]),
        ("Content-Encoding: gzip\r\n", gzip(page), &[]),
        ("Content-Encoding: gzip\r\n", page.to_vec(), &[]),
        ("Content-Encoding: deflate\r\n", deflate(page), &[]),
        ("Content-Encoding: br\r\n", page.to_vec(), &[]),
        ("content-encoding:\r\n gzip\r\n", gzip(page), &[]),
        ("Content-Encoding: gzip\r\n", gzip(page)[..gzip(page).len() - 9].to_vec(), &["body-broken"]),
    ];
    for (head, body, codes) in cases {
        let bytes = answer(1, &format!("Content-Type: text/html\r\n{head}"), &body);
        let (read, problems) = read("a.warc", &bytes);
        assert_eq!(problems, [""; 0], "{head:?}");
        assert_eq!(read[0].1, codes, "{head:?}");
        assert!(read[0].0.text.as_str().contains("the river rose"), "{head:?}");
    }
    let (_, problems) =
        read("a.warc", &answer(1, "Content-Type: text/html\r\nContent-Encoding: br\r\n", b"\x8b\x02\x80"));
    assert!(problems[0].contains("compressed as \"br\""), "{problems:?}");
}

#[test]
fn the_server_names_the_encoding() {
    let page = encoding_rs::WINDOWS_1251.encode("<html><p>В городе прошёл дождь.</p></html>").0.into_owned();
    let (read, _) = read("a.warc", &answer(1, "Content-Type: text/html; charset=windows-1251\r\n", &page));
    assert_eq!((read[0].0.origin.encoding, read[0].1.as_slice()), ("windows-1251", &["encoding".to_owned()][..]));
}

#[test]
fn broken_records_are_named_and_the_rest_is_read() {
    let content = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", PAGE.as_bytes()].concat();
    let address = "WARC-Target-URI: http://example.test/2\r\n";
    let broken = [
        ("too long", sized("response", address, &content, content.len() + 40), "is not", "cut short"),
        ("far too long", sized("response", address, &content, 9_999_999), "cut short", "cut short"),
        ("too short", sized("response", address, &content, content.len() - 40), "is not", "is not"),
        ("no length", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_vec(), "no Content-Length", "no Content-Length"),
        (
            "no number",
            b"WARC/1.0\r\nContent-Length: x\r\n\r\nbody\r\n\r\n".to_vec(),
            "no Content-Length",
            "no Content-Length",
        ),
        ("no record", b"rubbish\r\nmore\r\n".to_vec(), "no record begins", "no record begins"),
        ("no answer", record("response", address, b"rubbish"), "no HTTP answer", "no HTTP answer"),
    ];
    for (what, bytes, plain, packed) in broken {
        let before = page(1);
        let records = [before.clone(), bytes.clone(), page(3), page(4)];
        let (found, problems) = read("a.warc", &records.concat());
        assert_eq!(numbers(&found), "1 3 4", "{what}");
        assert!(problems.len() == 1 && problems[0].contains(plain), "{what}: {problems:?}");
        assert!(problems[0].starts_with(&format!("a.warc (byte {})", before.len())), "{what}: {problems:?}");
        for pack in [gzip as fn(&[u8]) -> Vec<u8>, zstd] {
            let (found, problems) = read("a.warc.gz", &records.iter().flat_map(|r| pack(r)).collect::<Vec<_>>());
            assert_eq!(numbers(&found), "1 3 4", "{what}");
            assert!(problems.len() == 1 && problems[0].contains(packed), "{what}: {problems:?}");
            assert!(
                problems[0].starts_with(&format!("a.warc.gz (byte {})", pack(&before).len())),
                "{what}: {problems:?}"
            );
        }
    }
}

#[test]
fn broken_members_are_named_and_the_rest_is_read() {
    let members: Vec<Vec<u8>> = (1..=4).map(|number| gzip(&page(number))).collect();
    let at = members[0].len();
    let cut = members[1][..members[1].len() / 2].to_vec();
    let mut flipped = members[1].clone();
    flipped[60] ^= 0x55;
    let mut wrong_sum = members[1].clone();
    let end = wrong_sum.len() - 6;
    wrong_sum[end] ^= 1;
    for (what, second) in [("cut", cut), ("flipped", flipped), ("sum", wrong_sum), ("rubbish", b"rubbish".to_vec())] {
        let bytes = [&members[0], &second, &members[2], &members[3]].map(Vec::as_slice).concat();
        let (found, problems) = read("a.warc.gz", &bytes);
        assert_eq!(numbers(&found), "1 3 4", "{what}");
        assert_eq!(problems.len(), 1, "{what}: {problems:?}");
        assert!(problems[0].contains("broken or cut short"), "{what}: {problems:?}");
        assert!(problems[0].starts_with(&format!("a.warc.gz (byte {at})")), "{what}: {problems:?}");
    }
    let all = members.concat();
    let (found, problems) = read("a.warc.gz", &all[..all.len() - 20]);
    assert_eq!((numbers(&found).as_str(), problems.len()), ("1 2 3", 1), "cut at the end");
}

#[test]
fn bombs_and_giants_are_bounded() {
    let start = Instant::now();
    let zeros = vec![b' '; 80 << 20];
    let bomb = answer(2, "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &gzip(&zeros));
    let giant = answer(3, "Content-Type: text/html\r\n", &zeros);
    let other = answer(4, "Content-Type: video/mp4\r\n", &zeros);
    let archive = [gzip(&page(1)), gzip(&bomb), gzip(&giant), gzip(&other), gzip(&page(5))].concat();
    let (found, problems) = read("a.warc.gz", &archive);
    assert_eq!(numbers(&found), "1 5");
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems[0].contains("over the limit of 64 MB"), "{problems:?}");
    assert!(problems[1].contains("more than 400 times"), "{problems:?}");
    let (_, problems) = read("a.html.gz", &gzip(&zeros));
    assert!(problems[0].contains("more than 400 times") || problems[0].contains("limit of 64 MB"), "{problems:?}");
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn time_is_bounded() {
    let short = [b"WARC/1.0\r\nContent-Length: 3\r\n\r\nabcdef\r\n".repeat(20_000), page(1)].concat();
    let long = [b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n".repeat(3_000), page(1)].concat();
    let magic = [b"\x1f\x8b\x08\x00".repeat(200_000), gzip(&page(1))].concat();
    let frames = [b"\x28\xb5\x2f\xfd".repeat(200_000), zstd(&page(1))].concat();
    for (name, bytes) in [("short", short), ("long", long), ("magic", magic), ("frames", frames)] {
        let start = Instant::now();
        let (found, problems) = read("a.warc", &bytes);
        assert!(start.elapsed() < Duration::from_secs(20), "{name}: {:?}", start.elapsed());
        let last = problems.last().map(String::as_str).unwrap_or_default();
        assert!(found.len() == 1 || last.contains("too much of the archive is broken"), "{name}: {last}");
    }
}

#[test]
fn archives_may_be_larger_than_other_files() {
    let archive: Vec<u8> = (0..40).flat_map(page).collect();
    let limits = Limits { file: 1000, document: 1000, ..Limits::default() };
    let (found, problems) = read_within("a.warc", &archive, limits);
    assert_eq!((found.len(), problems.len()), (40, 0));
}

#[test]
fn an_archive_of_nothing_is_a_problem() {
    let (_, problems) = read("a.warc", &record("warcinfo", "", b""));
    assert_eq!(problems, ["a.warc: no page and no text in the archive (1 warcinfo); give an archive that holds pages"]);
    let (_, problems) = read("a.arc", b"filedesc://a.arc 0.0.0.0 20010101000000 text/plain 0\n");
    assert!(problems[0].contains("ARC archives are not read"), "{problems:?}");
}

#[test]
fn compressed_files_of_other_kinds_are_read() {
    let lines = b"\xEF\xBB\xBF  {\"id\":\"a\",\"text\":\"It rained.\"} \r\n\n{\"id\":\"b\",\"text\":\"It snowed.\"}";
    for pack in [<[u8]>::to_vec as fn(&[u8]) -> Vec<u8>, gzip, zstd] {
        let names = |bytes: &[u8], name: &str| {
            let (found, problems) = read(name, &pack(bytes));
            assert_eq!(problems, [""; 0], "{name}");
            found.into_iter().map(|(article, _)| article.id).collect::<Vec<_>>()
        };
        assert_eq!(names(lines, "docs.jsonl.gz"), ["a", "b"]);
        assert_eq!(names(lines, "docs.gz"), ["a", "b"]);
        assert!(names(PAGE.as_bytes(), "page.htm.zst")[0].starts_with("page-"));
        assert!(names(PAGE.as_bytes(), "page.gz")[0].starts_with("page-"));
        assert!(names(b"It rained.", "report.txt.gz")[0].starts_with("report-"));
        assert_eq!(names(&page(1), "a.gz").len(), 1);
    }
    let (found, problems) = read("a.txt.gz", &[gzip(b"It rained. "), gzip(b"It snowed.")].concat());
    assert_eq!((found[0].0.text.as_str(), problems.len()), ("It rained. It snowed.", 0), "members are joined");
    let (_, problems) = read("a.txt.gz", &gzip(b"It rained.")[..20]);
    assert!(problems[0].contains("broken or cut short"), "{problems:?}");
}

#[test]
fn a_part_that_is_not_there_is_a_problem() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "It rained.").unwrap();
    assert_eq!(document_at(&path, Some(3..9)).unwrap(), b"rained");
    for part in [5..11, 20..21, u64::MAX - 1..u64::MAX] {
        assert!(document_at(&path, Some(part.clone())).is_err(), "{part:?}");
    }
    assert!(document_at(&folder.path().join("absent"), None).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is done to an archive, there is no panic, it ends, and what is read leads back to its bytes.
    #[test]
    fn any_damage_is_survived(
        form in 0usize..5,
        cuts in proptest::collection::vec((any::<u16>(), any::<u8>(), any::<bool>()), 0..6),
    ) {
        let (name, mut bytes) = forms(&[record("warcinfo", "", b"x"), page(1), page(2), page(3)]).swap_remove(form);
        for (at, byte, remove) in cuts {
            let at = usize::from(at) % bytes.len();
            if remove {
                bytes.drain(at..(at + usize::from(byte)).min(bytes.len() - 1).max(at));
            } else {
                bytes[at] ^= byte;
            }
        }
        let (found, problems) = read(name, &bytes);
        prop_assert!(found.len() + problems.len() <= 8);
    }

    #[test]
    fn any_bytes_are_an_archive(start in 0usize..4, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let start: &[u8] = [&b"WARC/1.0\r\n"[..], b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd", b""][start];
        read("a.warc", &[start, &bytes].concat());
    }
}
