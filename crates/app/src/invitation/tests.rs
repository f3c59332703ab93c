//! Invitations: who may use which link, once, until when.

use crate::testing::{House, account};

fn with_token<'t>(token: &'t str, name: &'t str, email: &'t str) -> Vec<(&'t str, &'t str)> {
    std::iter::once(("token", token)).chain(account(name, email)).collect()
}

#[tokio::test]
async fn a_link_says_who_invites_and_to_what_and_serves_once() {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    let token = ana.invites(&[("role", "peer")]).await;
    let mut cho = house.browser();
    let page = cho.get(&format!("/invitation?token={token}")).await;
    page.says("Ana Novak invites you to the table of “North group”, as a peer.");
    let form = with_token(&token, "Cho", "cho@example.org");
    cho.post("/invitation/account", &form).await.leads_to("/why");
    cho.get("/peer-teams/north-group").await.says("Cho");
    let mut late = house.browser();
    let used = late.get(&format!("/invitation?token={token}")).await;
    assert_eq!(used.status, 410);
    used.says("This invitation has been used.");
    let form = with_token(&token, "Late", "late@example.org");
    late.post("/invitation/account", &form).await.says("This invitation has been used.");
    assert!(late.cookie.is_none());
}

#[tokio::test]
async fn a_link_expires_can_be_taken_back_and_must_be_whole() {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    let mut cho = house.browser();
    let expired = ana.invites(&[("role", "peer"), ("days", "1")]).await;
    house.app.clock.advance(86_400);
    let page = cho.get(&format!("/invitation?token={expired}")).await;
    page.says("This invitation has expired.");
    let revoked = ana.invites(&[("role", "peer")]).await;
    let list = ana.get("/peer-teams/north-group/invitations").await;
    let path = list.text.split("action=\"").find(|it| it.contains("/revocation\""));
    let path = path.and_then(|it| it.split('"').next()).expect("it can be taken back");
    ana.post(path, &[]).await.leads_to("/peer-teams/north-group/invitations");
    cho.get(&format!("/invitation?token={revoked}")).await.says("was taken back");
    cho.get(&format!("/invitation?token={}", &revoked[1..])).await.says("This is no invitation.");
}

#[tokio::test]
async fn an_invitation_for_one_address_is_for_nobody_else() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let token = ana.invites(&[("role", "peer"), ("email", "Cho@example.org")]).await;
    let page = ben.get(&format!("/invitation?token={token}")).await;
    page.says("for somebody with another address: c…@example.org");
    let mut other = house.browser();
    let form = with_token(&token, "Dan", "dan@example.org");
    other.post("/invitation/account", &form).await.says("another address");
    let mut cho = house.browser();
    let form = with_token(&token, "Cho", "cho@example.org");
    cho.post("/invitation/account", &form).await.leads_to("/why");
}

#[tokio::test]
async fn somebody_with_an_account_takes_a_seat_at_a_second_table() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    ben.post("/peer-teams", &[("name", "South group")]).await;
    let made = ben.post("/peer-teams/south-group/invitations", &[("role", "peer")]).await;
    let token = made.text.split("/invitation?token=").nth(1).expect("a link");
    let token: String = token.chars().take_while(char::is_ascii_hexdigit).collect();
    ana.get(&format!("/invitation?token={token}")).await.says("Take the seat");
    ana.post("/invitation/seat", &[("token", &token)]).await.leads_to("/peer-teams/south-group");
    ana.get("/peer-teams/south-group").await.says("North group");
    let twice = ben.invites(&[("role", "peer")]).await;
    ana.post("/invitation/seat", &[("token", &twice)]).await.says("You sit at this table already.");
    // The link was not used up by that.
    house.browser().get(&format!("/invitation?token={twice}")).await.says("Ben Ortiz invites you");
}

#[tokio::test]
async fn an_account_that_cannot_be_opened_leaves_the_invitation_open() {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    let token = ana.invites(&[("role", "peer")]).await;
    let mut cho = house.browser();
    let taken = with_token(&token, "Cho", "ben@example.org");
    cho.post("/invitation/account", &taken).await.says("There is an account with this address.");
    let form = with_token(&token, "Cho", "cho@example.org");
    cho.post("/invitation/account", &form).await.leads_to("/why");
}
