//! Links between peer teams.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let link = Table::create()
        .table("peer_team_link")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("person_id"))
        .col(text("token_hash").unique_key())
        .col(text("stands"))
        .col(instant("made_at"))
        .col(instant("expires_at"))
        .col(maybe_instant("revoked_at"))
        .col(maybe_text("other_id"))
        .col(maybe_text("accepted_by"))
        .col(maybe_instant("accepted_at"))
        .col(maybe_instant("ended_at"))
        .check(Expr::col("stands").is_in(["above", "below"]))
        .foreign_key(&mut of_peer_team("peer_team_link"))
        .take();
    vec![
        Change::Table(link),
        Change::Index(index("peer_team_link_by_team", "peer_team_link", &["peer_team_id"])),
        Change::Index(index("peer_team_link_by_other", "peer_team_link", &["other_id"])),
    ]
}
