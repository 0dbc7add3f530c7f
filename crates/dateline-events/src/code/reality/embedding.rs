//! What a word says of what stands below it: verbs, nouns and adjectives that take a clause or an event noun.

use super::{Judge, Verdict};
use dateline_doc::{Deprel, Reality, TokenId};

impl Judge<'_> {
    pub(super) fn embedding(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        if let Some(verdict) = self.before_it(at) {
            return Some(verdict);
        }
        if self.is_noun(at) { self.of_noun(at, up) } else { self.of_clause(at, up) }
    }

    /// "ahead of the talks", "a day before a meeting", "in the event of an attack".
    fn before_it(&self, at: TokenId) -> Option<Verdict> {
        if !self.is_noun(at) {
            return None;
        }
        let before_of = || {
            let of = self.marker(at, "of")?;
            let before = TokenId(of.0.checked_sub(1)?);
            (self.syntax.lower(before) == "ahead").then_some(before)
        };
        if let Some(ahead) = self.marker(at, "ahead").or_else(before_of) {
            return Some((Reality::Planned, Some(ahead), "reality.ahead"));
        }
        let indefinite =
            self.syntax.child_by(at, Deprel::Det).is_some_and(|t| matches!(self.syntax.lower(t), "a" | "an"));
        let before = self.marker(at, "before").filter(|_| indefinite);
        before.map(|before| (Reality::Planned, Some(before), "reality.ahead"))
    }

    fn of_clause(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        match self.syntax.deprel(at) {
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj => self.complement(at, up),
            Deprel::Acl => self.of_noun_clause(at, up),
            Deprel::Advcl | Deprel::Obl | Deprel::Nmod => self.adverbial(at, up),
            _ => None,
        }
    }

    /// The complement of a verb, an adjective or a noun.
    fn complement(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        if self.has_yet(at, up) {
            return Some((Reality::Negated, Some(up), "reality.not-yet"));
        }
        // "Told reporters that it had" reports, and so does "suggested that it had"; "told them to" asks.
        let finite = self.syntax.deprel(at) == Deprel::Ccomp && !self.has_to(at);
        let told = finite && self.syntax.xpos(at) != "VBG" && self.is("reports", up);
        if !told && (self.is("negates", up) || self.is("prevents", up)) {
            return Some((Reality::Negated, Some(up), "reality.prevented"));
        }
        let untrue = matches!(self.syntax.lemma(up), "true" | "correct" | "accurate" | "case");
        if let Some(negation) = self.negation(up).filter(|_| untrue) {
            return Some((Reality::Negated, Some(negation), "reality.untrue"));
        }
        if self.is_performed_wish(up) {
            return None;
        }
        // "Agreed that it had" is no plan; "ordered that he be released" is one.
        if !(finite && self.syntax.xpos(at) != "VB") && self.is("plans", up) && !self.is_pledged_support(up) {
            return Some((Reality::Planned, Some(up), "reality.plan"));
        }
        if !told && self.is("doubts", up) {
            return Some((Reality::Hypothetical, Some(up), "reality.doubt"));
        }
        let how = self.has_to(at).then(|| self.open_question(at)).flatten();
        how.map(|how| (Reality::Hypothetical, Some(how), "reality.how-to"))
    }

    /// "I want to convey my condolences" conveys them.
    fn is_performed_wish(&self, up: TokenId) -> bool {
        let first_person = |t: TokenId| matches!(self.syntax.lower(t), "i" | "we");
        matches!(self.kind, "SUPPORT" | "ACCUSE" | "REQUEST")
            && matches!(self.syntax.lemma(up), "want" | "like" | "wish")
            && self.syntax.child_by(up, Deprel::Nsubj).is_some_and(first_person)
    }

    /// Support that one is committed to is given by the words.
    fn is_pledged_support(&self, up: TokenId) -> bool {
        matches!(self.kind, "SUPPORT" | "ACCUSE") && matches!(self.syntax.lemma(up), "commit" | "commitment" | "ready")
    }

    /// "how to", "whether to", "when to".
    fn open_question(&self, at: TokenId) -> Option<TokenId> {
        self.syntax
            .children_by(at, Deprel::Advmod)
            .find(|t| matches!(self.syntax.lower(*t), "how" | "when" | "where" | "whether"))
    }

    /// "has yet to impose": it has not.
    fn has_yet(&self, at: TokenId, up: TokenId) -> bool {
        let yet = |t: TokenId| self.syntax.children(t).iter().any(|c| self.syntax.lower(*c) == "yet");
        self.has_to(at) && matches!(self.syntax.lemma(up), "have" | "be") && (yet(up) || yet(at))
    }

    /// The clause of a noun: "the plan to attack", "a refusal to meet"; also "asked the judge to release him", where
    /// the clause hangs on the one who is asked.
    fn of_noun_clause(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        if let Some(verdict) = self.complement(at, up) {
            return Some(verdict);
        }
        if !self.has_to(at) {
            return self.denied_claim(up).or_else(|| self.adverbial(at, up));
        }
        let headline = self.syntax.head(up).is_none() && self.syntax.child_by(up, Deprel::Cop).is_none();
        if headline && self.syntax.xpos(at) == "VB" {
            return Some((Reality::Planned, self.marker(at, "to"), "reality.is-to"));
        }
        let asked = matches!(self.syntax.deprel(up), Deprel::Obj | Deprel::Iobj | Deprel::NsubjPass | Deprel::Obl);
        let verb = self.syntax.head(up).filter(|verb| asked && self.is("asks", *verb))?;
        self.complement(at, verb)
    }

    /// "disputed the version that", "denied claims of": what is said, and denied.
    fn denied_claim(&self, claim: TokenId) -> Option<Verdict> {
        let object = matches!(self.syntax.deprel(claim), Deprel::Obj | Deprel::NsubjPass);
        let verb = self.syntax.head(claim).filter(|_| object && self.is("claims", claim))?;
        let denied = self.is("denies-noun", verb) || self.is("negates", verb);
        denied.then_some((Reality::Negated, Some(verb), "reality.denied-claim"))
    }

    /// Purposes, and clauses with a preposition: "prevented from leaving", "suspected of spying".
    fn adverbial(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        let from = self.marked(at, "from") && (self.is("keeps-from", up) || self.is("prevents", up));
        if from || self.marked(at, "of") && self.is("negates", up) {
            return Some((Reality::Negated, Some(up), "reality.prevented"));
        }
        let towards = self.marked(at, "to") && self.syntax.xpos(at) == "VBG";
        if towards && self.is("plans", up) && !self.is_pledged_support(up) {
            return Some((Reality::Planned, Some(up), "reality.plan"));
        }
        if self.marked(at, "of") && self.is("fears", up) {
            return Some((Reality::Hypothetical, Some(up), "reality.doubt"));
        }
        if self.marked(at, "against") && self.is("decides", up) {
            return Some((Reality::Negated, Some(up), "reality.decided-against"));
        }
        if let Some(verdict) = self.once_it_is(at, up) {
            return Some(verdict);
        }
        if self.syntax.deprel(at) == Deprel::Advcl { self.purpose(at, up) } else { self.leading_to(at, up) }
    }

    /// "will withdraw once the deal is signed": the condition of a future.
    fn once_it_is(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        let words = ["once", "until", "when", "as"];
        let once = self.syntax.children(at).iter().copied().find(|t| {
            matches!(self.syntax.deprel(*t), Deprel::Mark | Deprel::Advmod) && words.contains(&self.syntax.lower(*t))
        })?;
        let past = |t: &TokenId| matches!(self.syntax.lower(*t), "was" | "were" | "had" | "did");
        if self.syntax.xpos(at) == "VBD" || self.syntax.children(at).iter().any(past) {
            return None;
        }
        let soon =
            self.syntax.lower(once) != "as" || self.syntax.children(at).iter().any(|t| self.syntax.lower(*t) == "soon");
        let future = |t: &TokenId| matches!(self.syntax.lower(*t), "will" | "'ll" | "’ll" | "shall" | "wo");
        let coming = std::iter::once(up)
            .chain(self.syntax.ancestors(up))
            .take(3)
            .any(|t| self.syntax.children_by(t, Deprel::Aux).any(|aux| future(&aux)));
        (coming && soon).then_some((Reality::Hypothetical, Some(once), "reality.condition-of-future"))
    }

    /// "sent troops to retake the town": what a purpose clause says has not happened yet; but who uses tear gas to
    /// disperse a crowd does so, and who takes the floor to condemn condemns.
    fn purpose(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        let to = self.marker(at, "to").filter(|_| self.syntax.xpos(at) == "VB")?;
        // "Allowed the police to arrest them", where the clause is taken for a purpose.
        if let Some(verdict) = self.complement(at, up).filter(|_| self.syntax.xpos(up).starts_with('V')) {
            return Some(verdict);
        }
        let spoken = matches!(self.kind, "PROTEST" | "ACCUSE" | "SUPPORT" | "REQUEST" | "THREATEN" | "REJECT");
        if spoken || self.is("does-to", up) || self.is("brings", up) {
            return None;
        }
        Some((Reality::Planned, Some(to), "reality.purpose"))
    }

    /// An event noun as subject, object or complement.
    fn of_noun(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        match self.syntax.deprel(at) {
            Deprel::Obj | Deprel::NsubjPass => self.object(at, up),
            Deprel::Nsubj => self.said_of(up).or_else(|| self.set_to(at, up)),
            Deprel::Nmod | Deprel::Obl => self.after_preposition(at, up),
            // "a no-strike pledge", "strike plans", "peace talks proposal".
            Deprel::Compound if self.is("plans-noun", up) && self.is_noun(up) => {
                Some((Reality::Planned, Some(up), "reality.plan"))
            }
            _ => None,
        }
    }

    fn object(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        // What is denied of a charge is what it says, not that it was brought.
        let denied = || self.is("denies-noun", up) && !matches!(self.kind, "ACCUSE" | "REQUEST" | "SANCTION");
        if self.is("prevents", up) || denied() {
            return Some((Reality::Negated, Some(up), "reality.prevented"));
        }
        if self.is("plans-noun", up) || self.set_to(at, up).is_some() {
            return Some((Reality::Planned, Some(up), "reality.plan"));
        }
        self.is("fears", up).then_some((Reality::Hypothetical, Some(up), "reality.doubt"))
    }

    /// "A meeting is unlikely", "talks are possible".
    fn said_of(&self, up: TokenId) -> Option<Verdict> {
        self.is("unsure", up).then_some((Reality::Hypothetical, Some(up), "reality.doubt"))
    }

    /// "The tariffs are set to take effect", "talks are due on Friday".
    fn set_to(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        let set =
            matches!(self.syntax.lemma(up), "set" | "due" | "slate" | "slated" | "poised" | "scheduled" | "planned");
        let clause = || self.syntax.children_by(up, Deprel::Xcomp).any(|t| self.has_to(t));
        let passive = matches!(self.syntax.deprel(at), Deprel::NsubjPass | Deprel::Nsubj);
        let due = self.syntax.lemma(up) != "set" || clause();
        (set && passive && due).then_some((Reality::Planned, Some(up), "reality.plan"))
    }

    /// "fears of an attack", "plans for talks", "paved the way for talks", "voted against a strike", "denied any part in
    /// the attack".
    fn after_preposition(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        let case = |words: &[&str]| words.iter().any(|word| self.marked(at, word));
        if case(&["against"]) && self.is("decides", up) {
            return Some((Reality::Negated, Some(up), "reality.decided-against"));
        }
        if case(&["in"]) && self.is("part-in", up) {
            return self.denied_part(up);
        }
        if !case(&["of", "for", "to", "on", "toward", "towards", "from", "at", "about"]) {
            return None;
        }
        if case(&["of"]) && self.is("lacks", up) || case(&["from"]) && self.is("keeps-from", up) {
            return Some((Reality::Negated, Some(up), "reality.prevented"));
        }
        if case(&["of", "for"]) && self.is("plans-noun", up) || case(&["for", "to", "on"]) && self.is("prepares", up) {
            return Some((Reality::Planned, Some(up), "reality.plan"));
        }
        if let Some(verdict) = self.denied_claim(up).filter(|_| case(&["of"])) {
            return Some(verdict);
        }
        let new = |t: &TokenId| matches!(self.syntax.lower(*t), "new" | "fresh" | "further" | "renewed");
        if let Some(new) = self.syntax.children_by(at, Deprel::Amod).find(new).filter(|_| case(&["for"])) {
            return Some((Reality::Planned, Some(new), "reality.new"));
        }
        if case(&["of", "for", "about"]) && (self.is("fears", up) || self.is("fears-of", up)) {
            return Some((Reality::Hypothetical, Some(up), "reality.doubt"));
        }
        self.leading_to(at, up)
    }

    /// "any part in it" that is denied.
    fn denied_part(&self, part: TokenId) -> Option<Verdict> {
        let any = self.syntax.child_by(part, Deprel::Det).is_some_and(|t| self.syntax.lower(t) == "any");
        let denied = self.syntax.head(part).filter(|up| any && self.is("denies-noun", *up))?;
        Some((Reality::Negated, Some(denied), "reality.prevented"))
    }

    /// "paved the way for", "opened the door to", "a first step towards negotiating".
    fn leading_to(&self, at: TokenId, up: TokenId) -> Option<Verdict> {
        let forward = ["for", "to", "toward", "towards"].iter().any(|word| self.marked(at, word));
        let on_noun = self.is("leads", up).then_some(up);
        let object = || self.syntax.child_by(up, Deprel::Obj).filter(|obj| self.is("leads", *obj));
        let road = on_noun.or_else(object).filter(|_| forward)?;
        Some((Reality::Hypothetical, Some(road), "reality.leading-to"))
    }
}
