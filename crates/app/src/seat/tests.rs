//! Seats that end: one's own, an observer's, the last one.

use crate::testing::House;

const LEAVING: &str = "/peer-teams/north-group/leaving";

#[tokio::test]
async fn who_leaves_takes_their_open_invitations_along() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let of_ben = ben.invites(&[("role", "peer")]).await;
    let of_ana = ana.invites(&[("role", "peer")]).await;
    ben.get(LEAVING).await.says("Your open invitations end.");
    ben.post(LEAVING, &[]).await.leads_to("/peer-teams");
    let mut cho = house.browser();
    cho.get(&format!("/invitation?token={of_ben}")).await.says("was taken back");
    cho.get(&format!("/invitation?token={of_ana}")).await.says("Ana Novak invites you");
    ana.get("/peer-teams/north-group/history").await.says("Ben Ortiz took an invitation back.");
}

#[tokio::test]
async fn the_last_peer_is_warned_on_a_page_of_its_own() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    ben.post(LEAVING, &[]).await.leads_to("/peer-teams");
    house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    ana.post(LEAVING, &[]).await.leads_to(LEAVING);
    ana.get(LEAVING).await.says("nobody can come back to this table");
    ana.get("/peer-teams/north-group").await.says("At the table");
    ana.post(LEAVING, &[("knows", "last")]).await.leads_to("/peer-teams");
    assert_eq!(ana.get("/peer-teams/north-group").await.status, 404);
}

#[tokio::test]
async fn an_observer_leaves_without_a_warning_even_beside_one_peer() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    ben.post(LEAVING, &[]).await.leads_to("/peer-teams");
    let mut olga = house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    olga.post(LEAVING, &[]).await.leads_to("/peer-teams");
}

#[tokio::test]
async fn any_peer_ends_an_observers_seat_at_once_and_no_other_seat() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let mut olga = house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    let seats = ben.get("/peer-teams/north-group/seats").await;
    let paths: Vec<&str> = seats.text.split("action=\"").skip(1).collect();
    let path = paths.iter().find(|it| it.contains("/ending\"")).expect("a button");
    let path = path.split('"').next().expect("an address");
    assert_eq!(olga.post(path, &[]).await.status, 403);
    ben.post(path, &[]).await.leads_to("/peer-teams/north-group/seats");
    assert_eq!(olga.get("/peer-teams/north-group").await.status, 404);
    ana.get("/peer-teams/north-group/history").await.says("Ben Ortiz ended the seat of Olga Oak.");
    assert_eq!(ben.post(path, &[]).await.status, 404, "it has ended");
    let me = house.app.store.reader();
    let ana_id = crate::people::by_email(me, "ana@example.org").await.expect("people");
    let ana_id = ana_id.expect("she is there");
    let path = format!("/peer-teams/north-group/seats/{}/ending", ana_id.as_str());
    assert_eq!(ben.post(&path, &[]).await.status, 404, "a peer's seat is not ended so");
}
