//! The append-only record.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let event = Table::create()
        .table("event")
        .col(id())
        .col(instant("at"))
        .col(text("actor_id"))
        .col(text("thing"))
        .col(text("thing_id"))
        .col(text("verb"))
        .col(maybe_text("peer_team_id"))
        .col(maybe_text("person_id"))
        .col(maybe_text("undoes"))
        .take();
    vec![
        Change::Table(event),
        Change::Index(index("event_by_peer_team", "event", &["peer_team_id", "at"])),
    ]
}
