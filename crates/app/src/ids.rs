//! Ids: UUIDs of version 7, made by us, so that rows of one time lie together; each kind of thing
//! has its own type of them.

use crate::private::random;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::marker::PhantomData;

/// The id of a thing of this kind. It stands for nothing outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Id<Of> {
    text: String,
    of: PhantomData<fn() -> Of>,
}

impl<Of> Id<Of> {
    pub(crate) fn new() -> Self {
        Self::known(new())
    }

    /// One that was made before.
    pub(crate) fn known(text: impl Into<String>) -> Self {
        Self { text: text.into(), of: PhantomData }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

impl<Of> Serialize for Id<Of> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl<'de, Of> Deserialize<'de> for Id<Of> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(Self::known)
    }
}

/// An id that a form sends back, as we write ids; nothing where it is none.
pub(crate) fn typed(text: &str) -> Option<String> {
    uuid::Uuid::try_parse(text).ok().map(|it| it.to_string())
}

/// A new id. Should the system give no random numbers, the time alone would not do: it panics.
pub(crate) fn new() -> String {
    let bytes: [u8; 10] = random().expect("the system gives random numbers, or nothing is safe");
    let now = jiff::Timestamp::now().as_millisecond();
    uuid::Builder::from_unix_timestamp_millis(now.unsigned_abs(), &bytes).into_uuid().to_string()
}
