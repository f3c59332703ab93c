//! The layout of the data, one step after the other; steps are added and never changed.

use sea_orm_migration::prelude::*;

/// All steps, in order.
pub(super) struct Migrations;

impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(People), Box::new(Whys)]
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

/// A column that names a person.
fn of_person(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "person_id")
        .to("person", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .take()
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
        let by_email = Index::create()
            .name("sign_in_try_by_email")
            .table("sign_in_try")
            .col("email")
            .col("at")
            .take();
        manager.create_index(by_email).await
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
            .foreign_key(&mut of_person("why_version"))
            .take();
        manager.create_table(version).await?;
        let one_each = Index::create()
            .name("why_version_once")
            .table("why_version")
            .col("person_id")
            .col("version")
            .unique()
            .take();
        manager.create_index(one_each).await
    }
}
