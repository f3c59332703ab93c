//! Redmine issues with their journals, as the REST interface gives them, and the list of statuses
//! beside them where it is there.

mod read;
#[cfg(test)]
mod tests;
mod wire;

pub(crate) use read::Redmine;
