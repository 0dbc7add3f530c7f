//! Where the publisher is at home: local papers seldom name their own state.

use super::choose::km;
use super::find::Scene;
use dateline_lexicon::{PlaceEntry, PlaceKind};

/// The publisher's own town.
const TOWN: i64 = 4_500;

/// A place of the publisher's division.
const DIVISION: i64 = 1_500;

/// A place of the publisher's country.
const COUNTRY: i64 = 500;

/// A place in the next towns.
const NEAR: i64 = 1_000;

/// How far the next towns are, in kilometres.
const NEXT: i64 = 80;

/// The publisher's town, division or country, as the gazetteer has it.
pub(super) struct Home<'g> {
    place: PlaceEntry<'g>,
}

impl<'g> Home<'g> {
    /// By the address of the report, else by the publisher's.
    pub(super) fn of(scene: &Scene<'g>) -> Option<Self> {
        let url = scene.article.url.as_deref().map(host);
        let publisher = scene.article.publisher.as_deref().map(host);
        let place = url.into_iter().chain(publisher).find_map(|host| scene.gazetteer.home(host))?;
        Some(Home { place })
    }

    /// What the home speaks for a place: 0 to 7500.
    pub(super) fn score(&self, place: &PlaceEntry<'_>) -> i64 {
        let home = &self.place;
        let local = matches!(place.kind, PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::City);
        if place.country != home.country || !local {
            return 0;
        }
        let town = home.kind == PlaceKind::City;
        let own = if town && place.geonames == home.geonames { TOWN } else { 0 };
        let division = if home.admin1.is_some() && home.admin1 == place.admin1 { DIVISION } else { 0 };
        let near = if town && place.kind != PlaceKind::Admin1 && km(home, place) <= NEXT { NEAR } else { 0 };
        own + division + near + COUNTRY
    }
}

/// "www.example.com" of "https://www.example.com/a?b".
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn hosts_are_cut_out_of_addresses() {
        for (address, expected) in [
            ("https://www.example.com/a?b", "www.example.com"),
            ("example.org", "example.org"),
            ("http://example.co.uk:8080", "example.co.uk"),
            ("The Example", "The Example"),
            ("", ""),
        ] {
            assert_eq!(host(address), expected);
        }
    }
}
