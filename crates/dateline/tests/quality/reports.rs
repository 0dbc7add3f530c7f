//! Reports to try things on, and their records: the examples, and text that nobody would write.

use dateline::doc::{Article, Note};
use dateline::ingest::{Defaults, from_text};
use dateline::{Tools, Versions};
use dateline_store::record::{self, LayerSet, Version};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

/// What is inside the program, built once.
pub(crate) static TOOLS: LazyLock<Tools> = LazyLock::new(Tools::builtin);

/// Sentences that report events.
const SENTENCES: [&str; 12] = [
    "Gunmen shot dead at least three police officers in the Iraqi city of Mosul on Tuesday, the interior ministry said.",
    "\"We will not accept this,\" Foreign Minister Ana Kovac told reporters after meeting her Turkish counterpart in Ankara.",
    "About 2,000 protesters marched through Nairobi on 3 May 2019 to demand the release of opposition leader Peter Otieno.",
    "The European Union imposed new sanctions on Belarus last month, according to a statement cited by Interfax.",
    "If the talks fail, the army might attack the rebels near the border, a source told the newspaper.",
    "Police denied that officers had beaten the demonstrators.",
    "President Omar Haddad plans to visit Cairo next week for talks with Egypt's president.",
    "The court sentenced the former general to 12 years in prison in 2008.",
    "Mali and Niger signed an agreement on Monday night; France welcomed the deal.",
    "KYIV, March 4 (Agency) - Two drones hit a power station, killing one worker and wounding up to six others.",
    "The United States accused Iran of seizing two tankers, and Tehran rejected the charge.",
    "More than a dozen students were arrested, witnesses said, citing relatives.",
];

/// What breaks offsets: combining marks, astral characters, line ends, direction marks, controls, odd spaces.
const ODD: [&str; 22] = [
    "\u{301}",
    "e\u{301}\u{323}",
    "\u{1F600}",
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
    "\u{10FFFF}",
    "\r\n",
    "\r",
    "\n\n",
    "\u{202E}",
    "\u{2066}",
    "\u{2069}",
    "\u{200F}",
    "\u{0}",
    "\u{FEFF}",
    "\u{A0}",
    "\u{2028}",
    "\u{85}",
    "İ",
    "ß",
    "ﬁ",
    "مرحبا",
    "\u{1D400}",
];

/// An article made of text as a user would give it.
pub(crate) fn article(stem: &str, text: &str) -> (Article, Vec<Note>) {
    from_text(stem, text.as_bytes(), &Defaults::default())
}

/// All lines of the record of an article, with all layers.
pub(crate) fn lines_with((article, notes): (Article, Vec<Note>), tools: &Tools) -> Vec<String> {
    let mut reading = dateline::read(article, tools);
    reading.notes.extend(notes);
    record::lines(&reading, &version(tools.versions()), LayerSet::ALL)
}

/// The same with the built-in tools.
pub(crate) fn lines(article: (Article, Vec<Note>)) -> Vec<String> {
    lines_with(article, &TOOLS)
}

fn version(versions: Versions) -> Version {
    Version { dateline: versions.dateline, models: [("en".into(), versions.model)].into(), codebook: versions.codebook }
}

/// The example reports, by name.
pub(crate) fn examples() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let entries = std::fs::read_dir(&folder).expect("examples/reports is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read(path).expect("it can be read"))).collect()
}

/// Sentences that report events, mangled and mixed with what breaks offsets.
pub(crate) fn odd_text() -> impl Strategy<Value = String> {
    let sentence = prop::sample::select(&SENTENCES[..]).prop_map(str::to_owned);
    let odd = prop::sample::select(&ODD[..]);
    let mangled =
        (sentence.clone(), odd.clone(), any::<prop::sample::Index>()).prop_map(|(s, o, at)| insert(&s, o, at));
    let junk = prop::collection::vec(odd.clone(), 1..6).prop_map(|parts| parts.concat());
    let piece = prop_oneof![3 => sentence, 5 => mangled, 1 => junk, 1 => ".{0,40}"];
    let gap = prop::sample::select(&[" ", "\n", "\r\n", "\n\n", "", "\u{2029}"][..]);
    prop::collection::vec((piece, gap), 0..8).prop_map(|parts| parts.into_iter().map(|(p, g)| p + g).collect())
}

fn insert(sentence: &str, odd: &str, at: prop::sample::Index) -> String {
    let places: Vec<usize> = sentence.char_indices().map(|(i, _)| i).collect();
    let (head, tail) = sentence.split_at(places[at.index(places.len())]);
    [head, odd, tail].concat()
}

/// A plain report of some sentences, different for each number.
pub(crate) fn plain(number: usize) -> String {
    let sentence = |i: usize| SENTENCES[(number * 5 + i * 7) % SENTENCES.len()];
    (0..3 + number % 6).map(sentence).collect::<Vec<_>>().join("\n\n")
}

/// A page whose article has this text, the way content systems write it: as entities, with markup between words.
pub(crate) fn page(text: &str) -> String {
    let body: String = text.split("\n\n").map(|part| format!("<p>{}</p>\n", escaped(part))).collect();
    let head = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A report</title></head>";
    format!("{head}<body><nav><a href=/>Home</a></nav><article><h1>A report</h1>{body}</article></body></html>")
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for (i, c) in text.chars().enumerate() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&ldquo;"),
            ' ' if i % 5 == 0 => out.push_str("&nbsp;"),
            ' ' if i % 7 == 0 => out.push_str(" <a href=\"/x?a=1&b=2\">"),
            ' ' if i % 11 == 0 => out.push_str("</a> "),
            c if !c.is_ascii() => out.push_str(&format!("&#x{:X};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}
