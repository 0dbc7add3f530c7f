//! What two occurrences have in common and what sets them apart, as named traits for the decision.

use crate::occurrence::{Days, Occurrence, Party, Spot, Toll};
use crate::words;

/// Declares the traits: a variant and its published name each.
macro_rules! traits {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A trait of a pair.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the names tell")]
        pub enum Feature { $($(#[$doc])* $variant,)* }

        /// All traits in their order.
        pub const FEATURES: &[Feature] = &[$(Feature::$variant,)*];

        impl Feature {
            /// As published in reasons and in the file of weights.
            pub const fn name(self) -> &'static str {
                match self { $(Feature::$variant => $name,)* }
            }
        }
    };
}

traits! {
    Prior = "prior",
    KindSame = "same type",
    KindDiffers = "another type",
    KindUnknown = "type unknown",
    ModeSame = "same mode",
    ModeDiffers = "another mode",
    HappenedDiffers = "one happened, one not",
    BackgroundBoth = "background in both",
    BackgroundOne = "background in one",
    MainBoth = "main event of both",
    DaySame = "same day",
    DayWithin = "days overlap",
    DayNext = "a day apart",
    DayNear = "two or three days apart",
    DayFar = "days far apart",
    DayUnknown = "day unknown",
    PlaceSame = "same place",
    PlaceNear = "places under 40 km apart",
    PlaceDivision = "same division",
    PlaceWithin = "one place in the other",
    PlaceCountry = "same country, other place",
    PlaceFar = "places far apart",
    PlaceAbroad = "another country",
    PlaceUnknown = "place unknown",
    ActorName = "same actor",
    ActorHead = "same kind of actor",
    ActorCountry = "actor of one country",
    ActorDiffers = "another actor",
    ActorUnknown = "actor unknown",
    RecipientName = "same recipient",
    RecipientHead = "same kind of recipient",
    RecipientCountry = "recipient of one country",
    RecipientDiffers = "another recipient",
    RecipientUnknown = "recipient unknown",
    PartiesCrossed = "actor of one is recipient of the other",
    TollSame = "same number",
    TollFits = "numbers fit",
    TollDiffers = "numbers differ",
    TollApart = "numbers far apart",
    ActSame = "same word",
    ActAlike = "word for the same act",
    ActDiffers = "another word",
    Around0 = "no word beside in common",
    Around1 = "few words beside in common",
    Around2 = "some words beside in common",
    Around3 = "many words beside in common",
    Story0 = "reports about other things",
    Story1 = "reports hardly alike",
    Story2 = "reports somewhat alike",
    Story3 = "reports alike",
    Story4 = "reports much alike",
    SaidSoon = "told within a day",
    SaidNear = "told within four days",
    SaidLater = "told within two weeks",
    SaidFar = "told further apart",
    SameReport = "same report",
}

/// The traits of a pair; the same in both directions.
pub fn features(a: &Occurrence, b: &Occurrence) -> Vec<Feature> {
    let mut out = vec![Feature::Prior];
    out.extend(kinds(a, b));
    out.extend(state(a, b));
    out.push(days(a.days, b.days));
    out.push(places(a.place.as_ref(), b.place.as_ref()));
    out.extend(parties(a, b));
    out.extend(tolls(&a.tolls, &b.tolls));
    out.push(triggers(a, b));
    out.push(around(&a.around, &b.around));
    out.push(story(a, b));
    out.extend(said(a.said, b.said));
    if a.report == b.report {
        out.push(Feature::SameReport);
    }
    out
}

fn kinds(a: &Occurrence, b: &Occurrence) -> Vec<Feature> {
    if a.kind.is_empty() || b.kind.is_empty() {
        return vec![Feature::KindUnknown];
    }
    if a.kind != b.kind {
        return vec![Feature::KindDiffers];
    }
    let mut out = vec![Feature::KindSame];
    if !a.modes.is_empty() && !b.modes.is_empty() {
        let shared = a.modes.iter().any(|mode| b.modes.contains(mode));
        out.push(if shared { Feature::ModeSame } else { Feature::ModeDiffers });
    }
    out
}

fn state(a: &Occurrence, b: &Occurrence) -> Vec<Feature> {
    let traits = [
        (a.happened != b.happened, Feature::HappenedDiffers),
        (a.background && b.background, Feature::BackgroundBoth),
        (a.background != b.background, Feature::BackgroundOne),
        (a.main && b.main, Feature::MainBoth),
    ];
    traits.into_iter().filter_map(|(holds, feature)| holds.then_some(feature)).collect()
}

fn days(a: Option<Days>, b: Option<Days>) -> Feature {
    let (Some(a), Some(b)) = (a, b) else { return Feature::DayUnknown };
    let gap = (a.from - b.to).max(b.from - a.to);
    let fine = |days: Days| days.to == days.from;
    match gap {
        ..=0 if fine(a) && fine(b) => Feature::DaySame,
        ..=0 => Feature::DayWithin,
        1 => Feature::DayNext,
        2 | 3 => Feature::DayNear,
        _ => Feature::DayFar,
    }
}

fn places(a: Option<&Spot>, b: Option<&Spot>) -> Feature {
    let (Some(a), Some(b)) = (a, b) else { return Feature::PlaceUnknown };
    if a.geonames != 0 && a.geonames == b.geonames {
        return Feature::PlaceSame;
    }
    if a.country.is_empty() || b.country.is_empty() {
        return Feature::PlaceUnknown;
    }
    if a.country != b.country {
        return Feature::PlaceAbroad;
    }
    let same_division = a.admin1.is_some() && a.admin1 == b.admin1;
    match (a.fine, b.fine) {
        (true, true) => match kilometres(a, b) {
            Some(..40) => Feature::PlaceNear,
            _ if same_division => Feature::PlaceDivision,
            Some(200..) => Feature::PlaceFar,
            _ => Feature::PlaceCountry,
        },
        _ if same_division || a.admin1.is_none() || b.admin1.is_none() => Feature::PlaceWithin,
        _ => Feature::PlaceCountry,
    }
}

/// Distance by the rule of small areas: good to a few per cent under some hundred kilometres, which is all it is asked for.
fn kilometres(a: &Spot, b: &Spot) -> Option<i64> {
    let ((lat, lon), (other_lat, other_lon)) = (a.at?, b.at?);
    let (dy, dx) = (i64::from(lat) - i64::from(other_lat), i64::from(lon) - i64::from(other_lon));
    // The length of a degree of longitude shrinks with the latitude, here as 1 - (lat/90)^2, in per mille.
    let middle = (i64::from(lat) + i64::from(other_lat)) / 2 / 100_000;
    let narrow = 1000 - (middle * middle * 1000) / 8100;
    let (dy, dx) = (dy * 111 / 1000, dx * 111 / 1000 * narrow / 1000);
    Some((dy * dy + dx * dx).isqrt() / 100)
}

fn parties(a: &Occurrence, b: &Occurrence) -> Vec<Feature> {
    use Feature::*;
    let mut out = vec![
        side(&a.actors, &b.actors, [ActorName, ActorHead, ActorCountry, ActorDiffers, ActorUnknown]),
        side(
            &a.recipients,
            &b.recipients,
            [RecipientName, RecipientHead, RecipientCountry, RecipientDiffers, RecipientUnknown],
        ),
    ];
    let crossed = |a: &[Party], b: &[Party]| a.iter().any(|x| b.iter().any(|y| share_name(x, y)));
    if crossed(&a.actors, &b.recipients) || crossed(&a.recipients, &b.actors) {
        out.push(PartiesCrossed);
    }
    out
}

/// The nearest that two lists come: by name, by noun, by country.
fn side(a: &[Party], b: &[Party], [name, head, country, differs, unknown]: [Feature; 5]) -> Feature {
    let any = |test: fn(&Party, &Party) -> bool| a.iter().any(|x| b.iter().any(|y| test(x, y)));
    let named = |list: &[Party]| list.iter().all(|party| !party.name.is_empty() || !party.country.is_empty());
    match () {
        () if a.is_empty() || b.is_empty() => unknown,
        () if any(share_name) => name,
        () if any(|x, y| x.head == y.head && x.head != 0) => head,
        () if any(|x, y| !x.country.is_empty() && x.country == y.country) => country,
        () if named(a) && named(b) => differs,
        () => unknown,
    }
}

fn share_name(a: &Party, b: &Party) -> bool {
    a.name.iter().any(|word| b.name.contains(word))
}

/// The closest pair of numbers of one role.
fn tolls(a: &[Toll], b: &[Toll]) -> Option<Feature> {
    let pairs = a.iter().flat_map(|x| b.iter().filter(|y| x.role == y.role).map(move |y| toll(x, y)));
    pairs.min()
}

fn toll(a: &Toll, b: &Toll) -> Feature {
    let bounds = |toll: &Toll| (toll.low.unwrap_or(0), toll.high.unwrap_or(u64::MAX));
    let ((a_low, a_high), (b_low, b_high)) = (bounds(a), bounds(b));
    if a_low == b_low && a_high == b_high {
        return Feature::TollSame;
    }
    if a_low <= b_high && b_low <= a_high {
        return Feature::TollFits;
    }
    let (small, large) = (a_low.min(b_low).max(1), a_low.max(b_low));
    if large > small.saturating_mul(3) && large - small > 3 { Feature::TollApart } else { Feature::TollDiffers }
}

fn triggers(a: &Occurrence, b: &Occurrence) -> Feature {
    match () {
        () if a.acts.iter().any(|stem| b.acts.contains(stem)) => Feature::ActSame,
        () if a.families & b.families != 0 => Feature::ActAlike,
        () => Feature::ActDiffers,
    }
}

fn around(a: &[u32], b: &[u32]) -> Feature {
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    let smaller = a.len().min(b.len()).max(1);
    match (shared, shared * 100 / smaller) {
        (0, _) => Feature::Around0,
        (1, _) | (_, ..20) => Feature::Around1,
        (_, 20..40) => Feature::Around2,
        _ => Feature::Around3,
    }
}

fn story(a: &Occurrence, b: &Occurrence) -> Feature {
    match a.story.likeness(&b.story) {
        0..50 => Feature::Story0,
        50..150 => Feature::Story1,
        150..300 => Feature::Story2,
        300..500 => Feature::Story3,
        _ => Feature::Story4,
    }
}

fn said(a: Option<i64>, b: Option<i64>) -> Option<Feature> {
    const DAY: u64 = 24 * 60;
    let apart = a?.abs_diff(b?);
    Some(match apart {
        _ if apart <= DAY => Feature::SaidSoon,
        _ if apart <= 4 * DAY => Feature::SaidNear,
        _ if apart <= 14 * DAY => Feature::SaidLater,
        _ => Feature::SaidFar,
    })
}

/// Stems of the words of a sentence that say what it is about, sorted and hashed.
pub fn content(text: &str) -> Vec<u32> {
    let stems = words::words(text).map(words::stem).filter(|stem| !words::is_plain(stem));
    let mut hashes: Vec<u32> = stems.map(|stem| words::hash(&stem)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
