//! A tracker's bytes in, work histories out.
//!
//! [`open`] turns paths into streams, [`read`] turns streams into a [`Reading`]. Every tracker has
//! a folder; what they share lies beside them: `recognise` finds the format in the content,
//! `bytes` unpacks and decodes, `workbook` makes a table of an Excel workbook, `table` and
//! `json_records` cut the text into records, and `dates` reads dates. The files may be larger than
//! the memory, workbooks apart.

mod bytes;
mod collector;
mod column_names;
mod dated_rows;
mod dates;
mod dates_per_state_csv;
mod error;
mod events_csv;
mod github;
mod jira;
mod jira_csv;
mod json_records;
mod kanboard_csv;
mod open;
mod options;
mod reading;
mod recognise;
mod start_finish_csv;
mod table;
mod warnings;
mod workbook;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use error::ReadError;
pub use open::{Input, open};
pub use options::{DateOrder, Format, ReadOptions, UnknownName};
pub use reading::{Reading, read};
pub use warnings::Warning;
