//! What is sent from the page of a problem: a change each, told apart by the last part of its
//! address. What cannot be taken comes back with the page as it is now, with what was typed and the
//! reason.

use super::super::model::{HARMS, ROUTES};
use super::super::{Change, Refusal, Size};
use super::moving::found;
use super::noting;
use super::one::{Typed, page};
use crate::Error;
use crate::app::App;
use crate::peer_team::Peer;
use crate::shell::{Done, Form, Html, Led, local_path};
use axum::extract::{MatchedPath, Path, State};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use std::sync::Arc;

pub(super) async fn post_change(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, number)): Path<(String, String)>,
    address: MatchedPath,
    form: Form,
) -> Result<Response, Error> {
    let number = found(&app, &member, &number).await?.problem.number;
    let what = address.as_str().rsplit('/').next().unwrap_or_default();
    let (team, me) = (&member.team, &member.me);
    let done = match what {
        "offer" => super::super::offer(&app, team, me, (number, form.one("table")))
            .await
            .map(|()| Done::Written),
        what => match asked(what, &form) {
            Ok(change) => {
                let done = told(&change);
                super::super::change(&app, team, me, (number, change)).await.map(|()| done)
            }
            Err(error) => Err(error),
        },
    };
    let url = member.team.url(&format!("/problems/{number}"));
    match done {
        Ok(done) => {
            let back = form.one("back");
            let to = if back.is_empty() { url.as_str() } else { local_path(back) };
            Ok(Led::to(to, done).into_response())
        }
        // Said while another was being noted: what was typed there stays.
        Err(Error::Problem(refusal)) if !form.one("id").is_empty() => {
            let id = crate::ids::typed(form.one("id")).ok_or(Error::BadForm)?;
            noting::again(&app, &member, (&form, id), Some(refusal)).await
        }
        Err(Error::Problem(refusal)) => {
            let it = found(&app, &member, &number.to_string()).await?;
            let typed = Typed { what: what.to_owned(), form, refusal };
            Ok(Html::refused(&page(&app, &member, (&it, Some(typed))).await?)?.into_response())
        }
        Err(error) => Err(error),
    }
}

/// What is said once a change is made.
fn told(change: &Change<'_>) -> Done {
    match change {
        Change::TakeUp => Done::OnIt,
        Change::LetGo => Done::OffIt,
        Change::AlsoHave(..) => Done::HaveItToo,
        Change::Contain(_) => Done::Contained,
        Change::BreakLoose => Done::Loose,
        Change::Solve(..) => Done::Solved,
        Change::ComeBack(_) => Done::Back,
        Change::Drop(_) => Done::Dropped,
        Change::Thank(_) => Done::Thanked,
        _ => Done::Written,
    }
}

/// The change that a form asks for.
fn asked<'f>(what: &str, form: &'f Form) -> Result<Change<'f>, Error> {
    let words = form.one("words");
    let size = Size::of_word(form.one("size"));
    let harm = HARMS.iter().find(|it| it.1 == form.one("harm")).map(|it| it.0);
    let day = || form.one("on").trim().parse::<Date>().map_err(|_| Refusal::NoDay);
    Ok(match what {
        "words" => Change::Reword(words, form.one("more")),
        "teams" => Change::AlsoHave(form.all("team").map(str::to_owned).collect(), size),
        "size" => Change::Estimate(size.ok_or(Refusal::NoSize)?, harm),
        "route" => {
            let route = ROUTES.iter().find(|it| it.1 == form.one("route"));
            Change::Route(route.ok_or(Error::BadForm)?.0)
        }
        "solvers" if form.one("does") == "let go" => Change::LetGo,
        "solvers" => Change::TakeUp,
        "containment" if form.one("does") == "loose" => Change::BreakLoose,
        "containment" => Change::Contain(words),
        "solution" => Change::Solve(words, size.ok_or(Refusal::NoSize)?),
        "return" => Change::ComeBack(words),
        "end" => Change::Drop(words),
        "answer" => Change::Tell(words),
        "cause" => Change::Cause(form.one("cause")),
        "blocks" if form.one("does") == "end" => Change::Unblock(form.one("team"), day()?),
        "blocks" => Change::Block(form.one("team"), day()?),
        "agenda" if form.one("does") == "discussed" => Change::Discuss,
        "agenda" => Change::PutOnAgenda,
        "links" => Change::Link(form.one("url"), words),
        "thanks" => Change::Thank(words),
        _ => return Err(Error::NotFound),
    })
}
