//! What all rules of attribution look at: the words, their dependencies, the quoted stretches, the lexicon.

use super::marks::Marked;
use dateline_doc::{Byte, Deprel, Feats, Name, Source, Span, Stance, Syntax, TokenId, TokenRange, Upos};
use dateline_lexicon::Sources;

/// The report as the rules see it.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) syntax: &'a Syntax,
    pub(super) names: &'a [Name],
    pub(super) sources: &'a Sources,
    /// Outermost quoted stretches of any length.
    pub(super) marked: &'a [Marked],
    /// For each word the outermost quoted stretch that it stands in.
    quoted: Vec<Option<u32>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        text: &'a str,
        syntax: &'a Syntax,
        names: &'a [Name],
        sources: &'a Sources,
        marked: &'a [Marked],
    ) -> Self {
        let mut quoted = vec![None; syntax.len()];
        for (nth, mark) in marked.iter().enumerate() {
            for token in syntax.tokens_in(mark.inner).iter() {
                quoted[token.index()] = Some(nth as u32);
            }
        }
        Reader { text, syntax, names, sources, marked, quoted }
    }

    /// The outermost quoted stretch that a word stands in.
    pub(super) fn quotation(&self, token: TokenId) -> Option<usize> {
        self.quoted[token.index()].map(|nth| nth as usize)
    }

    /// As [`Reader::quotation`], passing over scare quotes and titles.
    fn long_quotation(&self, token: TokenId) -> Option<usize> {
        self.quotation(token).filter(|nth| super::is_quote(self.slice(self.marked[*nth].inner)))
    }

    pub(super) fn slice(&self, span: Span<Byte>) -> &'a str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The sentence that a word stands in, as words.
    pub(super) fn sentence(&self, token: TokenId) -> TokenRange {
        self.syntax.sentence(token).tokens
    }

    pub(super) fn paragraph(&self, token: TokenId) -> u32 {
        self.syntax.sentence(token).paragraph
    }

    /// The word before, in the same sentence.
    pub(super) fn before(&self, token: TokenId) -> Option<TokenId> {
        (token > self.sentence(token).start).then(|| TokenId(token.0 - 1))
    }

    /// The word after, in the same sentence.
    pub(super) fn after(&self, token: TokenId) -> Option<TokenId> {
        let next = TokenId(token.0 + 1);
        (next < self.sentence(token).end).then_some(next)
    }

    pub(super) fn is_punct(&self, token: TokenId) -> bool {
        self.syntax.upos(token) == Upos::Punct
    }

    /// Whether a word can head the noun phrase of a source.
    pub(super) fn is_nominal(&self, token: TokenId) -> bool {
        match self.syntax.upos(token) {
            Upos::Noun | Upos::Propn | Upos::Num | Upos::X => true,
            Upos::Pron => !matches!(self.syntax.lower(token), "there" | "what" | "which" | "that" | "whom"),
            Upos::Det => matches!(self.syntax.lower(token), "some" | "many" | "others" | "both" | "several" | "few"),
            Upos::Adj => self.syntax.child_by(token, Deprel::Det).is_some(),
            _ => false,
        }
    }

    /// The noun phrase under a head, without relative clauses and what else only comments on it, and not across `stop`.
    pub(super) fn phrase(&self, head: TokenId, stop: Option<TokenId>) -> TokenRange {
        let keep_apposition = self.is_title(head);
        let range = self.syntax.subtree_without(head, |child| match self.syntax.deprel(child) {
            Deprel::AclRelcl | Deprel::Acl | Deprel::Advcl | Deprel::AdvclRelcl | Deprel::Parataxis => true,
            Deprel::Ccomp | Deprel::List | Deprel::Dep | Deprel::Orphan | Deprel::Discourse => true,
            Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Mark | Deprel::Punct => true,
            Deprel::Case => true,
            Deprel::Appos => !(keep_apposition && self.is_name(child)),
            Deprel::Conj => self.syntax.upos(child) == Upos::Verb,
            _ => false,
        });
        self.within(self.cut_at(range, head, stop), head)
    }

    /// A phrase ends before `stop`, or begins after it.
    fn cut_at(&self, range: TokenRange, head: TokenId, stop: Option<TokenId>) -> TokenRange {
        match stop {
            Some(stop) if range.contains(stop) && stop > head => TokenRange { end: stop, ..range },
            Some(stop) if range.contains(stop) && stop < head => TokenRange { start: TokenId(stop.0 + 1), ..range },
            _ => range,
        }
    }

    /// A phrase does not cross the border of a quotation, and has no punctuation at its ends.
    fn within(&self, range: TokenRange, head: TokenId) -> TokenRange {
        let (mut low, mut high) = (head, head);
        let same = |token: TokenId| range.contains(token) && self.long_quotation(token) == self.long_quotation(head);
        while low.0 > 0 && same(TokenId(low.0 - 1)) {
            low = TokenId(low.0 - 1);
        }
        while same(TokenId(high.0 + 1)) {
            high = TokenId(high.0 + 1);
        }
        while low < head && self.is_punct(low) && !self.opens_bracket(low) {
            low = TokenId(low.0 + 1);
        }
        while high > head && self.is_punct(high) && !self.closes_bracket(high) {
            high = TokenId(high.0 - 1);
        }
        TokenRange { start: low, end: TokenId(high.0 + 1) }
    }

    fn opens_bracket(&self, token: TokenId) -> bool {
        matches!(self.syntax.lower(token), "(" | "[")
    }

    fn closes_bracket(&self, token: TokenId) -> bool {
        matches!(self.syntax.lower(token), ")" | "]")
    }

    /// An office that a name explains ("Malaysia's prime minister, Najib Razak").
    fn is_title(&self, head: TokenId) -> bool {
        self.syntax.upos(head) == Upos::Noun || self.sources.head_kind(self.syntax.lower(head)).is_some()
    }

    fn is_name(&self, token: TokenId) -> bool {
        self.syntax.upos(token) == Upos::Propn
    }

    /// The source that a head word names.
    pub(super) fn source(&self, head: TokenId, cue: Span<Byte>, stop: Option<TokenId>) -> Source {
        self.source_of(head, self.phrase(head, stop), cue)
    }

    /// As [`Reader::source`], with the name right after a noun that the parser left out ("the state news agency Sana").
    pub(super) fn source_named(&self, head: TokenId, cue: Span<Byte>, stop: Option<TokenId>) -> Source {
        let mut phrase = self.phrase(head, stop);
        let name = self.after(TokenId(phrase.end.0.saturating_sub(1))).and_then(|next| self.name_at(next));
        if let Some(name) = name.filter(|name| self.syntax.upos(head) == Upos::Noun && name.tokens.start == phrase.end)
        {
            phrase.end = name.tokens.end.min(self.sentence(head).end);
        }
        self.source_of(head, phrase, cue)
    }

    /// The source of a phrase.
    pub(super) fn source_of(&self, head: TokenId, phrase: TokenRange, cue: Span<Byte>) -> Source {
        let span = self.syntax.span_of(phrase);
        let kind = super::kind::kind(self, head, phrase);
        Source { span, head, cue: Some(cue), kind, stance: Stance::Asserts, entity: None }
    }

    /// The name that a word belongs to.
    pub(super) fn name_at(&self, token: TokenId) -> Option<&'a Name> {
        let nth = self.names.partition_point(|name| name.tokens.end <= token);
        self.names.get(nth).filter(|name| name.tokens.contains(token))
    }

    /// Pronouns tell no kind of source.
    pub(super) fn is_pronoun(&self, token: TokenId) -> bool {
        self.syntax.upos(token) == Upos::Pron
    }

    /// A verb that has tense.
    pub(super) fn is_finite(&self, token: TokenId) -> bool {
        let feats = self.syntax.feats(token);
        let has_auxiliary = self.syntax.child_by(token, Deprel::Aux).is_some();
        feats.has(Feats::FIN) || has_auxiliary || matches!(self.syntax.xpos(token), "VBD" | "VBZ" | "VBP")
    }
}
