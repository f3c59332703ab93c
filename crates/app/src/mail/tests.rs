//! Mail against a server on this machine: once, later when it is down, and never a link in clear.

use super::smtp::encrypted;
use super::*;
use crate::testing::{House, PostOffice};

const CHO: [(&str, &str); 2] = [("role", "peer"), ("email", "cho@example.org")];

/// A letter as it is read: soft line breaks of quoted-printable are taken out.
fn read(letter: &str) -> String {
    letter.replace("=\r\n", "").replace("=3D", "=").replace("\r\n", "\n")
}

#[tokio::test]
async fn an_invitation_for_an_address_is_mailed_once() {
    let office = PostOffice::new().await;
    let house = House::with_mail(&office.url()).await;
    let (mut ana, _) = house.ana_and_ben().await;
    let made = ana.post("/peer-teams/north-group/invitations", &CHO).await;
    made.says("The mail to cho@example.org is on its way.");
    let token = made.text.split("/invitation?token=").nth(1).expect("the link is shown, too");
    let token: String = token.chars().take_while(char::is_ascii_hexdigit).collect();
    house.run_jobs().await;
    house.app.clock.advance(86_400);
    house.run_jobs().await;
    let letters = office.letters();
    assert_eq!(letters.len(), 1, "Ben's invitation named no address");
    let letter = read(&letters[0]);
    for line in [
        "MAIL FROM:<table@example.org>",
        "RCPT TO:<cho@example.org>",
        "From: Roundtable <table@example.org>",
        "To: cho@example.org",
        "Subject: An invitation to a table",
        "Date: Mon, 02 Mar 2026 09:00:00 +0000",
        "Auto-Submitted: auto-generated",
        "Content-Type: text/plain; charset=utf-8",
        "Ana Novak invites you to the table of",
        "until 9 Mar 2026:",
    ] {
        assert!(letter.contains(line), "“{line}” is not in: {letter}");
    }
    assert!(letter.contains(&format!("/invitation?token={token}\n")), "{letter}");
    house.browser().get(&format!("/invitation?token={token}")).await.says("Ana Novak invites you");
}

#[tokio::test]
async fn a_letter_waits_for_a_server_that_is_down_and_has_one_id() {
    let mut office = PostOffice::new().await;
    let house = House::with_mail(&office.url()).await;
    let (mut ana, _) = house.ana_and_ben().await;
    office.close().await;
    ana.post("/peer-teams/north-group/invitations", &CHO).await;
    house.run_jobs().await;
    assert!(office.letters().is_empty());
    office.open().await;
    house.run_jobs().await;
    assert!(office.letters().is_empty(), "it waits a minute");
    house.app.clock.advance(60);
    house.run_jobs().await;
    let letters = office.letters();
    assert_eq!(letters.len(), 1);
    let id = letters[0].lines().find(|line| line.starts_with("Message-ID: <")).expect("an id");
    assert!(id.ends_with("@example.org>"), "{id}");
}

#[tokio::test]
async fn no_link_lies_in_clear_and_none_is_left_when_it_was_sent_or_given_up() {
    let mut office = PostOffice::new().await;
    let house = House::with_mail(&office.url()).await;
    let (mut ana, _) = house.ana_and_ben().await;
    let token = ana.invites(&CHO).await;
    let holds =
        |bytes: Vec<u8>, text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(!holds(house.stored().await, &token));
    house.run_jobs().await;
    assert_eq!(sealed_bytes(&house.app).await, 0);
    office.close().await;
    let lost = ana.invites(&CHO).await;
    assert!(!holds(house.stored().await, &lost));
    assert!(sealed_bytes(&house.app).await > 0);
    let kinds = jobs(&house.app);
    let told = std::sync::Mutex::new(vec![]);
    for _ in 0..24 {
        let tell = |line: &str| told.lock().expect("no panic").push(line.to_owned());
        job::run_due(&house.app, &kinds, tell).await.expect("the data can be used");
        house.app.clock.advance(3600);
    }
    assert_eq!(sealed_bytes(&house.app).await, 0);
    let told = told.into_inner().expect("no panic");
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("The mail server does not answer."), "{told:?}");
    assert!(!told[0].contains("cho@"), "{told:?}");
}

/// How many bytes of sealed letters are stored.
async fn sealed_bytes(app: &App) -> i64 {
    use sea_orm::{ConnectionTrait, Statement};
    let c = app.store.reader();
    let sum = "SELECT CAST(coalesce(sum(length(sealed)), 0) AS bigint) AS n FROM mail";
    let statement = Statement::from_string(c.get_database_backend(), sum);
    let row = c.query_one_raw(statement).await.expect("an answer").expect("a row");
    row.try_get("", "n").expect("a number")
}

#[tokio::test]
async fn without_a_server_nothing_is_queued_and_nothing_breaks() {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    let made = ana.post("/peer-teams/north-group/invitations", &CHO).await;
    made.says("Send this link.");
    ana.post("/why", &[("words", "Together we are faster")]).await.leads_to("/");
    house.app.clock.advance(120 * 86_400);
    house.run_jobs().await;
    let stored = house.stored().await;
    let subject = b"An invitation to a table";
    assert!(!stored.windows(subject.len()).any(|part| part == subject));
}

#[tokio::test]
async fn a_why_comes_back_by_mail_in_the_morning_without_its_words() {
    let office = PostOffice::new().await;
    let house = House::with_mail(&office.url()).await;
    let (mut ana, _) = house.ana_and_ben().await;
    ana.post("/why", &[("words", "canary-of-ana")]).await.leads_to("/");
    // From 2 March at 9:00 it is 92 days to 2 June, a Tuesday, and half past eight comes first.
    house.app.clock.advance(92 * 86_400 - 1801);
    house.run_jobs().await;
    assert!(office.letters().is_empty());
    house.app.clock.advance(1);
    house.run_jobs().await;
    let letters = office.letters();
    assert_eq!(letters.len(), 1);
    let letter = read(&letters[0]);
    assert!(letter.contains("Subject: Is this still why?"), "{letter}");
    assert!(letter.contains("Hello Ana Novak,"), "{letter}");
    assert!(letter.contains("https://table.example.org/why"), "{letter}");
    assert!(!letter.contains("canary"), "{letter}");
}

#[tokio::test]
async fn a_why_that_was_let_go_or_rewritten_does_not_come_back_on_the_old_day() {
    let office = PostOffice::new().await;
    let house = House::with_mail(&office.url()).await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    for browser in [&mut ana, &mut ben] {
        browser.post("/why", &[("words", "First words")]).await.leads_to("/");
    }
    house.app.clock.advance(10 * 86_400);
    ana.post("/why/review", &[("answer", "let go")]).await.leads_to("/");
    ben.post("/why", &[("words", "Better words")]).await.leads_to("/");
    house.app.clock.advance(83 * 86_400);
    house.run_jobs().await;
    assert!(office.letters().is_empty());
    house.app.clock.advance(10 * 86_400);
    house.run_jobs().await;
    let letters = office.letters();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].contains("RCPT TO:<ben@example.org>"), "{letters:?}");
}

#[test]
fn mail_goes_encrypted_to_other_machines_or_not_at_all() {
    let cases = [
        ("smtp://mail.example.org", Some("smtp://mail.example.org?tls=required")),
        ("smtp://u:p@mail.example.org:25", Some("smtp://u:p@mail.example.org:25?tls=required")),
        ("smtp://localhost@evil.org", Some("smtp://localhost@evil.org?tls=required")),
        ("smtps://u:p@mail.example.org", Some("smtps://u:p@mail.example.org")),
        ("smtp://127.0.0.1:1025", Some("smtp://127.0.0.1:1025")),
        ("smtp://u:p@[::1]:1025", Some("smtp://u:p@[::1]:1025")),
        ("smtp://mail.example.org?tls=opportunistic", None),
        ("smtp://", None),
        ("http://mail.example.org", None),
        ("mail.example.org", None),
    ];
    for (url, expected) in cases {
        assert_eq!(encrypted(url).as_deref(), expected, "{url}");
    }
    assert!(Smtp::new("smtps://u:p@mail.example.org", "table@example.org").is_ok());
    let nobody = Smtp::new("smtps://mail.example.org", "").err();
    assert_eq!(nobody, Some(Refusal::Address));
}
