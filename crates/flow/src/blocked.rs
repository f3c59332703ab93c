//! Blocked time by reason; what overlaps on one item is counted once.

#[cfg(test)]
mod tests;

use crate::calendar::DayRange;
use crate::cycle_time::cycle_time_days;
use crate::lives::{Lives, Moment};
use crate::workflow::Count;
use crate::{Block, Calendar, History};
use jiff::ToSpan;

/// What one reason cost.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockedTime {
    /// The reason, as the source gives it.
    pub reason: String,
    /// How many items it held up.
    pub items: usize,
    /// For how long, in days: per item the union of its blocks for this reason, added up.
    pub days: f64,
}

/// The blocked time of each reason within the range, the dearest first.
///
/// A block ends at the latest when its item ends, or with the record; a block that begins after
/// that does not count. Days are counted by the same rule as cycle times: a block lifted on the
/// day it began lasted one inclusive day.
///
/// Method: blocker clustering, Klaus Leopold and Troy Magennis, "Blockers: treasures of
/// improvement".
///
/// ```
/// use flow::{Calendar, HistoryBuilder, Instant, blocked::blocked_time, DayRange};
/// use flow::{lives::Lives, workflow::{Count, Workflow}};
/// let day = |n: i64| Instant::from_micros(n * 86_400_000_000);
/// let mut builder = HistoryBuilder::new(vec![]);
/// let item = builder.item("A");
/// let (doing, done) = (builder.state("Doing"), builder.state("Done"));
/// builder.enter(item, day(0), None, doing);
/// builder.block(item, day(2), Some("no test machine"));
/// builder.block(item, day(4), None);
/// builder.enter(item, day(9), Some(doing), done);
/// let history = builder.finish();
/// let workflow = Workflow::proposed(&history).unwrap();
/// let calendar = Calendar::every_day(jiff::tz::TimeZone::UTC);
/// let lives = Lives::new(&history, &workflow, &calendar, day(9));
/// let range = DayRange { first: calendar.day_of(day(0)), last: calendar.day_of(day(9)) };
/// let blocked = blocked_time(&history, &lives, &calendar, range, Count::InclusiveDays);
/// assert_eq!((blocked[0].items, blocked[0].days), (1, 3.0));
/// ```
#[must_use]
pub fn blocked_time(
    history: &History,
    lives: &Lives,
    calendar: &Calendar,
    range: DayRange,
    count: Count,
) -> Vec<BlockedTime> {
    let mut blocked: Vec<BlockedTime> = history
        .reasons()
        .iter()
        .map(|reason| BlockedTime { reason: reason.clone(), items: 0, days: 0.0 })
        .collect();
    let mut blocks: Vec<(Block, Moment, Moment)> = history
        .blocks()
        .iter()
        .filter_map(|block| Some((*block, moments(block, lives, calendar)?)))
        .filter_map(|(block, (from, until))| {
            let (from, until) = clipped(from, until, range, calendar)?;
            Some((block, from, until))
        })
        .collect();
    blocks.sort_by_key(|(block, from, _)| (block.item, block.reason, from.at));
    for group in blocks.chunk_by(|a, b| (a.0.item, a.0.reason) == (b.0.item, b.0.reason)) {
        let reason = &mut blocked[group[0].0.reason as usize];
        reason.items += 1;
        let mut current = (group[0].1, group[0].2);
        for (_, from, until) in &group[1..] {
            if touches(current.1, *from, count) {
                current.1 = if until.at > current.1.at { *until } else { current.1 };
            } else {
                reason.days += cycle_time_days(current.0, current.1, count);
                current = (*from, *until);
            }
        }
        reason.days += cycle_time_days(current.0, current.1, count);
    }
    blocked.retain(|reason| reason.items > 0);
    blocked.sort_by(|a, b| b.days.total_cmp(&a.days).then_with(|| a.reason.cmp(&b.reason)));
    blocked
}

/// Whether two blocks share a day, or, counted exactly, an instant.
fn touches(until: Moment, from: Moment, count: Count) -> bool {
    match count {
        Count::ExactHours => from.at <= until.at,
        Count::InclusiveDays | Count::ElapsedDays => from.day <= until.day,
    }
}

/// From when to when a block held its item up; none if the item had ended, or the record had.
fn moments(block: &Block, lives: &Lives, calendar: &Calendar) -> Option<(Moment, Moment)> {
    let end = lives.get(block.item).end.map_or(lives.today().at, |end| end.at);
    let until = block.until.map_or(end, |until| until.min(end));
    let today = lives.today().day;
    let moment = |at| Moment { at, day: calendar.day_of(at).min(today) };
    (block.from <= until).then(|| (moment(block.from), moment(until)))
}

/// The part of a block that lies in the range of days.
fn clipped(
    from: Moment,
    until: Moment,
    range: DayRange,
    calendar: &Calendar,
) -> Option<(Moment, Moment)> {
    if until.day < range.first || from.day > range.last {
        return None;
    }
    let from = if from.day < range.first {
        Moment { at: calendar.start_of(calendar.date(range.first)), day: range.first }
    } else {
        from
    };
    let until = if until.day > range.last {
        let next = calendar.date(range.last).saturating_add(1.day());
        Moment { at: calendar.start_of(next), day: range.last }
    } else {
        until
    };
    Some((from, until))
}
