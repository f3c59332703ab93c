//! Owns: peer_team_link. Reads: nothing else.

use super::model::{Accepted, Link, Stands};
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

mod peer_team_link {
    //! The table of links and offers.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "peer_team_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub person_id: String,
        pub token_hash: String,
        pub stands: String,
        pub made_at: i64,
        pub expires_at: i64,
        pub revoked_at: Option<i64>,
        pub other_id: Option<String>,
        pub accepted_by: Option<String>,
        pub accepted_at: Option<i64>,
        pub ended_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use peer_team_link::{Column, Entity};

fn of_row(row: peer_team_link::Model) -> Link {
    let accepted = row
        .other_id
        .zip(row.accepted_by)
        .map(|(team, by)| Accepted { team: PeerTeamId::known(team), by: PersonId::known(by) });
    Link {
        id: row.id,
        team: PeerTeamId::known(row.peer_team_id),
        by: PersonId::known(row.person_id),
        stands: Stands::of_word(&row.stands),
        expires_at: Instant::from_micros(row.expires_at),
        revoked_at: row.revoked_at.map(Instant::from_micros),
        accepted,
        ended_at: row.ended_at.map(Instant::from_micros),
    }
}

pub(super) async fn keep(
    tx: &DatabaseTransaction,
    it: &Link,
    (token_hash, now): (&str, Instant),
) -> Result<(), DbErr> {
    let row = peer_team_link::ActiveModel {
        id: Set(it.id.clone()),
        peer_team_id: Set(it.team.as_str().to_owned()),
        person_id: Set(it.by.as_str().to_owned()),
        token_hash: Set(token_hash.to_owned()),
        stands: Set(it.stands.word().to_owned()),
        made_at: Set(now.as_micros()),
        expires_at: Set(it.expires_at.as_micros()),
        revoked_at: Set(None),
        other_id: Set(None),
        accepted_by: Set(None),
        accepted_at: Set(None),
        ended_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

pub(super) async fn by_hash(
    c: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<Link>, DbErr> {
    let it = Entity::find().filter(Column::TokenHash.eq(token_hash));
    Ok(it.one(c).await?.map(of_row))
}

pub(super) async fn by_id(c: &impl ConnectionTrait, id: &str) -> Result<Option<Link>, DbErr> {
    Ok(Entity::find_by_id(id).one(c).await?.map(of_row))
}

/// Links and offers of a team, on either side, the latest first.
pub(super) async fn of_team(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<Link>, DbErr> {
    let either = Column::PeerTeamId.eq(team.as_str()).or(Column::OtherId.eq(team.as_str()));
    let rows = Entity::find()
        .filter(either)
        .order_by_desc(Column::MadeAt)
        .order_by_desc(Column::Id)
        .all(c)
        .await?;
    Ok(rows.into_iter().map(of_row).collect())
}

/// Takes an offer back; false when somebody was quicker and accepted it.
pub(super) async fn revoke(
    tx: &DatabaseTransaction,
    id: &str,
    now: Instant,
) -> Result<bool, DbErr> {
    let done = Entity::update_many()
        .col_expr(Column::RevokedAt, Some(now.as_micros()).into())
        .filter(Column::Id.eq(id))
        .filter(Column::AcceptedAt.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Accepts an offer; false when somebody else was quicker, or it was taken back.
pub(super) async fn accept(
    tx: &DatabaseTransaction,
    id: &str,
    accepted: &Accepted,
    now: Instant,
) -> Result<bool, DbErr> {
    let done = Entity::update_many()
        .col_expr(Column::OtherId, Some(accepted.team.as_str().to_owned()).into())
        .col_expr(Column::AcceptedBy, Some(accepted.by.as_str().to_owned()).into())
        .col_expr(Column::AcceptedAt, Some(now.as_micros()).into())
        .filter(Column::Id.eq(id))
        .filter(Column::AcceptedAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub(super) async fn end(tx: &DatabaseTransaction, id: &str, now: Instant) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Some(now.as_micros()).into())
        .filter(Column::Id.eq(id))
        .filter(Column::EndedAt.is_null())
        .exec(tx)
        .await
        .map(drop)
}
