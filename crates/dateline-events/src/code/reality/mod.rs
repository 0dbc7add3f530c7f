//! Whether it happened, as its source states it: occurred, planned, hypothetical or negated.
//!
//! Decided by the syntax around the predicate, never by a window of keywords. From the predicate upwards each step asks
//! three things: what marks the word itself ([`marks`]), what the word above says of what stands below it
//! ([`embedding`]), and whether what holds for the word above holds for the event too ([`carry`]). The words that speak
//! of what stands below them are classes of the codebook (`classes.toml`).

mod carry;
mod embedding;
mod marks;

use super::predicate::Hit;
use dateline_doc::{Article, Decider, Deprel, Evidence, Field, Reality, Syntax, TokenId, Upos};
use dateline_doc::{EventTime, Span, Stated};
use dateline_lexicon::Codebook;

/// How far up embedding is followed.
const MAX_STEPS: usize = 8;

/// What is known of an event when its reality is asked for.
pub(super) struct Event<'a> {
    pub(super) hit: &'a Hit<'a>,
    pub(super) time: &'a Stated<EventTime>,
}

/// Reality of the event, with the words that decided it.
pub(super) fn reality(article: &Article, syntax: &Syntax, codebook: &Codebook, event: &Event<'_>) -> Field<Reality> {
    let hit = event.hit;
    let judge = Judge { syntax, codebook, kind: &hit.rule.kind, parts: &hit.parts, head: hit.head };
    if let Some((value, cue, rule)) = judge.decide(hit.head, MAX_STEPS) {
        return field(value, cue.map(|t| syntax.span(t)), rule);
    }
    match judge.still_to_come(article, event.time) {
        Some(span) => field(Reality::Planned, Some(span), "reality.after-publication"),
        None => field(Reality::Occurred, None, "reality.asserted"),
    }
}

fn field(value: Reality, cue: Option<Span<dateline_doc::Byte>>, rule: &'static str) -> Field<Reality> {
    Field::new(value, Evidence { spans: cue.into_iter().collect(), decided_by: Decider::rule(rule) })
}

type Verdict = (Reality, Option<TokenId>, &'static str);

struct Judge<'a> {
    syntax: &'a Syntax,
    codebook: &'a Codebook,
    /// Type of the event.
    kind: &'a str,
    /// Words of its trigger besides the head: an auxiliary that a rule asks for says what is done, not whether.
    parts: &'a [TokenId],
    /// Head of its trigger.
    head: TokenId,
}

impl Judge<'_> {
    fn decide(&self, head: TokenId, steps: usize) -> Option<Verdict> {
        let mut at = head;
        for left in (0..steps).rev() {
            if let Some(verdict) = self.marks(at) {
                return Some(self.under_hope(at, verdict));
            }
            let up = self.syntax.head(at)?;
            if let Some(verdict) = self.embedding(at, up) {
                return Some(self.turned(up, verdict));
            }
            if let Some(verdict) = self.of_the_clause(at, up, left) {
                return Some(verdict);
            }
            if !self.carries_over(at, up) {
                return None;
            }
            at = up;
        }
        None
    }

    /// True for a class that holds the word, alone or with its particle ("call off").
    fn is(&self, class: &str, word: TokenId) -> bool {
        let lemma = self.syntax.lemma(word);
        let particle = |t: &&TokenId| match self.syntax.deprel(**t) {
            Deprel::CompoundPrt => true,
            Deprel::Advmod | Deprel::Xcomp => t.0 == word.0 + 1,
            _ => false,
        };
        let with = |t: &TokenId| self.codebook.in_class(class, &format!("{lemma} {}", self.syntax.lower(*t)));
        self.codebook.in_class(class, lemma) || self.syntax.children(word).iter().filter(particle).any(with)
    }

    fn is_noun(&self, token: TokenId) -> bool {
        matches!(self.syntax.upos(token), Upos::Noun | Upos::Propn)
    }

    fn has_to(&self, at: TokenId) -> bool {
        self.marked(at, "to")
    }

    fn marked(&self, at: TokenId, word: &str) -> bool {
        self.marker(at, word).is_some()
    }

    /// A conjunction or preposition before the word.
    fn marker(&self, at: TokenId, word: &str) -> Option<TokenId> {
        let marks = self.syntax.children(at).iter().copied();
        let mut marks = marks.filter(|t| matches!(self.syntax.deprel(*t), Deprel::Mark | Deprel::Case));
        marks.find(|t| self.syntax.lower(*t) == word)
    }

    /// "Nothing is planned but what was hoped for": a future that someone hopes for or fears is none yet.
    fn under_hope(&self, at: TokenId, verdict: Verdict) -> Verdict {
        let hoped = || self.syntax.head(at).filter(|up| self.is("doubts", *up));
        match (verdict.0, self.syntax.deprel(at)) {
            (Reality::Planned, Deprel::Ccomp) => match hoped() {
                Some(up) => (Reality::Hypothetical, Some(up), "reality.doubt"),
                None => verdict,
            },
            _ => verdict,
        }
    }

    /// What the word above says, where it is itself negated: who did not fail to did, who does not plan to will not, and
    /// what is not ruled out may be.
    fn turned(&self, up: TokenId, verdict: Verdict) -> Verdict {
        let Some(negation) = self.negated_above(up) else { return verdict };
        match verdict {
            (Reality::Negated, cue, "reality.prevented") if self.is("open-if-not", up) => {
                (Reality::Hypothetical, cue, "reality.not-ruled-out")
            }
            (Reality::Negated, _, "reality.prevented") => (Reality::Occurred, Some(up), "reality.not-prevented"),
            (Reality::Planned, _, "reality.plan") => (Reality::Negated, Some(negation), "reality.not-planned"),
            (Reality::Hypothetical, _, _) if self.is("permits", up) => {
                (Reality::Negated, Some(negation), "reality.not-permitted")
            }
            _ => verdict,
        }
    }

    /// The negation of a word, or the verb that negates it ("failed to prevent").
    fn negated_above(&self, up: TokenId) -> Option<TokenId> {
        let own = self.negation(up);
        let failing = || {
            let above = self.syntax.head(up).filter(|above| self.is("negates", *above))?;
            matches!(self.syntax.deprel(up), Deprel::Xcomp | Deprel::Acl).then_some(above)
        };
        own.or_else(failing)
    }

    /// The time of an event told without a past tense, where it is after the day of publication ("next week's talks").
    fn still_to_come(&self, article: &Article, time: &Stated<EventTime>) -> Option<Span<dateline_doc::Byte>> {
        let (time, published) = (time.known()?, article.published?.day);
        let open = matches!(self.syntax.xpos(self.head), "NN" | "NNS" | "VBZ" | "VBP" | "VBG");
        let past = self.syntax.children(self.head).iter().any(|t| {
            matches!(self.syntax.deprel(*t), Deprel::Aux | Deprel::AuxPass)
                && matches!(self.syntax.lower(*t), "was" | "were" | "had" | "has" | "have" | "been")
        });
        let later = time.interval.from > published;
        if open && !past && later { time.span } else { None }
    }
}
