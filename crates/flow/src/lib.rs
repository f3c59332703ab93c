//! Pure flow statistics: histories and dates in, figures out. No I/O, no clock, no chance of its own.

pub mod bootstrap;
pub mod cadence;
pub mod calendar;
pub mod effect;
pub mod flow_debt;
pub mod forecast;
pub mod history;
pub mod instant;
pub mod interval;
pub mod littles_law;
pub mod percentile;
pub mod process_behaviour;
pub mod service_level;
pub mod survival;
pub mod throughput_ratio;
pub mod workflow;

pub use calendar::{Calendar, Day};
pub use history::{Filter, History, HistoryBuilder, ItemId, StateId};
pub use instant::Instant;
