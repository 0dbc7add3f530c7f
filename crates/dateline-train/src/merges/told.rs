//! From a reading to occurrences: of the events that were coded, and of gold mentions, coded or not.

use super::corpus::Gold;
use dateline::doc::{
    Argument, Article, Byte, Day, Event, Figure, Interval, Layers, Name, Participant, Place, PlacePrecision, Reading,
    Reality, Role, Span, TimeBasis, TokenId, TokenRange, Toponym, Upos,
};
use dateline_merge::{Days, Occurrence, Party, Spot, Story, Toll, acts, content, words};
use std::collections::BTreeSet;

/// A report that was read, and what all its occurrences share.
pub struct Told<'r> {
    article: &'r Article,
    layers: &'r Layers,
    events: &'r [Event],
    story: Story,
    report: u64,
    said: Option<i64>,
}

impl<'r> Told<'r> {
    /// Of a reading.
    pub fn of(reading: &'r Reading) -> Self {
        let article = &reading.article;
        Told {
            article,
            layers: &reading.layers,
            events: &reading.events,
            story: Story::of(article.title.as_deref().unwrap_or_default(), article.text.as_str()),
            report: u64::from(words::hash(&article.id)) << 32 | u64::from(words::hash(article.text.as_str())),
            said: said(article),
        }
    }

    /// Groups of coded events that are one event of the report, by their places in the reading.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (at, event) in self.events.iter().enumerate() {
            let cluster = event.cluster as usize;
            groups.resize_with(groups.len().max(cluster + 1), Vec::new);
            groups[cluster].push(at);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// The occurrence of coded events that are one.
    pub fn coded(&self, group: &[usize]) -> Occurrence {
        let events: Vec<&Event> = group.iter().map(|at| &self.events[*at]).collect();
        let triggers = events.iter().map(|event| self.article.text.slice(event.trigger));
        let sentences: BTreeSet<usize> = events.iter().map(|event| event.sentence).collect();
        let occurrence = self.bare(acts::of(triggers), sentences);
        events.iter().fold(occurrence, |occurrence, event| self.with(occurrence, event))
    }

    /// The occurrence of a gold mention: of the coded event on its words, else of the predicate there.
    pub fn mention(&self, gold: &Gold) -> Occurrence {
        let tokens = self.tokens(gold);
        let words: Vec<&str> = self.spans(gold).map(|span| self.article.text.slice(span)).collect();
        let acts = acts::of([words.join(" ").as_str()]);
        let Some(head) = self.head(&tokens) else { return self.bare(acts, BTreeSet::new()) };
        let occurrence = self.bare(acts, BTreeSet::from([self.layers.syntax.sentence_index(head)]));
        match self.events.iter().find(|event| tokens.contains(&event.head)) {
            Some(event) => self.with(occurrence, event),
            None => self.uncoded(occurrence, head, &tokens),
        }
    }

    /// The lemma of the head of a gold mention, as the field's baseline takes it.
    pub fn lemma(&self, gold: &Gold) -> String {
        let head = self.head(&self.tokens(gold));
        head.map_or_else(String::new, |head| self.layers.syntax.lemma(head).to_lowercase())
    }

    fn tokens(&self, gold: &Gold) -> Vec<TokenId> {
        self.spans(gold).flat_map(|span| self.layers.syntax.tokens_in(span).iter()).collect()
    }

    fn spans(&self, gold: &Gold) -> impl Iterator<Item = Span<Byte>> {
        gold.spans.iter().map(|(from, to)| self.article.text.to_bytes(Span::new(*from, *to)))
    }

    /// The word on which the others hang; of several a verb or noun.
    fn head(&self, tokens: &[TokenId]) -> Option<TokenId> {
        let syntax = &self.layers.syntax;
        let top = |token: &&TokenId| syntax.head(**token).is_none_or(|head| !tokens.contains(&head));
        let heavy = |token: &TokenId| matches!(syntax.upos(*token), Upos::Verb | Upos::Noun | Upos::Propn | Upos::Adj);
        let tops: Vec<TokenId> = tokens.iter().filter(top).copied().collect();
        tops.iter().copied().find(heavy).or_else(|| tokens.iter().copied().find(heavy)).or(tops.first().copied())
    }

    fn bare(&self, acts: Vec<String>, sentences: BTreeSet<usize>) -> Occurrence {
        let all = self.layers.syntax.sentences();
        let spans = sentences.into_iter().filter_map(|at| all.get(at)).map(|s| self.article.text.slice(s.span));
        Occurrence {
            acts,
            around: content(&spans.collect::<Vec<_>>().join(" ")),
            said: self.said,
            report: self.report,
            story: self.story.clone(),
            happened: true,
            ..Occurrence::default()
        }
    }

    /// With what one more of its mentions was coded with.
    fn with(&self, mut occurrence: Occurrence, event: &Event) -> Occurrence {
        let first = occurrence.kind.is_empty();
        occurrence.kind = event.kind.value.to_string();
        occurrence.modes.extend(event.mode.as_ref().map(|mode| mode.value.to_string()));
        occurrence.happened = event.reality.value == Reality::Occurred || (!first && occurrence.happened);
        occurrence.background = event.background.value && (first || occurrence.background);
        occurrence.main |= event.main;
        let days = event.time.known().map(|time| days(time.interval, time.basis != TimeBasis::Publication));
        occurrence.days =
            occurrence.days.into_iter().chain(days).min_by_key(|days| (!days.stated, days.to - days.from));
        occurrence.place = occurrence.place.or_else(|| spot(&event.place.known()?.toponym));
        occurrence.actors.extend(event.actors.iter().map(|one| self.party(one)));
        occurrence.recipients.extend(event.recipients.iter().map(|one| self.party(one)));
        occurrence.tolls.extend(event.figures.iter().map(toll));
        occurrence
    }

    fn party(&self, one: &Participant) -> Party {
        Party {
            name: one.name.as_deref().map_or_else(|| self.names(one.head), name_words),
            head: self.noun(one.head),
            country: one.country.as_ref().map_or_else(String::new, |country| country.value.to_string()),
            sector: one.sectors.first().map_or_else(String::new, |sector| sector.value.to_string()),
        }
    }

    /// From the predicate's arguments, else from what its sentence names.
    fn uncoded(&self, mut occurrence: Occurrence, head: TokenId, tokens: &[TokenId]) -> Occurrence {
        let arguments = self.arguments(head, tokens);
        for argument in arguments {
            match argument.role {
                Role::Arg0 => occurrence.actors.push(self.noun_party(argument.head)),
                Role::Arg1 | Role::Arg2 => occurrence.recipients.push(self.noun_party(argument.head)),
                _ => {}
            }
        }
        let within = |role: Role| arguments.iter().filter(move |argument| argument.role == role).map(|a| a.span);
        let sentence = self.layers.syntax.sentence(head).span;
        let time = nearest(&self.layers.times, |time| time.span, sentence, within(Role::ArgmTmp));
        occurrence.days = time.and_then(|time| time.interval).map(|interval| days(interval, true));
        occurrence.place =
            nearest(&self.layers.toponyms, |place| place.span, sentence, within(Role::ArgmLoc)).and_then(spot);
        occurrence
    }

    fn arguments(&self, head: TokenId, tokens: &[TokenId]) -> &'r [Argument] {
        let on = |token: TokenId| self.layers.predicates.iter().find(move |predicate| predicate.token == token);
        let predicate = on(head).or_else(|| tokens.iter().find_map(|token| on(*token)));
        predicate.map_or(&[], |predicate| &predicate.arguments)
    }

    fn noun_party(&self, head: TokenId) -> Party {
        Party { name: self.names(head), head: self.noun(head), ..Party::default() }
    }

    /// Stem of a noun, or of one that a pronoun stands for.
    fn noun(&self, head: TokenId) -> u32 {
        let syntax = &self.layers.syntax;
        let noun = match syntax.upos(head) {
            Upos::Pron | Upos::Det => self.chain(head).find(|other| syntax.upos(*other) != Upos::Pron),
            _ => Some(head),
        };
        noun.map_or(0, |noun| words::hash(&words::stem(syntax.lower(noun))))
    }

    /// Heads of the mentions of the same chain.
    fn chain(&self, head: TokenId) -> impl Iterator<Item = TokenId> {
        let mentions = &self.layers.mentions;
        let own = mentions.iter().find(|mention| mention.head == head).map(|mention| mention.chain);
        mentions.iter().filter(move |mention| Some(mention.chain) == own).map(|mention| mention.head)
    }

    /// Words of the fullest name of what a noun or pronoun stands for.
    fn names(&self, head: TokenId) -> Vec<u32> {
        let at = |token: TokenId| self.layers.names.iter().find(move |name| name.tokens.contains(token));
        let name = at(head).or_else(|| self.chain(head).find_map(at));
        let Some(name) = name else { return Vec::new() };
        let same = self.layers.names.iter().filter(|other| other.entity == name.entity);
        let fullest = same.max_by_key(|other: &&Name| other.tokens.len()).unwrap_or(name);
        name_words(self.article.text.slice(self.span(fullest.tokens)))
    }

    fn span(&self, tokens: TokenRange) -> Span<Byte> {
        self.layers.syntax.span_of(tokens)
    }
}

fn name_words(name: &str) -> Vec<u32> {
    let kept = words::words(name).map(words::stem).filter(|stem| !words::is_plain(stem));
    kept.map(|stem| words::hash(&stem)).collect()
}

/// What stands in one of the arguments, else what stands alone in the sentence.
fn nearest<T>(
    all: &[T],
    span: impl Fn(&T) -> Span<Byte>,
    sentence: Span<Byte>,
    mut arguments: impl Iterator<Item = Span<Byte>>,
) -> Option<&T> {
    let here: Vec<&T> = all.iter().filter(|one| sentence.contains(span(one))).collect();
    let inside = arguments.find_map(|argument| here.iter().copied().find(|one| argument.contains(span(one))));
    inside.or_else(|| here.first().copied().filter(|_| here.len() == 1))
}

fn toll(figure: &Figure) -> Toll {
    Toll { role: figure.role.as_str().to_owned(), low: figure.low, high: figure.high }
}

fn days(interval: Interval, stated: bool) -> Days {
    Days { from: day(interval.from), to: day(interval.to), stated }
}

/// Days since 1970-01-01, by the rule for the proleptic Gregorian calendar.
fn day(day: Day) -> i32 {
    let year = i32::from(day.year) - i32::from(day.month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((i32::from(day.month) + 9) % 12) + 2) / 5 + i32::from(day.day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn said(article: &Article) -> Option<i64> {
    let published = article.published?;
    let minutes = published.clock.map_or(24 * 60 - 1, |clock| {
        i64::from(clock.hour) * 60 + i64::from(clock.minute) - i64::from(clock.offset.unwrap_or(0))
    });
    Some(i64::from(day(published.day)) * 24 * 60 + minutes)
}

fn spot(toponym: &Toponym) -> Option<Spot> {
    let Place { geonames, country, admin1, lat_e5, lon_e5, precision, .. } = toponym.place.as_ref().ok()?;
    Some(Spot {
        geonames: *geonames,
        country: country.to_string(),
        admin1: admin1.as_deref().map(words::hash),
        at: Some((*lat_e5, *lon_e5)),
        fine: matches!(precision, PlacePrecision::Exact | PlacePrecision::Near),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let count = |year, month, number| day(Day { year, month, day: number });
        assert_eq!(
            [count(1970, 1, 1), count(2000, 2, 29), count(1969, 12, 31), count(2021, 3, 9)],
            [0, 11016, -1, 18695]
        );
    }
}
