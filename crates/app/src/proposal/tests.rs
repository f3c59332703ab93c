//! Proposals: the rule as a table, and the way of each from the first word to its end.

use super::*;
use crate::testing::{Answer, Browser, House, PostOffice};

const HOURS: i64 = 3600 * 1_000_000;

fn at(hours: i64) -> Instant {
    Instant::from_micros(hours * HOURS)
}

fn by(name: &str) -> PersonId {
    PersonId::known(name)
}

/// Ana proposed, at hour 0, that Cho be removed.
fn proposed() -> Proposal {
    Proposal {
        id: "1".to_owned(),
        team: PeerTeamId::known("north"),
        aim: Aim::Removal(by("cho")),
        by: by("ana"),
        at: at(0),
        seconded: None,
        end: None,
    }
}

/// What became of it, in a word.
fn word(after: Result<Proposal, Refusal>) -> String {
    match after {
        Err(refusal) => format!("({refusal:?})"),
        Ok(it) => match it.end {
            Some((End::Objected(..), _)) => "Objected".to_owned(),
            Some((end, _)) => format!("{end:?}"),
            None if it.seconded.is_some() => "Seconded".to_owned(),
            None => "Proposed".to_owned(),
        },
    }
}

#[test]
fn the_rule_as_a_table_of_states_and_verbs() {
    let seconded = proposed().second(&by("ben"), at(1)).expect("he can");
    let ended = |end| Proposal { end: Some((end, at(2))), ..seconded.clone() };
    let states = [
        ("proposed", proposed(), 2),
        ("seconded", seconded.clone(), 2),
        ("3 days on", seconded.clone(), 73),
        ("14 days on", proposed(), 14 * 24),
        ("in force", ended(End::InForce), 100),
        ("objected", ended(End::Objected(by("cho"), "Words".to_owned())), 3),
        ("withdrawn", ended(End::Withdrawn), 3),
        ("lapsed", ended(End::Lapsed), 3),
    ];
    let mut table = String::from("\n");
    for (name, it, hours) in states {
        let now = at(hours);
        let cells = [
            word(it.clone().second(&by("ana"), now)),
            word(it.clone().second(&by("ben"), now)),
            word(it.clone().second(&by("cho"), now)),
            word(it.clone().object(&by("cho"), "No", now)),
            word(it.clone().withdraw(&by("ana"), now)),
            word(it.clone().withdraw(&by("ben"), now)),
            it.clone().time_is_up(true, now).map_or("-".to_owned(), |it| word(Ok(it))),
            it.clone().time_is_up(false, now).map_or("-".to_owned(), |it| word(Ok(it))),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:<14}")).collect();
        table += &format!("{name:<11}{}\n", cells.concat()).replace(" \n", "\n");
    }
    // Ana, Ben and Cho second; Cho objects; Ana and Ben withdraw; time passes, all there, not all.
    let expected = "
proposed   (OwnProposal) Seconded      (OwnSeat)     Objected      Withdrawn     (NotYours)    \
-             -
seconded   (Seconded)    (Seconded)    (Seconded)    Objected      Withdrawn     (NotYours)    \
-             -
3 days on  (TooLate)     (TooLate)     (TooLate)     (TooLate)     (TooLate)     (TooLate)     \
InForce       Lapsed
14 days on (TooLate)     (TooLate)     (TooLate)     (TooLate)     (TooLate)     (TooLate)     \
Lapsed        Lapsed
in force   (Ended)       (Ended)       (Ended)       (Ended)       (Ended)       (Ended)       \
-             -
objected   (Ended)       (Ended)       (Ended)       (Ended)       (Ended)       (Ended)       \
-             -
withdrawn  (Ended)       (Ended)       (Ended)       (Ended)       (Ended)       (Ended)       \
-             -
lapsed     (Ended)       (Ended)       (Ended)       (Ended)       (Ended)       (Ended)       \
-             -
";
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim_end).collect();
    assert_eq!(table, expected, "\n{}\n", table.join("\n"));
}

#[test]
fn an_objection_is_a_sentence() {
    let long = "x".repeat(301);
    for (words, expected) in [(" ", Refusal::NoWords), (long.as_str(), Refusal::TooLong(301))] {
        assert_eq!(proposed().object(&by("cho"), words, at(1)), Err(expected));
    }
}

/// The north group of three: Ana, Ben, Cho.
struct Three {
    house: House,
    ana: Browser,
    ben: Browser,
    cho: Browser,
}

const NORTH: &str = "/peer-teams/north-group";
const PROPOSALS: &str = "/peer-teams/north-group/proposals";
const PROPOSING: &str = "/peer-teams/north-group/proposals/proposing";
const HOUR: i64 = 3600;

async fn three(house: House) -> Three {
    let (mut ana, ben) = house.ana_and_ben().await;
    let cho = house.invited(&mut ana, ("peer", "Cho Adeyemi", "cho@example.org")).await;
    Three { house, ana, ben, cho }
}

/// The id of a person by the first of their name.
async fn id(house: &House, first: &str) -> String {
    let c = house.app.store.reader();
    let email = format!("{}@example.org", first.to_lowercase());
    let person = crate::people::by_email(c, &email).await.expect("people");
    person.expect("they are there").as_str().to_owned()
}

/// The address of a form on a page.
#[track_caller]
fn form(page: &Answer, ending: &str) -> String {
    let found = page.text.split("action=\"").filter_map(|it| it.split('"').next());
    found.filter(|it| it.ends_with(ending)).last().expect("the form is there").to_owned()
}

impl Three {
    /// Ana proposes to remove Cho.
    async fn removal_proposed(&mut self) {
        let cho = id(&self.house, "Cho").await;
        let form = [("aim", "removal"), ("about", cho.as_str())];
        let rule = format!("{PROPOSING}?aim=removal&about={cho}");
        self.ana.get(&rule).await.says("The seat of Cho Adeyemi should end.");
        self.ana.post(PROPOSING, &form).await.leads_to(PROPOSALS);
    }

    async fn archiving_in_force(&mut self) {
        self.ana.post(PROPOSING, &[("aim", "archiving")]).await.leads_to(PROPOSALS);
        self.seconded_by_ben().await;
        self.house.app.clock.advance(72 * HOUR);
        self.house.run_jobs().await;
    }

    async fn seconded_by_ben(&mut self) {
        let page = self.ben.get(PROPOSALS).await;
        self.ben.post(&form(&page, "/seconding"), &[]).await.leads_to(PROPOSALS);
    }
}

#[tokio::test]
async fn a_removal_is_in_force_three_days_after_it_was_seconded() {
    let mut it = three(House::new().await).await;
    let link = it.cho.invites(&[("role", "peer")]).await;
    it.cho.post("/why", &[("words", "canary-of-cho")]).await;
    let why = [("version", "1"), ("readers", "Ana Novak, Ben Ortiz and Cho Adeyemi")];
    it.cho.post(&format!("{NORTH}/whys/sharing"), &why).await;
    it.removal_proposed().await;
    it.ben.get(NORTH).await.says("Ana Novak proposes it.");
    let own = it.cho.get(PROPOSALS).await;
    own.says("Your seat should end.");
    own.says("Proposed by Ana Novak");
    it.cho.get(NORTH).await.says("Your seat should end.");
    it.seconded_by_ben().await;
    it.cho.get(PROPOSALS).await.says("In force on 5 Mar 2026 at 9:00, unless somebody objects");
    it.house.app.clock.advance(72 * HOUR - 1);
    it.house.run_jobs().await;
    it.cho.get(NORTH).await.says("At the table");
    it.house.app.clock.advance(1);
    it.house.run_jobs().await;
    assert_eq!(it.cho.get(NORTH).await.status, 404);
    let told = "Cho Adeyemi was removed from the table, as Ana Novak proposed.";
    it.ana.get(NORTH).await.says(told);
    it.ben.get(&format!("{NORTH}/history")).await.says(told);
    it.ben.get(&format!("{NORTH}/whys")).await.says("canary-of-cho");
    let link = it.house.browser().get(&format!("/invitation?token={link}")).await;
    link.says("was taken back");
    it.house.app.clock.advance(240 * HOUR);
    it.house.run_jobs().await;
    let history = it.ana.get(&format!("{NORTH}/history")).await;
    assert_eq!(history.text.matches("was removed from the table").count(), 1);
}

#[tokio::test]
async fn whom_it_is_about_objects_like_everybody_and_it_is_off_the_table() {
    let mut it = three(House::new().await).await;
    it.removal_proposed().await;
    it.seconded_by_ben().await;
    let page = it.cho.get(PROPOSALS).await;
    assert!(!page.text.contains("/seconding\""), "nobody seconds it any more");
    let objection = form(&page, "/objection");
    let empty = it.cho.post(&objection, &[("words", " ")]).await;
    assert_eq!(empty.status, 422);
    empty.says("Say in a sentence what would go wrong.");
    let long = "far too long ".repeat(30);
    it.cho.post(&objection, &[("words", &long)]).await.says("far too long far too long");
    let words = [("words", "Nobody else knows the payroll teams")];
    it.cho.post(&objection, &words).await.leads_to(PROPOSALS);
    let page = it.ana.get(PROPOSALS).await;
    page.says("Cho Adeyemi objected");
    page.says("Nobody else knows the payroll teams");
    it.house.app.clock.advance(100 * HOUR);
    it.house.run_jobs().await;
    it.cho.get(NORTH).await.says("At the table");
    it.ben.post(&objection, &words).await.says("This proposal has ended meanwhile.");
}

#[tokio::test]
async fn a_proposal_can_be_withdrawn_lapses_and_cannot_be_made_twice() {
    let mut it = three(House::new().await).await;
    it.removal_proposed().await;
    let cho = id(&it.house, "Cho").await;
    let again = [("aim", "removal"), ("about", cho.as_str())];
    it.ben.post(PROPOSING, &again).await.says("This is proposed already.");
    let page = it.ana.get(PROPOSALS).await;
    assert!(!page.text.contains("/seconding\""), "nobody seconds their own");
    it.ana.post(&form(&page, "/withdrawal"), &[]).await.leads_to(PROPOSALS);
    it.ana.get(PROPOSALS).await.says("Withdrawn today");
    it.removal_proposed().await;
    it.house.app.clock.advance(14 * 24 * HOUR);
    it.house.run_jobs().await;
    it.ana.get(PROPOSALS).await.says("Lapsed today");
    it.ana.get(NORTH).await.says("A proposal of Ana Novak lapsed.");
}

#[tokio::test]
async fn it_lapses_when_one_of_those_it_needs_has_left() {
    let mut it = three(House::new().await).await;
    it.removal_proposed().await;
    it.seconded_by_ben().await;
    it.ben.post(&format!("{NORTH}/leaving"), &[]).await;
    it.house.app.clock.advance(72 * HOUR);
    it.house.run_jobs().await;
    it.cho.get(PROPOSALS).await.says("Lapsed today");
}

#[tokio::test]
async fn nobody_proposes_what_nobody_could_second_or_what_is_no_ones() {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    for (aim, who, sentence) in [
        ("removal", "Ben", "Nobody could second that"),
        ("removal", "Ana", "This is about your own seat"),
        ("reopening", "Ana", "it is so already"),
    ] {
        let about = id(&house, who).await;
        let refused = ana.post(PROPOSING, &[("aim", aim), ("about", &about)]).await;
        assert_eq!(refused.status, 403);
        refused.says(sentence);
    }
    let stranger = ana.post(PROPOSING, &[("aim", "removal"), ("about", "nobody")]).await;
    assert_eq!(stranger.status, 404);
    ana.get(&format!("{NORTH}/seats")).await.is_silent_about("Propose that a peer");
}

#[tokio::test]
async fn an_archived_table_is_read_and_not_changed_until_it_is_opened_again() {
    let mut it = three(House::new().await).await;
    let link = it.ana.invites(&[("role", "peer")]).await;
    let settings = it.ana.get(&format!("{NORTH}/settings")).await;
    settings.says("Propose to archive this table");
    it.archiving_in_force().await;
    for page in ["", "/whys", "/seats", "/teams", "/settings", "/history", "/proposals"] {
        let read = it.cho.get(&format!("{NORTH}{page}")).await;
        assert_eq!(read.status, 200, "{page}");
        read.says("This table was archived on 5 Mar 2026.");
    }
    for page in ["/settings", "/invitations", "/teams", "/whys/sharing"] {
        let refused = it.cho.post(&format!("{NORTH}{page}"), &[]).await;
        assert_eq!(refused.status, 403, "{page}");
        refused.says("This table is archived");
    }
    let mut late = it.house.browser();
    late.get(&format!("/invitation?token={link}")).await.says("was taken back");
    it.ana.get(&format!("{NORTH}/settings")).await.says("Propose to open this table again");
    it.cho.post(PROPOSING, &[("aim", "reopening")]).await.leads_to(PROPOSALS);
    it.seconded_by_ben().await;
    it.house.app.clock.advance(72 * HOUR);
    it.house.run_jobs().await;
    it.cho.get(NORTH).await.is_silent_about("archived on");
    it.cho.get(NORTH).await.says("The table was opened again, as Cho Adeyemi proposed.");
    it.cho.invites(&[("role", "peer")]).await;
}

#[tokio::test]
async fn what_else_was_proposed_lapses_when_the_table_is_archived() {
    let mut it = three(House::new().await).await;
    it.archiving_in_force_with_removal().await;
    it.cho.get(NORTH).await.says("archived on");
    it.cho.get(PROPOSALS).await.says("Lapsed");
    it.house.app.clock.advance(100 * HOUR);
    it.house.run_jobs().await;
    assert_eq!(it.cho.get(NORTH).await.status, 200);
}

impl Three {
    async fn archiving_in_force_with_removal(&mut self) {
        self.ana.post(PROPOSING, &[("aim", "archiving")]).await.leads_to(PROPOSALS);
        self.seconded_by_ben().await;
        self.house.app.clock.advance(HOUR);
        self.removal_proposed().await;
        self.seconded_by_ben().await;
        self.house.app.clock.advance(71 * HOUR);
        self.house.run_jobs().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_put_a_proposal_into_force_once() {
    let mut it = three(House::new().await).await;
    it.removal_proposed().await;
    it.seconded_by_ben().await;
    it.house.app.clock.advance(72 * HOUR);
    let other = it.house.restarted().await;
    tokio::join!(it.house.run_jobs(), other.run_jobs());
    let history = it.ana.get(&format!("{NORTH}/history")).await;
    assert_eq!(history.text.matches("was removed from the table").count(), 1);
}

#[tokio::test]
async fn letters_tell_that_there_is_something_and_not_what() {
    let office = PostOffice::new().await;
    let mut it = three(House::with_mail(&office.url()).await).await;
    it.removal_proposed().await;
    it.house.run_jobs().await;
    let to = |letters: &[String]| {
        let to = letters.iter().filter_map(|it| it.split("RCPT TO:<").nth(1)?.split('@').next());
        let mut to: Vec<String> = to.map(str::to_owned).collect();
        to.sort();
        to
    };
    assert_eq!(to(&office.letters()), ["ben", "cho"]);
    for letter in office.letters() {
        let is_about_them = letter.contains("RCPT TO:<cho@");
        assert_eq!(letter.contains("It is about your own seat."), is_about_them, "{letter}");
        assert!(is_about_them || !letter.contains("Cho"), "{letter}");
        assert!(letter.contains("Subject: A proposal at your table"), "{letter}");
    }
    it.seconded_by_ben().await;
    it.house.run_jobs().await;
    assert_eq!(to(&office.letters()[2..]), ["ana", "cho"]);
    it.house.app.clock.advance(72 * HOUR);
    it.house.run_jobs().await;
    assert_eq!(to(&office.letters()[4..]), ["cho"]);
    assert!(office.letters()[4].contains("Subject: Your seat has ended"));
}
