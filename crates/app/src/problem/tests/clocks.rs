//! The times of problems: silence heads the next meeting and goes up; nothing happens twice.

use super::super::model::What;
use super::super::{Change, Draft, Size, change, share, store};
use super::{DAY, NORTH, PROBLEMS, Table, at, does, raises, signs_in, table};
use crate::peer_team::PeerTeam;
use crate::people::Person;
use crate::private::PrivateText;
use crate::testing::{Browser, House, PostOffice};
use futures_util::FutureExt;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

const UP: &str = "/peer-teams/house-round";

/// Somebody at a table above, which is linked with the north group.
async fn above(it: &mut Table) -> Browser {
    let token = it.ana.invites(&[("role", "observer")]).await;
    let mut emil = it.house.browser();
    let account = crate::testing::account("Emil Sand", "emil@example.org");
    let form: Vec<(&str, &str)> =
        std::iter::once(("token", token.as_str())).chain(account).collect();
    emil.post("/invitation/account", &form).await;
    emil.post(&format!("{NORTH}/leaving"), &[]).await;
    emil.post("/peer-teams", &[("name", "House round")]).await;
    let offer = it.ana.post(&format!("{NORTH}/links"), &[("stands", "above")]).await;
    let token = offer.text.split("/link?token=").nth(1).expect("a link is told");
    let token: String = token.chars().take_while(char::is_ascii_hexdigit).collect();
    let form = [("token", token.as_str()), ("table", "house-round")];
    emil.post("/link/acceptance", &form).await.leads_to(&format!("{UP}/links"));
    emil
}

#[tokio::test]
async fn silence_heads_the_next_meeting_and_a_reply_ends_it() {
    let mut it = table().await;
    let problem = raises(&mut it.ana, "Builds fail at random", "more").await;
    let meeting = format!("{PROBLEMS}/meeting");
    // Monday 9:00; what costs most is to be answered by 8:30 on the next working day.
    it.house.app.clock.advance(23 * 3_600);
    it.house.run_jobs().await;
    it.ana.get(&meeting).await.says("Nothing waits for a meeting.");
    it.house.app.clock.advance(3_600);
    it.house.run_jobs().await;
    it.ana.get(&meeting).await.says("No reply in time.");
    it.ana.get(&problem).await.says("No reply in time: it heads the next meeting");
    it.ana.get(NORTH).await.says("A problem had no reply in time; it heads the next meeting.");
    // A word of whoever raised it is no reply; one of another peer is.
    it.ana.says_about(("problem", &id_of(&it.house).await), "Anybody?").await;
    it.ana.get(&meeting).await.says("No reply in time.");
    it.ben.says_about(("problem", &id_of(&it.house).await), "I will look on Friday.").await;
    it.ana.get(&meeting).await.says("Nothing waits for a meeting.");
    it.ana.get(&problem).await.says("Ben Ortiz replied in a comment");
}

async fn id_of(house: &House) -> String {
    let team = team_id(house, "north-group").await;
    store::id_of(house.app.store.reader(), (&team, 1)).await.expect("asked").expect("it is there")
}

async fn team_id(house: &House, short: &str) -> crate::peer_team::PeerTeamId {
    let people = "SELECT id AS t FROM peer_team WHERE short = ";
    crate::peer_team::PeerTeamId::known(house.text(&format!("{people}'{short}'")).await)
}

#[tokio::test]
async fn what_is_not_solved_in_time_goes_up_and_the_answer_comes_down() {
    let mut it = table().await;
    let mut emil = above(&mut it).await;
    let problem = raises(&mut it.ana, "Two product people for five teams", "more").await;
    it.ana.get(&problem).await.says("it is offered to House round.");
    does(&mut it.ben, &problem, "solvers", &[]).await;
    it.house.app.clock.advance(14 * DAY);
    it.house.run_jobs().await;
    for (browser, name) in
        [(&mut it.ana, "ana"), (&mut it.ben, "ben"), (&mut it.dina, "dina"), (&mut emil, "emil")]
    {
        signs_in(browser, name).await;
    }
    let page = it.ana.get(&problem).await;
    page.says("Not solved in time: it was offered to House round");
    page.says("It was offered to House round.");
    it.ben.get(NORTH).await.says("it was offered to the table above.");
    // Above it is a problem of its own, and names nobody from below.
    let (there, board) = (format!("{UP}/problems/1"), format!("{UP}/problems"));
    let page = emil.get(&there).await;
    page.says("Offered by North group, a table below");
    page.says("Two product people for five teams");
    for name in ["Ana Novak", "Ben Ortiz"] {
        page.is_silent_about(name);
    }
    emil.get(UP).await.says("A table below offered a problem.");
    assert_eq!(it.ana.get(&there).await.status, 404, "nothing of the table above can be read");
    assert_eq!(it.ana.get(&board).await.status, 404);
    // Nobody there answers in time: it heads their meeting, and whoever raised it sees that.
    it.house.app.clock.advance(2 * DAY);
    it.house.run_jobs().await;
    emil.get(&format!("{UP}/problems/meeting")).await.says("No reply in time.");
    it.ana.get(&problem).await.says("House round had not replied in time");
    // The answer comes down, without a name.
    emil.post(&format!("{there}/answer"), &[("words", "Two more from May on")]).await;
    let page = it.ana.get(&problem).await;
    page.says("House round answered");
    page.says("Two more from May on");
    page.is_silent_about("Emil Sand");
    it.ana.get(NORTH).await.says("The table above did something about a problem of yours.");
    let meeting = it.dina.get(&format!("{PROBLEMS}/meeting")).await;
    meeting.says("The table above has answered.");
    meeting.says("House round answered: Two more from May on");
    // What they say among themselves stays there.
    let above_id = team_id(&it.house, "house-round").await;
    let id = store::id_of(it.house.app.store.reader(), (&above_id, 1)).await;
    let id = id.expect("asked").expect("it is there");
    let form = [("thing", "problem"), ("about", id.as_str()), ("words", "canary-among-us")];
    emil.post(&format!("{UP}/comments"), &form).await;
    it.ana.get(&problem).await.is_silent_about("canary-among-us");
    // Once the link has ended, nothing more is told.
    let link = it.ana.get(&format!("{NORTH}/links")).await.id_after("/links/");
    it.ana.post(&format!("{NORTH}/links/{link}/ending"), &[]).await;
    it.ana.get(&problem).await.is_silent_about("Two more from May on");
}

#[tokio::test]
async fn what_ends_below_is_known_above_and_what_comes_back_is_the_same_problem_there() {
    let mut it = table().await;
    let mut emil = above(&mut it).await;
    let problem = raises(&mut it.ana, "Two product people for five teams", "more").await;
    let form = [("table", "house-round")];
    does(&mut it.ben, &problem, "offer", &form).await;
    let there = format!("{UP}/problems/1");
    emil.get(&there).await.says("North group still has it");
    // Taken up above: known below once, and by nobody's name; let go of again, too.
    for does in [&[][..], &[("does", "let go")]] {
        emil.post(&format!("{there}/solvers"), does).await.leads_to(&there);
    }
    let page = it.ana.get(&problem).await;
    page.says("House round took it up");
    page.says("House round let go of it");
    it.house.app.clock.advance(60);
    let solution = [("words", "canary-of-north"), ("size", "under-a-day")];
    does(&mut it.ben, &problem, "solution", &solution).await;
    let page = emil.get(&there).await;
    page.says("North group solved it");
    page.is_silent_about("canary-of-north");
    emil.get(UP).await.says("What a table below had offered is over there, or there again.");
    // Above they drop it; then it is back below and offered again.
    emil.post(&format!("{there}/end"), &[("words", "Solved below")]).await.leads_to(&there);
    does(&mut it.ana, &problem, "return", &[("words", "")]).await;
    does(&mut it.ben, &problem, "offer", &form).await;
    let page = emil.get(&there).await;
    page.says("A table below said that it is back");
    page.says("North group still has it");
    assert_eq!(emil.get(&format!("{UP}/problems/2")).await.status, 404, "it is the same one");
    it.ana.get(&problem).await.is_silent_about("House round said that it is back");
    // Once the link has ended, neither learns anything more.
    let link = it.ana.get(&format!("{NORTH}/links")).await.id_after("/links/");
    it.ana.post(&format!("{NORTH}/links/{link}/ending"), &[]).await;
    emil.get(&there).await.is_silent_about("still has it");
}

#[tokio::test]
async fn the_times_are_the_tables_own_and_count_from_then_on() {
    let mut it = table().await;
    let before = raises(&mut it.ana, "Before", "more").await;
    let times = format!("{PROBLEMS}/times");
    let form = |reply: &'static str| {
        let mut form = vec![("version", "0"), ("watched", "7")];
        for size in ["under-a-day", "a-few-days", "a-person-week", "more"] {
            form.push((["reply-", size].concat().leak(), reply));
            form.push((["solving-", size].concat().leak(), "30"));
        }
        form
    };
    let refused = it.ben.post(&times, &form("none")).await;
    refused.says("Give whole numbers of days, from 1 to 365.");
    assert!(refused.text.contains("value=\"none\""), "what was typed is kept");
    let refused = it.ben.post(&times, &form("31")).await;
    refused.says("A reply comes before a solution");
    assert_eq!(refused.text.matches("aria-invalid").count(), 8, "its fields are marked");
    it.ben.post(&times, &form("4")).await.leads_to(&times);
    let late = it.cho.post(&times, &form("9")).await;
    late.says("Somebody changed the times while you did.");
    assert!(late.text.contains("value=\"9\""));
    it.ana.get(&times).await.says("Ben Ortiz changed them");
    let after = raises(&mut it.ana, "After", "more").await;
    it.ana.get(&before).await.says("Without a reply by 3 Mar 2026 at 8:30");
    it.ana.get(&after).await.says("Without a reply by 6 Mar 2026 at 8:30");
    // Any peer puts them back within a week.
    let history = it.cho.get(&format!("{NORTH}/history")).await;
    let id = history.id_after("/history/");
    it.cho.post(&format!("{NORTH}/history/{id}/undoing"), &[]).await;
    let again = raises(&mut it.ana, "Again", "more").await;
    it.ana.get(&again).await.says("Without a reply by 3 Mar 2026 at 8:30");
}

#[tokio::test]
async fn at_an_archived_table_nothing_happens_until_it_is_opened_again() {
    let mut it = table().await;
    let problem = raises(&mut it.ana, "Builds fail at random", "more").await;
    let archived = |since: &str| {
        format!("UPDATE peer_team SET archived_at = {since} WHERE short = 'north-group'")
    };
    it.house.change(&archived("1")).await;
    it.house.app.clock.advance(20 * DAY);
    it.house.run_jobs().await;
    signs_in(&mut it.ana, "ana").await;
    it.ana.get(&problem).await.is_silent_about("No reply in time");
    it.house.change(&archived("NULL")).await;
    it.house.app.clock.advance(2 * DAY);
    it.house.run_jobs().await;
    it.ana.get(&problem).await.says("No reply in time: it heads the next meeting");
}

/// Two tables above each other, and who acts at them.
struct Tables {
    house: House,
    /// A second node on the same data, where they are not a file.
    other: Option<House>,
    below: (PeerTeam, [Person; 2]),
    above: (PeerTeam, Person),
}

impl Tables {
    async fn new() -> Self {
        let mut it = table().await;
        let emil = above(&mut it).await;
        let (ana, ben) = (person(&it.house, &it.ana).await, person(&it.house, &it.ben).await);
        let emil = person(&it.house, &emil).await;
        let team = |person: &Person, short: &'static str| {
            let (app, id) = (Arc::clone(&it.house.app), person.id.clone());
            async move {
                let found = crate::peer_team::seen_by(&app, &id, short).await;
                found.expect("asked").expect("they sit there").0
            }
        };
        let (north, round) = (team(&ana, "north-group").await, team(&emil, "house-round").await);
        let other = it.house.another_node().await;
        Self { below: (north, [ana, ben]), above: (round, emil), other, house: it.house }
    }

    /// A week in which chance decides who does what.
    async fn week(&mut self, number: usize, chance: &mut Pcg64Mcg, open: &mut Vec<i32>) {
        let app = &self.house.app;
        let (north, [ana, ben]) = &self.below;
        let size = ["under-a-day", "a-few-days", "a-person-week", "more"];
        let draft = Draft {
            words: PrivateText::new(format!("Seen in week {number}")),
            more: PrivateText::new(String::new()),
            teams: vec![],
            size: size[chance.random_range(0..4)].to_owned(),
            harm: String::new(),
            began: Default::default(),
            part: String::new(),
        };
        let shared = share(app, north, ana, (&crate::ids::new(), &draft, "")).await;
        open.push(shared.expect("it can be shared"));
        if chance.random_range(0..3) > 0 {
            let which = open.swap_remove(chance.random_range(0..open.len()));
            if chance.random_range(0..2) == 0 {
                change(app, north, ben, (which, Change::TakeUp)).await.expect("it is open");
            }
            let solve = Change::Solve("Done", Size::UnderADay);
            change(app, north, ben, (which, solve)).await.expect("it is open");
            if chance.random_range(0..4) == 0 {
                change(app, north, ana, (which, Change::ComeBack(""))).await.expect("it is solved");
                open.push(which);
            }
        }
        if chance.random_range(0..4) == 0 {
            let (round, emil) = &self.above;
            let answer = (chance.random_range(1..9), Change::Tell("We look at it"));
            // There may be none with this number yet.
            let _ = change(app, round, emil, answer).await;
        }
        app.clock.advance(chance.random_range(1..8) * DAY);
        self.jobs_are_done(chance).await;
    }

    /// By both nodes at once, where there are two; one goes down now and then.
    async fn jobs_are_done(&mut self, chance: &mut Pcg64Mcg) {
        let Some(node) = &self.other else {
            if chance.random_range(0..10) == 0 {
                let again = self.house.restarted().await;
                std::mem::replace(&mut self.house, again).ends().await;
            }
            return self.house.run_jobs().await;
        };
        let (ours, theirs) = (self.house.app.clock.now(), node.app.clock.now());
        node.app.clock.advance((ours.as_micros() - theirs.as_micros()) / 1_000_000);
        tokio::join!(self.house.run_jobs(), node.run_jobs());
        if chance.random_range(0..10) == 0 {
            let another = self.house.another_node().await;
            if let Some(node) = std::mem::replace(&mut self.other, another) {
                node.ends().await;
            }
        }
    }
}

async fn person(house: &House, browser: &Browser) -> Person {
    let session = browser.cookie.clone().expect("signed in");
    let token = session.split_once('=').expect("a cookie").1.to_owned();
    crate::people::who(&house.app, &token).await.expect("asked").expect("signed in")
}

/// How often the time brought something about; each at most once in a spell, and never early.
async fn happened(house: &House) -> HashMap<&'static str, usize> {
    let mut counts = HashMap::new();
    let (mut offered, mut there) = (vec![], vec![]);
    for short in ["north-group", "house-round"] {
        let team = team_id(house, short).await;
        let all = store::since(house.app.store.reader(), (&team, 0)).await.expect("read");
        for (place, (_, it)) in all.iter().enumerate() {
            let standing = it.standing();
            for spell in &standing.spells {
                let times = [
                    ("unanswered", spell.unanswered_at, spell.clocks.reply_by),
                    ("offered", spell.offered.as_ref().map(|it| it.at), spell.clocks.solve_by),
                    ("unsolved", spell.unsolved_at, spell.clocks.solve_by),
                ];
                for (what, at, due) in times {
                    let Some(at) = at else { continue };
                    *counts.entry(what).or_default() += 1;
                    assert!(at.as_micros() >= due.as_micros(), "{what} came early");
                }
                assert!(spell.offered.is_none() || spell.unsolved_at.is_none());
            }
            let of_time = |is: &dyn Fn(&What) -> bool| {
                it.content.log.iter().filter(|entry| is(&entry.what)).count()
            };
            for count in [
                of_time(&|it| matches!(it, What::WasUnanswered)),
                of_time(&|it| matches!(it, What::WasUnsolved | What::Offered { .. })),
                of_time(&|it| matches!(it, What::Verified)),
            ] {
                assert!(count <= standing.spells.len(), "No. {} of {short}", place + 1);
            }
            *counts.entry("verified").or_default() += of_time(&|it| matches!(it, What::Verified));
            let offers = standing.spells.iter().filter_map(|spell| spell.offered.clone());
            offered.extend(offers.map(|offer| offer.problem));
            there.extend(it.content.below.iter().map(|_| it.id.clone()));
        }
    }
    offered.sort_unstable();
    // One that comes back is offered again, and is the same problem there.
    offered.dedup();
    there.sort_unstable();
    assert_eq!(offered, there, "what was offered is there once, and nothing else is");
    counts
}

/// So many weeks are lived through, in stories of so many.
const WEEKS: usize = 2_000;
const WEEKS_OF_STORY: usize = 100;

#[tokio::test]
async fn over_many_weeks_all_happens_once_and_none_too_early() {
    let mut all: HashMap<&str, usize> = HashMap::new();
    for seed in 0..WEEKS / WEEKS_OF_STORY {
        let told = AssertUnwindSafe(async {
            let (mut it, mut open) = (Tables::new().await, vec![]);
            let mut chance = Pcg64Mcg::seed_from_u64(seed as u64);
            for week in 0..WEEKS_OF_STORY {
                it.week(week, &mut chance, &mut open).await;
            }
            let counts = happened(&it.house).await;
            for house in [Some(it.house), it.other].into_iter().flatten() {
                house.ends().await;
            }
            counts
        });
        let counts = told.catch_unwind().await.unwrap_or_else(|_| panic!("seed {seed}"));
        for (what, count) in counts {
            *all.entry(what).or_default() += count;
        }
    }
    for what in ["unanswered", "offered", "unsolved", "verified"] {
        assert!(all.get(what).is_some_and(|count| *count > 30), "{what}: {all:?}");
    }
}

#[tokio::test]
async fn letters_tell_of_the_way_up_and_down_and_not_what_it_is() {
    let office = PostOffice::new().await;
    let mut it = at(House::with_mail(&office.url()).await).await;
    let mut emil = above(&mut it).await;
    raises(&mut it.ana, "canary-in-a-letter", "more").await;
    let before = office.letters().len();
    for days in [14, 2] {
        it.house.app.clock.advance(days * DAY);
        it.house.run_jobs().await;
    }
    let with = |subject: &str| {
        let letters = office.letters()[before..].to_vec();
        letters.into_iter().filter(|letter| letter.contains(subject)).collect::<Vec<_>>()
    };
    assert_eq!(with("Subject: A problem was offered to the table above").len(), 4, "all peers");
    // That nobody above has replied in time is no answer.
    assert_eq!(with("Subject: An answer has come down to you").len(), 0);
    signs_in(&mut emil, "emil").await;
    let answer = [("words", "canary-in-an-answer")];
    emil.post(&format!("{UP}/problems/1/answer"), &answer).await;
    it.house.run_jobs().await;
    let down = with("Subject: An answer has come down to you");
    assert_eq!(down.len(), 1);
    assert!(down[0].contains("RCPT TO:<ana@"), "{down:?}");
    assert!(with("").iter().all(|letter| !letter.contains("canary-in")));
}
