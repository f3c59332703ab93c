//! Private drafts: sealed, without a number, and without any trace for others.

use super::{NOTING, PROBLEMS, raises, sends, table};

const CANARY: &str = "canary-of-a-draft";

#[tokio::test]
async fn a_draft_is_mine_alone_and_has_no_number_until_it_is_shared() {
    let mut it = table().await;
    let form = [("words", CANARY), ("size", "more"), ("what", "keep")];
    sends(&mut it.ana, &form).await.leads_to(PROBLEMS);
    raises(&mut it.ben, "Another one", "more").await;
    let mine = it.ana.get(PROBLEMS).await;
    mine.says(CANARY);
    mine.says("Only you can read these, and nobody knows that they are there.");
    it.ben.get(PROBLEMS).await.is_silent_about(CANARY);
    assert_eq!(it.ben.get(&format!("{PROBLEMS}/2")).await.status, 404);
    let stored = it.house.stored().await;
    let is_in = |text: &[u8]| text.windows(CANARY.len()).any(|it| it == CANARY.as_bytes());
    assert!(!is_in(&stored), "a draft lies open in the data");

    // It comes back as it was typed, and takes the next number once it is shared.
    let id = mine.id_after("noting?draft=");
    let form = it.ana.get(&format!("{NOTING}?draft={id}")).await;
    form.says(CANARY);
    assert!(form.text.contains("value=\"more\" checked"));
    assert_eq!(it.ben.get(&format!("{NOTING}?draft={id}")).await.status, 404);
    let share = [("words", CANARY), ("size", "more"), ("draft", id.as_str())];
    sends(&mut it.ana, &share).await.leads_to(&format!("{PROBLEMS}/2"));
    it.ana.get(PROBLEMS).await.is_silent_about("Drafts of yours");
    it.ben.get(&format!("{PROBLEMS}/2")).await.says(CANARY);
}

#[tokio::test]
async fn nobody_throws_a_draft_of_mine_away_and_i_do() {
    let mut it = table().await;
    sends(&mut it.ana, &[("words", CANARY), ("what", "keep")]).await.leads_to(PROBLEMS);
    let id = it.ana.get(PROBLEMS).await.id_after("noting?draft=");
    let away = [("draft", id.as_str()), ("what", "throw away")];
    sends(&mut it.ben, &away).await.leads_to(PROBLEMS);
    it.ana.get(PROBLEMS).await.says(CANARY);
    sends(&mut it.ana, &away).await.leads_to(PROBLEMS);
    it.ana.get(PROBLEMS).await.is_silent_about(CANARY);
    sends(&mut it.ana, &[("words", " "), ("what", "keep")]).await.says("Say what you saw");
}

#[tokio::test]
async fn what_is_typed_while_looking_for_likes_is_kept_nowhere() {
    let mut it = table().await;
    let like = format!("{PROBLEMS}/like");
    it.ana.post(&like, &[("words", CANARY)]).await;
    let stored = it.house.stored().await;
    assert!(!stored.windows(CANARY.len()).any(|it| it == CANARY.as_bytes()));
    assert_eq!(it.olga.post(&like, &[("words", CANARY)]).await.status, 403);
}

#[tokio::test]
async fn at_an_archived_table_a_draft_is_still_mine_to_read_and_throw_away() {
    let mut it = table().await;
    sends(&mut it.ana, &[("words", CANARY), ("what", "keep")]).await.leads_to(PROBLEMS);
    let id = it.ana.get(PROBLEMS).await.id_after("noting?draft=");
    it.house.change("UPDATE peer_team SET archived_at = 1 WHERE short = 'north-group'").await;
    let form = it.ana.get(&format!("{NOTING}?draft={id}")).await;
    form.says(CANARY);
    form.is_silent_about("Share it");
    let share = [("words", CANARY), ("size", "more"), ("draft", id.as_str())];
    assert_eq!(sends(&mut it.ana, &share).await.status, 403);
    assert_eq!(it.ana.get(NOTING).await.status, 403);
    let away = [("draft", id.as_str()), ("what", "throw away")];
    sends(&mut it.ana, &away).await.leads_to(PROBLEMS);
    it.ana.get(PROBLEMS).await.is_silent_about(CANARY);
}
