//! The demo: what it holds, that it is marked, and that nothing of it is there for real people.

use super::cast::CAST;
use super::put_up;
use crate::Error;
use crate::app::{Address, App, Clock};
use crate::store::Store;
use crate::testing::{Browser, Folder, House, place};
use flow::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::Value;
use std::sync::Arc;

/// 25 November 2026, 12:00 UTC, a Wednesday.
const NOON_MICROS: i64 = 1_795_608_000_000_000;

async fn demo() -> House {
    demo_at(NOON_MICROS).await
}

/// One whose year ends at an instant.
async fn demo_at(now_micros: i64) -> House {
    let folder = Arc::new(Folder::new());
    let place = place(&folder).await;
    let store = Store::open(&place).await.expect("it opens");
    let app = put_up_on(store, &folder, now_micros).await.expect("it is put up");
    House::of(app, folder, place)
}

async fn put_up_on(store: Store, folder: &Folder, now_micros: i64) -> Result<Arc<App>, Error> {
    let address = Address { public_url: "https://table.example.org".to_owned() };
    let clock = Clock::standing_at(Instant::from_micros(now_micros));
    put_up(store, &folder.path("key"), address, clock).await
}

async fn seated(house: &House, player: &str) -> Browser {
    let mut browser = house.browser();
    browser.get("/").await.leads_to("/demo");
    browser.get("/demo").await.says("Ana Novak");
    browser.post("/demo/seat", &[("player", player)]).await.leads_to("/");
    browser
}

#[tokio::test]
async fn each_of_the_cast_can_be_and_every_page_says_that_it_is_made_up() {
    let house = demo().await;
    for (place, player) in CAST.iter().enumerate() {
        let mut browser = seated(&house, &place.to_string()).await;
        for page in ["/why", "/peer-teams", "/peer-teams/north-group", "/account"] {
            let page = browser.get(page).await;
            page.says(player.name);
            page.says(super::WATERMARK);
        }
    }
    house.browser().get("/sign-in").await.says(super::WATERMARK);
}

#[tokio::test]
async fn the_year_has_left_its_traces() {
    let house = demo().await;
    let mut ana = seated(&house, "0").await;
    let teams = ana.get("/peer-teams/north-group/teams").await;
    for team in ["Checkout", "Invoicing", "Accounts", "Search", "Catalogue", "Pricing"] {
        teams.says(team);
    }
    for team in ["Delivery", "Platform", "Identity"] {
        teams.says(team);
    }
    let invoicing = teams.text.split("Invoicing</a>").next().unwrap_or_default();
    let invoicing = invoicing.rsplit("href=\"").next().and_then(|it| it.split('"').next());
    let invoicing = ana.get(invoicing.expect("it has a page")).await;
    invoicing.says("Let them have ours, on <em>Wednesday</em>.");
    invoicing.says("edited");
    invoicing.says("Dina Roth deleted a comment");
    let whys = ana.get("/peer-teams/north-group/whys").await;
    whys.says("2 comments");
    whys.says("Four of you are here for problems my teams share with others.");
    let history = ana.get("/peer-teams/north-group/history").await;
    history.says("Dina Roth took a shared why back.");
    history.says("Cho Tanaka took an invitation back.");
    history.says("Ana Novak solved a problem.");
    history.says("A problem has not come back: it is solved for good.");
    // So long a year does not fit on one page.
    let c = house.app.store.reader();
    let before = "SELECT id FROM event WHERE thing = 'peer_team' AND undoes IS NOT NULL";
    let before = Statement::from_string(c.get_database_backend(), before);
    assert_eq!(c.query_all_raw(before).await.expect("rows").len(), 1);
    let purpose = ana.get("/peer-teams/north-group/purpose").await;
    purpose.says("so that whoever waits for it gets it while they still want it.");
    purpose.says("The teams themselves");
    purpose.says("Shared machinery");
    purpose.says("served by");
    purpose.says("serve no part of it.");
    let ended = format!("/peer-teams/north-group/purpose/{}", purpose.id_after("/purpose/"));
    let ended = ana.get(&ended).await;
    ended.says("Product people would read that we are busy with ourselves");
    ended.says("version 3, by Dina Roth");
    let house_round = ana.get("/peer-teams/house-round/purpose").await;
    house_round.says("One has written.");
    house_round.is_silent_about("The whole house");
    ana.get("/peer-teams/house-round").await.says("What are we here for?");
    let asks = ana.get("/peer-teams/north-group/asks?show=all").await;
    for words in ["Put in other words once.", "Withdrawn on", "Not kept on", "Kept on", "Serves:"] {
        asks.says(words);
    }
    asks.says("No answer yet from Cho Tanaka.");
    asks.says("four of five");
    ana.get("/peer-teams/north-group/asks?show=offers").await.says("On Mondays, until");
    ana.get("/peer-teams/north-group/asks/rounds").await.says("for ten minutes, until summer");
    let mut emil = seated(&house, "4").await;
    let proposals = emil.get("/peer-teams/house-round/proposals").await;
    proposals.says("What is too large for the north group would have no place.");
    emil.get("/peer-teams/north-group/links").await.says("House round");
    ana.get("/why").await.says("Every one of us fights the same build");
    // Ben has not looked for nine days, Cho's why has come back, and Dina only observes.
    seated(&house, "1").await.get("/peer-teams/north-group").await.says("Farah Amiri shared why.");
    seated(&house, "2").await.get("/peer-teams/north-group").await.says("Is this still why?");
    let mut dina = seated(&house, "3").await;
    let refused = dina.post("/peer-teams/house-round/teams", &[("name", "Mine")]).await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn the_same_is_made_again() {
    let (one, other) = (demo().await, demo().await);
    let (mut one, mut other) = (seated(&one, "0").await, seated(&other, "0").await);
    for page in [
        "/peer-teams/north-group/history",
        "/peer-teams/north-group/whys",
        "/peer-teams/north-group/purpose",
        "/peer-teams/north-group/problems?view=list",
        "/peer-teams/north-group/problems/solved",
        "/peer-teams/house-round/problems?view=list",
        "/why",
    ] {
        let (one, other) = (one.get(page).await, other.get(page).await);
        assert_eq!(one.without_ids(), other.without_ids(), "{page}");
    }
}

#[tokio::test]
async fn a_demo_is_put_up_once_and_never_among_real_people() {
    let house = demo().await;
    let mut ana = seated(&house, "0").await;
    ana.post("/why", &[("words", "changed in the demo")]).await;
    let again =
        put_up_on(house.app.store.clone(), &house.folder, NOON_MICROS).await.expect("it is there");
    let mut ana = House::browser_of(&again);
    ana.post("/demo/seat", &[("player", "0")]).await.leads_to("/");
    ana.get("/why").await.says("changed in the demo");

    let real = House::new().await;
    real.ana().await;
    let refused = put_up_on(real.app.store.clone(), &real.folder, NOON_MICROS)
        .await
        .err()
        .expect("it is refused");
    assert!(refused.to_string().contains("real people"), "{refused}");
    assert_eq!(real.browser().get("/demo").await.status, 404);
    let seat = real.browser().post("/demo/seat", &[("player", "0")]).await;
    assert_eq!(seat.status, 404);
    assert!(!seat.headers.contains_key("set-cookie"));
}

const DAY_MICROS: i64 = 86_400_000_000;

/// A problem as it stands in the data, for itself: what it tells is counted from its log.
struct Told {
    number: i64,
    content: Value,
}

/// What is told of problems that were raised at a table, and of those that came to one from below.
async fn told(house: &House) -> (Vec<Told>, Vec<Told>) {
    let c = house.app.store.reader();
    let all = "SELECT number, content FROM problem ORDER BY number";
    let rows = c.query_all_raw(Statement::from_string(c.get_database_backend(), all)).await;
    let told = |row: &sea_orm::QueryResult| Told {
        number: i64::from(row.try_get::<i32>("", "number").expect("a number")),
        content: serde_json::from_str(&row.try_get::<String>("", "content").expect("a text"))
            .expect("it can be read"),
    };
    let all = rows.expect("rows").iter().map(told).collect::<Vec<_>>();
    all.into_iter().partition(|it| it.content["below"].is_null())
}

impl Told {
    /// What was done, when and what.
    fn log(&self) -> impl Iterator<Item = (i64, &str, &Value)> {
        self.content["log"].as_array().expect("a log").iter().map(|entry| {
            let did = entry["what"]["did"].as_str().expect("something was done");
            (entry["at"].as_i64().expect("an instant"), did, &entry["what"])
        })
    }

    fn first(&self, does: &str) -> Option<(i64, &Value)> {
        self.log().find(|it| it.1 == does).map(|it| (it.0, it.2))
    }

    fn count(&self, does: &str) -> usize {
        self.log().filter(|it| it.1 == does).count()
    }

    fn shared_at(&self) -> i64 {
        self.first("shared").expect("all were shared").0
    }

    /// How many days ago it was shared.
    fn days_ago(&self) -> i64 {
        (NOON_MICROS - self.shared_at()) / DAY_MICROS
    }

    fn size_when_seen(&self) -> &str {
        self.first("shared").and_then(|it| it.1["size"].as_str()).expect("a size")
    }

    fn cause(&self) -> Option<&str> {
        self.log().filter(|it| it.1 == "caused").last().and_then(|it| it.2["cause"].as_str())
    }

    /// Days from one thing to the first of another.
    fn days_until(&self, does: &str) -> Option<i64> {
        Some((self.first(does)?.0 - self.shared_at()) / DAY_MICROS)
    }

    /// Days from when it began at the latest until it was shared.
    fn lag_days(&self) -> Option<i64> {
        let began: Date = self.content["began"][1].as_str()?.parse().expect("a day");
        let shared = Timestamp::from_microsecond(self.shared_at()).expect("an instant");
        let shared = shared.to_zoned(TimeZone::get("Europe/Berlin").expect("a zone")).date();
        Some(shared.duration_since(began).as_hours() / 24)
    }
}

/// The middle one of some figures.
fn median(figures: impl Iterator<Item = i64>) -> i64 {
    let mut figures: Vec<i64> = figures.collect();
    figures.sort_unstable();
    figures[figures.len() / 2]
}

#[tokio::test]
async fn problems_are_seen_earlier_and_smaller_and_are_solved_sooner_each_quarter() {
    let (north, _) = told(&demo().await).await;
    let quarters: Vec<Vec<&Told>> = [(274, 366), (183, 274), (91, 183), (0, 91)]
        .map(|(to, from)| {
            north.iter().filter(|it| (to..from).contains(&it.days_ago())).collect::<Vec<_>>()
        })
        .into();
    let falls = |what: &str, of: &dyn Fn(&[&Told]) -> i64| {
        let figures: Vec<i64> = quarters.iter().map(|it| of(it)).collect();
        assert!(figures.is_sorted_by(|before, after| before > after), "{what}: {figures:?}");
    };
    falls("large ones in a hundred", &|them| {
        let is_large = |it: &&&Told| matches!(it.size_when_seen(), "a_person_week" | "more");
        (them.iter().filter(is_large).count() * 100 / them.len()) as i64
    });
    falls("days until it was seen", &|them| median(them.iter().filter_map(|it| it.lag_days())));
    falls("days until it was solved", &|them| {
        median(them.iter().filter_map(|it| it.days_until("solved")))
    });
    falls("hours until somebody took it up", &|them| {
        let hours = |it: &&Told| Some((it.first("took_up")?.0 - it.shared_at()) / 3_600_000_000);
        median(them.iter().filter_map(hours))
    });
    // A plausible story, and no straight line.
    let sizes: Vec<&str> = north.iter().map(|it| it.size_when_seen()).collect();
    assert!(sizes[..10].contains(&"a_few_days") || sizes[10..25].contains(&"a_few_days"));
    assert!(sizes[sizes.len() - 25..].contains(&"a_person_week"));
    let began = north.iter().filter(|it| it.lag_days().is_some()).count();
    assert!((north.len() / 3..north.len() * 3 / 4).contains(&began), "{began}");
}

#[tokio::test]
async fn one_cause_is_cured_and_one_problem_comes_back() {
    let (north, _) = told(&demo().await).await;
    let cured: Vec<i64> =
        north.iter().filter(|it| it.cause() == Some("test data")).map(Told::days_ago).collect();
    assert!(cured.len() >= 5, "{cured:?}");
    assert!(cured.iter().all(|days| *days > 183), "{cured:?}");
    let mut causes: Vec<&str> = north.iter().filter_map(Told::cause).collect();
    causes.sort_unstable();
    causes.dedup();
    assert!((5..=7).contains(&causes.len()), "{causes:?}");
    let again: Vec<&Told> = north.iter().filter(|it| it.count("came_back") > 0).collect();
    assert_eq!(again.len(), 1);
    assert!(again[0].count("came_back") >= 2);
    assert_eq!(again[0].count("solved"), again[0].count("came_back") + 1);
    assert_eq!(again[0].count("verified"), again[0].count("solved"));
    let blocked: std::collections::HashSet<&str> = north
        .iter()
        .flat_map(Told::log)
        .filter(|it| it.1 == "blocked")
        .filter_map(|it| it.2["team"].as_str())
        .collect();
    assert!(blocked.len() >= 5, "{blocked:?}");
}

#[tokio::test]
async fn numbers_have_no_gaps_and_drafts_have_none() {
    let house = demo().await;
    let (north, above) = told(&house).await;
    assert!((60..=70).contains(&north.len()), "{}", north.len());
    for (all, count) in [(&north, north.len()), (&above, 3)] {
        let numbers: Vec<i64> = all.iter().map(|it| it.number).collect();
        assert_eq!(numbers, (1..=count as i64).collect::<Vec<_>>());
    }
    let drafts = ["too much for one tester", "looking for other work"];
    for (player, own, other) in [("0", 0, 1), ("1", 1, 0)] {
        let page = seated(&house, player).await.get("/peer-teams/north-group/problems").await;
        page.says(drafts[own]);
        page.is_silent_about(drafts[other]);
    }
    let text = format!("{:?}", north.iter().map(|it| &it.content).collect::<Vec<_>>());
    assert!(drafts.iter().all(|words| !text.contains(words)));
}

#[tokio::test]
async fn some_problems_go_up_and_what_is_said_there_comes_back() {
    let house = demo().await;
    let (north, above) = told(&house).await;
    let by_itself = |it: &&Told| {
        let entries = it.content["log"].as_array().expect("a log").iter();
        entries.clone().any(|it| it["what"]["did"] == "offered" && it["by"].is_null())
    };
    let offered: Vec<&Told> = north.iter().filter(|it| it.count("offered") > 0).collect();
    assert_eq!(offered.len(), 3);
    let gone_up: Vec<&&Told> = offered.iter().filter(|it| by_itself(it)).collect();
    assert_eq!(gone_up.len(), 2);
    // One was solved above, then below; one was answered; one lies there.
    assert!(above[0].first("solved").expect("above").0 < gone_up[0].first("solved").expect("it").0);
    assert_eq!((above[1].count("told"), above[1].count("solved")), (1, 0));
    assert_eq!((above[2].count("told"), above[2].count("was_unanswered")), (0, 1));
    let mut ana = seated(&house, "0").await;
    let meeting = ana.get("/peer-teams/north-group/problems/meeting").await;
    let heads = meeting.text.split("<li").find(|it| it.contains("class=\"slip"));
    assert!(heads.is_some_and(|it| it.contains("No reply in time")), "{}", meeting.text);
    meeting.says("The table above has answered");
    meeting.says("House round answered: The house has no wish of its own here.");
    meeting.says("5 teams have it");
    meeting.says("Put on the agenda by a peer");
    // What was offered to the table above waits there.
    meeting.is_silent_about("Past the time to solve it");
}

#[tokio::test]
async fn the_board_is_full_of_every_age_whatever_the_day_is() {
    // Wednesday; Saturday, Sunday and Monday, each just after midnight there.
    for hours in [0, 59, 83, 107] {
        let now = NOON_MICROS + SignedDuration::from_hours(hours).as_micros() as i64;
        let house = demo_at(now).await;
        let mut ana = seated(&house, "0").await;
        let page = ana.get("/peer-teams/north-group/problems").await;
        for column in ["Shared <span>4", "Taken up <span>5", "Contained <span>3"] {
            page.says(column);
        }
        page.says("Solved, being watched <span>4");
        for age in ["a0", "a1", "a2", "a3"] {
            page.says(&format!("class=\"slip {age}\""));
        }
        let meeting = ana.get("/peer-teams/north-group/problems/meeting").await;
        meeting.says("No reply in time");
        let (north, above) = told(&house).await;
        assert_eq!((north.len(), above.len()), (70, 3), "after {hours} hours");
    }
}
