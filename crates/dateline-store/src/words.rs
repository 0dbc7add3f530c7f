//! What a user types, as an FTS5 expression: words and quoted phrases, never syntax.

/// The words and "quoted phrases" of a query, each as an FTS5 string. Pieces without a letter or digit are left out.
pub(crate) fn terms(query: &str) -> Vec<String> {
    let clean: String = query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let parts = clean.split('"').enumerate();
    let pieces = parts.flat_map(|(i, part)| match i % 2 {
        0 => part.split_whitespace().collect(),
        _ => vec![part],
    });
    pieces.filter(|piece| piece.chars().any(char::is_alphanumeric)).map(quoted).collect()
}

/// An FTS5 expression that holds where all words hold in one column; `None` where there are no words.
pub(crate) fn in_column(column: &'static str, query: &str) -> Option<String> {
    let terms = terms(query);
    (!terms.is_empty()).then(|| format!("{column} : ({})", terms.join(" AND ")))
}

fn quoted(piece: &str) -> String {
    format!("\"{}\"", piece.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_becomes_strings() {
        let cases: [(&str, &[&str]); 6] = [
            ("protest Ankara", &["\"protest\"", "\"Ankara\""]),
            ("\"prime minister\" resigns", &["\"prime minister\"", "\"resigns\""]),
            ("a AND title:b*", &["\"a\"", "\"AND\"", "\"title:b*\""]),
            ("NEAR(x, 3) -- ' OR 1=1", &["\"NEAR(x,\"", "\"3)\"", "\"OR\"", "\"1=1\""]),
            ("an \"open phrase", &["\"an\"", "\"open phrase\""]),
            ("!!! \u{0} \" \"", &[]),
        ];
        for (query, expected) in cases {
            assert_eq!(terms(query), expected, "{query:?}");
        }
    }
}
