//! What somebody asks to be done about a problem, checked and made an entry of its log. Pure.

use super::super::Refusal;
use super::super::size::Size;
use super::{Clocks, Due, Entry, Harm, Problem, Route, State, What};
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::Date;

/// What somebody does about a problem.
#[derive(Clone, Debug)]
pub(crate) enum Change<'c> {
    Reword(&'c str, &'c str),
    /// "We have this too": the teams, and what it costs them a week.
    AlsoHave(Vec<String>, Option<Size>),
    Estimate(Size, Option<Harm>),
    Route(Route),
    TakeUp,
    LetGo,
    Contain(&'c str),
    BreakLoose,
    /// What solved it, and what it cost a week by then.
    Solve(&'c str, Size),
    ComeBack(&'c str),
    Drop(&'c str),
    Answer,
    Tell(&'c str),
    Cause(&'c str),
    Block(&'c str, Date),
    Unblock(&'c str, Date),
    PutOnAgenda,
    Discuss,
    Link(&'c str, &'c str),
    Thank(&'c str),
}

/// When and by whom something is done, and what depends on the table's settings.
pub(crate) struct Moment<'m> {
    pub(crate) now: Instant,
    /// The date there where the table works.
    pub(crate) today: Date,
    /// Nobody where its time is up.
    pub(crate) by: Option<&'m PersonId>,
    /// The event that will tell of it.
    pub(crate) event: &'m str,
    /// When silence about this size escalates, counted from an instant.
    pub(crate) clocks: &'m (dyn Fn(Size, Instant) -> Clocks + Sync),
    /// Until when a solution found now is watched.
    pub(crate) watched_until: Instant,
}

/// So many characters tell what was seen.
pub(crate) const MOST_WORDS: usize = 200;
const MOST_CHARACTERS: usize = 2_000;
const MOST_CAUSE: usize = 60;
/// Whatever is typed under "since when" lies within so many years.
pub(crate) const OLDEST_YEARS: i16 = 20;

/// The words of a problem as they are kept: one line, and more below it.
pub(crate) fn checked_words(words: &str, more: &str) -> Result<(String, String), Refusal> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return Err(Refusal::NoWords);
    }
    match words.chars().count() {
        count if count > MOST_WORDS => return Err(Refusal::TooLong(count, MOST_WORDS)),
        _ => {}
    }
    Ok((words, checked_text(more)?))
}

/// A cause in the peers' words, made short and one, so that equal ones meet.
fn checked_cause(cause: &str) -> Result<String, Refusal> {
    let cause = cause.split_whitespace().collect::<Vec<_>>().join(" ");
    match cause.chars().count() {
        0 => Err(Refusal::NoCause),
        count if count > MOST_CAUSE => Err(Refusal::TooLong(count, MOST_CAUSE)),
        _ => Ok(cause),
    }
}

fn checked_text(text: &str) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    match text.chars().count() {
        count if count > MOST_CHARACTERS => Err(Refusal::TooLong(count, MOST_CHARACTERS)),
        _ => Ok(text),
    }
}

fn said(text: &str, refusal: Refusal) -> Result<String, Refusal> {
    let text = checked_text(text)?;
    if text.is_empty() { Err(refusal) } else { Ok(text) }
}

/// An address of this place, or of the web; nothing else is followed.
fn checked_url(url: &str) -> Result<String, Refusal> {
    let url = url.trim();
    let is_plain = url.chars().all(|sign| sign.is_ascii_graphic() && !"\\\"<>".contains(sign));
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_here = url.starts_with('/') && !url.starts_with("//");
    let is_short = url.len() <= MOST_CHARACTERS;
    if is_plain && is_short && (is_web || is_here) { Ok(url.to_owned()) } else { Err(Refusal::Url) }
}

impl Problem {
    /// Does something about it.
    pub(crate) fn change(self, change: Change<'_>, moment: &Moment<'_>) -> Result<Self, Refusal> {
        let what = self.what(change, moment)?;
        self.push(what, moment)
    }

    /// Notes what its time is up for. `offered` is to which table it goes when it was not solved.
    pub(crate) fn time_is_up(
        self,
        (due, offered): (Due, Option<What>),
        moment: &Moment<'_>,
    ) -> Result<Self, Refusal> {
        let what = match due {
            Due::Reply => What::WasUnanswered,
            Due::Solution => offered.unwrap_or(What::WasUnsolved),
            Due::Verification => What::Verified,
        };
        self.push(what, moment)
    }

    /// Offers it to the table above before its time is up.
    pub(crate) fn offer(self, offered: What, moment: &Moment<'_>) -> Result<Self, Refusal> {
        self.push(offered, moment)
    }

    fn push(self, what: What, moment: &Moment<'_>) -> Result<Self, Refusal> {
        let (at, by, event) = (moment.now, moment.by.cloned(), moment.event.to_owned());
        self.then(Entry { at, by, event, what, undone: None })
    }

    fn what(&self, change: Change<'_>, moment: &Moment<'_>) -> Result<What, Refusal> {
        Ok(match change {
            Change::Reword(words, more) => {
                let (words, more) = checked_words(words, more)?;
                What::Reworded { words, more }
            }
            Change::AlsoHave(teams, _) if teams.is_empty() => return Err(Refusal::NoTeam),
            Change::AlsoHave(teams, size) => {
                let whole = size.map_or(self.standing().size, |it| it.max(self.standing().size));
                What::AlsoHad { teams, size, clocks: self.clocks(whole, moment) }
            }
            Change::Estimate(size, harm) => {
                What::Estimated { size, harm, clocks: self.clocks(size, moment) }
            }
            Change::Route(route) => What::Routed { route },
            Change::TakeUp => What::TookUp,
            Change::LetGo => What::LetGo,
            Change::Contain(words) => What::Contained { words: checked_text(words)? },
            Change::BreakLoose => What::BrokeLoose,
            Change::Solve(words, size) => What::Solved {
                words: said(words, Refusal::NoSolution)?,
                size,
                watched_until: moment.watched_until,
            },
            Change::ComeBack(words) => What::CameBack {
                words: checked_text(words)?,
                clocks: (moment.clocks)(self.standing().size, moment.now),
            },
            Change::Drop(why) => What::Dropped { why: said(why, Refusal::NoReason)? },
            Change::Answer => What::Answered,
            Change::Tell(words) => What::Told { words: said(words, Refusal::NothingSaid)? },
            Change::Cause(cause) => What::Caused { cause: checked_cause(cause)? },
            Change::Block(team, from) => {
                self.has(team)?;
                What::Blocked { team: team.to_owned(), from: past(from, moment)? }
            }
            Change::Unblock(team, until) => {
                What::Unblocked { team: team.to_owned(), until: past(until, moment)? }
            }
            Change::PutOnAgenda => What::PutOnAgenda,
            Change::Discuss => What::Discussed,
            Change::Link(url, words) => {
                let words = match words.trim() {
                    "" => String::new(),
                    words => checked_words(words, "")?.0,
                };
                What::Linked { url: checked_url(url)?, words }
            }
            Change::Thank(words) => What::Thanked { words: said(words, Refusal::NothingSaid)? },
        })
    }

    fn has(&self, team: &str) -> Result<(), Refusal> {
        let has = self.standing().teams.iter().any(|it| it.team == team);
        if has { Ok(()) } else { Err(Refusal::NoTeam) }
    }

    /// When silence escalates after a new estimate: a greater problem gets less time from now on,
    /// and no more than it had; a smaller one the time that it would have had.
    fn clocks(&self, size: Size, moment: &Moment<'_>) -> Option<Clocks> {
        let standing = self.standing();
        let spell = standing.spell();
        let old = spell.clocks;
        let (new, is_greater) = match size.cmp(&standing.size) {
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => ((moment.clocks)(size, moment.now), true),
            std::cmp::Ordering::Less => ((moment.clocks)(size, spell.from), false),
        };
        let of = |old: Instant, new: Instant| if is_greater { old.min(new) } else { old.max(new) };
        Some(Clocks {
            reply_by: of(old.reply_by, new.reply_by),
            solve_by: of(old.solve_by, new.solve_by),
        })
    }
}

/// A day that has been.
fn past(day: Date, moment: &Moment<'_>) -> Result<Date, Refusal> {
    let is_old = day.year() < moment.today.year() - OLDEST_YEARS;
    match day {
        day if day > moment.today => Err(Refusal::InFuture),
        _ if is_old => Err(Refusal::NoDay),
        day => Ok(day),
    }
}

impl Change<'_> {
    /// The verb of the event that tells of it. A word in a comment tells of itself.
    pub(crate) fn verb(&self) -> &'static str {
        match self {
            Self::Reword(..) => "reworded",
            Self::AlsoHave(..) => "has it too",
            Self::Estimate(..) => "estimated",
            Self::Route(_) => "routed",
            Self::TakeUp => "took up",
            Self::LetGo => "let go",
            Self::Contain(_) => "contained",
            Self::BreakLoose => "broke loose",
            Self::Solve(..) => "solved",
            Self::ComeBack(_) => "came back",
            Self::Drop(_) => "dropped",
            Self::Answer => "commented",
            Self::Tell(_) => "told",
            Self::Cause(_) => "caused",
            Self::Block(..) => "blocked",
            Self::Unblock(..) => "unblocked",
            Self::PutOnAgenda => "put on the agenda",
            Self::Discuss => "discussed",
            Self::Link(..) => "linked",
            Self::Thank(_) => "thanked",
        }
    }

    /// The change by which a problem is moved to a column of the board, where it needs no words.
    pub(crate) fn to(state: State, standing: &super::Standing, me: &PersonId) -> Option<Self> {
        let solvers = &standing.spell().solvers;
        let (is_mine, is_on) = (solvers.contains(me), !solvers.is_empty());
        match (state, standing.state()) {
            // It goes back to where it came from.
            (State::TakenUp, State::Contained) => is_on.then_some(Self::BreakLoose),
            (State::Shared, State::Contained) => (!is_on).then_some(Self::BreakLoose),
            (State::TakenUp, _) => Some(Self::TakeUp),
            (State::Contained, _) => Some(Self::Contain("")),
            (State::Shared, State::TakenUp) if is_mine => Some(Self::LetGo),
            (State::Shared, State::Solved | State::Verified | State::Dropped) => {
                Some(Self::ComeBack(""))
            }
            _ => None,
        }
    }
}
