//! Whether it happened, as its source states it: occurred, planned, hypothetical or negated.
//!
//! Decided by the syntax around the predicate, never by a window of keywords: negation, auxiliaries, conditional
//! clauses, and the verbs, nouns and adjectives that it is embedded under.

use dateline_doc::{Decider, Deprel, Evidence, Field, Reality, Syntax, TokenId, Upos};
use dateline_lexicon::Codebook;

/// How far up embedding is followed.
const MAX_STEPS: usize = 8;

/// Reality of the event at `head`, with the words that decided it.
pub(super) fn reality(syntax: &Syntax, head: TokenId, codebook: &Codebook) -> Field<Reality> {
    let judge = Judge { syntax, codebook };
    let (value, cue, rule) = judge.decide(head).unwrap_or((Reality::Occurred, None, "reality.asserted"));
    let spans = cue.map(|t| syntax.span(t)).into_iter().collect();
    Field::new(value, Evidence { spans, decided_by: Decider::rule(rule) })
}

type Verdict = (Reality, Option<TokenId>, &'static str);

struct Judge<'a> {
    syntax: &'a Syntax,
    codebook: &'a Codebook,
}

impl Judge<'_> {
    fn decide(&self, head: TokenId) -> Option<Verdict> {
        let mut at = head;
        for _ in 0..MAX_STEPS {
            if let Some(verdict) = self.own_marks(at, head) {
                return Some(verdict);
            }
            let up = self.syntax.head(at)?;
            if let Some(verdict) = self.embedding(at, up, head) {
                return Some(verdict);
            }
            if !self.carries_over(at, up, head) {
                return None;
            }
            at = up;
        }
        None
    }

    /// Marks on the predicate itself.
    fn own_marks(&self, at: TokenId, head: TokenId) -> Option<Verdict> {
        let children = self.syntax.children(at);
        let until = children.iter().any(|t| self.opens_with_until(*t));
        if let Some(neg) = children.iter().find(|t| self.is_negation(**t, at)).filter(|_| !until) {
            return Some((Reality::Negated, Some(*neg), "reality.negation"));
        }
        if let Some(mark) = children.iter().find(|t| self.is_conditional(**t)) {
            return Some((Reality::Hypothetical, Some(*mark), "reality.conditional"));
        }
        if let Some((aux, value, rule)) = children.iter().find_map(|t| self.auxiliary(*t, at)) {
            return Some((value, Some(aux), rule));
        }
        if at == head { self.modifier(at) } else { None }
    }

    fn is_negation(&self, token: TokenId, at: TokenId) -> bool {
        let word = self.syntax.lower(token);
        match self.syntax.deprel(token) {
            Deprel::Advmod => matches!(word, "not" | "n't" | "never" | "n’t" | "nor" | "neither" | "hardly"),
            Deprel::Det => matches!(word, "no" | "neither") && !self.after_with(at),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj => self.is_nobody(token) || self.is_neither(token),
            Deprel::Mark | Deprel::Case => word == "without",
            _ => false,
        }
    }

    /// "did not search it until October": it did, then.
    fn opens_with_until(&self, token: TokenId) -> bool {
        let is_until = |t: &TokenId| self.syntax.lower(*t) == "until";
        is_until(&token) || self.syntax.children(token).iter().any(is_until)
    }

    /// "has yet to impose": it has not.
    fn has_yet(&self, at: TokenId, up: TokenId) -> bool {
        let yet = |t: TokenId| self.syntax.children(t).iter().any(|c| self.syntax.lower(*c) == "yet");
        let to = self.syntax.children_by(at, Deprel::Mark).any(|mark| self.syntax.lower(mark) == "to");
        to && self.syntax.lemma(up) == "have" && (yet(up) || yet(at))
    }

    /// "no one", "nobody", "none", "no civilians".
    fn is_nobody(&self, token: TokenId) -> bool {
        let no = |t: &TokenId| self.syntax.lower(*t) == "no" && self.syntax.deprel(*t) == Deprel::Det;
        matches!(self.syntax.lower(token), "nobody" | "none" | "nothing" | "no-one")
            || self.syntax.children(token).iter().any(no)
    }

    /// "neither side".
    fn is_neither(&self, token: TokenId) -> bool {
        self.syntax.children(token).iter().any(|t| self.syntax.lower(*t) == "neither")
    }

    fn after_with(&self, at: TokenId) -> bool {
        self.syntax.child_by(at, Deprel::Case).is_some_and(|case| self.syntax.lower(case) == "with")
    }

    fn is_conditional(&self, token: TokenId) -> bool {
        matches!(self.syntax.deprel(token), Deprel::Mark | Deprel::Advmod)
            && matches!(self.syntax.lower(token), "if" | "whether" | "unless" | "lest")
    }

    fn auxiliary(&self, token: TokenId, at: TokenId) -> Option<(TokenId, Reality, &'static str)> {
        if !matches!(self.syntax.deprel(token), Deprel::Aux | Deprel::AuxPass | Deprel::Cop) {
            return None;
        }
        match self.syntax.lower(token) {
            "might" | "may" | "could" | "can" | "ca" => Some((token, Reality::Hypothetical, "reality.possible")),
            "should" | "must" | "ought" => Some((token, Reality::Hypothetical, "reality.wanted")),
            "will" | "shall" | "'ll" | "’ll" | "wo" => Some((token, Reality::Planned, "reality.future")),
            "would" | "'d" | "’d" if self.is_reported(at) => {
                Some((token, Reality::Planned, "reality.future-in-past"))
            }
            "would" => Some((token, Reality::Hypothetical, "reality.conditional-mood")),
            _ => None,
        }
    }

    /// Inside the clause of a verb of saying.
    fn is_reported(&self, at: TokenId) -> bool {
        std::iter::once(at)
            .chain(self.syntax.ancestors(at))
            .take(MAX_STEPS)
            .any(|t| matches!(self.syntax.deprel(t), Deprel::Ccomp))
    }

    /// "a planned attack", "a possible strike", "the upcoming talks".
    fn modifier(&self, at: TokenId) -> Option<Verdict> {
        self.syntax.children_by(at, Deprel::Amod).find_map(|t| match self.syntax.lower(t) {
            "planned" | "upcoming" | "scheduled" | "forthcoming" | "impending" | "future" | "looming" => {
                Some((Reality::Planned, Some(t), "reality.planned-modifier"))
            }
            "possible" | "potential" | "hypothetical" | "foiled" | "thwarted" | "feared" | "imminent" => {
                Some((Reality::Hypothetical, Some(t), "reality.possible-modifier"))
            }
            _ => None,
        })
    }

    /// What the word above says about the event below it.
    fn embedding(&self, at: TokenId, up: TokenId, head: TokenId) -> Option<Verdict> {
        if self.syntax.deprel(at) == Deprel::Advcl {
            return self.purpose(at);
        }
        let lemma = self.syntax.lemma(up);
        let complement = matches!(self.syntax.deprel(at), Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Csubj);
        let nominal = at == head && matches!(self.syntax.deprel(at), Deprel::Obj | Deprel::NsubjPass | Deprel::Nmod);
        let is = |class: &str| self.codebook.in_class(class, lemma);
        if !complement && !nominal {
            return None;
        }
        if complement && self.has_yet(at, up) {
            return Some((Reality::Negated, Some(up), "reality.not-yet"));
        }
        if is("prevents") || (complement && is("negates")) {
            return Some((Reality::Negated, Some(up), "reality.prevented"));
        }
        if complement && is("plans") || nominal && is("plans-noun") {
            return Some((Reality::Planned, Some(up), "reality.plan"));
        }
        // "Told reporters that it had" reports; "told them to" asks.
        let reports = lemma == "tell" && self.syntax.deprel(at) == Deprel::Ccomp;
        if is("doubts") && !reports && (complement || is("fears")) {
            return Some((Reality::Hypothetical, Some(up), "reality.doubt"));
        }
        None
    }

    /// "sent troops to retake the town": what a purpose clause says has not happened yet.
    fn purpose(&self, at: TokenId) -> Option<Verdict> {
        if self.syntax.xpos(at) != "VB" {
            return None;
        }
        let to = self.syntax.children_by(at, Deprel::Mark).find(|t| self.syntax.lower(*t) == "to")?;
        Some((Reality::Planned, Some(to), "reality.purpose"))
    }

    /// Modality of the word above holds for the event below: clauses of the same act, nouns of light verbs.
    fn carries_over(&self, at: TokenId, up: TokenId, head: TokenId) -> bool {
        match self.syntax.deprel(at) {
            Deprel::Xcomp => true,
            Deprel::Conj => self.shares_auxiliary(at),
            Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj if at == head => {
                self.is_event_noun(at) && self.is_occurrence(up)
            }
            _ => false,
        }
    }

    fn is_event_noun(&self, at: TokenId) -> bool {
        matches!(self.syntax.upos(at), Upos::Noun | Upos::Propn)
    }

    fn is_occurrence(&self, up: TokenId) -> bool {
        let lemma = self.syntax.lemma(up);
        self.codebook.in_class("light", lemma) || self.codebook.in_class("occurs", lemma)
    }

    fn shares_auxiliary(&self, at: TokenId) -> bool {
        let own = |t: &TokenId| {
            matches!(self.syntax.deprel(*t), Deprel::Aux | Deprel::AuxPass | Deprel::Nsubj | Deprel::NsubjPass)
        };
        !self.syntax.children(at).iter().any(own)
    }
}
