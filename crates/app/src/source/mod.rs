//! Where a team's work history comes from, and the workflow it is read by.
//!
//! A [`Request`] names the files and what is known of them. [`read`] turns it into a [`Record`]:
//! the history, the workflow, every item's life under it, and which days it covers.

mod model;
mod record;
#[cfg(test)]
mod tests;
pub(crate) mod told;
mod workflow_file;

pub use flow::Filter;
pub use jiff::civil::Date;
pub use model::{Moment, Request, Window, day, filter};
pub use record::{AsOf, Record, Warning, read};
pub use trackers::{DateOrder, Format};

use crate::Error;
pub(crate) use workflow_file::KINDS;
use workflow_file::WorkflowFile;

/// The workflow that the files suggest, or the one they were read by, as the text of a workflow
/// file to save, correct and give back.
///
/// # Errors
/// [`Error`] when the files cannot be read.
pub fn suggest_workflow(
    request: &Request,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<String, Error> {
    let file = WorkflowFile::of(request.workflow.as_deref())?;
    let record = record::read_by(request, &file, progress)?;
    Ok(workflow_file::text(&record.workflow, &record.time_zone, &file))
}
