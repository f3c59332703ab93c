//! Purposes, and the workshops that make them: one document each, and what is asked about it.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let purpose = Table::create()
        .table("purpose")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("phase"))
        .col(instant("begun_at"))
        .col(maybe_instant("until"))
        .col(maybe_text("end"))
        .col(maybe_instant("ended_at"))
        .col(text("content"))
        .foreign_key(&mut of_peer_team("purpose"))
        .take();
    let mut one_open = index("purpose_open_once", "purpose", &["peer_team_id"]);
    one_open.unique().and_where(Expr::col("ended_at").is_null());
    let of_team = index("purpose_by_team", "purpose", &["peer_team_id", "begun_at"]);
    vec![Change::Table(purpose), Change::Index(one_open), Change::Index(of_team)]
}
