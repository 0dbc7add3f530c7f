//! Places for events whose own sentence names none: of their other mentions, of the events around them, of the dateline.

use super::fit::is_physical;
use super::phrases::fineness;
use super::{known, stated, words};
use crate::code::{first_of_cluster, paths};
use crate::resolve;
use dateline_doc::{
    Article, Decider, Event, EventPlace, Layers, PlaceBasis, Reality, Reason, Sentence, Span, Stated, Toponym,
};
use std::cmp::Reverse;
use std::sync::Arc;

/// What speaks for a place, added up over all that the report says of it.
mod weight {
    /// An act of force happens there.
    pub(super) const NAMED: i32 = 2;
    /// ... of the same type.
    pub(super) const SAME_KIND: i32 = 2;
    /// ... which is as old: both are the news, or both come before it.
    pub(super) const SAME_AGE: i32 = 2;
    /// ... in the sentence before or the same one.
    pub(super) const BESIDE: i32 = 4;
    /// Another act of force happens there.
    pub(super) const AGAIN: i32 = 1;
    /// The sentence of the event names it as where something is.
    pub(super) const SENTENCE: i32 = 12;
    /// ... a few sentences before.
    pub(super) const BEFORE: i32 = 2;
    /// It is named as where something is, each time.
    pub(super) const MENTION: i32 = 1;
    /// It is the place of the dateline.
    pub(super) const DATELINE: i32 = 6;
    /// The first sentence names it.
    pub(super) const OPENING: i32 = 3;
    /// The title names it.
    pub(super) const TITLE: i32 = 3;
    /// It is a town or finer.
    pub(super) const FINE: i32 = 2;
}

/// By so much one place must be ahead of the next: where the report could mean either, neither is taken.
const MARGIN: i32 = 3;
/// Sentences before an event that still are near it.
const BEFORE: usize = 3;
/// Most names of a report, sentences before and events around that are looked at.
const MOST: usize = 200;
/// Most places that are told apart.
const PLACES: usize = 100;

/// What a report says of where its events are.
#[derive(Default)]
struct Scene {
    /// Each place once, in the order in which it is met here.
    places: Vec<Known>,
    /// Where acts of force and meetings are that name their place.
    stages: Vec<Stage>,
    /// Where else places are named.
    mentions: Vec<Mention>,
}

/// A place, and what speaks for it by itself.
struct Known {
    toponym: Toponym,
    words: String,
    basis: PlaceBasis,
    /// Named as where something is, and so a place for acts of force even if none names it.
    somewhere: bool,
    /// The dateline or the first sentence names it.
    opens: bool,
    standing: i32,
}

/// An event that names its place.
struct Stage {
    place: usize,
    sentence: usize,
    kind: Arc<str>,
    background: bool,
    cluster: u32,
}

/// A place named as where something is, in a sentence that says that no meeting is there.
struct Mention {
    place: usize,
    sentence: usize,
}

/// Acts that name no place happened where their other mentions did, else where the report says that the like did.
pub(in crate::code) fn carry_over(article: &Article, layers: &Layers, events: &mut [Event]) {
    let own: Vec<Option<(u32, Toponym)>> = events.iter().map(own_place).collect();
    let mates = first_of_cluster(&own);
    let scene = Scene::of(article, layers, events);
    for event in events.iter_mut().filter(|event| event.place.absent() == Some(Reason::NotStated)) {
        if !is_carried(event) {
            continue;
        }
        event.place = match mates.get(&event.cluster).filter(|_| !keeps_close(event)) {
            Some(toponym) => known(toponym, PlaceBasis::Report, "place.same-event"),
            None => scene.place(event),
        };
    }
}

fn is_site(event: &Event) -> bool {
    matches!(&event.place, Stated::Known(place) if place.evidence.decided_by == Decider::rule("place.site"))
}

/// "in X", "at X": something is there, other than those who only hear of it.
fn is_somewhere(layers: &Layers, toponym: &Toponym) -> bool {
    let syntax = &layers.syntax;
    let verb = paths::anchor(syntax, toponym.tokens).and_then(|anchor| syntax.head(anchor));
    let noticed = verb.is_some_and(|verb| words::has(words::NOTICED, syntax.lemma(verb)));
    let inside = |word| matches!(syntax.lower(word), "in" | "at" | "near" | "outside" | "inside");
    !noticed && word_before(toponym).is_some_and(inside)
}

/// Neither a government nor where someone is from.
fn is_open(layers: &Layers, toponym: &Toponym) -> bool {
    let from = word_before(toponym).is_some_and(|word| layers.syntax.lower(word) == "from");
    !from && !resolve::used_as_actor(&layers.syntax, toponym)
}

fn word_before(toponym: &Toponym) -> Option<dateline_doc::TokenId> {
    toponym.tokens.start.0.checked_sub(1).map(dateline_doc::TokenId)
}

/// Acts of force that happened, and meetings in person. Aid and forces on the move are not where the fighting is.
fn is_carried(event: &Event) -> bool {
    let phone = event.mode.as_ref().is_some_and(|mode| &*mode.value == "phone");
    let forceful = matches!(&*event.kind.value, "ASSAULT" | "PROTEST" | "COERCE" | "RETREAT");
    forceful && event.reality.value == Reality::Occurred && !is_of_an_age(event)
        || &*event.kind.value == "CONSULT" && !phone
}

/// A toll of years is not of the place of the news.
fn is_of_an_age(event: &Event) -> bool {
    event.time.known().is_some_and(|time| time.interval.from.year != time.interval.to.year)
}

/// Arrests and releases are often made elsewhere: they are where something was said to happen just before, or nowhere.
fn keeps_close(event: &Event) -> bool {
    matches!(&*event.kind.value, "COERCE" | "RETREAT")
}

fn own_place(event: &Event) -> Option<(u32, Toponym)> {
    stated(event).map(|place: &EventPlace| (event.cluster, place.toponym.clone()))
}

impl Scene {
    fn of(article: &Article, layers: &Layers, events: &[Event]) -> Self {
        let mut scene = Scene::default();
        // A room or a street is the place of its own event only; what cannot be looked up tells others nothing.
        for event in events {
            let Some(place) = stated(event).filter(|p| p.toponym.place.is_ok() || !is_site(event)) else { continue };
            let Some(at) = scene.add(article, &place.toponym, PlaceBasis::Report) else { continue };
            let (kind, background) = (event.kind.value.clone(), event.background.value);
            let (sentence, cluster) = (event.sentence, event.cluster);
            scene.stages.push(Stage { place: at, sentence, kind, background, cluster });
        }
        if let Some(toponym) = dateline(article, layers) {
            let at = scene.add(article, &toponym, PlaceBasis::Dateline);
            scene.weigh(at, weight::DATELINE);
        }
        for toponym in layers.toponyms.iter().take(MOST).filter(|toponym| is_somewhere(layers, toponym)) {
            let at = scene.add(article, toponym, PlaceBasis::Report);
            scene.weigh(at, weight::MENTION);
            at.into_iter().for_each(|at| scene.mention(layers, toponym, at));
        }
        scene.open(article, layers);
        scene
    }

    /// The number of a place in the table; `None` where the table is full.
    fn add(&mut self, article: &Article, toponym: &Toponym, basis: PlaceBasis) -> Option<usize> {
        let words = article.text.slice(toponym.span);
        let known = self.places.iter().position(|known| is_same(known, toponym, words));
        if known.is_some() || self.places.len() >= PLACES {
            return known;
        }
        let title = article.title.as_deref().is_some_and(|title| title.contains(words));
        let fine = fineness(toponym) >= 3;
        let standing = if title { weight::TITLE } else { 0 } + if fine { weight::FINE } else { 0 };
        let toponym = toponym.clone();
        self.places.push(Known {
            toponym,
            words: words.to_owned(),
            basis,
            somewhere: false,
            opens: basis == PlaceBasis::Dateline,
            standing,
        });
        Some(self.places.len() - 1)
    }

    fn weigh(&mut self, at: Option<usize>, weight: i32) {
        at.into_iter().for_each(|at| self.places[at].standing += weight);
    }

    fn mention(&mut self, layers: &Layers, toponym: &Toponym, place: usize) {
        self.places[place].somewhere = true;
        let sentence = layers.syntax.sentence_index(toponym.tokens.start);
        let mut there = self.stages.iter().filter(|stage| stage.sentence == sentence && stage.place == place);
        if !there.any(|stage| !is_physical(&stage.kind)) {
            self.mentions.push(Mention { place, sentence });
        }
    }

    /// What the first sentence names as a place is one for acts of force, and the likelier for it.
    fn open(&mut self, article: &Article, layers: &Layers) {
        // A headline that stands in the text is no sentence: it ends without a stop.
        let stops = |s: &&Sentence| article.text.slice(s.span).trim_end().ends_with(['.', '!', '?', '"', '”']);
        let told = || layers.syntax.sentences().iter().filter(|s| !s.furniture);
        let Some(opening) = told().find(stops).or_else(|| told().next()) else { return };
        let named = crate::window::starting_in(&layers.toponyms, opening.span, |t| t.span);
        let mut opened = [false; PLACES];
        for toponym in named.iter().filter(|toponym| is_open(layers, toponym)) {
            let Some(at) = self.add(article, toponym, PlaceBasis::Report) else { continue };
            if !std::mem::replace(&mut opened[at], true) {
                self.places[at].standing += weight::OPENING;
                self.places[at].somewhere = true;
                self.places[at].opens = true;
            }
        }
    }

    /// The place for which most speaks; of two the finer, of two as fine the one met first.
    fn place(&self, event: &Event) -> Stated<EventPlace> {
        let scores = self.scores(event);
        let rank = |at: usize| (scores[at], fineness(&self.places[at].toponym), Reverse(at));
        let possible = |at: &usize| scores[*at] > 0;
        let Some(best) = (0..scores.len()).filter(possible).max_by_key(|at| rank(*at)) else {
            return Stated::Absent(Reason::NotStated);
        };
        if keeps_close(event) && !self.is_just_before(best, event) {
            return Stated::Absent(Reason::NotStated);
        }
        if scores[best] < self.rival(best, &scores) + MARGIN {
            return Stated::Absent(Reason::Ambiguous);
        }
        let inside = |at: &usize| holds(&self.places[best].toponym, &self.places[*at].toponym);
        let named = |at: &usize| scores[*at] * 2 >= scores[best] && self.is_named_by(*at, event);
        let finer = (0..scores.len()).filter(named).filter(inside);
        let best = &self.places[finer.max_by_key(|at| rank(*at)).unwrap_or(best)];
        let rule = if best.basis == PlaceBasis::Dateline { "place.dateline" } else { "place.same-scene" };
        known(&best.toponym, best.basis, rule)
    }

    /// The report has named the place by then, or opens with it.
    fn is_named_by(&self, place: usize, event: &Event) -> bool {
        let known = &self.places[place];
        let stages = self.stages.iter().filter(|stage| stage.place == place).map(|stage| stage.sentence);
        let mentions = self.mentions.iter().filter(|mention| mention.place == place).map(|mention| mention.sentence);
        known.opens || stages.chain(mentions).any(|sentence| sentence <= event.sentence)
    }

    /// An event of this sentence or the one before happened there.
    fn is_just_before(&self, place: usize, event: &Event) -> bool {
        let near = |stage: &&Stage| stage.sentence <= event.sentence && event.sentence - stage.sentence <= 1;
        self.stages.iter().filter(near).any(|stage| stage.place == place)
    }

    /// What speaks for the next best place that is neither in this one nor around it.
    fn rival(&self, best: usize, scores: &[i32]) -> i32 {
        let this = &self.places[best].toponym;
        let apart = |at: &usize| {
            let other = &self.places[*at].toponym;
            *at != best && !holds(other, this) && !holds(this, other)
        };
        (0..scores.len()).filter(apart).map(|at| scores[at]).max().unwrap_or(0)
    }

    /// What speaks for each place: for acts of force other acts of force, for meetings other meetings.
    fn scores(&self, event: &Event) -> Vec<i32> {
        let meeting = &*event.kind.value == "CONSULT";
        let mut scores = vec![0; self.places.len()];
        let from = self.stages.partition_point(|stage| stage.sentence + MOST < event.sentence);
        let near = self.stages.iter().skip(from).take(MOST);
        let mut clusters = vec![0; self.places.len()];
        for stage in near.filter(|stage| (&*stage.kind == "CONSULT") == meeting) {
            scores[stage.place] = nearness(stage, event).max(scores[stage.place]);
            // Mentions of one event side by side say it once.
            scores[stage.place] += if clusters[stage.place] == stage.cluster + 1 { 0 } else { weight::AGAIN };
            clusters[stage.place] = stage.cluster + 1;
        }
        for mention in self.mentions.iter().filter(|mention| !meeting && mention.sentence == event.sentence) {
            scores[mention.place] = weight::SENTENCE.max(scores[mention.place]);
        }
        for (score, known) in scores.iter_mut().zip(&self.places) {
            let possible = *score > 0 || known.basis == PlaceBasis::Dateline || known.somewhere && !meeting;
            *score += if possible { known.standing } else { 0 };
        }
        scores
    }
}

/// A country, and a place in it.
fn holds(country: &Toponym, place: &Toponym) -> bool {
    match (&country.place, &place.place) {
        (Ok(outer), Ok(inner)) => fineness(country) == 1 && fineness(place) > 1 && outer.country == inner.country,
        _ => false,
    }
}

fn nearness(stage: &Stage, event: &Event) -> i32 {
    let distance = event.sentence.checked_sub(stage.sentence);
    let near = match distance {
        Some(0 | 1) => weight::BESIDE,
        Some(d) if d <= BEFORE => weight::BEFORE,
        _ => 0,
    };
    // What is only told later says little of where the report is now.
    if distance.is_none() && stage.kind != event.kind.value {
        return weight::NAMED;
    }
    let kind = if stage.kind == event.kind.value { weight::SAME_KIND } else { 0 };
    let age = if stage.background == event.background.value { weight::SAME_AGE } else { 0 };
    weight::NAMED + near + kind + age
}

/// The same place of the gazetteer, or the same words where it has none.
fn is_same(known: &Known, toponym: &Toponym, words: &str) -> bool {
    match (&known.toponym.place, &toponym.place) {
        (Ok(a), Ok(b)) if a.geonames != 0 && a.precision == b.precision => a.geonames == b.geonames,
        _ => known.words.eq_ignore_ascii_case(words),
    }
}

/// The finest place of the dateline; a town that cannot be looked up keeps its words, and lies in what is named with it.
fn dateline(article: &Article, layers: &Layers) -> Option<Toponym> {
    let span = article.dateline.as_ref()?.place?;
    let named = layers.toponyms.iter().take_while(|t| t.span.start < span.end).filter(|t| t.span.overlaps(span));
    let finest = named.max_by_key(|toponym| (fineness(toponym), Reverse(toponym.span.start)));
    let town = article.text.slice(span).split(',').next().map_or(0, |town| town.trim_end().len() as u32);
    let span = Span::new(span.start, span.start + town);
    let tokens = layers.syntax.tokens_in(span);
    match finest {
        Some(toponym) if toponym.span.start <= span.start => Some(toponym.clone()),
        Some(container) => Some(Toponym { span, tokens, place: super::phrases::lies_in(&container.place) }),
        None => Some(Toponym { span, tokens, place: Err(Reason::Unresolved) }),
    }
}
