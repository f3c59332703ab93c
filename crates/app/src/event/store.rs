//! Owns: event. Reads: nothing else.

use super::model::{Audience, Event, SMALL, Thing};
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

mod event {
    //! The table of events.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub at: i64,
        pub actor_id: String,
        pub thing: String,
        pub thing_id: String,
        pub verb: String,
        pub peer_team_id: Option<String>,
        pub person_id: Option<String>,
        pub undoes: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) use event::Model as Row;

pub(super) async fn record(tx: &DatabaseTransaction, it: &Event) -> Result<(), DbErr> {
    let (team, person) = match &it.audience {
        Audience::PeerTeam(team) => (Some(team.as_str().to_owned()), None),
        Audience::Person(person) => (None, Some(person.as_str().to_owned())),
    };
    let row = event::ActiveModel {
        id: Set(it.id.clone()),
        at: Set(it.at.as_micros()),
        actor_id: Set(it.actor.as_str().to_owned()),
        thing: Set(it.thing.word().to_owned()),
        thing_id: Set(it.thing_id.clone()),
        verb: Set(it.verb.clone()),
        peer_team_id: Set(team),
        person_id: Set(person),
        undoes: Set(it.undoes.clone()),
    };
    event::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

pub(super) async fn count(c: &impl ConnectionTrait, team: &PeerTeamId) -> Result<u64, DbErr> {
    event::Entity::find().filter(event::Column::PeerTeamId.eq(team.as_str())).count(c).await
}

/// Whether it is told where it happened only.
fn is_small() -> Expr {
    let in_workshop = event::Column::Thing.eq(Thing::Purpose.word());
    in_workshop.and(event::Column::Verb.is_in(SMALL))
}

pub(super) async fn of_peer_team(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    since: Instant,
    most: u64,
) -> Result<Vec<Row>, DbErr> {
    event::Entity::find()
        .filter(event::Column::PeerTeamId.eq(team.as_str()))
        .filter(event::Column::At.gt(since.as_micros()))
        .filter(is_small().not())
        .order_by_desc(event::Column::At)
        .order_by_desc(event::Column::Id)
        .limit(most)
        .all(c)
        .await
}

pub(super) async fn by_id(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    id: &str,
) -> Result<Option<Row>, DbErr> {
    let its = event::Column::PeerTeamId.eq(team.as_str());
    event::Entity::find_by_id(id).filter(its).one(c).await
}

pub(super) async fn of_thing(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    (thing, id): (Thing, &str),
) -> Result<Vec<Row>, DbErr> {
    event::Entity::find()
        .filter(event::Column::PeerTeamId.eq(team.as_str()))
        .filter(event::Column::Thing.eq(thing.word()))
        .filter(event::Column::ThingId.eq(id))
        .order_by_desc(event::Column::At)
        .order_by_desc(event::Column::Id)
        .all(c)
        .await
}

pub(super) async fn of_person(
    c: &impl ConnectionTrait,
    person: &PersonId,
    most: u64,
) -> Result<Vec<Row>, DbErr> {
    event::Entity::find()
        .filter(event::Column::PersonId.eq(person.as_str()))
        .order_by_desc(event::Column::At)
        .order_by_desc(event::Column::Id)
        .limit(most)
        .all(c)
        .await
}

impl Event {
    /// The event of a row; none where the row tells of a thing that this version does not know.
    pub(super) fn of_row(row: Row) -> Option<Self> {
        let audience = match (row.peer_team_id, row.person_id) {
            (Some(team), _) => Audience::PeerTeam(PeerTeamId::known(team)),
            (None, Some(person)) => Audience::Person(PersonId::known(person)),
            (None, None) => return None,
        };
        Some(Self {
            id: row.id,
            at: Instant::from_micros(row.at),
            actor: PersonId::known(row.actor_id),
            thing: Thing::of_word(&row.thing)?,
            thing_id: row.thing_id,
            verb: row.verb,
            audience,
            undoes: row.undoes,
        })
    }
}
