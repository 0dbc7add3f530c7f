//! Who speaks each quotation: the claim beside it, the claim whose content holds it, or who spoke just before.

use super::claim::Claim;
use super::reader::Reader;
use super::{is_quote, quoted};
use dateline_doc::{SourceKind, Span, TokenId, TokenRange};
use dateline_lexicon::Force;

/// How a quotation was given to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// A reporting word beside it.
    Beside,
    /// Part of what a claim reports.
    Within,
    /// It goes on with the speaker before, without a new reporting word.
    Goes,
}

/// For each marked stretch, the claim that reports it.
pub(super) fn speakers(reader: &Reader<'_>, claims: &[Claim]) -> Vec<Option<(usize, Link)>> {
    let mut found: Vec<Option<(usize, Link)>> = vec![None; reader.marked.len()];
    for (nth, claim) in claims.iter().enumerate() {
        for quotation in &claim.quotations {
            found[*quotation].get_or_insert((nth, Link::Beside));
        }
    }
    let holders = holders(reader, claims);
    for nth in (0..found.len()).rev() {
        found[nth] = found[nth].or_else(|| holders[nth].map(|claim| (claim, Link::Within)));
        found[nth] = found[nth].or_else(|| ahead(reader, &found, nth));
    }
    for nth in 0..found.len() {
        found[nth] = found[nth].or_else(|| embedded(reader, claims, nth));
        found[nth] = found[nth].or_else(|| going_on(reader, claims, &found, nth));
    }
    found
}

/// The speaker named only at the end of a quotation that runs over paragraphs.
fn ahead(reader: &Reader<'_>, found: &[Option<(usize, Link)>], nth: usize) -> Option<(usize, Link)> {
    let next = reader.marked.get(nth + 1).filter(|next| next.continues)?;
    let (claim, _) = found[nth + 1]?;
    Some((claim, Link::Goes)).filter(|_| !next.inner.is_empty())
}

/// A quotation in the middle of a sentence belongs to the last claim before it there, where the parser lost it.
fn embedded(reader: &Reader<'_>, claims: &[Claim], nth: usize) -> Option<(usize, Link)> {
    let start = reader.syntax.tokens_in(reader.marked[nth].outer).start;
    let last = reader.syntax.tokens().contains(start).then(|| reader.before(start))??;
    if quoted::ends_sentence(reader, last) || !is_quote(reader.slice(reader.marked[nth].inner)) {
        return None;
    }
    let sentence = reader.sentence(start);
    let to = claims.partition_point(|claim| claim.word < start);
    let from = claims.partition_point(|claim| claim.word < sentence.start);
    (from..to).rev().find(|nth| may_speak(reader, &claims[*nth])).map(|claim| (claim, Link::Within))
}

/// Whether the words within a claim may be words of its source: not of one who only shows, thinks or wishes it.
fn may_speak(reader: &Reader<'_>, claim: &Claim) -> bool {
    let document = matches!(claim.source.kind, Some(SourceKind::Document | SourceKind::Outlet | SourceKind::Agency));
    let silent = matches!(claim.force, Force::Mind | Force::Will) || (claim.force == Force::Show && !document);
    !silent && reader.quotation(claim.word).is_none()
}

/// For each marked stretch the narrowest claim outside it whose content covers it.
fn holders(reader: &Reader<'_>, claims: &[Claim]) -> Vec<Option<usize>> {
    let mut best: Vec<Option<(usize, usize)>> = vec![None; reader.marked.len()];
    for (nth, claim) in claims.iter().enumerate().filter(|(_, claim)| may_speak(reader, claim)) {
        let size = claim.content.iter().map(|part| part.len()).sum();
        for part in &claim.content {
            for quotation in quotations_in(reader, *part) {
                if best[quotation].is_none_or(|(least, _)| size < least) {
                    best[quotation] = Some((size, nth));
                }
            }
        }
    }
    best.into_iter().map(|found| found.map(|(_, claim)| claim)).collect()
}

/// Marked stretches that mostly lie in a range of words.
fn quotations_in(reader: &Reader<'_>, part: TokenRange) -> impl Iterator<Item = usize> {
    let span = reader.syntax.span_of(part);
    let from = reader.marked.partition_point(|mark| mark.outer.end <= span.start);
    let to = reader.marked.partition_point(|mark| mark.outer.start < span.end);
    (from..to.max(from)).filter(move |nth| {
        let inner = reader.marked[*nth].inner;
        let shared = inner.end.min(span.end).saturating_sub(inner.start.max(span.start));
        shared * 2 >= inner.len()
    })
}

/// The speaker of the quotation before, where this one goes on with it; or whoever the sentence before reports.
fn going_on(
    reader: &Reader<'_>,
    claims: &[Claim],
    found: &[Option<(usize, Link)>],
    nth: usize,
) -> Option<(usize, Link)> {
    let mark = reader.marked[nth];
    let previous = nth.checked_sub(1);
    let speaker_before = || previous.and_then(|previous| found[previous]).map(|(claim, _)| (claim, Link::Goes));
    if mark.continues {
        return speaker_before();
    }
    if !is_quote(reader.slice(mark.inner)) {
        return None;
    }
    let start = reader.syntax.tokens_in(mark.outer).start;
    let gap_start = previous.map_or(0, |previous| reader.marked[previous].outer.end);
    let gap = reader.text.get(gap_start as usize..mark.outer.start as usize)?;
    if gap.trim().is_empty() {
        return speaker_before();
    }
    last_sentence(reader, claims, start).map(|claim| (claim, Link::Goes)).or_else(|| {
        let alone = !gap.contains('\n') && !another_claim(reader, claims, gap_start, mark.outer.start);
        speaker_before().filter(|(claim, _)| alone && claims[*claim].quotations.contains(&(nth - 1)))
    })
}

/// More than one reporting word between two quotations.
fn another_claim(reader: &Reader<'_>, claims: &[Claim], from: u32, to: u32) -> bool {
    let words = reader.syntax.tokens_in(Span::new(from, to));
    let first = claims.partition_point(|claim| claim.word < words.start);
    let last = claims.partition_point(|claim| claim.word < words.end);
    last > first + 1
}

/// The outermost claim of the sentence that ends right before a quotation, which then begins a sentence of its own. In a
/// new paragraph that sentence must have been a quotation's.
fn last_sentence(reader: &Reader<'_>, claims: &[Claim], start: TokenId) -> Option<usize> {
    let last = TokenId(start.0.checked_sub(1)?);
    let colon = reader.syntax.lower(last) == ":";
    if !colon && !quoted::ends_sentence(reader, last) && reader.sentence(last).contains(start) {
        return None;
    }
    let near = colon || reader.paragraph(last) == reader.paragraph(start.min(TokenId(reader.syntax.len() as u32 - 1)));
    let sentence = reader.sentence(last);
    let from = claims.partition_point(|claim| claim.word < sentence.start);
    let to = claims.partition_point(|claim| claim.word <= last);
    let speaks =
        |claim: &Claim| reader.quotation(claim.word).is_none() && !matches!(claim.rule, "wish" | "noun" | "adjective");
    let quotes = |claim: &Claim| near || !claim.quotations.is_empty();
    (from..to).find(|nth| speaks(&claims[*nth]) && quotes(&claims[*nth]))
}
