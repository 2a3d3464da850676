//! Chance, from a seed: the same seed throws the same dice on every machine.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// A source of chance.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice of a seed. Each `stream` is independent of the others, so that a mother's course does
    /// not change when another mother's does.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// A number from 0 up to, not including, 1.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// Whether something of this probability happens.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = i64::from(high) - i64::from(low) + 1;
        let offset = (i64::from(self.0.next_u32()) * span.max(1)) >> 32;
        i32::try_from(i64::from(low) + offset).unwrap_or(low)
    }

    /// About normally distributed: twelve throws added up, which is the same on every machine
    /// where a logarithm might not be.
    pub(crate) fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let sum: f64 = (0..12).map(|_| self.unit()).sum();
        mean + (sum - 6.0) * deviation
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let last = i32::try_from(from.len()).unwrap_or(i32::MAX) - 1;
        let at = usize::try_from(self.between(0, last.max(0))).unwrap_or(0);
        #[expect(clippy::indexing_slicing, reason = "the lists are constants, none is empty")]
        &from[at]
    }

    /// One of several by weight.
    pub(crate) fn weighted<T: Copy>(&mut self, from: &[(T, f64)]) -> T {
        let total: f64 = from.iter().map(|(_, weight)| weight).sum();
        let mut left = self.unit() * total;
        for (value, weight) in from {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        #[expect(clippy::indexing_slicing, reason = "the lists are constants, none is empty")]
        from[from.len() - 1].0
    }

    /// Bytes for an id.
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same() {
        let throw = |seed, stream| {
            let mut dice = Dice::new(seed, stream);
            (0..20).map(|_| dice.between(1, 6)).collect::<Vec<_>>()
        };
        assert_eq!(throw(1, 1), throw(1, 1));
        assert_ne!(throw(1, 1), throw(1, 2));
        assert!(throw(3, 3).iter().all(|n| (1..=6).contains(n)));
    }
}
