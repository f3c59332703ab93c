//! The way of a problem: what was done, when the time was up, and, where it was offered upward,
//! what the table above did about it. Of that table nobody is named.

use super::super::model::{Entry, Offer, Problem, What};
use super::super::shelf::Known;
use super::super::store;
use super::{Sight, route_in_words};
use crate::Error;
use crate::peer_team::PeerTeamId;
use crate::peer_team_link;
use crate::shell::Time;
use flow::Instant;

/// Something that was done.
pub(crate) struct Step {
    pub(crate) at: Time,
    pub(crate) sentence: String,
    /// What was said with it.
    pub(crate) words: String,
    /// Whether it was done at another table.
    pub(crate) elsewhere: bool,
    /// By which event it can be undone.
    pub(crate) undo: Option<String>,
    /// Who undid it, if somebody did.
    pub(crate) undone: String,
}

/// The steps of a problem, here and above.
pub(crate) struct Way {
    pub(crate) steps: Vec<Step>,
    /// When the table above last said something, if it did.
    pub(crate) answered_at: Option<Instant>,
}

impl Way {
    /// `undoable` are the events that this member can undo.
    pub(crate) async fn of(
        sight: &Sight<'_>,
        it: &Known,
        undoable: &[String],
    ) -> Result<Self, Error> {
        let step = |entry: &Entry| {
            let undo = undoable.contains(&entry.event).then(|| entry.event.clone());
            (entry.at, Step { undo, ..sight.step(it, entry) })
        };
        let mut steps: Vec<(Instant, Step)> = it.problem.content.log.iter().map(step).collect();
        let mut answered_at = None;
        for (at, is_answer, step) in above(sight, &it.problem).await? {
            if is_answer {
                answered_at = answered_at.max(Some(at));
            }
            steps.push((at, step));
        }
        steps.sort_by_key(|it| it.0);
        Ok(Self { steps: steps.into_iter().map(|it| it.1).collect(), answered_at })
    }
}

impl Sight<'_> {
    fn step(&self, it: &Known, entry: &Entry) -> Step {
        let (who, is_undone) = (self.who(entry.by.as_ref()), entry.undone.is_some());
        let (sentence, words) = match &entry.what {
            What::Shared { .. } => match &it.problem.content.below {
                Some(below) => (format!("{} offered it", below.table_name), ""),
                None => (format!("{who} shared it"), ""),
            },
            What::AlsoHad { teams, .. } => {
                let names: Vec<String> = teams.iter().map(|it| self.team(it).to_owned()).collect();
                let names = crate::wording::listed(&names).unwrap_or_default();
                (format!("{who} said that {names} had it, too"), "")
            }
            What::Estimated { size, .. } => {
                (format!("{who} estimated it anew: {} every week", size.in_words()), "")
            }
            What::Routed { route } => (format!("{who} said: {}", route_in_words(*route)), ""),
            What::TookUp => (format!("{who} took it up"), ""),
            What::LetGo => (format!("{who} let go of it"), ""),
            What::Contained { words } => (format!("{who} contained it"), words.as_str()),
            What::BrokeLoose => (format!("{who} said that it is not contained any more"), ""),
            What::Solved { words, .. } => (format!("{who} solved it"), words.as_str()),
            What::Verified => ("It had not come back: solved for good".to_owned(), ""),
            What::CameBack { words, .. } => (format!("{who} said that it is back"), words.as_str()),
            What::Dropped { why } => (format!("{who} dropped it"), why.as_str()),
            What::Answered => (format!("{who} replied in a comment"), ""),
            What::Told { words } => (format!("{who} answered the table below"), words.as_str()),
            What::PutOnAgenda => (format!("{who} put it on the agenda"), ""),
            What::Discussed => (format!("{who} said that it was talked about"), ""),
            What::WasUnanswered => ("No reply in time: it heads the next meeting".to_owned(), ""),
            What::WasUnsolved => ("Not solved in time: it heads the next meeting".to_owned(), ""),
            What::Offered { table_name, .. } => match &entry.by {
                Some(_) => (format!("{who} offered it to {table_name}"), ""),
                None => (format!("Not solved in time: it was offered to {table_name}"), ""),
            },
            What::Thanked { words } => (format!("{who} gave thanks"), words.as_str()),
            What::Reworded { .. } => (format!("{who} put it in other words"), ""),
            What::Caused { .. } if is_undone => (format!("{who} named its cause"), ""),
            What::Caused { cause } => (format!("{who} named its cause: {cause}"), ""),
            What::Blocked { team, from } => {
                let (team, day) = (self.team(team), self.day(*from));
                (format!("{who} said that it keeps {team} from working since {day}"), "")
            }
            What::Unblocked { team, until } => {
                let (team, day) = (self.team(team), self.day(*until));
                (format!("{who} said that it kept {team} from working until {day}"), "")
            }
            What::Linked { .. } if is_undone => (format!("{who} put a link to it"), ""),
            What::Linked { url, words } => {
                let what = if words.is_empty() { url } else { words };
                (format!("{who} put a link to it: {what}"), "")
            }
        };
        let undone = entry.undone.as_ref().map_or_else(String::new, |it| {
            format!("{} undid it, {}", self.who(Some(&it.by)), self.time(it.at).words)
        });
        // What was said with it is taken back, too.
        let words = if is_undone { String::new() } else { words.to_owned() };
        Step { at: self.time(entry.at), sentence, words, elsewhere: false, undo: None, undone }
    }
}

/// When a table above answered last, and what was said there last, in a sentence; nothing where it
/// was offered to none.
pub(crate) async fn answer_above(
    sight: &Sight<'_>,
    it: &Known,
) -> Result<Option<(Instant, String)>, Error> {
    if it.problem.offers().is_empty() {
        return Ok(None);
    }
    let mut steps = above(sight, &it.problem).await?;
    steps.sort_by_key(|it| it.0);
    let at = steps.iter().rev().find(|it| it.1).map(|it| it.0);
    let said = steps.iter().rev().find(|it| !it.2.words.is_empty());
    let words = said.map_or_else(String::new, |it| format!("{}: {}", it.2.sentence, it.2.words));
    Ok(at.map(|at| (at, words)))
}

/// What the tables above did about a problem that was offered to them, as long as the links hold.
async fn above(sight: &Sight<'_>, it: &Problem) -> Result<Vec<(Instant, bool, Step)>, Error> {
    let c = sight.app.store.reader();
    let mut steps = vec![];
    // From which table, to which, by which name, and which problem it is there.
    let of = |it: &Problem| {
        let from = it.team.clone();
        it.offers().into_iter().map(move |offer| (from.clone(), offer))
    };
    let mut open: Vec<(PeerTeamId, Offer)> = of(it).collect();
    while let Some((from, offer)) = open.pop() {
        let linked = peer_team_link::above(c, &from).await?.iter().any(|it| it.0 == offer.table);
        let found = store::by_id(c, &offer.problem).await?;
        let Some(there) = found.filter(|_| linked) else { continue };
        let name = offer.table_name;
        steps.extend(there.told_below().into_iter().filter_map(|it| told(sight, &name, it)));
        // Only the nearest table is known here by its name.
        let further = of(&there).map(|(from, offer)| {
            (from, Offer { table_name: format!("a table above {name}"), ..offer })
        });
        open.extend(further);
    }
    Ok(steps)
}

/// What the table below is told of a step, and whether it is an answer.
fn told(sight: &Sight<'_>, table: &str, entry: &Entry) -> Option<(Instant, bool, Step)> {
    let (does, words) = match &entry.what {
        What::TookUp => ("took it up", ""),
        What::LetGo => ("let go of it", ""),
        What::Told { words } => ("answered", words.as_str()),
        What::Routed { route } => ("said", route_in_words(*route)),
        What::Contained { .. } => ("contained it", ""),
        What::BrokeLoose => ("said that it is not contained any more", ""),
        What::Solved { words, .. } => ("solved it", words.as_str()),
        What::Dropped { why } => ("dropped it", why.as_str()),
        What::CameBack { .. } => ("said that it is back", ""),
        What::Verified => ("has not seen it again: solved for good", ""),
        What::WasUnanswered => ("had not replied in time; it heads their next meeting", ""),
        What::WasUnsolved => ("had not solved it in time; it heads their meeting", ""),
        What::Offered { .. } => ("offered it to a table further above", ""),
        _ => return None,
    };
    let mut letters = table.chars();
    let table = letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>());
    let step = Step {
        at: sight.time(entry.at),
        sentence: format!("{table} {does}"),
        words: words.to_owned(),
        elsewhere: true,
        undo: None,
        undone: String::new(),
    };
    Some((entry.at, entry.what.answers(), step))
}
