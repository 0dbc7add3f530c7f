//! The report's main event: what its headline and first sentences tell, and what it comes back to.

use dateline_doc::{Article, Event, Layers, Reality};
use dateline_merge::acts;

/// Mentions in so many first sentences that tell of an event weigh more.
const LEAD: usize = 2;

/// Marks the mentions of the main event.
pub(super) fn mark(article: &Article, layers: &Layers, events: &mut [Event], clusters: usize) {
    let title: Vec<String> = article
        .title
        .as_deref()
        .unwrap_or_default()
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| word.len() > 2)
        .collect();
    let first = events.iter().map(|event| event.sentence).min().unwrap_or_default();
    let mut scores = vec![0; clusters];
    for event in events.iter() {
        scores[event.cluster as usize] += weight(layers, event, first, &title);
    }
    let best = scores.iter().copied().max().filter(|best| *best > 0);
    let main = best.and_then(|best| scores.iter().position(|score| *score == best));
    for event in events.iter_mut() {
        event.main = main == Some(event.cluster as usize);
    }
}

/// What a mention adds to its event. What is history, or did not happen, is hardly what a report is about.
fn weight(layers: &Layers, event: &Event, first: usize, title: &[String]) -> u32 {
    if event.background.value {
        return 0;
    }
    let lead = match event.sentence - first {
        0 => 4,
        at if at < LEAD => 2,
        _ => 1,
    };
    let named = title.iter().any(|word| acts::alike(word, layers.syntax.lemma(event.head)));
    let real = matches!(event.reality.value, Reality::Occurred | Reality::Planned);
    let deed = matches!(&*event.kind.value, "ASSAULT" | "COERCE" | "PROTEST" | "SANCTION" | "RETREAT" | "AID");
    let weight = 2 * lead + if named { 6 } else { 0 } + u32::from(deed);
    if real { weight } else { weight / 3 }
}
