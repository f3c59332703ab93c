//! Links between peer teams: by consent of both, and nothing but a name.

use crate::testing::{Browser, House};

const LINKS: &str = "/peer-teams/north-group/links";

/// The north group of Ana and Ben, and the board at which Dan sits alone.
async fn two_tables() -> (House, Browser, Browser) {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    let mut dan = house.invited(&mut ana, ("peer", "Dan Dor", "dan@example.org")).await;
    dan.post("/peer-teams/north-group/leaving", &[]).await;
    dan.post("/peer-teams", &[("name", "Board")]).await;
    (house, ana, dan)
}

/// Offers a link: the token.
async fn offer(by: &mut Browser, stands: &str) -> String {
    let made = by.post(LINKS, &[("stands", stands)]).await;
    let after = made.text.split("/link?token=").nth(1).expect("it is told");
    after.chars().take_while(char::is_ascii_hexdigit).collect()
}

/// The address of the last form on a page that ends so.
fn form(text: &str, ending: &str) -> String {
    let found = text.split("action=\"").filter_map(|it| it.split('"').next());
    found.filter(|it| it.ends_with(ending)).last().expect("the form is there").to_owned()
}

#[tokio::test]
async fn two_teams_that_both_want_it_name_each_other_and_nothing_else() {
    let (house, mut ana, mut dan) = two_tables().await;
    let token = offer(&mut ana, "above").await;
    let page = dan.get(&format!("/link?token={token}")).await;
    page.says("“North group” would stand below your table.");
    page.is_silent_about("Ana");
    house.app.clock.advance(60);
    let accepted = [("token", token.as_str()), ("table", "board")];
    dan.post("/link/acceptance", &accepted).await.leads_to("/peer-teams/board/links");
    let (above, below) = (ana.get(LINKS).await, dan.get("/peer-teams/board/links").await);
    above.says("Board");
    above.says("No team so far stands below.");
    below.says("North group");
    below.says("No team so far stands above.");
    for page in [LINKS, "/peer-teams/north-group", "/peer-teams/north-group/history"] {
        // Dan was at this table once, which its history tells; of the link it does not.
        let page = ana.get(page).await;
        assert!(!page.text.contains("Dan Dor linked"), "{}", page.text);
    }
    ana.get("/peer-teams/north-group").await.says("The link that Ana Novak offered was accepted.");
    dan.get("/peer-teams/board/history").await.is_silent_about("Ana");
    assert_eq!(ana.get("/peer-teams/board").await.status, 404);
    assert_eq!(dan.get("/peer-teams/north-group").await.status, 404);
}

#[tokio::test]
async fn an_offer_serves_once_expires_and_can_be_taken_back() {
    let (house, mut ana, mut dan) = two_tables().await;
    let token = offer(&mut ana, "below").await;
    let accepted = [("token", token.as_str()), ("table", "board")];
    dan.post("/link/acceptance", &accepted).await.leads_to("/peer-teams/board/links");
    dan.get(&format!("/link?token={token}")).await.says("This offer has been used.");
    let twice = offer(&mut ana, "above").await;
    let again = dan.post("/link/acceptance", &[("token", &twice), ("table", "board")]).await;
    assert_eq!(again.status, 422);
    again.says("These two tables are linked already.");
    let revocation = form(&ana.get(LINKS).await.text, "/revocation");
    ana.post(&revocation, &[]).await.leads_to(LINKS);
    dan.get(&format!("/link?token={twice}")).await.says("This offer was taken back.");
    let late = offer(&mut ana, "above").await;
    house.app.clock.advance(7 * 86_400);
    dan.get(&format!("/link?token={late}")).await.says("This offer has expired.");
    dan.get("/link?token=nothing").await.says("This is no offer.");
}

#[tokio::test]
async fn nobody_links_a_table_at_which_they_are_no_peer_or_one_with_itself() {
    let (house, mut ana, mut dan) = two_tables().await;
    let token = offer(&mut ana, "above").await;
    for (browser, table) in [(&mut ana, "north-group"), (&mut dan, "north-group")] {
        let refused =
            browser.post("/link/acceptance", &[("token", &token), ("table", table)]).await;
        assert_eq!(refused.status, 422);
        refused.says("Choose a table at which you are a peer");
    }
    ana.get(&format!("/link?token={token}")).await.says("there is none to link");
    let stranger = house.browser().get(&format!("/link?token={token}")).await;
    assert!(stranger.status.is_redirection(), "one signs in first");
}

#[tokio::test]
async fn either_side_ends_a_link_and_others_cannot() {
    for ana_ends in [true, false] {
        let (_house, mut ana, mut dan) = two_tables().await;
        let token = offer(&mut ana, "above").await;
        dan.post("/link/acceptance", &[("token", &token), ("table", "board")]).await;
        let ours = form(&ana.get(LINKS).await.text, "/ending");
        let theirs = form(&dan.get("/peer-teams/board/links").await.text, "/ending");
        assert_eq!(dan.post(&ours, &[]).await.status, 404, "not from a table that is not theirs");
        if ana_ends {
            ana.post(&ours, &[]).await.leads_to(LINKS);
        } else {
            dan.post(&theirs, &[]).await.leads_to("/peer-teams/board/links");
        }
        ana.get(LINKS).await.is_silent_about("Board");
        dan.get("/peer-teams/board/links").await.is_silent_about("North group");
        let told = "Another peer team ended the link.";
        let (here, there) = ("/peer-teams/north-group/history", "/peer-teams/board/history");
        let other = if ana_ends { dan.get(there).await } else { ana.get(here).await };
        other.says(told);
    }
}

#[tokio::test]
async fn who_leaves_takes_their_open_offers_along() {
    let (house, mut ana, mut dan) = two_tables().await;
    let mut cho = house.invited(&mut ana, ("peer", "Cho", "cho@example.org")).await;
    let token = offer(&mut cho, "above").await;
    cho.post("/peer-teams/north-group/leaving", &[]).await;
    dan.get(&format!("/link?token={token}")).await.says("This offer was taken back.");
}
