//! How a team's work flows: one summary of its history, in sentences and in numbers.
//!
//! The figures are those of the `flow` library; this room decides what is shown, what is withheld
//! for want of data, and which words go with it. The keys of the JSON are stable.

mod charts;
mod figures;
mod findings;
mod forecasts;
mod laws;
mod list;
mod measure;
mod report;
mod rows;
mod summary;
#[cfg(test)]
mod tests;
mod wording;
mod words;

pub use report::report;
pub use summary::Summary;
pub use words::text;

use crate::Error;
use crate::source::{self, Request};
use figures::Figures;

/// How far a forecast looks: how many days, and how many items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// "How many in so many days?"
    pub days: u32,
    /// "When are so many done?"
    pub items: u32,
}

impl Default for Horizon {
    fn default() -> Self {
        Self { days: 30, items: 30 }
    }
}

/// Reads the files of a request and sums up how work flows in them.
///
/// # Errors
/// [`Error`] when the files cannot be read or what was asked makes no sense.
pub fn summarise(
    request: &Request,
    horizon: Horizon,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Summary, Error> {
    let record = source::read(request, progress)?;
    Ok(measure::summary(&mut Figures::of(&record), horizon))
}

/// Every item with its dates and days, as CSV, to check the figures by hand.
///
/// # Errors
/// [`Error`] when the files cannot be read or what was asked makes no sense.
pub fn list(request: &Request, progress: &mut dyn FnMut(u64, u64)) -> Result<String, Error> {
    Ok(list::list(&source::read(request, progress)?))
}

/// The summary as one JSON object on a line of its own.
#[must_use]
pub fn json(summary: &Summary) -> String {
    // Every key is text and every value a number, a text or a list: nothing can fail to be written.
    serde_json::to_string(summary).map_or_else(|_| String::new(), |json| json + "\n")
}
