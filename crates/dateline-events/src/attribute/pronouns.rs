//! Whom a pronoun that speaks stands for: whoever spoke before, where nothing speaks against it.

use super::claim::Claim;
use super::reader::Reader;
use dateline_doc::{Feats, NameKind, Source, SourceKind, TokenId, Upos};

/// How many paragraphs back a speaker may have been named.
const PARAGRAPHS: u32 = 2;
/// How many claims back.
const CLAIMS: usize = 4;

/// The source of the claim, with a pronoun put back to the name or noun phrase it stands for, if one is safe.
pub(super) fn named(reader: &Reader<'_>, claims: &[Claim], nth: usize) -> Source {
    let own = &claims[nth].source;
    if !reader.is_pronoun(own.head) {
        return own.clone();
    }
    let antecedent = claims[..nth].iter().rev().take(CLAIMS).map(|claim| &claim.source).find(|source| {
        let outside = reader.quotation(source.head).is_none();
        outside && source.head < own.head && !reader.is_pronoun(source.head) && stands_for(reader, own.head, source)
    });
    let near = |source: &&Source| reader.paragraph(source.head) + PARAGRAPHS >= reader.paragraph(own.head);
    let unrivalled = |source: &&Source| !another_person(reader, source.head, own.head);
    match antecedent.filter(near).filter(unrivalled) {
        Some(source) => Source { cue: own.cue, ..source.clone() },
        None => own.clone(),
    }
}

/// Whether a source may be meant: one person by "he" and "she", several by "they"; "it" is left alone.
fn stands_for(reader: &Reader<'_>, pronoun: TokenId, source: &Source) -> bool {
    let thing = matches!(source.kind, Some(SourceKind::Outlet | SourceKind::Agency | SourceKind::Document));
    match reader.syntax.lower(pronoun) {
        "he" | "she" => !thing && is_one_person(reader, source.head),
        "they" => !thing && is_several(reader, source),
        _ => false,
    }
}

fn is_one_person(reader: &Reader<'_>, head: TokenId) -> bool {
    let plural = reader.syntax.feats(head).has(Feats::PLUR);
    match reader.name_at(head).map(|name| name.kind) {
        Some(NameKind::Per) => true,
        Some(_) => false,
        None => !plural && matches!(reader.syntax.upos(head), Upos::Propn | Upos::Noun),
    }
}

fn is_several(reader: &Reader<'_>, source: &Source) -> bool {
    let joined = reader.syntax.tokens_in(source.span).iter().any(|token| reader.syntax.lower(token) == "and");
    joined || reader.syntax.feats(source.head).has(Feats::PLUR)
}

/// A person named between the two as the subject of a sentence is a rival.
fn another_person(reader: &Reader<'_>, from: TokenId, to: TokenId) -> bool {
    use dateline_doc::Deprel::{Nsubj, NsubjPass};
    let first = reader.syntax.sentence_index(from) + 1;
    let last = reader.syntax.sentence_index(to);
    let sentences = reader.syntax.sentences().get(first..last).unwrap_or(&[]);
    sentences.iter().flat_map(|sentence| sentence.tokens.iter()).any(|token| {
        let subject = matches!(reader.syntax.deprel(token), Nsubj | NsubjPass) && reader.quotation(token).is_none();
        let person = reader.name_at(token).is_some_and(|name| name.kind == NameKind::Per);
        subject && person && reader.syntax.lower(token) != reader.syntax.lower(from)
    })
}
