//! The demo: a year of six made-up peers at two tables, marked as such on every page. Whoever opens
//! it sits down as any of them.

mod asks;
mod cast;
mod gallery;
mod pages;
mod problems;
mod store;
mod story;
#[cfg(test)]
mod tests;
mod workshop;

pub(crate) use pages::routes;

use crate::Error;
use crate::app::{Address, App, Clock};
use crate::serve::put_together;
use crate::store::Store;
use flow::Instant;
use sea_orm::DatabaseConnection;
use std::path::Path;
use std::sync::Arc;

/// What every page of it says.
pub(crate) const WATERMARK: &str = "A demo: these people and all their words are made up.";

/// Whether data were made up.
pub(crate) async fn is_demo(c: &DatabaseConnection) -> Result<bool, Error> {
    Ok(store::is_demo(c).await?)
}

/// The demo on these data, which are made up where there are none yet; a year that ends at `now`.
pub(crate) async fn put_up(
    data: Store,
    key: &Path,
    address: Address,
    clock: Clock,
) -> Result<Arc<App>, Error> {
    let app = put_together(data.clone(), key, clock, (address.clone(), None)).await?;
    match (app.is_demo, app.set_up_link()) {
        (true, _) => return Ok(app),
        (false, None) => {
            let sentence =
                "There are data of real people in this folder. Name another for the demo.";
            return Err(Error::Asked(sentence.to_owned()));
        }
        (false, Some(_)) => {}
    }
    let now = app.clock.now();
    make(&data, key, address.clone(), now).await?;
    let clock = match &app.clock {
        Clock::Machine => Clock::Machine,
        Clock::Standing(_) => Clock::standing_at(now),
    };
    put_together(data, key, clock, (address, None)).await
}

async fn make(data: &Store, key: &Path, address: Address, now: Instant) -> Result<(), Error> {
    let moved = Clock::standing_at(story::begins_at(now));
    let app = put_together(data.clone(), key, moved, (address, None)).await?;
    story::lived(&app, now).await?;
    let tx = app.store.write().await?;
    store::mark(&tx, now).await?;
    Ok(tx.commit().await?)
}
