//! A peer team, its seats and its settings. Pure.

use crate::ids::Id;
use crate::job::WorkingTime;
use crate::people::{Colour, PersonId};
use crate::wording;
use flow::Instant;
use jiff::civil::{Date, Weekday};
use std::fmt;

/// Peer teams, as the kind of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OfPeerTeam {}

/// A peer team's id; outside stands its short form.
pub(crate) type PeerTeamId = Id<OfPeerTeam>;

/// A peer team as it is now.
#[derive(Clone, Debug)]
pub(crate) struct PeerTeam {
    pub(crate) id: PeerTeamId,
    /// How it is called in addresses; it stays when the name changes.
    pub(crate) short: String,
    pub(crate) settings: Settings,
    /// Which version of the settings these are.
    pub(crate) version: i32,
    /// Since when it can be read only.
    pub(crate) archived_at: Option<Instant>,
}

impl PeerTeam {
    pub(crate) fn name(&self) -> &str {
        &self.settings.name
    }

    /// The address of a page of it: `""` is its first.
    pub(crate) fn url(&self, page: &str) -> String {
        format!("/peer-teams/{}{page}", self.short)
    }
}

/// That somebody is a peer of a team, or was one for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PeerSpell {
    pub(crate) person: PersonId,
    pub(crate) from: Instant,
    pub(crate) until: Option<Instant>,
}

/// What all peers of a team may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settings {
    pub(crate) name: String,
    /// A name of the IANA database, like Europe/Berlin.
    pub(crate) time_zone: String,
    /// At least one.
    pub(crate) working_days: Vec<Weekday>,
    /// Days like 2026-12-25 on which nobody works, in order once they are checked.
    pub(crate) holidays: Vec<String>,
}

/// The days of a week with the words for them.
pub(crate) const WEEK: [(Weekday, &str, &str); 7] = [
    (Weekday::Monday, "monday", "Monday"),
    (Weekday::Tuesday, "tuesday", "Tuesday"),
    (Weekday::Wednesday, "wednesday", "Wednesday"),
    (Weekday::Thursday, "thursday", "Thursday"),
    (Weekday::Friday, "friday", "Friday"),
    (Weekday::Saturday, "saturday", "Saturday"),
    (Weekday::Sunday, "sunday", "Sunday"),
];

const LONGEST_NAME: usize = 80;
/// Ten years of them.
const MOST_HOLIDAYS: usize = 400;

impl Settings {
    /// A new team's: Monday to Friday.
    pub(crate) fn new(name: String, time_zone: String) -> Self {
        let working_days = WEEK[..5].iter().map(|day| day.0).collect();
        Self { name, time_zone, working_days, holidays: vec![] }
    }

    /// The settings, if they can be kept.
    pub(crate) fn checked(self) -> Result<Self, Refusal> {
        let name = wording::name(&self.name, LONGEST_NAME).ok_or(Refusal::Name)?;
        if jiff::tz::TimeZone::get(&self.time_zone).is_err() {
            return Err(Refusal::TimeZone(self.time_zone));
        }
        if self.working_days.is_empty() {
            return Err(Refusal::WorkingDays);
        }
        if self.holidays.len() > MOST_HOLIDAYS {
            return Err(Refusal::TooManyHolidays);
        }
        let day = |line: &String| match line.parse::<Date>() {
            Ok(day) => Ok(day.to_string()),
            Err(_) => Err(Refusal::Holiday(line.clone())),
        };
        let mut holidays = self.holidays.iter().map(day).collect::<Result<Vec<_>, _>>()?;
        holidays.sort_unstable();
        holidays.dedup();
        Ok(Self { name, holidays, ..self })
    }

    /// The lines of a text that say something.
    pub(super) fn lines(text: &str) -> Vec<String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    }

    /// What depends on when the team works.
    pub(crate) fn with_working_time<T>(&self, asked: impl FnOnce(&WorkingTime<'_>) -> T) -> T {
        let holidays: Vec<Date> = self.holidays.iter().filter_map(|day| day.parse().ok()).collect();
        let (time_zone, days) = (&*self.time_zone, &*self.working_days);
        asked(&WorkingTime { time_zone, days, holidays: &holidays })
    }

    pub(super) fn days_text(&self) -> String {
        let chosen = WEEK.iter().filter(|day| self.working_days.contains(&day.0));
        chosen.map(|day| day.1).collect::<Vec<_>>().join(",")
    }

    /// Days by their words; unknown ones are nobody's.
    pub(super) fn days_of<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<Weekday> {
        let day = |word: &str| WEEK.iter().find(|day| day.1 == word).map(|day| day.0);
        words.into_iter().filter_map(day).collect()
    }
}

/// A version of the settings: what they were, and since when by whom.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) version: i32,
    pub(crate) settings: Settings,
    pub(crate) by: PersonId,
    pub(crate) at: Instant,
}

const WEEK_MICROS: i64 = 7 * 86_400 * 1_000_000;

/// The version before the one that is to be undone, and the one in force; the latest come first.
pub(super) fn to_put_back(
    versions: &[Version],
    version: i32,
    now: Instant,
) -> Result<(&Version, &Version), Refusal> {
    let latest = versions.first().ok_or(Refusal::NothingToPutBack)?;
    let undone = versions.iter().find(|it| it.version == version);
    let before = versions.iter().find(|it| it.version == version - 1);
    match (undone, before) {
        (Some(undone), Some(_)) if now.as_micros() - undone.at.as_micros() > WEEK_MICROS => {
            Err(Refusal::TooLateToPutBack)
        }
        // An earlier one would take with it what others changed since.
        (Some(undone), Some(before)) if undone.version == latest.version => Ok((before, latest)),
        _ => Err(Refusal::NothingToPutBack),
    }
}

/// Whether a version can still be undone; only the latest can.
pub(crate) fn can_be_put_back(version: &Version, latest: i32, now: Instant) -> bool {
    version.version > 1
        && version.version == latest
        && now.as_micros() - version.at.as_micros() <= WEEK_MICROS
}

/// What somebody is to a peer team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A peer: all peers have the same rights.
    Peer,
    /// Reads what the team shares; changes nothing.
    Observer,
}

impl Role {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Peer => "peer",
            Self::Observer => "observer",
        }
    }

    pub(crate) fn of_word(word: &str) -> Self {
        if word == "observer" { Self::Observer } else { Self::Peer }
    }
}

/// A seat at the table, or a chair beside it.
#[derive(Clone, Debug)]
pub(crate) struct Seat {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    /// A few letters, each seat's own.
    pub(crate) short: String,
    pub(crate) colour: Colour,
    pub(crate) role: Role,
    pub(crate) joined_at: Instant,
    /// Whether they have a page of this table open.
    pub(crate) is_here: bool,
}

/// Short forms of several seats; one that was taken before gets a number, and stays short.
pub(super) fn told_apart(forms: &[String]) -> Vec<String> {
    let mut taken: Vec<String> = vec![];
    for form in forms {
        let stem: String = form.chars().take(2).collect();
        let numbered = (2..).map(|number| format!("{stem}{number}"));
        let free = std::iter::once(form.clone()).chain(numbered).find(|it| !taken.contains(it));
        taken.extend(free);
    }
    taken
}

/// A short form of a team's name for addresses that no other team has.
pub(super) fn free_short(name: &str, taken: &[String]) -> String {
    let letters = name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    let words = letters.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let joined: String = words.collect::<Vec<_>>().join("-").chars().take(30).collect();
    let joined = joined.trim_matches('-');
    let base = if joined.is_empty() { "table" } else { joined };
    let free = |short: &String| !taken.contains(short);
    let others = (2..).map(|number| format!("{base}-{number}"));
    std::iter::once(base.to_owned()).chain(others).find(free).unwrap_or_default()
}

/// Why something of a peer team was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Name,
    TimeZone(String),
    WorkingDays,
    Holiday(String),
    TooManyHolidays,
    SitsAlready,
    ObserversRead,
    Archived,
    ChangedMeanwhile(String),
    NothingToPutBack,
    TooLateToPutBack,
}

impl Refusal {
    /// The field of the form that it is about.
    pub(crate) fn field(&self) -> &'static str {
        match self {
            Self::TimeZone(_) => "time_zone",
            Self::WorkingDays => "working_day",
            Self::Holiday(_) | Self::TooManyHolidays => "holidays",
            Self::Name => "name",
            _ => "",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => write!(f, "Give it a name of at most {LONGEST_NAME} characters."),
            Self::TimeZone(name) => write!(
                f,
                "There is no time zone “{name}”. Name one like Europe/Berlin or America/New_York."
            ),
            Self::WorkingDays => f.write_str("Tick at least one working day."),
            Self::Holiday(line) => write!(
                f,
                "“{line}” is no day. Write each holiday on a line of its own, like 2026-12-25."
            ),
            Self::TooManyHolidays => {
                write!(f, "At most {MOST_HOLIDAYS} holidays are kept; leave old ones away.")
            }
            Self::SitsAlready => f.write_str("You sit at this table already."),
            Self::ObserversRead => {
                f.write_str("You observe this table: you may read it, its peers change it.")
            }
            Self::Archived => f.write_str(
                "This table is archived: it can be read, and nothing of it can be changed. Its \
                 peers can propose to open it again.",
            ),
            Self::ChangedMeanwhile(name) => write!(
                f,
                "Somebody changed the settings while you did; the name now is “{name}”. Yours is \
                 still here: look at both, then save again."
            ),
            Self::NothingToPutBack => {
                f.write_str("Only the latest change can be put back. Look at the settings again.")
            }
            Self::TooLateToPutBack => {
                f.write_str("Settings can be put back for a week. Change them instead.")
            }
        }
    }
}
