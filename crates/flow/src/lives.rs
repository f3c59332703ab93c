//! From entries to lives: when each item started, finished or was dropped under the rules.

mod dates;
#[cfg(test)]
mod tests;

use crate::workflow::Workflow;
use crate::{Calendar, Day, History, Instant, ItemId};
use dates::ItemDates;

/// An instant and the day it falls on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When, exactly.
    pub at: Instant,
    /// The counted day.
    pub day: Day,
}

/// Where an item stands at the end of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The clock has not started.
    NotStarted,
    /// Started, and neither finished nor dropped.
    InProgress,
    /// Finished.
    Finished,
    /// Ended without being finished.
    Dropped,
    /// Everything known of it happens later: as of this instant it is not there.
    NotYet,
}

/// One item under the rules of a workflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// Which item.
    pub item: ItemId,
    /// Where it stands.
    pub fate: Fate,
    /// When the clock started; none if it never did.
    pub start: Option<Moment>,
    /// When it was finished or dropped; none while it is open.
    pub end: Option<Moment>,
    /// The position of its state in the workflow; none before the first entry.
    pub state: Option<usize>,
    /// It went straight from a queue to done.
    pub straight_to_done: bool,
    /// It moved back at least once.
    pub moved_back: bool,
}

/// The lives of all items of a history, as of one instant; in columns, one entry an item.
#[derive(Clone, Debug)]
pub struct Lives {
    fate: Vec<Fate>,
    start: Moments,
    end: Moments,
    /// The position of the item's state, or `NOWHERE`.
    state: Vec<u16>,
    straight_to_done: Vec<bool>,
    moved_back: Vec<bool>,
    /// Per item and ordered state, the day of its surviving date; `NEVER` where it has none.
    entered: Vec<i32>,
    ordered_len: usize,
    today: Moment,
    unknown_entries: u64,
}

const NEVER: i32 = i32::MIN;
const NOWHERE: u16 = u16::MAX;

/// Moments, or `NEVER`, in two columns.
#[derive(Clone, Debug, Default)]
struct Moments {
    at: Vec<Instant>,
    day: Vec<i32>,
}

impl Moments {
    fn push(&mut self, moment: Option<Moment>) {
        let never = Moment { at: Instant::from_micros(0), day: Day(NEVER) };
        let moment = moment.unwrap_or(never);
        self.at.push(moment.at);
        self.day.push(moment.day.0);
    }

    #[inline]
    fn get(&self, index: usize) -> Option<Moment> {
        let day = self.day[index];
        (day != NEVER).then(|| Moment { at: self.at[index], day: Day(day) })
    }
}

impl Lives {
    /// Applies the workflow's rules to every item. What happened after `as_of` has not happened.
    ///
    /// States that the workflow does not name are passed over and counted.
    ///
    /// ```
    /// use flow::{Calendar, HistoryBuilder, Instant, lives::{Fate, Lives}, workflow::Workflow};
    /// let mut builder = HistoryBuilder::new(vec![]);
    /// let item = builder.item("A-1");
    /// let (doing, done) = (builder.state("Doing"), builder.state("Done"));
    /// builder.enter(item, Instant::from_micros(0), None, doing);
    /// builder.enter(item, Instant::from_micros(86_400_000_000), Some(doing), done);
    /// let history = builder.finish();
    ///
    /// let workflow = Workflow::proposed(&history).unwrap();
    /// let as_of = history.extent().unwrap().1;
    /// let calendar = Calendar::every_day(jiff::tz::TimeZone::UTC);
    /// let lives = Lives::new(&history, &workflow, &calendar, as_of);
    /// assert_eq!(lives.get(item).fate, Fate::Finished);
    /// ```
    #[must_use]
    pub fn new(
        history: &History,
        workflow: &Workflow,
        calendar: &Calendar,
        as_of: Instant,
    ) -> Self {
        let today = Moment { at: as_of, day: calendar.latest_day(as_of) };
        let ordered_len = workflow.ordered_len();
        let position = positions(history, workflow);
        let mut lives = Self {
            fate: vec![],
            start: Moments::default(),
            end: Moments::default(),
            state: vec![],
            straight_to_done: vec![],
            moved_back: vec![],
            entered: Vec::with_capacity(history.len() * ordered_len),
            ordered_len,
            today,
            unknown_entries: 0,
        };
        let mut dates = ItemDates::new(workflow);
        for item in history.items() {
            dates.begin();
            for entry in history.entries(item).take_while(|entry| entry.at <= as_of) {
                match position[entry.to.0 as usize] {
                    Some(state) => dates.enter(state, entry.at),
                    None => lives.unknown_entries += 1,
                }
            }
            let later = history.entries(item).next().is_some_and(|first| first.at > as_of);
            // What happens on days off since the last working day has to fall on that one.
            let day_of = |at| calendar.day_of(at).min(today.day);
            let life = dates.life(item, |at| Moment { at, day: day_of(at) });
            lives.push(if later { Life { fate: Fate::NotYet, ..life } } else { life });
            lives
                .entered
                .extend(dates.surviving().iter().map(|at| at.map_or(NEVER, |at| day_of(at).0)));
        }
        lives
    }

    fn push(&mut self, life: Life) {
        self.fate.push(life.fate);
        self.start.push(life.start);
        self.end.push(life.end);
        self.state.push(life.state.map_or(NOWHERE, |state| state as u16));
        self.straight_to_done.push(life.straight_to_done);
        self.moved_back.push(life.moved_back);
    }

    /// One item's life.
    #[inline]
    #[must_use]
    pub fn get(&self, item: ItemId) -> Life {
        let index = item.0 as usize;
        let state = self.state[index];
        Life {
            item,
            fate: self.fate[index],
            start: self.start.get(index),
            end: self.end.get(index),
            state: (state != NOWHERE).then_some(usize::from(state)),
            straight_to_done: self.straight_to_done[index],
            moved_back: self.moved_back[index],
        }
    }

    /// Every item's life, in the order of the history.
    pub fn iter(&self) -> impl Iterator<Item = Life> + '_ {
        (0..self.fate.len() as u32).map(|item| self.get(ItemId(item)))
    }

    /// The instant as of which the lives are told, and its day.
    #[must_use]
    pub fn today(&self) -> Moment {
        self.today
    }

    /// How many states are in the order (dropped ones are not).
    #[must_use]
    pub fn ordered_len(&self) -> usize {
        self.ordered_len
    }

    /// How many entries led into states that the workflow does not name.
    #[must_use]
    pub fn unknown_entries(&self) -> u64 {
        self.unknown_entries
    }

    /// The day on which an item's surviving date of an ordered state lies; a skipped state has the
    /// day of the next one reached.
    #[must_use]
    pub fn entered(&self, item: ItemId, state: usize) -> Option<Day> {
        let day = self.entered[item.0 as usize * self.ordered_len + state];
        (day != NEVER).then_some(Day(day))
    }

    /// The started items, each from its first day to its last one so far.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.iter().filter_map(|life| {
            let start = life.start?.day;
            Some(Span { start, end: life.end.map(|end| end.day) })
        })
    }

    /// How many items there are of each fate.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let count = |fate| self.fate.iter().filter(|it| **it == fate).count();
        Counts {
            not_started: count(Fate::NotStarted),
            in_progress: count(Fate::InProgress),
            finished: count(Fate::Finished),
            dropped: count(Fate::Dropped),
            not_yet: count(Fate::NotYet),
        }
    }
}

/// How many items there are of each fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The clock has not started.
    pub not_started: usize,
    /// Started and open.
    pub in_progress: usize,
    /// Finished.
    pub finished: usize,
    /// Ended without being finished.
    pub dropped: usize,
    /// Not there yet.
    pub not_yet: usize,
}

/// The days a started item was in progress, both ends included; open without an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The day it started.
    pub start: Day,
    /// The day it finished or was dropped.
    pub end: Option<Day>,
}

/// The workflow's position of each of the history's states.
pub(crate) fn positions(history: &History, workflow: &Workflow) -> Vec<Option<usize>> {
    history.states().iter().map(|state| workflow.position_of(&state.name).ok()).collect()
}
