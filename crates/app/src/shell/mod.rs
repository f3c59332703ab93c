//! What every page wears. Today that is the report: a page of its own that is mailed and printed,
//! and loads nothing.

mod report;

pub use report::Report;
pub(crate) use report::{Chapter, Fact, Page, source_name};
