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
}

static COUNTRIES: LazyLock<BTreeMap<&str, Country>> = LazyLock::new(|| {
    let lines = include_str!("countries.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(row).map(|country| (country.iso3, country)).collect()
});

fn row(line: &'static str) -> Option<Country> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next();
    let (iso3, number, fips, name) = (cell()?, cell()?, cell()?, cell()?);
    Some(Country { iso3, number: number.parse().ok(), fips: Some(fips).filter(|code| !code.is_empty()), name })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_their_names_and_numbers() {
        assert_eq!((name("TUR"), number("TUR")), (Some("Turkey"), Some(792)));
        assert_eq!((name("EUR"), number("XKX")), (None, None));
    }

    #[test]
    fn every_line_of_the_table_is_a_country() {
        let lines = include_str!("countries.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(COUNTRIES.len(), lines);
        let odd = |country: &&Country| country.iso3.len() != 3 || country.fips.is_some_and(|code| code.len() != 2);
        assert_eq!(COUNTRIES.values().filter(odd).count(), 0);
    }
}
