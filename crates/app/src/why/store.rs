//! Owns: why_version. Reads: nothing else.

use super::model::Why;
use crate::people::PersonId;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
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
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) use why_version::Model as Row;

/// The versions of a person, the latest first.
pub(super) async fn of(c: &impl ConnectionTrait, person: &PersonId) -> Result<Vec<Row>, DbErr> {
    why_version::Entity::find()
        .filter(why_version::Column::PersonId.eq(person.as_str()))
        .order_by_desc(why_version::Column::Version)
        .all(c)
        .await
}

pub(super) async fn latest_version(
    c: &impl ConnectionTrait,
    person: &PersonId,
) -> Result<i32, DbErr> {
    Ok(of(c, person).await?.first().map_or(0, |row| row.version))
}

pub(super) async fn keep(
    tx: &DatabaseTransaction,
    id: &str,
    person: &PersonId,
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
    };
    why_version::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}
