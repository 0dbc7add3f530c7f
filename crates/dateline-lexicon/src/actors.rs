//! Who belongs to which country and sector: countries and demonyms, roles, organisations, offices.
//!
//! The tables are `lexicons/actors/*.tsv`, compiled into the program. Lookups take words as the text has them: case and
//! diacritics don't matter, but for keys that the tables write with capitals ("US", "WHO", "Labour"), which are found only
//! so. A leading "the" and a closing "'s" are left out.

mod tables;

use crate::gazetteer::fold;
use dateline_doc::Day;
use std::borrow::Cow;
use std::collections::HashMap;

pub use tables::{ActorClass, Country, CountryWord, MediaKind, NounKind, Office, Organisation, Role};

/// The actor lexicon.
#[derive(Debug)]
pub struct Actors {
    countries: HashMap<Cow<'static, str>, Country>,
    roles: HashMap<&'static str, Role>,
    modifiers: HashMap<&'static str, Vec<&'static str>>,
    organisations: Vec<Organisation>,
    organisation_keys: HashMap<Cow<'static, str>, usize>,
    offices: Vec<Office>,
    office_keys: HashMap<Cow<'static, str>, Vec<usize>>,
}

impl Actors {
    /// The lexicon inside the program.
    pub fn builtin() -> Self {
        let organisations = tables::organisations();
        let offices = tables::offices();
        Actors {
            countries: tables::countries(),
            roles: tables::roles(),
            modifiers: tables::modifiers(),
            organisation_keys: index_organisations(&organisations),
            office_keys: index_offices(&offices),
            organisations: organisations.into_iter().map(|(organisation, _)| organisation).collect(),
            offices: offices.into_iter().map(|(office, _)| office).collect(),
        }
    }

    /// The country that a name, demonym or seat of government points at: "Iraq", "Iraqi", "Iraqis", "Baghdad".
    pub fn country(&self, words: &str) -> Option<Country> {
        let bare = bare(words);
        if let Some(found) = find(&self.countries, bare) {
            return Some(*found);
        }
        let singular = bare.strip_suffix('s')?;
        let found = *find(&self.countries, singular)?;
        matches!(found.word, CountryWord::Adjective | CountryWord::People)
            .then_some(Country { word: CountryWord::People, ..found })
    }

    /// What a noun for people or bodies says: "policeman", "prime minister" (lemma, lower case).
    pub fn role(&self, lemma: &str) -> Option<Role> {
        self.roles.get(lemma).or_else(|| self.roles.get(lemma.to_lowercase().as_str())).copied()
    }

    /// The sectors that an adjective or the name of a faith gives to what it describes (lower case).
    pub fn modifier(&self, word: &str) -> &[&'static str] {
        self.modifiers.get(word).map_or(&[], Vec::as_slice)
    }

    /// The PLOVER sector of a role noun.
    pub fn sector_of_role(&self, lemma: &str) -> Option<&'static str> {
        self.role(lemma)?.sector
    }

    /// The class of a role noun.
    pub fn class(&self, lemma: &str) -> Option<ActorClass> {
        Some(self.role(lemma)?.class)
    }

    /// True for nouns for single people: "gunman", "mother", "judge".
    pub fn is_person_noun(&self, lemma: &str) -> bool {
        self.role(lemma).is_some_and(|role| role.kind == NounKind::Person)
    }

    /// True for nouns for bodies of people: "police", "government", "crowd", "company".
    pub fn is_group_noun(&self, lemma: &str) -> bool {
        self.role(lemma).is_some_and(|role| role.kind == NounKind::Group)
    }

    /// True for nouns for state power and those who hold it: "ministry", "judge", "army", "senator".
    pub fn is_authority(&self, lemma: &str) -> bool {
        self.role(lemma).is_some_and(|role| role.class == ActorClass::Authority || role.sector == Some("MIL"))
    }

    /// The organisation, armed group, state body or medium of this name.
    pub fn organisation(&self, words: &str) -> Option<&Organisation> {
        find(&self.organisation_keys, bare(words)).map(|at| &self.organisations[*at])
    }

    /// The office that the person held on the day; without a day, the latest one. A day after the last office gives that
    /// office with [`Office::held_on`] false, since reports go on to speak of former holders; a day before the first gives
    /// nothing.
    pub fn office_holder(&self, words: &str, day: Option<Day>) -> Option<&Office> {
        let held = find(&self.office_keys, bare(words))?.iter().map(|at| &self.offices[*at]);
        match day {
            None => held.max_by_key(|office| office.from),
            Some(day) => {
                held.filter(|office| office.begun_by(day)).max_by_key(|office| (office.held_on(day), office.from))
            }
        }
    }

    /// What kind of news medium the name is, where it is one.
    pub fn media(&self, words: &str) -> Option<MediaKind> {
        self.organisation(words)?.media
    }

    /// True for news agencies.
    pub fn is_news_agency(&self, words: &str) -> bool {
        self.media(words) == Some(MediaKind::Agency)
    }

    /// True for newspapers, broadcasters and news sites.
    pub fn is_outlet(&self, words: &str) -> bool {
        self.media(words) == Some(MediaKind::Outlet)
    }
}

/// Finds the words as they are written, else in lower case, else folded.
fn find<'m, V>(map: &'m HashMap<Cow<'static, str>, V>, words: &str) -> Option<&'m V> {
    map.get(words).or_else(|| map.get(words.to_lowercase().as_str())).or_else(|| map.get(fold(words).as_str()))
}

fn bare(words: &str) -> &str {
    let words = words.trim();
    let words = ["the ", "The ", "THE "].iter().find_map(|the| words.strip_prefix(the)).unwrap_or(words);
    ["'s", "’s", "'", "’"].iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words)
}

type Keyed<T> = [(T, Vec<Cow<'static, str>>)];

fn index_organisations(rows: &Keyed<Organisation>) -> HashMap<Cow<'static, str>, usize> {
    let mut index = HashMap::new();
    for (at, (_, keys)) in rows.iter().enumerate() {
        for key in keys {
            index.entry(key.clone()).or_insert(at);
        }
    }
    index
}

fn index_offices(rows: &Keyed<Office>) -> HashMap<Cow<'static, str>, Vec<usize>> {
    let mut index: HashMap<_, Vec<_>> = HashMap::new();
    for (at, (_, keys)) in rows.iter().enumerate() {
        for key in keys {
            index.entry(key.clone()).or_default().push(at);
        }
    }
    index
}

#[cfg(test)]
mod tests;
