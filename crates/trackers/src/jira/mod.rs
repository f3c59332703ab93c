//! Jira issues with their changelog, as the REST API gives them, and the statuses, the board and
//! the dates of the export beside them where they are there.

mod read;
#[cfg(test)]
mod tests;
mod wire;

pub(crate) use read::Jira;
