//! An ask as a line of a list, in words: who asked whom for what, what was answered, what became
//! of it.

use super::Refusal;
use super::kind::AskKind;
use super::model::{Answer, Ask, Fate, Moment, State, To, Version};
use super::round::Phase;
use crate::Error;
use crate::app::App;
use crate::peer_team::Member;
use crate::people::{self, Look, PersonId};
use crate::shell::{date_in, date_words, deadline};
use crate::wording::{counted, how_many};
use flow::Instant;
use std::collections::HashMap;

/// What is needed to tell asks to somebody.
pub(super) struct Teller<'t> {
    pub(super) member: &'t Member,
    pub(super) moment: &'t Moment,
    looks: HashMap<String, (String, Look)>,
    /// Ids and words of the parts of the purpose.
    pub(super) parts: Vec<(String, String)>,
}

/// An ask on a page.
pub(super) struct Line {
    pub(super) url: String,
    pub(super) short: String,
    pub(super) colour: &'static str,
    pub(super) is_mine: bool,
    pub(super) is_to_all: bool,
    pub(super) want: String,
    /// Who asked whom.
    pub(super) lead: String,
    /// The answers that everybody sees.
    pub(super) answers: Vec<Told>,
    /// What else there is to know.
    pub(super) rest: Vec<String>,
    /// How old it is, or when it was answered.
    pub(super) due: String,
    pub(super) form: Option<AnswerForm>,
}

/// An answer, told.
pub(super) struct Told {
    pub(super) by: String,
    pub(super) saying: &'static str,
    pub(super) words: String,
    pub(super) after: String,
}

impl Told {
    /// What was said beside the answer, as a sentence; where nothing was, its full stop alone.
    pub(super) fn ending(&self) -> String {
        match self.words.as_str() {
            "" => ".".to_owned(),
            words if words.ends_with(['.', '?', '!', '…']) => format!(": “{words}”"),
            words => format!(": “{words}.”"),
        }
    }
}

/// The four answers, as equals.
pub(super) struct AnswerForm {
    pub(super) url: String,
    pub(super) want: String,
    pub(super) version: i32,
    pub(super) back: String,
    /// The word of the answer that is kept so far.
    pub(super) mine: Option<&'static str>,
    pub(super) typed: String,
    /// What is kept and until when it can be changed.
    pub(super) note: String,
    pub(super) refusal: Option<Refusal>,
}

impl<'t> Teller<'t> {
    pub(super) async fn new(
        (app, member): (&'t App, &'t Member),
        asks: &[Ask],
        moment: &'t Moment,
    ) -> Result<Self, Error> {
        let versions = asks.iter().flat_map(|it| &it.versions);
        let asked = versions.flat_map(|it| it.asked.iter());
        let ids: Vec<&str> =
            asks.iter().map(|it| &it.by).chain(asked).map(PersonId::as_str).collect();
        let looks = people::looks(app, &ids).await?;
        let looks = ids.iter().map(|id| (*id).to_owned()).zip(looks).collect();
        let parts = super::parts(app, &member.team).await?;
        Ok(Self { member, moment, looks, parts })
    }

    pub(super) fn name(&self, person: &PersonId) -> String {
        self.looks.get(person.as_str()).map_or_else(String::new, |it| it.0.clone())
    }

    fn is_me(&self, person: &PersonId) -> bool {
        *person == self.member.me.id
    }

    fn day(&self, at: Instant) -> String {
        date_words(date_in(at, &self.member.me.time_zone), self.member.me.locale)
    }

    pub(super) fn line(&self, it: &Ask, back: &str) -> Line {
        let look = self.looks.get(it.by.as_str()).map(|it| &it.1);
        let (latest, state) = (it.latest(), it.state(self.moment));
        Line {
            url: self.member.team.url(&format!("/asks/{}", it.id)),
            short: look.map_or_else(String::new, |look| look.short.clone()),
            colour: look.map_or("", |look| look.colour.word()),
            is_mine: self.is_me(&it.by),
            is_to_all: it.to == To::All,
            want: latest.want.clone(),
            lead: self.lead(it),
            answers: self.answers(it),
            rest: self.rest(it, state),
            due: self.due(it, state),
            form: self.form(it, back),
        }
    }

    /// An ask as it was put in a round that is over: `it` ends with the words it had there. Nothing
    /// can be answered any more, and nobody is waited for.
    pub(super) fn past_line(&self, it: &Ask, by_now: &Ask) -> Line {
        let latest = it.latest();
        let answered = latest.answers.iter().map(|it| it.at.as_micros()).max();
        let mut rest = self.put(it);
        let unanswered = latest.asked.iter().filter(|who| latest.answer_of(who).is_none());
        let unanswered = unanswered.filter(|_| it.fate() != Some(Fate::Withdrawn));
        let names: Vec<String> = unanswered.map(|who| self.name(who)).collect();
        rest.extend(crate::wording::listed(&names).map(|names| format!("No answer from {names}.")));
        if it.versions.len() < by_now.versions.len() {
            rest.push("It was put in other words since.".to_owned());
        } else if it.fate().is_some() {
            rest.push(self.standing(it, it.state(self.moment)));
        }
        Line {
            answers: self.former(it, latest),
            rest,
            due: self.day(answered.map_or(latest.at, Instant::from_micros)),
            form: None,
            ..self.line(it, "")
        }
    }

    /// Who asked whom.
    pub(super) fn lead(&self, it: &Ask) -> String {
        let who = if self.is_me(&it.by) { "You".to_owned() } else { self.name(&it.by) };
        match &it.to {
            To::All => format!("{who}, to everybody"),
            To::One(person) if self.is_me(person) => format!("{who}, to you"),
            To::One(person) => format!("{who}, to {}", self.name(person)),
        }
    }

    fn answers(&self, it: &Ask) -> Vec<Told> {
        it.answers(self.moment).into_iter().map(|answer| self.told(it, answer)).collect()
    }

    pub(super) fn told(&self, it: &Ask, answer: &Answer) -> Told {
        let asked = it.versions.iter().rev().find(|version| version.answers.contains(answer));
        Told {
            by: if self.is_me(&answer.by) { "You".to_owned() } else { self.name(&answer.by) },
            saying: answer.saying.in_words(),
            words: answer.words.clone(),
            after: asked.map_or_else(String::new, |version| after(version.at, answer.at)),
        }
    }

    fn rest(&self, it: &Ask, state: State) -> Vec<String> {
        let mut rest = self.put(it);
        rest.push(self.standing(it, state));
        rest.retain(|it| !it.is_empty());
        rest
    }

    /// What there is to know about how it was put.
    fn put(&self, it: &Ask) -> Vec<String> {
        let mut rest = vec![];
        let latest = it.latest();
        if !latest.reason.is_empty() && latest.answers.is_empty() {
            rest.push(format!("Because: “{}”", begun(&latest.reason)));
        }
        if it.kind != AskKind::Other {
            rest.push(format!("Kind: {}.", it.kind.in_words()));
        }
        rest.extend(self.serves(it));
        if it.versions.len() > 1 {
            rest.push(format!("Put in other words {}.", times(it.versions.len() - 1)));
        }
        rest
    }

    pub(super) fn serves(&self, it: &Ask) -> Option<String> {
        let part = self.parts.iter().find(|part| Some(&part.0) == it.part.as_ref())?;
        Some(format!("Serves: {}.", part.1))
    }

    /// How far it is, in a sentence.
    pub(super) fn standing(&self, it: &Ask, state: State) -> String {
        let told = |what: &str| {
            let on = it.fates.last().map(|it| date_words(it.on, self.member.me.locale));
            format!("{what} on {}.", on.unwrap_or_default())
        };
        match state {
            State::Kept => told("Kept"),
            State::NotKept => told("Not kept"),
            State::Withdrawn => told("Withdrawn"),
            State::Returned if self.is_me(&it.by) => {
                "Too vague to answer: put it in other words.".to_owned()
            }
            State::Returned => "It waits for other words.".to_owned(),
            State::Waiting => self.waiting(it),
            State::Accepted if it.waits_for(self.moment).is_empty() => String::new(),
            State::Accepted | State::Declined => self.missing(it),
        }
    }

    fn waiting(&self, it: &Ask) -> String {
        let latest = it.latest();
        if it.shows(latest, self.moment) {
            return self.missing(it);
        }
        let asked = latest.asked.iter().filter(|who| self.moment.is_here(who, latest.at)).count();
        let count = format!("{} of {}", how_many(latest.answers.len()), how_many(asked));
        let count = count.to_lowercase();
        match (&latest.round, latest.due_at) {
            (Some(round), _) if round.phase == Phase::Asking => {
                "In a round, which is still asking.".to_owned()
            }
            (Some(_), _) => format!("In a round; answers show when all are in: {count}."),
            (None, Some(at)) => {
                let until = deadline(at, self.moment.now, self.member.me.reads()).words;
                format!("Answers show when all are in, or {until}: {count}.")
            }
            (None, None) => format!("Answers show when all are in: {count}."),
        }
    }

    /// Who has not answered, though the answers are shown.
    pub(super) fn missing(&self, it: &Ask) -> String {
        let waits = it.waits_for(self.moment);
        if let (To::One(person), true) = (&it.to, waits.is_empty()) {
            let unanswered = it.latest().answers.is_empty();
            let gone = unanswered && !self.moment.is_here(person, it.latest().at);
            return if gone { "Whom it was put to has left.".to_owned() } else { String::new() };
        }
        if matches!(it.to, To::One(_)) {
            return String::new();
        }
        let names: Vec<String> = waits.into_iter().map(|it| self.name(it)).collect();
        let names = crate::wording::listed(&names);
        names.map_or_else(String::new, |names| format!("No answer yet from {names}."))
    }

    fn due(&self, it: &Ask, state: State) -> String {
        let at = it.latest().at;
        let is_open = matches!(state, State::Waiting | State::Returned);
        if !is_open {
            let answered = it.answers(self.moment).into_iter().map(|it| it.at.as_micros()).max();
            return self.day(answered.map_or(at, Instant::from_micros));
        }
        let zone = &self.member.me.time_zone;
        let days = (date_in(self.moment.now, zone) - date_in(at, zone)).get_days();
        let age = match days {
            0 => "today".to_owned(),
            days => counted(u64::from(days.unsigned_abs()), "day"),
        };
        if it.to == To::All { format!("{age}, all of us") } else { age }
    }

    /// The form to answer, for whoever can.
    pub(super) fn form(&self, it: &Ask, back: &str) -> Option<AnswerForm> {
        let me = &self.member.me.id;
        if !self.member.can_change() || !it.can_be_answered_by(me, self.moment) {
            return None;
        }
        let (latest, mine) = (it.latest(), it.latest().answer_of(me));
        let note = match (mine, &latest.round) {
            (None, _) => "",
            (Some(_), Some(_)) => "kept; you can change it until the round shows the answers",
            (Some(_), None) => "kept; you can change it until all are in",
        };
        Some(AnswerForm {
            url: self.member.team.url(&format!("/asks/{}/answer", it.id)),
            want: latest.want.clone(),
            version: latest.number,
            back: back.to_owned(),
            mine: mine.map(|it| it.saying.word()),
            typed: mine.map_or_else(String::new, |it| it.words.clone()),
            note: note.to_owned(),
            refusal: None,
        })
    }

    /// The answers that everybody sees to a version, and how it was put.
    pub(super) fn former(&self, it: &Ask, version: &Version) -> Vec<Told> {
        let seen = it.shows(version, self.moment);
        let answers = version.answers.iter().filter(|_| seen);
        answers.map(|answer| self.told(it, answer)).collect()
    }
}

/// The beginning of a text, on one line.
fn begun(text: &str) -> String {
    const MOST: usize = 140;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        many => format!("{many} times"),
    }
}

/// How long after something an answer came.
pub(super) fn after(from: Instant, to: Instant) -> String {
    let hours = (to.as_micros() - from.as_micros()).max(0) / 3_600_000_000;
    match hours {
        0 => "within the hour".to_owned(),
        hours @ 1..24 => format!("after {}", counted(hours.unsigned_abs(), "hour")),
        hours => format!("after {}", counted((hours / 24).unsigned_abs(), "day")),
    }
}
