//! Pure flow statistics: histories and dates in, figures out. No I/O, no clock, no chance of its own.

pub mod ageing;
pub mod blocked;
pub mod calendar;
pub mod cumulative_flow;
pub mod cycle_time;
pub mod flow_efficiency;
#[cfg(test)]
mod generated;
pub mod history;
pub mod instant;
pub mod lives;
pub mod order;
pub mod throughput;
pub mod wip;
pub mod workflow;

pub use calendar::{Calendar, Day, DayRange};
pub use history::{Block, Entry, Filter, History, HistoryBuilder, ItemId, KnownState, StateId};
pub use instant::Instant;
