//! From a record to the figures of its summary, and what is withheld for want of data.

use super::Horizon;
use super::figures::{ENOUGH_FOR_ALL, Figures, SERVICE_LEVEL};
use super::forecasts::{forecast, process_behaviour};
use super::laws::{flow_debt, littles_law};
use super::summary::*;
use crate::source::KINDS;
use crate::source::told::{self, FEWEST_FOR_FIGURES};
use chart::Annotation;
use flow::ageing::{open_items, pace};
use flow::blocked::blocked_time;
use flow::bootstrap::{Resampling, interval};
use flow::cumulative_flow::cumulative_flow;
use flow::cycle_time::FinishedItem as Finished;
use flow::flow_efficiency::flow_efficiency;
use flow::lives::Fate;
use flow::percentile::nearest_rank;
use flow::service_level::conditional_risk;
use flow::survival::{Curve, Observation};
use flow::wip::{total_age_days_per_day, wip_at_end_of_day};
use flow::workflow::{Count, word};

/// The restricted mean reaches to the largest age at which so many items are at risk.
const FEWEST_AT_RISK: usize = 5;
/// The seed of the intervals; it stands beside them in the summary.
const SEED: u64 = 1;

/// All figures of a record.
pub(super) fn summary(figures: &mut Figures<'_>, horizon: Horizon) -> Summary {
    let record = figures.record;
    let curve = figures.curve();
    let cycle_time_days = figures.cycle_time();
    let (ageing, service_level) = figures.ageing(&curve);
    let counts = record.lives.counts();
    Summary {
        source: told::source(record),
        rules: told::rules(record),
        as_of: record.as_of.0.to_string(),
        as_of_is: told::as_of_is(record),
        counts: Counts {
            items: record.history.len() - counts.not_yet,
            finished: counts.finished,
            in_progress: counts.in_progress,
            not_started: counts.not_started,
            dropped: counts.dropped,
            not_yet: counts.not_yet,
        },
        window: figures.window(),
        cycle_time_days,
        time_to_finish: figures.time_to_finish(&curve),
        throughput: Throughput {
            per_day: figures.dated(&figures.per_day),
            per_week: figures.weeks.iter().map(|it| (it.monday.to_string(), it.count)).collect(),
            median_per_week: figures.median_per_week(),
            whole_weeks: figures.whole_weeks().count(),
            most_per_week: figures.whole_weeks().max(),
        },
        wip: figures.wip(),
        age_days: figures.ages(),
        ageing,
        service_level,
        cumulative_flow: figures.cumulative_flow(),
        littles_law: littles_law(figures),
        flow_debt: flow_debt(figures),
        flow_efficiency: figures.flow_efficiency(),
        blocked: figures.blocked(),
        process_behaviour: process_behaviour(figures),
        forecast: forecast(figures, horizon),
        annotations: figures.annotations(),
        changed_definition: told::changed_definition(record),
        withheld: std::mem::take(&mut figures.withheld),
    }
}

/// The curve where it goes down, its ages less so many days.
fn curve_points(curve: &Curve, less: f64) -> Vec<(Days, f64, f64, f64)> {
    let point = |step: &flow::survival::Step| {
        let interval = step.interval();
        (Days(step.time - less), step.survival, interval.low, interval.high)
    };
    curve.steps().iter().map(point).collect()
}

/// How many of these sorted numbers of days there are of each, rounded up to whole days.
fn histogram(days: &[f64]) -> Vec<(u32, u32)> {
    let whole = |days: &f64| days.ceil().max(0.0) as u32;
    let same = days.chunk_by(|a, b| whole(a) == whole(b));
    same.map(|days| (whole(&days[0]), days.len() as u32)).collect()
}

impl Figures<'_> {
    /// The annotations that lie in these days.
    fn annotations(&self) -> Vec<AnnotationTold> {
        let record = self.record;
        let told = |it: &Annotation| AnnotationTold {
            on: it.on.to_string(),
            text: it.text.clone(),
            kind: word(&KINDS, it.kind),
        };
        record.annotations_within().map(told).collect()
    }

    /// The days looked at, where they are not all there are.
    fn window(&self) -> Option<WindowUsed> {
        let record = self.record;
        let window = record.window.as_ref()?;
        let last = || record.calendar.civil_date(record.as_of.0).to_string();
        Some(WindowUsed {
            first: window.first.map_or_else(|| self.date(record.range.first), |it| it.to_string()),
            last: window.last.map_or_else(last, |it| it.to_string()),
        })
    }

    fn cycle_time(&mut self) -> CycleTime {
        self.withhold("cycle_time_days", "cycle_time_days.p70, p95");
        let days = &self.cycle_times_days;
        let n = days.len();
        let percentile = |p| self.shown(p, |p| nearest_rank(days, p).map(Days));
        let few = (FEWEST_FOR_FIGURES..ENOUGH_FOR_ALL).contains(&n);
        let resampled = |p: f64| {
            let statistic = |drawn: &[f64]| {
                let mut drawn = drawn.to_vec();
                drawn.sort_unstable_by(f64::total_cmp);
                nearest_rank(&drawn, p)
            };
            let found = interval(days, Resampling::seeded(SEED), statistic)?;
            Some((Days(found.interval.low), Days(found.interval.high)))
        };
        let interval = few.then(|| resampled(0.5).zip(resampled(SERVICE_LEVEL))).flatten();
        CycleTime {
            n,
            p50: percentile(0.5),
            p70: percentile(0.7),
            p85: percentile(0.85),
            p95: percentile(0.95),
            min: days.first().copied().map(Days),
            max: days.last().copied().map(Days),
            mean: (n >= FEWEST_FOR_FIGURES).then(|| days.iter().sum::<f64>() / n as f64),
            histogram: histogram(days),
            interval: interval.map(|(p50, p85)| Intervals { p50, p85, seed: SEED }),
            items: if n < FEWEST_FOR_FIGURES { self.finished_list() } else { vec![] },
        }
    }

    fn finished_list(&self) -> Vec<FinishedItem> {
        let item = |it: &Finished| FinishedItem {
            id: self.record.history.id(it.item).to_owned(),
            finished_on: self.date(it.finished_on),
            cycle_time_days: Days(it.cycle_time_days),
        };
        self.finished.iter().map(item).collect()
    }

    /// Every started item as an observation: open and dropped ones are censored at their age, and
    /// those begun before the window enter at the age they had by then. In inclusive days, or
    /// exactly where the rule is exact.
    fn observations(&self) -> Vec<Observation> {
        let (record, count) = (self.record, self.record.workflow.rules.count);
        let window = record.calendar.start_of(record.calendar.date(record.range.first));
        let observation = |life: flow::lives::Life| {
            let start = life.start?;
            let end = life.end.unwrap_or(record.lives.today());
            if end.day < record.range.first {
                return None;
            }
            let ended = life.fate == Fate::Finished;
            let (entry, exit) = match count {
                Count::ExactHours => (window.days_since(start.at), end.at.days_since(start.at)),
                Count::InclusiveDays | Count::ElapsedDays => (
                    f64::from(record.range.first.0 - start.day.0),
                    f64::from(end.day.0 - start.day.0 + 1),
                ),
            };
            // What took no time at all was at risk for a moment.
            let exit = exit.max(f64::MIN_POSITIVE);
            let entry = if record.begins_within { entry.max(0.0) } else { 0.0 };
            Some(Observation { entry, exit, ended })
        };
        record.lives.iter().filter_map(observation).collect()
    }

    fn curve(&self) -> Curve {
        Curve::new(&self.observations())
    }

    fn time_to_finish(&mut self, curve: &Curve) -> TimeToFinish {
        self.withhold("time_to_finish", "");
        let enough = self.finished.len() >= FEWEST_FOR_FIGURES;
        // Counted as elapsed days, everything is one less than in inclusive days.
        let elapsed = self.record.workflow.rules.count == Count::ElapsedDays;
        let less = if elapsed { 1.0 } else { 0.0 };
        let median = curve.median().filter(|_| enough);
        if enough && median.is_none() {
            let reason = "not reached: fewer than half of the items finish in the time seen";
            self.withhold_because("time_to_finish.median_days", reason.to_owned());
        }
        let tau = curve.last_age_with(FEWEST_AT_RISK);
        let mean = tau.filter(|_| enough).map(|tau| curve.restricted_mean(tau));
        let lives = self.record.lives.iter().filter(|life| life.start.is_some());
        let in_range =
            lives.filter(|life| life.end.is_none_or(|end| end.day >= self.record.range.first));
        let fates: Vec<Fate> = in_range.map(|life| life.fate).collect();
        let count = |fate| fates.iter().filter(|it| **it == fate).count();
        TimeToFinish {
            median_days: median.map(|days| Days(days - less)),
            p85_days: curve
                .age_by_which(SERVICE_LEVEL)
                .filter(|_| enough)
                .map(|days| Days(days - less)),
            tau_days: tau.map(|days| Days(days - less)),
            restricted_mean_days: mean.map(|it| it.mean_days - less),
            se_days: mean.map(|it| it.standard_error_days),
            n: fates.len(),
            open: count(Fate::InProgress),
            dropped: count(Fate::Dropped),
            curve: if enough { curve_points(curve, less) } else { vec![] },
        }
    }

    fn wip(&self) -> Wip {
        let per_day = &self.wip_per_day;
        let sum: u64 = per_day.iter().map(|count| u64::from(*count)).sum();
        Wip {
            now: self.record.lives.counts().in_progress,
            max: per_day.iter().copied().max().unwrap_or(0),
            mean: sum as f64 / per_day.len().max(1) as f64,
            per_day: self.dated(per_day),
            at_end_of_day: self
                .dated(&wip_at_end_of_day(self.record.lives.spans(), self.record.range)),
        }
    }

    /// Ages are facts about every open item, not a sample: they are never withheld.
    fn ages(&self) -> Ages {
        let open = open_items(&self.record.lives, self.record.workflow.rules.count);
        let mut ages: Vec<f64> = open.iter().map(|it| it.age_days).collect();
        ages.sort_unstable_by(f64::total_cmp);
        let percentile = |p| nearest_rank(&ages, p).map(Days);
        Ages {
            n: ages.len(),
            p50: percentile(0.5),
            p85: percentile(0.85),
            p95: percentile(0.95),
            max: ages.last().copied().map(Days),
            total: Days(ages.iter().sum()),
            total_per_day: self
                .dated(&total_age_days_per_day(self.record.lives.spans(), self.record.range)),
        }
    }

    /// The oldest open items, how finished ones fared, and the service level held against both.
    fn ageing(&mut self, curve: &Curve) -> (Ageing, Option<ServiceLevel>) {
        self.withhold("ageing.states, service_level", "ageing.states.p70, p95");
        let record = self.record;
        let count = record.workflow.rules.count;
        let name = |state: usize| record.workflow.states()[state].name.clone();
        let mut open = open_items(&record.lives, count);
        let states = pace(&record.lives, &record.workflow, record.range)
            .into_iter()
            .map(|pace| {
                let percentile = |p| self.shown(p, |p| nearest_rank(&pace.ages_days, p));
                Pace {
                    state: name(pace.state),
                    position: pace.state,
                    open: open.iter().filter(|it| it.state == Some(pace.state)).count(),
                    n: pace.ages_days.len(),
                    p50: percentile(0.5),
                    p70: percentile(0.7),
                    p85: percentile(0.85),
                    p95: percentile(0.95),
                }
            })
            .collect();

        let expected = self.shown(SERVICE_LEVEL, |p| nearest_rank(&self.cycle_times_days, p));
        // The curve is in inclusive days (or exact). Of an inclusive age the last day is not over
        // yet; an elapsed one is a day less than the inclusive one.
        let (less, more) = match count {
            Count::InclusiveDays => (1.0, 0.0),
            Count::ElapsedDays => (0.0, 1.0),
            Count::ExactHours => (0.0, 0.0),
        };
        let risk = |age: f64| conditional_risk(curve, expected? + more, age - less);
        open.sort_by(|a, b| b.age_days.total_cmp(&a.age_days).then(a.item.cmp(&b.item)));
        let service_level = expected.map(|days| {
            let missed = open.iter().filter(|it| it.age_days > days).count();
            let likely = |age: f64| age <= days && risk(age).is_some_and(|risk| risk > 0.5);
            ServiceLevel {
                probability: SERVICE_LEVEL,
                days: Days(days),
                missed,
                at_risk: open.iter().filter(|it| likely(it.age_days)).count(),
            }
        });
        let oldest = open.iter().take(10).map(|it| OpenItem {
            id: record.history.id(it.item).to_owned(),
            state: it.state.map(name).unwrap_or_default(),
            age_days: Days(it.age_days),
            risk: risk(it.age_days),
        });
        (Ageing { states, oldest: oldest.collect() }, service_level)
    }

    fn cumulative_flow(&self) -> CumulativeFlow {
        let flow = cumulative_flow(&self.record.lives, self.record.range);
        let states = self.record.workflow.states().iter().take(flow.lines.len());
        let by_day = |lines: &[Vec<u32>]| {
            let days = self.record.range.days().enumerate();
            let counts = |index: usize| lines.iter().map(|line| line[index]).collect();
            days.map(|(index, day)| (self.date(day), counts(index))).collect()
        };
        CumulativeFlow {
            states: states.map(|state| state.name.clone()).collect(),
            per_day: by_day(&flow.lines),
            dropped: self.dated(&flow.dropped),
            dropped_before: by_day(&flow.dropped_before),
        }
    }

    fn flow_efficiency(&mut self) -> Option<FlowEfficiency> {
        let record = self.record;
        let found = flow_efficiency(&record.history, &record.workflow, &record.lives, record.range);
        let Some((found, ratio)) = found.and_then(|it| Some((it, it.ratio()?))) else {
            let why = "needs active and waiting states, and something finished in them";
            self.withhold_because("flow_efficiency", why.to_owned());
            return None;
        };
        let (active_days, waiting_days) = (found.active_days, found.waiting_days);
        Some(FlowEfficiency { active_days, waiting_days, ratio })
    }

    fn blocked(&self) -> Vec<Blocked> {
        let record = self.record;
        let count = record.workflow.rules.count;
        blocked_time(&record.history, &record.lives, &record.calendar, record.range, count)
            .into_iter()
            .map(|it| Blocked { reason: it.reason, items: it.items, days: Days(it.days) })
            .collect()
    }
}
