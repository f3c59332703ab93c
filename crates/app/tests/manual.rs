//! The manual tells all there is: every key of the JSON, and every warning.

use app::effect;
use app::flow_page::{self, Horizon};
use app::source::{Request, day};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn the_manual_names_every_key_of_the_json_of_flow() {
    // All finished items, a dozen of them, and three: with few items there are other keys.
    for window in ["..", "2026-06-01..2026-06-30", "2026-06-01..2026-06-07"] {
        let request = Request { window: Some(window.parse().expect("a window")), ..sample() };
        let told = flow_page::summarise(&request, Horizon::default(), &mut |_, _| ());
        let json = flow_page::json(&told.expect("the sample can be read"));
        every_key_is_named(&json, &[&manual_from("### Of `flow`")]);
    }
}

#[test]
fn the_manual_names_every_key_of_the_json_of_effect() {
    let change = day("2026-07-01").expect("there is this day");
    let told = effect::compare(&sample(), change, sample().paths.pop(), &mut |_, _| ());
    let json = effect::json(&told.expect("the sample can be read"));
    // The source and the rules are those of `flow`, and told there.
    let places = [manual_from("### Of `effect`"), manual_from("### Of `flow`")];
    every_key_is_named(&json, &places.each_ref().map(String::as_str));
}

#[test]
fn the_manual_names_every_warning_and_no_other() {
    let mut given = BTreeSet::new();
    for folder in ["crates/trackers/src", "crates/app/src/source", "crates/app/src/flow_page"] {
        codes(&root().join(folder), &mut given);
    }
    assert!(given.len() > 30, "this test looks in the wrong place: {given:?}");
    let table = manual_from("## Warnings");
    let cells = table.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let named: BTreeSet<&str> = cells.flat_map(|cell| cell.split('`')).filter(is_code).collect();
    let missing: Vec<_> = given.iter().filter(|code| !named.contains(code.as_str())).collect();
    assert!(missing.is_empty(), "write into docs/manual/flow.md: {missing:?}");
    let unknown: Vec<_> = named.iter().filter(|code| !given.contains(**code)).collect();
    assert!(unknown.is_empty(), "docs/manual/flow.md has codes that are none: {unknown:?}");
}

/// The outermost keys begin an entry in the first place; what is in them stands in an entry.
fn every_key_is_named(json: &str, places: &[&str]) {
    let figures: Value = serde_json::from_str(json).expect("the JSON can be read");
    for (key, value) in figures.as_object().expect("it is an object") {
        let entries: Vec<String> = places.iter().map(|place| entry(place, key)).collect();
        assert!(!entries[0].is_empty(), "write `{key}` into the JSON of docs/manual/flow.md");
        let named: BTreeSet<&str> = entries.iter().flat_map(|entry| words(entry)).collect();
        let mut within = BTreeSet::new();
        keys(value, &mut within);
        let missing: Vec<_> = within.iter().filter(|key| !named.contains(key.as_str())).collect();
        assert!(missing.is_empty(), "write {missing:?} of `{key}` into docs/manual/flow.md");
    }
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

/// The line that a key begins, perhaps with others, and the indented lines that follow it.
fn entry(place: &str, key: &str) -> String {
    let block = place.split("```").nth(1).unwrap_or_default();
    let head = |line: &str| line.split(['{', '[', ':']).next().unwrap_or_default().to_owned();
    let begins = |line: &&str| !line.starts_with(' ') && words(&head(line)).any(|it| it == key);
    let mut lines = block.lines().skip_while(|line| !begins(line));
    let first = lines.next().into_iter();
    first.chain(lines.take_while(|line| line.starts_with(' '))).collect::<Vec<_>>().join("\n")
}

/// In a file that warns, a text in snake case is a code.
fn codes(folder: &Path, found: &mut BTreeSet<String>) {
    for file in fs::read_dir(folder).expect("the sources can be read") {
        let path = file.expect("the sources can be read").path();
        if path.is_dir() {
            codes(&path, found);
        } else if !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).expect("a source is text");
            if [".add(", ".add_many(", "code: \""].iter().any(|warns| text.contains(warns)) {
                found.extend(text.split('"').filter(is_code).map(str::to_owned));
            }
        }
    }
}

fn is_code(word: &&str) -> bool {
    let plain = |c: char| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit();
    // Why GitHub closes an issue.
    word.contains('_') && word.chars().all(plain) && *word != "not_planned"
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c != '_' && !c.is_alphanumeric())
}

fn manual_from(heading: &str) -> String {
    let manual = fs::read_to_string(root().join("docs/manual/flow.md")).expect("the manual");
    manual[manual.find(heading).expect("the manual has this heading")..].to_owned()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("a root").to_owned()
}

fn sample() -> Request {
    Request { paths: vec![root().join("samples/tern-events.csv")], ..Request::default() }
}
