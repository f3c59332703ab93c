//! Everything that can be refused, each with the sentence a person reads.

use crate::private::KeyError;
use crate::shell::{error_page, fault_page};
use crate::store::StoreError;
use crate::{
    ask, comment, event, invitation, lost_access, mail, passkey, peer_team, peer_team_link, people,
    problem, proposal, purpose, seat, team, why,
};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use flow::workflow::WorkflowError;
use sea_orm::DbErr;
use std::fmt;
use trackers::ReadError;

/// Why a request was refused. Its text says what is wrong, where, and what to do.
#[derive(Debug)]
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
    /// Something about somebody who has lost access.
    LostAccess(lost_access::Refusal),
    /// Something about a passkey.
    Passkey(passkey::Refusal),
    /// Something about people.
    People(people::Refusal),
    /// Something about a why.
    Why(why::Refusal),
    /// Something about a peer team.
    PeerTeam(peer_team::Refusal),
    /// Something about a link between peer teams.
    PeerTeamLink(peer_team_link::Refusal),
    /// Something about a seat.
    Seat(seat::Refusal),
    /// Something about a proposal.
    Proposal(proposal::Refusal),
    /// Something about an ask, a round of them, or an offer.
    Ask(ask::Refusal),
    /// Something about a problem.
    Problem(problem::Refusal),
    /// Something about a purpose.
    Purpose(purpose::Refusal),
    /// Something about a comment.
    Comment(comment::Refusal),
    /// Something about what is to be undone.
    Undo(event::Refusal),
    /// Something about a team.
    Team(team::Refusal),
    /// Something about an invitation.
    Invitation(invitation::Refusal),
    /// Something about mail.
    Mail(mail::Refusal),
    /// There is nothing at this address, or nothing for who asks.
    NotFound,
    /// What was sent is no form.
    BadForm,
    /// The key, or what it sealed.
    Key(KeyError),
    /// The data cannot be opened.
    Store(StoreError),
    /// The database, while it was used.
    Database(DbErr),
    /// Our own mistake.
    Ours(&'static str),
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
            Self::LostAccess(refusal) => refusal.fmt(f),
            Self::Passkey(refusal) => refusal.fmt(f),
            Self::People(refusal) => refusal.fmt(f),
            Self::Why(refusal) => refusal.fmt(f),
            Self::PeerTeam(refusal) => refusal.fmt(f),
            Self::PeerTeamLink(refusal) => refusal.fmt(f),
            Self::Seat(refusal) => refusal.fmt(f),
            Self::Proposal(refusal) => refusal.fmt(f),
            Self::Ask(refusal) => refusal.fmt(f),
            Self::Problem(refusal) => refusal.fmt(f),
            Self::Purpose(refusal) => refusal.fmt(f),
            Self::Comment(refusal) => refusal.fmt(f),
            Self::Undo(refusal) => refusal.fmt(f),
            Self::Team(refusal) => refusal.fmt(f),
            Self::Invitation(refusal) => refusal.fmt(f),
            Self::Mail(refusal) => refusal.fmt(f),
            Self::NotFound => f.write_str("There is nothing at this address, or nothing for you."),
            Self::BadForm => f.write_str("What was sent is no form. Go back and try again."),
            Self::Key(error) => error.fmt(f),
            Self::Store(error) => error.fmt(f),
            Self::Database(error) => write!(f, "The data cannot be used ({error})."),
            Self::Ours(what) => write!(f, "This is our fault, not yours: {what}."),
        }
    }
}

impl Error {
    /// What may stand in a log: of a database's words none, for they can quote what is kept.
    pub(crate) fn for_log(&self) -> String {
        match self {
            Self::Database(error) => {
                format!("The data cannot be used: {}.", crate::store::told(error))
            }
            other => other.to_string(),
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

impl From<lost_access::Refusal> for Error {
    fn from(refusal: lost_access::Refusal) -> Self {
        Self::LostAccess(refusal)
    }
}

impl From<passkey::Refusal> for Error {
    fn from(refusal: passkey::Refusal) -> Self {
        Self::Passkey(refusal)
    }
}

impl From<people::Refusal> for Error {
    fn from(refusal: people::Refusal) -> Self {
        Self::People(refusal)
    }
}

impl From<why::Refusal> for Error {
    fn from(refusal: why::Refusal) -> Self {
        Self::Why(refusal)
    }
}

impl From<peer_team::Refusal> for Error {
    fn from(refusal: peer_team::Refusal) -> Self {
        Self::PeerTeam(refusal)
    }
}

impl From<peer_team_link::Refusal> for Error {
    fn from(refusal: peer_team_link::Refusal) -> Self {
        Self::PeerTeamLink(refusal)
    }
}

impl From<seat::Refusal> for Error {
    fn from(refusal: seat::Refusal) -> Self {
        Self::Seat(refusal)
    }
}

impl From<proposal::Refusal> for Error {
    fn from(refusal: proposal::Refusal) -> Self {
        Self::Proposal(refusal)
    }
}

impl From<ask::Refusal> for Error {
    fn from(refusal: ask::Refusal) -> Self {
        Self::Ask(refusal)
    }
}

impl From<problem::Refusal> for Error {
    fn from(refusal: problem::Refusal) -> Self {
        Self::Problem(refusal)
    }
}

impl From<purpose::Refusal> for Error {
    fn from(refusal: purpose::Refusal) -> Self {
        Self::Purpose(refusal)
    }
}

impl From<comment::Refusal> for Error {
    fn from(refusal: comment::Refusal) -> Self {
        Self::Comment(refusal)
    }
}

impl From<event::Refusal> for Error {
    fn from(refusal: event::Refusal) -> Self {
        Self::Undo(refusal)
    }
}

impl From<team::Refusal> for Error {
    fn from(refusal: team::Refusal) -> Self {
        Self::Team(refusal)
    }
}

impl From<invitation::Refusal> for Error {
    fn from(refusal: invitation::Refusal) -> Self {
        Self::Invitation(refusal)
    }
}

impl From<mail::Refusal> for Error {
    fn from(refusal: mail::Refusal) -> Self {
        Self::Mail(refusal)
    }
}

impl From<KeyError> for Error {
    fn from(error: KeyError) -> Self {
        Self::Key(error)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

/// The way on from an error.
const TABLE: (&str, &str) = ("/", "Go to the table");

impl IntoResponse for Error {
    /// A page with a way on. What the data or a key had to say is not for the reader of a page.
    fn into_response(self) -> Response {
        match self {
            Self::People(refusal) => {
                let way_on = ("/sign-in", "Sign in");
                let status = match refusal {
                    people::Refusal::SignedOut => StatusCode::UNAUTHORIZED,
                    _ => StatusCode::FORBIDDEN,
                };
                error_page(status, &refusal.to_string(), way_on)
            }
            Self::PeerTeam(_)
            | Self::Seat(_)
            | Self::Proposal(_)
            | Self::Passkey(_)
            | Self::Ask(_)
            | Self::Comment(_) => error_page(StatusCode::FORBIDDEN, &self.to_string(), TABLE),
            Self::Undo(_) | Self::Purpose(_) | Self::Problem(_) => {
                error_page(StatusCode::CONFLICT, &self.to_string(), TABLE)
            }
            Self::Invitation(_) | Self::PeerTeamLink(_) => {
                error_page(StatusCode::GONE, &self.to_string(), TABLE)
            }
            Self::LostAccess(_) => error_page(
                StatusCode::GONE,
                &self.to_string(),
                ("/recovery", "See what else helps"),
            ),
            Self::NotFound => error_page(StatusCode::NOT_FOUND, &self.to_string(), TABLE),
            Self::BadForm => error_page(StatusCode::BAD_REQUEST, &self.to_string(), TABLE),
            _ => fault_page(&self, TABLE),
        }
    }
}
