//! The layout of the data, one step after the other; steps are added and never changed.

use sea_orm_migration::prelude::*;

/// All steps, in order.
pub(super) struct Migrations;

impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(People),
            Box::new(Whys),
            Box::new(Events),
            Box::new(PeerTeams),
            Box::new(Invitations),
            Box::new(SharedWhys),
            Box::new(Teams),
            Box::new(Installation),
        ]
    }
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

fn instant(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).binary().not_null().take()
}

fn id() -> ColumnDef {
    ColumnDef::new("id").text().not_null().primary_key().take()
}

fn maybe_instant(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().null().take()
}

fn maybe_text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().null().take()
}

/// A column `person_id` that names a person.
fn of_person(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "person_id")
        .to("person", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .take()
}

/// A column `peer_team_id` that names a peer team.
fn of_peer_team(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "peer_team_id")
        .to("peer_team", "id")
        .on_delete(ForeignKeyAction::Restrict)
        .take()
}

fn index(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).take();
    for column in columns {
        index.col(*column);
    }
    index
}

/// People, their sessions, and tries to sign in.
struct People;

impl MigrationName for People {
    fn name(&self) -> &'static str {
        "0001_people"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for People {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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
        manager.create_table(person).await?;
        let session = Table::create()
            .table("session")
            .col(ColumnDef::new("token_hash").text().not_null().primary_key())
            .col(text("person_id"))
            .col(text("device"))
            .col(instant("begun_at"))
            .col(instant("seen_at"))
            .foreign_key(&mut of_person("session"))
            .take();
        manager.create_table(session).await?;
        let tried = Table::create()
            .table("sign_in_try")
            .col(id())
            .col(text("email"))
            .col(instant("at"))
            .take();
        manager.create_table(tried).await?;
        manager.create_index(index("sign_in_try_by_email", "sign_in_try", &["email", "at"])).await
    }
}

/// Whys, version by version.
struct Whys;

impl MigrationName for Whys {
    fn name(&self) -> &'static str {
        "0002_whys"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Whys {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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
        manager.create_table(version).await?;
        let mut once = index("why_version_once", "why_version", &["person_id", "version"]);
        manager.create_index(once.unique().take()).await
    }
}

/// The append-only record.
struct Events;

impl MigrationName for Events {
    fn name(&self) -> &'static str {
        "0003_events"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Events {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let event = Table::create()
            .table("event")
            .col(id())
            .col(instant("at"))
            .col(text("actor_id"))
            .col(text("thing"))
            .col(text("thing_id"))
            .col(text("verb"))
            .col(maybe_text("peer_team_id"))
            .col(maybe_text("person_id"))
            .col(maybe_text("undoes"))
            .take();
        manager.create_table(event).await?;
        manager.create_index(index("event_by_peer_team", "event", &["peer_team_id", "at"])).await
    }
}

/// Peer teams, their settings and seats.
struct PeerTeams;

impl MigrationName for PeerTeams {
    fn name(&self) -> &'static str {
        "0004_peer_teams"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for PeerTeams {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let team = Table::create()
            .table("peer_team")
            .col(id())
            .col(text("short").unique_key())
            .col(instant("founded_at"))
            .take();
        manager.create_table(team).await?;
        let settings = Table::create()
            .table("peer_team_settings")
            .col(text("peer_team_id"))
            .col(ColumnDef::new("version").integer().not_null())
            .col(text("name"))
            .col(text("time_zone"))
            .col(text("working_days"))
            .col(text("person_id"))
            .col(instant("settled_at"))
            .primary_key(Index::create().col("peer_team_id").col("version"))
            .foreign_key(&mut of_peer_team("peer_team_settings"))
            .take();
        manager.create_table(settings).await?;
        let seat = Table::create()
            .table("seat")
            .col(id())
            .col(text("peer_team_id"))
            .col(text("person_id"))
            .col(text("role"))
            .col(instant("joined_at"))
            .col(maybe_instant("left_at"))
            .col(instant("seen_at"))
            .check(Expr::col("role").is_in(["peer", "observer"]))
            .foreign_key(&mut of_peer_team("seat"))
            .foreign_key(&mut of_person("seat"))
            .take();
        manager.create_table(seat).await?;
        manager.create_index(index("seat_by_peer_team", "seat", &["peer_team_id"])).await?;
        manager.create_index(index("seat_by_person", "seat", &["person_id"])).await?;
        let mut one_each = index("seat_once", "seat", &["peer_team_id", "person_id"]);
        one_each.unique().and_where(Expr::col("left_at").is_null());
        manager.create_index(one_each).await
    }
}

/// Invitations to a seat.
struct Invitations;

impl MigrationName for Invitations {
    fn name(&self) -> &'static str {
        "0005_invitations"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Invitations {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let invitation = Table::create()
            .table("invitation")
            .col(id())
            .col(text("peer_team_id"))
            .col(text("person_id"))
            .col(text("token_hash").unique_key())
            .col(text("role"))
            .col(maybe_text("email"))
            .col(instant("made_at"))
            .col(instant("expires_at"))
            .col(maybe_instant("revoked_at"))
            .col(maybe_instant("used_at"))
            .col(maybe_text("used_by"))
            .check(Expr::col("role").is_in(["peer", "observer"]))
            .foreign_key(&mut of_peer_team("invitation"))
            .foreign_key(&mut of_person("invitation"))
            .take();
        manager.create_table(invitation).await?;
        manager.create_index(index("invitation_by_team", "invitation", &["peer_team_id"])).await
    }
}

/// Copies of whys that their authors shared with a peer team.
struct SharedWhys;

impl MigrationName for SharedWhys {
    fn name(&self) -> &'static str {
        "0006_shared_whys"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SharedWhys {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let shared = Table::create()
            .table("shared_why")
            .col(id())
            .col(text("peer_team_id"))
            .col(text("person_id"))
            .col(text("reasons"))
            .col(text("words"))
            .col(instant("shared_at"))
            .col(maybe_instant("taken_back_at"))
            .foreign_key(&mut of_peer_team("shared_why"))
            .foreign_key(&mut of_person("shared_why"))
            .take();
        manager.create_table(shared).await?;
        let columns = ["peer_team_id", "person_id"];
        let mut one_each = index("shared_why_once", "shared_why", &columns);
        one_each.unique().and_where(Expr::col("taken_back_at").is_null());
        manager.create_index(one_each).await
    }
}

/// Delivery teams, and who serves them.
struct Teams;

impl MigrationName for Teams {
    fn name(&self) -> &'static str {
        "0007_teams"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Teams {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let team = Table::create()
            .table("team")
            .col(id())
            .col(text("peer_team_id"))
            .col(text("name"))
            .col(instant("named_at"))
            .foreign_key(&mut of_peer_team("team"))
            .take();
        manager.create_table(team).await?;
        manager.create_index(index("team_by_peer_team", "team", &["peer_team_id"])).await?;
        let mut of_team = ForeignKey::create()
            .from("team_server", "team_id")
            .to("team", "id")
            .on_delete(ForeignKeyAction::Cascade)
            .take();
        let server = Table::create()
            .table("team_server")
            .col(text("team_id"))
            .col(text("person_id"))
            .col(instant("since"))
            .primary_key(Index::create().col("team_id").col("person_id"))
            .foreign_key(&mut of_team)
            .foreign_key(&mut of_person("team_server"))
            .take();
        manager.create_table(server).await
    }
}

/// What the installation's key sealed at first.
struct Installation;

impl MigrationName for Installation {
    fn name(&self) -> &'static str {
        "0008_installation"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Installation {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create().table("installation").col(id()).col(bytes("sealed")).take();
        manager.create_table(table).await
    }
}
