//! Predicates and their arguments, labelled as PropBank does.
//!
//! A word is judged a predicate or not; then the words that hang together with it in the tree over one of the ways that
//! arguments lie on are candidates, and each gets a role or none. Last, the branches of a candidate that belong to
//! others are left out, and clashes are settled by the scores.

pub mod borders;
pub mod candidates;
pub mod features;
pub mod frames;
pub mod resolve;
pub mod sketch;

use crate::signature::Lexicon;
use borders::{Asked, Classifier};
use candidates::{Candidate, candidates, way};
use dateline_doc::{Argument, Name, Predicate, Role, Syntax, TokenId, TokenRange};
use dateline_learn::{Archive, Bag, Scorer, Table, best};
use features::{Focus, Given};
use resolve::{Bid, settle};
use sketch::Sketch;
use std::ops::Range;

/// Number of classes: no role, and each role.
pub const CLASSES: usize = Role::ALL.len() + 1;

/// The sections of the weights file.
pub const SECTIONS: [&str; 5] =
    ["predicates", "argument-frames", "argument-ways", "argument-roles", "argument-borders"];

/// The trained parts.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// Whether a word is a predicate.
    pub predicates: Table<'a>,
    /// What the frame files say.
    pub frames: Table<'a>,
    /// Ways that arguments lie on.
    pub ways: Table<'a>,
    /// Which role a candidate has.
    pub roles: Table<'a>,
    /// Which branches are left out.
    pub borders: Table<'a>,
}

/// Room that is used again for each predicate.
#[derive(Debug, Default)]
pub struct Room {
    found: Vec<Candidate>,
    bag: Bag,
    scores: Vec<i32>,
}

impl<'a> Reader<'a> {
    /// From a weights file; nothing is found where it lacks the sections.
    pub fn open(archive: Option<Archive<'a>>) -> Self {
        let table =
            |name: &str| archive.and_then(|all| all.section(name)).and_then(Table::open).unwrap_or(Table::empty());
        let [predicates, frames, ways, roles, borders] = SECTIONS.map(table);
        Reader { predicates, frames, ways, roles, borders }
    }

    /// Predicates of a report.
    pub fn read(&self, syntax: &Syntax, names: &[Name], lexicon: &Lexicon<'_>) -> Vec<Predicate> {
        let mut found = Vec::new();
        let mut room = Room::default();
        for sentence in syntax.sentences() {
            let sketch = Sketch::new(syntax, sentence.tokens, names, lexicon);
            for at in 0..sketch.len() as u32 {
                if let Some(focus) = self.predicate(&sketch, at, &mut room) {
                    let base = sentence.tokens.start.0;
                    let taken = self.arguments(&sketch, &focus, &mut room);
                    found.push(predicate(syntax, TokenId(base + at), base, &taken));
                }
            }
        }
        found
    }

    /// The word as a predicate; `None` where it is not one.
    pub fn predicate(&self, sketch: &Sketch, at: u32, room: &mut Room) -> Option<Focus> {
        if !features::may_be_predicate(sketch.get(at)?.upos) {
            return None;
        }
        let focus = Focus::new(sketch, at, &self.frames);
        features::predicate_features(sketch, &focus, &mut room.bag);
        self.predicates.score(room.bag.keys(), &mut room.scores);
        matches!(room.scores[..], [no, yes, ..] if yes > no).then_some(focus)
    }

    /// The arguments of a predicate with their words, as indices within the sentence.
    pub fn arguments(&self, sketch: &Sketch, focus: &Focus, room: &mut Room) -> Vec<(Bid, Range<u32>)> {
        candidates(sketch, focus.at, &|path| way(&self.ways, path), &mut room.found);
        let mut bids = Vec::new();
        let mut given = Given::default();
        for candidate in &room.found {
            features::features(sketch, focus, candidate, given, &mut room.bag);
            self.roles.score(room.bag.keys(), &mut room.scores);
            given = best_role(&room.scores).map_or(given, |role| given.with(role));
            offer(*candidate, &room.scores, &mut bids);
        }
        let (bag, scores) = (&mut room.bag, &mut room.scores);
        settle(bids, |bid| {
            let asked = Asked { sketch, focus, candidate: bid.candidate, role: bid.role };
            let mut judge = Classifier { scorer: &self.borders, asked, bag, scores };
            borders::words(sketch, focus.at, bid.candidate.at, &mut judge)
        })
    }
}

/// The predicate `token` of a sentence that starts at `base`.
fn predicate(syntax: &Syntax, token: TokenId, base: u32, taken: &[(Bid, Range<u32>)]) -> Predicate {
    let argument = |(bid, range): &(Bid, Range<u32>)| {
        let tokens = TokenRange::new(base + range.start, base + range.end);
        let head = TokenId(base + bid.candidate.at);
        Argument { role: bid.role, span: syntax.span_of(tokens), tokens, head }
    };
    let arguments = taken.iter().map(argument).collect();
    Predicate { span: syntax.span(token), token, lemma: syntax.lemma(token).into(), arguments }
}

/// The role with the best score; class 0 is none.
pub fn best_role(scores: &[i32]) -> Option<Role> {
    best(scores, |_| true).checked_sub(1).and_then(|role| Role::ALL.get(role)).copied()
}

/// The roles that score better than none; class 0 is none.
fn offer(candidate: Candidate, scores: &[i32], bids: &mut Vec<Bid>) {
    let Some((none, roles)) = scores.split_first() else { return };
    for (role, score) in Role::ALL.iter().zip(roles).filter(|(_, score)| *score > none) {
        bids.push(Bid { candidate, role: *role, margin: score - none });
    }
}
