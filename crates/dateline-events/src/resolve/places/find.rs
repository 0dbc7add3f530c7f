//! Which words are used as place names.

use super::context;
use super::words::{self, has};
use dateline_doc::{Article, Byte, Name, NameKind, Span, Syntax, TokenId, TokenRange, Upos};
use dateline_lexicon::{Doubt, Gazetteer, PlaceEntry, PlaceKind, Seat, place_key};
use std::collections::BTreeSet;

/// Most words of a place name.
const LONGEST: u32 = 6;

/// From this population on, a town is expected to be known without being introduced.
const KNOWN: u32 = 100_000;

/// From this population on, a name that is not the usual one is believed.
const KNOWN_BY_OTHER_NAMES: u32 = 150_000;

/// What recognition and choice look at.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) article: &'a Article,
    pub(super) syntax: &'a Syntax,
    pub(super) names: &'a [Name],
    pub(super) gazetteer: &'a Gazetteer,
}

/// A place name of the text with the places that it can mean.
#[derive(Debug, Clone)]
pub(super) struct Mention<'a> {
    pub(super) tokens: TokenRange,
    pub(super) span: Span<Byte>,
    pub(super) key: String,
    pub(super) candidates: Vec<PlaceEntry<'a>>,
    /// The kind that the words around it ask for ("province of X").
    pub(super) asked: Option<PlaceKind>,
    /// "near X".
    pub(super) near: bool,
}

impl<'a> Scene<'a> {
    /// The word as the text has it.
    pub(super) fn form(&self, token: TokenId) -> &'a str {
        self.article.text.slice(self.syntax.span(token))
    }

    /// The words of a range as the text has them.
    pub(super) fn text(&self, range: TokenRange) -> &'a str {
        self.article.text.slice(self.syntax.span_of(range))
    }

    /// The word before, in the same sentence.
    pub(super) fn before(&self, token: TokenId) -> Option<TokenId> {
        let start = self.syntax.sentence(token).tokens.start;
        (start < token).then(|| TokenId(token.0 - 1))
    }

    /// The word after a range, in the same sentence.
    pub(super) fn after(&self, range: TokenRange) -> Option<TokenId> {
        let last = TokenId(range.end.0.checked_sub(1)?);
        (range.end < self.syntax.sentence(last).tokens.end).then_some(range.end)
    }

    fn is_capitalised(&self, token: TokenId) -> bool {
        self.form(token).starts_with(char::is_uppercase)
    }

    fn begins_name(&self, token: TokenId) -> bool {
        self.is_capitalised(token)
            || ["al-", "el-", "ar-", "as-", "ash-"].iter().any(|a| self.form(token).starts_with(a))
    }
}

/// All place names of the report, in the order of the text.
pub(super) fn mentions<'a>(scene: &Scene<'a>) -> Vec<Mention<'a>> {
    let finder = Finder::new(*scene);
    let mut found = Vec::new();
    for sentence in scene.syntax.sentences() {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let next = finder.at(at, sentence.tokens.end, &mut found);
            at = TokenId(next.0.max(at.0 + 1));
        }
    }
    trust_lists(scene, &mut found);
    let trusted: BTreeSet<String> = found.iter().filter(|(_, sure)| *sure).map(|(m, _)| m.key.clone()).collect();
    found.retain(|(mention, sure)| *sure || trusted.contains(&mention.key));
    let mut mentions: Vec<Mention<'a>> = found.into_iter().map(|(mention, _)| mention).collect();
    mentions.extend(finder.overlooked(&trusted));
    mentions.retain(|mention| !is_date_or_agency(scene, mention.span));
    mentions.sort_by_key(|mention| mention.tokens.start);
    mentions
}

/// "Nov" and "Meridian" in "BAMAKO, Nov 20 (Meridian) -".
fn is_date_or_agency(scene: &Scene<'_>, span: Span<Byte>) -> bool {
    let Some(dateline) = &scene.article.dateline else { return false };
    [dateline.date, dateline.agency].into_iter().flatten().any(|part| part.overlaps(span))
}

/// In "Bicester and Kidlington" one place vouches for the other.
fn trust_lists(scene: &Scene<'_>, found: &mut [(Mention<'_>, bool)]) {
    let listed = |left: &Mention<'_>, right: &Mention<'_>| {
        let between = TokenRange { start: left.tokens.end, end: right.tokens.start };
        (1..=2).contains(&between.len()) && between.iter().all(|token| has(words::LIST, scene.syntax.lower(token)))
    };
    for at in 1..found.len() {
        found[at].1 |= found[at - 1].1 && listed(&found[at - 1].0, &found[at].0);
    }
    for at in (1..found.len()).rev() {
        found[at - 1].1 |= found[at].1 && listed(&found[at - 1].0, &found[at].0);
    }
}

/// What a span turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Place,
    /// A place if the same name is one elsewhere in the report.
    Perhaps,
    No,
}

struct Finder<'a> {
    scene: Scene<'a>,
    /// The name that covers a word.
    name_of: Vec<Option<usize>>,
    /// Words that end a person's name somewhere in the report.
    people: BTreeSet<String>,
}

impl<'a> Finder<'a> {
    fn new(scene: Scene<'a>) -> Self {
        let mut name_of = vec![None; scene.syntax.len()];
        for (nth, name) in scene.names.iter().enumerate().filter(|(_, name)| !is_open(&scene, name)) {
            for slot in name_of.get_mut(std::ops::Range::from(name.tokens)).into_iter().flatten() {
                *slot = Some(nth);
            }
        }
        Finder { scene, name_of, people: people(&scene) }
    }

    /// Names that the model takes for persons though the report has them as places, and nobody in it is called so: a name
    /// means the same throughout a report.
    fn overlooked<'f>(&'f self, trusted: &'f BTreeSet<String>) -> impl Iterator<Item = Mention<'a>> + 'f {
        let persons = self.scene.names.iter().filter(|name| name.kind == NameKind::Per && name.tokens.len() == 1);
        let closed = persons.filter(|name| !is_open(&self.scene, name));
        closed.filter_map(|name| {
            let key = place_key(self.scene.text(name.tokens));
            let place =
                trusted.contains(&key) && !self.is_called(&key) && !context::is_speaker(&self.scene, name.tokens);
            place.then(|| self.mention(name.tokens, self.candidates_of_name(name.tokens)))
        })
    }

    /// True where a person of the report has the name as a part of a longer one.
    fn is_called(&self, key: &str) -> bool {
        let persons = self.scene.names.iter().filter(|name| name.kind == NameKind::Per && name.tokens.len() > 1);
        persons.flat_map(|name| name.tokens.iter()).any(|token| place_key(self.scene.form(token)) == key)
    }

    /// Looks for a place name that begins at a word; returns where to go on.
    fn at(&self, at: TokenId, end: TokenId, found: &mut Vec<(Mention<'a>, bool)>) -> TokenId {
        let name = self.name_of[at.index()].map(|nth| &self.scene.names[nth]);
        if let Some(name) = name.filter(|name| !is_place(name)) {
            return name.tokens.end;
        }
        let known = self.longest(at, end);
        match (name, known) {
            (Some(name), known) if known.as_ref().is_none_or(|(tokens, _)| tokens.end < name.tokens.end) => {
                self.at_name(name, at, end, found)
            }
            (name, Some((tokens, candidates))) => {
                let verdict = if name.is_some_and(|_| self.is_believable(tokens, &candidates)) {
                    Verdict::Place
                } else {
                    self.judge(tokens, &candidates)
                };
                if verdict == Verdict::No {
                    return at;
                }
                found.push((self.mention(tokens, candidates), verdict == Verdict::Place));
                tokens.end
            }
            _ => at,
        }
    }

    fn at_name(&self, name: &Name, at: TokenId, end: TokenId, found: &mut Vec<(Mention<'a>, bool)>) -> TokenId {
        let name_end = TokenId(name.tokens.end.0.min(end.0));
        if at != name.tokens.start {
            return name_end;
        }
        let tokens = self.trim(TokenRange { start: at, end: name_end });
        if tokens.is_empty() {
            return name_end;
        }
        let candidates = self.candidates_of_name(tokens);
        if self.is_believable(tokens, &candidates) || name.kind == NameKind::Fac && self.is_facility(tokens) {
            found.push((self.mention(tokens, candidates), true));
        }
        name_end
    }

    /// What the model calls a place is one, but for demonyms, acronyms and parts of longer names that it cut.
    fn is_believable(&self, tokens: TokenRange, candidates: &[PlaceEntry<'_>]) -> bool {
        let text = self.scene.text(tokens);
        if is_country_code(text) {
            return true;
        }
        let doubt = self.scene.gazetteer.doubt(&place_key(text));
        !self.is_demonym(text, candidates)
            && (!is_short_capitals(text) || is_dateline(&self.scene, tokens))
            && (doubt < Some(Doubt::Word) || context::preposition(&self.scene, tokens).is_some())
            && (!candidates.is_empty() || self.is_placed_stranger(tokens))
            && !self.is_body_after(tokens)
    }

    /// "Collins Avenue", "Barclays Center": a facility by its last word is one wherever it stands.
    fn is_facility(&self, tokens: TokenRange) -> bool {
        let last = TokenId(tokens.end.0 - 1);
        tokens.len() > 1
            && has(words::FACILITIES, self.scene.syntax.lower(last))
            && !self.is_named_before(tokens)
            && !self.is_body_after(tokens)
    }

    /// A name that the gazetteer lacks is a place only behind a preposition of place, and not as the rest of a longer name.
    fn is_placed_stranger(&self, tokens: TokenRange) -> bool {
        !self.is_named_before(tokens) && context::preposition(&self.scene, tokens).is_some()
    }

    /// "Ankara University": the whole names a body.
    fn is_body_after(&self, tokens: TokenRange) -> bool {
        let Some(after) = self.scene.after(tokens) else { return false };
        let lower = self.scene.syntax.lower(after);
        self.scene.is_capitalised(after) && has(words::BODIES, lower) && !has(words::TITLES, lower)
    }

    /// Without a leading article and a closing possessive.
    fn trim(&self, mut tokens: TokenRange) -> TokenRange {
        while !tokens.is_empty() && matches!(self.scene.syntax.lower(tokens.start), "the" | "a" | "," | "\"") {
            tokens.start.0 += 1;
        }
        while !tokens.is_empty()
            && matches!(self.scene.syntax.lower(TokenId(tokens.end.0 - 1)), "'s" | "’s" | "'" | "’" | "," | "\"")
        {
            tokens.end.0 -= 1;
        }
        tokens
    }

    /// The places of a name; where the gazetteer lacks it, those of the name without directions and words for a kind.
    fn candidates_of_name(&self, tokens: TokenRange) -> Vec<PlaceEntry<'a>> {
        let whole = self.scene.gazetteer.lookup(self.scene.text(tokens));
        if !whole.is_empty() {
            return whole;
        }
        let mut core = tokens;
        let lower = |token| self.scene.syntax.lower(token);
        while core.len() > 1 && (has(words::DIRECTIONS, lower(core.start)) || lower(core.start) == "the") {
            core.start.0 += 1;
        }
        while core.len() > 1
            && let Some(kind) = context::kind_word(lower(TokenId(core.end.0 - 1)))
        {
            // The town of Hudson is not the river.
            if kind == PlaceKind::Water {
                return Vec::new();
            }
            core.end.0 -= 1;
        }
        if core == tokens { Vec::new() } else { self.scene.gazetteer.lookup(self.scene.text(core)) }
    }

    /// The longest name of the gazetteer that begins at a word and is no part of another name.
    fn longest(&self, at: TokenId, end: TokenId) -> Option<(TokenRange, Vec<PlaceEntry<'a>>)> {
        if !self.scene.begins_name(at) {
            return None;
        }
        let article = self.scene.syntax.lower(at) == "the";
        let most = (at.0 + LONGEST).min(end.0);
        let free = (at.0..most).take_while(|t| self.is_free(TokenId(*t))).last()? + 1;
        (at.0 + 1..=free).rev().find_map(|end| {
            let tokens = TokenRange { start: at, end: TokenId(end) };
            let candidates = self.is_shaped(tokens).then(|| self.scene.gazetteer.lookup(self.scene.text(tokens)))?;
            let fits =
                !candidates.is_empty() && (!article || candidates.iter().any(|place| place.name.starts_with("The ")));
            fits.then_some((tokens, candidates))
        })
    }

    /// True for words that are in no name, or in that of a place.
    fn is_free(&self, token: TokenId) -> bool {
        self.name_of[token.index()].is_none_or(|nth| is_place(&self.scene.names[nth]))
    }

    /// A name ends with a capitalised word, and has only small words in between.
    fn is_shaped(&self, mut tokens: TokenRange) -> bool {
        let stop = TokenId(tokens.end.0 - 1);
        if tokens.len() > 1 && self.scene.form(stop) == "." && self.is_glued(TokenId(stop.0 - 1), stop) {
            tokens.end = stop;
        }
        let last = TokenId(tokens.end.0 - 1);
        let inner = |t: TokenId| {
            self.scene.is_capitalised(t)
                || has(words::INSIDE, self.scene.form(t))
                || self.scene.form(t).starts_with("al-")
        };
        self.scene.is_capitalised(last) && tokens.iter().all(inner) || tokens.len() == 1
    }

    fn mention(&self, tokens: TokenRange, candidates: Vec<PlaceEntry<'a>>) -> Mention<'a> {
        Mention {
            tokens,
            span: self.scene.syntax.span_of(tokens),
            key: place_key(self.scene.text(tokens)),
            candidates,
            asked: context::asked_kind(&self.scene, tokens).or_else(|| self.own_kind(tokens)),
            near: context::is_near(&self.scene, tokens) || self.is_part_of_place(tokens),
        }
    }

    /// The kind that the name itself ends with: "Edgar County", "Aydin Province".
    fn own_kind(&self, tokens: TokenRange) -> Option<PlaceKind> {
        let last = TokenId(tokens.end.0.checked_sub(1)?);
        if tokens.len() > 1 { context::kind_word(self.scene.syntax.lower(last)) } else { None }
    }

    /// "South Aleppo", where the gazetteer has only Aleppo: a part of it, or what lies beside it.
    fn is_part_of_place(&self, tokens: TokenRange) -> bool {
        tokens.len() > 1
            && has(words::DIRECTIONS, self.scene.syntax.lower(tokens.start))
            && !self.scene.gazetteer.contains(self.scene.text(tokens))
    }

    /// Whether words that the gazetteer knows are used as a place name here.
    fn judge(&self, tokens: TokenRange, candidates: &[PlaceEntry<'_>]) -> Verdict {
        let text = self.scene.text(tokens);
        if is_country_code(text) {
            return Verdict::Place;
        }
        let key = place_key(text);
        let doubt = self.scene.gazetteer.doubt(&key);
        let asked = context::asked_kind(&self.scene, tokens);
        if is_bad_shape(text) || (doubt == Some(Doubt::Never) && asked.is_none()) || self.is_demonym(text, candidates) {
            return Verdict::No;
        }
        if context::is_vouched(&self.scene, tokens) {
            return Verdict::Place;
        }
        let inside = context::contains_before(&self.scene, tokens);
        if is_abbreviation(text) {
            return if inside { Verdict::Place } else { Verdict::No };
        }
        if self.is_part_of_name(tokens) {
            return Verdict::No;
        }
        let contained = inside || context::container_after(&self.scene, tokens).is_some();
        if contained || asked.is_some() || is_dateline(&self.scene, tokens) {
            return Verdict::Place;
        }
        let person = tokens.len() == 1 && self.people.contains(&key);
        if is_short_capitals(text) || person && (doubt.is_some() || !is_known(candidates)) {
            return Verdict::No;
        }
        self.judge_alone(tokens, candidates, doubt)
    }

    /// Where no other name vouches for it: a known place is believed unless its name is doubtful, others need a
    /// preposition of place or a noun that towns stand before.
    fn judge_alone(&self, tokens: TokenRange, candidates: &[PlaceEntry<'_>], doubt: Option<Doubt>) -> Verdict {
        let preposition = context::preposition(&self.scene, tokens);
        let placed = preposition.is_some_and(|word| !has(words::WEAK_PREPOSITIONS, word));
        let usual = candidates.iter().any(|place| !place.alternate || place.population >= KNOWN_BY_OTHER_NAMES);
        let local = self.scene.after(tokens).is_some_and(|after| has(words::LOCAL, self.scene.syntax.lower(after)));
        let sure = match (is_known(candidates), doubt) {
            (true, None) => !self.is_other_word(tokens) || preposition.is_some(),
            (true, Some(Doubt::Name)) => preposition.is_some() || local || self.is_state_acting(tokens, candidates),
            (true, Some(_)) => placed && !self.is_other_word(tokens),
            (false, None) => usual && (placed || local || tokens.len() > 1 && is_town(candidates)),
            (false, Some(Doubt::Name)) => usual && placed,
            (false, Some(_)) => false,
        };
        if sure { Verdict::Place } else { Verdict::Perhaps }
    }

    /// A country or large division in the middle of a sentence that does not speak as a person would.
    fn is_state_acting(&self, tokens: TokenRange, candidates: &[PlaceEntry<'_>]) -> bool {
        self.scene.before(tokens.start).is_some()
            && !context::is_speaker(&self.scene, tokens)
            && candidates.iter().any(|place| place.kind <= PlaceKind::Admin1 && !place.alternate)
    }

    fn is_demonym(&self, text: &str, candidates: &[PlaceEntry<'_>]) -> bool {
        self.scene.gazetteer.demonym(text).is_some() && !candidates.iter().any(|c| c.kind == PlaceKind::Country)
    }

    /// True where a capitalised word directly before or after makes the words part of a longer name.
    fn is_part_of_name(&self, tokens: TokenRange) -> bool {
        self.is_named_before(tokens) || self.is_named_after(tokens)
    }

    fn is_named_before(&self, tokens: TokenRange) -> bool {
        let Some(before) = self.scene.before(tokens.start) else { return false };
        let lower = self.scene.syntax.lower(before);
        if has(words::PERSON_TITLES, lower) {
            return tokens.len() == 1 && self.scene.is_capitalised(before);
        }
        if lower == "of" {
            let body = self.scene.before(before).filter(|body| self.scene.is_capitalised(*body));
            return body.is_some_and(|body| has(words::BODIES, self.scene.syntax.lower(body)));
        }
        if matches!(self.scene.form(before), "-" | "/" | "@" | "#" | "&") && self.is_glued(before, tokens.start) {
            return true;
        }
        let small = self.scene.before(before).is_none() && self.is_function_word(before);
        self.scene.is_capitalised(before)
            && !small
            && !has(words::DIRECTIONS, lower)
            && context::kind_word(lower).is_none()
            && !self.is_place_itself(before)
            && !self.is_function_word(before)
    }

    fn is_place_itself(&self, token: TokenId) -> bool {
        let one = TokenRange { start: token, end: TokenId(token.0 + 1) };
        self.scene.gazetteer.demonym(self.scene.text(one)).is_some()
    }

    fn is_named_after(&self, tokens: TokenRange) -> bool {
        let Some(after) = self.scene.after(tokens) else { return false };
        let lower = self.scene.syntax.lower(after);
        if matches!(self.scene.form(after), "-" | "/" | "@" | "&") && self.is_glued(TokenId(after.0 - 1), after) {
            return self.scene.form(after) != "-" && self.scene.form(after) != "/";
        }
        if has(words::TITLES, lower) || context::kind_word(lower).is_some() {
            return false;
        }
        self.scene.is_capitalised(after)
            && !self.is_function_word(after)
            && (has(words::BODIES, lower) || !is_headline(&self.scene, after))
    }

    fn is_glued(&self, left: TokenId, right: TokenId) -> bool {
        self.scene.syntax.span(left).end == self.scene.syntax.span(right).start
    }

    fn is_function_word(&self, token: TokenId) -> bool {
        matches!(
            self.scene.syntax.upos(token),
            Upos::Adp
                | Upos::Det
                | Upos::Pron
                | Upos::Cconj
                | Upos::Sconj
                | Upos::Aux
                | Upos::Adv
                | Upos::Part
                | Upos::Num
        ) || has(words::PREPOSITIONS, self.scene.syntax.lower(token))
            || matches!(
                self.scene.syntax.lower(token),
                "the"
                    | "and"
                    | "but"
                    | "while"
                    | "when"
                    | "as"
                    | "if"
                    | "with"
                    | "on"
                    | "for"
                    | "by"
                    | "after"
                    | "since"
            )
    }

    /// True where the tagger takes a single word for something other than a name, or it begins a sentence and is
    /// elsewhere written small.
    fn is_other_word(&self, tokens: TokenRange) -> bool {
        let upos = self.scene.syntax.upos(tokens.start);
        tokens.len() == 1 && !matches!(upos, Upos::Propn | Upos::Noun | Upos::X)
    }
}

/// The place of the dateline, or capitals that open a sentence and are followed by a dash or bracket.
fn is_dateline(scene: &Scene<'_>, tokens: TokenRange) -> bool {
    let place = scene.article.dateline.as_ref().and_then(|dateline| dateline.place);
    if place.is_some_and(|place| place.contains(scene.syntax.span_of(tokens))) {
        return true;
    }
    let text = scene.text(tokens);
    let opens = scene.before(tokens.start).is_none() && text.len() > 3 && !text.contains(char::is_lowercase);
    let after = scene.after(tokens).filter(|_| opens);
    after.is_some_and(|after| matches!(scene.form(after), "--" | "—" | "–" | "-" | "(" | ":"))
}

fn is_place(name: &Name) -> bool {
    matches!(name.kind, NameKind::Gpe | NameKind::Loc | NameKind::Fac)
}

/// A name that may be a place's after all, whatever the model says: governments are named by their countries and seats,
/// and a well-known place that no people are called after is seldom a person.
fn is_open(scene: &Scene<'_>, name: &Name) -> bool {
    if context::begins_with_party(scene, name.tokens) {
        return true;
    }
    let candidates = scene.gazetteer.lookup(scene.article.text.slice(name.span));
    match name.kind {
        NameKind::Per
            if !candidates.is_empty()
                && !name.tokens.is_empty()
                && (context::is_vouched(scene, name.tokens) || is_dateline(scene, name.tokens)) =>
        {
            true
        }
        NameKind::Org => !candidates.is_empty(),
        NameKind::Per => {
            let doubt = scene.gazetteer.doubt(&place_key(scene.article.text.slice(name.span)));
            let placed =
                || context::preposition(scene, name.tokens).is_some_and(|word| !has(words::WEAK_PREPOSITIONS, word));
            doubt.is_none() && !name.tokens.is_empty() && !candidates.is_empty() && (is_known(&candidates) || placed())
        }
        _ => false,
    }
}

/// Words that end a person's name in the report: those of the names, those after a title or a given name, and those that
/// speak and are no country.
fn people(scene: &Scene<'_>) -> BTreeSet<String> {
    let persons = scene.names.iter().filter(|name| name.kind == NameKind::Per && !name.tokens.is_empty());
    let persons = persons.filter(|name| !is_open(scene, name));
    let last = persons.map(|name| TokenId(name.tokens.end.0 - 1)).filter(|token| token.index() < scene.syntax.len());
    let mut people: BTreeSet<String> = last.map(|token| place_key(scene.form(token))).collect();
    let named =
        scene.syntax.tokens().iter().filter(|token| scene.is_capitalised(*token) && is_person_here(scene, *token));
    people.extend(named.map(|token| place_key(scene.form(token))));
    people
}

fn is_person_here(scene: &Scene<'_>, token: TokenId) -> bool {
    let one = TokenRange { start: token, end: TokenId(token.0 + 1) };
    if context::is_speaker(scene, one) {
        return true;
    }
    let Some(before) = scene.before(token).filter(|before| scene.is_capitalised(*before)) else { return false };
    let lower = scene.syntax.lower(before);
    let given = scene.syntax.upos(before) == Upos::Propn
        && !has(words::DIRECTIONS, lower)
        && !has(words::TITLES, lower)
        && context::kind_word(lower).is_none()
        && !scene.gazetteer.contains(scene.form(before))
        && scene.gazetteer.demonym(scene.form(before)).is_none();
    has(words::PERSON_TITLES, lower) || given && !is_headline(scene, token)
}

/// True in a sentence that capitalises nearly every word, where capitals say nothing.
fn is_headline(scene: &Scene<'_>, token: TokenId) -> bool {
    let tokens = scene.syntax.sentence(token).tokens;
    let long = tokens.iter().filter(|t| scene.form(*t).chars().count() > 3);
    let (all, capitals) = long.fold((0, 0), |(all, up), t| (all + 1, up + usize::from(scene.is_capitalised(t))));
    all >= 4 && capitals * 5 >= all * 4
}

/// A country, continent, large division, capital or large town, or a region, sea or site of several words.
fn is_known(candidates: &[PlaceEntry<'_>]) -> bool {
    candidates.iter().any(|place| match place.kind {
        PlaceKind::Continent | PlaceKind::Country | PlaceKind::Region | PlaceKind::Water | PlaceKind::Site => true,
        PlaceKind::Admin1 => !place.alternate && place.population >= KNOWN,
        PlaceKind::City => {
            let known = if place.alternate { KNOWN_BY_OTHER_NAMES } else { KNOWN };
            place.seat == Seat::Capital && !place.alternate || place.population >= known
        }
        PlaceKind::Admin2 => false,
    })
}

/// A town or county by its usual name.
fn is_town(candidates: &[PlaceEntry<'_>]) -> bool {
    candidates
        .iter()
        .any(|place| !place.alternate && matches!(place.kind, PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::City))
}

/// "NATO": capitals that are rather an acronym.
fn is_short_capitals(text: &str) -> bool {
    text.len() <= 5 && !text.contains(char::is_lowercase) && !is_country_code(text)
}

/// "Us" for "US", a single letter, a number.
fn is_bad_shape(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters < 2
        || (text.len() <= 3
            && !text.contains('.')
            && !text.chars().all(char::is_uppercase)
            && text.is_ascii()
            && letters < 3)
}

/// "Calif.", "CA": only as what contains the place before.
fn is_abbreviation(text: &str) -> bool {
    text.ends_with('.') || (text.len() <= 3 && text.chars().all(char::is_uppercase))
}

fn is_country_code(text: &str) -> bool {
    matches!(
        text,
        "US" | "U.S."
            | "UK"
            | "U.K."
            | "UAE"
            | "U.A.E."
            | "USA"
            | "U.S.A."
            | "USSR"
            | "U.S"
            | "DRC"
            | "DR Congo"
            | "D.C."
    )
}
