//! Owns: mail. Reads: nothing else.

use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

mod mail {
    //! The table of mails: the outbox, and what left it.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "mail")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub address: String,
        pub subject: String,
        /// Empty when it has left, or was given up.
        pub sealed: Vec<u8>,
        pub made_at: i64,
        pub sent_at: Option<i64>,
        pub given_up_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) use mail::Model as Row;

pub(super) async fn keep(
    tx: &DatabaseTransaction,
    id: &str,
    (address, subject, sealed): (String, &str, Vec<u8>),
    now: Instant,
) -> Result<(), DbErr> {
    let row = mail::ActiveModel {
        id: Set(id.to_owned()),
        address: Set(address),
        subject: Set(subject.to_owned()),
        sealed: Set(sealed),
        made_at: Set(now.as_micros()),
        sent_at: Set(None),
        given_up_at: Set(None),
    };
    mail::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// A mail that is still to be sent.
pub(super) async fn waiting(c: &impl ConnectionTrait, id: &str) -> Result<Option<Row>, DbErr> {
    mail::Entity::find_by_id(id)
        .filter(mail::Column::SentAt.is_null())
        .filter(mail::Column::GivenUpAt.is_null())
        .one(c)
        .await
}

/// It was sent, or is given up; nobody needs its words any more.
pub(super) async fn end(
    tx: &DatabaseTransaction,
    id: &str,
    is_sent: bool,
    now: Instant,
) -> Result<(), DbErr> {
    let ended = if is_sent { mail::Column::SentAt } else { mail::Column::GivenUpAt };
    mail::Entity::update_many()
        .col_expr(ended, Some(now.as_micros()).into())
        .col_expr(mail::Column::Sealed, Vec::<u8>::new().into())
        .filter(mail::Column::Id.eq(id))
        .exec(tx)
        .await
        .map(drop)
}
