//! The letters about proposals: that there is one, until when one can object, that a seat ended.

use super::model::{Aim, Proposal};
use crate::Error;
use crate::app::App;
use crate::peer_team::{self, PeerTeam, write_to};
use crate::people::PersonId;
use crate::shell::{Locale, Reading, deadline};
use crate::store::Tx;

/// Tells the others that something waits for a second.
pub(super) async fn proposed(
    app: &App,
    tx: &Tx,
    team: &PeerTeam,
    it: &Proposal,
) -> Result<(), Error> {
    let name = team.name();
    let what = format!(
        "something was proposed at the table of “{name}”. Should another peer second it, it is in \
         force three days later, unless somebody objects."
    );
    tell_others(app, tx, team, (it, &it.by, &what)).await
}

/// Tells the others until when they can object.
pub(super) async fn seconded(
    app: &App,
    tx: &Tx,
    team: &PeerTeam,
    it: &Proposal,
) -> Result<(), Error> {
    let by = it.seconded.as_ref().map_or(&it.by, |it| &it.0);
    let (name, zone) = (team.name(), &team.settings.time_zone);
    // A letter goes to several who read dates in different ways.
    let reading = Reading { zone, locale: Locale::British };
    let until = deadline(it.due_at(), app.clock.now(), reading).words;
    let what = format!(
        "a proposal at the table of “{name}” was seconded. It is in force on {until} ({zone}), \
         unless somebody objects before."
    );
    tell_others(app, tx, team, (it, by, &what)).await
}

async fn tell_others(
    app: &App,
    tx: &Tx,
    team: &PeerTeam,
    (it, but, what): (&Proposal, &PersonId, &str),
) -> Result<(), Error> {
    for person in peer_team::peers(tx, &team.id).await?.iter().filter(|person| *person != but) {
        let about_them = match it.aim == Aim::Removal(person.clone()) {
            true => "\n\nIt is about your own seat. You can object like everybody.",
            false => "",
        };
        let what = format!("{what}{about_them}\n\nWhat it is, and who proposed it:");
        let page = Some(team.url("/proposals"));
        write_to(app, tx, person, ("A proposal at your table", &what, page)).await?;
    }
    Ok(())
}

/// Tells somebody that their seat has ended.
pub(super) async fn removed(
    app: &App,
    tx: &Tx,
    it: &Proposal,
    person: &PersonId,
) -> Result<(), Error> {
    let team = peer_team::by_id(app.store.reader(), &it.team).await?.ok_or(Error::NotFound)?;
    let what = format!(
        "your seat at the table of “{}” has ended: two peers wanted it, and nobody objected in \
         three days. What you shared there stays; what you wrote for yourself is yours as before.",
        team.name()
    );
    write_to(app, tx, person, ("Your seat has ended", &what, None)).await
}
