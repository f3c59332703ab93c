//! Makes the demo: the cast goes through its year by the product's own verbs, on a moved clock. By
//! the same seed at the same time the same is made.

use super::asks::ASKS;
use super::cast::{ANA, CAST, Does, TABLES, YEAR};
use super::problems;
use super::workshop::WORKSHOPS;
use crate::Error;
use crate::app::{App, Clock};
use crate::comment;
use crate::event::Thing;
use crate::invitation::{self, Wanted};
use crate::peer_team::{self, PeerTeam, Role, Settings};
use crate::peer_team_link::{self, Stands};
use crate::people::{self, Account, Person};
use crate::private::PrivateText;
use crate::proposal::{self, Aim};
use crate::serve::jobs;
use crate::{job, team, why};
use flow::Instant;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::collections::HashMap;
use std::sync::Arc;

const SEED: u64 = 3_2026;
/// Where they all work.
const ZONE: &str = "Europe/Berlin";
/// They are known by no password that anybody could type.
const DEVICE: &str = "the demo";

/// Who has come, and which tables stand.
pub(super) struct Story<'a> {
    pub(super) app: &'a Arc<App>,
    /// In the order of the cast, with their sessions; those who have not come yet are missing.
    people: Vec<Option<(Person, String)>>,
    tables: Vec<Option<PeerTeam>>,
    /// What each of the cast said last.
    said: [Option<String>; CAST.len()],
    /// What each of them asked, and offered, last.
    pub(super) asked: [String; CAST.len()],
    pub(super) offered: [String; CAST.len()],
    /// The round that was begun last.
    pub(super) round: String,
    /// The ids and numbers of the problems, by their words.
    pub(super) problems: HashMap<&'static str, (String, i32)>,
    /// How often the times of the north group were set.
    pub(super) times_version: i32,
}

/// When a story that is told at `now` begins.
pub(super) fn begins_at(now: Instant) -> Instant {
    Instant::from_micros(now.as_micros() - 366 * 86_400 * 1_000_000)
}

/// Has the cast go through its year, which ends at `now`. The clock of `app` stands before it.
pub(super) async fn lived(app: &Arc<App>, now: Instant) -> Result<(), Error> {
    let mut chance = Pcg64Mcg::seed_from_u64(SEED);
    let people = CAST.iter().map(|_| None).collect();
    let mut story = Story {
        app,
        people,
        tables: vec![None, None],
        said: Default::default(),
        asked: Default::default(),
        offered: Default::default(),
        round: String::new(),
        problems: HashMap::new(),
        times_version: 0,
    };
    let problems = problems::year();
    let mut year: Vec<_> = YEAR.iter().chain(WORKSHOPS).chain(ASKS).chain(&problems).collect();
    // What happens on one day stays in its order.
    year.sort_by_key(|(days_ago, ..)| std::cmp::Reverse(*days_ago));
    for (days_ago, who, does) in year {
        let minutes = chance.random_range(0..8 * 60);
        move_to(&app.clock, at_work(now, *days_ago, minutes));
        if story.people[*who].is_none() {
            story.arrives_first(*who).await?;
        }
        // What was due meanwhile has happened meanwhile.
        job::run_due(app, &jobs(app), |_| ()).await?;
        story.does(*who, does).await?;
    }
    for (_, session) in story.people.iter().flatten() {
        people::sign_out(app, session).await?;
    }
    Ok(())
}

/// So many days before `now`, so many minutes after eight; Saturdays and Sundays become Fridays.
fn at_work(now: Instant, days_ago: i64, minutes: i64) -> Instant {
    let now = Timestamp::from_microsecond(now.as_micros()).unwrap_or_default();
    let day = now.to_zoned(TimeZone::get(ZONE).unwrap_or(TimeZone::UTC)).date();
    let day = day.saturating_sub(days_ago.days());
    let day = match day.weekday() {
        Weekday::Saturday => day.saturating_sub(1.days()),
        Weekday::Sunday => day.saturating_sub(2.days()),
        _ => day,
    };
    let at = day.at(8, 0, 0, 0).saturating_add(minutes.minutes());
    let zoned = at.to_zoned(TimeZone::get(ZONE).unwrap_or(TimeZone::UTC));
    zoned
        .map_or(Instant::from_micros(0), |it| Instant::from_micros(it.timestamp().as_microsecond()))
}

/// Never back: what was to happen before follows a few minutes after.
fn move_to(clock: &Clock, at: Instant) {
    let ahead = (at.as_micros() - clock.now().as_micros()) / 1_000_000;
    clock.advance(ahead.max(240));
}

impl Story<'_> {
    pub(super) fn person(&self, who: usize) -> &Person {
        &self.people[who].as_ref().expect("they came before they did anything").0
    }

    pub(super) fn table(&self, table: usize) -> &PeerTeam {
        self.tables[table].as_ref().expect("it was founded before")
    }

    fn said_last(&self, who: usize) -> Result<&str, Error> {
        self.said[who].as_deref().ok_or(Error::NotFound)
    }

    /// The first of them sets the place up.
    async fn arrives_first(&mut self, who: usize) -> Result<(), Error> {
        assert_eq!(who, ANA, "the others come by an invitation");
        let link = self.app.set_up_link().expect("nobody is there yet");
        let token = link.split_once("token=").expect("it holds one").1;
        let session = people::set_up(self.app, token, account(who)?, DEVICE).await?;
        self.has_come(who, session).await
    }

    async fn has_come(&mut self, who: usize, session: String) -> Result<(), Error> {
        let person = people::who(self.app, &session).await?.ok_or(Error::NotFound)?;
        self.people[who] = Some((person, session));
        Ok(())
    }

    async fn does(&mut self, who: usize, does: &Does) -> Result<(), Error> {
        let app = self.app;
        match *does {
            Does::Founds(table) => self.founds(who, table).await,
            Does::Invites(table, whom) => self.invites((who, whom), table, Role::Peer).await,
            Does::InvitesToObserve(table, whom) => {
                self.invites((who, whom), table, Role::Observer).await
            }
            Does::InvitesInVain(table) => self.invites_in_vain(who, table).await,
            Does::Keeps(reasons, words) => {
                let draft = why::Draft::new(reasons.iter().copied(), words.to_owned());
                why::keep(app, self.person(who), draft).await.map(drop)
            }
            Does::StillWhy => why::still(app, self.person(who)).await,
            Does::LetsGo => why::let_go(app, self.person(who)).await,
            Does::Shares(table) => {
                let latest = why::mine(app, self.person(who)).await?;
                let version = latest.first().ok_or(Error::NotFound)?.version;
                why::share(app, self.table(table), self.person(who), version).await
            }
            Does::TakesBack(table) => {
                why::take_back(app, self.table(table), self.person(who)).await
            }
            Does::Names(table, name) => {
                team::name(app, self.table(table), self.person(who), name).await
            }
            Does::Serves(table, name) => self.serves(who, table, name).await,
            Does::TriesSaturdays(table) => self.tries_saturdays(who, table).await,
            Does::Links(above, below, whose) => self.links(who, (above, below), whose).await,
            Does::ProposesInVain(table, whose, words) => {
                self.proposes_in_vain(who, table, (whose, words)).await
            }
            Does::Says(table, name, words) => {
                let team = self.team(table, name).await?;
                self.says(who, table, (Thing::Team, &team), words).await
            }
            Does::SaysOfWhy(table, whose, words) => {
                let shared = why::shared(app, self.table(table)).await?;
                let of = &self.person(whose).id;
                let why = shared.iter().find(|it| it.person == *of).ok_or(Error::NotFound)?;
                self.says(who, table, (Thing::Why, &why.id), words).await
            }
            Does::SaysBetter(table, words) => {
                let better = (self.said_last(who)?, words, 1);
                comment::edit(app, self.table(table), self.person(who), better).await
            }
            Does::Unsays(table) => {
                let (table, me) = (self.table(table), self.person(who));
                comment::delete(app, table, me, self.said_last(who)?).await
            }
            Does::AboutAsks(ref asking) => self.asks(who, asking).await,
            Does::AboutProblems(ref doing) => self.about_problems(who, doing).await,
            Does::InWorkshop(table, ref step) => self.in_workshop((who, table), step).await,
            Does::HasSeen(table) => peer_team::seen(app, self.table(table), self.person(who)).await,
        }
    }

    async fn links(
        &self,
        who: usize,
        (above, below): (usize, usize),
        whose: usize,
    ) -> Result<(), Error> {
        let app = self.app;
        let (table, peer) = (self.table(above), self.person(who));
        let token = peer_team_link::offer(app, table, peer, Stands::Below).await?;
        app.clock.advance(3_000);
        let short = self.table(below).short.clone();
        peer_team_link::accept(app, &token, self.person(whose), &short).await.map(drop)
    }

    async fn founds(&mut self, who: usize, table: usize) -> Result<(), Error> {
        let settings = Settings::new(TABLES[table].to_owned(), ZONE.to_owned());
        let short = peer_team::found(self.app, self.person(who), settings).await?;
        self.found_again(who, table, &short).await
    }

    /// The table as it is now.
    async fn found_again(&mut self, who: usize, table: usize, short: &str) -> Result<(), Error> {
        let found = peer_team::seen_by(self.app, &self.person(who).id, short).await?;
        self.tables[table] = found.map(|it| it.0);
        Ok(())
    }

    async fn invites(
        &mut self,
        (who, whom): (usize, usize),
        table: usize,
        role: Role,
    ) -> Result<(), Error> {
        let wanted = Wanted { role, email: String::new(), days: 7 };
        let token =
            invitation::invite(self.app, self.table(table), self.person(who), wanted).await?;
        self.app.clock.advance(3_000);
        if self.people[whom].is_some() {
            return invitation::accept(self.app, &token, self.person(whom)).await.map(drop);
        }
        let account = account(whom)?;
        let session = invitation::accept_as_newcomer(self.app, &token, account, DEVICE).await?;
        self.has_come(whom, session).await
    }

    async fn invites_in_vain(&mut self, who: usize, table: usize) -> Result<(), Error> {
        let (app, table, person) = (self.app, self.table(table), self.person(who));
        let wanted = Wanted { role: Role::Peer, email: String::new(), days: 7 };
        let token = invitation::invite(app, table, person, wanted).await?;
        let (made, _, _) = invitation::opened(app, &token).await?;
        app.clock.advance(7_200);
        invitation::revoke(app, table, person, &made.id).await
    }

    async fn proposes_in_vain(
        &mut self,
        who: usize,
        table: usize,
        (whose, words): (usize, &str),
    ) -> Result<(), Error> {
        let (app, table) = (self.app, self.table(table));
        proposal::propose(app, table, self.person(who), Aim::Archiving).await?;
        app.clock.advance(7_200);
        let proposed = proposal::of_team(app, table).await?;
        let id = &proposed.first().ok_or(Error::NotFound)?.id;
        proposal::object(app, table, self.person(whose), (id, words)).await
    }

    /// The id of a team that somebody named.
    async fn team(&self, table: usize, name: &str) -> Result<String, Error> {
        let teams = team::of(self.app, self.table(table)).await?;
        Ok(teams.into_iter().find(|it| it.0.name == name).ok_or(Error::NotFound)?.0.id)
    }

    async fn serves(&mut self, who: usize, table: usize, name: &str) -> Result<(), Error> {
        let known = self.team(table, name).await?;
        team::serve(self.app, self.table(table), self.person(who), (&known, true)).await
    }

    async fn says(
        &mut self,
        who: usize,
        table: usize,
        about: comment::About<'_>,
        words: &str,
    ) -> Result<(), Error> {
        let (table, person) = (self.table(table), self.person(who));
        self.said[who] = Some(comment::say(self.app, (table, person), (about, words), None).await?);
        Ok(())
    }

    async fn tries_saturdays(&mut self, who: usize, table: usize) -> Result<(), Error> {
        let (app, team, person) = (self.app, self.table(table).clone(), self.person(who));
        let mut settings = team.settings.clone();
        settings.working_days.push(Weekday::Saturday);
        peer_team::settle(app, &team, person, (settings, team.version)).await?;
        app.clock.advance(86_400);
        peer_team::put_back(app, &team, person, team.version + 1).await?;
        self.found_again(who, table, &team.short).await
    }
}

/// An account with a password that nobody knows.
fn account(who: usize) -> Result<Account, Error> {
    let (name, email) = (CAST[who].name.to_owned(), CAST[who].email.to_owned());
    let password = PrivateText::new(crate::app::token()? + &crate::app::token()?);
    Ok(Account { name, email, password, time_zone: ZONE.to_owned() })
}
