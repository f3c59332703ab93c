//! How probable each number of finished items is.

use super::ROUNDING;

/// A probability below this contributes nothing to any sum that a double can tell apart; dropping
/// it at either end keeps the distribution short and clear of denormal numbers.
const VANISHING: f64 = 1e-30;

/// More items than this in one day are a broken record and not a day's work.
pub const MOST_ITEMS: u32 = 1_000_000;

/// The probability of each number of items. Numbers rarer than 1 in 10³⁰ at either end are left
/// out; the probabilities add up to 1.
///
/// ```
/// use flow::forecast::Outcomes;
/// let outcomes = Outcomes::of(&[3, 4, 4, 5]).unwrap();
/// assert_eq!([3, 4, 6].map(|items| outcomes.chance_of(items)), [0.25, 0.5, 0.0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    smallest: u32,
    /// The probability of `smallest`, of one more, and so on.
    probability: Vec<f64>,
}

impl Outcomes {
    /// Each of these numbers equally likely: the items finished on past days, or the results of a
    /// simulation. None when there are none, or when one is above [`MOST_ITEMS`].
    ///
    /// ```
    /// use flow::forecast::Outcomes;
    /// assert_eq!(Outcomes::of(&[0, 1]).unwrap().chance_of(1), 0.5);
    /// assert_eq!(Outcomes::of(&[]), None);
    /// ```
    #[must_use]
    pub fn of(numbers: &[u32]) -> Option<Self> {
        let smallest = *numbers.iter().min()?;
        let largest = *numbers.iter().max()?;
        if largest > MOST_ITEMS {
            return None;
        }
        let mut counts = vec![0_u32; (largest - smallest) as usize + 1];
        for number in numbers {
            counts[(number - smallest) as usize] += 1;
        }
        let share = |count: &u32| f64::from(*count) / numbers.len() as f64;
        Some(Self { smallest, probability: counts.iter().map(share).collect() })
    }

    /// Certainly no item.
    pub(super) fn nothing() -> Self {
        Self { smallest: 0, probability: vec![1.0] }
    }

    /// The probability of exactly so many items.
    ///
    /// ```
    /// let outcomes = flow::forecast::how_many(&[0, 1], 2).unwrap();
    /// assert_eq!(outcomes.chance_of(1), 0.5);
    /// ```
    #[must_use]
    pub fn chance_of(&self, items: u32) -> f64 {
        let position = items.checked_sub(self.smallest).map(|position| position as usize);
        position.and_then(|position| self.probability.get(position)).copied().unwrap_or(0.0)
    }

    /// The probability of so many items or more.
    ///
    /// ```
    /// let outcomes = flow::forecast::how_many(&[0, 1], 2).unwrap();
    /// assert_eq!(outcomes.chance_of_at_least(1), 0.75);
    /// ```
    #[must_use]
    pub fn chance_of_at_least(&self, items: u32) -> f64 {
        let fewer = items.saturating_sub(self.smallest) as usize;
        let upper: f64 = self.probability.iter().skip(fewer).sum();
        if fewer == 0 { 1.0 } else { upper.min(1.0) }
    }

    /// The promise that holds with the probability `p`: the largest number such that so many
    /// *or more* come with at least that probability. More confidence means fewer items. None when
    /// `p` is above 1 or not a number.
    ///
    /// ```
    /// use flow::forecast::Outcomes;
    /// let simulated = Outcomes::of(&[3, 4, 4, 5, 5, 5, 5, 7, 7, 9]).unwrap();
    /// assert_eq!(simulated.at_least(0.5), Some(5)); // 5 or more: 7 times in 10
    /// assert_eq!(simulated.at_least(0.85), Some(4)); // 4 or more: 9 times in 10
    /// ```
    #[must_use]
    pub fn at_least(&self, p: f64) -> Option<u32> {
        if p.is_nan() || p > 1.0 + ROUNDING {
            return None;
        }
        let mut or_more = 0.0;
        for (position, probability) in self.probability.iter().enumerate().rev() {
            or_more += probability;
            if or_more >= p - ROUNDING && *probability > 0.0 {
                return Some(self.number(position));
            }
        }
        Some(self.smallest)
    }

    /// The expected number of items.
    ///
    /// ```
    /// let outcomes = flow::forecast::how_many(&[0, 1, 2], 10).unwrap();
    /// assert!((outcomes.mean() - 10.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.iter().map(|(items, probability)| f64::from(items) * probability).sum()
    }

    /// Each number of items with its probability, ascending.
    ///
    /// ```
    /// let outcomes = flow::forecast::Outcomes::of(&[2, 3]).unwrap();
    /// assert_eq!(outcomes.iter().collect::<Vec<_>>(), [(2, 0.5), (3, 0.5)]);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        let probabilities = self.probability.iter().enumerate();
        probabilities.map(|(position, probability)| (self.number(position), *probability))
    }

    pub(super) fn largest(&self) -> u32 {
        self.number(self.probability.len() - 1)
    }

    pub(super) fn total(&self) -> f64 {
        self.probability.iter().sum()
    }

    /// The sum of this many items and, independently, of those of one more day.
    pub(super) fn plus(&self, day: &Self) -> Self {
        let mut probability = vec![0.0; self.probability.len() + day.probability.len() - 1];
        for (shift, weight) in day.probability.iter().enumerate() {
            // Most days of a history share a few numbers; the others cost nothing.
            if *weight > 0.0 {
                for (sum, one) in probability[shift..].iter_mut().zip(&self.probability) {
                    *sum += weight * one;
                }
            }
        }
        Self { smallest: self.smallest.saturating_add(day.smallest), probability }.trimmed()
    }

    /// Only the part with fewer than so many items; it no longer adds up to 1.
    pub(super) fn below(mut self, items: u32) -> Self {
        self.probability.truncate(items.saturating_sub(self.smallest) as usize);
        if self.probability.is_empty() {
            self.probability.push(0.0);
        }
        self
    }

    /// The same probabilities, made to add up to 1 again after many roundings.
    pub(super) fn normalised(mut self) -> Self {
        let total = self.total();
        self.probability.iter_mut().for_each(|probability| *probability /= total);
        self
    }

    fn number(&self, position: usize) -> u32 {
        self.smallest.saturating_add(position as u32)
    }

    fn trimmed(mut self) -> Self {
        let lasting = |probability: &f64| *probability >= VANISHING;
        let Some(first) = self.probability.iter().position(lasting) else {
            return Self { smallest: self.smallest, probability: vec![0.0] };
        };
        let last = self.probability.iter().rposition(lasting).unwrap_or(first);
        self.probability.truncate(last + 1);
        self.probability.drain(..first);
        self.smallest = self.number(first);
        self
    }
}
