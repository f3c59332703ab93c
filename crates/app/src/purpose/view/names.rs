//! The names of those who have to do with a workshop, and who was missing in it.

use super::super::model::{Closing, Phase, Workshop};
use crate::Error;
use crate::app::App;
use crate::peer_team::Seat;
use crate::people::{self, PersonId};
use crate::wording::listed;

/// The names of those who have to do with a workshop, be they still at the table or not.
pub(crate) struct Names(Vec<(PersonId, String)>);

impl Names {
    pub(crate) async fn of(app: &App, it: &Workshop, seats: &[Seat]) -> Result<Self, Error> {
        let content = &it.content;
        let mut ids: Vec<&PersonId> = vec![&content.leader];
        ids.extend(seats.iter().map(|seat| &seat.person));
        ids.extend(content.notes.iter().map(|note| &note.person));
        ids.extend(content.statements.iter().flat_map(|it| &it.versions).map(|it| &it.by));
        ids.extend(content.stances.iter().map(|stance| &stance.person));
        ids.extend(content.closings.iter().flat_map(|it| &it.missing));
        let texts: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
        let names = people::names(app, &texts).await?;
        Ok(Self(ids.into_iter().cloned().zip(names).collect()))
    }

    pub(crate) fn name(&self, person: &PersonId) -> String {
        let known = self.0.iter().find(|it| it.0 == *person);
        known.map_or_else(|| "somebody".to_owned(), |it| it.1.clone())
    }

    pub(crate) fn listed(&self, people: &[PersonId]) -> Option<String> {
        let names: Vec<String> = people.iter().map(|it| self.name(it)).collect();
        listed(&names)
    }

    pub(super) fn leads(&self, leader: &PersonId) -> String {
        format!("{} leads", self.name(leader))
    }

    /// Who was missing when a phase was closed, a sentence each.
    pub(crate) fn closings(&self, it: &Workshop) -> Vec<String> {
        let said = |closing: &Closing| {
            // Whoever has written since is not missing any more.
            let has_come = |it: &Workshop, person: &PersonId| {
                closing.phase == Phase::Write && it.has_written(person)
            };
            let missing = closing.missing.iter().filter(|person| !has_come(it, person));
            let names = self.listed(&missing.cloned().collect::<Vec<_>>())?;
            Some(match closing.phase {
                Phase::Write => format!("Revealed without {names}, who had not written."),
                Phase::Choose => format!("Chosen without the dots of {names}."),
                _ => format!("Adopted without a word from {names}."),
            })
        };
        it.content.closings.iter().filter_map(said).collect()
    }
}
