//! Owns: why_version, shared_why. Reads: nothing else.

use super::model::{Draft, Shared, Why, known_reasons};
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::Date;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    Select,
};

mod why_version {
    //! The table of versions.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "why_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub person_id: String,
        pub version: i32,
        pub sealed: Vec<u8>,
        pub kept_at: i64,
        pub review_on: String,
        pub let_go_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) use why_version::Model as Row;

mod shared_why {
    //! The table of shared copies. Of one that was taken back only the times are left.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "shared_why")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub person_id: String,
        pub reasons: String,
        pub words: String,
        pub shared_at: i64,
        pub taken_back_at: Option<i64>,
        /// Which of its author's versions it is a copy of; of old ones it is not known.
        pub version: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The versions of a person, the latest first.
fn latest_first(person: &PersonId) -> Select<why_version::Entity> {
    why_version::Entity::find()
        .filter(why_version::Column::PersonId.eq(person.as_str()))
        .order_by_desc(why_version::Column::Version)
}

pub(super) async fn of(c: &impl ConnectionTrait, person: &PersonId) -> Result<Vec<Row>, DbErr> {
    latest_first(person).all(c).await
}

pub(super) async fn latest_version(
    c: &impl ConnectionTrait,
    person: &PersonId,
) -> Result<i32, DbErr> {
    Ok(latest_first(person).one(c).await?.map_or(0, |row| row.version))
}

pub(super) async fn keep(
    tx: &DatabaseTransaction,
    (id, person): (&str, &PersonId),
    why: &Why,
    sealed: Vec<u8>,
) -> Result<(), DbErr> {
    let row = why_version::ActiveModel {
        id: Set(id.to_owned()),
        person_id: Set(person.as_str().to_owned()),
        version: Set(why.version),
        sealed: Set(sealed),
        kept_at: Set(why.kept_at.as_micros()),
        review_on: Set(why.review_on.to_string()),
        let_go_at: Set(None),
    };
    why_version::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

pub(super) async fn destroy(tx: &DatabaseTransaction, person: &PersonId) -> Result<(), DbErr> {
    let theirs = why_version::Column::PersonId.eq(person.as_str());
    why_version::Entity::delete_many().filter(theirs).exec(tx).await.map(drop)
}

/// The latest version comes back on another day.
pub(super) async fn review_again(
    tx: &DatabaseTransaction,
    person: &PersonId,
    review_on: Date,
) -> Result<(), DbErr> {
    why_version::Entity::update_many()
        .col_expr(why_version::Column::ReviewOn, review_on.to_string().into())
        .filter(why_version::Column::PersonId.eq(person.as_str()))
        .filter(why_version::Column::Version.eq(latest_version(tx, person).await?))
        .exec(tx)
        .await
        .map(drop)
}

/// The latest version does not come back.
pub(super) async fn let_go(
    tx: &DatabaseTransaction,
    person: &PersonId,
    now: Instant,
) -> Result<(), DbErr> {
    why_version::Entity::update_many()
        .col_expr(why_version::Column::LetGoAt, Some(now.as_micros()).into())
        .filter(why_version::Column::PersonId.eq(person.as_str()))
        .filter(why_version::Column::Version.eq(latest_version(tx, person).await?))
        .exec(tx)
        .await
        .map(drop)
}

/// What somebody shares with a team now.
fn shared_by(team: &PeerTeamId, person: &PersonId) -> Expr {
    let theirs = shared_why::Column::PersonId.eq(person.as_str());
    let there = shared_why::Column::PeerTeamId.eq(team.as_str());
    there.and(theirs).and(shared_why::Column::TakenBackAt.is_null())
}

pub(super) async fn share(
    tx: &DatabaseTransaction,
    (id, team, person): (&str, &PeerTeamId, &PersonId),
    why: &Why,
    now: Instant,
) -> Result<(), DbErr> {
    let row = shared_why::ActiveModel {
        id: Set(id.to_owned()),
        peer_team_id: Set(team.as_str().to_owned()),
        person_id: Set(person.as_str().to_owned()),
        reasons: Set(why.draft.reasons.join(",")),
        // From here on it is no private text: its author gives it to the team.
        words: Set(why.draft.words.reveal().to_owned()),
        shared_at: Set(now.as_micros()),
        taken_back_at: Set(None),
        version: Set(Some(why.version)),
    };
    shared_why::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// Removes the copy that somebody shares with a team; its id, if there was one.
pub(super) async fn take_back_all(
    tx: &DatabaseTransaction,
    (team, person): (&PeerTeamId, &PersonId),
    now: Instant,
) -> Result<Option<String>, DbErr> {
    let before = shared_now(tx, (team, person)).await?;
    shared_why::Entity::update_many()
        .col_expr(shared_why::Column::TakenBackAt, Some(now.as_micros()).into())
        .col_expr(shared_why::Column::Words, "".into())
        .col_expr(shared_why::Column::Reasons, "".into())
        .filter(shared_by(team, person))
        .exec(tx)
        .await?;
    Ok(before)
}

/// The id of the copy that somebody shares with a team now.
pub(super) async fn shared_now(
    c: &impl ConnectionTrait,
    (team, person): (&PeerTeamId, &PersonId),
) -> Result<Option<String>, DbErr> {
    let row = shared_why::Entity::find().filter(shared_by(team, person)).one(c).await?;
    Ok(row.map(|row| row.id))
}

/// Which version a copy of somebody's was made of, as far as it is known.
pub(super) async fn version_of(
    c: &impl ConnectionTrait,
    (team, person): (&PeerTeamId, &PersonId),
    id: &str,
) -> Result<Option<i32>, DbErr> {
    let row = shared_why::Entity::find_by_id(id)
        .filter(shared_why::Column::PeerTeamId.eq(team.as_str()))
        .filter(shared_why::Column::PersonId.eq(person.as_str()))
        .one(c)
        .await?;
    Ok(row.and_then(|row| row.version))
}

/// Shows a copy again that was taken back.
pub(super) async fn share_again(
    tx: &DatabaseTransaction,
    id: &str,
    draft: &Draft,
) -> Result<(), DbErr> {
    shared_why::Entity::update_many()
        .col_expr(shared_why::Column::TakenBackAt, Option::<i64>::None.into())
        .col_expr(shared_why::Column::Words, draft.words.reveal().into())
        .col_expr(shared_why::Column::Reasons, draft.reasons.join(",").into())
        .filter(shared_why::Column::Id.eq(id))
        .exec(tx)
        .await
        .map(drop)
}

pub(super) async fn shared(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<Shared>, DbErr> {
    let rows = shared_why::Entity::find()
        .filter(shared_why::Column::PeerTeamId.eq(team.as_str()))
        .filter(shared_why::Column::TakenBackAt.is_null())
        .order_by_asc(shared_why::Column::SharedAt)
        .all(c)
        .await?;
    let shared = |row: shared_why::Model| Shared {
        id: row.id,
        person: PersonId::known(row.person_id),
        name: String::new(),
        reasons: known_reasons(&row.reasons.split(',').collect::<Vec<_>>()),
        words: row.words,
        shared_at: Instant::from_micros(row.shared_at),
    };
    Ok(rows.into_iter().map(shared).collect())
}

pub(super) async fn taken_back(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    person: &PersonId,
) -> Result<Vec<(Instant, Instant)>, DbErr> {
    let rows = shared_why::Entity::find()
        .filter(shared_why::Column::PeerTeamId.eq(team.as_str()))
        .filter(shared_why::Column::PersonId.eq(person.as_str()))
        .order_by_asc(shared_why::Column::SharedAt)
        .all(c)
        .await?;
    let spell = |row: shared_why::Model| {
        let until = Instant::from_micros(row.taken_back_at?);
        Some((Instant::from_micros(row.shared_at), until))
    };
    Ok(rows.into_iter().filter_map(spell).collect())
}
