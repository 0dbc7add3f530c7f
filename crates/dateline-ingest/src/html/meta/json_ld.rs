//! JSON-LD: the objects that describe the page, found in lists and graphs, and mended where they are slightly broken.

use super::index::Index;
use super::names::unescape;
use crate::article::shorten;
use dateline_doc::{Note, Severity};
use serde_json::{Map, Value};

/// Objects looked at in a page; more are not read.
const MOST_OBJECTS: usize = 2000;

/// What JSON-LD says.
#[derive(Default)]
pub(crate) struct Linked {
    /// Articles.
    pub(crate) articles: Vec<Map<String, Value>>,
    /// Pages, videos and other works.
    pub(crate) others: Vec<Map<String, Value>>,
    /// Names of people and organisations by their identifiers.
    names: Vec<(String, String)>,
    seen: usize,
}

impl Linked {
    pub(crate) fn read(index: &Index<'_>, notes: &mut Vec<Note>) -> Linked {
        let mut linked = Linked::default();
        for id in &index.scripts {
            let kind = index.tree.attribute(*id, "type").unwrap_or_default();
            if !kind.trim().to_ascii_lowercase().starts_with("application/ld+json") {
                continue;
            }
            let text = index.tree.text_of(*id);
            if let Err(message) = linked.script(&text) {
                let message = format!("JSON-LD of the page cannot be read ({})", shorten(&message));
                notes.push(Note { severity: Severity::Info, code: "json-ld-broken", message, span: None });
            }
        }
        linked
    }

    fn script(&mut self, text: &str) -> Result<(), String> {
        let text = unwrap(text);
        let values = values(text).or_else(|_| values(&mend(text)))?;
        values.into_iter().for_each(|value| self.collect(value));
        Ok(())
    }

    fn collect(&mut self, value: Value) {
        self.seen += 1;
        if self.seen > MOST_OBJECTS {
            return;
        }
        match value {
            Value::Array(values) => values.into_iter().for_each(|value| self.collect(value)),
            Value::Object(mut fields) => {
                for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if matches!(fields.get(inner), Some(Value::Array(_) | Value::Object(_)))
                        && let Some(inner) = fields.remove(inner)
                    {
                        self.collect(inner);
                    }
                }
                self.object(fields);
            }
            _ => {}
        }
    }

    fn object(&mut self, fields: Map<String, Value>) {
        if let (Some(id), Some(name)) = (string(&fields, "@id"), string(&fields, "name")) {
            self.names.push((id.to_owned(), name.to_owned()));
        }
        if is_kind(&fields, |kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report") {
            self.articles.push(fields);
        } else if is_kind(&fields, |kind| kind.ends_with("Page") || kind.ends_with("Object") || kind == "CreativeWork")
        {
            self.others.push(fields);
        }
    }

    /// Brings the article that has this headline or address to the front.
    pub(crate) fn prefer(&mut self, is_it: impl Fn(&Map<String, Value>) -> bool) {
        if let Some(at) = self.articles.iter().position(is_it) {
            self.articles[..=at].rotate_right(1);
        }
    }

    /// The first string under a key in an article.
    pub(crate) fn find(&self, key: &str) -> Option<&str> {
        self.articles.iter().find_map(|article| string(article, key))
    }

    /// The names under a key of an article: strings, objects with a name, or references to such.
    pub(crate) fn names(&self, key: &str) -> Vec<String> {
        let found = self.articles.iter().map(|article| article.get(key).map(|v| self.names_of(v)).unwrap_or_default());
        found.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
    }

    fn names_of(&self, value: &Value) -> Vec<String> {
        match value {
            Value::String(name) => vec![unescape(name)],
            Value::Array(values) => values.iter().take(50).flat_map(|value| self.names_of(value)).collect(),
            Value::Object(fields) => match fields.get("name") {
                Some(name @ (Value::String(_) | Value::Array(_))) => self.names_of(name),
                _ => self.referred(fields).into_iter().collect(),
            },
            _ => Vec::new(),
        }
    }

    fn referred(&self, fields: &Map<String, Value>) -> Option<String> {
        let id = string(fields, "@id")?;
        self.names.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone())
    }
}

/// The string under a key, or the first of a list of them.
pub(crate) fn string<'v>(fields: &'v Map<String, Value>, key: &str) -> Option<&'v str> {
    let value = match fields.get(key)? {
        Value::Array(values) => values.first()?,
        value => value,
    };
    value.as_str().filter(|value| !value.trim().is_empty())
}

fn is_kind(fields: &Map<String, Value>, says: impl Fn(&str) -> bool) -> bool {
    match fields.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(says),
        Some(kind) => kind.as_str().is_some_and(says),
        None => false,
    }
}

/// The JSON within comments and sections that old pages put around it.
fn unwrap(text: &str) -> &str {
    let from = text.find(['{', '[']).unwrap_or(0);
    let from = if text[from..].starts_with("[CDATA[") { from + "[CDATA[".len() } else { from };
    let rest = &text[from..];
    let from = rest.find(['{', '[']).unwrap_or(0);
    let until = rest.rfind(['}', ']']).map_or(rest.len(), |at| at + 1);
    let json = rest.get(from..until).unwrap_or(rest);
    json.trim_end_matches("]]>").trim_end_matches("]]")
}

/// The values that a text holds, one after the other.
fn values(text: &str) -> Result<Vec<Value>, String> {
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        match value {
            Ok(value) => values.push(value),
            Err(error) if values.is_empty() => return Err(error.to_string()),
            Err(_) => break,
        }
    }
    Ok(values)
}

/// What is often wrong, put right: escaped quotes, control characters in strings, commas before a closing bracket.
fn mend(text: &str) -> String {
    let text = if text.contains("&quot;") && !text.contains("\":") {
        text.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
    } else {
        text.to_owned()
    };
    let mut out = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        if escaped && !matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
            out.pop();
        }
        let c = if c.is_control() { ' ' } else { c };
        if !quoted && matches!(c, '}' | ']') {
            let kept = out.trim_end().trim_end_matches(',').len();
            out.truncate(kept);
        }
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && c == '\\' && !escaped;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slightly_broken_json_is_read() {
        let cases = [
            r#"{"@type":"NewsArticle","headline":"Rain"}"#,
            r#"[{"@graph":[{"@type":["Thing","NewsArticle"],"headline":"Rain"}]}];"#,
            r#"//<![CDATA[ {"@type":"NewsArticle","headline":"Rain"} //]]>"#,
            r#"<!-- {"@type":"NewsArticle","headline":"Rain"} -->"#,
            "{\"@type\":\"NewsArticle\",\"about\":\"a\nb\",\"headline\":\"Rain\",}",
            r#"{"@type":"NewsArticle","about":"it\'s","headline":"Rain",}"#,
            r#"{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Rain&quot;}"#,
            r#"{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":"Rain"}}"#,
        ];
        for json in cases {
            let mut linked = Linked::default();
            assert_eq!(linked.script(json), Ok(()), "{json}");
            assert_eq!(linked.find("headline"), Some("Rain"), "{json}");
        }
        assert!(Linked::default().script("{\"a").is_err());
    }

    #[test]
    fn names_are_followed() {
        let mut linked = Linked::default();
        let json = r##"{"@graph":[{"@type":"Article","author":[{"@id":"#a"},{"name":"B. Other"},"C. Third"]},
            {"@type":"Person","@id":"#a","name":"A. Writer"}]}"##;
        assert_eq!(linked.script(json), Ok(()));
        assert_eq!(linked.names("author"), ["A. Writer", "B. Other", "C. Third"]);
    }
}
