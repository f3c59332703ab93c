//! Problems, tested: their rules as a table and under chance, their pages, their clocks.

mod chance;
mod clocks;
mod drafts;
mod rules;
mod stories;

use super::model::{Change, Clocks, Content, Entry, Moment, Problem, What};
use super::{Refusal, Size};
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use crate::testing::{Answer, Browser, House};
use flow::Instant;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 3, 2);

fn who(name: &str) -> PersonId {
    PersonId::known(name)
}

fn instant(micros: i64) -> Instant {
    Instant::from_micros(micros)
}

/// What costs more gets less time, in plain numbers.
fn clocks(size: Size, from: Instant) -> Clocks {
    let size = size as i64;
    Clocks {
        reply_by: instant(from.as_micros() + 40 - 10 * size),
        solve_by: instant(from.as_micros() + 100 - 20 * size),
    }
}

/// Does something at an instant; a solution is watched for 30.
fn at_instant<T>(
    (now, by, event): (i64, Option<&str>, &str),
    does: impl FnOnce(&Moment<'_>) -> T,
) -> T {
    let by = by.map(who);
    does(&Moment {
        now: instant(now),
        today: TODAY,
        by: by.as_ref(),
        event,
        clocks: &clocks,
        watched_until: instant(now + 30),
    })
}

fn shared(by: Option<&str>, now: i64) -> Problem {
    let what = What::Shared {
        words: "Builds fail at random".to_owned(),
        more: String::new(),
        teams: vec!["web".to_owned()],
        size: Size::AFewDays,
        harm: None,
        clocks: clocks(Size::AFewDays, instant(now)),
    };
    let by = by.map(who);
    let entry =
        Entry { at: instant(now), by: by.clone(), event: "shared".to_owned(), what, undone: None };
    Problem {
        id: "problem".to_owned(),
        team: PeerTeamId::known("north"),
        number: 1,
        content: Content { raised_by: by, below: None, began: None, part: None, log: vec![entry] },
    }
}

fn changed(it: Problem, (now, by): (i64, &str), change: Change<'_>) -> Result<Problem, Refusal> {
    let event = format!("event {}", it.content.log.len());
    at_instant((now, Some(by), &event), |moment| it.change(change, moment))
}

/// The pages of these tests.
const NORTH: &str = "/peer-teams/north-group";
const PROBLEMS: &str = "/peer-teams/north-group/problems";
const NOTING: &str = "/peer-teams/north-group/problems/noting";
const DAY: i64 = 86_400;

/// Ana, Ben, Cho and Dina at a table, and Olga who observes it.
struct Table {
    house: House,
    ana: Browser,
    ben: Browser,
    cho: Browser,
    dina: Browser,
    olga: Browser,
}

async fn table() -> Table {
    at(House::new().await).await
}

async fn at(house: House) -> Table {
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let mut cho = house.invited(&mut ana, ("peer", "Cho Tanaka", "cho@example.org")).await;
    let dina = house.invited(&mut ana, ("peer", "Dina Roth", "dina@example.org")).await;
    let olga = house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    for (peer, team) in [(&mut ana, "Checkout"), (&mut ben, "Accounts"), (&mut cho, "Search")] {
        peer.post(&format!("{NORTH}/teams"), &[("name", team)]).await;
    }
    Table { house, ana, ben, cho, dina, olga }
}

/// The id of a team, as the form to note a problem offers it.
async fn team_of(browser: &mut Browser, name: &str) -> String {
    let form = browser.get(NOTING).await.text;
    let before = form.split(&format!("> {name}</label>")).next().expect("a team");
    let id = before.rsplit("value=\"").next().and_then(|it| it.split('"').next());
    id.expect("its value").to_owned()
}

/// Sends the form to note a problem, with an id of its own.
async fn sends(browser: &mut Browser, form: &[(&str, &str)]) -> Answer {
    let id = crate::ids::new();
    browser.post(NOTING, &[form, &[("id", id.as_str()), ("looked", "yes")]].concat()).await
}

/// Shares a problem: its address.
async fn raises(browser: &mut Browser, words: &str, size: &str) -> String {
    let shared = sends(browser, &[("words", words), ("size", size)]).await;
    let to = shared.headers.get("location").and_then(|to| to.to_str().ok());
    to.unwrap_or_else(|| panic!("not shared: {}", shared.text)).to_owned()
}

/// Does something about a problem, which has to work.
async fn does(browser: &mut Browser, problem: &str, what: &str, form: &[(&str, &str)]) {
    browser.post(&format!("{problem}/{what}"), form).await.leads_to(problem);
}

/// Somebody's session has lapsed meanwhile.
async fn signs_in(browser: &mut Browser, name: &str) {
    let email = format!("{name}@example.org");
    let form = [("email", email.as_str()), ("password", "four plain words here")];
    browser.post("/sign-in", &form).await;
}
