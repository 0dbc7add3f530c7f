//! Where what holds for the word above holds for the event below: clauses of the same act, nouns of light verbs, parts and
//! phases of an event.

use super::{Judge, Verdict};
use dateline_doc::{Deprel, Reality, TokenId};

impl Judge<'_> {
    pub(super) fn carries_over(&self, at: TokenId, up: TokenId) -> bool {
        let noun = self.is_noun(at);
        match self.syntax.deprel(at) {
            Deprel::Xcomp => !self.is("ends", up),
            Deprel::Conj => {
                if noun {
                    self.is_noun(up)
                } else {
                    self.shares_auxiliary(at, up)
                }
            }
            Deprel::Obj | Deprel::NsubjPass => noun && (self.is("light", up) || self.is("brings", up)),
            Deprel::Nsubj => noun && self.is("occurs", up) && !self.is("ends", up),
            Deprel::Nmod => noun && self.is("phase", up) && self.is_part_of(at),
            Deprel::Obl => noun && self.is("brings", up) && (self.marked(at, "to") || self.marked(at, "in")),
            Deprel::Compound => noun && self.is("phase", up),
            // "is said to use gas to disperse them": the purpose is as real as the means.
            Deprel::Advcl => self.has_to(at) && self.syntax.xpos(at) == "VB",
            Deprel::Acl => self.has_to(at) && self.is("brings", up),
            _ => false,
        }
    }

    /// "a round of talks", "a start to talks".
    fn is_part_of(&self, at: TokenId) -> bool {
        ["of", "to", "in", "on"].iter().any(|word| self.marked(at, word))
    }

    /// "will arrest and deport".
    fn shares_auxiliary(&self, at: TokenId, up: TokenId) -> bool {
        let own = |t: &TokenId| {
            matches!(self.syntax.deprel(*t), Deprel::Aux | Deprel::AuxPass | Deprel::Nsubj | Deprel::NsubjPass)
        };
        let form = |t| match self.syntax.xpos(t) {
            "VBD" | "VBN" => "past",
            "VBP" | "VB" => "base",
            other => other,
        };
        !self.syntax.children(at).iter().any(own) && form(at) == form(up)
    }

    /// What holds of a new event because of the clause it stands in: its verb brings it about ("will host a conference",
    /// "will fly to Berlin for a meeting"), or the main clause lends a participle its future ("will return, visiting").
    pub(super) fn of_the_clause(&self, at: TokenId, up: TokenId, steps: usize) -> Option<Verdict> {
        let lends = match self.syntax.deprel(at) {
            Deprel::Obj | Deprel::NsubjPass => self.is_new(at, up),
            Deprel::Obl => self.marked(at, "for") && self.is_new(at, up),
            Deprel::Advcl => self.syntax.xpos(at) == "VBG" && self.syntax.child_by(at, Deprel::Mark).is_none(),
            _ => false,
        };
        if !lends {
            return None;
        }
        let verdict = self.decide(up, steps)?;
        matches!(verdict.0, Reality::Planned | Reality::Hypothetical).then_some(verdict)
    }

    /// An event that the report has not told of as done: no definite article, and no verb that speaks about it.
    fn is_new(&self, at: TokenId, up: TokenId) -> bool {
        let known = |t: &TokenId| {
            matches!(self.syntax.deprel(*t), Deprel::Det)
                && matches!(self.syntax.lower(*t), "the" | "this" | "that" | "these" | "those")
        };
        self.is_noun(at) && !self.is("about", up) && !self.syntax.children(at).iter().any(known)
    }
}
