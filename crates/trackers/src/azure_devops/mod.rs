//! Azure DevOps work items with their updates or their revisions, as the REST interface gives them.

mod read;
mod revisions;
#[cfg(test)]
mod tests;
mod wire;

pub(crate) use read::AzureDevops;
