//! Reported speech that goes on over the next sentence without a new reporting word: the tense is moved back again
//! ("They had tied up the guards", "It would stay shut"), and nothing sets the sentence in another time.

use super::reader::Reader;
use dateline_doc::{Attribution, Deprel, QuoteMode, Sentence, Source, Upos};
use std::collections::HashSet;

/// Words that set a sentence in an earlier time of its own, as background.
const EARLIER: &[&str] = &["ago", "before", "earlier", "last", "once", "previously", "since"];

/// Attributions of sentences that go on with the speech before them.
pub(super) fn going_on(reader: &Reader<'_>, attributions: &[Attribution]) -> Vec<Attribution> {
    let syntax = reader.syntax;
    let mut found: Vec<Attribution> = Vec::new();
    let mut spoken: HashSet<usize> = HashSet::new();
    let mut last: Vec<Option<&Attribution>> = vec![None; syntax.sentences().len()];
    for said in attributions {
        spoken.extend(said.chain.last().map(|source| syntax.sentence_index(source.head)));
        let Some(end) = said.content.last() else { continue };
        let Some(word) = syntax.tokens_in(*end).iter().next_back() else { continue };
        let at = syntax.sentence_index(word);
        spoken.insert(at);
        let later = last[at].is_none_or(|held| held.content.last().map(|span| span.end) <= Some(end.end));
        if goes_on(said) && later {
            last[at] = Some(said);
        }
    }
    let mut chain: Option<Vec<Source>> = None;
    for (at, sentence) in syntax.sentences().iter().enumerate().skip(1) {
        let before = &syntax.sentences()[at - 1];
        if let Some(said) = last[at - 1] {
            chain = Some(said.chain.clone());
        } else if spoken.contains(&(at - 1)) {
            chain = None;
        }
        let same = before.paragraph == sentence.paragraph && !sentence.furniture;
        chain = chain.filter(|_| same && !spoken.contains(&at) && moved_back(reader, sentence));
        if let Some(chain) = &chain {
            found.push(attribution(reader, sentence, chain));
        }
    }
    found
}

fn goes_on(said: &Attribution) -> bool {
    matches!(said.rule, "clause" | "comment" | "rest" | "according-to") && said.mode != QuoteMode::Direct
}

fn attribution(reader: &Reader<'_>, sentence: &Sentence, chain: &[Source]) -> Attribution {
    let without_cue = |source: &Source| Source { cue: None, ..source.clone() };
    Attribution {
        chain: chain.iter().map(without_cue).collect(),
        content: vec![reader.syntax.span_of(sentence.tokens)],
        mode: QuoteMode::Indirect,
        rule: "goes-on",
        disputes: None,
    }
}

/// The main verb has "had" or "would", and no word or number sets another time.
fn moved_back(reader: &Reader<'_>, sentence: &Sentence) -> bool {
    let syntax = reader.syntax;
    let root = sentence.tokens.iter().find(|token| syntax.deprel(*token) == Deprel::Root);
    let moved = root.is_some_and(|root| {
        syntax.children_by(root, Deprel::Aux).any(|aux| matches!(syntax.lower(aux), "had" | "would" | "’d" | "'d"))
    });
    let first = sentence.tokens.start;
    let refers = matches!(syntax.upos(first), Upos::Pron | Upos::Det);
    let dated = sentence.tokens.iter().any(|token| {
        let word = syntax.lower(token);
        EARLIER.contains(&word) || (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
    });
    moved && refers && !dated && sentence.tokens.iter().all(|token| reader.quotation(token).is_none())
}
