//! What the decision sees of a candidate. A feature that the weights don't know weighs nothing: a rule that was never
//! seen in training goes by its author's confidence and by what all rules share.

use super::{Candidate, Sink};
use crate::code::conditions::Classes;
use crate::window;
use dateline_doc::{Deprel, Event, Feats, Participant, PlaceBasis, Reality, TokenId, Upos};
use dateline_lexicon::ActorClass;
use std::collections::HashMap;

/// The feature that every candidate has.
pub(super) const CONSTANT: &str = "constant";

/// The classes of words that tell what a sentence is about.
const TOPICS: [&str; 5] = ["war", "weapon", "crime", "plot", "sport-talk"];
/// A sentence of longer words with capitals is a headline where fewer than this many of its words have none.
const PLAIN_WORDS: usize = 2;

/// What the candidates of a report have in common.
pub(super) struct Report<'a, 'c> {
    classes: &'c Classes<'a>,
    total: usize,
    /// Candidates by type and by the words that set them off.
    kinds: HashMap<Box<str>, usize>,
    words: HashMap<Box<str>, usize>,
    /// Candidates by type and entity.
    parties: HashMap<(Box<str>, u32), usize>,
    /// By sentence that holds a candidate: how many, and which topics it speaks of.
    sentences: HashMap<usize, About>,
    /// Of a hundred such sentences, how many speak of each topic.
    shares: [usize; TOPICS.len()],
}

/// A sentence at a glance.
#[derive(Debug, Default, Clone, Copy)]
struct About {
    candidates: usize,
    topics: [bool; TOPICS.len()],
    headline: bool,
}

impl<'a, 'c> Report<'a, 'c> {
    /// Looks the candidates over, once.
    pub(super) fn of(classes: &'c Classes<'a>, candidates: &[Candidate<'_>]) -> Self {
        let mut report = Report {
            classes,
            total: candidates.len(),
            kinds: HashMap::new(),
            words: HashMap::new(),
            parties: HashMap::new(),
            sentences: HashMap::new(),
            shares: [0; TOPICS.len()],
        };
        for Candidate { event, .. } in candidates {
            *report.kinds.entry((*event.kind.value).into()).or_default() += 1;
            *report.words.entry(stem(classes.layers.syntax.lemma(event.head)).into()).or_default() += 1;
            for entity in entities(event) {
                *report.parties.entry(((*event.kind.value).into(), entity)).or_default() += 1;
            }
            let about = report.sentences.entry(event.sentence).or_insert_with(|| about(classes, event.head));
            about.candidates += 1;
            let first = about.candidates == 1;
            let topics = about.topics;
            (0..TOPICS.len()).filter(|nth| first && topics[*nth]).for_each(|nth| report.shares[nth] += 1);
        }
        let all = report.sentences.len().max(1);
        report.shares = report.shares.map(|share| share * 100 / all);
        report
    }

    /// Everything about one candidate.
    pub(super) fn features(&self, candidate: &Candidate<'_>, sink: &mut impl Sink) {
        sink.add(CONSTANT, &[], 1.0);
        rule(candidate, sink);
        self.word(candidate, sink);
        self.clause(candidate, sink);
        self.sides(&candidate.event, sink);
        circumstances(self.classes, &candidate.event, sink);
        self.sentence(&candidate.event, sink);
        self.others(&candidate.event, sink);
    }

    /// The word itself.
    fn word(&self, candidate: &Candidate<'_>, sink: &mut impl Sink) {
        let (syntax, event) = (&self.classes.layers.syntax, &candidate.event);
        let (head, pos) = (event.head, pos(self.classes, event.head));
        sink.add("pos", &[pos], 1.0);
        sink.add("type+pos", &[&event.kind.value, pos], 1.0);
        sink.add("lemma", &[syntax.lemma(head)], 1.0);
        sink.add("form", &[syntax.xpos(head)], 1.0);
        sink.add("more-words", &[yes(candidate.parts > 0)], 1.0);
        if pos == "noun" {
            let number = if syntax.feats(head).has(Feats::PLUR) { "plural" } else { "singular" };
            sink.add("noun", &[determiner(self.classes, head), number], 1.0);
        }
        if self.classes.is_capitalised(head) {
            let first = syntax.sentence(head).tokens.start == head;
            sink.add("capital", &[if first { "first" } else { "inside" }], 1.0);
        }
    }

    /// How it hangs in the sentence.
    fn clause(&self, candidate: &Candidate<'_>, sink: &mut impl Sink) {
        let (syntax, head) = (&self.classes.layers.syntax, candidate.event.head);
        let relation = syntax.deprel(head).as_str();
        sink.add("relation", &[relation], 1.0);
        sink.add("relation+pos", &[relation, pos(self.classes, head)], 1.0);
        let depth = syntax.ancestors(head).take(6).count();
        sink.add("depth", &[bucket(depth)], 1.0);
        if let Some(up) = syntax.head(head) {
            sink.add("above", &[syntax.upos(up).as_str()], 1.0);
        }
        if let Some(case) = syntax.child_by(head, Deprel::Case) {
            sink.add("case", &[syntax.lower(case)], 1.0);
        }
        sink.add("children", &[bucket(syntax.children(head).len())], 1.0);
    }

    /// Who the sides are.
    fn sides(&self, event: &Event, sink: &mut impl Sink) {
        let (actor, recipient) = (self.side(&event.actors), self.side(&event.recipients));
        sink.add("actor", &[actor], 1.0);
        sink.add("recipient", &[recipient], 1.0);
        let sides = match (event.actors.is_empty(), event.recipients.is_empty()) {
            (false, false) => "both",
            (false, true) => "actor",
            (true, false) => "recipient",
            (true, true) => "none",
        };
        sink.add("sides", &[sides], 1.0);
        sink.add("sides+pos", &[sides, pos(self.classes, event.head)], 1.0);
        let political = [actor, recipient].iter().filter(|side| is_power(side)).count();
        sink.add("powers", &[bucket(political)], 1.0);
    }

    fn side(&self, parties: &[Participant]) -> &'static str {
        parties.iter().map(|party| self.party(party)).min().map_or("none", |(_, name)| name)
    }

    /// What kind of party it is; the lower the number, the more it tells.
    fn party(&self, party: &Participant) -> (u8, &'static str) {
        let classes = self.classes;
        match classes.class(party.head) {
            _ if classes.is_country(party.head) => (0, "country"),
            Some(ActorClass::Armed) => (1, "armed"),
            Some(ActorClass::Authority) => (2, "authority"),
            Some(ActorClass::Organisation) => (3, "organisation"),
            _ if classes.is_named_person(party.head) => (4, "person-named"),
            _ if classes.name(party.head).is_some() => (5, "named"),
            Some(ActorClass::Group) => (6, "group"),
            Some(ActorClass::Media) => (7, "media"),
            _ if classes.layers.syntax.upos(party.head) == Upos::Pron => (9, "pronoun"),
            _ if classes.is_person(party.head) => (8, "person"),
            _ => (10, "other"),
        }
    }

    /// The sentence and its place.
    fn sentence(&self, event: &Event, sink: &mut impl Sink) {
        let syntax = &self.classes.layers.syntax;
        sink.add("position", &[position(event.sentence)], 1.0);
        sink.add("length", &[length(syntax.sentence(event.head).tokens.len())], 1.0);
        let about = self.sentences.get(&event.sentence).copied().unwrap_or_default();
        sink.add("headline", &[yes(about.headline)], 1.0);
        sink.add("beside", &[bucket(about.candidates.saturating_sub(1))], 1.0);
        for (topic, _) in TOPICS.iter().zip(about.topics).filter(|(_, there)| *there) {
            sink.add("speaks-of", &[topic], 1.0);
        }
        for (topic, share) in TOPICS.iter().zip(self.shares) {
            sink.add("report-of", &[topic], share as f64 / 100.0);
        }
    }

    /// The other candidates of the report.
    fn others(&self, event: &Event, sink: &mut impl Sink) {
        let kind: &str = &event.kind.value;
        let same = self.kinds.get(kind).copied().unwrap_or(1) - 1;
        sink.add("same-type", &[bucket(same)], 1.0);
        let word = self.words.get(stem(self.classes.layers.syntax.lemma(event.head))).copied().unwrap_or(1) - 1;
        sink.add("same-word", &[bucket(word)], 1.0);
        let shared = |entity| self.parties.get(&(kind.into(), entity)).copied().unwrap_or(1) - 1;
        sink.add("same-party", &[bucket(entities(event).into_iter().map(shared).max().unwrap_or(0))], 1.0);
        let all = self.kinds.get(kind).copied().unwrap_or(0) * 100 / self.total.max(1);
        sink.add("type-share", &[], all as f64 / 100.0);
        let sentences = self.classes.layers.syntax.sentences().len().max(1);
        let density = (self.total as f64 / sentences as f64).min(2.0);
        sink.add("density", &[], density);
        sink.add("coded-sentences", &[], self.sentences.len() as f64 / sentences as f64);
    }
}

/// What the codebook says of the rule.
fn rule(candidate: &Candidate<'_>, sink: &mut impl Sink) {
    let rule = candidate.rule;
    // What the rule's author thought, less where sides are not said: the candidate still carries it.
    let prior = f64::from(candidate.event.confidence.as_per_mille().clamp(50, 980)) / 1000.0;
    sink.add("prior", &[], (prior / (1.0 - prior)).ln());
    sink.add("rule", &[&rule.id], 1.0);
    sink.add("type", &[&rule.kind], 1.0);
    let demands = rule.conditions.iter().filter(|condition| condition.wanted).count();
    let near = usize::from(!rule.needs_after.is_empty()) + usize::from(!rule.near.is_empty());
    sink.add("demands", &[bucket(demands + near)], 1.0);
    sink.add("political", &[yes(rule.political)], 1.0);
}

/// When, where, how many, whether, and according to whom.
fn circumstances(classes: &Classes<'_>, event: &Event, sink: &mut impl Sink) {
    let place = match event.place.known().map(|place| place.basis) {
        Some(PlaceBasis::Clause) => "clause",
        Some(PlaceBasis::Sentence) => "sentence",
        Some(PlaceBasis::Report | PlaceBasis::Dateline) => "report",
        None => "none",
    };
    sink.add("place", &[place], 1.0);
    let time = event.time.known().map(|time| time.span.is_some());
    sink.add("time", &[time.map_or("none", |said| if said { "said" } else { "worked-out" })], 1.0);
    sink.add("figures", &[yes(!event.figures.is_empty())], 1.0);
    sink.add("reality", &[event.reality.value.as_str()], 1.0);
    if event.reality.value != Reality::Occurred {
        sink.add("unreal+type", &[&event.kind.value], 1.0);
    }
    sink.add("background", &[yes(event.background.value)], 1.0);
    let mut quotes = window::overlapping(&classes.layers.quotes, event.trigger, |quote| quote.span);
    let quoted = quotes.any(|quote| quote.span.contains(event.trigger));
    let said = if quoted {
        "quoted"
    } else if event.sources.is_empty() {
        "asserted"
    } else {
        "attributed"
    };
    sink.add("said", &[said], 1.0);
    sink.add("mode", &[event.mode.as_ref().map_or("none", |_| "some")], 1.0);
}

fn about(classes: &Classes<'_>, head: TokenId) -> About {
    let syntax = &classes.layers.syntax;
    let tokens = syntax.sentence(head).tokens;
    let mut about = About::default();
    for token in tokens.iter().filter(|token| *token != head && matches!(syntax.upos(*token), Upos::Noun | Upos::Verb))
    {
        for (topic, there) in TOPICS.iter().zip(&mut about.topics) {
            *there |= classes.codebook.in_class(topic, syntax.lemma(token));
        }
    }
    let long = |t: &TokenId| syntax.lower(*t).len() > 3 && syntax.lower(*t).starts_with(char::is_alphabetic);
    about.headline = tokens.iter().filter(long).filter(|t| !classes.is_capitalised(*t)).count() < PLAIN_WORDS;
    about
}

fn entities(event: &Event) -> Vec<u32> {
    event.actors.iter().chain(&event.recipients).filter_map(|party| party.entity).collect()
}

fn is_power(side: &str) -> bool {
    matches!(side, "country" | "armed" | "authority" | "organisation")
}

fn pos(classes: &Classes<'_>, head: TokenId) -> &'static str {
    match classes.layers.syntax.upos(head) {
        Upos::Noun => "noun",
        Upos::Adj => "adjective",
        _ => "verb",
    }
}

fn determiner(classes: &Classes<'_>, head: TokenId) -> &'static str {
    let syntax = &classes.layers.syntax;
    if syntax.child_by(head, Deprel::NmodPoss).is_some() {
        return "owned";
    }
    match syntax.child_by(head, Deprel::Det).map(|det| syntax.lower(det)) {
        None => "bare",
        Some("the") => "the",
        Some("a" | "an" | "another") => "a",
        Some("this" | "that" | "these" | "those") => "this",
        Some(_) => "other",
    }
}

/// "kill" and "killing" are one word.
fn stem(lemma: &str) -> &str {
    lemma.strip_suffix("ing").unwrap_or(lemma)
}

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn bucket(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=6 => "4-6",
        _ => "7+",
    }
}

fn position(sentence: usize) -> &'static str {
    match sentence {
        0 => "0",
        1..=2 => "1-2",
        3..=6 => "3-6",
        7..=12 => "7-12",
        13..=24 => "13-24",
        _ => "25+",
    }
}

fn length(words: usize) -> &'static str {
    match words {
        0..=9 => "-9",
        10..=17 => "10-17",
        18..=27 => "18-27",
        28..=40 => "28-40",
        _ => "41+",
    }
}
