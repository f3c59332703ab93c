//! The record: the rule of what can be undone, as a table.

use super::{Audience, Event, Thing};
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;

const DAY: i64 = 86_400 * 1_000_000;

/// Ana did this, on day 0 unless told otherwise.
fn did(id: &str, thing: Thing, verb: &str) -> Event {
    Event {
        id: id.to_owned(),
        at: Instant::from_micros(0),
        actor: PersonId::known("ana"),
        thing,
        thing_id: "1".to_owned(),
        verb: verb.to_owned(),
        audience: Audience::PeerTeam(PeerTeamId::known("north")),
        undoes: None,
    }
}

fn by_ben(event: Event) -> Event {
    Event { actor: PersonId::known("ben"), ..event }
}

/// What happens, as it is recorded.
const EVENTS: [(Thing, &str); 18] = [
    (Thing::PeerTeam, "settled"),
    (Thing::PeerTeam, "put back"),
    (Thing::PeerTeam, "founded"),
    (Thing::Invitation, "invited"),
    (Thing::Invitation, "revoked"),
    (Thing::Team, "named"),
    (Thing::Team, "served"),
    (Thing::Team, "left"),
    (Thing::Why, "shared"),
    (Thing::Why, "took back"),
    (Thing::Proposal, "comment edited"),
    (Thing::Proposal, "comment deleted"),
    (Thing::Proposal, "commented"),
    (Thing::Ask, "kept"),
    (Thing::Ask, "withdrew"),
    (Thing::Ask, "answered"),
    (Thing::Seat, "left"),
    (Thing::PeerTeamLink, "ended"),
];

#[test]
fn what_can_be_undone_as_a_table() {
    let [ana, ben] = ["ana", "ben"].map(PersonId::known);
    let word = |event: &Event, later: &[&Event], me: &PersonId, day: i64| match event.may_be_undone(
        later,
        me,
        Instant::from_micros(day * DAY),
    ) {
        Ok(()) => "yes".to_owned(),
        Err(refusal) => format!("{refusal:?}"),
    };
    let mut table = String::from("\n");
    for (thing, verb) in EVENTS {
        let event = did("1", thing, verb);
        let talked = by_ben(did("2", thing, "commented"));
        let again = did("3", thing, verb);
        let undone = Event { undoes: Some("1".to_owned()), ..did("4", thing, "undone") };
        let cells = [
            word(&event, &[], &ana, 7),
            word(&event, &[], &ben, 7),
            word(&event, &[&talked], &ana, 1),
            word(&event, &[&again], &ana, 1),
            word(&event, &[&undone], &ana, 1),
            word(&event, &[], &ana, 8),
        ];
        table += &format!("{thing:?} {verb}: {}\n", cells.join(", "));
    }
    let expected = "
PeerTeam settled: yes, yes, yes, ChangedSince, UndoneAlready, TooLate
PeerTeam put back: yes, yes, yes, ChangedSince, UndoneAlready, TooLate
PeerTeam founded: Never, Never, Never, Never, Never, Never
Invitation invited: yes, yes, yes, ChangedSince, UndoneAlready, TooLate
Invitation revoked: Never, Never, Never, Never, Never, Never
Team named: yes, yes, ChangedSince, ChangedSince, UndoneAlready, TooLate
Team served: yes, NotYours, yes, ChangedSince, UndoneAlready, TooLate
Team left: yes, NotYours, yes, ChangedSince, UndoneAlready, TooLate
Why shared: yes, NotYours, yes, ChangedSince, UndoneAlready, TooLate
Why took back: yes, NotYours, yes, ChangedSince, UndoneAlready, TooLate
Proposal comment edited: yes, NotYours, yes, yes, UndoneAlready, TooLate
Proposal comment deleted: Never, Never, Never, Never, Never, Never
Proposal commented: Never, Never, Never, Never, Never, Never
Ask kept: yes, NotYours, yes, ChangedSince, UndoneAlready, TooLate
Ask withdrew: yes, NotYours, yes, ChangedSince, UndoneAlready, TooLate
Ask answered: Never, Never, Never, Never, Never, Never
Seat left: Never, Never, Never, Never, Never, Never
PeerTeamLink ended: Never, Never, Never, Never, Never, Never
";
    assert_eq!(table, expected);
}
