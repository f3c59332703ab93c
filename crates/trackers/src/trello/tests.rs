//! What Trello's boards, cards and actions mean.

use crate::Reading;
use crate::testing::{code, entries, read_all, read_text, read_with, shared_api};
use flow::Filter;
use flow::workflow::Category;

/// The second in which the first of March 2026 begins, as an id begins with it.
const MARCH: u64 = 1_772_323_200;

/// The id of what was created on a day of March.
fn id(day: u64, number: u64) -> String {
    format!("{:08x}{number:016x}", MARCH + (day - 1) * 86_400)
}

fn list(number: u64, name: &str) -> String {
    format!("{{\"id\":\"{}\",\"name\":\"{name}\"}}", id(1, number))
}

/// An action on the first card on a day of March.
fn action(day: u64, kind: &str, data: &str) -> String {
    let card = id(2, 7);
    format!(
        "{{\"id\":\"{}\",\"idMemberCreator\":\"5\",\"data\":{{\"card\":{{\"id\":\"{card}\",\
         \"idShort\":7{data},\"board\":{{\"id\":\"9\",\"name\":\"B\"}}}},\"type\":\"{kind}\",\
         \"date\":\"2026-03-{day:02}T00:00:00.000Z\",\"memberCreator\":{{\"id\":\"5\"}}}}",
        id(day, 99)
    )
}

fn created(day: u64, into: (u64, &str)) -> String {
    action(day, "createCard", &format!("}},\"list\":{}", list(into.0, into.1)))
}

fn moved(day: u64, from: (u64, &str), to: (u64, &str)) -> String {
    let (from, to) = (list(from.0, from.1), list(to.0, to.1));
    let data = format!("}},\"listBefore\":{from},\"listAfter\":{to},\"old\":{{\"idList\":\"1\"}}");
    action(day, "updateCard", &data)
}

fn closed(day: u64, is_closed: bool) -> String {
    let data = format!(",\"closed\":{is_closed}}},\"old\":{{\"closed\":{}}}", !is_closed);
    action(day, "updateCard", &data)
}

const TO_DO: (u64, &str) = (1, "To do");
const DOING: (u64, &str) = (2, "Doing");
const DONE: (u64, &str) = (3, "Done");

/// A board with three lists, this card in one of them, and actions, the newest first.
fn board(in_list: u64, is_closed: bool, actions: &[String]) -> String {
    let lists = [TO_DO, DOING, DONE].map(|(number, name)| {
        let place = number * 16_384;
        list(number, name).replace('}', &format!(",\"closed\":false,\"pos\":{place}}}"))
    });
    format!(
        "{{\"id\":\"9\",\"name\":\"B\",\"prefs\":{{\"cards\":[1]}},\"labelNames\":{{}},\
         \"actions\":[{}],\"cards\":[{{\"id\":\"{}\",\"idShort\":7,\"idList\":\"{}\",\"idBoard\":\
         \"9\",\"closed\":{is_closed},\"name\":\"ä\",\"labels\":[{{\"name\":\"Bug\"}}]}}],\
         \"labels\":[{{\"name\":\"x\"}}],\"lists\":[{}],\"members\":[{{\"id\":\"5\"}}]}}",
        actions.join(","),
        id(2, 7),
        id(1, in_list),
        lists.join(",")
    )
}

fn category(reading: &Reading, name: &str) -> Option<Category> {
    reading.history.states().iter().find(|state| state.name == name).unwrap().category
}

fn story(reading: &Reading) -> Vec<String> {
    entries(reading, "#7").iter().map(|entry| entry.replace("T00:00:00Z", "")).collect()
}

#[test]
fn a_card_goes_from_list_to_list_though_the_newest_action_comes_first() {
    let actions = [moved(5, DOING, DONE), moved(3, TO_DO, DOING), created(2, TO_DO)];
    let reading = read_text("t.json", &board(3, false, &actions));
    assert_eq!(story(&reading), ["2026-03-02 To do", "2026-03-03 Doing", "2026-03-05 Done"]);
    assert_eq!((reading.format.name(), reading.items, reading.events), ("trello json", 1, 3));
    assert_eq!(reading.warnings, []);
    let places: Vec<_> = reading.history.states().iter().map(|state| state.position).collect();
    assert_eq!(places, [Some(0), Some(1), Some(2)]);
}

#[test]
fn a_card_that_no_action_creates_was_created_when_its_id_says() {
    let reading = read_text("t.json", &board(3, false, &[moved(5, DOING, DONE)]));
    assert_eq!(story(&reading), ["2026-03-02 Doing", "2026-03-05 Done"]);
    assert_eq!((reading.events, reading.warnings.len()), (2, 0));
    let reading = read_text("t.json", &board(2, false, &[]));
    assert_eq!(story(&reading), ["2026-03-02 Doing"]);
}

#[test]
fn copies_checklist_items_mails_and_cards_of_another_board_begin_where_they_arrive() {
    for kind in ["copyCard", "convertToCardFromCheckItem", "emailCard", "moveCardToBoard"] {
        let begun = created(4, DOING).replace("createCard", kind);
        let reading = read_text("t.json", &board(2, false, &[begun]));
        assert_eq!(story(&reading), ["2026-03-04 Doing"], "{kind}");
    }
}

#[test]
fn archiving_drops_a_card_that_is_not_done_and_changes_nothing_for_one_that_is() {
    let begun = [moved(3, TO_DO, DOING), created(2, TO_DO)];
    let archived = [vec![closed(6, true)], begun.to_vec()].concat();
    let reading = read_text("t.json", &board(2, true, &archived));
    let expected = ["2026-03-02 To do", "2026-03-03 Doing", "2026-03-06 Doing (archived)"];
    assert_eq!(story(&reading), expected);
    assert_eq!(category(&reading, "Doing (archived)"), Some(Category::Dropped));
    assert_eq!(code(&reading, "archived_before_done"), 1);
    assert_eq!(reading.warnings[0].example, "t.json, line 1, #7");
    let restored = [vec![closed(8, false)], archived].concat();
    let reading = read_text("t.json", &board(2, false, &restored));
    assert_eq!(story(&reading)[3], "2026-03-08 Doing");
    assert_eq!(reading.warnings, []);
    let done = [vec![closed(8, true), moved(5, DOING, DONE)], begun.to_vec()].concat();
    let reading = read_text("t.json", &board(3, true, &done));
    assert_eq!(story(&reading).last().unwrap(), "2026-03-05 Done");
    assert_eq!(reading.warnings, []);
}

#[test]
fn the_last_list_means_done_where_no_name_does() {
    let actions = [closed(8, true), moved(5, DOING, DONE), created(2, TO_DO)];
    let text = board(3, true, &actions).replace("Done", "Hooray");
    let reading = read_text("t.json", &text);
    assert_eq!(story(&reading).last().unwrap(), "2026-03-05 Hooray");
}

#[test]
fn a_list_that_no_card_has_entered_yet_is_in_its_place() {
    let reading = read_text("t.json", &board(2, false, &[created(2, DOING)]));
    let states = reading.history.states().iter();
    let states: Vec<_> = states.map(|state| (&*state.name, state.position)).collect();
    assert_eq!(states, [("To do", Some(0)), ("Doing", Some(1)), ("Done", Some(2))]);
}

#[test]
fn without_lists_only_a_name_means_done() {
    for (name, expected) in [("Done", "Done"), ("Doing", "Doing (archived)")] {
        let actions = [closed(8, true), moved(5, TO_DO, (4, name)), created(2, TO_DO)].join(",");
        let reading = read_text("t.json", &format!("[{actions}]"));
        let day = if name == "Done" { 5 } else { 8 };
        assert_eq!(story(&reading).last().unwrap(), &format!("2026-03-{day:02} {expected}"));
    }
}

#[test]
fn archived_by_no_action_stays_open_and_is_counted() {
    let reading = read_text("t.json", &board(2, true, &[created(2, DOING)]));
    assert_eq!(story(&reading), ["2026-03-02 Doing"]);
    assert_eq!(code(&reading, "closed_without_a_time"), 1);
}

#[test]
fn cards_in_an_archived_list_are_archived_with_it() {
    let list_closed = action(6, "updateList", "},\"old\":{\"closed\":false},\"list\":LIST")
        .replace("LIST", &list(2, "Doing").replace('}', ",\"closed\":true}"));
    let doing = list(2, "Doing");
    let open = doing.replace('}', ",\"closed\":false");
    let text = board(2, false, &[list_closed, created(2, DOING)]);
    let text = text.replace(&open, &open.replace("false", "true"));
    let reading = read_text("t.json", &text);
    assert_eq!(story(&reading), ["2026-03-02 Doing", "2026-03-06 Doing (archived)"]);
    assert_eq!(code(&reading, "archived_before_done"), 1);
    let untimed = read_text("t.json", &text.replace("updateList", "x"));
    assert_eq!(code(&untimed, "closed_without_a_time"), 1);
}

#[test]
fn deleted_cards_and_those_moved_to_another_board_are_dropped() {
    let data = format!("}},\"list\":{}", list(2, "Doing"));
    for (kind, state) in
        [("deleteCard", "Deleted"), ("moveCardFromBoard", "Moved to another board")]
    {
        let actions = [action(6, kind, &data), created(2, DOING)].join(",");
        let reading = read_text("t.json", &format!("[{actions}]"));
        assert_eq!(story(&reading), ["2026-03-02 Doing".to_owned(), format!("2026-03-06 {state}")]);
        assert_eq!(category(&reading, state), Some(Category::Dropped));
    }
}

#[test]
fn what_is_done_stays_done_though_it_is_archived_and_deleted_or_moved_away() {
    let data = format!("}},\"list\":{}", list(3, "Done"));
    for (kind, name) in [("deleteCard", "Deleted"), ("moveCardFromBoard", "Moved")] {
        let away = [action(9, kind, &data), closed(8, true)];
        let done = [moved(5, DOING, DONE), created(2, DOING)];
        let text = format!("[{},{}]", away.join(","), done.join(","));
        let reading = read_text("t.json", &text);
        assert_eq!(story(&reading), ["2026-03-02 Doing", "2026-03-05 Done"], "{kind}");
        let doing = format!("[{},{}]", away.join(","), done[1]).replace("Done", "Doing");
        let reading = read_text("t.json", &doing.replace(&id(1, 3), &id(1, 2)));
        let story = story(&reading);
        assert_eq!(story[1], "2026-03-08 Doing (archived)");
        assert!(story[2].starts_with(&format!("2026-03-09 {name}")));
        assert_eq!(code(&reading, "history_gap"), 0);
    }
}

#[test]
fn a_card_that_is_elsewhere_than_its_last_move_led_is_counted() {
    let reading = read_text("t.json", &board(3, false, &[created(2, DOING)]));
    assert_eq!(code(&reading, "history_gap"), 1);
}

#[test]
fn a_renamed_list_is_one_state_and_two_of_one_name_are_told_apart() {
    let actions = [moved(5, DOING, DONE), moved(3, (1, "Ideas"), DOING), created(2, (1, "Ideas"))];
    let reading = read_text("t.json", &board(3, false, &actions));
    assert_eq!(story(&reading)[0], "2026-03-02 To do");
    let text = board(3, false, &actions).replace("\"Doing\"", "\"Done\"");
    let names = story(&read_text("t.json", &text));
    assert_eq!(names[2], format!("2026-03-05 Done ({})", id(1, 3)));
}

#[test]
fn a_thousand_actions_are_cut_off_where_cards_are_older() {
    let comment = action(9, "commentCard", "}");
    let actions = vec![comment.clone(); 999];
    let cut = |actions: &[String]| {
        let reading = read_text("t.json", &board(2, false, actions));
        (story(&reading), code(&reading, "actions_truncated"))
    };
    let whole = [actions.clone(), vec![created(2, DOING)]].concat();
    assert_eq!(cut(&whole), (vec!["2026-03-02 Doing".to_owned()], 0));
    let last_moved = [actions.clone(), vec![moved(4, TO_DO, DOING)]].concat();
    let expected = vec!["2026-03-02 To do".to_owned(), "2026-03-04 Doing".to_owned()];
    assert_eq!(cut(&last_moved), (expected, 1));
    assert_eq!(cut(&actions).1, 0);
    let reading = read_text("t.json", &board(2, false, &last_moved));
    assert_eq!(
        reading.warnings[0].example,
        "t.json, line 1, #7: created before 2026-03-04T00:00:00Z, the oldest of 1000 actions or \
         more"
    );
}

#[test]
fn actions_cards_and_lists_may_be_files_of_their_own_in_any_order() {
    let whole = board(2, false, &[]);
    let part = |from: &str| {
        let begin = whole.find(from).unwrap() + from.len();
        let end = begin + whole[begin..].find("],\"").map_or(0, |end| end + 1);
        whole[begin..end].to_owned()
    };
    let (cards, lists) = (part("\"cards\":[{").replace("\"id\"", "[{\"id\""), part("\"lists\":"));
    let cards = cards.replacen("[{[{", "[{", 1);
    let actions = format!("[{}]", moved(5, (1, "Ideas"), DOING));
    let cards = &cards[..cards.rfind("]}").unwrap()];
    let cards = format!("{cards}]}}]");
    for files in [
        [("a.json", &*actions), ("c.json", &*cards), ("l.json", &*lists)],
        [("l.json", &*lists), ("c.json", &*cards), ("a.json", &*actions)],
    ] {
        let reading = read_all(&files).unwrap();
        assert_eq!(story(&reading), ["2026-03-02 To do", "2026-03-05 Doing"]);
    }
}

#[test]
fn the_same_board_twice_changes_nothing_and_its_number_on_another_board_is_another_card() {
    let text = board(3, false, &[moved(5, DOING, DONE), created(2, DOING)]);
    let reading = read_all(&[("a.json", &text), ("b.json", &text)]).unwrap();
    assert_eq!((reading.items, story(&reading).len(), reading.warnings.len()), (1, 2, 0));
    let other = text.replace(&id(2, 7), &id(2, 8));
    let reading = read_all(&[("a.json", &text), ("b.json", &other)]).unwrap();
    assert_eq!((reading.items, entries(&reading, &id(2, 8)).len()), (2, 2));
}

#[test]
fn what_makes_no_sense_is_counted_and_stops_nothing() {
    let mut bad = vec![
        action(5, "updateCard", "}").replace("2026-03-05T00:00:00.000Z", "soon"),
        action(5, "createCard", "}").replace("\"idShort\":7", "\"idShort\":\"x\""),
        "{\"data\":[]}".to_owned(),
        "17".to_owned(),
        action(6, "createCard", "},\"list\":{}"),
    ];
    bad.push(moved(5, TO_DO, DOING).replace(&id(2, 7), "zz"));
    bad.push(created(3, DOING));
    let reading = read_text("t.json", &board(2, false, &bad));
    assert_eq!(story(&reading), ["2026-03-03 Doing"]);
    let codes = ["event_without_time", "unreadable_record", "no_creation"];
    assert_eq!(codes.map(|name| code(&reading, name)), [1, 3, 1]);
}

#[test]
fn moves_that_do_not_fit_together_are_counted() {
    let actions = [moved(5, TO_DO, DONE), moved(3, TO_DO, DOING), created(2, TO_DO)];
    let reading = read_text("t.json", &board(3, false, &actions));
    assert_eq!(code(&reading, "history_gap"), 1);
}

#[test]
fn labels_can_be_filtered_by() {
    for (value, kept) in [("bug", 1), ("x", 0)] {
        let filters = vec![Filter { column: "label".into(), value: value.into() }];
        let options = crate::ReadOptions { filters, ..crate::ReadOptions::default() };
        let text = board(2, false, &[created(2, DOING)]);
        assert_eq!(read_with("t.json", text, &options).unwrap().history.len(), kept);
    }
}

#[test]
fn the_action_that_the_vendor_describes_is_read() {
    let Some(api) = shared_api("trello/swagger.v3.json") else { return };
    let properties = &api["components"]["schemas"]["Action"]["properties"];
    // The shape is described by examples of its values; ids have none.
    for name in ["id", "data", "type", "date"] {
        assert!(properties[name].is_object(), "{name}");
    }
    for name in ["id", "idShort", "name"] {
        assert!(properties["data"]["properties"]["card"]["properties"][name].is_object());
    }
    let list = &api["components"]["schemas"]["TrelloList"]["properties"];
    for name in ["id", "name", "closed", "pos"] {
        assert!(list[name].is_object(), "{name}");
    }
    let date = properties["date"]["example"].as_str().unwrap();
    let action = created(2, DOING).replace("2026-03-02T00:00:00.000Z", date);
    let reading = read_text("t.json", &format!("[{action}]"));
    assert_eq!(entries(&reading, "#7"), ["2020-03-09T19:41:51.396Z Doing"]);
}
