//! What comes next, and what is out of the ordinary: forecasts and process behaviour.

use super::Horizon;
use super::figures::Figures;
use super::summary::{Forecast, HowMany, ProcessBehaviour, Signal, When};
use crate::source::told::FEWEST_FOR_FIGURES;
use flow::forecast::{date_after, how_many, when};
use flow::process_behaviour::{Chart, On, Side};
use flow::throughput::Week;

/// Forecasts sample so many days, the latest that are whole.
const SAMPLED_DAYS: usize = 90;
/// The process is judged by its first so many whole weeks.
const BASELINE_WEEKS: usize = 26;

/// How many in so many days, and when so many are done, from the latest whole days.
pub(super) fn forecast(figures: &mut Figures, horizon: Horizon) -> Forecast {
    figures.withhold("forecast", "forecast.p70, p95");
    let record = figures.record;
    let whole = record.whole.len();
    let first = whole.saturating_sub(SAMPLED_DAYS);
    let history = figures.per_day[first..whole].to_vec();
    let date = |index: usize| {
        let day = flow::Day(record.whole.first.0 + index as i32);
        record.calendar.date(day).to_string()
    };
    let outcomes = how_many(&history, horizon.days);
    let done = when(&history, horizon.items);
    let many = |p| figures.shown(p, |p| outcomes.as_ref()?.at_least(p));
    let by = |p| figures.shown(p, |p| done.by(p));
    // In the middle of each twentieth part of the odds; as many "or more" as "or before".
    let enough = figures.finished.len() >= FEWEST_FOR_FIGURES;
    let futures: Vec<f64> =
        (0..20).filter(|_| enough).map(|part| (f64::from(part) + 0.5) / 20.0).collect();
    let many_of = |p| outcomes.as_ref()?.at_least(p);
    let by_of = |p| done.by(p);
    let p85_on =
        by(0.85).map(|days| date_after(&record.calendar, record.whole.last, days).to_string());
    let forecast = Forecast {
        history_from: (!history.is_empty()).then(|| date(first)),
        history_to: (!history.is_empty()).then(|| date(whole - 1)),
        history_days: history.len(),
        how_many: HowMany {
            days: horizon.days,
            p50: many(0.5),
            p70: many(0.7),
            p85: many(0.85),
            p95: many(0.95),
            futures: futures.iter().rev().filter_map(|p| many_of(*p)).collect(),
        },
        when: When {
            items: horizon.items,
            p50: by(0.5),
            p70: by(0.7),
            p85: by(0.85),
            p95: by(0.95),
            p85_on,
            futures: futures.iter().filter_map(|p| by_of(*p)).collect(),
        },
        method: "exact",
    };
    let days = history.len();
    if enough && days == 0 {
        figures.withhold_because("forecast", "needs a whole day; there is none yet".to_owned());
    } else if enough && history.iter().all(|count| *count == 0) {
        let why = format!("needs something finished in the last {days} whole days");
        figures.withhold_because("forecast.when", why);
    } else if enough && forecast.when.p50.is_none() {
        let why = "needs fewer items: so many take more than a hundred years".to_owned();
        figures.withhold_because("forecast.when", why);
    }
    forecast
}

/// The throughput of whole weeks against the limits of the first of them.
pub(super) fn process_behaviour(figures: &mut Figures) -> ProcessBehaviour {
    let weeks: Vec<Week> = figures.weeks.iter().filter(|week| week.whole).copied().collect();
    let counts: Vec<f64> = weeks.iter().map(|week| f64::from(week.count)).collect();
    let baseline = counts.len().min(BASELINE_WEEKS);
    let chart = Chart::new(&counts, baseline);
    if chart.is_none() {
        let why = format!("needs 2 whole weeks; you have {baseline}");
        figures.withhold_because("process_behaviour", why);
    }
    let limits = chart.as_ref().map(|chart| chart.limits);
    let signal = |it: &flow::process_behaviour::Signal| Signal {
        at: weeks[it.index].monday.to_string(),
        rule: it.rule.number(),
        on: if it.on == On::Value { "value" } else { "range" },
        side: if it.side == Side::Above { "above" } else { "below" },
    };
    ProcessBehaviour {
        measure: "throughput_per_week",
        baseline_weeks: baseline,
        baseline_from: weeks.first().map(|week| week.monday.to_string()),
        mean: limits.map(|it| it.mean),
        mean_moving_range: limits.map(|it| it.mean_moving_range),
        upper: limits.map(|it| it.upper),
        lower: limits.and_then(|it| it.lower),
        range_upper: limits.map(|it| it.range_upper),
        signals: chart.iter().flat_map(|chart| &chart.signals).map(signal).collect(),
    }
}
