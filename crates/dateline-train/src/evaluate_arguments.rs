//! Scores predicates and their arguments against PropBank.

use crate::arguments::{Case, head_of};
use crate::propbank::Framed;
use dateline_annotate::Model;
use dateline_annotate::arguments::features::Focus;
use dateline_annotate::arguments::resolve::Bid;
use dateline_annotate::arguments::{Reader, Room};
use dateline_doc::{Role, Upos};
use std::collections::BTreeMap;
use std::ops::Range;

/// Right, ours, the treebank's.
pub type Counts = [usize; 3];

/// F1 in percent.
pub fn f1(counts: &Counts) -> f64 {
    200.0 * counts[0] as f64 / (counts[1] + counts[2]).max(1) as f64
}

/// Scores of arguments.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// By role: words and role right.
    pub roles: BTreeMap<Role, Counts>,
    /// Head and role right.
    pub heads: Counts,
    /// Words right, whatever the role.
    pub spans: Counts,
    /// Arguments of the treebank with roles that we never give.
    pub unknown: usize,
    /// Of the treebank's arguments: those whose words are ours with another role, whose head is ours with other words,
    /// whose head is ours with another role and other words, and those that we have nothing for.
    pub missed: Counts,
}

/// The roles that the issue asks for.
pub const ASKED: [Role; 11] = [
    Role::Arg0,
    Role::Arg1,
    Role::Arg2,
    Role::Arg3,
    Role::Arg4,
    Role::ArgmTmp,
    Role::ArgmLoc,
    Role::ArgmNeg,
    Role::ArgmMod,
    Role::ArgmPrp,
    Role::ArgmCau,
];

impl Scores {
    /// Sum over the roles that `test` admits.
    pub fn sum(&self, test: impl Fn(Role) -> bool) -> Counts {
        let some = self.roles.iter().filter(|(role, _)| test(**role));
        some.fold([0; 3], |all, (_, one)| [all[0] + one[0], all[1] + one[1], all[2] + one[2]])
    }

    /// All roles, with those of the treebank that we never give.
    pub fn all(&self) -> Counts {
        let [right, ours, gold] = self.sum(|_| true);
        [right, ours, gold + self.unknown]
    }

    fn add(&mut self, case: &Case<'_>, framed: &Framed, ours: &[(Bid, Range<u32>)]) {
        let gold: Vec<_> = framed.arguments.iter().map(|(role, words)| (*role, words.clone())).collect();
        let heads: Vec<_> = gold.iter().map(|(role, words)| (*role, head_of(&case.sketch, words))).collect();
        self.unknown += framed.unknown;
        self.heads[2] += gold.len();
        self.spans[2] += gold.len();
        self.heads[1] += ours.len();
        self.spans[1] += ours.len();
        for (role, _) in &gold {
            self.roles.entry(*role).or_default()[2] += 1;
        }
        for (bid, words) in ours {
            let counts = self.roles.entry(bid.role).or_default();
            counts[1] += 1;
            counts[0] += usize::from(gold.contains(&(bid.role, words.clone())));
            self.spans[0] += usize::from(gold.iter().any(|(_, gold)| gold == words));
            self.heads[0] += usize::from(heads.contains(&(bid.role, Some(bid.candidate.at))));
        }
        for ((role, words), (_, head)) in gold.iter().zip(&heads) {
            let same = ours.iter().find(|(bid, _)| Some(bid.candidate.at) == *head);
            match same {
                Some((bid, _)) if bid.role != *role => self.missed[1] += 1,
                Some((_, ours)) if ours != words => self.missed[0] += 1,
                Some(_) => {}
                None => self.missed[2] += 1,
            }
        }
    }

    /// A line for people.
    pub fn line(&self, name: &str) -> String {
        let all = self.all();
        let core = self.sum(Role::is_core);
        let asked = self.sum(|role| ASKED.contains(&role));
        format!(
            "{name}: all {:.2} (P {:.2} R {:.2}, {all:?}), core {:.2}, asked {:.2}, heads {:.2}, spans {:.2}; \
             right head: other words {}, other role {}; no such head {}",
            f1(&all),
            100.0 * all[0] as f64 / all[1].max(1) as f64,
            100.0 * all[0] as f64 / all[2].max(1) as f64,
            f1(&core),
            f1(&asked),
            f1(&self.heads),
            f1(&self.spans),
            self.missed[0],
            self.missed[1],
            self.missed[2]
        )
    }

    /// F1 of each role.
    pub fn by_role(&self) -> String {
        let one = |(role, counts): (&Role, &Counts)| format!("{} {:.1} ({})", role.as_str(), f1(counts), counts[2]);
        self.roles.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

/// Scores arguments, given the predicates.
pub fn arguments(reader: &Reader<'_>, cases: &[Case<'_>]) -> Scores {
    let mut scores = Scores::default();
    let mut room = Room::default();
    for case in cases {
        for framed in case.framed {
            let focus = Focus::new(&case.sketch, framed.at, &reader.frames);
            let ours = reader.arguments(&case.sketch, &focus, &mut room);
            scores.add(case, framed, &ours);
        }
    }
    scores
}

/// Scores the detection of predicates: all, verbs and auxiliaries, nouns, adjectives, by the tags of the trees.
pub fn predicates(model: &Model, cases: &[Case<'_>]) -> [Counts; 4] {
    let mut counts = [[0; 3]; 4];
    let mut room = Room::default();
    for case in cases {
        for at in 0..case.sketch.len() as u32 {
            let ours = model.arguments().predicate(&case.sketch, at, &mut room).is_some();
            let gold = case.framed.iter().any(|framed| framed.at == at);
            let class = match case.sketch.items[at as usize].upos {
                Upos::Verb | Upos::Aux => 1,
                Upos::Noun | Upos::Propn => 2,
                _ => 3,
            };
            for row in [0, class] {
                counts[row][0] += usize::from(ours && gold);
                counts[row][1] += usize::from(ours);
                counts[row][2] += usize::from(gold);
            }
        }
    }
    counts
}
