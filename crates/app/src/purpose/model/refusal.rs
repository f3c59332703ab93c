//! Why something in a workshop is refused: each is the sentence that a person reads.

use std::fmt;

/// Why something was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Ended,
    OpenAlready,
    OtherPhase(&'static str),
    FirstPhase,
    NotLeading,
    LeadsAlready,
    MovedMeanwhile,
    WriteFirst,
    NothingWritten,
    NobodyWrote,
    TooManyLines,
    LineTooLong(usize),
    NoSuchNote,
    OtherQuestion,
    GroupName,
    NamedMeanwhile(String),
    NoDotLeft,
    NoDotThere,
    NoStatement,
    NoSuchStatement,
    WhichStatement,
    NoWords,
    SameWords,
    StatementTooLong(usize),
    RewordedMeanwhile,
    AskedOtherwise,
    RevealedMeanwhile,
    NoHarm,
    NoRemedy,
    ObjectionTooLong(usize),
    ObjectionStands,
    NobodyConsents,
    ReviewDate,
    NotAdopted,
}

impl Refusal {
    /// Whether another worded it at the same time.
    pub(crate) fn is_of_two(&self) -> bool {
        *self == Self::RewordedMeanwhile
    }

    /// The sentences that hold a number or a name.
    fn with_details(&self) -> Option<String> {
        Some(match self {
            Self::OtherPhase(phase) => format!(
                "The workshop is somewhere else by now: {}. Nothing was changed.",
                phase.to_lowercase()
            ),
            Self::LineTooLong(count) => {
                format!("One line has {count} characters; 300 at most. One thought on each line.")
            }
            Self::NamedMeanwhile(name) => {
                format!("Somebody named it “{name}” meanwhile. Yours is still here.")
            }
            Self::StatementTooLong(count) => format!(
                "These are {count} characters; 600 at most. A purpose that one can remember is \
                 shorter still."
            ),
            Self::ObjectionTooLong(count) => {
                format!("These are {count} characters; 600 at most in each field.")
            }
            _ => return None,
        })
    }

    fn plain(&self) -> &'static str {
        match self {
            Self::Ended => "This workshop has ended. Look at the purpose again.",
            Self::OpenAlready => "A workshop is open already. Look at the purpose again.",
            Self::FirstPhase => "This is where it begins; there is nothing before it.",
            Self::NotLeading => "Somebody else leads at the moment. You can take over.",
            Self::LeadsAlready => "You lead already.",
            Self::MovedMeanwhile => "Somebody moved it on or back meanwhile. Look where it is.",
            Self::WriteFirst => {
                "Write something yourself first; then you see what the others wrote."
            }
            Self::NothingWritten => "Write a line to one of the questions. One is enough.",
            Self::NobodyWrote => "Nobody has written anything yet, so there is nothing to reveal.",
            Self::TooManyLines => "Twenty lines to a question are the most. Which matter to you?",
            Self::NoSuchNote => "It is not there any more. Look again.",
            Self::OtherQuestion => "Only different answers to the same question go together.",
            Self::GroupName => "Name it in at most 60 characters.",
            Self::NoDotLeft => "Your five dots are given. Take one back to give it elsewhere.",
            Self::NoDotThere => "None of your dots is there.",
            Self::NoStatement => "Nobody has proposed a statement yet.",
            Self::NoSuchStatement => "This statement is not open to that. Look again.",
            Self::WhichStatement => "There are several statements: ask for consent to one of them.",
            Self::NoWords => "Write the statement first.",
            Self::SameWords => "These are the words that stand there already.",
            Self::RewordedMeanwhile => {
                "Somebody reworded it meanwhile. Theirs stands there now; yours is still here."
            }
            Self::AskedOtherwise => {
                "What you are asked for has changed meanwhile. Read it once more."
            }
            Self::RevealedMeanwhile => {
                "It was revealed meanwhile. What you typed is still here; all can read it as soon \
                 as you send it."
            }
            Self::NoHarm => {
                "An objection says what harm it sees: who would be worse off, and how? A wish to \
                 word it better is no objection; reword it instead."
            }
            Self::NoRemedy => {
                "Say what would make it safe enough to try. Without that nobody can answer your \
                 objection."
            }
            Self::ObjectionStands => {
                "An objection stands. Reword the statement until whoever objected can consent."
            }
            Self::NobodyConsents => "Nobody has consented yet.",
            Self::ReviewDate => "The review date is a day to come, within five years.",
            Self::NotAdopted => "This is not the purpose that holds now.",
            _ => "This cannot be done now.",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.with_details() {
            Some(sentence) => f.write_str(&sentence),
            None => f.write_str(self.plain()),
        }
    }
}
