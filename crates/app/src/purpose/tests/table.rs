//! The states of a workshop as a table: what each verb does in each of them, by whom.

use super::super::model::{Phase, Refusal, Workshop};
use super::{at, moving, on, person, revealed};
use crate::people::PersonId;
use jiff::civil::date;
use std::fmt::Write;

/// Who tries it: whoever leads, another who has written, and one who has not.
const ROLES: [&str; 3] = ["leads", "peer", "late"];

fn peers() -> [PersonId; 3] {
    ROLES.map(person)
}

type Try = fn(Workshop, &PersonId) -> Result<Workshop, Refusal>;

/// Something that makes the leader's verbs refuse others, as the verbs of the room do.
fn leading(it: Workshop, by: &PersonId) -> Result<Workshop, Refusal> {
    it.led_by(by)?;
    Ok(it)
}

fn first(it: &Workshop) -> String {
    it.content.notes.first().map_or_else(|| "none".to_owned(), |note| note.id.clone())
}

fn second(it: &Workshop) -> String {
    it.content.notes.get(1).map_or_else(|| "none".to_owned(), |note| note.id.clone())
}

fn statement(it: &Workshop) -> String {
    it.content.statements.first().map_or_else(|| "none".to_owned(), |it| it.id.clone())
}

const VERBS: [(&str, Try); 20] = [
    ("write", |it, by| it.write(by, b"words".to_vec())),
    ("add", |it, by| {
        let answers = super::Answers::checked(["more", "", ""]).expect("words");
        it.add(by, (&answers, at(9)))
    }),
    ("be ready", |it, by| it.say_ready(by, true)),
    ("take the lead", |it, by| it.take_lead(by)),
    ("move on", |it, by| {
        let it = leading(it, by)?;
        let all = peers();
        let moving = moving(&it, &all, at(9));
        it.move_on(&moving)
    }),
    ("step back", |it, by| leading(it, by)?.step_back(None)),
    ("take time", |it, by| leading(it, by)?.take_time(Some(at(99)))),
    ("stop", |it, by| leading(it, by)?.stop(at(9))),
    ("put together", |it, by| {
        let (note, with) = (first(&it), second(&it));
        it.put_together(by, (&note, &with))
    }),
    ("take out", |it, by| {
        let note = first(&it);
        it.take_out(by, &note)
    }),
    ("give a dot", |it, by| {
        let note = first(&it);
        it.give_dot(by, &note)
    }),
    ("take a dot", |it, by| {
        let note = second(&it);
        it.take_dot(by, &note)
    }),
    ("propose", |it, by| it.propose(by, ("Other words", at(9)))),
    ("reword", |it, by| {
        let id = statement(&it);
        it.reword(by, (&id, 1), ("Better words", at(9)))
    }),
    ("choose", |it, by| {
        let id = statement(&it);
        leading(it, by)?.choose(&id)
    }),
    ("consent", |it, by| {
        let asked = it.asked();
        it.consent(by, (&asked, at(9)))
    }),
    ("consent, stale", |it, by| it.consent(by, ("other words", at(9)))),
    ("object", |it, by| {
        let asked = it.asked();
        it.object(by, (&asked, at(9)), ("Harm", "Remedy"))
    }),
    ("object, no harm", |it, by| {
        let asked = it.asked();
        it.object(by, (&asked, at(9)), ("", "Remedy"))
    }),
    ("keep", |it, _| it.keep((date(2027, 1, 1), date(2026, 3, 2)))),
];

/// A workshop in each of its states: two have written, the third has not.
fn states() -> Vec<(&'static str, Workshop)> {
    let all = peers();
    let wrote = &all[..2];
    let write = {
        let it = super::begun("leads");
        it.write(&all[0], b"words".to_vec()).and_then(|it| it.write(&all[1], b"words".to_vec()))
    };
    let reveal = revealed(wrote);
    let group = on(reveal.clone(), wrote);
    let choose = on(group.clone(), wrote);
    let dotted = {
        let note = second(&choose);
        wrote.iter().fold(choose, |it, by| it.give_dot(by, &note).expect("a dot"))
    };
    let empty = on(dotted.clone(), wrote);
    let word = empty.clone().propose(&all[0], ("Words", at(2))).expect("a statement");
    let consent = on(word.clone(), wrote);
    let asked = consent.asked();
    let objection = (&*asked, at(3));
    let objected = consent.clone().object(&all[1], objection, ("Harm", "Remedy")).expect("one");
    let consented = consent.clone().consent(&all[0], (&asked, at(3))).expect("she may");
    let adopted = on(consented.clone(), wrote);
    let stopped = reveal.clone().stop(at(4)).expect("it can be stopped");
    vec![
        ("write", write.expect("they may")),
        ("reveal", reveal),
        ("group", group),
        ("choose", dotted),
        ("word, empty", empty),
        ("word", word),
        ("consent", consent),
        ("consent, one for it", consented),
        ("consent, objected", objected),
        ("adopted", adopted),
        ("stopped", stopped),
    ]
}

/// What has come of it, in a word: the state if it is another, or why not.
fn outcome(before: &Workshop, after: Result<Workshop, Refusal>) -> String {
    match after {
        Ok(it) if it.is_adopted() && before.is_open() => "→ adopted".to_owned(),
        Ok(it) if !it.is_open() && before.is_open() => "→ stopped".to_owned(),
        Ok(it) if it.phase != before.phase => format!("→ {}", it.phase.word()),
        Ok(_) => "yes".to_owned(),
        Err(Refusal::OtherPhase(_) | Refusal::Ended) => "·".to_owned(),
        Err(refusal) => format!("{refusal:?}"),
    }
}

fn printed() -> String {
    let mut table = String::new();
    for (state, it) in states() {
        let _ = writeln!(table, "{state}");
        for (verb, does) in VERBS {
            let cells = peers().map(|by| outcome(&it, does(it.clone(), &by)));
            if cells.iter().any(|cell| cell != "·") {
                let [leads, peer, late] = cells;
                let _ = writeln!(table, "  {verb:<16}{leads:<18}{peer:<18}{late}");
            }
        }
    }
    table
}

#[test]
fn the_table_of_states_verbs_and_roles_is_as_printed() {
    let head = format!("{:<18}{:<18}{:<18}late\n", "", "leads", "peer");
    let printed = head + &printed();
    let kept = include_str!("table.txt");
    assert_eq!(printed, kept, "\n{printed}");
}

#[test]
fn each_phase_follows_another_and_is_called_by_its_word() {
    let mut phase = Phase::Write;
    let mut words = vec![phase.word()];
    while let Some(next) = phase.next() {
        assert_eq!(next.before(), Some(phase));
        assert_eq!(Phase::of_word(next.word()), Some(next));
        words.push(next.word());
        phase = next;
    }
    assert_eq!(words, ["write", "reveal", "group", "choose", "word", "consent"]);
}
