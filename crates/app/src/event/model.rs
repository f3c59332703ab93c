//! An event: ids, a verb, an instant and an audience. Pure.

use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use flow::workflow::word;

/// What something happened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    Account,
    Ask,
    Offer,
    PeerTeam,
    PeerTeamLink,
    Invitation,
    Problem,
    Proposal,
    Round,
    Purpose,
    Seat,
    Team,
    Why,
}

const THINGS: [(Thing, &str); 13] = [
    (Thing::Account, "account"),
    (Thing::Ask, "ask"),
    (Thing::Offer, "offer"),
    (Thing::PeerTeam, "peer_team"),
    (Thing::PeerTeamLink, "peer_team_link"),
    (Thing::Invitation, "invitation"),
    (Thing::Problem, "problem"),
    (Thing::Proposal, "proposal"),
    (Thing::Round, "round"),
    (Thing::Purpose, "purpose"),
    (Thing::Seat, "seat"),
    (Thing::Team, "team"),
    (Thing::Why, "why"),
];

impl Thing {
    pub(crate) fn word(self) -> &'static str {
        word(&THINGS, self)
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
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

/// What happened to an ask, a round of them, or an offer; never what was answered.
fn of_ask(thing: Thing, verb: &str) -> &str {
    match (thing, verb) {
        (Thing::Ask, "asked") => "asked for something",
        (Thing::Ask, "answered") => "answered an ask",
        (Thing::Ask, "reworded") => "put an ask in other words",
        (Thing::Ask, "kept") => "said that an ask was kept",
        (Thing::Ask, "not kept") => "said that an ask was not kept",
        (Thing::Ask, "withdrew") => "withdrew an ask",
        (Thing::Ask, "told otherwise") => "took back what was said of an ask",
        (Thing::Round, "begun") => "began a round of asks",
        (Thing::Round, "took over") => "leads the round of asks",
        (Thing::Round, "moved on") => "moved the round of asks on",
        (Thing::Round, "looked back") => "wrote down what a round of asks was worth",
        (Thing::Round, "closed") => "closed the round of asks",
        (Thing::Offer, "offered") => "offered to lend something",
        (Thing::Offer, "took up") => "took an offer up",
        (Thing::Offer, "withdrew") => "withdrew an offer",
        (_, other) => other,
    }
}

/// What happened to a problem because its time was up, or at another table.
fn of_problem_itself(verb: &str) -> Option<&'static str> {
    Some(match verb {
        "was unanswered" => "A problem had no reply in time; it heads the next meeting.",
        "was unsolved" => "A problem was not solved in time; it heads the next meeting.",
        "was offered" => "A problem was not solved in time; it was offered to the table above.",
        "was verified" => "A problem has not come back: it is solved for good.",
        "was answered above" => "The table above did something about a problem of yours.",
        "went on above" => "Something about a problem of yours happened at the table above.",
        "came from below" => "A table below offered a problem.",
        "went on below" => "What a table below had offered is over there, or there again.",
        _ => return None,
    })
}

/// What was done about a problem, by its verb.
fn of_problem(verb: &str) -> &str {
    match verb {
        "shared" => "shared a problem",
        "reworded" => "put a problem in other words",
        "has it too" => "has a problem that was shared, too",
        "estimated" => "estimated anew what a problem costs",
        "routed" => "said who can do something about a problem",
        "took up" => "took a problem up",
        "let go" => "let go of a problem",
        "contained" => "contained a problem",
        "broke loose" => "said that a problem is not contained any more",
        "solved" => "solved a problem",
        "came back" => "said that a problem is back",
        "dropped" => "dropped a problem",
        "told" => "answered the table that offered a problem",
        "caused" => "named the cause of a problem",
        "blocked" => "said that a problem keeps a team from working",
        "unblocked" => "said that a problem keeps a team from working no longer",
        "put on the agenda" => "put a problem on the agenda",
        "discussed" => "said that a problem was talked about",
        "offered" => "offered a problem to the table above",
        "linked" => "put a link to a problem",
        "thanked" => "thanked for a solution",
        "times" => "changed the times after which silence escalates",
        other => other,
    }
}

/// What happened in the workshop on a purpose, by its verb.
fn of_purpose(verb: &str) -> &str {
    match verb {
        "began" => "began a workshop on what the table is for",
        "wrote" => "has written for the purpose",
        "added" => "added answers for the purpose",
        "group" => "moved the workshop on to grouping",
        "choose" => "moved the workshop on to the dots",
        "word" => "moved the workshop on to its words",
        "consent" => "asked for consent to a statement of the purpose",
        "stepped back" => "took the workshop a step back",
        "took the lead" => "took over the lead of the workshop",
        "gave time" => "gave the workshop more time",
        "proposed" => "proposed a statement of the purpose",
        "reworded" => "reworded a statement of the purpose",
        "consented" => "consented to the statement of the purpose",
        "objected" => "objected to the statement of the purpose",
        "stopped" => "stopped the workshop",
        "kept" => "kept the purpose for longer",
        other => other,
    }
}

/// What is told of a workshop where it happened, and nowhere else: there would be too much of it.
pub(super) const SMALL: [&str; 9] = [
    "wrote",
    "added",
    "is ready",
    "is ready no longer",
    "put together",
    "took out of a group",
    "named a group",
    "reworded",
    "consented",
];

impl Event {
    /// This one, as what undoes another.
    pub(crate) fn undoing(self, undone: &Event) -> Self {
        Self { undoes: Some(undone.id.clone()), ..self }
    }

    /// Whether this person did it; what came into force by itself nobody did.
    pub(crate) fn is_done_by(&self, person: &PersonId) -> bool {
        const BY_ITSELF: [&str; 19] = [
            "removed",
            "archived",
            "reopened",
            "lapsed",
            "was linked",
            "was ended",
            "was due",
            "went on",
            "ran out",
            "revealed",
            "adopted",
            "was unanswered",
            "was unsolved",
            "was offered",
            "was verified",
            "was answered above",
            "went on above",
            "came from below",
            "went on below",
        ];
        self.actor == *person && !BY_ITSELF.contains(&self.verb.as_str())
    }

    /// What was said about a thing, or done to what was said; of which kind it is stands in it.
    fn of_comment(&self) -> Option<String> {
        let about = match self.thing {
            Thing::Why => "a why",
            Thing::Team => "a team",
            Thing::Proposal => "a proposal",
            Thing::Ask => "an ask",
            Thing::Purpose => "the purpose",
            Thing::Problem => "a problem",
            _ => "something",
        };
        let rest = match self.verb.as_str() {
            "commented" => format!("commented on {about}"),
            "comment edited" if self.undoes.is_some() => {
                format!("put a comment on {about} back as it was")
            }
            "comment edited" => format!("edited a comment on {about}"),
            "comment deleted" => format!("deleted a comment on {about}"),
            _ => return None,
        };
        Some(rest)
    }

    /// What is told by another sentence than that somebody did it.
    fn whole(&self, actor: &str, about: &str) -> Option<String> {
        Some(match (self.thing, self.verb.as_str()) {
            (Thing::Seat, "ended") => format!("{actor} ended the seat of {about}."),
            (Thing::Seat, "removed") => {
                format!("{about} was removed from the table, as {actor} proposed.")
            }
            (Thing::PeerTeam, "archived") => {
                format!("The table was archived, as {actor} proposed.")
            }
            (Thing::PeerTeam, "reopened") => {
                format!("The table was opened again, as {actor} proposed.")
            }
            (Thing::PeerTeamLink, "was linked") => {
                format!("The link that {actor} offered was accepted.")
            }
            (Thing::PeerTeamLink, "was ended") => "Another peer team ended the link.".to_owned(),
            (Thing::Account, "link made on the server") => {
                "On the server a one-time link was made for you to come in by.".to_owned()
            }
            (Thing::Purpose, "revealed") => {
                "What all of you wrote for the purpose was revealed.".to_owned()
            }
            (Thing::Purpose, "went on") => "The workshop on the purpose went on.".to_owned(),
            (Thing::Purpose, "adopted") => "The purpose was adopted.".to_owned(),
            (Thing::Proposal, "lapsed") => format!("A proposal of {actor} lapsed."),
            (Thing::Ask, "was due") => {
                format!("The time to answer an ask of {actor} is up.")
            }
            (Thing::Problem, verb) => of_problem_itself(verb)?.to_owned(),
            (Thing::Round, "went on") => "The round of asks went on.".to_owned(),
            (Thing::Round, "ran out") => "The round of asks ended: nobody had asked.".to_owned(),
            _ => return None,
        })
    }

    /// What happened, as a sentence about whoever did it, and perhaps whom it was about.
    pub(crate) fn sentence(&self, actor: &str, about: &str) -> String {
        if let Some(whole) = self.whole(actor, about) {
            return whole;
        }
        if let Some(rest) = self.of_comment() {
            return format!("{actor} {rest}.");
        }
        let rest = match (self.thing, self.verb.as_str()) {
            (Thing::PeerTeam, "founded") => "founded the peer team",
            (Thing::PeerTeam, "settled") => "changed the settings",
            (Thing::PeerTeam, _) if self.undoes.is_some() => "put the settings back",
            (Thing::Invitation, "invited") => "invited somebody",
            (Thing::Invitation, "revoked") => "took an invitation back",
            (Thing::PeerTeamLink, "offered") => "offered a link to another peer team",
            (Thing::PeerTeamLink, "revoked") => "took the offer of a link back",
            (Thing::PeerTeamLink, "linked") => "linked the table with another peer team",
            (Thing::PeerTeamLink, "ended") => "ended the link with another peer team",
            (Thing::Proposal, "proposed removal") => "proposed that a peer be removed",
            (Thing::Proposal, "proposed archiving") => "proposed to archive the table",
            (Thing::Proposal, "proposed reopening") => "proposed to open the table again",
            (Thing::Proposal, "seconded") => "seconded a proposal",
            (Thing::Proposal, "objected") => "objected to a proposal",
            (Thing::Proposal, "withdrew") => "withdrew a proposal",
            (Thing::Purpose, verb) => of_purpose(verb),
            (Thing::Problem, _) if self.undoes.is_some() => "undid something about a problem",
            (Thing::Problem, verb) => of_problem(verb),
            (Thing::Seat, "joined") => "took a seat at the table",
            (Thing::Seat, "left") => "left the table",
            (Thing::Team, "named") => "named a team",
            (Thing::Team, "taken out") => "took a team out that had been named",
            (Thing::Team, "served") => "serves a team",
            (Thing::Team, "left") => "serves a team no longer",
            (Thing::Why, "shared") if self.undoes.is_some() => "shared a why again",
            (Thing::Why, "shared") => "shared why",
            (Thing::Why, "took back") => "took a shared why back",
            (Thing::Ask | Thing::Round | Thing::Offer, verb) => of_ask(self.thing, verb),
            (Thing::Account, verb) => of_account(verb),
            (_, other) => other,
        };
        format!("{actor} {rest}.")
    }
}
