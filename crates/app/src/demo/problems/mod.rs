//! What held the teams of the north group back in its year: each problem with what became of it.
//! Sizes fall, what is seen is seen earlier, one cause is cured, and one problem comes back thrice.

mod alone;
mod lately;
mod lighter;
mod open;
mod together;

use super::cast::{ANA, BEN, Does, HOUSE, NORTH};
use super::story::Story;
use crate::event::Thing;
use crate::peer_team::PeerTeam;
use crate::private::PrivateText;
use crate::problem::{self, Change, Draft, Harm, Route, Size, Times};
use crate::shell::date_in;
use crate::{Error, comment, ids, purpose, team};
use Does::AboutProblems as Of;
use Doing::{Drafts, GoesOn, Sees, SetsTimes};
use Step::{
    Above, AlsoHas, BreaksLoose, ComesBack, Contains, Discusses, Drops, Estimates, IsBlocked,
    IsFree, LetsGo, Links, Names, Offers, PutsOnAgenda, Routes, Says, Solves, TakesUp, Tells,
    Thanks,
};
use jiff::ToSpan;
use jiff::civil::Date;

/// A problem, and what became of it. It is known by its words.
pub(super) struct Life {
    /// How many days ago it was shared and by whom, what it cost a week, and whether that could be
    /// undone.
    seen: (i64, usize, Size, Option<Harm>),
    teams: &'static [&'static str],
    /// It began so many days before it was shared, at the earliest and at the latest.
    began: Option<(i64, i64)>,
    words: &'static str,
    more: &'static str,
    /// How many days ago, who, and what.
    then: &'static [(i64, usize, Step)],
}

/// What somebody does about a problem.
pub(super) enum Step {
    /// Says something about it, in a comment.
    Says(&'static str),
    AlsoHas(&'static [&'static str], Size),
    Estimates(Size),
    Routes(Route),
    TakesUp,
    LetsGo,
    Contains(&'static str),
    BreaksLoose,
    /// What it cost a week by then, and what solved it.
    Solves(Size, &'static str),
    ComesBack(&'static str),
    Drops(&'static str),
    /// Names its cause.
    Names(&'static str),
    /// It kept a team from working since so many days before.
    IsBlocked(&'static str, i64),
    /// It has not done so any more since so many days before.
    IsFree(&'static str, i64),
    PutsOnAgenda,
    Discusses,
    Links(&'static str, &'static str),
    Thanks(&'static str),
    /// Offers it to the table above.
    Offers,
    /// Answers the table that offered it.
    Tells(&'static str),
    /// Something at the house round, where it has a number of its own.
    Above(i32, &'static Step),
}

/// What somebody does about problems of the north group.
pub(super) enum Doing {
    Sees(&'static Life),
    GoesOn(&'static Life, &'static Step),
    /// Keeps a draft that nobody else sees.
    Drafts(&'static str),
    SetsTimes(Times),
}

/// The times of the beginning, when nobody dared to promise more.
const PATIENT: Times =
    Times { reply_days: [10, 8, 6, 5], solving_days: [60, 60, 50, 45], watched_days: 14 };
/// Those that they have now.
const BRISK: Times =
    Times { reply_days: [5, 4, 3, 2], solving_days: [40, 25, 20, 15], watched_days: 14 };

/// What happens besides.
const BESIDES: [(i64, usize, Doing); 4] = [
    (357, BEN, SetsTimes(PATIENT)),
    (200, ANA, SetsTimes(BRISK)),
    (
        3,
        ANA,
        Drafts("Invoicing is too much for one tester, and I have not asked her yet how she is."),
    ),
    (2, BEN, Drafts("Two of us are looking for other work, and I do not know yet what to say.")),
];

/// How many days ago, who, and what.
pub(super) fn year() -> Vec<(i64, usize, Does)> {
    let besides = BESIDES.into_iter().map(|(days_ago, who, doing)| (days_ago, who, Of(doing)));
    let all = [alone::LIVES, together::LIVES, lighter::LIVES, lately::LIVES, open::LIVES];
    besides.chain(all.into_iter().flatten().flat_map(whole)).collect()
}

/// A problem from beginning to end.
fn whole(life: &'static Life) -> impl Iterator<Item = (i64, usize, Does)> {
    let (days_ago, who, ..) = life.seen;
    let then = life.then.iter();
    let then = then.map(move |(days_ago, who, step)| (*days_ago, *who, Of(GoesOn(life, step))));
    std::iter::once((days_ago, who, Of(Sees(life)))).chain(then)
}

impl Story<'_> {
    pub(super) async fn about_problems(&mut self, who: usize, it: &Doing) -> Result<(), Error> {
        match *it {
            Sees(life) => self.sees(who, life).await,
            GoesOn(life, step) => self.goes_on_with(who, life, step).await,
            Drafts(words) => {
                let draft = Draft { words: PrivateText::new(words.to_owned()), ..nothing_yet() };
                problem::keep(self.app, self.table(NORTH), self.person(who), ("", &draft)).await
            }
            SetsTimes(times) => {
                let version = self.times_version;
                self.times_version += 1;
                let (table, me) = (self.table(NORTH), self.person(who));
                problem::set_times(self.app, table, me, (times, version)).await
            }
        }
    }

    async fn sees(&mut self, who: usize, life: &'static Life) -> Result<(), Error> {
        let (app, table, me) = (self.app, self.table(NORTH), self.person(who));
        let (_, _, size, harm) = life.seen;
        let began = life.began.map(|(first, last)| (self.day(first), self.day(last)));
        let harm = match harm {
            None => "",
            Some(Harm::Undoable) => "undoable",
            Some(Harm::Lasting) => "lasting",
        };
        let draft = Draft {
            words: PrivateText::new(life.words.to_owned()),
            more: PrivateText::new(life.more.to_owned()),
            teams: self.teams(life.teams).await?,
            size: size.word().to_owned(),
            harm: harm.to_owned(),
            began: began.map_or_else(Default::default, |it| (it.0.to_string(), it.1.to_string())),
            part: if size >= Size::APersonWeek { self.part().await? } else { String::new() },
        };
        let id = ids::new();
        let number = problem::share(app, table, me, (&id, &draft, "")).await?;
        self.problems.insert(life.words, (id, number));
        Ok(())
    }

    async fn goes_on_with(&mut self, who: usize, life: &Life, step: &Step) -> Result<(), Error> {
        let (id, number) = self.problems.get(life.words).ok_or(Error::NotFound)?;
        let (app, table, me) = (self.app, self.table(NORTH), self.person(who));
        match *step {
            Says(words) => {
                let about = (Thing::Problem, id.as_str());
                let said = problem::commented().said;
                comment::say(app, (table, me), (about, words), said).await.map(drop)
            }
            Offers => problem::offer(app, table, me, (*number, "")).await,
            Above(there, step) => self.changes(who, self.table(HOUSE), (there, step)).await,
            _ => self.changes(who, table, (*number, step)).await,
        }
    }

    async fn changes(
        &self,
        who: usize,
        table: &PeerTeam,
        (number, step): (i32, &Step),
    ) -> Result<(), Error> {
        let named: &[&str] = match *step {
            AlsoHas(names, _) => names,
            IsBlocked(ref name, _) | IsFree(ref name, _) => std::slice::from_ref(name),
            _ => &[],
        };
        let teams = self.teams(named).await?;
        let change = self.change(step, &teams)?;
        problem::change(self.app, table, self.person(who), (number, change)).await
    }

    /// The change that a step makes; `teams` are those that it names.
    fn change<'c>(&self, step: &Step, teams: &'c [String]) -> Result<Change<'c>, Error> {
        let team = || teams.first().ok_or(Error::NotFound);
        Ok(match *step {
            AlsoHas(_, size) => Change::AlsoHave(teams.to_vec(), Some(size)),
            Estimates(size) => Change::Estimate(size, None),
            Routes(route) => Change::Route(route),
            TakesUp => Change::TakeUp,
            LetsGo => Change::LetGo,
            Contains(words) => Change::Contain(words),
            BreaksLoose => Change::BreakLoose,
            Solves(size, words) => Change::Solve(words, size),
            ComesBack(words) => Change::ComeBack(words),
            Drops(why) => Change::Drop(why),
            Names(cause) => Change::Cause(cause),
            IsBlocked(_, days) => Change::Block(team()?, self.day(days)),
            IsFree(_, days) => Change::Unblock(team()?, self.day(days)),
            PutsOnAgenda => Change::PutOnAgenda,
            Discusses => Change::Discuss,
            Links(url, words) => Change::Link(url, words),
            Thanks(words) => Change::Thank(words),
            Tells(words) => Change::Tell(words),
            Says(_) | Offers | Above(..) => return Err(Error::Ours("this is no change")),
        })
    }

    /// So many days before the day that the story has come to.
    fn day(&self, days: i64) -> Date {
        let zone = &self.table(NORTH).settings.time_zone;
        date_in(self.app.clock.now(), zone).saturating_sub(days.days())
    }

    /// The ids of teams of the north group.
    async fn teams(&self, names: &[&str]) -> Result<Vec<String>, Error> {
        let known = team::names(self.app.store.reader(), &self.table(NORTH).id).await?;
        let id = |name: &&str| {
            let found = known.iter().find(|it| it.1 == *name).ok_or(Error::NotFound)?;
            Ok(found.0.clone())
        };
        names.iter().map(id).collect()
    }

    /// One part of the purpose after the other, once there is one.
    async fn part(&self) -> Result<String, Error> {
        let purpose = purpose::in_force(self.app, &self.table(NORTH).id).await?;
        let parts = purpose.map_or_else(Vec::new, |it| it.parts);
        let place = self.problems.len() % parts.len().max(1);
        Ok(parts.into_iter().nth(place).map_or_else(String::new, |it| it.id))
    }
}

/// A draft in which nothing stands.
fn nothing_yet() -> Draft {
    let [words, more] = ["", ""].map(|text| PrivateText::new(text.to_owned()));
    Draft {
        words,
        more,
        teams: vec![],
        size: String::new(),
        harm: String::new(),
        began: Default::default(),
        part: String::new(),
    }
}
