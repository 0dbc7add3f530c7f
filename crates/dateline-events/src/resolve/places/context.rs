//! What the words around a place name tell.

use super::find::Scene;
use super::words::{self, has};
use dateline_doc::{TokenId, TokenRange};
use dateline_lexicon::PlaceKind;

/// Most words of the name of what contains a place.
const CONTAINER: u32 = 4;

/// The kind of place that a common noun stands for: "province", "town", "river".
pub(super) fn kind_word(lower: &str) -> Option<PlaceKind> {
    if has(words::ADMIN1, lower) {
        Some(PlaceKind::Admin1)
    } else if has(words::ADMIN2, lower) {
        Some(PlaceKind::Admin2)
    } else if has(words::SETTLEMENT, lower) {
        Some(PlaceKind::City)
    } else if has(words::WATER, lower) {
        Some(PlaceKind::Water)
    } else {
        None
    }
}

/// The kind asked for by "X province", "province of X", "the town of X".
pub(super) fn asked_kind(scene: &Scene<'_>, tokens: TokenRange) -> Option<PlaceKind> {
    let lower = |token| scene.syntax.lower(token);
    if let Some(kind) = scene.after(tokens).and_then(|after| kind_word(lower(after))) {
        return Some(kind);
    }
    let of = scene.before(tokens.start)?;
    if lower(of) != "of" {
        let capital = lower(of) == "," && scene.before(of).is_some_and(|word| lower(word) == "capital");
        return (capital || lower(of) == "capital").then_some(PlaceKind::City);
    }
    kind_word(lower(scene.before(of)?))
}

/// True after "near", "outside", "close to", "north of", "20 kilometres from".
pub(super) fn is_near(scene: &Scene<'_>, tokens: TokenRange) -> bool {
    let Some(mut word) = scene.before(tokens.start) else { return false };
    while has(words::DIRECTIONS, scene.syntax.lower(word))
        || has(&["the", "city", "town", "village"], scene.syntax.lower(word))
    {
        let Some(before) = scene.before(word) else { return false };
        word = before;
    }
    let earlier = scene.before(word).map(|before| scene.syntax.lower(before));
    match scene.syntax.lower(word) {
        near if has(words::NEAR, near) => true,
        "to" => earlier.is_some_and(|word| matches!(word, "close" | "next" | "adjacent")),
        "of" => earlier.is_some_and(|word| has(words::DIRECTIONS, word) || has(words::AROUND, word)),
        "from" => earlier.is_some_and(|word| has(words::DISTANCES, word)),
        _ => false,
    }
}

/// The preposition of place that governs the name: "in X", "in the western X", "in A and X", "in A, B and X".
pub(super) fn preposition<'a>(scene: &Scene<'a>, tokens: TokenRange) -> Option<&'a str> {
    let mut word = scene.before(tokens.start)?;
    for _ in 0..8 {
        let lower = scene.syntax.lower(word);
        if has(words::PREPOSITIONS, lower) {
            return Some(lower);
        }
        let passes = matches!(lower, "the" | "," | "and" | "or" | "nearby" | "both")
            || has(words::DIRECTIONS, lower)
            || kind_word(lower).is_some()
            || scene.form(word).starts_with(char::is_uppercase);
        word = passes.then(|| scene.before(word)).flatten()?;
    }
    None
}

/// True where the name is followed by a verb of speech, as people's names are.
pub(super) fn is_speaker(scene: &Scene<'_>, tokens: TokenRange) -> bool {
    let after = scene.after(tokens).map(|after| scene.syntax.lower(after));
    let before = scene.before(tokens.start).map(|before| scene.syntax.lower(before));
    after.is_some_and(|word| has(words::SPEECH, word)) || before.is_some_and(|word| has(words::SPEECH, word))
}

/// True where the words around leave no doubt that a name is a place's, whatever else bears it: what contains it follows,
/// a party and a seat go before ("D-Ocilla"), an age and "of" do ("24, of Elkhart"), or those who live or serve there
/// follow ("Roselle police").
pub(super) fn is_vouched(scene: &Scene<'_>, tokens: TokenRange) -> bool {
    if tokens.is_empty() {
        return false;
    }
    let people = scene.after(tokens).is_some_and(|after| has(words::LOCALS, scene.syntax.lower(after)));
    let titled = scene.before(tokens.start).is_some_and(|before| has(words::PERSON_TITLES, scene.syntax.lower(before)));
    let word = tokens.len() == 1 && scene.text(tokens).contains(char::is_lowercase);
    people && !titled && word && scene.gazetteer.contains(scene.text(tokens))
        || follows_party(scene, tokens)
        || follows_age(scene, tokens)
        || container_after(scene, tokens).is_some_and(|outer| is_division(scene, outer))
}

/// What follows a person after a comma may be a country: "Freeland, U.S. trade representative".
fn is_division(scene: &Scene<'_>, tokens: TokenRange) -> bool {
    scene.gazetteer.lookup(scene.text(tokens)).iter().any(|place| place.kind == PlaceKind::Admin1)
}

fn follows_party(scene: &Scene<'_>, tokens: TokenRange) -> bool {
    let hyphen = scene.before(tokens.start).filter(|hyphen| scene.form(*hyphen) == "-");
    let party = hyphen.and_then(|hyphen| scene.before(hyphen));
    party.is_some_and(|party| has(words::PARTIES, scene.form(party)))
}

/// True for "R-Ocilla", which a model may take for one name.
pub(super) fn begins_with_party(scene: &Scene<'_>, tokens: TokenRange) -> bool {
    tokens.len() > 2 && has(words::PARTIES, scene.form(tokens.start)) && scene.form(TokenId(tokens.start.0 + 1)) == "-"
}

fn follows_age(scene: &Scene<'_>, tokens: TokenRange) -> bool {
    let of = scene.before(tokens.start).filter(|of| scene.syntax.lower(*of) == "of");
    let comma = of.and_then(|of| scene.before(of)).filter(|comma| scene.form(*comma) == ",");
    let age = comma.and_then(|comma| scene.before(comma));
    age.is_some_and(|age| scene.form(age).len() <= 3 && scene.form(age).chars().all(|c| c.is_ascii_digit()))
}

/// The name after a comma, where it is that of a country or division: "Springfield, Ill.".
pub(super) fn container_after(scene: &Scene<'_>, tokens: TokenRange) -> Option<TokenRange> {
    let comma = scene.after(tokens)?;
    if scene.syntax.lower(comma) != "," {
        return None;
    }
    let start = TokenId(comma.0 + 1);
    let end = scene.syntax.sentence(comma).tokens.end;
    let most = (start.0 + CONTAINER).min(end.0);
    (start.0 + 1..=most)
        .rev()
        .map(|end| TokenRange { start, end: TokenId(end) })
        .find(|range| is_container(scene, *range, tokens))
}

/// True where the name comes after a comma that follows a place that it contains.
pub(super) fn contains_before(scene: &Scene<'_>, tokens: TokenRange) -> bool {
    let Some(comma) = scene.before(tokens.start).filter(|comma| scene.syntax.lower(*comma) == ",") else {
        return false;
    };
    let from = scene.syntax.sentence(comma).tokens.start.0.max(comma.0.saturating_sub(CONTAINER));
    (from..comma.0).any(|start| {
        let inner = TokenRange { start: TokenId(start), end: comma };
        scene.form(inner.start).starts_with(char::is_uppercase)
            && scene.gazetteer.contains(scene.text(inner))
            && is_container(scene, tokens, inner)
    })
}

/// True where `outer` names a country or division that holds a place of the name `inner`, or the same abbreviated.
fn is_container(scene: &Scene<'_>, outer: TokenRange, inner: TokenRange) -> bool {
    if !scene.form(outer.start).starts_with(char::is_uppercase) {
        return false;
    }
    let outers = scene.gazetteer.lookup(scene.text(outer));
    let inners = scene.gazetteer.lookup(scene.text(inner));
    outers.iter().any(|outer| inners.iter().any(|inner| super::choose::contains(outer, inner)))
}
