//! Owns: peer_team, peer_team_settings, seat. Reads: nothing else.

use super::model::{PeerTeam, PeerTeamId, Role, Settings, Version};
use crate::people::PersonId;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, LockType, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

mod peer_team {
    //! The table of peer teams.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "peer_team")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub short: String,
        pub founded_at: i64,
        pub archived_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod peer_team_settings {
    //! The table of settings, version by version.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "peer_team_settings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub peer_team_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub name: String,
        pub time_zone: String,
        pub working_days: String,
        pub person_id: String,
        pub settled_at: i64,
        pub holidays: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod seat {
    //! The table of seats: one row for each time that somebody sat down.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "seat")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub person_id: String,
        pub role: String,
        pub joined_at: i64,
        pub left_at: Option<i64>,
        pub seen_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::peer_team::Entity",
            from = "Column::PeerTeamId",
            to = "super::peer_team::Column::Id"
        )]
        PeerTeam,
        #[sea_orm(
            belongs_to = "super::peer_team_settings::Entity",
            from = "Column::PeerTeamId",
            to = "super::peer_team_settings::Column::PeerTeamId"
        )]
        Settings,
    }

    impl Related<super::peer_team::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::PeerTeam.def()
        }
    }

    impl Related<super::peer_team_settings::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Settings.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) use seat::Model as Spell;

pub(super) async fn shorts(c: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let teams = peer_team::Entity::find().all(c).await?;
    Ok(teams.into_iter().map(|team| team.short).collect())
}

pub(super) async fn found(
    tx: &DatabaseTransaction,
    id: &PeerTeamId,
    short: &str,
    now: Instant,
) -> Result<(), DbErr> {
    let row = peer_team::ActiveModel {
        id: Set(id.as_str().to_owned()),
        short: Set(short.to_owned()),
        founded_at: Set(now.as_micros()),
        archived_at: Set(None),
    };
    peer_team::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// Writes a version of the settings. Two who write the same one at once: the second is refused.
pub(super) async fn settle(
    tx: &DatabaseTransaction,
    id: &PeerTeamId,
    version: i32,
    settings: &Settings,
    (by, at): (&PersonId, Instant),
) -> Result<(), DbErr> {
    let row = peer_team_settings::ActiveModel {
        peer_team_id: Set(id.as_str().to_owned()),
        version: Set(version),
        name: Set(settings.name.clone()),
        time_zone: Set(settings.time_zone.clone()),
        working_days: Set(settings.days_text()),
        person_id: Set(by.as_str().to_owned()),
        settled_at: Set(at.as_micros()),
        holidays: Set(Some(settings.holidays.join(","))),
    };
    peer_team_settings::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// The versions of a team's settings, the latest first.
fn latest_first(id: &PeerTeamId) -> Select<peer_team_settings::Entity> {
    peer_team_settings::Entity::find()
        .filter(peer_team_settings::Column::PeerTeamId.eq(id.as_str()))
        .order_by_desc(peer_team_settings::Column::Version)
}

fn version_of(row: peer_team_settings::Model) -> Version {
    Version {
        version: row.version,
        settings: Settings {
            name: row.name,
            time_zone: row.time_zone,
            working_days: Settings::days_of(row.working_days.split(',')),
            holidays: Settings::lines(&row.holidays.unwrap_or_default().replace(',', "\n")),
        },
        by: PersonId::known(row.person_id),
        at: Instant::from_micros(row.settled_at),
    }
}

pub(super) async fn versions(
    c: &impl ConnectionTrait,
    id: &PeerTeamId,
) -> Result<Vec<Version>, DbErr> {
    Ok(latest_first(id).all(c).await?.into_iter().map(version_of).collect())
}

fn team_of(row: peer_team::Model, latest: peer_team_settings::Model) -> PeerTeam {
    let latest = version_of(latest);
    PeerTeam {
        id: PeerTeamId::known(row.id),
        short: row.short,
        settings: latest.settings,
        version: latest.version,
        archived_at: row.archived_at.map(Instant::from_micros),
    }
}

pub(super) async fn by_id(
    c: &impl ConnectionTrait,
    id: &PeerTeamId,
) -> Result<Option<PeerTeam>, DbErr> {
    let Some(row) = peer_team::Entity::find_by_id(id.as_str()).one(c).await? else {
        return Ok(None);
    };
    Ok(latest_first(id).one(c).await?.map(|latest| team_of(row, latest)))
}

/// The version of a team's settings that no later one follows.
fn is_latest() -> Expr {
    let later = Alias::new("later");
    let version = (later.clone(), peer_team_settings::Column::Version);
    let of_same = Expr::col((later.clone(), peer_team_settings::Column::PeerTeamId))
        .equals((peer_team_settings::Entity, peer_team_settings::Column::PeerTeamId));
    let last = Query::select()
        .expr(Expr::col(version).max())
        .from_as(peer_team_settings::Entity, later)
        .and_where(of_same)
        .to_owned();
    peer_team_settings::Column::Version.in_subquery(last)
}

/// Where somebody sits or observes, and as what; where they sat down last first.
pub(super) async fn of_person(
    c: &impl ConnectionTrait,
    person: &PersonId,
) -> Result<Vec<(PeerTeam, Role)>, DbErr> {
    let rows = seat::Entity::find()
        .find_also(seat::Entity, peer_team::Entity)
        .find_also(seat::Entity, peer_team_settings::Entity)
        .filter(seat::Column::PersonId.eq(person.as_str()))
        .filter(seat::Column::LeftAt.is_null())
        .filter(is_latest())
        .order_by_desc(seat::Column::JoinedAt)
        .all(c)
        .await?;
    let known = rows.into_iter().filter_map(|(seat, team, settings)| {
        Some((team_of(team?, settings?), Role::of_word(&seat.role)))
    });
    Ok(known.collect())
}

/// All times that somebody sat down, in order.
pub(super) async fn spells(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<Spell>, DbErr> {
    seat::Entity::find()
        .filter(seat::Column::PeerTeamId.eq(team.as_str()))
        .order_by_asc(seat::Column::JoinedAt)
        .order_by_asc(seat::Column::Id)
        .all(c)
        .await
}

/// The seat that somebody holds now.
fn seat_now(team: &PeerTeamId, person: &PersonId) -> Expr {
    let theirs = seat::Column::PersonId.eq(person.as_str());
    let there = seat::Column::PeerTeamId.eq(team.as_str());
    there.and(theirs).and(seat::Column::LeftAt.is_null())
}

async fn spell_of(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    person: &PersonId,
) -> Result<Option<Spell>, DbErr> {
    seat::Entity::find().filter(seat_now(team, person)).one(c).await
}

pub(super) async fn seat_of(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    person: &PersonId,
) -> Result<Option<Role>, DbErr> {
    Ok(spell_of(c, team, person).await?.map(|spell| Role::of_word(&spell.role)))
}

pub(super) async fn seen_at(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    person: &PersonId,
) -> Result<Instant, DbErr> {
    let spell = spell_of(c, team, person).await?;
    Ok(Instant::from_micros(spell.map_or(0, |spell| spell.seen_at)))
}

pub(super) async fn sit(
    tx: &DatabaseTransaction,
    team: &PeerTeamId,
    person: &PersonId,
    role: Role,
    now: Instant,
) -> Result<(), DbErr> {
    let row = seat::ActiveModel {
        id: Set(crate::ids::new()),
        peer_team_id: Set(team.as_str().to_owned()),
        person_id: Set(person.as_str().to_owned()),
        role: Set(role.word().to_owned()),
        joined_at: Set(now.as_micros()),
        left_at: Set(None),
        seen_at: Set(now.as_micros()),
    };
    seat::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

pub(super) async fn stand_up(
    tx: &DatabaseTransaction,
    team: &PeerTeamId,
    person: &PersonId,
    now: Instant,
) -> Result<bool, DbErr> {
    let done = seat::Entity::update_many()
        .col_expr(seat::Column::LeftAt, Some(now.as_micros()).into())
        .filter(seat_now(team, person))
        .exec(tx)
        .await?;
    Ok(done.rows_affected > 0)
}

pub(super) async fn archive(
    tx: &DatabaseTransaction,
    team: &PeerTeamId,
    since: Option<Instant>,
) -> Result<(), DbErr> {
    peer_team::Entity::update_many()
        .col_expr(peer_team::Column::ArchivedAt, since.map(|at| at.as_micros()).into())
        .filter(peer_team::Column::Id.eq(team.as_str()))
        .exec(tx)
        .await
        .map(drop)
}

pub(super) async fn seen(
    tx: &DatabaseTransaction,
    team: &PeerTeamId,
    person: &PersonId,
    now: Instant,
) -> Result<(), DbErr> {
    seat::Entity::update_many()
        .col_expr(seat::Column::SeenAt, now.as_micros().into())
        .filter(seat_now(team, person))
        .exec(tx)
        .await
        .map(drop)
}

/// Others who hold the same team wait until the transaction ends; who only reads does not.
pub(super) async fn hold(tx: &DatabaseTransaction, team: &PeerTeamId) -> Result<(), DbErr> {
    peer_team::Entity::find_by_id(team.as_str()).lock(LockType::NoKeyUpdate).one(tx).await.map(drop)
}
