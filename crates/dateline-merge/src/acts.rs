//! Words for the same kind of act.

use crate::words;

/// Words that may name one act, by what verbs and nouns of it have in common.
const FAMILIES: &[&[&str]] = &[
    &["kill", "murder", "shoot", "gun", "assassination", "assassinate", "slay", "stab", "massacre", "slaughter", "die"],
    &["death", "kill", "murder", "dead", "die", "massacre", "execution"],
    &["attack", "assault", "kill", "shoot", "stab", "bomb", "explosion", "blast", "strike", "raid", "gun", "murder"],
    &["bomb", "explosion", "blast", "explode", "detonate", "blow"],
    &["airstrike", "strike", "raid", "bomb", "bombardment", "shell"],
    &["kidnap", "abduct", "abduction", "hostage", "seize", "captive"],
    &["meet", "talk", "negotiation", "negotiate", "discussion", "summit", "dialogue", "consultation"],
    &["visit", "trip", "tour", "travel", "arrive"],
    &["protest", "demonstration", "demonstrate", "rally", "march", "unrest", "riot"],
    &["strike", "walkout"],
    &["release", "free", "hand", "swap", "return", "exchange"],
    &["arrest", "detain", "detention", "apprehend", "custody"],
    &["sanction", "tariff", "duty", "embargo"],
    &["withdraw", "withdrawal", "pullout", "pull"],
    &["convict", "conviction", "guilty"],
    &["charge", "indict", "indictment"],
    &["investigate", "investigation", "probe", "inquiry"],
    &["rescue", "save", "free"],
    &["deal", "agreement", "accord", "agree", "pact"],
    &["fight", "war", "battle", "conflict", "clash"],
];

/// Words for acts by the hash of their stem, each with its group and its vector; see the card in `models/merge`.
static SENSES: words::Table = words::Table { bytes: include_bytes!("../../../models/merge/acts.bin"), row: 5 + SIZE };

/// Numbers of a vector.
const SIZE: usize = 64;

/// How near the nearest of two lists of stems lie: the cosine of their vectors in thousandths; `None` where none of one
/// side is in the table.
pub fn nearness(a: &[String], b: &[String]) -> Option<i32> {
    let vectors = |stems: &[String]| -> Vec<&'static [u8]> {
        stems.iter().filter_map(|stem| SENSES.get(words::hash(stem))).map(|row| &row[1..]).collect()
    };
    let (a, b) = (vectors(a), vectors(b));
    a.iter().flat_map(|x| b.iter().map(move |y| cosine(x, y))).max()
}

/// Vectors have length 256.
fn cosine(a: &[u8], b: &[u8]) -> i32 {
    let dot: i32 = a.iter().zip(b).map(|(x, y)| i32::from(x.cast_signed()) * i32::from(y.cast_signed())).sum();
    dot * 1000 / (256 * 256)
}

/// A group of words for much the same act, for looking them up together.
pub fn group(stem: &str) -> Option<u8> {
    SENSES.get(words::hash(stem)).map(|row| row[0])
}

/// Words of a trigger that say little of what was done.
const LIGHT: &[&str] =
    &["take", "make", "have", "give", "get", "do", "be", "come", "go", "place", "under", "into", "out"];

/// So many stems of triggers are kept.
const MOST_STEMS: usize = 8;

/// Stems of the words of triggers, each once: those that say what was done, or all where none does.
pub fn of<'t>(triggers: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let mut stems: Vec<String> = Vec::new();
    let mut light: Vec<String> = Vec::new();
    for stem in triggers.into_iter().flat_map(words::words).map(words::stem) {
        let list = if words::is_plain(&stem) || LIGHT.contains(&stem.as_str()) { &mut light } else { &mut stems };
        if !list.contains(&stem) && list.len() < MOST_STEMS {
            list.push(stem);
        }
    }
    if stems.is_empty() { light } else { stems }
}

/// True for two lemmas that may name one act.
pub fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (stem(a), stem(b));
    a == b || FAMILIES.iter().any(|family| family.contains(&a) && family.contains(&b))
}

/// True for one word, as verb or noun.
pub fn same(a: &str, b: &str) -> bool {
    stem(a) == stem(b)
}

/// "kill" and "killing", "stab" and "stabbing", "attack" and "attacks".
fn stem(lemma: &str) -> &str {
    let stem = lemma.strip_suffix("ing").filter(|stem| stem.len() > 2).unwrap_or(lemma);
    let doubled = stem.len() < lemma.len()
        && stem.as_bytes().iter().rev().take(2).collect::<Vec<_>>().windows(2).any(|pair| pair[0] == pair[1]);
    match stem.as_bytes().last() {
        Some(b'l' | b's') | None => stem,
        Some(last) if doubled && last.is_ascii() => &stem[..stem.len() - 1],
        Some(_) => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triggers_keep_what_says_what_was_done() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["took hostage", "seized"], &["hostag", "seiz"]),
            (&["dropped at least two bombs"], &["drop", "least", "bomb"]),
            (&["made"], &["make"]),
            (&[], &[]),
        ];
        for (triggers, stems) in cases {
            assert_eq!(of(triggers.iter().copied()), *stems, "{triggers:?}");
        }
    }

    #[test]
    fn words_for_the_same_act_lie_together() {
        let nearness = |a: &str, b: &str| nearness(&[words::stem(a)], &[words::stem(b)]);
        for (a, b) in [("killed", "murder"), ("blast", "explosion"), ("detained", "arrested"), ("quake", "earthquake")]
        {
            assert!(nearness(a, b) > Some(550), "{a} {b} {:?}", nearness(a, b));
        }
        for (a, b) in [("killed", "signed"), ("visited", "exploded"), ("arrested", "rained")] {
            assert!(nearness(a, b) < Some(400), "{a} {b} {:?}", nearness(a, b));
        }
        assert_eq!(nearness("killed", "xyzzy"), None);
    }
}
