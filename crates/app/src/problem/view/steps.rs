//! The way of a problem: what was done, when the time was up, and, where it was offered upward,
//! what the table above did about it. Of that table nobody is named.

use super::super::model::{Entry, Problem, What};
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
    /// At which table, where it was another.
    pub(crate) elsewhere: bool,
}

/// The steps of a problem, here and above.
pub(crate) struct Way {
    pub(crate) steps: Vec<Step>,
    /// When the table above last said something, if it did.
    pub(crate) answered_at: Option<Instant>,
}

impl Way {
    pub(crate) async fn of(sight: &Sight<'_>, it: &Known) -> Result<Self, Error> {
        let log = it.problem.content.log.iter().filter(|entry| entry.undone.is_none());
        let mut steps: Vec<(Instant, Step)> =
            log.filter_map(|entry| Some((entry.at, sight.step(it, entry)?))).collect();
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
    fn step(&self, it: &Known, entry: &Entry) -> Option<Step> {
        let who = self.who(entry.by.as_ref());
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
                (format!("{who} estimated it anew: {} a week", size.in_words()), "")
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
            _ => return None,
        };
        let (at, words) = (self.time(entry.at), words.to_owned());
        Some(Step { at, sentence, words, elsewhere: false })
    }
}

/// What the tables above did about a problem that was offered to them, as long as the links hold.
async fn above(sight: &Sight<'_>, it: &Problem) -> Result<Vec<(Instant, bool, Step)>, Error> {
    let c = sight.app.store.reader();
    let mut steps = vec![];
    // From which table, to which, by which name, and which problem it is there.
    let of = |it: &Problem| {
        let from = it.team.clone();
        offers(it).into_iter().map(move |offer| (from.clone(), offer))
    };
    let mut open: Vec<(PeerTeamId, (PeerTeamId, String, String))> = of(it).collect();
    while let Some((from, (table, name, problem))) = open.pop() {
        let linked = peer_team_link::above(c, &from).await?.iter().any(|it| it.0 == table);
        let Some(there) = store::by_id(c, &problem).await?.filter(|_| linked) else { continue };
        for entry in there.content.log.iter().filter(|entry| entry.undone.is_none()) {
            steps.extend(told(sight, &name, entry));
        }
        // Only the nearest table is known here by its name.
        let further = of(&there)
            .map(|(from, offer)| (from, (offer.0, format!("a table above {name}"), offer.2)));
        open.extend(further);
    }
    Ok(steps)
}

/// To which tables a problem was offered, by name, and which problem it is there.
fn offers(it: &Problem) -> Vec<(PeerTeamId, String, String)> {
    let spells = it.standing().spells.into_iter();
    let offers = spells.filter_map(|spell| spell.offered);
    offers.map(|it| (it.table, it.table_name, it.problem)).collect()
}

/// What the table below is told of a step, and whether it is an answer.
fn told(sight: &Sight<'_>, table: &str, entry: &Entry) -> Option<(Instant, bool, Step)> {
    let (does, words, is_answer) = match &entry.what {
        What::TookUp => ("took it up", "", true),
        What::Told { words } => ("answered", words.as_str(), true),
        What::Routed { route } => ("said", route_in_words(*route), true),
        What::Contained { .. } => ("contained it", "", true),
        What::BrokeLoose => ("said that it is not contained any more", "", false),
        What::Solved { words, .. } => ("solved it", words.as_str(), true),
        What::Dropped { why } => ("dropped it", why.as_str(), true),
        What::CameBack { .. } => ("said that it is back", "", false),
        What::Verified => ("has not seen it again: solved for good", "", false),
        What::WasUnanswered => ("had not replied in time; it heads their next meeting", "", false),
        What::WasUnsolved => ("had not solved it in time; it heads their meeting", "", false),
        What::Offered { .. } => ("offered it to a table further above", "", false),
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
    };
    Some((entry.at, is_answer, step))
}
