//! Asks with their versions, answers and fates; drafts of them; rounds; and offers.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let by_team = |name, table| Change::Index(index(name, table, &["peer_team_id"]));
    let mut one_open = index("ask_round_open", "ask_round", &["peer_team_id"]);
    one_open.unique().and_where(Expr::col("closed_at").is_null());
    vec![
        Change::Table(round()),
        by_team("ask_round_by_peer_team", "ask_round"),
        Change::Index(one_open),
        Change::Table(debrief()),
        Change::Table(ask()),
        by_team("ask_by_peer_team", "ask"),
        Change::Table(version()),
        Change::Table(answer()),
        Change::Table(fate()),
        Change::Table(draft()),
        Change::Index(index("ask_draft_by_person", "ask_draft", &["person_id"])),
        Change::Table(offer()),
        by_team("offer_by_peer_team", "offer"),
        Change::Table(taking()),
    ]
}

fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().take()
}

/// A column that names a row of another table.
fn of(table: &'static str, column: &'static str, other: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, column)
        .to(other, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .take()
}

fn round() -> TableCreateStatement {
    Table::create()
        .table("ask_round")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("pace"))
        .col(text("phase"))
        .col(text("begun_by"))
        .col(instant("begun_at"))
        .col(text("led_by"))
        .col(maybe_instant("due_at"))
        .col(maybe_instant("shown_at"))
        .col(maybe_instant("closed_at"))
        .check(Expr::col("pace").is_in(["together", "days"]))
        .check(Expr::col("phase").is_in(["asking", "answering", "shown", "debrief", "closed"]))
        .foreign_key(&mut of_peer_team("ask_round"))
        .foreign_key(&mut of("ask_round", "begun_by", "person"))
        .foreign_key(&mut of("ask_round", "led_by", "person"))
        .take()
}

fn debrief() -> TableCreateStatement {
    Table::create()
        .table("ask_round_debrief")
        .col(text("round_id"))
        .col(number("version"))
        .col(text("what"))
        .col(text("so_what"))
        .col(text("now_what"))
        .col(text("kept_by"))
        .col(instant("kept_at"))
        .primary_key(Index::create().col("round_id").col("version"))
        .foreign_key(&mut of("ask_round_debrief", "round_id", "ask_round"))
        .take()
}

fn ask() -> TableCreateStatement {
    Table::create()
        .table("ask")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("asked_by"))
        .col(maybe_text("to_id"))
        .col(text("kind"))
        .col(maybe_text("part_id"))
        .col(instant("asked_at"))
        .check(Expr::col("kind").is_in(["obstacles", "faster", "in progress", "other"]))
        .foreign_key(&mut of_peer_team("ask"))
        .foreign_key(&mut of("ask", "asked_by", "person"))
        .take()
}

fn version() -> TableCreateStatement {
    Table::create()
        .table("ask_version")
        .col(text("ask_id"))
        .col(number("version"))
        .col(text("want"))
        .col(text("reason"))
        .col(maybe_text("quoted"))
        .col(maybe_text("quote"))
        .col(instant("stated_at"))
        .col(maybe_instant("due_at"))
        .col(maybe_instant("shown_at"))
        .col(maybe_text("round_id"))
        .check(Expr::col("quoted").is_in(["why", "purpose"]))
        .primary_key(Index::create().col("ask_id").col("version"))
        .foreign_key(&mut of("ask_version", "ask_id", "ask"))
        .foreign_key(&mut of("ask_version", "round_id", "ask_round"))
        .take()
}

/// A row for each who is asked; without an answer until they give one.
fn answer() -> TableCreateStatement {
    Table::create()
        .table("ask_answer")
        .col(text("ask_id"))
        .col(number("version"))
        .col(text("person_id"))
        .col(maybe_text("answer"))
        .col(text("words"))
        .col(maybe_instant("answered_at"))
        .check(Expr::col("answer").is_in(["yes", "no", "try", "whatever"]))
        .primary_key(Index::create().col("ask_id").col("version").col("person_id"))
        .foreign_key(&mut of("ask_answer", "ask_id", "ask"))
        .foreign_key(&mut of("ask_answer", "person_id", "person"))
        .take()
}

/// What became of an ask, in the order it was told; nothing where a telling was undone.
fn fate() -> TableCreateStatement {
    Table::create()
        .table("ask_fate")
        .col(text("ask_id"))
        .col(number("number"))
        .col(maybe_text("fate"))
        .col(text("fate_on"))
        .col(instant("told_at"))
        .col(text("event_id"))
        .check(Expr::col("fate").is_in(["kept", "not kept", "withdrawn"]))
        .primary_key(Index::create().col("ask_id").col("number"))
        .foreign_key(&mut of("ask_fate", "ask_id", "ask"))
        .take()
}

fn draft() -> TableCreateStatement {
    Table::create()
        .table("ask_draft")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("person_id"))
        .col(bytes("sealed"))
        .col(instant("kept_at"))
        .foreign_key(&mut of_peer_team("ask_draft"))
        .foreign_key(&mut of_person("ask_draft"))
        .take()
}

fn offer() -> TableCreateStatement {
    Table::create()
        .table("offer")
        .col(id())
        .col(text("peer_team_id"))
        .col(text("offered_by"))
        .col(text("words"))
        .col(instant("offered_at"))
        .col(maybe_instant("withdrawn_at"))
        .foreign_key(&mut of_peer_team("offer"))
        .foreign_key(&mut of("offer", "offered_by", "person"))
        .take()
}

fn taking() -> TableCreateStatement {
    Table::create()
        .table("offer_taking")
        .col(text("offer_id"))
        .col(text("person_id"))
        .col(text("words"))
        .col(instant("taken_at"))
        .primary_key(Index::create().col("offer_id").col("person_id"))
        .foreign_key(&mut of("offer_taking", "offer_id", "offer"))
        .foreign_key(&mut of("offer_taking", "person_id", "person"))
        .take()
}
