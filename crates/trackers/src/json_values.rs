//! Values in the JSON of more than one tracker: texts, ids, names and lists in their shapes.

use crate::collector::Collector;
use crate::dates;
use flow::Instant;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt::Formatter;
use std::marker::PhantomData;

/// A text that is borrowed from the record wherever it holds no escapes.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Text<'r>(#[serde(borrow)] pub(crate) Cow<'r, str>);

/// An id, which may be a text or a number (or a truth); empty for what is neither.
#[derive(Clone, Debug)]
pub(crate) struct Id<'r>(pub(crate) Cow<'r, str>);

impl<'r, 'de: 'r> Deserialize<'de> for Id<'r> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(IdVisitor)
    }
}

struct IdVisitor;

impl<'de> Visitor<'de> for IdVisitor {
    type Value = Id<'de>;

    fn expecting(&self, text: &mut Formatter) -> std::fmt::Result {
        text.write_str("a number or a text")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Id<'de>, E> {
        Ok(Id(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Id<'de>, E> {
        Ok(Id(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Id<'de>, E> {
        Ok(Id(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Id<'de>, E> {
        Ok(Id(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Id<'de>, E> {
        Ok(Id(Cow::Owned(number.to_string())))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Id<'de>, E> {
        Ok(Id(Cow::Borrowed(if truth { "true" } else { "false" })))
    }

    fn visit_unit<E>(self) -> Result<Id<'de>, E> {
        Ok(Id(Cow::Borrowed("")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Id<'de>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Id(Cow::Borrowed("")))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Id<'de>, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Id(Cow::Borrowed("")))
    }
}

/// The text of an id that is there and not empty.
pub(crate) fn id<'i>(id: Option<&'i Id<'_>>) -> Option<&'i str> {
    id.map(|id| &*id.0).filter(|id| !id.is_empty())
}

/// The text that is there and not empty.
pub(crate) fn text<'t>(text: Option<&'t Text<'_>>) -> Option<&'t str> {
    text.map(|text| &*text.0).filter(|text| !text.is_empty())
}

/// The instant that a text tells.
pub(crate) fn time(text: Option<&Text>, collector: &Collector) -> Option<Instant> {
    dates::instant(&text?.0, &collector.options.time_zone)
}

/// A list as REST gives it, the `nodes` of GraphQL, the `value` of Azure DevOps, or null.
#[derive(Debug)]
pub(crate) struct List<T> {
    pub(crate) items: Vec<T>,
    /// Whether it says that it goes on elsewhere.
    pub(crate) is_cut: bool,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: vec![], is_cut: false }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ListVisitor(PhantomData))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, text: &mut Formatter) -> std::fmt::Result {
        text.write_str("a list, or nodes, or null")
    }

    fn visit_unit<E>(self) -> Result<List<T>, E> {
        Ok(List::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<List<T>, A::Error> {
        let items = Vec::deserialize(SeqAccessDeserializer::new(list))?;
        Ok(List { items, is_cut: false })
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<List<T>, A::Error> {
        let nodes = Nodes::deserialize(MapAccessDeserializer::new(object))?;
        let is_cut = nodes.page_info.is_some_and(|info| info.has_next_page == Some(true));
        Ok(List { items: nodes.nodes.unwrap_or_default(), is_cut })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Nodes<T> {
    #[serde(alias = "value")]
    nodes: Option<Vec<T>>,
    page_info: Option<PageInfo>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageInfo {
    has_next_page: Option<bool>,
}

/// A name, or an object that has one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Label<'r> {
    Named {
        #[serde(borrow)]
        name: Cow<'r, str>,
    },
    Plain(#[serde(borrow)] Cow<'r, str>),
    Other(IgnoredAny),
}

impl Label<'_> {
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Named { name } | Self::Plain(name) => Some(name),
            Self::Other(_) => None,
        }
    }
}
