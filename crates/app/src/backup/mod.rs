//! Backups: one file with everything but the key, made while the place is in use; read again at
//! once, because a copy that nobody has read is none; and put back into an empty folder.

#[cfg(test)]
mod tests;

use crate::config::Settings;
use crate::private::{self, Key, KeyError};
use crate::serve::{DATA_FILE, KEY_FILE, private_folder};
use crate::store;
use crate::wording::counted;
use crate::{Error, people, why};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use std::path::{Path, PathBuf};

/// Copies the data of a folder into a file, while they may be in use, and reads the copy again;
/// with the key in a second file beside it, if that is wanted. What it says is for whoever asked.
///
/// # Errors
/// When there are no data, the file exists, or the copy is not what it should be.
pub async fn backup(place: &Settings, file: &Path, with_key: bool) -> Result<String, Error> {
    let folder = in_a_file(place)?;
    let data = data_in(folder)?;
    let key = Key::that_is_in(&folder.join(KEY_FILE))?;
    if file.exists() {
        return Err(is_there(file));
    }
    let unchecked = beside(file, ".unchecked");
    new_file(&unchecked)?;
    let told = copied(&data, &unchecked, &key).await;
    if told.is_err() {
        // What nobody can rely on is not left lying about.
        let _ = std::fs::remove_file(&unchecked);
    }
    let told = told?;
    std::fs::rename(&unchecked, file).map_err(|it| refused(file, &it))?;
    let mut said = format!("{} is a copy of {}. ", file.display(), data.display());
    if with_key {
        let key_copy = key_beside(file);
        copy_into_new(&folder.join(KEY_FILE), &key_copy)?;
        said += &format!("The key is in {}: keep it elsewhere. ", key_copy.display());
    }
    Ok(said + &told + "\n")
}

/// The folder, where the data are a file in it.
fn in_a_file(place: &Settings) -> Result<&Path, Error> {
    if place.database.is_none() {
        return Ok(&place.folder);
    }
    let key = place.folder.join(KEY_FILE);
    Err(Error::Asked(format!(
        "These data lie in PostgreSQL: copy them with its own pg_dump, and keep {}.",
        key.display()
    )))
}

/// Copies data, sees to it that they are on the disk, and reads them.
async fn copied(data: &Path, copy: &Path, key: &Key) -> Result<String, Error> {
    store::copy(data, copy).await?;
    let on_disk = std::fs::File::open(copy).and_then(|file| file.sync_all());
    on_disk.map_err(|it| refused(copy, &it))?;
    checked(copy, Some(key)).await
}

/// Reads a backup, or the data of a folder, from beginning to end: whether the file is whole, and
/// whether what is sealed in it opens with the key, where there is one.
///
/// # Errors
/// When it is damaged, is none, or the key is another one.
pub async fn verify(file: &Path) -> Result<String, Error> {
    let (data, key) = if file.is_dir() {
        (data_in(file)?, file.join(KEY_FILE))
    } else {
        (file.to_owned(), key_beside(file))
    };
    let key = if key.exists() { Some(Key::that_is_in(&key)?) } else { None };
    Ok(checked(&data, key.as_ref()).await? + "\n")
}

/// Puts a backup, which is read first, into a folder that holds no data yet.
///
/// # Errors
/// When the backup is damaged, or the folder has data.
pub async fn restore(file: &Path, place: &Settings) -> Result<String, Error> {
    let folder = in_a_file(place)?;
    verify(file).await?;
    let (data, key) = (folder.join(DATA_FILE), folder.join(KEY_FILE));
    // SQLite would play what an earlier file still had to write into the one that is put back.
    for rest in ["", "-wal", "-shm", "-journal"].map(|end| beside(&data, end)) {
        if rest.exists() {
            return Err(is_there(&rest));
        }
    }
    let key_copy = key_beside(file);
    if key_copy.exists() && key.exists() {
        return Err(is_there(&key));
    }
    private_folder(folder).map_err(|error| refused(folder, &error))?;
    copy_into_new(file, &data)?;
    if key_copy.exists() {
        copy_into_new(&key_copy, &key)?;
    }
    let mut said = verify(folder).await?.trim_end().to_owned();
    said += &format!(
        " It lies in {} now, as it was then: what was taken back or ended since is there again.",
        folder.display()
    );
    if !key.exists() {
        said += &format!(" Put the key into {} before you start it.", key.display());
    }
    Ok(said + "\n")
}

/// What is found in a file of data that is whole.
async fn checked(data: &Path, key: Option<&Key>) -> Result<String, Error> {
    let c = store::open_to_read(data).await.map_err(|_| {
        Error::Asked(format!("{} cannot be relied on: it does not open.", data.display()))
    })?;
    let told = found_in(&c, data, key).await;
    c.close().await?;
    told
}

async fn found_in(c: &DatabaseConnection, data: &Path, key: Option<&Key>) -> Result<String, Error> {
    let damaged = |what: &str| {
        Error::Asked(format!("{} cannot be relied on: {what}. Take another copy.", data.display()))
    };
    let whole = texts(c, "SELECT integrity_check AS t FROM pragma_integrity_check").await;
    let whole = whole.map_err(|_| damaged("it is no database"))?;
    if whole != ["ok"] {
        return Err(damaged("SQLite finds it damaged"));
    }
    let loose = texts(c, "SELECT \"table\" AS t FROM pragma_foreign_key_check").await?;
    if let Some(table) = loose.first() {
        return Err(damaged(&format!("something in “{table}” belongs to nothing")));
    }
    let steps = texts(c, "SELECT version AS t FROM seaql_migrations").await;
    store::known_steps(&steps.map_err(|_| damaged("it holds no data of Roundtable"))?).map_err(
        |step| damaged(&format!("a later version made it (“{step}” is not known here)")),
    )?;
    let count = async |table| -> Result<u64, Error> {
        let counted = texts(c, &format!("SELECT CAST(count(*) AS text) AS t FROM {table}")).await?;
        Ok(counted.first().and_then(|count| count.parse().ok()).unwrap_or(0))
    };
    // Of those who left for good a row without a key is left.
    let people = counted(count("person WHERE length(wrapped_key) > 0").await?, "account");
    let teams = counted(count("peer_team").await?, "peer team");
    let events = counted(count("event").await?, "event");
    let sealed = match key {
        None => "The key is not beside it, so private whys were not tried.".to_owned(),
        Some(key) => {
            if private::is_key_of(c, key).await? == Some(false) {
                return Err(KeyError::Unreadable.into());
            }
            let mut opened = 0;
            for (person, key) in people::keys(c, key).await? {
                opened += why::opened(c, (&person, &key)).await?.len() as u64;
            }
            format!("{} opened with the key.", counted(opened, "private why"))
        }
    };
    Ok(format!("It is whole: {people}, {teams}, {events}. {sealed}"))
}

async fn texts(c: &DatabaseConnection, question: &str) -> Result<Vec<String>, Error> {
    let statement = Statement::from_string(c.get_database_backend(), question);
    let rows = c.query_all_raw(statement).await?;
    Ok(rows.iter().map(|row| row.try_get("", "t")).collect::<Result<_, _>>()?)
}

fn data_in(folder: &Path) -> Result<PathBuf, Error> {
    let data = folder.join(DATA_FILE);
    let nothing = || {
        Error::Asked(format!(
            "{} holds no data. Of PostgreSQL make copies with its pg_dump, and keep the key.",
            folder.display()
        ))
    };
    data.is_file().then_some(data).ok_or_else(nothing)
}

/// Where the key of a backup lies.
fn key_beside(file: &Path) -> PathBuf {
    beside(file, ".key")
}

/// A file beside another: its name with something at the end.
fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Copies a file into one that its owner alone may read, down to the disk.
fn copy_into_new(from: &Path, to: &Path) -> Result<(), Error> {
    let mut source = std::fs::File::open(from).map_err(|error| refused(from, &error))?;
    let mut copy = new_file(to)?;
    let copied = std::io::copy(&mut source, &mut copy).and_then(|_| copy.sync_all());
    copied.map_err(|error| refused(to, &error))
}

fn is_there(path: &Path) -> Error {
    Error::Asked(format!("{} is there already, and nothing is written over.", path.display()))
}

/// An empty file for its owner alone; never one that is there.
fn new_file(path: &Path) -> Result<std::fs::File, Error> {
    crate::private::private_file(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => is_there(path),
        _ => refused(path, &error),
    })
}

fn refused(path: &Path, error: &std::io::Error) -> Error {
    Error::Asked(format!("{} cannot be used ({error}).", path.display()))
}
