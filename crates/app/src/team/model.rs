//! A delivery team. Pure.

use crate::people::PersonId;
use crate::wording;
use std::fmt;

/// A delivery team, and who serves it.
#[derive(Clone, Debug)]
pub(crate) struct Team {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) servers: Vec<PersonId>,
}

const LONGEST_NAME: usize = 80;

/// A name as it is kept.
pub(super) fn checked_name(name: &str) -> Result<String, Refusal> {
    wording::name(name, LONGEST_NAME).ok_or(Refusal::Name)
}

/// Why something of a team was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Name,
    Known(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => write!(f, "Give it a name of at most {LONGEST_NAME} characters."),
            Self::Known(name) => write!(f, "“{name}” is here already: say that you serve it, too."),
        }
    }
}
