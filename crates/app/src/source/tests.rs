//! Requests, workflow files, and what is refused, with the sentence that says why.

use super::*;
use crate::flow_page::{Horizon, summarise};
use crate::testing::{Folder, events, request};
use serde_json::Value;

fn silent(_: u64, _: u64) {}

fn with_workflow(text: &str, workflow: &str) -> Result<Value, String> {
    let folder = Folder::new();
    let workflow = Some(folder.file("workflow.toml", workflow));
    let request = Request { workflow, ..request(folder.file("events.csv", text)) };
    let summary =
        summarise(&request, Horizon::default(), &mut silent).map_err(|error| error.to_string())?;
    Ok(serde_json::to_value(&summary).unwrap())
}

const STATES: &str = "[[state]]\nname = \"Backlog\"\ncategory = \"queue\"\n\
    [[state]]\nname = \"Doing\"\ncategory = \"active\"\n\
    [[state]]\nname = \"Done\"\ncategory = \"done\"\n";

#[test]
fn a_suggested_workflow_read_back_changes_nothing() {
    let folder = Folder::new();
    let path = folder.file("events.csv", &events(&[1, 2, 3, 0]));
    let suggested = suggest_workflow(&request(path.clone()), &mut silent).unwrap();
    assert!(suggested.contains("name = \"Doing\"\ncategory = \"active\""), "{suggested}");
    let workflow = Some(folder.file("workflow.toml", &suggested));
    let again = Request { workflow, ..request(path.clone()) };
    let summary = |request: &Request| {
        let summary = summarise(request, Horizon::default(), &mut silent).unwrap();
        let mut found = serde_json::to_value(summary).unwrap();
        found["rules"]["states_are"].take();
        found
    };
    assert_eq!(summary(&request(path)), summary(&again));
}

#[test]
fn a_workflow_file_with_a_calendar_keeps_it_when_it_is_written_anew() {
    let folder = Folder::new();
    let calendar =
        "[calendar]\nworking_days = [\"monday\",\"friday\"]\nholidays = [\"2026-12-25\"]\n";
    let workflow = Some(folder.file("workflow.toml", &format!("{STATES}\n{calendar}")));
    let request = Request { workflow, ..request(folder.file("events.csv", &events(&[1]))) };
    let written = suggest_workflow(&request, &mut silent).unwrap();
    let read_back: toml::Table = written.parse().unwrap();
    let expected: toml::Table = calendar.parse().unwrap();
    assert_eq!(read_back["calendar"], expected["calendar"]);
}

#[test]
fn annotations_and_the_address_of_items_are_kept_when_the_file_is_written_anew() {
    let folder = Folder::new();
    let said = "item_url = \"https://tracker.example/{id}\"\n[[annotation]]\non = \"2026-01-02\"\n\
                text = \"“A” and \\\"B\\\"\"\nkind = \"definition\"\n";
    let path = folder.file("events.csv", &events(&[1, 2, 3]));
    let workflow = Some(folder.file("workflow.toml", said));
    let anew = suggest_workflow(&Request { workflow, ..request(path.clone()) }, &mut silent);
    let workflow = Some(folder.file("anew.toml", &anew.expect("it can be read")));
    let record = read(&Request { workflow, ..request(path) }, &mut silent).expect("it can, too");
    assert_eq!(record.item_url.as_deref(), Some("https://tracker.example/{id}"));
    let words: Vec<String> = record.annotations.iter().map(chart::Annotation::words).collect();
    assert_eq!(words, ["2 Jan 2026: the definition changed, “A” and \"B\""]);
}

#[test]
fn an_annotation_or_an_address_that_is_none_is_refused_with_a_sentence() {
    let text = events(&[1]);
    let refused = |workflow: &str| with_workflow(&text, workflow).expect_err("it is refused");
    let sentence = refused("[[annotation]]\non = \"in May\"\ntext = \"a rota\"\n");
    assert!(sentence.contains("The annotation on “in May” has no date like 2026-12-25."));
    let sentence = refused("[[annotation]]\non = \"2026-05-01\"\ntext = \"\"\nkind = \"fun\"\n");
    assert!(sentence.contains("“fun” is no choice for kind; there are event, definition."));
    for url in ["javascript:alert({id})", "https://tracker.example/"] {
        let sentence = refused(&format!("item_url = \"{url}\"\n"));
        assert!(sentence.contains("is no address like https://"), "{sentence}");
    }
}

#[test]
fn each_rule_can_be_switched_by_the_workflow_file() {
    let text = "id,at,field,from,to\n\
        A,2026-01-01T08:00:00Z,status,,Backlog\n\
        A,2026-01-02T08:00:00Z,status,Backlog,Doing\n\
        A,2026-01-03T08:00:00Z,status,Doing,Backlog\n\
        A,2026-01-05T08:00:00Z,status,Backlog,Doing\n\
        A,2026-01-06T20:00:00Z,status,Doing,Done\n\
        A,2026-01-08T08:00:00Z,status,Done,Doing\n\
        A,2026-01-09T20:00:00Z,status,Doing,Done\n\
        B,2026-01-04T08:00:00Z,status,,Backlog\n\
        B,2026-01-07T08:00:00Z,status,Backlog,Done\n";
    let figures = |rule: &str| {
        let workflow = format!("{STATES}\n[rules]\n{rule}\n");
        let found = with_workflow(text, &workflow).unwrap();
        let key = rule.split(" = ").next().unwrap_or_default();
        let word = rule.split('"').nth(1).unwrap_or_default().to_owned();
        assert!(rule.is_empty() || found["rules"][key] == word, "{rule}");
        let cycle = &found["cycle_time_days"];
        (cycle["n"].as_u64().unwrap(), cycle["max"].as_f64().unwrap())
    };
    assert_eq!(figures(""), (2, 5.0));
    assert_eq!(figures("moving_back = \"keep_first\""), (2, 8.0));
    assert_eq!(figures("start = \"first_ever\""), (2, 8.0));
    assert_eq!(figures("finish = \"first_ever\""), (2, 2.0));
    assert_eq!(figures("straight_to_done = \"left_out\""), (1, 5.0));
    assert_eq!(figures("count = \"elapsed_days\""), (2, 4.0));
    assert_eq!(figures("count = \"exact_hours\""), (2, 4.5));
}

#[test]
fn working_days_count_everywhere() {
    // Friday to Monday, with a holiday on the Tuesday after.
    let text = "id,at,field,from,to\n\
        A,2026-11-20T08:00:00Z,status,,Doing\n\
        A,2026-11-23T08:00:00Z,status,Doing,Done\n\
        B,2026-11-23T08:00:00Z,status,,Doing\n\
        B,2026-11-25T08:00:00Z,status,Doing,Done\n";
    let calendar = "[calendar]\nworking_days = [\"monday\", \"tuesday\", \"wednesday\", \
        \"thursday\", \"friday\"]\nholidays = [\"2026-11-24\"]\n";
    let found = with_workflow(text, &format!("{STATES}\n{calendar}")).unwrap();
    assert_eq!(found["cycle_time_days"]["max"], 2);
    let days = found["wip"]["per_day"].as_array().unwrap();
    let dates: Vec<_> = days.iter().map(|day| day[0].as_str().unwrap()).collect();
    assert_eq!(dates, ["2026-11-20", "2026-11-23", "2026-11-25"]);
    let area: i64 = days.iter().map(|day| day[1].as_i64().unwrap()).sum();
    assert_eq!(area, 4);
}

#[test]
fn dropped_items_are_an_end_of_their_own_unless_the_rule_says_otherwise() {
    let text = "id,at,field,from,to\n\
        A,2026-01-01T08:00:00Z,status,,Doing\n\
        A,2026-01-04T08:00:00Z,status,Doing,Won't do\n";
    let states = format!("{STATES}\n[[state]]\nname = \"Won't do\"\ncategory = \"dropped\"\n");
    let apart = with_workflow(text, &states).unwrap();
    let finished = format!("{states}\n[rules]\ndropped = \"finished\"\n");
    let finished = with_workflow(text, &finished).unwrap();
    assert_eq!((&apart["counts"]["dropped"], &apart["counts"]["finished"]), (&1.into(), &0.into()));
    assert_eq!(finished["counts"]["finished"], 1);
    assert_eq!(finished["cycle_time_days"]["max"], 4);
}

#[test]
fn states_that_the_workflow_does_not_name_are_said() {
    let text = events(&[1, 1]) + "T-0,2026-01-01T12:00:00Z,status,Doing,Limbo\n";
    let found = with_workflow(&text, STATES).unwrap();
    let warnings = found["source"]["warnings"].as_array().unwrap();
    let unknown = warnings.iter().find(|it| it["code"] == "unknown_state").unwrap();
    assert_eq!(unknown["count"], 1);
    assert_eq!(unknown["example"], "the workflow does not name: Limbo");
}

#[test]
fn what_is_wrong_with_a_workflow_file_is_said_with_its_line() {
    let refused = |workflow: &str| {
        let sentence = with_workflow(&events(&[1]), workflow).unwrap_err();
        sentence.split_once("workflow.toml: ").unwrap().1.to_owned()
    };
    let category = refused("[[state]]\nname = \"A\"\ncategory = \"doing\"\n");
    let expected = "“doing” is no choice for category; there are queue, active, waiting, done, \
                    dropped.";
    assert_eq!(category, expected);
    assert!(refused("[[state]]\nname = 5\n").contains("line 2"));
    assert!(refused("colour = \"red\"\n").contains("colour"));
    assert!(refused("[calendar]\nworking_days = []\n").contains("at least one working day"));
    let holiday = "[calendar]\nworking_days = [\"monday\"]\nholidays = [\"Xmas\"]\n";
    assert_eq!(refused(holiday), "The holiday “Xmas” is no date like 2026-12-25.");
}

#[test]
fn a_file_without_any_state_has_nothing_to_say() {
    let folder = Folder::new();
    let text = "id,at,field,from,to\nA,2026-01-01T08:00:00Z,type,,bug\n";
    let refused = read(&request(folder.file("events.csv", text)), &mut silent).unwrap_err();
    assert!(refused.to_string().starts_with("The files tell of no item entering a state"));
}

#[test]
fn an_unknown_start_names_the_states_there_are() {
    let folder = Folder::new();
    let path = folder.file("events.csv", &events(&[1]));
    let asked = Request { start: Some("Testing".into()), ..request(path.clone()) };
    let refused = read(&asked, &mut silent).unwrap_err().to_string();
    assert_eq!(refused, "There is no state “Testing”. The states are: Backlog, Doing, Done.");
    let asked = Request { start: Some("backlog".into()), ..request(path) };
    assert_eq!(read(&asked, &mut silent).unwrap().workflow.started_on_entering(), "Backlog");
}

#[test]
fn times_windows_and_filters_are_read_as_people_type_them() {
    assert!("2026-03-31".parse::<Moment>().is_ok());
    assert!("2026-03-31T18:00:00+02:00".parse::<Moment>().is_ok());
    let wrong = "yesterday".parse::<Moment>().unwrap_err();
    assert!(wrong.contains("“yesterday” is no day (2026-03-31)"), "{wrong}");
    let window: Window = "2026-01-01..".parse().unwrap();
    assert_eq!((window.first.is_some(), window.last.is_some()), (true, false));
    assert!("2026-02-01..2026-01-01".parse::<Window>().unwrap_err().contains("ends before"));
    assert!("2026-01-01".parse::<Window>().unwrap_err().contains("2026-01-01..2026-03-31"));
    assert_eq!(
        filter("type = Bug").unwrap(),
        Filter { column: "type".into(), value: "Bug".into() }
    );
    assert!(filter("=x").is_err() && filter("type").is_err());
}
