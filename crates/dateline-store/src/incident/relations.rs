//! How the events of one report stand to each other, where the report says so: what follows from what, what is part of what.
//!
//! One follows from another where whoever acted in the one is acted upon in the other ("the gunman was killed"), or where its
//! sentence names the other ("six people were detained over the shooting"). Where a report says nothing of the kind, what
//! people did and said afterwards follows from the deed that the report is about. One is part of another where the other
//! goes on for longer under a word for many ("a series of attacks").

use crate::moment::day_number;
use crate::record::{Event, Participant, Record};
use dateline_merge::{acts, words};

/// One event of a report stands to another, each by the number of its first mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stands {
    pub(super) one: usize,
    pub(super) kind: &'static str,
    pub(super) other: usize,
    pub(super) why: String,
}

/// Compared are the first so many events of a report.
const MOST: usize = 60;

/// All relations that the report states.
pub(super) fn relations(record: &Record) -> Vec<Stands> {
    let firsts: Vec<usize> = firsts(record).into_iter().take(MOST).collect();
    let pairs = firsts.iter().flat_map(|one| firsts.iter().map(move |other| (*one, *other)));
    let mut all: Vec<Stands> =
        pairs.filter(|(one, other)| one != other).filter_map(|(one, other)| stands(record, one, other)).collect();
    for one in &firsts {
        let stated = all.iter().any(|stands| stands.one == *one && stands.kind == "follows");
        if !stated && let Some(other) = deed(record, *one, &firsts) {
            let why = format!("told together with {:?}, which came first", record.events[other].trigger.text);
            all.push(Stands { one: *one, kind: "follows", other, why });
        }
    }
    all
}

/// The deed that the report is about, if this came after it: of those shortly before it the main event of the report, else
/// the one spoken of most.
fn deed(record: &Record, one: usize, firsts: &[usize]) -> Option<usize> {
    let event = &record.events[one];
    let told = matches!(event.reality.as_ref(), "occurred" | "planned") && !event.background;
    if !told || event.kind == "ASSAULT" {
        return None;
    }
    let is_main = |other: usize| mentions(record, other).any(|(_, event)| event.main);
    let deeds = firsts.iter().copied().filter(|other| {
        let deed = &record.events[*other];
        let counts =
            deed.kind == "ASSAULT" || is_main(*other) && matches!(deed.kind.as_str(), "PROTEST" | "COERCE" | "CONSULT");
        *other != one && counts && deed.reality == "occurred" && is_shortly_before(record, *other, one)
    });
    deeds.max_by_key(|other| (is_main(*other), mentions(record, *other).count(), std::cmp::Reverse(*other)))
}

/// At most so many days before.
const SHORTLY: i64 = 31;

fn is_shortly_before(record: &Record, deed: usize, later: usize) -> bool {
    let first = |of: usize| mentions(record, of).filter_map(|(_, event)| day_number(&event.time.as_ref()?.from)).min();
    let published = record.report.published.as_ref().and_then(|published| day_number(published.value.get(..10)?));
    match (first(deed), first(later).or(published)) {
        (Some(deed), Some(later)) => (0..=SHORTLY).contains(&(later - deed)),
        _ => mentions(record, deed).any(|(_, event)| event.main),
    }
}

fn firsts(record: &Record) -> Vec<usize> {
    let events = &record.events;
    (0..events.len()).filter(|n| !events[..*n].iter().any(|event| event.cluster == events[*n].cluster)).collect()
}

fn mentions(record: &Record, first: usize) -> impl Iterator<Item = (usize, &Event)> {
    let cluster = &record.events[first].cluster;
    record.events.iter().enumerate().filter(move |(_, event)| event.cluster == *cluster)
}

fn stands(record: &Record, one: usize, other: usize) -> Option<Stands> {
    if let Some(why) = part(record, one, other) {
        return Some(Stands { one, kind: "part_of", other, why });
    }
    if !is_deed(&record.events[other].kind) || is_before(record, one, other) {
        return None;
    }
    let why = caught(record, one, other).or_else(|| held(record, one, other)).or_else(|| named(record, one, other))?;
    Some(Stands { one, kind: "follows", other, why })
}

/// What others answer to.
fn is_deed(kind: &str) -> bool {
    matches!(kind, "ASSAULT" | "PROTEST" | "COERCE" | "MOBILIZE")
}

/// What answers to a deed.
fn is_answer(kind: &str) -> bool {
    matches!(
        kind,
        "COERCE" | "ACCUSE" | "SANCTION" | "PROTEST" | "MOBILIZE" | "AID" | "CONSULT" | "RETREAT" | "ASSAULT"
    )
}

/// Days speak against it.
fn is_before(record: &Record, one: usize, other: usize) -> bool {
    let day = |first: usize, end: fn(&Event) -> Option<&String>| {
        mentions(record, first).filter_map(|(_, event)| end(event)).filter_map(|day| day_number(day)).min()
    };
    let ends = day(one, |event| event.time.as_ref().map(|time| &time.to));
    let begins = day(other, |event| event.time.as_ref().map(|time| &time.from));
    ends.zip(begins).is_some_and(|(ends, begins)| ends < begins)
}

/// Who acted there is acted upon here.
fn caught(record: &Record, one: usize, other: usize) -> Option<String> {
    let kind = record.events[one].kind.as_str();
    if !matches!(kind, "COERCE" | "ASSAULT" | "SANCTION" | "ACCUSE") {
        return None;
    }
    let actors = mentions(record, other).flat_map(|(_, event)| &event.actors);
    let entities: Vec<&String> = actors.filter_map(|actor| actor.entity.as_ref()).collect();
    let mut recipients = mentions(record, one).flat_map(|(_, event)| &event.recipients);
    let caught = recipients.find(|party| party.entity.as_ref().is_some_and(|entity| entities.contains(&entity)))?;
    Some(format!("{:?} acted in the one and is acted upon in the other", caught.words.text))
}

/// Who is held there is freed, charged or convicted here.
fn held(record: &Record, one: usize, other: usize) -> Option<String> {
    let (later, earlier) = (&record.events[one], &record.events[other]);
    let ends = later.mode.as_deref() == Some("release") || matches!(later.kind.as_str(), "SANCTION" | "ACCUSE");
    let holds = earlier.kind == "COERCE" || earlier.mode.as_deref() == Some("abduct");
    if !ends || !holds {
        return None;
    }
    let held: Vec<_> = mentions(record, other).flat_map(|(_, event)| &event.recipients).collect();
    let mut freed = mentions(record, one).flat_map(|(_, event)| &event.recipients);
    let same = freed.find(|party| held.iter().any(|other| is_one(party, other)))?;
    Some(format!("{:?} is the recipient of both", same.words.text))
}

/// One entity of the report, or the same noun without a name ("the corporal").
fn is_one(a: &Participant, b: &Participant) -> bool {
    let noun = |party: &Participant| words::words(&party.words.text).last().map(words::stem);
    match (&a.entity, &b.entity) {
        (Some(a), Some(b)) => a == b,
        _ => noun(a) == noun(b),
    }
}

/// Its sentence names the other as what it is over.
fn named(record: &Record, one: usize, other: usize) -> Option<String> {
    let event = &record.events[one];
    if !is_answer(&event.kind) || event.kind == record.events[other].kind {
        return None;
    }
    mentions(record, one).find_map(|(n, event)| {
        let sentence = record.sentences.get(n)?;
        let behind = behind_link(&sentence.text, event.trigger.start.saturating_sub(sentence.start) as usize)?;
        let other = mentions(record, other).find(|(_, other)| is_named(behind, &other.trigger.text))?;
        Some(format!("{:?} is told to be over {:?}", event.trigger.text, other.1.trigger.text))
    })
}

/// What follows a word for a reason, behind the trigger.
fn behind_link(sentence: &str, trigger: usize) -> Option<&str> {
    const LINKS: [&str; 12] = [
        " over the ",
        " after the ",
        " following the ",
        " in connection with ",
        " suspected of ",
        " on suspicion of ",
        " linked to ",
        " accused of ",
        " for the ",
        " involved in ",
        " since the ",
        " against the ",
    ];
    let from = sentence.char_indices().nth(trigger).map(|(at, _)| at)?;
    let rest = &sentence[from..];
    LINKS.iter().filter_map(|link| rest.find(link).map(|at| &rest[at + link.len()..])).max_by_key(|rest| rest.len())
}

/// The trigger, or another word for the same act, is among the first words.
fn is_named(text: &str, trigger: &str) -> bool {
    const NEAR: usize = 8;
    let stems: Vec<String> = words::words(trigger).map(words::stem).collect();
    let groups: Vec<u8> = stems.iter().filter_map(|stem| acts::group(stem)).collect();
    words::words(text)
        .take(NEAR)
        .map(words::stem)
        .any(|stem| stems.contains(&stem) || acts::group(&stem).is_some_and(|group| groups.contains(&group)))
}

/// The other goes on for longer, under a word for many.
fn part(record: &Record, one: usize, other: usize) -> Option<String> {
    let (small, large) = (&record.events[one], &record.events[other]);
    if small.kind != large.kind {
        return None;
    }
    let interval =
        |event: &Event| event.time.as_ref().and_then(|time| Some((day_number(&time.from)?, day_number(&time.to)?)));
    let ((from, to), (begins, ends)) = (interval(small)?, interval(large)?);
    let longer = begins <= from && to <= ends && ends - begins > to - from + 1;
    let country = |event: &Event| event.place.as_ref().and_then(|place| place.located.country.clone());
    let near = country(small).is_none() || country(large).is_none() || country(small) == country(large);
    (longer && near && is_many(&large.trigger.text)).then(|| format!("one of {:?}", large.trigger.text))
}

/// A word for many acts of one kind.
fn is_many(trigger: &str) -> bool {
    const MANY: [&str; 12] = [
        "campaign",
        "wave",
        "series",
        "war",
        "unrest",
        "crackdown",
        "offensive",
        "insurgency",
        "conflict",
        "fighting",
        "violence",
        "uprising",
    ];
    let last = words::words(trigger).last().unwrap_or_default().to_lowercase();
    MANY.contains(&last.as_str()) || last.ends_with('s') && !last.ends_with("ss")
}
