//! People, their sessions, and tries to sign in.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let person = Table::create()
        .table("person")
        .col(id())
        .col(text("name"))
        .col(text("email").unique_key())
        .col(text("password_hash"))
        .col(bytes("wrapped_key"))
        .col(text("role"))
        .col(text("time_zone"))
        .col(instant("joined_at"))
        .check(Expr::col("role").is_in(["operator", "person"]))
        .take();
    let session = Table::create()
        .table("session")
        .col(ColumnDef::new("token_hash").text().not_null().primary_key())
        .col(text("person_id"))
        .col(text("device"))
        .col(instant("begun_at"))
        .col(instant("seen_at"))
        .foreign_key(&mut of_person("session"))
        .take();
    let tried =
        Table::create().table("sign_in_try").col(id()).col(text("email")).col(instant("at")).take();
    vec![
        Change::Table(person),
        Change::Table(session),
        Change::Table(tried),
        Change::Index(index("sign_in_try_by_email", "sign_in_try", &["email", "at"])),
    ]
}
