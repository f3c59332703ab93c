//! The figures of a comparison. The keys of its JSON are stable; new ones may be added.

use crate::source::Record;
use crate::source::told::{self, FEWEST_FOR_FIGURES, RulesUsed, SourceUsed};
use flow::bootstrap::Resampling;
use flow::effect::{Controlled, Direction, Effect, Period, Verdict};
use flow::survival::Difference;
use flow::throughput_ratio;
use jiff::civil::Date;
use serde::Serialize;

/// The seed of the bootstrap; it stands in the report.
const SEED: u64 = 1;

/// Why a difference that is none of chance is yet no signal.
const OVERRULED: &str =
    "The time to finish changed, but the weekly throughput points the other way.";

/// Before and after a change.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub(super) change: String,
    pub(super) as_of: String,
    pub(super) from: String,
    pub(super) verdict: VerdictWord,
    pub(super) reason: Option<String>,
    pub(super) more_finished_items_needed: Option<u64>,
    pub(super) before: Side,
    pub(super) after: Side,
    pub(super) tau_days: Option<f64>,
    /// The curves hold from this age on; above 0 where too few young items were seen.
    pub(super) start_age_days: f64,
    /// After less before, in days: below 0, things finish sooner.
    pub(super) difference: Option<Interval>,
    pub(super) throughput_ratio: Option<Ratio>,
    /// Weeks after the change whose throughput speaks against the difference.
    pub(super) contradicting_weeks: usize,
    pub(super) control: Option<Control>,
    pub(super) source: SourceUsed,
    pub(super) rules: RulesUsed,
    pub(super) as_of_is: &'static str,
    /// What a changed definition means; a sentence.
    #[serde(skip)]
    pub(super) changed_definition: Option<String>,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum VerdictWord {
    /// Things finish sooner.
    SignalShorter,
    /// Things take longer.
    SignalLonger,
    /// It may be chance.
    NoSignalYet,
    /// Nothing can be said.
    NotEnoughData,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Side {
    pub(super) finished: usize,
    pub(super) open: usize,
    pub(super) dropped: usize,
    pub(super) median_days: Option<f64>,
    pub(super) restricted_mean_days: Option<f64>,
    pub(super) se_days: Option<f64>,
    pub(super) finished_per_week: Vec<u32>,
    /// The age in days, the share unfinished after it, and the 95 % interval of that.
    pub(super) curve: Vec<(f64, f64, f64, f64)>,
}

/// An estimate and its 95 % interval.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Interval {
    pub(super) days: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// Throughput after ÷ before. The exact interval is the optimistic one: it takes every finish as
/// independent; the other draws whole weeks anew.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Ratio {
    pub(super) ratio: f64,
    pub(super) exact_low: f64,
    pub(super) exact_high: f64,
    pub(super) by_weeks_low: Option<f64>,
    pub(super) by_weeks_high: Option<f64>,
    pub(super) seed: u64,
}

#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Control {
    /// What changed in the work that the change did not touch; none when too little is known.
    pub(super) difference: Option<Interval>,
    /// What is left for the change to explain.
    pub(super) difference_of_differences: Option<Interval>,
}

pub(super) fn report(
    record: &Record,
    change: Date,
    effect: &Effect,
    control: Option<Option<Controlled>>,
) -> Report {
    let (verdict, reason, more) = match effect.verdict {
        Verdict::Signal(Direction::Shorter) => (VerdictWord::SignalShorter, None, None),
        Verdict::Signal(Direction::Longer) => (VerdictWord::SignalLonger, None, None),
        Verdict::NoSignalYet { more_finished_items_needed } => {
            (VerdictWord::NoSignalYet, None, more_finished_items_needed)
        }
        Verdict::NotEnoughData { why } => (VerdictWord::NotEnoughData, Some(why.to_string()), None),
    };
    let overruled = verdict == VerdictWord::NoSignalYet
        && effect.difference.as_ref().is_some_and(|it| !it.interval_days.contains(0.0));
    let reason = if overruled { Some(OVERRULED.to_owned()) } else { reason };
    let (verdict, reason) = beside_control(verdict, reason, control.as_ref());
    let (before, after) = (side(&effect.before), side(&effect.after));
    // The floor of every page: a handful of items is not put into figures.
    let enough = before.finished.min(after.finished) >= FEWEST_FOR_FIGURES;
    Report {
        change: change.to_string(),
        as_of: record.as_of.0.to_string(),
        from: record.calendar.date(record.range.first).to_string(),
        verdict,
        reason,
        more_finished_items_needed: more,
        throughput_ratio: enough.then(|| ratio(effect)).flatten(),
        tau_days: effect.before.restricted_mean.filter(|_| enough).map(|mean| mean.tau_days),
        start_age_days: effect.start_age_days,
        difference: effect.difference.as_ref().filter(|_| enough).map(interval),
        contradicting_weeks: effect.contradicting.len(),
        control: control.map(|found| Control {
            difference: found.as_ref().map(|it| interval(&it.control)),
            difference_of_differences: found.as_ref().map(|it| interval(&it.difference)),
        }),
        source: told::source(record),
        rules: RulesUsed { count: "inclusive_days", ..told::rules(record) },
        as_of_is: told::as_of_is(record),
        changed_definition: told::changed_definition(record),
        before,
        after,
    }
}

/// With a control the verdict is about what is left when the control's change is taken off.
fn beside_control(
    verdict: VerdictWord,
    reason: Option<String>,
    control: Option<&Option<Controlled>>,
) -> (VerdictWord, Option<String>) {
    let signal = matches!(verdict, VerdictWord::SignalShorter | VerdictWord::SignalLonger);
    match control {
        Some(Some(found)) if signal && found.difference.interval_days.contains(0.0) => {
            let why = "The control changed too: what is left beside it may be chance.";
            (VerdictWord::NoSignalYet, Some(why.to_owned()))
        }
        Some(None) if signal => {
            let why = "The control holds too little to compare with.";
            (VerdictWord::NotEnoughData, Some(why.to_owned()))
        }
        _ => (verdict, reason),
    }
}

fn side(period: &Period) -> Side {
    let mean = period.restricted_mean.filter(|_| period.finished >= FEWEST_FOR_FIGURES);
    Side {
        finished: period.finished,
        open: period.open,
        dropped: period.dropped,
        median_days: period.median_days.filter(|_| period.finished >= FEWEST_FOR_FIGURES),
        restricted_mean_days: mean.map(|it| it.mean_days),
        se_days: mean.map(|it| it.standard_error_days),
        finished_per_week: period.finished_per_week.clone(),
        curve: if period.finished < FEWEST_FOR_FIGURES { vec![] } else { curve(period) },
    }
}

fn curve(period: &Period) -> Vec<(f64, f64, f64, f64)> {
    let point = |step: &flow::survival::Step| {
        let interval = step.interval();
        (step.time, step.survival, interval.low, interval.high)
    };
    period.curve.steps().iter().map(point).collect()
}

fn interval(difference: &Difference) -> Interval {
    let Difference { days, interval_days, .. } = *difference;
    Interval { days, low: interval_days.low, high: interval_days.high }
}

fn ratio(effect: &Effect) -> Option<Ratio> {
    let exact = effect.throughput_ratio?;
    let (before, after) = (&effect.before.finished_per_week, &effect.after.finished_per_week);
    let by_weeks = throughput_ratio::by_weeks(before, after, Resampling::seeded(SEED));
    Some(Ratio {
        ratio: exact.ratio,
        exact_low: exact.interval.low,
        exact_high: exact.interval.high,
        by_weeks_low: by_weeks.map(|it| it.interval.low),
        by_weeks_high: by_weeks.map(|it| it.interval.high),
        seed: SEED,
    })
}
