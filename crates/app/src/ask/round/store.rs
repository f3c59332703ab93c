//! Owns: ask_round, ask_round_debrief. Reads: nothing else.

use super::model::{Debrief, PACES, Pace, Phase, Round};
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use flow::workflow::word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

mod ask_round {
    //! The table of rounds.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ask_round")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub pace: String,
        pub phase: String,
        pub begun_by: String,
        pub begun_at: i64,
        pub led_by: String,
        pub due_at: Option<i64>,
        pub shown_at: Option<i64>,
        pub closed_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod ask_round_debrief {
    //! The table of what rounds left behind, version by version.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ask_round_debrief")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub round_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub what: String,
        pub so_what: String,
        pub now_what: String,
        pub kept_by: String,
        pub kept_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn of_row(row: ask_round::Model) -> Round {
    Round {
        id: row.id,
        team: PeerTeamId::known(row.peer_team_id),
        pace: PACES.iter().find(|it| it.1 == row.pace).map_or(Pace::Days, |it| it.0),
        phase: Phase::of_word(&row.phase).unwrap_or(Phase::Asking),
        begun_by: PersonId::known(row.begun_by),
        begun_at: Instant::from_micros(row.begun_at),
        led_by: PersonId::known(row.led_by),
        due_at: row.due_at.map(Instant::from_micros),
        shown_at: row.shown_at.map(Instant::from_micros),
        closed_at: row.closed_at.map(Instant::from_micros),
    }
}

fn to_row(it: &Round) -> ask_round::ActiveModel {
    ask_round::ActiveModel {
        id: Set(it.id.clone()),
        peer_team_id: Set(it.team.as_str().to_owned()),
        pace: Set(word(&PACES, it.pace).to_owned()),
        phase: Set(it.phase.word().to_owned()),
        begun_by: Set(it.begun_by.as_str().to_owned()),
        begun_at: Set(it.begun_at.as_micros()),
        led_by: Set(it.led_by.as_str().to_owned()),
        due_at: Set(it.due_at.map(|at| at.as_micros())),
        shown_at: Set(it.shown_at.map(|at| at.as_micros())),
        closed_at: Set(it.closed_at.map(|at| at.as_micros())),
    }
}

/// Writes a new one down.
pub(super) async fn begin(tx: &DatabaseTransaction, it: &Round) -> Result<(), DbErr> {
    ask_round::Entity::insert(to_row(it)).exec_without_returning(tx).await.map(drop)
}

/// Writes down how far it has come, and who leads it.
pub(super) async fn save(tx: &DatabaseTransaction, it: &Round) -> Result<(), DbErr> {
    ask_round::Entity::update(to_row(it)).exec(tx).await.map(drop)
}

/// Those of a peer team, the latest first.
pub(super) async fn of_team(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<Round>, DbErr> {
    let rows = ask_round::Entity::find()
        .filter(ask_round::Column::PeerTeamId.eq(team.as_str()))
        .order_by_desc(ask_round::Column::BegunAt)
        .order_by_desc(ask_round::Column::Id)
        .all(c)
        .await?;
    Ok(rows.into_iter().map(of_row).collect())
}

pub(super) async fn by_id(c: &impl ConnectionTrait, id: &str) -> Result<Option<Round>, DbErr> {
    Ok(ask_round::Entity::find_by_id(id).one(c).await?.map(of_row))
}

/// What a round left behind, the latest version first.
pub(super) async fn debriefs(c: &impl ConnectionTrait, id: &str) -> Result<Vec<Debrief>, DbErr> {
    let rows = ask_round_debrief::Entity::find()
        .filter(ask_round_debrief::Column::RoundId.eq(id))
        .order_by_desc(ask_round_debrief::Column::Version)
        .all(c)
        .await?;
    let debrief = |row: ask_round_debrief::Model| Debrief {
        version: row.version,
        what: row.what,
        so_what: row.so_what,
        now_what: row.now_what,
        kept: Some((PersonId::known(row.kept_by), Instant::from_micros(row.kept_at))),
    };
    Ok(rows.into_iter().map(debrief).collect())
}

pub(super) async fn keep_debrief(
    tx: &DatabaseTransaction,
    id: &str,
    it: &Debrief,
    (by, at): (&PersonId, Instant),
) -> Result<(), DbErr> {
    let row = ask_round_debrief::ActiveModel {
        round_id: Set(id.to_owned()),
        version: Set(it.version),
        what: Set(it.what.clone()),
        so_what: Set(it.so_what.clone()),
        now_what: Set(it.now_what.clone()),
        kept_by: Set(by.as_str().to_owned()),
        kept_at: Set(at.as_micros()),
    };
    ask_round_debrief::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}
