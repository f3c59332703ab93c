//! Little's law and flow debt: do the averages fit together, and who pays for the quick ones?
//!
//! Both speak of inclusive days, whatever the count rule: only these fit the work in progress.

use super::figures::Figures;
use super::summary::{Condition, FlowDebt, LittlesLaw};
use crate::source::told::FEWEST_FOR_FIGURES;
use flow::littles_law::{Window, judge};
use flow::lives::Fate;
use flow::throughput::count_per_day;
use flow::wip::total_age_days_per_day;

/// The exact side of the flow debt is the mean of what finished in so many last days.
const RECENT_DAYS: i32 = 30;

/// The law over all days of the record, with each of its conditions judged.
pub(super) fn littles_law(figures: &mut Figures) -> LittlesLaw {
    figures.withhold("littles_law.mean_cycle_time_days, ratio", "");
    let record = figures.record;
    let starts = record.lives.spans().map(|span| span.start);
    let ended = |fate: Fate| {
        let lives = record.lives.iter().filter(move |it| it.fate == fate && it.start.is_some());
        count_per_day(lives.filter_map(|life| Some(life.end?.day)), record.range)
    };
    let window = Window {
        arrivals: &count_per_day(starts, record.range),
        departures: &ended(Fate::Finished),
        wip: &figures.wip_per_day,
        total_age_days: &total_age_days_per_day(record.lives.spans(), record.range),
        mean_cycle_time_days: figures.mean_inclusive_days(|_| true),
        dropped: &ended(Fate::Dropped),
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
pub(super) fn flow_debt(figures: &mut Figures) -> Option<FlowDebt> {
    figures.withhold("flow_debt", "");
    let record = figures.record;
    let kept = record.lives.iter().filter(|life| life.fate != Fate::Dropped);
    let starts: Vec<flow::Day> = kept
        .filter(|life| life.end.is_none_or(|end| end.day >= record.range.first))
        .filter_map(|life| Some(life.start?.day))
        .collect();
    let open_before = starts.iter().filter(|day| **day < record.range.first).count() as u64;
    let arrivals = count_per_day(starts, record.range);
    let finished = figures.finished.iter().map(|it| it.finished_on);
    let departures = count_per_day(finished, record.range);
    let since = record.range.last.0 - RECENT_DAYS;
    let debt = figures
        .mean_inclusive_days(|day| day.0 > since)
        .and_then(|exact| flow::flow_debt::flow_debt(open_before, &arrivals, &departures, exact));
    if debt.is_none() && figures.finished.len() >= FEWEST_FOR_FIGURES {
        let why = "needs something finished in the last 30 days that began in the record";
        figures.withhold_because("flow_debt", why.to_owned());
    }
    debt.map(|debt| FlowDebt {
        approximate_days: debt.approximate_days,
        exact_days: debt.exact_days,
        debt_days: debt.debt_days,
    })
}

impl Figures<'_> {
    /// The mean of the inclusive days of the items that finished on such days; none with too few
    /// finished items for figures.
    fn mean_inclusive_days(&self, on: impl Fn(flow::Day) -> bool) -> Option<f64> {
        if self.finished.len() < FEWEST_FOR_FIGURES {
            return None;
        }
        let finished = self.finished.iter().filter(|it| on(it.finished_on));
        let days: Vec<i32> = finished
            .filter_map(|it| {
                let start = self.record.lives.get(it.item).start?;
                Some(it.finished_on.0 - start.day.0 + 1)
            })
            .collect();
        let sum: i64 = days.iter().map(|days| i64::from(*days)).sum();
        (!days.is_empty()).then(|| sum as f64 / days.len() as f64)
    }
}
