//! Backups: made while somebody writes, whole, refused where they would write over something, and
//! read with the right key only.

use super::*;
use crate::config::Settings;
use crate::testing::{Folder, House};

#[tokio::test]
async fn a_backup_of_a_place_in_use_is_whole_and_comes_back() {
    let house = House::in_a_file().await;
    let (mut ana, _ben) = house.ana_and_ben().await;
    ana.post("/why", &[("words", "canary-of-ana"), ("reason", "faster")]).await;
    let (from, file) = (house.folder.path(""), house.folder.path("copy.backup"));
    let made = backup(&Settings::in_folder(from.clone()), &file, true).await.expect("it is made");
    assert!(made.contains("2 accounts, 1 peer team, 3 events. 1 private why opened"), "{made}");
    // What is written after it is not in it.
    ana.post("/why", &[("words", "later"), ("reason", "faster")]).await;
    let bytes = std::fs::read(&file).expect("the copy");
    assert!(!bytes.windows(13).any(|part| part == b"canary-of-ana"));
    let elsewhere = Folder::new();
    let told =
        restore(&file, &Settings::in_folder(elsewhere.path("new"))).await.expect("it is put back");
    assert!(told.contains("1 private why opened with the key."), "{told}");
    let again = verify(&elsewhere.path("new")).await.expect("it is whole");
    assert!(again.contains("2 accounts"), "{again}");
    let over = async || {
        let over = restore(&file, &Settings::in_folder(elsewhere.path("new")))
            .await
            .expect_err("there are data");
        assert!(over.to_string().contains("is there already, and nothing is written over."));
    };
    over().await;
    // What an earlier file still had to write would be played into the one that is put back.
    let data = elsewhere.path("new").join(DATA_FILE);
    std::fs::rename(&data, beside(&data, "-wal")).expect("our own file");
    over().await;
}

#[tokio::test]
async fn without_the_key_it_says_so_and_with_another_it_is_refused() {
    let house = House::in_a_file().await;
    let mut ana = house.ana().await;
    ana.post("/why", &[("words", "mine"), ("reason", "faster")]).await;
    let file = house.folder.path("copy.backup");
    backup(&Settings::in_folder(house.folder.path("")), &file, false).await.expect("it is made");
    let told = verify(&file).await.expect("it is whole");
    assert!(told.contains("The key is not beside it"), "{told}");
    let told = restore(&file, &Settings::in_folder(house.folder.path("new")))
        .await
        .expect("it is put back");
    assert!(told.contains("Put the key into"), "{told}");
    Key::new_in(&house.folder.path("copy.backup.key")).expect("another key");
    let other = verify(&file).await.expect_err("another key opens nothing");
    assert_eq!(other.to_string(), "A private text does not open with this key.");
}

#[tokio::test]
async fn what_is_no_backup_or_damaged_is_refused() {
    let house = House::in_a_file().await;
    house.ana().await;
    let folder = Folder::new();
    let no_database = folder.file("a.backup", &"no database ".repeat(1_000));
    let told = verify(&no_database).await.expect_err("it is none").to_string();
    assert!(told.contains("cannot be relied on"), "{told}");
    let file = house.folder.path("copy.backup");
    backup(&Settings::in_folder(house.folder.path("")), &file, false).await.expect("it is made");
    let mut bytes = std::fs::read(&file).expect("the copy");
    bytes.truncate(bytes.len() / 2);
    let cut = folder.path("cut.backup");
    std::fs::write(&cut, bytes).expect("a file");
    let told = verify(&cut).await.expect_err("half is missing").to_string();
    assert!(told.contains("cannot be relied on"), "{told}");
    let nothing = backup(&Settings::in_folder(folder.path("")), &folder.path("b"), false)
        .await
        .expect_err("no data");
    assert!(nothing.to_string().contains("holds no data"), "{nothing}");
}

#[tokio::test]
async fn a_backup_of_an_earlier_layout_is_still_read() {
    let house = House::in_a_file().await;
    let mut ana = house.ana().await;
    ana.post("/why", &[("words", "mine"), ("reason", "faster")]).await;
    let file = house.folder.path("copy.backup");
    backup(&Settings::in_folder(house.folder.path("")), &file, true).await.expect("it is made");
    let c = sea_orm::Database::connect(format!("sqlite:{}", file.display())).await;
    let c = c.expect("it can be opened");
    for column in ["short", "colour", "locale", "disabled_at", "left_at", "seen_on"] {
        let without = format!("ALTER TABLE person DROP COLUMN {column}");
        c.execute_unprepared(&without).await.expect("it was not there once");
    }
    c.close().await.expect("it closes");
    let told = verify(&file).await.expect("it is whole");
    assert!(told.contains("1 private why opened"), "{told}");
}
