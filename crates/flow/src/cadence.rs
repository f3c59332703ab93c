//! What a rhythm of meetings costs in waiting.

#[cfg(test)]
mod tests;

/// The days a decision waits on average that becomes ready at a random moment and needs so many
/// meetings held every `every_days` days: half an interval until the first one and a whole one
/// for each that follows. 0 when it needs no meeting.
///
/// Method: elementary; the mean residual time of a regular rhythm.
///
/// ```
/// use flow::cadence::mean_wait_days;
/// assert_eq!(mean_wait_days(14.0, 2), 21.0);
/// assert_eq!(mean_wait_days(1.0, 2), 1.5);
/// ```
#[must_use]
pub fn mean_wait_days(every_days: f64, meetings: u32) -> f64 {
    if meetings == 0 { 0.0 } else { every_days * (f64::from(meetings) - 0.5) }
}

/// A time of waiting, in exact days since any common moment.
///
/// ```
/// let wait = flow::cadence::Wait { from: 3.0, until: 17.5 };
/// assert_eq!(wait.until - wait.from, 14.5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wait {
    /// When it began.
    pub from: f64,
    /// When it ended.
    pub until: f64,
}

/// How much of the waiting ended at a meeting. A wait that ends before it begins is left out.
///
/// ```
/// use flow::cadence::{Wait, waits_ended_at_a_meeting};
/// let waits = [Wait { from: 0.0, until: 14.0 }, Wait { from: 3.0, until: 4.0 }];
/// let found = waits_ended_at_a_meeting(&waits, &[14.0, 28.0], 0.1);
/// assert_eq!(found.share_of_waits(), Some(0.5));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EndedAtMeeting {
    /// All waits.
    pub waits: usize,
    /// Those that ended at a meeting.
    pub at_meeting: usize,
    /// The days of all waits together.
    pub waited_days: f64,
    /// The days of those that ended at a meeting.
    pub waited_days_at_meeting: f64,
}

/// Counts the waits that ended at a meeting, that is within `within_days` of one, before or after.
/// The `meetings` are moments in ascending order, in days since the same moment as the waits.
///
/// ```
/// use flow::cadence::{Wait, waits_ended_at_a_meeting};
/// let found = waits_ended_at_a_meeting(&[Wait { from: 1.0, until: 7.0 }], &[7.04], 0.05);
/// assert_eq!((found.at_meeting, found.waited_days_at_meeting), (1, 6.0));
/// ```
#[must_use]
pub fn waits_ended_at_a_meeting(
    waits: &[Wait],
    meetings: &[f64],
    within_days: f64,
) -> EndedAtMeeting {
    let mut found = EndedAtMeeting::default();
    for wait in waits.iter().filter(|wait| wait.until >= wait.from) {
        let days = wait.until - wait.from;
        let next = meetings.partition_point(|meeting| *meeting < wait.until - within_days);
        found.waits += 1;
        found.waited_days += days;
        if meetings.get(next).is_some_and(|meeting| *meeting <= wait.until + within_days) {
            found.at_meeting += 1;
            found.waited_days_at_meeting += days;
        }
    }
    found
}

impl EndedAtMeeting {
    /// The share of the waits that ended at a meeting, 0 to 1; none without any wait.
    ///
    /// ```
    /// assert_eq!(flow::cadence::EndedAtMeeting::default().share_of_waits(), None);
    /// ```
    #[must_use]
    pub fn share_of_waits(&self) -> Option<f64> {
        (self.waits > 0).then(|| self.at_meeting as f64 / self.waits as f64)
    }

    /// The share of the waiting time that ended at a meeting, 0 to 1; none without waiting time.
    ///
    /// ```
    /// use flow::cadence::{Wait, waits_ended_at_a_meeting};
    /// let waits = [Wait { from: 0.0, until: 9.0 }, Wait { from: 3.0, until: 4.0 }];
    /// let found = waits_ended_at_a_meeting(&waits, &[9.0], 0.1);
    /// assert_eq!(found.share_of_time(), Some(0.9));
    /// ```
    #[must_use]
    pub fn share_of_time(&self) -> Option<f64> {
        (self.waited_days > 0.0).then(|| self.waited_days_at_meeting / self.waited_days)
    }
}
