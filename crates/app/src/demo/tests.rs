//! The demo: what it holds, that it is marked, and that nothing of it is there for real people.

use super::cast::CAST;
use super::put_up;
use crate::Error;
use crate::app::{Address, App, Clock};
use crate::store::Store;
use crate::testing::{Browser, Folder, House, place};
use flow::Instant;
use std::sync::Arc;

/// 25 November 2026, 12:00 UTC, a Wednesday.
const NOON_MICROS: i64 = 1_795_608_000_000_000;

async fn demo() -> House {
    let folder = Arc::new(Folder::new());
    let place = place(&folder).await;
    let store = Store::open(&place).await.expect("it opens");
    let app = put_up_on(store, &folder).await.expect("it is put up");
    House::of(app, folder, place)
}

async fn put_up_on(store: Store, folder: &Folder) -> Result<Arc<App>, Error> {
    let address = Address { public_url: "https://table.example.org".to_owned() };
    let clock = Clock::standing_at(Instant::from_micros(NOON_MICROS));
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
    history.says("Dina Roth put the settings back.");
    history.says("Cho Tanaka took a shared why back.");
    history.says("Ben Ortiz took an invitation back.");
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
    let again = put_up_on(house.app.store.clone(), &house.folder).await.expect("it is there");
    let mut ana = House::browser_of(&again);
    ana.post("/demo/seat", &[("player", "0")]).await.leads_to("/");
    ana.get("/why").await.says("changed in the demo");

    let real = House::new().await;
    real.ana().await;
    let refused =
        put_up_on(real.app.store.clone(), &real.folder).await.err().expect("it is refused");
    assert!(refused.to_string().contains("real people"), "{refused}");
    assert_eq!(real.browser().get("/demo").await.status, 404);
    let seat = real.browser().post("/demo/seat", &[("player", "0")]).await;
    assert_eq!(seat.status, 404);
    assert!(!seat.headers.contains_key("set-cookie"));
}
