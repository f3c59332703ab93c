//! What is taken from the JSON of Azure DevOps; everything else is passed over.

use crate::json_values::{Id, List};
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt::Formatter;

/// A work item, perhaps with its updates or its revisions; or one of these by itself.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record<'r> {
    #[serde(borrow)]
    pub(super) id: Option<Id<'r>>,
    /// An update says by this whose it is; its id is its own number.
    #[serde(borrow)]
    pub(super) work_item_id: Option<Id<'r>>,
    pub(super) rev: Option<u64>,
    #[serde(borrow)]
    pub(super) fields: Option<Fields<'r>>,
    #[serde(borrow)]
    pub(super) updates: Option<List<Record<'r>>>,
    #[serde(borrow)]
    pub(super) revisions: Option<List<Record<'r>>>,
}

/// The fields that are looked at, of a revision as they are, of an update as they become.
#[derive(Debug, Default)]
pub(super) struct Fields<'r> {
    pub(super) state: Value<'r>,
    pub(super) reason: Value<'r>,
    pub(super) column: Value<'r>,
    pub(super) column_done: Value<'r>,
    pub(super) changed_at: Value<'r>,
    pub(super) created_at: Value<'r>,
    pub(super) closed_at: Value<'r>,
    pub(super) is_deleted: Value<'r>,
    pub(super) blocked: Value<'r>,
    pub(super) tags: Value<'r>,
    pub(super) kind: Value<'r>,
    pub(super) area: Value<'r>,
    pub(super) iteration: Value<'r>,
    pub(super) priority: Value<'r>,
}

impl<'r, 'de: 'r> Deserialize<'de> for Fields<'r> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, text: &mut Formatter) -> std::fmt::Result {
        text.write_str("the fields of a work item")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        let mut fields = Fields::default();
        while let Some(Id(name)) = map.next_key()? {
            let field = match &*name {
                "System.State" => &mut fields.state,
                "System.Reason" => &mut fields.reason,
                "System.BoardColumn" => &mut fields.column,
                "System.BoardColumnDone" => &mut fields.column_done,
                "System.ChangedDate" => &mut fields.changed_at,
                "System.CreatedDate" => &mut fields.created_at,
                "Microsoft.VSTS.Common.ClosedDate" => &mut fields.closed_at,
                "System.IsDeleted" => &mut fields.is_deleted,
                "System.Tags" => &mut fields.tags,
                "System.WorkItemType" => &mut fields.kind,
                "System.AreaPath" => &mut fields.area,
                "System.IterationPath" => &mut fields.iteration,
                "Microsoft.VSTS.Common.Priority" => &mut fields.priority,
                // `Microsoft.VSTS.CMMI.Blocked`, or a field of the team's own.
                custom if custom.ends_with(".Blocked") => &mut fields.blocked,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            *field = map.next_value()?;
        }
        Ok(fields)
    }
}

/// A field's value: absent, or as it is, or as a change from an old to a new one.
#[derive(Debug, Default)]
pub(super) struct Value<'r> {
    /// Whether the field was there.
    pub(super) is_told: bool,
    /// What it is, or becomes; numbers and truths as texts, and nothing for anything else.
    pub(super) new: Option<Cow<'r, str>>,
    pub(super) old: Option<Cow<'r, str>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Shape<'r> {
    Is(#[serde(borrow)] Scalar<'r>),
    #[serde(rename_all = "camelCase")]
    Becomes {
        #[serde(borrow, default)]
        old_value: Option<Scalar<'r>>,
        #[serde(borrow, default)]
        new_value: Option<Scalar<'r>>,
    },
    Other(IgnoredAny),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar<'r> {
    Truth(bool),
    Whole(i64),
    Number(f64),
    Text(#[serde(borrow)] Cow<'r, str>),
}

impl<'r> Scalar<'r> {
    fn text(self) -> Cow<'r, str> {
        match self {
            Self::Truth(truth) => truth.to_string().into(),
            Self::Whole(number) => number.to_string().into(),
            Self::Number(number) => number.to_string().into(),
            Self::Text(text) => text,
        }
    }
}

impl<'r, 'de: 'r> Deserialize<'de> for Value<'r> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let shape = Option::<Shape>::deserialize(from)?;
        let (new, old) = match shape {
            Some(Shape::Is(value)) => (Some(value), None),
            Some(Shape::Becomes { old_value, new_value }) => (new_value, old_value),
            Some(Shape::Other(_)) | None => (None, None),
        };
        let text = |value: Option<Scalar<'de>>| value.map(Scalar::text).filter(|it| !it.is_empty());
        Ok(Self { is_told: true, new: text(new), old: text(old) })
    }
}
