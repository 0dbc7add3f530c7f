//! Trains the parser: transitions by a dynamic oracle, following the parser's own mistakes, and labels along the way.

use crate::corpus::Corpus;
use crate::random::Random;
use dateline_annotate::parser::{Action, State, choose_label, choose_step, label_features, step_features};
use dateline_learn::{Bag, Perceptron, Scorer, best};

/// The classifiers under training.
#[derive(Debug)]
pub struct Models {
    /// Of the transitions.
    pub steps: Perceptron,
    /// Of the labels.
    pub labels: Perceptron,
}

/// Trains on the tags given. With `pruned`, training starts again over the features of a first round that count.
pub fn train(corpus: &Corpus, tags: &[Vec<u8>], epochs: usize, models: &mut Models) {
    let mut random = Random::new(2);
    let mut order: Vec<_> = (0..corpus.sentences.len()).collect();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for nth in &order {
            sentence(models, corpus, *nth, &tags[*nth], epoch > 0, &mut random);
        }
    }
}

fn sentence(models: &mut Models, corpus: &Corpus, nth: usize, tags: &[u8], explore: bool, random: &mut Random) {
    let signed = &corpus.signed[nth];
    let gold = corpus.sentences[nth].heads();
    let mut state = State::new(gold.len());
    let mut bag = Bag::default();
    let mut scores = Vec::new();
    while !state.done() {
        step_features(&state, signed, tags, &mut bag);
        models.steps.score(bag.keys(), &mut scores);
        let guess = choose_step(&state, &scores);
        let good = best_good(&state, &scores, &gold);
        models.steps.tick();
        models.steps.update(
            bag.keys(),
            good.1 as usize,
            if good.0.contains(&guess) { good.1 as usize } else { guess as usize },
        );
        let follow = good.0.contains(&guess) || explore && random.below(10) > 0;
        let action = if follow { guess } else { good.1 };
        let label = label(models, corpus, nth, tags, &state, action, &mut bag);
        state.apply(action, label);
    }
}

/// The legal transitions of least cost, and the best-scored of them.
fn best_good(state: &State, scores: &[i32], gold: &[u32]) -> (Vec<Action>, Action) {
    let legal: Vec<_> = Action::ALL.into_iter().filter(|action| state.legal(*action)).collect();
    let least = legal.iter().map(|action| state.cost(*action, gold)).min().unwrap_or(0);
    let good: Vec<_> = legal.into_iter().filter(|action| state.cost(*action, gold) == least).collect();
    let top = Action::ALL[best(scores, |class| good.contains(&Action::ALL[class]))];
    let top = if good.contains(&top) { top } else { good[0] };
    (good, top)
}

fn label(
    models: &mut Models,
    corpus: &Corpus,
    nth: usize,
    tags: &[u8],
    state: &State,
    action: Action,
    bag: &mut Bag,
) -> u8 {
    let Some(arc) = state.arc(action) else { return 0 };
    let signed = &corpus.signed[nth];
    let guess = choose_label(&models.labels, state, signed, tags, arc, corpus.root, 0, bag);
    let word = &corpus.sentences[nth].words[arc.1 as usize];
    if word.head == arc.0 && (arc.0 as usize) < signed.words.len() {
        label_features(state, signed, tags, arc, bag);
        models.labels.tick();
        models.labels.update(bag.keys(), usize::from(word.label), usize::from(guess));
    }
    guess
}
