//! Kanboard's two exports, alone and together.

use crate::testing::{code, entries, read_all, read_text, refusal};
use crate::{DateOrder, Format, Input, ReadOptions, Reading, read};
use flow::Filter;
use flow::workflow::{Category, Workflow};
use std::io::Cursor;

const MOVES: &str = "Id,\"Task Title\",\"Source column\",\"Destination column\",Executer,Date,\
    \"Time spent\"\n";
const TASKS: &str = "\"Task Id\",Project,Status,Category,Swimlane,Column,Position,Color,\
    \"Due date\",Creator,\"Assignee Username\",\"Assignee Name\",Complexity,Title,\
    \"Creation date\",\"Modification date\",\"Completion date\",\"Start date\",\
    \"Time estimated\",\"Time spent\",Reference\n";

/// Newest first, as Kanboard writes them.
const THREE: &str = "7,x,\"Work in progress\",Done,ana,\"03/17/2026 10:30\",48.5\n\
    7,x,Ready,\"Work in progress\",ana,\"03/15/2026 10:00\",24\n\
    7,x,Backlog,Ready,ana,\"03/14/2026 10:00\",48\n";

/// A task of today: its status, its column, its days of creation and completion.
fn task(id: u32, [status, column, created, completed]: [&str; 4]) -> String {
    format!(
        "{id},Tern,{status},Bugs,Default,{column},1,Yellow,,ana,ben,Ben,3,\"a, b\",{created},\
         {created},{completed},,0,0,\n"
    )
}

fn both(moves: &str, tasks: &str) -> Reading {
    let (moves, tasks) = (format!("{MOVES}{moves}"), format!("{TASKS}{tasks}"));
    read_all(&[("moves.csv", &moves), ("tasks.csv", &tasks)]).unwrap()
}

const CLOSED: [&str; 4] = ["Closed", "Done", "03/12/2026", "03/17/2026"];

#[test]
fn a_task_is_created_in_its_first_column_moved_and_closed() {
    let reading = both(THREE, &task(7, CLOSED));
    assert_eq!(reading.format, Format::KanboardCsv);
    assert_eq!(
        entries(&reading, "7"),
        [
            "2026-03-12T00:00:00Z Backlog",
            "2026-03-14T10:00:00Z Ready",
            "2026-03-15T10:00:00Z Work in progress",
            "2026-03-17T10:30:00Z Done",
            "2026-03-17T10:30:00Z Closed"
        ]
    );
    assert_eq!((reading.items, reading.events, code(&reading, "dates_month_first")), (1, 5, 5));
    assert_eq!(reading.warnings.len(), 1, "{:?}", reading.warnings);
    let closed = reading.history.states().iter().find(|state| &*state.name == "Closed").unwrap();
    assert_eq!(closed.category, Some(Category::Done));
    let workflow = Workflow::proposed(&reading.history).unwrap();
    let order: Vec<_> = workflow.states().iter().map(|state| &*state.name).collect();
    assert_eq!(order, ["Backlog", "Ready", "Work in progress", "Done", "Closed"]);
}

#[test]
fn the_order_of_files_and_rows_does_not_matter() {
    let expected = entries(&both(THREE, &task(7, CLOSED)), "7");
    let tasks = format!("{TASKS}{}", task(7, CLOSED));
    let backwards: Vec<_> = THREE.lines().rev().collect();
    let moves = format!("{MOVES}{}\n", backwards.join("\n"));
    let reading = read_all(&[("tasks.csv", &tasks), ("moves.csv", &moves)]).unwrap();
    assert_eq!(entries(&reading, "7"), expected);
}

#[test]
fn moves_of_one_minute_keep_their_order() {
    let moves = "7,x,b,c,ana,2026-03-14 10:00,0\n7,x,a,b,ana,2026-03-14 10:00,0\n";
    let reading = read_text("moves.csv", &format!("{MOVES}{moves}"));
    assert_eq!(entries(&reading, "7"), ["2026-03-14T10:00:00Z b", "2026-03-14T10:00:00Z c"]);
}

#[test]
fn without_the_tasks_the_creations_are_unknown_and_that_is_said() {
    let reading = read_text("moves.csv", &format!("{MOVES}{THREE}"));
    assert_eq!(entries(&reading, "7").len(), 3);
    assert_eq!(code(&reading, "first_state_unknown"), 1);
    let reading = both(&THREE.replace("7,x", "9,x"), &task(7, CLOSED));
    assert_eq!((reading.items, code(&reading, "first_state_unknown")), (2, 1));
}

#[test]
fn without_the_moves_there_are_no_stages_and_that_is_said() {
    let open = ["Open", "Ready", "03/12/2026", ""];
    let reading = read_text("tasks.csv", &format!("{TASKS}{}{}", task(7, CLOSED), task(8, open)));
    assert_eq!(
        entries(&reading, "7"),
        ["2026-03-12T00:00:00Z Created", "2026-03-17T00:00:00Z Closed"]
    );
    assert_eq!(entries(&reading, "8"), ["2026-03-12T00:00:00Z Created"]);
    assert_eq!(code(&reading, "no_stages"), 2);
}

#[test]
fn a_task_that_was_never_moved_has_been_in_its_column_since_its_creation() {
    let open = ["Open", "Ready", "03/12/2026", ""];
    let reading = both(THREE, &format!("{}{}", task(7, CLOSED), task(8, open)));
    assert_eq!(entries(&reading, "8"), ["2026-03-12T00:00:00Z Ready"]);
}

#[test]
fn a_task_that_was_opened_again_is_open() {
    let reading = both(THREE, &task(7, ["Open", "Done", "03/12/2026", "03/17/2026"]));
    assert_eq!(entries(&reading, "7").len(), 4);
    let reading = both(THREE, &task(7, ["Closed", "Done", "03/13/2026", ""]));
    assert_eq!((entries(&reading, "7").len(), code(&reading, "closed_without_a_time")), (4, 1));
}

#[test]
fn moves_that_are_missing_are_said() {
    let without_second: Vec<_> = THREE.lines().filter(|line| !line.contains("03/15")).collect();
    let reading = both(&format!("{}\n", without_second.join("\n")), &task(7, CLOSED));
    assert_eq!(code(&reading, "moves_missing"), 1);
    let said = reading.warnings.iter().find(|it| it.code == "moves_missing").unwrap();
    assert_eq!(
        said.example,
        "tasks.csv, line 2, 7: it left at 2026-03-17T10:30:00Z a column it was not in"
    );
    let renamed = ["Closed", "Finished", "03/12/2026", "03/17/2026"];
    let reading = both(THREE, &task(7, renamed));
    assert_eq!(code(&reading, "moves_missing"), 1);
}

#[test]
fn exports_that_overlap_tell_each_move_once() {
    let moves = format!("{MOVES}{THREE}");
    let tasks = format!("{TASKS}{}", task(7, CLOSED));
    let files = [("a.csv", &*moves), ("b.csv", &*moves), ("t.csv", &*tasks)];
    let reading = read_all(&files).unwrap();
    assert_eq!((entries(&reading, "7").len(), reading.events), (5, 5));
}

#[test]
fn dates_may_have_any_of_kanboards_forms_and_the_exports_two_orders() {
    for date in ["14/03/2026 10:00", "14/03/2026 10:00 am", "14.03.2026 10:00", "2026/03/14 10:00"]
    {
        let moves = format!("{MOVES}7,x,Backlog,Ready,ana,{date},48\n");
        let reading = read_text("moves.csv", &moves);
        assert_eq!(entries(&reading, "7"), ["2026-03-14T10:00:00Z Ready"], "{date}");
    }
    let moves = format!("{MOVES}7,x,Backlog,Ready,ana,05/03/2026 10:00,48\n");
    assert!(refusal("moves.csv", &*moves).contains("--date-order day-first"));
    let tasks = format!("{TASKS}{}", task(7, ["Closed", "Ready", "03/04/2026", "03/17/2026"]));
    let inputs = [moves, tasks].map(|text| Input::new("k.csv", Cursor::new(text.into_bytes())));
    let options = ReadOptions { date_order: Some(DateOrder::DayFirst), ..ReadOptions::default() };
    let reading = read(inputs.into(), &options, &mut |_, _| ()).unwrap();
    assert_eq!(
        entries(&reading, "7"),
        [
            "2026-03-04T00:00:00Z Backlog",
            "2026-03-05T10:00:00Z Ready",
            "2026-03-17T00:00:00Z Closed"
        ]
    );
}

#[test]
fn a_task_has_attributes_and_none_about_people() {
    let kept = |column: &str, value: &str| {
        let filter = Filter { column: column.into(), value: value.into() };
        let options = ReadOptions { filters: vec![filter], ..ReadOptions::default() };
        let tasks = format!("{TASKS}{}", task(7, CLOSED));
        let input = Input::new("tasks.csv", Cursor::new(tasks.into_bytes()));
        read(vec![input], &options, &mut |_, _| ()).map(|reading| reading.history.len())
    };
    assert_eq!((kept("category", "bugs"), kept("swimlane", "other")), (Ok(1), Ok(0)));
    for person in ["Executer", "Creator", "Assignee Username"] {
        assert!(kept(person, "ana").is_err());
    }
}

#[test]
fn what_is_missing_or_bad_is_counted_or_refused_with_what_to_do() {
    let moves = format!(
        "{THREE},x,Backlog,Ready,ana,03/14/2026 10:00,1\n7,x,Backlog,Ready,ana,soon,1\n\
         7,x,,Ready,ana,03/14/2026 10:00,1\n7\n"
    );
    let tasks = [
        task(7, CLOSED),
        task(7, CLOSED),
        task(8, ["Open", "Ready", "", ""]),
        task(9, ["Open", "Ready", "03/14/2026", "later"]),
    ];
    let reading = both(&moves, &tasks.concat());
    let counts = ["no_id", "not_a_date", "no_state", "duplicate_id"].map(|it| code(&reading, it));
    assert_eq!((counts, entries(&reading, "7").len()), ([1, 4, 1, 1], 5));
    let german = "Id,Titel,Quellspalte,Zielspalte,Ausf\u{fc}hrer,Datum,Zeit\n1,x,a,b,c,d,1\n";
    let options = ReadOptions { format: Some(Format::KanboardCsv), ..ReadOptions::default() };
    assert_eq!(
        crate::testing::read_with("k.csv", german, &options).unwrap_err().to_string(),
        "k.csv, line 1: the column \"Source column\" is missing; the header is \
         Id,Titel,Quellspalte,Zielspalte,Ausf\u{fc}hrer,Datum,Zeit. \
         Set Kanboard to English, and export the task transitions and the tasks."
    );
    assert!(refusal("k.csv", MOVES).contains("nothing in it"));
}
