//! People: their accounts, signing in and out, and who asks.

mod account;
mod model;
mod pages;
mod password;
mod store;
#[cfg(test)]
mod tests;

pub use model::Refusal;
pub(crate) use model::{Account, Person, PersonId, Role, email_key};
pub(crate) use pages::{MaybeSignedIn, SignedIn, routes, sign_in_url, signed_in};

use crate::Error;
use crate::app::{App, token};
use crate::private::{Key, PrivateText};
use flow::Instant;
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};
use sha2::{Digest, Sha256};

/// Tries to sign in with one address, and the time they are counted over.
const MOST_TRIES: u64 = 10;
const TRIES_WITHIN_SECONDS: i64 = 180;
/// A session ends when nobody used it for so long, ...
const IDLE_SECONDS: i64 = 14 * 86_400;
/// ... or when it is so old.
const LONGEST_SECONDS: i64 = 60 * 86_400;
/// How often it is written down that a session is used.
const SEEN_EVERY_SECONDS: i64 = 300;

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
    tx: &DatabaseTransaction,
    newcomer: &Newcomer,
    role: Role,
    (device, now): (&str, Instant),
) -> Result<String, Error> {
    if store::by_email(tx, &newcomer.account.email).await?.is_some() {
        return Err(Refusal::EmailTaken.into());
    }
    store::join(tx, newcomer, role, now).await?;
    begin_session(tx, &newcomer.id, device, now).await
}

/// Signs somebody in: the session's token.
pub(crate) async fn sign_in(
    app: &App,
    email: &str,
    password: &PrivateText,
    device: &str,
) -> Result<String, Error> {
    let email = model::email_key(email);
    if email.len() > model::MOST_BYTES {
        return Err(Refusal::WrongSignIn.into());
    }
    let now = app.clock.now();
    let since = before(now, TRIES_WITHIN_SECONDS);
    let tx = app.store.write().await?;
    store::forget_tries(&tx, since).await?;
    if store::tries(&tx, &email, since).await? >= MOST_TRIES {
        tx.commit().await?;
        return Err(Refusal::TooManyTries.into());
    }
    store::note_try(&tx, &email, now).await?;
    tx.commit().await?;

    let known = store::by_email(app.store.reader(), &email).await?;
    // A stranger's password is checked, too, so that the time it takes tells nothing.
    let hash = known.as_ref().map_or(password::NOBODY, |person| &person.password_hash);
    let fits = password::fits(hash, password).await?;
    let Some(person) = known.filter(|_| fits) else { return Err(Refusal::WrongSignIn.into()) };
    let tx = app.store.write().await?;
    store::forget_tries_of(&tx, &email).await?;
    let session = begin_session(&tx, &PersonId::known(person.id), device, now).await?;
    tx.commit().await?;
    Ok(session)
}

/// Changes how somebody is called, and the time zone they read times in.
pub(crate) async fn call_me(
    app: &App,
    me: &Person,
    name: &str,
    time_zone: &str,
) -> Result<(), Error> {
    let (name, time_zone) = (model::checked_name(name)?, model::checked_zone(time_zone)?);
    let tx = app.store.write().await?;
    store::call(&tx, &me.id, &name, &time_zone).await?;
    Ok(tx.commit().await?)
}

/// Takes another password, if the present one is right; all other sessions end.
pub(crate) async fn change_password(
    app: &App,
    me: &Person,
    (present, new): (PrivateText, PrivateText),
    session: &str,
) -> Result<(), Error> {
    let row = store::by_email(app.store.reader(), &me.email).await?.ok_or(Error::NotFound)?;
    if !password::fits(&row.password_hash, &present).await? {
        return Err(Refusal::PresentPassword.into());
    }
    model::check_password(&new, &me.email)?;
    let hash = password::hashed(&new).await?;
    let tx = app.store.write().await?;
    store::set_password(&tx, &me.id, hash).await?;
    store::end_others(&tx, &me.id, &token_hash(session)).await?;
    Ok(tx.commit().await?)
}

/// Where somebody is signed in.
pub(crate) struct Sitting {
    /// By which it can be ended; it opens nothing.
    pub(crate) key: String,
    /// In the browser's words.
    pub(crate) device: String,
    pub(crate) begun_at: Instant,
    pub(crate) seen_at: Instant,
    /// The one that asks.
    pub(crate) is_this: bool,
}

/// Where somebody is signed in, the latest first. `session` is the token of the one that asks.
pub(crate) async fn sessions(app: &App, me: &Person, session: &str) -> Result<Vec<Sitting>, Error> {
    let now = app.clock.now();
    let (idle, old) = (before(now, IDLE_SECONDS), before(now, LONGEST_SECONDS));
    let rows = store::sessions(app.store.reader(), &me.id, (idle, old)).await?;
    let here = token_hash(session);
    let sitting = |row: store::SessionRow| Sitting {
        is_this: row.token_hash == here,
        key: row.token_hash,
        device: row.device,
        begun_at: Instant::from_micros(row.begun_at),
        seen_at: Instant::from_micros(row.seen_at),
    };
    Ok(rows.into_iter().map(sitting).collect())
}

/// Ends one of my sessions, by the key of the list.
pub(crate) async fn end(app: &App, me: &Person, key: &str) -> Result<(), Error> {
    let tx = app.store.write().await?;
    store::end_one_of(&tx, &me.id, key).await?;
    Ok(tx.commit().await?)
}

/// Whether there is an account at all.
pub(crate) async fn anybody(c: &DatabaseConnection) -> Result<bool, Error> {
    Ok(store::anybody(c).await?)
}

/// How somebody is called, and where they can be written to.
pub(crate) struct Addressee {
    pub(crate) name: String,
    pub(crate) email: String,
}

/// How to write to somebody.
pub(crate) async fn addressee(
    c: &impl ConnectionTrait,
    id: &PersonId,
) -> Result<Option<Addressee>, Error> {
    let row = store::by_id(c, id).await?;
    Ok(row.map(|row| Addressee { name: row.name, email: row.email }))
}

/// The names of these people, in this order.
pub(crate) async fn names(app: &App, ids: &[&str]) -> Result<Vec<String>, Error> {
    let known = store::names(app.store.reader(), ids).await?;
    let name = |id: &&str| known.iter().find(|it| it.0 == *id).map(|it| it.1.clone());
    // A person's row stays when they leave for good.
    Ok(ids.iter().map(|id| name(id).unwrap_or_else(|| "somebody".to_owned())).collect())
}

/// Ends a session.
pub(crate) async fn sign_out(app: &App, session: &str) -> Result<(), Error> {
    let tx = app.store.write().await?;
    store::end_session(&tx, &token_hash(session)).await?;
    Ok(tx.commit().await?)
}

/// Who holds this session; nobody when it has ended.
pub(crate) async fn who(app: &App, session: &str) -> Result<Option<Person>, Error> {
    let hash = token_hash(session);
    let now = app.clock.now();
    let Some((session, person)) = store::session(app.store.reader(), &hash).await? else {
        return Ok(None);
    };
    let idle = before(now, IDLE_SECONDS).as_micros() > session.seen_at;
    let old = before(now, LONGEST_SECONDS).as_micros() > session.begun_at;
    if idle || old {
        return Ok(None);
    }
    if before(now, SEEN_EVERY_SECONDS).as_micros() > session.seen_at {
        let tx = app.store.write().await?;
        store::seen(&tx, &hash, now).await?;
        tx.commit().await?;
    }
    Ok(Some(known(person, &app.key)?))
}

/// Somebody of the table, with their key.
fn known(row: store::PersonRow, key: &Key) -> Result<Person, Error> {
    let id = PersonId::known(row.id);
    let key = key.unwrap_key(&row.wrapped_key, &model::place_of_key(&id))?;
    Ok(Person { id, name: row.name, email: row.email, time_zone: row.time_zone, key })
}

/// Everybody in a copy of the data, which is to be verified.
pub(crate) async fn everybody(c: &DatabaseConnection, key: &Key) -> Result<Vec<Person>, Error> {
    store::everybody(c).await?.into_iter().map(|row| known(row, key)).collect()
}

async fn begin_session(
    tx: &DatabaseTransaction,
    person: &PersonId,
    device: &str,
    now: Instant,
) -> Result<String, Error> {
    let token = token()? + &token()?;
    store::begin_session(tx, &token_hash(&token), person, device, now).await?;
    Ok(token)
}

/// What the database knows of a token.
pub(crate) fn token_hash(token: &str) -> String {
    let hash = Sha256::digest(token.as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn before(now: Instant, seconds: i64) -> Instant {
    Instant::from_micros(now.as_micros() - seconds * 1_000_000)
}
