//! The ranker: goes through the candidates in order and chooses an antecedent for each, or none.

use super::candidate::{Candidate, Document};
use super::features::{self, State};
use super::gender::{Gender, Number};
use super::matching::Likeness;
use super::pronoun::Lexeme;
use dateline_doc::MentionKind;
use dateline_learn::{Bag, Scorer};
use std::collections::HashMap;

/// Earlier candidates looked at for their nearness.
const NEAR: usize = 14;
/// Earlier candidates looked at for their words, the latest.
const ALIKE: usize = 6;
/// How many sentences back nearness reaches.
const REACH: u32 = 3;

/// What has been decided of one chain.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    pub(super) size: u32,
    pub(super) gender: Gender,
    pub(super) number: Number,
    /// The mention with the longest name.
    pub(super) name: Option<u32>,
    /// The mentions with names, each name once.
    pub(super) names: Vec<u32>,
    pub(super) last: u32,
}

/// Goes through a report's candidates.
#[derive(Debug)]
pub struct Ranker<'a> {
    document: &'a Document,
    chain_of: Vec<u32>,
    chains: Vec<Chain>,
    by_word: HashMap<u64, Vec<u32>>,
}

/// The decision about one candidate: the antecedents to choose from, each with its features.
#[derive(Debug, Default)]
pub struct Decision {
    /// Antecedents, the nearest first.
    pub antecedents: Vec<u32>,
    bag: Bag,
    keys: Vec<u64>,
    ends: Vec<usize>,
}

impl Decision {
    /// Features of the choice of no antecedent (0) or of the antecedents in order (1 and on).
    pub fn features(&self, choice: usize) -> &[u64] {
        let start = if choice == 0 { 0 } else { self.ends[choice - 1] };
        &self.keys[start..self.ends[choice]]
    }

    /// Number of choices.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True before the first decision.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn push(&mut self) {
        self.keys.extend_from_slice(self.bag.keys());
        self.ends.push(self.keys.len());
    }
}

impl<'a> Ranker<'a> {
    /// Before the first candidate.
    pub fn new(document: &'a Document) -> Self {
        Ranker { document, chain_of: Vec::new(), chains: Vec::new(), by_word: HashMap::new() }
    }

    /// Prepares the decision about the next candidate; `None` after the last.
    pub fn next(&self, decision: &mut Decision) -> Option<usize> {
        let at = self.chain_of.len();
        let candidate = self.document.candidates.get(at)?;
        decision.keys.clear();
        decision.ends.clear();
        decision.antecedents.clear();
        self.antecedents(at, candidate, &mut decision.antecedents);
        let alike = decision.antecedents.iter().any(|j| self.document.candidates[*j as usize].lemma == candidate.lemma);
        features::alone(candidate, at, alike, &mut decision.bag);
        decision.push();
        for rank in 0..decision.antecedents.len() {
            let other = decision.antecedents[rank];
            let antecedent = &self.document.candidates[other as usize];
            let state =
                State { rank, chain: self.chain(other), named: self.named(candidate, other), first: other == 0 };
            features::pair(candidate, antecedent, state, &mut decision.bag);
            decision.push();
        }
        Some(at)
    }

    fn chain(&self, at: u32) -> &Chain {
        &self.chains[self.chain_of[at as usize] as usize]
    }

    /// How a name is like the fullest name of an antecedent's chain.
    fn named(&self, candidate: &Candidate, antecedent: u32) -> Likeness {
        let name = self.chain(antecedent).name.map(|at| &self.document.candidates[at as usize]);
        name.map_or(Likeness::Unnamed, |name| candidate.words.likeness(&name.words))
    }

    /// Candidates that may be the antecedent: near ones, and earlier ones with the same words.
    fn antecedents(&self, at: usize, candidate: &Candidate, list: &mut Vec<u32>) {
        let near = (0..at).rev().take_while(|j| {
            candidate.sentence - self.document.candidates[*j].sentence.min(candidate.sentence) <= REACH
        });
        let fits = |j: &usize| self.admits(candidate, *j as u32);
        list.extend(near.filter(fits).take(NEAR).map(|j| j as u32));
        for key in keys(candidate) {
            let Some(alike) = self.by_word.get(&key) else { continue };
            for j in alike.iter().rev().take(ALIKE) {
                if !list.contains(j) && self.admits(candidate, *j) {
                    list.push(*j);
                }
            }
        }
        list.sort_unstable_by_key(|j| std::cmp::Reverse(*j));
    }

    /// What can't corefer is never scored.
    fn admits(&self, candidate: &Candidate, other: u32) -> bool {
        let antecedent = &self.document.candidates[other as usize];
        let chain = self.chain(other);
        let crossing = antecedent.tokens.end > candidate.tokens.start && antecedent.tokens.end < candidate.tokens.end;
        let same_head = antecedent.head == candidate.head;
        if crossing || same_head {
            return false;
        }
        match candidate.lexeme() {
            Some(lexeme) => fits_pronoun(lexeme, candidate, antecedent, chain),
            None if candidate.kind == MentionKind::Name => self.fits_name(candidate, antecedent, chain),
            None => antecedent.kind != MentionKind::Pronoun || candidate.gender.agrees(chain.gender),
        }
    }

    fn fits_name(&self, candidate: &Candidate, antecedent: &Candidate, chain: &Chain) -> bool {
        let person = matches!(candidate.gender, Gender::Male | Gender::Female | Gender::Person);
        let agrees = !person || candidate.gender.agrees(chain.gender);
        let like = |at: &u32| candidate.words.likeness(&self.document.candidates[*at as usize].words);
        let alike = !chain.names.iter().any(|at| matches!(like(at), Likeness::Different | Likeness::Shared));
        agrees && (alike || antecedent.kind == MentionKind::Nominal && chain.name.is_none())
    }

    /// Takes the decision: the chain of an antecedent, or a new one.
    pub fn decide(&mut self, antecedent: Option<u32>) {
        let at = self.chain_of.len() as u32;
        let candidate = &self.document.candidates[at as usize];
        let chain = antecedent.and_then(|j| self.chain_of.get(j as usize).copied());
        let chain = chain.unwrap_or_else(|| self.open());
        self.chain_of.push(chain);
        self.join(chain as usize, at);
        for key in keys(candidate).chain(candidate.titles.iter().copied()) {
            self.by_word.entry(key).or_default().push(at);
        }
    }

    fn repeats(&self, chain: usize, candidate: &Candidate) -> bool {
        let same = |at: &u32| candidate.words.likeness(&self.document.candidates[*at as usize].words) == Likeness::Same;
        self.chains[chain].names.iter().any(same)
    }

    fn open(&mut self) -> u32 {
        self.chains.push(Chain {
            size: 0,
            gender: Gender::Any,
            number: Number::Any,
            name: None,
            names: Vec::new(),
            last: 0,
        });
        self.chains.len() as u32 - 1
    }

    fn join(&mut self, chain: usize, at: u32) {
        let candidate = &self.document.candidates[at as usize];
        let length = |at: u32| self.document.candidates[at as usize].words.len();
        if candidate.words.len() > 0 && !self.repeats(chain, candidate) {
            self.chains[chain].names.push(at);
        }
        let chain = &mut self.chains[chain];
        chain.size += 1;
        chain.last = at;
        chain.gender = chain.gender.meet(candidate.gender);
        if chain.number == Number::Any {
            chain.number = candidate.number;
        }
        if candidate.words.len() > 0 && chain.name.is_none_or(|name| length(name) < candidate.words.len()) {
            chain.name = Some(at);
        }
    }
}

/// Words under which a candidate is found again.
fn keys(candidate: &Candidate) -> impl Iterator<Item = u64> + '_ {
    let lemma = (!candidate.joint && candidate.pronoun.is_none()).then_some(candidate.lemma);
    lemma.into_iter().chain(candidate.words.keys().filter(move |key| Some(*key) != lemma))
}

fn fits_pronoun(lexeme: Lexeme, candidate: &Candidate, antecedent: &Candidate, chain: &Chain) -> bool {
    let (gender, number) = (chain.gender, chain.number);
    match lexeme {
        Lexeme::He | Lexeme::She => {
            candidate.gender.agrees(gender) && number != Number::Many && antecedent.number != Number::Many
        }
        Lexeme::It => candidate.gender.agrees(gender) && antecedent.number != Number::Many,
        Lexeme::I => gender != Gender::Thing && antecedent.number != Number::Many,
        Lexeme::You | Lexeme::We => gender != Gender::Thing || antecedent.number != Number::One,
        _ => true,
    }
}

/// The antecedent of every candidate.
pub fn link(document: &Document, scorer: &impl Scorer) -> Vec<Option<u32>> {
    let mut ranker = Ranker::new(document);
    let mut decision = Decision::default();
    let mut links = Vec::with_capacity(document.candidates.len());
    let mut scores = Vec::new();
    while ranker.next(&mut decision).is_some() {
        let mut best = (i32::MIN, 0);
        for choice in 0..decision.len() {
            scorer.score(decision.features(choice), &mut scores);
            let score = scores.first().copied().unwrap_or(0);
            if score > best.0 {
                best = (score, choice);
            }
        }
        let link = best.1.checked_sub(1).map(|at| decision.antecedents[at]);
        links.push(link);
        ranker.decide(link);
    }
    links
}
