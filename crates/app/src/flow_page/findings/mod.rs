//! Figures turned into words: for each subject the one honest sentence, also where there is too
//! little to say, nothing is finished, everything is open, or a definition changed.

mod how_long;
mod how_much;
mod open_now;
#[cfg(test)]
mod tests;

pub(super) use how_long::{counted_in, cycle_time, flattered, headline, histogram, time_to_finish};
pub(super) use how_much::{forecast, how_many, no_process, process, throughput, weeks, when};
pub(super) use open_now::{
    blocked, cumulative_flow, flow_efficiency, in_progress, open_items, states,
};
