//! What was written: drafts that nobody else reads, notes after the reveal, groups of notes, dots.
//! Pure.

use super::{Phase, Refusal, Workshop};
use crate::micros;
use crate::people::PersonId;
use crate::private::PrivateText;
use flow::Instant;
use serde::{Deserialize, Serialize};

/// The three questions that make a purpose.
pub(crate) const QUESTIONS: [&str; 3] = [
    "Who benefits from our work?",
    "What problems do we solve for them?",
    "Why do they care about those problems or results?",
];

/// So many dots each has.
pub(crate) const MOST_DOTS: usize = 5;
const MOST_LINES: usize = 20;
const LONGEST_LINE: usize = 300;
const LONGEST_NAME: usize = 60;

/// What somebody wrote before the reveal, sealed with their key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    pub(crate) person: PersonId,
    pub(crate) sealed: Vec<u8>,
}

/// An answer that all see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Note {
    pub(crate) id: String,
    pub(crate) person: PersonId,
    /// The place of the question.
    pub(crate) question: usize,
    pub(crate) words: String,
    #[serde(with = "micros")]
    pub(crate) at: Instant,
    pub(crate) group: Option<String>,
}

/// Notes that belong together, and what they are called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// One dot of somebody on a note; what is put together has the dots of all its notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Dot {
    pub(crate) person: PersonId,
    pub(crate) note: String,
}

/// Notes as they stand on the page: a group, or one that stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pile<'w> {
    /// The group, where several stand together.
    pub(crate) group: Option<&'w Group>,
    pub(crate) notes: Vec<&'w Note>,
    pub(crate) dots: Vec<&'w Dot>,
}

/// What a purpose is made of: a pile that somebody gave a dot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) id: String,
    pub(crate) words: String,
    pub(crate) question: usize,
    pub(crate) dots: usize,
}

/// Answers to the three questions, one thought on each line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers(pub(crate) [Vec<String>; 3]);

impl Answers {
    /// What was typed, if it can be kept.
    pub(crate) fn checked(typed: [&str; 3]) -> Result<Self, Refusal> {
        let answers = Self::of(typed);
        if answers.0.iter().all(Vec::is_empty) {
            return Err(Refusal::NothingWritten);
        }
        if answers.0.iter().any(|lines| lines.len() > MOST_LINES) {
            return Err(Refusal::TooManyLines);
        }
        match answers.0.iter().flatten().map(|line| line.chars().count()).max() {
            Some(longest) if longest > LONGEST_LINE => Err(Refusal::LineTooLong(longest)),
            _ => Ok(answers),
        }
    }

    fn of(typed: [&str; 3]) -> Self {
        let lines = |text: &str| -> Vec<String> {
            text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
        };
        Self(typed.map(lines))
    }

    /// The three texts as one, to be sealed.
    pub(crate) fn to_sealed_text(typed: [&str; 3]) -> PrivateText {
        PrivateText::new(typed.map(|text| text.replace(BETWEEN, " ")).join(BETWEEN))
    }

    /// The three texts as they were typed.
    pub(crate) fn typed(text: &PrivateText) -> [String; 3] {
        let mut texts = text.reveal().split(BETWEEN).map(str::to_owned);
        std::array::from_fn(|_| texts.next().unwrap_or_default())
    }

    pub(crate) fn of_sealed_text(text: &PrivateText) -> Self {
        let [who, what, why] = Self::typed(text);
        Self::of([&who, &what, &why])
    }
}

/// The sign that separates records; nobody types it.
const BETWEEN: &str = "\u{1e}";

impl Workshop {
    /// The place that a draft is sealed for.
    pub(crate) fn place_of_draft(&self, person: &PersonId) -> String {
        format!("purpose_draft|{}|{}", self.id, person.as_str())
    }

    /// My draft, sealed.
    pub(crate) fn draft_of(&self, person: &PersonId) -> Option<&[u8]> {
        self.content.drafts.iter().find(|it| it.person == *person).map(|it| &*it.sealed)
    }

    /// Keeps what somebody writes, until the reveal.
    pub(crate) fn write(mut self, by: &PersonId, sealed: Vec<u8>) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Write])?;
        self.content.drafts.retain(|it| it.person != *by);
        self.content.drafts.push(Draft { person: by.clone(), sealed });
        Ok(self)
    }

    /// Adds answers after the reveal: by whoever comes late and writes before they see, and by
    /// others while all still read or group.
    pub(crate) fn add(
        mut self,
        by: &PersonId,
        (answers, now): (&Answers, Instant),
    ) -> Result<Self, Refusal> {
        use Phase::{Choose, Consent, Group, Reveal, Word};
        match self.has_written(by) {
            true => self.in_phase(&[Reveal, Group])?,
            false => self.in_phase(&[Reveal, Group, Choose, Word, Consent])?,
        }
        self.put_down(by, (answers, now));
        Ok(self)
    }

    fn put_down(&mut self, by: &PersonId, (answers, at): (&Answers, Instant)) {
        for (question, lines) in answers.0.iter().enumerate() {
            // What was revealed while somebody went on writing is not said twice.
            let mine: Vec<_> = self.content.notes.iter().filter(|it| it.person == *by).collect();
            let is_there = |words: &String| {
                mine.iter().any(|it| it.question == question && it.words == *words)
            };
            let new: Vec<&String> = lines.iter().filter(|words| !is_there(words)).collect();
            let note = |words: &String| Note {
                id: crate::ids::new(),
                person: by.clone(),
                question,
                words: words.clone(),
                at,
                group: None,
            };
            self.content.notes.extend(new.into_iter().map(note));
        }
        self.content.drafts.retain(|it| it.person != *by);
        // Their place must not tell who wrote them.
        self.content.notes.sort_by_cached_key(|it| (it.words.to_lowercase(), it.id.clone()));
    }

    /// All drafts of the peers become notes, at once. Those of who has left stay sealed.
    pub(super) fn revealed(
        mut self,
        opened: &[(PersonId, Answers)],
        (peers, now): (&[PersonId], Instant),
    ) -> Result<Self, Refusal> {
        let theirs: Vec<_> = opened.iter().filter(|it| peers.contains(&it.0)).collect();
        if theirs.is_empty() && self.content.notes.is_empty() {
            return Err(Refusal::NobodyWrote);
        }
        for (person, answers) in theirs {
            self.put_down(person, (answers, now));
        }
        Ok(self)
    }

    fn note(&mut self, id: &str) -> Result<&mut Note, Refusal> {
        self.content.notes.iter_mut().find(|it| it.id == id).ok_or(Refusal::NoSuchNote)
    }

    /// Puts a note with another, or with those of the other's group.
    pub(crate) fn put_together(
        mut self,
        by: &PersonId,
        (id, with): (&str, &str),
    ) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Group])?;
        self.takes_part(by)?;
        let (question, group) = {
            let other = self.note(with)?;
            (other.question, other.group.clone())
        };
        if id == with || self.note(id)?.question != question {
            return Err(Refusal::OtherQuestion);
        }
        let group = group.unwrap_or_else(crate::ids::new);
        if !self.content.groups.iter().any(|it| it.id == group) {
            self.content.groups.push(Group { id: group.clone(), name: String::new() });
        }
        self.note(with)?.group = Some(group.clone());
        self.note(id)?.group = Some(group);
        Ok(self)
    }

    /// Takes a note out of its group.
    pub(crate) fn take_out(mut self, by: &PersonId, id: &str) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Group])?;
        self.takes_part(by)?;
        self.note(id)?.group = None;
        Ok(self)
    }

    /// Names a group. `was` is the name that was read: of two at once, the second is told.
    pub(crate) fn name_group(
        mut self,
        by: &PersonId,
        (id, was, name): (&str, &str, &str),
    ) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Group, Phase::Choose])?;
        self.takes_part(by)?;
        let name = crate::wording::name(name, LONGEST_NAME).ok_or(Refusal::GroupName)?;
        let group = self.content.groups.iter_mut().find(|it| it.id == id);
        let group = group.ok_or(Refusal::NoSuchNote)?;
        if group.name != was && group.name != name {
            return Err(Refusal::NamedMeanwhile(group.name.clone()));
        }
        group.name = name;
        Ok(self)
    }

    /// Gives a note one of my dots.
    pub(crate) fn give_dot(mut self, by: &PersonId, note: &str) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Choose])?;
        self.takes_part(by)?;
        self.note(note)?;
        if self.dots_left(by) == 0 {
            return Err(Refusal::NoDotLeft);
        }
        self.content.dots.push(Dot { person: by.clone(), note: note.to_owned() });
        Ok(self)
    }

    /// Takes one of my dots back from the pile that a note is in.
    pub(crate) fn take_dot(mut self, by: &PersonId, note: &str) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Choose])?;
        let mine = {
            let piles = self.piles();
            let pile = piles.iter().find(|it| it.notes.iter().any(|it| it.id == note));
            let mut dots = pile.ok_or(Refusal::NoSuchNote)?.dots.iter();
            dots.find(|it| it.person == *by).map(|it| (*it).clone())
        };
        let mine = mine.ok_or(Refusal::NoDotThere)?;
        let place = self.content.dots.iter().position(|it| *it == mine);
        self.content.dots.remove(place.ok_or(Refusal::NoDotThere)?);
        Ok(self)
    }

    pub(crate) fn dots_left(&self, person: &PersonId) -> usize {
        let given = self.content.dots.iter().filter(|it| it.person == *person).count();
        MOST_DOTS.saturating_sub(given)
    }

    /// The notes as they stand together, in the order of their first.
    pub(crate) fn piles(&self) -> Vec<Pile<'_>> {
        let mut piles: Vec<Pile<'_>> = vec![];
        for note in &self.content.notes {
            let dots = self.content.dots.iter().filter(|it| it.note == note.id);
            let there = |pile: &&mut Pile<'_>| {
                note.group.is_some() && pile.notes.iter().any(|it| it.group == note.group)
            };
            match piles.iter_mut().find(there) {
                Some(pile) => {
                    pile.group =
                        self.content.groups.iter().find(|it| Some(&it.id) == note.group.as_ref());
                    pile.notes.push(note);
                    pile.dots.extend(dots);
                }
                None => {
                    piles.push(Pile { group: None, notes: vec![note], dots: dots.collect() });
                }
            }
        }
        piles
    }

    /// What the purpose is made of: what got dots, the most first.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let piles = self.piles();
        let chosen = piles.iter().filter(|pile| !pile.dots.is_empty());
        let mut parts: Vec<Part> = chosen.map(Pile::part).collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.dots));
        parts
    }
}

impl Pile<'_> {
    /// What it is called: its name, or the words of its first note.
    pub(crate) fn name(&self) -> &str {
        let named = self.group.map(|group| group.name.as_str()).filter(|name| !name.is_empty());
        named.unwrap_or_else(|| self.notes.first().map_or("", |note| note.words.as_str()))
    }

    fn part(&self) -> Part {
        let first = self.notes.first();
        Part {
            id: self.group.map_or_else(
                || first.map_or_else(String::new, |note| note.id.clone()),
                |group| group.id.clone(),
            ),
            words: self.name().to_owned(),
            question: first.map_or(0, |note| note.question),
            dots: self.dots.len(),
        }
    }
}
