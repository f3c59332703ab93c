//! Recovery codes: each serves once, newer ones end the older, and strangers learn nothing.

use super::model::{meant, new_codes};
use crate::testing::{Answer, Browser, House};

const PASSWORD: &str = "four plain words here";

/// Makes ten codes.
async fn codes(browser: &mut Browser) -> Vec<String> {
    let page = browser.post("/account/recovery-codes", &[("present", PASSWORD)]).await;
    let codes = page.text.split("<code>").skip(1).filter_map(|it| it.split('<').next());
    codes.map(str::to_owned).collect()
}

async fn recovers(browser: &mut Browser, (email, code): (&str, &str)) -> Answer {
    let form = [("email", email), ("code", code), ("password", "another few words")];
    browser.post("/recovery", &form).await
}

#[tokio::test]
async fn a_code_lets_somebody_in_once_and_ends_all_other_sessions() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let codes = codes(&mut ana).await;
    assert_eq!(codes.len(), 10);
    ana.get("/account").await.says("10 recovery codes are left.");
    let mut lost = house.browser();
    let typed = codes[3].to_lowercase().replace('-', " ");
    recovers(&mut lost, ("Ana@example.org", &typed)).await.leads_to("/account/recovery-codes");
    lost.get("/account/recovery-codes").await.says("9 recovery codes are left.");
    ana.get("/account").await.leads_to("/sign-in?to=/account");
    lost.get("/account").await.says("You came in with a recovery code");
    let again = recovers(&mut house.browser(), ("ana@example.org", &codes[3])).await;
    assert_eq!(again.status, 422);
    again.says("Each code serves once");
    let old = [("email", "ana@example.org"), ("password", PASSWORD)];
    house.browser().post("/sign-in", &old).await.says("No account has this address");
    let new = [("email", "ana@example.org"), ("password", "another few words")];
    house.browser().post("/sign-in", &new).await.leads_to("/");
    // What I wrote for myself is still mine.
    lost.get("/why").await.says("Why do you want");
}

#[tokio::test]
async fn new_codes_end_those_before_and_need_the_password() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let before = codes(&mut ana).await;
    let refused = ana.post("/account/recovery-codes", &[("present", "a guess")]).await;
    refused.says("This is not your present password");
    refused.says("10 recovery codes are left.");
    let after = codes(&mut ana).await;
    assert!(!after.contains(&before[0]));
    recovers(&mut house.browser(), ("ana@example.org", &before[0])).await.says("newer ones end");
    recovers(&mut house.browser(), ("ana@example.org", &after[0]))
        .await
        .leads_to("/account/recovery-codes");
}

#[tokio::test]
async fn a_stranger_is_told_the_same_and_ten_tries_are_enough() {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    let codes = codes(&mut ana).await;
    let mut thief = house.browser();
    let known = recovers(&mut thief, ("ana@example.org", "AAAA")).await;
    let stranger = recovers(&mut thief, ("nobody@example.org", "AAAA")).await;
    let plain = |answer: &Answer, email| answer.without_nonce().replace(email, "");
    assert_eq!(plain(&known, "ana@example.org"), plain(&stranger, "nobody@example.org"));
    // A code of somebody else is none.
    recovers(&mut thief, ("ben@example.org", &codes[0])).await.says("No account has this address");
    for _ in 0..9 {
        recovers(&mut thief, ("ana@example.org", "AAAA")).await;
    }
    let late = recovers(&mut thief, ("ana@example.org", &codes[0])).await;
    late.says("Wait three minutes");
    // They are the same tries as those of signing in.
    let form = [("email", "ana@example.org"), ("password", PASSWORD)];
    house.browser().post("/sign-in", &form).await.says("Wait three minutes");
    house.app.clock.advance(181);
    recovers(&mut thief, ("ana@example.org", &codes[0])).await.leads_to("/account/recovery-codes");
}

#[tokio::test]
async fn a_password_that_cannot_be_taken_does_not_use_the_code_up() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let codes = codes(&mut ana).await;
    let form = [("email", "ana@example.org"), ("code", &codes[0]), ("password", "short")];
    let refused = house.browser().post("/recovery", &form).await;
    refused.says("at least 10 characters");
    refused.says(&format!("value=\"{}\"", codes[0]));
    ana.get("/account").await.says("10 recovery codes are left.");
}

#[tokio::test]
async fn codes_are_stored_as_hashes_and_told_once() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let codes = codes(&mut ana).await;
    let stored = house.stored().await;
    for code in &codes {
        for text in [code.clone(), code.replace('-', "")] {
            assert!(!stored.windows(text.len()).any(|part| part == text.as_bytes()));
        }
        ana.get("/account/recovery-codes").await.is_silent_about(code);
    }
}

#[test]
fn codes_hold_80_bits_in_letters_that_cannot_be_taken_for_each_other() {
    let codes = new_codes().expect("random numbers");
    let mut seen = codes.clone();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 10);
    for code in codes {
        assert_eq!(code.len(), 19, "{code}: 16 letters of five bits in four groups");
        assert!(!code.contains(['I', 'L', 'O', 'U']), "{code}");
        assert_eq!(meant(&code.to_lowercase()), code);
        assert_eq!(meant(&code.replace('0', "o").replace('1', "l")), code);
    }
}
