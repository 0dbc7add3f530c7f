//! The values by which an incident is listed: of every attribute what most independent sources say.

use super::claims::Mention;
use super::lineage::Lineage;
use crate::record::{Claim, Event, Incident, Participant, Report, incident_of};
use dateline_merge::words;

/// An incident without its mentions and relations.
pub(super) fn incident(
    founder: &Event,
    report: &Report,
    mentions: &[Mention<'_>],
    claims: Vec<Claim>,
    lineage: &Lineage,
) -> Incident {
    let mode = best(&claims, "mode").map(|claim| claim.value.clone());
    let time = chosen(&claims, "day", mentions).and_then(|event| event.time.as_ref()).or(founder.time.as_ref());
    let place = chosen(&claims, "place", mentions).and_then(|event| event.place.as_ref());
    let cameo =
        mentions.iter().find(|mention| mention.event.mode == mode).and_then(|mention| mention.event.cameo.clone());
    Incident {
        id: incident_of(&founder.id),
        kind: founder.kind.clone(),
        cameo: cameo.or_else(|| founder.cameo.clone()),
        mode,
        reality: reality(mentions),
        title: report.title.clone(),
        from: time.map(|time| time.from.clone()),
        to: time.map(|time| time.to.clone()),
        precision: time.map(|time| time.precision.clone()),
        place: place.map(|place| place.located.clone()),
        actors: parties(mentions.iter().flat_map(|mention| &mention.event.actors)),
        recipients: parties(mentions.iter().flat_map(|mention| &mention.event.recipients)),
        counts: lineage.counts(mentions.iter().map(|mention| mention.report)),
        said: Default::default(),
        mentions: Vec::new(),
        disputed: claims.iter().any(|claim| claim.standing == "differs" && claim.attribute != "mode"),
        claims,
        relations: Vec::new(),
    }
}

/// The surest that is stated.
fn reality(mentions: &[Mention<'_>]) -> crate::record::Code {
    const ORDER: [&str; 4] = ["occurred", "planned", "hypothetical", "negated"];
    let rank = |mention: &&Mention<'_>| ORDER.iter().position(|reality| *reality == mention.event.reality);
    let surest = mentions.iter().min_by_key(rank);
    surest.map_or_else(|| "occurred".into(), |mention| mention.event.reality.clone())
}

/// The value that most independent sources give; of such the one with most texts, then the one first said.
fn best<'c>(claims: &'c [Claim], attribute: &str) -> Option<&'c Claim> {
    let of_attribute = claims.iter().filter(|claim| claim.attribute == attribute);
    of_attribute.rev().max_by_key(|claim| (claim.counts.independent, claim.counts.texts))
}

/// The mention that makes the claim which is best, where fine days and places go before coarse ones of the same support.
fn chosen<'m>(claims: &[Claim], attribute: &str, mentions: &[Mention<'m>]) -> Option<&'m Event> {
    let event = |claim: &Claim| {
        let id = &claim.by.first()?.event;
        mentions.iter().find(|mention| mention.event.id == *id).map(|mention| mention.event)
    };
    let of_attribute = claims.iter().filter(|claim| claim.attribute == attribute);
    let ranked = of_attribute.rev().filter_map(|claim| Some((claim, event(claim)?)));
    ranked
        .max_by_key(|(claim, event)| (fineness(attribute, event), claim.counts.independent, claim.counts.texts))
        .map(|(_, event)| event)
}

/// How fine a value is: a town before a country, a day before a month.
fn fineness(attribute: &str, event: &Event) -> u8 {
    let fine = match attribute {
        "place" => event.place.as_ref().and_then(|place| place.located.precision.as_deref()),
        _ => event.time.as_ref().map(|time| &*time.precision),
    };
    match fine {
        Some("exact" | "near" | "day") => 3,
        Some("admin2" | "week") => 2,
        Some("admin1" | "month") => 1,
        _ => 0,
    }
}

/// One entry a party, named as fully as anyone does.
fn parties<'e>(all: impl Iterator<Item = &'e Participant>) -> Vec<Participant> {
    let mut parties: Vec<Participant> = Vec::new();
    for party in all {
        match parties.iter_mut().find(|other| is_same(other, party)) {
            Some(other) if is_fuller(party, other) => *other = party.clone(),
            Some(_) => {}
            None => parties.push(party.clone()),
        }
    }
    // Words such as "the attacker" stand for one that is named.
    if parties.iter().any(|party| party.name.is_some()) {
        parties.retain(|party| party.name.is_some() || !party.sectors.is_empty() || party.country.is_some());
    }
    parties
}

fn is_same(a: &Participant, b: &Participant) -> bool {
    let stems = |party: &Participant| -> Vec<String> {
        words::words(party.name.as_ref().unwrap_or(&party.words.text))
            .map(words::stem)
            .filter(|stem| !words::is_plain(stem))
            .collect()
    };
    let (a_stems, b_stems) = (stems(a), stems(b));
    match (&a.name, &b.name) {
        (Some(_), Some(_)) => a_stems.last() == b_stems.last(),
        _ => a_stems == b_stems && a.country == b.country,
    }
}

fn is_fuller(a: &Participant, b: &Participant) -> bool {
    let fullness = |party: &Participant| {
        (party.name.as_ref().map_or(0, String::len), party.country.is_some(), party.sectors.len())
    };
    fullness(a) > fullness(b)
}
