//! The pack is there, says where well-known places are, and survives any question.

use super::*;

fn best(name: &str, kind: PlaceKind) -> Option<(String, String, i32, i32)> {
    let gazetteer = Gazetteer::builtin();
    let found = gazetteer.lookup(name);
    let best = found.iter().filter(|place| place.kind == kind).max_by_key(|place| place.population)?;
    Some((best.country.to_owned(), best.name.to_owned(), best.lat_e5 / 100_000, best.lon_e5 / 100_000))
}

#[test]
fn well_known_places_are_where_they_are() {
    use PlaceKind::*;
    for (name, kind, country, lat, lon) in [
        ("Ankara", City, "TUR", 39, 32),
        ("Kiev", City, "UKR", 50, 30),
        ("Kyiv", City, "UKR", 50, 30),
        ("Turkey", Country, "TUR", 39, 35),
        ("the Netherlands", Country, "NLD", 52, 5),
        ("US", Country, "USA", 39, -98),
        ("U.S.", Country, "USA", 39, -98),
        ("Burma", Country, "MMR", 21, 96),
        ("Aydin", Admin1, "TUR", 37, 28),
        ("Calif.", Admin1, "USA", 37, -119),
        ("Illinois", Admin1, "USA", 40, -89),
        ("Gaza Strip", Admin1, "PSE", 31, 34),
        ("Donbas", Region, "UKR", 48, 38),
        ("South China Sea", Water, "", 12, 114),
        ("Raqqa", City, "SYR", 35, 39),
        ("Mosul", City, "IRQ", 36, 43),
        ("St. Louis", City, "USA", 38, -90),
        ("Saint Louis", City, "USA", 38, -90),
        ("The Hague", City, "NLD", 52, 4),
        ("Boscawen", City, "USA", 43, -71),
    ] {
        let found = best(name, kind).unwrap_or_else(|| panic!("{name} is missing"));
        assert_eq!(found.0, country, "{name}: {found:?}");
        assert!((found.2 - lat).abs() <= 1 && (found.3 - lon).abs() <= 1, "{name}: {found:?}");
    }
}

#[test]
fn demonyms_point_at_countries_and_are_no_places() {
    let gazetteer = Gazetteer::builtin();
    for (word, country) in [
        ("Turkish", Some("TUR")),
        ("Britons", Some("GBR")),
        ("South Korean", Some("KOR")),
        ("Ankara", None),
        ("s", None),
        ("", None),
    ] {
        assert_eq!(gazetteer.demonym(word), country, "{word:?}");
    }
    assert!(gazetteer.lookup("Turkish").iter().all(|place| place.kind != PlaceKind::Country));
}

#[test]
fn doubtful_names_are_marked() {
    let gazetteer = Gazetteer::builtin();
    for (key, doubt) in [
        ("reading", Some(Doubt::Word)),
        ("jackson", Some(Doubt::Name)),
        ("august", Some(Doubt::Never)),
        ("ankara", None),
        ("", None),
    ] {
        assert_eq!(gazetteer.doubt(key), doubt, "{key:?}");
    }
    assert!(gazetteer.lookup("!reading").is_empty(), "marks are no names");
}

#[test]
fn a_name_can_be_many_places() {
    let gazetteer = Gazetteer::builtin();
    let divisions: Vec<_> = gazetteer.lookup("Springfield").iter().filter_map(|place| place.admin1).collect();
    assert!(["Illinois", "Missouri", "Massachusetts"].iter().all(|state| divisions.contains(state)), "{divisions:?}");
}

#[test]
fn every_place_can_be_read() {
    let gazetteer = Gazetteer::builtin();
    assert!(gazetteer.len() > 50_000 && gazetteer.names() > gazetteer.len());
    for at in 0..gazetteer.len() as u32 {
        let place = gazetteer.entry(at * 2).unwrap_or_else(|| panic!("place {at}"));
        assert!(!place.name.is_empty(), "place {at}");
        assert!(place.lat_e5.abs() <= 9_000_000 && place.lon_e5.abs() <= 18_000_000, "{place:?}");
    }
}

#[test]
fn strange_names_find_nothing() {
    let gazetteer = Gazetteer::builtin();
    for name in ["", " ", "the", "\u{0}", "Xyzzyville", "-", "'", "\u{1F600}"] {
        assert!(gazetteer.lookup(name).is_empty(), "{name:?}");
    }
}

#[test]
fn the_longest_name_wins() {
    let gazetteer = Gazetteer::builtin();
    assert_eq!(gazetteer.longest(["New", "New York", "New York mayor"].into_iter()), Some(1));
    assert_eq!(gazetteer.longest(["Qwx", "Qwx Yzv"].into_iter()), None);
}
