//! What a problem costs all teams together in a week. Pure.

use serde::{Deserialize, Serialize};

/// What a problem costs all teams together in a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Size {
    UnderADay,
    AFewDays,
    APersonWeek,
    More,
}

/// Each with its word in addresses and forms, and the words for it.
pub(crate) const SIZES: [(Size, &str, &str); 4] = [
    (Size::UnderADay, "under-a-day", "under a day"),
    (Size::AFewDays, "a-few-days", "a few days"),
    (Size::APersonWeek, "a-person-week", "a person-week"),
    (Size::More, "more", "more than a person-week"),
];

impl Size {
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        SIZES.iter().find(|it| it.1 == word).map(|it| it.0)
    }

    pub(crate) fn word(self) -> &'static str {
        SIZES.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    pub(crate) fn in_words(self) -> &'static str {
        SIZES.iter().find(|it| it.0 == self).map_or("", |it| it.2)
    }
}
