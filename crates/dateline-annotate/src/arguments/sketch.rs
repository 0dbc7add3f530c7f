//! A sentence as the search for predicates and arguments sees it: numbers in flat lists, indices within the sentence.

use crate::signature::{Lexicon, lowered};
use dateline_doc::{Deprel, Name, NameKind, Syntax, TokenId, TokenRange, Upos};
use dateline_learn::hash_text;

/// No word.
pub const NONE: u32 = u32::MAX;

/// A word.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// Hash of the lemma in lower case.
    pub lemma: u64,
    /// Hash of the form in lower case.
    pub lower: u64,
    /// Hash of the last three characters of the form.
    pub ending: u64,
    /// Hash of the Penn tag.
    pub xpos: u64,
    /// Part of speech.
    pub upos: Upos,
    /// Relation.
    pub deprel: Deprel,
    /// Head, [`NONE`] for a root.
    pub head: u32,
    /// First word of its subtree.
    pub first: u32,
    /// Last word of its subtree.
    pub last: u32,
    /// Fine cluster.
    pub cluster: u64,
    /// Coarse cluster.
    pub coarse: u64,
    /// Kind of the name that it stands in, from 1.
    pub name: u64,
    /// Relations of its dependents, as bits.
    pub below: u64,
    /// Its preposition or subordinator, [`NONE`] without.
    pub marker: u32,
    /// Its verb particle, [`NONE`] without.
    pub particle: u32,
    /// How often the relation occurs among the dependents of its head before it.
    pub nth: u8,
}

/// A sentence.
#[derive(Debug, Default)]
pub struct Sketch {
    /// Its words.
    pub items: Vec<Item>,
    children: Vec<u32>,
    children_from: Vec<u32>,
}

impl Sketch {
    /// Of a sentence's words.
    pub fn new(syntax: &Syntax, tokens: TokenRange, names: &[Name], lexicon: &Lexicon<'_>) -> Self {
        let base = tokens.start.0;
        let items = tokens.iter().map(|token| item(syntax, token, base, lexicon)).collect();
        let mut sketch = Sketch { items, ..Sketch::default() };
        sketch.mark_names(tokens, names);
        for token in tokens.iter() {
            sketch.children_from.push(sketch.children.len() as u32);
            sketch.children.extend(syntax.children(token).iter().map(|child| child.0 - base));
        }
        sketch.children_from.push(sketch.children.len() as u32);
        sketch.look_below();
        sketch.widen();
        sketch
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// True without words.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Dependents of a word, in the order of the text.
    pub fn children(&self, at: u32) -> &[u32] {
        let from = self.children_from[at as usize] as usize;
        let to = self.children_from[at as usize + 1] as usize;
        &self.children[from..to]
    }

    /// The word at an index that may be [`NONE`].
    pub fn get(&self, at: u32) -> Option<&Item> {
        self.items.get(at as usize)
    }

    /// True where `below` hangs on `above`, or is it.
    pub fn is_under(&self, below: u32, above: u32) -> bool {
        std::iter::successors(Some(below), |at| self.get(*at).map(|item| item.head)).any(|at| at == above)
    }

    fn mark_names(&mut self, tokens: TokenRange, names: &[Name]) {
        let from = names.partition_point(|name| name.tokens.end <= tokens.start);
        for name in names[from..].iter().take_while(|name| name.tokens.start < tokens.end) {
            for token in name.tokens.iter().filter(|token| tokens.contains(*token)) {
                self.items[(token.0 - tokens.start.0) as usize].name = kind(name.kind);
            }
        }
    }

    fn look_below(&mut self) {
        for at in 0..self.items.len() {
            let range = self.children_from[at] as usize..self.children_from[at + 1] as usize;
            for i in range.clone() {
                let child = self.children[i];
                let deprel = self.items[child as usize].deprel;
                let before = self.children[range.start..i].iter();
                let nth = before.filter(|one| self.items[**one as usize].deprel == deprel).count();
                self.items[child as usize].nth = nth.min(3) as u8;
                let item = &mut self.items[at];
                item.below |= bit(deprel);
                match deprel {
                    Deprel::Case | Deprel::Mark if item.marker == NONE => item.marker = child,
                    Deprel::CompoundPrt => item.particle = child,
                    _ => {}
                }
            }
        }
    }

    /// Spreads the borders of subtrees to the words above. A forest has no cycles, so each climb ends.
    fn widen(&mut self) {
        for at in 0..self.items.len() as u32 {
            let mut above = self.items[at as usize].head;
            while let Some(item) = self.items.get_mut(above as usize) {
                if item.first <= at && at <= item.last {
                    break;
                }
                item.first = item.first.min(at);
                item.last = item.last.max(at);
                above = item.head;
            }
        }
    }
}

/// A relation as a bit.
pub const fn bit(deprel: Deprel) -> u64 {
    1 << (deprel as u64 & 63)
}

fn kind(kind: NameKind) -> u64 {
    match kind {
        NameKind::Per => 1,
        NameKind::Org => 2,
        _ => 3,
    }
}

fn item(syntax: &Syntax, token: TokenId, base: u32, lexicon: &Lexicon<'_>) -> Item {
    let at = token.0 - base;
    let lower = lowered(syntax.lower(token));
    let hash = hash_text(&lower);
    let entry = lexicon.look_up(hash);
    let ending = lower.char_indices().rev().nth(2).map_or(0, |(from, _)| from);
    Item {
        lemma: hash_text(&lowered(syntax.lemma(token))),
        lower: hash,
        ending: hash_text(&lower[ending..]),
        xpos: hash_text(syntax.xpos(token)),
        upos: syntax.upos(token),
        deprel: syntax.deprel(token),
        head: syntax.head(token).map_or(NONE, |head| head.0 - base),
        first: at,
        last: at,
        cluster: u64::from(entry.cluster),
        coarse: u64::from(entry.coarse),
        name: 0,
        below: 0,
        marker: NONE,
        particle: NONE,
        nth: 0,
    }
}
