//! What is taken from Linear's JSON; everything else is passed over.

use crate::json_values::{Id, Label, List, Text};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Issue<'r> {
    /// A single issue comes within these.
    #[serde(borrow)]
    data: Option<Box<Issue<'r>>>,
    #[serde(borrow)]
    issue: Option<Box<Issue<'r>>>,
    #[serde(borrow)]
    pub(super) identifier: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) created_at: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) started_at: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) completed_at: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) canceled_at: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) state: Option<State<'r>>,
    #[serde(borrow)]
    pub(super) history: Option<List<Change<'r>>>,
    #[serde(borrow, default)]
    pub(super) labels: List<Label<'r>>,
    #[serde(borrow)]
    pub(super) priority_label: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) team: Option<Named<'r>>,
    #[serde(borrow)]
    pub(super) project: Option<Named<'r>>,
}

impl Issue<'_> {
    pub(super) fn unwrapped(self) -> Self {
        match self.data.or(self.issue) {
            Some(inner) => inner.unwrapped(),
            None => Self { data: None, issue: None, ..self },
        }
    }
}

/// A team or a project.
#[derive(Debug, Deserialize)]
pub(super) struct Named<'r> {
    #[serde(borrow)]
    pub(super) name: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) key: Option<Text<'r>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct State<'r> {
    #[serde(borrow)]
    pub(super) id: Option<Id<'r>>,
    #[serde(borrow)]
    pub(super) name: Option<Text<'r>>,
    #[serde(borrow, rename = "type")]
    pub(super) kind: Option<Text<'r>>,
    pub(super) position: Option<f64>,
}

/// A change, of the state or of something else.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Change<'r> {
    #[serde(borrow)]
    pub(super) created_at: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) from_state: Option<State<'r>>,
    #[serde(borrow)]
    pub(super) to_state: Option<State<'r>>,
}
