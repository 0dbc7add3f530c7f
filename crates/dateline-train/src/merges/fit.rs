//! The weights of merging, from pairs with answers.
//!
//! Gold mentions tell what words, parties and the likeness of reports are worth, but they have hardly any days, places,
//! types and numbers; our own stories have these, but they are few. So there are two steps. The first learns from gold
//! mentions and holds the traits of codes near where they were set by hand. The second learns from coded events of the
//! stories and holds all others near where the first left them.

use super::group::Pair;
use crate::logistic::Problem;
use dateline_merge::score::Weights;
use dateline_merge::{FEATURES, Feature};

/// How much weights are held at where they start.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// In the first step: traits of codes, others.
    pub mentions: (f64, f64),
    /// In the second step.
    pub stories: (f64, f64),
}

impl Default for Plan {
    fn default() -> Self {
        Plan { mentions: (50.0, 5.0), stories: (20.0, 4000.0) }
    }
}

/// Weights from gold mentions and then from coded events of stories, starting from those set by hand.
pub fn fit(hand: &Weights, mentions: &[Pair], stories: &[Pair], plan: &Plan) -> Weights {
    let first = step(mentions, hand, plan.mentions);
    step(stories, &first, plan.stories)
}

/// The weights that explain the pairs best, held at where they start.
fn step(pairs: &[Pair], start: &Weights, (codes, others): (f64, f64)) -> Weights {
    let mut problem = Problem::default();
    problem.columns.resize_with(FEATURES.len(), Vec::new);
    for (row, pair) in pairs.iter().enumerate() {
        problem.answers.push((f64::from(u8::from(pair.same)), 1.0));
        pair.features.iter().for_each(|feature| problem.columns[*feature as usize].push((row, 1.0)));
    }
    let held = |f: Feature| match f {
        Feature::NewsFar | Feature::NewsNext => BY_HAND,
        _ if is_code(f) => codes,
        _ => others,
    };
    let hold = |f: &Feature| (held(*f), f64::from(start.of_feature(*f)) / 1000.0);
    problem.held = FEATURES.iter().map(hold).collect();
    Weights::of(problem.solve().into_iter().map(|weight| (weight * 1000.0).round() as i32).collect())
}

/// Holds a weight where it was set.
const BY_HAND: f64 = 1e9;

/// Traits of what was coded: type, mode, reality, day, place, sides, numbers, and when it was told.
pub fn is_code(feature: Feature) -> bool {
    use Feature::*;
    let unknown =
        matches!(feature, KindOne | KindUnknown | DayUnknown | PlaceUnknown | ActorUnknown | RecipientUnknown);
    let coded = (KindSame..=TollApart).contains(&feature) && !unknown;
    coded || (SaidSoon..=SaidFar).contains(&feature)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(features: &[Feature], same: bool) -> Pair {
        Pair { a: 0, b: 0, features: features.to_vec(), same }
    }

    #[test]
    fn codes_are_learnt_from_stories_and_words_from_mentions() {
        let hand = Weights::parse("same day\t1.000").expect("a trait and its weight");
        let both = [Feature::DaySame, Feature::ActSame];
        let mentions: Vec<_> = (0..100).map(|n| pair(&both, n % 4 != 0)).collect();
        let stories: Vec<_> = (0..40).map(|n| pair(&both, n % 4 == 0)).collect();
        let fitted = fit(&hand, &mentions, &stories, &Plan { mentions: (1e6, 1.0), stories: (1.0, 1e6) });
        let act = fitted.of_feature(Feature::ActSame);
        assert!((-100..200).contains(&act), "mentions say 1.1 in all, of which the day says 1: {act}");
        assert!(fitted.of_feature(Feature::DaySame) < -500, "the stories say no");
    }
}
