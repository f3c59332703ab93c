//! Peer teams: founding, who may see and change what, settings and their undoing, leaving.

use super::model::{free_short, told_apart};
use crate::testing::House;

#[tokio::test]
async fn a_name_that_is_none_comes_back_with_the_reason() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let page = ana.post("/peer-teams", &[("name", "   ")]).await;
    assert_eq!(page.status, 422);
    page.says("Give it a name of at most 80 characters.");
}

#[test]
fn short_forms_are_each_teams_and_each_seats_own() {
    let taken = ["north-group".to_owned()];
    assert_eq!(free_short("North Group!", &taken), "north-group-2");
    assert_eq!(free_short("Führung Süd", &[]), "fuehrung-sued");
    assert_eq!(free_short("管理", &[]), "table");
    let chosen = ["AN", "AN", "CH", "ANA", "ANA"].map(str::to_owned);
    assert_eq!(told_apart(&chosen), ["AN", "AN2", "CH", "ANA", "AN3"]);
}

#[tokio::test]
async fn to_others_a_peer_team_is_not_there() {
    let house = House::new().await;
    let (_, mut ben) = house.ana_and_ben().await;
    ben.post("/peer-teams/north-group/leaving", &[]).await.leads_to("/peer-teams");
    for page in ["", "/whys", "/seats", "/teams", "/settings", "/history", "/invitations"] {
        let theirs = ben.get(&format!("/peer-teams/north-group{page}")).await;
        let nobodys = ben.get(&format!("/peer-teams/nowhere{page}")).await;
        assert_eq!(theirs.status, 404, "{page}");
        assert_eq!(theirs.without_nonce(), nobodys.without_nonce(), "{page}");
    }
}

#[tokio::test]
async fn observers_read_and_change_nothing() {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    let mut olga = house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    for page in ["", "/whys", "/seats", "/settings", "/history"] {
        let read = olga.get(&format!("/peer-teams/north-group{page}")).await;
        assert_eq!(read.status, 200, "{page}");
    }
    for page in ["/settings", "/settings/1/undoing", "/invitations", "/whys/sharing"] {
        let change = olga.post(&format!("/peer-teams/north-group{page}"), &[]).await;
        assert_eq!(change.status, 403, "{page}");
        change.says("its peers change it");
    }
    ana.get("/peer-teams/north-group/seats").await.says("Who observes");
}

#[tokio::test]
async fn settings_changed_by_two_at_once_lose_nothing() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let settings = "/peer-teams/north-group/settings";
    let typed = |name: &'static str| {
        let zone = ("time_zone", "Europe/Berlin");
        [("name", name), zone, ("working_day", "monday"), ("version", "1")]
    };
    ana.post(settings, &typed("North by Ana")).await.leads_to(settings);
    let late = ben.post(settings, &typed("North by Ben")).await;
    assert_eq!(late.status, 422);
    late.says("the name now is “North by Ana”");
    late.says("value=\"North by Ben\"");
    ben.get(settings).await.says("value=\"North by Ana\"");
}

#[tokio::test]
async fn settings_can_be_put_back_for_a_week() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let settings = "/peer-teams/north-group/settings";
    let typed =
        [("name", "South"), ("time_zone", "UTC"), ("working_day", "monday"), ("version", "1")];
    ana.post(settings, &typed).await.leads_to(settings);
    ben.post(&format!("{settings}/2/undoing"), &[]).await.leads_to(settings);
    ben.get(settings).await.says("value=\"North group\"");
    ana.get("/peer-teams/north-group/history").await.says("Ben Ortiz put the settings back.");
    // What others changed since would be lost with an earlier one.
    let earlier = ana.post(&format!("{settings}/2/undoing"), &[]).await;
    earlier.says("Only the latest change can be put back.");
    house.app.clock.advance(8 * 86_400);
    let late = ben.post(&format!("{settings}/3/undoing"), &[]).await;
    late.says("Settings can be put back for a week.");
}

#[tokio::test]
async fn settings_that_cannot_be_come_back_with_the_reason() {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    let settings = "/peer-teams/north-group/settings";
    let zone = [("name", "N"), ("time_zone", "Mars/Base"), ("working_day", "monday")];
    ana.post(settings, &zone).await.says("There is no time zone “Mars/Base”.");
    let days = [("name", "N"), ("time_zone", "UTC")];
    ana.post(settings, &days).await.says("Tick at least one working day.");
}

#[tokio::test]
async fn what_moved_is_told_until_it_was_seen() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    ana.post("/peer-teams", &[("name", "North group")]).await;
    ana.get("/").await.leads_to("/peer-teams/north-group");
    house.app.clock.advance(60);
    house.invited(&mut ana, ("peer", "Ben Ortiz", "ben@example.org")).await;
    let today = ana.get("/peer-teams/north-group").await;
    today.says("Ben Ortiz took a seat at the table.");
    today.is_silent_about("Ana Novak founded");
    ana.post("/peer-teams/north-group/seen", &[]).await.leads_to("/peer-teams/north-group");
    let today = ana.get("/peer-teams/north-group").await;
    today.is_silent_about("took a seat at the table");
    today.says("Nothing moved that you have not seen.");
}

#[tokio::test]
async fn holidays_are_kept_in_order_and_one_that_is_no_day_comes_back_as_typed() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let settings = "/peer-teams/north-group/settings";
    let typed = |holidays, version| {
        let kept = [("name", "North group"), ("time_zone", "UTC"), ("working_day", "monday")];
        kept.into_iter().chain([("holidays", holidays), ("version", version)]).collect::<Vec<_>>()
    };
    let refused = ana.post(settings, &typed("2026-12-25\n25.12.", "1")).await;
    assert_eq!(refused.status, 422);
    refused.says("“25.12.” is no day. Write each holiday on a line of its own, like 2026-12-25.");
    refused.says("2026-12-25 25.12.</textarea>");
    let form = typed(" 2027-01-01 \r\n\r\n2026-12-25\r\n2027-01-01", "1");
    ana.post(settings, &form).await.leads_to(settings);
    let page = ben.get(settings).await;
    page.says("2026-12-25 2027-01-01</textarea>");
    page.says("North group · UTC · Mon · 2 holidays");
}
