//! Words that say that an event is earlier than the news, where it names no time that a calendar places: years long ago, the
//! wars and peoples of history, "previously", the past perfect.

use dateline_doc::{Deprel, Syntax, TokenId, Upos};
use dateline_lexicon::Codebook;
use dateline_lexicon::codebook::TriggerPos;

/// How far up the tree a year is followed.
const MAX_STEPS: usize = 6;

/// The word that says so, and the rule.
pub(super) fn cue(
    syntax: &Syntax,
    codebook: &Codebook,
    head: TokenId,
    now: Option<i16>,
) -> Option<(TokenId, &'static str)> {
    let words = Words { syntax, codebook, head };
    let year = || words.year(now?).map(|t| (t, "background.year"));
    let bygone = || words.bygone().map(|t| (t, "background.bygone"));
    let earlier = || words.earlier().or_else(|| words.for_years()).map(|t| (t, "background.earlier"));
    let after = || words.long_after().map(|t| (t, "background.long-after"));
    year()
        .or_else(bygone)
        .or_else(earlier)
        .or_else(after)
        .or_else(|| words.past_perfect().map(|t| (t, "background.past-perfect")))
}

struct Words<'a> {
    syntax: &'a Syntax,
    codebook: &'a Codebook,
    head: TokenId,
}

impl Words<'_> {
    /// The event's own clause: the sentence's words that hang on it, or on the verb of the same act, without a clause
    /// between.
    fn own(&self, token: TokenId) -> bool {
        let top = self.top();
        let path = std::iter::once(token).chain(self.syntax.ancestors(token)).take(MAX_STEPS);
        for at in path {
            if at == self.head || at == top {
                return true;
            }
            if self.is_clause(at) || self.tells_of_another(at) {
                return false;
            }
        }
        false
    }

    /// The first of verbs that are joined, and the verb that an event noun depends on.
    fn top(&self) -> TokenId {
        let mut top = self.head;
        for up in self.syntax.ancestors(self.head).take(MAX_STEPS) {
            let joined = self.syntax.deprel(top) == Deprel::Conj && !self.has_subject(top);
            let noun = self.syntax.upos(top) == Upos::Noun
                && matches!(self.syntax.deprel(top), Deprel::Obj | Deprel::Obl | Deprel::Nsubj | Deprel::NsubjPass)
                && self.is_light(up);
            if !joined && !noun {
                break;
            }
            top = up;
        }
        top
    }

    fn is_light(&self, up: TokenId) -> bool {
        ["light", "occurs"].iter().any(|class| self.codebook.in_class(class, self.syntax.lemma(up)))
    }

    fn has_subject(&self, token: TokenId) -> bool {
        let subject = |t: &TokenId| matches!(self.syntax.deprel(*t), Deprel::Nsubj | Deprel::NsubjPass);
        self.syntax.children(token).iter().any(subject)
    }

    fn is_clause(&self, at: TokenId) -> bool {
        match self.syntax.deprel(at) {
            Deprel::AclRelcl | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis | Deprel::Acl => true,
            Deprel::Conj => self.has_subject(at),
            _ => false,
        }
    }

    /// Another event's time is that event's ("apologised for the massacre of 1921").
    fn tells_of_another(&self, at: TokenId) -> bool {
        let noun = self.syntax.upos(at) == Upos::Noun;
        noun && self.codebook.candidates(TriggerPos::Noun, self.syntax.lemma(at)).next().is_some()
    }

    /// "in 1633", "of 1773": a bare number after a preposition of time.
    fn year(&self, now: i16) -> Option<TokenId> {
        let old = |t: &TokenId| self.year_of(*t).is_some_and(|year| year < now);
        self.clause().filter(old).find(|t| self.own(*t) && !self.is_trial_of(*t) || self.follows(*t))
    }

    /// "the trial for the murder of a driver in 1996": the year of the crime, hung on the trial.
    fn follows(&self, year: TokenId) -> bool {
        let noun = self.syntax.upos(self.head) == Upos::Noun && self.syntax.deprel(self.head) == Deprel::Nmod;
        noun && self.head < year && self.syntax.head(year) == self.syntax.head(self.head) && !self.is_trial_of(year)
    }

    /// True where another event noun stands between this one and the year.
    fn is_trial_of(&self, year: TokenId) -> bool {
        let mut between = (self.head.0 + 1..year.0).map(TokenId);
        self.syntax.upos(self.head) == Upos::Noun
            && between.any(|t| self.syntax.deprel(t) == Deprel::Nmod && self.tells_of_another(t))
    }

    fn clause(&self) -> impl Iterator<Item = TokenId> + '_ {
        self.syntax.sentence(self.head).tokens.iter()
    }

    fn year_of(&self, token: TokenId) -> Option<i16> {
        let word = self.syntax.lower(token);
        if self.syntax.upos(token) != Upos::Num || !(3..=4).contains(&word.len()) {
            return None;
        }
        let children = self.syntax.children(token);
        let case = |t: &TokenId| {
            matches!(self.syntax.lower(*t), "in" | "of" | "since" | "around" | "until" | "by" | "from" | "before")
        };
        let bare = children.iter().all(|t| case(t) || self.syntax.deprel(*t) == Deprel::Punct);
        let placed =
            matches!(self.syntax.deprel(token), Deprel::Obl | Deprel::Nmod) && children.iter().any(case) && bare;
        // "of 1119 Eighth Street" is an address.
        let next = TokenId(token.0 + 1);
        let inside = next < self.syntax.sentence(token).tokens.end
            && matches!(self.syntax.upos(next), Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj);
        word.parse().ok().filter(|_| placed && !inside)
    }

    /// "the Ottoman troops", "Caesar", "the Second World War", "the American Civil War", "the ides of March".
    fn bygone(&self) -> Option<TokenId> {
        let of_history = |t: &TokenId| {
            self.codebook.in_class("bygone", self.syntax.lemma(*t))
                || self.codebook.in_class("bygone", self.syntax.lower(*t))
                || self.is_old_war(*t)
        };
        self.clause().filter(of_history).find(|t| self.own(*t))
    }

    fn is_old_war(&self, token: TokenId) -> bool {
        let old = |t: &TokenId| {
            t.0 < token.0 && token.0 - t.0 <= 2 && self.codebook.in_class("bygone-war", self.syntax.lower(*t))
        };
        self.syntax.lower(token) == "war" && self.syntax.children(token).iter().any(old)
    }

    /// "previously arrested", "an earlier attack", "the former government's ban".
    fn earlier(&self) -> Option<TokenId> {
        self.syntax.children(self.head).iter().copied().find(|t| match self.syntax.deprel(*t) {
            Deprel::Advmod => matches!(
                self.syntax.lower(*t),
                "previously" | "formerly" | "originally" | "initially" | "historically" | "traditionally" | "once"
            ),
            Deprel::Amod => {
                matches!(self.syntax.lower(*t), "previous" | "former" | "past" | "earlier" | "historic" | "historical")
            }
            _ => false,
        })
    }

    /// "ten months after the fall of the city", "years since the city was taken".
    fn long_after(&self) -> Option<TokenId> {
        let links = self.syntax.children(self.head).iter().copied();
        let mut links = links.filter(|t| matches!(self.syntax.deprel(*t), Deprel::Case | Deprel::Mark));
        let link = links.find(|t| matches!(self.syntax.lower(*t), "after" | "since" | "following"))?;
        let before = TokenId(link.0.checked_sub(1)?);
        let long = matches!(
            self.syntax.lower(before),
            "years" | "year" | "months" | "decades" | "decade" | "century" | "centuries"
        );
        long.then_some(before)
    }

    /// "prior to the ruling", "in recent years", "for decades".
    fn for_years(&self) -> Option<TokenId> {
        let prior = |t: TokenId| self.syntax.lower(t) == "prior" && self.syntax.lower(TokenId(t.0 + 1)) == "to";
        let years = |t: TokenId| {
            let case = self.syntax.child_by(t, Deprel::Case).map(|case| self.syntax.lower(case));
            matches!(self.syntax.lower(t), "years" | "decades" | "centuries")
                && matches!(case, Some("in" | "over" | "for" | "during"))
                && self.syntax.child_by(t, Deprel::Nummod).is_none()
        };
        let end = self.syntax.sentence(self.head).tokens.end;
        self.clause().filter(|t| t.0 + 1 < end.0).find(|t| (prior(*t) || years(*t)) && self.own(*t))
    }

    /// The "had" of "had killed" and of "had abducted and killed", but not under a verb of saying, where it may stand for
    /// a simple past.
    fn past_perfect(&self) -> Option<TokenId> {
        let reported = || {
            let said = |t: TokenId| match self.syntax.deprel(t) {
                Deprel::Ccomp => true,
                Deprel::Acl => self.syntax.children_by(t, Deprel::Mark).any(|mark| self.syntax.lower(mark) == "that"),
                _ => false,
            };
            std::iter::once(self.head).chain(self.syntax.ancestors(self.head)).any(said)
        };
        // "Had they attacked" is a condition.
        let inverted = |had: &TokenId| *had == self.syntax.sentence(*had).tokens.start;
        let had = |at| self.syntax.children_by(at, Deprel::Aux).find(|t| self.syntax.lower(*t) == "had");
        let joined = || {
            let up = self.syntax.head(self.head)?;
            let shares = self.syntax.deprel(self.head) == Deprel::Conj && !self.has_subject(self.head);
            shares.then(|| had(up)).flatten().filter(|_| self.syntax.xpos(self.head) == "VBN")
        };
        had(self.head).or_else(joined).filter(|had| !inverted(had) && !reported())
    }
}
