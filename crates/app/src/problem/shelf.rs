//! The problems of tables as this node knows them, read off their logs and kept in memory: a board,
//! a list or a search reads the database only for what changed since.
//!
//! Each change of a table's problems has a revision, given while the table is held, so that what
//! was committed before a revision is there when it is.

use super::like::{Like, Texts};
use super::model::{Problem, Standing};
use super::store;
use crate::Error;
use crate::app::App;
use crate::peer_team::PeerTeamId;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

/// A problem, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) problem: Problem,
    pub(crate) standing: Standing,
}

impl Known {
    pub(crate) fn of(problem: Problem) -> Self {
        Self { standing: problem.standing(), problem }
    }
}

/// The shelves of all tables that somebody looked at.
#[derive(Default)]
pub(crate) struct Shelves(Mutex<HashMap<String, Arc<Mutex<Shelf>>>>);

/// The problems of a table.
#[derive(Default)]
struct Shelf {
    revision: i64,
    by_number: BTreeMap<i32, Arc<Known>>,
    texts: Texts,
}

impl Shelf {
    fn take_in(&mut self, (revision, problem): (i64, Problem)) {
        // Of two who look at once the later knows no less.
        if revision <= self.revision {
            return;
        }
        let (number, known) = (problem.number, Known::of(problem));
        self.texts.put(number, &known.standing.words);
        self.by_number.insert(number, Arc::new(known));
        self.revision = revision;
    }
}

impl Shelves {
    /// What is asked of a table's problems as they are now.
    async fn look<T>(
        &self,
        app: &App,
        team: &PeerTeamId,
        asked: impl FnOnce(&Shelf) -> T,
    ) -> Result<T, Error> {
        let shelf = Arc::clone(locked(&self.0).entry(team.as_str().to_owned()).or_default());
        let c = app.store.reader();
        let revision = locked(&shelf).revision;
        let newer = match store::revision(c, team).await? {
            latest if latest > revision => store::since(c, (team, revision)).await?,
            _ => vec![],
        };
        let mut shelf = locked(&shelf);
        newer.into_iter().for_each(|one| shelf.take_in(one));
        Ok(asked(&shelf))
    }
}

/// A table that is half read is read again: its revision goes with each problem.
fn locked<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(|broken| broken.into_inner())
}

/// All problems of a table, by number.
pub(super) async fn of_team(app: &App, team: &PeerTeamId) -> Result<Vec<Arc<Known>>, Error> {
    app.problems.look(app, team, |shelf| shelf.by_number.values().cloned().collect()).await
}

/// One of a table, by its number.
pub(super) async fn by_number(
    app: &App,
    team: &PeerTeamId,
    number: i32,
) -> Result<Option<Arc<Known>>, Error> {
    app.problems.look(app, team, |shelf| shelf.by_number.get(&number).cloned()).await
}

/// The problems of a table that are most like these words, the likest first.
pub(super) async fn like(
    app: &App,
    team: &PeerTeamId,
    (words, most): (&str, usize),
) -> Result<Vec<(Like, Arc<Known>)>, Error> {
    let found = |shelf: &Shelf| {
        let known = |it: Like| {
            let known = Arc::clone(shelf.by_number.get(&it.number)?);
            Some((it, known))
        };
        shelf.texts.like(words, most).into_iter().filter_map(known).collect()
    };
    app.problems.look(app, team, found).await
}
