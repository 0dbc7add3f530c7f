//! The rows of `lexicons/actors/*.tsv`.

use crate::gazetteer::fold;
use dateline_doc::Day;
use std::borrow::Cow;
use std::collections::HashMap;

pub(super) const COUNTRIES: &str = include_str!("../../../../lexicons/actors/countries.tsv");
pub(super) const ROLES: &str = include_str!("../../../../lexicons/actors/roles.tsv");
pub(super) const ORGANISATIONS: &str = include_str!("../../../../lexicons/actors/organisations.tsv");
pub(super) const MODIFIERS: &str = include_str!("../../../../lexicons/actors/modifiers.tsv");
pub(super) const OFFICES: &str = include_str!("../../../../lexicons/actors/offices.tsv");

/// How a word points at a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountryWord {
    /// Its name: "Iraq".
    Name,
    /// The adjective: "Iraqi".
    Adjective,
    /// Its people: "Iraqis", "Britons".
    People,
    /// The seat of its government, which can stand for the government: "Baghdad".
    Seat,
}

/// A country, as a word points at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub iso3: &'static str,
    /// Its English name.
    pub name: &'static str,
    /// How the word points at it.
    pub word: CountryWord,
}

/// What kind of actor a noun or an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActorClass {
    /// A private person or private people.
    Person,
    /// A body of people that is no organisation: "crowd", "community".
    Group,
    /// State power and its holders.
    Authority,
    /// Those who bear arms: army, militia, rebels, gunmen.
    Armed,
    /// An organisation that is neither state nor armed.
    Organisation,
    /// News media and their people.
    Media,
}

/// Whether a noun is for one person or for a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NounKind {
    /// "policeman".
    Person,
    /// "police".
    Group,
}

/// What a noun for people or bodies says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// One person or a body.
    pub kind: NounKind,
    /// What kind of actor.
    pub class: ActorClass,
    /// PLOVER sector; `None` where the noun does not say.
    pub sector: Option<&'static str>,
    /// A second sector: that of "defence minister" is MIL after GOV.
    pub second: Option<&'static str>,
}

/// Kinds of news media.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaKind {
    /// A news agency.
    Agency,
    /// A newspaper, broadcaster or site.
    Outlet,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its usual English name.
    pub name: &'static str,
    /// ISO 3166-1 alpha-3 of the country it belongs to.
    pub country: Option<&'static str>,
    /// PLOVER sectors (and IGO), most specific first.
    pub sectors: Vec<&'static str>,
    /// What kind of actor.
    pub class: ActorClass,
    /// What kind of news medium.
    pub media: Option<MediaKind>,
}

/// An office and who held it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Full name of the holder.
    pub name: &'static str,
    /// ISO 3166-1 alpha-3; `None` for offices of international organisations.
    pub country: Option<&'static str>,
    /// PLOVER sectors (and IGO), the first one the main one.
    pub sectors: Vec<&'static str>,
    /// The office: "president".
    pub office: &'static str,
    /// First day.
    pub from: Day,
    /// Last day; `None` for still.
    pub to: Option<Day>,
}

impl Office {
    /// True where the office had been taken up by the day.
    pub fn begun_by(&self, day: Day) -> bool {
        self.from <= day
    }

    /// True where the office was held on the day.
    pub fn held_on(&self, day: Day) -> bool {
        self.begun_by(day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The cells of a table, without comments and blank lines.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or("").trim())
    })
}

pub(super) fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';').filter(|item| !item.is_empty())
}

pub(super) fn countries() -> HashMap<Cow<'static, str>, Country> {
    let mut found = HashMap::new();
    for [iso3, name, names, adjectives, people, seats, _] in rows(COUNTRIES) {
        let kinds = [
            (names, CountryWord::Name),
            (adjectives, CountryWord::Adjective),
            (people, CountryWord::People),
            (seats, CountryWord::Seat),
        ];
        for (cell, word) in kinds {
            for key in list(cell) {
                found.entry(key_of(key)).or_insert(Country { iso3, name, word });
            }
        }
    }
    found
}

pub(super) fn roles() -> HashMap<&'static str, Role> {
    rows(ROLES)
        .map(|[noun, kind, class, sector, _]| {
            let kind = if kind == "group" { NounKind::Group } else { NounKind::Person };
            let mut sectors = list(sector);
            (noun, Role { kind, class: class_of(class), sector: sectors.next(), second: sectors.next() })
        })
        .collect()
}

/// Words that are no actors themselves and say the sectors of what they describe: "parliamentary", "Buddhist".
pub(super) fn modifiers() -> HashMap<&'static str, Vec<&'static str>> {
    rows(MODIFIERS).map(|[word, sectors, _]| (word, list(sectors).collect())).collect()
}

pub(super) fn organisations() -> Vec<(Organisation, Vec<Cow<'static, str>>)> {
    rows(ORGANISATIONS)
        .map(|[name, keys, country, sectors, class, _]| {
            let organisation = Organisation {
                name,
                country: some(country),
                sectors: list(sectors).collect(),
                class: class_of(class),
                media: media_of(class),
            };
            (organisation, list(keys).map(key_of).collect())
        })
        .collect()
}

pub(super) fn offices() -> Vec<(Office, Vec<Cow<'static, str>>)> {
    rows(OFFICES)
        .map(|[name, aliases, country, sector, office, from, to, _]| {
            let keys = std::iter::once(Cow::Owned(fold(name))).chain(list(aliases).map(key_of)).collect();
            let to = (!to.is_empty()).then(|| day_of(to, Bound::Last));
            let sectors = list(sector).collect();
            (Office { name, country: some(country), sectors, office, from: day_of(from, Bound::First), to }, keys)
        })
        .collect()
}

/// Keys in lower case are folded, so that diacritics don't matter; keys with capitals stay as they are.
fn key_of(cell: &'static str) -> Cow<'static, str> {
    if cell.chars().any(char::is_uppercase) || cell.is_ascii() { Cow::Borrowed(cell) } else { Cow::Owned(fold(cell)) }
}

fn some(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

fn class_of(cell: &str) -> ActorClass {
    match cell {
        "PERSON" => ActorClass::Person,
        "GROUP" => ActorClass::Group,
        "AUTHORITY" => ActorClass::Authority,
        "ARMED" => ActorClass::Armed,
        "MEDIA" | "AGENCY" | "OUTLET" => ActorClass::Media,
        _ => ActorClass::Organisation,
    }
}

fn media_of(cell: &str) -> Option<MediaKind> {
    match cell {
        "AGENCY" => Some(MediaKind::Agency),
        "OUTLET" => Some(MediaKind::Outlet),
        _ => None,
    }
}

/// Which end of a month or year a coarse date stands for.
#[derive(Clone, Copy)]
enum Bound {
    First,
    Last,
}

fn day_of(cell: &str, bound: Bound) -> Day {
    let mut parts = cell.split('-').map(|part| part.parse::<u16>().ok());
    let year = parts.next().flatten().unwrap_or(0) as i16;
    let (month, day) = match bound {
        Bound::First => (1, 1),
        Bound::Last => (12, 31),
    };
    let month = parts.next().flatten().map_or(month, |m| m as u8);
    Day { year, month, day: parts.next().flatten().map_or(day, |d| d as u8) }
}
