//! Owns: passkey, passkey_challenge. Reads: nothing else.

use super::model::{Made, PasskeyId};
use crate::people::PersonId;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

mod passkey {
    //! The table of passkeys: of each what it is recognised by, and nothing that signs anybody in.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "passkey")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub person_id: String,
        pub host: String,
        pub credential: String,
        pub public_key: Vec<u8>,
        pub is_verified: bool,
        pub uses: i64,
        pub name: String,
        pub made_at: i64,
        pub used_on: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod challenge {
    //! The table of what was asked and not yet answered; the challenge is its own id.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "passkey_challenge")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub person_id: Option<String>,
        pub made_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use challenge::Column as Asked;
use passkey::Column;
pub(super) use passkey::Model as Row;

pub(super) async fn add(
    tx: &DatabaseTransaction,
    person: &PersonId,
    made: &Made,
    (host, name): (&str, &str),
    now: Instant,
) -> Result<(), DbErr> {
    let row = passkey::ActiveModel {
        id: Set(crate::ids::new()),
        person_id: Set(person.as_str().to_owned()),
        host: Set(host.to_owned()),
        credential: Set(made.credential.clone()),
        public_key: Set(made.public_key.clone()),
        is_verified: Set(made.is_verified),
        uses: Set(made.uses),
        name: Set(name.to_owned()),
        made_at: Set(now.as_micros()),
        used_on: Set(None),
    };
    passkey::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// Somebody's passkeys, in the order they were made.
pub(super) async fn of_person(
    c: &impl ConnectionTrait,
    person: &PersonId,
) -> Result<Vec<Row>, DbErr> {
    let theirs = passkey::Entity::find().filter(Column::PersonId.eq(person.as_str()));
    theirs.order_by_asc(Column::MadeAt).order_by_asc(Column::Id).all(c).await
}

/// The passkey of a credential. Nobody else uses it until the transaction ends.
pub(super) async fn by_credential(
    tx: &DatabaseTransaction,
    credential: &str,
) -> Result<Option<Row>, DbErr> {
    let it = passkey::Entity::find().filter(Column::Credential.eq(credential));
    it.lock_exclusive().one(tx).await
}

/// Notes that it was used, and on which day.
pub(super) async fn used(
    tx: &DatabaseTransaction,
    id: &str,
    (uses, day): (i64, String),
) -> Result<(), DbErr> {
    passkey::Entity::update_many()
        .col_expr(Column::Uses, uses.into())
        .col_expr(Column::UsedOn, Some(day).into())
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await
        .map(drop)
}

/// Whether there was such a passkey of this person.
pub(super) async fn remove(
    tx: &DatabaseTransaction,
    person: &PersonId,
    id: &PasskeyId,
) -> Result<bool, DbErr> {
    let done = passkey::Entity::delete_many()
        .filter(Column::PersonId.eq(person.as_str()))
        .filter(Column::Id.eq(id.as_str()))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// All passkeys of somebody who leaves, and what they were asked.
pub(super) async fn forget(tx: &DatabaseTransaction, person: &PersonId) -> Result<(), DbErr> {
    let theirs = Column::PersonId.eq(person.as_str());
    passkey::Entity::delete_many().filter(theirs).exec(tx).await?;
    forget_asked_of(tx, person).await
}

/// A passkey that was made for another host.
pub(super) async fn elsewhere(c: &impl ConnectionTrait, host: &str) -> Result<Option<Row>, DbErr> {
    passkey::Entity::find().filter(Column::Host.ne(host)).one(c).await
}

/// Writes down what is asked: of somebody who adds a passkey, or of whoever signs in.
pub(super) async fn ask(
    tx: &DatabaseTransaction,
    challenge: &str,
    person: Option<&PersonId>,
    now: Instant,
) -> Result<(), DbErr> {
    let row = challenge::ActiveModel {
        id: Set(challenge.to_owned()),
        person_id: Set(person.map(|it| it.as_str().to_owned())),
        made_at: Set(now.as_micros()),
    };
    challenge::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// What can no longer be answered.
pub(super) async fn forget_asked(tx: &DatabaseTransaction, before: Instant) -> Result<(), DbErr> {
    let old = Asked::MadeAt.lt(before.as_micros());
    challenge::Entity::delete_many().filter(old).exec(tx).await.map(drop)
}

pub(super) async fn forget_asked_of(
    tx: &DatabaseTransaction,
    person: &PersonId,
) -> Result<(), DbErr> {
    let theirs = Asked::PersonId.eq(person.as_str());
    challenge::Entity::delete_many().filter(theirs).exec(tx).await.map(drop)
}

/// How many who want to sign in have not answered yet.
pub(super) async fn open(tx: &DatabaseTransaction) -> Result<u64, DbErr> {
    challenge::Entity::find().filter(Asked::PersonId.is_null()).count(tx).await
}

/// Uses a challenge up; false when it was never made for them, was used, or is older.
pub(super) async fn use_up(
    tx: &DatabaseTransaction,
    challenge: &str,
    person: Option<&PersonId>,
    since: Instant,
) -> Result<bool, DbErr> {
    let whose = match person {
        Some(person) => Asked::PersonId.eq(person.as_str()),
        None => Asked::PersonId.is_null(),
    };
    let done = challenge::Entity::delete_many()
        .filter(Asked::Id.eq(challenge))
        .filter(whose)
        .filter(Asked::MadeAt.gte(since.as_micros()))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}
