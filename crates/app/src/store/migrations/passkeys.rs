//! Passkeys, and what is asked of one at the moment.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let passkey = Table::create()
        .table("passkey")
        .col(id())
        .col(text("person_id"))
        .col(text("host"))
        .col(text("credential"))
        .col(bytes("public_key"))
        .col(yes_or_no("is_verified"))
        .col(instant("uses"))
        .col(text("name"))
        .col(instant("made_at"))
        .col(maybe_text("used_on"))
        .foreign_key(&mut of_person("passkey"))
        .take();
    let challenge = Table::create()
        .table("passkey_challenge")
        .col(id())
        .col(maybe_text("person_id"))
        .col(instant("made_at"))
        .foreign_key(&mut of_person("passkey_challenge"))
        .take();
    let once = index("passkey_credential", "passkey", &["credential"]).unique().take();
    let theirs = index("passkey_person", "passkey", &["person_id"]);
    vec![
        Change::Table(passkey),
        Change::Table(challenge),
        Change::Index(once),
        Change::Index(theirs),
    ]
}
