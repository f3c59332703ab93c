//! Did it change anything? Times to finish before and after a day, open items counted.

mod lives;
#[cfg(test)]
mod tests;
mod verdict;

pub use verdict::{Direction, Lack, Verdict};

use crate::process_behaviour::{Chart, On, Side, Signal};
use crate::survival::{Curve, Difference, Observation, RestrictedMean};
use crate::throughput_ratio::{Finished, ThroughputRatio, exact};
use lives::{Lives, finished_per_week, lives};

/// A curve is trusted only at ages that at least so many items are watched at.
pub const FEWEST_AT_RISK: usize = 5;
/// Each side needs at least so many finished items for a verdict.
pub const FEWEST_FINISHED: usize = 10;

/// One item's time in progress, in days of one calendar, both ends included: finished on the day it
/// began, it took one day.
///
/// ```
/// let spell = flow::effect::Spell { start: 12, end: 12, finished: true };
/// assert_eq!(spell.end - spell.start + 1, 1); // one day
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The day it was started.
    pub start: i32,
    /// The day it was finished or dropped, or the last day it was seen open.
    pub end: i32,
    /// Whether it was finished on `end`.
    pub finished: bool,
}

/// What to compare: the days before the change with those from it on.
///
/// ```
/// use flow::effect::Study;
/// let ten_working_weeks = Study { days_per_week: 5, ..Study::new(0, 25, 49) };
/// let throughput = ten_working_weeks.measure(&[]).after.finished_per_week;
/// assert_eq!(throughput, [0, 0, 0, 0, 0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Study {
    /// The first day looked at. Items older than that count from the age they had then.
    pub first_day: i32,
    /// The first day of "after".
    pub change_day: i32,
    /// The last day looked at.
    pub last_day: i32,
    /// Days of the calendar in a week: 7, or as many as are worked.
    pub days_per_week: u32,
    /// τ of the restricted means, in days; none: the largest age at which at least
    /// [`FEWEST_AT_RISK`] items are watched on either side.
    pub tau_days: Option<f64>,
}

/// One side of the change.
///
/// ```
/// use flow::effect::{Spell, Study};
/// let open_throughout = Spell { start: 0, end: 19, finished: false };
/// let before = Study::new(0, 10, 19).measure(&[open_throughout]).before;
/// assert_eq!((before.finished, before.open, before.median_days), (0, 1, None));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// Items finished in it.
    pub finished: usize,
    /// Items still open at its end; before the change these go on into "after".
    pub open: usize,
    /// Items that left it unfinished, before its end.
    pub dropped: usize,
    /// The share of items not finished by each age.
    pub curve: Curve,
    /// The median age at finishing in days, open items counted; none: not reached.
    pub median_days: Option<f64>,
    /// The mean age at finishing, counting at most τ days; none without ages common to both sides.
    pub restricted_mean: Option<RestrictedMean>,
    /// Items finished in each whole week, counted from the change; a rest of a week is left out.
    pub finished_per_week: Vec<u32>,
}

/// What changed, and how sure that is.
///
/// ```
/// let nothing_seen = flow::effect::Study::new(0, 90, 179).measure(&[]);
/// assert!(nothing_seen.difference.is_none() && nothing_seen.contradicting.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The days before the change.
    pub before: Period,
    /// The days from the change on.
    pub after: Period,
    /// The age in days from which both curves hold: above 0 where too few young items are watched
    /// on a side. The means are then those of the items that reach this age.
    pub start_age_days: f64,
    /// The restricted mean after less the one before: below 0, things finish sooner.
    pub difference: Option<Difference>,
    /// Throughput after over throughput before, by whole weeks; none without a week on each side
    /// or when nothing was finished before.
    pub throughput_ratio: Option<ThroughputRatio>,
    /// The weekly throughput of both sides, limits from the weeks before the change; none with
    /// fewer than two of them.
    pub throughput: Option<Chart>,
    /// The signals in the weekly throughput after the change that contradict the difference:
    /// less gets finished although it takes less time, or more although it takes more.
    pub contradicting: Vec<Signal>,
    /// The answer.
    pub verdict: Verdict,
}

/// A change in a team against the change in a control group over the same days.
///
/// ```
/// use flow::effect::{Spell, Study};
/// let item = |day| Spell { start: day, end: day + day % 3, finished: true };
/// let team: Vec<Spell> = (0..80).map(item).collect();
/// let found = Study::new(0, 42, 79).against_control(&team, &team).unwrap();
/// assert_eq!(found.difference.days, 0.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Controlled {
    /// The age in days from which all four curves hold.
    pub start_age_days: f64,
    /// τ common to all four restricted means, in days.
    pub tau_days: f64,
    /// The team's restricted mean after less the one before.
    pub team: Difference,
    /// The same of the control group.
    pub control: Difference,
    /// The team's difference less the control group's: what is left for the change to explain.
    pub difference: Difference,
}

impl Study {
    /// A study of these days in calendar weeks, with the usual τ.
    ///
    /// ```
    /// let study = flow::effect::Study::new(0, 90, 179);
    /// assert_eq!((study.days_per_week, study.tau_days), (7, None));
    /// ```
    #[must_use]
    pub const fn new(first_day: i32, change_day: i32, last_day: i32) -> Self {
        Self { first_day, change_day, last_day, days_per_week: 7, tau_days: None }
    }

    /// Compares the time to finish after the change with that before it. An item that was open
    /// at the change belongs to both sides: before it, it was watched and did not finish; after it,
    /// it is watched from the age it had. So no old item is credited to "after" by mistake.
    ///
    /// A dropped item (not finished, ended before the last day) counts as open until it was
    /// dropped. Spells that end before they start, or lie outside the days, are left out. A later
    /// end than the last day counts as open on the last day.
    ///
    /// The interval takes the items as independent; where whole weeks share their luck it is too
    /// narrow, which [`crate::bootstrap::difference_by_week`] shows.
    ///
    /// Method: Kaplan–Meier with delayed entry (Nemes et al. 2020), difference of restricted means;
    /// weekly throughput by Wheeler's process behaviour chart. The verdict is that of [`Verdict`].
    ///
    /// ```
    /// use flow::effect::{Direction, Spell, Study, Verdict};
    /// // One item a day; each takes 10 or 11 days before the change, and 4 or 5 if begun after it.
    /// let item = |day: i32| {
    ///     let days = if day < 100 { 10 } else { 4 } + day % 2;
    ///     Spell { start: day, end: (day + days - 1).min(199), finished: day + days - 1 <= 199 }
    /// };
    /// let spells: Vec<Spell> = (0..200).map(item).collect();
    /// let effect = Study::new(0, 100, 199).measure(&spells);
    /// assert_eq!((effect.before.finished, effect.before.open), (91, 9));
    /// assert_eq!(effect.before.median_days, Some(10.0));
    /// assert_eq!(effect.verdict, Verdict::Signal(Direction::Shorter));
    /// ```
    #[must_use]
    pub fn measure(&self, spells: &[Spell]) -> Effect {
        let [before, after] = lives(spells, self);
        let ages = common_ages(&[&before.observations, &after.observations], self.tau_days);
        let (start_age_days, tau_days) = ages.map_or((0.0, None), |(from, to)| (from, Some(to)));
        let weeks = finished_per_week(spells, self);
        let throughput = throughput_chart(&weeks);
        let throughput_ratio = exact(Finished::in_weeks(&weeks[0]), Finished::in_weeks(&weeks[1]));
        let weeks_before = weeks[0].len();
        let [per_week_before, per_week_after] = weeks;
        let before = Period::new(&before, start_age_days, tau_days, per_week_before);
        let after = Period::new(&after, start_age_days, tau_days, per_week_after);
        let means = after.restricted_mean.zip(before.restricted_mean);
        let difference = means.map(|(after, before)| after.minus(&before));
        let contradicting = contradicting(throughput.as_ref(), weeks_before, difference);
        let verdict = verdict::judge(&before, &after, difference, contradicting.len());
        Effect {
            before,
            after,
            start_age_days,
            difference,
            throughput_ratio,
            throughput,
            contradicting,
            verdict,
        }
    }

    /// How much more a team changed than a control group did, over the same days and ages. What
    /// changed for everybody, with the season or with the mix of work, falls out. None when the
    /// four sides have no common ages with at least [`FEWEST_AT_RISK`] items, or when the given τ
    /// lies beyond what was watched.
    ///
    /// Method: difference in differences of restricted means, with the normal interval.
    ///
    /// ```
    /// use flow::effect::{Spell, Study};
    /// let item = |day: i32, days: i32| Spell { start: day, end: day + days - 1, finished: true };
    /// let team: Vec<Spell> = (0..180).map(|d| item(d, if d < 90 { 9 } else { 5 })).collect();
    /// let control: Vec<Spell> = (0..180).map(|d| item(d, 8 + d % 2)).collect();
    /// let found = Study::new(0, 90, 179).against_control(&team, &control).unwrap();
    /// assert!(found.difference.interval_days.high < -3.0);
    /// ```
    #[must_use]
    pub fn against_control(&self, team: &[Spell], control: &[Spell]) -> Option<Controlled> {
        let (team, control) = (lives(team, self), lives(control, self));
        let [team_before, team_after] = team.map(|lives| lives.observations);
        let [before, after] = control.map(|lives| lives.observations);
        let all = [&team_before, &team_after, &before, &after].map(Vec::as_slice);
        let (start_age_days, tau_days) = common_ages(&all, self.tau_days)?;
        let mean = |side| Curve::from_age(side, start_age_days).restricted_mean(tau_days);
        let team = mean(&team_after).minus(&mean(&team_before));
        let control = mean(&after).minus(&mean(&before));
        let difference = team.minus(&control);
        Some(Controlled { start_age_days, tau_days, team, control, difference })
    }
}

impl Period {
    fn new(lives: &Lives, start: f64, tau: Option<f64>, finished_per_week: Vec<u32>) -> Self {
        let curve = Curve::from_age(&lives.observations, start);
        Self {
            finished: lives.finished,
            open: lives.open,
            dropped: lives.dropped,
            median_days: curve.median(),
            restricted_mean: tau.map(|tau| curve.restricted_mean(tau)),
            curve,
            finished_per_week,
        }
    }
}

/// The ages, from and to, that every side can speak for. A given end must only have been watched
/// by somebody on every side.
fn common_ages(sides: &[&[Observation]], tau_days: Option<f64>) -> Option<(f64, f64)> {
    let (mut from, mut to) = (0.0_f64, tau_days.unwrap_or(f64::INFINITY));
    for side in sides {
        let curve = Curve::new(side);
        from = from.max(curve.first_age_with(FEWEST_AT_RISK)?);
        match tau_days {
            None => to = to.min(curve.last_age_with(FEWEST_AT_RISK)?),
            Some(tau) if tau > curve.last_age_with(1)? => return None,
            Some(_) => {}
        }
    }
    (from < to).then_some((from, to))
}

fn throughput_chart([before, after]: &[Vec<u32>; 2]) -> Option<Chart> {
    let per_week: Vec<f64> = before.iter().chain(after).copied().map(f64::from).collect();
    Chart::new(&per_week, before.len())
}

fn contradicting(
    throughput: Option<&Chart>,
    weeks_before: usize,
    difference: Option<Difference>,
) -> Vec<Signal> {
    let Some((chart, difference)) = throughput.zip(difference) else { return Vec::new() };
    let against = if difference.days < 0.0 { Side::Below } else { Side::Above };
    let after = chart.signals.iter().filter(|signal| signal.index >= weeks_before);
    after.filter(|signal| signal.on == On::Value && signal.side == against).copied().collect()
}
