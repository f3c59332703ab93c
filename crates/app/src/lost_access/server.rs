//! `roundtable person reset`: a link made on the server, by whoever has it.

use super::model::Lost;
use super::store;
use crate::app::{Clock, token};
use crate::config::Settings;
use crate::event::{self, for_owner};
use crate::people;
use crate::serve::DATA_FILE;
use crate::store::{self as data, Store};
use crate::{Error, people::email_key};

/// The address that people type when nobody says another.
const HERE: &str = "http://localhost:8080";

/// Makes a one-time link for somebody who has lost access, while the place may be in use. What it
/// says is for whoever asked.
///
/// # Errors
/// When there are no data, or no such account that could come in.
pub async fn reset(place: Settings, email: &str) -> Result<String, Error> {
    let file = place.folder.join(DATA_FILE);
    if place.database.is_none() && !file.is_file() {
        let folder = place.folder.display();
        return Err(Error::Asked(format!("{folder} holds no data. Say where, with --data.")));
    }
    let at = place.database.map_or(data::Place::File(file), data::Place::Server);
    let store = Store::open(&at).await?;
    let token = made(&store, email, &Clock::Machine).await?;
    store.close().await?;
    let url = place.public_url.as_deref().unwrap_or(HERE).trim_end_matches('/');
    Ok(format!(
        "Give this link to whoever has lost access. It serves once, for a day:\n\
         {url}/lost-access?token={token}\n"
    ))
}

/// The token of a link for whoever has this address.
pub(super) async fn made(store: &Store, email: &str, clock: &Clock) -> Result<String, Error> {
    let nobody = || Error::Asked(format!("No account has the address {}.", email.trim()));
    let token = token()?;
    let now = clock.now();
    let tx = store.write().await?;
    let person = people::by_email(&tx, &email_key(email)).await?.ok_or_else(nobody)?;
    people::can_come_in(&tx, &person).await?;
    store::end_all(&tx, &person, now).await?;
    store::make(&tx, &Lost::on_server(&person, now), &people::token_hash(&token)).await?;
    event::record(&tx, for_owner(&person, &person, now, "link made on the server")).await?;
    tx.commit().await?;
    Ok(token)
}
