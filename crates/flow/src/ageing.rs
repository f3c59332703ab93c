//! How old the open items are, and how old finished ones were when they left each state.

#[cfg(test)]
mod tests;

use crate::calendar::DayRange;
use crate::cycle_time::cycle_time_days;
use crate::lives::{Fate, Life, Lives};
use crate::workflow::{Category, Count, Workflow};
use crate::{Day, ItemId};

/// A started item that is neither finished nor dropped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenItem {
    /// Which item.
    pub item: ItemId,
    /// The position in the workflow of the state it is in.
    pub state: Option<usize>,
    /// The day it started.
    pub started_on: Day,
    /// Its age in days, counted like a cycle time: what it would be if it finished now.
    pub age_days: f64,
}

/// The open items with their ages, in the order of the history.
///
/// Definition: *The Kanban Pocket Guide*, "Work item age"; on the day an item finishes its age is
/// its cycle time.
///
/// ```
/// use flow::{Calendar, HistoryBuilder, Instant, ageing::open_items};
/// use flow::{lives::Lives, workflow::{Count, Workflow}};
/// let mut builder = HistoryBuilder::new(vec![]);
/// let item = builder.item("A");
/// let (doing, _done) = (builder.state("Doing"), builder.state("Done"));
/// builder.enter(item, Instant::from_micros(0), None, doing);
/// let history = builder.finish();
/// let workflow = Workflow::proposed(&history).unwrap();
/// let calendar = Calendar::every_day(jiff::tz::TimeZone::UTC);
/// let two_days_on = Instant::from_micros(2 * 86_400_000_000);
/// let lives = Lives::new(&history, &workflow, &calendar, two_days_on);
/// assert_eq!(open_items(&lives, Count::InclusiveDays)[0].age_days, 3.0);
/// ```
#[must_use]
pub fn open_items(lives: &Lives, count: Count) -> Vec<OpenItem> {
    let today = lives.today();
    let open = |life: Life| {
        let start = life.start.filter(|_| life.fate == Fate::InProgress)?;
        let age_days = cycle_time_days(start, today, count);
        Some(OpenItem { item: life.item, state: life.state, started_on: start.day, age_days })
    };
    lives.iter().filter_map(open).collect()
}

/// The ages at which finished items left a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The position of the state in the workflow.
    pub state: usize,
    /// The ages in inclusive days, sorted.
    pub ages_days: Vec<i32>,
}

/// For each started state that is not done, how old the items finished in the range were when they
/// left it. An open item older than most of these is late already, whatever comes after.
///
/// Method: the pace percentiles of ActionableAgile's ageing chart; the height is the total age and
/// not the time in the state.
///
/// ```
/// # use flow::{Calendar, HistoryBuilder, Instant, ageing::pace, DayRange};
/// # use flow::{lives::Lives, workflow::Workflow};
/// # let mut builder = HistoryBuilder::new(vec![]);
/// # let item = builder.item("A");
/// for (day, name) in [(0, "Doing"), (3, "Review"), (4, "Done")] {
///     let state = builder.state(name);
///     builder.enter(item, Instant::from_micros(day * 86_400_000_000), None, state);
/// }
/// # let history = builder.finish();
/// # let workflow = Workflow::proposed(&history).unwrap();
/// # let calendar = Calendar::every_day(jiff::tz::TimeZone::UTC);
/// # let (first, last) = history.extent().unwrap();
/// # let lives = Lives::new(&history, &workflow, &calendar, last);
/// # let range = DayRange { first: calendar.day_of(first), last: calendar.day_of(last) };
/// let paces = pace(&lives, &workflow, range);
/// assert_eq!((&paces[0].ages_days[..], &paces[1].ages_days[..]), (&[4][..], &[5][..]));
/// ```
#[must_use]
pub fn pace(lives: &Lives, workflow: &Workflow, range: DayRange) -> Vec<Pace> {
    let states = workflow.states().iter().enumerate().take(workflow.ordered_len());
    states
        .skip(workflow.started())
        .filter(|(_, state)| state.category != Category::Done)
        .map(|(state, _)| {
            let mut ages_days: Vec<i32> =
                lives.iter().filter_map(|life| age_on_leaving(lives, life, state, range)).collect();
            ages_days.sort_unstable();
            Pace { state, ages_days }
        })
        .collect()
}

fn age_on_leaving(lives: &Lives, life: Life, state: usize, range: DayRange) -> Option<i32> {
    let (start, end) = (life.start?.day, life.end?.day);
    if life.fate != Fate::Finished || !range.contains(end) {
        return None;
    }
    let next = (state + 1 < lives.ordered_len()).then(|| lives.entered(life.item, state + 1));
    let left = next.flatten().map_or(end, |day| day.min(end));
    Some(left.0 - start.0 + 1)
}
