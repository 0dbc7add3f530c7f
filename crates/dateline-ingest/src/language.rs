//! Which language a text is written in, where it is long enough to tell.

use whatlang::{Lang, detect};

/// No more of a text than this is looked at, in characters.
const LOOKED_AT: usize = 3_000;

/// Words below which nothing is said. Scripts without spaces count by characters.
const FEWEST_WORDS: usize = 5;

/// Characters of a script without spaces that weigh as much as [`FEWEST_WORDS`].
const FEWEST_UNSPACED: usize = 12;

/// Letters from which on an identification of a script that many languages share can be relied on.
const ENOUGH_LETTERS: usize = 120;

/// A language, and whether the text is clear enough to trust it against what its source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identified {
    /// ISO 639-1 code, or ISO 639-3 where there is no shorter one.
    pub(crate) code: String,
    /// True where the text is long and clear.
    pub(crate) confident: bool,
}

/// The language of a text; `None` for one too short to tell.
pub(crate) fn identify(text: &str) -> Option<Identified> {
    let head = text.char_indices().nth(LOOKED_AT).map_or(text, |(end, _)| &text[..end]);
    if !is_long_enough(head) {
        return None;
    }
    let info = detect(head)?;
    let letters = head.chars().filter(|ch| ch.is_alphabetic()).count();
    let own_script = has_own_script(info.lang());
    let confident = info.is_reliable() && (own_script || letters >= ENOUGH_LETTERS);
    Some(Identified { code: code(info.lang()).to_owned(), confident })
}

fn is_long_enough(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    words.take(FEWEST_WORDS).count() == FEWEST_WORDS
        || text.chars().filter(|ch| is_unspaced(*ch)).take(FEWEST_UNSPACED).count() == FEWEST_UNSPACED
}

/// Kana, ideographs and Thai, Lao, Burmese and Khmer letters.
pub(crate) const fn is_unspaced(ch: char) -> bool {
    matches!(ch, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Languages whose script gives them away in a few words.
const fn has_own_script(lang: Lang) -> bool {
    use Lang::{Cmn, Ell, Guj, Jpn, Kan, Kat, Khm, Kor, Mal, Mya, Ori, Pan, Sin, Tam, Tel, Tha};
    matches!(lang, Cmn | Ell | Guj | Jpn | Kan | Kat | Khm | Kor | Mal | Mya | Ori | Pan | Sin | Tam | Tel | Tha)
}

/// The shortest code of a language. Bokmål is given as Norwegian and Mandarin as Chinese, as pages do.
fn code(lang: Lang) -> &'static str {
    let long = lang.code();
    SHORT.iter().find(|(three, _)| *three == long).map_or(long, |(_, two)| two)
}

/// ISO 639-3 and ISO 639-1 codes of the languages that can be identified.
#[rustfmt::skip]
const SHORT: [(&str, &str); 70] = [
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"),
    ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"),
    ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"),
    ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"),
    ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"),
    ("lav", "lv"), ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"),
    ("nld", "nl"), ("nob", "no"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"),
    ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"),
    ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"),
    ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_code_that_pages_give_it() {
        for lang in Lang::all() {
            assert_eq!(code(*lang).len(), 2, "code of {lang:?}");
        }
    }

    #[test]
    fn a_paragraph_shows_its_language() {
        let cases = [
            (
                "Two ships sank off the coast on Monday after a storm, officials said. Nine sailors were rescued by a \
                 helicopter and brought to a hospital in the capital, where they were said to be stable.",
                "en",
            ),
            (
                "Zwei Schiffe sind am Montag nach einem Sturm vor der Küste gesunken, teilten die Behörden mit. Neun \
                 Seeleute wurden mit einem Hubschrauber gerettet und in ein Krankenhaus der Hauptstadt gebracht.",
                "de",
            ),
            (
                "Deux navires ont coulé lundi au large de la côte après une tempête, ont indiqué les autorités. Neuf \
                 marins ont été secourus par un hélicoptère et conduits dans un hôpital de la capitale.",
                "fr",
            ),
            (
                "Два корабля затонули в понедельник у берега после шторма, сообщили власти. Девять моряков спасены \
                 вертолётом и доставлены в больницу столицы, где их состояние считается стабильным.",
                "ru",
            ),
            ("月曜日、沿岸で二隻の船が嵐のあとに沈没したと当局が発表した。", "ja"),
        ];
        for (text, code) in cases {
            assert_eq!(identify(text), Some(Identified { code: code.into(), confident: true }), "{text:?}");
        }
    }

    #[test]
    fn a_few_words_are_not_enough() {
        for text in ["", "Two ships sink", "1 2 3 4 5 6 7 8 9", "\u{0}\u{FFFD} !!! --- ... ???"] {
            assert_eq!(identify(text), None, "{text:?}");
        }
        for text in
            ["Navy ship sinks off Oslo", "Two ships sink, nine sailors rescued off coast", "Modi meets Putin in Bali"]
        {
            let sure = identify(text).is_some_and(|found| found.confident && found.code != "en");
            assert!(!sure, "{text:?} came out as another language");
        }
    }

    #[test]
    fn a_long_text_is_read_at_its_head() {
        let text = "Two ships sank off the coast on Monday after a storm. ".repeat(200_000);
        assert_eq!(identify(&text).map(|found| found.code), Some("en".into()));
    }
}
