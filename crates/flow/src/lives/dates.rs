//! The rules of moving back, starting and finishing, for one item after the other.

use super::{Fate, Life, Moment};
use crate::workflow::{
    Category, DroppedRule, FinishRule, MovingBack, StartRule, StraightToDone, Workflow,
};
use crate::{Instant, ItemId};

/// What one item's entries amount to. Kept and begun anew for each item.
pub(super) struct ItemDates<'w> {
    workflow: &'w Workflow,
    /// The surviving date of each ordered state.
    dates: Vec<Option<Instant>>,
    current: Option<usize>,
    moved_back: bool,
    /// Whether a started state that is not done has a date of its own.
    worked_on: bool,
    first_started: Option<Instant>,
    first_finished: Option<Instant>,
    last_finished: Option<Instant>,
    /// Since when the item is in a done (or a dropped) state without having left.
    done_since: Option<Instant>,
    dropped_since: Option<Instant>,
}

impl<'w> ItemDates<'w> {
    pub(super) fn new(workflow: &'w Workflow) -> Self {
        Self {
            workflow,
            dates: vec![None; workflow.ordered_len()],
            current: None,
            moved_back: false,
            worked_on: false,
            first_started: None,
            first_finished: None,
            last_finished: None,
            done_since: None,
            dropped_since: None,
        }
    }

    /// Forgets the item before.
    pub(super) fn begin(&mut self) {
        self.dates.fill(None);
        self.current = None;
        self.moved_back = false;
        self.worked_on = false;
        self.first_started = None;
        self.first_finished = None;
        self.last_finished = None;
        self.done_since = None;
        self.dropped_since = None;
    }

    /// The item enters the state at this position of the workflow.
    pub(super) fn enter(&mut self, state: usize, at: Instant) {
        self.moved_back |= self.current.is_some_and(|current| state < current);
        self.current = Some(state);
        if state < self.dates.len() {
            if self.workflow.rules.moving_back == MovingBack::WipeLater {
                self.dates[state + 1..].fill(None);
            }
            self.dates[state].get_or_insert(at);
        }
        if state >= self.workflow.started() && state < self.dates.len() {
            self.first_started.get_or_insert(at);
        }
        if self.is_done(state) {
            self.first_finished.get_or_insert(at);
            self.done_since.get_or_insert(at);
            self.last_finished = Some(at);
        } else {
            self.done_since = None;
        }
        if self.is_dropped(state) {
            self.dropped_since.get_or_insert(at);
        } else {
            self.dropped_since = None;
        }
    }

    /// A skipped state takes the date of the next one reached.
    pub(super) fn fill_skipped(&mut self) {
        let categories = self.workflow.states().iter().map(|state| state.category);
        self.worked_on = self
            .dates
            .iter()
            .zip(categories)
            .skip(self.workflow.started())
            .any(|(date, category)| date.is_some() && category != Category::Done);
        let mut next = None;
        for date in self.dates.iter_mut().rev() {
            next = date.or(next);
            *date = next;
        }
    }

    /// The surviving date of each ordered state, skipped ones filled.
    pub(super) fn surviving(&self) -> &[Option<Instant>] {
        &self.dates
    }

    /// The item's life under the rules.
    pub(super) fn life(&self, item: ItemId, moment: impl Fn(Instant) -> Moment) -> Life {
        let finished = match self.workflow.rules.finish {
            FinishRule::FirstSinceLeft => self.done_since,
            FinishRule::LastEntry => self.done_since.and(self.last_finished),
            FinishRule::FirstEver => self.first_finished,
        };
        let dropped = self.dropped_since.filter(|_| finished.is_none());
        let end = finished.or(dropped);
        let straight_to_done = finished.is_some() && !self.worked_on;
        let mut start = match self.workflow.rules.start {
            StartRule::Surviving => self.dates[self.workflow.started()],
            StartRule::FirstEver => self.first_started,
        };
        if straight_to_done {
            start = match self.workflow.rules.straight_to_done {
                StraightToDone::StartsThatDay => start.or(finished),
                StraightToDone::LeftOut => None,
            };
        }
        // A date filled from a later done state can lie after the finish that counts.
        start = start.map(|start| end.map_or(start, |end| start.min(end)));
        let fate = match (finished, dropped, start) {
            (Some(_), ..) => Fate::Finished,
            (None, Some(_), _) => Fate::Dropped,
            (None, None, Some(_)) => Fate::InProgress,
            (None, None, None) => Fate::NotStarted,
        };
        Life {
            item,
            fate,
            start: start.map(&moment),
            end: end.map(&moment),
            state: self.current,
            straight_to_done,
            moved_back: self.moved_back,
        }
    }

    fn is_done(&self, state: usize) -> bool {
        match self.workflow.states()[state].category {
            Category::Done => true,
            Category::Dropped => self.workflow.rules.dropped == DroppedRule::Finished,
            _ => false,
        }
    }

    fn is_dropped(&self, state: usize) -> bool {
        self.workflow.states()[state].category == Category::Dropped
            && self.workflow.rules.dropped == DroppedRule::Apart
    }
}
