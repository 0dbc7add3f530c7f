//! From a noun phrase to a participant: its name, country and sectors, each with the words that say so.
//!
//! First the phrase itself is read; what it leaves open for a named entity is looked up in the phrases around the other
//! mentions of the same entity ("Andrey Karlov" here, "the Russian ambassador, Andrey Karlov" there). A place name inside
//! the phrase gives the country of its place ("Kampala police"). What neither the lexicon nor the report says stays empty.

mod phrase;
mod sectors;

use crate::window;
use dateline_doc::{
    Article, Byte, Decider, Evidence, Field, Layers, Name, NameKind, Participant, Span, TokenId, TokenRange,
};
use dateline_lexicon::{ActorClass, Actors, Office};
use phrase::Phrase;
use std::sync::Arc;

/// The office of those who govern without being one person.
const GOVERNING: &str = "government";
/// Most sectors of a participant.
const SECTORS: usize = 3;
/// Names are compared with the first ones of a report only, so that the time stays in bounds: news has far fewer.
const NAMES: usize = 2000;

/// Identifies the noun phrase `span` with head word `head`. What the lexicon and the report don't say stays empty.
pub fn participant(
    article: &Article,
    layers: &Layers,
    head: TokenId,
    span: Span<Byte>,
    actors: &Actors,
) -> Participant {
    let mut found = Participant { span, head, name: None, country: None, sectors: Vec::new(), entity: None };
    if head.index() >= layers.syntax.len() {
        return found;
    }
    let scene = Scene { article, layers, actors };
    let name = scene.name_at(head);
    found.entity = name.map(|name| name.entity);
    found.name = name.map(|name| scene.fullest(name).into());
    let phrase = Phrase::of(&layers.syntax, head, layers.syntax.tokens_in(span));
    found.country = scene.owner(&phrase, name);
    scene.read_names(&mut found, name);
    scene.read_phrase(&mut found, &phrase);
    if let Some(name) = name.filter(|_| found.country.is_none() || found.sectors.is_empty()) {
        scene.read_other_mentions(&mut found, name);
    }
    found
}

struct Scene<'a> {
    article: &'a Article,
    layers: &'a Layers,
    actors: &'a Actors,
}

impl<'a> Scene<'a> {
    fn text(&self, tokens: TokenRange) -> &'a str {
        self.article.text.slice(self.layers.syntax.span_of(tokens))
    }

    /// The name that the head word is part of.
    fn name_at(&self, head: TokenId) -> Option<&'a Name> {
        let at = self.layers.names.partition_point(|name| name.tokens.end <= head);
        self.layers.names.get(at).filter(|name| name.tokens.contains(head) && name.kind != NameKind::Event)
    }

    /// Names of the same entity, as far as the report is looked through.
    fn mentions(&self, name: &'a Name) -> impl DoubleEndedIterator<Item = &'a Name> {
        let names = &self.layers.names[..self.layers.names.len().min(NAMES)];
        names.iter().filter(move |other| other.entity == name.entity && other.kind == name.kind)
    }

    /// The longest name of the same entity.
    fn fullest(&self, name: &'a Name) -> &'a str {
        let texts = self.mentions(name).map(|other| self.article.text.slice(other.span));
        texts.rev().max_by_key(|text| text.chars().count()).unwrap_or("")
    }

    /// What the lexicon knows of the entity by name: an office, an organisation, a country.
    fn read_names(&self, found: &mut Participant, name: Option<&Name>) {
        let syntax = &self.layers.syntax;
        let (tokens, span) = match name {
            Some(name) => (name.tokens, name.span),
            None => (TokenRange::new(found.head.0, found.head.0 + 1), syntax.span(found.head)),
        };
        let own = self.article.text.slice(span);
        if !own.starts_with(|c: char| c.is_uppercase()) && !own.starts_with("al-") {
            return;
        }
        let is_person = name.is_none_or(|name| name.kind == NameKind::Per);
        // A full name is enough where the model takes it for something else than a person's.
        let is_person = is_person || own.contains(' ');
        let power = |office: &&Office| is_person || (office.office == GOVERNING && self.holds(office));
        if let Some(office) = self.office(found.name.as_deref(), own).filter(power) {
            return self.take_office(found, office, span);
        }
        if let Some(organisation) =
            self.actors.organisation(own).or_else(|| self.actors.organisation(found.name.as_deref()?))
        {
            // Other states have a "Ministry of Defence" too: a country beside the name says whose it is.
            if organisation.class != ActorClass::Authority || found.country.is_none() {
                found.country = organisation.country.map(|iso3| field(iso3, span, "actors.organisation"));
            }
            found.sectors =
                organisation.sectors.iter().map(|sector| field(sector, span, "actors.organisation")).collect();
            return;
        }
        if let Some(country) = self.actors.country(self.text(tokens)) {
            found.country = Some(field(country.iso3, span, "actors.country"));
            if country.word == dateline_lexicon::CountryWord::Seat {
                found.sectors = vec![field("GOV", span, "actors.seat")];
            }
        }
    }

    fn office(&self, fullest: Option<&str>, own: &str) -> Option<&Office> {
        let day = self.article.published.map(|published| published.day);
        fullest.and_then(|name| self.actors.office_holder(name, day)).or_else(|| self.actors.office_holder(own, day))
    }

    /// A former holder is of the elite, not of the government; a rebel leader has no office to leave.
    fn take_office(&self, found: &mut Participant, office: &Office, span: Span<Byte>) {
        let former = !self.holds(office) && office.sectors.iter().any(|sector| sectors::ends_with_office(sector));
        let sectors = if former { &["ELI"][..] } else { &office.sectors };
        found.country = office.country.map(|iso3| field(iso3, span, "actors.office"));
        found.sectors = sectors.iter().map(|sector| field(sector, span, "actors.office")).collect();
    }

    fn holds(&self, office: &Office) -> bool {
        self.article.published.is_none_or(|published| office.held_on(published.day))
    }

    /// What the words of a noun phrase say; what is known already stays.
    fn read_phrase(&self, found: &mut Participant, phrase: &Phrase<'_>) {
        if found.country.is_none() {
            found.country = self.country_in(phrase);
        }
        let read = self.sectors_in(phrase);
        if read.former && !found.sectors.iter().any(|known| !sectors::ends_with_office(&known.value)) {
            found.sectors = read.sectors;
        } else {
            self.add_sectors(found, read);
        }
        if found.country.is_none() && found.sectors.iter().any(|sector| sectors::stays(&sector.value)) {
            found.country = self.country_around(phrase);
        }
    }

    fn add_sectors(&self, found: &mut Participant, read: sectors::Found) {
        // A title ("President", "spokesman") adds nothing to what is known of its holder.
        // A title says that the office is held, whatever the table's dates say; "President" is also a courtesy.
        if !read.weak && !read.sectors.is_empty() && found.sectors.iter().all(|known| &*known.value == "ELI") {
            found.sectors.clear();
        }
        let told = found.sectors.first().and_then(|sector| sector.evidence.spans.first().copied());
        for sector in read.sectors.into_iter().filter(|_| !(told.is_some() && read.weak)) {
            let same = told.is_some_and(|told| sector.evidence.spans.iter().any(|span| span.overlaps(told)));
            let known = same || found.sectors.iter().any(|known| known.value == sector.value);
            if !known && found.sectors.len() < SECTORS {
                found.sectors.push(sector);
            }
        }
    }

    /// The country that modifies a name from outside: "Peru's" in "Peru's Ministry of Health".
    fn owner(&self, phrase: &Phrase<'_>, name: Option<&Name>) -> Option<Field<Arc<str>>> {
        let name = name?;
        let outside = |tokens: &TokenRange| !tokens.iter().any(|token| name.tokens.contains(token));
        self.country_of(phrase.pieces().filter(outside))
    }

    fn country_of(&self, pieces: impl Iterator<Item = TokenRange>) -> Option<Field<Arc<str>>> {
        let mut capital = pieces.filter(|tokens| self.text(*tokens).starts_with(char::is_uppercase));
        capital.find_map(|tokens| {
            let country = self.actors.country(self.text(tokens))?;
            Some(field(country.iso3, self.layers.syntax.span_of(tokens), "actors.country"))
        })
    }

    /// The country that the head is in: "clerics in Lyon", but not "soldiers in Mali", who may be of any army.
    fn country_around(&self, phrase: &Phrase<'_>) -> Option<Field<Arc<str>>> {
        let syntax = &self.layers.syntax;
        phrase.surroundings().find_map(|place| {
            let around = Phrase::around(syntax, TokenRange::new(place.0, place.0 + 1))?;
            self.country_of(around.pieces()).or_else(|| self.country_of_place(&around))
        })
    }

    /// The country of a place in the phrase: "Kampala police", "a mosque in Lyon".
    fn country_of_place(&self, phrase: &Phrase<'_>) -> Option<Field<Arc<str>>> {
        let whole = phrase.words().map(|token| self.layers.syntax.span(token));
        let mut places = whole.flat_map(|span| window::overlapping(&self.layers.toponyms, span, |place| place.span));
        places.find_map(|toponym| {
            // "Paris" may be a family name.
            let person = self.name_at(toponym.tokens.start).is_some_and(|name| name.kind == NameKind::Per);
            let place = toponym.place.as_ref().ok().filter(|place| !person && !place.country.is_empty())?;
            Some(field(&place.country, toponym.span, "actors.place"))
        })
    }

    /// A country name, demonym, organisation or office inside the phrase that the head belongs to.
    fn country_in(&self, phrase: &Phrase<'_>) -> Option<Field<Arc<str>>> {
        let organisations = || {
            let mut capital = phrase.pieces().filter(|tokens| self.text(*tokens).starts_with(char::is_uppercase));
            capital.find_map(|tokens| {
                let country = self.actors.organisation(self.text(tokens))?.country?;
                Some(field(country, self.layers.syntax.span_of(tokens), "actors.organisation"))
            })
        };
        self.country_of(phrase.pieces()).or_else(organisations).or_else(|| self.country_of_place(phrase))
    }

    /// Reads the phrases in which the same entity is named elsewhere, in the order of the text.
    fn read_other_mentions(&self, found: &mut Participant, name: &'a Name) {
        let syntax = &self.layers.syntax;
        for other in self.mentions(name) {
            let Some(phrase) = Phrase::around(syntax, other.tokens) else { continue };
            let (country, sectors) = (found.country.is_none(), found.sectors.is_empty());
            if country {
                found.country = self.country_in(&phrase);
            }
            if sectors {
                found.sectors = self.sectors_in(&phrase).sectors;
                found.sectors.truncate(SECTORS);
            }
        }
    }
}

fn field(value: &str, span: Span<Byte>, rule: &'static str) -> Field<Arc<str>> {
    Field::new(value.into(), Evidence::at(span, Decider::rule(rule)))
}

#[cfg(test)]
mod tests;
