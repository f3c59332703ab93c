//! Who is here, what wakes open pages, and what does not.

use super::model::Here;
use super::{People, Word};
use crate::testing::{Browser, House, Line};
use flow::Instant;

fn people(names: &[&str]) -> People {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn somebody_is_here_while_any_of_their_pages_is_open() {
    let (mut here, now) = (Here::default(), Instant::from_micros(0));
    assert!(here.come("north", "ana"));
    assert!(!here.come("north", "ana"));
    assert!(!here.go("north", "ana"));
    assert_eq!(here.at("north", now), people(&["ana"]));
    assert!(here.go("north", "ana"));
    assert!(!here.go("north", "ana"), "nobody goes twice");
    assert_eq!(here.at("north", now), people(&[]));
}

#[test]
fn a_node_that_is_not_heard_of_any_more_has_nobody_there() {
    let mut here = Here::default();
    here.come("north", "ana");
    here.said("other", "north", people(&["ben", "cho"]), Instant::from_micros(0));
    here.said("other", "south", people(&["dan"]), Instant::from_micros(0));
    let soon = Instant::from_micros(89_000_000);
    assert_eq!(here.at("north", soon), people(&["ana", "ben", "cho"]));
    let late = Instant::from_micros(90_000_000);
    assert_eq!(here.at("north", late), people(&["ana"]));
    here.said("other", "north", people(&[]), late);
    assert_eq!(here.at("north", late), people(&["ana"]));
}

#[test]
fn words_are_heard_as_they_were_said() {
    let here = |names| Word::Here { node: "n".into(), team: "t".into(), people: people(names) };
    let words = [
        Word::PeerTeam("t".into()),
        Word::Person("p".into()),
        here(&[]),
        here(&["a", "b"]),
        Word::Anything,
    ];
    for word in words {
        assert_eq!(Word::heard(&word.text()), word);
    }
    assert_eq!(Word::heard("something of a later version"), Word::Anything);
}

#[test]
fn a_word_wakes_whom_it_concerns() {
    assert!(Word::PeerTeam("north".into()).concerns("north", "ana"));
    assert!(!Word::PeerTeam("south".into()).concerns("north", "ana"));
    assert!(Word::Person("ana".into()).concerns("north", "ana"));
    assert!(!Word::Person("ben".into()).concerns("north", "ana"));
    assert!(Word::Anything.concerns("north", "ana"));
}

/// What the page shows, as its line would say.
async fn seen(browser: &mut Browser) -> String {
    let page = browser.get("/peer-teams/north-group").await.text;
    let after = page.split("live?seen=").nth(1).expect("it listens");
    after.split('"').next().unwrap_or_default().to_owned()
}

/// A page that is opened and listens.
async fn opened(browser: &mut Browser) -> Line {
    let seen = seen(browser).await;
    let mut page = browser.listens("north-group", &seen).await;
    assert_eq!(page.next().await.as_deref(), Some(": on"));
    page
}

#[tokio::test]
async fn what_one_peer_does_wakes_the_other_once() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let seen = seen(&mut ana).await;
    let mut page = ana.listens("north-group", &seen).await;
    assert_eq!(page.next().await.as_deref(), Some(": on"));
    ben.post("/peer-teams/north-group/teams", &[("name", "Tern")]).await;
    let word = page.next().await.expect("it is told");
    assert!(word.starts_with("event: moved"), "{word}");
    // Whoever comes back with what they saw last is told nothing twice.
    let last = word.split("id: ").nth(1).expect("an id").to_owned();
    let mut again = ana.listens("north-group", &last).await;
    assert_eq!(again.next().await.as_deref(), Some(": on"));
    // And who was away is told at once.
    let mut late = ana.listens("north-group", &seen).await;
    assert!(late.next().await.expect("it is told").starts_with("event: moved"));
}

#[tokio::test]
async fn what_is_private_wakes_nobody() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let seen = seen(&mut ana).await;
    let mut page = ana.listens("north-group", &seen).await;
    assert_eq!(page.next().await.as_deref(), Some(": on"));
    ben.post("/why", &[("words", "a private one")]).await.leads_to("/");
    ben.post("/peer-teams/north-group/seen", &[]).await;
    assert!(page.is_silent());
    // It would have been told by now: the next thing comes first.
    ben.post("/peer-teams/north-group/teams", &[("name", "Tern")]).await;
    assert!(page.next().await.expect("it is told").starts_with("event: moved"));
    assert!(page.is_silent());
}

#[tokio::test]
async fn a_page_is_told_when_it_may_no_longer() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let mut page = opened(&mut ben).await;
    let mut phone = house.browser();
    phone.cookie = ben.cookie.clone();
    phone.post("/peer-teams/north-group/leaving", &[]).await.leads_to("/peer-teams");
    assert_eq!(page.next().await.as_deref(), Some("event: over"));
    assert_eq!(page.next().await, None);

    let mut page = opened(&mut ana).await;
    let mut other_tab = house.browser();
    other_tab.cookie = ana.cookie.clone();
    other_tab.post("/sign-out", &[]).await.leads_to("/sign-in");
    assert_eq!(page.next().await.as_deref(), Some("event: over"));
}

#[tokio::test]
async fn who_has_a_page_open_is_seen_by_the_others() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let mut page = opened(&mut ana).await;
    ana.get("/peer-teams/north-group").await.is_silent_about("> here</tspan>");
    let bens = opened(&mut ben).await;
    assert!(page.next().await.expect("it is told").starts_with("event: moved"));
    ana.get("/peer-teams/north-group").await.says("> here</tspan>");
    drop(bens);
    assert!(page.next().await.expect("he is gone soon").starts_with("event: moved"));
    ana.get("/peer-teams/north-group").await.is_silent_about("> here</tspan>");
}

#[tokio::test]
async fn two_nodes_on_the_same_data_wake_each_other() {
    let house = House::new().await;
    let (ana, mut ben) = house.ana_and_ben().await;
    // Files of SQLite are for one process; its bell is heard in that one alone.
    let Some(other) = house.another_node().await else { return };
    let mut there = other.browser();
    there.cookie = ana.cookie.clone();
    let mut page = opened(&mut there).await;
    ben.post("/peer-teams/north-group/teams", &[("name", "Tern")]).await;
    assert!(page.next().await.expect("it is told").starts_with("event: moved"));
    let _bens = opened(&mut ben).await;
    assert!(page.next().await.expect("he came").starts_with("event: moved"));
    there.get("/peer-teams/north-group").await.says("> here</tspan>");
}
