//! Owns: proposal. Reads: nothing else.

use super::model::{Aim, End, Proposal};
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

mod proposal {
    //! The table of proposals.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "proposal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub aim: String,
        /// The person it is about; otherwise the peer team itself.
        pub about_id: String,
        pub proposed_by: String,
        pub proposed_at: i64,
        pub seconded_by: Option<String>,
        pub seconded_at: Option<i64>,
        pub ending: Option<String>,
        pub ended_at: Option<i64>,
        pub objected_by: Option<String>,
        pub objection: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn of_row(row: proposal::Model) -> Option<Proposal> {
    let objected = (row.objected_by.map(PersonId::known), row.objection);
    let end = match (row.ending.as_deref(), objected) {
        (Some("in force"), _) => Some(End::InForce),
        (Some("objected"), (Some(by), Some(words))) => Some(End::Objected(by, words)),
        (Some("withdrawn"), _) => Some(End::Withdrawn),
        (Some(_), _) => Some(End::Lapsed),
        (None, _) => None,
    };
    Some(Proposal {
        id: row.id,
        aim: Aim::of_words(&row.aim, &row.about_id)?,
        team: PeerTeamId::known(row.peer_team_id),
        by: PersonId::known(row.proposed_by),
        at: Instant::from_micros(row.proposed_at),
        seconded: row
            .seconded_by
            .map(PersonId::known)
            .zip(row.seconded_at.map(Instant::from_micros)),
        end: end.zip(row.ended_at.map(Instant::from_micros)),
    })
}

fn about(it: &Proposal) -> &str {
    it.aim.person().map_or(it.team.as_str(), PersonId::as_str)
}

/// Writes a new one down.
pub(super) async fn keep(tx: &DatabaseTransaction, it: &Proposal) -> Result<(), DbErr> {
    let row = proposal::ActiveModel {
        id: Set(it.id.clone()),
        peer_team_id: Set(it.team.as_str().to_owned()),
        aim: Set(it.aim.word().to_owned()),
        about_id: Set(about(it).to_owned()),
        proposed_by: Set(it.by.as_str().to_owned()),
        proposed_at: Set(it.at.as_micros()),
        seconded_by: Set(None),
        seconded_at: Set(None),
        ending: Set(None),
        ended_at: Set(None),
        objected_by: Set(None),
        objection: Set(None),
    };
    proposal::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// Writes down that an open one was seconded; false when somebody was quicker.
pub(super) async fn second(
    tx: &DatabaseTransaction,
    it: &Proposal,
    (by, at): (&PersonId, Instant),
) -> Result<bool, DbErr> {
    let done = proposal::Entity::update_many()
        .col_expr(proposal::Column::SecondedBy, Some(by.as_str().to_owned()).into())
        .col_expr(proposal::Column::SecondedAt, Some(at.as_micros()).into())
        .filter(proposal::Column::Id.eq(&*it.id))
        .filter(proposal::Column::EndedAt.is_null())
        .filter(proposal::Column::SecondedBy.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Writes down how an open one ended; false when somebody was quicker.
pub(super) async fn end(
    tx: &DatabaseTransaction,
    it: &Proposal,
    (end, at): (&End, Instant),
) -> Result<bool, DbErr> {
    let (ending, objected) = match end {
        End::InForce => ("in force", None),
        End::Withdrawn => ("withdrawn", None),
        End::Lapsed => ("lapsed", None),
        End::Objected(by, words) => ("objected", Some((by.as_str().to_owned(), words.clone()))),
    };
    let (objected_by, objection) = objected.unzip();
    let done = proposal::Entity::update_many()
        .col_expr(proposal::Column::Ending, Some(ending).into())
        .col_expr(proposal::Column::EndedAt, Some(at.as_micros()).into())
        .col_expr(proposal::Column::ObjectedBy, objected_by.into())
        .col_expr(proposal::Column::Objection, objection.into())
        .filter(proposal::Column::Id.eq(&*it.id))
        .filter(proposal::Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub(super) async fn by_id(c: &impl ConnectionTrait, id: &str) -> Result<Option<Proposal>, DbErr> {
    Ok(proposal::Entity::find_by_id(id).one(c).await?.and_then(of_row))
}

/// Those of a peer team, the latest first.
pub(super) async fn of_team(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<Proposal>, DbErr> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::PeerTeamId.eq(team.as_str()))
        .order_by_desc(proposal::Column::ProposedAt)
        .order_by_desc(proposal::Column::Id)
        .all(c)
        .await?;
    Ok(rows.into_iter().filter_map(of_row).collect())
}
