//! An event: ids, a verb, an instant and an audience. Pure.

use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use flow::workflow::word;

/// What something happened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    Account,
    PeerTeam,
    Invitation,
    Seat,
    Team,
    Why,
}

const THINGS: [(Thing, &str); 6] = [
    (Thing::Account, "account"),
    (Thing::PeerTeam, "peer_team"),
    (Thing::Invitation, "invitation"),
    (Thing::Seat, "seat"),
    (Thing::Team, "team"),
    (Thing::Why, "why"),
];

impl Thing {
    pub(super) fn word(self) -> &'static str {
        word(&THINGS, self)
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        THINGS.iter().find(|it| it.1 == word).map(|it| it.0)
    }
}

/// Who may see that something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// All members of a peer team.
    PeerTeam(PeerTeamId),
    /// One person.
    Person(PersonId),
}

/// One line of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) at: Instant,
    pub(crate) actor: PersonId,
    pub(crate) thing: Thing,
    pub(crate) thing_id: String,
    /// The product's word for what was done, in the past: "joined".
    pub(crate) verb: String,
    pub(crate) audience: Audience,
    /// The event that this one undoes.
    pub(crate) undoes: Option<String>,
}

/// What happened to an account, by its verb.
fn of_account(verb: &str) -> &str {
    match verb {
        "described" => "changed how you are called",
        "password changed" => "took another password",
        "passkey added" => "added a passkey",
        "passkey removed" => "removed a passkey",
        "codes made" => "made new recovery codes",
        "lost access" => "said that you have lost access",
        "link made" => "made a one-time link for you to come in by",
        "link used" => "came in with a one-time link and took another password",
        "link ended" => "ended what others began because you had lost access",
        "disabled" => "disabled your account",
        "enabled" => "enabled your account again",
        "role given" => "made you an operator",
        "role taken" => "took the operator's role from you",
        "recovered" => "came in with a recovery code and took another password",
        other => other,
    }
}

impl Event {
    /// What happened, as a sentence about whoever did it.
    pub(crate) fn sentence(&self, actor: &str) -> String {
        if (self.thing, self.verb.as_str()) == (Thing::Account, "link made on the server") {
            return "On the server a one-time link was made for you to come in by.".to_owned();
        }
        let rest = match (self.thing, self.verb.as_str()) {
            (Thing::PeerTeam, "founded") => "founded the peer team",
            (Thing::PeerTeam, "settled") => "changed the settings",
            (Thing::PeerTeam, _) if self.undoes.is_some() => "put the settings back",
            (Thing::Invitation, "invited") => "invited somebody",
            (Thing::Invitation, "revoked") => "took an invitation back",
            (Thing::Seat, "joined") => "took a seat at the table",
            (Thing::Seat, "left") => "left the table",
            (Thing::Team, "named") => "named a team",
            (Thing::Team, "served") => "serves a team",
            (Thing::Team, "left") => "serves a team no longer",
            (Thing::Why, "shared") => "shared why",
            (Thing::Why, "took back") => "took a shared why back",
            (Thing::Account, verb) => of_account(verb),
            (_, other) => other,
        };
        format!("{actor} {rest}.")
    }
}
