//! The letters about problems: that one goes up to the table above, and that an answer has come
//! down. What it is stands in none.

use super::model::Problem;
use crate::Error;
use crate::app::App;
use crate::peer_team::{self, PeerTeam, Role, write_to};
use crate::store::Tx;

/// Tells all peers that a problem of theirs was offered to the table above: nothing goes over
/// anybody's head unseen.
pub(super) async fn went_up(
    app: &App,
    tx: &Tx,
    team: &PeerTeam,
    it: &Problem,
) -> Result<(), Error> {
    let what = format!(
        "a problem of “{}” was not solved in the time that you agreed on. It was offered to the \
         table above yours; what they do about it appears on its page:",
        team.name()
    );
    for person in peer_team::peers(tx, &team.id).await? {
        let page = Some(url(team, it));
        write_to(app, tx, &person, ("A problem was offered to the table above", &what, page))
            .await?;
    }
    Ok(())
}

/// Tells whoever raised it that the table above has answered.
pub(super) async fn came_down(
    app: &App,
    tx: &Tx,
    team: &PeerTeam,
    it: &Problem,
) -> Result<(), Error> {
    let Some(raised_by) = &it.content.raised_by else { return Ok(()) };
    // Whoever has left the table is told nothing of it any more.
    if peer_team::role_of(tx, &team.id, raised_by).await? != Some(Role::Peer) {
        return Ok(());
    }
    let what =
        format!("the table above “{}” did something about a problem that you raised:", team.name());
    let page = Some(url(team, it));
    write_to(app, tx, raised_by, ("An answer has come down to you", &what, page)).await
}

fn url(team: &PeerTeam, it: &Problem) -> String {
    team.url(&format!("/problems/{}", it.number))
}
