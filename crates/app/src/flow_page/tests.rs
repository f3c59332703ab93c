//! The summary: its keys, its floors, its identities, and what each option changes.

use super::*;
use crate::source::Filter;
use crate::testing::{Folder, events, request};
use serde_json::Value;

fn silent(_: u64, _: u64) {}

fn summary_of(request: &Request) -> Value {
    let summary = summarise(request, Horizon::default(), &mut silent).unwrap();
    serde_json::from_str(&json(&summary)).unwrap()
}

fn summary(text: &str) -> Value {
    let folder = Folder::new();
    summary_of(&request(folder.file("events.csv", text)))
}

fn sample() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/tern-events.csv"))
}

use std::path::PathBuf;

fn total(series: &Value) -> i64 {
    series.as_array().unwrap().iter().map(|entry| entry[1].as_i64().unwrap()).sum()
}

#[test]
fn the_keys_are_those_that_are_promised() {
    let found = summary_of(&request(sample()));
    let promised = [
        ("source", "format items events first_event_at last_event_at warnings"),
        (
            "rules",
            "states started_on_entering finished_on_entering moving_back start finish count \
             dropped time_zone",
        ),
        ("counts", "items finished in_progress not_started dropped"),
        ("cycle_time_days", "n p50 p70 p85 p95 min max mean"),
        ("time_to_finish", "median_days tau_days restricted_mean_days se_days n open"),
        ("throughput", "per_day per_week"),
        ("wip", "now max mean per_day"),
        ("age_days", "n p50 p85 p95 max total"),
        ("cumulative_flow", "states per_day"),
        (
            "littles_law",
            "window_days mean_wip throughput_per_day mean_cycle_time_days ratio conditions",
        ),
        ("flow_efficiency", "active_days waiting_days ratio"),
        (
            "process_behaviour",
            "measure baseline_weeks mean mean_moving_range upper lower range_upper signals",
        ),
        ("forecast", "history_from history_to history_days how_many when method"),
    ];
    for (part, keys) in promised {
        for key in keys.split_whitespace() {
            assert!(found[part].get(key).is_some(), "{part}.{key} is missing");
        }
    }
    for key in ["as_of", "withheld", "blocked"] {
        assert!(found.get(key).is_some(), "{key} is missing");
    }
    for (part, keys) in [("how_many", "days p50 p70 p85 p95"), ("when", "items p50 p70 p85 p95")] {
        for key in keys.split_whitespace() {
            assert!(found["forecast"][part].get(key).is_some(), "forecast.{part}.{key}");
        }
    }
    let condition = &found["littles_law"]["conditions"][0];
    assert!(condition["name"].is_string() && condition["holds"].is_boolean());
    assert!(found["source"]["warnings"][0]["example"].is_string());
    assert_eq!(found["process_behaviour"]["signals"][0]["rule"], 1);
}

#[test]
fn the_area_under_the_work_in_progress_is_cycle_times_and_ages() {
    let days = [3, 1, 0, 7, 2, 2, 0, 4, 9, 1, 5];
    let found = summary(&events(&days));
    let cycle_times: i64 = days.iter().sum();
    let ages = found["age_days"]["total"].as_i64().unwrap();
    assert_eq!(total(&found["wip"]["per_day"]), cycle_times + ages);
    assert_eq!(total(&found["throughput"]["per_day"]), 9);
    assert_eq!(total(&found["throughput"]["per_week"]), 9);
    assert_eq!(found["wip"]["now"], 2);
    assert_eq!(found["counts"]["items"], 11);
}

#[test]
fn below_8_finished_the_items_are_shown_and_the_figures_withheld() {
    let found = summary(&events(&[3, 4, 5, 0, 0]));
    assert_eq!(found["cycle_time_days"]["n"], 3);
    for figure in ["p50", "p70", "p85", "p95", "mean"] {
        assert_eq!(found["cycle_time_days"][figure], Value::Null);
    }
    assert_eq!(found["time_to_finish"]["restricted_mean_days"], Value::Null);
    assert_eq!(found["forecast"]["how_many"]["p85"], Value::Null);
    assert_eq!(found["withheld"][0]["figure"], "cycle_time_days");
    assert_eq!(found["withheld"][0]["reason"], "needs 8 finished; you have 3");
    assert_eq!(found["cycle_time_days"]["items"][2]["id"], "T-2");
    assert_eq!(found["cycle_time_days"]["items"][2]["cycle_time_days"], 5);
}

#[test]
fn from_8_to_19_finished_the_median_and_the_85th_have_an_interval() {
    let found = summary(&events(&[3, 1, 4, 1, 5, 9, 2, 6, 5, 3]));
    let cycle = &found["cycle_time_days"];
    assert_eq!((cycle["p50"].as_i64(), cycle["p85"].as_i64()), (Some(3), Some(6)));
    assert_eq!((&cycle["p70"], &cycle["p95"]), (&Value::Null, &Value::Null));
    let (low, high) = (&cycle["interval"]["p50"][0], &cycle["interval"]["p50"][1]);
    assert!(low.as_i64() <= Some(3) && Some(3) <= high.as_i64(), "{low} to {high}");
    assert_eq!(found["withheld"][0]["reason"], "needs 20 finished; you have 10");
}

#[test]
fn from_20_finished_on_everything_is_shown() {
    let days: Vec<i64> = (1..=20).collect();
    let found = summary(&events(&days));
    let cycle = &found["cycle_time_days"];
    let percentiles = ["p50", "p70", "p85", "p95"].map(|key| cycle[key].as_i64().unwrap());
    assert_eq!(percentiles, [10, 14, 17, 19]);
    let withheld = found["withheld"].as_array().unwrap();
    assert_eq!(withheld.len(), 1); // nothing here tells work from waiting
    assert_eq!(withheld[0]["figure"], "flow_efficiency");
    assert!(cycle.get("interval").is_none() && cycle.get("items").is_none());
}

#[test]
fn open_items_head_the_summary() {
    let days = [2, 3, 3, 5, 8, 13, 2, 2, 0, 0, 0, 0];
    let folder = Folder::new();
    let request = request(folder.file("events.csv", &events(&days)));
    let summary = summarise(&request, Horizon::default(), &mut silent).unwrap();
    let text = text(&summary);
    let first = text.split("\n\n").next().unwrap().replace('\n', " ");
    assert!(first.starts_with("Half of what is started gets finished within 5 days"), "{first}");
    let alone = "(4 open items counted). Of the 8 finished items alone, half took 3 days or less";
    assert!(first.contains(alone), "{first}");
    assert!(text.contains("4 items are open, the oldest for 10 days"), "{text}");
}

#[test]
fn how_likely_an_item_is_to_be_late_does_not_depend_on_how_days_are_counted() {
    let folder = Folder::new();
    let path = folder.file("events.csv", &events(&[2, 3, 3, 5, 8, 13, 2, 2, 4, 6, 0, 0]));
    let risks = |count: &str| {
        let text = format!("[rules]\ncount = \"{count}\"\n");
        let workflow = Some(folder.file("workflow.toml", &text));
        let found = summary_of(&Request { workflow, ..request(path.clone()) });
        let oldest = found["ageing"]["oldest"].as_array().unwrap().clone();
        oldest.iter().map(|it| it["risk"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(risks("inclusive_days"), risks("elapsed_days"));
}

#[test]
fn a_later_item_is_not_counted_before_it_is_there() {
    let folder = Folder::new();
    let path = folder.file("events.csv", &events(&[1, 2, 3, 4, 5]));
    let now = Some("2026-01-02".parse().unwrap());
    let found = summary_of(&Request { now, ..request(path) });
    assert_eq!((&found["counts"]["items"], &found["counts"]["not_yet"]), (&2.into(), &3.into()));
}

#[test]
fn control_characters_of_a_file_do_not_reach_the_terminal() {
    let folder = Folder::new();
    let file = events(&[1, 0]).replace("T-1", "T\u{1b}[31m-1");
    let request = request(folder.file("events.csv", &file));
    let text = text(&summarise(&request, Horizon::default(), &mut silent).unwrap());
    assert!(!text.contains('\u{1b}') && text.contains("T\u{fffd}[31m-1"), "{text}");
}

#[test]
fn the_list_holds_what_the_figures_are_made_of() {
    let folder = Folder::new();
    let file = events(&[3, 0]).replace("T-1", "\"=1+1, or so\"");
    let listed = list(&request(folder.file("events.csv", &file)), &mut silent).unwrap();
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(
        lines,
        [
            "id,state,fate,started_on,ended_on,days,straight_to_done,moved_back",
            "T-0,Done,finished,2026-01-01,2026-01-03,3,false,false",
            "\"'=1+1, or so\",Doing,in progress,2026-01-02,,2,false,false",
        ]
    );
}

#[test]
fn nothing_finished_is_said_in_so_many_words() {
    let folder = Folder::new();
    let request = request(folder.file("events.csv", &events(&[0, 0])));
    let summary = summarise(&request, Horizon::default(), &mut silent).unwrap();
    assert!(text(&summary).starts_with("Nothing is finished yet"), "{}", text(&summary));
    assert!(text(&summary).contains("needs 8 finished; you have 0"));
}

#[test]
fn the_order_of_the_rows_does_not_matter_nor_in_how_many_files_they_come() {
    let text = std::fs::read_to_string(sample()).unwrap();
    let whole = summary(&text);
    let (head, rows) = text.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();

    // Every row has its place: 7 and the number of rows have no common divisor.
    assert_ne!(rows.len() % 7, 0);
    let shuffled: Vec<&str> =
        (0..rows.len()).map(|index| rows[(index * 7 + 3) % rows.len()]).collect();
    let folder = Folder::new();
    let shuffled = folder.file("shuffled.csv", &format!("{head}\n{}\n", shuffled.join("\n")));
    let (one, other) = rows.split_at(rows.len() / 3);
    let paths = [("1.csv", one), ("2.csv", other)]
        .map(|(name, rows)| folder.file(name, &format!("{head}\n{}\n", rows.join("\n"))));
    let split = Request { paths: paths.to_vec(), ..Request::default() };
    for mut found in [summary_of(&request(shuffled)), summary_of(&split)] {
        let figures = |found: &mut Value| {
            for key in ["source", "blocked", "ageing"] {
                found.as_object_mut().unwrap().remove(key);
            }
        };
        let mut whole = whole.clone();
        assert_eq!(whole["source"]["events"], found["source"]["events"]);
        assert_eq!(whole["blocked"], found["blocked"]);
        assert_eq!(whole["ageing"]["states"], found["ageing"]["states"]);
        figures(&mut whole);
        figures(&mut found);
        assert_eq!(whole, found);
    }
}

/// The same figures with each date so many days later.
fn later(found: &Value, days: i64) -> Value {
    match found {
        Value::Array(all) => all.iter().map(|it| later(it, days)).collect(),
        Value::Object(all) => all.iter().map(|(key, it)| (key.clone(), later(it, days))).collect(),
        Value::String(text) if text.len() >= 10 => match text[..10].parse::<jiff::civil::Date>() {
            Ok(date) => {
                let moved = date.saturating_add(jiff::Span::new().days(days));
                Value::String(format!("{moved}{}", &text[10..]))
            }
            Err(_) => found.clone(),
        },
        other => other.clone(),
    }
}

#[test]
fn shifting_time_by_whole_weeks_shifts_the_dates_and_nothing_else() {
    let days = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 0, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 0];
    // 1 January 2015 and 2026 were both Thursdays, 4,018 days apart.
    let there = summary(&events(&days).replace("2026-", "2015-"));
    assert_eq!(summary(&events(&days)), later(&there, 4_018));
    assert_eq!(4_018 % 7, 0);
}

#[test]
fn a_window_tells_only_its_days_and_lets_older_items_enter_at_their_age() {
    let folder = Folder::new();
    let path = folder.file("events.csv", &events(&[20, 2, 2, 2, 2, 2, 2, 2, 2, 2, 30, 0]));
    let window = "2026-01-15..2026-01-31".parse().unwrap();
    let found = summary_of(&Request { window: Some(window), ..request(path.clone()) });
    assert_eq!(found["as_of"], "2026-01-31T23:59:59.999999Z");
    assert_eq!(found["cycle_time_days"]["n"], 1); // only the first finished in it
    let per_day = found["wip"]["per_day"].as_array().unwrap();
    assert_eq!((per_day.len(), per_day[0][0].as_str()), (17, Some("2026-01-15")));
    // The first (aged 14 before), the eleventh and the twelfth.
    assert_eq!(found["time_to_finish"]["n"], 3);

    let outside = "2027-01-01..".parse().unwrap();
    let refused = summarise(
        &Request { window: Some(outside), ..request(path) },
        Horizon::default(),
        &mut silent,
    );
    let sentence = refused.unwrap_err().to_string();
    assert_eq!(sentence, "The window begins on 2027-01-01, after the record ends on 2026-02-09.");
}

#[test]
fn what_happens_after_now_has_not_happened_and_now_may_not_lie_before_the_data() {
    let folder = Folder::new();
    let path = folder.file("events.csv", &events(&[5, 5, 5]));
    let now = |text: &str| Request { now: Some(text.parse().unwrap()), ..request(path.clone()) };
    let found = summary_of(&now("2026-01-05T23:59:59Z"));
    assert_eq!(found["counts"]["finished"], 1);
    assert_eq!(found["counts"]["in_progress"], 2);
    assert_eq!(found["forecast"]["history_to"], "2026-01-05"); // the day is over
    let noon = summary_of(&now("2026-01-05T12:00:00Z"));
    assert_eq!(noon["forecast"]["history_to"], "2026-01-04");

    let refused = summarise(&now("2025-12-24"), Horizon::default(), &mut silent).unwrap_err();
    let sentence = refused.to_string();
    assert!(sentence.contains("lies before the data: the first event is of 2026-01-01T08:00:00Z"));
}

#[test]
fn a_filter_keeps_only_the_items_that_fit() {
    let folder = Folder::new();
    let text = events(&[1, 2, 3]) + "T-1,2026-01-02T10:00:00Z,Type,,Bug\n";
    let path = folder.file("events.csv", &text);
    let filtered = |column: &str, value: &str| Request {
        filters: vec![Filter { column: column.into(), value: value.into() }],
        ..request(path.clone())
    };
    let found = summary_of(&filtered("type", "bug"));
    assert_eq!((&found["counts"]["items"], &found["source"]["items"]), (&1.into(), &3.into()));
    assert_eq!(found["cycle_time_days"]["max"], 2);

    let none = summarise(&filtered("type", "story"), Horizon::default(), &mut silent);
    assert_eq!(none.unwrap_err().to_string(), "No item fits --where type=story.");
    let unknown = summarise(&filtered("colour", "red"), Horizon::default(), &mut silent);
    let sentence = unknown.unwrap_err().to_string();
    assert!(sentence.contains("colour") && sentence.contains("Type"), "{sentence}");
}

#[test]
fn days_are_those_of_the_time_zone() {
    let folder = Folder::new();
    let text = "id,at,field,from,to\n\
                A,2026-03-01T20:00:00Z,status,,Doing\n\
                A,2026-03-01T23:30:00Z,status,Doing,Done\n";
    let path = folder.file("events.csv", text);
    let max = |zone: &str| {
        let request = Request { time_zone: Some(zone.into()), ..request(path.clone()) };
        summary_of(&request)["cycle_time_days"]["max"].clone()
    };
    assert_eq!((max("UTC"), max("Europe/Berlin")), (1.into(), 2.into()));
    let nowhere = Request { time_zone: Some("Mars/Olympus".into()), ..request(path.clone()) };
    let refused = summarise(&nowhere, Horizon::default(), &mut silent).unwrap_err();
    assert!(refused.to_string().starts_with("There is no time zone “Mars/Olympus”."));
}

#[test]
fn the_forecast_is_the_exact_one_of_the_last_whole_days() {
    // The 31 days of the published example: 32 items, all done on the day they began.
    let history = "2 0 0 5 1 3 2 4 0 0 1 1 2 4 0 0 0 1 0 1 2 0 0 0 0 0 0 1 2 0 0";
    let mut text = String::from("id,at,field,from,to\n");
    for (day, count) in history.split(' ').enumerate() {
        for item in 0..count.parse::<u32>().unwrap() {
            let on = format!("2026-07-{:02}", day + 1);
            text += &format!("{day}-{item},{on}T09:00:00Z,status,,Doing\n");
            text += &format!("{day}-{item},{on}T10:00:00Z,status,Doing,Done\n");
        }
    }
    let folder = Folder::new();
    let now = Some("2026-07-31".parse().unwrap());
    let request = Request { now, ..request(folder.file("events.csv", &text)) };
    let found = |horizon| {
        let summary = summarise(&request, horizon, &mut silent).unwrap();
        let found: Value = serde_json::from_str(&json(&summary)).unwrap();
        let figures = |part: &str| {
            ["p50", "p70", "p85", "p95"].map(|key| found["forecast"][part][key].as_i64().unwrap())
        };
        (figures("how_many"), figures("when"))
    };
    assert_eq!(found(Horizon { days: 10, items: 28 }), ([10, 8, 6, 4], [27, 31, 35, 41]));
    assert_eq!(found(Horizon { days: 30, items: 35 }), ([31, 27, 23, 19], [34, 38, 43, 49]));
}
