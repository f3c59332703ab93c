//! People: their accounts, how they show and read, signing in and out, and ways back in. Each way
//! in has its place (`password`, `recovery`, and whatever comes); all of them end in `session`.

mod accounts;
mod lapsed;
mod model;
mod pages;
mod password;
mod profile;
mod recovery;
mod session;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use accounts::{
    KnownAccount, accounts, appoint, by_email, can_come_in, enable, is_last_operator, is_operator,
};
pub(crate) use lapsed::carried;
pub use model::Refusal;
pub(crate) use model::{Account, FormerName, Person, PersonId, Role, email_key};
pub(crate) use pages::{
    MaybeSignedIn, SignInPage, SignedIn, came_in, routes, sign_in_url, signed_in, signed_out,
};
pub(crate) use profile::{COLOURS, Colour, Look, Typed as TypedProfile, time_zones};
pub(crate) use recovery::{codes_left, make_codes};
pub(crate) use session::{
    Sitting, begin as begin_session, end as end_session, has_just_begun, holder, sessions, sign_in,
    sign_out, sit_down_as, who,
};

use crate::Error;
use crate::app::App;
use crate::event::{self, for_owner};
use crate::private::{Key, PrivateText};
use crate::shell::Locale;
use crate::store::Tx;
use flow::Instant;
use profile::Profile;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use sha2::{Digest, Sha256};

/// Makes the first account, which runs the installation, and signs it in: the session's token.
pub(crate) async fn set_up(
    app: &App,
    token: &str,
    account: Account,
    device: &str,
) -> Result<String, Error> {
    if !app.is_set_up_token(token) {
        return Err(Refusal::SetUpLinkUsed.into());
    }
    let newcomer = Newcomer::prepared(app, account).await?;
    let tx = app.store.write().await?;
    if store::anybody(&tx).await? {
        app.set_up_done();
        return Err(Refusal::SetUpLinkUsed.into());
    }
    let session = open_account(&tx, &newcomer, Role::Operator, (device, app.clock.now())).await?;
    tx.commit().await?;
    app.set_up_done();
    Ok(session)
}

/// An account that can be opened: checked, its password hashed, its key made.
pub(crate) struct Newcomer {
    pub(crate) id: PersonId,
    account: Account,
    password_hash: String,
    wrapped_key: Vec<u8>,
}

impl Newcomer {
    /// What takes time is done here, before anybody has to wait for a transaction.
    pub(crate) async fn prepared(app: &App, account: Account) -> Result<Self, Error> {
        let account = account.checked()?;
        let password_hash = password::hashed(&account.password).await?;
        let id = PersonId::new();
        let wrapped_key = Key::random()?.wrapped_by(&app.key, &model::place_of_key(&id))?;
        Ok(Self { id, account, password_hash, wrapped_key })
    }
}

/// Opens an account and signs it in: the session's token.
pub(crate) async fn open_account(
    tx: &Tx,
    newcomer: &Newcomer,
    role: Role,
    (device, now): (&str, Instant),
) -> Result<String, Error> {
    if store::by_email(tx, &newcomer.account.email).await?.is_some() {
        return Err(Refusal::EmailTaken.into());
    }
    store::join(tx, newcomer, role, now).await?;
    session::begin(tx, &newcomer.id, device, now).await
}

/// Changes how somebody shows and reads.
pub(crate) async fn describe(
    app: &App,
    me: &Person,
    typed: &profile::Typed<'_>,
) -> Result<(), Error> {
    let profile = Profile::checked(typed)?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    store::describe(&tx, &me.id, &profile).await?;
    event::record(&tx, for_owner(&me.id, &me.id, now, "described")).await?;
    Ok(tx.commit().await?)
}

/// Takes another password, if the present one is right; all other sessions end.
pub(crate) async fn change_password(
    app: &App,
    me: &Person,
    (present, new): (&PrivateText, &PrivateText),
    session: &str,
) -> Result<(), Error> {
    check_present(app, me, present).await?;
    let password = Password::prepared(new, &me.email).await?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    store::set_password(&tx, &me.id, password.0).await?;
    store::end_others(&tx, &me.id, &token_hash(session)).await?;
    event::record(&tx, for_owner(&me.id, &me.id, now, "password changed")).await?;
    Ok(tx.commit().await?)
}

/// Sees to it that who asks knows the present password, and not only holds the session.
pub(crate) async fn check_present(
    app: &App,
    me: &Person,
    present: &PrivateText,
) -> Result<(), Error> {
    session::count_try(app, &me.email).await?;
    let row = store::by_email(app.store.reader(), &me.email).await?.ok_or(Error::NotFound)?;
    if !password::fits(&row.password_hash, present).await? {
        return Err(Refusal::PresentPassword.into());
    }
    let tx = app.store.write().await?;
    store::forget_tries_of(&tx, &me.email).await?;
    Ok(tx.commit().await?)
}

/// A password that can be taken: checked and hashed before anybody waits for a transaction.
pub(crate) struct Password(String);

impl Password {
    pub(crate) async fn prepared(password: &PrivateText, email: &str) -> Result<Self, Error> {
        model::check_password(password, email)?;
        Ok(Self(password::hashed(password).await?))
    }
}

/// Lets somebody in who had lost access: another password, and no session but the one that begins.
pub(crate) async fn let_in(
    tx: &Tx,
    (person, email): (&PersonId, &str),
    password: Password,
    (device, now): (&str, Instant),
) -> Result<String, Error> {
    store::set_password(tx, person, password.0).await?;
    store::end_all(tx, person).await?;
    store::forget_tries_of(tx, email).await?;
    session::begin(tx, person, device, now).await
}

/// Whether there is an account at all.
pub(crate) async fn anybody(c: &DatabaseConnection) -> Result<bool, Error> {
    Ok(store::anybody(c).await?)
}

/// Takes somebody's account away for good: their key and with it what it sealed, their address,
/// their sessions and codes; their name, too, if they wish.
pub(crate) async fn leave(
    tx: &Tx,
    me: &Person,
    name: FormerName,
    now: Instant,
) -> Result<(), Error> {
    if me.role == Role::Operator {
        accounts::not_the_last(tx, &me.id).await?;
    }
    let name = (name == FormerName::Forgotten).then_some(model::FORMER_PEER);
    store::leave(tx, &me.id, name, now).await?;
    store::end_all(tx, &me.id).await?;
    store::forget_tries_of(tx, &me.email).await?;
    recovery::forget(tx, &me.id).await?;
    event::record(tx, for_owner(&me.id, &me.id, now, "left for good")).await
}

/// How somebody is called, and where they can be written to.
pub(crate) struct Addressee {
    pub(crate) name: String,
    pub(crate) email: String,
}

/// How to write to somebody, as long as they have an account.
pub(crate) async fn addressee(
    c: &impl ConnectionTrait,
    id: &PersonId,
) -> Result<Option<Addressee>, Error> {
    let row = store::by_id(c, id).await?;
    // Those who left for good have no address any more.
    let row = row.filter(|row| row.left_at.is_none());
    Ok(row.map(|row| Addressee { name: row.name, email: row.email }))
}

/// The names of these people, in this order.
pub(crate) async fn names(app: &App, ids: &[&str]) -> Result<Vec<String>, Error> {
    Ok(looks(app, ids).await?.into_iter().map(|it| it.0).collect())
}

/// The names of these people and how they show, in this order.
pub(crate) async fn looks(app: &App, ids: &[&str]) -> Result<Vec<(String, Look)>, Error> {
    let known = store::some(app.store.reader(), ids).await?;
    let look = |id: &&str| match known.iter().find(|it| it.id == *id) {
        Some(row) => (row.name.clone(), row.look()),
        // A person's row stays when they leave for good.
        None => ("somebody".to_owned(), Look::of("somebody", None, None)),
    };
    Ok(ids.iter().map(look).collect())
}

/// Somebody of the table, with their key.
fn known(row: store::PersonRow, key: &Key) -> Result<Person, Error> {
    let look = row.look();
    let id = PersonId::known(row.id);
    let key = key.unwrap_key(&row.wrapped_key, &model::place_of_key(&id))?;
    Ok(Person {
        id,
        name: row.name,
        email: row.email,
        look,
        chosen_short: row.short,
        locale: Locale::of_word(row.locale.as_deref().unwrap_or_default()),
        time_zone: row.time_zone,
        role: Role::of_word(&row.role),
        key,
    })
}

/// The keys of all people in a copy of the data, which is to be verified and may be of an earlier
/// layout. Of those who left for good they are destroyed.
pub(crate) async fn keys(c: &DatabaseConnection, key: &Key) -> Result<Vec<(PersonId, Key)>, Error> {
    let there = store::wrapped_keys(c).await?.into_iter().filter(|it| !it.1.is_empty());
    let opened = there.map(|(id, wrapped)| {
        let id = PersonId::known(id);
        let key = key.unwrap_key(&wrapped, &model::place_of_key(&id))?;
        Ok((id, key))
    });
    opened.collect()
}

/// The key of one person; of somebody who left for good there is none.
pub(crate) async fn key_of(
    c: &impl ConnectionTrait,
    key: &Key,
    id: &PersonId,
) -> Result<Option<Key>, Error> {
    let row = store::by_id(c, id).await?;
    let wrapped = row.map(|row| row.wrapped_key).filter(|wrapped| !wrapped.is_empty());
    let opened = wrapped.map(|wrapped| key.unwrap_key(&wrapped, &model::place_of_key(id)));
    Ok(opened.transpose()?)
}

/// What the database knows of a token.
pub(crate) fn token_hash(token: &str) -> String {
    let hash = Sha256::digest(token.as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
