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

impl Term {
    /// As an FTS5 string, where it is more than one word.
    pub(super) fn phrase(&self) -> Option<&str> {
        self.phrase.as_deref()
    }

    /// False where a text surely does not hold the phrase: no words that begin as its words do follow each other. Stems
    /// change endings only; of letters beyond ASCII only SQLite knows what they are without their accents.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        let words: Vec<&str> = text.split(separates).filter(|word| !word.is_empty()).collect();
        let alike = |(word, token): (&&str, &String)| {
            let shorter = BEGINNING.min(word.len()).min(token.len());
            !word.is_ascii() || !token.is_ascii() || word[..shorter].eq_ignore_ascii_case(&token[..shorter])
        };
        words.windows(self.tokens.len()).any(|words| words.iter().zip(&self.tokens).all(alike))
    }
}

/// Letters that no stem takes away.
const BEGINNING: usize = 2;

/// True for what surely separates words.
fn separates(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphanumeric() || "“”‘’–—…\u{a0}".contains(c)
}

fn pieces(query: &str) -> Vec<String> {
    let clean: String = query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let parts = clean.split('"').enumerate();
    let pieces = parts.flat_map(|(i, part)| match i % 2 {
        0 => part.split_whitespace().map(without_possessive).collect(),
        _ => vec![part.to_owned()],
    });
    pieces.filter(|piece| piece.chars().any(char::is_alphanumeric)).collect()
}

/// The possessive is an ending as others are: whoever asks for "Iraq's" is told of Iraq. In a phrase it is a word.
fn without_possessive(word: &str) -> String {
    let endings = ["'s", "’s", "'", "’"];
    endings.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word).to_owned()
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
        let cases: [(&str, &str, &[&str]); 9] = [
            ("protest Ankara", "\"protest\" AND \"Ankara\"", &[]),
            ("\"prime minister\" resigns", "\"prime\" AND \"minister\" AND \"resigns\"", &["\"prime minister\""]),
            ("al-Shabaab", "\"al\" AND \"shabaab\"", &["\"al-Shabaab\""]),
            ("Kéra’s", "\"kera\"", &[]),
            ("\"Iraq's army\"", "\"iraq\" AND \"s\" AND \"army\"", &["\"Iraq's army\""]),
            ("a AND title:b*", "\"a\" AND \"and\" AND \"title\" AND \"b\"", &["\"title:b*\""]),
            (
                "NEAR(x, 3) -- ' OR 1=1",
                "\"near\" AND \"x\" AND \"3\" AND \"or\" AND \"1\" AND \"1\"",
                &["\"NEAR(x,\"", "\"1=1\""],
            ),
            ("an \"open phrase", "\"an\" AND \"open\" AND \"phrase\"", &["\"open phrase\""]),
            ("!!! \u{0} \" \"", "", &[]),
        ];
        for (query, tokens, phrases) in cases {
            let terms = terms(query).unwrap();
            let found: Vec<&str> = terms.iter().filter_map(Term::phrase).collect();
            assert_eq!((all_tokens(&terms).as_str(), found.as_slice()), (tokens, phrases), "{query:?}");
        }
    }

    #[test]
    fn a_text_is_only_passed_over_where_it_surely_lacks_the_phrase() {
        let term = terms("\"flying ministers\"").unwrap().remove(0);
        let cases = [
            ("The flies, ministering", true),
            ("a flying “minister” said", true),
            ("flying—ministers", true),
            ("flíes ministers", true),
            ("ministers flying", false),
            ("flying prime ministers", false),
            ("f m", true),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(term.may_be_in(text), expected, "{text:?}");
        }
    }
}
