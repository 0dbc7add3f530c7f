//! Words as they are compared across reports: folded, stemmed, hashed, and weighed by how rare they are in the language.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A word without case, possessive and English inflection, good enough to compare with another.
pub fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    let bare = lower.trim_end_matches("'s").trim_end_matches("’s").trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(base) = FORMS.get(bare) {
        return (*base).to_owned();
    }
    regular(bare)
}

/// "protests", "protested", "protesting": "protest"; "killings": "kill"; "denies": "deny".
fn regular(word: &str) -> String {
    if !word.is_ascii() || word.len() < 4 {
        return word.to_owned();
    }
    let singular = match word {
        _ if word.ends_with("ies") && word.len() > 4 => format!("{}y", &word[..word.len() - 3]),
        _ if ["ches", "shes", "sses", "xes", "zes"].iter().any(|end| word.ends_with(end)) => {
            word[..word.len() - 2].to_owned()
        }
        _ if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") => {
            word[..word.len() - 1].to_owned()
        }
        _ => word.to_owned(),
    };
    for end in ["ing", "ed"] {
        if let Some(base) = singular.strip_suffix(end).filter(|base| base.len() > 2 && base.contains(VOWELS)) {
            return undoubled(base);
        }
    }
    singular.strip_suffix('e').filter(|base| base.len() > 3).map_or(singular.clone(), str::to_owned)
}

const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

/// "stabb" is "stab", "kill" stays; "arriv" and "arrive" meet in "arriv", "carri" and "carry" in "carry", "hir" and "hire"
/// in "hire".
fn undoubled(base: &str) -> String {
    let bytes = base.as_bytes();
    let (last, before) = (bytes[bytes.len() - 1], bytes[bytes.len() - 2]);
    if last == b'i' {
        return format!("{}y", &base[..base.len() - 1]);
    }
    if bytes.len() == 3 && !vowel(last) && vowel(before) && !vowel(bytes[0]) && !matches!(last, b'w' | b'x' | b'y') {
        return format!("{base}e");
    }
    if last == before && !matches!(last, b'l' | b's' | b'z' | b'f' | b'e' | b'o') {
        return base[..base.len() - 1].to_owned();
    }
    base.strip_suffix('e').filter(|base| base.len() > 3).unwrap_or(base).to_owned()
}

fn vowel(letter: u8) -> bool {
    VOWELS.contains(&char::from(letter))
}

static FORMS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| IRREGULAR.iter().copied().collect());

/// Forms that no rule gives, of verbs and nouns that report events.
const IRREGULAR: &[(&str, &str)] = &[
    ("arose", "aris"),
    ("ate", "eat"),
    ("beat", "beat"),
    ("beaten", "beat"),
    ("became", "becom"),
    ("began", "begin"),
    ("begun", "begin"),
    ("bit", "bite"),
    ("bled", "bleed"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("bore", "bear"),
    ("bought", "buy"),
    ("bred", "breed"),
    ("broadcast", "broadcast"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("burnt", "burn"),
    ("burst", "burst"),
    ("came", "come"),
    ("caught", "catch"),
    ("children", "child"),
    ("chose", "choos"),
    ("dead", "die"),
    ("dealing", "deal"),
    ("dealt", "deal"),
    ("death", "die"),
    ("did", "do"),
    ("died", "die"),
    ("dies", "die"),
    ("done", "do"),
    ("drawn", "draw"),
    ("drew", "draw"),
    ("driven", "driv"),
    ("drove", "driv"),
    ("drunk", "drink"),
    ("drunken", "drink"),
    ("dying", "die"),
    ("eaten", "eat"),
    ("fallen", "fall"),
    ("fed", "feed"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("fled", "flee"),
    ("flew", "fly"),
    ("forbade", "forbid"),
    ("forgave", "forgiv"),
    ("fought", "fight"),
    ("found", "find"),
    ("froze", "freez"),
    ("frozen", "freez"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("gunfire", "shoot"),
    ("hanged", "hang"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hid", "hide"),
    ("hidden", "hide"),
    ("hijacked", "hijack"),
    ("hit", "hit"),
    ("hitting", "hit"),
    ("hung", "hang"),
    ("hurt", "hurt"),
    ("injuries", "injur"),
    ("injury", "injur"),
    ("kept", "keep"),
    ("killer", "kill"),
    ("knew", "know"),
    ("known", "know"),
    ("laid", "lay"),
    ("led", "lead"),
    ("left", "leav"),
    ("lent", "lend"),
    ("lied", "lie"),
    ("lit", "light"),
    ("loss", "lose"),
    ("lost", "lose"),
    ("lying", "lie"),
    ("made", "make"),
    ("meant", "mean"),
    ("men", "man"),
    ("met", "meet"),
    ("overthrew", "overthrow"),
    ("overthrown", "overthrow"),
    ("paid", "pay"),
    ("people", "people"),
    ("police", "police"),
    ("quake", "quak"),
    ("ran", "run"),
    ("rang", "ring"),
    ("ridden", "ride"),
    ("risen", "rise"),
    ("rode", "ride"),
    ("rose", "rise"),
    ("running", "run"),
    ("said", "say"),
    ("sang", "sing"),
    ("sank", "sink"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shaken", "shak"),
    ("shed", "shed"),
    ("shook", "shak"),
    ("shootout", "shoot"),
    ("shot", "shoot"),
    ("shots", "shoot"),
    ("slain", "slay"),
    ("slept", "sleep"),
    ("slid", "slid"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("sped", "speed"),
    ("spent", "spend"),
    ("split", "split"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("sprang", "spring"),
    ("spread", "spread"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("strike", "strik"),
    ("struck", "strik"),
    ("stuck", "stick"),
    ("sued", "sue"),
    ("suing", "sue"),
    ("sunk", "sink"),
    ("swam", "swim"),
    ("swept", "sweep"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("taken", "take"),
    ("taking", "take"),
    ("taught", "teach"),
    ("thought", "think"),
    ("threw", "throw"),
    ("tied", "tie"),
    ("told", "tell"),
    ("took", "take"),
    ("tore", "tear"),
    ("torn", "tear"),
    ("tying", "tie"),
    ("understood", "understand"),
    ("used", "use"),
    ("using", "use"),
    ("went", "go"),
    ("were", "be"),
    ("winner", "win"),
    ("withdrawal", "withdraw"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("withstood", "withstand"),
    ("woman", "woman"),
    ("women", "woman"),
    ("won", "win"),
    ("wore", "wear"),
    ("worn", "wear"),
    ("wrote", "write"),
];

/// Hash of a word or stem (FNV-1a).
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Stems by their hash, each with how rare it is; see the card in `models/merge`.
static RARITY: Table = Table { bytes: include_bytes!("../../../models/merge/rarity.bin"), row: 5 };

/// As rare as a word can be.
pub const RAREST: u32 = 20;

/// How rare the word with this hash of its stem is in news, 1 to [`RAREST`]: twice the natural logarithm of how many
/// reports there are to one with the word. What the table does not have is as rare as can be.
pub fn rarity(hash: u32) -> u32 {
    RARITY.get(hash).map_or(RAREST, |row| u32::from(row[0]))
}

/// The hash of a stem with how rare it is in its last five bits.
pub fn code(stem: &str) -> u32 {
    let hash = hash(stem);
    hash & !31 | rarity(hash)
}

/// How rare the word of a code is.
pub const fn rarity_of(code: u32) -> u32 {
    code & 31
}

/// Rows in the order of the hashes they begin with, little-endian.
pub(crate) struct Table {
    /// All rows.
    pub(crate) bytes: &'static [u8],
    /// Bytes of one.
    pub(crate) row: usize,
}

impl Table {
    /// The row of a hash, without the hash.
    pub(crate) fn get(&self, hash: u32) -> Option<&'static [u8]> {
        let bytes = self.bytes;
        let (mut low, mut high) = (0, bytes.len() / self.row);
        while low < high {
            let middle = low.midpoint(high);
            let (head, rest) = bytes[middle * self.row..][..self.row].split_at(4);
            match u32::from_le_bytes([head[0], head[1], head[2], head[3]]).cmp(&hash) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(rest),
            }
        }
        None
    }
}

/// The words of a text in their order, as written.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Words of a noun phrase that name something: those written with a capital but for the first ("the mayor of Acaponeta").
pub fn naming(phrase: &str) -> Vec<u32> {
    let named = words(phrase).skip(1).filter(|word| word.starts_with(char::is_uppercase));
    named.map(|word| hash(&stem(word))).collect()
}

/// True for words that say nothing of what a text is about.
pub fn is_plain(stem: &str) -> bool {
    stem.len() < 3 || PLAIN_WORDS.contains(stem)
}

static PLAIN_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| PLAIN.iter().copied().collect());

/// Stems of function words, of words of reporting, and of days.
const PLAIN: &[&str] = &[
    "about",
    "according",
    "accord",
    "add",
    "after",
    "again",
    "against",
    "all",
    "also",
    "among",
    "and",
    "another",
    "any",
    "april",
    "are",
    "around",
    "august",
    "be",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "can",
    "come",
    "could",
    "day",
    "december",
    "did",
    "down",
    "during",
    "each",
    "early",
    "even",
    "february",
    "few",
    "first",
    "for",
    "friday",
    "from",
    "get",
    "go",
    "had",
    "has",
    "have",
    "having",
    "her",
    "here",
    "him",
    "his",
    "how",
    "into",
    "it",
    "its",
    "january",
    "july",
    "june",
    "just",
    "last",
    "late",
    "leav",
    "like",
    "make",
    "many",
    "march",
    "may",
    "might",
    "monday",
    "month",
    "more",
    "most",
    "much",
    "must",
    "near",
    "new",
    "not",
    "november",
    "now",
    "october",
    "off",
    "on",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "own",
    "part",
    "people",
    "report",
    "said",
    "saturday",
    "say",
    "second",
    "see",
    "september",
    "she",
    "should",
    "since",
    "some",
    "still",
    "such",
    "sunday",
    "take",
    "tell",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thi",
    "this",
    "those",
    "three",
    "through",
    "thursday",
    "time",
    "to",
    "tuesday",
    "two",
    "under",
    "until",
    "up",
    "use",
    "very",
    "was",
    "way",
    "wednesday",
    "week",
    "well",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "will",
    "with",
    "without",
    "would",
    "year",
    "you",
    "your",
    "had",
    "doe",
    "don't",
    "not",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "spokesman",
    "spokeswoman",
    "statement",
    "wa",
    "ha",
    "hi",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        let families = [
            &["kill", "kills", "killed", "killing", "killings"][..],
            &["protest", "protests", "protested", "protesting"],
            &["shot", "shooting", "shootings", "shoots", "shots"],
            &["stab", "stabbed", "stabbing"],
            &["arrive", "arrived", "arriving", "arrives"],
            &["hire", "hired", "hiring", "hires"],
            &["move", "moved", "moving"],
            &["drive", "drove", "driven", "driving"],
            &["deny", "denies", "denied", "denying"],
            &["strike", "strikes", "struck", "striking"],
            &["blast", "blasts"],
            &["bus", "bus"],
            &["Karlov", "Karlov's", "Karlov’s"],
        ];
        for family in families {
            let stems: Vec<_> = family.iter().map(|word| stem(word)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{family:?}: {stems:?}");
        }
        for (a, b) in [("bombing", "bonding"), ("police", "policy"), ("meet", "meat")] {
            assert_ne!(stem(a), stem(b));
        }
    }

    #[test]
    fn rare_words_are_told_from_common_ones() {
        let rarity = |word: &str| rarity(hash(&stem(word)));
        assert!(rarity("said") < rarity("hostage") && rarity("hostage") < rarity("defenestration"));
        assert_eq!(rarity("xyzzy"), RAREST);
        assert_eq!(rarity_of(code(&stem("hostage"))), rarity("hostage"));
    }
}
