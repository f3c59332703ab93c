//! What is undone once is undone; a shared why knows which version it is a copy of.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    // Before this step an undo named a version of a peer team's settings, each at most once.
    let mut once = index("event_undone_once", "event", &["peer_team_id", "undoes"]);
    once.unique().and_where(Expr::col("undoes").is_not_null());
    let version = ColumnDef::new("version").integer().null().take();
    vec![
        Change::Index(once),
        Change::Index(index("event_by_thing", "event", &["thing_id", "at"])),
        added("shared_why", version),
    ]
}
