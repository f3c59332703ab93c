//! Owns: recovery_code. Reads: nothing else.

use crate::people::PersonId;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter,
};

mod recovery_code {
    //! The table of codes; of each its hash only.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub person_id: String,
        pub code_hash: String,
        pub made_at: i64,
        pub used_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use recovery_code::{ActiveModel, Column, Entity};

/// Puts new codes in the place of all before.
pub(super) async fn replace(
    tx: &DatabaseTransaction,
    person: &PersonId,
    hashes: &[String],
    now: Instant,
) -> Result<(), DbErr> {
    forget(tx, person).await?;
    let row = |hash: &String| ActiveModel {
        id: Set(crate::ids::new()),
        person_id: Set(person.as_str().to_owned()),
        code_hash: Set(hash.clone()),
        made_at: Set(now.as_micros()),
        used_at: Set(None),
    };
    Entity::insert_many(hashes.iter().map(row)).exec_without_returning(tx).await.map(drop)
}

/// Codes of somebody who needs none any more.
pub(super) async fn forget(tx: &DatabaseTransaction, person: &PersonId) -> Result<(), DbErr> {
    let theirs = Column::PersonId.eq(person.as_str());
    Entity::delete_many().filter(theirs).exec(tx).await.map(drop)
}

pub(super) async fn left(c: &impl ConnectionTrait, person: &PersonId) -> Result<u64, DbErr> {
    let theirs = Entity::find().filter(Column::PersonId.eq(person.as_str()));
    theirs.filter(Column::UsedAt.is_null()).count(c).await
}

/// Uses a code up; false when there is none like it, or it was used before.
pub(super) async fn use_up(
    tx: &DatabaseTransaction,
    person: &PersonId,
    hash: &str,
    now: Instant,
) -> Result<bool, DbErr> {
    let done = Entity::update_many()
        .col_expr(Column::UsedAt, Some(now.as_micros()).into())
        .filter(Column::PersonId.eq(person.as_str()))
        .filter(Column::CodeHash.eq(hash))
        .filter(Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}
