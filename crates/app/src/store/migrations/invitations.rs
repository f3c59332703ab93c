//! Invitations to a seat.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let invitation = Table::create()
        .table("invitation")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("person_id"))
        .col(text("token_hash").unique_key())
        .col(text("role"))
        .col(maybe_text("email"))
        .col(instant("made_at"))
        .col(instant("expires_at"))
        .col(maybe_instant("revoked_at"))
        .col(maybe_instant("used_at"))
        .col(maybe_text("used_by"))
        .check(Expr::col("role").is_in(["peer", "observer"]))
        .foreign_key(&mut of_peer_team("invitation"))
        .foreign_key(&mut of_person("invitation"))
        .take();
    vec![
        Change::Table(invitation),
        Change::Index(index("invitation_by_team", "invitation", &["peer_team_id"])),
    ]
}
