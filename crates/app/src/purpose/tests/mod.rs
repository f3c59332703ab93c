//! The purpose: its rules as a printed table, by chance, and from page to page.

mod chance;
mod days;
mod live;
mod table;

use super::model::{Answers, Moving, Naming, Pace, Phase, Refusal, Setting, Workshop};
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use crate::testing::{Browser, House};
use flow::Instant;
use jiff::civil::date;

const PURPOSE: &str = "/peer-teams/north-group/purpose";

fn person(name: &str) -> PersonId {
    PersonId::known(name)
}

fn at(seconds: i64) -> Instant {
    Instant::from_micros(seconds * 1_000_000)
}

/// A workshop that `leader` has begun.
fn begun(leader: &str) -> Workshop {
    let setting = Setting { pace: Pace::Open, naming: Naming::Hidden };
    let team = PeerTeamId::known("north");
    Workshop::begun("w".to_owned(), team, &person(leader), setting, (at(0), None))
}

/// Moving with these peers; a draft says what its sealed bytes say.
fn moving<'p>(it: &Workshop, peers: &'p [PersonId], now: Instant) -> Moving<'p> {
    let open = |draft: &super::model::Draft| {
        let words = String::from_utf8_lossy(&draft.sealed).into_owned();
        (draft.person.clone(), Answers([vec![words], vec![], vec![]]))
    };
    let opened = it.content.drafts.iter().map(open).collect();
    Moving { peers, opened, until: None, review_on: date(2026, 6, 1), today: date(2026, 3, 2), now }
}

/// Everybody writes and the answers are revealed.
fn revealed(peers: &[PersonId]) -> Workshop {
    let mut it = begun(peers[0].as_str());
    for peer in peers {
        it = it.write(peer, format!("words of {}", peer.as_str()).into_bytes()).expect("they may");
    }
    on(it, peers)
}

fn on(it: Workshop, peers: &[PersonId]) -> Workshop {
    let moving = moving(&it, peers, at(1));
    it.move_on(&moving).expect("it moves on")
}

/// Ana, Ben and Cho at the north group, with Ana's workshop, and its address.
async fn three(house: &House, pace: &str) -> (Browser, Browser, Browser, String) {
    let (mut ana, ben) = house.ana_and_ben().await;
    let cho = house.invited(&mut ana, ("peer", "Cho Tanaka", "cho@example.org")).await;
    ana.post(PURPOSE, &[("pace", pace)]).await.leads_to(PURPOSE);
    let id = ana.get(PURPOSE).await.id_after("/purpose/");
    (ana, ben, cho, format!("{PURPOSE}/{id}"))
}

async fn writes(browser: &mut Browser, url: &str, words: &str) {
    let from = ("from", "write");
    let form = [from, ("who", words), ("what", ""), ("why", ""), ("then", "ready")];
    browser.post(&format!("{url}/answers"), &form).await.leads_to(PURPOSE);
}

async fn is_ready(browser: &mut Browser, url: &str, from: &str) {
    let form = [("ready", "yes"), ("from", from)];
    browser.post(&format!("{url}/readiness"), &form).await.leads_to(PURPOSE);
}

/// What consent is asked for, as the page says.
async fn asked(browser: &mut Browser) -> String {
    let page = browser.get(PURPOSE).await.text;
    let after = page.split("name=\"asked\" value=\"").nth(1).expect("it is asked for");
    after.split('"').next().unwrap_or_default().to_owned()
}

async fn consents(browser: &mut Browser, url: &str) {
    let asked = asked(browser).await;
    browser.post(&format!("{url}/consent"), &[("asked", &*asked)]).await.leads_to(PURPOSE);
}

/// Whoever leads moves on from a phase.
async fn moves_on(browser: &mut Browser, url: &str, from: &str) {
    let form = [("way", "on"), ("from", from)];
    browser.post(&format!("{url}/phase"), &form).await.leads_to(PURPOSE);
}

/// The id of the note with these words, on this page.
async fn note(browser: &mut Browser, words: &str) -> String {
    let page = browser.get(PURPOSE).await.text;
    let before = page.split(&format!("said\">{words}<")).next().expect("the note");
    let id = before.rsplit("data-note=\"").next().and_then(|it| it.get(..36));
    id.expect("its id").to_owned()
}

#[test]
fn what_is_typed_is_one_thought_on_each_line() {
    let typed = ["  The teams \n\n The people on call\r\n", "", "They wait"];
    let answers = Answers::checked(typed).expect("there is something");
    assert_eq!(answers.0[0], ["The teams", "The people on call"]);
    assert_eq!(answers.0[1], [""; 0]);
    assert_eq!(answers.0[2], ["They wait"]);
    let sealed = Answers::to_sealed_text(typed);
    assert_eq!(Answers::typed(&sealed), typed.map(str::to_owned));
    assert_eq!(Answers::of_sealed_text(&sealed), answers);
    assert_eq!(Answers::checked(["", " \n ", ""]), Err(Refusal::NothingWritten));
    let many = "line\n".repeat(21);
    assert_eq!(Answers::checked([&many, "", ""]), Err(Refusal::TooManyLines));
    let long = "x".repeat(301);
    assert_eq!(Answers::checked(["", &long, ""]), Err(Refusal::LineTooLong(301)));
}

#[test]
fn what_differs_is_told_word_by_word() {
    use super::model::{Piece, differences};
    let pieces = differences("We help the teams.", "We help all teams.");
    let text = |keep: fn(&Piece) -> Option<&String>| -> String {
        pieces.iter().filter_map(keep).cloned().collect()
    };
    let before = text(|it| match it {
        Piece::Same(text) | Piece::Gone(text) => Some(text),
        Piece::New(_) => None,
    });
    let after = text(|it| match it {
        Piece::Same(text) | Piece::New(text) => Some(text),
        Piece::Gone(_) => None,
    });
    assert_eq!((&*before, &*after), ("We help the teams.", "We help all teams."));
    assert!(pieces.contains(&Piece::Gone("the".to_owned())), "{pieces:?}");
    assert!(pieces.contains(&Piece::New("all".to_owned())), "{pieces:?}");
}

#[test]
fn dots_stay_on_what_they_were_given_to_through_all_grouping() {
    let peers = [person("ana"), person("ben"), person("cho")];
    let it = on(on(revealed(&peers), &peers), &peers);
    assert_eq!(it.phase, Phase::Choose);
    let [a, b, c] = [0, 1, 2].map(|place| it.content.notes[place].id.clone());
    let mut it = it;
    for note in [&a, &a, &b] {
        it = it.give_dot(&peers[0], note).expect("a dot is left");
    }
    it = it.give_dot(&peers[1], &c).expect("a dot is left");
    let it = it.step_back(None).expect("to grouping");
    let it = it.put_together(&peers[2], (&a, &b)).expect("they go together");
    let dots: Vec<usize> = it.piles().iter().map(|pile| pile.dots.len()).collect();
    assert_eq!(dots, [3, 1]);
    let parts = it.parts();
    assert_eq!(parts.iter().map(|it| it.dots).collect::<Vec<_>>(), [3, 1]);
    // One that stands alone is called by its words; a group by its name, once it has one.
    assert_eq!(parts[0].words, "words of ana");
    let group = it.content.groups[0].id.clone();
    let it = it.name_group(&peers[1], (&group, "", "  The   teams ")).expect("a name");
    assert_eq!(it.parts()[0].words, "The teams");
    let two = it.clone().name_group(&peers[0], (&group, "", "Everybody"));
    assert_eq!(two, Err(Refusal::NamedMeanwhile("The teams".to_owned())));
    let it = it.take_out(&peers[0], &a).expect("it stands alone again");
    let dots: Vec<usize> = it.piles().iter().map(|pile| pile.dots.len()).collect();
    assert_eq!(dots, [2, 1, 1]);
}

#[test]
fn an_objection_stands_until_its_author_consents_to_the_new_words_or_leaves() {
    let peers = [person("ana"), person("ben"), person("cho")];
    let it = on(on(on(revealed(&peers), &peers), &peers), &peers);
    let it = it.propose(&peers[0], ("One", at(2))).expect("a statement");
    let it = on(it, &peers);
    let first = it.asked();
    let it = it.consent(&peers[0], (&first, at(3))).expect("she may");
    let it = it.object(&peers[1], (&first, at(3)), ("Harm", "Remedy")).expect("he may");
    let refused = it.clone().move_on(&moving(&it, &peers, at(4)));
    assert_eq!(refused, Err(Refusal::ObjectionStands));
    let id = it.content.statements[0].id.clone();
    let it = it.reword(&peers[2], (&id, 1), ("Two", at(5))).expect("she may");
    // The consent was to other words; the objection stands all the same.
    assert!(it.stance_of(&peers[0]).is_none());
    assert_eq!(it.objections(&peers).len(), 1);
    let second = it.asked();
    let stale = it.clone().consent(&peers[0], (&first, at(6)));
    assert_eq!(stale, Err(Refusal::AskedOtherwise));
    let it = it.consent(&peers[0], (&second, at(6))).expect("she may");
    let without_him = [peers[0].clone(), peers[2].clone()];
    assert!(it.objections(&without_him).is_empty());
    let it = it.consent(&peers[1], (&second, at(7))).expect("it is safe enough now");
    assert!(!it.do_all_consent(&peers), "Cho has not said anything");
    let it = it.consent(&peers[2], (&second, at(8))).expect("she may");
    assert!(it.do_all_consent(&peers));
    let it = on(it, &peers);
    assert!(it.is_adopted());
    assert_eq!(it.content.stances.len(), 5, "all that was said is kept");
}

#[test]
fn a_consent_is_to_one_statement_until_one_day() {
    let peers = [person("ana"), person("ben")];
    let it = on(on(on(revealed(&peers), &peers), &peers), &peers);
    let it = it.propose(&peers[0], ("One", at(2))).expect("a statement");
    let it = on(it, &peers);
    let asked = it.asked();
    let it = it.consent(&peers[1], (&asked, at(3))).expect("he may");
    // Back, and the same is asked for until another day: he has not consented to that.
    let it = it.step_back(None).expect("to the words");
    let id = it.content.statements[0].id.clone();
    let until = (date(2027, 1, 1), date(2026, 3, 2));
    let it = it.choose(&id).and_then(|it| it.adopt_until(until)).expect("a day to come");
    let it = on(it, &peers);
    assert!(it.stance_of(&peers[1]).is_none());
    let refused = it.clone().consent(&peers[0], (&asked, at(4)));
    assert_eq!(refused, Err(Refusal::AskedOtherwise));
    // Nor does what was chosen once go on by itself where there are two.
    let it = it.step_back(None).expect("to the words");
    assert_eq!(it.clone().propose(&peers[1], ("One", at(5))), Err(Refusal::SameWords));
    let it = it.propose(&peers[1], ("Two", at(5))).expect("another");
    let refused = it.clone().move_on(&moving(&it, &peers, at(6)));
    assert_eq!(refused, Err(Refusal::WhichStatement));
}

#[test]
fn the_place_of_an_answer_does_not_tell_who_wrote_it() {
    let peers = [person("ana"), person("ben"), person("cho")];
    let mut it = begun("ana");
    for (peer, words) in peers.iter().zip(["Zebras", "apples", "Moths"]) {
        it = it.write(peer, words.as_bytes().to_vec()).expect("they may");
    }
    let it = on(it, &peers);
    let late = Answers::checked(["bees", "", ""]).expect("words");
    let it = it.add(&person("dan"), (&late, at(5))).expect("he comes late");
    let words: Vec<_> = it.content.notes.iter().map(|note| note.words.as_str()).collect();
    assert_eq!(words, ["apples", "bees", "Moths", "Zebras"]);
}

#[test]
fn whose_draft_was_not_revealed_has_not_written_and_keeps_it() {
    let peers = [person("ana"), person("ben")];
    let it = begun("ana");
    let it = it.write(&peers[0], b"hers".to_vec()).expect("she may");
    let it = it.write(&peers[1], b"his".to_vec()).expect("he may");
    // He leaves, all is revealed, and he comes back.
    let it = on(it, &peers[..1]);
    assert!(!it.shows_to(&peers[1]), "he writes before he sees");
    assert_eq!(it.draft_of(&peers[1]), Some(&b"his"[..]));
    let answers = Answers::checked(["his", "", ""]).expect("words");
    let it = it.add(&peers[1], (&answers, at(5))).expect("now he shows it");
    assert!(it.shows_to(&peers[1]) && it.draft_of(&peers[1]).is_none());
}
