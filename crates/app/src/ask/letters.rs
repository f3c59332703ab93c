//! The letters about asks: that somebody asks, without a word of what.

use super::model::Ask;
use crate::Error;
use crate::app::App;
use crate::peer_team::{self, PeerTeam, write_to};
use crate::people::PersonId;
use crate::store::Tx;

/// Tells those who are asked, where their answer is not given in a round.
pub(super) async fn asked(app: &App, tx: &Tx, team: &PeerTeam, it: &Ask) -> Result<(), Error> {
    if it.latest().round.is_some() {
        return Ok(());
    }
    let what = format!(
        "somebody at the table of “{}” asks you for something. What is asked is not in this \
         letter:",
        team.name()
    );
    for person in &it.latest().asked {
        let page = Some(team.url(&format!("/asks/{}", it.id)));
        write_to(app, tx, person, ("Somebody asks you for something", &what, page)).await?;
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
    for person in peer_team::peers(tx, &team.id).await?.iter().filter(|it| *it != by) {
        let page = Some(team.url("/asks/rounds"));
        write_to(app, tx, person, ("A round of asks has begun", &what, page)).await?;
    }
    Ok(())
}
