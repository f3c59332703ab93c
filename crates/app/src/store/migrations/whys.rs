//! Whys, version by version.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let version = Table::create()
        .table("why_version")
        .col(id())
        .col(text("person_id"))
        .col(ColumnDef::new("version").integer().not_null())
        .col(bytes("sealed"))
        .col(instant("kept_at"))
        .col(text("review_on"))
        .col(maybe_instant("let_go_at"))
        .foreign_key(&mut of_person("why_version"))
        .take();
    let mut once = index("why_version_once", "why_version", &["person_id", "version"]);
    vec![Change::Table(version), Change::Index(once.unique().take())]
}
