//! What can be done about a problem where it stands: the state machine. Pure.

use super::super::Refusal;
use super::{Standing, State, What};
use crate::people::PersonId;

impl Standing {
    /// Whether something can be done by somebody, or by the time.
    pub(super) fn allows(&self, what: &What, by: Option<&PersonId>) -> Result<(), Refusal> {
        let (spell, state) = (self.spell(), self.state());
        match what {
            What::Shared { .. } => Err(Refusal::SoAlready),
            // Whoever said it says it otherwise; what a table below said stays its own.
            What::Reworded { .. } if self.raised_by.as_ref() != by => Err(Refusal::NotYours),
            What::Reworded { words, more } => {
                self.differs(*words != self.words || *more != self.more)
            }
            What::AlsoHad { teams, .. } => {
                self.is_open(state)?;
                let is_new = |team: &String| !self.teams.iter().any(|it| it.team == *team);
                let any = teams.iter().any(is_new);
                if any { Ok(()) } else { Err(Refusal::HaveItAlready) }
            }
            What::Estimated { size, harm, .. } => {
                self.is_open(state)?;
                let is_new = *size != self.size || harm.is_some_and(|it| Some(it) != self.harm);
                self.differs(is_new)
            }
            What::Routed { route } => {
                self.is_open(state)?;
                self.differs(self.route != Some(*route))
            }
            What::TookUp => {
                self.is_open(state)?;
                self.differs(by.is_none_or(|by| !spell.solvers.contains(by)))
            }
            What::LetGo => {
                self.is_open(state)?;
                let is_on_it = by.is_some_and(|by| spell.solvers.contains(by));
                if is_on_it { Ok(()) } else { Err(Refusal::NotOnIt) }
            }
            What::Contained { .. } => {
                self.is_open(state)?;
                self.differs(state != State::Contained)
            }
            What::BrokeLoose if state != State::Contained => Err(Refusal::NotContained),
            What::Solved { .. } | What::Dropped { .. } => self.is_open(state),
            What::CameBack { .. } if state.is_open() => Err(Refusal::IsOpen),
            _ => self.allows_beside(what, by),
        }
    }

    /// What moves it to no other column.
    fn allows_beside(&self, what: &What, by: Option<&PersonId>) -> Result<(), Refusal> {
        let (spell, state) = (self.spell(), self.state());
        match what {
            What::Told { .. } if self.raised_by.is_some() => Err(Refusal::NobodyBelow),
            What::Caused { cause } => self.differs(self.cause.as_ref() != Some(cause)),
            What::Blocked { team, .. } => {
                self.is_open(state)?;
                self.differs(self.block_of(team).is_none())
            }
            What::Unblocked { team, until } => match self.block_of(team) {
                None => Err(Refusal::NotBlocked),
                Some(block) if *until < block.from => Err(Refusal::BeforeBlocked),
                Some(_) => Ok(()),
            },
            What::PutOnAgenda => {
                self.is_open(state)?;
                self.differs(self.put_on_agenda_at <= self.discussed_at)
            }
            What::Offered { .. } => {
                self.is_open(state)?;
                self.differs(spell.offered.is_none())
            }
            What::Thanked { .. } if !matches!(state, State::Solved | State::Verified) => {
                Err(Refusal::NotSolved)
            }
            What::Thanked { .. } if self.helped() == by.into_iter().collect::<Vec<_>>() => {
                Err(Refusal::OwnThanks)
            }
            What::WasUnanswered => {
                self.is_open(state)?;
                self.differs(spell.replied_at.is_none() && spell.unanswered_at.is_none())
            }
            What::WasUnsolved => {
                self.is_open(state)?;
                self.differs(spell.unsolved_at.is_none())
            }
            What::Verified if state != State::Solved => Err(Refusal::NotSolved),
            _ => Ok(()),
        }
    }

    fn is_open(&self, state: State) -> Result<(), Refusal> {
        match state {
            state if state.is_open() => Ok(()),
            State::Dropped => Err(Refusal::WasDropped),
            _ => Err(Refusal::WasSolved),
        }
    }

    fn differs(&self, differs: bool) -> Result<(), Refusal> {
        if differs { Ok(()) } else { Err(Refusal::SoAlready) }
    }
}
