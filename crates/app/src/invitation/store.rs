//! Owns: invitation. Reads: nothing else.

use super::model::{End, Invitation};
use crate::peer_team::{PeerTeamId, Role};
use crate::people::{Person, PersonId};
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

mod invitation {
    //! The table of invitations.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub person_id: String,
        pub token_hash: String,
        pub role: String,
        pub email: Option<String>,
        pub made_at: i64,
        pub expires_at: i64,
        pub revoked_at: Option<i64>,
        pub used_at: Option<i64>,
        pub used_by: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn of_row(row: invitation::Model) -> Invitation {
    let end = match (row.used_at, row.used_by, row.revoked_at) {
        (Some(at), Some(by), _) => Some(End::Used(Instant::from_micros(at), PersonId::known(by))),
        (_, _, Some(at)) => Some(End::Revoked(Instant::from_micros(at))),
        _ => None,
    };
    Invitation {
        id: row.id,
        team: PeerTeamId::known(row.peer_team_id),
        by: PersonId::known(row.person_id),
        role: Role::of_word(&row.role),
        email: row.email,
        expires_at: Instant::from_micros(row.expires_at),
        end,
    }
}

pub(super) async fn keep(
    tx: &DatabaseTransaction,
    it: &Invitation,
    (token_hash, now): (&str, Instant),
) -> Result<(), DbErr> {
    let row = invitation::ActiveModel {
        id: Set(it.id.clone()),
        peer_team_id: Set(it.team.as_str().to_owned()),
        person_id: Set(it.by.as_str().to_owned()),
        token_hash: Set(token_hash.to_owned()),
        role: Set(it.role.word().to_owned()),
        email: Set(it.email.clone()),
        made_at: Set(now.as_micros()),
        expires_at: Set(it.expires_at.as_micros()),
        revoked_at: Set(None),
        used_at: Set(None),
        used_by: Set(None),
    };
    invitation::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

pub(super) async fn by_hash(
    c: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<Invitation>, DbErr> {
    let it = invitation::Entity::find().filter(invitation::Column::TokenHash.eq(token_hash));
    Ok(it.one(c).await?.map(of_row))
}

pub(super) async fn by_id(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    id: &str,
) -> Result<Option<Invitation>, DbErr> {
    let it =
        invitation::Entity::find_by_id(id).filter(invitation::Column::PeerTeamId.eq(team.as_str()));
    Ok(it.one(c).await?.map(of_row))
}

pub(super) async fn of_team(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<Invitation>, DbErr> {
    let rows = invitation::Entity::find()
        .filter(invitation::Column::PeerTeamId.eq(team.as_str()))
        .order_by_desc(invitation::Column::MadeAt)
        .all(c)
        .await?;
    Ok(rows.into_iter().map(of_row).collect())
}

/// What is open of somebody: made by them, or for their address.
pub(super) async fn open_of(
    tx: &DatabaseTransaction,
    person: &Person,
) -> Result<Vec<Invitation>, DbErr> {
    let made = invitation::Column::PersonId.eq(person.id.as_str());
    let rows = invitation::Entity::find()
        .filter(made.or(invitation::Column::Email.eq(&*person.email)))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(of_row).collect())
}

/// Forgets an address in invitations that are open no more.
pub(super) async fn forget_email(tx: &DatabaseTransaction, email: &str) -> Result<(), DbErr> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::Email, Option::<String>::None.into())
        .filter(invitation::Column::Email.eq(email))
        .exec(tx)
        .await
        .map(drop)
}

/// Those that can still be used, made by one peer or by anybody.
pub(super) async fn open(
    tx: &DatabaseTransaction,
    (team, of): (&PeerTeamId, Option<&PersonId>),
    now: Instant,
) -> Result<Vec<String>, DbErr> {
    let rows = of_team(tx, team).await?.into_iter();
    let open = rows.filter(|it| it.open_at(now).is_ok() && of.is_none_or(|of| it.by == *of));
    Ok(open.map(|it| it.id).collect())
}

/// Takes one back; false when somebody was quicker and used it.
pub(super) async fn revoke(
    tx: &DatabaseTransaction,
    id: &str,
    now: Instant,
) -> Result<bool, DbErr> {
    let done = invitation::Entity::update_many()
        .col_expr(invitation::Column::RevokedAt, Some(now.as_micros()).into())
        .filter(invitation::Column::Id.eq(id))
        .filter(invitation::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Uses an invitation up; false when somebody else was quicker, or it was taken back.
pub(super) async fn use_up(
    tx: &DatabaseTransaction,
    id: &str,
    by: &PersonId,
    now: Instant,
) -> Result<bool, DbErr> {
    let done = invitation::Entity::update_many()
        .col_expr(invitation::Column::UsedAt, Some(now.as_micros()).into())
        .col_expr(invitation::Column::UsedBy, Some(by.as_str().to_owned()).into())
        .filter(invitation::Column::Id.eq(id))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}
