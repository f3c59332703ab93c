//! What the events of states and labels, put together, do to an item's state.

use flow::Instant;

/// So many labels are remembered at once; nobody has more.
const MOST_LABELS: usize = 100;

/// How an item ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Closed,
    Merged,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The label that means this state was put on.
    On(String),
    /// It was taken off.
    Off(String),
    Reopened,
    Ended(End),
}

/// Where an item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Opened,
    Label(String),
    Ended(End),
}

/// The places one after the other.
#[derive(Debug)]
pub(super) struct Timeline {
    pub(super) moves: Vec<(Instant, Place)>,
    /// The labels on it that are states, the latest last.
    labels: Vec<String>,
    pub(super) ended: Option<End>,
}

impl Timeline {
    /// An item as it was created, with these labels, and all that happened, in order of time. What
    /// happened in one instant is one move: a scoped label takes the place of the one before it.
    pub(super) fn new(created_at: Instant, labels: Vec<String>, steps: &[(Instant, Step)]) -> Self {
        let mut timeline = Self { moves: vec![], labels, ended: None };
        timeline.arrive(created_at);
        for at_once in steps.chunk_by(|one, other| one.0 == other.0) {
            for (_, step) in at_once {
                timeline.take(step);
            }
            timeline.arrive(at_once[0].0);
        }
        timeline
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::On(label) => {
                self.labels.retain(|known| known != label);
                self.labels.push(label.clone());
                if self.labels.len() > MOST_LABELS {
                    self.labels.remove(0);
                }
            }
            Step::Off(label) => self.labels.retain(|known| known != label),
            Step::Reopened => self.ended = None,
            // Of two closings in a row the first stands; a merge says more than a closing.
            Step::Ended(End::Merged) => self.ended = Some(End::Merged),
            Step::Ended(End::Closed) => self.ended = self.ended.or(Some(End::Closed)),
        }
    }

    fn arrive(&mut self, at: Instant) {
        let place = match (self.ended, self.labels.last()) {
            (Some(end), _) => Place::Ended(end),
            (None, Some(label)) => Place::Label(label.clone()),
            (None, None) => Place::Opened,
        };
        match self.moves.last_mut() {
            Some((_, known)) if *known == place => {}
            // The merge that names a closing does not move it.
            Some((_, known @ Place::Ended(_))) if matches!(place, Place::Ended(_)) => {
                *known = place;
            }
            _ => self.moves.push((at, place)),
        }
    }

    /// Ends it at a time that no event tells.
    pub(super) fn end(&mut self, at: Instant, end: End) {
        self.ended = Some(end);
        let at = self.moves.last().map_or(at, |last| last.0.max(at));
        self.arrive(at);
    }

    /// Takes back an end that the item itself does not know of.
    pub(super) fn take_back(&mut self) {
        self.ended = None;
        self.moves.pop();
    }
}
