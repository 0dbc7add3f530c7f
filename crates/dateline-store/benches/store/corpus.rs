//! A made-up corpus of any size: reports of about 350 words with about five events each, which fill, repeat and compress
//! like those that the coder makes of news.
//!
//! Words follow one another half by chance and half as in `examples/reports`; with that, texts compress to the share that
//! real ones do (a bit under a half). Counts of participants, places, times and figures an event, and the decisions behind
//! them, are those of the coder on news. Reports come in the order of publication, events lie within a few days before it.

use crate::sample::*;
use dateline_doc::*;
use dateline_store::Record;
use dateline_store::record::LayerSet;
use std::collections::BTreeMap;
use std::path::Path;

/// Events of a report, on average.
pub(crate) const EVENTS: u64 = 5;
/// Reports of a day: the database holds a few years.
const A_DAY: u64 = 100;
/// Rare words and names beside those of the examples.
const NAMES: u64 = 40_000;
/// Places that events happen at.
const PLACES: u64 = 8_000;
/// Outlets.
const OUTLETS: u64 = 400;

/// Types with their modes, the common ones first.
const TYPES: [(&str, &[&str]); 16] = [
    ("ASSAULT", &["firearms", "abduct", "assassinate", "explosives", "crowd-control", "aerial", "beat"]),
    ("ACCUSE", &["disapprove", "allege", "investigate"]),
    ("CONSULT", &["visit", "phone", "third-party", "multilateral"]),
    ("COERCE", &["arrest", "seize", "restrict", "ban", "curfew"]),
    ("REQUEST", &["change", "yield"]),
    ("SANCTION", &["convict", "discontinue", "expel"]),
    ("RETREAT", &["release", "withdraw", "disarm", "ceasefire"]),
    ("SUPPORT", &[]),
    ("AGREE", &[]),
    ("PROTEST", &["demo", "riot", "obstruct", "strike"]),
    ("REJECT", &[]),
    ("THREATEN", &["violence"]),
    ("AID", &[]),
    ("CONCEDE", &[]),
    ("MOBILIZE", &["troops", "weapons"]),
    ("COOPERATE", &[]),
];

const SECTORS: [&str; 12] = ["GOV", "MIL", "COP", "REB", "CVL", "OPP", "LAB", "MED", "BUS", "JUD", "UAF", "IGO"];

/// Places, the names of features that decide how sure an event is.
const FEATURES: [&str; 24] = [
    "prior",
    "place=none",
    "density",
    "demands=0",
    "depth=1",
    "actor=none",
    "reality=occurred",
    "depth=4-6",
    "relation+pos=root+verb",
    "same-type=0",
    "more-words=no",
    "political=no",
    "type+pos=ASSAULT+verb",
    "form=NNS",
    "place=clause",
    "figures=no",
    "relation=advcl",
    "same-type=3",
    "children=2",
    "actor=authority",
    "form=VB",
    "noun=bare+plural",
    "sides+pos=recipient+verb",
    "position=13-24",
];

/// Numbers by chance, the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Any number below.
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((u128::from(self.0) * u128::from(most)) >> 64) as u64
    }

    /// A number below, small ones far more often: as words and countries are.
    pub(crate) fn skewed(&mut self, most: u64) -> u64 {
        let share = self.below(1 << 32) as f64 / (1u64 << 32) as f64;
        ((most as f64 + 1.0).powf(share) - 1.0) as u64
    }

    pub(crate) fn one_in(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn of<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len() as u64) as usize]
    }
}

/// The words of the examples, and which follows which.
pub(crate) struct Corpus {
    words: Vec<String>,
    followers: BTreeMap<String, Vec<String>>,
}

impl Corpus {
    pub(crate) fn of_examples() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
        let entries = std::fs::read_dir(folder).expect("examples/reports is there").flatten().map(|entry| entry.path());
        let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
        paths.sort();
        let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect::<Vec<_>>().join(" ");
        let clean = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != ',').replace('.', "");
        let words: Vec<String> = texts.split_whitespace().map(clean).filter(|word| !word.is_empty()).collect();
        let mut followers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        words.windows(2).for_each(|pair| followers.entry(pair[0].clone()).or_default().push(pair[1].clone()));
        Corpus { words, followers }
    }

    /// Report number `i`, as it is stored.
    pub(crate) fn record(&self, i: u64) -> Record {
        let mut record = Record::of(&self.reading(i), &version("plover-b70d5f4c"), LayerSet::NONE);
        for event in record.events.iter_mut().filter(|event| event.confidence < 0.45) {
            event.disputed = event.sources.clone();
        }
        record
    }

    fn reading(&self, i: u64) -> Reading {
        let dice = &mut Dice::new(i + 1);
        let mut text = String::new();
        let sentences: Vec<Span<Byte>> = (0..18).map(|n| self.sentence(dice, n, &mut text)).collect();
        let published = date(i / A_DAY);
        let events = (0..1 + dice.below(2 * EVENTS - 1)).map(|_| {
            let nth = dice.below(sentences.len() as u64) as usize;
            let mut event = Writer { dice, text: &text, sentence: sentences[nth], published: i / A_DAY }.event();
            event.sentence = nth;
            event
        });
        let events = events.collect();
        let mut reading = reading(article(&format!("report-{i:07}-{:08x}", dice.below(1 << 32)), &text), events);
        reading.article.published = Some(Published::on(published, PublishedBasis::Metadata));
        reading.article.publisher = Some(format!("{} Gazette", name(dice.skewed(OUTLETS))));
        reading.article.title = Some(text.split_whitespace().take(9).collect::<Vec<_>>().join(" "));
        reading.article.sha256 = (0..8).map(|_| format!("{:08x}", dice.below(1 << 32))).collect();
        reading.article.origin.map = map(&text);
        reading.layers.syntax = crate::sample::sentences(&text);
        reading
    }

    fn sentence(&self, dice: &mut Dice, nth: u64, text: &mut String) -> Span<Byte> {
        text.push_str(match nth {
            0 => "",
            nth if nth.is_multiple_of(3) => " \n\n",
            _ => " ",
        });
        let start = text.len() as u32;
        let mut word = dice.of(&self.words).clone();
        for _ in 0..12 + dice.below(16) {
            text.push_str(&word);
            text.push(' ');
            word = self.next(dice, &word);
        }
        text.truncate(text.trim_end_matches([' ', ',']).len());
        text.push('.');
        Span::new(start, text.len() as u32)
    }

    fn next(&self, dice: &mut Dice, word: &str) -> String {
        match self.followers.get(word) {
            _ if dice.one_in(4) => name(dice.skewed(NAMES)),
            Some(followers) if dice.one_in(55) => dice.of(followers).clone(),
            _ => dice.of(&self.words).clone(),
        }
    }

    /// A word that a report may hold.
    pub(crate) fn word(&self, dice: &mut Dice) -> String {
        let word = dice.of(&self.words).trim_matches(|c: char| !c.is_alphanumeric());
        if word.len() > 4 { word.to_owned() } else { self.word(dice) }
    }

    /// Two words that follow one another in some reports.
    pub(crate) fn phrase(&self, dice: &mut Dice) -> String {
        let word = self.word(dice);
        let next = self.followers.get(&word).map_or("said", |followers| dice.of(followers).as_str());
        format!("\"{word} {next}\"")
    }
}

/// Paragraphs with a byte or more between them, as pages have.
fn map(text: &str) -> SourceMap {
    let mut map = SourceMap::default();
    let mut at = 400;
    for paragraph in text.split_inclusive("\n\n") {
        let words = paragraph.trim_end_matches('\n').len() as u32;
        map.copy(words, at);
        map.replace(paragraph.len() as u32 - words, at + words..at + words + 9);
        at += words + 9;
    }
    map
}

/// A made-up name, always the same for a number.
pub(crate) fn name(number: u64) -> String {
    let dice = &mut Dice::new(number + 77);
    let syllable = |dice: &mut Dice| {
        format!(
            "{}{}",
            dice.of(&["b", "d", "k", "l", "m", "n", "r", "s", "t", "v", "z", "sh"]),
            dice.of(&["a", "e", "i", "o", "u"])
        )
    };
    let mut name: String = (0..2 + dice.below(3)).map(|_| syllable(dice)).collect();
    name[..1].make_ascii_uppercase();
    name
}

/// A made-up country code; few are in the news often.
pub(crate) fn country(number: u64) -> String {
    let letter = |number: u64| char::from(b'A' + (number % 26) as u8);
    [letter(number * 7), letter(number / 2), letter(number * 11 + 3)].iter().collect()
}

/// A made-up spot, always the same for a place.
pub(crate) fn spot(place: u64) -> (i32, i32) {
    let dice = &mut Dice::new(place + 5);
    (dice.below(12_000_000) as i32 - 5_000_000, dice.below(36_000_000) as i32 - 18_000_000)
}

/// The day so many days after the first of 2020.
pub(crate) fn date(days: u64) -> Day {
    // Months of 28 days are as good as any.
    day(2020 + (days / 336) as i16, 1 + (days / 28 % 12) as u8, 1 + (days % 28) as u8)
}

/// Writes the events of one report.
struct Writer<'c> {
    dice: &'c mut Dice,
    text: &'c str,
    sentence: Span<Byte>,
    published: u64,
}

impl Writer<'_> {
    fn event(&mut self) -> Event {
        let (kind, modes) = TYPES[self.dice.skewed(TYPES.len() as u64) as usize];
        let trigger = self.words(1);
        let rule = Decider::rule(format!("{}.{}", kind.to_lowercase(), modes.first().unwrap_or(&"any")));
        let mut event = bare_event(kind, trigger);
        event.kind.evidence = Evidence::at(trigger, rule.clone());
        event.mode = (!modes.is_empty() && self.dice.one_in(60))
            .then(|| Field::new((*self.dice.of(modes)).into(), Evidence::at(trigger, rule.clone())));
        event.cameo = Some(format!("{}", 10 + self.dice.below(190)).into());
        event.actors = (0..self.dice.below(3) * 2 / 3).map(|_| self.participant()).collect();
        event.recipients = (0..self.dice.below(2)).map(|_| self.participant()).collect();
        event.confidence = Confidence::per_mille(400 + self.dice.below(600) as u16);
        if self.dice.one_in(45) {
            event.place = self.place();
        }
        if self.dice.one_in(75) {
            event.time = self.time();
        }
        if self.dice.one_in(45) {
            event.sources = vec![source(self.words(3), Some(self.words(1)))];
        }
        if self.dice.one_in(15) {
            event.figures = vec![self.figure()];
        }
        self.reality(&mut event);
        self.decisions(&mut event, rule);
        event
    }

    /// So many words of the sentence.
    fn words(&mut self, count: usize) -> Span<Byte> {
        let sentence = &self.text[self.sentence.range()];
        let starts: Vec<usize> = sentence.match_indices(' ').map(|(at, _)| at + 1).collect();
        let from = self.dice.below((starts.len() - count) as u64) as usize;
        let end = starts.get(from + count).map_or(sentence.len(), |end| *end) - 1;
        let end = starts[from] + sentence[starts[from]..end].trim_end_matches([',', ' ']).len();
        Span::new(self.sentence.start + starts[from] as u32, self.sentence.start + end as u32)
    }

    fn participant(&mut self) -> Participant {
        let country = self.dice.one_in(45).then(|| country(self.dice.skewed(180)));
        let sector = *self.dice.of(&SECTORS);
        let length = 1 + self.dice.below(3) as usize;
        let sectors: &[&str] = if self.dice.one_in(60) { &[sector] } else { &[] };
        let mut participant = participant(self.words(length), country.as_deref(), sectors);
        participant.name = self.dice.one_in(40).then(|| self.text[self.words(2).range()].into());
        participant.entity = Some(self.dice.below(20) as u32);
        participant
    }

    fn place(&mut self) -> Stated<EventPlace> {
        let number = self.dice.skewed(PLACES);
        let (lat, lon) = spot(number);
        let mut toponym = place(self.words(1), &name(number + NAMES), &country(number % 180), lat, lon);
        if let Ok(place) = &mut toponym.place {
            place.geonames = 1_000_000 + number as u32;
            place.admin1 = Some(name(number % 900 + 2 * NAMES).into());
        }
        stated_place(toponym)
    }

    fn time(&mut self) -> Stated<EventTime> {
        let before = self.dice.skewed(400);
        let from = self.published.saturating_sub(before);
        let length = if self.dice.one_in(85) { 0 } else { self.dice.skewed(500) };
        let words = self.dice.one_in(60).then(|| self.words(1));
        time(words, date(from), date(from + length))
    }

    fn figure(&mut self) -> Figure {
        let value = 1 + self.dice.skewed(5_000);
        let roles = [FigureRole::Killed, FigureRole::Killed, FigureRole::Injured, FigureRole::Detained];
        Figure { role: *self.dice.of(&roles), value: Some(value), low: Some(value), ..figure(self.words(1)) }
    }

    fn reality(&mut self, event: &mut Event) {
        let reality = if self.dice.one_in(86) { Reality::Occurred } else { Reality::Planned };
        event.reality =
            Field::new(reality, Evidence { spans: Vec::new(), decided_by: Decider::rule("reality.asserted") });
        event.background.value = self.dice.one_in(10);
    }

    fn decisions(&mut self, event: &mut Event, rule: Decider) {
        let why = (0..6).map(|_| {
            let (sign, cents) = (if self.dice.one_in(50) { '+' } else { '-' }, 5 + self.dice.skewed(200));
            format!("{sign}{}.{:02} {}", cents / 100, cents % 100, self.dice.of(&FEATURES))
        });
        let why = format!("en: {}", why.collect::<Vec<_>>().join(", "));
        let decided = |field, decided_by| Decision { field, evidence: Evidence::at(event.trigger, decided_by) };
        event.decisions = vec![decided("confidence", Decider::Model(why.into()))];
        event.decisions.extend((!event.actors.is_empty()).then(|| decided("actors", rule.clone())));
        event.decisions.extend((!event.recipients.is_empty()).then(|| decided("recipients", rule)));
        event.decisions.extend(event.sources.first().map(|_| decided("sources", Decider::rule("attribution.clause"))));
        let context = Evidence::at(event.trigger, Decider::rule("context.words"));
        event.contexts = vec![Field::new("military".into(), context)];
    }
}
