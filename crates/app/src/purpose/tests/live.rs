//! A workshop from page to page: what each sees and does, and what comes back when it cannot be
//! taken.

use super::{PURPOSE, asked, consents, is_ready, moves_on, note, three, writes};
use crate::testing::{Browser, House};

/// Through the phases to the one in which statements are worded; each of the three has written.
async fn to_words((ana, ben, cho): (&mut Browser, &mut Browser, &mut Browser), url: &str) {
    writes(ana, url, "the teams").await;
    writes(ben, url, "people on call").await;
    writes(cho, url, "product people").await;
    for from in ["reveal", "group", "choose"] {
        moves_on(ana, url, from).await;
    }
}

/// The id of the only statement.
async fn statement(browser: &mut Browser) -> String {
    browser.get(PURPOSE).await.id_after("id=\"s-")
}

#[tokio::test]
async fn three_come_from_silent_writing_to_a_purpose() {
    let house = House::new().await;
    let (ana, ben, cho, url) = three(&house, "live").await;
    let mut them = Three { ana, ben, cho, url };
    them.write().await;
    them.group().await;
    them.choose().await;
    let id = them.word().await;
    them.consent(&id).await;
    for browser in them.all() {
        let page = browser.get(PURPOSE).await;
        page.says("We help the teams, and let people on call sleep.");
        page.says("You look at it again on 2 Jun 2026.");
        page.says("People on call");
        let today = browser.get("/peer-teams/north-group").await;
        today.says("We help the teams, and let people on call sleep.");
    }
    let page = them.ben.get(&them.url).await;
    page.says("The others feel left out.");
    page.says("until its review on 2 Jun 2026.");
    page.says("The purpose was adopted.");
    page.says("Proposed by Ben Ortiz; version 3, by Ben Ortiz.");
    let about = them.url.rsplit('/').next().expect("its id").to_owned();
    them.ben.says_about(("purpose", &about), "I can remember it.").await;
    them.ana.get(&them.url).await.says("I can remember it.");
}

/// Three at a workshop, and its address.
struct Three {
    ana: Browser,
    ben: Browser,
    cho: Browser,
    url: String,
}

impl Three {
    fn all(&mut self) -> [&mut Browser; 3] {
        [&mut self.ana, &mut self.ben, &mut self.cho]
    }

    fn at(&self, place: &str) -> String {
        format!("{}/{place}", self.url)
    }

    /// They write; nobody sees what, until all are ready.
    async fn write(&mut self) {
        let url = self.url.clone();
        let page = self.ben.get(PURPOSE).await;
        page.says("What are we here for?");
        page.says("Nobody has written yet. Nobody is ready yet.");
        page.says("Ana Novak leads, until today at 9:07.");
        page.says("Only you can read this before the reveal. Then Ana Novak, Ben Ortiz and Cho");
        writes(&mut self.ana, &url, "the teams\nthe people on call").await;
        self.ana.get(PURPOSE).await.says("the people on call");
        let page = self.ben.get(PURPOSE).await;
        page.says("One has written. One is ready.");
        page.is_silent_about("the teams");
        let refused =
            self.ben.post(&self.at("readiness"), &[("ready", "yes"), ("from", "write")]).await;
        assert_eq!(refused.status, 422);
        refused.says("Write something yourself first");
        writes(&mut self.ben, &url, "people on call").await;
        self.cho.get(PURPOSE).await.says("Two have written.");
        writes(&mut self.cho, &url, "product people").await;
        for browser in self.all() {
            let page = browser.get(PURPOSE).await;
            page.says("This is what all of you wrote.");
            for words in ["the teams", "the people on call", "people on call", "product people"] {
                page.says(words);
            }
        }
        for browser in self.all() {
            is_ready(browser, &url, "reveal").await;
        }
    }

    /// They put together and name; a step back, and on again: nothing is lost.
    async fn group(&mut self) {
        let one = note(&mut self.ana, "the people on call").await;
        let other = note(&mut self.ana, "people on call").await;
        let form = [("note", one.as_str()), ("with", other.as_str())];
        self.ben.post(&self.at("groups"), &form).await.leads_to(PURPOSE);
        let group = self.ben.get(PURPOSE).await.id_after("name=\"group\" value=\"");
        let name = |was, name| [("group", group.as_str()), ("was", was), ("name", name)];
        let names = self.at("group-names");
        self.cho.post(&names, &name("", "People on call")).await.leads_to(PURPOSE);
        let refused = self.ana.post(&names, &name("", "Sleepers")).await;
        refused.says("Somebody named it “People on call” meanwhile.");
        refused.says("Sleepers");
        let back = [("way", "back"), ("from", "group")];
        self.ana.post(&self.at("phase"), &back).await.leads_to(PURPOSE);
        self.ana.get(PURPOSE).await.says("This is what all of you wrote.");
        let again = self.ana.post(&self.at("phase"), &back).await;
        assert_eq!(again.status, 422, "pressed twice it moves once");
        again.says("Somebody moved it on or back meanwhile.");
        moves_on(&mut self.ana, &self.url.clone(), "reveal").await;
        self.ana.get(PURPOSE).await.says("People on call");
        moves_on(&mut self.ana, &self.url.clone(), "group").await;
    }

    /// Five dots each; nobody sees those of others before it is over.
    async fn choose(&mut self) {
        let other = note(&mut self.ana, "people on call").await;
        let dots = [("note", other.as_str()), ("does", "give")];
        for _ in 0..5 {
            self.ben.post(&self.at("dots"), &dots).await.leads_to(PURPOSE);
        }
        let refused = self.ben.post(&self.at("dots"), &dots).await;
        refused.says("Your five dots are given.");
        refused.says("All your dots are given");
        let page = self.cho.get(PURPOSE).await;
        page.says("You have five dots.");
        assert!(!page.text.contains("<i></i>"), "nobody sees where the dots of others are");
        moves_on(&mut self.ana, &self.url.clone(), "choose").await;
        let page = self.cho.get(PURPOSE).await;
        page.says("5 of your dots");
        page.says("Chosen without the dots of Ana Novak and Cho Tanaka.");
    }

    /// A statement, reworded by two at once: the second sees the first. Its id.
    async fn word(&mut self) -> String {
        let to = self.at("statements");
        self.ben.post(&to, &[("words", "We help people on call.")]).await;
        let id = statement(&mut self.ana).await;
        let reword = |words| [("statement", id.as_str()), ("version", "1"), ("words", words)];
        let first = reword("We help people who are on call.");
        self.ana.post(&to, &first).await.leads_to(PURPOSE);
        let refused = self.cho.post(&to, &reword("We let people on call sleep.")).await;
        assert_eq!(refused.status, 422);
        refused.says("Somebody reworded it meanwhile.");
        refused.says("We let people on call sleep.");
        refused.says("We help people who are on call.");
        refused.says("<ins>let</ins>");
        id
    }

    /// An objection without a harm is explained; with one it is answered by other words.
    async fn consent(&mut self, id: &str) {
        let ask = |on| [("way", "on"), ("from", "word"), ("statement", id), ("review_on", on)];
        let refused = self.ana.post(&self.at("phase"), &ask("2026-03-02")).await;
        refused.says("The review date is a day to come");
        self.ana.post(&self.at("phase"), &ask("2026-06-02")).await.leads_to(PURPOSE);
        let asked = asked(&mut self.cho).await;
        let object = |harm, remedy| [("asked", &*asked), ("harm", harm), ("remedy", remedy)];
        let objection = self.at("objection");
        let refused = self.cho.post(&objection, &object("", "")).await;
        refused.says("An objection says what harm it sees");
        let harm = "The others feel left out.";
        let refused = self.cho.post(&objection, &object(harm, "")).await;
        refused.says("Say what would make it safe enough to try.");
        refused.says(harm);
        self.cho.post(&objection, &object(harm, "Name the teams.")).await.leads_to(PURPOSE);
        let url = self.url.clone();
        for browser in [&mut self.ana, &mut self.ben] {
            let page = browser.get(PURPOSE).await;
            page.says("Cho Tanaka sees a harm:");
            page.says(harm);
            consents(browser, &url).await;
        }
        let form = [("way", "on"), ("from", "consent"), ("asked", &*asked)];
        let refused = self.ana.post(&self.at("phase"), &form).await;
        refused.says("An objection stands.");
        let words = "We help the teams, and let people on call sleep.";
        let third = [("statement", id), ("version", "2"), ("words", words)];
        self.ben.post(&self.at("statements"), &third).await.leads_to(PURPOSE);
        self.cho.get(PURPOSE).await.says("It was reworded since. Is it safe enough now?");
        for browser in self.all() {
            consents(browser, &url).await;
        }
    }
}

#[tokio::test]
async fn who_comes_late_writes_before_they_see() {
    let house = House::new().await;
    let (mut ana, mut ben, mut cho, url) = three(&house, "open").await;
    to_words((&mut ana, &mut ben, &mut cho), &url).await;
    ana.post(&format!("{url}/statements"), &[("words", "We help the teams.")]).await;
    let mut dan = house.invited(&mut ana, ("peer", "Dan Dor", "dan@example.org")).await;
    let page = dan.get(PURPOSE).await;
    page.says("The others have shown what they wrote. First yours.");
    for words in ["the teams", "people on call", "We help"] {
        page.is_silent_about(words);
    }
    dan.get("/peer-teams/north-group").await.says("write yours, then you see them");
    let form = [("words", "Mine"), ("ready", "yes"), ("from", "word")];
    for path in ["statements", "readiness"] {
        let refused = dan.post(&format!("{url}/{path}"), &form).await;
        assert_eq!(refused.status, 422, "{path}");
        refused.says("Write something yourself first");
        refused.is_silent_about("We help");
    }
    let empty = dan.post(&format!("{url}/answers"), &[("who", " \n"), ("from", "word")]).await;
    empty.says("Write a line to one of the questions.");
    let form = [("from", "word"), ("who", "whoever joins"), ("what", ""), ("why", "")];
    dan.post(&format!("{url}/answers"), &form).await.leads_to(PURPOSE);
    dan.get(PURPOSE).await.says("We help the teams.");
    ana.get(PURPOSE).await.says("whoever joins");
    // Whoever has written adds only while all still read or group.
    let refused = ana.post(&format!("{url}/answers"), &form).await;
    assert_eq!(refused.status, 422);
    refused.says("The workshop is somewhere else by now: word.");
}

#[tokio::test]
async fn whoever_leads_has_no_more_rights_and_anybody_takes_over() {
    let house = House::new().await;
    let (mut ana, mut ben, _, url) = three(&house, "live").await;
    writes(&mut ana, &url, "the teams").await;
    let form = [("way", "on"), ("from", "write")];
    let refused = ben.post(&format!("{url}/phase"), &form).await;
    refused.says("Somebody else leads at the moment. You can take over.");
    ben.post(&format!("{url}/lead"), &[]).await.leads_to(PURPOSE);
    ana.get(PURPOSE).await.says("Ben Ortiz leads, until today at 9:07.");
    assert_eq!(ana.post(&format!("{url}/time"), &[]).await.status, 422);
    ben.post(&format!("{url}/time"), &[]).await.leads_to(PURPOSE);
    ben.get(PURPOSE).await.says("You lead, until today at 9:12.");
    ben.get(PURPOSE).await.says("Reveal without waiting for Ben Ortiz and Cho Tanaka");
    moves_on(&mut ben, &url, "write").await;
    // He has not written and leads all the same; what was revealed he sees once he has.
    let page = ben.get(PURPOSE).await;
    page.is_silent_about("the teams");
    ana.get(PURPOSE).await.says("Revealed without Ben Ortiz and Cho Tanaka, who had not written.");
    ben.post(&format!("{url}/stopping"), &[]).await.leads_to(PURPOSE);
    ana.get(PURPOSE).await.says("A workshop that was stopped");
    ana.get(&url).await.says("the teams");
    let refused = ana.post(&format!("{url}/lead"), &[]).await;
    assert_eq!(refused.status, 422);
    refused.says("This workshop has ended.");
}

#[tokio::test]
async fn names_stand_with_the_answers_where_that_was_chosen_and_not_otherwise() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    for (names, is_shown) in [("shown", true), ("", false)] {
        ana.post(PURPOSE, &[("pace", "open"), ("names", names)]).await.leads_to(PURPOSE);
        let id = ana.get(PURPOSE).await.id_after("/purpose/");
        let url = format!("{PURPOSE}/{id}");
        writes(&mut ana, &url, "the teams").await;
        writes(&mut ben, &url, "people on call").await;
        let page = ben.get(PURPOSE).await.text;
        let said = page.contains("<span class=\"meta\">Ana Novak</span>");
        assert_eq!(said, is_shown, "{page}");
        ana.post(&format!("{url}/stopping"), &[]).await.leads_to(PURPOSE);
    }
}

#[tokio::test]
async fn observers_read_what_is_revealed_and_change_nothing() {
    let house = House::new().await;
    let (mut ana, mut ben, mut cho, url) = three(&house, "open").await;
    let mut olga = house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    writes(&mut ana, &url, "the teams").await;
    let page = olga.get(PURPOSE).await;
    page.says("They write.");
    page.is_silent_about("the teams");
    assert_eq!(olga.post(&format!("{url}/answers"), &[("who", "me")]).await.status, 403);
    assert_eq!(olga.post(PURPOSE, &[("pace", "live")]).await.status, 403);
    writes(&mut ben, &url, "people on call").await;
    writes(&mut cho, &url, "product people").await;
    let page = olga.get(PURPOSE).await;
    page.says("people on call");
    assert!(!page.text.contains("/answers"), "there is nothing to fill in");
}
