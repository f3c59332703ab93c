//! Roundtable, the product: one folder per capability.
//!
//! - [`source`]: where a team's work history comes from, and the workflow it is read by
//! - [`flow_page`]: how a team's work flows, in sentences and in numbers
//! - [`effect`]: whether a change made a difference, before and after, with open items counted

pub mod effect;
pub mod error;
pub mod flow_page;
mod shell;
pub mod source;
#[cfg(test)]
mod testing;
mod wording;

pub use error::Error;
pub use shell::Report;
