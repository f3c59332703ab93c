//! Teams: named once, served by several, and no business of others.

use crate::testing::House;

const TEAMS: &str = "/peer-teams/north-group/teams";

#[tokio::test]
async fn a_team_is_named_once_and_served_by_several() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    ana.get(TEAMS).await.says("Which teams do you serve?");
    ana.post(TEAMS, &[("name", " Payments  core ")]).await.leads_to(TEAMS);
    let twice = ben.post(TEAMS, &[("name", "payments core")]).await;
    assert_eq!(twice.status, 422);
    twice.says("“payments core” is here already");
    ben.post(TEAMS, &[("name", "")]).await.says("Give it a name");
    let page = ben.get(TEAMS).await;
    page.says("Payments core");
    let path = page.text.split("action=\"").find(|it| it.contains("/serving\"")).expect("a form");
    let path = path.split('"').next().unwrap_or_default().to_owned();
    ben.post(&path, &[("serves", "yes")]).await.leads_to(TEAMS);
    ben.post(&path, &[("serves", "yes")]).await.leads_to(TEAMS);
    ana.get(TEAMS).await.says("Ana Novak, Ben Ortiz");
    ana.post(&path, &[("serves", "no")]).await.leads_to(TEAMS);
    ana.get(TEAMS).await.is_silent_about("Ana Novak, Ben Ortiz");
    let history = ana.get("/peer-teams/north-group/history").await;
    history.says("Ben Ortiz serves a team.");
    history.says("Ana Novak serves a team no longer.");
}

#[tokio::test]
async fn a_team_of_another_table_is_not_there() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    ana.post("/peer-teams", &[("name", "South")]).await;
    ana.post("/peer-teams/south/teams", &[("name", "Search")]).await;
    let page = ana.get("/peer-teams/south/teams").await;
    let id = page
        .text
        .split("/teams/")
        .nth(1)
        .and_then(|it| it.split(['/', '"']).next())
        .expect("an id");
    let theirs = ben.post(&format!("{TEAMS}/{id}/serving"), &[("serves", "yes")]).await;
    assert_eq!(theirs.status, 404);
}
