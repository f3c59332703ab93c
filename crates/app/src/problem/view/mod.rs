//! Problems as one member is told of them: names, ages, what the time is up for.

mod filter;
mod steps;

pub(super) use filter::{By, Chip, Filter, View};
pub(super) use steps::{Step, Way, answer_above};

use super::model::{ROUTES, Route, State};
use super::shelf::Known;
use crate::Error;
use crate::app::App;
use crate::peer_team::Member;
use crate::people::{self, Look, PersonId};
use crate::shell::{Time, date_words};
use crate::team;
use crate::wording::{counted, listed};
use flow::{Instant, MICROS_PER_DAY};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;

/// What is needed to tell a member of problems.
pub(super) struct Sight<'s> {
    pub(super) app: &'s App,
    pub(super) member: &'s Member,
    pub(super) now: Instant,
    /// The teams of the table, by name: their ids and names.
    pub(super) teams: Vec<(String, String)>,
    people: HashMap<String, (String, Look)>,
}

/// A disc of somebody.
pub(super) struct Disc {
    pub(super) name: String,
    pub(super) short: String,
    pub(super) class: String,
}

/// How far the time to solve it is used up: a colour, and never the colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Age {
    Young,
    Grown,
    Late,
    Past,
    /// It was solved or dropped.
    Over,
}

/// A problem on a board or in a list.
pub(super) struct Card {
    pub(super) number: i32,
    pub(super) words: String,
    pub(super) teams: String,
    pub(super) size: &'static str,
    /// Its age, and its age where it stands.
    pub(super) age: String,
    pub(super) class: &'static str,
    /// That its time is up, or that it is back, in words.
    pub(super) notes: Vec<&'static str>,
    pub(super) solvers: Vec<Disc>,
    pub(super) state: State,
}

impl<'s> Sight<'s> {
    /// For these problems and whoever had to do with them.
    pub(super) async fn new(
        (app, member): (&'s App, &'s Member),
        problems: &[Arc<Known>],
    ) -> Result<Self, Error> {
        let mut ids: Vec<&str> = problems.iter().flat_map(|it| who(it)).collect();
        ids.sort_unstable();
        ids.dedup();
        let looks = people::looks(app, &ids).await?;
        let people = ids.iter().map(|id| (*id).to_owned()).zip(looks).collect();
        let c = app.store.reader();
        Ok(Self {
            app,
            member,
            now: app.clock.now(),
            teams: team::names(c, &member.team.id).await?,
            people,
        })
    }

    pub(super) fn name(&self, person: &PersonId) -> &str {
        match self.people.get(person.as_str()) {
            _ if *person == self.member.me.id => "you",
            Some((name, _)) => name,
            None => "somebody",
        }
    }

    /// The same at the beginning of a sentence.
    pub(super) fn who(&self, person: Option<&PersonId>) -> String {
        match person {
            Some(person) if *person == self.member.me.id => "You".to_owned(),
            Some(person) => self.name(person).to_owned(),
            None => "A table below".to_owned(),
        }
    }

    pub(super) fn disc(&self, person: &PersonId) -> Disc {
        let (name, look) = self.people.get(person.as_str()).cloned().unzip();
        let me = if *person == self.member.me.id { " me" } else { "" };
        let colour = look.as_ref().map_or("", |it| it.colour.word());
        Disc {
            name: name.unwrap_or_default(),
            short: look.map_or_else(String::new, |it| it.short),
            class: format!("{me} tint-{colour}"),
        }
    }

    pub(super) fn time(&self, at: Instant) -> Time {
        self.member.time(at, self.app)
    }

    pub(super) fn day(&self, day: Date) -> String {
        date_words(day, self.member.me.locale)
    }

    pub(super) fn url(&self, it: &Known) -> String {
        self.member.team.url(&format!("/problems/{}", it.problem.number))
    }

    pub(super) fn team(&self, id: &str) -> &str {
        self.teams.iter().find(|it| it.0 == id).map_or("a former team", |it| it.1.as_str())
    }

    /// The names of the teams that have it; those of the table below, where it came from there.
    pub(super) fn team_names(&self, it: &Known) -> Vec<String> {
        let own = it.standing.teams.iter().map(|has| self.team(&has.team).to_owned());
        let below = it.problem.content.below.iter().flat_map(|below| below.team_names.clone());
        own.chain(below).collect()
    }

    /// In a few words: their names, or how many there are.
    fn teams_in_short(&self, it: &Known) -> String {
        let names = self.team_names(it);
        match names.as_slice() {
            [] => "no team named".to_owned(),
            [one] => one.clone(),
            [one, two] => format!("{one}, {two}"),
            many => counted(many.len() as u64, "team"),
        }
    }

    pub(super) fn card(&self, it: &Known) -> Card {
        let standing = &it.standing;
        let state = standing.state();
        let spell = standing.spell();
        let ended = spell.ended_at();
        let (age, here) = (days(standing.shared_at(), self.now), days(standing.since(), self.now));
        Card {
            number: it.problem.number,
            words: standing.words.clone(),
            teams: self.teams_in_short(it),
            size: standing.size.in_words(),
            age: match ended {
                None if age == here => format!("{age} d here"),
                None => format!("{age} d, {here} d here"),
                Some(at) => format!("{}, after {} d", self.time(at).words, days(spell.from, at)),
            },
            class: self.age(it).class(),
            notes: self.notes(it),
            solvers: spell.solvers.iter().map(|person| self.disc(person)).collect(),
            state,
        }
    }

    fn notes(&self, it: &Known) -> Vec<&'static str> {
        let mut notes = vec![];
        if it.standing.spells.len() > 1 {
            notes.push("back again");
        }
        if it.is_unanswered(self.now) {
            notes.push("no reply yet");
        }
        if it.is_unsolved(self.now) {
            notes.push("past its time");
        }
        if it.standing.state().is_open() && it.standing.spell().offered.is_some() {
            notes.push("offered upward");
        }
        notes
    }

    pub(super) fn age(&self, it: &Known) -> Age {
        let spell = it.standing.spell();
        if !it.standing.state().is_open() {
            return Age::Over;
        }
        let whole = (spell.clocks.solve_by.as_micros() - spell.from.as_micros()).max(1) as f64;
        let used = (self.now.as_micros() - spell.from.as_micros()) as f64 / whole;
        match used {
            _ if used >= 1.0 => Age::Past,
            _ if used >= 0.6 || it.is_unanswered(self.now) => Age::Late,
            _ if used >= 0.25 => Age::Grown,
            _ => Age::Young,
        }
    }

    /// Several people by name.
    pub(super) fn named<'p>(&self, people: impl IntoIterator<Item = &'p PersonId>) -> String {
        let names: Vec<String> = people.into_iter().map(|it| self.name(it).to_owned()).collect();
        listed(&names).unwrap_or_default()
    }
}

impl Age {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Young => "a0",
            Self::Grown => "a1",
            Self::Late => "a2",
            Self::Past => "a3",
            Self::Over => "over",
        }
    }
}

/// Everybody who had to do with a problem.
fn who(it: &Known) -> impl Iterator<Item = &str> {
    let log = it.problem.content.log.iter();
    let log = log.flat_map(|entry| entry.by.iter().chain(entry.undone.iter().map(|it| &it.by)));
    log.chain(&it.problem.content.raised_by).map(PersonId::as_str)
}

/// Whole days between two instants.
pub(super) fn days(from: Instant, to: Instant) -> i64 {
    (to.as_micros() - from.as_micros()).max(0) / MICROS_PER_DAY
}

pub(super) fn route_in_words(route: Route) -> &'static str {
    ROUTES.iter().find(|it| it.0 == route).map_or("", |it| it.2)
}

impl Known {
    /// Whether nobody has replied in time.
    pub(super) fn is_unanswered(&self, now: Instant) -> bool {
        let spell = self.standing.spell();
        let is_up = spell.clocks.reply_by.as_micros() <= now.as_micros();
        self.standing.state().is_open() && spell.replied_at.is_none() && is_up
    }

    /// Whether it is open longer than it should be.
    pub(super) fn is_unsolved(&self, now: Instant) -> bool {
        let is_up = self.standing.spell().clocks.solve_by.as_micros() <= now.as_micros();
        self.standing.state().is_open() && is_up
    }

    /// Whether it stands on the board.
    pub(super) fn is_on_board(&self) -> bool {
        !matches!(self.standing.state(), State::Verified | State::Dropped)
    }
}
