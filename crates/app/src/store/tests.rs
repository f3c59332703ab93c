//! The store: versions, layouts, what is undone and what stays.

use super::*;
use crate::testing::{Folder, place};

async fn opened(place: &Place) -> Store {
    Store::open(place).await.expect("it can be opened")
}

async fn count(store: &Store) -> i64 {
    let backend = store.reader().get_database_backend();
    let statement = Statement::from_string(backend, "SELECT count(*) AS n FROM sign_in_try");
    let row = store.reader().query_one_raw(statement).await.expect("a question");
    row.expect("a row").try_get("", "n").expect("a number")
}

const INSERT: &str = "INSERT INTO sign_in_try (id, email, at) VALUES ('1', 'a@b', 1)";

#[tokio::test]
async fn opening_twice_changes_nothing_and_loses_nothing() {
    let folder = Folder::new();
    let place = place(&folder).await;
    let store = opened(&place).await;
    let tx = store.write().await.expect("a transaction");
    tx.execute_unprepared(INSERT).await.expect("a row");
    tx.commit().await.expect("a commit");
    store.close().await.expect("it closes");
    assert_eq!(count(&opened(&place).await).await, 1);
}

#[tokio::test]
async fn what_is_not_committed_is_undone() {
    let folder = Folder::new();
    let place = place(&folder).await;
    let store = opened(&place).await;
    let tx = store.write().await.expect("a transaction");
    tx.execute_unprepared(INSERT).await.expect("a row");
    drop(tx);
    let tx = store.write().await.expect("the next one");
    tx.commit().await.expect("a commit");
    assert_eq!(count(&store).await, 0);
}

#[tokio::test]
async fn who_reads_cannot_write() {
    let folder = Folder::new();
    let store = opened(&place(&folder).await).await;
    assert!(store.reader().execute_unprepared(INSERT).await.is_err());
}

#[tokio::test]
async fn this_sqlite_is_one_that_loses_nothing() {
    let folder = Folder::new();
    let store = opened(&Place::File(folder.path("data.sqlite"))).await;
    check_version(store.reader(), "the data").await.expect("3.51.3 or later");
}

/// What is put in after each step, in their order.
const ROWS: [&str; 24] = [
    include_str!("migrations/people.sql"),
    include_str!("migrations/whys.sql"),
    include_str!("migrations/events.sql"),
    include_str!("migrations/peer_teams.sql"),
    include_str!("migrations/invitations.sql"),
    include_str!("migrations/shared_whys.sql"),
    include_str!("migrations/teams.sql"),
    include_str!("migrations/installation.sql"),
    include_str!("migrations/jobs.sql"),
    include_str!("migrations/mail.sql"),
    include_str!("migrations/proposals.sql"),
    include_str!("migrations/peer_team_links.sql"),
    include_str!("migrations/profiles.sql"),
    include_str!("migrations/recovery_codes.sql"),
    include_str!("migrations/lost_access.sql"),
    include_str!("migrations/accounts.sql"),
    include_str!("migrations/passkeys.sql"),
    include_str!("migrations/demo.sql"),
    include_str!("migrations/comments.sql"),
    include_str!("migrations/undoing.sql"),
    include_str!("migrations/holidays.sql"),
    include_str!("migrations/purposes.sql"),
    include_str!("migrations/asks.sql"),
    include_str!("migrations/problems.sql"),
];

#[tokio::test]
async fn every_step_runs_on_the_rows_of_those_before_it_and_loses_none() {
    let folder = Folder::new();
    let c = unmoved(&place(&folder).await).await;
    let mut put_in = vec![];
    assert_eq!(ROWS.len(), Migrations::migrations().len(), "each step has its rows");
    for rows in ROWS {
        Migrations::up(&c, Some(1)).await.expect("the next step");
        c.execute_unprepared(rows).await.expect(rows);
        put_in.extend(rows.split(';').filter_map(|row| row.split_whitespace().nth(2)));
    }
    for table in &put_in {
        let count = format!("SELECT count(*) AS n FROM {table}");
        let statement = Statement::from_string(c.get_database_backend(), count);
        let row = c.query_one_raw(statement).await.expect(table).expect("a count");
        let kept: i64 = row.try_get("", "n").expect("a number");
        let expected = put_in.iter().filter(|it| it == &table).count();
        assert_eq!(kept, expected as i64, "{table}");
    }
}

/// A place without any layout yet.
async fn unmoved(place: &Place) -> DatabaseConnection {
    let options = match place {
        Place::File(path) => sqlite(path, 1, false),
        Place::Server(url) => postgres(url, false),
    };
    Database::connect(options).await.expect("it can be opened")
}
