//! My account: all about me on one page, my recovery codes, and leaving for good.

mod codes;
mod leaving;
mod pages;
#[cfg(test)]
mod tests;

pub(crate) use pages::routes;

use crate::app::App;
use crate::people::{self, FormerName, Person};
use crate::private::PrivateText;
use crate::{Error, ask, invitation, lost_access, passkey, peer_team, problem, why};

/// Leaves for good: private writing is destroyed with its key, seats and sessions end, what is open
/// is taken back. What was shared stays. All of it or nothing; it cannot be undone.
async fn leave(
    app: &App,
    me: &Person,
    (present, name): (&PrivateText, FormerName),
) -> Result<(), Error> {
    people::check_present(app, me, present).await?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    people::leave(&tx, me, name, now).await?;
    why::destroy(&tx, &me.id).await?;
    ask::destroy(&tx, &me.id).await?;
    problem::destroy(&tx, &me.id).await?;
    passkey::forget(&tx, &me.id).await?;
    lost_access::forget(&tx, &me.id).await?;
    invitation::withdraw_all(&tx, me, now).await?;
    peer_team::leave_all(&tx, &me.id, now).await?;
    Ok(tx.commit().await?)
}
