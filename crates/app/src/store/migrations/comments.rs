//! Comments on what is shared, and what they say, version by version.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let mut by = ForeignKey::create()
        .from("comment", "author_id")
        .to("person", "id")
        .on_delete(ForeignKeyAction::Restrict)
        .take();
    let comment = Table::create()
        .table("comment")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("thing"))
        .col(text("thing_id"))
        .col(text("author_id"))
        .col(instant("said_at"))
        .col(maybe_instant("deleted_at"))
        .foreign_key(&mut of_peer_team("comment"))
        .foreign_key(&mut by)
        .take();
    let mut of_comment = ForeignKey::create()
        .from("comment_version", "comment_id")
        .to("comment", "id")
        .on_delete(ForeignKeyAction::Restrict)
        .take();
    let version = Table::create()
        .table("comment_version")
        .col(text("comment_id"))
        .col(ColumnDef::new("version").integer().not_null())
        .col(text("words"))
        .col(instant("kept_at"))
        .col(text("event_id"))
        .primary_key(Index::create().col("comment_id").col("version"))
        .foreign_key(&mut of_comment)
        .take();
    let of_thing = ["peer_team_id", "thing", "thing_id"];
    vec![
        Change::Table(comment),
        Change::Index(index("comment_by_thing", "comment", &of_thing)),
        Change::Table(version),
        Change::Index(index("comment_version_by_event", "comment_version", &["event_id"])),
    ]
}
