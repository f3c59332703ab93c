//! What is taken from GitLab's JSON; everything else is passed over.

use crate::json_records::given;
use crate::json_values::{Id, Label, List, Text};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// An issue or a merge request.
#[derive(Debug, Deserialize)]
pub(super) struct Thing<'r> {
    #[serde(borrow)]
    pub(super) iid: Option<Id<'r>>,
    #[serde(borrow)]
    pub(super) project_id: Option<Id<'r>>,
    #[serde(borrow)]
    pub(super) references: Option<References<'r>>,
    #[serde(borrow)]
    pub(super) state: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) created_at: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) closed_at: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) merged_at: Option<Text<'r>>,
    /// Merge requests alone have one.
    #[serde(default, deserialize_with = "given")]
    pub(super) source_branch: Option<IgnoredAny>,
    #[serde(borrow, default)]
    pub(super) labels: List<Label<'r>>,
    #[serde(borrow)]
    pub(super) milestone: Option<Milestone<'r>>,
    #[serde(borrow)]
    pub(super) issue_type: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) moved_to_id: Option<Id<'r>>,
    #[serde(borrow, rename = "_links")]
    pub(super) links: Option<Links<'r>>,
    #[serde(borrow, alias = "state_events")]
    pub(super) resource_state_events: Option<List<StateEvent<'r>>>,
    #[serde(borrow, alias = "label_events")]
    pub(super) resource_label_events: Option<List<LabelEvent<'r>>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct References<'r> {
    #[serde(borrow)]
    pub(super) full: Option<Text<'r>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Milestone<'r> {
    #[serde(borrow)]
    pub(super) title: Option<Text<'r>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Links<'r> {
    #[serde(borrow)]
    pub(super) closed_as_duplicate_of: Option<Text<'r>>,
}

/// Closed, opened again, or merged; that it was opened at first is not told.
#[derive(Debug, Deserialize)]
pub(super) struct StateEvent<'r> {
    #[serde(borrow)]
    pub(super) created_at: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) state: Option<Text<'r>>,
}

/// A label added or removed; it is null where the label does not exist any more.
#[derive(Debug, Deserialize)]
pub(super) struct LabelEvent<'r> {
    #[serde(borrow)]
    pub(super) created_at: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) action: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) label: Option<Label<'r>>,
}
