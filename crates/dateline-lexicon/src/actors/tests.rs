//! The tables are well formed, and lookups find what they should and nothing else.

use super::*;
use std::collections::HashSet;

const SECTORS: &str = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL SOC IGO PRE \
    BUD CHR CTH CPT DOX DRZ HIN JEW MOS PRO SHI SIK SUN";

fn check_table(table: &str, columns: usize) {
    for (at, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        assert_eq!(line.split('\t').count(), columns, "line {}: {line}", at + 1);
        assert!(!line.split('\t').next_back().unwrap_or("").is_empty(), "line {}: no provenance", at + 1);
    }
}

#[test]
fn every_row_has_its_columns_and_a_provenance() {
    check_table(tables::COUNTRIES, 7);
    check_table(tables::ROLES, 5);
    check_table(tables::ORGANISATIONS, 6);
    check_table(tables::OFFICES, 8);
    check_table(tables::MODIFIERS, 3);
}

#[test]
fn sectors_and_countries_are_known() {
    let sectors: HashSet<_> = SECTORS.split(' ').collect();
    let iso3: HashSet<_> = tables::rows::<7>(tables::COUNTRIES).map(|[iso3, ..]| iso3).collect();
    let roles = tables::rows::<5>(tables::ROLES).map(|[noun, _, _, sector, _]| (noun, "", sector));
    let organisations = tables::rows::<6>(tables::ORGANISATIONS).map(|[name, _, c, sectors, ..]| (name, c, sectors));
    let offices = tables::rows::<8>(tables::OFFICES).map(|[name, _, country, sector, ..]| (name, country, sector));
    for (name, country, cell) in roles.chain(organisations).chain(offices) {
        assert!(country.is_empty() || iso3.contains(country), "{name}: country {country}");
        assert!(tables::list(cell).all(|sector| sectors.contains(sector)), "{name}: sectors {cell}");
    }
}

#[test]
fn countries_are_found_by_name_demonym_people_and_seat() {
    use CountryWord::*;
    let actors = Actors::builtin();
    for (words, expected) in [
        ("Iraq", Some(("IRQ", Name))),
        ("iraqi", Some(("IRQ", Adjective))),
        ("Iraqis", Some(("IRQ", People))),
        ("Britons", Some(("GBR", People))),
        ("the Netherlands", Some(("NLD", Name))),
        ("US", Some(("USA", Name))),
        ("U.S.", Some(("USA", Name))),
        ("us", None),
        ("Türkiye", Some(("TUR", Name))),
        ("Ankara", Some(("TUR", Seat))),
        ("Turkey's", Some(("TUR", Name))),
        ("Côte d’Ivoire", Some(("CIV", Name))),
        ("South Koreans", Some(("KOR", People))),
        ("Swiss", Some(("CHE", Adjective))),
        ("Dutch", Some(("NLD", Adjective))),
        ("Springfield", None),
        ("", None),
    ] {
        assert_eq!(actors.country(words).map(|c| (c.iso3, c.word)), expected, "{words:?}");
    }
}

#[test]
fn roles_have_classes_and_sectors() {
    let actors = Actors::builtin();
    for (noun, class, sector) in [
        ("policeman", ActorClass::Authority, Some("COP")),
        ("gunman", ActorClass::Armed, Some("UAF")),
        ("lawmaker", ActorClass::Authority, Some("LEG")),
        ("protester", ActorClass::Person, Some("CVL")),
        ("prime minister", ActorClass::Authority, Some("GOV")),
        ("journalist", ActorClass::Media, Some("JRN")),
        ("doctor", ActorClass::Person, Some("MED")),
        ("army", ActorClass::Armed, Some("MIL")),
        ("man", ActorClass::Person, None),
    ] {
        assert_eq!(actors.class(noun), Some(class), "{noun}");
        assert_eq!(actors.sector_of_role(noun), sector, "{noun}");
    }
    assert_eq!(actors.class("table"), None);
    assert!(actors.is_person_noun("judge") && !actors.is_person_noun("police"));
    assert!(actors.is_group_noun("crowd") && actors.is_authority("army") && !actors.is_authority("gunman"));
}

#[test]
fn organisations_are_found_and_words_that_look_like_them_are_not() {
    let actors = Actors::builtin();
    for (words, expected) in [
        ("Hamas", Some(Some("PSE"))),
        ("the Taliban", Some(Some("AFG"))),
        ("ISIS", Some(None)),
        ("WHO", Some(None)),
        ("who", None),
        ("mend", None),
        ("Labour", Some(Some("GBR"))),
        ("labour", None),
        ("Médecins Sans Frontières", Some(None)),
        ("Da’esh", Some(None)),
        ("Acme Widgets", None),
    ] {
        assert_eq!(actors.organisation(words).map(|o| o.country), expected, "{words:?}");
    }
    assert!(actors.is_news_agency("Interfax news agency") && actors.is_outlet("Al Jazeera"));
    assert!(!actors.is_outlet("Reuters") && actors.media("Hamas").is_none());
}

#[test]
fn offices_depend_on_the_day() {
    let actors = Actors::builtin();
    let day = |year| Some(Day { year, month: 7, day: 1 });
    let office = |name, day| actors.office_holder(name, day).map(|o| (o.country.unwrap_or(""), o.office));
    assert_eq!(office("Vladimir Putin", day(2010)), Some(("RUS", "prime minister")));
    assert_eq!(office("Putin", day(2016)), Some(("RUS", "president")));
    assert_eq!(office("Recep Tayyip Erdoğan", day(2016)), Some(("TUR", "president")));
    assert_eq!(office("Barack Obama", day(2005)), None);
    assert_eq!(office("Barack Obama", day(2020)), Some(("USA", "president")));
    assert!(actors.office_holder("Barack Obama", day(2020)).is_some_and(|o| !o.held_on(day(2020).unwrap_or(o.from))));
    assert_eq!(office("Jane Doe", None), None);
}
