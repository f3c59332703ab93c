//! A tracker's bytes in, work histories out.
//!
//! [`open`] turns paths into streams, [`read`] turns streams into a [`Reading`]. Every tracker has
//! a folder; what they share lies beside them: `recognise` finds the format in the content,
//! `bytes` unpacks and decodes, `workbook` makes a table of an Excel workbook, `table` and
//! `json_records` cut the text into records, `gathered` keeps states until their names are known,
//! and `dates` reads dates. The files may be larger than the memory, workbooks apart.

mod azure_devops;
mod bytes;
mod collector;
mod column_names;
mod dated_rows;
mod dates;
mod dates_per_state_csv;
mod error;
mod events_csv;
mod gathered;
mod github;
mod gitlab;
mod jira;
mod jira_csv;
mod json_records;
mod json_values;
mod kanboard_csv;
mod linear;
mod open;
mod options;
mod reading;
mod recognise;
mod redmine;
mod start_finish_csv;
mod statuses;
mod table;
mod trello;
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
