//! Claims within claims become chains of sources, outermost first.

use super::claim::{Claim, without};
use super::marks::word_count;
use super::reader::Reader;
use super::speakers::Link;
use dateline_doc::{Attribution, Byte, QuoteMode, Source, Span, TokenId, TokenRange};

/// Longest chain; real reports have three at most.
const LONGEST: usize = 6;

/// One attribution a claim, by where its content begins.
pub(super) fn attributions(
    reader: &Reader<'_>,
    claims: &[Claim],
    speakers: &[Option<(usize, Link)>],
) -> Vec<Attribution> {
    let quotations = quotations_of(claims.len(), speakers);
    let contents: Vec<_> = claims.iter().zip(&quotations).map(|(claim, q)| content(reader, claim, q)).collect();
    let outer = outer_claims(reader, claims, &contents);
    let attribution = |nth: usize| Attribution {
        chain: chain(claims, &outer, nth),
        mode: mode(reader, &contents[nth]),
        content: contents[nth].clone(),
        rule: claims[nth].rule,
        disputes: None,
    };
    let mut all: Vec<_> = (0..claims.len()).filter(|nth| !contents[*nth].is_empty()).map(attribution).collect();
    all.sort_by_key(order);
    all
}

/// By the place of the content, outer attributions before inner ones.
pub(super) fn order(attribution: &Attribution) -> (Option<Span<Byte>>, usize, Option<Span<Byte>>) {
    let source = attribution.chain.first().map(|source| source.span);
    (attribution.content.first().copied(), attribution.chain.len(), source)
}

fn quotations_of(claims: usize, speakers: &[Option<(usize, Link)>]) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new(); claims];
    for (quotation, speaker) in speakers.iter().enumerate() {
        if let Some((claim, Link::Beside | Link::Goes)) = speaker {
            all[*claim].push(quotation);
        }
    }
    all
}

/// The spans a claim vouches for, in order, apart from each other.
fn content(reader: &Reader<'_>, claim: &Claim, quotations: &[usize]) -> Vec<Span<Byte>> {
    let inside = reader.quotation(claim.word).map(|nth| reader.syntax.tokens_in(reader.marked[nth].inner));
    let within = |part: &TokenRange| match inside {
        Some(quotation) => TokenRange { start: part.start.max(quotation.start), end: part.end.min(quotation.end) },
        None => *part,
    };
    let holes: Vec<_> = claim.cited.iter().chain(&claim.through).map(|other| citation(reader, other)).collect();
    let parts = claim.content.iter().flat_map(|part| without(within(part), &holes));
    let words = parts.filter_map(|part| trimmed(reader, part)).map(|span| with_marks(reader, span));
    let quoted = quotations.iter().map(|nth| reader.marked[*nth].outer);
    let mut spans: Vec<_> = words.chain(quoted).collect();
    spans.sort();
    let mut apart: Vec<Span<Byte>> = Vec::with_capacity(spans.len());
    for span in spans {
        match apart.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.join(span),
            _ => apart.push(span),
        }
    }
    apart
}

/// A span that begins or ends where a quotation inside it does takes the mark with it.
fn with_marks(reader: &Reader<'_>, span: Span<Byte>) -> Span<Byte> {
    let first = reader.marked.partition_point(|mark| mark.outer.end <= span.start);
    let last = reader.marked.partition_point(|mark| mark.outer.start < span.end);
    let inside = reader.marked.get(first..last).unwrap_or(&[]).iter().filter(|mark| span.contains(mark.inner));
    inside.fold(span, |all, mark| all.join(mark.outer))
}

/// The words "citing X".
fn citation(reader: &Reader<'_>, cited: &Source) -> TokenRange {
    reader.syntax.tokens_in(cited.cue.map_or(cited.span, |cue| cue.join(cited.span)))
}

/// The bytes of a range of words without punctuation at its ends, whole where it ends in a quotation mark.
fn trimmed(reader: &Reader<'_>, part: TokenRange) -> Option<Span<Byte>> {
    let loose = |token: &TokenId| reader.is_punct(*token) && !is_mark(reader, *token);
    let start = part.iter().find(|token| !loose(token))?;
    let end = part.iter().rev().find(|token| !loose(token))?;
    Some(reader.syntax.span(start).join(reader.syntax.span(end)))
}

fn is_mark(reader: &Reader<'_>, token: TokenId) -> bool {
    let lower = reader.syntax.lower(token);
    lower
        .chars()
        .all(|c| matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '«' | '»' | '`' | '(' | ')' | '[' | ']' | '$' | '%'))
}

/// For each claim the narrowest other claim whose content holds its reporting word.
fn outer_claims(reader: &Reader<'_>, claims: &[Claim], contents: &[Vec<Span<Byte>>]) -> Vec<Option<usize>> {
    let size = |nth: usize| contents[nth].iter().map(|span| span.len()).sum::<u32>();
    let mut by_size: Vec<_> = (0..claims.len()).collect();
    by_size.sort_by_key(|nth| (std::cmp::Reverse(size(*nth)), *nth));
    let mut cover: Vec<Option<usize>> = vec![None; reader.syntax.len()];
    let mut outer = vec![None; claims.len()];
    for nth in &by_size {
        outer[*nth] = cover[claims[*nth].word.index()];
        for token in contents[*nth].iter().flat_map(|span| reader.syntax.tokens_in(*span).iter()) {
            cover[token.index()] = Some(*nth);
        }
    }
    outer
}

/// The claim's own source after those of the claims around it.
fn chain(claims: &[Claim], outer: &[Option<usize>], nth: usize) -> Vec<Source> {
    let mut links = vec![nth];
    while let Some(next) = outer[links[links.len() - 1]] {
        if links.len() == LONGEST || links.contains(&next) {
            break;
        }
        links.push(next);
    }
    let mut chain: Vec<Source> = Vec::with_capacity(links.len());
    for claim in links.iter().rev().map(|link| &claims[*link]) {
        let own = claim.through.iter().chain([&claim.source]).chain(&claim.cited);
        for source in own {
            chain.pop_if(|last| last.span == source.span);
            chain.push(source.clone());
        }
    }
    chain
}

/// Direct where all of it is in quotation marks, mixed where some of it is.
fn mode(reader: &Reader<'_>, content: &[Span<Byte>]) -> QuoteMode {
    let quoted = |span: &Span<Byte>| {
        let nth = reader.marked.partition_point(|mark| mark.outer.end <= span.start);
        reader.marked.get(nth).filter(|mark| mark.outer.start < span.end)
    };
    let all = content.iter().all(|span| quoted(span).is_some_and(|mark| mark.outer.contains(*span)));
    let some = content.iter().any(|span| quoted(span).is_some_and(|mark| word_count(reader.slice(mark.inner)) > 1));
    match (all, some) {
        (true, _) => QuoteMode::Direct,
        (false, true) => QuoteMode::Mixed,
        (false, false) => QuoteMode::Indirect,
    }
}
