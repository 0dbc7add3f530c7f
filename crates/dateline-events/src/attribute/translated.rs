//! Words that say that a quotation was translated.

use super::claim::Claim;
use super::reader::Reader;
use dateline_doc::{Byte, Span, TokenId};

/// Languages that news is translated from; "in English" says that it was not.
const LANGUAGES: &[&str] = &[
    "albanian",
    "amharic",
    "arabic",
    "armenian",
    "azeri",
    "bengali",
    "bulgarian",
    "burmese",
    "cantonese",
    "catalan",
    "chinese",
    "croatian",
    "czech",
    "danish",
    "dari",
    "dutch",
    "farsi",
    "finnish",
    "french",
    "georgian",
    "german",
    "greek",
    "hausa",
    "hebrew",
    "hindi",
    "hungarian",
    "indonesian",
    "italian",
    "japanese",
    "kazakh",
    "khmer",
    "korean",
    "kurdish",
    "malay",
    "mandarin",
    "nepali",
    "norwegian",
    "pashto",
    "persian",
    "polish",
    "portuguese",
    "punjabi",
    "romanian",
    "russian",
    "serbian",
    "sinhala",
    "somali",
    "spanish",
    "swahili",
    "swedish",
    "tagalog",
    "tamil",
    "thai",
    "tigrinya",
    "turkish",
    "ukrainian",
    "urdu",
    "uzbek",
    "vietnamese",
];

/// "in Turkish", "through an interpreter", near the reporting word and outside the quotation.
pub(super) fn language(reader: &Reader<'_>, claim: &Claim) -> Option<Span<Byte>> {
    let sentence = reader.sentence(claim.word);
    let near = sentence.iter().filter(|token| token.0 + 8 >= claim.word.0 && token.0 <= claim.word.0 + 8);
    near.filter(|token| reader.quotation(*token).is_none()).find_map(|token| phrase(reader, token))
}

fn phrase(reader: &Reader<'_>, token: TokenId) -> Option<Span<Byte>> {
    let syntax = reader.syntax;
    let after = |nth: u32| Some(TokenId(token.0 + nth)).filter(|next| *next < reader.sentence(token).end);
    let next = after(1)?;
    let lower = syntax.lower(next);
    let span = |end: TokenId| Some(syntax.span(token).join(syntax.span(end)));
    match syntax.lower(token) {
        "in" if LANGUAGES.contains(&lower) && after(2).is_none_or(|third| !reader.is_nominal(third)) => span(next),
        "through" | "via" if matches!(lower, "a" | "an" | "his" | "her" | "their" | "the") => {
            let noun = after(2)?;
            matches!(syntax.lower(noun), "interpreter" | "translator" | "translation").then(|| span(noun))?
        }
        _ => None,
    }
}
