//! According to whom: quotations and attributions.
//!
//! `marks` pairs quotation marks, `claims` finds reporting words with their source and what they report (by
//! dependencies, with fallbacks over the words, since no parser is right everywhere), `speakers` gives quotations to
//! claims, and `chain` turns claims within claims into chains of sources.

mod beside;
mod chain;
mod claim;
mod claims;
mod content;
mod disputes;
mod entities;
mod going_on;
mod hedges;
mod kind;
mod layout;
mod marks;
mod pronouns;
mod quoted;
mod reader;
mod speakers;
mod stance;
mod subject;
#[cfg(test)]
mod tests;
mod through;
mod translated;

pub use entities::entities;
pub use hedges::hedges;

use crate::window;
use claim::Claim;
use dateline_doc::{Article, Attribution, Byte, Name, Quote, QuoteMode, Source, Span, Syntax, Upos};
use dateline_lexicon::Sources;
use marks::Marked;
use reader::Reader;
use speakers::Link;

/// Quotations of fewer words are scare quotes and titles.
const QUOTE_WORDS: usize = 4;

/// All quotations and attributions, in the order of the text.
pub fn attributions(
    article: &Article,
    syntax: &Syntax,
    names: &[Name],
    sources: &Sources,
) -> (Vec<Quote>, Vec<Attribution>) {
    let text = article.text.as_str();
    let marked = outermost(text);
    let reader = Reader::new(text, syntax, names, sources, &marked);
    let claims = claims::claims(&reader);
    let speakers = speakers::speakers(&reader, &claims);
    let mut attributions = chain::attributions(&reader, &claims, &speakers);
    attributions.extend(going_on::going_on(&reader, &attributions));
    attributions.sort_by_key(chain::order);
    disputes::link(syntax, &mut attributions);
    let quotes = (0..marked.len()).filter_map(|nth| quote(&reader, &claims, &speakers, nth)).collect();
    (quotes, attributions)
}

/// Whether the source vouches for what it reports: not where it only wishes or intends it, judges what is known already
/// ("condemned the attack") or names what it spoke of ("discussed the attack").
fn vouches(attribution: &Attribution) -> bool {
    !matches!(attribution.rule, "wish" | "judged" | "topic")
}

/// Attributions by the place of what they say, so that a word's sources are found without walking the whole report.
#[derive(Debug)]
pub struct Said<'a> {
    contents: Vec<(Span<Byte>, &'a Attribution)>,
}

impl<'a> Said<'a> {
    /// Orders the contents of the attributions that vouch for them.
    pub fn new(attributions: &'a [Attribution]) -> Self {
        let vouched = attributions.iter().filter(|a| vouches(a));
        let mut contents: Vec<_> = vouched.flat_map(|a| a.content.iter().map(move |span| (*span, a))).collect();
        contents.sort_by_key(|(span, _)| *span);
        Said { contents }
    }

    /// According to whom the words at `span` are, outermost first, and the rule that found it: the chain of the narrowest
    /// attribution around them. `None` where the report itself asserts them. A pronoun within a chain says again who is there already ("Haddad said
    /// he believed …").
    pub fn at(&self, syntax: &Syntax, span: Span<Byte>) -> Option<(Vec<Source>, &'static str)> {
        let size = |a: &&Attribution| a.content.iter().map(|content| content.len()).sum::<u32>();
        let around = window::overlapping(&self.contents, span, |entry| entry.0).filter(|entry| entry.0.contains(span));
        let narrowest = around.map(|entry| entry.1).min_by_key(size)?;
        let mut chain = narrowest.chain.clone();
        let mut somebody = false;
        chain.retain(|source| {
            let again = somebody && syntax.upos(source.head) == Upos::Pron;
            somebody |= !is_medium(source);
            !again
        });
        Some((chain, narrowest.rule))
    }

    /// The innermost sources of what is said before `at`, the last ones only, in the order of what they say.
    pub fn before(&self, at: Span<Byte>) -> impl Iterator<Item = &'a Source> {
        let near = window::overlapping(&self.contents, Span::new(0, at.start), |entry| entry.0);
        near.filter_map(|entry| entry.1.chain.last())
    }
}

/// An outlet, agency or document: "he" after it is somebody else.
fn is_medium(source: &Source) -> bool {
    use dateline_doc::SourceKind::{Agency, Document, Outlet};
    matches!(source.kind, Some(Outlet | Agency | Document))
}

fn outermost(text: &str) -> Vec<Marked> {
    marks::marked(text).into_iter().filter(|marked| marked.depth == 0).collect()
}

fn is_quote(words: &str) -> bool {
    marks::word_count(words) >= QUOTE_WORDS
}

/// A marked stretch as a quotation, if it is one: long enough, and no mere title.
fn quote(reader: &Reader<'_>, claims: &[Claim], speakers: &[Option<(usize, Link)>], nth: usize) -> Option<Quote> {
    let mark = reader.marked[nth];
    let words = reader.slice(mark.inner);
    let linked = speakers[nth];
    let beside = linked.is_some_and(|(_, link)| link == Link::Beside);
    if !is_quote(words) || (is_title(words) && !beside) {
        return None;
    }
    let speaker = linked.map(|(claim, link)| speaker(reader, claims, claim, link));
    let mode = if linked.is_some_and(|(_, link)| link == Link::Within) { QuoteMode::Mixed } else { QuoteMode::Direct };
    let translated_from = linked.and_then(|(claim, _)| translated::language(reader, &claims[claim]));
    Some(Quote { span: mark.inner, mode, speaker, translated_from })
}

/// The source as the speaker of one quotation. Where it goes on without a reporting word, a pronoun is put back to whom
/// it stands for, and there is no cue.
fn speaker(reader: &Reader<'_>, claims: &[Claim], nth: usize, link: Link) -> Source {
    match link {
        Link::Beside | Link::Within => claims[nth].source.clone(),
        Link::Goes => Source { cue: None, ..pronouns::named(reader, claims, nth) },
    }
}

/// Every longer word begins with a capital: the title of a work.
fn is_title(words: &str) -> bool {
    let mut longer = words.split_whitespace().filter(|word| word.chars().count() > 3).peekable();
    longer.peek().is_some() && longer.all(|word| word.trim_start_matches('\'').starts_with(char::is_uppercase))
}
