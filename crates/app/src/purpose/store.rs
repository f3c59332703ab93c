//! Owns: purpose. Reads: nothing else.

use super::model::{ENDS, Phase, Workshop};
use crate::peer_team::PeerTeamId;
use flow::Instant;
use flow::workflow::word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

mod purpose {
    //! The table of workshops; those that ended with an adoption are purposes.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "purpose")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub phase: String,
        pub begun_at: i64,
        pub until: Option<i64>,
        pub end: Option<String>,
        pub ended_at: Option<i64>,
        pub content: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn row(it: &Workshop) -> Result<purpose::ActiveModel, DbErr> {
    let content = serde_json::to_string(&it.content);
    let content = content.map_err(|error| DbErr::Type(error.to_string()))?;
    Ok(purpose::ActiveModel {
        id: Set(it.id.clone()),
        peer_team_id: Set(it.team.as_str().to_owned()),
        phase: Set(it.phase.word().to_owned()),
        begun_at: Set(it.begun_at.as_micros()),
        until: Set(it.until.map(Instant::as_micros)),
        end: Set(it.end.map(|(end, _)| word(&ENDS, end).to_owned())),
        ended_at: Set(it.end.map(|(_, at)| at.as_micros())),
        content: Set(content),
    })
}

fn workshop(row: purpose::Model) -> Result<Workshop, DbErr> {
    let end = row.end.and_then(|word| ENDS.iter().find(|it| it.1 == word).map(|it| it.0));
    // What could not be read is not shown in an error: it is what people wrote.
    let unread = |_| DbErr::Type("a workshop cannot be read".to_owned());
    Ok(Workshop {
        id: row.id,
        team: PeerTeamId::known(row.peer_team_id),
        begun_at: Instant::from_micros(row.begun_at),
        phase: Phase::of_word(&row.phase).unwrap_or(Phase::Write),
        until: row.until.map(Instant::from_micros),
        end: end.zip(row.ended_at.map(Instant::from_micros)),
        content: serde_json::from_str(&row.content).map_err(unread)?,
    })
}

/// Begins one. Of two that begin at once the second is refused.
pub(super) async fn begin(tx: &DatabaseTransaction, it: &Workshop) -> Result<(), DbErr> {
    purpose::Entity::insert(row(it)?).exec_without_returning(tx).await.map(drop)
}

pub(super) async fn save(tx: &DatabaseTransaction, it: &Workshop) -> Result<(), DbErr> {
    let updated = purpose::Entity::update_many().set(row(it)?);
    updated.filter(purpose::Column::Id.eq(&*it.id)).exec(tx).await.map(drop)
}

/// One that nobody else changes until the transaction ends.
pub(super) async fn locked(tx: &DatabaseTransaction, id: &str) -> Result<Option<Workshop>, DbErr> {
    let found = purpose::Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    found.map(workshop).transpose()
}

/// All of a peer team, the latest first.
pub(super) async fn of_team(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<Workshop>, DbErr> {
    let rows = purpose::Entity::find()
        .filter(purpose::Column::PeerTeamId.eq(team.as_str()))
        .order_by_desc(purpose::Column::BegunAt)
        .all(c)
        .await?;
    rows.into_iter().map(workshop).collect()
}
