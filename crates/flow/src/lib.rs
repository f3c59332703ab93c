//! Pure flow statistics: histories and dates in, figures out. No I/O, no clock, no chance of its own.

pub mod calendar;
pub mod cycle_time;
pub mod history;
pub mod instant;
pub mod lives;
pub mod order;
pub mod workflow;

pub use calendar::{Calendar, Day, DayRange};
pub use history::{Filter, History, HistoryBuilder, ItemId, StateId};
pub use instant::Instant;
