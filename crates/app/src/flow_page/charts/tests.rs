//! What the words under and in the charts owe to the rules they were made by.

use crate::flow_page::{Horizon, report};
use crate::source::Request;
use crate::testing::{Folder, events, request};

/// The page of these events, read by this workflow file.
fn page(events: &str, workflow: &str) -> String {
    let folder = Folder::new();
    let path = folder.file("events.csv", events);
    let workflow = (!workflow.is_empty()).then(|| folder.file("flow.toml", workflow));
    let request = Request { workflow, ..request(path) };
    let (_, report) = report(&request, Horizon::default(), &mut |_, _| ()).expect("it is read");
    report.page().to_owned()
}

/// One chart of a page.
fn figure<'p>(page: &'p str, id: &str) -> &'p str {
    let figure = page.split(&format!("id=\"{id}\"")).nth(1).expect("the chart is there");
    figure.split("</figure>").next().unwrap_or(figure)
}

#[test]
fn what_finished_on_the_last_day_is_not_open_at_its_end() {
    let page = page(&events(&[3, 2, 1, 0]), "");
    assert!(figure(&page, "in-progress").contains("1 now"));
    assert!(page.contains("1 item is open now; at the end of an average day it was"));
}

#[test]
fn a_window_and_a_filter_are_named_under_every_chart() {
    let folder = Folder::new();
    let mut text = String::from("id,start,finish,type\n");
    for number in 0..40 {
        let start = jiff::civil::date(2026, 1, 1).saturating_add(jiff::Span::new().days(number));
        let finish = start.saturating_add(jiff::Span::new().days(number % 5));
        text += &format!(
            "A-{number},{start},{finish},{}\n",
            ["bug", "bug", "wish"][number as usize % 3]
        );
    }
    let path = folder.file("items.csv", &text);
    let window = Some("2026-01-10..2026-01-31".parse().expect("a window"));
    let filters = vec![flow::Filter { column: "type".to_owned(), value: "bug".to_owned() }];
    let request = Request { window, filters, ..request(path) };
    let (_, report) = report(&request, Horizon::default(), &mut |_, _| ()).expect("it is read");
    let charts = report.page().matches("<figure class=\"chart\"").count();
    assert!(charts > 8);
    let filter = report.page().matches("Only items with type=bug.").count();
    assert_eq!(filter, charts);
    let window = "Only the days from 10 Jan 2026 to 31 Jan 2026.";
    assert_eq!(report.page().matches(window).count(), charts);
}

#[test]
fn a_done_state_amid_the_order_moves_no_other_column() {
    let text = "id,at,field,from,to\nA,2026-01-05T08:00:00Z,status,,Doing\n\
                A,2026-01-07T08:00:00Z,status,Doing,Done\n\
                A,2026-01-08T08:00:00Z,status,Done,Verify\n\
                B,2026-01-06T08:00:00Z,status,,Doing\n";
    let state = |name: &str, category: &str| {
        format!("[[state]]\nname = \"{name}\"\ncategory = \"{category}\"\n")
    };
    let workflow = state("Doing", "active")
        + &state("Done", "done")
        + &state("Verify", "waiting")
        + &state("Released", "done");
    let page = page(text, &workflow);
    let ageing = figure(&page, "ageing");
    let rows: Vec<&str> =
        ["Verify</td>", "Doing</td>"].into_iter().filter(|cell| ageing.contains(cell)).collect();
    assert_eq!(rows, ["Verify</td>", "Doing</td>"]);
    assert!(figure(&page, "cumulative-flow").contains("Verify · 1"));
    assert!(figure(&page, "cumulative-flow").contains("Doing · 1"));
}

#[test]
fn exact_times_below_a_day_are_told_in_hours_and_minutes() {
    let mut text = String::from("id,at,field,from,to\n");
    for number in 0..30 {
        let day = jiff::civil::date(2026, 1, 5).saturating_add(jiff::Span::new().days(number));
        text += &format!("A-{number},{day}T09:00:00Z,status,,Doing\n");
        text += &format!("A-{number},{day}T{:02}:30:00Z,status,Doing,Done\n", 9 + number % 3);
    }
    let page = page(&text, "[rules]\ncount = \"exact_hours\"\n");
    let said =
        "Half of what is started gets finished within 1.5 hours, 85 in 100 within 2.5 hours.";
    assert!(page.contains(&format!("<h1>{said}</h1>")));
    assert!(figure(&page, "cycle-time").contains(">30 minutes</td>"));
    assert!(figure(&page, "ageing").contains("The ground needs whole days, and is left out."));
}

#[test]
fn a_week_of_working_days_is_not_called_a_week() {
    let days: Vec<i64> = (0..60).map(|number| if number % 12 == 0 { 200 } else { 1 }).collect();
    let week = "[calendar]\nworking_days = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \
                \"friday\"]\n";
    let text = events(&days);
    assert!(figure(&page(&text, ""), "cycle-time").contains(">1 week<"));
    let working = page(&text, week);
    assert!(figure(&working, "cycle-time").contains(">7 days<"));
    assert!(!figure(&working, "cycle-time").contains(">1 week<"));
}

#[test]
fn an_address_that_needs_a_number_leads_nowhere_without_one() {
    let url = "item_url = \"https://t.example/{number}\"\n";
    let text = events(&[1, 2]).replace("T-1,", "lettered,");
    let page = page(&text, url);
    assert!(page.contains("https://t.example/0\""));
    assert!(!page.contains("https://t.example/\""));
}
