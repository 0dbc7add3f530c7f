//! Predicates to events: who did what to whom, and whether it happened.
//!
//! Each sentence is searched for words that set off a rule of the codebook ([`predicate`]); what one event says twice is
//! folded together ([`fold`]); then each event gets its place, time, reality, sources and figures.

mod arguments;
mod behind;
mod conditions;
mod context;
mod decide;
mod earlier;
mod elsewhere;
mod figures;
mod fold;
mod frames;
mod paths;
mod phrase;
mod place;
mod predicate;
mod pronouns;
mod reality;
mod sources;
mod when;

use crate::attribute::Said;
use crate::resolve;
use conditions::Classes;
use dateline_doc::{
    Article, Confidence, Decider, Decision, Event, Evidence, Field, Layers, Participant, Reason, Source, TokenId,
};
use dateline_lexicon::{Actors, Codebook};
use decide::Candidate;
pub use figures::totals;
use fold::Draft;
pub use predicate::Silence;
use std::collections::HashMap;
use std::sync::Arc;

/// Events below this confidence are left out where nothing else is asked for: where F1 is best on the reports that the
/// decision was trained on, across folds.
pub const MIN_CONFIDENCE: Confidence = Confidence::per_mille(400);

/// Version of the weights that decide how likely an event is.
pub fn decisions_version() -> String {
    decide::version()
}

/// All event mentions, in the order of the text.
pub fn events(article: &Article, layers: &Layers, codebook: &Codebook, actors: &Actors) -> Vec<Event> {
    let said = Said::new(&layers.attributions);
    let classes = Classes::new(article, layers, codebook, actors, &said);
    decide::judge(&classes, candidates(article, &classes))
}

/// The same events, each with the names and strengths of what the decision sees of it: for training.
pub fn observations(
    article: &Article,
    layers: &Layers,
    codebook: &Codebook,
    actors: &Actors,
) -> Vec<(Event, Vec<(String, f64)>)> {
    let said = Said::new(&layers.attributions);
    let classes = Classes::new(article, layers, codebook, actors, &said);
    decide::observe(&classes, candidates(article, &classes))
}

/// What the rules propose.
fn candidates<'a>(article: &Article, classes: &Classes<'a>) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    for sentence in classes.layers.syntax.sentences().iter().filter(|s| !s.furniture) {
        let hits = sentence.tokens.iter().filter_map(|token| predicate::hit(classes, token)).collect();
        candidates.extend(fold::drafts(classes, hits).iter().map(|draft| Candidate {
            event: event(article, classes, draft),
            rule: draft.hit.rule,
            parts: draft.hit.parts.len(),
        }));
    }
    candidates
}

/// Gives events that name no time or place of their own those of their other mentions or of the narrative. Needs the
/// clusters.
pub fn complete(article: &Article, layers: &Layers, events: &mut [Event]) {
    when::carry_over(article, layers, events);
    place::carry_over(article, layers, events);
}

/// The first value of each cluster that has one, of values by event with their clusters.
fn first_of_cluster<T>(values: &[Option<(u32, T)>]) -> HashMap<u32, &T> {
    let mut first = HashMap::new();
    for (cluster, value) in values.iter().flatten() {
        first.entry(*cluster).or_insert(value);
    }
    first
}

/// One rule whose head word stands in a report, and why it stayed silent; `None` where it fired.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// The head word.
    pub head: TokenId,
    /// The rule.
    pub rule: Arc<str>,
    /// Why it stayed silent.
    pub silence: Option<Silence>,
}

/// What each rule made of each word that might set it off, in the order of the text: for those who write codebooks.
pub fn attempts(article: &Article, layers: &Layers, codebook: &Codebook, actors: &Actors) -> Vec<Attempt> {
    let said = Said::new(&layers.attributions);
    let classes = Classes::new(article, layers, codebook, actors, &said);
    let of = |head| {
        let tried = predicate::attempts(&classes, head).map(|(rule, result)| (rule.id.clone(), result.err()));
        tried.map(move |(rule, silence)| Attempt { head, rule, silence }).collect::<Vec<_>>()
    };
    layers.syntax.tokens().iter().flat_map(of).collect()
}

fn event(article: &Article, classes: &Classes<'_>, draft: &Draft<'_>) -> Event {
    let (layers, hit) = (classes.layers, &draft.hit);
    let syntax = &layers.syntax;
    let rule = Decider::Rule(hit.rule.id.clone());
    let time = when::time(layers, classes.codebook, hit.head);
    let background = when::background(article, layers, classes.codebook, hit.head, &time);
    let reality = reality::reality(article, syntax, classes.codebook, &reality::Event { hit, time: &time });
    let actors = participants(article, classes, &hit.actors);
    let recipients = participants(article, classes, &hit.recipients);
    let (sources, attribution) = sources::chain(classes, hit.trigger);
    let decisions = decisions(draft, &actors, &recipients, &sources, attribution);
    let at = place::find(layers, hit.head, &hit.rule.kind);
    let confidence = confidence(draft, at.place.known().is_some() || time.known().is_some());
    Event {
        sentence: syntax.sentence_index(hit.head),
        trigger: hit.trigger,
        head: hit.head,
        kind: Field::new(hit.rule.kind.clone(), Evidence::at(hit.trigger, rule)),
        mode: mode(classes, draft, &recipients),
        cameo: hit.rule.cameo.clone(),
        contexts: context::contexts(classes, hit.head),
        actors,
        recipients,
        place: at.place,
        origin: at.origin,
        destination: at.destination,
        time,
        reality,
        background,
        sources,
        figures: draft.figures.clone(),
        cluster: 0,
        main: false,
        confidence,
        absent: absent(draft),
        decisions,
    }
}

/// The rule's mode, else the one that a word of the clause fixes. A killing of a political target is an assassination,
/// whatever the weapon (codebook section 6).
fn mode(classes: &Classes<'_>, draft: &Draft<'_>, recipients: &[Participant]) -> Option<Field<Arc<str>>> {
    let hit = &draft.hit;
    let rule = Decider::Rule(hit.rule.id.clone());
    if let Some(target) = recipients.iter().find(|p| hit.rule.may_assassinate && is_political_target(classes, p)) {
        let evidence =
            Evidence { spans: vec![hit.trigger, target.span], decided_by: Decider::rule("mode.assassinate") };
        return Some(Field::new("assassinate".into(), evidence));
    }
    if let Some(mode) = &hit.rule.mode {
        return Some(Field::new(mode.clone(), Evidence::at(hit.trigger, rule)));
    }
    let syntax = &classes.layers.syntax;
    let clause = syntax.subtree_without(hit.head, |t| fold::is_other_clause(syntax, t));
    let cues = classes.codebook.modes().iter().filter(|cue| cue.kind == hit.rule.kind);
    cues.flat_map(|cue| cue.lemmas.iter().map(move |lemma| (cue, lemma))).find_map(|(cue, lemma)| {
        let word = clause.iter().find(|t| syntax.lemma(*t) == &**lemma)?;
        let evidence = Evidence::at(syntax.span(word), Decider::rule(format!("mode.{}", cue.mode)));
        Some(Field::new(cue.mode.clone(), evidence))
    })
}

/// One person who holds or held power: by office, or by the noun that names the role.
fn is_political_target(classes: &Classes<'_>, target: &Participant) -> bool {
    let power = |sector: &Field<Arc<str>>| matches!(&*sector.value, "GOV" | "LEG" | "JUD" | "PTY" | "ELI");
    let plural = classes.layers.syntax.feats(target.head).has(dateline_doc::Feats::PLUR);
    !plural && classes.is_person(target.head) && target.sectors.iter().any(power)
}

fn participants(article: &Article, classes: &Classes<'_>, heads: &[TokenId]) -> Vec<Participant> {
    let of = |head: &TokenId| {
        let span = phrase::of_participant(article, classes, *head);
        resolve::participant(article, classes.layers, *head, span, classes.actors)
    };
    heads.iter().map(of).collect()
}

/// What the decision starts from: the rule's own, less where neither side is said, and less again where not even a time or a place is.
fn confidence(draft: &Draft<'_>, located: bool) -> Confidence {
    let hit = &draft.hit;
    let aimless = hit.recipients.is_empty() && !hit.aimed;
    let known = match (hit.actors.is_empty(), aimless) {
        (false, false) => 1000,
        (true, true) if draft.figures.is_empty() && located => 880,
        (true, true) if draft.figures.is_empty() => 780,
        _ => 920,
    };
    Confidence::per_mille(hit.rule.confidence).and(Confidence::per_mille(known))
}

fn absent(draft: &Draft<'_>) -> Vec<(&'static str, Reason)> {
    let sides = [("actors", draft.hit.actors.is_empty()), ("recipients", draft.hit.recipients.is_empty())];
    let mutual = draft.hit.rule.mutual;
    sides
        .into_iter()
        .filter(|(name, empty)| *empty && !(mutual && *name == "recipients"))
        .map(|(name, _)| (name, Reason::NotStated))
        .collect()
}

/// Who decided the fields that are lists.
fn decisions(
    draft: &Draft<'_>,
    actors: &[Participant],
    recipients: &[Participant],
    sources: &[Source],
    attribution: &str,
) -> Vec<Decision> {
    let rule = || Decider::Rule(draft.hit.rule.id.clone());
    let parties = |parties: &[Participant]| parties.iter().map(|party| party.span).collect::<Vec<_>>();
    let said = sources.iter().flat_map(|source| [source.span].into_iter().chain(source.cue)).collect();
    [
        ("actors", parties(actors), rule()),
        ("recipients", parties(recipients), rule()),
        ("sources", said, Decider::rule(format!("attribution.{attribution}"))),
        ("figures", draft.figures.iter().map(|figure| figure.span).collect(), rule()),
    ]
    .into_iter()
    .filter(|(_, spans, _)| !spans.is_empty())
    .map(|(field, spans, decided_by)| Decision { field, evidence: Evidence { spans, decided_by } })
    .collect()
}
