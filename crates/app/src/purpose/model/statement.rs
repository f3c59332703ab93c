//! Statements that are proposed, and their versions: a rewording is a version, and none goes. Pure.

use super::{Phase, Refusal, Workshop, micros};
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};

const LONGEST: usize = 600;

/// A statement of the purpose that somebody proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Statement {
    pub(crate) id: String,
    /// In order; there is one at least.
    pub(crate) versions: Vec<Version>,
}

/// How it was worded by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Version {
    pub(crate) words: String,
    pub(crate) by: PersonId,
    #[serde(with = "micros")]
    pub(crate) at: Instant,
}

impl Statement {
    pub(crate) fn words(&self) -> &str {
        self.versions.last().map_or("", |version| version.words.as_str())
    }
}

/// A piece of a text beside an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Same(String),
    Gone(String),
    New(String),
}

/// What differs between two texts, word by word.
pub(crate) fn differences(before: &str, after: &str) -> Vec<Piece> {
    if before.chars().count().max(after.chars().count()) > LONGEST {
        return vec![Piece::Gone(before.to_owned()), Piece::New(after.to_owned())];
    }
    let diff = TextDiff::from_words(before, after);
    let mut pieces: Vec<(ChangeTag, String)> = vec![];
    for change in diff.iter_all_changes() {
        match pieces.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => pieces.push((change.tag(), change.value().to_owned())),
        }
    }
    let piece = |(tag, text)| match tag {
        ChangeTag::Equal => Piece::Same(text),
        ChangeTag::Delete => Piece::Gone(text),
        ChangeTag::Insert => Piece::New(text),
    };
    pieces.into_iter().map(piece).collect()
}

impl Workshop {
    /// Proposes a statement.
    pub(crate) fn propose(
        mut self,
        by: &PersonId,
        (words, now): (&str, Instant),
    ) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Word])?;
        self.takes_part(by)?;
        let words = checked(words)?;
        if self.content.statements.iter().any(|it| it.words() == words) {
            return Err(Refusal::SameWords);
        }
        // Whoever was ready was so without these words.
        self.content.ready.clear();
        let version = Version { words, by: by.clone(), at: now };
        let statement = Statement { id: crate::ids::new(), versions: vec![version] };
        self.content.statements.push(statement);
        Ok(self)
    }

    /// Words a statement in another way. `read` is how many versions there were when it was read:
    /// of two who reword at once the second sees the other's first.
    pub(crate) fn reword(
        mut self,
        by: &PersonId,
        (id, read): (&str, usize),
        (words, now): (&str, Instant),
    ) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Word, Phase::Consent])?;
        self.takes_part(by)?;
        let words = checked(words)?;
        if self.phase == Phase::Consent && self.content.chosen.as_deref() != Some(id) {
            return Err(Refusal::NoSuchStatement);
        }
        let statement = self.content.statements.iter_mut().find(|it| it.id == id);
        let statement = statement.ok_or(Refusal::NoSuchStatement)?;
        if statement.words() == words {
            return Err(Refusal::SameWords);
        }
        if statement.versions.len() != read {
            return Err(Refusal::RewordedMeanwhile);
        }
        statement.versions.push(Version { words, by: by.clone(), at: now });
        self.content.ready.clear();
        Ok(self)
    }

    pub(crate) fn statement(&self, id: &str) -> Option<&Statement> {
        self.content.statements.iter().find(|it| it.id == id)
    }

    /// The statement that consent is asked for, or that is adopted.
    pub(crate) fn chosen(&self) -> Option<&Statement> {
        self.content.chosen.as_deref().and_then(|id| self.statement(id))
    }

    /// Chooses the statement that consent will be asked for.
    pub(crate) fn choose(mut self, id: &str) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Word])?;
        self.statement(id).ok_or(Refusal::NoSuchStatement)?;
        self.content.chosen = Some(id.to_owned());
        Ok(self)
    }

    /// Where nobody chose, the only one there is will do.
    pub(super) fn put_to_consent(
        mut self,
        (review_on, today): (Date, Date),
    ) -> Result<Self, Refusal> {
        let only = match &self.content.statements[..] {
            [] => return Err(Refusal::NoStatement),
            [one] => Some(one.id.clone()),
            _ => None,
        };
        let chosen = self.content.chosen.take().or(only);
        self.content.chosen = Some(chosen.ok_or(Refusal::WhichStatement)?);
        let chosen = self.content.review_on.filter(|on| *on > today);
        self.content.review_on = Some(chosen.unwrap_or(review_on));
        Ok(self)
    }
}

fn checked(words: &str) -> Result<String, Refusal> {
    let words = words.replace("\r\n", "\n").trim().to_owned();
    match words.chars().count() {
        0 => Err(Refusal::NoWords),
        count if count > LONGEST => Err(Refusal::StatementTooLong(count)),
        _ => Ok(words),
    }
}
