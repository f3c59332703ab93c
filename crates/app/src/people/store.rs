//! Owns: person, session, sign_in_try. Reads: nothing else.

use super::Newcomer;
use super::model::{PersonId, Role};
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder,
};

pub(super) mod person {
    //! The table of people.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub name: String,
        pub email: String,
        pub password_hash: String,
        pub wrapped_key: Vec<u8>,
        pub role: String,
        pub time_zone: String,
        pub joined_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod session {
    //! The table of sessions.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: String,
        pub person_id: String,
        pub device: String,
        pub begun_at: i64,
        pub seen_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod sign_in_try {
    //! The table of tries to sign in.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_try")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub email: String,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) use person::Model as PersonRow;
pub(super) use session::Model as SessionRow;

pub(super) async fn call(
    tx: &DatabaseTransaction,
    person: &PersonId,
    name: &str,
    time_zone: &str,
) -> Result<(), DbErr> {
    person::Entity::update_many()
        .col_expr(person::Column::Name, name.into())
        .col_expr(person::Column::TimeZone, time_zone.into())
        .filter(person::Column::Id.eq(person.as_str()))
        .exec(tx)
        .await
        .map(drop)
}

pub(super) async fn set_password(
    tx: &DatabaseTransaction,
    person: &PersonId,
    hash: String,
) -> Result<(), DbErr> {
    person::Entity::update_many()
        .col_expr(person::Column::PasswordHash, hash.into())
        .filter(person::Column::Id.eq(person.as_str()))
        .exec(tx)
        .await
        .map(drop)
}

/// The sessions of a person that still hold: used since the one instant, begun since the other.
pub(super) async fn sessions(
    c: &impl ConnectionTrait,
    person: &PersonId,
    (idle, old): (Instant, Instant),
) -> Result<Vec<SessionRow>, DbErr> {
    session::Entity::find()
        .filter(session::Column::PersonId.eq(person.as_str()))
        .filter(session::Column::SeenAt.gte(idle.as_micros()))
        .filter(session::Column::BegunAt.gte(old.as_micros()))
        .order_by_desc(session::Column::SeenAt)
        .order_by_desc(session::Column::BegunAt)
        .all(c)
        .await
}

pub(super) async fn end_one_of(
    tx: &DatabaseTransaction,
    person: &PersonId,
    token_hash: &str,
) -> Result<(), DbErr> {
    session::Entity::delete_many()
        .filter(session::Column::PersonId.eq(person.as_str()))
        .filter(session::Column::TokenHash.eq(token_hash))
        .exec(tx)
        .await
        .map(drop)
}

pub(super) async fn end_others(
    tx: &DatabaseTransaction,
    person: &PersonId,
    token_hash: &str,
) -> Result<(), DbErr> {
    session::Entity::delete_many()
        .filter(session::Column::PersonId.eq(person.as_str()))
        .filter(session::Column::TokenHash.ne(token_hash))
        .exec(tx)
        .await
        .map(drop)
}

pub(super) async fn everybody(c: &impl ConnectionTrait) -> Result<Vec<PersonRow>, DbErr> {
    person::Entity::find().all(c).await
}

/// Whether there is an account at all.
pub(super) async fn anybody(c: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(person::Entity::find().one(c).await?.is_some())
}

/// Writes an account down.
pub(super) async fn join(
    tx: &DatabaseTransaction,
    newcomer: &Newcomer,
    role: Role,
    now: Instant,
) -> Result<(), DbErr> {
    let row = person::ActiveModel {
        id: Set(newcomer.id.as_str().to_owned()),
        name: Set(newcomer.account.name.clone()),
        email: Set(newcomer.account.email.clone()),
        password_hash: Set(newcomer.password_hash.clone()),
        wrapped_key: Set(newcomer.wrapped_key.clone()),
        role: Set(role.word().to_owned()),
        time_zone: Set(newcomer.account.time_zone.clone()),
        joined_at: Set(now.as_micros()),
    };
    person::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// Ids and names of these people.
pub(super) async fn names(
    c: &impl ConnectionTrait,
    ids: &[&str],
) -> Result<Vec<(String, String)>, DbErr> {
    let them = person::Entity::find().filter(person::Column::Id.is_in(ids.iter().copied()));
    Ok(them.all(c).await?.into_iter().map(|person| (person.id, person.name)).collect())
}

pub(super) async fn by_id(
    c: &impl ConnectionTrait,
    id: &PersonId,
) -> Result<Option<PersonRow>, DbErr> {
    person::Entity::find_by_id(id.as_str()).one(c).await
}

pub(super) async fn by_email(
    c: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<person::Model>, DbErr> {
    person::Entity::find().filter(person::Column::Email.eq(email)).one(c).await
}

pub(super) async fn begin_session(
    tx: &DatabaseTransaction,
    token_hash: &str,
    person: &PersonId,
    device: &str,
    now: Instant,
) -> Result<(), DbErr> {
    let session = session::ActiveModel {
        token_hash: Set(token_hash.to_owned()),
        person_id: Set(person.as_str().to_owned()),
        device: Set(device.chars().take(120).collect()),
        begun_at: Set(now.as_micros()),
        seen_at: Set(now.as_micros()),
    };
    session::Entity::insert(session).exec_without_returning(tx).await.map(drop)
}

pub(super) async fn session(
    c: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<(session::Model, person::Model)>, DbErr> {
    let Some(session) = session::Entity::find_by_id(token_hash).one(c).await? else {
        return Ok(None);
    };
    let person = person::Entity::find_by_id(&*session.person_id).one(c).await?;
    Ok(person.map(|person| (session, person)))
}

pub(super) async fn seen(
    tx: &DatabaseTransaction,
    token_hash: &str,
    now: Instant,
) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, now.as_micros().into())
        .filter(session::Column::TokenHash.eq(token_hash))
        .exec(tx)
        .await
        .map(drop)
}

pub(super) async fn end_session(tx: &DatabaseTransaction, token_hash: &str) -> Result<(), DbErr> {
    session::Entity::delete_by_id(token_hash).exec(tx).await.map(drop)
}

pub(super) async fn tries(
    tx: &DatabaseTransaction,
    email: &str,
    since: Instant,
) -> Result<u64, DbErr> {
    sign_in_try::Entity::find()
        .filter(sign_in_try::Column::Email.eq(email))
        .filter(sign_in_try::Column::At.gte(since.as_micros()))
        .count(tx)
        .await
}

pub(super) async fn note_try(
    tx: &DatabaseTransaction,
    email: &str,
    now: Instant,
) -> Result<(), DbErr> {
    let tried = sign_in_try::ActiveModel {
        id: Set(crate::ids::new()),
        email: Set(email.to_owned()),
        at: Set(now.as_micros()),
    };
    sign_in_try::Entity::insert(tried).exec_without_returning(tx).await.map(drop)
}

/// Tries that are no longer counted.
pub(super) async fn forget_tries(tx: &DatabaseTransaction, before: Instant) -> Result<(), DbErr> {
    let old = sign_in_try::Column::At.lt(before.as_micros());
    sign_in_try::Entity::delete_many().filter(old).exec(tx).await.map(drop)
}

/// Tries of somebody who got in.
pub(super) async fn forget_tries_of(tx: &DatabaseTransaction, email: &str) -> Result<(), DbErr> {
    let theirs = sign_in_try::Column::Email.eq(email);
    sign_in_try::Entity::delete_many().filter(theirs).exec(tx).await.map(drop)
}
