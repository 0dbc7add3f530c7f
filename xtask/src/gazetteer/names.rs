//! The names under which a place is found.

use super::tables::Town;
use dateline_lexicon::{fold, place_key};

/// Words that end the official name of a division and are left out in speech.
const SUFFIXES: &[&str] = &[
    "oblast",
    "province",
    "governorate",
    "region",
    "state",
    "republic",
    "krai",
    "kray",
    "district",
    "prefecture",
    "city",
    "raion",
    "rayon",
    "okrug",
    "ilcesi",
    "autonomous region",
    "hui autonomous region",
    "county",
    "department",
    "oblast'",
];

/// Words that begin it.
const PREFIXES: &[&str] = &[
    "muhafazat",
    "comuna",
    "municipio de",
    "municipiul",
    "provincia di",
    "provincia de",
    "departamento de",
    "kabupaten",
    "kota",
    "huyen",
    "amphoe",
    "powiat",
    "gemeente",
    "obshtina",
    "okres",
    "shahrestan e",
    "distrito de",
    "partido de",
    "wilaya de",
];

/// Arabic articles that English leaves out at will.
const ARTICLES: &[&str] = &["al ", "ar ", "an ", "as ", "ash ", "ad ", "az ", "at ", "el "];

/// Alternate names of towns smaller than this are kept only where they begin as the usual name does.
const WELL_KNOWN: u32 = 50_000;

/// Keys with a mark on those that are not the usual name.
pub(super) type Keys = Vec<(String, bool)>;

/// Keys of a populated place.
pub(super) fn of_town(town: &Town) -> Keys {
    let mut keys = usual(&town.name);
    keys.extend(usual(&town.ascii));
    let initial = town.ascii.chars().next().map(|c| c.to_ascii_lowercase());
    let kept = town.alternates.iter().filter(|name| is_latin_name(name));
    let kept = kept.map(|name| place_key(name));
    keys.extend(
        kept.filter(|key| town.population >= WELL_KNOWN || key.chars().next() == initial).map(|key| (key, true)),
    );
    if matches!(town.iso2.as_str(), "GB" | "IE") {
        keys.extend(keys.clone().iter().filter_map(|(key, _)| short_name(key)).map(|key| (key, true)));
    }
    tidy(keys)
}

/// "clacton" of "clacton on sea", as the people of the place say it.
fn short_name(key: &str) -> Option<String> {
    let at = [" on ", " upon ", " under ", " next the "].iter().find_map(|middle| key.find(middle))?;
    Some(key[..at].to_owned())
}

/// Keys of a division: the official name, and the name without "Province" and the like.
pub(super) fn of_division(name: &str, bare: bool) -> Keys {
    let mut keys = usual(name);
    if bare {
        keys.extend(usual(&bare_name(name)));
    }
    tidy(keys)
}

/// Keys of a name that is the usual one, with the variants that English makes of it.
pub(super) fn usual(name: &str) -> Keys {
    let key = place_key(name);
    let mut keys = vec![(key.clone(), false)];
    keys.extend(saints(&key).map(|variant| (variant, false)));
    keys.extend(ARTICLES.iter().find_map(|article| key.strip_prefix(article)).map(|rest| (rest.to_owned(), true)));
    keys
}

/// The name of a division without the words for its rank.
pub(super) fn bare_name(name: &str) -> String {
    let key = fold(name);
    let key = SUFFIXES.iter().find_map(|end| key.strip_suffix(end)?.strip_suffix(' ')).unwrap_or(&key);
    let key = PREFIXES.iter().find_map(|start| key.strip_prefix(start)?.strip_prefix(' ')).unwrap_or(key);
    key.trim().to_owned()
}

/// Drops doubles and empty keys; a key that is usual is not kept as an alternate too.
pub(super) fn tidy(mut keys: Keys) -> Keys {
    keys.retain(|(key, _)| key.chars().count() > 1);
    keys.sort();
    keys.dedup_by(|next, first| next.0 == first.0);
    keys
}

fn saints(key: &str) -> impl Iterator<Item = String> {
    let rest = ["saint ", "st. ", "st "].iter().find_map(|start| key.strip_prefix(start)).map(str::to_owned);
    rest.into_iter().flat_map(|rest| ["saint ", "st. ", "st "].map(|start| format!("{start}{rest}")))
}

/// True for names in Latin letters that are no codes ("ANK") and no romanisation by rote ("an ka la").
fn is_latin_name(name: &str) -> bool {
    let folded = fold(name);
    let letters = folded.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.'));
    let words = folded.split_whitespace().count();
    letters
        && (4..=30).contains(&folded.len())
        && words <= 4
        && name.starts_with(char::is_uppercase)
        && !name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternates_are_latin_names() {
        for (name, kept) in
            [("Constantinople", true), ("IST", false), ("Стамбул", false), ("yi si tan bu er", false), ("Rom", false)]
        {
            assert_eq!(is_latin_name(name), kept, "{name}");
        }
    }

    #[test]
    fn ranks_are_left_out() {
        for (name, bare) in [
            ("Kherson Oblast", "kherson"),
            ("Ninety Six District", "ninety six"),
            ("Comuna Albac", "albac"),
            ("Idlib", "idlib"),
            ("Province", "province"),
        ] {
            assert_eq!(bare_name(name), bare);
        }
    }

    #[test]
    fn saints_and_articles_vary() {
        let keys = |name| usual(name).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(keys("St. Louis"), ["st. louis", "saint louis", "st. louis", "st louis"]);
        assert_eq!(keys("Ar Raqqah"), ["ar raqqah", "raqqah"]);
    }
}
