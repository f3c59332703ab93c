//! Pure flow statistics: histories and dates in, figures out. No I/O, no clock, no chance of its own.

pub mod calendar;
pub mod history;
pub mod instant;
pub mod interval;
pub mod percentile;
pub mod survival;
pub mod workflow;

pub use calendar::{Calendar, Day};
pub use history::{Filter, History, HistoryBuilder, ItemId, StateId};
pub use instant::Instant;
