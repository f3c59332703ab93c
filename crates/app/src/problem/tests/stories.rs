//! Problems as peers meet them: noted in a form, had by others, too, contained, solved, back again.

use super::{DAY, NORTH, NOTING, PROBLEMS, does, raises, sends, signs_in, table, team_of};

#[tokio::test]
async fn a_problem_is_noted_and_arrives_with_all_that_was_said() {
    let mut it = table().await;
    let checkout = team_of(&mut it.ana, "Checkout").await;
    it.ana.get(NOTING).await.says("What did you see?");
    let form = [
        ("words", "Test data takes a week to get"),
        ("more", "We ask three departments each time."),
        ("size", "a-few-days"),
        ("team", checkout.as_str()),
        ("harm", "undoable"),
        ("first", "2026-02-10"),
        ("last", "2026-02-20"),
    ];
    sends(&mut it.ana, &form).await.leads_to(&format!("{PROBLEMS}/1"));
    let page = it.ben.get(&format!("{PROBLEMS}/1")).await;
    for words in [
        "Test data takes a week to get",
        "We ask three departments each time.",
        "<b>Shared</b> · Ana Novak shared it, today at",
        "a few days every week, all teams together; what it does can be undone",
        "between 10 Feb 2026 and 20 Feb 2026",
        "Checkout",
        "Without a reply by 5 Mar 2026 at 8:30 it heads the next meeting.",
        "If it is not solved by 30 Mar 2026 at 8:30, it heads the next meeting.",
        "Take it up",
    ] {
        page.says(words);
    }
    let board = it.olga.get(PROBLEMS).await;
    board.says("One open. All are within their time.");
    board.says("Checkout · <span class=\"whole\">a few days</span>");
    board.is_silent_about("Move…");
    it.olga.get(&format!("{PROBLEMS}/1")).await.is_silent_about("Take it up");
}

#[tokio::test]
async fn a_form_that_cannot_be_taken_comes_back_with_all_that_was_typed() {
    let mut it = table().await;
    let checkout = team_of(&mut it.ana, "Checkout").await;
    let typed = [("words", "Builds <fail>"), ("more", "Since May"), ("team", checkout.as_str())];
    let answer = sends(&mut it.ana, &typed).await;
    assert_eq!(answer.status, 422);
    answer.says("Say what it costs all teams a week; a guess is fine.");
    answer.says("Builds <fail>");
    answer.says("Since May");
    assert!(answer.text.contains(&format!("value=\"{checkout}\" checked")), "{}", answer.text);
    for (first, last) in [("2026-02-30", ""), ("2026-02-20", "2026-02-10"), ("2026-03-09", "")] {
        let form = [("words", "x"), ("size", "more"), ("first", first), ("last", last)];
        let answer = sends(&mut it.ana, &form).await;
        answer.says("The first day it may have begun comes before the last");
        assert_eq!(answer.status, 422);
    }
    sends(&mut it.ana, &[("size", "more")]).await.says("Say what you saw, in a sentence.");
    it.ana.get(PROBLEMS).await.says("Nothing is open.");
}

#[tokio::test]
async fn a_double_click_shares_one_problem() {
    let mut it = table().await;
    let id = crate::ids::new();
    let form = [("words", "Twice"), ("size", "more"), ("id", id.as_str()), ("looked", "yes")];
    for _ in 0..2 {
        it.ana.post(NOTING, &form).await.leads_to(&format!("{PROBLEMS}/1"));
    }
    it.ben.post(NOTING, &form).await.says("What was sent is no form");
    assert_eq!(it.ana.get(&format!("{PROBLEMS}/2")).await.status, 404);
}

#[tokio::test]
async fn a_bare_address_fills_the_form_for_bookmarks_and_chats() {
    let mut it = table().await;
    let url =
        format!("{NOTING}?words=Builds%20fail&team=search,%20Accounts&size=more&since=2026-02-01");
    let page = it.ana.get(&url).await;
    page.says("Builds fail");
    for (team, is_ticked) in [("Search", true), ("Accounts", true), ("Checkout", false)] {
        let id = team_of(&mut it.ana, team).await;
        assert_eq!(page.text.contains(&format!("value=\"{id}\" checked")), is_ticked, "{team}");
    }
    assert!(page.text.contains("value=\"more\" checked"));
    assert!(page.text.contains("value=\"2026-02-01\""));
    // Without anything named my own teams are ticked.
    let own = team_of(&mut it.ana, "Checkout").await;
    assert!(it.ana.get(NOTING).await.text.contains(&format!("value=\"{own}\" checked")));
}

#[tokio::test]
async fn from_seen_to_solved_and_back_again_to_solved_for_good() {
    let mut it = table().await;
    let problem = raises(&mut it.ana, "Builds fail at random", "a-person-week").await;
    let (accounts, search) =
        (team_of(&mut it.ben, "Accounts").await, team_of(&mut it.cho, "Search").await);
    does(&mut it.ben, &problem, "teams", &[("team", &accounts), ("size", "a-few-days")]).await;
    does(&mut it.cho, &problem, "teams", &[("team", &search)]).await;
    it.house.app.clock.advance(DAY);
    does(&mut it.ben, &problem, "solvers", &[]).await;
    does(&mut it.cho, &problem, "solvers", &[]).await;
    let page = it.ana.get(&problem).await;
    page.says("Taken up");
    page.says("<dt>On it</dt><dd>Ben Ortiz and Cho Tanaka</dd>");
    page.says("<span>Accounts</span> <span class=\"due\">a few days every week</span>");
    does(&mut it.ben, &problem, "containment", &[("words", "One runner is switched off")]).await;
    it.dina.get(&problem).await.says("today at 9:00: One runner is switched off");
    it.house.app.clock.advance(2 * DAY);
    let solution = [("words", "Pinned the image of the runner"), ("size", "under-a-day")];
    does(&mut it.cho, &problem, "solution", &solution).await;
    it.ana.get(&problem).await.says("If it does not come back by 19 Mar 2026 at 9:00");

    it.house.app.clock.advance(5 * DAY);
    does(&mut it.ana, &problem, "return", &[("words", "Since Monday")]).await;
    let page = it.ben.get(&problem).await;
    page.says("back again");
    page.says("What had solved it");
    page.says("You took it up");
    does(&mut it.ben, &problem, "solvers", &[]).await;
    let solution = [("words", "Built the image ourselves"), ("size", "under-a-day")];
    does(&mut it.ben, &problem, "solution", &solution).await;

    it.house.app.clock.advance(14 * DAY - 1);
    it.house.run_jobs().await;
    for (browser, name) in [(&mut it.ana, "ana"), (&mut it.ben, "ben"), (&mut it.dina, "dina")] {
        signs_in(browser, name).await;
    }
    it.ana.get(&problem).await.says("Solved, being watched");
    it.house.app.clock.advance(1);
    it.house.run_jobs().await;
    let page = it.ana.get(&problem).await;
    page.says("Solved for good");
    page.says("It had not come back: solved for good");
    it.ana.get(PROBLEMS).await.says("Nothing is open.");
    // It is remembered, with whoever solved it; others thank them.
    does(&mut it.ana, &problem, "thanks", &[("words", "We sleep again")]).await;
    let memory = it.dina.get(&format!("{PROBLEMS}/solved")).await;
    memory.says("Built the image ourselves");
    memory.says("Solved with Ben Ortiz and Cho Tanaka. Thanked.");
    it.ben.get(&problem).await.says("Ana Novak gave thanks: We sleep again");
}

#[tokio::test]
async fn three_teams_make_it_an_item_of_the_agenda_until_it_is_talked_about() {
    let mut it = table().await;
    let checkout = team_of(&mut it.ana, "Checkout").await;
    let form = [("words", "Staging is down"), ("size", "more"), ("team", checkout.as_str())];
    sends(&mut it.ana, &form).await.leads_to(&format!("{PROBLEMS}/1"));
    let (problem, meeting) = (format!("{PROBLEMS}/1"), format!("{PROBLEMS}/meeting"));
    let mut teams = vec![];
    for team in ["Accounts", "Search"] {
        teams.push(team_of(&mut it.ben, team).await);
    }
    does(&mut it.ben, &problem, "teams", &[("team", &teams[0])]).await;
    it.ana.get(&meeting).await.says("Nothing waits for a meeting.");
    does(&mut it.cho, &problem, "teams", &[("team", &teams[1])]).await;
    it.ana.get(&meeting).await.says("3 teams have it.");
    it.house.app.clock.advance(60);
    does(&mut it.dina, &problem, "agenda", &[("does", "discussed")]).await;
    it.ana.get(&meeting).await.says("Nothing waits for a meeting.");
    it.house.app.clock.advance(60);
    does(&mut it.dina, &problem, "agenda", &[]).await;
    it.ana.get(&meeting).await.says("Put on the agenda by a peer.");
}

#[tokio::test]
async fn a_card_is_moved_by_a_menu_and_what_needs_words_is_asked_for_them() {
    let mut it = table().await;
    let problem = raises(&mut it.ana, "Builds fail at random", "more").await;
    let moving = format!("{problem}/moving");
    let page = it.ben.get(&moving).await;
    page.says("It stands under “Shared”. Where to?");
    for (to, leads) in [
        ("taken-up", PROBLEMS.to_owned()),
        ("contained", PROBLEMS.to_owned()),
        ("taken-up", PROBLEMS.to_owned()),
        ("shared", PROBLEMS.to_owned()),
        ("solved", format!("{problem}#solve")),
        ("dropped", format!("{problem}#drop")),
    ] {
        it.ben.post(&moving, &[("to", to)]).await.leads_to(&leads);
    }
    it.ben.get(&problem).await.says("Shared");
    // A board that was filtered is led back to as it was.
    let back = format!("{PROBLEMS}?only=mine");
    it.ben.post(&moving, &[("to", "contained"), ("back", &back)]).await.leads_to(&back);
    let again = it.ben.post(&moving, &[("to", "contained")]).await;
    again.says("It stands there so already.");
    assert_eq!(again.status, 422);
    assert_eq!(it.olga.get(&moving).await.status, 403);
}

#[tokio::test]
async fn what_cannot_be_done_says_why_and_keeps_what_was_typed() {
    let mut it = table().await;
    let problem = raises(&mut it.ana, "Builds fail at random", "more").await;
    let refused = it.ben.post(&format!("{problem}/solution"), &[("words", "A new <runner>")]).await;
    assert_eq!(refused.status, 422);
    refused.says("Say what it costs all teams a week");
    refused.says("A new <runner>");
    let refused = it.ben.post(&format!("{problem}/words"), &[("words", "Otherwise")]).await;
    refused.says("Only whoever saw it says it in other words.");
    let long = "x".repeat(2_001);
    let refused = it.ben.post(&format!("{problem}/end"), &[("words", &long)]).await;
    refused.says("These are 2001 characters; 2000 are kept at most.");
    refused.says(&long);
    assert_eq!(it.ben.post(&format!("{PROBLEMS}/77/solvers"), &[]).await.status, 404);
    assert_eq!(it.ben.get(&format!("{PROBLEMS}/no-number")).await.status, 404);
}

#[tokio::test]
async fn whatever_was_done_is_undone_from_its_history() {
    let mut it = table().await;
    let problem = raises(&mut it.ana, "Builds fail at random", "more").await;
    does(&mut it.ben, &problem, "solvers", &[]).await;
    let solution = [("words", "Restarted it"), ("size", "under-a-day")];
    does(&mut it.ben, &problem, "solution", &solution).await;
    let page = it.ben.get(&problem).await;
    // The latest stands last.
    let last = page.text.rsplit("/history/").next().and_then(|it| it.split('/').next());
    let id = last.expect("it can be undone").to_owned();
    let undone = it.ben.post(&format!("{NORTH}/history/{id}/undoing"), &[("back", &problem)]).await;
    undone.leads_to(&problem);
    let page = it.ben.get(&problem).await;
    page.says("Taken up");
    page.is_silent_about("Restarted it");
    page.says("You undid it");
    // The time runs again: silence escalates as if it had not been solved.
    it.house.app.clock.advance(60 * DAY);
    it.house.run_jobs().await;
    signs_in(&mut it.ana, "ana").await;
    it.ana.get(&format!("{PROBLEMS}/meeting")).await.says("Past the time to solve it.");
}

#[tokio::test]
async fn filters_stand_in_the_address_and_every_view_shows_the_same_problems() {
    let mut it = table().await;
    let (checkout, search) =
        (team_of(&mut it.ana, "Checkout").await, team_of(&mut it.cho, "Search").await);
    for (words, team) in [("Builds fail", &checkout), ("No test data", &search)] {
        sends(&mut it.ana, &[("words", words), ("size", "more"), ("team", team)]).await;
    }
    let (first, second) = (format!("{PROBLEMS}/1"), format!("{PROBLEMS}/2"));
    does(&mut it.ben, &first, "cause", &[("cause", "Shared  pipeline")]).await;
    does(&mut it.ben, &second, "solvers", &[]).await;
    for view in ["", "view=list", "view=timeline", "view=teams", "view=causes"] {
        let page = it.dina.get(&format!("{PROBLEMS}?{view}")).await;
        page.says("Builds fail");
        page.says("No test data");
        let page = it.dina.get(&format!("{PROBLEMS}?{view}&team={search}")).await;
        page.is_silent_about("Builds fail");
        page.says("No test data");
        let page = it.ben.get(&format!("{PROBLEMS}?{view}&only=mine")).await;
        page.is_silent_about("Builds fail");
        let page = it.dina.get(&format!("{PROBLEMS}?{view}&find=BUILDS")).await;
        page.says("Builds fail");
        page.is_silent_about("No test data");
        let page = it.dina.get(&format!("{PROBLEMS}?{view}&cause=shared+pipeline")).await;
        page.says("Builds fail");
        page.is_silent_about("No test data");
    }
    let causes = it.dina.get(&format!("{PROBLEMS}?view=causes")).await;
    causes.says("Shared pipeline <span class=\"meta\">1 problem</span>");
    causes.says("No cause named yet <span class=\"meta\">1 problem</span>");
    let past = it.dina.get(&format!("{PROBLEMS}?view=list&only=past")).await;
    past.says("None of these at the moment.");
}

#[tokio::test]
async fn what_a_problem_says_is_text_and_a_link_leads_nowhere_harmful() {
    let mut it = table().await;
    let words = "<script>alert(1)</script> & \"more\"";
    let problem = raises(&mut it.ana, words, "more").await;
    for page in [&problem, PROBLEMS, &format!("{PROBLEMS}?view=timeline")] {
        let page = it.ben.get(page).await;
        page.says(words);
        assert!(!page.text.contains("<script>alert"));
    }
    let links = format!("{problem}/links");
    let refused = it.ben.post(&links, &[("url", "javascript:alert(1)")]).await;
    refused.says("Give an address that begins with https://");
    let link = [("url", "https://ci.example.org/?a=1&b=2"), ("words", "The build")];
    does(&mut it.ben, &problem, "links", &link).await;
    let page = it.ana.get(&problem).await;
    assert!(page.text.contains("href=\"https://ci.example.org/?a=1&#38;b=2\""), "{}", page.text);
}

#[tokio::test]
async fn a_problem_can_serve_a_part_of_the_purpose_and_the_purpose_counts_it() {
    let mut it = table().await;
    raises(&mut it.ana, "Builds fail at random", "more").await;
    let all = crate::problem::serving();
    let ana = person(&mut it).await;
    let team = crate::peer_team::seen_by(&it.house.app, &ana, "north-group").await;
    let team = team.expect("it is there").expect("Ana sits there").0;
    let parts = (all.parts)(&it.house.app, &team).await.expect("it can be asked");
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].0, None);
}

async fn person(it: &mut super::Table) -> crate::people::PersonId {
    let session = it.ana.cookie.clone().expect("signed in");
    let token = session.split_once('=').expect("a cookie").1.to_owned();
    crate::people::holder(&it.house.app, &token).await.expect("asked").expect("Ana")
}

#[tokio::test]
async fn the_measures_say_what_they_are_made_of_and_withhold_what_is_too_little() {
    let mut it = table().await;
    let measures = format!("{PROBLEMS}/measures");
    it.olga.get(&measures).await.says("it needs 8 that are solved; you have 0.");
    for number in 0..9 {
        let problem = raises(&mut it.ana, &format!("Problem {number}"), "more").await;
        it.house.app.clock.advance(DAY);
        let solution = [("words", "Done"), ("size", "under-a-day")];
        does(&mut it.ben, &problem, "solution", &solution).await;
    }
    raises(&mut it.ana, "Still open", "more").await;
    let page = it.olga.get(&measures).await;
    page.says("Half of the problems are solved within 1 day.");
    page.says("9 done, 1 open and counted by Kaplan and Meier, 0 dropped");
    assert!(page.text.contains("href=\"/peer-teams/north-group/problems/1\""), "dots are links");
    let svg = it.olga.get(&format!("{measures}/solution.svg")).await;
    assert!(svg.text.starts_with("<svg xmlns"), "{}", svg.text);
    assert_eq!(it.olga.get(&format!("{measures}/nothing.svg")).await.status, 404);
    let csv = it.olga.get(&format!("{measures}.csv")).await;
    assert_eq!(csv.text.lines().count(), 11);
    for name in ["Ana", "Ben"] {
        assert!(!csv.text.contains(name), "no figure is by person");
        page.is_silent_about(&format!("{name} Novak"));
    }
}

#[tokio::test]
async fn who_says_that_they_have_it_too_while_noting_loses_nothing_of_what_they_typed() {
    let mut it = table().await;
    let problem = raises(&mut it.ana, "Builds fail at random", "more").await;
    let id = crate::ids::new();
    let form = [("id", id.as_str()), ("words", "Our builds fail"), ("more", "Since <May>")];
    let refused = it.ben.post(&format!("{problem}/teams"), &form).await;
    assert_eq!(refused.status, 422);
    refused.says("Tick the teams that have it.");
    refused.says("Our builds fail");
    refused.says("Since <May>");
    let team = team_of(&mut it.ben, "Accounts").await;
    let form = [form.as_slice(), &[("team", team.as_str())]].concat();
    it.ben.post(&format!("{problem}/teams"), &form).await.leads_to(&problem);
}

#[tokio::test]
async fn what_was_typed_while_another_was_quicker_is_still_there() {
    let mut it = table().await;
    let problem = raises(&mut it.ana, "Builds fail at random", "more").await;
    let form = |words| [("words", words), ("size", "under-a-day")];
    does(&mut it.ben, &problem, "solution", &form("Restarted it")).await;
    let late = it.cho.post(&format!("{problem}/solution"), &form("My <own> way")).await;
    assert_eq!(late.status, 422);
    late.says("It is solved.");
    late.says("My <own> way");
    let long = "x".repeat(2_001);
    let refused = it.cho.post(&format!("{problem}/return"), &[("words", &long)]).await;
    refused.says("These are 2001 characters");
    refused.says(&long);
}

#[tokio::test]
async fn what_is_refused_is_said_at_the_top_and_stands_beside_its_field() {
    let mut it = table().await;
    let checkout = team_of(&mut it.ana, "Checkout").await;
    let accounts = team_of(&mut it.ben, "Accounts").await;
    let teams = [("team", checkout.as_str()), ("team", accounts.as_str())];
    let form = [&[("words", "Builds fail"), ("size", "more")], &teams[..]].concat();
    sends(&mut it.ana, &form).await;
    let problem = format!("{PROBLEMS}/1");
    let future = [("team", accounts.as_str()), ("on", "2026-12-24")];
    let refused = it.ben.post(&format!("{problem}/blocks"), &future).await;
    assert_eq!(refused.text.matches("This day is still to come.").count(), 2, "{}", refused.text);
    refused.says("<a href=\"#teams\">Go to what you typed</a>");
    let of_ana = refused.text.split("Accounts</span>").next().expect("hers stands first");
    assert!(!of_ana.contains("id=\"refused\""), "nothing is wrong with the other team");
    assert!(refused.text.contains("value=\"2026-12-24\""), "what was typed is kept");
    let link = [("url", "ftp://elsewhere"), ("words", "The log")];
    let refused = it.ben.post(&format!("{problem}/links"), &link).await;
    refused.says("<a href=\"#link\">Go to what you typed</a>");
    assert!(refused.text.contains("<details id=\"link\" open>"), "{}", refused.text);
    let long = "x".repeat(201);
    let link = [("url", "https://example.org"), ("words", long.as_str())];
    let refused = it.ben.post(&format!("{problem}/links"), &link).await;
    refused.says("These are 201 characters; 200 are kept at most.");
}

#[tokio::test]
async fn what_moved_and_the_history_name_the_problem_and_lead_to_it() {
    let mut it = table().await;
    it.house.app.clock.advance(60);
    let problem = raises(&mut it.ana, "Builds <fail>", "more").await;
    does(&mut it.ben, &problem, "solvers", &[]).await;
    let link = format!("<a href=\"{problem}\">“Builds &#60;fail&#62;”</a>");
    for page in [NORTH.to_owned(), format!("{NORTH}/history")] {
        let page = it.cho.get(&page).await;
        page.says("Ben Ortiz took a problem up.");
        assert!(page.text.contains(&link), "{}", page.text);
    }
}

#[tokio::test]
async fn undo_is_offered_only_where_it_works() {
    let mut it = table().await;
    let problem = raises(&mut it.ana, "Builds fail at random", "more").await;
    let solution = [("words", "Restarted it"), ("size", "under-a-day")];
    does(&mut it.ben, &problem, "solution", &solution).await;
    does(&mut it.ana, &problem, "return", &[("words", "")]).await;
    it.ben.get(&problem).await.is_silent_about("/undoing");
    let history = it.ben.get(&format!("{NORTH}/history")).await;
    history.is_silent_about("Undo<span class=\"unseen\">: Ben Ortiz solved a problem.");
    let page = it.ana.get(&problem).await;
    assert_eq!(page.text.matches("/undoing\"").count(), 1, "that it is back: {}", page.text);
}

#[tokio::test]
async fn silence_asks_for_a_reply_and_not_for_talk() {
    let mut it = table().await;
    let problem = raises(&mut it.ana, "Builds fail at random", "more").await;
    it.ben.get(&problem).await.says("<a class=\"button\" href=\"#said\">Reply</a>");
    it.ana.get(&problem).await.is_silent_about(">Reply</a>");
    it.house.app.clock.advance(2 * DAY);
    it.house.run_jobs().await;
    let meeting = it.ben.get(&format!("{PROBLEMS}/meeting")).await;
    meeting.says("No reply in time.");
    meeting.is_silent_about("We talked about it");
    does(&mut it.ben, &problem, "solvers", &[]).await;
    it.ben.get(&problem).await.is_silent_about(">Reply</a>");
}

#[tokio::test]
async fn a_dropped_one_says_why_and_what_had_solved_it() {
    let mut it = table().await;
    let problem = raises(&mut it.ana, "Builds fail at random", "more").await;
    let solution = [("words", "Restarted it"), ("size", "under-a-day")];
    does(&mut it.ben, &problem, "solution", &solution).await;
    let page = it.cho.get(&problem).await;
    page.says("What solved it");
    page.says("Give thanks");
    it.ben.get(&problem).await.is_silent_about("Give thanks");
    does(&mut it.cho, &problem, "thanks", &[("words", "For that night")]).await;
    it.cho.get(&problem).await.is_silent_about("Give thanks</summary>");
    does(&mut it.ana, &problem, "return", &[("words", "")]).await;
    does(&mut it.ana, &problem, "end", &[("words", "The product is sold")]).await;
    let page = it.ben.get(&problem).await;
    page.says("What had solved it");
    page.says("Dropped</dt>");
    page.says(": The product is sold</dd>");
}
