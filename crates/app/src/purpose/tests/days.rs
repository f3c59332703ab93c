//! A workshop over days, on a moved clock: its time-outs, who never answers, what nobody else
//! learns, and several who do something at once.

use super::{PURPOSE, asked, consents, is_ready, moves_on, three, writes};
use crate::testing::{House, PostOffice};

const DAY: i64 = 86_400;

#[tokio::test]
async fn over_days_it_moves_by_itself_and_says_who_never_answered() {
    let house = House::new().await;
    // Monday, 2 March, 9:00 in UTC.
    let (mut ana, mut ben, mut cho, url) = three(&house, "days").await;
    ana.get(PURPOSE).await.says("You lead, until 4 Mar 2026 at 8:30.");
    writes(&mut ana, &url, "the teams").await;
    house.app.clock.advance(DAY);
    house.run_jobs().await;
    writes(&mut ben, &url, "people on call").await;
    ben.get(PURPOSE).await.is_silent_about("the teams");
    // Wednesday morning; Cho has not answered and never will.
    house.app.clock.advance(DAY);
    house.run_jobs().await;
    let page = ben.get(PURPOSE).await;
    page.says("the teams");
    page.says("Revealed without Cho Tanaka, who had not written.");
    cho.get(PURPOSE).await.is_silent_about("the teams");
    // The weekend is not worked on: reading until Thursday, grouping until Monday, dots until
    // Tuesday.
    for (days, question) in [
        (1, "What belongs together?"),
        (1, "What belongs together?"),
        (3, "What matters most of this?"),
        (1, "Say it in a sentence or two."),
    ] {
        house.app.clock.advance(days * DAY);
        house.run_jobs().await;
        ana.get(PURPOSE).await.says(question);
    }
    ben.post(&format!("{url}/statements"), &[("words", "We help the teams.")]).await;
    // With one statement nobody has to choose.
    house.app.clock.advance(3 * DAY);
    house.run_jobs().await;
    let page = ana.get(PURPOSE).await;
    page.says("Is this good enough to try?");
    page.says("Adopted until its review on 13 Jun 2026, if nobody sees a harm.");
    consents(&mut ana, &url).await;
    consents(&mut ben, &url).await;
    ana.get(PURPOSE).await.says("Nothing yet from Cho Tanaka.");
    house.app.clock.advance(4 * DAY);
    house.run_jobs().await;
    ana.get(PURPOSE).await.says("We help the teams.");
    let page = ana.get(&url).await;
    page.says("Adopted without a word from Cho Tanaka.");
    let adoptions = page.text.matches("The purpose was adopted.").count();
    assert_eq!(adoptions, 1);
}

#[tokio::test]
async fn where_it_takes_somebody_to_go_on_it_waits() {
    let house = House::new().await;
    let (mut ana, mut ben, mut cho, url) = three(&house, "live").await;
    // Nobody has written anything when the time is up.
    house.app.clock.advance(600);
    house.run_jobs().await;
    let page = ana.get(PURPOSE).await;
    page.says("What are we here for?");
    page.says("There is no time limit.");
    writes(&mut ana, &url, "the teams").await;
    writes(&mut ben, &url, "people on call").await;
    writes(&mut cho, &url, "product people").await;
    for from in ["reveal", "group", "choose"] {
        moves_on(&mut ana, &url, from).await;
    }
    for words in ["One.", "Another."] {
        ben.post(&format!("{url}/statements"), &[("words", words)]).await.leads_to(PURPOSE);
    }
    // Of two statements nobody has chosen, be they all ready or the time up.
    for browser in [&mut ana, &mut ben, &mut cho] {
        is_ready(browser, &url, "word").await;
    }
    ana.get(PURPOSE).await.says("Say it in a sentence or two.");
    let refused = ana.post(&format!("{url}/phase"), &[("way", "on"), ("from", "word")]).await;
    refused.says("There are several statements");
    house.app.clock.advance(3_600);
    house.run_jobs().await;
    ana.get(PURPOSE).await.says("Say it in a sentence or two.");
    let id = ana.get(PURPOSE).await.id_after("id=\"s-");
    let ask = [("way", "on"), ("from", "word"), ("statement", &*id), ("review_on", "2026-09-01")];
    ana.post(&format!("{url}/phase"), &ask).await.leads_to(PURPOSE);
    // Nobody has consented, so nothing is adopted; then one objects, and nothing is either.
    house.app.clock.advance(3_600);
    house.run_jobs().await;
    ana.get(PURPOSE).await.says("Is this good enough to try?");
    ana.post(&format!("{url}/time"), &[]).await.leads_to(PURPOSE);
    consents(&mut ben, &url).await;
    let asked = asked(&mut cho).await;
    let form = [("asked", &*asked), ("harm", "Harm."), ("remedy", "Remedy.")];
    cho.post(&format!("{url}/objection"), &form).await.leads_to(PURPOSE);
    house.app.clock.advance(3_600);
    house.run_jobs().await;
    ana.get(PURPOSE).await.says("Cho Tanaka sees a harm");
}

#[tokio::test]
async fn it_comes_back_on_its_day_and_is_kept_or_made_anew() {
    let post = PostOffice::new().await;
    let house = House::with_mail(&post.url()).await;
    let (mut ana, mut ben, mut cho, url) = three(&house, "open").await;
    writes(&mut ana, &url, "the teams").await;
    writes(&mut ben, &url, "people on call").await;
    writes(&mut cho, &url, "product people").await;
    for from in ["reveal", "group", "choose"] {
        moves_on(&mut ana, &url, from).await;
    }
    ana.post(&format!("{url}/statements"), &[("words", "We help the teams.")]).await;
    moves_on(&mut ana, &url, "word").await;
    for browser in [&mut ana, &mut ben, &mut cho] {
        consents(browser, &url).await;
    }
    house.run_jobs().await;
    let letters = post.letters();
    assert_eq!(letters.len(), 2, "both others are told that it began");
    assert!(letters.iter().all(|it| !it.contains("the teams")), "no letter holds what is written");
    let today = "/peer-teams/north-group";
    ben.get(today).await.is_silent_about("Is this still your purpose?");
    house.app.clock.advance(93 * DAY);
    house.run_jobs().await;
    for (browser, name) in [(&mut ana, "ana"), (&mut ben, "ben"), (&mut cho, "cho")] {
        let email = format!("{name}@example.org");
        let form = [("email", email.as_str()), ("password", "four plain words here")];
        browser.post("/sign-in", &form).await;
    }
    ben.get(today).await.says("Is this still your purpose?");
    assert_eq!(post.letters().len(), 5, "all three are told that it came back");
    let refused = ben.post(&format!("{url}/review"), &[("review_on", "2026-01-01")]).await;
    assert_eq!(refused.status, 422);
    refused.says("The review date is a day to come");
    ben.post(&format!("{url}/review"), &[("review_on", "2026-12-01")]).await.leads_to(PURPOSE);
    ben.get(PURPOSE).await.says("You look at it again on 1 Dec 2026.");
    ana.get(today).await.says("Ben Ortiz kept the purpose for longer.");
    // Anew: the old one holds until another is adopted.
    ben.post(PURPOSE, &[("pace", "open")]).await.leads_to(PURPOSE);
    let page = ana.get(PURPOSE).await;
    page.says("What holds until then");
    page.says("We help the teams.");
    ana.get(today).await.says("We help the teams.");
    let refused = cho.post(PURPOSE, &[("pace", "live")]).await;
    assert_eq!(refused.status, 422, "there is one at a time");
    refused.says("A workshop is open already.");
}

#[tokio::test]
async fn of_what_several_do_at_once_nothing_is_lost() {
    let house = House::new().await;
    let (mut ana, mut ben, mut cho, url) = three(&house, "open").await;
    let other = house.another_node().await;
    tokio::join!(
        writes(&mut ana, &url, "words of Ana"),
        writes(&mut ben, &url, "words of Ben"),
        writes(&mut cho, &url, "words of Cho"),
    );
    for browser in [&mut ana, &mut ben, &mut cho] {
        let page = browser.get(PURPOSE).await;
        for words in ["words of Ana", "words of Ben", "words of Cho"] {
            page.says(words);
        }
    }
    moves_on(&mut ana, &url, "reveal").await;
    moves_on(&mut ana, &url, "group").await;
    let id = super::note(&mut ana, "words of Ben").await;
    let dot = [("note", id.as_str()), ("does", "give")];
    let dots = format!("{url}/dots");
    if let Some(other) = &other {
        let mut there = House::browser_of(&other.app);
        there.cookie.clone_from(&ben.cookie);
        for _ in 0..3 {
            tokio::join!(ben.post(&dots, &dot), there.post(&dots, &dot), cho.post(&dots, &dot));
        }
        ben.get(PURPOSE).await.says("All your dots are given");
    } else {
        for _ in 0..5 {
            tokio::join!(ben.post(&dots, &dot), cho.post(&dots, &dot), ana.post(&dots, &dot));
        }
        for browser in [&mut ana, &mut ben, &mut cho] {
            browser.get(PURPOSE).await.says("All your dots are given");
        }
    }
    moves_on(&mut ana, &url, "choose").await;
    ana.post(&format!("{url}/statements"), &[("words", "One.")]).await.leads_to(PURPOSE);
    let id = ana.get(PURPOSE).await.id_after("id=\"s-");
    let reword = |words| [("statement", id.as_str()), ("version", "1"), ("words", words)];
    let to = format!("{url}/statements");
    let (two, three) = (reword("Two."), reword("Three."));
    let (one, other) = tokio::join!(ben.post(&to, &two), cho.post(&to, &three));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422], "the second sees the first");
    let refused = if one.status == 422 { one } else { other };
    refused.says("Two.");
    refused.says("Three.");
}

#[tokio::test]
async fn what_was_typed_while_it_was_revealed_is_not_shown_before_its_author_knows() {
    let house = House::new().await;
    let (mut ana, mut ben, mut cho, url) = three(&house, "live").await;
    writes(&mut ana, &url, "the teams").await;
    // Ben keeps something half done; Cho types while the lead reveals.
    let half = [("from", "write"), ("who", "half a thought"), ("what", ""), ("why", "")];
    ben.post(&format!("{url}/answers"), &half).await.leads_to(PURPOSE);
    moves_on(&mut ana, &url, "write").await;
    ana.get(PURPOSE).await.is_silent_about("half a thought");
    ben.get(PURPOSE).await.says("half a thought");
    ben.get(PURPOSE).await.is_silent_about("the teams");
    let typed = [("from", "write"), ("who", "mine alone"), ("what", ""), ("why", "")];
    let refused = cho.post(&format!("{url}/answers"), &typed).await;
    assert_eq!(refused.status, 422);
    refused.says("It was revealed meanwhile.");
    refused.says("mine alone");
    refused.says("can read it as soon as you send it.");
    ana.get(PURPOSE).await.is_silent_about("mine alone");
    ana.get(PURPOSE).await.says("Revealed without Ben Ortiz and Cho Tanaka, who had not written.");
    let knowing = [("from", "reveal"), ("who", "mine alone"), ("what", ""), ("why", "")];
    cho.post(&format!("{url}/answers"), &knowing).await.leads_to(PURPOSE);
    let page = ana.get(PURPOSE).await;
    page.says("mine alone");
    page.says("Revealed without Ben Ortiz, who had not written.");
    page.says("Nobody is ready yet.");
    // Pressed twice, one is ready once.
    is_ready(&mut ana, &url, "reveal").await;
    let stale = ana.post(&format!("{url}/readiness"), &[("ready", "yes"), ("from", "write")]).await;
    stale.says("Somebody moved it on or back meanwhile.");
}

#[tokio::test]
async fn other_words_shortly_before_the_end_give_all_the_time_to_answer_them() {
    let house = House::new().await;
    let (mut ana, mut ben, mut cho, url) = three(&house, "live").await;
    for (browser, words) in [(&mut ana, "one"), (&mut ben, "two"), (&mut cho, "three")] {
        writes(browser, &url, words).await;
    }
    for from in ["reveal", "group", "choose"] {
        moves_on(&mut ana, &url, from).await;
    }
    ana.post(&format!("{url}/statements"), &[("words", "One.")]).await.leads_to(PURPOSE);
    moves_on(&mut ana, &url, "word").await;
    consents(&mut ana, &url).await;
    consents(&mut ben, &url).await;
    house.app.clock.advance(7 * 60);
    let id = ana.get(PURPOSE).await.id_after("id=\"s-");
    let other = [("statement", id.as_str()), ("version", "1"), ("words", "Other words.")];
    ana.post(&format!("{url}/statements"), &other).await.leads_to(PURPOSE);
    consents(&mut ana, &url).await;
    house.app.clock.advance(2 * 60);
    house.run_jobs().await;
    let page = ben.get(PURPOSE).await;
    page.says("Is this good enough to try?");
    page.says("Nothing yet from Ben Ortiz and Cho Tanaka.");
}
