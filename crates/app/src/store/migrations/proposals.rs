//! Proposals, and what archiving a peer team leaves behind.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let archived =
        Table::alter().table("peer_team").add_column(maybe_instant("archived_at")).take();
    let proposal = Table::create()
        .table("proposal")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("aim"))
        .col(text("about_id"))
        .col(text("proposed_by"))
        .col(instant("proposed_at"))
        .col(maybe_text("seconded_by"))
        .col(maybe_instant("seconded_at"))
        .col(maybe_text("ending"))
        .col(maybe_instant("ended_at"))
        .col(maybe_text("objected_by"))
        .col(maybe_text("objection"))
        .check(Expr::col("aim").is_in(["removal", "archiving", "reopening"]))
        .check(Expr::col("ending").is_in(["in force", "objected", "withdrawn", "lapsed"]))
        .foreign_key(&mut of_peer_team("proposal"))
        .take();
    let mut once = index("proposal_once", "proposal", &["peer_team_id", "aim", "about_id"]);
    once.unique().and_where(Expr::col("ended_at").is_null());
    vec![
        Change::Column(archived),
        Change::Table(proposal),
        Change::Index(index("proposal_by_peer_team", "proposal", &["peer_team_id"])),
        Change::Index(once),
    ]
}
