//! The rules of an ask: who answers when, who sees what is answered, what can become of it. Pure.

use super::Refusal;
use super::model::{Answer, Ask, Fate, Fated, InRound, Moment, Saying, State, To, Version};
use super::round::Phase;
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::Date;

const MOST_CHARACTERS: usize = 2_000;
const MOST_WORDS: usize = 500;

impl Ask {
    pub(crate) fn latest(&self) -> &Version {
        self.versions.last().expect("an ask has a version from its beginning")
    }

    fn latest_mut(&mut self) -> &mut Version {
        self.versions.last_mut().expect("an ask has a version from its beginning")
    }

    pub(crate) fn fate(&self) -> Option<Fate> {
        self.fates.last().and_then(|it| it.fate)
    }

    /// Those whose answer is waited for.
    pub(crate) fn waits_for(&self, moment: &Moment) -> Vec<&PersonId> {
        let latest = self.latest();
        if self.fate().is_some() || !moment.is_here(&self.by, self.versions[0].at) {
            return vec![];
        }
        let open = |it: &&PersonId| latest.answer_of(it).is_none() && moment.is_here(it, latest.at);
        latest.asked.iter().filter(open).collect()
    }

    /// Whether everybody sees the answers to a version. Of one in a round that is decided by the
    /// round; an answer of the only one asked is seen at once; otherwise all are in, or the
    /// deadline has come.
    pub(crate) fn shows(&self, version: &Version, moment: &Moment) -> bool {
        if version.shown_at.is_some() || version.number < self.latest().number {
            return true;
        }
        if let Some(round) = &version.round {
            return round.phase.shows_answers();
        }
        if matches!(self.to, To::One(_)) {
            return true;
        }
        let is_due = version.due_at.is_some_and(|at| at.as_micros() <= moment.now.as_micros());
        let here = |it: &&PersonId| moment.is_here(it, version.at);
        let all_in = version.asked.iter().filter(here).all(|it| version.answer_of(it).is_some());
        self.fate().is_none() && (is_due || all_in)
    }

    /// What somebody stands by: their answer to the last version that they were asked, if
    /// everybody sees it.
    fn standing(&self, person: &PersonId, moment: &Moment) -> Option<&Answer> {
        let version = self.versions.iter().rev().find(|it| it.asked.contains(person))?;
        version.answer_of(person).filter(|_| self.shows(version, moment))
    }

    /// The answers that stand, in the order in which people were asked.
    pub(crate) fn answers(&self, moment: &Moment) -> Vec<&Answer> {
        let first = &self.versions[0];
        first.asked.iter().filter_map(|it| self.standing(it, moment)).collect()
    }

    /// Those who said whatever, and are here to be asked again.
    pub(crate) fn returned_by(&self, moment: &Moment) -> Vec<PersonId> {
        let whatever = |it: &&Answer| it.saying == Saying::Whatever;
        let here = |it: &&Answer| moment.is_here(&it.by, self.versions[0].at);
        let answers = self.answers(moment).into_iter();
        answers.filter(whatever).filter(here).map(|it| it.by.clone()).collect()
    }

    /// Those who are asked by other words: who said whatever, and who has not answered yet.
    fn asked_again(&self, moment: &Moment) -> Vec<PersonId> {
        let (returned, open) = (self.returned_by(moment), self.waits_for(moment));
        let again = |it: &&PersonId| returned.contains(it) || open.contains(it);
        self.versions[0].asked.iter().filter(again).cloned().collect()
    }

    /// When somebody first accepted it, of those answers that stand.
    pub(crate) fn accepted_at(&self, moment: &Moment) -> Option<Instant> {
        let answers = self.answers(moment).into_iter().filter(|it| it.saying.accepts());
        answers.map(|it| it.at.as_micros()).min().map(Instant::from_micros)
    }

    pub(crate) fn state(&self, moment: &Moment) -> State {
        match self.fate() {
            Some(Fate::Kept) => return State::Kept,
            Some(Fate::NotKept) => return State::NotKept,
            Some(Fate::Withdrawn) => return State::Withdrawn,
            None => {}
        }
        let answers = self.answers(moment);
        let any = |saying| answers.iter().any(|it| it.saying == saying);
        if answers.iter().any(|it| it.saying.accepts()) {
            State::Accepted
        } else if !self.shows(self.latest(), moment) {
            State::Waiting
        } else if any(Saying::Whatever) {
            State::Returned
        } else if any(Saying::No) {
            State::Declined
        } else {
            State::Waiting
        }
    }

    /// Whether this person can answer, or change what they answered.
    pub(crate) fn can_be_answered_by(&self, person: &PersonId, moment: &Moment) -> bool {
        let given = Given { version: self.latest().number, saying: Saying::No, words: "" };
        self.clone().answer(person, given, moment).is_ok()
    }

    /// Somebody who was asked answers, or changes their answer as long as nobody sees it.
    pub(crate) fn answer(
        mut self,
        by: &PersonId,
        given: Given<'_>,
        moment: &Moment,
    ) -> Result<Self, Refusal> {
        let words = given.words.trim();
        if self.fate().is_some() {
            return Err(Refusal::Ended);
        }
        let latest = self.latest();
        if latest.number != given.version {
            return Err(Refusal::Reworded);
        }
        if !latest.asked.contains(by) || !moment.is_here(by, latest.at) {
            return Err(Refusal::NotAsked);
        }
        if latest.round.as_ref().is_some_and(|it| it.phase == Phase::Asking) {
            return Err(Refusal::StillAsking);
        }
        if latest.answer_of(by).is_some() && self.shows(latest, moment) {
            return Err(Refusal::Answered);
        }
        if words.chars().count() > MOST_WORDS {
            return Err(Refusal::WordsTooLong(words.chars().count()));
        }
        let latest = self.latest_mut();
        let (saying, words) = (given.saying, words.to_owned());
        match latest.answers.iter_mut().find(|it| it.by == *by) {
            Some(answer) => (answer.saying, answer.words) = (saying, words),
            None => {
                let answer = Answer { by: by.clone(), saying, words, at: moment.now };
                latest.answers.push(answer);
            }
        }
        self.note_shown(moment);
        Ok(self)
    }

    /// Notes that everybody sees the answers: what can be seen once is seen from then on.
    fn note_shown(&mut self, moment: &Moment) {
        let latest = self.latest();
        let noted = latest.shown_at.is_some() || latest.answers.is_empty();
        if !noted && latest.round.is_none() && self.shows(latest, moment) {
            self.latest_mut().shown_at = Some(moment.now);
        }
    }

    /// The asker puts it in other words, to those who had said whatever and to those who are still
    /// waited for.
    pub(crate) fn reword(
        mut self,
        by: &PersonId,
        wording: Wording,
        moment: &Moment,
    ) -> Result<Self, Refusal> {
        if self.by != *by {
            return Err(Refusal::NotYours);
        }
        if self.fate().is_some() {
            return Err(Refusal::Ended);
        }
        let latest = self.latest();
        if self.returned_by(moment).is_empty() || !self.shows(latest, moment) {
            return Err(Refusal::NotReturned);
        }
        if wording.want == latest.want && wording.reason == latest.reason {
            return Err(Refusal::SameWords);
        }
        let (number, asked) = (latest.number + 1, self.asked_again(moment));
        self.latest_mut().shown_at.get_or_insert(moment.now);
        self.versions.push(wording.into_version(number, asked, moment.now));
        Ok(self)
    }

    /// The asker tells what became of it.
    pub(crate) fn told(
        mut self,
        by: &PersonId,
        (fate, on, event): (Fate, Date, &str),
        (asked_on, today): (Date, Date),
        moment: &Moment,
    ) -> Result<Self, Refusal> {
        if self.by != *by {
            return Err(Refusal::NotYours);
        }
        match (fate, self.state(moment)) {
            (_, State::Withdrawn) => return Err(Refusal::Ended),
            (Fate::Kept, State::Kept) | (Fate::NotKept, State::NotKept) => {
                return Err(Refusal::SoAlready);
            }
            (Fate::Withdrawn, State::Waiting | State::Returned | State::Accepted) => {}
            (Fate::Withdrawn, _) => return Err(Refusal::NothingToWithdraw),
            (_, State::Accepted | State::Kept | State::NotKept) => {}
            _ => return Err(Refusal::NotAccepted),
        }
        if on > today {
            return Err(Refusal::InFuture);
        }
        if on < asked_on {
            return Err(Refusal::BeforeAsked);
        }
        self.note_shown(moment);
        self.fates.push(Fated { fate: Some(fate), on, at: moment.now, event: event.to_owned() });
        Ok(self)
    }

    /// What its fate was before an event, which has to have told the latest.
    pub(crate) fn fate_before(&self, event: &str) -> Option<Fated> {
        let (latest, before) = self.fates.split_last()?;
        let fate = before.last().and_then(|it| it.fate);
        let on = before.last().map_or(latest.on, |it| it.on);
        (latest.event == event).then(|| Fated { fate, on, ..latest.clone() })
    }
}

/// An answer as it is sent.
#[derive(Clone, Copy)]
pub(crate) struct Given<'g> {
    /// The version that was read.
    pub(crate) version: i32,
    pub(crate) saying: Saying,
    pub(crate) words: &'g str,
}

/// The words of an ask, checked, and the way they are put.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    pub(crate) want: String,
    pub(crate) reason: String,
    pub(crate) quote: Option<(&'static str, String)>,
    pub(crate) due_at: Option<Instant>,
    pub(crate) round: Option<InRound>,
}

impl Wording {
    /// The want and the reason, if they can be asked.
    pub(crate) fn checked(want: &str, reason: &str) -> Result<(String, String), Refusal> {
        let tidy = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
        let (want, reason) = (tidy(want), tidy(reason));
        if want.is_empty() {
            return Err(Refusal::NoWant);
        }
        let longest = Ord::max(want.chars().count(), reason.chars().count());
        if longest > MOST_CHARACTERS {
            return Err(Refusal::TooLong(longest, MOST_CHARACTERS));
        }
        Ok((want, reason))
    }

    pub(crate) fn into_version(self, number: i32, asked: Vec<PersonId>, at: Instant) -> Version {
        Version {
            number,
            want: self.want,
            reason: self.reason,
            quote: self.quote,
            at,
            asked,
            answers: vec![],
            due_at: self.due_at,
            shown_at: None,
            round: self.round,
        }
    }
}
