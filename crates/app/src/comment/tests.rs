//! Comments: who says, edits and deletes what, what is kept and what is gone, and how it shows.

use super::model::{Refusal, checked};
use crate::testing::{Browser, House};

const NORTH: &str = "/peer-teams/north-group";

/// A house with Ana and Ben, and a team of theirs: its id and its page.
async fn with_team() -> (House, Browser, Browser, String) {
    let house = House::new().await;
    let (mut ana, ben) = house.ana_and_ben().await;
    ana.post(&format!("{NORTH}/teams"), &[("name", "Payments")]).await;
    let team = ana.get(&format!("{NORTH}/teams")).await.id_after("/teams/");
    (house, ana, ben, team)
}

fn page(team: &str) -> String {
    format!("{NORTH}/teams/{team}")
}

#[test]
fn what_is_typed_is_kept_without_what_nobody_means() {
    assert_eq!(checked("\r\n  a\r\nb \r\n").as_deref(), Ok("  a\nb"));
    assert_eq!(checked(" \r\n\t"), Err(Refusal::Empty));
    assert!(checked(&"ä".repeat(5_000)).is_ok());
    assert_eq!(checked(&"ä".repeat(5_001)), Err(Refusal::TooLong(5_001)));
}

#[tokio::test]
async fn what_one_says_the_others_read_and_the_list_counts() {
    let (house, mut ana, mut ben, team) = with_team().await;
    house.app.clock.advance(60);
    let empty = ben.get(&page(&team)).await;
    empty.says("Nobody has said anything about it.");
    empty.says("Ana Novak and Ben Ortiz can read it.");
    let id = ben.says_about(("team", &team), "They *wait* <b>for us</b>").await;
    let read = ana.get(&page(&team)).await;
    read.says("Ben Ortiz");
    read.says("They <em>wait</em> &lt;b&gt;for us&lt;/b&gt;");
    read.says("Ben Ortiz commented on a team.");
    assert!(read.text.contains(&format!("<li id=\"{id}\">")));
    ana.get(&format!("{NORTH}/teams")).await.says("1 comment<");
    ana.get(NORTH).await.says("Ben Ortiz commented on a team.");
}

#[tokio::test]
async fn nothing_and_too_much_come_back_as_typed_with_the_reason() {
    let (_house, _, mut ben, team) = with_team().await;
    let say = |words: &str| {
        let fields = [("thing", "team"), ("about", team.as_str()), ("words", words)];
        fields.map(|(name, value)| (name, value.to_owned()))
    };
    for (words, reason) in [
        ("  ".to_owned(), "Write something first."),
        ("long ".repeat(1_001), "These are 5004 characters; 5000 are kept at most."),
    ] {
        let form = say(&words);
        let form: Vec<_> = form.iter().map(|it| (it.0, it.1.as_str())).collect();
        let refused = ben.post(&format!("{NORTH}/comments"), &form).await;
        assert_eq!(refused.status, 422);
        refused.says(reason);
        refused.says("Back to Payments");
        assert!(refused.text.contains(&words), "it is still there");
        assert!(refused.text.contains("aria-invalid=\"true\""));
    }
    ben.get(&page(&team)).await.says("Nobody has said anything about it.");
}

#[tokio::test]
async fn ones_own_is_edited_and_what_it_said_is_kept() {
    let (_house, mut ana, mut ben, team) = with_team().await;
    let id = ben.says_about(("team", &team), "The first words").await;
    let own = format!("{NORTH}/comments/{id}");
    ben.get(&own).await.says("The first words");
    let edit = [("words", "Better words"), ("version", "1")];
    ben.post(&own, &edit).await.leads_to(&format!("{}#{id}", page(&team)));
    let read = ana.get(&page(&team)).await;
    read.says("Better words");
    read.says("edited");
    read.is_silent_about("The first words");
    read.says("Ben Ortiz edited a comment on a team.");
    let alone = ana.get(&own).await;
    alone.says("What Ben Ortiz said");
    alone.says("The first words");
    assert!(!alone.text.contains("<textarea"), "it is not hers");
    let not_hers = ana.post(&own, &[("words", "Mine"), ("version", "2")]).await;
    assert_eq!(not_hers.status, 403);
    not_hers.says("Only whoever wrote a comment changes it.");
    assert_eq!(ana.post(&format!("{own}/deletion"), &[]).await.status, 403);
    // The same again is no edit.
    ben.post(&own, &[("words", "Better words"), ("version", "2")]).await;
    ben.get(&own).await.says("name=\"version\" value=\"2\"");
}

#[tokio::test]
async fn two_windows_that_edit_at_once_lose_nothing() {
    let (_house, _, mut ben, team) = with_team().await;
    let id = ben.says_about(("team", &team), "Words").await;
    let own = format!("{NORTH}/comments/{id}");
    ben.post(&own, &[("words", "From the desk"), ("version", "1")]).await;
    let late = ben.post(&own, &[("words", "From the phone"), ("version", "1")]).await;
    assert_eq!(late.status, 422);
    late.says("You edited it meanwhile in another window.");
    late.says("From the desk");
    late.says("From the phone</textarea>");
    // Having seen both, one keeps what one wants.
    late.says("name=\"version\" value=\"2\"");
    ben.post(&own, &[("words", "From the phone"), ("version", "2")]).await;
    let kept = ben.get(&own).await;
    kept.says("From the phone");
    kept.says("From the desk");
}

#[tokio::test]
async fn what_is_deleted_is_gone_and_a_gap_says_so() {
    let (house, mut ana, mut ben, team) = with_team().await;
    let id = ben.says_about(("team", &team), "canary-first").await;
    let own = format!("{NORTH}/comments/{id}");
    ben.post(&own, &[("words", "canary-second"), ("version", "1")]).await;
    ben.get(&own).await.says("This cannot be undone");
    house.app.clock.advance(86_400);
    ben.post(&format!("{own}/deletion"), &[]).await.leads_to(&format!("{}#{id}", page(&team)));
    for browser in [&mut ana, &mut ben] {
        for at in [page(&team), own.clone()] {
            let read = browser.get(&at).await;
            read.says("Ben Ortiz deleted a comment, 3 Mar 2026");
            read.is_silent_about("canary");
        }
    }
    let live = house.live().await;
    assert!(!live.windows(6).any(|part| part == b"canary"), "the words are really gone");
    ben.post(&own, &[("words", "Again"), ("version", "2")]).await.says("has been deleted");
    ben.post(&format!("{own}/deletion"), &[]).await.says("has been deleted");
    ana.get(&format!("{NORTH}/teams")).await.is_silent_about("1 comment");
}

#[tokio::test]
async fn observers_read_and_an_archived_table_is_read_only() {
    let (house, mut ana, mut ben, team) = with_team().await;
    let id = ben.says_about(("team", &team), "To be read").await;
    let mut olga = house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    let read = olga.get(&page(&team)).await;
    read.says("To be read");
    assert!(!read.text.contains("<textarea"));
    let form = [("thing", "team"), ("about", team.as_str()), ("words", "Mine")];
    let refused = olga.post(&format!("{NORTH}/comments"), &form).await;
    assert_eq!(refused.status, 403);
    refused.says("its peers change it");
    ana.post(&format!("{NORTH}/proposals/proposing"), &[("aim", "archiving")]).await;
    let proposal = ana.get(&format!("{NORTH}/proposals")).await.id_after("/proposals/");
    ben.post(&format!("{NORTH}/proposals/{proposal}/seconding"), &[]).await;
    house.app.clock.advance(3 * 86_400);
    house.run_jobs().await;
    let read = ben.get(&page(&team)).await;
    read.says("To be read");
    assert!(!read.text.contains("<textarea"));
    for to in [format!("{NORTH}/comments"), format!("{NORTH}/comments/{id}/deletion")] {
        ben.post(&to, &form).await.says("This table is archived");
    }
    ben.get(&format!("{NORTH}/comments/{id}")).await.says("To be read");
}

#[tokio::test]
async fn who_left_for_good_is_a_former_peer_and_what_they_said_stays() {
    let (_house, mut ana, mut ben, team) = with_team().await;
    ben.says_about(("team", &team), "What I leave").await;
    let form = [("present", "four plain words here"), ("sure", "yes"), ("name", "former")];
    ben.post("/account/leaving", &form).await.says("You have left for good.");
    let read = ana.get(&page(&team)).await;
    read.says("What I leave");
    read.says("A former peer");
    read.is_silent_about("Ben Ortiz");
}

#[tokio::test]
async fn a_why_and_a_proposal_are_talked_about_by_whoever_sees_them() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    ana.post("/why", &[("words", "My words"), ("reason", "faster")]).await;
    let shown = [("version", "1"), ("readers", "Ana Novak and Ben Ortiz")];
    ana.post(&format!("{NORTH}/whys/sharing"), &shown).await;
    let mut olga = house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    let why = ben.get(&format!("{NORTH}/whys")).await.id_after("/whys/");
    ben.says_about(("why", &why), "So do I").await;
    let read = olga.get(&format!("{NORTH}/whys/{why}")).await;
    read.says("My words");
    read.says("So do I");
    read.says("Ana Novak, Ben Ortiz and Olga Oak (observes) can read this page.");
    ben.get(&format!("{NORTH}/whys")).await.says("1 comment");
    ben.post(&format!("{NORTH}/proposals/proposing"), &[("aim", "archiving")]).await;
    let proposal = ben.get(&format!("{NORTH}/proposals")).await.id_after("/proposals/");
    let about = format!("{NORTH}/proposals/{proposal}");
    let read = ana.get(&about).await;
    read.says("This table should be archived.");
    read.says("Ana Novak and Ben Ortiz can read it.");
    ana.says_about(("proposal", &proposal), "Must we?").await;
    ben.get(&about).await.says("Must we?");
    ben.get(&format!("{NORTH}/proposals")).await.says("1 comment");
    assert_eq!(olga.get(&about).await.status, 403);
    // What is not of this table, or nothing at all, cannot be talked about.
    for (thing, about) in [("team", why.as_str()), ("account", "1"), ("", ""), ("seat", "1")] {
        let form = [("thing", thing), ("about", about), ("words", "Words")];
        assert_eq!(ana.post(&format!("{NORTH}/comments"), &form).await.status, 404, "{thing}");
    }
}

#[tokio::test]
async fn of_two_edits_at_the_same_moment_the_second_sees_the_first() {
    let (house, _, mut ben, team) = with_team().await;
    let id = ben.says_about(("team", &team), "Words").await;
    let own = format!("{NORTH}/comments/{id}");
    let mut phone = house.browser();
    phone.cookie.clone_from(&ben.cookie);
    let desk = [("words", "From the desk"), ("version", "1")];
    let late = [("words", "From the phone"), ("version", "1")];
    let (one, other) = tokio::join!(ben.post(&own, &desk), phone.post(&own, &late));
    let (taken, refused) = if one.status == 422 { (other, one) } else { (one, other) };
    assert_eq!((taken.status.as_u16(), refused.status.as_u16()), (303, 422));
    refused.says("You edited it meanwhile in another window.");
    refused.says("From the desk");
    refused.says("From the phone");
    refused.says("name=\"version\" value=\"2\"");
}
