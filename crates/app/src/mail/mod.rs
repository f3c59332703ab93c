//! Mail: an outbox that is kept with the data, and a server that takes it from there. Without a
//! server no mail is written, and everything else works.
//!
//! A mail holds nothing that anybody wrote for themselves, and its subject nothing at all.

mod model;
mod smtp;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use model::Letter;
pub use model::Refusal;
pub use smtp::Smtp;

use crate::Error;
use crate::app::App;
use crate::job::{self, Done, Kind, Try, Work};
use crate::private::PrivateText;
use crate::store::Tx;

const KIND: &str = "mail";

/// Sending. A node without a server leaves it to others.
pub(crate) fn jobs(app: &App) -> Vec<Kind> {
    app.mail.iter().map(|_| Kind { word: KIND, work: Work::Errand(send) }).collect()
}

/// Puts a letter into the outbox: it is sent after the commit. Nothing where no mail is set up.
pub(crate) async fn post(tx: &Tx, app: &App, letter: Letter) -> Result<(), Error> {
    if app.mail.is_none() {
        return Ok(());
    }
    let (id, now) = (crate::ids::new(), app.clock.now());
    // A letter can hold a link that opens something.
    let sealed = app.key.seal(&PrivateText::new(letter.body), &model::place(&id))?;
    store::keep(tx, &id, (letter.address, letter.subject, sealed), now).await?;
    job::due(tx, KIND, &id, (now, now)).await
}

fn send<'w>(app: &'w App, its: Try<'w>) -> Done<'w> {
    Box::pin(async move {
        let smtp = app.mail.as_ref().ok_or(Refusal::NoServer)?;
        let Some(row) = store::waiting(app.store.reader(), its.thing_id).await? else {
            return Ok(());
        };
        let body = app.key.open(&row.sealed, &model::place(&row.id))?;
        let sent = smtp.send(&row, body.reveal()).await;
        if sent.is_ok() || its.is_last {
            let tx = app.store.write().await?;
            store::end(&tx, &row.id, sent.is_ok(), app.clock.now()).await?;
            tx.commit().await?;
        }
        Ok(sent?)
    })
}
