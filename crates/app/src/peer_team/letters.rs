//! A letter to somebody of a table: what is told, and where it leads. What people wrote stands in
//! none.

use crate::Error;
use crate::app::App;
use crate::mail::{self, Letter};
use crate::people::{self, PersonId};
use crate::store::Tx;
use askama::Template;

#[derive(Template)]
#[template(path = "peer_team/letter.txt")]
struct LetterText<'l> {
    name: &'l str,
    what: &'l str,
    link: Option<String>,
}

/// Writes to somebody. `page` is the address of a page that it leads to, if there is one. Whoever
/// has left for good gets none.
pub(crate) async fn write_to(
    app: &App,
    tx: &Tx,
    person: &PersonId,
    (subject, what, page): (&'static str, &str, Option<String>),
) -> Result<(), Error> {
    let Some(to) = people::addressee(tx, person).await? else { return Ok(()) };
    let link = page.map(|page| format!("{}{page}", app.address.public_url));
    let text = LetterText { name: &to.name, what, link };
    let body = text.render().map_err(|_| Error::Ours("a letter could not be written"))?;
    mail::post(tx, app, Letter { address: to.email, subject, body }).await
}
