//! Made-up teams for the gallery, the tests and the benchmark. The same seed gives the same charts.

mod figures;

use crate::scale::later;
use crate::{Annotation, AnnotationKind, Bar, Dot, Level, days_words};
use jiff::civil::Date;

/// How much a made-up team has done.
///
/// ```
/// assert_eq!(chart::samples::Size::ALL.len(), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Nothing at all.
    Empty,
    /// Three finished items.
    Tiny,
    /// A year of a team.
    Typical,
    /// Ten years, where most takes days and some takes years.
    Skewed,
    /// Somewhat more than 100,000 items, so that 100,000 are finished.
    Large,
}

impl Size {
    /// All of them, with the words for a heading.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Empty, "empty"),
        (Self::Tiny, "tiny"),
        (Self::Typical, "typical"),
        (Self::Skewed, "skewed"),
        (Self::Large, "100,000 items"),
    ];

    /// Items, days, the median of the days an item takes, and how they spread.
    const fn numbers(self) -> (usize, i32, f64, f64) {
        match self {
            Self::Empty => (0, 30, 1.0, 0.0),
            Self::Tiny => (5, 24, 5.0, 0.6),
            Self::Typical => (420, 365, 6.0, 0.8),
            Self::Skewed => (1_600, 3_700, 7.0, 2.3),
            Self::Large => (103_000, 1_800, 8.0, 0.9),
        }
    }
}

/// Chance that is the same for the same seed (SplitMix64; Steele, Lea and Flood, 2014).
struct Chance(u64);

impl Chance {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, most: usize) -> usize {
        ((self.share() * most as f64) as usize).min(most.saturating_sub(1))
    }

    fn normal(&mut self) -> f64 {
        let (radius, angle) = (self.share().max(1e-12), self.share());
        (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
    }
}

/// One made-up item: the day it began, the days it took, and whether it is finished.
#[derive(Clone, Copy, Debug)]
struct Item {
    begun: i32,
    days: i32,
    finished: bool,
}

/// A made-up team: everything its charts are drawn from.
pub struct Team {
    first: Date,
    last: Date,
    names: Vec<String>,
    items: Vec<Item>,
    states: Vec<String>,
    annotations: Vec<Annotation>,
    bars: Vec<Bar>,
    chance: u64,
}

const STATES: [&str; 9] = [
    "In progress",
    "Review",
    "Waiting for release",
    "Test",
    "Übergabe an den Betrieb und Abnahme durch den Fachbereich",
    "QA",
    "Ready & <waiting>",
    "確認待ち",
    "Build",
];
const REASONS: [&str; 6] = [
    "waiting for the billing team",
    "test environment down",
    "waiting for a decision",
    "access missing",
    "nobody knows what this field means, and the one who does is on leave until the autumn",
    "<script>alert(1)</script>",
];
const NOTES: [&str; 4] = [
    "we began working together",
    "new on-call rota",
    "Review no longer counts as done",
    "two people joined, one left, and the office moved to another town",
];

impl Team {
    /// The team of a seed.
    ///
    /// ```
    /// use chart::samples::{Size, Team};
    /// let mut count = 0;
    /// Team::new(1, Size::Tiny).figures(&mut |_| count += 1);
    /// assert_eq!(count, 14);
    /// ```
    #[must_use]
    pub fn new(seed: u64, size: Size) -> Self {
        let mut chance = Chance(seed);
        let (count, days, median, spread) = size.numbers();
        let first = later(jiff::civil::date(2023, 1, 9), chance.below(900) as i32);
        let items = (0..count).map(|_| {
            let begun = chance.below(days as usize) as i32;
            let days_taken = (median * (spread * chance.normal()).exp()).ceil().max(1.0) as i32;
            let stays_open = chance.share() < 0.02;
            let finished = !stays_open && begun + days_taken <= days;
            Item { begun, days: if finished { days_taken } else { days - begun }, finished }
        });
        let mut items: Vec<Item> = items.collect();
        items.sort_by_key(|item| item.begun + item.days);
        let state_count = if count == 0 { 1 } else { 1 + chance.below(5) };
        let from = chance.below(STATES.len());
        let states = (0..state_count).map(|it| STATES[(from + it) % STATES.len()].to_owned());
        let mut states: Vec<String> = states.collect();
        states.push("Done".to_owned());
        let note = |text: &str, share: f64| Annotation {
            on: later(first, (f64::from(days) * share) as i32),
            text: text.to_owned(),
            kind: if text.contains("counts") {
                AnnotationKind::Definition
            } else {
                AnnotationKind::Event
            },
        };
        let notes = if count == 0 { 0 } else { chance.below(NOTES.len() + 1) };
        let annotations = NOTES[..notes].iter().map(|text| note(text, chance.share())).collect();
        let reasons = if count == 0 { 0 } else { chance.below(REASONS.len() + 1) };
        let bars = REASONS[..reasons].iter().enumerate().map(|(index, name)| Bar {
            name: (*name).to_owned(),
            days: (count as f64 * 0.3 / (index + 1) as f64).ceil(),
            note: crate::count_words((reasons - index) as u64, "item"),
        });
        let names = (0..count).map(|index| format!("TERN-{}", index + 1)).collect();
        let last = later(first, days);
        let bars = bars.collect();
        Self { first, last, names, items, states, annotations, bars, chance: seed }
    }

    fn finished(&self) -> impl Iterator<Item = (usize, &Item)> {
        self.items.iter().enumerate().filter(|(_, item)| item.finished)
    }

    /// Its finished items as dots.
    #[must_use]
    pub fn dots(&self) -> Vec<Dot<'_>> {
        let dot = |(index, item): (usize, &Item)| Dot {
            on: later(self.first, item.begun + item.days),
            days: f64::from(item.days),
            name: &self.names[index],
            href: None,
        };
        self.finished().map(dot).collect()
    }

    /// The lines of its percentiles.
    #[must_use]
    pub fn levels(&self) -> Vec<Level> {
        let mut days: Vec<i32> = self.finished().map(|(_, item)| item.days).collect();
        days.sort_unstable();
        if days.len() < 8 {
            return vec![];
        }
        let rank = |share: f64| f64::from(days[(share * days.len() as f64).ceil() as usize - 1]);
        let level = |(share, words): (f64, &str)| {
            let days = rank(share);
            Level { days, words: format!("{words} within {}", days_words(days)) }
        };
        [(0.5, "half"), (0.85, "85 in 100"), (0.95, "95 in 100")].map(level).into()
    }

    /// The first and the last of its days.
    #[must_use]
    pub fn days(&self) -> (Date, Date) {
        (self.first, self.last)
    }
}
