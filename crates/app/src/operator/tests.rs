//! Operators: what they see and change, and that one is always left.

use crate::testing::{Answer, Browser, House};

const OLD: [(&str, &str); 2] =
    [("email", "ben@example.org"), ("password", "four plain words here")];

/// The address of an account's forms.
async fn of(operator: &mut Browser, name: &str) -> String {
    let page = operator.get("/accounts").await;
    let after = page.text.split(&format!("said\">{name}<")).nth(1).expect("the account");
    let id = after.split("/accounts/").nth(1).and_then(|it| it.split('/').next());
    format!("/accounts/{}", id.expect("its id"))
}

async fn becomes(operator: &mut Browser, (name, role): (&str, &str)) -> Answer {
    let url = of(operator, name).await;
    operator.post(&format!("{url}/role"), &[("role", role)]).await
}

#[tokio::test]
async fn the_page_tells_of_accounts_and_of_nothing_that_people_write() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    ben.post("/why", &[("words", "canary"), ("reason", "faster")]).await;
    house.app.clock.advance(3 * 86_400);
    let page = ana.get("/accounts").await;
    page.says("ben@example.org");
    page.says("last seen 2 Mar 2026");
    page.says("last seen 5 Mar 2026");
    page.says("https://table.example.org");
    for silent in ["North", "canary", "faster"] {
        page.is_silent_about(silent);
    }
    ana.get("/account").await.says("Accounts of this place");
    ben.get("/account").await.is_silent_about("Accounts of this place");
    let (accounts, nowhere) = (ben.get("/accounts").await, ben.get("/nowhere").await);
    assert_eq!(accounts.without_nonce(), nowhere.without_nonce());
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_told_so_only_with_its_password() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let state = of(&mut ana, "Ben Ortiz").await + "/state";
    ana.post(&state, &[("state", "disabled")]).await.leads_to("/accounts");
    ana.get("/accounts").await.says(">disabled<");
    ben.get("/account").await.leads_to("/sign-in?to=/account");
    ben.post("/sign-in", &OLD).await.says("This account is disabled.");
    let wrong = [OLD[0], ("password", "not this one at all")];
    ben.post("/sign-in", &wrong).await.says("No account has this address");
    ana.post(&state, &[("state", "enabled")]).await.leads_to("/accounts");
    ben.post("/sign-in", &OLD).await.leads_to("/");
    let page = ben.get("/account").await;
    page.says("Ana Novak disabled your account.");
    page.says("Ana Novak enabled your account again.");
}

#[tokio::test]
async fn one_operator_is_always_left_who_can_come_in() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let refused = becomes(&mut ana, ("Ana Novak", "person")).await;
    assert_eq!(refused.status, 422);
    refused.says("You alone run this place.");
    let own = of(&mut ana, "Ana Novak").await + "/state";
    let refused = ana.post(&own, &[("state", "disabled")]).await;
    refused.says("You cannot disable your own account.");
    becomes(&mut ana, ("Ben Ortiz", "operator")).await.leads_to("/accounts");
    ben.get("/account").await.says("Ana Novak made you an operator.");
    // Ben is disabled, so Ana would be the last.
    let state = of(&mut ana, "Ben Ortiz").await + "/state";
    ana.post(&state, &[("state", "disabled")]).await.leads_to("/accounts");
    becomes(&mut ana, ("Ana Novak", "person")).await.says("You alone run this place.");
    ana.post(&state, &[("state", "enabled")]).await.leads_to("/accounts");
    becomes(&mut ana, ("Ana Novak", "person")).await.leads_to("/account");
    assert_eq!(ana.get("/accounts").await.status, 404);
    ben.post("/sign-in", &OLD).await.leads_to("/");
    assert_eq!(ben.get("/accounts").await.status, 200);
}

#[tokio::test]
async fn who_runs_nothing_changes_no_account() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let url = of(&mut ana, "Ana Novak").await;
    for (form, fields) in
        [("state", ("state", "disabled")), ("role", ("role", "person")), ("lost-access", ("", ""))]
    {
        let refused = ben.post(&format!("{url}/{form}"), &[fields]).await;
        assert_eq!(refused.status, 404, "{form}");
    }
    assert_eq!(ana.get("/accounts").await.status, 200);
}
