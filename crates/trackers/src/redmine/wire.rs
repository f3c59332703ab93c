//! What is taken from Redmine's JSON; everything else is passed over.

use crate::json_values::{Id, Text, text};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct Issue<'r> {
    /// A single issue comes within this.
    #[serde(borrow)]
    issue: Option<Box<Issue<'r>>>,
    #[serde(borrow)]
    pub(super) id: Option<Id<'r>>,
    #[serde(borrow)]
    pub(super) status: Option<Status<'r>>,
    #[serde(borrow)]
    pub(super) created_on: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) closed_on: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) journals: Option<Vec<Journal<'r>>>,
    #[serde(borrow)]
    pub(super) tracker: Option<Named<'r>>,
    #[serde(borrow)]
    pub(super) priority: Option<Named<'r>>,
    #[serde(borrow)]
    pub(super) project: Option<Named<'r>>,
    #[serde(borrow)]
    pub(super) category: Option<Named<'r>>,
    #[serde(borrow)]
    pub(super) fixed_version: Option<Named<'r>>,
}

impl Issue<'_> {
    pub(super) fn unwrapped(self) -> Self {
        match self.issue {
            Some(inner) => inner.unwrapped(),
            None => self,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Named<'r> {
    #[serde(borrow)]
    pub(super) name: Option<Text<'r>>,
}

/// A status, in an issue or in the list of all.
#[derive(Debug, Deserialize)]
pub(super) struct Status<'r> {
    #[serde(borrow)]
    pub(super) id: Option<Id<'r>>,
    #[serde(borrow)]
    pub(super) name: Option<Text<'r>>,
    /// Issues tell it since Redmine 5.0.
    pub(super) is_closed: Option<bool>,
}

/// Fields that were changed together, perhaps with a note.
#[derive(Debug, Deserialize)]
pub(super) struct Journal<'r> {
    #[serde(borrow)]
    pub(super) created_on: Option<Text<'r>>,
    #[serde(borrow, default)]
    pub(super) details: Vec<Detail<'r>>,
}

/// One field's change; the values of a status are its ids.
#[derive(Debug, Deserialize)]
pub(super) struct Detail<'r> {
    #[serde(borrow)]
    pub(super) property: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) name: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) old_value: Option<Id<'r>>,
    #[serde(borrow)]
    pub(super) new_value: Option<Id<'r>>,
}

impl Detail<'_> {
    /// Whether it changes the status, and not a field of the team's own that is called so.
    pub(super) fn is_of_the_status(&self) -> bool {
        let is = |told: &Option<Text>, word| text(told.as_ref()) == Some(word);
        is(&self.property, "attr") && is(&self.name, "status_id")
    }
}
