//! Delivery teams, and who serves them.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let team = Table::create()
        .table("team")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("name"))
        .col(instant("named_at"))
        .foreign_key(&mut of_peer_team("team"))
        .take();
    let mut of_team = ForeignKey::create()
        .from("team_server", "team_id")
        .to("team", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .take();
    let server = Table::create()
        .table("team_server")
        .col(text("team_id"))
        .col(text("person_id"))
        .col(instant("since"))
        .primary_key(Index::create().col("team_id").col("person_id"))
        .foreign_key(&mut of_team)
        .foreign_key(&mut of_person("team_server"))
        .take();
    vec![
        Change::Table(team),
        Change::Index(index("team_by_peer_team", "team", &["peer_team_id"])),
        Change::Table(server),
    ]
}
