//! Fine kinds of names from the coarse ones: places with and without a government, buildings, peoples.

use super::Known;
use dateline_doc::{NameKind, Syntax, Text, TokenId, TokenRange, Upos};

/// Last (or, with "of", first) words of places without a government.
const LAND_AND_WATER: &[&str] = &[
    "river",
    "sea",
    "ocean",
    "lake",
    "gulf",
    "bay",
    "strait",
    "straits",
    "channel",
    "canal",
    "mountain",
    "mountains",
    "mount",
    "mt.",
    "hills",
    "hill",
    "valley",
    "desert",
    "peninsula",
    "island",
    "islands",
    "coast",
    "plateau",
    "basin",
    "delta",
    "forest",
    "cape",
    "highlands",
    "heights",
    "east",
    "west",
    "north",
    "south",
    "africa",
    "europe",
    "asia",
    "caucasus",
    "balkans",
    "sahara",
    "sahel",
    "arctic",
    "antarctica",
    "atlantic",
    "pacific",
    "mediterranean",
    "levant",
    "himalayas",
    "andes",
    "alps",
    "earth",
    "moon",
    "mars",
    "border",
    "horn",
    "region",
    "park",
    "jungle",
    "mideast",
    "sinai",
    "amazon",
    "nile",
    "danube",
    "euphrates",
    "tigris",
    "baltics",
    "caribbean",
];

/// Places whose names are continents or regions only when nothing stands before them but a point of the compass.
const ALONE: &[&str] = &["africa", "east", "west", "north", "south", "border", "horn", "region", "park"];

/// Last words of buildings and sites.
const BUILT: &[&str] = &[
    "airport",
    "square",
    "bridge",
    "hospital",
    "prison",
    "jail",
    "street",
    "avenue",
    "road",
    "highway",
    "palace",
    "stadium",
    "hotel",
    "mosque",
    "church",
    "cathedral",
    "temple",
    "building",
    "tower",
    "towers",
    "hall",
    "house",
    "plant",
    "station",
    "port",
    "base",
    "camp",
    "crossing",
    "museum",
    "theatre",
    "theater",
    "mall",
    "market",
    "tunnel",
    "dam",
    "barracks",
    "airfield",
    "garden",
    "plaza",
    "boulevard",
    "checkpoint",
    "synagogue",
    "harbour",
    "harbor",
];

const GOVERNED: &[&str] = &["korea", "sudan", "yemen", "ossetia", "carolina", "dakota", "virginia", "timor", "wales"];

/// The kind of a name of a coarse class.
pub(super) fn kind(text: &Text, syntax: &Syntax, tokens: TokenRange, coarse: u8, known: &Known) -> NameKind {
    let words = text.slice(syntax.span_of(tokens));
    if tokens.len() == 1 && known.is_people(words) && !known.is_country(words) {
        return NameKind::Norp;
    }
    match coarse {
        0 => NameKind::Per,
        1 if !known.is_country(words) => NameKind::Org,
        _ if known.is_country(words) => NameKind::Gpe,
        _ => place(text, syntax, tokens),
    }
}

fn place(text: &Text, syntax: &Syntax, tokens: TokenRange) -> NameKind {
    let lower: Vec<_> = tokens.iter().map(|token| text.slice(syntax.span(token)).to_lowercase()).collect();
    let last = lower.last().map_or("", String::as_str);
    let first = lower.first().map_or("", String::as_str);
    let listed = |list: &[&str], word: &str| list.contains(&word);
    if lower.len() > 1 && listed(BUILT, last) {
        return NameKind::Fac;
    }
    if listed(GOVERNED, last) || lower.len() > 1 && lower[0] == "south" && last == "africa" {
        return NameKind::Gpe;
    }
    let of = lower.get(1).is_some_and(|word| word == "of");
    let opening = matches!(first, "lake" | "mount" | "mt." | "cape") || of && listed(LAND_AND_WATER, first);
    let alone = lower.len() == 1
        || !listed(ALONE, last)
        || matches!(
            first,
            "middle"
                | "far"
                | "near"
                | "northern"
                | "north"
                | "east"
                | "eastern"
                | "west"
                | "western"
                | "southern"
                | "central"
                | "the"
                | "sub"
        );
    if opening || listed(LAND_AND_WATER, last) && alone {
        return NameKind::Loc;
    }
    NameKind::Gpe
}

/// Adds nationalities, ethnic and religious groups that the classifier left out or put into no longer name.
pub(super) fn add_peoples(text: &Text, syntax: &Syntax, known: &Known, found: &mut Vec<(TokenRange, u8)>) {
    let mut taken = vec![false; syntax.len()];
    for (range, _) in found.iter() {
        range.iter().for_each(|token| taken[token.index()] = true);
    }
    let open = |token: &TokenId| !taken[token.index()] && is_nominal(syntax, *token);
    let new: Vec<_> =
        syntax.tokens().iter().filter(open).filter(|token| known.is_people(text.slice(syntax.span(*token)))).collect();
    found.extend(new.into_iter().map(|token| (TokenRange::new(token.0, token.0 + 1), 2)));
    found.sort_by_key(|(range, _)| range.start);
}

fn is_nominal(syntax: &Syntax, token: TokenId) -> bool {
    matches!(syntax.upos(token), Upos::Adj | Upos::Noun | Upos::Propn)
}
