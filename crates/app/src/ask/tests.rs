//! Asks as peers meet them: four answers, what comes back, what nobody sees yet, what becomes of
//! it.

mod rounds;
mod rules;
mod typed;

use crate::testing::{Answer, Browser, House, PostOffice};

const NORTH: &str = "/peer-teams/north-group";
const ASKS: &str = "/peer-teams/north-group/asks";
const ASKING: &str = "/peer-teams/north-group/asks/asking";
const DAY: i64 = 86_400;

/// Ana, Ben, Cho and Dina at a table, and Olga who observes it.
struct Table {
    house: House,
    ana: Browser,
    ben: Browser,
    cho: Browser,
    dina: Browser,
    olga: Browser,
}

async fn table() -> Table {
    at(House::new().await).await
}

async fn at(house: House) -> Table {
    let (mut ana, ben) = house.ana_and_ben().await;
    let cho = house.invited(&mut ana, ("peer", "Cho Tanaka", "cho@example.org")).await;
    let dina = house.invited(&mut ana, ("peer", "Dina Roth", "dina@example.org")).await;
    let olga = house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    Table { house, ana, ben, cho, dina, olga }
}

/// The id of a peer, as the form to ask offers it; of all, `all`.
async fn id_of(browser: &mut Browser, name: &str) -> String {
    if name == "all" {
        return "all".to_owned();
    }
    let form = browser.get(ASKING).await.text;
    let before = form.split(&format!(">{name}</option>")).next().expect("an option");
    let id = before.rsplit("value=\"").next().and_then(|it| it.split('"').next());
    id.expect("its value").to_owned()
}

/// Sends the form to ask, with an id of its own.
async fn sends(browser: &mut Browser, form: &[(&str, &str)]) -> Answer {
    let id = crate::ids::new();
    browser.post(ASKING, &[form, &[("id", id.as_str())]].concat()).await
}

/// Asks for something: the ask's address.
async fn asks(browser: &mut Browser, to: &str, want: &str) -> String {
    let to = id_of(browser, to).await;
    let form = [("to", to.as_str()), ("want", want), ("kind", "faster")];
    sends(browser, &form).await.leads_to(&format!("{ASKS}?show=from-me"));
    let list = browser.get(&format!("{ASKS}?show=from-me")).await;
    format!("{ASKS}/{}", list.id_after("/asks/"))
}

/// Answers the version of an ask that is shown now.
async fn answers(browser: &mut Browser, ask: &str, answer: (&str, &str)) -> Answer {
    let page = browser.get(ask).await.text;
    let version = page.split("name=\"version\" value=\"").nth(1);
    let version = version.and_then(|it| it.split('"').next()).unwrap_or("1").to_owned();
    let form =
        [("answer", answer.0), ("words", answer.1), ("version", version.as_str()), ("back", ask)];
    browser.post(&format!("{ask}/answer"), &form).await
}

#[tokio::test]
async fn an_ask_to_one_is_answered_by_one_of_four_and_seen_at_once() {
    let mut it = table().await;
    let says = [("yes", "yes"), ("no", "no"), ("try", "I will try"), ("whatever", "whatever")];
    for (word, words) in says {
        let ask = asks(&mut it.ana, "Ben Ortiz", &format!("Please: {word}")).await;
        let list = it.ben.get(ASKS).await;
        list.says(&format!("“Please: {word}”"));
        list.says("One wants an answer from you.");
        for button in ["Yes", "No", "I will try", "Whatever"] {
            list.says(&format!(">{button}</button>"));
        }
        it.ben.get(NORTH).await.says(&format!("“Please: {word}”"));
        it.house.app.clock.advance(3 * 3600);
        answers(&mut it.ben, &ask, (word, "Because of Monday")).await.leads_to(&ask);
        for browser in [&mut it.ana, &mut it.cho, &mut it.olga] {
            let page = browser.get(&ask).await;
            page.says(&format!("Ben Ortiz: <b>{words}</b>"));
            page.says("after 3 hours");
            page.says("Because of Monday");
        }
        it.ben.get(ASKS).await.says("No ask wants an answer from you.");
        it.ben.get(NORTH).await.is_silent_about(&format!("“Please: {word}”"));
        let again = answers(&mut it.ben, &ask, ("yes", "")).await;
        assert_eq!(again.status, 403);
        again.says("You have answered this already");
    }
}

#[tokio::test]
async fn only_the_four_are_answers_and_only_by_whom_was_asked() {
    let mut it = table().await;
    let ask = asks(&mut it.ana, "Ben Ortiz", "Join us on Thursday").await;
    assert_eq!(answers(&mut it.ben, &ask, ("maybe", "")).await.status, 400);
    assert_eq!(answers(&mut it.ben, &ask, ("", "")).await.status, 400);
    for browser in [&mut it.ana, &mut it.cho] {
        browser.get(&ask).await.is_silent_about("Whatever</button>");
        let refused = answers(browser, &ask, ("yes", "")).await;
        assert_eq!(refused.status, 403);
        refused.says("This was not asked of you.");
    }
    assert_eq!(answers(&mut it.olga, &ask, ("yes", "")).await.status, 403);
    let nothing = format!("{ASKS}/01890a5d-ac96-774b-bcce-b302099a8057");
    assert_eq!(answers(&mut it.ben, &nothing, ("yes", "")).await.status, 404);
    let long = answers(&mut it.ben, &ask, ("yes", &"word ".repeat(101))).await;
    assert_eq!(long.status, 422);
    long.says("These are 504 characters; 500 at most beside an answer.");
    long.says("word word word");
}

#[tokio::test]
async fn whatever_returns_an_ask_for_other_words_and_loses_none() {
    let mut it = table().await;
    let ask = asks(&mut it.ana, "Ben Ortiz", "More support").await;
    let early = it.ana.get(&format!("{ask}/rewording")).await;
    assert_eq!(early.status, 403);
    early.says("An ask is reworded when somebody has said whatever.");
    answers(&mut it.ben, &ask, ("whatever", "Whose?")).await.leads_to(&ask);
    it.ana.get(NORTH).await.says("One said whatever: too vague to answer.");
    it.ana.get(&ask).await.says("Put it in other words");
    let form = it.ana.get(&format!("{ask}/rewording")).await;
    form.says("Whose?");
    form.says("Ben Ortiz said whatever");
    let rewording = format!("{ask}/rewording");
    let same = it.ana.post(&rewording, &[("want", "More support")]).await;
    assert_eq!(same.status, 422);
    same.says("These are the same words.");
    let stranger = it.cho.post(&rewording, &[("want", "Other")]).await;
    assert_eq!(stranger.status, 403);
    it.ana.post(&rewording, &[("want", "Two days of one of yours")]).await.leads_to(&ask);
    let stale = [("answer", "yes"), ("version", "1"), ("words", "Kept words")];
    let stale = it.ben.post(&format!("{ask}/answer"), &stale).await;
    assert_eq!(stale.status, 422);
    stale.says("This was put in other words meanwhile.");
    stale.says("Kept words");
    it.ben.get(NORTH).await.says("“Two days of one of yours”");
    answers(&mut it.ben, &ask, ("try", "")).await.leads_to(&ask);
    let page = it.cho.get(&ask).await;
    for words in ["“Two days of one of yours”", "I will try", "“More support”", "whatever"]
    {
        page.says(words);
    }
    page.says("Whose?");
    page.says("Ana Novak put an ask in other words.");
}

#[tokio::test]
async fn what_is_asked_of_all_is_seen_by_nobody_before_all_are_in() {
    let mut it = table().await;
    let ask = asks(&mut it.ana, "all", "Begin less").await;
    it.ana.get(&ask).await.is_silent_about("Whatever</button>");
    answers(&mut it.ben, &ask, ("no", "canary-of-ben")).await.leads_to(&ask);
    let mine = it.ben.get(&ask).await;
    mine.says("kept; you can change it until all are in");
    mine.says("canary-of-ben");
    mine.says("one of three");
    for browser in [&mut it.ana, &mut it.cho, &mut it.dina, &mut it.olga] {
        for page in pages(&ask) {
            browser.get(&page).await.is_silent_about("canary-of-ben");
        }
        let page = browser.get(&ask).await;
        page.is_silent_about("<b>no</b>");
        page.says("one of three");
    }
    let events = it.ana.get(&format!("{NORTH}/history")).await;
    let answered = events.text.matches("Ben Ortiz answered an ask.").count();
    // Nobody learns that Ben changed his mind.
    answers(&mut it.ben, &ask, ("yes", "canary-of-ben, changed")).await.leads_to(&ask);
    let events = it.ana.get(&format!("{NORTH}/history")).await;
    assert_eq!(events.text.matches("Ben Ortiz answered an ask.").count(), answered);
    answers(&mut it.cho, &ask, ("try", "")).await.leads_to(&ask);
    it.ana.get(&ask).await.is_silent_about("I will try</b>");
    answers(&mut it.dina, &ask, ("whatever", "Less of what?")).await.leads_to(&ask);
    it.ben.get(&ask).await.says("You: <b>yes</b>");
    for browser in [&mut it.ana, &mut it.olga] {
        let page = browser.get(&ask).await;
        page.says("Ben Ortiz: <b>yes</b>");
        page.says("canary-of-ben, changed");
        page.says("Cho Tanaka: <b>I will try</b>");
        page.says("Dina Roth: <b>whatever</b>");
    }
    assert_eq!(answers(&mut it.ben, &ask, ("no", "")).await.status, 403);
}

fn pages(ask: &str) -> Vec<String> {
    let shows = ["", "?show=from-me", "?show=all", "/measures", "/measures.csv", "/rounds"];
    let of_asks = shows.map(|show| format!("{ASKS}{show}"));
    let others = [NORTH.to_owned(), format!("{NORTH}/history"), ask.to_owned()];
    of_asks.into_iter().chain(others).collect()
}

#[tokio::test]
async fn at_the_deadline_what_is_in_is_shown_and_who_is_missing_is_named() {
    let mut it = table().await;
    // A Monday at nine: three mornings are Tuesday, Wednesday, Thursday.
    let ask = asks(&mut it.ana, "all", "Begin less").await;
    it.ana.get(&ask).await.says("or 5 Mar 2026 at 8:30");
    answers(&mut it.ben, &ask, ("yes", "")).await.leads_to(&ask);
    answers(&mut it.cho, &ask, ("no", "")).await.leads_to(&ask);
    it.house.app.clock.advance(3 * DAY - 1801);
    it.house.run_jobs().await;
    it.ana.get(&ask).await.is_silent_about("<b>yes</b>");
    it.house.app.clock.advance(1);
    it.house.run_jobs().await;
    let page = it.ana.get(&ask).await;
    page.says("Ben Ortiz: <b>yes</b>");
    page.says("No answer yet from Dina Roth.");
    page.says("The time to answer an ask of Ana Novak is up.");
    assert_eq!(answers(&mut it.ben, &ask, ("no", "")).await.status, 403);
    // Who is late answers all the same, and is seen at once.
    answers(&mut it.dina, &ask, ("try", "")).await.leads_to(&ask);
    it.ana.get(&ask).await.says("Dina Roth: <b>I will try</b>");
    let holidays = [
        ("name", "North group"),
        ("time_zone", "UTC"),
        ("working_day", "monday"),
        ("holidays", "2026-03-09"),
        ("version", "1"),
    ];
    it.ben
        .post(&format!("{NORTH}/settings"), &holidays)
        .await
        .leads_to(&format!("{NORTH}/settings"));
    let ask = asks(&mut it.ben, "all", "Only Mondays").await;
    it.ana.get(&ask).await.says("or 30 Mar 2026 at 8:30");
}

#[tokio::test]
async fn who_leaves_is_waited_for_no_longer_and_who_comes_later_is_not_asked() {
    let mut it = table().await;
    let ask = asks(&mut it.ana, "all", "Begin less").await;
    it.house.app.clock.advance(60);
    let newcomer = ("peer", "Emil Sand", "emil@example.org");
    let mut emil = it.house.invited(&mut it.ana, newcomer).await;
    emil.get(ASKS).await.is_silent_about("“Begin less”");
    assert_eq!(answers(&mut emil, &ask, ("yes", "")).await.status, 403);
    answers(&mut it.ben, &ask, ("yes", "")).await.leads_to(&ask);
    answers(&mut it.cho, &ask, ("no", "")).await.leads_to(&ask);
    it.ana.get(&ask).await.is_silent_about("<b>yes</b>");
    it.dina.post(&format!("{NORTH}/leaving"), &[]).await;
    it.ana.get(&ask).await.says("Ben Ortiz: <b>yes</b>");
    let to_ben = asks(&mut it.ana, "Ben Ortiz", "Stay").await;
    it.ben.post(&format!("{NORTH}/leaving"), &[]).await;
    it.ana.get(&to_ben).await.says("Whom it was put to has left.");
}

#[tokio::test]
async fn what_became_of_an_accepted_ask_its_asker_says_alone() {
    let mut it = table().await;
    let ask = asks(&mut it.ana, "Ben Ortiz", "Join us on Thursday").await;
    let fate = format!("{ask}/fate");
    let kept = [("fate", "kept"), ("on", "2026-03-02")];
    let early = it.ana.post(&fate, &kept).await;
    assert_eq!(early.status, 403);
    early.says("Nobody has said yes, or that they will try.");
    answers(&mut it.ben, &ask, ("yes", "")).await.leads_to(&ask);
    it.house.app.clock.advance(14 * DAY);
    it.ana.get(NORTH).await.says("was it kept?");
    for browser in [&mut it.ben, &mut it.cho] {
        browser.get(&ask).await.is_silent_about("It was kept");
        assert_eq!(browser.post(&fate, &kept).await.status, 403);
    }
    for (on, reason) in [
        ("2026-03-17", "This day is still to come."),
        ("2026-03-01", "On this day it had not been asked yet."),
        ("soon", "Give the day like 2026-03-02."),
    ] {
        let refused = it.ana.post(&fate, &[("fate", "kept"), ("on", on)]).await;
        assert_eq!(refused.status, 422, "{on}");
        refused.says(reason);
        refused.says(&format!("value=\"{on}\""));
    }
    it.ana.post(&fate, &[("fate", "kept"), ("on", "2026-03-12")]).await.leads_to(&ask);
    it.ben.get(&ask).await.says("Kept on 12 Mar 2026.");
    it.ana.get(NORTH).await.is_silent_about("was it kept?");
    it.ana.post(&fate, &[("fate", "not kept"), ("on", "2026-03-16")]).await.leads_to(&ask);
    let page = it.ana.get(&ask).await;
    page.says("Not kept on 16 Mar 2026.");
    let undoing = page.text.split('"').find(|it| it.ends_with("/undoing")).expect("an undo");
    let undoing = undoing.to_owned();
    assert_eq!(it.ben.post(&undoing, &[]).await.status, 409, "it is not his");
    it.ana.post(&undoing, &[("back", &ask)]).await.leads_to(&ask);
    it.ben.get(&ask).await.says("Kept on 12 Mar 2026.");
    let withdrawn = it.ana.post(&fate, &[("fate", "withdrawn"), ("on", "2026-03-16")]).await;
    assert_eq!(withdrawn.status, 403);
}

#[tokio::test]
async fn an_open_ask_is_withdrawn_by_its_asker_and_shows_nothing_more() {
    let mut it = table().await;
    let ask = asks(&mut it.ana, "all", "Begin less").await;
    answers(&mut it.ben, &ask, ("no", "canary-of-ben")).await.leads_to(&ask);
    let form = [("fate", "withdrawn"), ("on", "2026-03-02")];
    it.ana.post(&format!("{ask}/fate"), &form).await.leads_to(&ask);
    it.house.app.clock.advance(7 * DAY - 60);
    it.house.run_jobs().await;
    let page = it.cho.get(&ask).await;
    page.says("Withdrawn on 2 Mar 2026.");
    page.is_silent_about("canary-of-ben");
    let refused = answers(&mut it.cho, &ask, ("yes", "")).await;
    refused.says("This ask has ended meanwhile.");
    // What is undone is as before: its time is up, and what is in is seen.
    let page = it.ana.get(&ask).await.text;
    let undoing = page.split('"').find(|it| it.ends_with("/undoing")).expect("an undo");
    it.ana.post(undoing, &[]).await;
    it.cho.get(&ask).await.says("canary-of-ben");
}

#[tokio::test]
async fn a_draft_is_its_authors_alone_until_it_is_asked() {
    let mut it = table().await;
    let mine = format!("{ASKS}?show=from-me");
    let before = it.ben.get(NORTH).await.without_ids();
    let form = [("want", "canary-of-ana"), ("to", "all"), ("kind", "faster"), ("what", "keep")];
    sends(&mut it.ana, &form).await.leads_to(&mine);
    assert_eq!(it.ben.get(NORTH).await.without_ids(), before);
    let list = it.ana.get(&mine).await;
    list.says("canary-of-ana");
    list.says("Only you can read these");
    let url = list.text.split('"').find(|it| it.contains("asking?draft=")).expect("its form");
    let draft = url.rsplit('=').next().expect("its id").to_owned();
    let page = it.ana.get(url).await;
    page.says("canary-of-ana");
    page.says("<option value=\"all\" selected>");
    page.says("value=\"faster\" checked");
    assert_eq!(it.ben.get(url).await.status, 404);
    let theirs = [("what", "throw away"), ("draft", draft.as_str())];
    sends(&mut it.ben, &theirs).await;
    it.ana.get(&mine).await.says("canary-of-ana");
    let stored = it.house.stored().await;
    assert!(!stored.windows(13).any(|part| part == b"canary-of-ana"), "it lies there open");
    let changed = [("want", "canary-two"), ("draft", draft.as_str()), ("what", "keep")];
    sends(&mut it.ana, &changed).await.leads_to(&mine);
    let list = it.ana.get(&mine).await;
    list.says("canary-two");
    list.is_silent_about("canary-of-ana");
    let draft = list.id_after("asking?draft=");
    let stated = [("want", "canary-two"), ("draft", draft.as_str()), ("to", "all")];
    sends(&mut it.ana, &stated).await.leads_to(&mine);
    it.ana.get(&mine).await.is_silent_about("Only you can read these");
    it.ben.get(ASKS).await.says("“canary-two”");
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_and_says_why() {
    let mut it = table().await;
    for (form, reason) in [
        ([("want", " "), ("to", "all")], "Say what you want, in a sentence."),
        ([("want", "Typed words"), ("to", "")], "Choose whom you ask"),
        ([("want", "Typed words"), ("to", "nobody")], "sits at this table no longer"),
    ] {
        let both = [form[0], form[1], ("reason", "Typed reason")];
        let refused = sends(&mut it.ana, &both).await;
        assert_eq!(refused.status, 422, "{reason}");
        refused.says(reason);
        refused.says("Typed reason");
        refused.says("aria-invalid");
    }
    let long = "long ".repeat(401);
    let refused = sends(&mut it.ana, &[("want", &long), ("to", "all")]).await;
    refused.says("These are 2004 characters; 2000 are kept at most.");
    assert!(refused.text.contains(long.trim()));
    for (kind, begins) in [("obstacles", "clear away"), ("in+progress", "what we stop")] {
        it.ana.get(&format!("{ASKING}?kind={kind}")).await.says(begins);
        // In the form it takes the place of nothing that was typed.
        let ben = id_of(&mut it.ana, "Ben Ortiz").await;
        let kind = kind.replace('+', " ");
        let form = [("template", &*kind), ("want", ""), ("reason", "Mine"), ("to", &*ben)];
        let begun = it.ana.post(ASKING, &form).await;
        begun.says(begins);
        begun.says("Mine</textarea>");
        assert!(begun.text.contains(&format!("value=\"{ben}\" selected")), "of whom stays");
    }
}

#[tokio::test]
async fn what_is_quoted_of_my_why_is_a_copy() {
    let mut it = table().await;
    it.ana.post("/why", &[("words", "To solve it together"), ("reason", "faster")]).await;
    let to = id_of(&mut it.ana, "Ben Ortiz").await;
    let form = [("want", "Meet me"), ("to", to.as_str()), ("quote", "why")];
    sends(&mut it.ana, &form).await;
    let ask = it.ana.get(&format!("{ASKS}?show=from-me")).await.id_after("/asks/");
    it.ben.get(&format!("{ASKS}/{ask}")).await.is_silent_about("together");
    let sharing = it.ana.get(&format!("{NORTH}/whys/sharing?version=1")).await.text;
    let readers = sharing.split("name=\"readers\" value=\"").nth(1);
    let readers = readers.and_then(|it| it.split('"').next()).expect("who will read it");
    let shown = [("version", "1"), ("readers", readers)];
    it.ana.post(&format!("{NORTH}/whys/sharing"), &shown).await.leads_to(&format!("{NORTH}/whys"));
    it.ana.get(ASKING).await.says("What I share of my why: “To solve it together”");
    sends(&mut it.ana, &form).await;
    let ask = it.ana.get(&format!("{ASKS}?show=from-me")).await.id_after("/asks/");
    it.ana.post(&format!("{NORTH}/whys/taking-back"), &[]).await;
    let page = it.ben.get(&format!("{ASKS}/{ask}")).await;
    page.says("From the asker’s why");
    page.says("To solve it together");
}

/// The table agrees on a purpose, of one part.
async fn adopts(it: &mut Table, part: &str, statement: &str) {
    let purpose = format!("{NORTH}/purpose");
    it.ana.post(&purpose, &[("pace", "open")]).await.leads_to(&purpose);
    let url = format!("{purpose}/{}", it.ana.get(&purpose).await.id_after("/purpose/"));
    for browser in [&mut it.ana, &mut it.ben, &mut it.cho, &mut it.dina] {
        let then = [("from", "write"), ("then", "ready")];
        let form = [then[0], then[1], ("who", part), ("what", "Builds"), ("why", "")];
        browser.post(&format!("{url}/answers"), &form).await.leads_to(&purpose);
    }
    for from in ["reveal", "group", "choose"] {
        if from == "choose" {
            let page = it.ana.get(&purpose).await.text;
            let before = page.split(&format!("said\">{part}<")).next().expect("its note");
            let note = before.rsplit("id=\"n-").next().and_then(|it| it.get(..36));
            let dot = [("note", note.expect("its id")), ("does", "give")];
            it.ana.post(&format!("{url}/dots"), &dot).await.leads_to(&purpose);
        }
        let on = [("way", "on"), ("from", from)];
        it.ana.post(&format!("{url}/phase"), &on).await.leads_to(&purpose);
    }
    it.ana.post(&format!("{url}/statements"), &[("words", statement)]).await;
    let id = it.ana.get(&purpose).await.id_after("name=\"statement\" value=\"");
    let chosen = [("statement", id.as_str()), ("review_on", "2026-06-02")];
    let form = [("way", "on"), ("from", "word"), chosen[0], chosen[1]];
    it.ana.post(&format!("{url}/phase"), &form).await.leads_to(&purpose);
    let page = it.ana.get(&purpose).await.text;
    let asked = page.split("name=\"asked\" value=\"").nth(1).and_then(|it| it.split('"').next());
    let consent = [("asked", asked.expect("it is asked for"))];
    for browser in [&mut it.ana, &mut it.ben, &mut it.cho, &mut it.dina] {
        browser.post(&format!("{url}/consent"), &consent).await.leads_to(&purpose);
    }
}

#[tokio::test]
async fn an_ask_serves_a_part_of_the_purpose_and_quotes_it() {
    let mut it = table().await;
    it.ana.get(ASKING).await.is_silent_about("Which part of the purpose");
    adopts(&mut it, "People on call", "We let people on call sleep.").await;
    let form = it.ana.get(ASKING).await;
    form.says("Which part of the purpose does it serve?");
    form.says("The purpose: “We let people on call sleep.”");
    let before = form.text.split(">People on call</option>").next().expect("the part").to_owned();
    let part = before.rsplit("value=\"").next().and_then(|it| it.split('"').next());
    let part = part.expect("its id");
    let asked = [("want", "Fewer alarms"), ("to", "all"), ("part", part), ("quote", "purpose")];
    sends(&mut it.ana, &asked).await;
    let list = it.ben.get(ASKS).await;
    list.says("Serves: People on call.");
    let page = it.ben.get(&format!("{ASKS}/{}", list.id_after("/asks/"))).await;
    page.says("Serves: People on call.");
    page.says("From the purpose");
    page.says("We let people on call sleep.");
    let unknown = [("want", "Another"), ("to", "all"), ("part", "no such part")];
    sends(&mut it.ana, &unknown).await.leads_to(&format!("{ASKS}?show=from-me"));
}

#[tokio::test]
async fn observers_read_and_change_nothing_and_an_archived_table_neither() {
    let mut it = table().await;
    let ask = asks(&mut it.ana, "Ben Ortiz", "Join us").await;
    it.ana.post(&format!("{ASKS}/offers"), &[("words", "A tester")]).await;
    let list = it.olga.get(ASKS).await;
    list.says("“Join us”");
    list.is_silent_about("Ask for something");
    it.olga.get(&ask).await.is_silent_about("<button>Say it");
    let everything = [
        ASKING.to_owned(),
        format!("{ask}/answer"),
        format!("{ask}/fate"),
        format!("{ask}/rewording"),
        format!("{ASKS}/offers"),
        format!("{ASKS}/rounds"),
    ];
    for page in &everything {
        assert_eq!(it.olga.post(page, &[("want", "x")]).await.status, 403, "{page}");
    }
    let proposals = format!("{NORTH}/proposals");
    it.ana.post(&format!("{proposals}/proposing"), &[("aim", "archiving")]).await;
    let id = it.ben.get(&proposals).await.id_after("/proposals/");
    it.ben.post(&format!("{proposals}/{id}/seconding"), &[]).await;
    it.house.app.clock.advance(3 * DAY);
    it.house.run_jobs().await;
    for page in &everything {
        let refused = it.ana.post(page, &[("want", "x")]).await;
        assert_eq!(refused.status, 403, "{page}");
        refused.says("This table is archived");
    }
    it.ben.get(&ask).await.is_silent_about("Whatever</button>");
    it.ben.get(NORTH).await.is_silent_about("“Join us”");
}

#[tokio::test]
async fn an_offer_is_taken_up_by_others_and_withdrawn_by_its_author() {
    let mut it = table().await;
    let (offers, back) = (format!("{ASKS}/offers"), format!("{ASKS}?show=offers"));
    let empty = it.ana.post(&offers, &[("words", " ")]).await;
    assert_eq!(empty.status, 422);
    empty.says("Say what you can lend, in a sentence.");
    it.ana.post(&offers, &[("words", "A tester on Thursdays")]).await.leads_to(&back);
    let list = it.ben.get(&back).await;
    list.says("A tester on Thursdays");
    let offer = format!("{offers}/{}", list.id_after("/offers/"));
    let taking = format!("{offer}/taking");
    let own = it.ana.post(&taking, &[]).await;
    own.says("This is your own offer.");
    let long = it.ben.post(&taking, &[("words", &"long ".repeat(101))]).await;
    assert_eq!(long.status, 422);
    long.says("long long long");
    it.ben.post(&taking, &[("words", "For the release")]).await.leads_to(&back);
    assert_eq!(it.ben.post(&taking, &[]).await.status, 403);
    it.olga.get(&back).await.says("For the release");
    let withdrawal = format!("{offer}/withdrawal");
    assert_eq!(it.cho.post(&withdrawal, &[]).await.status, 403);
    it.ana.post(&withdrawal, &[]).await.leads_to(&back);
    it.cho.post(&taking, &[]).await.says("This offer was withdrawn meanwhile.");
    it.cho.get(&back).await.says("Withdrawn.");
    it.cho.get(&format!("{NORTH}/history")).await.says("Ben Ortiz took an offer up.");
}

#[tokio::test]
async fn letters_tell_that_somebody_asks_and_not_what() {
    let office = PostOffice::new().await;
    let mut it = at(House::with_mail(&office.url()).await).await;
    it.house.run_jobs().await;
    let before = office.letters().len();
    let ask = asks(&mut it.ana, "all", "canary-want").await;
    it.house.run_jobs().await;
    let letters = office.letters();
    assert_eq!(letters.len() - before, 3);
    for letter in &letters[before..] {
        let letter = letter.replace("=\r\n", "").replace("=\n", "");
        assert!(letter.contains("Subject: Somebody asks you for something"), "{letter}");
        assert!(letter.contains(&ask), "{letter}");
        assert!(!letter.contains("canary") && !letter.contains("Ana"), "{letter}");
    }
}

#[tokio::test]
async fn who_leaves_for_good_leaves_their_asks_and_no_draft() {
    let mut it = table().await;
    asks(&mut it.ben, "Ana Novak", "Stay in touch").await;
    sends(&mut it.ben, &[("want", "canary-of-ben"), ("what", "keep")]).await;
    let leaving = [("sure", "yes"), ("present", "four plain words here"), ("name", "stays")];
    it.ben.post("/account/leaving", &leaving).await;
    it.ana.get(&format!("{ASKS}?show=all")).await.says("“Stay in touch”");
    it.ana.get(ASKS).await.says("No ask wants an answer from you.");
    let drafts = it.house.live().await;
    assert!(!drafts.windows(9).any(|part| part == b"canary-of"), "a draft is left");
}
