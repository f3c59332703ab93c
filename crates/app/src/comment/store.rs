//! Owns: comment, comment_version. Reads: nothing else.

use super::About;
use super::model::{Comment, Version};
use crate::event::Thing;
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

mod comment {
    //! The table of comments. Of one that was deleted only who and when are left.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub thing: String,
        pub thing_id: String,
        pub author_id: String,
        pub said_at: i64,
        pub deleted_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod comment_version {
    //! The table of what comments say and said.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comment_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub comment_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub words: String,
        pub kept_at: i64,
        pub event_id: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) async fn say(
    tx: &DatabaseTransaction,
    (id, team): (&str, &PeerTeamId),
    ((thing, thing_id), author): (About<'_>, &PersonId),
    now: Instant,
) -> Result<(), DbErr> {
    let row = comment::ActiveModel {
        id: Set(id.to_owned()),
        peer_team_id: Set(team.as_str().to_owned()),
        thing: Set(thing.word().to_owned()),
        thing_id: Set(thing_id.to_owned()),
        author_id: Set(author.as_str().to_owned()),
        said_at: Set(now.as_micros()),
        deleted_at: Set(None),
    };
    comment::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// Keeps a version of a comment. Two who keep the same one at once: the second is refused.
pub(super) async fn keep(
    tx: &DatabaseTransaction,
    id: &str,
    version: &Version,
) -> Result<(), DbErr> {
    let row = comment_version::ActiveModel {
        comment_id: Set(id.to_owned()),
        version: Set(version.number),
        words: Set(version.words.clone()),
        kept_at: Set(version.kept_at.as_micros()),
        event_id: Set(version.event.clone()),
    };
    comment_version::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// Wipes what a comment says and said.
pub(super) async fn delete(tx: &DatabaseTransaction, id: &str, now: Instant) -> Result<(), DbErr> {
    let its = comment_version::Column::CommentId.eq(id);
    comment_version::Entity::delete_many().filter(its).exec(tx).await?;
    comment::Entity::update_many()
        .col_expr(comment::Column::DeletedAt, Some(now.as_micros()).into())
        .filter(comment::Column::Id.eq(id))
        .exec(tx)
        .await
        .map(drop)
}

/// The comment that an event edited, as long as it is there.
pub(super) async fn edited_by(
    c: &impl ConnectionTrait,
    event: &str,
) -> Result<Option<String>, DbErr> {
    let its = comment_version::Column::EventId.eq(event);
    let row = comment_version::Entity::find().filter(its).one(c).await?;
    Ok(row.map(|row| row.comment_id))
}

pub(super) async fn by_id(c: &impl ConnectionTrait, id: &str) -> Result<Option<Comment>, DbErr> {
    let row = comment::Entity::find_by_id(id).one(c).await?;
    let found = with_versions(c, row.into_iter().collect()).await?;
    Ok(found.into_iter().next())
}

/// What was said about a thing, in the order it was said.
pub(super) async fn about(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    (thing, thing_id): About<'_>,
) -> Result<Vec<Comment>, DbErr> {
    let rows = comment::Entity::find()
        .filter(comment::Column::PeerTeamId.eq(team.as_str()))
        .filter(comment::Column::Thing.eq(thing.word()))
        .filter(comment::Column::ThingId.eq(thing_id))
        .order_by_asc(comment::Column::SaidAt)
        .order_by_asc(comment::Column::Id)
        .all(c)
        .await?;
    with_versions(c, rows).await
}

/// The ids of the things of a kind that were commented on, once for each comment.
pub(super) async fn commented(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    thing: Thing,
) -> Result<Vec<String>, DbErr> {
    let rows = comment::Entity::find()
        .filter(comment::Column::PeerTeamId.eq(team.as_str()))
        .filter(comment::Column::Thing.eq(thing.word()))
        .filter(comment::Column::DeletedAt.is_null())
        .all(c)
        .await?;
    Ok(rows.into_iter().map(|row| row.thing_id).collect())
}

async fn with_versions(
    c: &impl ConnectionTrait,
    rows: Vec<comment::Model>,
) -> Result<Vec<Comment>, DbErr> {
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let versions = comment_version::Entity::find()
        .filter(comment_version::Column::CommentId.is_in(ids))
        .order_by_desc(comment_version::Column::Version)
        .all(c)
        .await?;
    let comment = |row: comment::Model| {
        let its = versions.iter().filter(|version| version.comment_id == row.id);
        Some(Comment {
            versions: its.map(version_of).collect(),
            team: PeerTeamId::known(row.peer_team_id),
            thing: Thing::of_word(&row.thing)?,
            thing_id: row.thing_id,
            author: PersonId::known(row.author_id),
            said_at: Instant::from_micros(row.said_at),
            deleted_at: row.deleted_at.map(Instant::from_micros),
            id: row.id,
        })
    };
    Ok(rows.into_iter().filter_map(comment).collect())
}

fn version_of(row: &comment_version::Model) -> Version {
    Version {
        number: row.version,
        words: row.words.clone(),
        kept_at: Instant::from_micros(row.kept_at),
        event: row.event_id.clone(),
    }
}
