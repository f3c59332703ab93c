//! What every figure is made from, and which figures are shown for so many finished items.

use super::summary::Withheld;
use crate::source::Record;
use crate::source::told::FEWEST_FOR_FIGURES;
use flow::Day;
use flow::cycle_time::{FinishedItem as Finished, finished_items};
use flow::lives::Fate;
use flow::percentile::nearest_rank;
use flow::throughput::{Week, count_per_day, count_per_week};
use flow::wip::wip_per_day;

/// From this many finished items on every percentile is shown.
pub(super) const ENOUGH_FOR_ALL: usize = 20;
/// Limits from fewer weeks than this are not put into words; they still move too much.
pub(super) const ENOUGH_WEEKS: usize = 6;
/// The probability of the service level expectation.
pub(super) const SERVICE_LEVEL: f64 = 0.85;
/// A record with what several of its figures need.
pub(super) struct Figures<'r> {
    pub(super) record: &'r Record,
    pub(super) finished: Vec<Finished>,
    /// Their cycle times, sorted.
    pub(super) cycle_times_days: Vec<f64>,
    pub(super) per_day: Vec<u32>,
    /// Items in progress on each day of the range.
    pub(super) wip_per_day: Vec<u32>,
    pub(super) weeks: Vec<Week>,
    pub(super) withheld: Vec<Withheld>,
}

impl<'r> Figures<'r> {
    pub(super) fn of(record: &'r Record) -> Self {
        let lives = &record.lives;
        let finished = finished_items(lives, record.range, record.workflow.rules.count);
        let ends = lives.iter().filter(|life| life.fate == Fate::Finished);
        let per_day = count_per_day(ends.filter_map(|life| Some(life.end?.day)), record.range);
        let weeks = count_per_week(&per_day, record.range, record.whole, &record.calendar);
        let mut cycle_times_days: Vec<f64> = finished.iter().map(|it| it.cycle_time_days).collect();
        cycle_times_days.sort_unstable_by(f64::total_cmp);
        let wip_per_day = wip_per_day(lives.spans(), record.range);
        Self { record, finished, cycle_times_days, per_day, wip_per_day, weeks, withheld: vec![] }
    }

    /// The `p` percentile where there are enough finished items for it.
    pub(super) fn shown<T>(&self, p: f64, figure: impl FnOnce(f64) -> Option<T>) -> Option<T> {
        let always = p == 0.5 || p == SERVICE_LEVEL;
        let fewest = if always { FEWEST_FOR_FIGURES } else { ENOUGH_FOR_ALL };
        (self.finished.len() >= fewest).then(|| figure(p)).flatten()
    }

    /// Says why a figure is `null`, where too few items are the reason.
    pub(super) fn withhold(&mut self, all: &'static str, outer: &'static str) {
        let n = self.finished.len();
        let (figure, fewest) = match n {
            _ if n < FEWEST_FOR_FIGURES => (all, FEWEST_FOR_FIGURES),
            _ if n < ENOUGH_FOR_ALL && !outer.is_empty() => (outer, ENOUGH_FOR_ALL),
            _ => return,
        };
        let reason = format!("needs {fewest} finished; you have {n}");
        self.withhold_because(figure, reason);
    }

    pub(super) fn withhold_because(&mut self, figure: &'static str, reason: String) {
        self.withheld.push(Withheld { figure, reason });
    }

    pub(super) fn date(&self, day: Day) -> String {
        self.record.calendar.date(day).to_string()
    }

    pub(super) fn dated<N: Copy>(&self, counts: &[N]) -> Vec<(String, N)> {
        let days = self.record.range.days();
        days.zip(counts).map(|(day, count)| (self.date(day), *count)).collect()
    }

    /// What was finished in each week that is told from Monday to Sunday.
    pub(super) fn whole_weeks(&self) -> impl Iterator<Item = u32> {
        self.weeks.iter().filter(|week| week.whole).map(|week| week.count)
    }

    /// What half of the whole weeks stay at or below.
    pub(super) fn median_per_week(&self) -> Option<u32> {
        let mut counts: Vec<u32> = self.whole_weeks().collect();
        counts.sort_unstable();
        nearest_rank(&counts, 0.5)
    }
}
