//! Which points of a series are a signal and which are noise: the process behaviour (XmR) chart.

#[cfg(test)]
mod tests;

/// Limits lie this many mean moving ranges from the mean.
const LIMIT_FACTOR: f64 = 2.66;
/// The limit of the ranges lies at this many mean moving ranges.
const RANGE_FACTOR: f64 = 3.268;
/// A point this close to a line, for its size, is on it: a mean is only exact up to rounding.
const ROUNDING: f64 = 1e-9;

/// The natural limits of a process, computed from a baseline and then left alone until a change
/// that is declared and explained. In the unit of the values.
///
/// ```
/// let limits = flow::process_behaviour::Limits::of(&[50.0, 51.0, 50.0, 49.0, 50.0]).unwrap();
/// assert_eq!((limits.mean, limits.upper, limits.lower), (50.0, 52.66, Some(47.34)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The mean of the baseline: the centre line.
    pub mean: f64,
    /// The mean of the moving ranges |xᵢ − xᵢ₋₁| of the baseline.
    pub mean_moving_range: f64,
    /// The upper natural limit: mean + 2.66 · mean moving range.
    pub upper: f64,
    /// The lower natural limit: mean − 2.66 · mean moving range; none where it would lie below
    /// 0, since counts and durations cannot.
    pub lower: Option<f64>,
    /// The lower limit as computed, drawn or not: rule 2 measures nearness by it.
    pub computed_lower: f64,
    /// The upper limit of the moving ranges: 3.268 · mean moving range.
    pub range_upper: f64,
}

/// What makes a point a signal.
///
/// ```
/// use flow::process_behaviour::Rule;
/// let rules = [Rule::OutsideLimit, Rule::NearLimit, Rule::OneSide];
/// assert_eq!(rules.map(Rule::number), [1, 2, 3]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Rule 1, strong: a point outside a limit, of the values or of the ranges.
    OutsideLimit,
    /// Rule 2, moderate: three of four consecutive values, on the same side, each nearer the
    /// limit than the mean.
    NearLimit,
    /// Rule 3, weak: eight consecutive values on the same side of the mean.
    OneSide,
}

impl Rule {
    /// The rule's number in the books: 1, 2 or 3.
    ///
    /// ```
    /// assert_eq!(flow::process_behaviour::Rule::OneSide.number(), 3);
    /// ```
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::OutsideLimit => 1,
            Self::NearLimit => 2,
            Self::OneSide => 3,
        }
    }
}

/// Which of the two charts a signal is on.
///
/// ```
/// use flow::process_behaviour::{Chart, On};
/// let steady_then_a_jump = [9.0, 10.0, 11.0, 10.0, 8.0, 12.0];
/// let chart = Chart::new(&steady_then_a_jump, 4).unwrap();
/// assert!(chart.signals.iter().any(|signal| signal.on == On::Range));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum On {
    /// The values.
    Value,
    /// The moving ranges; rule 1 only, since ranges next to each other share a value.
    Range,
}

/// Which side of the mean a signal is on.
///
/// ```
/// use flow::process_behaviour::{Chart, Side};
/// let chart = Chart::new(&[9.0, 10.0, 11.0, 10.0, 2.0], 4).unwrap();
/// assert_eq!(chart.signals[0].side, Side::Below);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Above the mean; always so for ranges.
    Above,
    /// Below the mean.
    Below,
}

/// A signal: something other than the routine variation is at work here.
///
/// ```
/// let chart = flow::process_behaviour::Chart::new(&[9.0, 10.0, 11.0, 10.0, 13.0], 4).unwrap();
/// assert_eq!((chart.signals[0].index, chart.signals[0].rule.number()), (4, 1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// The position of the value that completes the pattern, or of the second value of a range.
    pub index: usize,
    /// The rule.
    pub rule: Rule,
    /// The chart.
    pub on: On,
    /// The side.
    pub side: Side,
}

/// A series with its limits and signals.
///
/// ```
/// let chart = flow::process_behaviour::Chart::new(&[9.0, 10.0, 12.0], 2).unwrap();
/// assert_eq!((chart.baseline, chart.moving_ranges), (2, vec![1.0, 2.0]));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// How many values at the beginning the limits were computed from.
    pub baseline: usize,
    /// The limits.
    pub limits: Limits,
    /// |xᵢ − xᵢ₋₁| for i from 1; so one shorter than the values.
    pub moving_ranges: Vec<f64>,
    /// All signals, by position and then by rule.
    pub signals: Vec<Signal>,
}

impl Limits {
    /// The limits of a baseline in the order of time; usable from five or six values on, better
    /// with more. None for fewer than two values, or when one is not a finite number.
    ///
    /// Method: the XmR chart (Wheeler, Understanding Variation).
    ///
    /// ```
    /// use flow::process_behaviour::Limits;
    /// let limits = Limits::of(&[10.0, 20.0, 30.0, 40.0]).unwrap();
    /// assert_eq!((limits.mean, limits.mean_moving_range), (25.0, 10.0));
    /// assert_eq!((limits.upper, limits.lower), (51.6, None));
    /// ```
    #[must_use]
    pub fn of(baseline: &[f64]) -> Option<Self> {
        if baseline.len() < 2 || baseline.iter().any(|value| !value.is_finite()) {
            return None;
        }
        let mean_of = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let mean = mean_of(baseline);
        let mean_moving_range = mean_of(&moving_ranges(baseline));
        let computed_lower = mean - LIMIT_FACTOR * mean_moving_range;
        Some(Self {
            mean,
            mean_moving_range,
            upper: mean + LIMIT_FACTOR * mean_moving_range,
            lower: (computed_lower >= 0.0).then_some(computed_lower),
            computed_lower,
            range_upper: RANGE_FACTOR * mean_moving_range,
        })
    }

    /// How far a value lies above the mean, 1 being the limit on its side; exactly 0 on the line.
    fn height(&self, value: f64) -> f64 {
        let above = value - self.mean;
        if above.abs() <= ROUNDING * self.mean.abs().max(1.0) {
            return 0.0;
        }
        above / (LIMIT_FACTOR * self.mean_moving_range)
    }
}

impl Chart {
    /// Judges every value, those of the baseline and those after it, by limits computed from the
    /// first `baseline` values (all of them, if there are fewer). None as for [`Limits::of`], or
    /// when a later value is not a finite number.
    ///
    /// Rule 1 reports every point outside. Rules 2 and 3 report a pattern once, at the value that
    /// completes it, and again only after it was broken; a value on the mean breaks both sides'
    /// runs. Where the lower limit is not drawn nothing is outside it, and rule 2 measures by the
    /// computed one.
    ///
    /// Method: Wheeler's three detection rules, as in the Xmrit manual.
    ///
    /// ```
    /// use flow::process_behaviour::{Chart, On, Rule, Side, Signal};
    /// let finished_per_week = [10.0, 12.0, 11.0, 13.0, 12.0, 10.0, 11.0, 12.0, 16.0];
    /// let chart = Chart::new(&finished_per_week, 8).unwrap();
    /// let outside = Signal {
    ///     index: 8, rule: Rule::OutsideLimit, on: On::Value, side: Side::Above,
    /// };
    /// assert_eq!(chart.signals, [outside]);
    /// ```
    #[must_use]
    pub fn new(values: &[f64], baseline: usize) -> Option<Self> {
        let baseline = baseline.min(values.len());
        let limits = Limits::of(&values[..baseline])?;
        if values.iter().any(|value| !value.is_finite()) {
            return None;
        }
        let moving_ranges = moving_ranges(values);
        let heights: Vec<f64> = values.iter().map(|value| limits.height(*value)).collect();
        let mut signals = outside_limits(&limits, &heights);
        signals.extend(wide_ranges(&limits, &moving_ranges));
        for side in [Side::Above, Side::Below] {
            signals.extend(near_limit(&heights, side));
            signals.extend(one_side(&heights, side));
        }
        signals.sort_by_key(|signal| (signal.index, signal.rule.number(), signal.on == On::Range));
        Some(Self { baseline, limits, moving_ranges, signals })
    }
}

fn moving_ranges(values: &[f64]) -> Vec<f64> {
    values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect()
}

fn outside_limits(limits: &Limits, heights: &[f64]) -> Vec<Signal> {
    let signal = |(index, height): (usize, &f64)| {
        let side = if *height > 1.0 + ROUNDING {
            Side::Above
        } else if *height < -1.0 - ROUNDING && limits.lower.is_some() {
            Side::Below
        } else {
            return None;
        };
        Some(Signal { index, rule: Rule::OutsideLimit, on: On::Value, side })
    };
    heights.iter().enumerate().filter_map(signal).collect()
}

fn wide_ranges(limits: &Limits, moving_ranges: &[f64]) -> Vec<Signal> {
    let highest = limits.range_upper + ROUNDING * limits.mean.abs().max(1.0);
    let wide = moving_ranges.iter().enumerate().filter(|(_, range)| **range > highest);
    let signal = |(before, _)| Signal {
        index: before + 1,
        rule: Rule::OutsideLimit,
        on: On::Range,
        side: Side::Above,
    };
    wide.map(signal).collect()
}

fn near_limit(heights: &[f64], side: Side) -> Vec<Signal> {
    let near: Vec<bool> =
        heights.iter().map(|height| toward(side, *height) > 0.5 + ROUNDING).collect();
    let holds = |index: usize| {
        let four = &near[index.saturating_sub(3)..=index];
        four.iter().filter(|near| **near).count() >= 3
    };
    completions(heights.len(), holds)
        .map(|index| Signal { index, rule: Rule::NearLimit, on: On::Value, side })
        .collect()
}

fn one_side(heights: &[f64], side: Side) -> Vec<Signal> {
    let holds = |index: usize| {
        index >= 7 && heights[index - 7..=index].iter().all(|height| toward(side, *height) > 0.0)
    };
    completions(heights.len(), holds)
        .map(|index| Signal { index, rule: Rule::OneSide, on: On::Value, side })
        .collect()
}

fn toward(side: Side, height: f64) -> f64 {
    if side == Side::Above { height } else { -height }
}

/// Where a pattern holds that did not hold one position earlier.
fn completions(len: usize, holds: impl Fn(usize) -> bool) -> impl Iterator<Item = usize> {
    (0..len).filter(move |index| holds(*index) && (*index == 0 || !holds(index - 1)))
}
