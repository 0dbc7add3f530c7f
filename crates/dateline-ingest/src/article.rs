//! Puts an article together from its text and what was said about it.

use crate::calendar::{find_day, pattern};
use crate::units::{Unit, units};
use crate::{agency, dateline, decode, furniture, language};
use dateline_doc::{Article, Day, Note, Origin, Published, PublishedBasis, Severity, Text};
use regex::Regex;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// What the user says about the reports of a batch. What a report says about itself goes before it, with a note
/// where the two differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Day of publication.
    pub published: Option<Day>,
    /// Outlet.
    pub publisher: Option<String>,
    /// ISO 639-1 code of the language.
    pub language: Option<String>,
}

/// What a source says about a report, apart from its text.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) subtitle: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) section: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) modified: Option<Published>,
}

/// What an article is put together from.
pub(crate) struct Parts {
    pub(crate) id: String,
    pub(crate) body: String,
    pub(crate) meta: Metadata,
    pub(crate) sha256: String,
    pub(crate) origin: Origin,
}

/// The report that a plain-text document holds; `stem` names it, as the name of its file does.
pub fn from_text(stem: &str, bytes: &[u8], defaults: &Defaults) -> (Article, Vec<Note>) {
    from_plain(stem, bytes, None, defaults)
}

/// The same for a text whose carrier named the character set.
pub(crate) fn from_plain(stem: &str, bytes: &[u8], charset: Option<&str>, defaults: &Defaults) -> (Article, Vec<Note>) {
    let mut notes = Vec::new();
    let decoded = decode::decode_carried(bytes, charset, None, &mut notes);
    let sha256 = sha256(bytes);
    let id = content_id(stem, &sha256);
    let origin = Origin { encoding: decoded.encoding, map: decoded.map, ..Origin::default() };
    let parts = Parts { id, body: decoded.text, meta: Metadata::default(), sha256, origin };
    let article = assemble(parts, defaults, &mut notes);
    (article, notes)
}

/// White space folded to single spaces.
pub(crate) fn collapse(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lower-case hexadecimal SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An identifier made of a name and the first eight digits of the hash.
pub(crate) fn content_id(stem: &str, sha256: &str) -> String {
    format!("{stem}-{}", &sha256[..8])
}

/// Finds furniture and dateline, and settles metadata against the user's defaults.
pub(crate) fn assemble(parts: Parts, defaults: &Defaults, notes: &mut Vec<Note>) -> Article {
    let Parts { id, body, meta, sha256, origin } = parts;
    let text = Text::new(body);
    let units = units(text.as_str());
    if units.is_empty() {
        notes.push(warning("empty-text", "the report has no text".to_owned()));
    }
    let (dateline, dated) = dateline::find(&units).map_or((None, None), |(dateline, day)| (Some(dateline), day));
    let furniture = furniture::find(&units, dateline.as_ref());
    let published = publication(meta.published, dated, || visible_day(&units), defaults.published, notes);
    let publisher = settle("publisher", meta.publisher, defaults.publisher.as_ref(), notes);
    let stated = settle("language", meta.language, defaults.language.as_ref(), notes);
    let language = written_in(text.as_str(), stated, notes);
    let agency = dateline.as_ref().and_then(|dateline| dateline.agency).map(|span| text.slice(span));
    let credits = agency::credits(text.as_str(), &meta.authors, agency);
    let Metadata { title, subtitle, authors, section, url, modified, .. } = meta;
    Article {
        id,
        title,
        subtitle,
        authors,
        section,
        url,
        publisher,
        language,
        published,
        modified,
        credits,
        copied: None,
        dateline,
        furniture,
        sha256,
        origin,
        text,
    }
}

/// The day of publication: metadata, else a full date in the dateline, else a visible date, else the user's word.
fn publication(
    metadata: Option<Published>,
    dateline: Option<Day>,
    visible: impl FnOnce() -> Option<Day>,
    given: Option<Day>,
    notes: &mut Vec<Note>,
) -> Option<Published> {
    let with = |basis| move |day| Published::on(day, basis);
    let own = metadata.or(dateline.map(with(PublishedBasis::Dateline)));
    let own = own.or_else(|| visible().map(with(PublishedBasis::Text)));
    if let (Some(own), Some(given)) = (own, given)
        && own.day != given
    {
        let Published { day, basis, .. } = own;
        let message = format!("published {day} by its {}, not {given} as given", basis.as_str());
        notes.push(warning("published-conflict", message));
    }
    own.or(given.map(with(PublishedBasis::Given)))
}

/// The language that the text is written in. Where the text is clear, it goes before what its source says of it: a page
/// says how its frame is written. Where it is not, nothing is guessed.
fn written_in(text: &str, stated: Option<String>, notes: &mut Vec<Note>) -> Option<String> {
    let stated = stated.as_deref().map(primary);
    let Some(found) = language::identify(text).filter(|found| found.confident) else { return stated };
    match stated {
        Some(stated) if stated == found.code => Some(stated),
        Some(stated) => {
            let message = format!("written in \"{}\" by its words, not in \"{stated}\" as its source says", found.code);
            notes.push(warning("language-conflict", message));
            Some(found.code)
        }
        None => Some(found.code),
    }
}

/// The language of a tag such as "en-GB", by its shortest code.
fn primary(tag: &str) -> String {
    let code = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if ["eng", "english"].contains(&code.as_str()) { "en".to_owned() } else { code }
}

/// The report's own word, else the user's; a difference is noted.
fn settle(what: &str, own: Option<String>, given: Option<&String>, notes: &mut Vec<Note>) -> Option<String> {
    if let (Some(own), Some(given)) = (&own, given)
        && own != given
    {
        let message = format!("{what} \"{own}\" by the report, not \"{given}\" as given");
        notes.push(Note { severity: Severity::Info, code: "metadata-conflict", message, span: None });
    }
    own.or_else(|| given.cloned())
}

/// A value short enough for a message.
pub(crate) fn shorten(value: &str) -> String {
    let mut short: String = value.chars().take(60).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

/// A warning without a place in the text.
pub(crate) fn warning(code: &'static str, message: String) -> Note {
    Note { severity: Severity::Warning, code, message, span: None }
}

static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\W{0,2}(?:first |date )?(?:published|posted|issued|date|released)(?: on| at)?\b[\s:|–—-]*")
});

/// The day that a line of its own near the top or the end states: labelled, alone, or after a byline.
fn visible_day(units: &[Unit<'_>]) -> Option<Day> {
    let top = units.iter().take(8);
    let end = units.iter().skip(8).rev().take(4);
    let labelled = top.chain(end).find_map(|unit| labelled_day(unit.text));
    labelled.or_else(|| units.iter().take(5).find_map(|unit| lone_day(unit.text)))
}

fn labelled_day(line: &str) -> Option<Day> {
    let rest = &line[LABELLED.find(line)?.end()..];
    let (day, at) = find_day(rest.get(..60).unwrap_or(rest))?;
    let only_time = rest[..at.start].split_whitespace().all(|word| is_weekday(word) || is_clock(word));
    (line.len() <= 120 && only_time && rest[at.end..].split_whitespace().count() <= 6).then_some(day)
}

/// A word of a time of the day.
fn is_clock(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.contains(|c: char| c.is_ascii_digit())
        || ["", "at", "on", "GMT", "UTC", "am", "pm", "AM", "PM"].contains(&bare)
}

/// A line that is a date, perhaps after a weekday, a byline or an outlet, with no more than a time after it.
pub(crate) fn lone_day(line: &str) -> Option<Day> {
    if line.len() > 100 {
        return None;
    }
    let (day, at) = find_day(line)?;
    let before = line[..at.start].trim();
    let after = line[at.end..].split_whitespace().count();
    let outlet = before.ends_with([',', '|', '–', '—']) && before.split_whitespace().count() <= 5;
    let led_in = before.is_empty() || before.starts_with("By ") || outlet || is_weekday(before);
    (led_in && after <= 4 && !line.ends_with('.')).then_some(day)
}

fn is_weekday(words: &str) -> bool {
    static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^{},?$", crate::calendar::WEEKDAY)));
    WEEKDAY.is_match(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    fn published(text: &str, given: Option<&str>) -> (Option<String>, Vec<&'static str>) {
        let defaults = Defaults { published: given.and_then(parse_day), ..Defaults::default() };
        let (article, notes) = from_text("a", text.as_bytes(), &defaults);
        let published = article.published.map(|p| format!("{} {}", p.day, p.basis.as_str()));
        (published, notes.iter().map(|n| n.code).collect())
    }

    #[test]
    fn the_day_of_publication_has_a_basis() {
        type Case = (&'static str, Option<&'static str>, Option<&'static str>, &'static [&'static str]);
        let cases: [Case; 10] = [
            ("A storm hit.", None, None, &[]),
            ("A storm hit.", Some("2016-12-20"), Some("2016-12-20 given"), &[]),
            ("GENEVA (22 November 2024) – Experts spoke.", None, Some("2024-11-22 dateline"), &[]),
            (
                "GENEVA (22 November 2024) – Experts spoke.",
                Some("2024-11-23"),
                Some("2024-11-22 dateline"),
                &["published-conflict"],
            ),
            ("Storm hits\n\nPublished: 20 December 2016\n\nIt hit.", None, Some("2016-12-20 text"), &[]),
            ("Storm hits coast\nMonday, May 18, 2015\nIt hit.", None, Some("2015-05-18 text"), &[]),
            ("Storm hits\nBy A. Writer, 20 December 2016\nIt hit.", None, Some("2016-12-20 text"), &[]),
            ("Published reports said on 20 December 2016 that a storm had hit the coast.", None, None, &[]),
            ("Storm hits\n\nThe Gazette, 20 December 2016\n\nIt hit.", None, Some("2016-12-20 text"), &[]),
            ("On 20 December 2016 it hit.", None, None, &[]),
        ];
        for (text, given, expected, codes) in cases {
            let (day, notes) = published(text, given);
            assert_eq!((day.as_deref(), &notes[..]), (expected, codes), "{text:?}");
        }
    }

    #[test]
    fn text_is_kept_character_for_character() {
        let body = "  Caf\u{e9}\u{301}\r\n\r\nAdvertisement\r\n\r\n\u{202E}Rain fell.\u{a0}\n";
        let (article, notes) = from_text("stem", body.as_bytes(), &Defaults::default());
        assert_eq!(article.text.as_str(), body);
        assert_eq!(notes, []);
        assert_eq!(article.id, format!("stem-{}", &article.sha256[..8]));
    }

    #[test]
    fn the_user_never_overrides_silently() {
        let defaults = Defaults { publisher: Some("Other".into()), ..Defaults::default() };
        let meta = Metadata { publisher: Some("Own".into()), ..Metadata::default() };
        let mut notes = Vec::new();
        let (body, sha256) = ("It rained.".to_owned(), sha256(b""));
        let parts = Parts { id: "a".into(), body, meta, sha256, origin: Origin::default() };
        let article = assemble(parts, &defaults, &mut notes);
        assert_eq!(article.publisher.as_deref(), Some("Own"));
        assert_eq!(notes.iter().map(|n| n.code).collect::<Vec<_>>(), ["metadata-conflict"]);
    }
}
