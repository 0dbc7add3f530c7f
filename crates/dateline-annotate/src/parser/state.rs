//! The state of a parse and the arc-hybrid transitions, with the costs that training needs.

/// No word.
pub const NONE: u32 = u32::MAX;

/// The transitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack becomes a dependent of the next word.
    Left,
    /// The top of the stack becomes a dependent of the word under it.
    Right,
}

impl Action {
    /// All, in the order of the classes.
    pub const ALL: [Action; 3] = [Action::Shift, Action::Left, Action::Right];
}

/// A partial parse. The root stands after the last word.
#[derive(Debug, Clone)]
pub struct State {
    /// Words whose head is open, the latest last.
    pub stack: Vec<u32>,
    /// The next word; the number of words when only the root is left.
    pub next: u32,
    /// Heads so far.
    pub heads: Vec<u32>,
    /// Labels so far.
    pub labels: Vec<u8>,
    /// Outermost and second outermost dependents on the left.
    pub lefts: Vec<[u32; 2]>,
    /// Outermost and second outermost dependents on the right.
    pub rights: Vec<[u32; 2]>,
    /// Number of dependents on the left and on the right.
    pub counts: Vec<[u8; 2]>,
    /// Labels of the dependents as bits.
    pub below: Vec<u64>,
    size: u32,
}

impl State {
    /// Before the first transition.
    pub fn new(size: usize) -> Self {
        State {
            stack: Vec::with_capacity(size),
            next: 0,
            heads: vec![NONE; size],
            labels: vec![0; size],
            lefts: vec![[NONE; 2]; size + 1],
            rights: vec![[NONE; 2]; size + 1],
            counts: vec![[0; 2]; size + 1],
            below: vec![0; size + 1],
            size: size as u32,
        }
    }

    /// True at the end.
    pub fn done(&self) -> bool {
        self.next == self.size && self.stack.is_empty()
    }

    /// The word at this depth of the stack.
    #[inline]
    pub fn stacked(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |at| self.stack[at])
    }

    /// The word so far ahead; the number of words stands for the root.
    #[inline]
    pub fn ahead(&self, by: u32) -> u32 {
        let at = self.next + by;
        if at <= self.size { at } else { NONE }
    }

    /// True where the transition can be made. The last word left on the stack, and no other, goes to the root.
    pub fn legal(&self, action: Action) -> bool {
        let last = self.next == self.size;
        match action {
            Action::Shift => !last,
            Action::Left => !self.stack.is_empty() && (!last || self.stack.len() == 1),
            Action::Right => self.stack.len() >= 2,
        }
    }

    /// The first legal transition.
    pub fn any_legal(&self) -> Action {
        Action::ALL.into_iter().find(|action| self.legal(*action)).unwrap_or(Action::Shift)
    }

    /// The head and dependent of the arc that the transition makes.
    pub fn arc(&self, action: Action) -> Option<(u32, u32)> {
        match action {
            Action::Shift => None,
            Action::Left => Some((self.next, self.stacked(0))),
            Action::Right => Some((self.stacked(1), self.stacked(0))),
        }
    }

    /// Makes a legal transition.
    pub fn apply(&mut self, action: Action, label: u8) {
        let Some((head, dependent)) = self.arc(action) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        let (head, at) = (head as usize, dependent as usize);
        self.heads[at] = head as u32;
        self.labels[at] = label;
        self.below[head] |= 1 << (label & 63);
        let right = usize::from(action == Action::Right);
        let outer = if right == 1 { &mut self.rights[head] } else { &mut self.lefts[head] };
        *outer = [dependent, outer[0]];
        self.counts[head][right] = self.counts[head][right].saturating_add(1);
    }

    /// How many arcs of the treebank the transition makes unreachable.
    pub fn cost(&self, action: Action, gold: &[u32]) -> usize {
        let head = |word: u32| gold.get(word as usize).copied().unwrap_or(NONE);
        let top = self.stacked(0);
        let waiting = |from: u32| (from..self.size).filter(|word| head(*word) == top).count();
        match action {
            Action::Shift => {
                let below = &self.stack[..self.stack.len().saturating_sub(1)];
                let heads = below.iter().filter(|word| head(self.next) == **word).count();
                heads + self.stack.iter().filter(|word| head(**word) == self.next).count()
            }
            Action::Left => {
                let up = head(top);
                usize::from(up != NONE && (up == self.stacked(1) || up > self.next)) + waiting(self.next)
            }
            Action::Right => {
                let up = head(top);
                usize::from(up >= self.next && up != NONE) + waiting(self.next)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow_zero_cost(gold: &[u32]) -> Vec<u32> {
        let mut state = State::new(gold.len());
        while !state.done() {
            let legal = Action::ALL.into_iter().filter(|action| state.legal(*action));
            let action = legal.min_by_key(|action| state.cost(*action, gold)).expect("one is always legal");
            state.apply(action, 0);
        }
        state.heads
    }

    #[test]
    fn the_costs_lead_to_the_tree() {
        for gold in [vec![1, 4, 1, 2], vec![1, 2, 3, 4], vec![4, 0, 1, 2], vec![2, 2, 6, 5, 5, 2], vec![1]] {
            assert_eq!(follow_zero_cost(&gold), gold);
        }
    }

    #[test]
    fn a_tree_with_crossing_arcs_still_ends() {
        assert_eq!(follow_zero_cost(&[2, 3, 4, 2]).len(), 4);
    }
}
