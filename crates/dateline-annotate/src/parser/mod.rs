//! The dependency parser: arc-hybrid transitions chosen greedily, each new arc labelled at once, both by one network.
//!
//! Two steps a word, each of constant cost, so the time grows with the length of the text only.

mod classifier;
mod features;
mod state;

pub use classifier::{CLASSES, Classifier, PIECES, UNKNOWN, label_classes, parts};
pub use features::{Inputs, ROWS, SLOTS, inputs};
pub use state::{Action, NONE, State};

use crate::signature::Signed;
use classifier::Words;
use dateline_doc::Deprel;
use dateline_learn::best;

/// A parsed sentence.
#[derive(Debug, Clone, Default)]
pub struct Parse {
    /// Head of each word; the number of words for the root.
    pub heads: Vec<u32>,
    /// Relation of each word, as an index of `Deprel::ALL`.
    pub labels: Vec<u8>,
}

/// Parses a sentence with its tags. `root` is the label of the root.
pub fn parse(classifier: &Classifier, sentence: &Signed, tags: &[u8], root: u8) -> Parse {
    let mut words = Words::new(classifier, sentence);
    let mut state = State::new(tags.len());
    let mut seen = Inputs::default();
    let mut scores = Vec::new();
    while !state.done() {
        inputs(&state, tags, sentence.style, &mut seen);
        words.look(&seen);
        words.score(0..3, &mut scores);
        let action = choose_step(&state, &scores);
        let label = match state.arc(action) {
            None => 0,
            Some((head, _)) if head as usize == tags.len() => root,
            Some(arc) => {
                words.score(label_classes(action), &mut scores);
                let barred = barred_labels(&state, arc, root);
                best(&scores, |label| barred & bit(label as u8) == 0) as u8
            }
        };
        state.apply(action, label);
    }
    Parse { heads: state.heads, labels: state.labels }
}

/// The best legal transition; one is always legal before the end.
fn choose_step(state: &State, scores: &[i32]) -> Action {
    let legal = |class: usize| Action::ALL.get(class).is_some_and(|action| state.legal(*action));
    let chosen = Action::ALL[best(scores, legal).min(2)];
    if state.legal(chosen) { chosen } else { state.any_legal() }
}

/// Labels that the arc (head, dependent) cannot have, as bits.
pub fn barred_labels(state: &State, arc: (u32, u32), root: u8) -> u64 {
    barred(state.below[arc.1 as usize], state.below[arc.0 as usize]) | bit(root)
}

const fn bit(label: u8) -> u64 {
    1 << (label & 63)
}

/// Labels that cannot be, given the labels below the dependent and below the head. In the training treebanks, 5 of
/// 15,438 objects have a preposition, no verb has two subjects, and one of 2,024 passive auxiliaries goes with a plain
/// subject.
fn barred(dependent: u64, head: u64) -> u64 {
    const OBJECTS: u64 = bit(Deprel::Obj as u8) | bit(Deprel::Iobj as u8);
    const SUBJECTS: u64 = bit(Deprel::Nsubj as u8) | bit(Deprel::NsubjPass as u8);
    let has = |labels: u64, label: Deprel| labels & bit(label as u8) != 0;
    let objects = if has(dependent, Deprel::Case) { OBJECTS } else { 0 };
    let subjects = if head & SUBJECTS != 0 { SUBJECTS } else { 0 };
    let plain = if has(head, Deprel::AuxPass) { bit(Deprel::Nsubj as u8) } else { 0 };
    objects | subjects | plain
}
