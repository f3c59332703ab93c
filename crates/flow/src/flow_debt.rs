//! Whether young items are finished at the cost of old ones: flow debt.

#[cfg(test)]
mod tests;

/// The cycle time a cumulative flow diagram suggests against the one the items really had.
///
/// ```
/// let debt = flow::flow_debt::flow_debt(0, &[2; 10], &[1; 10], 6.0).unwrap();
/// assert_eq!((debt.approximate_days, debt.exact_days, debt.debt_days), (6.0, 6.0, 0.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowDebt {
    /// The horizontal distance in the diagram, in inclusive days.
    pub approximate_days: f64,
    /// The mean cycle time of the items that were finished, in inclusive days.
    pub exact_days: f64,
    /// Approximate less exact. Above 0 debt is taken on: young items jump past old ones. Below 0
    /// it is paid back: the old ones get finished.
    pub debt_days: f64,
}

/// The approximate average cycle time on the last day of a cumulative flow diagram, in inclusive
/// days: how long ago the line of arrivals stood where the line of departures stands now.
///
/// `open_before` items were open before the first day; `arrivals` and `departures` are the items
/// started and finished on each day. None when the series are empty or of different lengths, when
/// nothing was finished, when the departures still come out of what was open before (their arrival
/// is not in the diagram), or when more was finished than ever arrived.
///
/// Method: the horizontal distance between the two lines (Vacanti, Actionable Agile Metrics).
///
/// ```
/// use flow::flow_debt::approximate_cycle_time_days;
/// // Two begin and one ends each day: after 10 days 10 are finished, and 10 had begun by day 5.
/// assert_eq!(approximate_cycle_time_days(0, &[2; 10], &[1; 10]), Some(6));
/// ```
#[must_use]
pub fn approximate_cycle_time_days(
    open_before: u64,
    arrivals: &[u32],
    departures: &[u32],
) -> Option<usize> {
    let finished: u64 = departures.iter().copied().map(u64::from).sum();
    if arrivals.len() != departures.len() || finished <= open_before {
        return None;
    }
    let mut arrived = open_before;
    let day = arrivals.iter().position(|arrivals| {
        arrived += u64::from(*arrivals);
        arrived >= finished
    })?;
    Some(arrivals.len() - day)
}

/// The flow debt on the last day of a cumulative flow diagram; the arguments are those of
/// [`approximate_cycle_time_days`], and `exact_days` is the mean cycle time of the items finished
/// on that day (or in the days around it), in inclusive days. None as there, or when it is not
/// a number.
///
/// Method: Vacanti, Actionable Agile Metrics.
///
/// ```
/// use flow::flow_debt::flow_debt;
/// // Each day one of the day's own two items is finished, and the others are left lying.
/// let debt = flow_debt(0, &[2; 10], &[1; 10], 1.0).unwrap();
/// assert_eq!(debt.debt_days, 5.0);
/// ```
#[must_use]
pub fn flow_debt(
    open_before: u64,
    arrivals: &[u32],
    departures: &[u32],
    exact_days: f64,
) -> Option<FlowDebt> {
    let approximate_days = approximate_cycle_time_days(open_before, arrivals, departures)? as f64;
    let debt_days = approximate_days - exact_days;
    (!exact_days.is_nan()).then_some(FlowDebt { approximate_days, exact_days, debt_days })
}
