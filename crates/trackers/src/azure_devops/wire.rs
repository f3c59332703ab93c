//! What is taken from the JSON of Azure DevOps; everything else is passed over.

use crate::json_values::{Id, List};
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
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

/// A field that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    State,
    Reason,
    Column,
    ColumnDone,
    ChangedAt,
    CreatedAt,
    ClosedAt,
    IsDeleted,
    Blocked,
    Tags,
    Type,
    Area,
    Iteration,
    Priority,
}

impl Field {
    fn called(name: &str) -> Option<Self> {
        Some(match name {
            "System.State" => Self::State,
            "System.Reason" => Self::Reason,
            "System.BoardColumn" => Self::Column,
            "System.BoardColumnDone" => Self::ColumnDone,
            "System.ChangedDate" => Self::ChangedAt,
            "System.CreatedDate" => Self::CreatedAt,
            "Microsoft.VSTS.Common.ClosedDate" => Self::ClosedAt,
            "System.IsDeleted" => Self::IsDeleted,
            "System.Tags" => Self::Tags,
            "System.WorkItemType" => Self::Type,
            "System.AreaPath" => Self::Area,
            "System.IterationPath" => Self::Iteration,
            "Microsoft.VSTS.Common.Priority" => Self::Priority,
            // `Microsoft.VSTS.CMMI.Blocked`, or a field of the team's own.
            custom if custom.ends_with(".Blocked") => Self::Blocked,
            _ => return None,
        })
    }
}

/// The fields that a revision or an update tells, of those that are looked at.
#[derive(Debug, Default)]
pub(super) struct Fields<'r>(Vec<(Field, Value<'r>)>);

impl<'r> Fields<'r> {
    /// The field's value, where the field is told; the last one where it is told twice.
    pub(super) fn value(&self, field: Field) -> Option<&Value<'r>> {
        self.0.iter().rfind(|told| told.0 == field).map(|told| &told.1)
    }

    /// What the field is, or becomes.
    pub(super) fn text(&self, field: Field) -> Option<&str> {
        self.value(field)?.new.as_deref()
    }
}

/// A field's value as it is, or as it becomes and was before; a text, or a number or a truth as
/// text, and nothing for anything else.
#[derive(Debug, Default)]
pub(super) struct Value<'r> {
    pub(super) new: Option<Cow<'r, str>>,
    pub(super) old: Option<Cow<'r, str>>,
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
        let mut fields = vec![];
        while let Some(Id(name)) = map.next_key()? {
            match Field::called(&name) {
                Some(field) => fields.push((field, map.next_value()?)),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Fields(fields))
    }
}

impl<'r, 'de: 'r> Deserialize<'de> for Value<'r> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, text: &mut Formatter) -> std::fmt::Result {
        text.write_str("a value, or an old and a new one")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(Value { new: Some(text.into()), old: None })
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(Value { new: Some(text.to_owned().into()), old: None })
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value<'de>, E> {
        Ok(Value { new: Some(if truth { "true" } else { "false" }.into()), old: None })
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
        Ok(Value { new: Some(number.to_string().into()), old: None })
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
        Ok(Value { new: Some(number.to_string().into()), old: None })
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
        Ok(Value { new: Some(number.to_string().into()), old: None })
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value<'de>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        let mut value = Value::default();
        while let Some(Id(name)) = map.next_key()? {
            // People are objects within these, and come out empty.
            match &*name {
                "newValue" => value.new = Some(map.next_value::<Id>()?.0),
                "oldValue" => value.old = Some(map.next_value::<Id>()?.0),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(value)
    }
}
