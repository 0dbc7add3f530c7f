//! Features of the ranker.

use super::candidate::{Article, Candidate};
use super::gender::Number;
use super::matching::Likeness;
use super::rank::Chain;
use dateline_doc::{Deprel, MentionKind};
use dateline_learn::Bag;

/// What has been decided about an antecedent.
#[derive(Debug, Clone, Copy)]
pub(super) struct State<'a> {
    /// How many antecedents are nearer.
    pub(super) rank: usize,
    pub(super) chain: &'a Chain,
    /// How the candidate is like the chain's name.
    pub(super) named: Likeness,
    /// Whether it opens the report.
    pub(super) first: bool,
}

/// Pronoun, kind of name, or noun.
fn sort(one: &Candidate) -> u64 {
    match (one.lexeme(), one.name, one.kind) {
        (Some(lexeme), ..) => 1 + lexeme as u64,
        (None, Some((kind, _)), _) => 20 + kind as u64,
        (None, None, MentionKind::Name) => 30,
        _ if one.joint => 31,
        _ => 32,
    }
}

fn role(one: &Candidate) -> u64 {
    one.role as u64
}

fn bin(value: usize) -> u64 {
    match value {
        0..5 => value as u64,
        5..8 => 5,
        8..12 => 6,
        12..20 => 7,
        20..40 => 8,
        _ => 9,
    }
}

/// Features for having no antecedent.
pub(super) fn alone(one: &Candidate, at: usize, alike: bool, bag: &mut Bag) {
    bag.clear();
    let sort = sort(one);
    let alike = u64::from(alike);
    let length = bin(one.tokens.len());
    let article = one.article as u64;
    let class = u64::from(one.class);
    bag.add([1, sort]);
    bag.add([1, sort, alike]);
    bag.add([1, sort, one.lemma, alike]);
    bag.add([1, one.text]);
    bag.add([1, sort, article, alike]);
    bag.add([1, sort, article, class]);
    bag.add([1, sort, class, alike]);
    bag.add([1, sort, role(one), article]);
    bag.add([1, sort, length, article]);
    bag.add([1, sort, one.number as u64, one.gender as u64]);
    bag.add([1, sort, one.governor.0, role(one)]);
    bag.add([1, sort, one.before]);
    bag.add([1, sort, one.after]);
    bag.add([1, sort, one.cluster, article]);
    bag.add([1, sort, u64::from(one.heavy), article, one.modifiers.len() as u64]);
    bag.add([1, sort, u64::from(at == 0), u64::from(one.sentence.min(2))]);
    bag.add([1, sort, bin(at / 10), article]);
    bag.add([1, sort, u64::from(one.quoted)]);
    bag.add([1, sort, one.setting]);
    bag.add([1, sort, role(one), one.setting, one.article as u64]);
    bag.add([1, sort, one.words.len() as u64, one.before]);
}

/// How the modifiers before the heads compare.
fn modifiers(one: &Candidate, other: &Candidate) -> u64 {
    let new = one.modifiers.iter().filter(|word| !other.modifiers.contains(word)).count();
    let lost = other.modifiers.iter().filter(|word| !one.modifiers.contains(word)).count();
    (new.min(2) * 3 + lost.min(2)) as u64
}

/// Whether one phrase stands inside the other.
fn nesting(one: &Candidate, other: &Candidate) -> u64 {
    let inside = other.tokens.start <= one.tokens.start && one.tokens.end <= other.tokens.end;
    u64::from(inside) + 2 * u64::from(one.governor.1 == Some(other.head))
}

/// Whether both depend on the same word, which a pronoun and its antecedent do only in some roles.
fn binding(one: &Candidate, other: &Candidate) -> u64 {
    let same = one.governor.1.is_some() && one.governor.1 == other.governor.1;
    let reflexive = one.pronoun.is_some_and(|pronoun| pronoun.reflexive);
    u64::from(same) + 2 * u64::from(reflexive)
}

fn is_subject(one: &Candidate) -> bool {
    matches!(one.role, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
}

/// Features for an antecedent.
pub(super) fn pair(one: &Candidate, other: &Candidate, state: State<'_>, bag: &mut Bag) {
    bag.clear();
    let (me, you) = (sort(one), sort(other));
    let sentences = u64::from(one.sentence.saturating_sub(other.sentence).min(8));
    let rank = bin(state.rank);
    let same_head = u64::from(one.lemma == other.lemma);
    let same_text = u64::from(one.text == other.text);
    let likeness = one.words.likeness(&other.words) as u64;
    let named = state.named as u64;
    let mods = modifiers(one, other);
    let size = bin(state.chain.size as usize);
    let chain_named = u64::from(state.chain.name.is_some());
    let latest = u64::from(state.chain.last == 0);
    let (my_class, your_class) = (u64::from(one.class), u64::from(other.class));
    bag.add([2, me, you]);
    bag.add([2, me, you, sentences]);
    bag.add([2, me, rank]);
    bag.add([2, me, you, rank.min(3), sentences.min(2)]);
    bag.add([2, me, you, role(one), role(other)]);
    bag.add([2, me, role(other), sentences.min(2)]);
    bag.add([2, me, u64::from(is_subject(other)), u64::from(is_subject(one)), sentences.min(2), rank.min(3)]);
    bag.add([2, me, you, same_text]);
    bag.add([2, me, you, likeness, named]);
    bag.add([2, me, same_head, same_text, mods, one.article as u64]);
    bag.add([2, me, same_head, one.article as u64, other.article as u64]);
    bag.add([2, me, same_head, my_class, your_class]);
    bag.add([2, me, same_head, same_text, one.lemma]);
    bag.add([2, one.lemma, other.lemma]);
    bag.add([2, me, other.lemma]);
    bag.add([2, me, other.cluster]);
    bag.add([2, me, your_class, other.number as u64]);
    bag.add([2, me, state.chain.gender as u64, other.gender as u64, number(state.chain.number, other.number)]);
    bag.add([2, me, one.gender as u64, number(one.number, other.number), state.chain.gender as u64, same_head]);
    bag.add([2, me, nesting(one, other), you]);
    bag.add([2, me, binding(one, other), role(one), role(other)]);
    bag.add([2, me, size, sentences.min(3)]);
    bag.add([2, me, size, chain_named, latest]);
    bag.add([2, me, you, u64::from(state.first), same_head]);
    bag.add([2, me, you, u64::from(one.quoted), u64::from(other.quoted), sentences.min(2)]);
    bag.add([2, me, bin(other.tokens.len()), other.article as u64]);
    bag.add([2, me, your_class, one.governor.0]);
    bag.add([2, me, same_head, u64::from(one.heavy), u64::from(other.heavy), mods]);
    bag.add([2, me, same_text, likeness, sentences, bin(one.tokens.len())]);
    bag.add([2, me, u64::from(one.paragraph == other.paragraph), you, same_head]);
    bag.add([2, me, same_head, u64::from(one.article == Article::Indefinite), sentences]);
    let titled = u64::from(other.titles.contains(&one.lemma)) + 2 * u64::from(one.titles.contains(&other.lemma));
    bag.add([2, me, you, titled, one.article as u64]);
    bag.add([2, me, titled, my_class, sentences]);
    bag.add([2, me, you, my_class, one.article as u64, same_head]);
    bag.add([2, me, you, one.lemma]);
    bag.add([2, one.cluster, other.cluster, same_head]);
    bag.add([2, me, you, likeness, one.words.len() as u64, other.words.len() as u64]);
}

fn number(one: Number, other: Number) -> u64 {
    one as u64 * 3 + other as u64
}
