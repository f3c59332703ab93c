//! What is to happen later.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let job = Table::create()
        .table("job")
        .col(id())
        .col(text("kind"))
        .col(text("thing_id"))
        .col(instant("due_at"))
        .col(instant("made_at"))
        .col(ColumnDef::new("tries").integer().not_null())
        .col(maybe_instant("taken_until"))
        .col(maybe_instant("done_at"))
        .take();
    let mut once = index("job_once", "job", &["kind", "thing_id"]);
    once.unique().and_where(Expr::col("done_at").is_null());
    let mut next = index("job_by_due_at", "job", &["due_at"]);
    next.and_where(Expr::col("done_at").is_null());
    vec![Change::Table(job), Change::Index(once), Change::Index(next)]
}
