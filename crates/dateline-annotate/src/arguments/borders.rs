//! From the head of an argument to its words: the subtree, without the branches that belong to others.
//!
//! An argument never contains its predicate: where the predicate hangs below the head, the branch that carries it is
//! cut first, at the word that the classifier chooses. Then branches are dropped from outside in, on either side.

use super::candidates::Candidate;
use super::features::Focus;
use super::sketch::{NONE, Sketch};
use dateline_doc::Role;
use dateline_learn::{Bag, Scorer, mix};
use std::ops::Range;

/// One yes-or-no question about a branch: does it belong to the argument?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The topmost word of the branch.
    pub branch: u32,
    /// Its words, without the predicate's branch.
    pub part: Range<u32>,
    /// The kind of question: 0 for the branch with the predicate, 1 for one on the left, 2 for one on the right.
    pub kind: u64,
}

/// Who answers questions: a classifier, or the treebank in training.
pub trait Judge {
    /// True where the branch is to be left out.
    fn leaves_out(&mut self, question: Question) -> bool;
}

/// The words of an argument with this head.
pub fn words(sketch: &Sketch, predicate: u32, head: u32, judge: &mut impl Judge) -> Range<u32> {
    let cut = cut(sketch, predicate, head, judge);
    let clip = if head < predicate { 0..predicate } else { predicate + 1..sketch.len() as u32 };
    let mut left = Vec::new();
    let mut right = Vec::new();
    for branch in sketch.children(head).iter().copied().filter(|branch| *branch != cut) {
        let part = cover(sketch, branch, cut);
        let part = part.start.clamp(clip.start, clip.end)..part.end.clamp(clip.start, clip.end);
        if !part.is_empty() {
            if branch < head { left.push((branch, part)) } else { right.insert(0, (branch, part)) }
        }
    }
    let left = kept(left, 1, judge);
    let right = kept(right, 2, judge);
    let parts = || left.iter().chain(&right).map(|(_, part)| part);
    let start = parts().map(|part| part.start).min().unwrap_or(head).min(head);
    let end = parts().map(|part| part.end).max().unwrap_or(head).max(head + 1);
    start..end
}

/// What is left of the branches of a side, the outermost first, once the judge has kept one.
fn kept(branches: Vec<(u32, Range<u32>)>, kind: u64, judge: &mut impl Judge) -> Vec<(u32, Range<u32>)> {
    let goes =
        |(branch, part): &(u32, Range<u32>)| judge.leaves_out(Question { branch: *branch, part: part.clone(), kind });
    let mut goes = goes;
    let dropped = branches.iter().take_while(|one| goes(one)).count();
    branches.into_iter().skip(dropped).collect()
}

/// The branch to cut so that the predicate is not below the head any more; [`NONE`] where it never was.
fn cut(sketch: &Sketch, predicate: u32, head: u32, judge: &mut impl Judge) -> u32 {
    let item = &sketch.items[head as usize];
    if !(item.first..=item.last).contains(&predicate) || !sketch.is_under(predicate, head) {
        return NONE;
    }
    let above = std::iter::successors(Some(predicate), |at| sketch.get(*at).map(|item| item.head));
    let mut chain: Vec<_> = above.take_while(|at| *at != head).collect();
    while chain.len() > 1 {
        let Some(branch) = chain.pop() else { break };
        let item = &sketch.items[branch as usize];
        if judge.leaves_out(Question { branch, part: item.first..item.last + 1, kind: 0 }) {
            return branch;
        }
    }
    predicate
}

/// The words below `head`, without the branch `cut`.
fn cover(sketch: &Sketch, head: u32, cut: u32) -> Range<u32> {
    let item = &sketch.items[head as usize];
    if cut == NONE || !(item.first..=item.last).contains(&cut) || !sketch.is_under(cut, head) {
        return item.first..item.last + 1;
    }
    let mut range = head..head + 1;
    for child in sketch.children(head).iter().filter(|child| **child != cut) {
        let part = cover(sketch, *child, cut);
        range = range.start.min(part.start)..range.end.max(part.end);
    }
    range
}

/// The argument that questions are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The sentence.
    pub sketch: &'a Sketch,
    /// The predicate.
    pub focus: &'a Focus,
    /// The head of the argument.
    pub candidate: Candidate,
    /// Its role.
    pub role: Role,
}

/// Features of a question.
pub fn features(asked: &Asked<'_>, question: &Question, bag: &mut Bag) {
    bag.clear();
    let Asked { sketch, focus, candidate, role } = asked;
    let branch = &sketch.items[question.branch as usize];
    let item = &sketch.items[candidate.at as usize];
    let predicate = &sketch.items[focus.at as usize];
    let lower = |at: u32| sketch.get(at).map_or(0, |item| item.lower);
    let side = u64::from(candidate.at > focus.at);
    let way = mix(candidate.path, side);
    let steps = u64::from(candidate.up) << 4 | u64::from(candidate.down);
    let edge = u64::from(question.part.start == focus.at + 1) << 1 | u64::from(question.part.end == focus.at);
    let kind = mix(question.kind, branch.deprel as u64);
    let role = *role as u64;
    let first = sketch.get(question.part.start).map_or(0, |item| item.lower);
    bag.add([kind]);
    bag.add([kind, role]);
    bag.add([kind, way]);
    bag.add([kind, way, role]);
    bag.add([kind, steps, side, role]);
    bag.add([kind, steps, item.deprel as u64, branch.xpos]);
    bag.add([kind, branch.lower, steps]);
    bag.add([kind, branch.lower, role, steps]);
    bag.add([kind, branch.xpos, way]);
    bag.add([kind, item.upos as u64, predicate.upos as u64, steps]);
    bag.add([kind, item.xpos, item.deprel as u64, role]);
    bag.add([kind, branch.below, steps]);
    bag.add([kind, lower(branch.marker), item.upos as u64, steps]);
    bag.add([kind, edge, steps, role]);
    bag.add([kind, first, steps, role]);
    bag.add([kind, branch.cluster, role]);
    bag.add([kind, u64::from(branch.nth), steps, item.below]);
    bag.add([kind, u64::from(question.branch == focus.at), predicate.deprel as u64, branch.xpos]);
}

/// A classifier as judge.
#[derive(Debug)]
pub struct Classifier<'a, S> {
    /// Class 1 leaves out.
    pub scorer: &'a S,
    /// The argument.
    pub asked: Asked<'a>,
    /// Room for features.
    pub bag: &'a mut Bag,
    /// Room for scores.
    pub scores: &'a mut Vec<i32>,
}

impl<S: Scorer> Judge for Classifier<'_, S> {
    fn leaves_out(&mut self, question: Question) -> bool {
        features(&self.asked, &question, self.bag);
        self.scorer.score(self.bag.keys(), self.scores);
        matches!(self.scores[..], [stays, goes, ..] if goes > stays)
    }
}

/// The treebank as judge: a branch is left out where it reaches over the border.
#[derive(Debug)]
pub struct Known {
    /// The right words.
    pub gold: Range<u32>,
    /// The questions asked and their answers.
    pub answers: Vec<(Question, bool)>,
}

impl Judge for Known {
    fn leaves_out(&mut self, question: Question) -> bool {
        let answer = match question.kind {
            0 => !self.gold.contains(&question.branch),
            1 => question.part.start < self.gold.start,
            _ => question.part.end > self.gold.end,
        };
        self.answers.push((question, answer));
        answer
    }
}
