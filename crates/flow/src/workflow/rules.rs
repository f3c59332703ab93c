//! The counting rules: each can be switched by itself, and each figure carries them.

/// What an entry into an earlier state does to the dates of the later ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MovingBack {
    /// It wipes them; of the entries since the last wipe the first counts.
    #[default]
    WipeLater,
    /// Nothing: the first entry ever into each state counts.
    KeepFirst,
}

impl MovingBack {
    /// Every choice with its word in workflow files and in JSON.
    pub const WORDS: [(MovingBack, &'static str); 2] =
        [(MovingBack::WipeLater, "wipe_later"), (MovingBack::KeepFirst, "keep_first")];
}

/// Which entry starts the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartRule {
    /// The surviving date of the first started state.
    #[default]
    Surviving,
    /// The first entry ever into any started state, even if the item went back to a queue.
    FirstEver,
}

impl StartRule {
    /// Every choice with its word in workflow files and in JSON.
    pub const WORDS: [(StartRule, &'static str); 2] =
        [(StartRule::Surviving, "surviving"), (StartRule::FirstEver, "first_ever")];
}

/// Which entry stops the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FinishRule {
    /// The first entry into any done state since the item last left done.
    #[default]
    FirstSinceLeft,
    /// The last entry into any done state.
    LastEntry,
    /// The first entry ever into any done state, even if the item was reopened.
    FirstEver,
}

impl FinishRule {
    /// Every choice with its word in workflow files and in JSON.
    pub const WORDS: [(FinishRule, &'static str); 3] = [
        (FinishRule::FirstSinceLeft, "first_since_left"),
        (FinishRule::LastEntry, "last_entry"),
        (FinishRule::FirstEver, "first_ever"),
    ];
}

/// What becomes of an item that goes straight from a queue to done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StraightToDone {
    /// It starts and finishes that day.
    #[default]
    StartsThatDay,
    /// It is finished and has no cycle time.
    LeftOut,
}

impl StraightToDone {
    /// Every choice with its word in workflow files and in JSON.
    pub const WORDS: [(StraightToDone, &'static str); 2] =
        [(StraightToDone::StartsThatDay, "starts_that_day"), (StraightToDone::LeftOut, "left_out")];
}

/// How durations are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Count {
    /// Last day − first day + 1.
    #[default]
    InclusiveDays,
    /// Last day − first day.
    ElapsedDays,
    /// The exact time between the two instants, in days with fractions.
    ExactHours,
}

impl Count {
    /// Every choice with its word in workflow files and in JSON.
    pub const WORDS: [(Count, &'static str); 3] = [
        (Count::InclusiveDays, "inclusive_days"),
        (Count::ElapsedDays, "elapsed_days"),
        (Count::ExactHours, "exact_hours"),
    ];
}

/// What becomes of items that were dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DroppedRule {
    /// An end of its own, never a cycle time.
    #[default]
    Apart,
    /// Counted as finished.
    Finished,
}

impl DroppedRule {
    /// Every choice with its word in workflow files and in JSON.
    pub const WORDS: [(DroppedRule, &'static str); 2] =
        [(DroppedRule::Apart, "apart"), (DroppedRule::Finished, "finished")];
}

/// The counting rules; each can be switched by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// What moving back does.
    pub moving_back: MovingBack,
    /// What starts the clock.
    pub start: StartRule,
    /// What stops the clock.
    pub finish: FinishRule,
    /// Straight from a queue to done.
    pub straight_to_done: StraightToDone,
    /// How durations are counted.
    pub count: Count,
    /// What dropped items are.
    pub dropped: DroppedRule,
}
