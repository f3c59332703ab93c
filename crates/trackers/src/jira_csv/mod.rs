//! The CSV that Jira's issue search exports: what each issue is now, and nothing of its past but
//! when it was created and resolved.

mod read;
#[cfg(test)]
mod tests;

pub(crate) use read::{has_layout, read};
