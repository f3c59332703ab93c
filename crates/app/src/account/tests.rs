//! Leaving for good: what is destroyed, what stays, and what is asked before.

use crate::backup::{backup, verify};
use crate::testing::{Answer, Browser, House};

const PASSWORD: &str = "four plain words here";

async fn leaves(browser: &mut Browser, name: &str) -> Answer {
    let form = [("present", PASSWORD), ("sure", "yes"), ("name", name)];
    browser.post("/account/leaving", &form).await
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[tokio::test]
async fn who_leaves_for_good_is_forgotten_and_what_they_shared_stays() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    ana.post("/peer-teams", &[("name", "North group")]).await;
    let token = ana.invites(&[("role", "peer"), ("email", "ben@example.org")]).await;
    let mut ben = house.browser();
    let mut form = vec![("token", token.as_str())];
    form.extend(crate::testing::account("Ben Ortiz", "ben@example.org"));
    ben.post("/invitation/account", &form).await.leads_to("/why");
    ben.post("/why", &[("words", "Shared words"), ("reason", "faster")]).await;
    let readers = [("version", "1"), ("readers", "Ana Novak and Ben Ortiz")];
    ben.post("/peer-teams/north-group/whys/sharing", &readers).await;
    ben.post("/account/recovery-codes", &[("present", PASSWORD)]).await;
    let open = ben.invites(&[("role", "peer")]).await;
    ana.invites(&[("role", "observer"), ("email", "ben@example.org")]).await;
    ben.get("/account/leaving").await.says("Nobody can undo this.");
    let before = house.live().await;
    assert!(holds(&before, "Ben Ortiz") && holds(&before, "ben@example.org"));

    leaves(&mut ben, "former").await.says("You have left for good.");
    assert!(ben.cookie.is_none());
    let after = house.live().await;
    for gone in ["Ben Ortiz", "ben@example.org"] {
        assert!(!holds(&after, gone), "{gone} is still there");
    }
    let whys = ana.get("/peer-teams/north-group/whys").await;
    whys.says("Shared words");
    whys.says("A former peer");
    ana.get("/peer-teams/north-group/history").await.says("A former peer left the table.");
    ana.get("/peer-teams/north-group/seats").await.is_silent_about("former peer");
    ana.get("/accounts").await.is_silent_about("former peer");
    let late = house.browser().get(&format!("/invitation?token={open}")).await;
    late.says("This invitation was taken back.");
    let form = [("email", "ben@example.org"), ("password", PASSWORD)];
    house.browser().post("/sign-in", &form).await.says("No account has this address");
    // The address is free again.
    house.invited(&mut ana, ("peer", "Ben Ortiz", "ben@example.org")).await;
}

#[tokio::test]
async fn all_sessions_end_and_the_name_may_stay() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let mut phone = house.browser();
    let form = [("email", "ben@example.org"), ("password", PASSWORD)];
    phone.post("/sign-in", &form).await.leads_to("/");
    leaves(&mut ben, "stays").await.says("You have left for good.");
    phone.get("/account").await.leads_to("/sign-in?to=/account");
    ana.get("/peer-teams/north-group/history").await.says("Ben Ortiz left the table.");
    let live = house.live().await;
    assert!(holds(&live, "Ben Ortiz") && !holds(&live, "ben@example.org"));
}

#[tokio::test]
async fn it_needs_the_password_and_a_tick() {
    let house = House::new().await;
    let (_, mut ben) = house.ana_and_ben().await;
    let no_tick = [("present", PASSWORD), ("name", "former")];
    let refused = ben.post("/account/leaving", &no_tick).await;
    assert_eq!(refused.status, 422);
    refused.says("Tick that you know it cannot be undone");
    refused.says("value=\"former\" checked");
    let wrong = [("present", "a guess"), ("sure", "yes"), ("name", "stays")];
    ben.post("/account/leaving", &wrong).await.says("This is not your present password");
    assert_eq!(ben.get("/account").await.status, 200);
}

#[tokio::test]
async fn the_only_operator_gives_the_role_on_before_leaving() {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    ana.get("/account/leaving").await.says("You alone run this place");
    let refused = leaves(&mut ana, "stays").await;
    assert_eq!(refused.status, 422);
    let page = ana.get("/accounts").await;
    let id = page.text.split("said\">Ben Ortiz<").nth(1).expect("Ben");
    let id = id.split("/accounts/").nth(1).and_then(|it| it.split('/').next()).expect("an id");
    ana.post(&format!("/accounts/{id}/role"), &[("role", "operator")]).await;
    leaves(&mut ana, "stays").await.says("You have left for good.");
}

#[tokio::test]
async fn a_backup_is_whole_without_the_keys_that_were_destroyed() {
    let house = House::in_a_file().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    for writer in [&mut ana, &mut ben] {
        writer.post("/why", &[("words", "Mine"), ("reason", "faster")]).await;
    }
    leaves(&mut ben, "former").await.says("You have left for good.");
    let told = verify(&house.folder.path("")).await.expect("it is whole");
    assert!(told.contains("1 account,") && told.contains("1 private why opened"), "{told}");
    let file = house.folder.path("copy.backup");
    backup(&crate::config::Settings::in_folder(house.folder.path("")), &file, true)
        .await
        .expect("it is made");
}
