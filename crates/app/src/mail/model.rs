//! A letter, and why one cannot be sent. Pure.

use std::fmt;

/// What is to be sent to whom: plain text.
pub(crate) struct Letter {
    pub(crate) address: String,
    /// What kind of letter it is; nothing of what it is about.
    pub(crate) subject: &'static str,
    pub(crate) body: String,
}

/// The place that a letter is sealed for.
pub(super) fn place(id: &str) -> String {
    format!("mail|{id}")
}

/// Why mail cannot be set up or sent. What a server said stays out: it may name people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No server is set up.
    NoServer,
    /// This is no address of a server.
    Server,
    /// Nobody can be written to, or from, at such an address.
    Address,
    /// The server does not answer.
    Unreachable,
    /// The server said no, with this code.
    Said(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoServer => "No mail is set up.",
            Self::Server => {
                "What --smtp gives is no address of a mail server. Give one like \
                 smtps://user:password@mail.example.org, signs like @ in the password as %40."
            }
            Self::Address => {
                "Mail needs an address like table@example.org; --mail-from says whose it is."
            }
            Self::Unreachable => "The mail server does not answer.",
            Self::Said(code) => return write!(f, "The mail server said {code}."),
        })
    }
}
