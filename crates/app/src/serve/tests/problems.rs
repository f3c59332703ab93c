//! What nobody may learn of problems: private drafts, and what one table does not see of another.

use super::{Browser, Cast, cast, finds_nothing, forms, seen};

const PROBLEMS: &str = "/peer-teams/north-group/problems";

/// Shares a problem at the north group.
pub(super) async fn shares(by: &mut Browser, words: &str) {
    let id = crate::ids::new();
    let form = [("words", words), ("size", "more"), ("id", &id), ("looked", "yes")];
    let shared = by.post(&format!("{PROBLEMS}/noting"), &form).await;
    assert!(shared.status.is_redirection(), "{}", shared.text);
}

/// Keeps a private draft there, in words that would be like those of others.
pub(super) async fn keeps_a_draft(by: &mut Browser) {
    let id = crate::ids::new();
    let words = ("words", "Builds fail at random canary-of-ben");
    let form = [words, ("size", "more"), ("id", &id), ("what", "keep")];
    by.post(&format!("{PROBLEMS}/noting"), &form).await.leads_to(PROBLEMS);
}

#[tokio::test]
async fn no_suggestion_no_search_no_number_and_no_count_betrays_a_draft() {
    let (mut with, mut without) = (cast(true).await, cast(false).await);
    with.others.push(("operator and peer", with.ana));
    without.others.push(("operator and peer", without.ana));
    let typed = ["Builds fail at random", "canary-of-ben", "canary of ben builds"];
    let searches =
        ["", "?find=canary-of-ben", "?view=list&find=builds", "?view=teams", "?only=mine"];
    let mut compared = 0;
    for ((name, one), (_, other)) in with.others.iter_mut().zip(&mut without.others) {
        for words in typed {
            let id = crate::ids::new();
            for (page, what) in [("like", ""), ("noting", "look"), ("noting", "share")] {
                // What is shared here has no size, so that it is refused.
                let form = [("words", words), ("what", what), ("id", &id)];
                let page = format!("{PROBLEMS}/{page}");
                let (told, bare) = (one.post(&page, &form).await, other.post(&page, &form).await);
                assert_eq!(seen(&told), seen(&bare), "{name} notices at {page}");
                assert_eq!(told.status, bare.status, "{name} notices at {page}");
                compared += 1;
            }
        }
        for search in searches {
            let page = format!("{PROBLEMS}{search}");
            let (told, bare) = (one.get(&page).await, other.get(&page).await);
            assert_eq!(seen(&told), seen(&bare), "{name} notices at {page}");
            assert!(!told.text.contains("draft of"), "{name}");
            let page = format!("{PROBLEMS}/solved{search}");
            let (told, bare) = (one.get(&page).await, other.get(&page).await);
            assert_eq!(seen(&told), seen(&bare), "{name} notices at {page}");
            compared += 2;
        }
        for number in [2, 3] {
            let page = format!("{PROBLEMS}/{number}");
            let (told, bare) = (one.get(&page).await, other.get(&page).await);
            assert_eq!(seen(&told), seen(&bare), "{name} notices at {page}");
            compared += 1;
        }
    }
    assert_eq!(compared, 6 * (9 + 10 + 2));
    // The next that is shared has the next number.
    let (_, ana) = with.others.last_mut().expect("Ana");
    shares(ana, "Another").await;
    ana.get(&format!("{PROBLEMS}/2")).await.says("Another");
    with.ben.get(PROBLEMS).await.says("canary-of-ben");
}

#[tokio::test]
async fn of_a_problem_offered_upward_each_table_sees_what_it_was_told_and_no_more() {
    let Cast { house, mut ana, mut ben, mut others, things } = cast(false).await;
    // South stands above; its Dan sits at that table alone.
    let offer = ana.post("/peer-teams/north-group/links", &[("stands", "above")]).await;
    let token = offer.text.split("/link?token=").nth(1).expect("a link is told");
    let token: String = token.chars().take_while(char::is_ascii_hexdigit).collect();
    let place = others.iter().position(|it| it.0 == "other table").expect("Dan");
    let (_, mut dan) = others.remove(place);
    let form = [("token", token.as_str()), ("table", "south")];
    dan.post("/link/acceptance", &form).await.leads_to("/peer-teams/south/links");
    shares(&mut ben, "canary-not-offered").await;
    shares(&mut ben, "Two product people for five teams").await;
    ben.post(&format!("{PROBLEMS}/3/offer"), &[("table", "south")]).await;
    let below = ["canary-not-offered", "Builds fail at random"];
    finds_nothing("above", &mut dan, &things, &below).await;
    let there = dan.get("/peer-teams/south/problems").await;
    there.says("Two product people for five teams");
    for name in ["Ben Ortiz", "Ana Novak", "canary-not-offered"] {
        there.is_silent_about(name);
        dan.get("/peer-teams/south/problems/1").await.is_silent_about(name);
    }
    // Among themselves they talk; only what they answer comes down.
    let answer = [("words", "We will see in May")];
    dan.post("/peer-teams/south/problems/1/answer", &answer).await;
    dan.post("/peer-teams/south/problems/1/cause", &[("cause", "canary-cause")]).await;
    dan.post("/peer-teams/south/problems/1/size", &[("size", "under-a-day")]).await;
    let page = ben.get(&format!("{PROBLEMS}/3")).await;
    page.says("South answered");
    page.says("We will see in May");
    page.is_silent_about("canary-cause");
    page.is_silent_about("Dan Dor");
    finds_nothing("below", &mut ana, &things, &["canary-cause", forms("canary-cause")[1].as_str()])
        .await;
    drop(house);
}
