//! What is taken from Jira's JSON; everything else is passed over.

use crate::json_records::given;
use crate::json_values::Text;
use serde::Deserialize;

/// Something with a name: a type, a priority, a resolution, a component.
#[derive(Debug, Deserialize)]
pub(super) struct Named<'r> {
    #[serde(borrow)]
    pub(super) name: Option<Text<'r>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Project<'r> {
    #[serde(borrow)]
    pub(super) key: Option<Text<'r>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Issue<'r> {
    #[serde(borrow)]
    pub(super) key: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) id: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) fields: Fields<'r>,
    #[serde(borrow)]
    pub(super) changelog: Option<Changelog<'r>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Fields<'r> {
    #[serde(borrow)]
    pub(super) created: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) status: Option<Status<'r>>,
    /// Some exports leave it out; null says that there is none.
    #[serde(borrow, default, deserialize_with = "given")]
    pub(super) resolution: Option<Option<Named<'r>>>,
    #[serde(borrow)]
    pub(super) resolutiondate: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) issuetype: Option<Named<'r>>,
    #[serde(borrow)]
    pub(super) priority: Option<Named<'r>>,
    #[serde(borrow)]
    pub(super) project: Option<Project<'r>>,
    #[serde(borrow)]
    pub(super) labels: Option<Vec<Text<'r>>>,
    #[serde(borrow)]
    pub(super) components: Option<Vec<Named<'r>>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Status<'r> {
    #[serde(borrow)]
    pub(super) id: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) name: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) status_category: Option<StatusCategory<'r>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct StatusCategory<'r> {
    #[serde(borrow)]
    pub(super) key: Option<Text<'r>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Changelog<'r> {
    #[serde(rename = "maxResults")]
    pub(super) max_results: Option<u64>,
    pub(super) total: Option<u64>,
    #[serde(borrow, default)]
    pub(super) histories: Vec<Change<'r>>,
}

/// Fields that were changed together.
#[derive(Debug, Deserialize)]
pub(super) struct Change<'r> {
    #[serde(borrow)]
    pub(super) created: Option<Text<'r>>,
    #[serde(borrow, default)]
    pub(super) items: Vec<FieldChange<'r>>,
}

/// One field's change: ids in `from` and `to`, names in the strings.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FieldChange<'r> {
    #[serde(borrow)]
    pub(super) field: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) field_id: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) from: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) from_string: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) to: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) to_string: Option<Text<'r>>,
}

/// The columns of a board, in order.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Board<'r> {
    #[serde(borrow)]
    pub(super) column_config: ColumnConfig<'r>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ColumnConfig<'r> {
    #[serde(borrow)]
    pub(super) columns: Vec<Column<'r>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Column<'r> {
    #[serde(borrow, default)]
    pub(super) statuses: Vec<Status<'r>>,
}

/// The dates between which an export was made.
#[derive(Debug, Deserialize)]
pub(super) struct Meta<'r> {
    #[serde(borrow)]
    pub(super) date_end: Option<Text<'r>>,
}
