//! GDELT 2.0's event table: 61 columns with tabs and no names, a row for each pair of actor and recipient.

use super::events::called;
use super::table::Value::{Decimal, Made, Never, Text, Whole};
use super::table::{Column, Each, Row, Table, only_occurred};
use super::{country, number_of, scales};
use crate::record::{Located, Participant};

/// The table.
pub(super) static TABLE: Table = Table { columns: &COLUMNS, each: Each::Pair, refuses: only_occurred };

static COLUMNS: [Column; 61] = [
    ("GLOBALEVENTID", Whole(|row| Some(number_of(&row.incident().id, row.pair)))),
    ("SQLDATE", Made(|row| row.told.day().map(digits))),
    ("MonthYear", Made(|row| shared(row, 7).map(digits))),
    ("Year", Text(|row| shared(row, 4))),
    ("FractionDate", Made(fraction_date)),
    ("Actor1Code", Made(|row| row.actor.and_then(actor_code))),
    ("Actor1Name", Made(|row| row.actor.map(upper_name))),
    ("Actor1CountryCode", Text(|row| row.actor?.country.as_deref())),
    ("Actor1KnownGroupCode", Never),
    ("Actor1EthnicCode", Never),
    ("Actor1Religion1Code", Never),
    ("Actor1Religion2Code", Never),
    ("Actor1Type1Code", Text(|row| roles(row.actor?).next())),
    ("Actor1Type2Code", Text(|row| roles(row.actor?).nth(1))),
    ("Actor1Type3Code", Text(|row| roles(row.actor?).nth(2))),
    ("Actor2Code", Made(|row| row.recipient.and_then(actor_code))),
    ("Actor2Name", Made(|row| row.recipient.map(upper_name))),
    ("Actor2CountryCode", Text(|row| row.recipient?.country.as_deref())),
    ("Actor2KnownGroupCode", Never),
    ("Actor2EthnicCode", Never),
    ("Actor2Religion1Code", Never),
    ("Actor2Religion2Code", Never),
    ("Actor2Type1Code", Text(|row| roles(row.recipient?).next())),
    ("Actor2Type2Code", Text(|row| roles(row.recipient?).nth(1))),
    ("Actor2Type3Code", Text(|row| roles(row.recipient?).nth(2))),
    ("IsRootEvent", Whole(|row| Some(row.told.rows.iter().any(|row| row.event.main).into()))),
    ("EventCode", Text(|row| row.incident().cameo.as_deref())),
    ("EventBaseCode", Text(|row| row.incident().cameo.as_deref()?.get(..3))),
    ("EventRootCode", Text(|row| row.incident().cameo.as_deref()?.get(..2))),
    ("QuadClass", Whole(|row| scales::cameo_quad(row.incident().cameo.as_deref()?))),
    ("GoldsteinScale", Decimal(|row| scales::goldstein(row.incident().cameo.as_deref()?))),
    ("NumMentions", Whole(|row| i64::try_from(row.incident().mentions.len()).ok())),
    ("NumSources", Whole(|row| i64::try_from(row.told.publishers().len()).ok())),
    ("NumArticles", Whole(|row| Some(row.incident().counts.reports.into()))),
    ("AvgTone", Never),
    ("Actor1Geo_Type", Never),
    ("Actor1Geo_FullName", Never),
    ("Actor1Geo_CountryCode", Never),
    ("Actor1Geo_ADM1Code", Never),
    ("Actor1Geo_ADM2Code", Never),
    ("Actor1Geo_Lat", Never),
    ("Actor1Geo_Long", Never),
    ("Actor1Geo_FeatureID", Never),
    ("Actor2Geo_Type", Never),
    ("Actor2Geo_FullName", Never),
    ("Actor2Geo_CountryCode", Never),
    ("Actor2Geo_ADM1Code", Never),
    ("Actor2Geo_ADM2Code", Never),
    ("Actor2Geo_Lat", Never),
    ("Actor2Geo_Long", Never),
    ("Actor2Geo_FeatureID", Never),
    ("ActionGeo_Type", Whole(|row| geo_type(place(row)?))),
    ("ActionGeo_FullName", Made(|row| place(row).and_then(full_name))),
    ("ActionGeo_CountryCode", Text(|row| country::country(place(row)?.country.as_deref()?)?.fips)),
    ("ActionGeo_ADM1Code", Never),
    ("ActionGeo_ADM2Code", Never),
    ("ActionGeo_Lat", Decimal(|row| place(row)?.lat)),
    ("ActionGeo_Long", Decimal(|row| place(row)?.lon)),
    ("ActionGeo_FeatureID", Never),
    ("DATEADDED", Never),
    ("SOURCEURL", Text(|row| row.told.url())),
];

fn digits(day: &str) -> String {
    day.replace('-', "")
}

/// What the first and the last day have in common, if that is so many characters: a year is 4, a month 7.
fn shared(row: Row<'_>, length: usize) -> Option<&str> {
    let from = row.incident().from.as_deref()?.get(..length)?;
    row.incident().to.as_deref()?.starts_with(from).then_some(from)
}

/// Year and share of the year, as GDELT's codebook works it out: months of 30 days.
fn fraction_date(row: Row<'_>) -> Option<String> {
    let day = row.told.day()?;
    let part = |range: std::ops::Range<usize>| day.get(range)?.parse::<f64>().ok();
    let share = part(5..7)?.mul_add(30.0, part(8..10)?) / 365.0;
    Some(format!("{:.4}", part(0..4)? + share))
}

/// Roles of CAMEO for PLOVER's sectors. Medical and media people have changed places between the two; sectors that CAMEO
/// has no role for are left out.
fn roles(participant: &Participant) -> impl Iterator<Item = &str> {
    const SAME: &str = "COP GOV JUD LEG MIL REB SPY UAF AGR BUS CRM CVL EDU ELI LAB REF OPP";
    participant.sectors.iter().filter_map(|sector| match sector.as_str() {
        "MED" => Some("HLH"),
        "JRN" => Some("MED"),
        code if SAME.split(' ').any(|same| same == code) => Some(code),
        _ => None,
    })
}

/// Country and roles in a row: "TURGOV".
fn actor_code(participant: &Participant) -> Option<String> {
    let code: String = participant.country.as_deref().into_iter().chain(roles(participant).take(3)).collect();
    (!code.is_empty()).then_some(code)
}

fn upper_name(participant: &Participant) -> String {
    called(participant).to_uppercase()
}

fn place(row: Row<'_>) -> Option<&Located> {
    row.incident().place.as_ref()
}

/// 1 a country; 2 and 3 a state and a city of the USA; 5 and 4 those of the world.
fn geo_type(place: &Located) -> Option<i64> {
    let american = place.country.as_deref() == Some("USA");
    match place.precision.as_deref()? {
        "country" => Some(1),
        "admin1" => Some(if american { 2 } else { 5 }),
        "exact" => Some(if american { 3 } else { 4 }),
        _ => None,
    }
}

/// "Vellport, Coast, Turkey".
fn full_name(place: &Located) -> Option<String> {
    let name = place.name.as_deref()?;
    let above = [place.admin1.as_deref(), place.country.as_deref().and_then(country::name)];
    let mut parts = vec![name];
    parts.extend(above.into_iter().flatten().filter(|above| *above != name));
    Some(parts.join(", "))
}
