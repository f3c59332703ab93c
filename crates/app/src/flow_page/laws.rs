//! Little's law and flow debt: do the averages fit together, and who pays for the quick ones?

use super::measure::Figures;
use super::summary::{Condition, FlowDebt, LittlesLaw};
use flow::littles_law::{Window, judge};
use flow::lives::Fate;
use flow::throughput::count_per_day;
use flow::wip::total_age_days_per_day;

/// The exact side of the flow debt is the mean of what finished in so many last days.
const RECENT_DAYS: i32 = 30;

/// The law over all days of the record, with each of its conditions judged.
pub(super) fn littles_law(figures: &Figures) -> LittlesLaw {
    let record = figures.record;
    let starts = record.lives.spans().map(|span| span.start);
    let arrivals = count_per_day(starts, record.range);
    let dropped = record.lives.iter().filter(|life| {
        life.fate == Fate::Dropped
            && life.start.is_some()
            && life.end.is_some_and(|end| record.range.contains(end.day))
    });
    let window = Window {
        arrivals: &arrivals,
        departures: &figures.per_day,
        wip: &figures.wip_series(),
        total_age_days: &total_age_days_per_day(record.lives.spans(), record.range),
        mean_cycle_time_days: figures.mean_cycle_time_days(|_| true),
        dropped: dropped.count() as u32,
    };
    // The range holds at least one day, and all series are as long as it.
    let law = judge(window);
    LittlesLaw {
        window_days: record.range.len(),
        mean_wip: law.as_ref().map_or(0.0, |law| law.mean_wip),
        throughput_per_day: law.as_ref().map_or(0.0, |law| law.throughput_per_day),
        mean_cycle_time_days: law.as_ref().and_then(|law| law.mean_cycle_time_days),
        ratio: law.as_ref().and_then(|law| law.ratio),
        conditions: law
            .into_iter()
            .flat_map(|law| law.conditions)
            .map(|it| Condition { name: it.name, holds: it.holds, detail: it.detail })
            .collect(),
    }
}

/// What the diagram suggests for the last day against what finished lately. Dropped items are left
/// out: they never cross the line of the finished ones.
pub(super) fn flow_debt(figures: &Figures) -> Option<FlowDebt> {
    let record = figures.record;
    let kept = record.lives.iter().filter(|life| life.fate != Fate::Dropped);
    let starts: Vec<flow::Day> = kept
        .filter(|life| life.end.is_none_or(|end| end.day >= record.range.first))
        .filter_map(|life| Some(life.start?.day))
        .collect();
    let open_before = starts.iter().filter(|day| **day < record.range.first).count() as u64;
    let arrivals = count_per_day(starts, record.range);
    let since = record.range.last.0 - RECENT_DAYS;
    let exact_days = figures.mean_cycle_time_days(|day| day.0 > since)?;
    let debt = flow::flow_debt::flow_debt(open_before, &arrivals, &figures.per_day, exact_days)?;
    Some(FlowDebt {
        approximate_days: debt.approximate_days,
        exact_days: debt.exact_days,
        debt_days: debt.debt_days,
    })
}

impl Figures<'_> {
    /// The mean cycle time of the items that finished on such days.
    fn mean_cycle_time_days(&self, on: impl Fn(flow::Day) -> bool) -> Option<f64> {
        let finished = self.finished.iter().filter(|it| on(it.finished_on));
        let days: Vec<f64> = finished.map(|it| it.cycle_time_days).collect();
        (!days.is_empty()).then(|| days.iter().sum::<f64>() / days.len() as f64)
    }
}
