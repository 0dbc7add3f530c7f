//! Marks on a word itself: negation, conditional conjunctions, auxiliaries, adverbs and adjectives.

use super::{Judge, MAX_STEPS, Verdict};
use dateline_doc::{Deprel, Reality, TokenId};

impl Judge<'_> {
    pub(super) fn marks(&self, at: TokenId) -> Option<Verdict> {
        let performed = at == self.head && self.is_performed();
        let children = self.syntax.children(at);
        let negation = self.negation(at).filter(|_| !performed);
        if let Some(negation) = negation {
            return Some((Reality::Negated, Some(negation), "reality.negation"));
        }
        if let Some(mark) = children.iter().find(|t| self.is_conditional(**t)) {
            return Some((Reality::Hypothetical, Some(*mark), "reality.conditional"));
        }
        if let Some(had) = self.inverted_had(at) {
            return Some((Reality::Hypothetical, Some(had), "reality.counterfactual"));
        }
        if let Some(verdict) = self.to_be_done(at).filter(|_| !performed) {
            return Some(verdict);
        }
        if let Some(verdict) = children.iter().find_map(|t| self.auxiliary(*t, at)).filter(|_| !performed) {
            return Some(verdict);
        }
        if let Some(adverb) = children.iter().find(|t| self.is_doubting(**t)) {
            return Some((Reality::Hypothetical, Some(*adverb), "reality.adverb"));
        }
        if let Some(verdict) = self.asked(at) {
            return Some(verdict);
        }
        if self.is_noun(at) { self.modifier(at).or_else(|| self.relative(at)) } else { None }
    }

    /// A threat that needs no verb of threatening ("they will pay the price") is made by what it says of the future.
    fn is_performed(&self) -> bool {
        self.kind == "THREATEN" && !self.is_noun(self.head) && !self.is("threat-verb", self.head)
    }

    /// The word that negates this one.
    pub(super) fn negation(&self, at: TokenId) -> Option<TokenId> {
        let children = self.syntax.children(at);
        if children.iter().any(|t| self.opens_with_until(*t)) {
            return None;
        }
        let free = children.iter().filter(|t| !self.parts.contains(t));
        free.copied().find(|t| self.is_negation(*t, at))
    }

    fn is_negation(&self, token: TokenId, at: TokenId) -> bool {
        let word = self.syntax.lower(token);
        match self.syntax.deprel(token) {
            Deprel::Advmod => self.is_negative_adverb(token, at) || self.no_longer(token),
            Deprel::Det => matches!(word, "no" | "neither") && !self.marked(at, "with"),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::OblAgent => {
                self.is_nobody(token) || self.is_neither(token)
            }
            Deprel::Mark | Deprel::Case | Deprel::Cc => {
                word == "without" || matches!(word, "instead" | "rather") && token.0 < at.0
            }
            _ => false,
        }
    }

    fn is_negative_adverb(&self, token: TokenId, at: TokenId) -> bool {
        let word = self.syntax.lower(token);
        let next = TokenId(token.0 + 1);
        let only = || next.0 < at.0 && matches!(self.syntax.lower(next), "only" | "just" | "merely" | "simply");
        match word {
            "not" | "n't" | "n’t" => !only(),
            "never" | "nor" | "neither" | "hardly" | "nowhere" => true,
            // "Nearly killed him"; but "killed nearly a hundred".
            "almost" | "nearly" => next == at,
            _ => false,
        }
    }

    /// "no longer meet".
    fn no_longer(&self, token: TokenId) -> bool {
        let no = |t: &TokenId| matches!(self.syntax.lower(*t), "no" | "any");
        self.syntax.lower(token) == "longer" && self.syntax.children(token).iter().any(no)
    }

    /// "did not search it until October": it did, then.
    fn opens_with_until(&self, token: TokenId) -> bool {
        let is_until = |t: &TokenId| self.syntax.lower(*t) == "until";
        is_until(&token) || self.syntax.children(token).iter().any(is_until)
    }

    /// "no one", "nobody", "none", "no civilians", "none of the civilians".
    fn is_nobody(&self, token: TokenId) -> bool {
        let no = |t: &TokenId| self.syntax.lower(*t) == "no" && self.syntax.deprel(*t) == Deprel::Det;
        matches!(self.syntax.lower(token), "nobody" | "none" | "nothing" | "no-one")
            || self.syntax.children(token).iter().any(no)
    }

    /// "neither side", "neither of the sides".
    fn is_neither(&self, token: TokenId) -> bool {
        let neither = |t: &TokenId| self.syntax.lower(*t) == "neither" && self.syntax.deprel(*t) != Deprel::Cc;
        neither(&token) || self.syntax.children(token).iter().any(neither)
    }

    fn is_conditional(&self, token: TokenId) -> bool {
        matches!(self.syntax.deprel(token), Deprel::Mark | Deprel::Advmod)
            && matches!(self.syntax.lower(token), "if" | "whether" | "unless" | "lest" | "provided" | "supposing")
    }

    /// "Had the rebels attacked, they would have won."
    fn inverted_had(&self, at: TokenId) -> Option<TokenId> {
        let tokens = self.syntax.sentence(at).tokens;
        let clause = matches!(self.syntax.deprel(at), Deprel::Advcl | Deprel::Ccomp | Deprel::Parataxis);
        let asks = tokens.iter().rev().take(3).any(|t| self.syntax.lower(t) == "?");
        if asks || !clause && self.syntax.lower(tokens.start) != "had" {
            return None;
        }
        let subject = self.subject(at)?;
        let had = |t: &TokenId| matches!(self.syntax.lower(*t), "had" | "should" | "were") && *t < subject;
        let marked = self.syntax.child_by(at, Deprel::Mark).is_some();
        let question = self.syntax.children_by(at, Deprel::Advmod).any(|t| t < subject && self.is_question_word(t));
        self.syntax.children_by(at, Deprel::Aux).find(had).filter(|_| !marked && !question)
    }

    fn subject(&self, at: TokenId) -> Option<TokenId> {
        self.syntax.child_by(at, Deprel::Nsubj).or_else(|| self.syntax.child_by(at, Deprel::NsubjPass))
    }

    fn is_question_word(&self, token: TokenId) -> bool {
        matches!(self.syntax.lower(token), "why" | "when" | "where" | "how" | "who" | "what" | "which")
    }

    /// "The two are to meet"; in a headline "Ministers to meet".
    fn to_be_done(&self, at: TokenId) -> Option<Verdict> {
        // "Due to meet", "about to leave", read as one conjunction.
        let fixed = ["due", "about", "set", "going"].iter().find_map(|word| self.marker(at, word));
        if let Some(due) = fixed.filter(|_| self.syntax.xpos(at) == "VB") {
            return Some((Reality::Planned, Some(due), "reality.is-to"));
        }
        let to = self.marker(at, "to").filter(|_| self.syntax.xpos(at).starts_with("VB"))?;
        let is_be = |t: TokenId| {
            self.syntax.lemma(t) == "be" && matches!(self.syntax.lower(t), "is" | "are" | "was" | "were" | "am" | "'s")
        };
        let own = || self.syntax.children(at).iter().any(|t| *t < to && is_be(*t));
        let up = self.syntax.head(at);
        let above = || {
            let bare = |up: &TokenId| self.syntax.child_by(*up, Deprel::Expl).is_none() && up.0 + 3 > to.0;
            self.syntax.deprel(at) == Deprel::Xcomp && up.filter(|up| is_be(*up)).is_some_and(|up| bare(&up))
        };
        let headline = || up.is_none() && self.subject(at).is_some_and(|subject| subject < to);
        (own() || above() || headline()).then_some((Reality::Planned, Some(to), "reality.is-to"))
    }

    fn auxiliary(&self, token: TokenId, at: TokenId) -> Option<Verdict> {
        let is_auxiliary = matches!(self.syntax.deprel(token), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
        if !is_auxiliary || self.parts.contains(&token) {
            return None;
        }
        match self.syntax.lower(token) {
            "might" | "may" | "could" | "can" | "ca" => Some((Reality::Hypothetical, Some(token), "reality.possible")),
            "should" | "must" | "ought" => Some((Reality::Hypothetical, Some(token), "reality.wanted")),
            "will" | "shall" | "'ll" | "’ll" | "wo" => Some((Reality::Planned, Some(token), "reality.future")),
            "would" | "'d" | "’d" => self.would(token, at),
            _ => None,
        }
    }

    /// "said it would attack" announces, "would have attacked" did not, "would later attack" did.
    fn would(&self, token: TokenId, at: TokenId) -> Option<Verdict> {
        let has = |words: &[&str]| self.syntax.children(at).iter().any(|t| words.contains(&self.syntax.lower(*t)));
        if has(&["have"]) {
            return Some((Reality::Hypothetical, Some(token), "reality.counterfactual"));
        }
        if has(&["later", "eventually", "subsequently", "soon"]) && !self.is_reported(at) {
            return None;
        }
        if self.is_reported(at) {
            return Some((Reality::Planned, Some(token), "reality.future-in-past"));
        }
        (self.syntax.lower(token) == "would").then_some((
            Reality::Hypothetical,
            Some(token),
            "reality.conditional-mood",
        ))
    }

    /// Inside the clause of a verb of saying.
    fn is_reported(&self, at: TokenId) -> bool {
        std::iter::once(at)
            .chain(self.syntax.ancestors(at))
            .take(MAX_STEPS)
            .any(|t| matches!(self.syntax.deprel(t), Deprel::Ccomp))
    }

    /// "possibly", "perhaps". What is alleged is stated by whoever alleges it.
    fn is_doubting(&self, token: TokenId) -> bool {
        self.syntax.deprel(token) == Deprel::Advmod
            && matches!(
                self.syntax.lower(token),
                "possibly" | "perhaps" | "maybe" | "potentially" | "likely" | "probably" | "hypothetically"
            )
    }

    /// "Did the army attack?"; a question with why or when takes for granted what it asks about.
    fn asked(&self, at: TokenId) -> Option<Verdict> {
        let end = self.syntax.sentence(at).tokens.iter().rev().take(3).find(|t| self.syntax.lower(*t) == "?")?;
        let subject = self.subject(at)?;
        let children = || self.syntax.children(at).iter().copied();
        let inverted = children().any(|t| self.syntax.deprel(t) == Deprel::Aux && t < subject);
        let wh = children().any(|t| self.is_question_word(t));
        (inverted && !wh).then_some((Reality::Hypothetical, Some(end), "reality.question"))
    }

    /// "a planned attack", "a possible strike", "the upcoming talks".
    fn modifier(&self, at: TokenId) -> Option<Verdict> {
        self.syntax.children_by(at, Deprel::Amod).find_map(|t| match self.syntax.lower(t) {
            "planned" | "upcoming" | "scheduled" | "forthcoming" | "impending" | "future" | "looming" | "proposed"
            | "threatened" | "intended" => Some((Reality::Planned, Some(t), "reality.planned-modifier")),
            "possible" | "potential" | "hypothetical" | "foiled" | "thwarted" | "feared" | "imminent" | "would-be"
            | "likely" | "suspected" | "aborted" | "averted" => {
                Some((Reality::Hypothetical, Some(t), "reality.possible-modifier"))
            }
            "cancelled" | "canceled" | "fictitious" | "fabricated" | "fake" => {
                Some((Reality::Negated, Some(t), "reality.negating-modifier"))
            }
            _ => None,
        })
    }

    /// "the talks that will be held in Geneva": a relative clause that says when it takes place.
    fn relative(&self, at: TokenId) -> Option<Verdict> {
        let takes_place = |t: &TokenId| self.is("light", *t) || self.is("occurs", *t) || self.is("plans-noun", *t);
        let clauses = self.syntax.children(at).iter().copied();
        let mut clauses = clauses.filter(|t| matches!(self.syntax.deprel(*t), Deprel::AclRelcl | Deprel::Acl));
        let clause = clauses.find(takes_place)?;
        if self.syntax.deprel(clause) == Deprel::Acl {
            let planned = self.syntax.xpos(clause) == "VBN" && self.is("plans-noun", clause);
            return planned.then_some((Reality::Planned, Some(clause), "reality.plan"));
        }
        self.syntax.children(clause).iter().find_map(|t| self.auxiliary(*t, clause))
    }
}
