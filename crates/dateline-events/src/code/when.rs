//! When: which time expression belongs to which event.

use super::{earlier, first_of_cluster, paths};
use crate::window;
use dateline_doc::{Article, Byte, Decider, Event, EventTime, Evidence, Field, Layers, Reality, Reason, Span, Stated};
use dateline_doc::{Day, Deprel, Interval, Syntax, TimeBasis, TimePrecision, Timex, TimexKind, TokenId, Upos};
use dateline_lexicon::Codebook;

/// The dearest way that still ties a time to a predicate.
const MAX_COST: u32 = 9;
/// An event that ended this many days before publication is background.
const NEWS_DAYS: i64 = 6;
/// For so many sentences a time that was told last holds on; then the report is back at its main event.
const SCENE: usize = 2;

/// The time of the event at `head`, from the words of its own sentence.
pub(super) fn time(layers: &Layers, codebook: &Codebook, head: TokenId) -> Stated<EventTime> {
    let syntax = &layers.syntax;
    let near = window::starting_in(&layers.times, syntax.sentence(head).span, |t| t.span).iter();
    let belonging = near.filter(|t| is_point(t)).filter_map(|timex| {
        let anchor = paths::anchor(syntax, syntax.tokens_in(timex.span))?;
        let cost = distance(syntax, codebook, timex, anchor, head)?;
        // Of two that are equally near, each predicate takes the one behind it.
        Some(((cost, anchor < head, timex.span), timex))
    });
    match belonging.min_by_key(|(rank, _)| *rank) {
        None => Stated::Absent(Reason::NotStated),
        Some((_, timex)) => stated(timex),
    }
}

/// A point of time, or a length that the calendar places ("over the past ten months").
fn is_point(timex: &Timex) -> bool {
    match timex.kind {
        TimexKind::Date | TimexKind::Time => !timex.value.ends_with("_REF"),
        TimexKind::Duration => timex.interval.is_some(),
        TimexKind::Set => false,
    }
}

fn distance(syntax: &Syntax, codebook: &Codebook, timex: &Timex, anchor: TokenId, head: TokenId) -> Option<u32> {
    let first = syntax.tokens_in(timex.span).start;
    if follows_noun(syntax, head, first) {
        return Some(1);
    }
    let own = syntax.head(anchor) == Some(head);
    let below = syntax.ancestors(anchor).any(|t| t == head);
    let open = below || shares_time(syntax, codebook, head);
    let may = open && !is_limit(syntax, timex, anchor, head) && (own || may_reach(syntax, codebook, anchor, head));
    may.then(|| paths::cost(syntax, anchor, head)).flatten().filter(|cost| *cost <= MAX_COST)
}

/// "the arrests last week", but for the object of a verb, which has the better claim.
fn follows_noun(syntax: &Syntax, head: TokenId, first: TokenId) -> bool {
    let adjunct = matches!(syntax.deprel(head), Deprel::Nmod | Deprel::Obl | Deprel::OblAgent | Deprel::Root);
    syntax.upos(head) == Upos::Noun && adjunct && first.0 == head.0 + 1
}

/// True where the expression bounds what is told from one side only: "until Friday", "no later than May 10", "before
/// 2013"; "by Friday" and "since 2013" but for what goes on or is over by then ("have fled since 2013"). What did not happen until
/// Friday happened then.
fn is_limit(syntax: &Syntax, timex: &Timex, anchor: TokenId, head: TokenId) -> bool {
    match syntax.child_by(anchor, Deprel::Case).map(|case| syntax.lower(case)) {
        Some("until" | "till") => !is_negated(syntax, head),
        Some("than") => true,
        Some("before" | "after") => timex.kind == TimexKind::Date,
        Some("by") => !has_auxiliary(syntax, head),
        Some("since") => syntax.head(anchor) != Some(head) && !has_auxiliary(syntax, head),
        _ => false,
    }
}

fn has_auxiliary(syntax: &Syntax, head: TokenId) -> bool {
    syntax.children_by(head, Deprel::Aux).next().is_some()
}

fn is_negated(syntax: &Syntax, head: TokenId) -> bool {
    syntax.children_by(head, Deprel::Advmod).any(|t| matches!(syntax.lower(t), "not" | "n't" | "n’t" | "never"))
}

/// True where nothing between the expression and the predicate keeps the time to itself: a noun that it stands before
/// ("spoke about Monday's attack") or that says where something is from ("questions from February"), and what a noun's
/// own clause tells ("condemned the move announced on Monday").
fn may_reach(syntax: &Syntax, codebook: &Codebook, anchor: TokenId, head: TokenId) -> bool {
    let opens = syntax.subtree(anchor).start == syntax.sentence(anchor).tokens.start;
    let kept_by_noun = match syntax.deprel(anchor) {
        // "Last year the courts fined": a time that opens the sentence is the clause's, whatever it hangs on.
        Deprel::NmodUnmarked if opens => false,
        Deprel::NmodPoss | Deprel::Compound | Deprel::NmodUnmarked => true,
        Deprel::Nmod => syntax.child_by(anchor, Deprel::Case).is_some_and(|t| matches!(syntax.lower(t), "of" | "from")),
        _ => false,
    };
    if kept_by_noun {
        return syntax
            .head(anchor)
            .is_some_and(|noun| syntax.head(noun) == Some(head) && shares_time(syntax, codebook, noun));
    }
    let above = std::iter::once(anchor).chain(syntax.ancestors(anchor)).take_while(|t| *t != head);
    let mut clauses = above.filter(|t| is_clause_of_noun(syntax, *t));
    clauses.all(|clause| syntax.head(clause) == Some(head) || syntax.subtree(clause).contains(head))
}

/// "announced on Monday"; what a noun is doing ("gunmen wearing masks") is at the time of the sentence.
fn is_clause_of_noun(syntax: &Syntax, token: TokenId) -> bool {
    match syntax.deprel(token) {
        Deprel::AclRelcl => true,
        Deprel::Acl => !syntax.lower(token).ends_with("ing"),
        _ => false,
    }
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
    let Some(value) = event_time(timex) else { return Stated::Absent(Reason::Unresolved) };
    Stated::Known(Field::new(value, Evidence::at(timex.span, Decider::rule("time.nearest"))))
}

/// The time that the expression names, where it could be resolved.
fn event_time(timex: &Timex) -> Option<EventTime> {
    let interval = timex.interval?;
    Some(EventTime { span: Some(timex.span), interval, precision: timex.precision, basis: timex.basis })
}

/// Events of the news that name no time happened when their other mentions did; else at the narrative's current time;
/// else on the first day of the week up to publication that the report names for anything; else, as the basis says, on the
/// day of publication.
pub(super) fn carry_over(article: &Article, layers: &Layers, events: &mut [Event]) {
    let own: Vec<Option<(u32, EventTime)>> = events.iter().map(own_time).collect();
    let mates = first_of_cluster(&own);
    let default = recent_day(article, layers).or_else(|| published(article));
    let news: Vec<Told> = events.iter().zip(&own).filter_map(told).collect();
    let spoken = spoken_days(layers);
    for event in events.iter_mut().filter(|event| is_undated_news(event)) {
        let mate = mates.get(&event.cluster).map(|time| ((*time).clone(), "time.same-event"));
        let told = is_deed(&event.kind.value) || has_moment(&layers.syntax, event.head);
        let narrated = || match scene(article, layers, &spoken, &news, event) {
            Scene::At(time) => Some((time, "time.scene")),
            Scene::Past => None,
            Scene::News => narrative(&news, event)
                .map(|found| fresh(article, layers, &found, event).unwrap_or(found))
                .or_else(|| default.clone()),
        };
        if let Some((time, rule)) = mate.or_else(|| narrated().filter(|_| told)) {
            let spans = time.span.into_iter().collect();
            event.time = Stated::Known(Field::new(time, Evidence { spans, decided_by: Decider::rule(rule) }));
            if let Some(background) = background_of_time(article, layers, &event.time) {
                event.background = background;
            }
        }
    }
}

/// Where in time the report is at an event that names no day.
enum Scene {
    /// It tells of this day.
    At(EventTime),
    /// It tells of days before the news, and does not say which.
    Past,
    /// It tells the news.
    News,
}

/// The day that the telling went to last, be it by an event or not: it holds for the rest of the paragraph. After a day
/// before the news the report is in the past until it names a day of the news again.
fn scene(article: &Article, layers: &Layers, spoken: &[Told], news: &[Told], event: &Event) -> Scene {
    let before = |days: &[Told]| days.partition_point(|told| told.trigger < event.trigger);
    let Some(last) = spoken[..before(spoken)].last() else { return Scene::News };
    if news[..before(news)].last().is_some_and(|told| told.sentence >= last.sentence) {
        return Scene::News;
    }
    let sentences = layers.syntax.sentences();
    let paragraph = |index: usize| sentences.get(index).map(|sentence| sentence.paragraph);
    if paragraph(last.sentence) == paragraph(event.sentence) && last.sentence != event.sentence {
        return Scene::At(last.time.clone());
    }
    let old = article.published.is_some_and(|p| ordinal(p.day) - ordinal(last.time.interval.to) > NEWS_DAYS);
    if old { Scene::Past } else { Scene::News }
}

/// Days that the clauses of the telling name ("Fighters drove into the town on 14 April"), in the order of the text.
fn spoken_days(layers: &Layers) -> Vec<Told> {
    let syntax = &layers.syntax;
    let day = |timex: &Timex| {
        let time = event_time(timex).filter(|time| is_point(timex) && time.precision == TimePrecision::Day)?;
        let anchor = paths::anchor(syntax, syntax.tokens_in(timex.span))?;
        let verb = syntax.head(anchor).filter(|verb| syntax.xpos(*verb) == "VBD")?;
        let main = matches!(syntax.deprel(verb), Deprel::Root | Deprel::Conj | Deprel::Parataxis);
        main.then(|| Told { sentence: syntax.sentence_index(anchor), trigger: timex.span, time })
    };
    layers.times.iter().filter_map(day).collect()
}

/// A day that an event of the news names for itself.
struct Told {
    sentence: usize,
    trigger: Span<Byte>,
    time: EventTime,
}

fn told((event, own): (&Event, &Option<(u32, EventTime)>)) -> Option<Told> {
    let (_, time) = own.as_ref().filter(|_| !event.background.value)?;
    Some(Told { sentence: event.sentence, trigger: event.trigger, time: time.clone() })
}

/// The day that the report spoke of last, in the same scene; after that the day of its main event, which it tells first
/// and comes back to; before any day is named, the first that will be.
fn narrative(news: &[Told], event: &Event) -> Option<(EventTime, &'static str)> {
    let first = news.first()?;
    let before = news.partition_point(|told| told.trigger < event.trigger);
    let last = news[..before].last();
    let scene = last.filter(|last| event.sentence - last.sentence.min(event.sentence) <= SCENE);
    Some(match (last, scene) {
        (None, _) => (first.time.clone(), "time.told-later"),
        (Some(_), Some(scene)) => (scene.time.clone(), "time.narrative"),
        (Some(_), None) => (first.time.clone(), "time.main-event"),
    })
}

/// The lead of a report on what has just happened: before it names the day of anything else it speaks of the day of its
/// publication ("this afternoon"), or says in the perfect what "has been" done. What it then recalls is no time of that.
fn fresh(
    article: &Article,
    layers: &Layers,
    (later, rule): &(EventTime, &'static str),
    event: &Event,
) -> Option<(EventTime, &'static str)> {
    let today = article.published?.day;
    let other = *rule == "time.told-later" && later.interval.to < today;
    let recalled = later.span.filter(|_| other)?;
    // A clock alone ("10 p.m.") may be of any day.
    let is_clock = |timex: &Timex| article.text.slice(timex.span).contains(|c: char| c.is_ascii_digit());
    let is_today = |timex: &&Timex| {
        let on = timex.interval.is_some_and(|days| days.from == today && days.to == today);
        on && timex.span.start < recalled.start && !is_clock(timex)
    };
    let spoken = layers.times.iter().find(is_today).and_then(event_time).map(|time| (time, "time.report"));
    spoken.or_else(|| published(article).filter(|_| is_perfect(&layers.syntax, event.head)))
}

/// "has been shot", "have killed".
fn is_perfect(syntax: &Syntax, head: TokenId) -> bool {
    syntax.children_by(head, Deprel::Aux).any(|aux| matches!(syntax.lower(aux), "has" | "have" | "'ve" | "’ve"))
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

/// Acts that are done and not only said.
fn is_deed(kind: &str) -> bool {
    matches!(kind, "ASSAULT" | "COERCE" | "PROTEST" | "MOBILIZE" | "RETREAT" | "AID" | "SANCTION")
}

/// True where an act of speech is told as one that took place at a moment: not as a stance that lasts ("his criticism of",
/// "the party's support") nor as what has been said at some time ("has accused").
fn has_moment(syntax: &Syntax, head: TokenId) -> bool {
    syntax.upos(head) != Upos::Noun && !is_perfect(syntax, head)
}

/// The first day of the week up to publication that the report names.
fn recent_day(article: &Article, layers: &Layers) -> Option<(EventTime, &'static str)> {
    let published = ordinal(article.published?.day);
    let is_recent = |interval: Interval| {
        interval.from == interval.to && (0..=NEWS_DAYS).contains(&(published - ordinal(interval.to)))
    };
    let mut days = layers.times.iter().filter(|t| is_point(t) && t.precision == TimePrecision::Day);
    let timex = days.find(|t| t.basis == TimeBasis::Relative && t.interval.is_some_and(is_recent))?;
    Some((event_time(timex)?, "time.report"))
}

fn published(article: &Article) -> Option<(EventTime, &'static str)> {
    let day = article.published?.day;
    let interval = Interval { from: day, to: day };
    let time = EventTime { span: None, interval, precision: TimePrecision::Day, basis: TimeBasis::Publication };
    Some((time, "time.publication"))
}

/// Whether the event is clearly earlier than the news: by its time, by words that say so, or told in the past perfect.
pub(super) fn background(
    article: &Article,
    layers: &Layers,
    codebook: &Codebook,
    head: TokenId,
    time: &Stated<EventTime>,
) -> Field<bool> {
    if let Some(background) = background_of_time(article, layers, time) {
        return background;
    }
    let now = present(article, layers).0;
    let rule = |value, spans, id| Field::new(value, Evidence { spans, decided_by: Decider::rule(id) });
    let syntax = &layers.syntax;
    match earlier::cue(syntax, codebook, head, now.map(|now| now.year)) {
        Some((cue, id)) => rule(true, vec![syntax.span(cue)], id),
        None => rule(false, Vec::new(), "background.time"),
    }
}

/// Whether an event whose time is known is over at the time of the report.
fn background_of_time(article: &Article, layers: &Layers, time: &Stated<EventTime>) -> Option<Field<bool>> {
    let time = time.known()?;
    let (now, margin) = present(article, layers);
    let old = now.is_some_and(|now| is_old(article, time, ordinal(now) - margin));
    let spans = time.span.filter(|_| old).into_iter().collect();
    Some(Field::new(old, Evidence { spans, decided_by: Decider::rule("background.time") }))
}

/// The day that the report speaks from, and how many days less it may be: of publication, else near the last it names.
fn present(article: &Article, layers: &Layers) -> (Option<Day>, i64) {
    /// A report that does not say when it is of may be some weeks younger or older than the last day that it names.
    const UNDATED: i64 = 60;
    if let Some(published) = article.published {
        return (Some(published.day), 0);
    }
    let days = layers.times.iter().filter(|t| is_point(t) && t.precision == TimePrecision::Day);
    (days.filter_map(|t| t.interval).map(|interval| interval.to).max_by_key(|day| ordinal(*day)), UNDATED)
}

/// Over for some days at `now`; of a month or a year, if it began long enough before; of what has lasted, if for a year.
fn is_old(article: &Article, time: &EventTime, now: i64) -> bool {
    const MONTH: i64 = 27;
    const YEAR: i64 = 365;
    let (from, to) = (now - ordinal(time.interval.from), now - ordinal(time.interval.to));
    let text = time.span.map_or("", |span| article.text.slice(span));
    let earlier = text.starts_with("earlier") && from > NEWS_DAYS && time.precision != TimePrecision::Day;
    to > NEWS_DAYS || to > 0 && from > MONTH || earlier || from > YEAR
}

/// Days since the year 0, near enough to compare.
fn ordinal(day: Day) -> i64 {
    i64::from(day.year) * 365 + i64::from(day.year) / 4 + i64::from(day.month) * 30 + i64::from(day.day)
}
