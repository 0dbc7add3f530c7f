//! Trains the parser's network: transitions by a dynamic oracle, following the parser's own mistakes, and labels along
//! the way.

use crate::corpus::Corpus;
use crate::network::{HIDDEN, Net};
use crate::random::Random;
use crate::rows::{add, axpy, dot};
use crate::vectors::SIZE;
use dateline_annotate::parser::{Action, Inputs, SLOTS, State, barred_labels, inputs, label_classes, parts};

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Passes over the sentences.
    pub epochs: usize,
    /// Sentences between two updates.
    pub batch: usize,
    /// Step of the first update; it falls to nothing.
    pub rate: f32,
    /// Share of the hidden units that is dropped.
    pub dropout: f32,
    /// Words seen fewer times in training keep the vector from running text.
    pub tuned: u32,
}

impl Default for Plan {
    fn default() -> Self {
        Plan { epochs: 8, batch: 8, rate: 0.001, dropout: 0.3, tuned: 3 }
    }
}

/// Trains on the tags given. `after` is called after each epoch with the mean loss.
pub fn train(corpus: &Corpus, tags: &[Vec<u8>], net: &mut Net, plan: Plan, mut after: impl FnMut(&Net, usize, f64)) {
    let mut random = Random::new(8);
    let mut order: Vec<_> = (0..corpus.sentences.len()).collect();
    let batches = order.len().div_ceil(plan.batch) * plan.epochs;
    let mut done = 0;
    for epoch in 0..plan.epochs {
        random.shuffle(&mut order);
        let mut loss = [0.0f64; 2];
        for batch in order.chunks(plan.batch) {
            for nth in batch {
                Lesson::new(net, corpus, *nth, plan, &mut random).run(&tags[*nth], epoch > 0, &mut loss);
            }
            done += 1;
            net.update(plan.rate * (1.0 - done as f32 / batches as f32).max(0.02));
        }
        after(net, epoch, loss[0] / loss[1].max(1.0));
    }
}

/// Training on one sentence.
struct Lesson<'a> {
    net: &'a mut Net,
    corpus: &'a Corpus,
    nth: usize,
    plan: Plan,
    random: &'a mut Random,
    parts: Vec<[u32; 5]>,
    frozen: Vec<bool>,
    vectors: Vec<[f32; SIZE]>,
    places: Vec<u32>,
    pairs: Vec<(u32, u32)>,
    sums: Vec<[f32; HIDDEN]>,
    slopes: Vec<[f32; HIDDEN]>,
}

const UNSET: u32 = u32::MAX;

impl<'a> Lesson<'a> {
    fn new(net: &'a mut Net, corpus: &'a Corpus, nth: usize, plan: Plan, random: &'a mut Random) -> Self {
        let mut list = Vec::new();
        let mut frozen = Vec::new();
        for word in &corpus.signed[nth].words {
            let known = net.known.get(&word.lower).copied();
            let count = |at: u32| net.counts[at as usize];
            // Rare words are hidden now and then, so that the vector for unknown ones is learned.
            let chance = 0.25 / (0.25 + known.map_or(0, count) as f32) + 0.01;
            let known = known.filter(|_| random.below(1000) as f32 / 1000.0 >= chance);
            list.push(parts(word, known));
            frozen.push(known.is_some_and(|at| count(at) < plan.tuned));
        }
        let vectors: Vec<_> = list.iter().map(|parts| sum(net, parts)).collect();
        let places = vec![UNSET; vectors.len() * SLOTS];
        let (pairs, sums, slopes) = Default::default();
        Lesson { net, corpus, nth, plan, random, parts: list, frozen, vectors, places, pairs, sums, slopes }
    }

    fn run(mut self, tags: &[u8], explore: bool, loss: &mut [f64; 2]) {
        let gold = self.corpus.sentences[self.nth].heads();
        let style = self.corpus.signed[self.nth].style;
        let mut state = State::new(gold.len());
        let mut seen = Inputs::default();
        while !state.done() {
            inputs(&state, tags, style, &mut seen);
            let (action, label) = self.step(&state, &seen, &gold, explore, loss);
            state.apply(action, label);
        }
        self.words_back();
    }

    /// One decision: what to do next, after learning what would have been right.
    fn step(&mut self, state: &State, seen: &Inputs, gold: &[u32], explore: bool, loss: &mut [f64; 2]) -> (Action, u8) {
        let (hidden, live) = self.hidden(seen);
        let choice = Choice::new(state, gold, |class| self.logit(class, &hidden));
        let mut back = [0.0; HIDDEN];
        loss[0] -= f64::from(choice.good().max(1e-9).ln());
        loss[1] += 1.0;
        if choice.legal.len() > 1 {
            for (class, slope) in choice.slopes() {
                self.out_back(class, slope, &hidden, &mut back);
            }
        }
        for action in choice.right() {
            self.teach_label(state, action, gold, &hidden, &mut back);
        }
        let action = choice.follow(explore && self.random.below(10) > 0);
        let label = self.guess_label(state, action, &hidden);
        self.hidden_back(seen, &back, &live);
        (action, label)
    }

    /// The hidden layer, and what each unit lets through backwards.
    fn hidden(&mut self, seen: &Inputs) -> ([f32; HIDDEN], [f32; HIDDEN]) {
        let mut sums = [0.0; HIDDEN];
        add(&mut sums, self.net.bias.row(0));
        for row in &seen.rows {
            add(&mut sums, self.net.rows.row(*row as usize));
        }
        for (slot, at) in seen.words.iter().enumerate() {
            if let Some(pair) = self.pair(slot, *at) {
                add(&mut sums, &self.sums[pair]);
            }
        }
        let mut live = self.drop_units();
        for (sum, live) in sums.iter_mut().zip(&mut live) {
            *live = if *sum > 0.0 { *live } else { 0.0 };
            *sum *= *live;
        }
        (sums, live)
    }

    /// What each unit is multiplied with: 0 for those that are dropped.
    fn drop_units(&mut self) -> [f32; HIDDEN] {
        let keep = 1.0 - self.plan.dropout;
        let limit = (keep * 32768.0) as usize;
        let mut live = [0.0; HIDDEN];
        for two in live.chunks_exact_mut(2) {
            let bits = self.random.below(1 << 30);
            two[0] = if bits & 0x7FFF < limit { 1.0 / keep } else { 0.0 };
            two[1] = if bits >> 15 < limit { 1.0 / keep } else { 0.0 };
        }
        live
    }

    /// Where the sums of a word in a slot are.
    fn pair(&mut self, slot: usize, at: u32) -> Option<usize> {
        let vector = self.vectors.get(at as usize)?;
        let place = &mut self.places[at as usize * SLOTS + slot];
        if *place == UNSET {
            *place = self.sums.len() as u32;
            self.pairs.push((slot as u32, at));
            let mut sums = [0.0; HIDDEN];
            for (unit, sum) in sums.iter_mut().enumerate() {
                *sum = dot(self.net.matrices.row(slot * HIDDEN + unit), vector);
            }
            self.sums.push(sums);
            self.slopes.push([0.0; HIDDEN]);
        }
        Some(*place as usize)
    }

    fn hidden_back(&mut self, seen: &Inputs, back: &[f32; HIDDEN], live: &[f32; HIDDEN]) {
        let mut slope = [0.0; HIDDEN];
        slope.iter_mut().zip(back.iter().zip(live)).for_each(|(slope, (back, live))| *slope = back * live);
        add(self.net.bias.slope(0), &slope);
        for row in &seen.rows {
            add(self.net.rows.slope(*row as usize), &slope);
        }
        for (slot, at) in seen.words.iter().enumerate() {
            if let Some(pair) = self.pair(slot, *at) {
                add(&mut self.slopes[pair], &slope);
            }
        }
    }

    /// Passes the slopes of the words' sums on to the matrices and the vectors.
    fn words_back(mut self) {
        let mut vector_slopes = vec![[0.0f32; SIZE]; self.vectors.len()];
        for ((slot, at), slopes) in std::mem::take(&mut self.pairs).into_iter().zip(&self.slopes) {
            let vector = &self.vectors[at as usize];
            let to = &mut vector_slopes[at as usize];
            for (unit, slope) in slopes.iter().enumerate().filter(|(_, slope)| **slope != 0.0) {
                let line = slot as usize * HIDDEN + unit;
                axpy(to, self.net.matrices.row(line), *slope);
                axpy(self.net.matrices.slope(line), vector, *slope);
            }
        }
        for (at, slope) in vector_slopes.iter().enumerate() {
            for part in &self.parts[at][usize::from(self.frozen[at])..] {
                add(self.net.vectors.slope(*part as usize), slope);
            }
        }
    }

    fn logit(&self, class: usize, hidden: &[f32; HIDDEN]) -> f32 {
        dot(self.net.out.row(class), hidden) + self.net.out_bias.values[class]
    }

    fn out_back(&mut self, class: usize, slope: f32, hidden: &[f32; HIDDEN], back: &mut [f32; HIDDEN]) {
        axpy(back, self.net.out.row(class), slope);
        axpy(self.net.out.slope(class), hidden, slope);
        self.net.out_bias.slope(class)[0] += slope;
    }

    fn label_logits(&self, action: Action, hidden: &[f32; HIDDEN]) -> Vec<f32> {
        label_classes(action).map(|class| self.logit(class, hidden)).collect()
    }

    /// Teaches the label of the treebank's arc, where the transition makes it.
    fn teach_label(
        &mut self,
        state: &State,
        action: Action,
        gold: &[u32],
        hidden: &[f32; HIDDEN],
        back: &mut [f32; HIDDEN],
    ) {
        let Some((head, word)) = state.arc(action) else { return };
        if gold[word as usize] != head || head as usize >= gold.len() {
            return;
        }
        let chances = softmax(&self.label_logits(action, hidden));
        let right = usize::from(self.corpus.sentences[self.nth].words[word as usize].label);
        for (label, class) in label_classes(action).enumerate() {
            let slope = chances[label] - if label == right { 1.0 } else { 0.0 };
            if slope.abs() > 1e-4 {
                self.out_back(class, slope, hidden, back);
            }
        }
    }

    /// The label that the parser would give, as it would choose it.
    fn guess_label(&self, state: &State, action: Action, hidden: &[f32; HIDDEN]) -> u8 {
        match state.arc(action) {
            None => 0,
            Some((head, _)) if head as usize == self.vectors.len() => self.corpus.root,
            Some(arc) => {
                let barred = barred_labels(state, arc, self.corpus.root);
                let logits = self.label_logits(action, hidden);
                let allowed = (0..logits.len()).filter(|label| barred >> (label & 63) & 1 == 0);
                top(allowed, &logits) as u8
            }
        }
    }
}

/// The transitions that can be made, with their costs and chances.
struct Choice {
    legal: Vec<Action>,
    costs: Vec<usize>,
    least: usize,
    chances: Vec<f32>,
}

impl Choice {
    fn new(state: &State, gold: &[u32], logit: impl Fn(usize) -> f32) -> Self {
        let legal: Vec<_> = Action::ALL.into_iter().filter(|action| state.legal(*action)).collect();
        let costs: Vec<_> = legal.iter().map(|action| state.cost(*action, gold)).collect();
        let least = costs.iter().min().copied().unwrap_or(0);
        let chances = softmax(&legal.iter().map(|action| logit(*action as usize)).collect::<Vec<_>>());
        Choice { legal, costs, least, chances }
    }

    fn is_right(&self, at: usize) -> bool {
        self.costs[at] == self.least
    }

    /// The transitions of least cost.
    fn right(&self) -> Vec<Action> {
        (0..self.legal.len()).filter(|at| self.is_right(*at)).map(|at| self.legal[at]).collect()
    }

    /// The chance that the transition is of least cost.
    fn good(&self) -> f32 {
        (0..self.legal.len()).filter(|at| self.is_right(*at)).map(|at| self.chances[at]).sum()
    }

    /// Slopes of the classes.
    fn slopes(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        let good = self.good().max(1e-9);
        let target = move |at: usize| if self.is_right(at) { self.chances[at] / good } else { 0.0 };
        (0..self.legal.len()).map(move |at| (self.legal[at] as usize, self.chances[at] - target(at)))
    }

    /// The transition to go on with: the parser's own if it is right or mistakes are explored, else the best right one.
    fn follow(&self, explore: bool) -> Action {
        let guess = top(0..self.legal.len(), &self.chances);
        let best = top((0..self.legal.len()).filter(|at| self.is_right(*at)), &self.chances);
        self.legal[if explore || self.is_right(guess) { guess } else { best }]
    }
}

/// The first of the greatest among these places.
fn top(places: impl Iterator<Item = usize>, scores: &[f32]) -> usize {
    places.reduce(|best, at| if scores[at] > scores[best] { at } else { best }).unwrap_or(0)
}

/// The vector of a word of these parts.
fn sum(net: &Net, parts: &[u32]) -> [f32; SIZE] {
    let mut vector = [0.0; SIZE];
    parts.iter().for_each(|part| add(&mut vector, net.vectors.row(*part as usize)));
    vector
}

fn softmax(logits: &[f32]) -> Vec<f32> {
    let top = logits.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<_> = logits.iter().map(|logit| (logit - top).exp()).collect();
    let all: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / all).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of "b a", where the second word is the root, before the first transition and after the first.
    fn choices(scores: [f32; 3]) -> [Choice; 2] {
        let gold = [1, 2];
        let mut state = State::new(2);
        let first = Choice::new(&state, &gold, |class| scores[class]);
        state.apply(Action::Shift, 0);
        [first, Choice::new(&state, &gold, |class| scores[class])]
    }

    #[test]
    fn slopes_push_wrong_transitions_down_and_right_ones_up() {
        let [first, second] = choices([2.0, 1.0, 0.0]);
        assert_eq!(first.slopes().collect::<Vec<_>>(), [(Action::Shift as usize, 0.0)]);
        let slopes: Vec<_> = second.slopes().collect();
        assert_eq!(second.right(), [Action::Left]);
        assert!(slopes.iter().all(|(class, slope)| (*slope < 0.0) == (*class == Action::Left as usize)));
        assert!(slopes.iter().map(|(_, slope)| slope).sum::<f32>().abs() < 1e-6);
    }

    #[test]
    fn mistakes_are_followed_only_when_exploring() {
        let [_, choice] = choices([2.0, 1.0, 0.0]);
        assert_eq!((choice.follow(true), choice.follow(false)), (Action::Shift, Action::Left));
    }
}
