//! Which mentions of one report are one event, and which event the report is about.
//!
//! Two mentions join where their types agree, nothing stated contradicts, and something stated is shared ([`link`]): a
//! participant, a chain of coreference, or a definite back-reference ("the attack"). A mention that only refers back joins
//! the event that the report speaks of most. Precision first: a doubtful pair stays apart. Then the report's main event is
//! told from the others ([`main`]).

mod link;
mod main;

use dateline_doc::{Article, Decider, Event, Evidence, Field, Layers};
use link::{Link, Links};

/// A mention is compared with this many earlier ones of its type: reports refer back, but not for ever.
const WINDOW: usize = 64;

/// Numbers the clusters in the order of the text: mentions of one real event get the same number. Marks those of the main
/// event.
pub fn clusters(article: &Article, layers: &Layers, events: &mut [Event]) {
    let links = Links::new(layers);
    let mut sizes: Vec<usize> = Vec::new();
    for at in 0..events.len() {
        let (earlier, rest) = events.split_at_mut(at);
        let event = &mut rest[0];
        event.cluster = joined(&links, earlier, event, &sizes).unwrap_or(sizes.len() as u32);
        match sizes.get_mut(event.cluster as usize) {
            Some(size) => *size += 1,
            None => sizes.push(1),
        }
    }
    share_background(events, sizes.len());
    main::mark(article, layers, events, sizes.len());
}

/// The cluster that the mention joins: that of the nearest mention that shares something with it; of those it may only
/// refer back to, the largest.
fn joined(links: &Links<'_>, earlier: &[Event], event: &Event, sizes: &[usize]) -> Option<u32> {
    let same_type = || earlier.iter().rev().filter(|other| other.kind.value == event.kind.value).take(WINDOW);
    let fits = |cluster: u32| same_type().filter(|e| e.cluster == cluster).all(|other| links.agree(other, event));
    let mut back: Option<((bool, usize), u32)> = None;
    for other in same_type() {
        match links.link(other, event) {
            Link::None => {}
            Link::Shared if fits(other.cluster) => return Some(other.cluster),
            Link::Shared => {}
            Link::Back(same) => {
                let rank = (same, sizes.get(other.cluster as usize).copied().unwrap_or_default());
                if back.is_none_or(|(best, _)| rank > best) && fits(other.cluster) {
                    back = Some((rank, other.cluster));
                }
            }
        }
    }
    back.map(|(_, cluster)| cluster)
}

/// Mentions without a time are as old as the event whose other mentions say when it was.
fn share_background(events: &mut [Event], clusters: usize) {
    let mut old: Vec<Option<Evidence>> = vec![None; clusters];
    let mut fresh = vec![false; clusters];
    for event in events.iter().filter(|event| event.time.known().is_some()) {
        let cluster = event.cluster as usize;
        if event.background.value {
            old[cluster].get_or_insert_with(|| event.background.evidence.clone());
        } else {
            fresh[cluster] = true;
        }
    }
    for event in events.iter_mut().filter(|event| event.time.known().is_none() && !event.background.value) {
        let cluster = event.cluster as usize;
        if let Some(evidence) = old[cluster].as_ref().filter(|_| !fresh[cluster]) {
            let spans = evidence.spans.clone();
            let evidence = Evidence { spans, decided_by: Decider::rule("background.same-event") };
            event.background = Field::new(true, evidence);
        }
    }
}
