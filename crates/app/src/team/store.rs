//! Owns: team, team_server. Reads: nothing else.

use super::model::Team;
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

mod team {
    //! The table of teams.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "team")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub name: String,
        pub named_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod team_server {
    //! The table of who serves which team.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "team_server")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub team_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: String,
        pub since: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) async fn name(
    tx: &DatabaseTransaction,
    (id, table): (&str, &PeerTeamId),
    name: &str,
    now: Instant,
) -> Result<(), DbErr> {
    let row = team::ActiveModel {
        id: Set(id.to_owned()),
        peer_team_id: Set(table.as_str().to_owned()),
        name: Set(name.to_owned()),
        named_at: Set(now.as_micros()),
    };
    team::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

pub(super) async fn serve(
    tx: &DatabaseTransaction,
    team: &str,
    person: &PersonId,
    now: Instant,
) -> Result<(), DbErr> {
    let row = team_server::ActiveModel {
        team_id: Set(team.to_owned()),
        person_id: Set(person.as_str().to_owned()),
        since: Set(now.as_micros()),
    };
    team_server::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

pub(super) async fn leave(
    tx: &DatabaseTransaction,
    team: &str,
    person: &PersonId,
) -> Result<(), DbErr> {
    let key = (team.to_owned(), person.as_str().to_owned());
    team_server::Entity::delete_by_id(key).exec(tx).await.map(drop)
}

/// Takes a team out, and with it who serves it.
pub(super) async fn take_out(tx: &DatabaseTransaction, id: &str) -> Result<(), DbErr> {
    team::Entity::delete_by_id(id).exec(tx).await.map(drop)
}

/// The teams of a peer team, by name.
pub(super) async fn of(c: &impl ConnectionTrait, table: &PeerTeamId) -> Result<Vec<Team>, DbErr> {
    let teams = team::Entity::find()
        .filter(team::Column::PeerTeamId.eq(table.as_str()))
        .order_by_asc(team::Column::Name)
        .all(c)
        .await?;
    let ids: Vec<&str> = teams.iter().map(|team| team.id.as_str()).collect();
    let servers = team_server::Entity::find()
        .filter(team_server::Column::TeamId.is_in(ids))
        .order_by_asc(team_server::Column::Since)
        .all(c)
        .await?;
    let with_servers = |team: team::Model| {
        let serve = servers.iter().filter(|row| row.team_id == team.id);
        let servers = serve.map(|row| PersonId::known(&*row.person_id)).collect();
        Team { id: team.id, name: team.name, servers }
    };
    Ok(teams.into_iter().map(with_servers).collect())
}
