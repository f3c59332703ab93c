//! Owns: job. Reads: nothing else.

use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

mod job {
    //! The table of jobs.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub kind: String,
        pub thing_id: String,
        pub due_at: i64,
        pub made_at: i64,
        /// How often it failed.
        pub tries: i32,
        pub taken_until: Option<i64>,
        /// When it was done; or given up, which its tries tell.
        pub done_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) use job::Model as Row;

pub(super) async fn due(
    tx: &DatabaseTransaction,
    (kind, thing_id): (&str, &str),
    (at, now): (Instant, Instant),
) -> Result<(), DbErr> {
    let row = job::ActiveModel {
        id: Set(crate::ids::new()),
        kind: Set(kind.to_owned()),
        thing_id: Set(thing_id.to_owned()),
        due_at: Set(at.as_micros()),
        made_at: Set(now.as_micros()),
        tries: Set(0),
        taken_until: Set(None),
        done_at: Set(None),
    };
    // The other time counts from now on, with a new id: who runs it at the moment ends the old one.
    let anew = OnConflict::columns([job::Column::Kind, job::Column::ThingId])
        .target_and_where(Expr::col(job::Column::DoneAt).is_null())
        .update_columns([
            job::Column::Id,
            job::Column::DueAt,
            job::Column::MadeAt,
            job::Column::Tries,
            job::Column::TakenUntil,
        ])
        .to_owned();
    job::Entity::insert(row).on_conflict(anew).exec_without_returning(tx).await.map(drop)
}

pub(super) async fn call_off(
    tx: &DatabaseTransaction,
    kind: &str,
    thing_id: &str,
) -> Result<(), DbErr> {
    job::Entity::delete_many()
        .filter(job::Column::Kind.eq(kind))
        .filter(job::Column::ThingId.eq(thing_id))
        .filter(job::Column::DoneAt.is_null())
        .exec(tx)
        .await
        .map(drop)
}

/// Jobs of these kinds that nobody has done.
fn open(kinds: &[&str]) -> sea_orm::Select<job::Entity> {
    job::Entity::find()
        .filter(job::Column::DoneAt.is_null())
        .filter(job::Column::Kind.is_in(kinds.iter().copied()))
        .order_by_asc(job::Column::DueAt)
        .order_by_asc(job::Column::Id)
}

/// When the next job can be taken.
pub(super) async fn next_due(
    c: &impl ConnectionTrait,
    kinds: &[&str],
) -> Result<Option<Instant>, DbErr> {
    // Those that are held are few: each node holds one.
    let first = open(kinds).filter(job::Column::TakenUntil.is_null()).one(c).await?;
    let held = open(kinds).filter(job::Column::TakenUntil.is_not_null()).all(c).await?;
    let at = |row: Row| Ord::max(row.taken_until.unwrap_or(row.due_at), row.due_at);
    Ok(first.into_iter().chain(held).map(at).min().map(Instant::from_micros))
}

/// A job that is due and that nobody holds; until the transaction ends it is ours.
pub(super) async fn take(
    tx: &DatabaseTransaction,
    kinds: &[&str],
    now: Instant,
) -> Result<Option<Row>, DbErr> {
    let ended = job::Column::TakenUntil.lte(now.as_micros());
    let free = job::Column::TakenUntil.is_null().or(ended);
    open(kinds)
        .filter(job::Column::DueAt.lte(now.as_micros()))
        .filter(free)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(tx)
        .await
}

/// Writes of a job that is still the one that was taken.
async fn write(
    tx: &DatabaseTransaction,
    job: &Row,
    values: &[(job::Column, Expr)],
) -> Result<(), DbErr> {
    let mut update = job::Entity::update_many();
    for (column, value) in values {
        update = update.col_expr(*column, value.clone());
    }
    let same = job::Column::Id.eq(&*job.id).and(job::Column::DoneAt.is_null());
    update.filter(same).exec(tx).await.map(drop)
}

pub(super) async fn hold(tx: &DatabaseTransaction, job: &Row, until: Instant) -> Result<(), DbErr> {
    write(tx, job, &[(job::Column::TakenUntil, Some(until.as_micros()).into())]).await
}

pub(super) async fn done(tx: &DatabaseTransaction, job: &Row, now: Instant) -> Result<(), DbErr> {
    write(tx, job, &[(job::Column::DoneAt, Some(now.as_micros()).into())]).await
}

pub(super) async fn put_off(tx: &DatabaseTransaction, job: &Row, at: Instant) -> Result<(), DbErr> {
    let values = [
        (job::Column::DueAt, at.as_micros().into()),
        (job::Column::Tries, (job.tries + 1).into()),
        (job::Column::TakenUntil, None::<i64>.into()),
    ];
    write(tx, job, &values).await
}

pub(super) async fn give_up(
    tx: &DatabaseTransaction,
    job: &Row,
    now: Instant,
) -> Result<(), DbErr> {
    let tries = (job::Column::Tries, (job.tries + 1).into());
    write(tx, job, &[tries, (job::Column::DoneAt, Some(now.as_micros()).into())]).await
}
