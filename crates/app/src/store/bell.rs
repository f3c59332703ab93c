//! The bell: words that ring after a commit, on this node and on every other that shares the data,
//! and wake whoever waits for a change. What they say is the capabilities' business.

use sea_orm::sqlx::PgPool;
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, Statement,
};
use std::ops::Deref;
use std::sync::{Arc, Mutex};
use tokio::sync::broadcast;
use tokio::task::AbortHandle;

/// The channel of PostgreSQL by which nodes hear each other.
const CHANNEL: &str = "roundtable";
/// Who has not listened for so many words is told that it missed some.
const KEPT_WORDS: usize = 256;
/// Rung when the line to the others was down: anything may have happened.
pub(crate) const ANYTHING: &str = "anything";

/// The bell of the data.
#[derive(Clone, Debug)]
pub(super) struct Bell {
    here: broadcast::Sender<Arc<str>>,
    /// What listens to the other nodes, where there can be some.
    listens: Option<AbortHandle>,
}

impl Bell {
    /// One that is heard in this process.
    pub(super) fn here() -> Self {
        Self { here: broadcast::channel(KEPT_WORDS).0, listens: None }
    }

    /// One that is heard by all who share the database.
    pub(super) async fn everywhere(pool: &PgPool) -> Result<Self, DbErr> {
        let lost = |error: sea_orm::sqlx::Error| DbErr::Custom(error.to_string());
        let mut listener = PgListener::connect_with(pool).await.map_err(lost)?;
        listener.listen(CHANNEL).await.map_err(lost)?;
        let bell = Self::here();
        let here = bell.here.clone();
        let listens = tokio::spawn(async move {
            loop {
                match listener.try_recv().await {
                    Ok(Some(word)) => drop(here.send(word.payload().into())),
                    // The line was down and is up again; nobody says what was said meanwhile.
                    Ok(None) => drop(here.send(ANYTHING.into())),
                    Err(_) => tokio::time::sleep_until(in_a_second()).await,
                }
            }
        });
        Ok(Self { listens: Some(listens.abort_handle()), ..bell })
    }

    pub(super) fn heard(&self) -> broadcast::Receiver<Arc<str>> {
        self.here.subscribe()
    }

    pub(super) fn stop(&self) {
        if let Some(listens) = &self.listens {
            listens.abort();
        }
    }

    /// Rings at once.
    pub(super) async fn ring(&self, c: &DatabaseConnection, word: &str) -> Result<(), DbErr> {
        match c.get_database_backend() {
            DbBackend::Postgres => notify(c, word).await,
            _ => {
                // Nobody may be listening, which is as well.
                let _ = self.here.send(word.into());
                Ok(())
            }
        }
    }
}

fn in_a_second() -> tokio::time::Instant {
    tokio::time::Instant::now() + std::time::Duration::from_secs(1)
}

/// PostgreSQL itself holds the word back until the commit.
async fn notify(c: &impl ConnectionTrait, word: &str) -> Result<(), DbErr> {
    let values = [CHANNEL.into(), word.into()];
    let backend = c.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, "SELECT pg_notify($1, $2)", values);
    c.execute_raw(statement).await.map(drop)
}

/// A transaction that may write. It is undone unless it is committed; its words ring after that.
pub(crate) struct Tx {
    tx: DatabaseTransaction,
    bell: Bell,
    words: Mutex<Vec<Arc<str>>>,
}

impl Tx {
    pub(super) fn new(tx: DatabaseTransaction, bell: Bell) -> Self {
        Self { tx, bell, words: Mutex::default() }
    }

    /// Rings once this is committed.
    pub(crate) async fn ring(&self, word: &str) -> Result<(), DbErr> {
        match self.tx.get_database_backend() {
            DbBackend::Postgres => notify(&self.tx, word).await,
            _ => {
                let mut words = self.words.lock().unwrap_or_else(|broken| broken.into_inner());
                words.push(word.into());
                Ok(())
            }
        }
    }

    /// Keeps what was written.
    pub(crate) async fn commit(self) -> Result<(), DbErr> {
        self.tx.commit().await?;
        let words = self.words.into_inner().unwrap_or_else(|broken| broken.into_inner());
        words.into_iter().for_each(|word| drop(self.bell.here.send(word)));
        Ok(())
    }
}

impl Deref for Tx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.tx
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.tx.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.tx.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.tx.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.tx.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.tx.query_all_raw(statement).await
    }
}
