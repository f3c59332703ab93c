//! The product's own clock: what is to happen later, kept with the data, done once over restarts
//! and over several nodes. A capability says which kinds of jobs it has, as it says its addresses;
//! here nobody knows what they are about.

mod model;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use model::{MONDAY_TO_FRIDAY, WorkingTime};

use crate::Error;
use crate::app::App;
use crate::store::Tx;
use flow::Instant;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;

/// What a job will have been: done, or refused with the reason.
pub(crate) type Done<'w> = Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'w>>;

/// A kind of job: its word in the data, and the work.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) word: &'static str,
    pub(crate) work: Work,
}

/// How a job is done, given the id of its thing.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    /// It changes the data and nothing else. The change and the end of the job are one transaction,
    /// so it takes effect exactly once.
    Change(for<'w> fn(&'w App, &'w Tx, &'w str) -> Done<'w>),
    /// It does what no transaction holds, like sending a mail. Others keep away from it meanwhile;
    /// should this node go down over it, it is done again.
    Errand(for<'w> fn(&'w App, Try<'w>) -> Done<'w>),
}

/// One try of an errand.
#[derive(Clone, Copy)]
pub(crate) struct Try<'w> {
    pub(crate) thing_id: &'w str,
    /// If it fails, it is given up.
    pub(crate) is_last: bool,
}

/// It is to be done at this instant. A thing that is waited for already is waited for anew.
pub(crate) async fn due(
    tx: &Tx,
    kind: &str,
    thing_id: &str,
    (at, now): (Instant, Instant),
) -> Result<(), Error> {
    Ok(store::due(tx, (kind, thing_id), (at, now)).await?)
}

/// It is not to be done any more. Whoever changes the thing, too, calls off first: a job that runs
/// holds itself before its thing, and two who take both in another order wait for each other.
pub(crate) async fn call_off(tx: &Tx, kind: &str, thing_id: &str) -> Result<(), Error> {
    Ok(store::call_off(tx, kind, thing_id).await?)
}

/// Does what is due, one after the other. `tell` is given a line for each that is given up.
///
/// # Errors
/// When the data cannot be used; what a job runs into stops no other.
pub(crate) async fn run_due(
    app: &Arc<App>,
    kinds: &[Kind],
    tell: impl Fn(&str),
) -> Result<(), Error> {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word).collect();
    loop {
        let now = app.clock.now();
        // Looking costs nothing; a transaction that may write would keep others from writing.
        match store::next_due(app.store.reader(), &words).await? {
            Some(at) if at.as_micros() <= now.as_micros() => {}
            _ => return Ok(()),
        }
        let tx = app.store.write().await?;
        let Some(job) = store::take(&tx, &words, now).await? else { return Ok(()) };
        let kind = kinds.iter().find(|kind| kind.word == job.kind);
        let work = kind.ok_or(Error::Ours("a job of no kind was taken"))?.work;
        let done = match work {
            Work::Change(change) => make(app, tx, change, &job).await,
            Work::Errand(errand) => run(app, tx, errand, &job).await?,
        };
        if let Err(reason) = done {
            put_off(app, &job, &reason, &tell).await?;
        }
    }
}

/// A change of the data and the end of its job, together or not at all.
async fn make(
    app: &Arc<App>,
    tx: Tx,
    change: for<'w> fn(&'w App, &'w Tx, &'w str) -> Done<'w>,
    job: &store::Row,
) -> Result<(), String> {
    let (app, job) = (Arc::clone(app), job.clone());
    // In a task of its own a panic is its own, and undoes what it had begun.
    let made = tokio::spawn(async move {
        change(&app, &tx, &job.thing_id).await?;
        store::done(&tx, &job, app.clock.now()).await?;
        Ok::<_, Error>(tx.commit().await?)
    });
    outcome(made).await
}

/// An errand: taken for a while, done, and ended.
async fn run(
    app: &Arc<App>,
    tx: Tx,
    errand: for<'w> fn(&'w App, Try<'w>) -> Done<'w>,
    job: &store::Row,
) -> Result<Result<(), String>, Error> {
    let until = model::later(app.clock.now(), model::LEASE_SECONDS);
    store::hold(&tx, job, until).await?;
    tx.commit().await?;
    let (shared, taken) = (Arc::clone(app), job.clone());
    let ran = tokio::spawn(async move {
        let is_last = model::next_try(taken.tries, shared.clock.now()).is_none();
        errand(&shared, Try { thing_id: &taken.thing_id, is_last }).await
    });
    let done = outcome(ran).await;
    if done.is_ok() {
        let tx = app.store.write().await?;
        store::done(&tx, job, app.clock.now()).await?;
        tx.commit().await?;
    }
    Ok(done)
}

async fn outcome(task: tokio::task::JoinHandle<Result<(), Error>>) -> Result<(), String> {
    match task.await {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(_) => Err("it panicked".to_owned()),
    }
}

/// It failed: it is tried again after a while, or given up.
async fn put_off(
    app: &App,
    job: &store::Row,
    reason: &str,
    tell: &impl Fn(&str),
) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    crate::shell::complain(&format!("The job {} of {} failed.", job.kind, job.thing_id));
    match model::next_try(job.tries, now) {
        Some(at) => store::put_off(&tx, job, at).await?,
        None => {
            store::give_up(&tx, job, now).await?;
            tell(&format!("Given up: the job {} of {} ({reason}).", job.kind, job.thing_id));
        }
    }
    Ok(tx.commit().await?)
}

/// At the latest after so many seconds it is looked whether another node made a job.
const LONGEST_WAIT_SECONDS: i64 = 30;

/// Does what is due whenever it is, until `ended`.
pub(crate) async fn run_until(
    mut ended: oneshot::Receiver<()>,
    app: &Arc<App>,
    kinds: &[Kind],
    tell: impl Fn(&str),
) {
    loop {
        if let Err(error) = run_due(app, kinds, &tell).await {
            tell(&format!("Jobs wait: {error}"));
        }
        let pause = pause(app, kinds).await;
        tokio::select! {
            _ = &mut ended => return,
            _ = tokio::time::timeout(pause, app.jobs.notified()) => {}
        }
    }
}

/// Until the next is due.
async fn pause(app: &App, kinds: &[Kind]) -> Duration {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word).collect();
    let longest = LONGEST_WAIT_SECONDS * 1_000_000;
    let micros = match store::next_due(app.store.reader(), &words).await {
        // One that is due and could not be taken is somebody else's at the moment.
        Ok(Some(at)) => (at.as_micros() - app.clock.now().as_micros()).clamp(1_000_000, longest),
        _ => longest,
    };
    Duration::from_micros(micros.unsigned_abs())
}
