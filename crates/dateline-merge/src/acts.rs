//! Words for the same kind of act.

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

/// The families that a stem (see [`crate::words::stem`]) belongs to, one bit each.
pub fn families(stem: &str) -> u32 {
    let holds = |family: &&[&str]| family.iter().any(|word| crate::words::stem(word) == stem);
    FAMILIES.iter().enumerate().filter(|(_, family)| holds(family)).map(|(at, _)| 1 << at).sum()
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
