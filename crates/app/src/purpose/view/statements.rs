//! Statements as a member sees them: their versions with what differs, and what the peers say to
//! the one that consent is asked for.

use super::super::model::{Phase, Piece, Says, Stance, Statement, Version, Workshop, differences};
use super::{Column, Names, columns};
use crate::peer_team::Member;
use crate::people::PersonId;
use crate::shell::date_words;
use jiff::civil::Date;

/// The phase in which statements are worded.
pub(crate) struct Words {
    pub(crate) statements: Vec<Named>,
    /// What got dots, the most first, under its question.
    pub(crate) columns: Vec<Column>,
    /// The review date that is proposed.
    pub(crate) review_on: String,
}

/// A statement on the page.
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) words: String,
    pub(crate) by: String,
    /// How many versions there are.
    pub(crate) count: usize,
    /// The rewordings, the latest first: by whom, and what they changed.
    pub(crate) rewordings: Vec<(String, Vec<Piece>)>,
}

/// The phase in which consent is asked for.
pub(crate) struct Consent {
    pub(crate) statement: Named,
    pub(crate) review_on: String,
    /// Who consents to the words as they are, listed.
    pub(crate) consenting: Option<String>,
    pub(crate) objections: Vec<Objection>,
    /// Who has not said anything to the words as they are.
    pub(crate) waiting: Option<String>,
    pub(crate) i_consent: bool,
    pub(crate) i_object: bool,
    pub(crate) can_be_adopted: bool,
}

impl Consent {
    /// Whether a harm was named to which nobody has found other words.
    pub(crate) fn is_unanswered(&self) -> bool {
        self.objections.iter().any(|it| !it.is_answered)
    }
}

/// A harm that somebody sees, and what would make it safe enough.
pub(crate) struct Objection {
    pub(crate) by: String,
    pub(crate) harm: String,
    pub(crate) remedy: String,
    /// It was raised against words that have changed since.
    pub(crate) is_answered: bool,
    pub(crate) is_mine: bool,
}

impl Named {
    pub(crate) fn of(it: &Statement, names: &Names) -> Self {
        let pairs = it.versions.windows(2);
        let rewording = |pair: &[Version]| {
            (names.name(&pair[1].by), differences(&pair[0].words, &pair[1].words))
        };
        let mut rewordings: Vec<_> = pairs.map(rewording).collect();
        rewordings.reverse();
        Self {
            id: it.id.clone(),
            words: it.words().to_owned(),
            by: it.versions.first().map_or_else(String::new, |first| names.name(&first.by)),
            count: it.versions.len(),
            rewordings,
        }
    }

    /// What somebody typed beside what stands there by now.
    pub(crate) fn beside(&self, typed: &str) -> Vec<Piece> {
        differences(&self.words, typed)
    }

    /// How it came about, in words.
    pub(crate) fn story(&self) -> String {
        match self.rewordings.first() {
            None => format!("Proposed by {}.", self.by),
            Some((last, _)) => {
                format!("Proposed by {}; version {}, by {last}.", self.by, self.count)
            }
        }
    }
}

impl Words {
    pub(super) fn of(
        it: &Workshop,
        member: &Member,
        (names, default_review_on): (&Names, Date),
    ) -> Self {
        let statements = it.content.statements.iter().map(|it| Named::of(it, names));
        Self {
            statements: statements.collect(),
            columns: columns(it, &member.me.id, names),
            review_on: it.content.review_on.unwrap_or(default_review_on).to_string(),
        }
    }
}

impl Consent {
    pub(crate) fn of(
        it: &Workshop,
        member: &Member,
        (peers, names): (&[PersonId], &Names),
    ) -> Self {
        let me = &member.me.id;
        let empty = Statement { id: String::new(), versions: vec![] };
        let statement = it.chosen().unwrap_or(&empty);
        let consents =
            |peer: &&PersonId| it.stance_of(peer).is_some_and(|it| it.says == Says::Consents);
        let consenting: Vec<PersonId> = peers.iter().filter(consents).cloned().collect();
        let objections = it.objections(peers);
        let objection = |stance: &&Stance| match &stance.says {
            Says::Consents => None,
            Says::Objects { harm, remedy } => Some(Objection {
                by: names.name(&stance.person),
                harm: harm.clone(),
                remedy: remedy.clone(),
                is_answered: stance.version < statement.versions.len(),
                is_mine: stance.person == *me,
            }),
        };
        let said: Vec<Objection> = objections.iter().filter_map(objection).collect();
        Self {
            review_on: it
                .content
                .review_on
                .map_or_else(String::new, |on| date_words(on, member.me.locale)),
            i_consent: consenting.contains(me),
            i_object: said.iter().any(|it| it.is_mine),
            can_be_adopted: it.phase == Phase::Consent && said.is_empty() && !consenting.is_empty(),
            objections: said,
            waiting: names.listed(&it.missing(peers)),
            consenting: names.listed(&consenting),
            statement: Named::of(statement, names),
        }
    }
}

/// All objections that were raised on the way, with the harm and what would make it safe enough.
pub(crate) fn settled(it: &Workshop, names: &Names) -> Vec<(String, String, String)> {
    let raised = it.content.stances.iter().filter_map(|stance| match &stance.says {
        Says::Consents => None,
        Says::Objects { harm, remedy } => {
            Some((names.name(&stance.person), harm.clone(), remedy.clone()))
        }
    });
    raised.collect()
}
