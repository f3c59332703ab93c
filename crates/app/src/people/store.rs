//! Owns: person, session, sign_in_try. Reads: nothing else.

use super::Newcomer;
use super::model::{PersonId, Role};
use super::profile::{Colour, Look, Profile};
use crate::shell::date_in;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
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
        pub short: Option<String>,
        pub colour: Option<String>,
        pub locale: Option<String>,
        pub disabled_at: Option<i64>,
        pub left_at: Option<i64>,
        pub seen_on: Option<String>,
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
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::person::Entity",
            from = "Column::PersonId",
            to = "super::person::Column::Id"
        )]
        Person,
    }

    impl Related<super::person::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Person.def()
        }
    }

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

impl PersonRow {
    /// How they show.
    pub(super) fn look(&self) -> Look {
        let colour = self.colour.as_deref().and_then(Colour::of_word);
        Look::of(&self.name, self.short.clone(), colour)
    }
}

pub(super) async fn describe(
    tx: &DatabaseTransaction,
    person: &PersonId,
    profile: &Profile,
) -> Result<(), DbErr> {
    person::Entity::update_many()
        .col_expr(person::Column::Name, profile.name.as_str().into())
        .col_expr(person::Column::TimeZone, profile.time_zone.as_str().into())
        .col_expr(person::Column::Short, profile.short.clone().into())
        .col_expr(person::Column::Colour, profile.colour.map(Colour::word).into())
        .col_expr(person::Column::Locale, profile.locale.word().into())
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

pub(super) async fn end_all(tx: &DatabaseTransaction, person: &PersonId) -> Result<(), DbErr> {
    let theirs = session::Column::PersonId.eq(person.as_str());
    session::Entity::delete_many().filter(theirs).exec(tx).await.map(drop)
}

/// Ids and wrapped keys of all people. No other column is read, so that an earlier layout can be
/// asked, too.
pub(super) async fn wrapped_keys(
    c: &impl ConnectionTrait,
) -> Result<Vec<(String, Vec<u8>)>, DbErr> {
    let columns = [person::Column::Id, person::Column::WrappedKey];
    person::Entity::find().select_only().columns(columns).into_tuple().all(c).await
}

/// Empties the row of somebody who leaves. It stays, for what they shared belongs to it.
pub(super) async fn leave(
    tx: &DatabaseTransaction,
    person: &PersonId,
    name: Option<&str>,
    now: Instant,
) -> Result<(), DbErr> {
    let nothing = || Expr::value(Option::<String>::None);
    let mut row = person::Entity::update_many()
        // Addresses are each one's own; this one is nobody's, for it has no @.
        .col_expr(person::Column::Email, person.as_str().into())
        .col_expr(person::Column::PasswordHash, "".into())
        .col_expr(person::Column::WrappedKey, Vec::<u8>::new().into())
        .col_expr(person::Column::Role, Role::Person.word().into())
        .col_expr(person::Column::TimeZone, "UTC".into())
        .col_expr(person::Column::Short, nothing())
        .col_expr(person::Column::Colour, nothing())
        .col_expr(person::Column::Locale, nothing())
        .col_expr(person::Column::SeenOn, nothing())
        .col_expr(person::Column::LeftAt, Some(now.as_micros()).into());
    if let Some(name) = name {
        row = row.col_expr(person::Column::Name, name.into());
    }
    row.filter(person::Column::Id.eq(person.as_str())).exec(tx).await.map(drop)
}

/// All that did not leave, in the order they came.
pub(super) async fn accounts(c: &impl ConnectionTrait) -> Result<Vec<PersonRow>, DbErr> {
    let there = person::Entity::find().filter(person::Column::LeftAt.is_null());
    there.order_by_asc(person::Column::JoinedAt).order_by_asc(person::Column::Id).all(c).await
}

/// Who runs the installation. Nobody changes that until the transaction ends.
pub(super) async fn operators(tx: &DatabaseTransaction) -> Result<Vec<PersonRow>, DbErr> {
    let them = person::Entity::find().filter(person::Column::Role.eq(Role::Operator.word()));
    them.lock_exclusive().all(tx).await
}

pub(super) async fn appoint(
    tx: &DatabaseTransaction,
    person: &PersonId,
    role: Role,
) -> Result<(), DbErr> {
    person::Entity::update_many()
        .col_expr(person::Column::Role, role.word().into())
        .filter(person::Column::Id.eq(person.as_str()))
        .exec(tx)
        .await
        .map(drop)
}

pub(super) async fn disable(
    tx: &DatabaseTransaction,
    person: &PersonId,
    since: Option<Instant>,
) -> Result<(), DbErr> {
    person::Entity::update_many()
        .col_expr(person::Column::DisabledAt, since.map(Instant::as_micros).into())
        .filter(person::Column::Id.eq(person.as_str()))
        .exec(tx)
        .await
        .map(drop)
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
        short: Set(None),
        colour: Set(None),
        locale: Set(None),
        disabled_at: Set(None),
        left_at: Set(None),
        seen_on: Set(None),
    };
    person::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// These people, in any order.
pub(super) async fn some(c: &impl ConnectionTrait, ids: &[&str]) -> Result<Vec<PersonRow>, DbErr> {
    let them = person::Entity::find().filter(person::Column::Id.is_in(ids.iter().copied()));
    them.all(c).await
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
    session::Entity::insert(session).exec_without_returning(tx).await?;
    seen_on(tx, person, now).await
}

/// Keeps the day on which somebody was last here, and nothing finer.
async fn seen_on(tx: &DatabaseTransaction, person: &PersonId, now: Instant) -> Result<(), DbErr> {
    let day = date_in(now, "UTC").to_string();
    person::Entity::update_many()
        .col_expr(person::Column::SeenOn, Some(day).into())
        .filter(person::Column::Id.eq(person.as_str()))
        .exec(tx)
        .await
        .map(drop)
}

pub(super) async fn session(
    c: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<(session::Model, person::Model)>, DbErr> {
    let found = session::Entity::find_by_id(token_hash).find_also_related(person::Entity);
    Ok(found.one(c).await?.and_then(|(session, person)| Some((session, person?))))
}

pub(super) async fn seen(
    tx: &DatabaseTransaction,
    (person, token_hash): (&PersonId, &str),
    now: Instant,
) -> Result<(), DbErr> {
    seen_on(tx, person, now).await?;
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
