//! The machine-readable summary. Its keys are stable; new ones may be added.

use crate::source::told::{RulesUsed, SourceUsed};
use serde::{Serialize, Serializer};

/// All figures of one history. Days are inclusive unless the count rule says otherwise; dates are
/// `YYYY-MM-DD` in the team's time zone, instants RFC 3339. A figure that is withheld is `null`,
/// and `withheld` says why.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    pub(super) source: SourceUsed,
    pub(super) rules: RulesUsed,
    pub(super) as_of: String,
    pub(super) as_of_is: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) window: Option<WindowUsed>,
    pub(super) withheld: Vec<Withheld>,
    pub(super) counts: Counts,
    pub(super) cycle_time_days: CycleTime,
    pub(super) time_to_finish: TimeToFinish,
    pub(super) throughput: Throughput,
    pub(super) wip: Wip,
    pub(super) age_days: Ages,
    pub(super) ageing: Ageing,
    pub(super) service_level: Option<ServiceLevel>,
    pub(super) cumulative_flow: CumulativeFlow,
    pub(super) littles_law: LittlesLaw,
    pub(super) flow_debt: Option<FlowDebt>,
    pub(super) flow_efficiency: Option<FlowEfficiency>,
    pub(super) blocked: Vec<Blocked>,
    pub(super) process_behaviour: ProcessBehaviour,
    pub(super) forecast: Forecast,
    pub(super) annotations: Vec<AnnotationTold>,
    /// What a changed definition means; a sentence.
    #[serde(skip)]
    pub(super) changed_definition: Option<String>,
}

/// A number of days; whole ones are written without a fraction.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Days(pub(super) f64);

impl Serialize for Days {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < 1e15 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// A day worth a line on the time axis.
#[derive(Clone, Debug, Serialize)]
pub(super) struct AnnotationTold {
    pub(super) on: String,
    pub(super) text: String,
    pub(super) kind: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct WindowUsed {
    pub(super) first: String,
    pub(super) last: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Withheld {
    pub(super) figure: &'static str,
    pub(super) reason: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Counts {
    pub(super) items: usize,
    pub(super) finished: usize,
    pub(super) in_progress: usize,
    pub(super) not_started: usize,
    pub(super) dropped: usize,
    /// Items of which everything known happens after `as_of`; in none of the other counts.
    pub(super) not_yet: usize,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct CycleTime {
    pub(super) n: usize,
    pub(super) p50: Option<Days>,
    pub(super) p70: Option<Days>,
    pub(super) p85: Option<Days>,
    pub(super) p95: Option<Days>,
    pub(super) min: Option<Days>,
    pub(super) max: Option<Days>,
    pub(super) mean: Option<f64>,
    /// Given with few items: where the median and the 85th percentile may well lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) interval: Option<Intervals>,
    /// How many items took each number of days, rounded up to whole ones.
    pub(super) histogram: Vec<(u32, u32)>,
    /// The items themselves, where there are too few for figures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) items: Vec<FinishedItem>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Intervals {
    pub(super) p50: (Days, Days),
    pub(super) p85: (Days, Days),
    pub(super) seed: u64,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct FinishedItem {
    pub(super) id: String,
    pub(super) finished_on: String,
    pub(super) cycle_time_days: Days,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct TimeToFinish {
    pub(super) median_days: Option<Days>,
    pub(super) p85_days: Option<Days>,
    pub(super) tau_days: Option<Days>,
    pub(super) restricted_mean_days: Option<f64>,
    pub(super) se_days: Option<f64>,
    pub(super) n: usize,
    pub(super) open: usize,
    pub(super) dropped: usize,
    /// The age in days, the share unfinished after it, and the 95 % interval of that.
    pub(super) curve: Vec<(Days, f64, f64, f64)>,
}

/// (date, count)
pub(super) type Dated = (String, u32);

#[derive(Clone, Debug, Serialize)]
pub(super) struct Throughput {
    pub(super) per_day: Vec<Dated>,
    pub(super) per_week: Vec<Dated>,
    /// What half of the whole weeks stay at or below.
    pub(super) median_per_week: Option<u32>,
    /// How many weeks are told from Monday to Sunday.
    pub(super) whole_weeks: usize,
    /// The most in one of them.
    pub(super) most_per_week: Option<u32>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Wip {
    pub(super) now: usize,
    pub(super) max: u32,
    pub(super) mean: f64,
    pub(super) per_day: Vec<Dated>,
    /// Without the items that ended on the day.
    pub(super) at_end_of_day: Vec<Dated>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Ages {
    pub(super) n: usize,
    pub(super) p50: Option<Days>,
    pub(super) p85: Option<Days>,
    pub(super) p95: Option<Days>,
    pub(super) max: Option<Days>,
    pub(super) total: Days,
    /// The ages of all open items together, in inclusive days, at the end of each day.
    pub(super) total_per_day: Vec<(String, u64)>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Ageing {
    /// Per started state, the ages at which finished items left it.
    pub(super) states: Vec<Pace>,
    /// The oldest open items.
    pub(super) oldest: Vec<OpenItem>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Pace {
    pub(super) state: String,
    /// Where it stands in the workflow.
    #[serde(skip)]
    pub(super) position: usize,
    /// Items in it now.
    pub(super) open: usize,
    pub(super) n: usize,
    pub(super) p50: Option<i32>,
    pub(super) p70: Option<i32>,
    pub(super) p85: Option<i32>,
    pub(super) p95: Option<i32>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct OpenItem {
    pub(super) id: String,
    pub(super) state: String,
    pub(super) age_days: Days,
    /// The chance that it misses the service level, given the age it has reached.
    pub(super) risk: Option<f64>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ServiceLevel {
    pub(super) probability: f64,
    pub(super) days: Days,
    /// Open items older than that already.
    pub(super) missed: usize,
    /// Open items more likely to miss it than to meet it, those that missed it left out.
    pub(super) at_risk: usize,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct CumulativeFlow {
    pub(super) states: Vec<String>,
    pub(super) per_day: Vec<(String, Vec<u32>)>,
    /// Started items dropped by then; they stay in the lines they crossed.
    pub(super) dropped: Vec<Dated>,
    /// Per state, those of them that never entered it.
    pub(super) dropped_before: Vec<(String, Vec<u32>)>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct LittlesLaw {
    pub(super) window_days: usize,
    pub(super) mean_wip: f64,
    pub(super) throughput_per_day: f64,
    pub(super) mean_cycle_time_days: Option<f64>,
    /// mean WIP ÷ (throughput × mean cycle time): 1 when the law holds.
    pub(super) ratio: Option<f64>,
    pub(super) conditions: Vec<Condition>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Condition {
    pub(super) name: &'static str,
    pub(super) holds: bool,
    pub(super) detail: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct FlowDebt {
    pub(super) approximate_days: f64,
    pub(super) exact_days: f64,
    pub(super) debt_days: f64,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct FlowEfficiency {
    pub(super) active_days: f64,
    pub(super) waiting_days: f64,
    pub(super) ratio: f64,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Blocked {
    pub(super) reason: String,
    pub(super) items: usize,
    pub(super) days: Days,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ProcessBehaviour {
    pub(super) measure: &'static str,
    pub(super) baseline_weeks: usize,
    /// The Monday of the first week of the baseline.
    pub(super) baseline_from: Option<String>,
    pub(super) mean: Option<f64>,
    pub(super) mean_moving_range: Option<f64>,
    pub(super) upper: Option<f64>,
    pub(super) lower: Option<f64>,
    pub(super) range_upper: Option<f64>,
    pub(super) signals: Vec<Signal>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Signal {
    pub(super) at: String,
    pub(super) rule: u8,
    pub(super) on: &'static str,
    pub(super) side: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Forecast {
    pub(super) history_from: Option<String>,
    pub(super) history_to: Option<String>,
    pub(super) history_days: usize,
    pub(super) how_many: HowMany,
    pub(super) when: When,
    pub(super) method: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct HowMany {
    pub(super) days: u32,
    pub(super) p50: Option<u32>,
    pub(super) p70: Option<u32>,
    pub(super) p85: Option<u32>,
    pub(super) p95: Option<u32>,
    /// Twenty equally likely outcomes, ascending.
    pub(super) futures: Vec<u32>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct When {
    pub(super) items: u32,
    pub(super) p50: Option<u32>,
    pub(super) p70: Option<u32>,
    pub(super) p85: Option<u32>,
    pub(super) p95: Option<u32>,
    /// The date that the 85 % promise falls on.
    pub(super) p85_on: Option<String>,
    /// Twenty equally likely numbers of days, ascending; fewer where some take for ever.
    pub(super) futures: Vec<u32>,
}
