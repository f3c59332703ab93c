//! Codes that let somebody in once.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let code = Table::create()
        .table("recovery_code")
        .col(id())
        .col(text("person_id"))
        .col(text("code_hash"))
        .col(instant("made_at"))
        .col(maybe_instant("used_at"))
        .foreign_key(&mut of_person("recovery_code"))
        .take();
    let columns = ["person_id", "code_hash"];
    let once = index("recovery_code_once", "recovery_code", &columns).unique().take();
    vec![Change::Table(code), Change::Index(once)]
}
