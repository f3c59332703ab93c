//! Owns: problem, problem_draft, problem_times. Reads: nothing else.

use super::model::Problem;
use super::tables::{problem, problem_draft, problem_times};
use super::times::Times;
use crate::peer_team::{PeerTeam, PeerTeamId};
use crate::people::PersonId;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

pub(super) use problem_draft::Model as DraftRow;
pub(super) use problem_times::Model as TimesRow;

fn document(content: &impl serde::Serialize) -> Result<String, DbErr> {
    serde_json::to_string(content).map_err(|error| DbErr::Type(error.to_string()))
}

fn row(it: &Problem, revision: i64) -> Result<problem::ActiveModel, DbErr> {
    Ok(problem::ActiveModel {
        id: Set(it.id.clone()),
        peer_team_id: Set(it.team.as_str().to_owned()),
        number: Set(it.number),
        revision: Set(revision),
        content: Set(document(&it.content)?),
    })
}

fn of_row(row: problem::Model) -> Result<Problem, DbErr> {
    // What could not be read is not shown in an error: it is what people wrote.
    let unread = |_| DbErr::Type("a problem cannot be read".to_owned());
    Ok(Problem {
        id: row.id,
        team: PeerTeamId::known(row.peer_team_id),
        number: row.number,
        content: serde_json::from_str(&row.content).map_err(unread)?,
    })
}

/// The next number of a table, and the next revision; whoever asks holds the table.
async fn next(c: &DatabaseTransaction, team: &PeerTeamId) -> Result<(i32, i64), DbErr> {
    let its = || problem::Entity::find().filter(problem::Column::PeerTeamId.eq(team.as_str()));
    let number: Option<i32> = its()
        .select_only()
        .column(problem::Column::Number)
        .order_by_desc(problem::Column::Number)
        .into_tuple()
        .one(c)
        .await?;
    Ok((number.unwrap_or(0) + 1, revision(c, team).await? + 1))
}

/// The latest revision of a table's problems: another after each change.
pub(super) async fn revision(c: &impl ConnectionTrait, team: &PeerTeamId) -> Result<i64, DbErr> {
    let latest: Option<i64> = problem::Entity::find()
        .filter(problem::Column::PeerTeamId.eq(team.as_str()))
        .select_only()
        .column(problem::Column::Revision)
        .order_by_desc(problem::Column::Revision)
        .into_tuple()
        .one(c)
        .await?;
    Ok(latest.unwrap_or(0))
}

/// Writes a new one down, with the next number.
pub(super) async fn share(tx: &DatabaseTransaction, it: Problem) -> Result<Problem, DbErr> {
    let (number, revision) = next(tx, &it.team).await?;
    let it = Problem { number, ..it };
    problem::Entity::insert(row(&it, revision)?).exec_without_returning(tx).await?;
    Ok(it)
}

pub(super) async fn save(tx: &DatabaseTransaction, it: &Problem) -> Result<(), DbErr> {
    let revision = revision(tx, &it.team).await? + 1;
    let updated = problem::Entity::update_many().set(row(it, revision)?);
    updated.filter(problem::Column::Id.eq(&*it.id)).exec(tx).await.map(drop)
}

pub(super) async fn by_id(c: &impl ConnectionTrait, id: &str) -> Result<Option<Problem>, DbErr> {
    problem::Entity::find_by_id(id).one(c).await?.map(of_row).transpose()
}

/// The id of a table's problem with a number.
pub(super) async fn id_of(
    c: &impl ConnectionTrait,
    (team, number): (&PeerTeamId, i32),
) -> Result<Option<String>, DbErr> {
    problem::Entity::find()
        .filter(problem::Column::PeerTeamId.eq(team.as_str()))
        .filter(problem::Column::Number.eq(number))
        .select_only()
        .column(problem::Column::Id)
        .into_tuple()
        .one(c)
        .await
}

/// Those of a table that changed after a revision, each with its own.
pub(super) async fn since(
    c: &impl ConnectionTrait,
    (team, revision): (&PeerTeamId, i64),
) -> Result<Vec<(i64, Problem)>, DbErr> {
    let rows = problem::Entity::find()
        .filter(problem::Column::PeerTeamId.eq(team.as_str()))
        .filter(problem::Column::Revision.gt(revision))
        .order_by_asc(problem::Column::Revision)
        .all(c)
        .await?;
    rows.into_iter().map(|row| Ok((row.revision, of_row(row)?))).collect()
}

pub(super) async fn keep_draft(
    tx: &DatabaseTransaction,
    (id, team, person): (&str, &PeerTeam, &PersonId),
    sealed: Vec<u8>,
    now: Instant,
) -> Result<(), DbErr> {
    let row = problem_draft::ActiveModel {
        id: Set(id.to_owned()),
        peer_team_id: Set(team.id.as_str().to_owned()),
        person_id: Set(person.as_str().to_owned()),
        sealed: Set(sealed),
        kept_at: Set(now.as_micros()),
    };
    problem_draft::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// Deletes a draft of somebody's.
pub(super) async fn throw_away(
    tx: &DatabaseTransaction,
    (person, id): (&PersonId, &str),
) -> Result<(), DbErr> {
    problem_draft::Entity::delete_many()
        .filter(problem_draft::Column::Id.eq(id))
        .filter(problem_draft::Column::PersonId.eq(person.as_str()))
        .exec(tx)
        .await
        .map(drop)
}

/// Deletes all drafts of somebody's.
pub(super) async fn destroy_drafts(
    tx: &DatabaseTransaction,
    person: &PersonId,
) -> Result<(), DbErr> {
    let theirs = problem_draft::Column::PersonId.eq(person.as_str());
    problem_draft::Entity::delete_many().filter(theirs).exec(tx).await.map(drop)
}

/// Somebody's drafts at a table, the latest first.
pub(super) async fn drafts(
    c: &impl ConnectionTrait,
    (team, person): (&PeerTeamId, &PersonId),
) -> Result<Vec<DraftRow>, DbErr> {
    problem_draft::Entity::find()
        .filter(problem_draft::Column::PeerTeamId.eq(team.as_str()))
        .filter(problem_draft::Column::PersonId.eq(person.as_str()))
        .order_by_desc(problem_draft::Column::KeptAt)
        .order_by_desc(problem_draft::Column::Id)
        .all(c)
        .await
}

/// The times of a table, the latest version first.
pub(super) async fn times(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<(Times, TimesRow)>, DbErr> {
    let rows = problem_times::Entity::find()
        .filter(problem_times::Column::PeerTeamId.eq(team.as_str()))
        .order_by_desc(problem_times::Column::Version)
        .all(c)
        .await?;
    let unread = |_| DbErr::Type("the times of a table cannot be read".to_owned());
    let read = |row: TimesRow| {
        let times = serde_json::from_str(&row.content).map_err(unread)?;
        Ok((times, row))
    };
    rows.into_iter().map(read).collect()
}

pub(super) async fn keep_times(
    tx: &DatabaseTransaction,
    (team, version): (&PeerTeamId, i32),
    times: &Times,
    (by, at, event): (&PersonId, Instant, &str),
) -> Result<(), DbErr> {
    let row = problem_times::ActiveModel {
        peer_team_id: Set(team.as_str().to_owned()),
        version: Set(version),
        content: Set(document(times)?),
        kept_by: Set(by.as_str().to_owned()),
        kept_at: Set(at.as_micros()),
        event_id: Set(event.to_owned()),
    };
    problem_times::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}
