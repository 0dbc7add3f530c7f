//! Words as they are compared across reports: folded, stemmed, hashed, and weighed by how rare they are in the language.

/// A word without case, possessive and English inflection, good enough to compare with another.
pub fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    let bare = lower.trim_end_matches("'s").trim_end_matches("’s").trim_matches(|c: char| !c.is_alphanumeric());
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == bare) {
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

/// "stabb" is "stab", "kill" stays; "arriv" and "arrive" meet in "arriv", "carri" and "carry" in "carry".
fn undoubled(base: &str) -> String {
    let bytes = base.as_bytes();
    let (last, before) = (bytes[bytes.len() - 1], bytes[bytes.len() - 2]);
    if last == b'i' {
        return format!("{}y", &base[..base.len() - 1]);
    }
    if last == before && !matches!(last, b'l' | b's' | b'z' | b'f' | b'e' | b'o') {
        return base[..base.len() - 1].to_owned();
    }
    base.strip_suffix('e').filter(|base| base.len() > 3).unwrap_or(base).to_owned()
}

/// Forms that no rule gives, of verbs and nouns that report events.
const IRREGULAR: &[(&str, &str)] = &[
    ("began", "begin"),
    ("begun", "begin"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("bought", "buy"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("came", "come"),
    ("caught", "catch"),
    ("children", "child"),
    ("chose", "choos"),
    ("dead", "die"),
    ("death", "die"),
    ("died", "die"),
    ("dies", "die"),
    ("dying", "die"),
    ("fell", "fall"),
    ("fallen", "fall"),
    ("fled", "flee"),
    ("flew", "fly"),
    ("fought", "fight"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("held", "hold"),
    ("hit", "hit"),
    ("hitting", "hit"),
    ("hurt", "hurt"),
    ("injury", "injur"),
    ("injuries", "injur"),
    ("killer", "kill"),
    ("led", "lead"),
    ("left", "leav"),
    ("lost", "lose"),
    ("loss", "lose"),
    ("made", "make"),
    ("men", "man"),
    ("met", "meet"),
    ("paid", "pay"),
    ("people", "people"),
    ("police", "police"),
    ("ran", "run"),
    ("running", "run"),
    ("said", "say"),
    ("sank", "sink"),
    ("sunk", "sink"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shootout", "shoot"),
    ("shot", "shoot"),
    ("shots", "shoot"),
    ("gunfire", "shoot"),
    ("slain", "slay"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("struck", "strik"),
    ("strike", "strik"),
    ("taken", "take"),
    ("taking", "take"),
    ("taught", "teach"),
    ("thought", "think"),
    ("threw", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("went", "go"),
    ("were", "be"),
    ("woman", "woman"),
    ("women", "woman"),
    ("won", "win"),
    ("winner", "win"),
    ("wrote", "write"),
];

/// Hash of a word or stem (FNV-1a).
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// How rare a word is in the language, 1 to 20; names are rare.
pub fn rarity(stem: &str, as_written: &str) -> u32 {
    let name = as_written.starts_with(char::is_uppercase);
    match (name, stem.len()) {
        (true, _) => 12,
        (false, 0..=4) => 5,
        (false, _) => 7,
    }
}

/// The words of a text in their order, as written.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// True for words that say nothing of what a text is about.
pub fn is_plain(stem: &str) -> bool {
    stem.len() < 3 || PLAIN.contains(&stem)
}

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
}
