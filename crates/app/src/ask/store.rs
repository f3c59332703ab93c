//! Owns: ask, ask_version, ask_answer, ask_fate, ask_draft. Reads: nothing else.

use super::kind::AskKind;
use super::model::{Answer, Ask, Fate, Fated, InRound, Saying, To, Version};
use super::round::Phase;
use super::tables::{ask, ask_answer, ask_draft, ask_fate, ask_version};
use crate::peer_team::{PeerTeam, PeerTeamId};
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::Date;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use std::collections::HashMap;

pub(super) use ask_draft::Model as DraftRow;

/// The phases of rounds by their ids.
pub(super) type Phases = HashMap<String, Phase>;

/// What can be quoted, by its word.
pub(super) fn quoted(word: &str) -> Option<&'static str> {
    ["why", "purpose"].into_iter().find(|it| *it == word)
}

/// Writes a new one down.
pub(super) async fn keep(tx: &DatabaseTransaction, it: &Ask) -> Result<(), DbErr> {
    let to = match &it.to {
        To::One(person) => Some(person.as_str().to_owned()),
        To::All => None,
    };
    let row = ask::ActiveModel {
        id: Set(it.id.clone()),
        peer_team_id: Set(it.team.as_str().to_owned()),
        asked_by: Set(it.by.as_str().to_owned()),
        to_id: Set(to),
        kind: Set(it.kind.word().to_owned()),
        part_id: Set(it.part.clone()),
        asked_at: Set(it.latest().at.as_micros()),
    };
    ask::Entity::insert(row).exec_without_returning(tx).await?;
    keep_version(tx, it).await
}

/// Writes the latest version down, and whom it asks.
pub(super) async fn keep_version(tx: &DatabaseTransaction, it: &Ask) -> Result<(), DbErr> {
    let version = it.latest();
    let (quoted, quote) = version.quote.clone().unzip();
    let row = ask_version::ActiveModel {
        ask_id: Set(it.id.clone()),
        version: Set(version.number),
        want: Set(version.want.clone()),
        reason: Set(version.reason.clone()),
        quoted: Set(quoted.map(str::to_owned)),
        quote: Set(quote),
        stated_at: Set(version.at.as_micros()),
        due_at: Set(version.due_at.map(|at| at.as_micros())),
        shown_at: Set(None),
        round_id: Set(version.round.as_ref().map(|round| round.id.clone())),
    };
    ask_version::Entity::insert(row).exec_without_returning(tx).await?;
    let asked = |person: &PersonId| ask_answer::ActiveModel {
        ask_id: Set(it.id.clone()),
        version: Set(version.number),
        person_id: Set(person.as_str().to_owned()),
        answer: Set(None),
        words: Set(String::new()),
        answered_at: Set(None),
    };
    let rows = version.asked.iter().map(asked);
    ask_answer::Entity::insert_many(rows).exec_without_returning(tx).await.map(drop)
}

/// Writes down that the answers to a version are seen from now on.
pub(super) async fn shown(
    tx: &DatabaseTransaction,
    it: &Ask,
    version: &Version,
) -> Result<(), DbErr> {
    let shown_at = version.shown_at.map(|at| at.as_micros());
    ask_version::Entity::update_many()
        .col_expr(ask_version::Column::ShownAt, shown_at.into())
        .filter(ask_version::Column::AskId.eq(&*it.id))
        .filter(ask_version::Column::Version.eq(version.number))
        .filter(ask_version::Column::ShownAt.is_null())
        .exec(tx)
        .await
        .map(drop)
}

/// Writes an answer to the latest version down, a new one or another in its place.
pub(super) async fn answer(
    tx: &DatabaseTransaction,
    it: &Ask,
    answer: &Answer,
) -> Result<(), DbErr> {
    ask_answer::Entity::update_many()
        .col_expr(ask_answer::Column::Answer, Some(answer.saying.word()).into())
        .col_expr(ask_answer::Column::Words, answer.words.clone().into())
        .col_expr(ask_answer::Column::AnsweredAt, Some(answer.at.as_micros()).into())
        .filter(ask_answer::Column::AskId.eq(&*it.id))
        .filter(ask_answer::Column::Version.eq(it.latest().number))
        .filter(ask_answer::Column::PersonId.eq(answer.by.as_str()))
        .exec(tx)
        .await?;
    shown(tx, it, it.latest()).await
}

/// Writes down what became of it.
pub(super) async fn told(
    tx: &DatabaseTransaction,
    id: &str,
    (number, fated): (usize, &Fated),
) -> Result<(), DbErr> {
    let row = ask_fate::ActiveModel {
        ask_id: Set(id.to_owned()),
        number: Set(i32::try_from(number).unwrap_or(i32::MAX)),
        fate: Set(fated.fate.map(|fate| fate.word().to_owned())),
        fate_on: Set(fated.on.to_string()),
        told_at: Set(fated.at.as_micros()),
        event_id: Set(fated.event.clone()),
    };
    ask_fate::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// All of a peer team, the latest first.
pub(super) async fn of_team(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    phases: &Phases,
) -> Result<Vec<Ask>, DbErr> {
    let rows = ask::Entity::find()
        .filter(ask::Column::PeerTeamId.eq(team.as_str()))
        .order_by_desc(ask::Column::AskedAt)
        .order_by_desc(ask::Column::Id)
        .all(c)
        .await?;
    whole(c, rows, phases).await
}

pub(super) async fn by_id(
    c: &impl ConnectionTrait,
    (team, id): (&PeerTeamId, &str),
    phases: &Phases,
) -> Result<Option<Ask>, DbErr> {
    let its = ask::Column::PeerTeamId.eq(team.as_str());
    let row = ask::Entity::find_by_id(id).filter(its).one(c).await?;
    Ok(whole(c, row.into_iter().collect(), phases).await?.pop())
}

/// The peer team of an ask.
pub(super) async fn team_of(
    c: &impl ConnectionTrait,
    id: &str,
) -> Result<Option<PeerTeamId>, DbErr> {
    let row = ask::Entity::find_by_id(id).one(c).await?;
    Ok(row.map(|row| PeerTeamId::known(row.peer_team_id)))
}

/// Asks with all that belongs to them.
async fn whole(
    c: &impl ConnectionTrait,
    rows: Vec<ask::Model>,
    phases: &Phases,
) -> Result<Vec<Ask>, DbErr> {
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let versions = ask_version::Entity::find()
        .filter(ask_version::Column::AskId.is_in(ids.iter().copied()))
        .order_by_asc(ask_version::Column::Version)
        .all(c)
        .await?;
    let answers = ask_answer::Entity::find()
        .filter(ask_answer::Column::AskId.is_in(ids.iter().copied()))
        .order_by_asc(ask_answer::Column::PersonId)
        .all(c)
        .await?;
    let fates = ask_fate::Entity::find()
        .filter(ask_fate::Column::AskId.is_in(ids))
        .order_by_asc(ask_fate::Column::Number)
        .all(c)
        .await?;
    let ask = |row: ask::Model| {
        let its = versions.iter().filter(|version| version.ask_id == row.id);
        let versions: Vec<_> = its.map(|it| version(it, &answers, phases)).collect();
        let fates = fates.iter().filter(|fate| fate.ask_id == row.id).map(fated).collect();
        (!versions.is_empty()).then(|| Ask {
            team: PeerTeamId::known(row.peer_team_id),
            by: PersonId::known(row.asked_by),
            to: row.to_id.map_or(To::All, |person| To::One(PersonId::known(person))),
            kind: AskKind::of_word(&row.kind),
            part: row.part_id,
            id: row.id,
            versions,
            fates,
        })
    };
    Ok(rows.into_iter().filter_map(ask).collect())
}

fn version(row: &ask_version::Model, answers: &[ask_answer::Model], phases: &Phases) -> Version {
    let its = |it: &&ask_answer::Model| it.ask_id == row.ask_id && it.version == row.version;
    let given = |it: &ask_answer::Model| {
        Some(Answer {
            by: PersonId::known(&*it.person_id),
            saying: Saying::of_word(it.answer.as_deref()?)?,
            words: it.words.clone(),
            at: Instant::from_micros(it.answered_at?),
        })
    };
    let in_round = |id: &String| {
        let phase = phases.get(id).copied().unwrap_or(Phase::Asking);
        InRound { id: id.clone(), phase }
    };
    Version {
        number: row.version,
        want: row.want.clone(),
        reason: row.reason.clone(),
        quote: row.quoted.as_deref().and_then(quoted).zip(row.quote.clone()),
        at: Instant::from_micros(row.stated_at),
        asked: answers.iter().filter(its).map(|it| PersonId::known(&*it.person_id)).collect(),
        answers: answers.iter().filter(its).filter_map(given).collect(),
        due_at: row.due_at.map(Instant::from_micros),
        shown_at: row.shown_at.map(Instant::from_micros),
        round: row.round_id.as_ref().map(in_round),
    }
}

fn fated(row: &ask_fate::Model) -> Fated {
    Fated {
        fate: row.fate.as_deref().and_then(Fate::of_word),
        on: row.fate_on.parse().unwrap_or(Date::ZERO),
        at: Instant::from_micros(row.told_at),
        event: row.event_id.clone(),
    }
}

pub(super) async fn keep_draft(
    tx: &DatabaseTransaction,
    (id, team, person): (&str, &PeerTeam, &PersonId),
    sealed: Vec<u8>,
    now: Instant,
) -> Result<(), DbErr> {
    let row = ask_draft::ActiveModel {
        id: Set(id.to_owned()),
        peer_team_id: Set(team.id.as_str().to_owned()),
        person_id: Set(person.as_str().to_owned()),
        sealed: Set(sealed),
        kept_at: Set(now.as_micros()),
    };
    ask_draft::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// Deletes a draft of somebody's.
pub(super) async fn throw_away(
    tx: &DatabaseTransaction,
    (person, id): (&PersonId, &str),
) -> Result<(), DbErr> {
    ask_draft::Entity::delete_many()
        .filter(ask_draft::Column::Id.eq(id))
        .filter(ask_draft::Column::PersonId.eq(person.as_str()))
        .exec(tx)
        .await
        .map(drop)
}

/// Deletes all drafts of somebody's.
pub(super) async fn destroy_drafts(
    tx: &DatabaseTransaction,
    person: &PersonId,
) -> Result<(), DbErr> {
    let theirs = ask_draft::Column::PersonId.eq(person.as_str());
    ask_draft::Entity::delete_many().filter(theirs).exec(tx).await.map(drop)
}

/// Somebody's drafts at a table, the latest first.
pub(super) async fn drafts(
    c: &impl ConnectionTrait,
    (team, person): (&PeerTeamId, &PersonId),
) -> Result<Vec<DraftRow>, DbErr> {
    ask_draft::Entity::find()
        .filter(ask_draft::Column::PeerTeamId.eq(team.as_str()))
        .filter(ask_draft::Column::PersonId.eq(person.as_str()))
        .order_by_desc(ask_draft::Column::KeptAt)
        .order_by_desc(ask_draft::Column::Id)
        .all(c)
        .await
}
