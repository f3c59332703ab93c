//! Everything that can be refused, each with the sentence a person reads.

use flow::workflow::WorkflowError;
use std::fmt;
use trackers::ReadError;

/// Why a request was refused. Its text says what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The files could not be read.
    Read(ReadError),
    /// The workflow file could not be used: its name, and what is wrong.
    WorkflowFile(String, String),
    /// The states do not make a workflow.
    Workflow(WorkflowError),
    /// There is no such time zone.
    TimeZone(String),
    /// Anything else about what was asked, as a whole sentence.
    Asked(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::WorkflowFile(file, problem) => write!(f, "{file}: {problem}"),
            Self::Workflow(error) => error.fmt(f),
            Self::TimeZone(name) => write!(
                f,
                "There is no time zone “{name}”. Name one like Europe/Berlin, America/New_York or \
                 UTC."
            ),
            Self::Asked(sentence) => f.write_str(sentence),
        }
    }
}

impl std::error::Error for Error {}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<WorkflowError> for Error {
    fn from(error: WorkflowError) -> Self {
        Self::Workflow(error)
    }
}
