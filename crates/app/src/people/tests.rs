//! Accounts: the set-up link, passwords, signing in and out, and how long a session lasts.

use crate::testing::{Answer, House};

const GOOD: &str = "four plain words here";

fn form<'t>(token: &'t str, password: &'t str) -> [(&'t str, &'t str); 4] {
    [("token", token), ("name", "Ana"), ("email", "ana@example.org"), ("password", password)]
}

fn token(house: &House) -> String {
    let link = house.app.set_up_link().expect("nobody is there yet");
    link.split_once("token=").expect("a token").1.to_owned()
}

#[tokio::test]
async fn the_set_up_link_serves_once() {
    let house = House::new().await;
    let token = token(&house);
    let mut ana = house.browser();
    ana.get(&format!("/set-up?token={token}")).await.says("who are you?");
    ana.post("/set-up", &form(&token, GOOD)).await.leads_to("/why");
    let mut other = house.browser();
    other.get(&format!("/set-up?token={token}")).await.says("The set-up link has been used");
    let again = other.post("/set-up", &form(&token, GOOD)).await;
    assert_eq!(again.status, 403);
    assert_eq!(house.restarted().await.app.set_up_link(), None);
}

#[tokio::test]
async fn a_made_up_set_up_link_opens_nothing() {
    let house = House::new().await;
    let mut other = house.browser();
    assert_eq!(other.get("/set-up?token=0123").await.status, 403);
    assert_eq!(other.post("/set-up", &form("0123", GOOD)).await.status, 403);
    assert!(other.cookie.is_none());
}

#[tokio::test]
async fn what_is_refused_comes_back_without_the_password() {
    let house = House::new().await;
    let token = token(&house);
    for (password, reason) in [
        ("too short", "at least 10 characters"),
        ("password123", "a password that many people try first"),
        ("aaaaaaaaaaaa", "a password that many people try first"),
        ("ana@example.org", "a password that many people try first"),
    ] {
        let page = house.browser().post("/set-up", &form(&token, password)).await;
        assert_eq!(page.status, 422);
        page.says(reason);
        page.says("value=\"ana@example.org\"");
        assert!(!page.text.contains(&format!("value=\"{password}\"")) || password.contains('@'));
    }
}

#[tokio::test]
async fn signing_in_and_out() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let session = ana.cookie.clone();
    ana.post("/sign-out", &[]).await.leads_to("/sign-in");
    assert!(ana.cookie.is_none());
    // The session has ended on the server, too.
    ana.cookie = session;
    ana.get("/why").await.leads_to("/sign-in?to=/why");
    let form = [("email", " Ana@Example.org "), ("password", GOOD), ("to", "/why")];
    ana.post("/sign-in", &form).await.leads_to("/why");
    ana.get("/why").await.says("Why do you want to work with your peers?");
    let elsewhere = [("email", "ana@example.org"), ("password", GOOD), ("to", "//evil.example")];
    ana.post("/sign-in", &elsewhere).await.leads_to("/");
}

#[tokio::test]
async fn ten_tries_in_three_minutes_are_enough_even_over_a_restart() {
    let house = House::new().await;
    house.ana().await;
    let wrong = [("email", "ana@example.org"), ("password", "not this one at all")];
    let mut thief = house.browser();
    for _ in 0..10 {
        thief.post("/sign-in", &wrong).await.says("No account has this address");
    }
    thief.post("/sign-in", &wrong).await.says("Wait three minutes");
    let right = [("email", "ana@example.org"), ("password", GOOD)];
    let house = house.restarted().await;
    house.browser().post("/sign-in", &right).await.says("Wait three minutes");
    house.app.clock.advance(181);
    house.browser().post("/sign-in", &right).await.leads_to("/");
}

#[tokio::test]
async fn a_stranger_is_told_the_same_as_who_mistypes() {
    let house = House::new().await;
    house.ana().await;
    let page = |email: &'static str| {
        let mut browser = house.browser();
        async move {
            let form = [("email", email), ("password", "not this one at all")];
            browser.post("/sign-in", &form).await.without_nonce().replace(email, "")
        }
    };
    assert_eq!(page("ana@example.org").await, page("nobody@example.org").await);
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_for_two_weeks_or_two_months_old() {
    const DAY: i64 = 86_400;
    let house = House::new().await;
    let mut ana = house.ana().await;
    for _ in 0..5 {
        house.app.clock.advance(11 * DAY);
        assert_eq!(ana.get("/why").await.status, 200);
    }
    house.app.clock.advance(11 * DAY);
    ana.get("/why").await.leads_to("/sign-in?to=/why");
    let form = [("email", "ana@example.org"), ("password", GOOD)];
    ana.post("/sign-in", &form).await.leads_to("/");
    house.app.clock.advance(15 * DAY);
    ana.get("/why").await.leads_to("/sign-in?to=/why");
}

#[tokio::test]
async fn sessions_can_be_seen_and_ended() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let mut phone = house.browser();
    phone.headers = vec![
        ("sec-fetch-site", "same-origin"),
        ("user-agent", "Mozilla/5.0 (Android 14; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0"),
    ];
    let form = [("email", "ana@example.org"), ("password", GOOD)];
    phone.post("/sign-in", &form).await.leads_to("/");
    let page = ana.get("/account").await;
    page.says("Firefox on Android");
    page.says("(this one)");
    let key = page.text.split("name=\"session\" value=\"").nth(1).expect("one can be ended");
    let key = key.split('"').next().unwrap_or_default().to_owned();
    // The key of the list is no session, and of no use to others.
    let mut thief = house.browser();
    thief.cookie = Some(format!("__Host-s={key}"));
    thief.get("/account").await.leads_to("/sign-in?to=/account");
    ana.post("/account/sessions/ending", &[("session", &key)]).await.leads_to("/account");
    phone.get("/account").await.leads_to("/sign-in?to=/account");
    assert_eq!(ana.get("/account").await.status, 200);
}

#[tokio::test]
async fn nobody_ends_a_session_of_somebody_else() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let token = ana.cookie.clone().expect("a session");
    let hash = super::token_hash(token.trim_start_matches("__Host-s="));
    ben.post("/account/sessions/ending", &[("session", &hash)]).await.leads_to("/account");
    assert_eq!(ana.get("/account").await.status, 200);
}

#[tokio::test]
async fn another_password_needs_the_present_one_and_ends_other_sessions() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let mut phone = house.browser();
    let old = [("email", "ana@example.org"), ("password", GOOD)];
    phone.post("/sign-in", &old).await.leads_to("/");
    let change = |present, new| [("present", present), ("password", new)];
    let wrong = ana.post("/account/password", &change("something else", "new words here")).await;
    wrong.says("This is not your present password; nothing was changed.");
    let short = ana.post("/account/password", &change(GOOD, "short")).await;
    short.says("at least 10 characters");
    ana.post("/account/password", &change(GOOD, "new words here")).await.leads_to("/account");
    phone.get("/account").await.leads_to("/sign-in?to=/account");
    assert_eq!(ana.get("/account").await.status, 200);
    house.browser().post("/sign-in", &old).await.says("No account has this address");
}

/// The value of a hidden field, as the browser sends it back.
fn hidden<'t>(page: &'t Answer, name: &str) -> Option<&'t str> {
    let after = page.text.split(&format!("type=\"hidden\" name=\"{name}\" value=\"")).nth(1)?;
    after.split('"').next()
}

#[tokio::test]
async fn a_form_that_outlives_the_session_is_carried_through_signing_in() {
    let house = House::new().await;
    house.ana().await;
    let mut late = house.browser();
    let words = [("words", "typed for an hour"), ("reason", "faster")];
    let page = late.post("/why", &words).await;
    assert_eq!(page.status, 401);
    page.says("You were signed out, and what you typed is still here.");
    let typed = hidden(&page, "typed").expect("the form").replace("&#38;", "&");
    let wrong = [("email", "ana@example.org"), ("password", "no"), ("typed", &typed)];
    let again = late.post("/sign-in", &[&wrong[..], &[("to", "/why")]].concat()).await;
    again.says("No account has this address");
    assert_eq!(hidden(&again, "typed").map(|it| it.replace("&#38;", "&")), Some(typed.clone()));
    let right = [("email", "ana@example.org"), ("password", GOOD), ("typed", &typed)];
    let ask = late.post("/sign-in", &[&right[..], &[("to", "/why")]].concat()).await;
    ask.says("You are in again. Send it now?");
    ask.says("action=\"/why\"");
    assert_eq!(hidden(&ask, "words"), Some("typed for an hour"));
    assert_eq!(hidden(&ask, "reason"), Some("faster"));
    let stored = house.stored().await;
    assert!(!stored.windows(17).any(|part| part == b"typed for an hour"));
    late.post("/why", &words).await.leads_to("/peer-teams");
}

#[tokio::test]
async fn what_waits_is_sent_nowhere_else_and_holds_no_password() {
    let house = House::new().await;
    house.ana().await;
    let mut late = house.browser();
    let form = [("email", "ana@example.org"), ("password", GOOD)];
    let away = [("to", "//evil.example/steal"), ("typed", "words=mine")];
    let ask = late.post("/sign-in", &[&form[..], &away].concat()).await;
    ask.says("action=\"/\"");
    let change = [("present", GOOD), ("password", "other plain words")];
    let refused = house.browser().post("/account/password", &change).await;
    assert_eq!(refused.status, 401);
    refused.says("You are signed out, so this was not kept.");
    refused.is_silent_about(GOOD);
}

#[tokio::test]
async fn a_form_that_is_too_long_is_said_to_be_not_kept() {
    let house = House::new().await;
    house.ana().await;
    let long = "a".repeat(300 * 1024);
    let late = house.browser().post("/why", &[("words", &long)]).await;
    assert_eq!(late.status, 401);
    late.says("You are signed out, so this was not kept.");
}
