//! Why a file could not be read: one sentence that says where, what is wrong and what to do.

use std::fmt;
use std::io;

/// Why nothing could be read. `Display` is the sentence for the person who brought the file.
///
/// Only what concerns a whole file is an error; a bad record is left out and counted as a
/// [`Warning`](crate::Warning).
///
/// ```
/// use trackers::{Input, ReadOptions};
/// let input = Input::new("empty.csv", std::io::empty());
/// let error = trackers::read(vec![input], &ReadOptions::default(), &mut |_, _| ()).unwrap_err();
/// assert_eq!(error.to_string(), "empty.csv: the file is empty. Export it again.");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    file: String,
    line: Option<u64>,
    column: Option<String>,
    problem: String,
    remedy: String,
}

impl ReadError {
    pub(crate) fn new(file: &str, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        let (problem, remedy) = (problem.into(), remedy.into());
        Self { file: file.to_owned(), line: None, column: None, problem, remedy }
    }

    pub(crate) fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    pub(crate) fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// The sentence for what the operating system, or a reader below, had to say.
    pub(crate) fn from_io(file: &str, error: io::Error) -> Self {
        if error.get_ref().is_some_and(|inner| inner.is::<Self>()) {
            let inner = error.into_inner().and_then(|inner| inner.downcast::<Self>().ok());
            return inner.map_or_else(|| Self::new(file, "it cannot be read", ""), |inner| *inner);
        }
        let (problem, remedy) = match error.kind() {
            io::ErrorKind::NotFound => ("there is no such file".to_owned(), "Check the path"),
            io::ErrorKind::PermissionDenied => (
                "you are not permitted to read it".to_owned(),
                "Change its permissions, or run as somebody who may",
            ),
            _ => (format!("it cannot be read ({error})"), "Try again, or copy the file first"),
        };
        Self::new(file, problem, remedy)
    }

    /// The same, wrapped to travel through a chain of readers.
    pub(crate) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }

    /// The file (or stream) it is about, as it was named; empty where it is about no file but
    /// about what was asked.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line in that file, from 1, where there is one.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// The column's name, or its number from 1, where there is one.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        self.column.as_deref()
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What was asked for may be refused before any file is read.
        if self.file.is_empty() {
            return write!(f, "{}.", self.problem);
        }
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}.", self.problem)?;
        if self.remedy.is_empty() { Ok(()) } else { write!(f, " {}.", self.remedy) }
    }
}

impl std::error::Error for ReadError {}
