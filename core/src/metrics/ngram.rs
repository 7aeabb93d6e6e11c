//! Words as numbers, runs of them counted, and common subsequences.

use std::{collections::HashMap, hash::Hash};

/// Numbers for words: equal words have equal ones.
#[derive(Debug, Default)]
pub(super) struct Vocabulary(HashMap<String, u32>);

impl Vocabulary {
    pub(super) fn ids(&mut self, words: Vec<String>) -> Vec<u32> {
        words
            .into_iter()
            .map(|word| {
                let next = self.0.len() as u32;
                *self.0.entry(word).or_insert(next)
            })
            .collect()
    }
}

/// How often each run of `n` words occurs.
pub(super) fn counts(words: &[u32], n: usize) -> HashMap<&[u32], usize> {
    tally(words.windows(n))
}

pub(super) fn tally<K: Hash + Eq>(items: impl Iterator<Item = K>) -> HashMap<K, usize> {
    let mut counts = HashMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
}

/// Of the runs of `n` words in `a`, how many are in `b` as well, each as often as it is in both.
pub(super) fn n_common(a: &[u32], b: &[u32], n: usize) -> usize {
    let b = counts(b, n);
    counts(a, n).iter().map(|(run, count)| (*count).min(b.get(run).copied().unwrap_or_default())).sum()
}

/// Length of the longest common subsequence. **Complexity.** `a · b` steps, one row of memory.
pub(super) fn lcs_len(a: &[u32], b: &[u32]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Places in `a`, ascending, of one longest common subsequence: the one that walking back from the ends finds when it
/// goes back in `a` wherever the choice is free, as the reference implementation does.
///
/// **Complexity.** `a · b` steps, and a bit of memory each.
pub(super) fn lcs_places(a: &[u32], b: &[u32]) -> Vec<usize> {
    let mut goes_back_in_b = Bits::new(a.len() * b.len());
    let (mut above, mut row) = (vec![0u32; b.len() + 1], vec![0u32; b.len() + 1]);
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            row[j + 1] = if x == y { above[j] + 1 } else { above[j + 1].max(row[j]) };
            if row[j] > above[j + 1] {
                goes_back_in_b.set(i * b.len() + j);
            }
        }
        std::mem::swap(&mut above, &mut row);
    }
    let (mut i, mut j) = (a.len(), b.len());
    let mut places = Vec::new();
    while i > 0 && j > 0 {
        if a[i - 1] == b[j - 1] {
            (i, j) = (i - 1, j - 1);
            places.push(i);
        } else if goes_back_in_b.is_set((i - 1) * b.len() + j - 1) {
            j -= 1;
        } else {
            i -= 1;
        }
    }
    places.reverse();
    places
}

struct Bits(Vec<u64>);

impl Bits {
    fn new(n: usize) -> Self {
        Self(vec![0; n.div_ceil(64)])
    }

    fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn is_set(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_places_are_a_common_subsequence_of_the_length_that_the_row_finds(
            a in prop::collection::vec(0u32..5, 0..24), b in prop::collection::vec(0u32..5, 0..24),
        ) {
            let places = lcs_places(&a, &b);
            prop_assert_eq!(places.len(), lcs_len(&a, &b));
            prop_assert!(places.is_sorted());
            let mut rest = b.iter();
            prop_assert!(places.iter().all(|&place| rest.any(|y| *y == a[place])));
        }

        #[test]
        fn what_is_common_is_symmetric_and_no_more_than_there_is(
            a in prop::collection::vec(0u32..4, 0..24), b in prop::collection::vec(0u32..4, 0..24), n in 1usize..4,
        ) {
            let common = n_common(&a, &b, n);
            prop_assert_eq!(common, n_common(&b, &a, n));
            prop_assert!(common <= a.windows(n).count().min(b.windows(n).count()));
        }
    }
}
