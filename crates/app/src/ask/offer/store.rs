//! Owns: offer, offer_taking. Reads: nothing else.

use super::model::{Offer, Taking};
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

mod offer {
    //! The table of offers.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "offer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub offered_by: String,
        pub words: String,
        pub offered_at: i64,
        pub withdrawn_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod offer_taking {
    //! The table of who took offers up.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "offer_taking")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub offer_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: String,
        pub words: String,
        pub taken_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Writes a new one down.
pub(super) async fn keep(tx: &DatabaseTransaction, it: &Offer) -> Result<(), DbErr> {
    let row = offer::ActiveModel {
        id: Set(it.id.clone()),
        peer_team_id: Set(it.team.as_str().to_owned()),
        offered_by: Set(it.by.as_str().to_owned()),
        words: Set(it.words.clone()),
        offered_at: Set(it.at.as_micros()),
        withdrawn_at: Set(None),
    };
    offer::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// Writes down that somebody took it up.
pub(super) async fn take_up(tx: &DatabaseTransaction, id: &str, it: &Taking) -> Result<(), DbErr> {
    let row = offer_taking::ActiveModel {
        offer_id: Set(id.to_owned()),
        person_id: Set(it.by.as_str().to_owned()),
        words: Set(it.words.clone()),
        taken_at: Set(it.at.as_micros()),
    };
    offer_taking::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// Writes down that it holds no longer.
pub(super) async fn withdraw(
    tx: &DatabaseTransaction,
    id: &str,
    now: Instant,
) -> Result<(), DbErr> {
    offer::Entity::update_many()
        .col_expr(offer::Column::WithdrawnAt, Some(now.as_micros()).into())
        .filter(offer::Column::Id.eq(id))
        .exec(tx)
        .await
        .map(drop)
}

/// Those of a peer team, the latest first.
pub(super) async fn of_team(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<Offer>, DbErr> {
    let rows = offer::Entity::find()
        .filter(offer::Column::PeerTeamId.eq(team.as_str()))
        .order_by_desc(offer::Column::OfferedAt)
        .order_by_desc(offer::Column::Id)
        .all(c)
        .await?;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let takings = offer_taking::Entity::find()
        .filter(offer_taking::Column::OfferId.is_in(ids))
        .order_by_asc(offer_taking::Column::TakenAt)
        .all(c)
        .await?;
    let taking = |row: &offer_taking::Model| Taking {
        by: PersonId::known(&*row.person_id),
        words: row.words.clone(),
        at: Instant::from_micros(row.taken_at),
    };
    let offer = |row: offer::Model| Offer {
        team: PeerTeamId::known(row.peer_team_id),
        by: PersonId::known(row.offered_by),
        words: row.words,
        at: Instant::from_micros(row.offered_at),
        withdrawn_at: row.withdrawn_at.map(Instant::from_micros),
        taken: takings.iter().filter(|it| it.offer_id == row.id).map(taking).collect(),
        id: row.id,
    };
    Ok(rows.into_iter().map(offer).collect())
}
