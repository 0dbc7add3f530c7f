//! What a word is: the classes that rules test arguments for.

use dateline_doc::{Article, Deprel, Layers, Name, NameKind, Syntax, TokenId, Upos};
use dateline_lexicon::codebook::{Condition, Rule, Slot, Test, TriggerPos};
use dateline_lexicon::{ActorClass, CountryWord, NounKind};
use dateline_lexicon::{Actors, Codebook};

use super::arguments::Arguments;
use super::predicate::Silence;
use super::{frames, pronouns};
use crate::attribute::Said;
use crate::window;

/// What bodies do and decide, besides the classes of the codebook.
const ACTS: &[&str] = &[
    "decision",
    "ruling",
    "step",
    "move",
    "effort",
    "policy",
    "statement",
    "remark",
    "comment",
    "response",
    "position",
    "stance",
    "handling",
    "action",
    "initiative",
    "announcement",
    "violation",
    "claim",
    "result",
    "vote",
    "law",
];

/// Words for parties of every kind.
const PARTIES: &[&str] =
    &["country", "nation", "family", "party", "side", "community", "regime", "state", "ally", "partner"];

/// Words of place, besides those of the codebook's class.
const GROUNDS: &[&str] = &[
    "road",
    "street",
    "building",
    "house",
    "home",
    "room",
    "market",
    "place",
    "square",
    "territory",
    "zone",
    "compound",
    "block",
    "neighbourhood",
    "highway",
    "hotel",
    "farmhouse",
];

/// Looks words up in the layers and lexicons.
pub(super) struct Classes<'a> {
    pub(super) layers: &'a Layers,
    pub(super) text: &'a dateline_doc::Text,
    pub(super) codebook: &'a Codebook,
    pub(super) actors: &'a Actors,
    pub(super) said: &'a Said<'a>,
    /// The report is about sport.
    pub(super) sport: bool,
    /// Heads of expressions that take up a power or a name, in order.
    named: Vec<TokenId>,
}

impl<'a> Classes<'a> {
    pub(super) fn new(
        article: &'a Article,
        layers: &'a Layers,
        codebook: &'a Codebook,
        actors: &'a Actors,
        said: &'a Said<'a>,
    ) -> Self {
        let mut classes =
            Classes { layers, text: &article.text, codebook, actors, said, sport: false, named: Vec::new() };
        classes.named = classes.heads_with_a_name();
        classes.sport = frames::is_report_of_sport(&classes);
        classes
    }

    fn syntax(&self) -> &'a Syntax {
        &self.layers.syntax
    }

    /// Tests the rule's conditions on its arguments.
    pub(super) fn allow(&self, rule: &Rule, args: &Arguments, head: TokenId) -> Result<(), Silence> {
        if !rule.conditions.iter().all(|condition| self.holds(condition, args)) {
            return Err(Silence::Argument);
        }
        if rule.political && !self.is_political_act(rule, args, head) {
            return Err(Silence::NotPolitical);
        }
        Ok(())
    }

    fn holds(&self, condition: &Condition, args: &Arguments) -> bool {
        let fillers = args.slot(self.syntax(), &condition.slot);
        let fits = |t: TokenId| condition.any.iter().any(|test| self.passes(t, test));
        // "said that it had paid": a pronoun is what it stands for.
        let stands_for = |t: TokenId| fits(pronouns::resolve(self, t));
        let passes = |t: &TokenId| fits(*t) || self.counted_by(*t).is_some_and(fits) || stands_for(*t);
        if condition.wanted {
            // An unsaid agent can't be tested: the agentless passive is allowed.
            let unsaid = fillers.is_empty() && (!args.object.is_empty() || args.nominal && !args.after.is_empty());
            condition.slot == Slot::Subject && unsaid || fillers.iter().any(passes)
        } else {
            !fillers.iter().any(passes)
        }
    }

    /// "Hundreds of demonstrators", "most of the strikes": the noun that a word of quantity is about.
    fn counted_by(&self, token: TokenId) -> Option<TokenId> {
        let syntax = self.syntax();
        if !self.codebook.in_class("quantity", syntax.lemma(token)) {
            return None;
        }
        syntax
            .children_by(token, Deprel::Nmod)
            .find(|noun| syntax.child_by(*noun, Deprel::Case).is_some_and(|case| syntax.lower(case) == "of"))
    }

    /// One side at least is a political actor; where no side is said, one stands in the sentence.
    fn is_political_act(&self, rule: &Rule, args: &Arguments, head: TokenId) -> bool {
        let slots = rule.actor.iter().chain(&rule.recipient);
        let sides: Vec<TokenId> = slots.flat_map(|slot| args.slot(self.syntax(), slot)).collect();
        let unsaid = sides.iter().all(|t| !self.can_act(*t));
        let near = || self.syntax().sentence(head).tokens.iter().any(|t| self.is_power(t));
        sides.iter().any(|t| self.is_political(*t)) || unsaid && near()
    }

    /// The word or its lemma is in one of the codebook's classes: names keep their capitals in the lemma.
    fn in_class(&self, class: &str, token: TokenId) -> bool {
        let syntax = self.syntax();
        self.codebook.in_class(class, syntax.lemma(token)) || self.codebook.in_class(class, syntax.lower(token))
    }

    /// A state, its organs, an armed group or an organisation, and what words such as "nation" and "leader" mean by them.
    fn is_power(&self, token: TokenId) -> bool {
        use dateline_lexicon::ActorClass::{Armed, Authority, Organisation};
        matches!(self.class(token), Some(Authority | Armed | Organisation))
            || self.is_country(token)
            || self.in_class("power", token)
    }

    fn passes(&self, token: TokenId, test: &Test) -> bool {
        match test {
            Test::Lemma(lemma) => self.syntax().lemma(token) == &**lemma || self.syntax().lower(token) == &**lemma,
            Test::Class(class) => self.is(token, class),
        }
    }

    /// The classes that the coder knows, and the codebook's own.
    fn is(&self, token: TokenId, class: &str) -> bool {
        match class {
            "person" => self.is_person(token),
            "animate" => self.is_animate(token),
            "political" => self.is_political(token),
            "political-person" => self.is_person(token) && self.is_political(token),
            "official" => self.is_official(token),
            "authority" => self.class(token) == Some(ActorClass::Authority),
            "armed" => self.class(token) == Some(ActorClass::Armed),
            "country" => self.is_country(token),
            "igo" => self.class(token) == Some(ActorClass::Organisation),
            "place" => self.is_place(token),
            own => self.in_class(own, token),
        }
    }

    /// A word of a place's name.
    pub(super) fn is_place(&self, token: TokenId) -> bool {
        self.name(token).is_some_and(|name| matches!(name.kind, NameKind::Gpe | NameKind::Loc | NameKind::Fac))
    }

    /// The name that the word is part of.
    pub(super) fn name(&self, token: TokenId) -> Option<&'a Name> {
        let names = &self.layers.names;
        let at = names.partition_point(|name| name.tokens.end <= token);
        names.get(at).filter(|name| name.tokens.contains(token))
    }

    /// The actor class of a noun or of the name that it heads.
    pub(super) fn class(&self, token: TokenId) -> Option<ActorClass> {
        let lemma = self.syntax().lemma(token);
        // "Troops" and "forces" are their own lemmas.
        let noun = self.actors.class(lemma).or_else(|| self.actors.class(lemma.strip_suffix('s')?));
        noun.or_else(|| {
            let own = self.syntax().span(token);
            let words = self.text.slice(self.name(token).map_or(own, |name| name.span));
            self.actors.organisation(words).filter(|_| self.is_capitalised(token)).map(|found| found.class)
        })
    }

    pub(super) fn is_person(&self, token: TokenId) -> bool {
        is_personal(self.syntax(), token)
            || self.is_named_person(token)
            || self.actors.role(self.syntax().lemma(token)).is_some_and(|role| role.kind == NounKind::Person)
    }

    pub(super) fn is_animate(&self, token: TokenId) -> bool {
        self.is_person(token)
            || self.class(token).is_some()
            || self.name(token).is_some_and(|name| matches!(name.kind, NameKind::Norp | NameKind::Org | NameKind::Gpe))
            || self.syntax().upos(token) == Upos::Num
            || self.is_people_word(token)
    }

    /// Counts that stand for people: "at least three were wounded", "dozens", "others", "many".
    fn is_people_word(&self, token: TokenId) -> bool {
        matches!(
            self.syntax().lemma(token),
            "people"
                | "dozen"
                | "hundred"
                | "thousand"
                | "score"
                | "other"
                | "many"
                | "several"
                | "some"
                | "one"
                | "all"
                | "wounded"
                | "victim"
                | "seeker"
                | "survivor"
                | "more"
                | "relative"
                | "mother"
                | "father"
                | "sister"
                | "brother"
                | "son"
                | "daughter"
        )
    }

    /// States, their organs and officers, parties, armed groups, organisations, named persons.
    pub(super) fn is_political(&self, token: TokenId) -> bool {
        if self.is_power(token) {
            return true;
        }
        if self.name(token).is_some_and(|name| name.kind != NameKind::Event) {
            return true;
        }
        self.stands_for_a_name(token)
            || self.has_political_modifier(token)
            || self.counted_by(token).is_some_and(|noun| self.is_power(noun))
    }

    /// A personal pronoun that takes up a name or a body named elsewhere in the report, or that of a speaker.
    fn stands_for_a_name(&self, token: TokenId) -> bool {
        if !is_personal(self.syntax(), token) {
            return false;
        }
        self.named.binary_search(&token).is_ok()
            || !self.layers.attributions.is_empty() && is_speaker(self.syntax(), token)
    }

    /// Heads of mentions, in order, of which another mention of the same chain is a power or a name.
    fn heads_with_a_name(&self) -> Vec<TokenId> {
        let mentions = &self.layers.mentions;
        let chains = mentions.iter().map(|mention| mention.chain as usize + 1).max().unwrap_or(0);
        let mut named = vec![false; chains];
        for mention in
            mentions.iter().filter(|mention| self.is_power(mention.head) || self.name(mention.head).is_some())
        {
            named[mention.chain as usize] = true;
        }
        let mut heads: Vec<_> = mentions.iter().filter(|m| named[m.chain as usize]).map(|m| m.head).collect();
        heads.sort();
        heads
    }

    /// "Turkish officials", "party leader", "foreign ministry spokeswoman".
    fn has_political_modifier(&self, token: TokenId) -> bool {
        let modifies = |t: &TokenId| {
            matches!(self.syntax().deprel(*t), Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::Nmod)
        };
        let mut below = self.syntax().children(token).iter().filter(|t| modifies(t));
        below.any(|t| self.is_country(*t) || matches!(self.class(*t), Some(ActorClass::Authority | ActorClass::Armed)))
    }

    /// Those who travel and meet for a state or body.
    fn is_official(&self, token: TokenId) -> bool {
        self.class(token) == Some(ActorClass::Authority)
            || self.is_named_person(token)
            || self.is_person(token) && self.has_political_modifier(token)
    }

    /// A country or its people, or a seat of government that stands for it.
    pub(super) fn is_country(&self, token: TokenId) -> bool {
        let words = match self.name(token) {
            Some(name) => self.text.slice(name.span),
            None => self.text.slice(self.syntax().span(token)),
        };
        let found = self.actors.country(words);
        found.is_some_and(|country| country.word != CountryWord::Seat || self.is_capitalised(token))
    }

    /// True where the words of a rule's `near` and `not_near` lists agree with the sentence.
    pub(super) fn surroundings_fit(&self, rule: &Rule, head: TokenId) -> bool {
        let tokens = self.syntax().sentence(head).tokens;
        let holds = |test: &Test| tokens.iter().any(|t| t != head && self.passes(t, test));
        (rule.near.is_empty() || rule.near.iter().any(holds)) && !rule.not_near.iter().any(holds)
    }

    /// True for a word of a person's name.
    pub(super) fn is_named_person(&self, token: TokenId) -> bool {
        self.name(token).is_some_and(|name| name.kind == NameKind::Per)
    }

    /// True for bodies that act, before an event noun: "police raid", "rebel attack", "NATO strikes".
    pub(super) fn is_doer(&self, token: TokenId) -> bool {
        use dateline_lexicon::ActorClass::{Armed, Authority, Group, Organisation};
        matches!(self.class(token), Some(Armed | Authority | Group | Organisation))
            || self.name(token).is_some_and(|name| name.kind == NameKind::Org)
    }

    /// True where the text writes the word with a capital.
    pub(super) fn is_capitalised(&self, token: TokenId) -> bool {
        self.text.slice(self.syntax().span(token)).starts_with(char::is_uppercase)
    }

    /// True for what can be an actor: people, bodies, countries.
    pub(super) fn can_act(&self, token: TokenId) -> bool {
        self.can_undergo(token)
            && (self.is_animate(token) || self.is_political(token) || PARTIES.contains(&self.syntax().lemma(token)))
            && !self.is_act_or_measure(token)
    }

    /// True for what an act of force can be done to: not the ground it is done on.
    pub(super) fn can_suffer(&self, token: TokenId) -> bool {
        self.can_undergo(token) && !self.is_ground(token)
    }

    /// Streets, buildings and towns: where it happens, not to whom. A state or its people are a party.
    pub(super) fn is_ground(&self, token: TokenId) -> bool {
        let lemma = self.syntax().lemma(token);
        let noun = self.syntax().upos(token) == Upos::Noun;
        let place = |name: &Name| matches!(name.kind, NameKind::Gpe | NameKind::Loc | NameKind::Fac);
        noun && (self.codebook.in_class("settlement", lemma) || GROUNDS.contains(&lemma))
            || self.name(token).is_some_and(place) && !self.is_country(token)
    }

    /// "the decision of the government", "the murder of the judge": who is behind it makes it no party.
    fn is_act_or_measure(&self, token: TokenId) -> bool {
        let syntax = self.syntax();
        let lemma = syntax.lemma(token);
        syntax.upos(token) == Upos::Noun
            && self.class(token).is_none()
            && self.actors.role(lemma).is_none()
            && (["act", "measure", "abstract", "document", "film"].iter().any(|c| self.codebook.in_class(c, lemma))
                || self.codebook.candidates(TriggerPos::Noun, lemma).next().is_some()
                || ACTS.contains(&lemma))
    }

    /// True for what can be a participant at all: no time, no empty "it" or "there".
    pub(super) fn can_undergo(&self, token: TokenId) -> bool {
        let syntax = self.syntax();
        let span = syntax.span(token);
        let empty = matches!(syntax.lower(token), "it" | "there" | "this" | "that" | "which" | "what" | "itself");
        let time = window::overlapping(&self.layers.times, span, |t| t.span).any(|t| t.span.contains(span));
        !empty
            && !time
            && matches!(syntax.upos(token), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det)
    }
}

/// Those who speak of themselves: they are whoever the report quotes.
fn is_speaker(syntax: &Syntax, token: TokenId) -> bool {
    matches!(syntax.lower(token), "we" | "i" | "us" | "me" | "our" | "my" | "you")
}

/// Personal pronouns that stand for people, and relative "who".
fn is_personal(syntax: &Syntax, token: TokenId) -> bool {
    matches!(
        syntax.lower(token),
        "he" | "she"
            | "they"
            | "we"
            | "i"
            | "him"
            | "her"
            | "them"
            | "us"
            | "me"
            | "who"
            | "his"
            | "their"
            | "our"
            | "you"
    )
}
