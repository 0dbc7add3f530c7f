//! Trains the two passes of the tagger and tags the treebank by taggers that did not see the sentence.

use crate::corpus::Corpus;
use crate::random::Random;
use dateline_annotate::tagger;
use dateline_learn::{Bag, Perceptron, Scorer, best};

/// Folds of the jackknife.
const FOLDS: usize = 2;

/// Trains one pass over the sentences that `part` admits.
pub fn train(corpus: &Corpus, drafts: Option<&[Vec<u8>]>, epochs: usize, part: impl Fn(usize) -> bool) -> Perceptron {
    let mut model = Perceptron::new(corpus.tags.len());
    let mut random = Random::new(1);
    let mut order: Vec<_> = (0..corpus.sentences.len()).filter(|nth| part(*nth)).collect();
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for nth in &order {
            let draft = drafts.map_or(&[][..], |drafts| &drafts[*nth]);
            sentence(&mut model, corpus, *nth, draft);
        }
    }
    model
}

fn sentence(model: &mut Perceptron, corpus: &Corpus, nth: usize, draft: &[u8]) {
    let signed = &corpus.signed[nth];
    let mut bag = Bag::default();
    let mut scores = Vec::new();
    let mut tags = Vec::new();
    for (at, gold) in corpus.gold_tags[nth].iter().enumerate() {
        if let Some(tag) = signed.words[at].sure {
            tags.push(tag);
            continue;
        }
        tagger::features(signed, at, &tags, draft, &mut bag);
        model.score(bag.keys(), &mut scores);
        let guess = best(&scores, |_| true);
        model.tick();
        model.update(bag.keys(), usize::from(*gold), guess);
        tags.push(guess as u8);
    }
}

/// Tags every sentence by a model that was trained on the other folds.
pub fn jackknife(corpus: &Corpus, drafts: Option<&[Vec<u8>]>, epochs: usize) -> Vec<Vec<u8>> {
    let fold = |nth: usize| corpus.origin[nth] / 50 % FOLDS;
    let mut all = vec![Vec::new(); corpus.sentences.len()];
    let one = |held: usize| {
        let model = train(corpus, drafts, epochs, |nth| fold(nth) != held);
        let table = model.finish(crate::TAG_SIZE);
        let table = dateline_learn::Table::open(&table).unwrap_or(dateline_learn::Table::empty());
        let held = (0..corpus.sentences.len()).filter(|nth| fold(*nth) == held);
        held.map(|nth| {
            let mut tags = Vec::new();
            let draft = drafts.map_or(&[][..], |drafts| &drafts[nth]);
            tagger::pass(&table, &corpus.signed[nth], draft, &mut tags);
            (nth, tags)
        })
        .collect::<Vec<_>>()
    };
    for pair in 0..FOLDS / 2 {
        std::thread::scope(|scope| {
            let other = scope.spawn(|| one(2 * pair + 1));
            let mine = one(2 * pair);
            for (nth, tags) in mine.into_iter().chain(other.join().unwrap_or_default()) {
                all[nth] = tags;
            }
        });
    }
    all
}
