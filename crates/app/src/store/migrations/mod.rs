//! The layout of the data, one step after the other; steps are added and never changed. Each has a
//! file of rows beside it, put in after it by a test, so that later steps run on full tables.

mod accounts;
mod asks;
mod comments;
mod demo;
mod events;
mod holidays;
mod installation;
mod invitations;
mod jobs;
mod lost_access;
mod mail;
mod passkeys;
mod peer_team_links;
mod peer_teams;
mod people;
mod problems;
mod profiles;
mod proposals;
mod purposes;
mod recovery_codes;
mod shared_whys;
mod teams;
mod undoing;
mod whys;

use sea_orm_migration::prelude::*;

/// A step: its name, by which the data know that it was taken, and what it changes.
struct Step {
    name: &'static str,
    changes: fn() -> Vec<Change>,
}

/// What a step can do to the layout.
#[expect(clippy::large_enum_variant, reason = "a few, and for a moment only")]
enum Change {
    Table(TableCreateStatement),
    Index(IndexCreateStatement),
    /// One column more; SQLite takes one at a time.
    Column(TableAlterStatement),
}

const STEPS: [Step; 24] = [
    Step { name: "0001_people", changes: people::changes },
    Step { name: "0002_whys", changes: whys::changes },
    Step { name: "0003_events", changes: events::changes },
    Step { name: "0004_peer_teams", changes: peer_teams::changes },
    Step { name: "0005_invitations", changes: invitations::changes },
    Step { name: "0006_shared_whys", changes: shared_whys::changes },
    Step { name: "0007_teams", changes: teams::changes },
    Step { name: "0008_installation", changes: installation::changes },
    Step { name: "0009_jobs", changes: jobs::changes },
    Step { name: "0010_mail", changes: mail::changes },
    Step { name: "0011_proposals", changes: proposals::changes },
    Step { name: "0012_peer_team_links", changes: peer_team_links::changes },
    Step { name: "0013_profiles", changes: profiles::changes },
    Step { name: "0014_recovery_codes", changes: recovery_codes::changes },
    Step { name: "0015_lost_access", changes: lost_access::changes },
    Step { name: "0016_accounts", changes: accounts::changes },
    Step { name: "0017_passkeys", changes: passkeys::changes },
    Step { name: "0020_demo", changes: demo::changes },
    Step { name: "0021_comments", changes: comments::changes },
    Step { name: "0022_undoing", changes: undoing::changes },
    Step { name: "0023_holidays", changes: holidays::changes },
    Step { name: "0024_purposes", changes: purposes::changes },
    Step { name: "0025_asks", changes: asks::changes },
    Step { name: "0026_problems", changes: problems::changes },
];

/// All steps, in order.
pub(super) struct Migrations;

impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        STEPS.into_iter().map(|step| Box::new(step) as Box<dyn MigrationTrait>).collect()
    }
}

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for change in (self.changes)() {
            match change {
                Change::Table(table) => manager.create_table(table).await?,
                Change::Index(index) => manager.create_index(index).await?,
                Change::Column(column) => manager.alter_table(column).await?,
            }
        }
        Ok(())
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

fn yes_or_no(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
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

/// A column more for a table that is there.
fn added(table: &'static str, column: ColumnDef) -> Change {
    Change::Column(Table::alter().table(table).add_column(column).take())
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
