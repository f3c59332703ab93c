//! Those who have lost access, and the one-time links made for them by two who agree.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let lost = Table::create()
        .table("lost_access")
        .col(id())
        .col(text("person_id"))
        .col(maybe_text("peer_id"))
        .col(maybe_text("operator_id"))
        .col(instant("begun_at"))
        .col(instant("expires_at"))
        .col(maybe_text("token_hash").unique_key())
        .col(maybe_instant("used_at"))
        .foreign_key(&mut of_person("lost_access"))
        .take();
    let by_person = index("lost_access_by_person", "lost_access", &["person_id"]);
    vec![Change::Table(lost), Change::Index(by_person)]
}
