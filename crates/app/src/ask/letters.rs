//! The letters about asks: that somebody asks, without a word of what.

use super::model::Ask;
use crate::Error;
use crate::app::App;
use crate::mail::{self, Letter};
use crate::peer_team::{self, PeerTeam};
use crate::people::{self, PersonId};
use crate::store::Tx;
use askama::Template;

#[derive(Template)]
#[template(path = "ask/letter.txt")]
struct LetterText<'l> {
    name: &'l str,
    what: &'l str,
    link: &'l str,
}

/// Tells those who are asked, where their answer is not given in a round.
pub(super) async fn asked(app: &App, tx: &Tx, team: &PeerTeam, it: &Ask) -> Result<(), Error> {
    if it.latest().round.is_some() {
        return Ok(());
    }
    let name = team.name();
    let what = format!("somebody at the table of “{name}” asks you for something.");
    let link = format!("{}{}", app.address.public_url, team.url(&format!("/asks/{}", it.id)));
    for person in &it.latest().asked {
        write(app, tx, person, ("Somebody asks you for something", &what, &link)).await?;
    }
    Ok(())
}

/// Tells the others that a round has begun.
pub(super) async fn round_begun(
    app: &App,
    tx: &Tx,
    team: &PeerTeam,
    by: &PersonId,
) -> Result<(), Error> {
    let name = team.name();
    let what = format!("a round of asks has begun at the table of “{name}”. What do you want?");
    let link = format!("{}{}", app.address.public_url, team.url("/asks/rounds"));
    for person in peer_team::peers(tx, &team.id).await?.iter().filter(|it| *it != by) {
        write(app, tx, person, ("A round of asks has begun", &what, &link)).await?;
    }
    Ok(())
}

async fn write(
    app: &App,
    tx: &Tx,
    person: &PersonId,
    (subject, what, link): (&'static str, &str, &str),
) -> Result<(), Error> {
    let Some(to) = people::addressee(tx, person).await? else { return Ok(()) };
    let text = LetterText { name: &to.name, what, link };
    let body = text.render().map_err(|_| Error::Ours("a letter could not be written"))?;
    mail::post(tx, app, Letter { address: to.email, subject, body }).await
}
