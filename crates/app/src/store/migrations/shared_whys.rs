//! Copies of whys that their authors shared with a peer team.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let shared = Table::create()
        .table("shared_why")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("person_id"))
        .col(text("reasons"))
        .col(text("words"))
        .col(instant("shared_at"))
        .col(maybe_instant("taken_back_at"))
        .foreign_key(&mut of_peer_team("shared_why"))
        .foreign_key(&mut of_person("shared_why"))
        .take();
    let columns = ["peer_team_id", "person_id"];
    let mut one_each = index("shared_why_once", "shared_why", &columns);
    one_each.unique().and_where(Expr::col("taken_back_at").is_null());
    vec![Change::Table(shared), Change::Index(one_each)]
}
