//! Little's Law, not as a forecast but as a check: which of its conditions does the team break?

#[cfg(test)]
mod tests;

/// Two figures count as about the same when they differ by no more than this share of the larger.
pub const TOLERANCE: f64 = 0.1;
/// Work in progress that changed by no more items than this is level, however little there is.
pub const LEVEL_ITEMS: f64 = 1.0;
/// A mean age that changed by no more days than this is level, however low it is.
pub const LEVEL_AGE_DAYS: f64 = 0.5;

/// A window of days, one value per day in each series, all of the same length.
///
/// ```
/// use flow::littles_law::{Window, judge};
/// // One item, begun on the first day and finished on the second.
/// let window = Window {
///     arrivals: &[1, 0], departures: &[0, 1], wip: &[1, 1], total_age_days: &[1, 0],
///     mean_cycle_time_days: Some(2.0), dropped: &[0, 0],
/// };
/// assert_eq!(judge(window).unwrap().ratio, Some(1.0));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// Items started.
    pub arrivals: &'a [u32],
    /// Items finished.
    pub departures: &'a [u32],
    /// Items in progress at any time of the day, so that those finished on it count.
    pub wip: &'a [u32],
    /// The ages, in inclusive days, of the items open at the end of the day, added up.
    pub total_age_days: &'a [u64],
    /// The mean cycle time of the items finished in the window, in inclusive days; none when none.
    pub mean_cycle_time_days: Option<f64>,
    /// Started items dropped.
    pub dropped: &'a [u32],
}

/// One of the five conditions under which the law in the form of departures holds.
///
/// ```
/// use flow::littles_law::{Window, judge};
/// let window = Window {
///     arrivals: &[3], departures: &[1], wip: &[3], total_age_days: &[2],
///     mean_cycle_time_days: Some(1.0), dropped: &[0],
/// };
/// let condition = &judge(window).unwrap().conditions[0];
/// assert_eq!(condition.name, "as much arrives as leaves");
/// assert_eq!(condition.detail, "3.00 items started per day and 1.00 finished.");
/// assert!(!condition.holds);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is to hold, as a phrase.
    pub name: &'static str,
    /// Whether it does, within the stated tolerance.
    pub holds: bool,
    /// The figures it was judged by, as a sentence.
    pub detail: String,
}

/// What Little's Law says about a window, and whether it may.
///
/// ```
/// use flow::littles_law::{Window, judge};
/// let law = judge(Window {
///     arrivals: &[2, 2], departures: &[1, 1], wip: &[4, 5], total_age_days: &[6, 9],
///     mean_cycle_time_days: Some(3.0), dropped: &[0, 0],
/// }).unwrap();
/// assert_eq!((law.mean_wip, law.throughput_per_day), (4.5, 1.0));
/// assert_eq!((law.by_departures_days, law.by_arrivals_days), (Some(4.5), Some(2.25)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LittlesLaw {
    /// The days of the window.
    pub window_days: usize,
    /// Items in progress on a day, on average.
    pub mean_wip: f64,
    /// Items started per day.
    pub arrivals_per_day: f64,
    /// Items finished per day.
    pub throughput_per_day: f64,
    /// The mean cycle time that was measured.
    pub mean_cycle_time_days: Option<f64>,
    /// The form of departures: mean work in progress over throughput, in days; the mean cycle time
    /// if all five conditions hold. None when nothing was finished.
    pub by_departures_days: Option<f64>,
    /// The form of arrivals: mean work in progress over arrivals, in days: the time spent in the
    /// window per item that arrived, finished or not. None when nothing was started.
    pub by_arrivals_days: Option<f64>,
    /// The form of departures over the measured mean; 1 where the law fits.
    pub ratio: Option<f64>,
    /// The five conditions.
    pub conditions: [Condition; 5],
}

/// The time an item stays on average, from how many there are and how many come or go per unit of
/// time (in that unit). None when none come or go.
///
/// Method: Little, "A Proof for the Queuing Formula L = λW", 1961.
///
/// ```
/// // Twelve open decisions, three decided per week.
/// assert_eq!(flow::littles_law::mean_stay(12.0, 3.0), Some(4.0));
/// ```
#[must_use]
pub fn mean_stay(mean_wip: f64, rate: f64) -> Option<f64> {
    (rate > 0.0).then(|| mean_wip / rate)
}

/// Judges a window. None when it is empty or its series differ in length.
///
/// About the same means within [`TOLERANCE`] of the larger figure; work in progress may also differ
/// by [`LEVEL_ITEMS`], a mean age by [`LEVEL_AGE_DAYS`]. Work in progress is compared before the
/// first day and after the last one; age between the first and the last third of the window.
///
/// Method: the five conditions of Vacanti; the two forms as in his "One Law, Two Equations".
///
/// ```
/// use flow::littles_law::{Window, judge};
/// let law = judge(Window {
///     arrivals: &[1; 30], departures: &[1; 30], wip: &[4; 30], total_age_days: &[6; 30],
///     mean_cycle_time_days: Some(4.0), dropped: &[0; 30],
/// }).unwrap();
/// assert_eq!(law.ratio, Some(1.0));
/// assert!(law.conditions.iter().all(|condition| condition.holds));
/// ```
#[must_use]
pub fn judge(window: Window<'_>) -> Option<LittlesLaw> {
    let days = window.wip.len();
    let counts = [window.arrivals, window.departures, window.dropped].map(<[u32]>::len);
    let lengths = counts.into_iter().chain([window.total_age_days.len()]);
    if days == 0 || lengths.into_iter().any(|length| length != days) {
        return None;
    }
    let mean = |counts: &[u32]| sum(counts) / days as f64;
    let (mean_wip, arrivals) = (mean(window.wip), mean(window.arrivals));
    let throughput = mean(window.departures);
    let by_departures_days = mean_stay(mean_wip, throughput);
    let measured = window.mean_cycle_time_days.filter(|days| *days > 0.0);
    Some(LittlesLaw {
        window_days: days,
        mean_wip,
        arrivals_per_day: arrivals,
        throughput_per_day: throughput,
        mean_cycle_time_days: window.mean_cycle_time_days,
        by_departures_days,
        by_arrivals_days: mean_stay(mean_wip, arrivals),
        ratio: by_departures_days.zip(measured).map(|(expected, measured)| expected / measured),
        conditions: [
            as_much_arrives_as_leaves(arrivals, throughput),
            what_starts_is_finished(window.dropped.iter().sum()),
            work_in_progress_is_level(&window),
            age_is_level(&window),
            Condition {
                name: "one unit of time throughout",
                holds: true,
                detail: format!("Everything is counted on the same {days} days."),
            },
        ],
    })
}

fn sum(counts: &[u32]) -> f64 {
    counts.iter().copied().map(u64::from).sum::<u64>() as f64
}

fn about_the_same(one: f64, other: f64, at_least_within: f64) -> bool {
    // A little more than nothing, so that rounding does not decide a tie.
    (one - other).abs() <= f64::max(TOLERANCE * one.max(other), at_least_within) + 1e-9
}

fn as_much_arrives_as_leaves(arrivals: f64, throughput: f64) -> Condition {
    Condition {
        name: "as much arrives as leaves",
        holds: about_the_same(arrivals, throughput, 0.0),
        detail: format!("{arrivals:.2} items started per day and {throughput:.2} finished."),
    }
}

fn what_starts_is_finished(dropped: u32) -> Condition {
    let detail = match dropped {
        0 => "No started item was dropped.".to_owned(),
        1 => "1 started item was dropped.".to_owned(),
        _ => format!("{dropped} started items were dropped."),
    };
    Condition { name: "what is started is finished", holds: dropped == 0, detail }
}

fn work_in_progress_is_level(window: &Window<'_>) -> Condition {
    let before = match (window.wip.first(), window.arrivals.first()) {
        (Some(wip), Some(arrived)) => wip.saturating_sub(*arrived),
        _ => 0,
    };
    let after = open_at_the_end(window).last().unwrap_or(0);
    Condition {
        name: "work in progress is level",
        holds: about_the_same(f64::from(before), after as f64, LEVEL_ITEMS),
        detail: format!("{before} items were open before the first day, {after} after the last."),
    }
}

fn age_is_level(window: &Window<'_>) -> Condition {
    let third = (window.wip.len() / 3).max(1);
    let last = window.wip.len() - third;
    let open: Vec<u64> = open_at_the_end(window).collect();
    let mean_age = |ages: &[u64], open: &[u64]| {
        let (ages, open) = (ages.iter().sum::<u64>(), open.iter().sum::<u64>());
        if open == 0 { 0.0 } else { ages as f64 / open as f64 }
    };
    let ages = window.total_age_days;
    let (early, late) =
        (mean_age(&ages[..third], &open[..third]), mean_age(&ages[last..], &open[last..]));
    Condition {
        name: "the age of the work in progress is level",
        holds: about_the_same(early, late, LEVEL_AGE_DAYS),
        detail: format!(
            "The mean age was {early:.1} days in the first third and {late:.1} in the last."
        ),
    }
}

fn open_at_the_end<'a>(window: &Window<'a>) -> impl Iterator<Item = u64> + use<'a> {
    let ended = window.departures.iter().zip(window.dropped).map(|(done, dropped)| done + dropped);
    window.wip.iter().zip(ended).map(|(wip, ended)| u64::from(wip.saturating_sub(ended)))
}
