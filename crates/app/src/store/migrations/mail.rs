//! The outbox.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let mail = Table::create()
        .table("mail")
        .col(id())
        .col(text("address"))
        .col(text("subject"))
        .col(bytes("sealed"))
        .col(instant("made_at"))
        .col(maybe_instant("sent_at"))
        .col(maybe_instant("given_up_at"))
        .take();
    vec![Change::Table(mail)]
}
