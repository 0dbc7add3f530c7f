//! When: which time expression belongs to which event.

use super::{first_of_cluster, paths};
use crate::window;
use dateline_doc::{Article, Decider, Event, EventTime, Evidence, Field, Layers, Reality, Reason, Stated, TimeBasis};
use dateline_doc::{Day, Deprel, Interval, Syntax, TimePrecision, Timex, TimexKind, TokenId, Upos};
use dateline_lexicon::Codebook;

/// The dearest way that still ties a time to a predicate.
const MAX_COST: u32 = 9;
/// An event that ended this many days before publication is background.
const NEWS_DAYS: i64 = 6;

/// The time of the event at `head`, from the words of its own sentence.
pub(super) fn time(layers: &Layers, codebook: &Codebook, head: TokenId) -> Stated<EventTime> {
    let sentence = layers.syntax.sentence(head).span;
    let near = window::starting_in(&layers.times, sentence, |t| t.span).iter().filter(|t| is_point(t));
    let best =
        near.filter_map(|t| Some((distance(layers, codebook, t, head)?, t))).min_by_key(|(cost, t)| (*cost, t.span));
    match best {
        None => Stated::Absent(Reason::NotStated),
        Some((_, timex)) => stated(timex),
    }
}

fn is_point(timex: &Timex) -> bool {
    matches!(timex.kind, TimexKind::Date | TimexKind::Time) && !timex.value.ends_with("_REF")
}

fn distance(layers: &Layers, codebook: &Codebook, timex: &Timex, head: TokenId) -> Option<u32> {
    let syntax = &layers.syntax;
    let range = syntax.tokens_in(timex.span);
    let anchor = paths::anchor(syntax, range)?;
    if !shares_time(syntax, codebook, head) && !syntax.ancestors(anchor).any(|t| t == head) {
        return None;
    }
    paths::cost(syntax, anchor, head).filter(|cost| *cost <= MAX_COST)
}

/// A verb's time is also that of an event noun that it carries out, or during which it takes place; not of one that it
/// is about ("condemned the attack on Monday", "will meet on Tuesday despite the murder").
fn shares_time(syntax: &Syntax, codebook: &Codebook, head: TokenId) -> bool {
    if syntax.upos(head) != Upos::Noun {
        return true;
    }
    let case = syntax.child_by(head, Deprel::Case).map(|case| syntax.lower(case));
    let Some(up) = syntax.head(head) else { return true };
    match syntax.deprel(head) {
        Deprel::Obl | Deprel::OblAgent | Deprel::Nmod => matches!(case, Some("in" | "during" | "by" | "amid")),
        Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass => {
            ["light", "occurs"].iter().any(|class| codebook.in_class(class, syntax.lemma(up)))
                || syntax.upos(up) != Upos::Verb
        }
        _ => true,
    }
}

fn stated(timex: &Timex) -> Stated<EventTime> {
    let Some(interval) = timex.interval else { return Stated::Absent(Reason::Unresolved) };
    let value = EventTime { span: Some(timex.span), interval, precision: timex.precision, basis: timex.basis };
    Stated::Known(Field::new(value, Evidence::at(timex.span, Decider::rule("time.nearest"))))
}

/// Events that name no time happened when their other mentions did, else at the narrative's current time: when the
/// report last said that something of the news happened; else, as the basis says, on the day of publication.
pub(super) fn carry_over(article: &Article, events: &mut [Event]) {
    let own: Vec<Option<(u32, EventTime)>> = events.iter().map(own_time).collect();
    let mates = first_of_cluster(&own);
    let mut last: Option<EventTime> = None;
    for (event, mine) in events.iter_mut().zip(&own) {
        if let Some((_, time)) = mine {
            last = Some(time.clone()).filter(|_| !event.background.value).or(last);
        } else if is_undated_news(event) {
            let found = mates.get(&event.cluster).map(|time| ((*time).clone(), "time.same-event"));
            let found = found.or_else(|| last.clone().map(|time| (time, "time.narrative")));
            if let Some((time, rule)) = found.or_else(|| published(article)) {
                let spans = time.span.into_iter().collect();
                event.time = Stated::Known(Field::new(time, Evidence { spans, decided_by: Decider::rule(rule) }));
            }
        }
    }
}

fn own_time(event: &Event) -> Option<(u32, EventTime)> {
    let time = event.time.known().filter(|time| time.span.is_some() && time.precision == TimePrecision::Day)?;
    (event.reality.value == Reality::Occurred).then(|| (event.cluster, time.clone()))
}

fn is_undated_news(event: &Event) -> bool {
    event.time.absent() == Some(Reason::NotStated)
        && event.reality.value == Reality::Occurred
        && !event.background.value
}

fn published(article: &Article) -> Option<(EventTime, &'static str)> {
    let day = article.published?.day;
    let interval = Interval { from: day, to: day };
    let time = EventTime { span: None, interval, precision: TimePrecision::Day, basis: TimeBasis::Publication };
    Some((time, "time.publication"))
}

/// Whether the event is clearly earlier than the news: by its time, or told in the past perfect.
pub(super) fn background(article: &Article, syntax: &Syntax, head: TokenId, time: &Stated<EventTime>) -> Field<bool> {
    let rule = |value, spans, id| Field::new(value, Evidence { spans, decided_by: Decider::rule(id) });
    if let Some(time) = time.known() {
        let old = article.published.is_some_and(|p| ordinal(p.day) - ordinal(time.interval.to) > NEWS_DAYS);
        return rule(old, time.span.filter(|_| old).into_iter().collect(), "background.time");
    }
    match past_perfect(syntax, head) {
        Some(had) => rule(true, vec![syntax.span(had)], "background.past-perfect"),
        None => rule(false, Vec::new(), "background.time"),
    }
}

/// The "had" of "had killed", but not under a verb of saying, where it may stand for a simple past.
fn past_perfect(syntax: &Syntax, head: TokenId) -> Option<TokenId> {
    let reported = std::iter::once(head).chain(syntax.ancestors(head)).any(|t| syntax.deprel(t) == Deprel::Ccomp);
    syntax.children_by(head, Deprel::Aux).find(|t| syntax.lower(*t) == "had" && !reported)
}

/// Days since the year 0, near enough to compare.
fn ordinal(day: Day) -> i64 {
    i64::from(day.year) * 365 + i64::from(day.year) / 4 + i64::from(day.month) * 30 + i64::from(day.day)
}
