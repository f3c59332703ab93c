//! The kinds of asks, and for three of them words to begin with. Pure.

/// What an ask is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AskKind {
    Obstacles,
    Faster,
    InProgress,
    Other,
}

/// Each with its word in the data, and the words for it.
pub(crate) const KINDS: [(AskKind, &str, &str); 4] = [
    (AskKind::Obstacles, "obstacles", "meet to remove obstacles"),
    (AskKind::Faster, "faster", "decide faster"),
    (AskKind::InProgress, "in progress", "manage what is in progress"),
    (AskKind::Other, "other", "something else"),
];

impl AskKind {
    pub(crate) fn of_word(word: &str) -> Self {
        KINDS.iter().find(|it| it.1 == word).map_or(Self::Other, |it| it.0)
    }

    pub(crate) fn word(self) -> &'static str {
        KINDS.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    pub(crate) fn in_words(self) -> &'static str {
        KINDS.iter().find(|it| it.0 == self).map_or("", |it| it.2)
    }

    /// A want and a reason to begin with; the dots are the asker's to fill in.
    pub(crate) fn template(self) -> (&'static str, &'static str) {
        match self {
            Self::Obstacles => (
                "Can we meet for half an hour this week and clear away what holds … up?",
                "It has waited since … and will wait until …",
            ),
            Self::Faster => (
                "Can we decide … by …, the two of us, without waiting for the next meeting?",
                "Until it is decided, … cannot go on.",
            ),
            Self::InProgress => (
                "Can we agree what we stop, or pause, before we begin …?",
                "More is begun than we finish: …",
            ),
            Self::Other => ("", ""),
        }
    }
}
