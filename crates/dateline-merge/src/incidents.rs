//! Grouping occurrences into incidents, one by one, with a result that does not depend on the order in which they came.
//!
//! Occurrences have an order of their own: that in which they were said. Each joins, of the incidents of those said before
//! it, the one it fits best, or founds a new one; an incident is named by the occurrence that founds it. What an
//! occurrence decides depends only on the incidents of the earlier ones that it is compared with. So when one is added,
//! taken away or decides otherwise, only the later ones that are compared with it need to decide again, and the end is
//! what it would have been had all come in their order. A database as of some day is the same as its earlier part.
//!
//! Decisions of people come first: what is bonded shares the incident of the earliest of the bond, what is kept apart
//! never meets.

use crate::keys::Key;
use crate::occurrence::Occurrence;
use crate::score::Weights;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Under one key an occurrence sees so many of those said just before it.
pub const WINDOW: usize = 48;

/// It is compared with so many at most, those that share most keys with it.
const MOST_COMPARED: usize = 64;

/// Log-odds in thousandths above which it joins. Lower joins more of what is one (ECB+: up to a fifth of a point at -300)
/// and more of what only looks alike; people count deaths with this.
const ENOUGH: i32 = 0;

/// One pair is not believed more than this, for or against, when pairs are averaged.
const BOUND: i32 = 6000;

/// An occurrence where it is kept: its place in the order in which things were said, then a number of the keeper's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// Place in the order; see [`order`].
    pub order: i64,
    /// Number where it is kept.
    pub id: i64,
}

impl Node {
    /// Before all others.
    pub const FIRST: Node = Node { order: i64::MIN, id: i64::MIN };
    /// After all others.
    pub const LAST: Node = Node { order: i64::MAX, id: i64::MAX };
}

/// The place of an occurrence in the order in which things were said: the minute, then a mark of report and number, so that
/// two of one minute stand in an order that is theirs. What has no time comes last.
pub fn order(said: Option<i64>, report: &str, number: u32) -> i64 {
    const UNKNOWN: i64 = i64::MAX >> 32;
    let minute = said.unwrap_or(UNKNOWN).clamp(-UNKNOWN, UNKNOWN);
    let mark = crate::words::hash(report) & 0xffff_f000 | number & 0xfff;
    minute << 32 | i64::from(mark)
}

/// Why an occurrence is in its incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// It founds it.
    Founder,
    /// It fits this earlier one best.
    Fits {
        /// The earlier one.
        to: Node,
        /// Log-odds in thousandths, averaged over those of the incident that it was compared with.
        score: i32,
    },
    /// Somebody decided it.
    Bonded {
        /// The earliest of the bond.
        to: Node,
    },
}

/// What grouping asks of the place where occurrences are kept.
pub trait Ground {
    /// What can go wrong there.
    type Error;
    /// The last `most` under a key before a node, latest first.
    fn before(&self, key: Key, node: Node, most: usize) -> Result<Vec<Node>, Self::Error>;
    /// The first `most` under a key after a node, earliest first.
    fn after(&self, key: Key, node: Node, most: usize) -> Result<Vec<Node>, Self::Error>;
    /// The keys of a node.
    fn keys(&self, node: Node) -> Result<Vec<Key>, Self::Error>;
    /// What is known of it.
    fn occurrence(&self, node: Node) -> Result<Arc<Occurrence>, Self::Error>;
    /// The founder of its incident; `None` before it has one.
    fn incident(&self, node: Node) -> Result<Option<Node>, Self::Error>;
    /// Puts it in an incident.
    fn assign(&mut self, node: Node, founder: Node, link: Link) -> Result<(), Self::Error>;
    /// All that people have bonded with it, itself among them, in order.
    fn bond(&self, node: Node) -> Result<Vec<Node>, Self::Error>;
    /// All that people keep apart from it or from something bonded with it.
    fn apart(&self, node: Node) -> Result<Vec<Node>, Self::Error>;
}

/// Lets these decide, and after them whoever their decisions touch. Returns how many decided.
///
/// # Errors
/// What the ground says.
pub fn settle<G: Ground>(
    ground: &mut G,
    weights: &Weights,
    nodes: impl IntoIterator<Item = Node>,
) -> Result<usize, G::Error> {
    let mut waiting: BTreeSet<Node> = nodes.into_iter().collect();
    let mut decided = 0;
    while let Some(node) = waiting.pop_first() {
        decided += 1;
        let (founder, link) = decide(ground, weights, node)?;
        let before = ground.incident(node)?;
        ground.assign(node, founder, link)?;
        if before != Some(founder) {
            waiting.extend(touched(ground, node)?);
        }
    }
    Ok(decided)
}

/// The later ones that look at this one when they decide. Ask before it is taken away, and after it was added.
///
/// # Errors
/// What the ground says.
pub fn touched<G: Ground>(ground: &G, node: Node) -> Result<BTreeSet<Node>, G::Error> {
    touched_under(ground, node, &ground.keys(node)?)
}

/// The same where the keys of the node are known.
///
/// # Errors
/// What the ground says.
pub fn touched_under<G: Ground>(ground: &G, node: Node, keys: &[Key]) -> Result<BTreeSet<Node>, G::Error> {
    let mut touched = BTreeSet::new();
    for key in keys.iter().copied() {
        touched.extend(ground.after(key, node, WINDOW)?);
    }
    for other in ground.bond(node)? {
        touched.extend(ground.apart(other)?);
        touched.insert(other);
    }
    touched.retain(|other| *other > node);
    Ok(touched)
}

fn decide<G: Ground>(ground: &G, weights: &Weights, node: Node) -> Result<(Node, Link), G::Error> {
    let bond = ground.bond(node)?;
    if let Some(first) = bond.first().filter(|first| **first < node) {
        let founder = ground.incident(*first)?.unwrap_or(*first);
        return Ok((founder, Link::Bonded { to: *first }));
    }
    let closed = closed(ground, node)?;
    let own = ground.occurrence(node)?;
    let mut sums: BTreeMap<Node, Sum> = BTreeMap::new();
    for other in candidates(ground, node)? {
        let Some(founder) = ground.incident(other)?.filter(|founder| !closed.contains(founder)) else { continue };
        let score = weights.score(&own, &*ground.occurrence(other)?);
        sums.entry(founder).or_insert(Sum::new(other)).add(other, score);
    }
    let best = sums.into_iter().map(|(founder, sum)| (sum.mean(), std::cmp::Reverse(founder), sum.best.1)).max();
    Ok(match best.filter(|(score, ..)| *score > ENOUGH) {
        Some((score, founder, to)) => (founder.0, Link::Fits { to, score }),
        None => (node, Link::Founder),
    })
}

/// Pairs with the occurrences of one incident.
struct Sum {
    total: i64,
    count: i64,
    best: (i32, Node),
}

impl Sum {
    fn new(first: Node) -> Self {
        Sum { total: 0, count: 0, best: (i32::MIN, first) }
    }

    fn add(&mut self, other: Node, score: i32) {
        self.total += i64::from(score.clamp(-BOUND, BOUND));
        self.count += 1;
        if score > self.best.0 {
            self.best = (score, other);
        }
    }

    fn mean(&self) -> i32 {
        (self.total / self.count.max(1)) as i32
    }
}

/// Founders of incidents that the node may not join, since something there is kept apart from it.
fn closed<G: Ground>(ground: &G, node: Node) -> Result<BTreeSet<Node>, G::Error> {
    let mut closed = BTreeSet::new();
    for other in ground.apart(node)? {
        let first = ground.bond(other)?.first().copied().unwrap_or(other);
        if first < node {
            closed.extend(ground.incident(first)?);
        }
    }
    Ok(closed)
}

/// Those that a node is compared with: earlier ones that share keys with it, those that share most of them first, then the
/// latest.
///
/// # Errors
/// What the ground says.
pub fn candidates<G: Ground>(ground: &G, node: Node) -> Result<Vec<Node>, G::Error> {
    let mut shared: BTreeMap<Node, usize> = BTreeMap::new();
    for key in ground.keys(node)? {
        for other in ground.before(key, node, WINDOW)? {
            *shared.entry(other).or_default() += 1;
        }
    }
    let mut found: Vec<_> = shared.into_iter().collect();
    found.sort_by_key(|(other, count)| std::cmp::Reverse((*count, *other)));
    found.truncate(MOST_COMPARED);
    Ok(found.into_iter().map(|(other, _)| other).collect())
}
