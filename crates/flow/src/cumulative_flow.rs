//! How many items had reached each state by each day, by their surviving dates.

#[cfg(test)]
mod tests;

use crate::calendar::DayRange;
use crate::lives::{Fate, Lives};

/// The lines of a cumulative flow diagram, top line first.
///
/// Method: Daniel S. Vacanti, *Actionable Agile Metrics for Predictability*, ch. 4. The vertical
/// distance between two lines on a day is the work between them; the horizontal distance is about
/// the mean time it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CumulativeFlow {
    /// Per ordered state and day of the range, the items that had entered it by the end of the day.
    pub lines: Vec<Vec<u32>>,
    /// Per day of the range, the started items that had been dropped by then. They stay in the
    /// lines that they crossed.
    pub dropped: Vec<u32>,
    /// Per ordered state and day of the range, those of the dropped that never entered the state.
    /// With them added, two lines end as far apart as there are items open between them.
    pub dropped_before: Vec<Vec<u32>>,
}

/// The cumulative flow over a range of days; what happened before the range is counted in it.
/// Linear in items × states and days.
///
/// ```
/// use flow::{Calendar, HistoryBuilder, Instant, cumulative_flow::cumulative_flow};
/// use flow::{DayRange, lives::Lives, workflow::Workflow};
/// let mut builder = HistoryBuilder::new(vec![]);
/// for (id, done_on) in [("A", 1), ("B", 2)] {
///     let item = builder.item(id);
///     let (doing, done) = (builder.state("Doing"), builder.state("Done"));
///     builder.enter(item, Instant::from_micros(0), None, doing);
///     builder.enter(item, Instant::from_micros(done_on * 86_400_000_000), Some(doing), done);
/// }
/// let history = builder.finish();
/// let workflow = Workflow::proposed(&history).unwrap();
/// let calendar = Calendar::every_day(jiff::tz::TimeZone::UTC);
/// let (first, last) = history.extent().unwrap();
/// let lives = Lives::new(&history, &workflow, &calendar, last);
/// let range = DayRange { first: calendar.day_of(first), last: calendar.day_of(last) };
/// assert_eq!(cumulative_flow(&lives, range).lines, [[2, 2, 2], [0, 1, 2]]);
/// ```
#[must_use]
pub fn cumulative_flow(lives: &Lives, range: DayRange) -> CumulativeFlow {
    let mut lines = vec![vec![0_u32; range.len()]; lives.ordered_len()];
    let mut dropped = vec![0_u32; range.len()];
    let mut dropped_before = lines.clone();
    if range.is_empty() {
        return CumulativeFlow { lines, dropped, dropped_before };
    }
    for life in lives.iter() {
        for (state, line) in lines.iter_mut().enumerate() {
            if let Some(day) = lives.entered(life.item, state)
                && let Some(index) = range.index_of(day.max(range.first))
            {
                line[index] += 1;
            }
        }
        if let (Fate::Dropped, Some(_), Some(end)) = (life.fate, life.start, life.end)
            && let Some(index) = range.index_of(end.day.max(range.first))
        {
            dropped[index] += 1;
            for (state, line) in dropped_before.iter_mut().enumerate() {
                line[index] += u32::from(lives.entered(life.item, state).is_none());
            }
        }
    }
    for line in lines.iter_mut().chain([&mut dropped]).chain(&mut dropped_before) {
        let mut sum = 0;
        for count in line {
            sum += *count;
            *count = sum;
        }
    }
    CumulativeFlow { lines, dropped, dropped_before }
}
