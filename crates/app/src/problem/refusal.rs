//! Why something about a problem was refused, each as a sentence.

use std::fmt;

/// Why something was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoWords,
    TooLong(usize, usize),
    NoSize,
    NoTeam,
    Began,
    HaveItAlready,
    LookFirst,
    NotYours,
    NotOnIt,
    NotContained,
    IsOpen,
    WasSolved,
    WasDropped,
    NotSolved,
    OwnThanks,
    SoAlready,
    NoSolution,
    NoReason,
    NothingSaid,
    NobodyBelow,
    NoCause,
    NotBlocked,
    BeforeBlocked,
    NoDay,
    InFuture,
    Url,
    NoTableAbove,
    ChangedSince,
    Times,
    LateReply,
    TimesChanged,
}

impl Refusal {
    /// The field that it is about; nothing where it is about where the problem stands.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::NoWords | Self::TooLong(..) | Self::NoSolution | Self::NoReason => "words",
            Self::NothingSaid => "words",
            Self::NoSize => "size",
            Self::NoTeam | Self::HaveItAlready => "team",
            Self::Began => "began",
            Self::NoCause => "cause",
            Self::NoDay | Self::InFuture | Self::BeforeBlocked => "on",
            Self::Url => "url",
            _ => "",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoWords => "Say what you saw, in a sentence.",
            Self::TooLong(count, most) => {
                return write!(
                    f,
                    "These are {count} characters; {most} are kept at most. What you wrote is \
                     still here."
                );
            }
            Self::NoSize => "Say what it costs all teams a week; a guess is fine.",
            Self::NoTeam => "Tick the teams that have it.",
            Self::Began => {
                "The first day it may have begun comes before the last, and both before \
                            tomorrow. Write them like 2026-03-02."
            }
            Self::HaveItAlready => "These teams are named already.",
            Self::LookFirst => {
                "There is something like it already. Look at it: do you have the \
                                same? If not, share yours."
            }
            Self::NotYours => "Only whoever saw it says it in other words. You can comment on it.",
            Self::NotOnIt => "You are not on it.",
            Self::NotContained => "It is not contained, so it cannot break loose.",
            Self::IsOpen => "It is open: it has not gone away since.",
            Self::WasSolved => {
                "It is solved. If it is there again, say that it is back; then go on."
            }
            Self::WasDropped => {
                "It was dropped. If it should be worked on, say that it is back; then go on."
            }
            Self::NotSolved => "It is not solved.",
            Self::OwnThanks => "You solved it yourself. The others may thank you.",
            Self::SoAlready => "It stands there so already. Look at it again.",
            Self::NoSolution => "Say in a line or two what solved it; others will meet it, too.",
            Self::NoReason => "Say why it is dropped.",
            Self::NothingSaid => "Write something first.",
            Self::NobodyBelow => "It was raised here. Answer in a comment.",
            Self::NoCause => "Name the cause in a few words.",
            Self::NotBlocked => "It does not block that team at the moment.",
            Self::BeforeBlocked => "On this day it did not block the team yet.",
            Self::NoDay => "Give the day like 2026-03-02.",
            Self::InFuture => "This day is still to come. Tell it when it has been.",
            Self::Url => "Give an address that begins with https:// or with a / of this place.",
            Self::NoTableAbove => {
                "No table above is linked with yours. Link one in “Peers”, then offer it again."
            }
            Self::ChangedSince => {
                "Something was done since that needs it. Look at the history again."
            }
            Self::Times => "Give whole numbers of days, from 1 to 365.",
            Self::LateReply => "A reply comes before a solution: give it no more days than that.",
            Self::TimesChanged => {
                "Somebody changed the times while you did. Yours are still here: look at both."
            }
        })
    }
}
