//! A table's own times: when silence about a problem escalates, by its size, and how long a
//! solution is watched. Pure.

use super::Refusal;
use super::model::Clocks;
use super::size::Size;
use crate::job::WorkingTime;
use flow::{Instant, MICROS_PER_DAY};
use serde::{Deserialize, Serialize};

/// The times of a table, in days; the four of each in the order of the sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Times {
    /// Working days until somebody has to have replied.
    pub(crate) reply_days: [u16; 4],
    /// Working days until it has to be solved.
    pub(crate) solving_days: [u16; 4],
    /// Days without it coming back, until a solution counts as verified.
    pub(crate) watched_days: u16,
}

impl Default for Times {
    /// What costs more gets less time.
    fn default() -> Self {
        Self { reply_days: [5, 3, 2, 1], solving_days: [40, 20, 15, 10], watched_days: 14 }
    }
}

pub(super) const LONGEST_DAYS: u16 = 365;

impl Times {
    pub(crate) fn checked(self) -> Result<Self, Refusal> {
        let all = self.reply_days.iter().chain(&self.solving_days).chain([&self.watched_days]);
        let fit = all.into_iter().all(|days| (1..=LONGEST_DAYS).contains(days));
        if !fit {
            return Err(Refusal::Times);
        }
        let is_late = |(reply, solving): (&u16, &u16)| reply > solving;
        match self.reply_days.iter().zip(&self.solving_days).any(is_late) {
            true => Err(Refusal::LateReply),
            false => Ok(self),
        }
    }

    /// When silence about a problem of a size escalates, counted from an instant: on the so manieth
    /// morning of a working day.
    pub(crate) fn clocks(&self, size: Size, from: Instant, time: &WorkingTime<'_>) -> Clocks {
        let after = |days: u16| time.mornings_after(from, usize::from(days));
        Clocks {
            reply_by: after(self.reply_days[size as usize]),
            solve_by: after(self.solving_days[size as usize]),
        }
    }

    pub(crate) fn watched_until(&self, from: Instant) -> Instant {
        Instant::from_micros(from.as_micros() + i64::from(self.watched_days) * MICROS_PER_DAY)
    }
}
