//! Candidates: pronouns, names and noun phrases, with what is known of each by itself.

use super::gender::{Gender, Number, of_word};
use super::matching::Words;
use super::noun::{GROUP, Nouns, PERSON};
use super::phrase;
use super::pronoun::{Lexeme, Pronoun};
use crate::signature::Lexicon;
use dateline_doc::{Deprel, Feats, MentionKind, Name, NameKind, Syntax, Text, TokenId, TokenRange, Upos};
use dateline_learn::{hash_text, mix};

/// An expression that may stand for the same thing as another one.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its words.
    pub tokens: TokenRange,
    /// Its head.
    pub head: TokenId,
    /// What kind of expression it is.
    pub kind: MentionKind,
    /// The pronoun.
    pub(super) pronoun: Option<Pronoun>,
    /// The name inside that the phrase is named by.
    pub(super) name: Option<(NameKind, u32)>,
    /// Its name's words, or those of the phrase.
    pub(super) words: Words,
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    pub(super) gender: Gender,
    pub(super) number: Number,
    pub(super) lemma: u64,
    pub(super) cluster: u64,
    pub(super) class: u8,
    /// Its words as one value, without article and possessive ending.
    pub(super) text: u64,
    pub(super) article: Article,
    /// Lemmas of the adjectives, compounds and numbers before the head, in order.
    pub(super) modifiers: Vec<u64>,
    pub(super) role: Deprel,
    /// Lemma of what the phrase depends on, and which word that is.
    pub(super) governor: (u64, Option<TokenId>),
    pub(super) before: u64,
    pub(super) after: u64,
    pub(super) quoted: bool,
    pub(super) joint: bool,
    /// More than one word after the head.
    pub(super) heavy: bool,
    /// What the governor is, and by which preposition.
    pub(super) setting: u64,
    /// Lemmas of the nouns joined to the head: titles, compounds, appositions.
    pub(super) titles: Vec<u64>,
}

/// What a phrase begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    None,
    Definite,
    Indefinite,
    Demonstrative,
    Possessive,
    Quantifier,
}

/// The candidates of a report, in the order of the text, an outer one before those inside.
#[derive(Debug, Default)]
pub struct Document {
    /// The candidates.
    pub candidates: Vec<Candidate>,
}

impl Document {
    /// Finds the candidates.
    pub fn new(text: &Text, syntax: &Syntax, names: &[Name], nouns: &Nouns<'_>, lexicon: &Lexicon<'_>) -> Self {
        let names_at = names_at(syntax, names);
        let quoted = quoted(syntax);
        let finder = Finder { text, syntax, names, names_at, quoted, nouns, lexicon };
        let mut candidates = Vec::new();
        for token in syntax.tokens().iter() {
            finder.at(token, &mut candidates);
        }
        candidates.sort_by_key(|one| (one.tokens.start, std::cmp::Reverse(one.tokens.end)));
        candidates.dedup_by_key(|one| one.tokens);
        Document { candidates }
    }
}

/// For each word the name it stands in, as an index; `u32::MAX` for none.
fn names_at(syntax: &Syntax, names: &[Name]) -> Vec<u32> {
    let mut at = vec![u32::MAX; syntax.len()];
    for (nth, name) in names.iter().enumerate() {
        for slot in at.get_mut(std::ops::Range::from(name.tokens)).into_iter().flatten() {
            *slot = nth as u32;
        }
    }
    at
}

/// For each word whether it stands between quotation marks; a paragraph's end closes them.
fn quoted(syntax: &Syntax) -> Vec<bool> {
    let mut list = Vec::with_capacity(syntax.len());
    let (mut inside, mut paragraph) = (false, 0);
    for sentence in syntax.sentences() {
        inside &= paragraph == sentence.paragraph;
        paragraph = sentence.paragraph;
        for token in sentence.tokens.iter() {
            match syntax.lower(token) {
                "“" | "``" => inside = true,
                "”" | "''" => inside = false,
                "\"" => inside = !inside,
                _ => {}
            }
            list.push(inside);
        }
    }
    list
}

struct Finder<'a> {
    text: &'a Text,
    syntax: &'a Syntax,
    names: &'a [Name],
    names_at: Vec<u32>,
    quoted: Vec<bool>,
    nouns: &'a Nouns<'a>,
    lexicon: &'a Lexicon<'a>,
}

impl Finder<'_> {
    fn at(&self, token: TokenId, found: &mut Vec<Candidate>) {
        if let Some(pronoun) = self.pronoun(token) {
            found.push(self.candidate(TokenRange::new(token.0, token.0 + 1), token, Some(pronoun)));
        } else if self.heads_a_phrase(token) {
            found.push(self.candidate(phrase::phrase(self.syntax, token, self.name_of(token).is_some()), token, None));
            if let Some(range) = phrase::coordination(self.syntax, token).filter(|_| !self.is_conjunct(token)) {
                found.push(self.joint(range, token));
            }
        } else if let Some(name) = self.name_inside(token) {
            let around = phrase::phrase(self.syntax, token, true);
            let start = name.tokens.start.min(around.start);
            let end = name.tokens.end.max(around.end);
            found.push(self.candidate(TokenRange { start, end }, token, None));
        }
    }

    fn pronoun(&self, token: TokenId) -> Option<Pronoun> {
        let syntax = self.syntax;
        let expletive = syntax.deprel(token) == Deprel::Expl;
        let fits = syntax.upos(token) == Upos::Pron && matches!(syntax.xpos(token), "PRP" | "PRP$" | "DT");
        (fits && !expletive).then(|| Pronoun::of(syntax.lower(token))).flatten()
    }

    fn is_conjunct(&self, token: TokenId) -> bool {
        self.syntax.deprel(token) == Deprel::Conj
    }

    fn heads_a_phrase(&self, token: TokenId) -> bool {
        let outside = !matches!(
            self.syntax.deprel(token),
            Deprel::Compound
                | Deprel::Flat
                | Deprel::Fixed
                | Deprel::Goeswith
                | Deprel::Amod
                | Deprel::Nummod
                | Deprel::Case
                | Deprel::Cc
                | Deprel::Mark
                | Deprel::Advmod
                | Deprel::Det
                | Deprel::Punct
        );
        let kind = match self.syntax.upos(token) {
            Upos::Noun | Upos::Propn => true,
            Upos::Pron => matches!(self.syntax.xpos(token), "NN"),
            Upos::Num | Upos::Adj => {
                !matches!(
                    self.syntax.deprel(token),
                    Deprel::Root
                        | Deprel::Conj
                        | Deprel::Xcomp
                        | Deprel::Advcl
                        | Deprel::Ccomp
                        | Deprel::AclRelcl
                        | Deprel::Acl
                        | Deprel::Parataxis
                ) && (self.syntax.upos(token) == Upos::Num || self.syntax.child_by(token, Deprel::Det).is_some())
            }
            _ => false,
        };
        outside && kind && !self.ends_a_name(token) && !matches!(self.syntax.lower(token), "bc" | "ad" | "bce" | "ce")
    }

    /// The last part of a name such as "the Republic of Ruritania", which is no mention by itself.
    fn ends_a_name(&self, token: TokenId) -> bool {
        let syntax = self.syntax;
        let Some(governor) = syntax.head(token).filter(|_| syntax.deprel(token) == Deprel::Nmod) else { return false };
        let joined = token.0 == governor.0 + 2 && syntax.lower(TokenId(governor.0 + 1)) == "of";
        let both = syntax.upos(token) == Upos::Propn && syntax.upos(governor) == Upos::Propn;
        joined && both && self.nouns.class(syntax.lower(governor)) != PERSON
    }

    /// A name that another noun is compounded with ("US" in "the US envoy").
    fn name_inside(&self, token: TokenId) -> Option<&Name> {
        let name = self.name_at(token)?;
        let head = self.syntax.head(token)?;
        let outermost = !name.tokens.contains(head);
        let modifies = matches!(self.syntax.deprel(token), Deprel::Compound | Deprel::Nmod | Deprel::Flat);
        (outermost && modifies && name.kind != NameKind::Norp && !self.goes_on(name, head)).then_some(name)
    }

    /// True where a name is only the beginning of a longer one ("Ruritania" in "the Ruritania Museum"), which an office
    /// after it is not.
    fn goes_on(&self, name: &Name, governor: TokenId) -> bool {
        let sentence = self.syntax.sentence(governor).tokens;
        let proper = |token: TokenId| sentence.contains(token) && self.syntax.upos(token) == Upos::Propn;
        proper(name.tokens.end) && self.nouns.class(self.syntax.lower(governor)) != PERSON
    }

    fn name_at(&self, token: TokenId) -> Option<&Name> {
        self.names.get(*self.names_at.get(token.index())? as usize)
    }

    /// The name that the phrase is named by: at its head or joined flat to it, a person's first.
    fn name_of(&self, head: TokenId) -> Option<&Name> {
        let flat = self.syntax.children_by(head, Deprel::Flat);
        let mut own = std::iter::once(head).chain(flat).filter_map(|token| self.name_at(token));
        let first = own.next()?;
        Some(own.find(|name| name.kind == NameKind::Per && first.kind != NameKind::Per).unwrap_or(first))
    }

    /// The name of a person that a noun is in apposition with ("the lawyer, Ms. Doe").
    fn apposed(&self, head: TokenId) -> Option<&Name> {
        let names = self.syntax.children_by(head, Deprel::Appos).filter_map(|child| self.name_of(child));
        names.into_iter().find(|name| name.kind == NameKind::Per)
    }

    /// A title or a common noun in capitals ("the President", "the Church").
    fn is_titular(&self, head: TokenId) -> bool {
        self.syntax.child_by(head, Deprel::Flat).is_none()
            && self.syntax.child_by(head, Deprel::Compound).is_none()
            && self.nouns.class(self.syntax.lower(head)) != u8::MAX
    }

    /// A common noun that was taken for a name: in lower case, or a person's office by itself ("a President").
    fn is_common(&self, head: TokenId, name: &Name) -> bool {
        let small = self.text.slice(self.syntax.span(head)).chars().next().is_some_and(char::is_lowercase);
        let office = name.tokens.len() == 1
            && self.syntax.child_by(head, Deprel::Flat).is_none()
            && self.nouns.class(self.syntax.lower(head)) == PERSON
            && self.syntax.child_by(head, Deprel::Det).is_some();
        name.tokens.contains(head) && (small || office)
    }

    fn titles(&self, head: TokenId) -> Vec<u64> {
        let joined = |child: &&TokenId| {
            matches!(self.syntax.deprel(**child), Deprel::Flat | Deprel::Compound | Deprel::Appos | Deprel::NmodDesc)
        };
        self.syntax
            .children(head)
            .iter()
            .filter(joined)
            .map(|child| hash_text(&self.syntax.lemma(*child).to_lowercase()))
            .collect()
    }

    /// Class of the governor, whether it is a name, and the preposition between.
    fn setting(&self, head: TokenId) -> u64 {
        let case = self.syntax.child_by(head, Deprel::Case).map_or(0, |case| hash_text(self.syntax.lower(case)));
        let governor = self.syntax.head(head);
        let sort =
            governor.map_or(99, |token| self.syntax.upos(token) as u64 + 50 * u64::from(self.name_at(token).is_some()));
        mix(case, sort)
    }

    fn joint(&self, range: TokenRange, head: TokenId) -> Candidate {
        let mut one = self.candidate(range, head, None);
        one.kind = MentionKind::Nominal;
        one.name = None;
        one.number = Number::Many;
        one.joint = true;
        one.words = Words::default();
        one
    }

    fn candidate(&self, tokens: TokenRange, head: TokenId, pronoun: Option<Pronoun>) -> Candidate {
        let syntax = self.syntax;
        let name = self.name_of(head).filter(|_| pronoun.is_none());
        let name = name.filter(|name| !self.is_common(head, name));
        let proper = syntax.upos(head) == Upos::Propn && (name.is_some() || !self.is_titular(head));
        let kind = match (pronoun, name, proper) {
            (Some(_), ..) => MentionKind::Pronoun,
            (.., true) | (_, Some(_), _) => MentionKind::Name,
            _ => MentionKind::Nominal,
        };
        let name = name.or_else(|| self.apposed(head).filter(|_| kind == MentionKind::Nominal));
        let class =
            if kind == MentionKind::Nominal { self.nouns.class(&syntax.lemma(head).to_lowercase()) } else { u8::MAX };
        let (gender, number) = match pronoun {
            Some(pronoun) => pronoun.agreement(),
            None => (self.gender(tokens, head, name, class), self.number(head, name, class)),
        };
        let sentence = syntax.sentence(head);
        let governor = syntax.head(head);
        let word = |token: TokenId, inside: bool| if inside { hash_text(syntax.lower(token)) } else { 1 };
        Candidate {
            tokens,
            head,
            kind,
            pronoun,
            name: name.map(|name| (name.kind, name.entity)),
            words: self.words(head, name, kind),
            sentence: syntax.sentence_index(head) as u32,
            paragraph: sentence.paragraph,
            gender,
            number,
            lemma: self.lemma(head, pronoun),
            cluster: u64::from(self.lexicon.look_up(hash_text(syntax.lower(head))).cluster),
            class,
            text: self.text_of(tokens),
            article: self.article(tokens, head),
            modifiers: self.modifiers(head),
            role: syntax.deprel(head),
            governor: (governor.map_or(0, |token| hash_text(syntax.lemma(token))), governor),
            before: word(TokenId(tokens.start.0.saturating_sub(1)), tokens.start > sentence.tokens.start),
            after: word(tokens.end, tokens.end < sentence.tokens.end),
            quoted: self.quoted[head.index()],
            joint: false,
            heavy: tokens.end.0 > head.0 + 2,
            setting: self.setting(head),
            titles: self.titles(head),
        }
    }

    fn lemma(&self, head: TokenId, pronoun: Option<Pronoun>) -> u64 {
        match pronoun {
            Some(pronoun) => mix(77, pronoun.lexeme as u64),
            None => hash_text(&self.syntax.lemma(head).to_lowercase()),
        }
    }

    fn words(&self, head: TokenId, name: Option<&Name>, kind: MentionKind) -> Words {
        if kind != MentionKind::Name && name.is_none() {
            return Words::default();
        }
        let range = name.map_or_else(|| self.proper_around(head), |name| name.tokens);
        Words::new(range.iter().map(|token| (self.syntax.lower(token), self.text.slice(self.syntax.span(token)))))
    }

    /// The run of proper nouns around a head that no name covers.
    fn proper_around(&self, head: TokenId) -> TokenRange {
        let sentence = self.syntax.sentence(head).tokens;
        let proper = |at: u32| sentence.contains(TokenId(at)) && self.syntax.upos(TokenId(at)) == Upos::Propn;
        let (mut start, mut end) = (head.0, head.0 + 1);
        while start > 0 && proper(start - 1) {
            start -= 1;
        }
        while proper(end) {
            end += 1;
        }
        TokenRange::new(start, end)
    }

    fn text_of(&self, tokens: TokenRange) -> u64 {
        let kept = |token: &TokenId| {
            self.syntax.xpos(*token) != "POS"
                && !(*token == tokens.start && matches!(self.syntax.lower(*token), "the" | "a" | "an"))
        };
        tokens.iter().filter(kept).fold(9, |hash, token| mix(hash, hash_text(self.syntax.lower(token))))
    }

    fn article(&self, tokens: TokenRange, head: TokenId) -> Article {
        let first = self.syntax.lower(tokens.start);
        match first {
            "the" => Article::Definite,
            "a" | "an" => Article::Indefinite,
            "this" | "that" | "these" | "those" => Article::Demonstrative,
            _ if self.syntax.child_by(head, Deprel::NmodPoss).is_some() => Article::Possessive,
            _ if matches!(self.syntax.deprel(tokens.start), Deprel::Det | Deprel::Nummod) => Article::Quantifier,
            _ => Article::None,
        }
    }

    fn modifiers(&self, head: TokenId) -> Vec<u64> {
        let modifies = |child: &&TokenId| {
            **child < head && matches!(self.syntax.deprel(**child), Deprel::Amod | Deprel::Compound | Deprel::Nummod)
        };
        self.syntax.children(head).iter().filter(modifies).map(|child| hash_text(self.syntax.lower(*child))).collect()
    }

    fn gender(&self, tokens: TokenRange, head: TokenId, name: Option<&Name>, class: u8) -> Gender {
        match name.map(|name| name.kind) {
            Some(NameKind::Per) => self.gender_of_person(tokens),
            Some(NameKind::Norp) => Gender::Person,
            Some(_) => Gender::Thing,
            None => match (of_word(self.syntax.lemma(head)), class) {
                (Some(known), _) if self.syntax.upos(head) == Upos::Noun => known,
                (_, PERSON) => Gender::Person,
                (_, u8::MAX) => Gender::Any,
                _ => Gender::Thing,
            },
        }
    }

    fn gender_of_person(&self, tokens: TokenRange) -> Gender {
        tokens.iter().take(8).find_map(|token| of_word(self.syntax.lower(token))).unwrap_or(Gender::Person)
    }

    fn number(&self, head: TokenId, name: Option<&Name>, class: u8) -> Number {
        let plural = self.syntax.feats(head).has(Feats::PLUR) || matches!(self.syntax.xpos(head), "NNS" | "NNPS");
        match name.map(|name| name.kind) {
            Some(NameKind::Org | NameKind::Norp) => Number::Any,
            Some(_) => Number::One,
            None if plural => Number::Many,
            None if class == GROUP || self.syntax.upos(head) == Upos::Num => Number::Any,
            None => Number::One,
        }
    }
}

impl Candidate {
    /// The pronoun without its case.
    pub(super) fn lexeme(&self) -> Option<Lexeme> {
        self.pronoun.map(|pronoun| pronoun.lexeme)
    }
}
