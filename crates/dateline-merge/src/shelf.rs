//! Occurrences in memory: for collections that fit there, and as the plainest [`Ground`].

use crate::incidents::{Ground, Link, Node};
use crate::keys::{Key, keys};
use crate::occurrence::Occurrence;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Arc;

/// Occurrences, the incidents they are in, and what people decided.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    held: BTreeMap<Node, (Arc<Occurrence>, Vec<Key>)>,
    under: BTreeMap<Key, BTreeSet<Node>>,
    incidents: BTreeMap<Node, (Node, Link)>,
    bonds: Vec<BTreeSet<Node>>,
    apart: BTreeSet<(Node, Node)>,
}

impl Shelf {
    /// Takes an occurrence; it decides nothing yet.
    pub fn put(&mut self, node: Node, occurrence: Occurrence) {
        let keys = keys(&occurrence);
        keys.iter().for_each(|key| {
            self.under.entry(*key).or_default().insert(node);
        });
        self.held.insert(node, (Arc::new(occurrence), keys));
    }

    /// Takes an occurrence away. Returns those that have to decide again.
    pub fn remove(&mut self, node: Node) -> BTreeSet<Node> {
        let Ok(touched) = crate::incidents::touched(self, node);
        let keys = self.held.remove(&node).map_or_else(Vec::new, |(_, keys)| keys);
        for key in keys {
            self.under.entry(key).or_default().remove(&node);
        }
        self.incidents.remove(&node);
        touched
    }

    /// Bonds two.
    pub fn bond(&mut self, a: Node, b: Node) {
        let (with, mut rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.bonds).into_iter().partition(|bond| bond.contains(&a) || bond.contains(&b));
        rest.push(with.into_iter().flatten().chain([a, b]).collect());
        self.bonds = rest;
    }

    /// Keeps two apart.
    pub fn part(&mut self, a: Node, b: Node) {
        self.apart.extend([(a, b), (b, a)]);
    }

    /// The incident and the link of every occurrence, in the order they were said.
    pub fn incidents(&self) -> &BTreeMap<Node, (Node, Link)> {
        &self.incidents
    }
}

impl Ground for Shelf {
    type Error = Infallible;

    fn before(&self, key: Key, node: Node, most: usize) -> Result<Vec<Node>, Infallible> {
        let under = self.under.get(&key);
        Ok(under.map_or_else(Vec::new, |nodes| nodes.range(..node).rev().take(most).copied().collect()))
    }

    fn after(&self, key: Key, node: Node, most: usize) -> Result<Vec<Node>, Infallible> {
        use std::ops::Bound::{Excluded, Unbounded};
        let later = |nodes: &BTreeSet<Node>| nodes.range((Excluded(node), Unbounded)).take(most).copied().collect();
        Ok(self.under.get(&key).map_or_else(Vec::new, later))
    }

    fn keys(&self, node: Node) -> Result<Vec<Key>, Infallible> {
        Ok(self.held.get(&node).map_or_else(Vec::new, |(_, keys)| keys.clone()))
    }

    fn occurrence(&self, node: Node) -> Result<Arc<Occurrence>, Infallible> {
        Ok(self.held.get(&node).map_or_else(Arc::default, |(occurrence, _)| Arc::clone(occurrence)))
    }

    fn incident(&self, node: Node) -> Result<Option<Node>, Infallible> {
        Ok(self.incidents.get(&node).map(|(founder, _)| *founder))
    }

    fn assign(&mut self, node: Node, founder: Node, link: Link) -> Result<(), Infallible> {
        self.incidents.insert(node, (founder, link));
        Ok(())
    }

    fn bond(&self, node: Node) -> Result<Vec<Node>, Infallible> {
        let bond = self.bonds.iter().find(|bond| bond.contains(&node));
        Ok(bond.map_or_else(|| vec![node], |bond| bond.iter().copied().collect()))
    }

    fn apart(&self, node: Node) -> Result<Vec<Node>, Infallible> {
        let Ok(bond) = Ground::bond(self, node);
        let of = |one: Node| self.apart.range((one, Node::FIRST)..=(one, Node::LAST)).map(|(_, other)| *other);
        Ok(bond.into_iter().flat_map(of).collect())
    }
}
