//! Undo: each thing that can be undone is, once, by whom it may, and as long as nothing else
//! depends on it; and the record names what was undone.

use crate::testing::{Answer, Browser, House};

const NORTH: &str = "/peer-teams/north-group";

/// The id of the event whose line in the history says this, as its undo has it.
async fn event(browser: &mut Browser, words: &str) -> String {
    let page = browser.get(&format!("{NORTH}/history")).await;
    let line = page.text.split("<li>").find(|line| line.contains(words)).expect("a line");
    let after = line.split("/history/").nth(1).expect("it can be undone");
    after.split('/').next().unwrap_or_default().to_owned()
}

async fn undoes(browser: &mut Browser, id: &str) -> Answer {
    browser.post(&format!("{NORTH}/history/{id}/undoing"), &[]).await
}

/// A house in which some time passes between what happens.
async fn house() -> (House, Browser, Browser) {
    let house = House::new().await;
    let (ana, ben) = house.ana_and_ben().await;
    house.app.clock.advance(60);
    (house, ana, ben)
}

async fn named(house: &House, ana: &mut Browser) -> String {
    ana.post(&format!("{NORTH}/teams"), &[("name", "Payments")]).await;
    house.app.clock.advance(60);
    ana.get(&format!("{NORTH}/teams")).await.id_after("/teams/")
}

/// Ana changes the settings: the event's id, as Ben sees it.
async fn settled(house: &House, (ana, ben): (&mut Browser, &mut Browser)) -> String {
    let typed =
        [("name", "South"), ("time_zone", "UTC"), ("working_day", "monday"), ("version", "1")];
    ana.post(&format!("{NORTH}/settings"), &typed).await;
    house.app.clock.advance(60);
    event(ben, "Ana Novak changed the settings.").await
}

#[tokio::test]
async fn settings_are_put_back_by_any_peer_and_once() {
    let (house, mut ana, mut ben) = house().await;
    let id = settled(&house, (&mut ana, &mut ben)).await;
    let mut olga = house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    let refused = undoes(&mut olga, &id).await;
    assert_eq!(refused.status, 403);
    refused.says("its peers change it");
    undoes(&mut ben, &id).await.leads_to(&format!("{NORTH}/history"));
    ben.get(&format!("{NORTH}/settings")).await.says("value=\"North group\"");
    let history = ana.get(&format!("{NORTH}/history")).await;
    history.says("Ben Ortiz put the settings back.");
    history.says("undone");
    let twice = undoes(&mut ana, &id).await;
    assert_eq!(twice.status, 409);
    twice.says("This has been undone already.");
    house.app.clock.advance(8 * 86_400);
    let late = event_of(&house, "put back").await;
    undoes(&mut ana, &late).await.says("Things can be undone for a week.");
}

/// The id of the latest event of the north group with this verb.
async fn event_of(house: &House, verb: &str) -> String {
    let (app, c) = (&house.app, house.app.store.reader());
    let ana = crate::people::by_email(c, "ana@example.org").await.expect("data").expect("Ana");
    let north = crate::peer_team::seen_by(app, &ana, "north-group").await.expect("data");
    let (north, _) = north.expect("she sits there");
    let since = flow::Instant::from_micros(0);
    let events = crate::event::of_peer_team(app, &north.id, since, 100).await.expect("data");
    events.into_iter().find(|it| it.verb == verb).expect("an event").id
}

#[tokio::test]
async fn both_ways_to_put_settings_back_name_the_same_change() {
    let (house, mut ana, mut ben) = house().await;
    let id = settled(&house, (&mut ana, &mut ben)).await;
    ana.post(&format!("{NORTH}/settings/2/undoing"), &[]).await;
    undoes(&mut ben, &id).await.says("This has been undone already.");
}

#[tokio::test]
async fn a_named_team_is_taken_out_unless_others_use_it() {
    let (house, mut ana, mut ben) = house().await;
    let team = named(&house, &mut ana).await;
    let id = event(&mut ben, "Ana Novak named a team.").await;
    ben.says_about(("team", &team), "I know them").await;
    undoes(&mut ben, &id).await.says("Something changed since that would be lost.");
    ana.post(&format!("{NORTH}/teams"), &[("name", "Search")]).await;
    house.app.clock.advance(60);
    let id = event(&mut ben, "Ana Novak named a team.").await;
    undoes(&mut ben, &id).await.leads_to(&format!("{NORTH}/history"));
    let teams = ana.get(&format!("{NORTH}/teams")).await;
    teams.says("Payments");
    teams.is_silent_about("Search");
    let history = ana.get(&format!("{NORTH}/history")).await;
    history.says("Ben Ortiz took a team out that had been named.");
    // The name is free again.
    ben.post(&format!("{NORTH}/teams"), &[("name", "Search")])
        .await
        .leads_to(&format!("{NORTH}/teams"));
}

#[tokio::test]
async fn serving_and_no_longer_serving_are_undone_by_whoever_said_it() {
    let (house, mut ana, mut ben) = house().await;
    let team = named(&house, &mut ana).await;
    ben.post(&format!("{NORTH}/teams/{team}/serving"), &[("serves", "yes")]).await;
    house.app.clock.advance(60);
    let id = event(&mut ben, "Ben Ortiz serves a team.").await;
    undoes(&mut ana, &id).await.says("Only whoever did this can undo it.");
    undoes(&mut ben, &id).await.leads_to(&format!("{NORTH}/history"));
    house.app.clock.advance(60);
    let one = format!("{NORTH}/teams/{team}");
    ana.get(&one).await.says("Served by Ana Novak.");
    let id = event(&mut ben, "Ben Ortiz serves a team no longer.").await;
    let form = [("back", one.as_str())];
    ben.post(&format!("{NORTH}/history/{id}/undoing"), &form).await.leads_to(&one);
    ana.get(&one).await.says("Served by Ana Novak and Ben Ortiz.");
    let elsewhere = [("back", "//evil.example")];
    ben.post(&format!("{NORTH}/history/{id}/undoing"), &elsewhere).await.says("undone already");
}

#[tokio::test]
async fn an_invitation_is_taken_back_unless_it_was_used() {
    let (house, mut ana, mut ben) = house().await;
    let token = ana.invites(&[("role", "peer")]).await;
    house.app.clock.advance(60);
    let id = event(&mut ben, "Ana Novak invited somebody.").await;
    undoes(&mut ben, &id).await.leads_to(&format!("{NORTH}/history"));
    let link = format!("/invitation?token={token}");
    house.browser().get(&link).await.says("was taken back");
    house.app.clock.advance(60);
    house.invited(&mut ana, ("peer", "Cho Tanaka", "cho@example.org")).await;
    let id = event(&mut ben, "Ana Novak invited somebody.").await;
    undoes(&mut ben, &id).await.says("This invitation has been used.");
}

#[tokio::test]
async fn a_why_comes_back_with_what_was_said_by_its_author_who_sees_the_readers() {
    let (house, mut ana, mut ben) = house().await;
    ana.post("/why", &[("words", "My words"), ("reason", "faster")]).await;
    let both = ("readers", "Ana Novak and Ben Ortiz");
    ana.post(&format!("{NORTH}/whys/sharing"), &[("version", "1"), both]).await;
    let why = ben.get(&format!("{NORTH}/whys")).await.id_after("/whys/");
    ben.says_about(("why", &why), "So do I").await;
    house.app.clock.advance(60);
    ana.post(&format!("{NORTH}/whys/taking-back"), &[]).await;
    house.app.clock.advance(60);
    let one = format!("{NORTH}/whys/{why}");
    assert_eq!(ben.get(&one).await.status, 404);
    let id = event(&mut ana, "Ana Novak took a shared why back.").await;
    let undoing = format!("{NORTH}/history/{id}/undoing");
    ben.post(&undoing, &[both]).await.says("Only whoever did this can undo it.");
    let history = ana.get(&format!("{NORTH}/history")).await;
    history.says("Ana Novak and Ben Ortiz will be able to read it again.");
    house.invited(&mut ben, ("observer", "Olga Oak", "olga@example.org")).await;
    ana.post(&undoing, &[both]).await.says("Others can read it by now");
    assert_eq!(ben.get(&one).await.status, 404);
    let three = ("readers", "Ana Novak, Ben Ortiz and Olga Oak (observes)");
    ana.post(&undoing, &[three]).await.leads_to(&format!("{NORTH}/history"));
    let again = ben.get(&one).await;
    again.says("My words");
    again.says("So do I");
    again.says("Ana Novak shared a why again.");
}

#[tokio::test]
async fn another_why_that_was_shared_since_is_not_pushed_away() {
    let (house, mut ana, mut ben) = house().await;
    ana.post("/why", &[("words", "My words"), ("reason", "faster")]).await;
    let both = ("readers", "Ana Novak and Ben Ortiz");
    let sharing = format!("{NORTH}/whys/sharing");
    ana.post(&sharing, &[("version", "1"), both]).await;
    ana.post(&format!("{NORTH}/whys/taking-back"), &[]).await;
    house.app.clock.advance(60);
    let id = event(&mut ana, "Ana Novak took a shared why back.").await;
    ana.post("/why", &[("words", "Other words"), ("reason", "faster")]).await;
    ana.post(&sharing, &[("version", "2"), both]).await;
    let refused = ana.post(&format!("{NORTH}/history/{id}/undoing"), &[both]).await;
    refused.says("Something changed since that would be lost.");
    ben.get(&format!("{NORTH}/whys")).await.says("Other words");
}

#[tokio::test]
async fn an_edit_is_undone_as_long_as_it_is_the_latest() {
    let (house, mut ana, mut ben) = house().await;
    let team = named(&house, &mut ana).await;
    let id = ben.says_about(("team", &team), "The first words").await;
    let own = format!("{NORTH}/comments/{id}");
    house.app.clock.advance(60);
    ben.post(&own, &[("words", "Second words"), ("version", "1")]).await;
    let first = event(&mut ben, "Ben Ortiz edited a comment on a team.").await;
    undoes(&mut ana, &first).await.says("Only whoever did this can undo it.");
    house.app.clock.advance(60);
    ben.post(&own, &[("words", "Third words"), ("version", "2")]).await;
    undoes(&mut ben, &first).await.says("Only the latest edit can be undone.");
    let second = event(&mut ben, "Ben Ortiz edited a comment on a team.").await;
    undoes(&mut ben, &second).await.leads_to(&format!("{NORTH}/history"));
    let read = ana.get(&format!("{NORTH}/teams/{team}")).await;
    read.says("Second words");
    read.says("Ben Ortiz put a comment on a team back as it was.");
    house.app.clock.advance(60);
    ben.post(&own, &[("words", "Fourth words"), ("version", "4")]).await;
    let third = event(&mut ben, "Ben Ortiz edited a comment on a team.").await;
    ben.post(&format!("{own}/deletion"), &[]).await;
    undoes(&mut ben, &third).await.says("This comment has been deleted.");
}

#[tokio::test]
async fn what_is_not_in_the_list_or_of_another_table_is_not_undone() {
    let (house, _, mut ben) = house().await;
    let joined = event_of(&house, "joined").await;
    undoes(&mut ben, &joined).await.says("This cannot be undone.");
    ben.post("/peer-teams", &[("name", "South")]).await;
    let elsewhere = format!("/peer-teams/south/history/{joined}/undoing");
    assert_eq!(ben.post(&elsewhere, &[]).await.status, 404);
    assert_eq!(undoes(&mut ben, "none").await.status, 404);
}

#[tokio::test]
async fn of_two_who_undo_at_once_one_does() {
    let (house, mut ana, mut ben) = house().await;
    let team = named(&house, &mut ana).await;
    let serving = format!("{NORTH}/teams/{team}/serving");
    ben.post(&serving, &[("serves", "yes")]).await;
    house.app.clock.advance(60);
    let id = event(&mut ben, "Ben Ortiz serves a team.").await;
    let mut phone = house.browser();
    phone.cookie.clone_from(&ben.cookie);
    let (one, other) = tokio::join!(undoes(&mut ben, &id), undoes(&mut phone, &id));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    ana.get(&format!("{NORTH}/teams/{team}")).await.says("Served by Ana Novak.");
}
