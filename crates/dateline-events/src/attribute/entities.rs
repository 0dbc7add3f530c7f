//! The same spokesperson, agency or ministry is one entity across a report.

use dateline_doc::{Attribution, Feats, Mention, Name, Quote, Source, Syntax, Text, TokenId, Upos};
use std::collections::HashMap;

/// A pronoun looks back this many sentences for who spoke.
const SENTENCES: usize = 3;

/// What tells that two sources without a name are one.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    /// A chain of mentions.
    Chain(u32),
    /// The same definite words.
    Words(String),
}

/// Numbers of entities: those of names, then new ones after them.
struct Entities<'a> {
    text: &'a Text,
    syntax: &'a Syntax,
    names: &'a [Name],
    /// Chain of mentions, by the head word.
    chains: HashMap<TokenId, u32>,
    /// The name's entity, for chains with a name.
    named: HashMap<u32, u32>,
    others: HashMap<Key, u32>,
    next: u32,
}

/// Gives every source the number of its entity; an indefinite source ("a witness") that nothing refers to has none.
pub fn entities(
    text: &Text,
    syntax: &Syntax,
    names: &[Name],
    mentions: &[Mention],
    quotes: &mut [Quote],
    attributions: &mut [Attribution],
) {
    let chains = mentions.iter().map(|mention| (mention.head, mention.chain)).collect();
    let next = names.iter().map(|name| name.entity).max().map_or(0, |last| last.saturating_add(1));
    let (named, others) = (HashMap::new(), HashMap::new());
    let mut entities = Entities { text, syntax, names, chains, named, others, next };
    for mention in mentions {
        if let Some(entity) = entities.of_name(mention.head) {
            entities.named.entry(mention.chain).or_insert(entity);
        }
    }
    for said in attributions.iter_mut() {
        for source in &mut said.chain {
            source.entity = entities.number(source);
        }
    }
    let speakers = quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut());
    for source in speakers {
        source.entity = entities.number(source);
    }
    let sources: Vec<_> = attributions.iter().filter_map(|said| said.chain.last().cloned()).collect();
    for source in attributions.iter_mut().flat_map(|said| said.chain.iter_mut()) {
        source.entity = source.entity.or_else(|| entities.speaker_before(&sources, source));
    }
}

impl Entities<'_> {
    /// "He added": who spoke last before, one person and no outlet, where the pronoun has no chain of its own.
    fn speaker_before(&self, sources: &[Source], pronoun: &Source) -> Option<u32> {
        use dateline_doc::SourceKind::{Agency, Document, Outlet};
        let here = self.syntax.sentence_index(pronoun.head);
        let last = sources.iter().filter(|source| source.head < pronoun.head && source.entity.is_some());
        let near = last.max_by_key(|source| source.head).filter(|source| {
            let thing = matches!(source.kind, Some(Outlet | Agency | Document));
            let one = !self.syntax.feats(source.head).has(Feats::PLUR);
            !thing && one && here.saturating_sub(self.syntax.sentence_index(source.head)) <= SENTENCES
        });
        near.filter(|_| matches!(self.syntax.lower(pronoun.head), "he" | "she"))?.entity
    }

    fn of_name(&self, head: TokenId) -> Option<u32> {
        let nth = self.names.partition_point(|name| name.tokens.end <= head);
        self.names.get(nth).filter(|name| name.tokens.contains(head)).map(|name| name.entity)
    }

    fn number(&mut self, source: &Source) -> Option<u32> {
        let chain = self.chains.get(&source.head).copied();
        let named = self.of_name(source.head).or_else(|| self.named.get(&chain?).copied());
        if named.is_some() {
            return named;
        }
        let key = chain.map(Key::Chain).or_else(|| self.definite(source).map(Key::Words))?;
        let next = &mut self.next;
        Some(*self.others.entry(key).or_insert_with(|| {
            *next = next.saturating_add(1);
            *next - 1
        }))
    }

    /// "the ministry", "police": the words, where they mean the same each time.
    fn definite(&self, source: &Source) -> Option<String> {
        let first = self.syntax.tokens_in(source.span).iter().next()?;
        let indefinite = matches!(
            self.syntax.lower(first),
            "a" | "an" | "another" | "one" | "some" | "several" | "other" | "many" | "two" | "three"
        );
        let pronoun = self.syntax.upos(source.head) == Upos::Pron;
        let words = self.text.slice(source.span).to_lowercase();
        (!indefinite && !pronoun).then(|| words.strip_prefix("the ").unwrap_or(&words).to_owned())
    }
}
