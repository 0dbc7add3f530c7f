//! The words of a noun phrase that describe its head, not what else it mentions.

use dateline_doc::{Deprel, Syntax, TokenId, TokenRange, Upos};

/// Most words of a name or role.
const LONGEST: u32 = 6;

/// Prepositions after which a name still belongs to the head: "the army of Sudan", "a man from Chad".
const BELONGING: &[&str] = &["of", "from", "for", "'s", "’s", "'", "’", "with"];

/// Words that describe a head, in the order of the text.
pub(super) struct Phrase<'a> {
    syntax: &'a Syntax,
    head: TokenId,
    words: Vec<TokenId>,
}

impl<'a> Phrase<'a> {
    /// The describing words of the phrase that covers `tokens` and has this head.
    pub(super) fn of(syntax: &'a Syntax, head: TokenId, tokens: TokenRange) -> Self {
        let mut words: Vec<TokenId> = tokens.iter().filter(|token| describes(syntax, head, *token)).collect();
        if !words.contains(&head) {
            words.push(head);
            words.sort_unstable();
        }
        Phrase { syntax, head, words }
    }

    /// The phrase around a name: with the noun that it stands beside ("the ambassador, Andrey Karlov", "President Putin")
    /// and its own appositions ("Leonid Slutsky, a senior parliamentarian").
    pub(super) fn around(syntax: &'a Syntax, name: TokenRange) -> Option<Self> {
        let inside = name.iter().filter(|token| token.index() < syntax.len());
        let mut head = inside.clone().find(|token| syntax.head(*token).is_none_or(|head| !name.contains(head)))?;
        while matches!(syntax.deprel(head), Deprel::Appos | Deprel::Flat | Deprel::NmodDesc)
            && let Some(above) = syntax.head(head)
        {
            head = above;
        }
        let all = syntax.subtree_without(head, |child| {
            matches!(syntax.deprel(child), Deprel::AclRelcl | Deprel::Conj | Deprel::Parataxis | Deprel::Advcl)
        });
        Some(Phrase::of(syntax, head, all))
    }

    /// What the head is in or at: "clerics in Lyon".
    pub(super) fn surroundings(&self) -> impl Iterator<Item = TokenId> + '_ {
        let inside = |noun: &TokenId| {
            self.syntax.children_by(*noun, Deprel::Case).any(|case| matches!(self.syntax.lower(case), "in" | "at"))
        };
        self.syntax.children_by(self.head, Deprel::Nmod).filter(inside)
    }

    /// The describing words.
    pub(super) fn words(&self) -> impl Iterator<Item = TokenId> + '_ {
        self.words.iter().copied()
    }

    /// True where the word is the head.
    pub(super) fn is_head(&self, token: TokenId) -> bool {
        token == self.head
    }

    /// Runs of neighbouring words, longer before shorter, modifiers before the head; the head's own runs last.
    pub(super) fn pieces(&self) -> impl Iterator<Item = TokenRange> + '_ {
        let runs = (1..=LONGEST).rev().flat_map(move |len| self.runs(len));
        let (with_head, without): (Vec<_>, Vec<_>) = runs.partition(|run| run.contains(self.head));
        let (compound, bare): (Vec<_>, Vec<_>) = with_head.into_iter().partition(|run| run.len() > 1);
        compound.into_iter().chain(without).chain(bare)
    }

    fn runs(&self, len: u32) -> impl Iterator<Item = TokenRange> + '_ {
        let windows = self.words.windows(len as usize);
        let close = windows.filter(move |run| run[run.len() - 1].0 - run[0].0 == len - 1);
        close.map(move |run| TokenRange::new(run[0].0, run[0].0 + len)).filter(|run| !self.is_punctuated(*run))
    }

    fn is_punctuated(&self, run: TokenRange) -> bool {
        run.iter().any(|token| self.syntax.upos(token) == Upos::Punct)
    }
}

/// True where every step from the word up to the head is that of a description.
fn describes(syntax: &Syntax, head: TokenId, token: TokenId) -> bool {
    let mut at = token;
    while at != head {
        if !is_description(syntax, at) {
            return false;
        }
        match syntax.head(at) {
            Some(above) => at = above,
            None => return false,
        }
    }
    true
}

fn is_description(syntax: &Syntax, token: TokenId) -> bool {
    match syntax.deprel(token) {
        Deprel::Nmod | Deprel::Obl => {
            syntax.children_by(token, Deprel::Case).all(|case| BELONGING.contains(&syntax.lower(case)))
        }
        Deprel::AclRelcl | Deprel::Acl | Deprel::Conj | Deprel::Parataxis | Deprel::Advcl | Deprel::Cc => false,
        _ => true,
    }
}
