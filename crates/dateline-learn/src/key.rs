//! Feature keys: 64-bit hashes that are the same on every machine and in every run.

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes a value into a hash.
#[inline]
pub const fn mix(hash: u64, value: u64) -> u64 {
    let x = (hash.rotate_left(23) ^ value).wrapping_mul(FACTOR);
    x ^ (x >> 31)
}

/// Hash of a text.
pub fn hash_text(text: &str) -> u64 {
    text.as_bytes().chunks(8).fold(mix(text.len() as u64, FACTOR), |hash, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        mix(hash, u64::from_le_bytes(word))
    })
}

/// Collects the features of one decision. Each call of [`Bag::add`] is one template; templates are told apart by their
/// order, so that the same list of calls must be made for every decision of a classifier.
#[derive(Debug, Default)]
pub struct Bag {
    keys: Vec<u64>,
    template: u64,
}

impl Bag {
    /// Empties the bag for the next decision.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.template = 0;
    }

    /// Adds the feature of the next template with these values.
    #[inline]
    pub fn add<const N: usize>(&mut self, values: [u64; N]) {
        self.template += 1;
        let mut hash = self.template.wrapping_mul(FACTOR);
        for value in values {
            hash = mix(hash, value);
        }
        self.keys.push(hash);
    }

    /// Counts the next template without a feature: for templates that say nothing here.
    #[inline]
    pub fn skip(&mut self) {
        self.template += 1;
    }

    /// The keys so far.
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_and_values_tell_keys_apart() {
        let mut bag = Bag::default();
        bag.add([1, 2]);
        bag.add([1, 2]);
        bag.add([2, 1]);
        let mut keys = bag.keys().to_vec();
        keys.dedup();
        assert_eq!(keys.len(), 3);
    }

    #[test]
    fn texts_are_told_apart_by_length_too() {
        assert_ne!(hash_text("a"), hash_text("a\0"));
        assert_eq!(hash_text("minister of defence"), hash_text("minister of defence"));
    }
}
