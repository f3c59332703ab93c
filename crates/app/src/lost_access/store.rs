//! Owns: lost_access. Reads: nothing else.

use super::model::Lost;
use crate::people::PersonId;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    Select,
};

mod lost_access {
    //! The table of those who have lost access, and of the links made for them.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "lost_access")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub person_id: String,
        pub peer_id: Option<String>,
        pub operator_id: Option<String>,
        pub begun_at: i64,
        pub expires_at: i64,
        pub token_hash: Option<String>,
        pub used_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use lost_access::{ActiveModel, Column, Entity, Model};

fn of_row(row: Model) -> Lost {
    Lost {
        id: row.id,
        person: PersonId::known(row.person_id),
        peer: row.peer_id.map(PersonId::known),
        operator: row.operator_id.map(PersonId::known),
        begun_at: Instant::from_micros(row.begun_at),
        expires_at: Instant::from_micros(row.expires_at),
        has_link: row.token_hash.is_some(),
        is_used: row.used_at.is_some(),
    }
}

fn row(it: &Lost, token_hash: Option<&str>) -> ActiveModel {
    let text = |id: &Option<PersonId>| id.as_ref().map(|id| id.as_str().to_owned());
    ActiveModel {
        id: Set(it.id.clone()),
        person_id: Set(it.person.as_str().to_owned()),
        peer_id: Set(text(&it.peer)),
        operator_id: Set(text(&it.operator)),
        begun_at: Set(it.begun_at.as_micros()),
        expires_at: Set(it.expires_at.as_micros()),
        token_hash: Set(token_hash.map(str::to_owned)),
        used_at: Set(None),
    }
}

pub(super) async fn begin(tx: &DatabaseTransaction, it: &Lost) -> Result<(), DbErr> {
    Entity::insert(row(it, None)).exec_without_returning(tx).await.map(drop)
}

/// Writes the link down, in the place of what waited for it, if anything did.
pub(super) async fn make(
    tx: &DatabaseTransaction,
    it: &Lost,
    token_hash: &str,
) -> Result<(), DbErr> {
    Entity::delete_by_id(&*it.id).exec(tx).await?;
    Entity::insert(row(it, Some(token_hash))).exec_without_returning(tx).await.map(drop)
}

/// Those that are neither used nor over.
fn open_at(now: Instant) -> Select<Entity> {
    Entity::find()
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now.as_micros()))
        .order_by_asc(Column::BegunAt)
}

/// What is under way for somebody.
pub(super) async fn open(
    c: &impl ConnectionTrait,
    person: &PersonId,
    now: Instant,
) -> Result<Vec<Lost>, DbErr> {
    let rows = open_at(now).filter(Column::PersonId.eq(person.as_str())).all(c).await?;
    Ok(rows.into_iter().map(of_row).collect())
}

/// What is under way without a link.
pub(super) async fn waiting(c: &impl ConnectionTrait, now: Instant) -> Result<Vec<Lost>, DbErr> {
    let rows = open_at(now).filter(Column::TokenHash.is_null()).all(c).await?;
    Ok(rows.into_iter().map(of_row).collect())
}

pub(super) async fn by_hash(
    c: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<Lost>, DbErr> {
    Ok(Entity::find().filter(Column::TokenHash.eq(token_hash)).one(c).await?.map(of_row))
}

/// Uses a link up; false when somebody was quicker, or it is over.
pub(super) async fn use_up(
    tx: &DatabaseTransaction,
    id: &str,
    now: Instant,
) -> Result<bool, DbErr> {
    let done = Entity::update_many()
        .col_expr(Column::UsedAt, Some(now.as_micros()).into())
        .filter(Column::Id.eq(id))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now.as_micros()))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub(super) async fn forget(tx: &DatabaseTransaction, person: &PersonId) -> Result<(), DbErr> {
    let person = person.as_str();
    let by_them = Column::PeerId.eq(person).or(Column::OperatorId.eq(person));
    let waits = Column::TokenHash.is_null();
    let theirs = Column::PersonId.eq(person).or(by_them.and(waits));
    Entity::delete_many().filter(theirs).exec(tx).await.map(drop)
}

/// Ends what is under way for somebody: how many.
pub(super) async fn end_all(
    tx: &DatabaseTransaction,
    person: &PersonId,
    now: Instant,
) -> Result<u64, DbErr> {
    let done = Entity::update_many()
        .col_expr(Column::ExpiresAt, now.as_micros().into())
        .filter(Column::PersonId.eq(person.as_str()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now.as_micros()))
        .exec(tx)
        .await?;
    Ok(done.rows_affected)
}
