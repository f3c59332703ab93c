//! Whys: kept, private, shared by copy, taken back, held against each other, and coming back.

use super::{Overlap, Shared};
use crate::people::PersonId;
use crate::testing::House;

const WORDS: &str = "canary-of-ana <b> & everyone";

#[tokio::test]
async fn a_why_is_kept_version_by_version() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    ana.post("/why", &[("words", WORDS), ("reason", "faster")]).await.leads_to("/peer-teams");
    ana.post("/why", &[("words", "the second"), ("reason", "company")]).await.leads_to("/");
    let page = ana.get("/why").await;
    page.says(WORDS);
    let (second, first) = (page.text.find("the second"), page.text.rfind("canary"));
    assert!(second < first, "the latest comes first");
    page.says("kept on 2 Mar 2026 · comes back on 2 Jun 2026");
}

#[tokio::test]
async fn an_empty_why_and_one_too_long_come_back_as_typed() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let empty = ana.post("/why", &[("words", "  ")]).await;
    assert_eq!(empty.status, 422);
    empty.says("Tick a reason, or write one in your own words.");
    let long = "long ".repeat(2_001);
    let page = ana.post("/why", &[("words", &long), ("reason", "company")]).await;
    page.says("These are 10005 characters");
    assert!(page.text.contains(&long));
    page.says("value=\"company\" checked");
}

#[tokio::test]
async fn a_private_why_is_sealed_where_it_lies() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    ana.post("/why", &[("words", "canary-of-ana"), ("reason", "attention")]).await;
    let stored = house.stored().await;
    let hex: String = "canary-of-ana".bytes().map(|byte| format!("{byte:02x}")).collect();
    for form in ["canary-of-ana", "Y2FuYXJ5LW9mLWFuY", "attention", &hex, GOOD] {
        assert!(!stored.windows(form.len()).any(|part| part == form.as_bytes()), "{form}");
    }
    assert!(stored.windows(15).any(|part| part == b"ana@example.org"), "it is looked at");
}

const GOOD: &str = "four plain words here";

#[tokio::test]
async fn sharing_shows_who_will_read_and_taking_back_removes_the_copy() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    ana.post("/why", &[("words", WORDS), ("reason", "faster")]).await;
    let whys = "/peer-teams/north-group/whys";
    ben.get(whys).await.is_silent_about("canary");
    let asked = ana.get(&format!("{whys}/sharing?version=1")).await;
    asked.says("Ana Novak and Ben Ortiz will be able to read it.");
    asked.says(WORDS);
    ben.get(whys).await.is_silent_about("canary");
    let both = ("readers", "Ana Novak and Ben Ortiz");
    ana.post(&format!("{whys}/sharing"), &[("version", "1"), both]).await.leads_to(whys);
    ben.get(whys).await.says(WORDS);
    house.app.clock.advance(86_400);
    ana.post(&format!("{whys}/taking-back"), &[]).await.leads_to(whys);
    ben.get(whys).await.is_silent_about("canary");
    ana.get(whys).await.says(
        "You took one back. Ana Novak and Ben Ortiz could read one from yesterday at 9:00 to \
         today at 9:00.",
    );
    ben.get(whys).await.is_silent_about("You took one back");
    ana.get("/why").await.says(WORDS);
}

#[tokio::test]
async fn a_sign_that_no_text_holds_is_kept_as_one_that_shows() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    ana.post("/why", &[("words", "one\0two"), ("reason", "faster")]).await;
    let whys = "/peer-teams/north-group/whys";
    let both = ("readers", "Ana Novak and Ben Ortiz");
    ana.post(&format!("{whys}/sharing"), &[("version", "1"), both]).await.leads_to(whys);
    ben.get(whys).await.says("one\u{fffd}two");
}

#[tokio::test]
async fn nobody_shares_a_version_of_somebody_else() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    ana.post("/why", &[("words", WORDS), ("reason", "faster")]).await;
    let sharing = "/peer-teams/north-group/whys/sharing";
    assert_eq!(ben.get(&format!("{sharing}?version=1")).await.status, 404);
    let form = [("version", "1"), ("readers", "Ana Novak and Ben Ortiz")];
    assert_eq!(ben.post(sharing, &form).await.status, 404);
}

#[tokio::test]
async fn two_who_shared_see_what_they_have_in_common() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let sharing = "/peer-teams/north-group/whys/sharing";
    ana.post("/why", &[("words", "a"), ("reason", "faster"), ("reason", "company")]).await;
    ben.post("/why", &[("words", "b"), ("reason", "shared"), ("reason", "company")]).await;
    let form = [("version", "1"), ("readers", "Ana Novak and Ben Ortiz")];
    ana.post(sharing, &form).await;
    let one = ben.get("/peer-teams/north-group/whys").await;
    one.says("Why each of us is here");
    ben.post(sharing, &form).await;
    let both = ana.get("/peer-teams/north-group/whys").await;
    both.says("Two of you are here for company and support.");
    both.says("2 of 2");
}

#[test]
fn the_overlap_counts_each_reason_once_a_person() {
    let shared = |name: &str, reasons: &[&'static str]| Shared {
        id: String::new(),
        person: PersonId::known(name),
        name: name.to_owned(),
        reasons: reasons.to_vec(),
        words: String::new(),
        shared_at: flow::Instant::from_micros(0),
    };
    let all = [
        shared("Ana", &["faster", "company"]),
        shared("Ben", &["company"]),
        shared("Cho", &["company", "faster", "other"]),
    ];
    assert_eq!(Overlap::of(&all[..1]), None);
    let overlap = Overlap::of(&all).expect("three shared");
    let common: Vec<_> = overlap.common.iter().map(|it| (it.0, it.1.len())).collect();
    assert_eq!(common, [("company and support", 3), ("solving things faster", 2)]);
    assert_eq!(overlap.single, [("something else", vec!["Cho".to_owned()])]);
}

#[tokio::test]
async fn after_a_quarter_it_asks_whether_it_is_still_why() {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    ana.post("/why", &[("words", WORDS), ("reason", "faster")]).await;
    let again = async |house: &House| {
        let mut ana = house.browser();
        let form = [("email", "ana@example.org"), ("password", GOOD)];
        ana.post("/sign-in", &form).await.leads_to("/");
        ana
    };
    house.app.clock.advance(92 * 86_400);
    let mut ana = again(&house).await;
    ana.get("/peer-teams/north-group").await.says("Is this still why?");
    ana.post("/why/review", &[("answer", "still")]).await.leads_to("/");
    ana.get("/peer-teams/north-group").await.is_silent_about("Is this still why?");
    ana.get("/why").await.says("comes back on 2 Sep 2026");
    house.app.clock.advance(93 * 86_400);
    let mut ana = again(&house).await;
    ana.get("/why").await.says("Is this still why?");
    ana.post("/why/review", &[("answer", "let go")]).await.leads_to("/");
    ana.get("/why").await.says("let go");
    ana.get("/peer-teams/north-group").await.is_silent_about("Is this still why?");
}

#[tokio::test]
async fn a_why_is_shared_with_those_only_who_were_shown() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    ana.post("/why", &[("words", WORDS), ("reason", "faster")]).await;
    let seen = [("version", "1"), ("readers", "Ana Novak and Ben Ortiz")];
    let mut olga = house.invited(&mut ben, ("observer", "Olga Oak", "olga@example.org")).await;
    let again = ana.post("/peer-teams/north-group/whys/sharing", &seen).await;
    assert_eq!(again.status, 422);
    again.says("Others can read it by now than were shown to you.");
    again.says("Ana Novak, Ben Ortiz and Olga Oak (observes) will be able to read it.");
    olga.get("/peer-teams/north-group/whys").await.is_silent_about("canary");
}
