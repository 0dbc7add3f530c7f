//! One JSON document: `{"id", "text" | "html", "title"?, "url"?, "publisher"?, "published"?, "language"?}`.

use crate::article::{Defaults, Metadata, Parts, assemble, content_id, metadata_day, sha256, warning};
use crate::problem::Trouble;
use dateline_doc::{Article, Note, Origin, Published, PublishedBasis};
use serde::Deserialize;

#[derive(Deserialize)]
struct Document {
    id: Option<Id>,
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    language: Option<String>,
}

/// Identifiers are strings; whole numbers are so common that they are taken too.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Word(String),
    Number(i64),
}

/// The report in one line of a JSON Lines file. `stem` and `line` name it where it has no "id" of its own.
pub fn from_json_line(
    stem: &str,
    line: u64,
    bytes: &[u8],
    defaults: &Defaults,
) -> Result<(Article, Vec<Note>), Trouble> {
    let text = std::str::from_utf8(bytes).map_err(|error| Trouble::NotUtf8(error.valid_up_to()))?;
    let document: Document = serde_json::from_str(text).map_err(Trouble::BrokenJson)?;
    let sha256 = sha256(bytes);
    let id = match &document.id {
        Some(Id::Word(id)) if id.trim().is_empty() => return Err(Trouble::EmptyId),
        Some(Id::Word(id)) => id.clone(),
        Some(Id::Number(id)) => id.to_string(),
        None => content_id(&format!("{stem}:{line}"), &sha256),
    };
    article(id, document, sha256, defaults)
}

fn article(
    id: String,
    document: Document,
    sha256: String,
    defaults: &Defaults,
) -> Result<(Article, Vec<Note>), Trouble> {
    let mut notes = Vec::new();
    let mut meta = Metadata {
        title: filled(document.title),
        url: filled(document.url),
        publisher: filled(document.publisher),
        language: filled(document.language),
        published: filled(document.published)
            .and_then(|value| metadata_day(&value, &mut notes))
            .map(|day| Published::on(day, PublishedBasis::Metadata)),
        ..Metadata::default()
    };
    let body = match (document.text, document.html) {
        (Some(text), html) => {
            if html.is_some() {
                notes.push(warning("text-and-html", "the document has both; \"html\" was not read".to_owned()));
            }
            text
        }
        (None, Some(html)) => crate::html::extract(&html, &mut meta, &mut notes).text,
        (None, None) => return Err(Trouble::NoText),
    };
    let parts = Parts { id, body, meta, sha256, origin: Origin::default() };
    Ok((assemble(parts, defaults, &mut notes), notes))
}

/// A value that says something.
fn filled(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<(Article, Vec<Note>), Trouble> {
        from_json_line("docs", 7, line.as_bytes(), &Defaults::default())
    }

    #[test]
    fn a_document_is_read_with_its_metadata() {
        let (article, notes) = read(
            r#"{"id":"r1","text":"Storm\r\nhit.","title":"T","url":"http://x.test/","publisher":"P","published":"2016-12-20","language":"en","extra":[1]}"#,
        )
        .unwrap();
        assert_eq!(article.id, "r1");
        assert_eq!(article.text.as_str(), "Storm\r\nhit.");
        assert_eq!(article.title.as_deref(), Some("T"));
        let published = article.published.unwrap();
        assert_eq!((published.day.to_string(), published.basis.as_str()), ("2016-12-20".into(), "metadata"));
        assert_eq!(notes, []);
    }

    #[test]
    fn identifiers_are_made_where_they_lack() {
        assert_eq!(read(r#"{"id":12,"text":"a"}"#).unwrap().0.id, "12");
        let made = read(r#"{"text":"a"}"#).unwrap().0;
        assert_eq!(made.id, format!("docs:7-{}", &made.sha256[..8]));
    }

    #[test]
    fn broken_documents_say_what_is_wrong() {
        let cases = [
            (r#"{"id":"a"}"#, "neither \"text\" nor \"html\""),
            (r#"{"id":"","text":"a"}"#, "\"id\" is empty"),
            (r#"{"id":"a","text":5}"#, "expected a string"),
            (r#"{"id":"a","text":"\ud800"}"#, "not a JSON document"),
            ("{", "not a JSON document"),
            ("[]", "not a JSON document"),
        ];
        for (line, message) in cases {
            let error = read(line).map(|_| ()).unwrap_err().to_string();
            assert!(error.contains(message), "{line}: {error}");
        }
        assert!(matches!(
            from_json_line("a", 1, b"{\"text\":\"\xff\"}", &Defaults::default()),
            Err(Trouble::NotUtf8(9))
        ));
    }

    #[test]
    fn an_unreadable_date_is_noted() {
        let (article, notes) = read(r#"{"id":"a","text":"It rained.","published":"last week"}"#).unwrap();
        assert_eq!(article.published, None);
        assert_eq!(notes[0].code, "published-unreadable");
    }
}
