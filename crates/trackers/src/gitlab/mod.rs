//! GitLab issues and merge requests, each with its `resource_state_events` and its
//! `resource_label_events` inside, as one gets them by joining the answers of the REST interface.

mod labels;
mod read;
#[cfg(test)]
mod tests;
mod timeline;
mod wire;

pub(crate) use read::Gitlab;
