//! The definition of the workflow: the states in order, their categories, and the counting rules.

/// What being in a state means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Not begun.
    Queue,
    /// Somebody works on it.
    Active,
    /// Begun, and waiting for somebody or something.
    Waiting,
    /// Finished.
    Done,
    /// Ended without being finished ("won't do", "not planned").
    Dropped,
}
