//! Which format a file has, by its content: the keys of its first JSON record, or its header.

use crate::bytes::Source;
use crate::error::ReadError;
use crate::options::Format;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Events,
}

impl Content {
    pub(crate) fn format(self) -> Format {
        match self {
            Self::Events => Format::EventsCsv,
        }
    }
}

pub(crate) fn content(_source: &Source, _asked: Option<Format>) -> Result<Content, ReadError> {
    Ok(Content::Events)
}
