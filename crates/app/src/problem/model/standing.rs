//! Where a problem stands, read off its log: who has it, what it costs, who is on it, each time
//! that it was there and how that ended. Pure.

use super::super::size::Size;
use super::{Clocks, Content, Due, Entry, Harm, Route, State, What};
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::Date;

/// Where a problem stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Standing {
    pub(crate) raised_by: Option<PersonId>,
    pub(crate) words: String,
    pub(crate) more: String,
    /// The teams that have it, in the order in which it was said.
    pub(crate) teams: Vec<Has>,
    /// What it costs all of them a week, as it is estimated now.
    pub(crate) size: Size,
    pub(crate) size_when_seen: Size,
    pub(crate) harm: Option<Harm>,
    pub(crate) route: Option<Route>,
    pub(crate) cause: Option<String>,
    pub(crate) blocks: Vec<Block>,
    /// The first time, and one more for each time it came back; there is one at least.
    pub(crate) spells: Vec<Spell>,
    /// Since when three teams have it.
    pub(crate) common_at: Option<Instant>,
    pub(crate) put_on_agenda_at: Option<Instant>,
    pub(crate) discussed_at: Option<Instant>,
    /// Where it leads, in words, and the event that tells of it.
    pub(crate) links: Vec<(String, String, String)>,
    pub(crate) thanks: Vec<(PersonId, String)>,
}

/// That a team has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Has {
    pub(crate) team: String,
    pub(crate) by: Option<PersonId>,
    /// What it costs those who were named together, as far as it was said.
    pub(crate) size: Option<Size>,
}

/// That it kept a team from working, from a day to a day, both counted; it still does without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) team: String,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    /// In which of its times that was: with its end it ends, too.
    pub(crate) spell: usize,
}

/// A time of a problem, from when it was shared or came back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spell {
    pub(crate) from: Instant,
    /// Since when it stands where it stands.
    pub(crate) since: Instant,
    /// Whoever shared it or said that it is back; nobody here, where it came from below.
    pub(crate) raised_by: Option<PersonId>,
    pub(crate) clocks: Clocks,
    pub(crate) replied_at: Option<Instant>,
    /// Who is on it now.
    pub(crate) solvers: Vec<PersonId>,
    /// Who was on it at any time.
    pub(crate) helped: Vec<PersonId>,
    pub(crate) contained: Option<(Instant, String)>,
    pub(crate) solved: Option<Solution>,
    pub(crate) verified_at: Option<Instant>,
    pub(crate) dropped: Option<(Instant, String)>,
    pub(crate) unanswered_at: Option<Instant>,
    pub(crate) unsolved_at: Option<Instant>,
    pub(crate) offered: Option<Offer>,
}

/// What solved it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Solution {
    pub(crate) at: Instant,
    pub(crate) words: String,
    pub(crate) size: Size,
    pub(crate) watched_until: Instant,
}

/// To which table it was offered, and which problem it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    pub(crate) at: Instant,
    pub(crate) table: PeerTeamId,
    pub(crate) table_name: String,
    pub(crate) problem: String,
}

/// So many teams make a problem an item of the agenda.
pub(crate) const COMMON: usize = 3;

impl Spell {
    fn begun(from: Instant, raised_by: Option<&PersonId>, clocks: Clocks) -> Self {
        Self {
            from,
            since: from,
            raised_by: raised_by.cloned(),
            clocks,
            replied_at: None,
            solvers: vec![],
            helped: vec![],
            contained: None,
            solved: None,
            verified_at: None,
            dropped: None,
            unanswered_at: None,
            unsolved_at: None,
            offered: None,
        }
    }

    pub(crate) fn state(&self) -> State {
        if self.dropped.is_some() {
            State::Dropped
        } else if self.verified_at.is_some() {
            State::Verified
        } else if self.solved.is_some() {
            State::Solved
        } else if self.contained.is_some() {
            State::Contained
        } else if self.solvers.is_empty() {
            State::Shared
        } else {
            State::TakenUp
        }
    }

    /// When it was solved or dropped, if it was.
    pub(crate) fn ended_at(&self) -> Option<Instant> {
        let dropped = self.dropped.as_ref().map(|it| it.0);
        self.solved.as_ref().map(|it| it.at).or(dropped)
    }

    /// Somebody is on it; a second time says nothing new.
    fn take_up(&mut self, by: Option<&PersonId>, at: Instant) {
        let Some(by) = by else { return };
        for people in [&mut self.solvers, &mut self.helped] {
            if !people.contains(by) {
                people.push(by.clone());
            }
        }
        self.replied_at.get_or_insert(at);
    }
}

impl Standing {
    pub(super) fn of(content: &Content) -> Self {
        let mut it = Self::before(content);
        for entry in content.log.iter().filter(|it| it.undone.is_none()) {
            it.take_in(entry);
        }
        it
    }

    /// Before the first entry of its log.
    pub(super) fn before(content: &Content) -> Self {
        Self {
            raised_by: content.raised_by.clone(),
            words: String::new(),
            more: String::new(),
            teams: vec![],
            size: Size::UnderADay,
            size_when_seen: Size::UnderADay,
            harm: None,
            route: None,
            cause: None,
            blocks: vec![],
            spells: vec![],
            common_at: None,
            put_on_agenda_at: None,
            discussed_at: None,
            links: vec![],
            thanks: vec![],
        }
    }

    /// The block that keeps a team from working now.
    pub(crate) fn block_of(&self, team: &str) -> Option<&Block> {
        let now = self.spells.len() - 1;
        let its = |it: &&Block| it.team == team && it.until.is_none() && it.spell == now;
        self.blocks.iter().find(its).filter(|_| self.state().is_open())
    }

    /// The time it has now.
    pub(crate) fn spell(&self) -> &Spell {
        self.spells.last().expect("a problem is shared before anything else")
    }

    fn spell_mut(&mut self) -> &mut Spell {
        self.spells.last_mut().expect("a problem is shared before anything else")
    }

    pub(crate) fn state(&self) -> State {
        self.spell().state()
    }

    /// Since when it stands where it stands.
    pub(crate) fn since(&self) -> Instant {
        self.spell().since
    }

    pub(crate) fn shared_at(&self) -> Instant {
        self.spells.first().map_or(Instant::from_micros(0), |it| it.from)
    }

    /// What solved it last, be it that it came back since.
    pub(crate) fn solution(&self) -> Option<&Solution> {
        self.spells.iter().rev().find_map(|it| it.solved.as_ref())
    }

    /// Everybody who was on it at any time.
    pub(crate) fn helped(&self) -> Vec<&PersonId> {
        let mut all: Vec<&PersonId> = vec![];
        for person in self.spells.iter().flat_map(|it| &it.helped) {
            if !all.contains(&person) {
                all.push(person);
            }
        }
        all
    }

    /// What its time will be up for next, and when.
    pub(super) fn pending(&self) -> Option<(Instant, Due)> {
        let spell = self.spell();
        let open = spell.state().is_open();
        let is_silent = open && spell.replied_at.is_none() && spell.unanswered_at.is_none();
        let is_unsolved = open && spell.offered.is_none() && spell.unsolved_at.is_none();
        let watched = spell.solved.as_ref().filter(|_| spell.state() == State::Solved);
        let all = [
            is_silent.then_some((spell.clocks.reply_by, Due::Reply)),
            is_unsolved.then_some((spell.clocks.solve_by, Due::Solution)),
            watched.map(|it| (it.watched_until, Due::Verification)),
        ];
        all.into_iter().flatten().min_by_key(|it| it.0)
    }

    pub(super) fn take_in(&mut self, entry: &Entry) {
        let before = self.spells.last().map(Spell::state);
        self.note(entry);
        let spell = self.spell_mut();
        if before != Some(spell.state()) {
            spell.since = entry.at;
        }
    }

    fn note(&mut self, entry: &Entry) {
        let (at, by) = (entry.at, entry.by.as_ref());
        match &entry.what {
            What::Shared { words, more, teams, size, harm, clocks } => {
                (self.words, self.more) = (words.clone(), more.clone());
                (self.size, self.size_when_seen, self.harm) = (*size, *size, *harm);
                self.spells.push(Spell::begun(at, by, *clocks));
                self.add(teams, by, None, at);
            }
            What::Reworded { words, more } => {
                (self.words, self.more) = (words.clone(), more.clone());
            }
            What::AlsoHad { teams, size, clocks } => {
                self.add(teams, by, *size, at);
                // All together it costs no less than some of them.
                self.size = size.map_or(self.size, |size| size.max(self.size));
                self.set(*clocks);
            }
            What::Estimated { size, harm, clocks } => {
                (self.size, self.harm) = (*size, harm.or(self.harm));
                self.set(*clocks);
            }
            What::CameBack { clocks, .. } => {
                // What a table below waits for is an answer by anybody here.
                let by = self.raised_by.as_ref().and(by);
                self.spells.push(Spell::begun(at, by, *clocks));
                self.put_on_agenda_at = None;
            }
            What::Caused { cause } => self.cause = Some(cause.clone()),
            What::Blocked { team, from } => {
                let spell = self.spells.len() - 1;
                let team = team.clone();
                self.blocks.push(Block { team, from: *from, until: None, spell });
            }
            What::Unblocked { team, until } => {
                let now = self.spells.len() - 1;
                let its =
                    |it: &&mut Block| it.team == *team && it.until.is_none() && it.spell == now;
                if let Some(block) = self.blocks.iter_mut().find(its) {
                    block.until = Some(*until);
                }
            }
            What::PutOnAgenda => self.put_on_agenda_at = Some(at),
            What::Discussed => self.discussed_at = Some(at),
            What::Linked { url, words } => {
                self.links.push((url.clone(), words.clone(), entry.event.clone()));
            }
            What::Thanked { words } => {
                self.thanks.extend(by.map(|by| (by.clone(), words.clone())));
            }
            _ => self.note_of_spell(entry),
        }
    }

    /// What moves the present time of it.
    fn note_of_spell(&mut self, entry: &Entry) {
        let (at, by) = (entry.at, entry.by.as_ref());
        // What they say among themselves is no answer to a table below.
        let is_among_us = self.raised_by.is_none() && entry.what == What::Answered;
        let spell = self.spell_mut();
        let is_by_another = by.is_some() && entry.by != spell.raised_by && !is_among_us;
        match &entry.what {
            What::TookUp => spell.take_up(by, at),
            What::LetGo => spell.solvers.retain(|it| Some(it) != by),
            What::Contained { words } => {
                spell.take_up(by, at);
                spell.contained = Some((at, words.clone()));
            }
            What::BrokeLoose => spell.contained = None,
            What::Solved { words, size, watched_until } => {
                spell.take_up(by, at);
                spell.solved = Some(Solution {
                    at,
                    words: words.clone(),
                    size: *size,
                    watched_until: *watched_until,
                });
            }
            What::Verified => spell.verified_at = Some(at),
            What::Dropped { why } => spell.dropped = Some((at, why.clone())),
            What::WasUnanswered => spell.unanswered_at = Some(at),
            What::WasUnsolved => spell.unsolved_at = Some(at),
            What::Offered { table, table_name, problem } => {
                spell.offered = Some(Offer {
                    at,
                    table: table.clone(),
                    table_name: table_name.clone(),
                    problem: problem.clone(),
                });
            }
            _ => {}
        }
        if is_by_another && entry.what.replies() {
            spell.replied_at.get_or_insert(at);
        }
        if let What::Routed { route } = &entry.what {
            self.route = Some(*route);
        }
    }

    fn set(&mut self, clocks: Option<Clocks>) {
        let spell = self.spell_mut();
        spell.clocks = clocks.unwrap_or(spell.clocks);
    }

    fn add(&mut self, teams: &[String], by: Option<&PersonId>, size: Option<Size>, at: Instant) {
        for team in teams {
            if !self.teams.iter().any(|it| it.team == *team) {
                self.teams.push(Has { team: team.clone(), by: by.cloned(), size });
            }
        }
        if self.teams.len() >= COMMON {
            self.common_at.get_or_insert(at);
        }
    }
}
