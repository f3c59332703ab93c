//! Sessions: signing in and out, how long one lasts, and how often one may try.

use super::model::{self, Person, PersonId, Refusal};
use super::{known, password, store, token_hash};
use crate::Error;
use crate::app::{App, token};
use crate::live::Word;
use crate::private::PrivateText;
use crate::store::Tx;
use flow::Instant;

/// Tries to sign in with one address, and the time they are counted over.
const MOST_TRIES: u64 = 10;
const TRIES_WITHIN_SECONDS: i64 = 180;
/// A session ends when nobody used it for so long, ...
const IDLE_SECONDS: i64 = 14 * 86_400;
/// ... or when it is so old.
const LONGEST_SECONDS: i64 = 60 * 86_400;
/// So long it is taken for granted that whoever signed in is still there.
const JUST_NOW_SECONDS: i64 = 300;
/// How often it is written down that a session is used.
const SEEN_EVERY_SECONDS: i64 = 300;

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
    count_try(app, &email).await?;

    let known = store::by_email(app.store.reader(), &email).await?;
    // A stranger's password is checked, too, so that the time it takes tells nothing.
    let hash = known.as_ref().map_or(password::NOBODY, |person| &person.password_hash);
    let fits = password::fits(hash, password).await?;
    let Some(person) = known.filter(|_| fits) else { return Err(Refusal::WrongSignIn.into()) };
    if person.disabled_at.is_some() {
        return Err(Refusal::Disabled.into());
    }
    let tx = app.store.write().await?;
    store::forget_tries_of(&tx, &email).await?;
    let session = begin(&tx, &PersonId::known(person.id), device, app.clock.now()).await?;
    tx.commit().await?;
    Ok(session)
}

/// Signs somebody of the demo in, who needs no password; in other places it signs nobody in.
pub(crate) async fn sit_down_as(app: &App, email: &str, device: &str) -> Result<String, Error> {
    if !app.is_demo {
        return Err(Error::NotFound);
    }
    let tx = app.store.write().await?;
    let person = store::by_email(&tx, email).await?.ok_or(Error::NotFound)?;
    let session = begin(&tx, &PersonId::known(person.id), device, app.clock.now()).await?;
    tx.commit().await?;
    Ok(session)
}

/// Counts a try to get in with an address. The eleventh within three minutes is refused, whether
/// there is such an account or not.
pub(super) async fn count_try(app: &App, email: &str) -> Result<(), Error> {
    let now = app.clock.now();
    let since = before(now, TRIES_WITHIN_SECONDS);
    let tx = app.store.write().await?;
    store::forget_tries(&tx, since).await?;
    let too_many = store::tries(&tx, email, since).await? >= MOST_TRIES;
    if !too_many {
        store::note_try(&tx, email, now).await?;
    }
    tx.commit().await?;
    if too_many { Err(Refusal::TooManyTries.into()) } else { Ok(()) }
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
    tx.ring(&Word::Person(me.id.as_str().to_owned()).text()).await?;
    Ok(tx.commit().await?)
}

/// Ends a session.
pub(crate) async fn sign_out(app: &App, session: &str) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let hash = token_hash(session);
    let ended = store::session(&tx, &hash).await?;
    store::end_session(&tx, &hash).await?;
    if let Some((_, person)) = ended {
        tx.ring(&Word::Person(person.id).text()).await?;
    }
    Ok(tx.commit().await?)
}

/// Whose session this is, as long as it lasts.
async fn lasting(
    app: &App,
    hash: &str,
) -> Result<Option<(store::SessionRow, store::PersonRow)>, Error> {
    let now = app.clock.now();
    let (idle, old) = (before(now, IDLE_SECONDS), before(now, LONGEST_SECONDS));
    let found = store::session(app.store.reader(), hash).await?;
    Ok(found.filter(|(session, person)| {
        let lasts = session.seen_at >= idle.as_micros() && session.begun_at >= old.as_micros();
        lasts && person.disabled_at.is_none() && person.left_at.is_none()
    }))
}

/// Whether a session has begun a moment ago, so that nobody else can have found it open.
pub(crate) async fn has_just_begun(app: &App, session: &str) -> Result<bool, Error> {
    let since = before(app.clock.now(), JUST_NOW_SECONDS).as_micros();
    let lasting = lasting(app, &token_hash(session)).await?;
    Ok(lasting.is_some_and(|(session, _)| session.begun_at >= since))
}

/// Who holds this session. Asking does not count as using it.
pub(crate) async fn holder(app: &App, session: &str) -> Result<Option<PersonId>, Error> {
    let lasting = lasting(app, &token_hash(session)).await?;
    Ok(lasting.map(|(_, person)| PersonId::known(person.id)))
}

/// Who uses this session; nobody when it has ended.
pub(crate) async fn who(app: &App, session: &str) -> Result<Option<Person>, Error> {
    let hash = token_hash(session);
    let now = app.clock.now();
    let Some((session, person)) = lasting(app, &hash).await? else { return Ok(None) };
    if before(now, SEEN_EVERY_SECONDS).as_micros() > session.seen_at {
        let tx = app.store.write().await?;
        store::seen(&tx, (&PersonId::known(&*person.id), &hash), now).await?;
        tx.commit().await?;
    }
    Ok(Some(known(person, &app.key)?))
}

/// Begins one: its token, of which the database knows the hash only.
pub(crate) async fn begin(
    tx: &Tx,
    person: &PersonId,
    device: &str,
    now: Instant,
) -> Result<String, Error> {
    let token = token()? + &token()?;
    store::begin_session(tx, &token_hash(&token), person, device, now).await?;
    Ok(token)
}

fn before(now: Instant, seconds: i64) -> Instant {
    Instant::from_micros(now.as_micros() - seconds * 1_000_000)
}
