//! Passkeys: signing in by a device that knows its owner. One is made and used by answering a
//! challenge of ours, which serves once and for five minutes; the password stays another way in.

mod model;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use model::Refusal;
pub(crate) use pages::routes;

use crate::Error;
use crate::app::{Address, App};
use crate::event::{self, for_owner};
use crate::people::{self, Person, PersonId};
use crate::private::{PrivateText, random};
use crate::shell::{date_in, device_in_words};
use crate::store::{Store, Tx};
use flow::Instant;
use jiff::civil::Date;
use model::{Known, MOST_PASSKEYS, Made, Party, PasskeyId, Proof};
use serde_json::{Value, json};

/// So long a challenge can be answered.
const ANSWERED_WITHIN_SECONDS: i64 = 300;
/// So many may be about to sign in at once.
const MOST_OPEN: u64 = 1000;

/// A passkey in the list of its owner.
pub(crate) struct Passkey {
    id: PasskeyId,
    /// What it was made with, in words.
    pub(crate) name: String,
    made_at: Instant,
    /// The day only.
    used_on: Option<Date>,
}

/// My passkeys, in the order they were made.
pub(crate) async fn passkeys(app: &App, me: &Person) -> Result<Vec<Passkey>, Error> {
    let rows = store::of_person(app.store.reader(), &me.id).await?;
    let passkey = |row: store::Row| Passkey {
        id: PasskeyId::known(row.id),
        name: row.name,
        made_at: Instant::from_micros(row.made_at),
        used_on: row.used_on.and_then(|day| day.parse().ok()),
    };
    Ok(rows.into_iter().map(passkey).collect())
}

/// What a browser is asked to make a passkey from. It asks for the password, unless I have just
/// signed in: whoever finds a session open must not be able to keep the account.
async fn ask_to_add(
    app: &App,
    me: &Person,
    session: &str,
    present: &PrivateText,
) -> Result<Value, Error> {
    let party = Party::of(&app.address)?;
    if !people::has_just_begun(app, session).await? {
        people::check_present(app, me, present).await?;
    }
    let (challenge, now) = (new_challenge()?, app.clock.now());
    let tx = app.store.write().await?;
    let there = store::of_person(&tx, &me.id).await?;
    if there.len() >= MOST_PASSKEYS {
        return Err(Refusal::TooMany.into());
    }
    store::forget_asked_of(&tx, &me.id).await?;
    store::ask(&tx, &challenge, Some(&me.id), now).await?;
    tx.commit().await?;
    let there = there.iter().map(|row| json!({ "type": "public-key", "id": row.credential }));
    Ok(json!({
        "challenge": challenge,
        "rp": { "id": party.host, "name": "Roundtable" },
        "user": {
            "id": model::text(me.id.as_str().as_bytes()),
            "name": me.email,
            "displayName": me.name,
        },
        // Elliptic curves, and RSA for older Windows.
        "pubKeyCredParams": [
            { "type": "public-key", "alg": -7 },
            { "type": "public-key", "alg": -257 },
        ],
        "excludeCredentials": there.collect::<Vec<_>>(),
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": true,
            "userVerification": "preferred",
        },
        "attestation": "none",
        "timeout": ANSWERED_WITHIN_SECONDS * 1000,
    }))
}

/// Adds the passkey that a browser has made.
async fn add(app: &App, me: &Person, answer: &str, device: &str) -> Result<(), Error> {
    let party = Party::of(&app.address)?;
    let made = Made::told(answer, party)?;
    use_up(app, &made.challenge, Some(&me.id)).await?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    if store::by_credential(&tx, &made.credential).await?.is_some() {
        return Err(Refusal::AlreadyThere.into());
    }
    store::add(&tx, &me.id, &made, (party.host, &device_in_words(device)), now).await?;
    event::record(&tx, for_owner(&me.id, &me.id, now, "passkey added")).await?;
    Ok(tx.commit().await?)
}

/// Removes one of my passkeys; the password is always left.
async fn remove(app: &App, me: &Person, id: &PasskeyId) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    if !store::remove(&tx, &me.id, id).await? {
        return Err(Error::NotFound);
    }
    event::record(&tx, for_owner(&me.id, &me.id, now, "passkey removed")).await?;
    Ok(tx.commit().await?)
}

/// What the browser of whoever wants to sign in is asked. It names nobody: the device knows for
/// whom it has a passkey.
async fn ask_to_sign_in(app: &App) -> Result<Value, Error> {
    let party = Party::of(&app.address)?;
    let (challenge, now) = (new_challenge()?, app.clock.now());
    let tx = app.store.write().await?;
    store::forget_asked(&tx, since(now)).await?;
    if store::open(&tx).await? >= MOST_OPEN {
        return Err(Refusal::Busy.into());
    }
    store::ask(&tx, &challenge, None, now).await?;
    tx.commit().await?;
    Ok(json!({
        "challenge": challenge,
        "rpId": party.host,
        "userVerification": "preferred",
        "timeout": ANSWERED_WITHIN_SECONDS * 1000,
    }))
}

/// Signs somebody in by the answer of their passkey: the session's token.
async fn sign_in(app: &App, answer: &str, device: &str) -> Result<String, Error> {
    let proof = Proof::told(answer, Party::of(&app.address)?)?;
    use_up(app, &proof.challenge, None).await?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let row = store::by_credential(&tx, &proof.credential).await?.ok_or(Refusal::Unknown)?;
    let uses = proof.holds(&Known {
        person: &row.person_id,
        public_key: &row.public_key,
        is_verified: row.is_verified,
        uses: row.uses,
    })?;
    let person = PersonId::known(&*row.person_id);
    people::can_come_in(&tx, &person).await?;
    store::used(&tx, &row.id, (uses, date_in(now, "UTC").to_string())).await?;
    let session = people::begin_session(&tx, &person, device, now).await?;
    tx.commit().await?;
    Ok(session)
}

/// Ends the passkeys of somebody who leaves.
pub(crate) async fn forget(tx: &Tx, person: &PersonId) -> Result<(), Error> {
    Ok(store::forget(tx, person).await?)
}

/// Refuses an address at which the passkeys there are would sign nobody in.
pub(crate) async fn check_host(store: &Store, address: &Address) -> Result<(), Error> {
    let Some(other) = store::elsewhere(store.reader(), address.host()).await? else {
        return Ok(());
    };
    let before = match other.host.as_str() {
        "localhost" => "without --public-url".to_owned(),
        host => format!("with --public-url https://{host}"),
    };
    Err(Error::Asked(format!(
        "There are passkeys for {}, which would sign nobody in at {}. Start {before} as before; or \
         there have them removed first by those who made them.",
        other.host, address.public_url
    )))
}

/// A challenge serves once, whatever comes of it.
async fn use_up(app: &App, challenge: &str, person: Option<&PersonId>) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let is_open = store::use_up(&tx, challenge, person, since(app.clock.now())).await?;
    tx.commit().await?;
    if is_open { Ok(()) } else { Err(Refusal::Late.into()) }
}

/// 256 random bits.
fn new_challenge() -> Result<String, Error> {
    let bytes: [u8; 32] = random()?;
    Ok(model::text(&bytes))
}

fn since(now: Instant) -> Instant {
    Instant::from_micros(now.as_micros() - ANSWERED_WITHIN_SECONDS * 1_000_000)
}
