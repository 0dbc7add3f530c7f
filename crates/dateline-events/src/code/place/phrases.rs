//! Phrases that name a place: toponyms, and noun phrases for sites ("a fuel plant", "the embassy in Ankara").

use super::words::{self, has};
use crate::{resolve, window};
use dateline_doc::{
    Deprel, Layers, NameKind, Place, PlacePrecision, Reason, Syntax, TokenId, TokenRange, Toponym, Upos,
};

/// Words looked at on either side of an event.
const WINDOW: u32 = 60;
/// Most nouns between a name and the head of the phrase that it is part of.
const CLIMB: usize = 4;

/// A phrase that names a place.
#[derive(Debug, Clone)]
pub(super) struct Phrase<'a> {
    /// Its head: the word that the preposition and the verb go with.
    pub(super) head: TokenId,
    /// The place name in it.
    pub(super) toponym: Option<&'a Toponym>,
    /// A building, road, vehicle or named quarter: finer than the place named.
    pub(super) site: bool,
    /// The name of an organisation, which stands for its people more often than for where it is.
    pub(super) organisation: bool,
}

/// The phrases around a word, in its sentence.
pub(super) fn around<'a>(layers: &'a Layers, at: TokenId) -> Vec<Phrase<'a>> {
    let syntax = &layers.syntax;
    let sentence = syntax.sentence(at);
    let named = window::starting_in(&layers.toponyms, sentence.span, |t| t.span);
    let mut phrases: Vec<Phrase<'a>> = named.iter().filter_map(|toponym| of_toponym(layers, toponym)).collect();
    let from = sentence.tokens.start.0.max(at.0.saturating_sub(WINDOW));
    let to = sentence.tokens.end.0.min(at.0.saturating_add(WINDOW));
    for token in (from..to).map(TokenId) {
        let taken = |phrase: &Phrase<'_>| {
            phrase.head == token || phrase.toponym.is_some_and(|toponym| toponym.tokens.contains(token))
        };
        if (is_site(syntax, token) || is_described(syntax, token)) && !phrases.iter().any(taken) {
            phrases.push(Phrase {
                head: token,
                toponym: None,
                site: true,
                organisation: is_organisation(layers, token),
            });
        }
    }
    phrases
}

/// A place name with the nouns it is part of; `None` where it stands for its government.
fn of_toponym<'a>(layers: &'a Layers, toponym: &'a Toponym) -> Option<Phrase<'a>> {
    let syntax = &layers.syntax;
    let anchor = crate::code::paths::anchor(syntax, toponym.tokens)?;
    let (mut head, mut site) = (anchor, false);
    for _ in 0..CLIMB {
        let Some(up) = syntax.head(head).filter(|up| is_part_of(layers, head, *up)) else { break };
        site |= is_site(syntax, up);
        head = up;
    }
    site |= head != anchor && has_own_name(layers, head, toponym);
    let organisation = is_organisation(layers, head);
    let stands_for_government = head == anchor && (resolve::used_as_actor(syntax, toponym) || organisation);
    (!stands_for_government).then_some(Phrase { head, toponym: Some(toponym), site, organisation })
}

/// "X" of "X province", "the town of X", "the embassy in X", "Astana" of "the capital, Astana", "B" of "A and B".
fn is_part_of(layers: &Layers, token: TokenId, up: TokenId) -> bool {
    let syntax = &layers.syntax;
    let noun = is_site(syntax, up) || is_area(syntax, up);
    match syntax.deprel(token) {
        Deprel::Conj => noun && syntax.upos(token) == syntax.upos(up) || in_toponym(layers, up),
        Deprel::Compound | Deprel::NmodPoss | Deprel::Flat | Deprel::NmodDesc | Deprel::Amod => noun,
        Deprel::Appos | Deprel::NmodUnmarked => noun || in_toponym(layers, up),
        Deprel::Nmod => {
            let case = preposition(syntax, token);
            (noun && matches!(case, Some("of" | "in" | "at" | "near" | "on" | "outside" | "with") | None))
                || (matches!(case, Some("in") | None) && in_toponym(layers, up))
        }
        _ => false,
    }
}

/// Part of the name of an organisation.
fn is_organisation(layers: &Layers, token: TokenId) -> bool {
    let span = layers.syntax.span(token);
    let mut names = window::overlapping(&layers.names, span, |name| name.span);
    names.any(|name| name.kind == NameKind::Org && name.tokens.len() > 1)
}

/// "the Gush Etzion settlement bloc in X": an area with a name of its own.
fn has_own_name(layers: &Layers, head: TokenId, toponym: &Toponym) -> bool {
    let syntax = &layers.syntax;
    let mut names = syntax.children_by(head, Deprel::Compound).filter(|t| syntax.upos(*t) == Upos::Propn);
    names.any(|name| !toponym.tokens.contains(name) && !in_toponym(layers, name))
}

fn in_toponym(layers: &Layers, token: TokenId) -> bool {
    window::overlapping(&layers.toponyms, layers.syntax.span(token), |t| t.span).next().is_some()
}

fn is_area(syntax: &Syntax, token: TokenId) -> bool {
    matches!(syntax.upos(token), Upos::Noun | Upos::Propn | Upos::Adj) && is_one_of(syntax, token, words::AREAS)
}

/// An area that is told by what it goes with: "the heart of the Afghan capital", "Russian territory".
fn is_described(syntax: &Syntax, token: TokenId) -> bool {
    let named = |child: TokenId| match syntax.deprel(child) {
        Deprel::Nmod => preposition(syntax, child) == Some("of") && syntax.upos(child) == Upos::Propn,
        Deprel::Amod | Deprel::Compound => syntax.upos(child) == Upos::Propn,
        _ => false,
    };
    let below = |child: TokenId| syntax.deprel(child) == Deprel::Nmod && is_area(syntax, child);
    let children = || syntax.children(token).iter().copied();
    syntax.upos(token) == Upos::Noun
        && is_area(syntax, token)
        && (children().any(named)
            || children().filter(|c| below(*c)).any(|c| syntax.children(c).iter().any(|c| named(*c))))
}

fn is_site(syntax: &Syntax, token: TokenId) -> bool {
    match syntax.upos(token) {
        Upos::Noun => is_one_of(syntax, token, words::SITES),
        Upos::Propn => is_one_of(syntax, token, words::SITES) || is_one_of(syntax, token, words::NAMED_SITES),
        _ => false,
    }
}

fn is_one_of(syntax: &Syntax, token: TokenId, list: &[&str]) -> bool {
    has(list, syntax.lower(token)) || has(list, syntax.lemma(token))
}

/// The preposition before a phrase; a genitive ending is none.
pub(super) fn preposition(syntax: &Syntax, head: TokenId) -> Option<&str> {
    let mut cases = syntax.children_by(head, Deprel::Case).map(|case| syntax.lower(case));
    cases.find(|case| !matches!(*case, "'s" | "’s" | "'" | "’"))
}

impl Phrase<'_> {
    /// A noun phrase for a site without any name.
    pub(super) fn is_nameless(&self, syntax: &Syntax) -> bool {
        self.toponym.is_none() && syntax.upos(self.head) != Upos::Propn
    }

    /// "south of X": beside the place named.
    pub(super) fn is_beside(&self, syntax: &Syntax) -> bool {
        let side = |token| has(&["north", "south", "east", "west"], syntax.lower(token));
        self.toponym.is_some() && (side(self.head) || syntax.children(self.head).iter().any(|child| side(*child)))
    }

    /// "X" of "X's Y district", which is the finer of the two.
    pub(super) fn is_owner(&self, syntax: &Syntax) -> bool {
        let anchor = self.toponym.and_then(|toponym| crate::code::paths::anchor(syntax, toponym.tokens));
        anchor.is_some_and(|anchor| anchor != self.head && syntax.deprel(anchor) == Deprel::NmodPoss)
    }

    /// Where its name begins.
    pub(super) fn start(&self) -> TokenId {
        self.toponym.map_or(self.head, |toponym| toponym.tokens.start)
    }

    /// Towns and sites before provinces before countries.
    pub(super) fn fineness(&self) -> u8 {
        let named = self.toponym.map_or(0, fineness);
        if self.site { named.max(4) } else { named }
    }

    /// True for a name of a country alone.
    pub(super) fn is_country(&self) -> bool {
        !self.site && self.toponym.is_some_and(|toponym| fineness(toponym) == 1)
    }

    /// The place, with the words that the phrase names it by: a site lies no nearer than "near" the town that it is in.
    pub(super) fn place(&self, syntax: &Syntax) -> Toponym {
        match (self.toponym, self.site) {
            (Some(toponym), false) => toponym.clone(),
            (toponym, _) => self.site(syntax, toponym),
        }
    }

    fn site(&self, syntax: &Syntax, toponym: Option<&Toponym>) -> Toponym {
        let own = self.words(syntax);
        let tokens = toponym.map_or(own, |toponym| join(own, toponym.tokens));
        let place = toponym.map_or(Err(Reason::Unresolved), |toponym| lies_in(&toponym.place));
        Toponym { span: syntax.span_of(tokens), tokens, place }
    }

    /// The noun phrase, without its preposition and without clauses.
    fn words(&self, syntax: &Syntax) -> TokenRange {
        syntax.subtree_without(self.head, |token| {
            let head = syntax.head(token);
            match syntax.deprel(token) {
                Deprel::Amod | Deprel::Det | Deprel::Compound | Deprel::Nummod | Deprel::NmodPoss | Deprel::Flat => {
                    false
                }
                Deprel::Case | Deprel::Cc => head == Some(self.head),
                Deprel::Conj => !is_site(syntax, token) || syntax.upos(token) != Upos::Propn,
                Deprel::Nmod => !matches!(preposition(syntax, token), Some("of")),
                Deprel::NmodDesc | Deprel::DetPredet => false,
                _ => true,
            }
        })
    }
}

fn join(a: TokenRange, b: TokenRange) -> TokenRange {
    TokenRange { start: a.start.min(b.start), end: a.end.max(b.end) }
}

/// Where something is that lies in a place: no nearer than "near" a town.
pub(super) fn lies_in(place: &Result<Place, Reason>) -> Result<Place, Reason> {
    let place = place.as_ref().map_err(|reason| *reason)?;
    let precision = if place.precision == PlacePrecision::Exact { PlacePrecision::Near } else { place.precision };
    Ok(Place { precision, ..place.clone() })
}

/// Towns before provinces before countries.
pub(super) fn fineness(toponym: &Toponym) -> u8 {
    use PlacePrecision::{Admin1, Admin2, Country, Exact, Near, Water};
    match toponym.place.as_ref().map(|place| place.precision) {
        Ok(Exact | Near) => 4,
        Ok(Admin2 | Water) => 3,
        Ok(Admin1) => 2,
        Ok(Country) => 1,
        // Names that cannot be looked up are villages and quarters.
        Err(_) => 4,
    }
}
