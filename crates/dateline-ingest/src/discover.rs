//! What there is to read: files, folders and standard input.

use crate::problem::{Problem, Trouble};
use dateline_doc::{Note, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders nested deeper than this are not entered.
const DEEPEST: usize = 64;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One report, as text.
    Text,
    /// One report, as a page.
    Html,
    /// A report a line.
    JsonLines,
    /// An archive of the web (WARC), a record at a time.
    Warc,
    /// An archive of the older kind (ARC), which is not read.
    Arc,
    /// A compressed file whose name does not say what is in it: the form shows when it is read.
    Unsaid,
    /// A document, a list of them, or a JSON Feed.
    Json,
    /// RSS or Atom, a report an item.
    Feed,
    /// A mail or a saved page.
    Mail,
    /// Addresses of reports.
    Addresses,
}

impl Format {
    fn of(path: &Path) -> Option<Format> {
        match extension(path)?.as_str() {
            "gz" | "zst" => {
                let inner = Path::new(path.file_stem()?);
                if extension(inner).is_some() { Format::of(inner) } else { Some(Format::Unsaid) }
            }
            "txt" => Some(Format::Text),
            "html" | "htm" => Some(Format::Html),
            "jsonl" => Some(Format::JsonLines),
            "warc" => Some(Format::Warc),
            "arc" => Some(Format::Arc),
            "json" => Some(Format::Json),
            "xml" | "rss" | "atom" | "rdf" => Some(Format::Feed),
            "eml" | "mhtml" | "mht" => Some(Format::Mail),
            "urls" => Some(Format::Addresses),
            _ => None,
        }
    }

    /// The form that bytes seem to have, by how they begin.
    pub(crate) fn sniff(start: &[u8]) -> Format {
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
        let lower = start[..start.len().min(16)].to_ascii_lowercase();
        let page =
            ["<!doctype", "<html", "<head", "<body", "<!--", "<?xml", "<meta", "<title", "<article", "<div", "<p>"];
        if start.starts_with(b"WARC/") {
            return Format::Warc;
        }
        if start.starts_with(b"filedesc://") {
            return Format::Arc;
        }
        let head = String::from_utf8_lossy(&start[..start.len().min(1024)]).to_ascii_lowercase();
        let has = |marks: &[&str]| marks.iter().any(|mark| head.contains(mark));
        match start.first() {
            Some(b'[') if start[1..].trim_ascii_start().starts_with(b"{") => Format::Json,
            Some(b'{') if has(&["jsonfeed.org/version"]) => Format::Json,
            Some(b'{') => Format::JsonLines,
            Some(b'<') if has(&["<urlset", "<sitemapindex"]) => Format::Addresses,
            Some(b'<') if has(&["<rss", "<feed", "<rdf:rdf"]) && !has(&["<html", "<!doctype html"]) => Format::Feed,
            Some(b'<') if page.iter().any(|tag| lower.starts_with(tag.as_bytes())) => Format::Html,
            _ => Format::Text,
        }
    }
}

/// What stands behind the last point of a name, in small letters.
fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file of known form.
    File(PathBuf, Format),
    /// Standard input, whose form shows when it is read.
    Stdin,
}

/// What the paths of a command lead to, in the order of the paths, folders by name.
#[derive(Debug, Default)]
pub struct Discovery {
    /// What to read.
    pub inputs: Vec<Input>,
    /// What could not be found or entered.
    pub problems: Vec<Problem>,
    /// What was passed over.
    pub notes: Vec<Note>,
}

/// Finds what there is to read. Folders are read with all that is below them; hidden files are skipped, and files of
/// other kinds are passed over with one note a kind. `-` is standard input.
pub fn inputs(paths: &[PathBuf]) -> Discovery {
    let mut walk = Walk::default();
    for path in paths {
        if path.as_os_str() == "-" {
            walk.found.inputs.push(Input::Stdin);
        } else {
            walk.named(path);
        }
    }
    walk.finish()
}

#[derive(Default)]
struct Walk {
    found: Discovery,
    /// Folders entered, by their real path, against loops of links.
    entered: BTreeSet<PathBuf>,
    /// Other kinds of files: how many, and the first.
    passed_over: BTreeMap<String, (usize, PathBuf)>,
}

impl Walk {
    /// A path that the user named: a file of another kind is a problem here.
    fn named(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(error) => self.problem(path, unreadable(error)),
            Ok(meta) if meta.is_dir() => self.folder(path, 0),
            Ok(meta) if !meta.is_file() => self.problem(path, Trouble::Special),
            Ok(_) => match Format::of(path) {
                Some(format) => self.found.inputs.push(Input::File(path.to_owned(), format)),
                None => self.problem(path, Trouble::UnknownExtension),
            },
        }
    }

    fn folder(&mut self, path: &Path, depth: usize) {
        if depth > DEEPEST {
            return self.problem(path, Trouble::TooDeep(DEEPEST));
        }
        match fs::canonicalize(path) {
            Ok(real) if self.entered.contains(&real) => return,
            Ok(real) => self.entered.insert(real),
            Err(error) => return self.problem(path, unreadable(error)),
        };
        let entries = fs::read_dir(path).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
        match entries {
            Err(error) => self.problem(path, unreadable(error)),
            Ok(mut entries) => {
                entries.sort_by_key(fs::DirEntry::file_name);
                entries.iter().for_each(|entry| self.entry(&entry.path(), depth));
            }
        }
    }

    fn entry(&mut self, path: &Path, depth: usize) {
        if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
            return;
        }
        match fs::metadata(path) {
            Err(error) => self.problem(path, unreadable(error)),
            Ok(meta) if meta.is_dir() => self.folder(path, depth + 1),
            Ok(meta) if meta.is_file() => match Format::of(path) {
                Some(format) => self.found.inputs.push(Input::File(path.to_owned(), format)),
                None => self.pass_over(path),
            },
            Ok(_) => {}
        }
    }

    fn pass_over(&mut self, path: &Path) {
        let kind = path.extension().map_or("no extension".into(), |e| format!(".{}", e.to_string_lossy()));
        self.passed_over.entry(kind).or_insert_with(|| (0, path.to_owned())).0 += 1;
    }

    fn problem(&mut self, path: &Path, trouble: Trouble) {
        self.found.problems.push(Problem::whole(path.display().to_string(), trouble));
    }

    fn finish(mut self) -> Discovery {
        for (kind, (count, first)) in self.passed_over {
            let files = if count == 1 { "file" } else { "files" };
            let message = format!("{count} {files} passed over ({kind}), the first is {}", first.display());
            self.found.notes.push(Note { severity: Severity::Info, code: "file-passed-over", message, span: None });
        }
        self.found
    }
}

fn unreadable(error: std::io::Error) -> Trouble {
    match error.kind() {
        std::io::ErrorKind::NotFound => Trouble::Missing,
        _ => Trouble::Unreadable(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_shows_in_the_first_bytes() {
        let cases: [(&[u8], Format); 17] = [
            (b"[\n {\"text\":\"a\"}]", Format::Json),
            (b"[AP] It rained.", Format::Text),
            (b"{\"version\": \"https://jsonfeed.org/version/1\"", Format::Json),
            (b"<?xml version='1.0'?>\n<!-- feed --><rss version='2.0'>", Format::Feed),
            (b"<feed xmlns='http://www.w3.org/2005/Atom'>", Format::Feed),
            (b"<rdf:RDF>", Format::Feed),
            (b"<?xml version='1.0'?><urlset>", Format::Addresses),
            (b"{\"id\":1}", Format::JsonLines),
            (b"\xEF\xBB\xBF \n{", Format::JsonLines),
            (b"<!DOCTYPE html>", Format::Html),
            (b"\n <HTML lang=en>", Format::Html),
            (b"<3 from all of us", Format::Text),
            (b"<", Format::Text),
            (b"It rained.", Format::Text),
            (b"", Format::Text),
            (b"WARC/1.0\r\n", Format::Warc),
            (b"filedesc://a.arc 0.0.0.0", Format::Arc),
        ];
        for (start, expected) in cases {
            assert_eq!(Format::sniff(start), expected, "form of {start:?}");
        }
    }

    #[test]
    fn the_form_shows_in_the_name() {
        let cases = [
            ("a.txt", Some(Format::Text)),
            ("a.HTM.GZ", Some(Format::Html)),
            ("a.b.jsonl.zst", Some(Format::JsonLines)),
            ("a.warc.gz", Some(Format::Warc)),
            ("a.arc.gz", Some(Format::Arc)),
            ("a.gz", Some(Format::Unsaid)),
            ("a.tar.gz", None),
            ("gz", None),
            ("a.md", None),
        ];
        for (name, form) in cases {
            assert_eq!(Format::of(Path::new(name)), form, "{name}");
        }
    }
}
