//! Countries by their ISO 3166-1 alpha-3 code: the names and numbers that other data sets use for them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A row of the table.
pub(crate) struct Country {
    /// ISO 3166-1 alpha-3.
    iso3: &'static str,
    /// ISO 3166-1 numeric, without leading zeros.
    number: Option<i64>,
    /// FIPS 10-4, which GDELT's geography uses; empty where there is none, or two.
    pub(crate) fips: Option<&'static str>,
    /// English name.
    pub(crate) name: &'static str,
    /// Other names, lower case.
    others: &'static str,
}

static COUNTRIES: LazyLock<BTreeMap<&str, Country>> = LazyLock::new(|| {
    let lines = include_str!("countries.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(row).map(|country| (country.iso3, country)).collect()
});

fn row(line: &'static str) -> Option<Country> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next();
    let (iso3, number, fips, name, others) = (cell()?, cell()?, cell()?, cell()?, cell()?);
    Some(Country { iso3, number: number.parse().ok(), fips: Some(fips).filter(|code| !code.is_empty()), name, others })
}

/// The country of a code; `None` for codes that are none ("EUR").
pub(crate) fn country(iso3: &str) -> Option<&'static Country> {
    COUNTRIES.get(iso3)
}

/// Its name.
pub(crate) fn name(iso3: &str) -> Option<&'static str> {
    country(iso3).map(|country| country.name)
}

/// Its number.
pub(crate) fn number(iso3: &str) -> Option<i64> {
    country(iso3)?.number
}

/// The code of a number.
pub(crate) fn by_number(number: i64) -> Option<&'static str> {
    COUNTRIES.values().find(|country| country.number == Some(number)).map(|country| country.iso3)
}

/// The code of a code or a name; of "Myanmar (Burma)" either name will do.
pub(crate) fn by_name(text: &str) -> Option<&'static str> {
    let wanted = text.trim();
    if let Some((iso3, _)) = COUNTRIES.get_key_value(wanted) {
        return Some(iso3);
    }
    let (outside, inside) = wanted.split_once('(').unwrap_or((wanted, ""));
    [wanted, outside, inside.trim_end_matches(')')].into_iter().find_map(|part| named(&part.trim().to_lowercase()))
}

fn named(lower: &str) -> Option<&'static str> {
    let is_it =
        |country: &&Country| country.name.to_lowercase() == lower || country.others.split(';').any(|o| o == lower);
    (!lower.is_empty()).then(|| COUNTRIES.values().find(is_it))?.map(|country| country.iso3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_code_name_and_number() {
        for (text, iso3) in [
            ("TUR", Some("TUR")),
            ("Turkey", Some("TUR")),
            ("türkiye", Some("TUR")),
            ("DR Congo (Zaire)", Some("COD")),
            ("Kingdom of eSwatini (Swaziland)", Some("SWZ")),
            ("Yemen (North Yemen)", Some("YEM")),
            ("Atlantis", None),
            ("", None),
            ("()", None),
        ] {
            assert_eq!(by_name(text), iso3, "{text:?}");
        }
        assert_eq!((number("TUR"), by_number(792)), (Some(792), Some("TUR")));
        assert_eq!((name("EUR"), number("XKX"), by_number(0)), (None, None, None));
    }

    #[test]
    fn every_line_of_the_table_is_a_country() {
        let lines = include_str!("countries.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(COUNTRIES.len(), lines);
        let odd = |country: &&Country| country.iso3.len() != 3 || country.fips.is_some_and(|code| code.len() != 2);
        assert_eq!(COUNTRIES.values().filter(odd).count(), 0);
    }
}
