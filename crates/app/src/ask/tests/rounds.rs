//! Rounds: all ask, all answer, nobody sees an answer before all are in, all look back.

use super::{ASKS, NORTH, Table, answers, id_of, sends, table};
use crate::testing::{Browser, House};

const ROUNDS: &str = "/peer-teams/north-group/asks/rounds";
const DAY: i64 = 86_400;

/// Begins a round: its address.
async fn begins(browser: &mut Browser, pace: &str) -> String {
    browser.post(ROUNDS, &[("pace", pace)]).await;
    format!("{ROUNDS}/{}", browser.get(ROUNDS).await.id_after("/rounds/"))
}

/// Asks in a round: the ask's address.
async fn asks_in(browser: &mut Browser, round: &str, (to, want): (&str, &str)) -> String {
    let to = id_of(browser, to).await;
    let id = round.rsplit('/').next().expect("an id");
    let form = [("to", to.as_str()), ("want", want), ("round", id)];
    sends(browser, &form).await.leads_to(round);
    let page = browser.get(round).await.text;
    let before = page.split(&format!("“{want}”")).next().expect("it stands there");
    let ask = before.rsplit("href=\"").next().and_then(|it| it.split('"').next());
    ask.expect("its address").to_owned()
}

async fn moves_on(browser: &mut Browser, round: &str, from: &str) -> u16 {
    let moved = browser.post(&format!("{round}/phase"), &[("from", from)]).await;
    moved.status.as_u16()
}

#[tokio::test]
async fn a_round_from_the_first_ask_to_what_it_taught() {
    let mut it = table().await;
    let round = begins(&mut it.ana, "together").await;
    it.ben.get(NORTH).await.says("A round of asks has begun");
    let to_ben = asks_in(&mut it.ana, &round, ("Ben Ortiz", "Join us on Thursday")).await;
    let to_all = asks_in(&mut it.cho, &round, ("all", "Begin less")).await;
    let early = answers(&mut it.ben, &to_ben, ("yes", "")).await;
    early.says("The round is still asking.");
    assert_eq!(moves_on(&mut it.ben, &round, "asking").await, 403, "he does not lead");
    assert_eq!(moves_on(&mut it.ana, &round, "asking").await, 303);
    it.ben.get(NORTH).await.says("What do you answer?");
    let page = it.ben.get(&round).await;
    page.says("Asked of you");
    page.says("“Begin less”");
    answers(&mut it.ben, &to_ben, ("yes", "canary-one")).await.leads_to(&to_ben);
    answers(&mut it.ben, &to_all, ("no", "canary-two")).await.leads_to(&to_all);
    hidden(&mut it, &round, [&to_ben, &to_all]).await;
    answers(&mut it.ben, &to_all, ("try", "canary-changed")).await.leads_to(&to_all);
    answers(&mut it.ana, &to_all, ("whatever", "Less of what?")).await.leads_to(&to_all);
    let page = it.ana.get(&round).await;
    page.says("Three of 4 have answered all that is asked of them.");
    page.says("No answer yet from Dina Roth.");
    answers(&mut it.dina, &to_all, ("yes", "")).await.leads_to(&to_all);
    let page = it.olga.get(&round).await;
    page.says("What we answered");
    page.says("canary-changed");
    page.says("canary-one");
    page.is_silent_about("canary-two");
    page.says("The round of asks went on.");
    it.looks_back(&round).await;
    let next = begins(&mut it.dina, "together").await;
    let id = next.rsplit('/').next().expect("an id").to_owned();
    it.cho.get(&format!("{to_all}/rewording")).await.says("Take it into the round");
    let form = [("want", "Stop the portal until June"), ("round", id.as_str())];
    it.cho.post(&format!("{to_all}/rewording"), &form).await.leads_to(&to_all);
    it.ana.get(&next).await.says("“Stop the portal until June”");
    // What is over stays as it was: these words, and who answered them.
    let over = it.ana.get(&round).await;
    over.is_silent_about("“Stop the portal until June”");
    over.says("“Begin less”");
    over.says("Less of what?");
    over.says("It was put in other words since.");
    over.is_silent_about("No answer yet");
    let second = [("answer", "yes"), ("version", "2")];
    let early = it.ana.post(&format!("{to_all}/answer"), &second).await;
    early.says("The round is still asking.");
}

/// Nobody but Ben learns what he answered, at any address.
async fn hidden(it: &mut Table, round: &str, asks: [&str; 2]) {
    let mut pages = super::pages(asks[0]);
    pages.extend([asks[1].to_owned(), round.to_owned()]);
    for browser in [&mut it.ana, &mut it.cho, &mut it.dina, &mut it.olga] {
        for page in &pages {
            let page = browser.get(page).await;
            page.is_silent_about("canary-one");
            page.is_silent_about("canary-two");
            page.is_silent_about("<b>yes</b>");
            page.is_silent_about("<b>no</b>");
        }
    }
}

impl Table {
    async fn looks_back(&mut self, round: &str) {
        assert_eq!(moves_on(&mut self.ana, round, "answering").await, 422, "it is elsewhere");
        assert_eq!(moves_on(&mut self.ana, round, "shown").await, 303);
        let debrief = format!("{round}/debrief");
        let words = [("version", "0"), ("what", "Four asks"), ("so_what", ""), ("now_what", "")];
        self.dina.post(&debrief, &words).await.leads_to(round);
        let stale = [("version", "0"), ("what", "Typed by Ben"), ("now_what", "Ask more")];
        let refused = self.ben.post(&debrief, &stale).await;
        assert_eq!(refused.status, 422);
        for words in ["Somebody wrote here meanwhile.", "Four asks", "Typed by Ben", "Ask more"] {
            refused.says(words);
        }
        refused.says("name=\"version\" value=\"1\"");
        let joined = [("version", "1"), ("what", "Four asks, one vague"), ("now_what", "Again")];
        self.ben.post(&debrief, &joined).await.leads_to(round);
        self.cho.get(round).await.says("Four asks, one vague");
        self.cho.get(round).await.says("What it said before");
        assert_eq!(self.cho.post(&debrief, &[("version", "2")]).await.status, 422);
        assert_eq!(self.olga.post(&debrief, &joined).await.status, 403);
        assert_eq!(self.ben.post(&format!("{round}/lead"), &[]).await.status, 303);
        assert_eq!(self.ben.post(&format!("{round}/lead"), &[]).await.status, 403);
        assert_eq!(moves_on(&mut self.ana, round, "debrief").await, 403, "Ben leads by now");
        self.ana.get(round).await.says("Ben Ortiz leads this round.");
        assert_eq!(moves_on(&mut self.ben, round, "debrief").await, 303);
        let late = [("version", "2"), ("what", "Too late")];
        let late = self.dina.post(&debrief, &late).await;
        assert_eq!(late.status, 422);
        for words in ["This round was closed meanwhile.", "This is what you typed:", "Too late"] {
            late.says(words);
        }
        late.is_silent_about("This ask");
        self.dina.get(round).await.says("Four asks, one vague");
    }
}

#[tokio::test]
async fn one_round_is_open_at_a_time_and_it_takes_two() {
    let mut it = table().await;
    begins(&mut it.ana, "days").await;
    let second = it.ben.post(ROUNDS, &[("pace", "days")]).await;
    second.says("A round is open at this table.");
    let house = House::new().await;
    let mut ana = house.ana().await;
    ana.post("/peer-teams", &[("name", "North group")]).await;
    ana.post(ROUNDS, &[("pace", "days")]).await.says("It takes two peers at least.");
}

#[tokio::test]
async fn a_round_in_which_nobody_asks_is_closed_and_another_can_be_begun() {
    let mut it = table().await;
    let empty = begins(&mut it.ana, "together").await;
    it.ana.get(&empty).await.says("Nobody asks: close the round");
    assert_eq!(moves_on(&mut it.ana, &empty, "asking").await, 303);
    it.ana.get(&empty).await.says("What we asked, and what we answered");
    let round = begins(&mut it.ben, "together").await;
    let ask = asks_in(&mut it.cho, &round, ("all", "Begin less")).await;
    it.ben.get(&round).await.says("All have asked: now we answer");
    let withdrawn = [("fate", "withdrawn"), ("on", "2026-03-02")];
    it.cho.post(&format!("{ask}/fate"), &withdrawn).await.leads_to(&ask);
    assert_eq!(moves_on(&mut it.ben, &round, "asking").await, 303);
    let page = it.ben.get(&round).await;
    page.says("Withdrawn on 2 Mar 2026.");
    page.is_silent_about("No answer");
    begins(&mut it.cho, "together").await;
}

#[tokio::test]
async fn a_double_click_moves_a_round_on_once_and_shows_where_it_is() {
    let mut it = table().await;
    let round = begins(&mut it.ana, "together").await;
    asks_in(&mut it.ana, &round, ("all", "Begin less")).await;
    for (from, headline) in [
        ("asking", "What do you answer?"),
        ("answering", "What we answered"),
        ("shown", "What did it teach us?"),
        ("debrief", "What we asked, and what we answered"),
    ] {
        assert_eq!(moves_on(&mut it.ana, &round, from).await, 303);
        let again = it.ana.post(&format!("{round}/phase"), &[("from", from)]).await;
        assert_eq!(again.status, 422, "{from}");
        again.says("Somebody moved it on meanwhile.");
        again.says(headline);
        again.is_silent_about("What you wrote");
    }
}

#[tokio::test]
async fn what_is_reworded_after_its_round_changes_nothing_in_it() {
    let mut it = table().await;
    let round = begins(&mut it.ana, "together").await;
    let ask = asks_in(&mut it.ana, &round, ("all", "Begin less")).await;
    assert_eq!(moves_on(&mut it.ana, &round, "asking").await, 303);
    answers(&mut it.ben, &ask, ("whatever", "Less of what?")).await.leads_to(&ask);
    for from in ["answering", "shown"] {
        assert_eq!(moves_on(&mut it.ana, &round, from).await, 303);
    }
    it.dina.get(&round).await.says("Whatever</button>");
    let other = [("want", "Stop the portal until June")];
    it.ana.post(&format!("{ask}/rewording"), &other).await.leads_to(&ask);
    for from in ["debrief", "closed"] {
        if from == "closed" {
            assert_eq!(moves_on(&mut it.ana, &round, "debrief").await, 303);
        }
        for browser in [&mut it.ben, &mut it.dina, &mut it.olga] {
            let page = browser.get(&round).await;
            for words in ["“Begin less”", "Less of what?", "No answer from Cho Tanaka and Dina"]
            {
                page.says(words);
            }
            for words in ["portal until June", "No answer yet", "Whatever</button>"] {
                page.is_silent_about(words);
            }
        }
    }
    it.dina.get(&ask).await.says("Whatever</button>");
}

#[tokio::test]
async fn a_closed_round_has_no_form_and_the_ask_itself_still_has_one() {
    let mut it = table().await;
    let round = begins(&mut it.ana, "together").await;
    let ask = asks_in(&mut it.ana, &round, ("all", "Begin less")).await;
    for from in ["asking", "answering", "shown", "debrief"] {
        assert_eq!(moves_on(&mut it.ana, &round, from).await, 303);
    }
    let page = it.dina.get(&round).await;
    page.is_silent_about("Whatever</button>");
    page.is_silent_about("No answer yet");
    page.says("No answer from Ben Ortiz, Cho Tanaka and Dina Roth.");
    it.dina.get(&ask).await.says("Whatever</button>");
}

#[tokio::test]
async fn over_days_a_round_moves_by_itself_and_says_who_is_missing() {
    let mut it = table().await;
    let round = begins(&mut it.ana, "days").await;
    it.ben.get(&round).await.says("By itself it moves on at the latest 5 Mar 2026 at 8:30.");
    let to_all = asks_in(&mut it.ben, &round, ("all", "Begin less")).await;
    it.house.app.clock.advance(3 * DAY);
    it.house.run_jobs().await;
    it.cho.get(&round).await.says("What do you answer?");
    answers(&mut it.cho, &to_all, ("yes", "canary-of-cho")).await.leads_to(&to_all);
    it.house.app.clock.advance(2 * DAY);
    it.house.run_jobs().await;
    it.ana.get(&round).await.is_silent_about("canary-of-cho");
    it.house.app.clock.advance(3 * DAY);
    it.house.run_jobs().await;
    let page = it.ana.get(&round).await;
    page.says("What we answered");
    page.says("canary-of-cho");
    page.says("No answer yet from Ana Novak and Dina Roth.");
    let closed = [("shown", 303), ("debrief", 303), ("closed", 403)];
    for (from, status) in closed {
        assert_eq!(moves_on(&mut it.ana, &round, from).await, status, "{from}");
    }
    let empty = begins(&mut it.cho, "days").await;
    it.house.app.clock.advance(7 * DAY);
    it.house.run_jobs().await;
    it.cho.get(&empty).await.says("The round of asks ended: nobody had asked.");
}

#[tokio::test]
async fn who_leads_can_show_what_is_in_and_who_is_missing_is_named() {
    let mut it = table().await;
    let round = begins(&mut it.ana, "together").await;
    let to_all = asks_in(&mut it.ana, &round, ("all", "Begin less")).await;
    moves_on(&mut it.ana, &round, "asking").await;
    answers(&mut it.ben, &to_all, ("yes", "")).await.leads_to(&to_all);
    it.ana.get(&round).await.says("Without an answer from Cho Tanaka and Dina Roth");
    assert_eq!(moves_on(&mut it.ana, &round, "answering").await, 303);
    let page = it.olga.get(&round).await;
    page.says("Ben Ortiz: <b>yes</b>");
    page.says("No answer yet from Cho Tanaka and Dina Roth.");
    let asked_late = asks_late(&mut it, &round).await;
    asked_late.says("The round has moved on meanwhile.");
    asked_late.says("Too late");
}

async fn asks_late(it: &mut Table, round: &str) -> crate::testing::Answer {
    let id = round.rsplit('/').next().expect("an id");
    let form = [("to", "all"), ("want", "Too late"), ("round", id)];
    sends(&mut it.ben, &form).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_two_answers_at_once_show_a_round_once() {
    let mut it = table().await;
    let round = begins(&mut it.ana, "together").await;
    let to_all = asks_in(&mut it.ana, &round, ("all", "Begin less")).await;
    moves_on(&mut it.ana, &round, "asking").await;
    answers(&mut it.ben, &to_all, ("yes", "")).await.leads_to(&to_all);
    let (cho, dina) = tokio::join!(
        answers(&mut it.cho, &to_all, ("yes", "")),
        answers(&mut it.dina, &to_all, ("no", "")),
    );
    cho.leads_to(&to_all);
    dina.leads_to(&to_all);
    let page = it.ana.get(&round).await;
    assert_eq!(page.text.matches("The round of asks went on.").count(), 1);
    page.says("Dina Roth: <b>no</b>");
    moves_on(&mut it.ana, &round, "shown").await;
    let debrief = format!("{round}/debrief");
    let [one, two] = ["By Cho", "By Dina"].map(|what| [("version", "0"), ("what", what)]);
    let (cho, dina) = tokio::join!(it.cho.post(&debrief, &one), it.dina.post(&debrief, &two));
    let mut statuses = [cho.status.as_u16(), dina.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422], "the second sees the first's");
    let refused = if cho.status == 422 { cho } else { dina };
    refused.says("By Cho");
    refused.says("By Dina");
    it.ana.get(ASKS).await.says("The round");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_move_a_round_and_show_an_ask_once() {
    let mut it = table().await;
    let round = begins(&mut it.ana, "days").await;
    asks_in(&mut it.ana, &round, ("all", "Begin less")).await;
    let ask = super::asks(&mut it.ben, "all", "Not in the round").await;
    it.house.app.clock.advance(3 * DAY);
    let other = it.house.restarted().await;
    tokio::join!(it.house.run_jobs(), other.run_jobs());
    let page = it.ana.get(&round).await;
    assert_eq!(page.text.matches("The round of asks went on.").count(), 1);
    let page = it.ana.get(&ask).await;
    assert_eq!(page.text.matches("is up.").count(), 1);
}
