//! An ask: a want in its asker's words, four answers as equals, and what becomes of it. Pure.

pub use super::refusal::Refusal;
use super::round::Phase;
use crate::peer_team::{PeerSpell, PeerTeamId};
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::Date;

const MOST_CHARACTERS: usize = 2_000;
const MOST_WORDS: usize = 500;

/// What can be answered, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Saying {
    Yes,
    No,
    Try,
    /// Too vague to answer: it goes back to be reworded.
    Whatever,
}

/// The four as equals: each with its word in the data, on a button, and in a sentence.
pub(crate) const SAYINGS: [(Saying, &str, &str, &str); 4] = [
    (Saying::Yes, "yes", "Yes", "yes"),
    (Saying::No, "no", "No", "no"),
    (Saying::Try, "try", "I will try", "I will try"),
    (Saying::Whatever, "whatever", "Whatever", "whatever"),
];

impl Saying {
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        SAYINGS.iter().find(|it| it.1 == word).map(|it| it.0)
    }

    pub(crate) fn word(self) -> &'static str {
        SAYINGS.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    pub(crate) fn in_words(self) -> &'static str {
        SAYINGS.iter().find(|it| it.0 == self).map_or("", |it| it.3)
    }

    fn accepts(self) -> bool {
        matches!(self, Self::Yes | Self::Try)
    }
}

/// What somebody who was asked answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) by: PersonId,
    pub(crate) saying: Saying,
    pub(crate) words: String,
    /// When they first gave it.
    pub(crate) at: Instant,
}

/// Whom an ask is put to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum To {
    One(PersonId),
    All,
}

/// The round that a version belongs to, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InRound {
    pub(crate) id: String,
    pub(crate) phase: Phase,
}

/// How an ask is put: as it was stated, or reworded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) number: i32,
    pub(crate) want: String,
    pub(crate) reason: String,
    /// What is quoted, and its words, which are a copy.
    pub(crate) quote: Option<(&'static str, String)>,
    pub(crate) at: Instant,
    /// Who was asked by it; by other words not those again who had said yes, no or I will try.
    pub(crate) asked: Vec<PersonId>,
    pub(crate) answers: Vec<Answer>,
    /// When what is in is shown, whoever is missing.
    pub(crate) due_at: Option<Instant>,
    /// Since when everybody sees the answers, as far as it was noted.
    pub(crate) shown_at: Option<Instant>,
    pub(crate) round: Option<InRound>,
}

impl Version {
    pub(crate) fn answer_of(&self, person: &PersonId) -> Option<&Answer> {
        self.answers.iter().find(|it| it.by == *person)
    }
}

/// What became of an accepted ask, in its asker's judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Kept,
    NotKept,
    /// The asker wants it no longer.
    Withdrawn,
}

/// Each with its word.
pub(crate) const FATES: [(Fate, &str); 3] =
    [(Fate::Kept, "kept"), (Fate::NotKept, "not kept"), (Fate::Withdrawn, "withdrawn")];

impl Fate {
    pub(crate) fn word(self) -> &'static str {
        flow::workflow::word(&FATES, self)
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        FATES.iter().find(|it| it.1 == word).map(|it| it.0)
    }
}

/// A fate as it was told; an undone one is followed by the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fated {
    pub(crate) fate: Option<Fate>,
    pub(crate) on: Date,
    pub(crate) at: Instant,
    /// The event that tells of it.
    pub(crate) event: String,
}

/// An ask, from its first version to its fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ask {
    pub(crate) id: String,
    pub(crate) team: PeerTeamId,
    pub(crate) by: PersonId,
    pub(crate) to: To,
    pub(crate) kind: super::kind::AskKind,
    /// The part of the purpose that it serves.
    pub(crate) part: Option<String>,
    /// The first first; there is one at least.
    pub(crate) versions: Vec<Version>,
    pub(crate) fates: Vec<Fated>,
}

/// What the rules look at besides the ask: the time, and who sat at the table from when to when.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub(crate) now: Instant,
    pub(crate) spells: Vec<PeerSpell>,
}

impl Moment {
    /// Whether a peer has sat here ever since. Who left and came back was not asked.
    pub(crate) fn is_here(&self, person: &PersonId, since: Instant) -> bool {
        let its = |it: &&PeerSpell| it.person == *person && it.until.is_none();
        self.spells.iter().find(its).is_some_and(|it| it.from.as_micros() <= since.as_micros())
    }

    /// The peers who are here now.
    pub(crate) fn peers(&self) -> impl Iterator<Item = &PersonId> {
        self.spells.iter().filter(|it| it.until.is_none()).map(|it| &it.person)
    }
}

/// Where an ask stands, as everybody sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Waiting,
    /// Somebody said whatever: it waits for other words.
    Returned,
    Accepted,
    Declined,
    Kept,
    NotKept,
    Withdrawn,
}

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
        self.versions.push(wording.as_version(number, asked, moment.now));
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

    pub(crate) fn as_version(self, number: i32, asked: Vec<PersonId>, at: Instant) -> Version {
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
