//! Sentences and words with their dependencies: flat arrays over the whole report, strings interned.
//!
//! Labels are those of Universal Dependencies 2 as the English treebanks EWT and GUM use them.

use crate::{Byte, Span};
use std::collections::HashMap;
use std::ops::Range;

/// Index of a word in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TokenId(pub u32);

impl TokenId {
    /// As an array index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A run of words `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TokenRange {
    /// First word.
    pub start: TokenId,
    /// First word after the end.
    pub end: TokenId,
}

impl TokenRange {
    /// From indices.
    pub const fn new(start: u32, end: u32) -> Self {
        TokenRange { start: TokenId(start), end: TokenId(end) }
    }

    /// Number of words.
    pub const fn len(self) -> usize {
        self.end.0.saturating_sub(self.start.0) as usize
    }

    /// True for no words.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// True where the word is inside.
    pub const fn contains(self, token: TokenId) -> bool {
        self.start.0 <= token.0 && token.0 < self.end.0
    }

    /// The words in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = TokenId> + Clone {
        (self.start.0..self.end.0).map(TokenId)
    }
}

/// Defines an enum of labels with their published spelling.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident, $fallback:ident, $($variant:ident = $text:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the labels are explained where they were published")]
        #[repr(u8)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All labels, in a fixed order that models rely on.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The published spelling.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// From the published spelling; an unknown subtype becomes its base label, an unknown label the fallback.
            pub fn parse(text: &str) -> Self {
                match text {
                    $($text => $name::$variant,)+
                    _ => match text.split_once(':') {
                        Some((base, _)) => $name::parse(base),
                        None => $name::$fallback,
                    },
                }
            }
        }
    };
}

pub(crate) use labels;

labels! {
    /// Universal part-of-speech tags.
    Upos, X,
    Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
    Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
    Verb = "VERB", X = "X",
}

labels! {
    /// Universal dependency relations with the subtypes of the English treebanks.
    Deprel, Dep,
    Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod", Amod = "amod",
    Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj",
    Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
    CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det", DetPredet = "det:predet",
    Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
    Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc",
    NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
    NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
    OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
    Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
}

/// Morphological features that the coder reads, as bits. The full list of a word is in [`Word::feats`] text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Feats(pub u16);

impl Feats {
    /// `VerbForm=Fin`
    pub const FIN: Feats = Feats(1);
    /// `VerbForm=Inf`
    pub const INF: Feats = Feats(1 << 1);
    /// `VerbForm=Part`
    pub const PART: Feats = Feats(1 << 2);
    /// `VerbForm=Ger`
    pub const GER: Feats = Feats(1 << 3);
    /// `Tense=Past`
    pub const PAST: Feats = Feats(1 << 4);
    /// `Tense=Pres`
    pub const PRES: Feats = Feats(1 << 5);
    /// `Voice=Pass`
    pub const PASS: Feats = Feats(1 << 6);
    /// `Mood=Imp`
    pub const IMP: Feats = Feats(1 << 7);
    /// `Number=Plur`
    pub const PLUR: Feats = Feats(1 << 8);
    /// `Number=Sing`
    pub const SING: Feats = Feats(1 << 9);
    /// `Polarity=Neg`
    pub const NEG: Feats = Feats(1 << 10);
    /// `PronType=Prs`
    pub const PRS: Feats = Feats(1 << 11);
    /// `PronType=Rel`
    pub const REL: Feats = Feats(1 << 12);

    /// Reads a CoNLL-U FEATS column; features the coder doesn't read are passed over.
    pub fn parse(column: &str) -> Self {
        column.split('|').fold(Feats(0), |all, feat| Feats(all.0 | Feats::one(feat).0))
    }

    /// True where all of `other` are set.
    pub const fn has(self, other: Feats) -> bool {
        self.0 & other.0 == other.0
    }

    fn one(feat: &str) -> Self {
        match feat {
            "VerbForm=Fin" => Feats::FIN,
            "VerbForm=Inf" => Feats::INF,
            "VerbForm=Part" => Feats::PART,
            "VerbForm=Ger" => Feats::GER,
            "Tense=Past" => Feats::PAST,
            "Tense=Pres" => Feats::PRES,
            "Voice=Pass" => Feats::PASS,
            "Mood=Imp" => Feats::IMP,
            "Number=Plur" => Feats::PLUR,
            "Number=Sing" => Feats::SING,
            "Polarity=Neg" => Feats::NEG,
            "PronType=Prs" => Feats::PRS,
            "PronType=Rel" => Feats::REL,
            _ => Feats(0),
        }
    }
}

/// A sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// From its first word to its last.
    pub span: Span<Byte>,
    /// Its words.
    pub tokens: TokenRange,
    /// Index of its paragraph: sentences with the same number stand in one paragraph.
    pub paragraph: u32,
    /// True where ingest marked it as furniture: annotated, never coded.
    pub furniture: bool,
}

/// One analysed word, as annotate hands it over.
#[derive(Debug, Clone)]
pub struct Word<'a> {
    /// Where it stands.
    pub span: Span<Byte>,
    /// The word as it stands in the text.
    pub form: &'a str,
    /// Lemma, as the treebanks write it (lower case but for proper nouns).
    pub lemma: &'a str,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: &'a str,
    /// FEATS column of CoNLL-U, "_" for none.
    pub feats: &'a str,
    /// Head as an index within the sentence; `None` for the root.
    pub head: Option<u32>,
    /// Relation to the head.
    pub deprel: Deprel,
}

/// Sentences and words of a report.
#[derive(Debug, Clone, Default)]
pub struct Syntax {
    sentences: Vec<Sentence>,
    spans: Vec<Span<Byte>>,
    lemmas: Vec<u32>,
    lowers: Vec<u32>,
    xpos: Vec<u32>,
    feats_text: Vec<u32>,
    feats: Vec<Feats>,
    upos: Vec<Upos>,
    heads: Vec<TokenId>,
    deprels: Vec<Deprel>,
    sentence_of: Vec<u32>,
    children: Vec<TokenId>,
    children_from: Vec<u32>,
    strings: Vec<Box<str>>,
}

impl Syntax {
    /// Sentences in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// True for a text without words.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// All words.
    pub fn tokens(&self) -> TokenRange {
        TokenRange::new(0, self.len() as u32)
    }

    /// Where the word stands.
    pub fn span(&self, token: TokenId) -> Span<Byte> {
        self.spans[token.index()]
    }

    /// From the first to the last word of a range; empty at 0 for an empty range.
    pub fn span_of(&self, range: TokenRange) -> Span<Byte> {
        if range.is_empty() {
            return Span::new(0, 0);
        }
        self.span(range.start).join(self.span(TokenId(range.end.0 - 1)))
    }

    /// Lemma.
    pub fn lemma(&self, token: TokenId) -> &str {
        &self.strings[self.lemmas[token.index()] as usize]
    }

    /// The word in lower case.
    pub fn lower(&self, token: TokenId) -> &str {
        &self.strings[self.lowers[token.index()] as usize]
    }

    /// Universal part of speech.
    pub fn upos(&self, token: TokenId) -> Upos {
        self.upos[token.index()]
    }

    /// Penn Treebank tag.
    pub fn xpos(&self, token: TokenId) -> &str {
        &self.strings[self.xpos[token.index()] as usize]
    }

    /// Morphology, as bits.
    pub fn feats(&self, token: TokenId) -> Feats {
        self.feats[token.index()]
    }

    /// Morphology, as CoNLL-U writes it.
    pub fn feats_text(&self, token: TokenId) -> &str {
        &self.strings[self.feats_text[token.index()] as usize]
    }

    /// Head; `None` for the root of a sentence.
    pub fn head(&self, token: TokenId) -> Option<TokenId> {
        let head = self.heads[token.index()];
        (head != token).then_some(head)
    }

    /// Relation to the head.
    pub fn deprel(&self, token: TokenId) -> Deprel {
        self.deprels[token.index()]
    }

    /// Index of the word's sentence.
    pub fn sentence_index(&self, token: TokenId) -> usize {
        self.sentence_of[token.index()] as usize
    }

    /// The word's sentence.
    pub fn sentence(&self, token: TokenId) -> &Sentence {
        &self.sentences[self.sentence_index(token)]
    }

    /// Dependents, in the order of the text.
    pub fn children(&self, token: TokenId) -> &[TokenId] {
        let from = self.children_from[token.index()] as usize;
        let to = self.children_from[token.index() + 1] as usize;
        &self.children[from..to]
    }

    /// Dependents with this relation.
    pub fn children_by(&self, token: TokenId, deprel: Deprel) -> impl Iterator<Item = TokenId> + '_ {
        self.children(token).iter().copied().filter(move |child| self.deprel(*child) == deprel)
    }

    /// First dependent with this relation.
    pub fn child_by(&self, token: TokenId, deprel: Deprel) -> Option<TokenId> {
        self.children_by(token, deprel).next()
    }

    /// The word and all below it, as the smallest run of words that covers them.
    pub fn subtree(&self, token: TokenId) -> TokenRange {
        self.subtree_without(token, |_| false)
    }

    /// As [`Syntax::subtree`], leaving out each dependent (and all below it) for which `skip` is true.
    pub fn subtree_without(&self, token: TokenId, skip: impl Fn(TokenId) -> bool) -> TokenRange {
        let (mut low, mut high) = (token, token);
        let mut open = vec![token];
        while let Some(next) = open.pop() {
            low = low.min(next);
            high = high.max(next);
            open.extend(self.children(next).iter().copied().filter(|child| !skip(*child)));
        }
        TokenRange { start: low, end: TokenId(high.0 + 1) }
    }

    /// The head, its head, and so on up to the root.
    pub fn ancestors(&self, token: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        std::iter::successors(self.head(token), |t| self.head(*t))
    }

    /// The words that overlap a span of the text.
    pub fn tokens_in(&self, span: Span<Byte>) -> TokenRange {
        let start = self.spans.partition_point(|s| s.end <= span.start);
        let end = self.spans.partition_point(|s| s.start < span.end);
        TokenRange::new(start as u32, end.max(start) as u32)
    }
}

/// Collects sentences into a [`Syntax`].
#[derive(Debug, Default)]
pub struct SyntaxBuilder {
    built: Syntax,
    known: HashMap<Box<str>, u32>,
}

impl SyntaxBuilder {
    /// Adds a sentence.
    ///
    /// Heads out of range become roots, and a cycle is cut at the word that closes it: whatever a model says, the
    /// result is a forest.
    pub fn push(&mut self, words: &[Word<'_>], paragraph: u32, furniture: bool) {
        let Some(first) = words.first() else { return };
        let base = self.built.spans.len() as u32;
        let index = self.built.sentences.len() as u32;
        let span = words.iter().fold(first.span, |all, word| all.join(word.span));
        let heads = forest(words);
        for (i, word) in words.iter().enumerate() {
            let lemma = self.intern(word.lemma);
            let lowered = self.intern(&word.form.to_lowercase());
            let xpos = self.intern(word.xpos);
            let feats_text = self.intern(word.feats);
            let syntax = &mut self.built;
            syntax.spans.push(word.span);
            syntax.lemmas.push(lemma);
            syntax.lowers.push(lowered);
            syntax.xpos.push(xpos);
            syntax.feats_text.push(feats_text);
            syntax.feats.push(Feats::parse(word.feats));
            syntax.upos.push(word.upos);
            syntax.heads.push(TokenId(base + heads[i]));
            syntax.deprels.push(word.deprel);
            syntax.sentence_of.push(index);
        }
        let tokens = TokenRange::new(base, base + words.len() as u32);
        self.built.sentences.push(Sentence { span, tokens, paragraph, furniture });
    }

    /// The finished layer.
    pub fn finish(mut self) -> Syntax {
        let syntax = &mut self.built;
        let mut counts = vec![0u32; syntax.spans.len() + 1];
        for (i, head) in syntax.heads.iter().enumerate() {
            if head.index() != i {
                counts[head.index()] += 1;
            }
        }
        let mut from = 0;
        for count in &mut counts {
            from += std::mem::replace(count, from);
        }
        syntax.children_from = counts.clone();
        syntax.children = vec![TokenId(0); from as usize];
        for (i, head) in syntax.heads.iter().enumerate() {
            if head.index() != i {
                syntax.children[counts[head.index()] as usize] = TokenId(i as u32);
                counts[head.index()] += 1;
            }
        }
        self.built
    }

    fn intern(&mut self, text: &str) -> u32 {
        if let Some(id) = self.known.get(text) {
            return *id;
        }
        let id = self.built.strings.len() as u32;
        self.built.strings.push(text.into());
        self.known.insert(text.into(), id);
        id
    }
}

/// Heads as indices within the sentence, roots pointing at themselves, cycles cut.
fn forest(words: &[Word<'_>]) -> Vec<u32> {
    let n = words.len() as u32;
    let mut heads: Vec<u32> =
        words.iter().enumerate().map(|(i, w)| w.head.filter(|h| *h < n).unwrap_or(i as u32)).collect();
    let mut seen = vec![u32::MAX; heads.len()];
    for start in 0..n {
        let mut at = start;
        while seen[at as usize] == u32::MAX {
            seen[at as usize] = start;
            let next = heads[at as usize];
            if next != at && seen[next as usize] == start {
                heads[at as usize] = at;
            }
            at = heads[at as usize];
        }
    }
    heads
}

/// The words of a range as an index range.
impl From<TokenRange> for Range<usize> {
    fn from(range: TokenRange) -> Self {
        range.start.index()..range.end.index().max(range.start.index())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(at: u32, head: Option<u32>) -> Word<'static> {
        let span = Span::new(at * 2, at * 2 + 1);
        Word { span, form: "X", lemma: "x", upos: Upos::X, xpos: "FW", feats: "_", head, deprel: Deprel::Dep }
    }

    fn syntax(heads: &[Option<u32>]) -> Syntax {
        let words: Vec<_> = heads.iter().enumerate().map(|(i, h)| word(i as u32, *h)).collect();
        let mut builder = SyntaxBuilder::default();
        builder.push(&words, 0, false);
        builder.finish()
    }

    #[test]
    fn children_and_subtrees_follow_the_heads() {
        let syntax = syntax(&[Some(1), None, Some(1), Some(2)]);
        assert_eq!(syntax.children(TokenId(1)), [TokenId(0), TokenId(2)]);
        assert_eq!(syntax.subtree(TokenId(2)), TokenRange::new(2, 4));
        assert_eq!(syntax.ancestors(TokenId(3)).collect::<Vec<_>>(), [TokenId(2), TokenId(1)]);
    }

    #[test]
    fn a_cycle_is_cut() {
        let syntax = syntax(&[Some(1), Some(2), Some(0), Some(9)]);
        for token in syntax.tokens().iter() {
            assert!(syntax.ancestors(token).count() < 4, "the walk from {token:?} ends");
        }
        assert_eq!(syntax.head(TokenId(3)), None, "a head out of range is a root");
    }

    #[test]
    fn an_unknown_subtype_falls_back_to_its_base() {
        assert_eq!(Deprel::parse("obl:tmod"), Deprel::Obl);
        assert_eq!(Deprel::parse("nonsense"), Deprel::Dep);
        assert_eq!(Upos::parse("VERB"), Upos::Verb);
    }

    #[test]
    fn words_under_a_span_are_found() {
        let syntax = syntax(&[None, Some(0), Some(0)]);
        assert_eq!(syntax.tokens_in(Span::new(2, 5)), TokenRange::new(1, 3));
        assert!(syntax.tokens_in(Span::new(1, 2)).is_empty());
    }
}
