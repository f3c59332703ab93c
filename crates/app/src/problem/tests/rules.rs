//! What can be done about a problem: state × verb × role as a table, and single rules of it.

use super::super::Refusal;
use super::super::model::{Change, Due, Harm, Problem, Route, State, Undone};
use super::{Size, at_instant, changed, instant, shared, who};
use jiff::civil::date;

const ROLES: [&str; 3] = ["raiser", "solver", "other"];

/// A problem in each of its states, by name; where somebody is on it, it is the solver.
fn states() -> Vec<(&'static str, Problem)> {
    let raised = shared(Some("raiser"), 10);
    let then = |it: &Problem, change| changed(it.clone(), (20, "solver"), change);
    let does = |it: &Problem, change| then(it, change).expect("it can be done");
    let taken = does(&raised, Change::TakeUp);
    let contained = does(&taken, Change::Contain("Switched off"));
    let solved = does(&taken, Change::Solve("Pinned the image", Size::UnderADay));
    let verified = at_instant((60, None, "time"), |moment| {
        solved.clone().time_is_up((Due::Verification, None), moment)
    });
    let verified = verified.expect("it is watched");
    vec![
        ("shared", raised.clone()),
        ("taken up", taken),
        ("contained", contained),
        ("solved", solved.clone()),
        ("verified", verified),
        ("dropped", does(&raised, Change::Drop("Nobody needs it any more"))),
        ("back again", does(&solved, Change::ComeBack("Since Monday"))),
        ("from below", shared(None, 10)),
    ]
}

/// Each verb with its name, as it can be done at most.
fn verbs() -> Vec<(&'static str, Change<'static>)> {
    vec![
        ("reword", Change::Reword("Builds break by chance", "")),
        ("have it too", Change::AlsoHave(vec!["mobile".to_owned()], None)),
        ("estimate", Change::Estimate(Size::More, Some(Harm::Lasting))),
        ("route", Change::Route(Route::Peers)),
        ("take up", Change::TakeUp),
        ("let go", Change::LetGo),
        ("contain", Change::Contain("")),
        ("break loose", Change::BreakLoose),
        ("solve", Change::Solve("Another runner", Size::UnderADay)),
        ("come back", Change::ComeBack("")),
        ("drop", Change::Drop("It was a mistake")),
        ("answer", Change::Answer),
        ("tell below", Change::Tell("We look at it")),
        ("cause", Change::Cause("test data")),
        ("block", Change::Block("web", date(2026, 3, 1))),
        ("unblock", Change::Unblock("web", date(2026, 3, 1))),
        ("put on agenda", Change::PutOnAgenda),
        ("discuss", Change::Discuss),
        ("link", Change::Link("/peer-teams/north/asks/1", "The ask")),
        ("thank", Change::Thank("That saved our week")),
    ]
}

#[test]
fn what_can_be_done_about_a_problem_as_a_table() {
    let line = |cells: [&str; 5]| {
        let [state, verb, a, b, c] = cells;
        format!("{state:<11} {verb:<14} {a:<14} {b:<14} {c}\n")
    };
    let mut table = line(["state", "verb", "raiser", "solver", "other"]);
    for (state, it) in states() {
        for (verb, change) in verbs() {
            let after = ROLES.map(|role| match changed(it.clone(), (61, role), change.clone()) {
                Ok(after) => format!("→ {:?}", after.standing().state()),
                Err(refusal) => format!("{refusal:?}"),
            });
            table += &line([state, verb, &after[0], &after[1], &after[2]]);
        }
        for due in [Due::Reply, Due::Solution, Due::Verification] {
            let after =
                at_instant((99, None, "time"), |moment| it.clone().time_is_up((due, None), moment));
            let after = match after {
                Ok(after) => format!("→ {:?}", after.standing().state()),
                Err(refusal) => format!("{refusal:?}"),
            };
            table += &line([state, &format!("time: {due:?}"), &after, "", ""]).replace(" \n", "\n");
        }
    }
    let table: String = table.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    assert_eq!(table, include_str!("table.txt"));
}

#[test]
fn a_word_of_the_raiser_is_no_reply_and_taking_it_up_is_one_by_anybody() {
    let it = shared(Some("raiser"), 10);
    let replied = |it: &Problem| it.standing().spell().replied_at;
    for change in [Change::Answer, Change::Route(Route::Team), Change::Drop("Not needed")] {
        let own = changed(it.clone(), (20, "raiser"), change.clone()).expect("it can be done");
        assert_eq!(replied(&own), None, "{change:?}");
        let other = changed(it.clone(), (20, "other"), change.clone()).expect("it can be done");
        assert_eq!(replied(&other), Some(instant(20)), "{change:?}");
    }
    let taken = changed(it.clone(), (25, "raiser"), Change::TakeUp).expect("it is open");
    assert_eq!(replied(&taken), Some(instant(25)));
    let too = Change::AlsoHave(vec!["mobile".to_owned()], None);
    let too = changed(it, (20, "other"), too).expect("it is new");
    assert_eq!(replied(&too), None, "that others have it is no reply");
}

#[test]
fn a_greater_estimate_gives_less_time_and_a_smaller_one_what_it_would_have_had() {
    let it = shared(Some("raiser"), 0);
    let of = |it: &Problem| {
        let clocks = it.standing().spell().clocks;
        (clocks.reply_by.as_micros(), clocks.solve_by.as_micros())
    };
    assert_eq!(of(&it), (30, 80));
    let estimated = |size, now| {
        changed(it.clone(), (now, "other"), Change::Estimate(size, None)).expect("it differs")
    };
    assert_eq!(of(&estimated(Size::More, 5)), (15, 45), "counted from the estimate");
    assert_eq!(of(&estimated(Size::More, 60)), (30, 80), "and never more than it had");
    assert_eq!(of(&estimated(Size::UnderADay, 5)), (40, 100), "counted from the beginning");
    let standing = estimated(Size::More, 5).standing();
    assert_eq!((standing.size_when_seen, standing.size), (Size::AFewDays, Size::More));
}

#[test]
fn what_a_team_adds_makes_it_no_smaller() {
    let it = shared(Some("raiser"), 0);
    let too = |size| Change::AlsoHave(vec!["mobile".to_owned()], Some(size));
    let small = changed(it.clone(), (5, "other"), too(Size::UnderADay)).expect("it is new");
    assert_eq!(small.standing().size, Size::AFewDays);
    let large = changed(it, (5, "other"), too(Size::APersonWeek)).expect("it is new");
    assert_eq!(large.standing().size, Size::APersonWeek);
    assert_eq!(large.standing().teams[1].size, Some(Size::APersonWeek));
}

#[test]
fn what_was_undone_counts_no_longer_and_stays_in_the_log() {
    let it = shared(Some("raiser"), 0);
    let it = changed(it, (5, "solver"), Change::TakeUp).expect("it is open");
    let it = changed(it, (9, "solver"), Change::Contain("")).expect("it is open");
    let undone = || Undone { at: instant(12), by: who("solver") };
    let back = it.clone().without("event 2", undone()).expect("it was the last");
    assert_eq!(format!("{:?}", back.standing().state()), "TakenUp");
    assert_eq!(back.content.log.len(), 3);
    assert_eq!(back.clone().without("event 2", undone()), Err(Refusal::ChangedSince), "once");
    // Letting go needs that it was taken up.
    let let_go = changed(back, (15, "solver"), Change::LetGo).expect("the solver is on it");
    assert_eq!(let_go.without("event 1", undone()), Err(Refusal::ChangedSince));
    assert_eq!(it.without("shared", undone()), Err(Refusal::ChangedSince), "never the first");
}

#[test]
fn bad_input_is_refused_with_its_reason() {
    let it = || shared(Some("raiser"), 0);
    let refused = |change| changed(it(), (5, "raiser"), change).expect_err("it cannot be taken");
    let long = "x".repeat(201);
    for (change, refusal) in [
        (Change::Reword("  ", ""), Refusal::NoWords),
        (Change::Reword(&long, ""), Refusal::TooLong(201, 200)),
        (Change::AlsoHave(vec![], None), Refusal::NoTeam),
        (Change::Solve(" \n", Size::More), Refusal::NoSolution),
        (Change::Drop(""), Refusal::NoReason),
        (Change::Cause(" "), Refusal::NoCause),
        (Change::Block("nobody's", date(2026, 3, 1)), Refusal::NoTeam),
        (Change::Block("web", date(2026, 3, 3)), Refusal::InFuture),
        (Change::Block("web", date(1026, 3, 3)), Refusal::NoDay),
        (Change::Link("javascript:alert(1)", ""), Refusal::Url),
        (Change::Link("//evil.example.org", ""), Refusal::Url),
        (Change::Thank("x"), Refusal::NotSolved),
    ] {
        assert_eq!(refused(change.clone()), refusal, "{change:?}");
    }
}

#[test]
fn an_estimate_that_is_undone_takes_its_clocks_with_it() {
    let it = shared(Some("raiser"), 0);
    let it = changed(it, (5, "other"), Change::Estimate(Size::More, None)).expect("it differs");
    let too = Change::AlsoHave(vec!["mobile".to_owned()], None);
    let it = changed(it, (6, "solver"), too).expect("it is new");
    assert_eq!(it.standing().spell().clocks.solve_by, instant(45));
    let it = it.without("event 1", Undone { at: instant(9), by: who("other") }).expect("undone");
    assert_eq!(it.standing().spell().clocks.solve_by, instant(80), "as if it had not been");
}

#[test]
fn a_block_ends_with_the_time_of_the_problem_in_which_it_began() {
    let day = date(2026, 3, 1);
    let it = shared(Some("raiser"), 0);
    let it = changed(it, (2, "other"), Change::Block("web", day)).expect("it is open");
    assert!(it.standing().block_of("web").is_some());
    let solve = Change::Solve("Done", Size::UnderADay);
    let it = changed(it, (3, "other"), solve).expect("it is open");
    assert!(it.standing().block_of("web").is_none(), "what is solved blocks nobody");
    let it = changed(it, (9, "other"), Change::ComeBack("")).expect("it is solved");
    let it = changed(it, (10, "other"), Change::Block("web", day)).expect("it blocks again");
    assert_eq!(it.standing().blocks.len(), 2);
}

#[test]
fn what_is_said_among_us_is_no_answer_to_the_table_below() {
    let it = changed(shared(None, 0), (5, "other"), Change::Answer).expect("anybody may");
    assert_eq!(it.standing().spell().replied_at, None);
    let it = changed(it, (6, "other"), Change::Tell("We look at it")).expect("it came from below");
    assert_eq!(it.standing().spell().replied_at, Some(instant(6)));
}

fn at(it: Problem, now: i64, by: &str, change: Change<'_>) -> Problem {
    changed(it, (now, by), change).expect("it can be done")
}

fn solved_and_back() -> Problem {
    let it = at(shared(Some("raiser"), 0), 2, "solver", Change::Solve("Done", Size::UnderADay));
    at(it, 9, "other", Change::ComeBack("Since Monday"))
}

#[test]
fn who_says_that_it_is_back_waits_for_a_reply_of_another() {
    let it = at(solved_and_back(), 10, "other", Change::Answer);
    assert_eq!(it.standing().spell().replied_at, None, "their own word is no reply");
    let it = at(it, 11, "raiser", Change::Answer);
    assert_eq!(it.standing().spell().replied_at, Some(instant(11)));
}

#[test]
fn what_is_back_can_be_put_on_the_agenda_again() {
    let it = at(shared(Some("raiser"), 0), 1, "other", Change::PutOnAgenda);
    let it = at(it, 2, "solver", Change::Solve("Done", Size::UnderADay));
    let it = at(it, 9, "other", Change::ComeBack(""));
    assert_eq!(it.standing().put_on_agenda_at, None);
    let it = at(it, 10, "other", Change::PutOnAgenda);
    assert_eq!(it.standing().put_on_agenda_at, Some(instant(10)));
}

#[test]
fn a_block_of_a_former_time_is_never_made_longer() {
    let it = at(shared(Some("raiser"), 0), 1, "other", Change::Block("web", date(2026, 2, 2)));
    let it = at(it, 2, "solver", Change::Solve("Done", Size::UnderADay));
    let late = Change::Unblock("web", date(2026, 3, 1));
    assert_eq!(changed(it.clone(), (3, "other"), late.clone()), Err(Refusal::NotBlocked));
    let it = at(it, 9, "other", Change::ComeBack(""));
    let it = at(it, 10, "other", Change::Block("web", date(2026, 2, 20)));
    let it = at(it, 11, "other", late);
    // Without the second block its end would be the end of the first.
    let undone = it.without("event 4", Undone { at: instant(12), by: who("other") });
    assert_eq!(undone, Err(Refusal::ChangedSince));
}

#[test]
fn how_long_it_stands_where_it_stands_begins_anew_with_each_move() {
    let it = at(shared(Some("raiser"), 0), 5, "solver", Change::TakeUp);
    assert_eq!(it.standing().since(), instant(5));
    let it = at(it, 6, "other", Change::TakeUp);
    assert_eq!(it.standing().since(), instant(5), "a second one on it moves nothing");
    let it = at(at(it, 7, "other", Change::LetGo), 8, "solver", Change::LetGo);
    assert_eq!(it.standing().since(), instant(8));
    let it = at(at(it, 10, "solver", Change::Contain("")), 12, "solver", Change::BreakLoose);
    assert_eq!(it.standing().since(), instant(12));
}

#[test]
fn below_it_is_told_that_somebody_is_on_it_and_never_how_many() {
    let it = at(shared(None, 0), 1, "solver", Change::TakeUp);
    let it = at(at(it, 2, "other", Change::TakeUp), 3, "other", Change::LetGo);
    let it = at(at(it, 4, "solver", Change::Cause("vendor")), 5, "solver", Change::LetGo);
    let told: Vec<i64> = it.told_below().iter().map(|it| it.at.as_micros()).collect();
    assert_eq!(told, [1, 5]);
}

#[test]
fn a_contained_one_that_nobody_is_on_goes_back_to_those_that_are_shared() {
    let it = at(shared(Some("raiser"), 0), 1, "solver", Change::Contain(""));
    let it = at(it, 2, "solver", Change::LetGo);
    let to = |state| Change::to(state, &it.standing(), &who("solver"));
    assert!(to(State::TakenUp).is_none());
    assert!(matches!(to(State::Shared), Some(Change::BreakLoose)));
}
