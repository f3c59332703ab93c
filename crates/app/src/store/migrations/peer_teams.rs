//! Peer teams, their settings and seats.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let team = Table::create()
        .table("peer_team")
        .col(id())
        .col(text("short").unique_key())
        .col(instant("founded_at"))
        .take();
    let settings = Table::create()
        .table("peer_team_settings")
        .col(text("peer_team_id"))
        .col(ColumnDef::new("version").integer().not_null())
        .col(text("name"))
        .col(text("time_zone"))
        .col(text("working_days"))
        .col(text("person_id"))
        .col(instant("settled_at"))
        .primary_key(Index::create().col("peer_team_id").col("version"))
        .foreign_key(&mut of_peer_team("peer_team_settings"))
        .take();
    let seat = Table::create()
        .table("seat")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("person_id"))
        .col(text("role"))
        .col(instant("joined_at"))
        .col(maybe_instant("left_at"))
        .col(instant("seen_at"))
        .check(Expr::col("role").is_in(["peer", "observer"]))
        .foreign_key(&mut of_peer_team("seat"))
        .foreign_key(&mut of_person("seat"))
        .take();
    let mut one_each = index("seat_once", "seat", &["peer_team_id", "person_id"]);
    one_each.unique().and_where(Expr::col("left_at").is_null());
    vec![
        Change::Table(team),
        Change::Table(settings),
        Change::Table(seat),
        Change::Index(index("seat_by_peer_team", "seat", &["peer_team_id"])),
        Change::Index(index("seat_by_person", "seat", &["person_id"])),
        Change::Index(one_each),
    ]
}
