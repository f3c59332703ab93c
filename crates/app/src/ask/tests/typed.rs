//! What somebody typed is never lost, and what is sent twice is there once.

use super::{ASKING, ASKS, DAY, NORTH, answers, asks, id_of, sends, table};
use crate::testing::Answer;

/// That a page says why something was refused, and shows what was typed.
fn shows(page: &Answer, words: &[&str]) {
    assert_eq!(page.status, 422);
    page.says("This is what you typed:");
    for words in words {
        page.says(words);
    }
}

#[tokio::test]
async fn an_ask_to_all_stays_in_its_form_when_all_others_have_left() {
    let mut it = table().await;
    for browser in [&mut it.ben, &mut it.cho, &mut it.dina] {
        browser.post(&format!("{NORTH}/leaving"), &[]).await;
    }
    let form = [("to", "all"), ("want", "canary-want"), ("reason", "canary-reason")];
    let refused = sends(&mut it.ana, &form).await;
    assert_eq!(refused.status, 422);
    for words in ["It takes two peers at least.", "canary-want", "canary-reason", "aria-invalid"] {
        refused.says(words);
    }
}

#[tokio::test]
async fn words_beside_an_answer_that_comes_too_late_are_shown() {
    let mut it = table().await;
    let ask = asks(&mut it.ana, "Ben Ortiz", "Join us").await;
    answers(&mut it.ben, &ask, ("yes", "")).await.leads_to(&ask);
    let again = answers(&mut it.ben, &ask, ("no", "canary-words")).await;
    shows(&again, &["You have answered this already", "canary-words", "“Join us”"]);
    let ask = asks(&mut it.ana, "Ben Ortiz", "Stay").await;
    let withdrawn = [("fate", "withdrawn"), ("on", "2026-03-02")];
    it.ana.post(&format!("{ask}/fate"), &withdrawn).await.leads_to(&ask);
    let late = answers(&mut it.ben, &ask, ("no", "canary-words")).await;
    shows(&late, &["This ask has ended meanwhile.", "canary-words"]);
}

#[tokio::test]
async fn other_words_that_come_too_late_are_shown() {
    let mut it = table().await;
    let ask = asks(&mut it.ana, "Ben Ortiz", "More support").await;
    let other = [("want", "canary-want"), ("reason", "canary-reason")];
    let early = it.ana.post(&format!("{ask}/rewording"), &other).await;
    let both = ["An ask is reworded when", "canary-want", "canary-reason", "“More support”"];
    shows(&early, &both);
    answers(&mut it.ben, &ask, ("whatever", "")).await.leads_to(&ask);
    let withdrawn = [("fate", "withdrawn"), ("on", "2026-03-02")];
    it.ana.post(&format!("{ask}/fate"), &withdrawn).await.leads_to(&ask);
    let late = it.ana.post(&format!("{ask}/rewording"), &other).await;
    shows(&late, &["This ask has ended meanwhile.", "canary-want", "canary-reason"]);
}

#[tokio::test]
async fn words_for_an_offer_that_was_withdrawn_are_shown() {
    let mut it = table().await;
    let (offers, back) = (format!("{ASKS}/offers"), format!("{ASKS}?show=offers"));
    it.ana.post(&offers, &[("words", "A tester on Thursdays")]).await.leads_to(&back);
    let offer = format!("{offers}/{}", it.ben.get(&back).await.id_after("/offers/"));
    it.ana.post(&format!("{offer}/withdrawal"), &[]).await.leads_to(&back);
    let late = it.ben.post(&format!("{offer}/taking"), &[("words", "canary-words")]).await;
    shows(&late, &["This offer was withdrawn meanwhile.", "canary-words"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ask_that_is_sent_twice_is_asked_once() {
    let mut it = table().await;
    let form = it.ana.get(ASKING).await;
    let id = form.id_after("name=\"id\" value=\"");
    let to = id_of(&mut it.ana, "Ben Ortiz").await;
    let sent = [("id", id.as_str()), ("to", &to), ("want", "Join us"), ("reason", "")];
    let mut other = it.house.browser();
    other.cookie.clone_from(&it.ana.cookie);
    let (one, two) = tokio::join!(it.ana.post(ASKING, &sent), other.post(ASKING, &sent));
    let ask = format!("{ASKS}/{id}");
    let led = |answer: &Answer| answer.headers["location"].to_str().expect("text").to_owned();
    let mut led = [led(&one), led(&two)].map(|it| it.split('?').next().map(str::to_owned));
    led.sort();
    assert_eq!(led, [Some(ASKS.to_owned()), Some(ask.clone())]);
    it.house.app.clock.advance(DAY);
    it.ana.post(ASKING, &sent).await.leads_to(&ask);
    let count = async |it: &mut super::Table, want: &str| {
        let page = it.ben.get(&format!("{ASKS}?show=all")).await.text;
        page.matches(&format!(">“{want}”</a>")).count()
    };
    assert_eq!(count(&mut it, "Join us").await, 1);
    // Other words in the same form are another ask, and are not lost.
    let back = [("id", id.as_str()), ("to", &to), ("want", "Join them"), ("reason", "")];
    it.ana.post(ASKING, &back).await.leads_to(&format!("{ASKS}?show=from-me"));
    assert_eq!(count(&mut it, "Join us").await + count(&mut it, "Join them").await, 2);
    for id in ["", "1", "no id", &id[1..]] {
        let bad = [("id", id), ("to", "all"), ("want", "Begin less")];
        assert_eq!(it.ana.post(ASKING, &bad).await.status, 400, "{id}");
    }
    let theirs = [("id", id.as_str()), ("to", "all"), ("want", "Begin less")];
    assert_eq!(it.ben.post(ASKING, &theirs).await.status, 400, "it is Ana's");
    assert_eq!(count(&mut it, "Begin less").await, 0);
}

#[tokio::test]
async fn a_refused_form_keeps_its_id() {
    let mut it = table().await;
    let id = crate::ids::new();
    let form = [("id", id.as_str()), ("to", "all"), ("want", " ")];
    let refused = it.ana.post(ASKING, &form).await;
    refused.says(&format!("name=\"id\" value=\"{id}\""));
}
