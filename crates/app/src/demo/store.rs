//! Owns: demo. Reads: nothing else. One row in data that were made up, none in others.

use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait};

mod demo {
    //! The table with the one row.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "demo")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub made_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) async fn is_demo(c: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(demo::Entity::find().count(c).await? > 0)
}

pub(super) async fn mark(tx: &DatabaseTransaction, now: Instant) -> Result<(), DbErr> {
    let row = demo::ActiveModel { id: Set("one".to_owned()), made_at: Set(now.as_micros()) };
    demo::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}
