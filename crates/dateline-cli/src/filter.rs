//! Filters of the command line as a query, and as words that an export can keep.

use crate::args::FilterArgs;
use dateline_store::Query;

/// The query; codes may be typed in any case.
pub(crate) fn query(words: &[String], filter: &FilterArgs) -> Query {
    let upper = |text: &Option<String>| text.as_ref().map(|text| text.to_uppercase());
    Query {
        words: (!words.is_empty()).then(|| words.join(" ")),
        kind: upper(&filter.kind),
        mode: filter.mode.as_ref().map(|mode| mode.to_lowercase()),
        actor: filter.actor.clone(),
        recipient: filter.recipient.clone(),
        actor_country: upper(&filter.actor_country),
        recipient_country: upper(&filter.recipient_country),
        place: filter.place.clone(),
        country: upper(&filter.country),
        from: filter.from,
        to: filter.to,
        reality: filter.reality.clone(),
        source: filter.source.clone(),
        ..Query::default()
    }
}

/// The filters as they were given.
pub(crate) fn given(words: &[String], filter: &FilterArgs) -> Vec<String> {
    let day = |day: &Option<dateline::doc::Day>| day.map(|day| day.to_string());
    let flags = [
        ("--type", filter.kind.clone()),
        ("--mode", filter.mode.clone()),
        ("--actor", filter.actor.clone()),
        ("--recipient", filter.recipient.clone()),
        ("--actor-country", filter.actor_country.clone()),
        ("--recipient-country", filter.recipient_country.clone()),
        ("--country", filter.country.clone()),
        ("--place", filter.place.clone()),
        ("--from", day(&filter.from)),
        ("--to", day(&filter.to)),
        ("--reality", filter.reality.clone()),
        ("--source", filter.source.clone()),
    ];
    let flags = flags.into_iter().filter_map(|(flag, value)| Some(format!("{flag} {}", value?)));
    words.iter().cloned().chain(flags).collect()
}
