//! The workflow file: states in order with their categories, the rules, and the calendar, as TOML.

use crate::Error;
use chart::{Annotation, AnnotationKind};
use flow::Calendar;
use flow::workflow::{
    Category, Count, DroppedRule, FinishRule, MovingBack, Rules, StartRule, State, StraightToDone,
    Workflow, word,
};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde::Deserialize;
use std::path::Path;

/// What a workflow file says. What it leaves out stays as it is by default.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkflowFile {
    #[serde(default)]
    state: Vec<StateLine>,
    pub(super) start: Option<String>,
    pub(super) finish: Option<String>,
    pub(super) time_zone: Option<String>,
    #[serde(default)]
    rules: RulesTable,
    calendar: Option<CalendarTable>,
    /// Where an item is to be seen: an address with `{id}` or `{number}` in it.
    item_url: Option<String>,
    #[serde(default)]
    annotation: Vec<AnnotationLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnnotationLine {
    on: String,
    text: String,
    kind: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateLine {
    name: String,
    category: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesTable {
    moving_back: Option<String>,
    start: Option<String>,
    finish: Option<String>,
    straight_to_done: Option<String>,
    count: Option<String>,
    dropped: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarTable {
    working_days: Vec<String>,
    #[serde(default)]
    holidays: Vec<String>,
}

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "monday"),
    (Weekday::Tuesday, "tuesday"),
    (Weekday::Wednesday, "wednesday"),
    (Weekday::Thursday, "thursday"),
    (Weekday::Friday, "friday"),
    (Weekday::Saturday, "saturday"),
    (Weekday::Sunday, "sunday"),
];

impl WorkflowFile {
    /// The file at a path; without one, a file that says nothing.
    pub(super) fn of(path: Option<&Path>) -> Result<Self, Error> {
        path.map_or_else(|| Ok(Self::default()), Self::read)
    }

    /// Reads the file.
    fn read(path: &Path) -> Result<Self, Error> {
        let refused = |problem: String| Error::WorkflowFile(path.display().to_string(), problem);
        let text = std::fs::read_to_string(path)
            .map_err(|error| refused(format!("The workflow file cannot be read ({error}).")))?;
        let file: Self = toml::from_str(&text)
            .map_err(|error| refused(format!("This is no workflow file. {error}")))?;
        file.rules().map_err(refused)?;
        file.states().map_err(refused)?;
        file.calendar(TimeZone::UTC).map_err(refused)?;
        file.annotations().map_err(refused)?;
        file.item_url().map_err(refused)?;
        Ok(file)
    }

    /// The states in order; none where the file leaves them to the history.
    pub(super) fn states(&self) -> Result<Option<Vec<State>>, String> {
        let states: Result<Vec<State>, String> = self
            .state
            .iter()
            .map(|line| {
                let category = choice("category", &line.category, &Category::WORDS)?;
                Ok(State { name: line.name.clone(), category })
            })
            .collect();
        states.map(|states| (!states.is_empty()).then_some(states))
    }

    pub(super) fn rules(&self) -> Result<Rules, String> {
        fn pick<T: Copy + Default>(
            key: &str,
            given: Option<&String>,
            words: &[(T, &'static str)],
        ) -> Result<T, String> {
            given.map_or(Ok(T::default()), |given| choice(key, given, words))
        }
        let table = &self.rules;
        Ok(Rules {
            moving_back: pick("moving_back", table.moving_back.as_ref(), &MovingBack::WORDS)?,
            start: pick("start", table.start.as_ref(), &StartRule::WORDS)?,
            finish: pick("finish", table.finish.as_ref(), &FinishRule::WORDS)?,
            straight_to_done: pick(
                "straight_to_done",
                table.straight_to_done.as_ref(),
                &StraightToDone::WORDS,
            )?,
            count: pick("count", table.count.as_ref(), &Count::WORDS)?,
            dropped: pick("dropped", table.dropped.as_ref(), &DroppedRule::WORDS)?,
        })
    }

    /// The calendar in a time zone: every day, or the working days that the file names.
    pub(super) fn calendar(&self, zone: TimeZone) -> Result<Calendar, String> {
        let Some(table) = &self.calendar else {
            return Ok(Calendar::every_day(zone));
        };
        let weekdays: Result<Vec<Weekday>, String> =
            table.working_days.iter().map(|day| choice("working_days", day, &WEEKDAYS)).collect();
        let holidays: Result<Vec<Date>, String> = table
            .holidays
            .iter()
            .map(|day| {
                let wrong = |_| format!("The holiday “{day}” is no date like 2026-12-25.");
                day.parse().map_err(wrong)
            })
            .collect();
        Calendar::working_days(zone, &weekdays?, holidays?)
            .map_err(|_| "A calendar needs at least one working day.".to_owned())
    }
}

impl WorkflowFile {
    /// The days worth a line on the time axis, by date.
    pub(super) fn annotations(&self) -> Result<Vec<Annotation>, String> {
        let annotations: Result<Vec<Annotation>, String> = self
            .annotation
            .iter()
            .map(|line| {
                let wrong =
                    |_| format!("The annotation on “{}” has no date like 2026-12-25.", line.on);
                let kind = line.kind.as_ref();
                Ok(Annotation {
                    on: line.on.parse().map_err(wrong)?,
                    text: line.text.clone(),
                    kind: kind
                        .map_or(Ok(AnnotationKind::Event), |it| choice("kind", it, &KINDS))?,
                })
            })
            .collect();
        let mut annotations = annotations?;
        annotations.sort_by_key(|annotation| annotation.on);
        Ok(annotations)
    }

    /// Where an item is to be seen.
    pub(super) fn item_url(&self) -> Result<Option<String>, String> {
        let Some(url) = &self.item_url else { return Ok(None) };
        let web = url.starts_with("https://") || url.starts_with("http://");
        let placed = url.contains("{id}") || url.contains("{number}");
        if web && placed {
            return Ok(Some(url.clone()));
        }
        Err(format!(
            "The item_url “{url}” is no address like https://tracker.example/browse/{{id}}."
        ))
    }

    /// What the file says beside the workflow, as it says it, for the next file.
    pub(super) fn other_text(&self) -> String {
        let mut text = match &self.calendar {
            None => EVERY_DAY.to_owned(),
            Some(table) => {
                let days = serde_json::Value::from(table.working_days.clone());
                let holidays = serde_json::Value::from(table.holidays.clone());
                format!("\n[calendar]\nworking_days = {days}\nholidays = {holidays}\n")
            }
        };
        for AnnotationLine { on, text: what, kind } in &self.annotation {
            let what = serde_json::Value::from(what.as_str());
            text.push_str(&format!("\n[[annotation]]\non = \"{on}\"\ntext = {what}\n"));
            if let Some(kind) = kind {
                text.push_str(&format!("kind = \"{kind}\"\n"));
            }
        }
        text
    }
}

/// The kinds of annotations, by the words of the workflow file.
pub(crate) const KINDS: [(AnnotationKind, &str); 2] =
    [(AnnotationKind::Event, "event"), (AnnotationKind::Definition, "definition")];

fn choice<T: Copy>(key: &str, given: &str, words: &[(T, &'static str)]) -> Result<T, String> {
    let known = words.iter().find(|(_, word)| word.eq_ignore_ascii_case(given));
    known.map(|(choice, _)| *choice).ok_or_else(|| {
        let words: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
        format!("“{given}” is no choice for {key}; there are {}.", words.join(", "))
    })
}

/// How a file without a calendar could have one.
const EVERY_DAY: &str = "\n# Every day counts. To count working days only:\n# [calendar]\n\
    # working_days = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"]\n\
    # holidays = [\"2026-12-25\"]\n";

/// The text of a workflow file that says what this workflow says.
pub(super) fn text(workflow: &Workflow, time_zone: &str, file: &WorkflowFile) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut text = format!(
        "# States in order. The clock starts on entering the first that is no queue,\n\
         # and stops on entering the first that is done.\n\
         # Categories: queue, active, waiting, done, dropped.\n\
         time_zone = {}\n",
        quoted(time_zone)
    );
    if let Some(url) = &file.item_url {
        text.push_str(&format!("item_url = {}\n", quoted(url)));
    }
    for state in workflow.states() {
        let category = word(&Category::WORDS, state.category);
        let name = quoted(&state.name);
        text.push_str(&format!("\n[[state]]\nname = {name}\ncategory = \"{category}\"\n"));
    }
    let rules = workflow.rules;
    text.push_str("\n[rules]\n");
    let lines = [
        ("moving_back", word(&MovingBack::WORDS, rules.moving_back)),
        ("start", word(&StartRule::WORDS, rules.start)),
        ("finish", word(&FinishRule::WORDS, rules.finish)),
        ("straight_to_done", word(&StraightToDone::WORDS, rules.straight_to_done)),
        ("count", word(&Count::WORDS, rules.count)),
        ("dropped", word(&DroppedRule::WORDS, rules.dropped)),
    ];
    for (key, word) in lines {
        text.push_str(&format!("{key} = \"{word}\"\n"));
    }
    text + &file.other_text()
}
