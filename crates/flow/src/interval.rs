//! The range within which chance alone would leave a figure.

/// How many standard errors lie on either side of an estimate within a 95 % normal interval.
pub const NORMAL_95: f64 = 1.959_963_984_540_054;

/// A 95 % interval, in the unit of the figure it belongs to; both ends belong to it.
///
/// ```
/// use flow::interval::Interval;
/// let days = Interval::normal(-5.0, 2.0);
/// assert!((days.low - -8.919_928).abs() < 1e-6 && (days.high - -1.080_072).abs() < 1e-6);
/// assert!(!days.contains(0.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end; may be infinite where the data set no bound.
    pub high: f64,
}

impl Interval {
    /// The 95 % interval of a normally distributed estimate, from the estimate and its standard
    /// error (same unit).
    ///
    /// ```
    /// use flow::interval::Interval;
    /// assert!(Interval::normal(0.0, 1.0).contains(1.9));
    /// ```
    #[must_use]
    pub fn normal(estimate: f64, standard_error: f64) -> Self {
        let half = NORMAL_95 * standard_error;
        Self { low: estimate - half, high: estimate + half }
    }

    /// Whether a value lies within the interval, its ends included.
    ///
    /// ```
    /// use flow::interval::Interval;
    /// assert!(Interval { low: 0.9, high: 2.9 }.contains(1.0));
    /// ```
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}
