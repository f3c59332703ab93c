//! Where everything is kept: SQLite in one file, or PostgreSQL for many nodes. One text for both.
//!
//! One connection writes, always in an immediate transaction; others read and can do nothing else.
//! An answer is given only after the commit has returned.

mod bell;
mod migrations;
#[cfg(test)]
mod tests;

pub(crate) use bell::{ANYTHING, Tx};

use bell::Bell;
use migrations::Migrations;
use sea_orm::sqlx::Error as SqlxError;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, RuntimeErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast;

/// Versions before this one can lose commits when two connections write a checkpoint at once.
const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];

/// Where the data are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file of SQLite.
    File(PathBuf),
    /// The address of a PostgreSQL database.
    Server(String),
}

/// The data, opened.
#[derive(Clone, Debug)]
pub struct Store {
    writer: DatabaseConnection,
    readers: DatabaseConnection,
    bell: Bell,
}

/// Why the data cannot be opened.
#[derive(Debug)]
pub enum StoreError {
    /// The database said no.
    Database(String, DbErr),
    /// This SQLite can lose what was committed.
    OldSqlite(String),
}

/// What a database had to say, where that cannot hold anything of its address or of what is kept.
pub(crate) fn told(error: &DbErr) -> String {
    let (DbErr::Conn(it) | DbErr::Exec(it) | DbErr::Query(it)) = error else {
        return "for a reason that is not told".to_owned();
    };
    let RuntimeErr::SqlxError(it) = it else { return "its address makes no sense".to_owned() };
    match &**it {
        SqlxError::Database(it) => match it.code() {
            Some(code) => format!("the database refuses, code {code}"),
            None => "the database refuses".to_owned(),
        },
        it @ (SqlxError::Io(_)
        | SqlxError::PoolTimedOut
        | SqlxError::PoolClosed
        | SqlxError::WorkerCrashed) => it.to_string(),
        SqlxError::Configuration(_) => "its address makes no sense".to_owned(),
        _ => "for a reason that is not told".to_owned(),
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(place, error) => {
                write!(f, "The data in {place} cannot be used: {}.", told(error))
            }
            Self::OldSqlite(version) => write!(
                f,
                "This program was built with SQLite {version}, which can lose what was saved; it \
                 needs 3.51.3 or later."
            ),
        }
    }
}

impl std::error::Error for StoreError {}

impl Store {
    /// Opens the data, and brings their layout up to date.
    ///
    /// # Errors
    /// When they cannot be opened, or SQLite is too old to be trusted.
    pub async fn open(place: &Place) -> Result<Self, StoreError> {
        let name = match place {
            Place::File(path) => path.display().to_string(),
            Place::Server(_) => "PostgreSQL".to_owned(),
        };
        let failed = |error| StoreError::Database(name.clone(), error);
        let (writer, readers, bell) = match place {
            Place::File(path) => {
                let writer = Database::connect(sqlite(path, 1, false)).await.map_err(failed)?;
                check_version(&writer, &name).await?;
                Migrations::up(&writer, None).await.map_err(failed)?;
                let readers = Database::connect(sqlite(path, 4, true)).await.map_err(failed)?;
                (writer, readers, Bell::here())
            }
            Place::Server(url) => {
                let writer = Database::connect(postgres(url, false)).await.map_err(failed)?;
                migrate_alone(&writer).await.map_err(failed)?;
                let readers = Database::connect(postgres(url, true)).await.map_err(failed)?;
                let bell = Bell::everywhere(writer.get_postgres_connection_pool()).await;
                (writer, readers, bell.map_err(failed)?)
            }
        };
        Ok(Self { writer, readers, bell })
    }

    /// A connection that reads.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.readers
    }

    /// Which database it is, for whoever runs it.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        match self.readers.get_database_backend() {
            DbBackend::Postgres => "a PostgreSQL database",
            _ => "a file of SQLite",
        }
    }

    /// A transaction that may write. It is undone unless it is committed.
    ///
    /// # Errors
    /// When the database is gone, or somebody else writes for too long.
    pub(crate) async fn write(&self) -> Result<Tx, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx::new(self.writer.begin_with_options(options).await?, self.bell.clone()))
    }

    /// What rings from now on, here and on other nodes.
    pub(crate) fn heard(&self) -> broadcast::Receiver<Arc<str>> {
        self.bell.heard()
    }

    /// Rings at once, for what is not written.
    pub(crate) async fn ring(&self, word: &str) -> Result<(), DbErr> {
        self.bell.ring(&self.writer, word).await
    }

    /// Closes the data: those who read first, who writes last.
    ///
    /// # Errors
    /// When the database says so.
    pub async fn close(self) -> Result<(), DbErr> {
        self.bell.stop();
        self.readers.close().await?;
        self.writer.close().await
    }
}

/// Copies the data in a file into another, which is empty, while others may write.
///
/// # Errors
/// When the database says no.
pub(crate) async fn copy(from: &Path, into: &Path) -> Result<(), StoreError> {
    let failed = |error| StoreError::Database(from.display().to_string(), error);
    let c = Database::connect(sqlite(from, 1, false)).await.map_err(failed)?;
    let name = into.display().to_string();
    check_version(&c, &name).await?;
    let statement = "VACUUM INTO ?";
    let statement =
        Statement::from_sql_and_values(c.get_database_backend(), statement, [name.into()]);
    let copied = c.execute_raw(statement).await;
    c.close().await.map_err(failed)?;
    copied.map(drop).map_err(failed)
}

/// The data in a file, to read them as they are: nothing is moved to a later layout.
///
/// # Errors
/// When the file cannot be opened.
pub(crate) async fn open_to_read(path: &Path) -> Result<DatabaseConnection, StoreError> {
    let (name, path) = (path.display().to_string(), path.to_owned());
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite.filename(&path).in_memory(false).shared_cache(false);
        sqlite.read_only(true).pragma("trusted_schema", "OFF")
    });
    Database::connect(options).await.map_err(|error| StoreError::Database(name, error))
}

/// Whether all steps of a layout are known here; otherwise the first that is not.
pub(crate) fn known_steps(steps: &[String]) -> Result<(), String> {
    let known: Vec<String> =
        Migrations::migrations().iter().map(|step| step.name().to_owned()).collect();
    steps.iter().find(|step| !known.contains(step)).map_or(Ok(()), |step| Err(step.clone()))
}

fn sqlite(path: &Path, connections: u32, only_reads: bool) -> ConnectOptions {
    let path = path.to_owned();
    let mut options = ConnectOptions::new("sqlite::memory:");
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(2))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .filename(&path)
                .in_memory(false)
                .shared_cache(false)
                .create_if_missing(!only_reads)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(2))
                .pragma("trusted_schema", "OFF")
                // What is deleted is overwritten: a key that is destroyed lies in no free page.
                .pragma("secure_delete", "ON")
                .pragma("query_only", if only_reads { "ON" } else { "OFF" })
        });
    options
}

fn postgres(url: &str, only_reads: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let reads = if only_reads { "on" } else { "off" };
    options
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(2))
        .sqlx_logging(false)
        .map_sqlx_postgres_opts(move |postgres| {
            postgres.options([("default_transaction_read_only", reads)])
        });
    options
}

/// Moves the layout under a lock, so that of several nodes that start at once only one does.
async fn migrate_alone(connection: &DatabaseConnection) -> Result<(), DbErr> {
    let alone = connection.begin().await?;
    alone.execute_unprepared("SELECT pg_advisory_xact_lock(4251019)").await?;
    Migrations::up(connection, None).await?;
    alone.commit().await
}

async fn check_version(connection: &DatabaseConnection, name: &str) -> Result<(), StoreError> {
    let failed = |error| StoreError::Database(name.to_owned(), error);
    let question = "SELECT sqlite_version() AS version";
    let statement = Statement::from_string(connection.get_database_backend(), question);
    let row = connection.query_one_raw(statement).await.map_err(failed)?;
    let version: String =
        row.map(|row| row.try_get("", "version")).transpose().map_err(failed)?.unwrap_or_default();
    let parts: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    if parts.as_slice() < &OLDEST_SQLITE[..] {
        return Err(StoreError::OldSqlite(version));
    }
    Ok(())
}
