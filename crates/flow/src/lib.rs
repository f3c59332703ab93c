//! Pure flow statistics: histories and dates in, figures out. No I/O, clock or chance of its own.

pub mod ageing;
pub mod blocked;
pub mod bootstrap;
pub mod cadence;
pub mod calendar;
pub mod cumulative_flow;
pub mod cycle_time;
pub mod effect;
pub mod flow_debt;
pub mod flow_efficiency;
pub mod forecast;
#[cfg(test)]
mod generated;
pub mod history;
pub mod instant;
pub mod interval;
pub mod littles_law;
pub mod lives;
pub mod order;
pub mod percentile;
pub mod process_behaviour;
pub mod service_level;
pub mod survival;
pub mod throughput;
pub mod throughput_ratio;
pub mod wip;
pub mod workflow;

pub use calendar::{Calendar, Day, DayRange};
pub use history::{Block, Entry, Filter, History, HistoryBuilder, ItemId, KnownState, StateId};
pub use instant::{Instant, MICROS_PER_DAY};
