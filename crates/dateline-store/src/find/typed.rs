//! What a user types: words and "quoted phrases", never syntax; taken apart as full-text search takes texts apart.

use rusqlite::Connection;

/// Tokens without their stems, which the tables add to what they are asked for.
const TOKENIZER: &str = "CREATE VIRTUAL TABLE typed USING fts5 (piece, tokenize = 'unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE token USING fts5vocab (typed, instance);";

/// A word or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// The tokens of it; all of them must be there.
    tokens: Vec<String>,
    /// As an FTS5 string, where there is more than one token: they must follow each other too.
    phrase: Option<String>,
}

/// The terms of a query. What has no letter or digit is left out.
pub(super) fn terms(query: &str) -> rusqlite::Result<Vec<Term>> {
    let pieces = pieces(query);
    let tokens = match pieces.iter().all(|piece| piece.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        true => pieces.iter().map(|piece| vec![(*piece).to_owned()]).collect(),
        false => tokens(&pieces)?,
    };
    let term =
        |(piece, tokens): (&String, Vec<String>)| Term { phrase: (tokens.len() > 1).then(|| quoted(piece)), tokens };
    Ok(pieces.iter().zip(tokens).filter(|(_, tokens)| !tokens.is_empty()).map(term).collect())
}

/// An FTS5 expression that holds where all tokens are.
pub(super) fn all_tokens(terms: &[Term]) -> String {
    let tokens: Vec<String> = terms.iter().flat_map(|term| &term.tokens).map(|token| quoted(token)).collect();
    tokens.join(" AND ")
}

/// One that holds where all phrases are; `None` where there is none.
pub(super) fn all_phrases(terms: &[Term]) -> Option<String> {
    let phrases: Vec<&str> = terms.iter().filter_map(|term| term.phrase.as_deref()).collect();
    (!phrases.is_empty()).then(|| phrases.join(" AND "))
}

fn pieces(query: &str) -> Vec<String> {
    let clean: String = query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let parts = clean.split('"').enumerate();
    let pieces = parts.flat_map(|(i, part)| match i % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    pieces.filter(|piece| piece.chars().any(char::is_alphanumeric)).collect()
}

/// The tokens of each piece, as SQLite finds them.
fn tokens(pieces: &[String]) -> rusqlite::Result<Vec<Vec<String>>> {
    let scratch = Connection::open_in_memory()?;
    scratch.execute_batch(TOKENIZER)?;
    let mut tokens = vec![Vec::new(); pieces.len()];
    for (at, piece) in pieces.iter().enumerate() {
        scratch.execute("INSERT INTO typed (rowid, piece) VALUES (?1, ?2)", (at as i64, piece))?;
    }
    let mut found = scratch.prepare("SELECT doc, term FROM token ORDER BY doc, offset")?;
    for token in found.query_map([], |row| Ok((row.get::<_, u32>(0)?, row.get(1)?)))? {
        let (at, token) = token?;
        tokens[at as usize].push(token);
    }
    Ok(tokens)
}

fn quoted(piece: &str) -> String {
    format!("\"{}\"", piece.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_becomes_tokens_and_phrases() {
        let cases = [
            ("protest Ankara", "\"protest\" AND \"Ankara\"", None),
            ("\"prime minister\" resigns", "\"prime\" AND \"minister\" AND \"resigns\"", Some("\"prime minister\"")),
            ("al-Shabaab", "\"al\" AND \"shabaab\"", Some("\"al-Shabaab\"")),
            ("Kéra", "\"kera\"", None),
            ("a AND title:b*", "\"a\" AND \"and\" AND \"title\" AND \"b\"", Some("\"title:b*\"")),
            (
                "NEAR(x, 3) -- ' OR 1=1",
                "\"near\" AND \"x\" AND \"3\" AND \"or\" AND \"1\" AND \"1\"",
                Some("\"NEAR(x,\" AND \"1=1\""),
            ),
            ("an \"open phrase", "\"an\" AND \"open\" AND \"phrase\"", Some("\"open phrase\"")),
            ("!!! \u{0} \" \"", "", None),
        ];
        for (query, tokens, phrases) in cases {
            let terms = terms(query).unwrap();
            assert_eq!((all_tokens(&terms).as_str(), all_phrases(&terms).as_deref()), (tokens, phrases), "{query:?}");
        }
    }
}
