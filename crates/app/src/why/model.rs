//! A why: reasons to tick, and words of one's own. Pure.

use crate::people::PersonId;
use crate::private::PrivateText;
use flow::Instant;
use jiff::civil::Date;
use std::fmt;

/// The reasons that can be ticked.
pub(crate) const REASONS: [(&str, &str); 4] = [
    ("shared", "problems my teams share with others"),
    ("attention", "the attention of product people"),
    ("faster", "solving things faster"),
    ("company", "company and support"),
];

/// What somebody wrote, as it is typed.
pub(crate) struct Draft {
    /// The keys of the ticked reasons.
    pub(crate) reasons: Vec<&'static str>,
    /// Words of their own.
    pub(crate) words: PrivateText,
}

/// A kept version.
pub(crate) struct Why {
    pub(crate) version: i32,
    pub(crate) kept_at: Instant,
    /// When it comes back: is this still why?
    pub(crate) review_on: Date,
    pub(crate) draft: Draft,
}

const MOST_CHARACTERS: usize = 10_000;

impl Draft {
    /// What was ticked and typed.
    pub(crate) fn new<'k>(ticked: impl IntoIterator<Item = &'k str>, words: String) -> Self {
        let ticked: Vec<&str> = ticked.into_iter().collect();
        let known = REASONS.iter().map(|reason| reason.0);
        let reasons = known.filter(|key| ticked.contains(key)).collect();
        Self { reasons, words: PrivateText::new(words) }
    }

    /// The draft, if there is something to keep.
    pub(crate) fn checked(self) -> Result<Self, Refusal> {
        let words = self.words.reveal();
        if words.chars().count() > MOST_CHARACTERS {
            return Err(Refusal::TooLong(words.chars().count()));
        }
        if self.reasons.is_empty() && words.trim().is_empty() {
            return Err(Refusal::Nothing);
        }
        Ok(self)
    }

    /// Whether a reason is ticked.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.reasons.contains(&key)
    }

    /// Reasons and words as one text to be sealed: which were ticked is private, too.
    pub(super) fn sealed_text(&self) -> PrivateText {
        PrivateText::new(format!("{}\n{}", self.reasons.join(","), self.words.reveal()))
    }

    pub(super) fn of_sealed_text(text: &PrivateText) -> Self {
        let (reasons, words) = text.reveal().split_once('\n').unwrap_or_default();
        Self::new(reasons.split(','), words.to_owned())
    }
}

/// The place that a version is sealed for.
pub(super) fn place(id: &str, person: &PersonId) -> String {
    format!("why_version|{id}|{}", person.as_str())
}

/// Why it cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Nothing,
    TooLong(usize),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("Tick a reason, or write one in your own words."),
            Self::TooLong(count) => write!(
                f,
                "These are {count} characters; {MOST_CHARACTERS} are kept at most. What you wrote \
                 is still here."
            ),
        }
    }
}
