//! The report says what the JSON says: its tables and the words in its drawings are read back and
//! held against the figures.

use app::flow_page::{self, Horizon};
use app::source::Request;
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A report with the figures it was made from.
struct Told {
    page: String,
    json: Value,
    /// The rows of `--list`, cell by cell.
    list: Vec<Vec<String>>,
}

fn told(request: &Request) -> Told {
    let quiet = &mut |_, _| ();
    let (summary, report) =
        flow_page::report(request, Horizon::default(), quiet).expect("the files can be read");
    let json = serde_json::from_str(&flow_page::json(&summary)).expect("the JSON can be read");
    let list = flow_page::list(request, quiet).expect("the files can be read");
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    let list = list.lines().skip(1).map(cells).collect();
    Told { page: report.page().to_owned(), json, list }
}

fn sample() -> Request {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("a root");
    Request { paths: vec![root.join("samples/tern-events.csv")], ..Request::default() }
}

/// So many items, one begun each day, with days that repeat; every fifth stays open, every
/// eleventh is dropped.
fn made_up(folder: &TempDir, count: u32) -> PathBuf {
    let mut text = String::from("id,at,field,from,to\n");
    let day = |number: u32| {
        let date = jiff::civil::date(2026, 1, 1);
        date.saturating_add(jiff::Span::new().days(i64::from(number)))
    };
    for number in 0..count {
        let took = [1, 4, 2, 9, 30, 3, 5][number as usize % 7];
        let _ = writeln!(text, "A-{number},{}T08:00:00Z,status,,Doing", day(number));
        let _ =
            writeln!(text, "A-{number},{}T09:00:00Z,status,Doing,Review", day(number + took / 2));
        let end = if number % 11 == 10 { "Won't do" } else { "Done" };
        if number % 5 != 4 {
            let _ =
                writeln!(text, "A-{number},{}T17:00:00Z,status,Review,{end}", day(number + took));
        }
        let until = day(number + 1);
        let _ = writeln!(text, "A-{number},{}T10:00:00Z,flagged,,vendor & co", day(number));
        let _ = writeln!(text, "A-{number},{until}T10:00:00Z,flagged,vendor & co,");
    }
    let path = folder.path().join(format!("{count}.csv"));
    std::fs::write(&path, text).expect("a file for tests can be written");
    path
}

/// Records with nothing finished, too few, few, enough, and more than can be drawn one by one.
fn all() -> Vec<Told> {
    let folder = TempDir::new().expect("a folder for tests");
    let nothing = folder.path().join("nothing.csv");
    let text = "id,at,field,from,to\nA,2026-01-01T08:00:00Z,status,,Doing\n\
                A,2026-01-09T08:00:00Z,status,Doing,Review\nB,2026-01-05T08:00:00Z,status,,Done\n";
    std::fs::write(&nothing, text.rsplit_once("\nB").expect("two items").0).expect("a file");
    let counts = [3, 14, 60, 900].map(|count| made_up(&folder, count));
    let made_up = counts.into_iter().chain([nothing]);
    let requests =
        made_up.map(|path| Request { paths: vec![path], ..Request::default() }).chain([sample()]);
    requests.map(|request| told(&request)).collect()
}

fn plain(html: &str) -> String {
    let plain = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&#39;", "'").replace("&amp;", "&")
}

impl Told {
    /// The rows of a table, by the name of its chart: the text of the cells.
    fn rows(&self, id: &str) -> Vec<Vec<String>> {
        let begins = format!("<tr id=\"{id}-");
        let row = |rest: &str| {
            let row = rest.split("</tr>").next().expect("a row ends");
            let cells = row.split("</t").filter_map(|cell| {
                let open = cell.rfind("<t").or(cell.rfind("<a "))?;
                let text = cell[open..].split('>').nth(1)?;
                Some(plain(text))
            });
            cells.collect()
        };
        // A second table of a chart has another number in its name.
        let own = |rest: &&str| rest.split('"').next().is_some_and(|it| !it.contains('-'));
        self.page.split(&begins).skip(1).filter(own).map(row).collect()
    }

    fn array(&self, path: &str) -> &[Value] {
        self.json.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn number(&self, path: &str) -> Option<f64> {
        self.json.pointer(path).and_then(Value::as_f64)
    }

    /// The words in a chart's wide drawing that are no values of an axis.
    fn words(&self, id: &str) -> Vec<String> {
        let drawing = self.page.split(&format!("data-rows=\"{id}\"")).nth(1);
        let drawing = drawing.and_then(|rest| rest.split("</svg>").next()).unwrap_or_default();
        let texts = drawing.split("<text").skip(1).filter(|text| {
            ["class=\"t\"", "class=\"t halo\"", "class=\"n halo\""]
                .iter()
                .any(|it| text.contains(it))
        });
        let texts = texts.filter_map(|text| text.split('>').nth(1)?.split('<').next());
        texts.map(plain).collect()
    }
}

/// A date of the JSON as the report writes it.
fn date(value: &Value) -> String {
    let date: jiff::civil::Date = value.as_str().expect("a date").parse().expect("a date");
    date.strftime("%-d %b %Y").to_string()
}

fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let parts: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|part| std::str::from_utf8(part).expect("digits"))
        .collect();
    parts.join(",")
}

fn days(count: f64) -> String {
    if count == 1.0 { "1 day".into() } else { format!("{} days", grouped(count as u64)) }
}

fn count(value: &Value) -> String {
    grouped(value.as_u64().expect("a count"))
}

#[test]
fn every_finished_item_of_the_list_is_a_row_with_its_date_and_days() {
    for told in all() {
        let finished: Vec<_> = told.list.iter().filter(|row| row[2] == "finished").collect();
        let shown = told.rows("cycle-time");
        let most = if finished.len() > 500 { 200 } else { finished.len() };
        assert_eq!(shown.len(), most);
        for row in shown {
            let item = finished.iter().find(|item| item[0] == row[0]).expect("it is in the list");
            let on = date(&Value::from(item[4].as_str()));
            let took = days(item[5].parse().expect("a number of days"));
            assert_eq!(row[1..], [on, took]);
        }
    }
}

#[test]
fn every_open_item_of_the_list_is_a_row_with_its_state_and_age() {
    for told in all() {
        let open: Vec<_> = told.list.iter().filter(|row| row[2] == "in progress").collect();
        let shown = told.rows("ageing");
        assert_eq!(shown.len(), open.len());
        for row in shown {
            let item = open.iter().find(|item| item[0] == row[0]).expect("it is in the list");
            let age = days(item[5].parse().expect("a number of days"));
            assert_eq!(row[1..], [item[1].clone(), age]);
        }
    }
}

#[test]
fn the_lines_of_the_scatterplot_are_the_percentiles_and_say_so() {
    for told in all() {
        let shares = [("p50", "half"), ("p85", "85 in 100"), ("p95", "95 in 100")];
        let lines = shares.into_iter().filter_map(|(key, share)| {
            let at = told.number(&format!("/cycle_time_days/{key}"))?;
            Some(format!("{share} within {}", days(at)))
        });
        let lines: Vec<String> = lines.collect();
        let words = told.words("cycle-time");
        assert_eq!(words.iter().filter(|it| it.contains(" within ")).count(), lines.len());
        for line in lines {
            assert!(words.contains(&line), "{line} is not among {words:?}");
        }
    }
}

#[test]
fn the_curve_of_the_table_is_that_of_the_json() {
    let told = told(&sample());
    let curve = told.array("/time_to_finish/curve");
    let rows = told.rows("time-to-finish");
    assert!(rows.len() > 5);
    for row in rows {
        let age: f64 = row[0].split(' ').next().and_then(|it| it.parse().ok()).expect("an age");
        let before = curve.iter().rfind(|step| step[0].as_f64().is_some_and(|it| it <= age));
        let share = before.map_or(1.0, |step| step[1].as_f64().expect("a share"));
        assert_eq!(row[1], format!("{:.0} in 100", share * 100.0), "at {age} days");
    }
    let median = told.number("/time_to_finish/median_days").expect("it is reached");
    assert_eq!(told.words("time-to-finish"), [format!("all items: half within {}", days(median))]);
}

#[test]
fn days_and_weeks_in_the_histograms_are_counted_as_in_the_json() {
    for told in all() {
        let counts = told.array("/cycle_time_days/histogram").iter();
        let counts: Vec<_> =
            counts.map(|it| vec![days(it[0].as_f64().expect("days")), count(&it[1])]).collect();
        assert_eq!(told.rows("days"), counts);
        let finished: u64 =
            told.rows("days").iter().map(|row| row[1].parse::<u64>().expect("a count")).sum();
        assert_eq!(Some(finished as f64), told.number("/counts/finished"));
    }
}

#[test]
fn every_day_of_work_in_progress_and_of_total_age_is_that_of_the_json() {
    for told in all() {
        let wip = told.array("/wip/at_end_of_day");
        let age = told.array("/age_days/total_per_day");
        let rows = told.rows("in-progress");
        assert!(!rows.is_empty());
        for row in &rows {
            let day = wip.iter().position(|it| date(&it[0]) == row[0]).expect("it is in the JSON");
            assert_eq!(row[1..], [count(&wip[day][1]), count(&age[day][1])], "{}", row[0]);
        }
        assert_eq!(rows.last().map(|row| row[0].clone()), wip.last().map(|it| date(&it[0])));
        let words = told.words("in-progress");
        let last = rows.last().expect("a day");
        assert_eq!(words, [format!("{} now", last[1]), format!("{} now", last[2])]);
    }
}

#[test]
fn every_week_finishes_what_it_finishes_in_the_json() {
    for told in all() {
        let weeks = told.array("/throughput/per_week");
        let shown = told.rows("throughput");
        assert_eq!(shown.len(), weeks.len());
        for (row, week) in shown.iter().zip(weeks) {
            assert_eq!(row[..2], [date(&week[0]), count(&week[1])]);
        }
        let whole = shown.iter().filter(|row| row[2].is_empty());
        let by_week: Vec<_> = whole.map(|row| row[..2].to_vec()).collect();
        let judged: Vec<_> =
            told.rows("process-behaviour").iter().map(|row| row[..2].to_vec()).collect();
        assert_eq!(judged, by_week);
    }
}

#[test]
fn the_limits_and_the_signals_are_those_of_the_json() {
    let told = told(&sample());
    let one = |path: &str| {
        let value = told.number(&format!("/process_behaviour/{path}")).expect("there are limits");
        format!("{value:.1}").trim_end_matches(".0").to_owned()
    };
    let words = told.words("process-behaviour");
    let said = [
        format!("usually at most {}", one("upper")),
        format!("{} on average", one("mean")),
        format!("usually at most {}", one("range_upper")),
        format!("{} on average", one("mean_moving_range")),
    ];
    assert_eq!(words, said);
    let marked: Vec<String> = told
        .rows("process-behaviour")
        .into_iter()
        .filter(|row| row[3].contains("outside"))
        .map(|row| row[0].clone())
        .collect();
    let mut signals: Vec<String> = told
        .array("/process_behaviour/signals")
        .iter()
        .filter(|it| it["rule"] == 1)
        .map(|it| date(&it["at"]))
        .collect();
    signals.dedup();
    assert_eq!(marked, signals);
    assert!(!marked.is_empty(), "the sample has a week outside the limits");
}

#[test]
fn the_twenty_futures_are_those_of_the_json_and_the_promise_too() {
    let told = told(&sample());
    let many = told.array("/forecast/how_many/futures");
    let rows = told.rows("how-many");
    assert_eq!((rows.len(), many.len()), (20, 20));
    for (row, value) in rows.iter().zip(many) {
        assert_eq!(row[1], format!("{} items", count(value)));
    }
    let promise = told.number("/forecast/how_many/p85").expect("a promise");
    let kept = rows.iter().filter(|row| row[2] == "yes").count();
    assert_eq!(kept, many.iter().filter(|it| it.as_f64() >= Some(promise)).count());
    assert!(kept >= 17, "a chance of 85 in 100 is 17 of 20 at least");
    assert!(told.page.contains(&format!("finish {promise} items or more in {kept} of 20 futures")));
    let on = date(&told.json["forecast"]["when"]["p85_on"]);
    assert!(told.words("when").contains(&format!("by {on}")));
    assert!(told.page.contains(&format!("are done by {on} in ")));
}

#[test]
fn the_bands_of_the_flow_end_with_what_is_open_in_each_state() {
    for told in all() {
        let states = told.array("/ageing/states");
        let mut ends: Vec<String> = states
            .iter()
            .map(|it| format!("{} · {}", it["state"].as_str().expect("a name"), count(&it["open"])))
            .collect();
        let dropped = told.array("/cumulative_flow/dropped").last().map(|it| it[1].clone());
        if let Some(dropped) = dropped.filter(|it| it.as_u64() > Some(0)) {
            ends.push(format!("Dropped · {}", count(&dropped)));
        }
        ends.push(format!("Finished · {}", count(&told.json["counts"]["finished"])));
        assert_eq!(told.words("cumulative-flow"), ends);
    }
}

#[test]
fn every_day_of_the_flow_counts_what_the_json_counts() {
    for told in all() {
        let (reached, left) =
            (told.array("/cumulative_flow/per_day"), told.array("/cumulative_flow/dropped_before"));
        let paces = told.array("/ageing/states").len();
        let all = told.array("/cumulative_flow/states").len();
        let categories = told.array("/rules/states");
        let done = categories.iter().position(|it| it["category"] == "done");
        let done = done.expect("there is a done state").min(all - 1);
        for row in told.rows("cumulative-flow") {
            let day = reached.iter().position(|it| date(&it[0]) == row[0]).expect("a day");
            let at = |state: usize| reached[day][1][state].as_u64().expect("a count");
            let gone = |state: usize| left[day][1][state].as_u64().expect("a count");
            let first = done - paces;
            assert_eq!(row[1], grouped(at(first) + gone(first)), "{}", row[0]);
            assert_eq!(row.last(), Some(&grouped(at(done))), "{}", row[0]);
        }
    }
}

#[test]
fn blocked_days_by_reason_are_those_of_the_json() {
    for told in all() {
        let blocked = told.array("/blocked");
        let rows = told.rows("blocked");
        assert_eq!(rows.len(), blocked.len());
        for (row, it) in rows.iter().zip(blocked) {
            assert_eq!(row[0], it["reason"].as_str().expect("a reason"));
            assert_eq!(row[1], days(it["days"].as_f64().expect("days")));
        }
    }
}

#[test]
fn with_too_few_items_the_page_says_what_it_needs_and_draws_no_line() {
    let folder = TempDir::new().expect("a folder for tests");
    let path = made_up(&folder, 3);
    let told = told(&Request { paths: vec![path], ..Request::default() });
    assert!(told.page.contains("3 items are finished: too few for figures, which need 8."));
    assert!(told.page.contains("No forecast: needs 8 finished; you have 3."));
    assert_eq!(told.rows("cycle-time").len(), 3);
    assert_eq!(told.rows("how-many").len(), 0);
}

#[test]
fn the_page_holds_everything_it_shows() {
    for told in all() {
        let page = &told.page;
        for outside in ["src=\"", "url(", "@import", "<link", "fetch(", "XMLHttpRequest"] {
            assert!(!page.contains(outside), "the page has {outside}");
        }
        assert!(
            !page.contains("style=\""),
            "inline styles are not allowed where it will be served"
        );
        assert!(page.contains("default-src 'none'"));
    }
}

#[test]
fn names_in_a_file_are_written_and_never_run() {
    let folder = TempDir::new().expect("a folder for tests");
    let path = folder.path().join("<img src=x onerror=alert(1)>.csv");
    let name = "<script>alert(1)</script>";
    let mut text = String::from("id,at,field,from,to\n");
    for number in 0..9 {
        for (day, state) in [(1, name), (2, "\"><b>"), (3, "Done")] {
            let at = format!("2026-01-{:02}T08:00:00Z", number + day);
            let state = state.replace('"', "\"\"");
            let _ = writeln!(text, "\"{name}{number}\",{at},status,,\"{state}\"");
        }
    }
    std::fs::write(&path, text).expect("a file for tests can be written");
    let told = told(&Request { paths: vec![path], ..Request::default() });
    for run in ["<script>alert", "<img", "\"><b>"] {
        assert!(!told.page.contains(run), "the page has {run}");
    }
    assert!(told.page.contains("&lt;script&gt;alert(1)&lt;/script&gt;8"));
}

#[test]
fn annotations_stand_on_every_time_axis_and_a_changed_definition_is_said() {
    let folder = TempDir::new().expect("a folder for tests");
    let workflow = folder.path().join("tern.toml");
    let text = "item_url = \"https://tracker.example/browse/{id}?n={number}\"\n\
                [[annotation]]\non = \"2026-07-01\"\ntext = \"we began\"\n\
                [[annotation]]\non = \"2026-03-01\"\ntext = \"Review is done\"\n\
                kind = \"definition\"\n[[annotation]]\non = \"2031-01-01\"\ntext = \"to Mars\"\n";
    std::fs::write(&workflow, text).expect("a file for tests can be written");
    let told = told(&Request { workflow: Some(workflow), ..sample() });
    for id in ["cycle-time", "in-progress", "throughput", "process-behaviour", "cumulative-flow"] {
        let words = told.words(id);
        assert!(words.contains(&"we began".to_owned()), "{id}: {words:?}");
        assert!(words.contains(&"Review is done".to_owned()), "{id}: {words:?}");
    }
    let changed = "The definition changed on 1 Mar 2026: before and after are not the same thing.";
    assert!(told.page.contains(changed));
    assert!(!told.page.contains("to Mars"), "what lies outside the days is not drawn");
    assert!(told.page.contains("href=\"https://tracker.example/browse/TERN-41?n=41\""));
    assert_eq!(told.array("/annotations").len(), 2);
}

#[test]
fn the_same_record_gives_the_same_page() {
    assert_eq!(told(&sample()).page, told(&sample()).page);
}
