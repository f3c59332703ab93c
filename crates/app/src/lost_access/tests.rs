//! Lost access: two make a link, neither makes it alone, it serves once, and its owner sees who did
//! it.

use super::server::made;
use crate::testing::{Answer, Browser, House};

const PEERS: &str = "/peer-teams/north-group/lost-access";

/// Ana, who runs the place, Ben and Cho at one table.
async fn three(house: &House) -> (Browser, Browser, Browser) {
    let (mut ana, ben) = house.ana_and_ben().await;
    let cho = house.invited(&mut ana, ("peer", "Cho Adeyemi", "cho@example.org")).await;
    (ana, ben, cho)
}

/// The id of somebody, as the page of accounts has it.
async fn id_of(ana: &mut Browser, name: &str) -> String {
    let page = ana.get("/accounts").await;
    let after = page.text.split(&format!("said\">{name}<")).nth(1).expect("the account");
    let id = after.split("/accounts/").nth(1).and_then(|it| it.split('/').next());
    id.expect("its id").to_owned()
}

/// The path of the link that a page tells.
fn told(page: &Answer) -> Option<String> {
    let after = page.text.split("https://table.example.org/lost-access?token=").nth(1)?;
    let token: String = after.chars().take_while(char::is_ascii_hexdigit).collect();
    Some(token)
}

async fn comes_in(browser: &mut Browser, token: &str) -> Answer {
    let form = [("token", token), ("password", "another few words")];
    browser.post("/lost-access", &form).await
}

#[tokio::test]
async fn a_peer_says_so_and_an_operator_makes_the_link_that_serves_once() {
    let house = House::new().await;
    let (mut ana, mut ben, mut cho) = three(&house).await;
    let id = id_of(&mut ana, "Ben Ortiz").await;
    cho.post(PEERS, &[("person", &id)]).await.leads_to(PEERS);
    cho.get(PEERS).await.says("You said so.");
    let accounts = ana.get("/accounts").await;
    accounts.says("Cho Adeyemi says that they have lost access.");
    accounts.is_silent_about("North");
    let made = ana.post(&format!("/accounts/{id}/lost-access"), &[]).await;
    let token = told(&made).expect("a link");
    ana.get("/accounts").await.is_silent_about(&token);
    let mut lost = house.browser();
    lost.get(&format!("/lost-access?token={token}")).await.says("Ben Ortiz, come back in.");
    let short = [("token", token.as_str()), ("password", "short")];
    lost.post("/lost-access", &short).await.says("at least 10 characters");
    comes_in(&mut lost, &token).await.leads_to("/account");
    let page = lost.get("/account").await;
    page.says("Cho Adeyemi said that you have lost access.");
    page.says("Ana Novak made a one-time link for you to come in by.");
    page.says("You came in with a one-time link and took another password.");
    ben.get("/account").await.leads_to("/sign-in?to=/account");
    let again = comes_in(&mut house.browser(), &token).await;
    assert_eq!(again.status, 410);
    again.says("This link has been used.");
    let stored = house.stored().await;
    assert!(!stored.windows(token.len()).any(|part| part == token.as_bytes()));
}

#[tokio::test]
async fn an_operator_says_so_and_a_peer_makes_the_link() {
    let house = House::new().await;
    let (mut ana, _, mut cho) = three(&house).await;
    let id = id_of(&mut ana, "Ben Ortiz").await;
    ana.post(&format!("/accounts/{id}/lost-access"), &[]).await.leads_to("/accounts");
    // An operator who sits at the same table is not two, in either order.
    assert_eq!(told(&ana.post(PEERS, &[("person", &id)]).await), None);
    assert_eq!(told(&ana.post(&format!("/accounts/{id}/lost-access"), &[]).await), None);
    cho.get(PEERS).await.says("Whoever runs this place says so, too.");
    let token = told(&cho.post(PEERS, &[("person", &id)]).await).expect("a link");
    comes_in(&mut house.browser(), &token).await.leads_to("/account");
}

#[tokio::test]
async fn who_is_no_peer_of_theirs_is_of_no_help() {
    let house = House::new().await;
    let (mut ana, mut ben, mut cho) = three(&house).await;
    let mut olga = house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    let id = id_of(&mut ana, "Ben Ortiz").await;
    assert_eq!(olga.post(PEERS, &[("person", &id)]).await.status, 403);
    assert_eq!(ben.post(PEERS, &[("person", &id)]).await.status, 410);
    ben.post("/peer-teams/north-group/leaving", &[]).await;
    assert_eq!(cho.post(PEERS, &[("person", &id)]).await.status, 404);
    assert_eq!(ben.post(PEERS, &[("person", &id)]).await.status, 404);
}

#[tokio::test]
async fn a_peer_who_left_the_table_meanwhile_counts_no_more() {
    let house = House::new().await;
    let (mut ana, _, mut cho) = three(&house).await;
    let id = id_of(&mut ana, "Ben Ortiz").await;
    cho.post(PEERS, &[("person", &id)]).await.leads_to(PEERS);
    cho.post("/peer-teams/north-group/leaving", &[]).await;
    ana.post(&format!("/accounts/{id}/lost-access"), &[]).await.leads_to("/accounts");
}

#[tokio::test]
async fn a_link_ends_after_a_day_by_a_newer_one_and_by_its_owner() {
    let house = House::new().await;
    let (mut ana, mut ben, mut cho) = three(&house).await;
    let id = id_of(&mut ana, "Ben Ortiz").await;
    let url = format!("/accounts/{id}/lost-access");
    let mut tokens = vec![];
    for _ in 0..2 {
        cho.post(PEERS, &[("person", &id)]).await.leads_to(PEERS);
        tokens.push(told(&ana.post(&url, &[]).await).expect("a link"));
    }
    comes_in(&mut house.browser(), &tokens[0]).await.says("This link serves no more");
    ben.get("/account").await.says("Somebody said that you have lost access.");
    ben.post("/account/lost-access/ending", &[]).await.leads_to("/account");
    ben.get("/account").await.is_silent_about("Somebody said that");
    comes_in(&mut house.browser(), &tokens[1]).await.says("This link serves no more");
    // Another password ends it, too.
    cho.post(PEERS, &[("person", &id)]).await.leads_to(PEERS);
    let other = told(&ana.post(&url, &[]).await).expect("a link");
    let change = [("present", "four plain words here"), ("password", "other plain words")];
    ben.post("/account/password", &change).await.leads_to("/account");
    comes_in(&mut house.browser(), &other).await.says("This link serves no more");
    ana.post(&url, &[]).await.leads_to("/accounts");
    let token = told(&cho.post(PEERS, &[("person", &id)]).await).expect("a link");
    house.app.clock.advance(86_400);
    let late = house.browser().get(&format!("/lost-access?token={token}")).await;
    assert_eq!(late.status, 410);
    house.browser().get("/lost-access?token=0123").await.says("This is no link");
}

#[tokio::test]
async fn on_the_server_a_link_is_made_alone_and_said_to_its_owner() {
    let house = House::new().await;
    house.ana().await;
    let (store, clock) = (&house.app.store, &house.app.clock);
    let token = made(store, " Ana@Example.org", clock).await.expect("a link");
    let mut ana = house.browser();
    comes_in(&mut ana, &token).await.leads_to("/account");
    ana.get("/account").await.says("On the server a one-time link was made for you");
    let nobody = made(store, "nobody@example.org", clock).await.expect_err("nobody");
    assert_eq!(nobody.to_string(), "No account has the address nobody@example.org.");
}

#[tokio::test]
async fn a_disabled_account_is_let_in_by_no_link() {
    let house = House::new().await;
    let (mut ana, _, mut cho) = three(&house).await;
    let id = id_of(&mut ana, "Ben Ortiz").await;
    cho.post(PEERS, &[("person", &id)]).await.leads_to(PEERS);
    let token = told(&ana.post(&format!("/accounts/{id}/lost-access"), &[]).await).expect("a link");
    ana.post(&format!("/accounts/{id}/state"), &[("state", "disabled")]).await;
    let refused = comes_in(&mut house.browser(), &token).await;
    assert_eq!(refused.status, 403);
    refused.says("This account is disabled.");
}
