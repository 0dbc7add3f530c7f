//! What ties two mentions together, and what keeps them apart.

use dateline_doc::{Deprel, Event, EventPlace, Feats, Interval, Layers, Participant, Reality, TokenId, Upos};
use dateline_merge::acts;
use std::collections::HashMap;

/// What ties a mention to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Nothing.
    None,
    /// It may refer back to it; `true` where by the same word.
    Back(bool),
    /// Something stated is shared.
    Shared,
}

/// The report as it is needed to compare mentions.
pub(super) struct Links<'a> {
    layers: &'a Layers,
    /// Chain of coreference by head word.
    chains: HashMap<TokenId, u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Shared,
    Unknown,
    Differ,
}

impl<'a> Links<'a> {
    pub(super) fn new(layers: &'a Layers) -> Self {
        let chains = layers.mentions.iter().map(|mention| (mention.head, mention.chain)).collect();
        Links { layers, chains }
    }

    /// True where nothing that the two state contradicts.
    pub(super) fn agree(&self, a: &Event, b: &Event) -> bool {
        realities_agree(a, b)
            && times_agree(a, b)
            && places_agree(a, b)
            && modes_agree(a, b)
            && !self.is_another(b)
            && self.side(&a.recipients, &b.recipients) != Side::Differ
            && self.side(&a.actors, &b.actors) != Side::Differ
    }

    pub(super) fn link(&self, a: &Event, b: &Event) -> Link {
        if !self.agree(a, b) {
            return Link::None;
        }
        let recipients = self.side(&a.recipients, &b.recipients);
        let actors = self.side(&a.actors, &b.actors);
        let alike = acts::alike(self.lemma(a), self.lemma(b));
        let same = acts::same(self.lemma(a), self.lemma(b));
        let close = b.sentence - a.sentence.min(b.sentence) <= 3;
        let whom = recipients == Side::Shared && (alike || close && !self.is_crowd(&b.recipients));
        // Who condemns twice may condemn two things.
        let spoken = !is_deed(&b.kind.value) && recipients != Side::Shared;
        let told_again = whom || actors == Side::Shared && !spoken && (same || alike && close);
        if told_again || is_one_assassination(a, b) || self.share_chain(a, b) {
            return Link::Shared;
        }
        if alike && self.refers_back(b) || same && self.tells_again(b) || close && self.is_toll(a, b) {
            return Link::Back(same);
        }
        Link::None
    }

    fn lemma(&self, event: &Event) -> &str {
        self.layers.syntax.lemma(event.head)
    }

    /// "it", "the attack": the event nouns stand for the same thing.
    fn share_chain(&self, a: &Event, b: &Event) -> bool {
        let chain = |event: &Event| self.chains.get(&event.head);
        let noun = |event: &Event| self.layers.syntax.upos(event.head) == Upos::Noun;
        noun(a) && noun(b) && chain(a).is_some() && chain(a) == chain(b)
    }

    /// Compares one side of two mentions.
    fn side(&self, a: &[Participant], b: &[Participant]) -> Side {
        let known = |list: &[Participant]| list.iter().any(|p| !self.is_pronoun(p.head) || self.chain(p).is_some());
        if !known(a) || !known(b) {
            return Side::Unknown;
        }
        if a.iter().any(|x| b.iter().any(|y| self.is_same_party(x, y))) {
            return Side::Shared;
        }
        // "The diplomat" may be Karlov, "officers" the police: unnamed people can't be told from others by the noun.
        let open = |list: &[Participant]| list.iter().any(|p| self.is_unnamed(p));
        if open(a) || open(b) { Side::Unknown } else { Side::Differ }
    }

    fn chain(&self, party: &Participant) -> Option<u32> {
        self.chains.get(&party.head).copied()
    }

    fn is_unnamed(&self, party: &Participant) -> bool {
        let syntax = &self.layers.syntax;
        if party.entity.is_some() || syntax.upos(party.head) != Upos::Noun {
            return false;
        }
        let det = syntax.child_by(party.head, Deprel::Det).map(|det| syntax.lower(det));
        let counted = syntax.child_by(party.head, Deprel::Nummod).is_some();
        let one = syntax.feats(party.head).has(Feats::SING);
        !counted && (matches!(det, Some("the")) || one && matches!(det, Some("a" | "an")))
    }

    /// Someone that the report has spoken of: "the hostages", "her".
    fn is_known(&self, party: &Participant) -> bool {
        let syntax = &self.layers.syntax;
        let the = || {
            syntax
                .child_by(party.head, Deprel::Det)
                .is_some_and(|t| matches!(syntax.lower(t), "the" | "these" | "those"))
        };
        let counted = syntax.child_by(party.head, Deprel::Nummod).is_some();
        self.is_pronoun(party.head) || syntax.upos(party.head) == Upos::Noun && !counted && the()
    }

    /// "freed the hostages", "rescued her", after a report of it.
    fn tells_again(&self, b: &Event) -> bool {
        let verb = self.layers.syntax.upos(b.head) == Upos::Verb;
        verb && is_deed(&b.kind.value) && !b.recipients.is_empty() && b.recipients.iter().all(|p| self.is_known(p))
    }

    /// "Nine people were wounded" near "the attack", which says nothing of its own of whom it hit.
    fn is_toll(&self, a: &Event, b: &Event) -> bool {
        let counts = |event: &Event| {
            matches!(self.lemma(event), "kill" | "wound" | "injure" | "die" | "hurt") && !event.figures.is_empty()
        };
        let attack = |event: &Event| {
            let noun = self.layers.syntax.upos(event.head) == Upos::Noun;
            event.recipients.is_empty() && event.figures.is_empty() && (noun || self.lemma(event) == "attack")
        };
        &*a.kind.value == "ASSAULT" && (counts(a) && attack(b) || counts(b) && attack(a))
    }

    /// Many, and not said which: "people", "civilians", a country.
    fn is_crowd(&self, parties: &[Participant]) -> bool {
        parties.iter().all(|p| {
            let plural = self.layers.syntax.feats(p.head).has(Feats::PLUR);
            plural && p.entity.is_none() || p.country.is_some() && p.sectors.is_empty()
        })
    }

    fn is_same_party(&self, a: &Participant, b: &Participant) -> bool {
        let chained = || self.chain(a).is_some() && self.chain(a) == self.chain(b);
        match (a.entity, b.entity) {
            (Some(a), Some(b)) if a == b => true,
            _ if chained() => true,
            (Some(_), Some(_)) => false,
            _ => self.layers.syntax.lemma(a.head) == self.layers.syntax.lemma(b.head) && !self.is_pronoun(a.head),
        }
    }

    fn is_pronoun(&self, head: TokenId) -> bool {
        self.layers.syntax.upos(head) == Upos::Pron
    }

    /// "another attack", "42 other people": not the one before.
    fn is_another(&self, event: &Event) -> bool {
        let syntax = &self.layers.syntax;
        let other = |head: TokenId| {
            syntax.children(head).iter().any(|t| {
                matches!(
                    syntax.lower(*t),
                    "another" | "other" | "others" | "second" | "separate" | "different" | "further"
                )
            })
        };
        let own = syntax.upos(event.head) == Upos::Noun && other(event.head);
        own || event.recipients.iter().any(|party| other(party.head))
    }

    /// "the attack" after "an attack on the embassy"; "talks" after "talks".
    fn refers_back(&self, b: &Event) -> bool {
        let syntax = &self.layers.syntax;
        if syntax.upos(b.head) != Upos::Noun {
            return false;
        }
        let det = syntax.child_by(b.head, Deprel::Det).map(|det| syntax.lower(det));
        let counted = syntax.child_by(b.head, Deprel::Nummod).is_some();
        let plural = syntax.feats(b.head).has(Feats::PLUR);
        let fresh =
            || syntax.children_by(b.head, Deprel::Amod).any(|t| matches!(syntax.lower(t), "new" | "fresh" | "more"));
        let own = syntax.child_by(b.head, Deprel::NmodPoss).is_some();
        match det {
            None if own => true,
            Some("the" | "this" | "that" | "these" | "those") => true,
            None => !counted && plural && !fresh() && is_talk(&b.kind.value) && b.actors.is_empty(),
            Some(_) => false,
        }
    }
}

/// Acts that are done and not only said.
fn is_deed(kind: &str) -> bool {
    matches!(
        kind,
        "ASSAULT" | "COERCE" | "PROTEST" | "MOBILIZE" | "RETREAT" | "AID" | "SANCTION" | "CONSULT" | "COOPERATE"
    )
}

/// What goes on under one name ("talks", "protests", "sanctions").
fn is_talk(kind: &str) -> bool {
    matches!(kind, "CONSULT" | "PROTEST" | "SANCTION" | "AID" | "COOPERATE")
}

/// A report tells of one assassination unless it says otherwise.
fn is_one_assassination(a: &Event, b: &Event) -> bool {
    let assassinate = |e: &Event| e.mode.as_ref().is_some_and(|mode| mode.value.as_ref() == "assassinate");
    assassinate(a) && assassinate(b)
}

fn realities_agree(a: &Event, b: &Event) -> bool {
    let happened = |event: &Event| event.reality.value == Reality::Occurred;
    a.reality.value == b.reality.value || happened(a) == happened(b)
}

/// Modes agree where they are the same or one is not fixed, but for what is another kind of act altogether.
fn modes_agree(a: &Event, b: &Event) -> bool {
    let apart = |mode: &str| matches!(mode, "abduct" | "sexual" | "torture");
    match (a.mode.as_ref().map(|m| &*m.value), b.mode.as_ref().map(|m| &*m.value)) {
        (Some(a), Some(b)) => a == b || [a, b].contains(&"assassinate") && !apart(a) && !apart(b),
        (Some(mode), None) | (None, Some(mode)) => !apart(mode),
        (None, None) => true,
    }
}

/// Times that are stated overlap; what is told as earlier without a time of its own may be any earlier event.
fn times_agree(a: &Event, b: &Event) -> bool {
    let stated = |event: &Event| event.time.known().filter(|time| time.span.is_some()).map(|time| time.interval);
    match (stated(a), stated(b)) {
        (Some(a), Some(b)) => overlap(a, b),
        (None, None) => a.background.value == b.background.value,
        (Some(_), None) => a.background.value || !b.background.value,
        (None, Some(_)) => b.background.value || !a.background.value,
    }
}

fn overlap(a: Interval, b: Interval) -> bool {
    a.from <= b.to && b.from <= a.to
}

fn places_agree(a: &Event, b: &Event) -> bool {
    let id = |event: &Event| match event.place.known() {
        Some(EventPlace { toponym, .. }) => {
            toponym.place.as_ref().ok().map(|place| (place.geonames, place.country.clone()))
        }
        None => None,
    };
    match (id(a), id(b)) {
        (Some((a, in_a)), Some((b, in_b))) => a == b || in_a == in_b,
        _ => true,
    }
}
