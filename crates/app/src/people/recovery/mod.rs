//! Recovery codes: ten that serve once each, to come back in without a password.

mod model;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub(super) use pages::routes;

use super::{Password, Person, PersonId, Refusal, check_present, let_in, session, token_hash};
use crate::Error;
use crate::app::App;
use crate::event::{self, for_owner};
use crate::private::PrivateText;
use crate::store::Tx;

/// Makes ten new codes, which are told once. Those made before end. It asks for the password:
/// whoever finds a session open must not be able to keep the account.
pub(crate) async fn make_codes(
    app: &App,
    me: &Person,
    present: &PrivateText,
) -> Result<Vec<String>, Error> {
    check_present(app, me, present).await?;
    let codes = model::new_codes()?;
    let hashes: Vec<String> = codes.iter().map(|code| kept(&me.id, code)).collect();
    let now = app.clock.now();
    let tx = app.store.write().await?;
    store::replace(&tx, &me.id, &hashes, now).await?;
    event::record(&tx, for_owner(&me.id, &me.id, now, "codes made")).await?;
    tx.commit().await?;
    Ok(codes)
}

/// How many codes somebody has left.
pub(crate) async fn codes_left(app: &App, me: &Person) -> Result<u64, Error> {
    Ok(store::left(app.store.reader(), &me.id).await?)
}

/// Ends the codes of somebody who leaves.
pub(super) async fn forget(tx: &Tx, person: &PersonId) -> Result<(), Error> {
    Ok(store::forget(tx, person).await?)
}

/// What somebody typed who has a code.
pub(super) struct Typed<'t> {
    pub(super) email: &'t str,
    pub(super) code: &'t str,
    pub(super) password: PrivateText,
}

/// Lets somebody in who has one of their codes: it is used up, the password is another one, all
/// sessions before have ended. A stranger is told the same as who mistypes, and after as long.
pub(super) async fn recover(app: &App, typed: &Typed<'_>, device: &str) -> Result<String, Error> {
    let email = super::email_key(typed.email);
    if email.len() > super::model::MOST_BYTES {
        return Err(Refusal::WrongCode.into());
    }
    session::count_try(app, &email).await?;
    let password = Password::prepared(&typed.password, &email).await?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let known = super::store::by_email(&tx, &email).await?;
    let id = PersonId::known(known.map_or_else(String::new, |person| person.id));
    if !store::use_up(&tx, &id, &kept(&id, &model::meant(typed.code)), now).await? {
        return Err(Refusal::WrongCode.into());
    }
    super::can_come_in(&tx, &id).await?;
    let session = let_in(&tx, (&id, &email), password, (device, now)).await?;
    event::record(&tx, for_owner(&id, &id, now, "recovered")).await?;
    tx.commit().await?;
    Ok(session)
}

/// What the database knows of a code. With 80 random bits there is nothing to guess from a list of
/// likely ones, so a plain hash does; what is dear to compute protects words that people think up.
fn kept(person: &PersonId, code: &str) -> String {
    token_hash(&format!("recovery_code|{}|{code}", person.as_str()))
}
