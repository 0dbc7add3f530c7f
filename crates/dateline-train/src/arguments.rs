//! Trains the search for predicates and their arguments.

use crate::propbank::{Corpus, Framed, Frames};
use crate::random::Random;
use crate::treebank::{self, Sentence};
use dateline_annotate::arguments::borders::{self, Asked, Known};
use dateline_annotate::arguments::candidates::{Candidate, Way, candidates, path_to, way};
use dateline_annotate::arguments::features::{Focus, Given, features, may_be_predicate, predicate_features};
use dateline_annotate::arguments::sketch::Sketch;
use dateline_annotate::arguments::{CLASSES, SECTIONS, best_role};
use dateline_annotate::{Model, annotate_sentence, spaced};
use dateline_doc::{Deprel, Name, Role, Syntax, SyntaxBuilder, TokenRange, Upos, Word};
use dateline_learn::{Bag, Perceptron, Pruned, Scorer, Table, best, write_rows};
use std::collections::BTreeMap;
use std::ops::Range;

/// By how much the right role must win in training; of 0, 4, 12, 30, 80 and 200 the best on a held-out part.
const MARGIN: i32 = 80;
const ROLE_SIZE: Pruned = Pruned { min_updates: 2, features: 400_000 };
const BORDER_SIZE: Pruned = Pruned { min_updates: 1, features: 40_000 };
const PREDICATE_SIZE: Pruned = Pruned { min_updates: 1, features: 60_000 };

/// A sentence with its predicates, on one of its trees.
#[derive(Debug)]
pub struct Case<'a> {
    /// The sentence on its tree.
    pub sketch: Sketch,
    /// Its predicates.
    pub framed: &'a [Framed],
}

/// The annotated sentences on trees.
/// The trees are those of the sentences, or the model's own with `ours`.
pub fn cases<'a>(model: &Model, sentences: &[&Sentence], corpus: &'a Corpus, ours: bool) -> Vec<Case<'a>> {
    let case = |sentence: &&Sentence| {
        let forms = sentence.forms();
        let words: Vec<String> = forms.iter().map(|form| (*form).to_owned()).collect();
        let framed = corpus.get(&words)?;
        let (own, names) = annotate_sentence(&forms, model);
        let syntax = if ours { own } else { gold(sentence) };
        Some(Case { sketch: sketch(model, &syntax, &names), framed })
    };
    sentences.iter().filter_map(case).collect()
}

fn sketch(model: &Model, syntax: &Syntax, names: &[Name]) -> Sketch {
    let all = TokenRange::new(0, syntax.len() as u32);
    Sketch::new(syntax, all, names, model.lexicon())
}

/// The analysis that a sentence carries.
fn gold(sentence: &Sentence) -> Syntax {
    let spans = spaced(&sentence.forms());
    let size = sentence.words.len() as u32;
    let words = sentence.words.iter().zip(spans).map(|(word, span)| {
        let treebank::Word { form, lemma, tag, feats, head, label, .. } = word;
        let (upos, xpos) = tag.split_once('\t').unwrap_or_default();
        let deprel = Deprel::ALL.get(usize::from(*label)).copied().unwrap_or(Deprel::Dep);
        Word { span, form, lemma, upos: Upos::parse(upos), xpos, feats, head: (*head < size).then_some(*head), deprel }
    });
    let words: Vec<_> = words.collect();
    let mut builder = SyntaxBuilder::default();
    builder.push(&words, 0, false);
    builder.finish()
}

/// The word of a span that most of its words hang on, within the span.
pub fn head_of(sketch: &Sketch, range: &Range<u32>) -> Option<u32> {
    let outside = |at: &u32| sketch.get(*at).is_some_and(|item| !range.contains(&item.head));
    let covered = |at: &u32| {
        let item = &sketch.items[*at as usize];
        (item.last + 1).min(range.end) - item.first.max(range.start)
    };
    range.clone().filter(outside).max_by_key(|at| (covered(at), std::cmp::Reverse(*at)))
}

/// Trains all parts; gives the sections of the weights file.
pub fn train(cases: &[Case<'_>], frames: &Frames, epochs: usize, say: &dyn Fn(&str)) -> Vec<(&'static str, Vec<u8>)> {
    let frames = write_rows(256, frames.iter().map(|(key, frame)| (*key, frame.to_row())).collect());
    let table = Table::open(&frames).unwrap_or(Table::empty());
    let ways = ways(cases);
    say(&format!("{} ways", ways.len()));
    let ways = write_rows(2, ways);
    let open = Table::open(&ways).unwrap_or(Table::empty());
    let predicates = train_predicates(cases, &table, epochs).finish(PREDICATE_SIZE);
    say("predicates");
    let borders = train_borders(cases, &table, epochs).finish(BORDER_SIZE);
    say("borders");
    let roles = train_roles(cases, &table, &open, epochs, say);
    say(&format!("roles: {} features", roles.len()));
    let roles = roles.finish(ROLE_SIZE);
    SECTIONS.into_iter().zip([predicates, frames, ways, roles, borders]).collect()
}

/// Rows of the table of ways: those that arguments lie on, and all that lead to one.
fn ways(cases: &[Case<'_>]) -> Vec<(u64, Vec<[u8; 2]>)> {
    let mut counts: BTreeMap<u64, [usize; 2]> = BTreeMap::new();
    let mut paths = Vec::new();
    for case in cases {
        for framed in case.framed {
            for (_, range) in &framed.arguments {
                let Some(head) = head_of(&case.sketch, range) else { continue };
                let path = path_to(&case.sketch, framed.at, head);
                path.iter().for_each(|step| counts.entry(*step).or_default()[0] += 0);
                if let Some(last) = path.last() {
                    counts.entry(*last).or_default()[0] += 1;
                    paths.push(path);
                }
            }
        }
    }
    let mut found = Vec::new();
    for case in cases {
        for framed in case.framed {
            let all = |path: u64| if counts.contains_key(&path) { Way::Open } else { Way::Closed };
            candidates(&case.sketch, framed.at, &all, &mut found);
            for candidate in &found {
                counts.entry(candidate.path).or_default()[1] += 1;
            }
        }
    }
    let is_open = |path: &u64| counts.get(path).is_some_and(|[right, all]| *right >= 2 && right * 200 >= *all);
    let mut rows: BTreeMap<u64, u8> = BTreeMap::new();
    for path in paths.iter().filter(|path| path.last().is_some_and(is_open)) {
        path.iter().for_each(|step| {
            rows.insert(*step, u8::from(is_open(step)));
        });
    }
    rows.into_iter().map(|(path, open)| (path, vec![[open, 0]])).collect()
}

fn train_predicates(cases: &[Case<'_>], frames: &Table<'_>, epochs: usize) -> Perceptron {
    let mut model = Perceptron::new(2);
    let (mut bag, mut scores) = (Bag::default(), Vec::new());
    for case in shuffled(cases, epochs) {
        for at in 0..case.sketch.len() as u32 {
            if may_be_predicate(case.sketch.items[at as usize].upos) {
                let gold = usize::from(case.framed.iter().any(|framed| framed.at == at));
                let focus = Focus::new(&case.sketch, at, frames);
                predicate_features(&case.sketch, &focus, &mut bag);
                learn(&mut model, &bag, gold, &mut scores, 0);
            }
        }
    }
    model
}

/// Learns from one decision. With a `margin` the right class must win by more than that.
fn learn(model: &mut Perceptron, bag: &Bag, gold: usize, scores: &mut Vec<i32>, margin: i32) {
    model.score(bag.keys(), scores);
    scores[gold] -= margin;
    model.tick();
    model.update(bag.keys(), gold, best(scores, |_| true));
}

/// The cases in a new order for each pass.
fn shuffled<'a, 'b>(cases: &'a [Case<'b>], epochs: usize) -> impl Iterator<Item = &'a Case<'b>> {
    let mut random = Random::new(9);
    let mut order: Vec<_> = (0..cases.len()).collect();
    (0..epochs).flat_map(move |_| {
        random.shuffle(&mut order);
        order.clone().into_iter().map(|at| &cases[at])
    })
}

fn train_borders(cases: &[Case<'_>], frames: &Table<'_>, epochs: usize) -> Perceptron {
    let mut model = Perceptron::new(2);
    let (mut bag, mut scores) = (Bag::default(), Vec::new());
    for case in shuffled(cases, epochs) {
        for framed in case.framed {
            let focus = Focus::new(&case.sketch, framed.at, frames);
            for (role, range) in &framed.arguments {
                let Some(candidate) = candidate_for(&case.sketch, framed.at, range) else { continue };
                let mut judge = Known { gold: range.clone(), answers: Vec::new() };
                borders::words(&case.sketch, framed.at, candidate.at, &mut judge);
                let asked = Asked { sketch: &case.sketch, focus: &focus, candidate, role: *role };
                for (question, goes) in &judge.answers {
                    borders::features(&asked, question, &mut bag);
                    learn(&mut model, &bag, usize::from(*goes), &mut scores, 0);
                }
            }
        }
    }
    model
}

/// The right head of an argument as a candidate.
fn candidate_for(sketch: &Sketch, predicate: u32, range: &Range<u32>) -> Option<Candidate> {
    let head = head_of(sketch, range)?;
    let mut found = Vec::new();
    let path = path_to(sketch, predicate, head);
    let on_path = |step: u64| if path.contains(&step) { Way::Open } else { Way::Closed };
    candidates(sketch, predicate, &on_path, &mut found);
    found.into_iter().find(|candidate| candidate.at == head)
}

fn train_roles(
    cases: &[Case<'_>],
    frames: &Table<'_>,
    ways: &Table<'_>,
    epochs: usize,
    say: &dyn Fn(&str),
) -> Perceptron {
    let mut model = Perceptron::new(CLASSES);
    let (mut bag, mut scores, mut found) = (Bag::default(), Vec::new(), Vec::new());
    let mut counts = [0usize; 2];
    for case in shuffled(cases, epochs) {
        for framed in case.framed {
            let focus = Focus::new(&case.sketch, framed.at, frames);
            let gold = roles_of(&case.sketch, framed);
            candidates(&case.sketch, framed.at, &|path| way(ways, path), &mut found);
            counts[0] += found.len();
            counts[1] += 1;
            let mut given = Given::default();
            for candidate in &found {
                features(&case.sketch, &focus, candidate, given, &mut bag);
                model.score(bag.keys(), &mut scores);
                given = best_role(&scores).map_or(given, |role| given.with(role));
                let role = gold.iter().find(|(at, _)| *at == candidate.at).map_or(0, |(_, role)| 1 + *role as usize);
                learn(&mut model, &bag, role, &mut scores, MARGIN);
            }
        }
    }
    say(&format!("{:.1} candidates a predicate", counts[0] as f64 / counts[1].max(1) as f64));
    model
}

/// The heads of a predicate's arguments with their roles.
fn roles_of(sketch: &Sketch, framed: &Framed) -> Vec<(u32, Role)> {
    let head = |(role, range): &(Role, Range<u32>)| head_of(sketch, range).map(|head| (head, *role));
    framed.arguments.iter().filter_map(head).collect()
}
