//! People: the first account, signing in and out, and who asks.

mod model;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use model::Refusal;
pub(crate) use model::{Account, Person, PersonId};
pub(crate) use pages::routes;

use crate::Error;
use crate::app::{App, token};
use crate::private::{Key, PrivateText};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use flow::Instant;
use sha2::{Digest, Sha256};
use store::Joined;

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
    let account = account.checked()?;
    let password_hash = hashed(&account.password)?;
    let id = PersonId::new();
    let wrapped_key = Key::random()?.wrapped_by(&app.key, &id.place_of_key())?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    if store::anybody(&tx).await? {
        app.set_up_done();
        return Err(Refusal::SetUpLinkUsed.into());
    }
    let joined = Joined { id: &id, account: &account, password_hash, wrapped_key, at: now };
    store::join(&tx, joined).await?;
    let session = begin_session(&tx, &id, device, now).await?;
    tx.commit().await?;
    app.set_up_done();
    Ok(session)
}

/// Signs somebody in: the session's token.
pub(crate) async fn sign_in(
    app: &App,
    email: &str,
    password: &PrivateText,
    device: &str,
) -> Result<String, Error> {
    let email = model::email_key(email);
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
    let hash = known.as_ref().map_or(NOBODY, |person| &person.password_hash).to_owned();
    let fits = fits(&hash, password).await;
    let Some(person) = known.filter(|_| fits) else { return Err(Refusal::WrongSignIn.into()) };
    let tx = app.store.write().await?;
    store::forget_tries_of(&tx, &email).await?;
    let session = begin_session(&tx, &PersonId::known(person.id), device, now).await?;
    tx.commit().await?;
    Ok(session)
}

/// Whether there is an account at all.
pub(crate) async fn anybody(app: &App) -> Result<bool, Error> {
    Ok(store::anybody(app.store.reader()).await?)
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
    let key =
        app.key.unwrap_key(&person.wrapped_key, &PersonId::known(&*person.id).place_of_key())?;
    Ok(Some(Person { id: PersonId::known(person.id), name: person.name, key }))
}

async fn begin_session(
    tx: &sea_orm::DatabaseTransaction,
    person: &PersonId,
    device: &str,
    now: Instant,
) -> Result<String, Error> {
    let token = token()? + &token()?;
    store::begin_session(tx, &token_hash(&token), person, device, now).await?;
    Ok(token)
}

/// What the database knows of a token.
fn token_hash(token: &str) -> String {
    let hash = Sha256::digest(token.as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn before(now: Instant, seconds: i64) -> Instant {
    Instant::from_micros(now.as_micros() - seconds * 1_000_000)
}

/// A hash that no password has, for those who are not known.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Argon2id with the parameters of the OWASP password storage cheat sheet: 19 MiB, two passes.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

fn hashed(password: &PrivateText) -> Result<String, Error> {
    let hash = argon2().hash_password(password.reveal().as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|_| Error::Ours("a password could not be hashed"))
}

async fn fits(hash: &str, password: &PrivateText) -> bool {
    let (hash, password) = (hash.to_owned(), PrivateText::new(password.reveal().to_owned()));
    // It takes tens of milliseconds of a whole processor: not on the threads that answer others.
    let check = tokio::task::spawn_blocking(move || {
        let hash = argon2::PasswordHash::new(&hash);
        hash.is_ok_and(|hash| argon2().verify_password(password.reveal().as_bytes(), &hash).is_ok())
    });
    check.await.unwrap_or(false)
}
