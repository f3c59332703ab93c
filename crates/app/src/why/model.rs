//! A why: reasons to tick, and words of one's own. Pure.

use crate::people::PersonId;
use crate::private::PrivateText;
use crate::wording::how_many;
use flow::Instant;
use jiff::civil::Date;
use std::fmt;

/// The reasons that can be ticked.
pub(crate) const REASONS: [(&str, &str); 5] = [
    ("shared", "problems my teams share with others"),
    ("attention", "the attention of product people"),
    ("faster", "solving things faster"),
    ("company", "company and support"),
    ("other", "something else"),
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
    /// It is why no longer.
    pub(crate) is_let_go: bool,
    pub(crate) draft: Draft,
}

impl Why {
    /// Whether it has come back: is this still why?
    pub(crate) fn is_back(&self, today: Date) -> bool {
        !self.is_let_go && self.review_on <= today
    }
}

/// A copy that its author shared with a peer team.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    pub(crate) id: String,
    pub(crate) person: PersonId,
    pub(crate) name: String,
    /// The keys of the reasons.
    pub(crate) reasons: Vec<&'static str>,
    pub(crate) words: String,
    pub(crate) shared_at: Instant,
}

/// What the reasons of several have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Overlap {
    /// Reasons that two or more hold, those that most hold first: its words, and who.
    pub(crate) common: Vec<(&'static str, Vec<String>)>,
    /// Reasons that only one holds.
    pub(crate) single: Vec<(&'static str, Vec<String>)>,
}

impl Overlap {
    /// Of what was shared; nothing as long as only one has.
    pub(crate) fn of(shared: &[Shared]) -> Option<Self> {
        if shared.len() < 2 {
            return None;
        }
        let holders = |key: &str| -> Vec<String> {
            let them = shared.iter().filter(|it| it.reasons.contains(&key));
            them.map(|it| it.name.clone()).collect()
        };
        let reasons = REASONS.into_iter().map(|(key, words)| (words, holders(key)));
        let held = reasons.filter(|reason| !reason.1.is_empty());
        let (mut common, single): (Vec<_>, Vec<_>) = held.partition(|reason| reason.1.len() > 1);
        common.sort_by_key(|reason| std::cmp::Reverse(reason.1.len()));
        Some(Self { common, single })
    }

    /// What most have in common, in a sentence.
    pub(crate) fn finding(&self) -> String {
        match self.common.first() {
            Some((reason, names)) => {
                format!("{} of you are here for {reason}.", how_many(names.len()))
            }
            None => "Each of you is here for something else.".to_owned(),
        }
    }
}

const MOST_CHARACTERS: usize = 10_000;

impl Draft {
    /// What was ticked and typed.
    pub(crate) fn new<'k>(ticked: impl IntoIterator<Item = &'k str>, words: String) -> Self {
        let ticked: Vec<&str> = ticked.into_iter().collect();
        Self { reasons: known_reasons(&ticked), words: PrivateText::new(words) }
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

    /// The reasons in words, in a line.
    pub(crate) fn reasons_in_words(&self) -> String {
        reasons_in_words(&self.reasons)
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

/// Those of the keys that stand for a reason.
pub(super) fn known_reasons(keys: &[&str]) -> Vec<&'static str> {
    REASONS.iter().map(|reason| reason.0).filter(|key| keys.contains(key)).collect()
}

/// Reasons in words, in a line.
pub(crate) fn reasons_in_words(keys: &[&str]) -> String {
    let ticked = REASONS.iter().filter(|reason| keys.contains(&reason.0));
    ticked.map(|reason| reason.1).collect::<Vec<_>>().join(" · ")
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
