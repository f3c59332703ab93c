//! Accounts as an operator sees and changes them: who there is, who may come in, who operates.

use super::model::{PersonId, Refusal, Role};
use super::{Person, store};
use crate::Error;
use crate::app::App;
use crate::event::{self, for_owner};
use crate::store::Tx;
use flow::Instant;
use jiff::civil::Date;
use sea_orm::ConnectionTrait;

/// What an operator sees of an account.
pub(crate) struct KnownAccount {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) joined_at: Instant,
    /// The day only: when somebody works is theirs to know.
    pub(crate) seen_on: Option<Date>,
    pub(crate) is_disabled: bool,
}

/// All accounts in the order they were made, without those that left.
pub(crate) async fn accounts(app: &App) -> Result<Vec<KnownAccount>, Error> {
    let rows = store::accounts(app.store.reader()).await?;
    let known = |row: store::PersonRow| KnownAccount {
        id: PersonId::known(row.id),
        name: row.name,
        email: row.email,
        role: Role::of_word(&row.role),
        joined_at: Instant::from_micros(row.joined_at),
        seen_on: row.seen_on.and_then(|day| day.parse().ok()),
        is_disabled: row.disabled_at.is_some(),
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Shuts an account, whose sessions end at once, or opens it again.
pub(crate) async fn enable(
    app: &App,
    operator: &Person,
    (person, enabled): (&PersonId, bool),
) -> Result<(), Error> {
    if *person == operator.id {
        return Err(Refusal::Oneself.into());
    }
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let row = there(&tx, person).await?;
    if row.disabled_at.is_none() == enabled {
        return Ok(());
    }
    if !enabled && Role::of_word(&row.role) == Role::Operator {
        not_the_last(&tx, person).await?;
    }
    store::disable(&tx, person, (!enabled).then_some(now)).await?;
    store::end_all(&tx, person).await?;
    let verb = if enabled { "enabled" } else { "disabled" };
    event::record(&tx, for_owner(person, &operator.id, now, verb)).await?;
    Ok(tx.commit().await?)
}

/// Makes somebody an operator, or no longer one; one is always left who can come in.
pub(crate) async fn appoint(
    app: &App,
    operator: &Person,
    (person, role): (&PersonId, Role),
) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let row = there(&tx, person).await?;
    if Role::of_word(&row.role) == role {
        return Ok(());
    }
    match role {
        Role::Operator if row.disabled_at.is_some() => return Err(Refusal::Disabled.into()),
        Role::Operator => {}
        Role::Person => not_the_last(&tx, person).await?,
    }
    store::appoint(&tx, person, role).await?;
    let verb = if role == Role::Operator { "role given" } else { "role taken" };
    event::record(&tx, for_owner(person, &operator.id, now, verb)).await?;
    Ok(tx.commit().await?)
}

/// Refuses when nobody would be left who runs the installation.
pub(super) async fn not_the_last(tx: &Tx, person: &PersonId) -> Result<(), Error> {
    let others = store::operators(tx).await?;
    let is_left = others.iter().any(|it| it.id != person.as_str() && it.disabled_at.is_none());
    if is_left { Ok(()) } else { Err(Refusal::LastOperator.into()) }
}

/// Whether nobody else runs the installation.
pub(crate) async fn is_last_operator(app: &App, me: &Person) -> Result<bool, Error> {
    let others = accounts(app).await?;
    let runs = |it: &KnownAccount| it.role == Role::Operator && !it.is_disabled && it.id != me.id;
    Ok(me.role == Role::Operator && !others.iter().any(runs))
}

async fn there(c: &impl ConnectionTrait, person: &PersonId) -> Result<store::PersonRow, Error> {
    let row = store::some(c, &[person.as_str()]).await?.pop();
    row.filter(|row| row.left_at.is_none()).ok_or(Error::NotFound)
}

/// Whether somebody runs the installation now.
pub(crate) async fn is_operator(
    c: &impl ConnectionTrait,
    person: &PersonId,
) -> Result<bool, Error> {
    let row = there(c, person).await?;
    Ok(Role::of_word(&row.role) == Role::Operator && row.disabled_at.is_none())
}

/// Sees to it that an account is there and not disabled: its name and its address.
pub(crate) async fn can_come_in(
    c: &impl ConnectionTrait,
    person: &PersonId,
) -> Result<(String, String), Error> {
    let row = there(c, person).await?;
    if row.disabled_at.is_some() {
        return Err(Refusal::Disabled.into());
    }
    Ok((row.name, row.email))
}

/// Who has this address, in the form by which it is known.
pub(crate) async fn by_email(
    c: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<PersonId>, Error> {
    Ok(store::by_email(c, email).await?.map(|row| PersonId::known(row.id)))
}
