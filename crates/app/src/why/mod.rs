//! Why I want to work with my peers: mine, dated, version by version, private until I share it.

mod model;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use model::Refusal;
pub(crate) use model::{Draft, REASONS, Why};
pub(crate) use pages::routes;

use crate::Error;
use crate::app::App;
use crate::people::Person;
use jiff::ToSpan;
use jiff::tz::TimeZone;

/// Keeps what somebody wrote as their next version. Nobody else learns that there is one.
pub(crate) async fn keep(app: &App, person: &Person, draft: Draft) -> Result<Why, Error> {
    let draft = draft.checked()?;
    let now = app.clock.now();
    let today = jiff::Timestamp::from(now).to_zoned(TimeZone::UTC).date();
    let review_on = today.saturating_add(3.months());
    let tx = app.store.write().await?;
    let version = store::latest_version(&tx, &person.id).await? + 1;
    let id = crate::ids::new();
    let sealed = person.key.seal(&draft.sealed_text(), &model::place(&id, &person.id))?;
    let why = Why { version, kept_at: now, review_on, draft };
    store::keep(&tx, &id, &person.id, &why, sealed).await?;
    tx.commit().await?;
    Ok(why)
}

/// What somebody wrote so far, the latest first. It asks for the person who wrote it, whose key
/// alone opens it; there is no other way to it.
pub(crate) async fn mine(app: &App, person: &Person) -> Result<Vec<Why>, Error> {
    let rows = store::of(app.store.reader(), &person.id).await?;
    let open = |row: store::Row| {
        let text = person.key.open(&row.sealed, &model::place(&row.id, &person.id))?;
        Ok(Why {
            version: row.version,
            kept_at: flow::Instant::from_micros(row.kept_at),
            review_on: row.review_on.parse().unwrap_or(jiff::civil::Date::ZERO),
            draft: Draft::of_sealed_text(&text),
        })
    };
    rows.into_iter().map(open).collect()
}
