//! Batches: folders, mixed files, bounds; one broken part never stops the rest.

use dateline_doc::Article;
use dateline_ingest::{Defaults, Input, Limits, Problem, Trouble, articles, inputs};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn read(paths: &[PathBuf], limits: Limits) -> Vec<Result<Article, Problem>> {
    let found = inputs(paths);
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    articles(found.inputs, &Defaults::default(), limits).map(|outcome| outcome.map(|(article, _)| article)).collect()
}

/// Identifiers without their hashes, or the messages of problems without the folder.
fn shown(outcomes: &[Result<Article, Problem>], folder: &Path) -> Vec<String> {
    let prefix = format!("{}/", folder.display());
    let one = |outcome: &Result<Article, Problem>| match outcome {
        Ok(article) => article.id.rsplit_once('-').map_or(article.id.clone(), |(stem, _)| stem.to_owned()),
        Err(problem) => problem.to_string().replace(&prefix, ""),
    };
    outcomes.iter().map(one).collect()
}

#[test]
fn a_folder_is_read_in_order_and_the_broken_parts_are_named() {
    let lines = b"{\"id\":\"one\",\"text\":\"It rained.\"}\n\n{\"id\":\n{\"id\":\"x\"}\n{\"text\":\"\xff\"}\r\n{\"id\":\"two\",\"html\":\"<p>It rained.</p>\"}";
    let folder = folder(&[
        ("b.txt", b"It rained."),
        ("a/z.jsonl", lines),
        ("a/page.HTM", b"<p>It rained.</p>"),
        (".hidden.txt", b"no"),
        ("notes.md", b"no"),
        ("more.md", b"no"),
        ("data", b"no"),
    ]);
    let found = inputs(&[folder.path().to_owned()]);
    let notes: Vec<_> = found.notes.iter().map(|note| note.message.split(',').next().unwrap()).collect();
    assert_eq!(notes, ["2 files passed over (.md)", "1 file passed over (no extension)"]);
    let outcomes = read(&[folder.path().to_owned()], Limits::default());
    assert_eq!(
        shown(&outcomes, folder.path()),
        [
            "page",
            "one",
            "a/z.jsonl, line 3 (byte 34): not a JSON document (EOF while parsing a value at line 1 column 6); write one object a line: {\"id\": \"…\", \"text\": \"…\"}",
            "a/z.jsonl, line 4 (byte 41): neither \"text\" nor \"html\" in the document; give one of them as a string",
            "a/z.jsonl, line 5 (byte 52): not UTF-8 from byte 9 of the line; JSON Lines must be UTF-8, convert the file (iconv -t UTF-8)",
            "two",
            "b",
        ]
    );
}

#[test]
fn what_cannot_be_read_is_a_problem_with_a_remedy() {
    let folder = folder(&[("report.docx", b"PK")]);
    let found = inputs(&[folder.path().join("absent.txt"), folder.path().join("report.docx")]);
    let messages: Vec<_> = found.problems.iter().map(|problem| problem.trouble.to_string()).collect();
    assert_eq!(
        messages,
        [
            "no such file or folder; check the path",
            "unknown kind of file; rename it to .txt, .html, .jsonl, .json, .xml (a feed), .eml, .mhtml or .warc (or one of these with .gz or .zst behind it), or pipe it in with -"
        ]
    );
    assert!(found.inputs.is_empty());
}

#[test]
fn a_file_that_vanishes_does_not_stop_the_rest() {
    let folder = folder(&[("a.txt", b"It rained."), ("b.txt", b"It rained more.")]);
    let found = inputs(&[folder.path().to_owned()]);
    fs::remove_file(folder.path().join("a.txt")).unwrap();
    let defaults = Defaults::default();
    let outcomes: Vec<_> = articles(found.inputs, &defaults, Limits::default()).collect();
    assert!(matches!(&outcomes[0], Err(Problem { trouble: Trouble::Missing, .. })));
    assert!(outcomes[1].is_ok());
}

#[test]
fn over_the_bounds_is_said_and_the_rest_goes_on() {
    let long = format!("{{\"text\":\"{}\"}}\n{{\"id\":\"b\",\"text\":\"b\"}}\n", "x".repeat(200_000));
    let folder = folder(&[("a.jsonl", long.as_bytes()), ("b.txt", &[b'x'; 2000]), ("c.txt", b"short")]);
    let path = [folder.path().to_owned()];
    let limits = Limits { document: 1000, ..Limits::default() };
    let outcomes = read(&path, limits);
    assert!(matches!(&outcomes[0], Err(Problem { trouble: Trouble::DocumentTooLarge(1000), line: Some(1), .. })));
    assert!(matches!(&outcomes[2], Err(Problem { trouble: Trouble::DocumentTooLarge(1000), .. })));
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 2, "the second line and the short file");

    let file = read(&path[..], Limits { file: 1000, ..Limits::default() });
    assert!(file.iter().any(|o| matches!(o, Err(Problem { trouble: Trouble::FileTooLarge(1000), .. }))));
    let lines = read(&path[..], Limits { lines: 1, ..Limits::default() });
    assert!(lines.iter().any(|o| matches!(o, Err(Problem { trouble: Trouble::TooManyLines(1), .. }))));
}

#[test]
fn identifiers_stay_unique() {
    let folder = folder(&[(
        "a.jsonl",
        b"{\"id\":\"r\",\"text\":\"a\"}\n{\"id\":\"r\",\"text\":\"b\"}\n{\"id\":\"r~2\",\"text\":\"c\"}\n",
    )]);
    let outcomes = read(&[folder.path().to_owned()], Limits::default());
    let ids: Vec<_> = outcomes.iter().map(|o| o.as_ref().unwrap().id.as_str()).collect();
    assert_eq!(ids, ["r", "r~2", "r~2~2"]);
}

#[test]
fn a_byte_order_mark_before_the_first_line_is_no_trouble() {
    let folder = folder(&[("a.jsonl", b"\xEF\xBB\xBF{\"id\":\"r\",\"text\":\"a\"}")]);
    let defaults = Defaults::default();
    let found = inputs(&[folder.path().to_owned()]);
    let (article, notes) = articles(found.inputs, &defaults, Limits::default()).next().unwrap().unwrap();
    assert_eq!((article.id.as_str(), notes[0].code), ("r", "byte-order-mark"));
}

#[cfg(unix)]
#[test]
fn loops_of_links_end() {
    let folder = folder(&[("a/b/c.txt", b"It rained.")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/b/up")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("a/dangling.txt")).unwrap();
    let found = inputs(&[folder.path().to_owned()]);
    assert_eq!(found.inputs.len(), 1);
    assert!(matches!(&found.inputs[0], Input::File(path, _) if path.ends_with("a/b/c.txt")));
    assert!(matches!(&found.problems[..], [Problem { trouble: Trouble::Missing, .. }]));
}

#[test]
fn the_same_input_gives_the_same_articles() {
    let folder =
        folder(&[("a.txt", b"ROME, May 3 (Agency) - It rained."), ("b.html", b"<article><p>It rained.</p></article>")]);
    let path = [folder.path().to_owned()];
    let debug = || format!("{:?}", read(&path, Limits::default()));
    assert_eq!(debug(), debug());
}
