//! What two occurrences have in common and what sets them apart, as named traits for the decision.

use crate::acts;
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
    KindOne = "type of one unknown",
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
    StatedNext = "a day apart, both stated",
    StatedFar = "days apart, both stated",
    NewsFar = "news of days far apart",
    NewsNext = "main news of other days",
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
    ActorOther = "another kind of actor",
    ActorUnknown = "actor unknown",
    RecipientName = "same recipient",
    RecipientHead = "same kind of recipient",
    RecipientCountry = "recipient of one country",
    RecipientDiffers = "another recipient",
    RecipientOther = "another kind of recipient",
    RecipientUnknown = "recipient unknown",
    PartiesCrossed = "actor of one is recipient of the other",
    SpeakerOther = "said by somebody else",
    SpeakerUnknown = "not known who said it",
    KeptApart = "kept apart in their report",
    TollSame = "same number",
    TollFits = "numbers fit",
    TollDiffers = "numbers differ",
    TollApart = "numbers far apart",
    ActSameRare = "same rare word",
    ActSame = "same word",
    ActSameCommon = "same common word",
    ActAlike3 = "word for the same act",
    ActAlike2 = "word for much the same act",
    ActAlike1 = "word for a like act",
    ActNear = "word for a related act",
    ActDiffers = "word for another act",
    ActUnknown = "another word",
    PartiesNone = "no party in common",
    PartiesOne = "a party in common",
    PartiesTwo = "parties in common",
    Around0 = "no words beside in common",
    Around1 = "hardly a word beside in common",
    Around2 = "a few words beside in common",
    Around3 = "some words beside in common",
    Around4 = "many words beside in common",
    Around5 = "most words beside in common",
    StorySame0 = "same word, reports alike 0.00 to 0.03",
    StorySame1 = "same word, reports alike 0.03 to 0.07",
    StorySame2 = "same word, reports alike 0.07 to 0.12",
    StorySame3 = "same word, reports alike 0.12 to 0.18",
    StorySame4 = "same word, reports alike 0.18 to 0.25",
    StorySame5 = "same word, reports alike 0.25 to 0.33",
    StorySame6 = "same word, reports alike 0.33 to 0.43",
    StorySame7 = "same word, reports alike 0.43 to 0.56",
    StorySame8 = "same word, reports alike 0.56 to 1.00",
    StoryAlike0 = "like word, reports alike 0.00 to 0.03",
    StoryAlike1 = "like word, reports alike 0.03 to 0.07",
    StoryAlike2 = "like word, reports alike 0.07 to 0.12",
    StoryAlike3 = "like word, reports alike 0.12 to 0.18",
    StoryAlike4 = "like word, reports alike 0.18 to 0.25",
    StoryAlike5 = "like word, reports alike 0.25 to 0.33",
    StoryAlike6 = "like word, reports alike 0.33 to 0.43",
    StoryAlike7 = "like word, reports alike 0.43 to 0.56",
    StoryAlike8 = "like word, reports alike 0.56 to 1.00",
    StoryOther0 = "another word, reports alike 0.00 to 0.03",
    StoryOther1 = "another word, reports alike 0.03 to 0.07",
    StoryOther2 = "another word, reports alike 0.07 to 0.12",
    StoryOther3 = "another word, reports alike 0.12 to 0.18",
    StoryOther4 = "another word, reports alike 0.18 to 0.25",
    StoryOther5 = "another word, reports alike 0.25 to 0.33",
    StoryOther6 = "another word, reports alike 0.33 to 0.43",
    StoryOther7 = "another word, reports alike 0.43 to 0.56",
    StoryOther8 = "another word, reports alike 0.56 to 1.00",
    ReportSame = "same word in one report",
    ReportAlike = "like word in one report",
    ReportOther = "another word in one report",
    SaidSoon = "told within a day",
    SaidNear = "told within four days",
    SaidLater = "told within two weeks",
    SaidFar = "told further apart",
}

/// The traits of a pair; the same in both directions.
pub fn features(a: &Occurrence, b: &Occurrence) -> Vec<Feature> {
    let mut out = vec![Feature::Prior];
    out.extend(kinds(a, b));
    out.extend(state(a, b));
    out.push(days(a.days, b.days));
    out.extend(stated(a.days, b.days));
    out.extend(news_of_other_days(a, b));
    out.push(places(a.place.as_ref(), b.place.as_ref()));
    out.extend(parties(a, b));
    out.extend(coded(a, b));
    out.extend(tolls(&a.tolls, &b.tolls));
    let act = act(a, b);
    out.push(act);
    out.push(around(a, b));
    out.push(story(a, b, Nearness::of(act)));
    if a.report != b.report {
        out.extend(said(a.said, b.said));
    }
    out
}

fn kinds(a: &Occurrence, b: &Occurrence) -> Vec<Feature> {
    match (a.kind.is_empty(), b.kind.is_empty()) {
        (true, true) => return vec![Feature::KindUnknown],
        (false, false) => {}
        _ => return vec![Feature::KindOne],
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

/// Days that both reports have words for speak louder than the day of publication.
fn stated(a: Option<Days>, b: Option<Days>) -> Option<Feature> {
    let (a, b) = (a.filter(|days| days.stated)?, b.filter(|days| days.stated)?);
    match (a.from - b.to).max(b.from - a.to) {
        ..=0 => None,
        1 => Some(Feature::StatedNext),
        _ => Some(Feature::StatedFar),
    }
}

/// Both are news, of days that the reports state and that lie more than three days apart: whatever else they share, they are
/// two. So are, mostly, the main news of two reports where they are of days that are not next to each other. These weights
/// are set by hand and not learnt.
fn news_of_other_days(a: &Occurrence, b: &Occurrence) -> Option<Feature> {
    let news = |one: &Occurrence| one.days.filter(|days| days.from == days.to && !one.background);
    let (own, other) = (news(a)?, news(b)?);
    match own.from.abs_diff(other.from) {
        4.. if own.stated && other.stated => Some(Feature::NewsFar),
        2.. if a.main && b.main => Some(Feature::NewsNext),
        _ => None,
    }
}

/// What only a coder knows: who says something is part of what it is, and two events of one report that were not put
/// together there have reasons to be two.
fn coded(a: &Occurrence, b: &Occurrence) -> Vec<Feature> {
    let mut out = Vec::new();
    if a.kind.is_empty() || b.kind.is_empty() {
        return out;
    }
    if a.kind == b.kind && SAID.contains(&a.kind.as_str()) {
        let actor = side(&a.actors, &b.actors, ACTOR);
        let speaker = match actor {
            Feature::ActorUnknown => Some(Feature::SpeakerUnknown),
            Feature::ActorDiffers | Feature::ActorOther | Feature::ActorCountry => Some(Feature::SpeakerOther),
            _ => None,
        };
        out.extend(speaker);
    }
    if a.report == b.report {
        out.push(Feature::KeptApart);
    }
    out
}

/// PLOVER's types of what is said rather than done.
const SAID: [&str; 7] = ["REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"];

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
    use Feature::PartiesCrossed;
    let mut out = vec![side(&a.actors, &b.actors, ACTOR), side(&a.recipients, &b.recipients, RECIPIENT)];
    let crossed = |a: &[Party], b: &[Party]| a.iter().any(|x| b.iter().any(|y| share_name(x, y)));
    if crossed(&a.actors, &b.recipients) || crossed(&a.recipients, &b.actors) {
        out.push(PartiesCrossed);
    }
    out.extend(shared(a, b));
    out
}

/// How many parties two events share, in whatever part.
fn shared(a: &Occurrence, b: &Occurrence) -> Option<Feature> {
    let silent = |one: &Occurrence| one.actors.is_empty() && one.recipients.is_empty();
    if silent(a) || silent(b) {
        return None;
    }
    let same = |x: &Party, y: &Party| share_name(x, y) || (x.head != 0 && x.head == y.head);
    let others = || b.actors.iter().chain(&b.recipients);
    let count = a.actors.iter().chain(&a.recipients).filter(|x| others().any(|y| same(x, y))).count();
    Some(match count {
        0 => Feature::PartiesNone,
        1 => Feature::PartiesOne,
        _ => Feature::PartiesTwo,
    })
}

/// The traits of one side: by name, by noun, by country; other names, other nouns, unknown.
const ACTOR: [Feature; 6] = [
    Feature::ActorName,
    Feature::ActorHead,
    Feature::ActorCountry,
    Feature::ActorDiffers,
    Feature::ActorOther,
    Feature::ActorUnknown,
];
const RECIPIENT: [Feature; 6] = [
    Feature::RecipientName,
    Feature::RecipientHead,
    Feature::RecipientCountry,
    Feature::RecipientDiffers,
    Feature::RecipientOther,
    Feature::RecipientUnknown,
];

/// The nearest that two lists come. Two with names of their own are not one because both are mayors.
fn side(a: &[Party], b: &[Party], [name, head, country, differs, other, unknown]: [Feature; 6]) -> Feature {
    let any = |test: fn(&Party, &Party) -> bool| a.iter().any(|x| b.iter().any(|y| test(x, y)));
    let named = |list: &[Party]| list.iter().all(|party| !party.name.is_empty() || !party.country.is_empty());
    let by_name = |list: &[Party]| list.iter().all(|party| !party.name.is_empty());
    let known = |list: &[Party]| list.iter().all(|party| party.head != 0);
    match () {
        () if a.is_empty() || b.is_empty() => unknown,
        () if any(share_name) => name,
        () if by_name(a) && by_name(b) => differs,
        () if any(|x, y| is_head(x, y) && (x.name.is_empty() || y.name.is_empty())) => head,
        () if any(is_head) => differs,
        () if any(|x, y| !x.country.is_empty() && x.country == y.country) => country,
        () if named(a) && named(b) => differs,
        () if known(a) && known(b) => other,
        () => unknown,
    }
}

fn is_head(a: &Party, b: &Party) -> bool {
    a.head == b.head && a.head != 0
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

/// How near the words for two acts are: the row of [`STORIES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nearness {
    Same,
    Alike,
    Other,
}

impl Nearness {
    fn of(act: Feature) -> Self {
        use Feature::*;
        match act {
            ActSameRare | ActSame | ActSameCommon => Nearness::Same,
            ActAlike3 | ActAlike2 | ActAlike1 => Nearness::Alike,
            _ => Nearness::Other,
        }
    }
}

/// The rarest word that both have, else how near their words lie.
fn act(a: &Occurrence, b: &Occurrence) -> Feature {
    let same = a.acts.iter().filter(|stem| b.acts.contains(stem));
    match same.map(|stem| words::rarity(words::hash(stem))).max() {
        Some(12..) => Feature::ActSameRare,
        Some(8..) => Feature::ActSame,
        Some(_) => Feature::ActSameCommon,
        None => near(acts::nearness(&a.acts, &b.acts)),
    }
}

fn near(nearness: Option<i32>) -> Feature {
    match nearness {
        Some(750..) => Feature::ActAlike3,
        Some(650..) => Feature::ActAlike2,
        Some(550..) => Feature::ActAlike1,
        Some(400..) => Feature::ActNear,
        Some(_) => Feature::ActDiffers,
        None => Feature::ActUnknown,
    }
}

/// Sums of what words in common weigh from which the next trait holds.
const BESIDE: [u32; 5] = [1, 12, 24, 40, 70];

/// How much of what their sentences say beside the acts is the same, each word by how rare it is.
fn around(a: &Occurrence, b: &Occurrence) -> Feature {
    use Feature::*;
    let acts: Vec<u32> = a.acts.iter().chain(&b.acts).map(|stem| words::code(stem)).collect();
    let shared = a.around.iter().filter(|code| b.around.binary_search(code).is_ok() && !acts.contains(code));
    let sum: u32 = shared.map(|code| words::rarity_of(*code)).sum();
    [Around0, Around1, Around2, Around3, Around4, Around5][BESIDE.partition_point(|edge| *edge <= sum)]
}

/// Likeness of reports from which the next trait holds.
const LIKENESS: [u32; 8] = [30, 70, 120, 180, 250, 330, 430, 560];

/// Traits by how near the acts and how alike the reports are: what a word in common says depends on whether the reports
/// are about the same.
const STORIES: [[Feature; 9]; 3] = [
    [
        Feature::StorySame0,
        Feature::StorySame1,
        Feature::StorySame2,
        Feature::StorySame3,
        Feature::StorySame4,
        Feature::StorySame5,
        Feature::StorySame6,
        Feature::StorySame7,
        Feature::StorySame8,
    ],
    [
        Feature::StoryAlike0,
        Feature::StoryAlike1,
        Feature::StoryAlike2,
        Feature::StoryAlike3,
        Feature::StoryAlike4,
        Feature::StoryAlike5,
        Feature::StoryAlike6,
        Feature::StoryAlike7,
        Feature::StoryAlike8,
    ],
    [
        Feature::StoryOther0,
        Feature::StoryOther1,
        Feature::StoryOther2,
        Feature::StoryOther3,
        Feature::StoryOther4,
        Feature::StoryOther5,
        Feature::StoryOther6,
        Feature::StoryOther7,
        Feature::StoryOther8,
    ],
];

fn story(a: &Occurrence, b: &Occurrence, act: Nearness) -> Feature {
    if a.report == b.report {
        return [Feature::ReportSame, Feature::ReportAlike, Feature::ReportOther][act as usize];
    }
    let likeness = a.story.likeness(&b.story);
    STORIES[act as usize][LIKENESS.partition_point(|edge| *edge <= likeness)]
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

/// Codes (see [`words::code`]) of the words of a sentence that say what it is about, sorted.
pub fn content(text: &str) -> Vec<u32> {
    let stems = words::words(text).map(words::stem).filter(|stem| !words::is_plain(stem));
    let mut hashes: Vec<u32> = stems.map(|stem| words::code(&stem)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
