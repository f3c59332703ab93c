//! What is taken from Trello's JSON; everything else is passed over.

use crate::json_values::{Label, List as Values, Text};
use serde::Deserialize;

/// An action, a card or a list: an action has a `date` and `data`, a card the list it is in.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Thing<'r> {
    #[serde(borrow)]
    pub(super) id: Option<Text<'r>>,
    #[serde(borrow, rename = "type")]
    pub(super) kind: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) date: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) data: Option<Data<'r>>,
    #[serde(borrow)]
    pub(super) id_list: Option<Text<'r>>,
    pub(super) id_short: Option<u64>,
    #[serde(borrow)]
    pub(super) name: Option<Text<'r>>,
    pub(super) pos: Option<Place>,
    pub(super) closed: Option<bool>,
    #[serde(borrow, default)]
    pub(super) labels: Values<Label<'r>>,
}

/// A place among the lists; Trello takes words for it, too, and gives numbers.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Place {
    Number(f64),
    Other(serde::de::IgnoredAny),
}

/// What an action is about.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data<'r> {
    #[serde(borrow)]
    pub(super) card: Option<Named<'r>>,
    #[serde(borrow)]
    pub(super) list: Option<Named<'r>>,
    #[serde(borrow)]
    pub(super) list_before: Option<Named<'r>>,
    #[serde(borrow)]
    pub(super) list_after: Option<Named<'r>>,
    /// What was, of what changed.
    pub(super) old: Option<Old>,
}

/// A card or a list as an action knows it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Named<'r> {
    #[serde(borrow)]
    pub(super) id: Option<Text<'r>>,
    pub(super) id_short: Option<u64>,
    #[serde(borrow)]
    pub(super) name: Option<Text<'r>>,
    pub(super) closed: Option<bool>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Old {
    pub(super) closed: Option<bool>,
}
