//! Why something about asks, rounds and offers was refused, each as a sentence.

use std::fmt;

/// Why something was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoWant,
    TooLong(usize, usize),
    WordsTooLong(usize),
    Nobody,
    NotAPeer,
    NotYours,
    NotAsked,
    Answered,
    Reworded,
    Ended,
    NotReturned,
    SameWords,
    NotAccepted,
    NothingToWithdraw,
    SoAlready,
    NoDay,
    InFuture,
    BeforeAsked,
    StillAsking,
    RoundMoved,
    RoundOpen,
    MovedOn,
    RoundClosed,
    NotLeading,
    LeadsAlready,
    NothingSaid,
    EditedMeanwhile,
    NoDebrief,
    NoOffer,
    OwnOffer,
    TakenAlready,
    OfferWithdrawn,
    TooFew,
}

impl Refusal {
    /// Whether it is about what was typed, which is then shown again.
    pub(super) fn is_about_words(self) -> bool {
        matches!(
            self,
            Self::NoWant
                | Self::TooLong(..)
                | Self::WordsTooLong(_)
                | Self::Nobody
                | Self::NotAPeer
                | Self::SameWords
                | Self::NoDay
                | Self::InFuture
                | Self::BeforeAsked
                | Self::EditedMeanwhile
                | Self::NoOffer
                | Self::RoundMoved
                | Self::TooFew
                | Self::Reworded
                | Self::Answered
        )
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoWant => "Say what you want, in a sentence.",
            Self::TooLong(count, most) => {
                return write!(
                    f,
                    "These are {count} characters; {most} are kept at most. What you wrote is \
                     still here."
                );
            }
            Self::WordsTooLong(count) => {
                return write!(
                    f,
                    "These are {count} characters; 500 at most beside an answer. What you wrote \
                     is still here."
                );
            }
            Self::Nobody => "Choose whom you ask: one of your peers, or all of them.",
            Self::NotAPeer => "Whom you chose sits at this table no longer. Choose somebody else.",
            Self::NotYours => "Only whoever asked can do that. You can answer, or talk about it.",
            Self::NotAsked => "This was not asked of you. You can talk about it below.",
            Self::Answered => {
                "You have answered this already, and it is seen. Talk about it below."
            }
            Self::Reworded => "This was put in other words meanwhile. Read them, then answer.",
            Self::Ended => "This ask has ended meanwhile. Look at it again.",
            Self::NotReturned => "An ask is reworded when somebody has said whatever.",
            Self::SameWords => "These are the same words. Say it so that it can be answered.",
            Self::NotAccepted => "Nobody has said yes, or that they will try.",
            Self::NothingToWithdraw => "There is nothing to withdraw: it has its end already.",
            Self::SoAlready => "It stands there so already.",
            Self::NoDay => "Give the day like 2026-03-02.",
            Self::InFuture => "This day is still to come. Tell it when it has been.",
            Self::BeforeAsked => "On this day it had not been asked yet.",
            Self::StillAsking => "The round is still asking. Answers come when all have asked.",
            Self::RoundMoved => "The round has moved on meanwhile. What you wrote is still here.",
            Self::RoundOpen => "A round is open at this table. Close it before you begin another.",
            Self::MovedOn => "Somebody moved it on meanwhile.",
            Self::RoundClosed => "This round was closed meanwhile.",
            Self::NotLeading => "Whoever leads moves the round on. You can take over.",
            Self::LeadsAlready => "You lead this round already.",
            Self::NothingSaid => "Write something first.",
            Self::EditedMeanwhile => {
                "Somebody wrote here meanwhile. Their words and yours are both below: make one of \
                 them, and keep it."
            }
            Self::NoDebrief => "There is nothing to look back on yet: the answers are not shown.",
            Self::NoOffer => "Say what you can lend, in a sentence.",
            Self::OwnOffer => "This is your own offer. Another takes it up.",
            Self::TakenAlready => "You have taken this up already.",
            Self::OfferWithdrawn => "This offer was withdrawn meanwhile.",
            Self::TooFew => "It takes two peers at least. Invite somebody first.",
        })
    }
}
