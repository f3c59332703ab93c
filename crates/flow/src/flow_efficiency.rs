//! The share of the time in progress during which somebody worked.

#[cfg(test)]
mod tests;

use crate::calendar::DayRange;
use crate::instant::MICROS_PER_DAY;
use crate::lives::{Fate, Life, Lives, positions};
use crate::workflow::{Category, Workflow};
use crate::{History, Instant};

/// Time worked on and time waited, summed over items.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowEfficiency {
    /// Time in active states, in days of 24 hours.
    pub active_days: f64,
    /// Time in waiting states, and in queues after the start, in days of 24 hours.
    pub waiting_days: f64,
}

impl FlowEfficiency {
    /// Active ÷ (active + waiting), between 0 and 1; none if there was no time at all.
    ///
    /// ```
    /// use flow::flow_efficiency::FlowEfficiency;
    /// let efficiency = FlowEfficiency { active_days: 8.0, waiting_days: 112.0 };
    /// assert!((efficiency.ratio().unwrap() - 1.0 / 15.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn ratio(self) -> Option<f64> {
        let all = self.active_days + self.waiting_days;
        (all > 0.0).then(|| self.active_days / all)
    }
}

/// The flow efficiency of the items finished in the range, by exact times from start to finish;
/// summed over items, not a mean of ratios. None when the workflow has no waiting state or no
/// active one: then there is nothing to tell apart.
///
/// The result depends on how the states are classed: a review counted as active flatters it.
///
/// ```
/// # use flow::{Calendar, HistoryBuilder, Instant, flow_efficiency::flow_efficiency, DayRange};
/// # use flow::{lives::Lives, workflow::Workflow};
/// # let mut builder = HistoryBuilder::new(vec![]);
/// # let item = builder.item("A");
/// for (day, name) in [(0, "Doing"), (1, "Waiting for test"), (4, "Done")] {
///     let state = builder.state(name);
///     builder.enter(item, Instant::from_micros(day * 86_400_000_000), None, state);
/// }
/// # let history = builder.finish();
/// # let workflow = Workflow::proposed(&history).unwrap();
/// # let calendar = Calendar::every_day(jiff::tz::TimeZone::UTC);
/// # let (first, last) = history.extent().unwrap();
/// # let lives = Lives::new(&history, &workflow, &calendar, last);
/// # let range = DayRange { first: calendar.day_of(first), last: calendar.day_of(last) };
/// let efficiency = flow_efficiency(&history, &workflow, &lives, range).unwrap();
/// assert_eq!((efficiency.active_days, efficiency.waiting_days), (1.0, 3.0));
/// ```
#[must_use]
pub fn flow_efficiency(
    history: &History,
    workflow: &Workflow,
    lives: &Lives,
    range: DayRange,
) -> Option<FlowEfficiency> {
    let has = |category| workflow.states().iter().any(|state| state.category == category);
    if !has(Category::Active) || !has(Category::Waiting) {
        return None;
    }
    let positions = positions(history, workflow);
    let (mut active, mut waiting) = (0, 0);
    let in_range = |life: &Life| {
        life.fate == Fate::Finished && life.end.is_some_and(|end| range.contains(end.day))
    };
    for life in lives.iter().filter(in_range) {
        let (Some(start), Some(end)) = (life.start, life.end) else { continue };
        let mut add = |category: Option<Category>, from: Instant, until: Instant| {
            let from = from.max(start.at);
            let micros = until.min(end.at).as_micros() - from.as_micros();
            match category {
                Some(Category::Active) => active += micros.max(0),
                Some(Category::Waiting | Category::Queue) => waiting += micros.max(0),
                _ => {}
            }
        };
        let mut current = (None, start.at);
        for entry in history.entries(life.item) {
            let Some(position) = positions[entry.to.0 as usize] else { continue };
            add(current.0, current.1, entry.at);
            current = (Some(workflow.states()[position].category), entry.at);
        }
        add(current.0, current.1, end.at);
    }
    let days = |micros: i64| micros as f64 / MICROS_PER_DAY as f64;
    Some(FlowEfficiency { active_days: days(active), waiting_days: days(waiting) })
}
