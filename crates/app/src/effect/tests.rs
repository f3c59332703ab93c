//! Before and after: the verdict in words, what is refused, and the control.

use super::*;
use crate::testing::{Folder, events, request};
use serde_json::Value;

fn silent(_: u64, _: u64) {}

/// 240 items, one begun a day, that take up to `before` days, and from the 121st on up to `after`.
fn changed(before: i64, after: i64) -> String {
    let mut chance = 1_i64;
    let mut up_to = |most: i64| {
        chance = (chance * 1_103_515_245 + 12_345) % 2_147_483_648;
        1 + (chance / 65_536) % most
    };
    let days: Vec<i64> =
        (0..240).map(|number| if number < 120 { up_to(before) } else { up_to(after) }).collect();
    events(&days)
}

fn compared(text: &str, change: &str) -> Result<Report, String> {
    let folder = Folder::new();
    let request = request(folder.file("events.csv", text));
    compare(&request, change.parse().unwrap(), None, &mut silent).map_err(|it| it.to_string())
}

/// The 121st item begins on this day.
const CHANGE: &str = "2026-05-01";

#[test]
fn a_clear_change_is_a_signal_with_its_interval() {
    let report = compared(&changed(28, 9), CHANGE).unwrap();
    let text = text(&report);
    assert!(text.starts_with("Signal: things finish sooner; counting at most "), "{text}");
    let json: Value = serde_json::from_str(&json(&report)).unwrap();
    assert_eq!(json["verdict"], "signal_shorter");
    assert!(json["difference"]["high"].as_f64() < Some(0.0));
    let straddling = json["before"]["open"].as_u64().unwrap();
    let finished = |side: &str| json[side]["finished"].as_u64().unwrap();
    assert_eq!(finished("before") + straddling, 120); // each begun before is one or the other
    assert_eq!(finished("before") + finished("after"), 240);

    let longer = compared(&changed(9, 28), CHANGE).unwrap();
    assert!(self::text(&longer).starts_with("Signal: things take longer;"));
}

#[test]
fn no_change_is_called_no_difference_seen() {
    let report = compared(&changed(12, 12), CHANGE).unwrap();
    let text = text(&report).replace('\n', " ");
    assert!(text.starts_with("No signal yet in how long items take: no difference seen"), "{text}");
}

#[test]
fn too_few_items_are_not_enough_data() {
    let report = compared(&events(&[3, 4, 5, 6]), "2026-01-03").unwrap();
    let text = text(&report);
    assert!(
        text.starts_with("Not enough data. Needs 10 items finished before the change"),
        "{text}"
    );
}

#[test]
fn a_handful_of_items_is_not_put_into_figures() {
    let days: Vec<i64> = std::iter::repeat_n(5, 40).collect();
    let report = compared(&events(&days), "2026-01-08").unwrap();
    let json: Value = serde_json::from_str(&json(&report)).unwrap();
    assert_eq!(json["before"]["finished"], 3);
    for withheld in ["difference", "throughput_ratio", "tau_days"] {
        assert_eq!(json[withheld], Value::Null, "{withheld}");
    }
    assert_eq!(json["before"]["median_days"], Value::Null);
    assert!(!text(&report).contains("times as many"), "{}", text(&report));
}

#[test]
fn a_change_outside_the_record_is_refused_with_the_days_there_are() {
    let sentence = compared(&events(&[3, 4]), "2027-01-01").unwrap_err();
    assert_eq!(
        sentence,
        "The change on 2027-01-01 lies outside the record, which runs from 2026-01-01 to \
         2026-01-05. Give a day in between."
    );
    assert!(compared(&events(&[3, 4]), "2026-01-01").is_err());
}

#[test]
fn a_control_that_changed_as_much_leaves_nothing_to_explain() {
    let folder = Folder::new();
    let text = changed(28, 9);
    let (team, other) = (folder.file("team.csv", &text), folder.file("other.csv", &text));
    let change = CHANGE.parse().unwrap();
    let report = compare(&request(team), change, Some(other), &mut silent).unwrap();
    let json: Value = serde_json::from_str(&json(&report)).unwrap();
    assert_eq!(json["control"]["difference_of_differences"]["days"], 0.0);
    assert_eq!(json["verdict"], "no_signal_yet");
    assert!(self::text(&report).starts_with("No signal yet. The control changed too"));
}

#[test]
fn a_control_that_did_not_change_leaves_all_of_it_to_explain() {
    let folder = Folder::new();
    let team = folder.file("team.csv", &changed(28, 9));
    let other = folder.file("other.csv", &changed(12, 12));
    let change = CHANGE.parse().unwrap();
    let report = compare(&request(team), change, Some(other), &mut silent).unwrap();
    let json: Value = serde_json::from_str(&json(&report)).unwrap();
    assert_eq!(json["verdict"], "signal_shorter");
    let days = |of: &Value| of["days"].as_f64().unwrap();
    let control = &json["control"];
    // τ may be another with four curves, so the team's own difference need not be the printed one.
    assert!(days(&control["difference"]).abs() < 2.0, "{control}");
    assert!(days(&control["difference_of_differences"]) < -3.0, "{control}");
}

#[test]
fn the_comparison_says_by_which_rules_it_was_made() {
    let report = compared(&changed(12, 12), CHANGE).unwrap();
    let text = text(&report);
    assert!(text.contains("starts on entering “Doing”, stops on entering “Done”"), "{text}");
    assert!(text.contains("calendar days in UTC, first and last day included"), "{text}");
    let json: Value = serde_json::from_str(&json(&report)).unwrap();
    assert_eq!(json["rules"]["moving_back"], "wipe_later");
}

#[test]
fn a_changed_definition_is_said_on_the_terminal_and_on_the_page() {
    let folder = Folder::new();
    let text = changed(28, 9);
    let workflow = folder.file(
        "flow.toml",
        &format!(
            "[[annotation]]\non = \"{CHANGE}\"\ntext = \"Review counts\"\nkind = \"definition\"\n"
        ),
    );
    let request = Request { workflow: Some(workflow), ..request(folder.file("team.csv", &text)) };
    let (told, page) = super::report(&request, CHANGE.parse().unwrap(), None, &mut silent).unwrap();
    assert!(text_holds(&told, "The definition changed on "), "{}", self::text(&told));
    assert!(page.page().contains("before and after are not the same thing."));
}

fn text_holds(report: &Report, words: &str) -> bool {
    text(report).replace('\n', " ").contains(words)
}
