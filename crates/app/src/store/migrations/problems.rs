//! Problems: one document each, with a number and a revision of its table; drafts of them; and the
//! times of each table.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let problem = Table::create()
        .table("problem")
        .col(id())
        .col(text("peer_team_id"))
        .col(ColumnDef::new("number").integer().not_null())
        .col(instant("revision"))
        .col(text("content"))
        .foreign_key(&mut of_peer_team("problem"))
        .take();
    let mut by_number = index("problem_by_number", "problem", &["peer_team_id", "number"]);
    let mut by_revision = index("problem_by_revision", "problem", &["peer_team_id", "revision"]);
    let draft = Table::create()
        .table("problem_draft")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("person_id"))
        .col(bytes("sealed"))
        .col(instant("kept_at"))
        .foreign_key(&mut of_peer_team("problem_draft"))
        .foreign_key(&mut of_person("problem_draft"))
        .take();
    let times = Table::create()
        .table("problem_times")
        .col(text("peer_team_id"))
        .col(ColumnDef::new("version").integer().not_null())
        .col(text("content"))
        .col(text("kept_by"))
        .col(instant("kept_at"))
        .col(text("event_id"))
        .primary_key(Index::create().col("peer_team_id").col("version"))
        .foreign_key(&mut of_peer_team("problem_times"))
        .take();
    vec![
        Change::Table(problem),
        Change::Index(by_number.unique().take()),
        Change::Index(by_revision.unique().take()),
        Change::Table(draft),
        Change::Index(index("problem_draft_by_person", "problem_draft", &["person_id"])),
        Change::Table(times),
    ]
}
