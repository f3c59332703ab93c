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
    /// The first entry ever into a started state that is not done.
    first_worked: Option<Instant>,
    /// The surviving start when the item was first finished, and whether it was worked on.
    at_first_finish: (Option<Instant>, bool),
    /// The first work ever by then.
    worked_by_first_finish: Option<Instant>,
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
            first_worked: None,
            at_first_finish: (None, false),
            worked_by_first_finish: None,
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
        self.first_worked = None;
        self.at_first_finish = (None, false);
        self.worked_by_first_finish = None;
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
        if self.is_worked(state) {
            self.first_worked.get_or_insert(at);
        }
        if self.is_done(state) {
            if self.first_finished.is_none() {
                self.first_finished = Some(at);
                self.at_first_finish = self.surviving_start();
                self.worked_by_first_finish = self.first_worked;
            }
            self.done_since.get_or_insert(at);
            self.last_finished = Some(at);
        } else {
            self.done_since = None;
        }
        if self.is_dropped(state) {
            // What is dropped is not done any more.
            let done = (0..self.dates.len())
                .filter(|state| self.workflow.states()[*state].category == Category::Done);
            done.for_each(|state| self.dates[state] = None);
            self.dropped_since.get_or_insert(at);
        } else {
            self.dropped_since = None;
        }
    }

    /// The surviving date of each ordered state. A skipped one takes the date of the next one
    /// reached, and none is later than that.
    pub(super) fn surviving(&mut self) -> &[Option<Instant>] {
        let mut next = None;
        for date in self.dates.iter_mut().rev() {
            next = date.iter().copied().chain(next).min();
            *date = next;
        }
        &self.dates
    }

    /// The earliest surviving date of a started state, and whether the item was worked on: whether
    /// one that is not done has a date of its own.
    fn surviving_start(&self) -> (Option<Instant>, bool) {
        let started = (self.workflow.started()..self.dates.len())
            .filter_map(|state| Some((self.dates[state]?, self.is_worked(state))));
        started.fold((None, false), |(start, worked), (at, is_worked)| {
            (start.into_iter().chain([at]).min(), worked || is_worked)
        })
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
        let rules = self.workflow.rules;
        let (mut start, worked) = match (rules.start, rules.finish) {
            (StartRule::FirstEver, FinishRule::FirstEver) if finished.is_some() => {
                (self.worked_by_first_finish, self.worked_by_first_finish.is_some())
            }
            (StartRule::FirstEver, _) => (self.first_worked, self.first_worked.is_some()),
            (StartRule::Surviving, FinishRule::FirstEver) if finished.is_some() => {
                self.at_first_finish
            }
            (StartRule::Surviving, _) => self.surviving_start(),
        };
        let straight_to_done = finished.is_some() && !worked;
        if straight_to_done {
            start = match rules.straight_to_done {
                StraightToDone::StartsThatDay => finished,
                StraightToDone::LeftOut => None,
            };
        }
        // A first entry ever can lie after the finish that counts.
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

    /// Whether the state is one of work: started, in the order, and not done.
    fn is_worked(&self, state: usize) -> bool {
        let category = self.workflow.states()[state].category;
        state >= self.workflow.started() && state < self.dates.len() && category != Category::Done
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
