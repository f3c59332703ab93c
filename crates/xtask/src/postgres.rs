//! A PostgreSQL of its own for the tests: a fresh folder, a socket in it, gone when they end.

use crate::run::step;
use std::path::PathBuf;

/// A running server.
pub(crate) struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    as_whom: &'static str,
}

impl Postgres {
    /// Starts one; none where PostgreSQL is not installed.
    pub(crate) fn start() -> Result<Option<Self>, String> {
        let Some(programs) = programs() else { return Ok(None) };
        let folder = std::env::temp_dir().join(format!("rt-postgres-{}", std::process::id()));
        let name = folder.display().to_string();
        // PostgreSQL refuses to be run by root.
        let is_root = step("id -u").output().is_some_and(|id| id.trim() == "0");
        let as_whom = if is_root { "runuser -u postgres -- " } else { "" };
        let owner = if is_root { "-o postgres " } else { "" };
        step(&format!("install -d -m 700 {owner}{name}")).go()?;
        let server = Self { folder, programs, as_whom };
        server.run("initdb", &format!("-A trust -U postgres --no-sync -D {name}/data"))?;
        let settings = format!(
            "listen_addresses = ''\nunix_socket_directories = '{name}'\nfsync = off\n\
             max_connections = 200\n"
        );
        std::fs::write(server.folder.join("settings"), settings)
            .map_err(|error| format!("the settings of PostgreSQL cannot be written ({error})"))?;
        step(&format!("chmod 644 {name}/settings")).go()?;
        let file = format!("config_file={name}/settings");
        let places = format!("-c {file} -c data_directory={name}/data");
        let hba = format!("-c hba_file={name}/data/pg_hba.conf");
        server.ctl(&[
            "-o",
            &format!("{places} {hba}"),
            "-l",
            &format!("{name}/log"),
            "-w",
            "start",
        ])?;
        Ok(Some(server))
    }

    /// The address of a database in it, `DATABASE` standing for its name.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@localhost/DATABASE?host={}", self.folder.display())
    }

    fn program(&self, name: &str) -> String {
        format!("{}{}/{name}", self.as_whom, self.programs.display())
    }

    fn run(&self, name: &str, arguments: &str) -> Result<(), String> {
        step(&format!("{} {arguments}", self.program(name))).go()
    }

    fn ctl(&self, arguments: &[&str]) -> Result<(), String> {
        let data = format!("-D {}/data -s", self.folder.display());
        step(&format!("{} {data}", self.program("pg_ctl"))).args(arguments).go()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Err(sentence) = self.ctl(&["-m", "immediate", "-w", "stop"]) {
            eprintln!("xtask: PostgreSQL did not stop: {sentence}");
        }
        // Should it stay, it lies among the temporary files.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Where PostgreSQL's programs are: the newest of those that Debian keeps apart, or on the path.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = versions.map(|it| it.path().join("bin")).collect();
    folders.sort();
    let on_path = step("pg_config --bindir").output().map(|path| PathBuf::from(path.trim()));
    folders.extend(on_path);
    folders.into_iter().rfind(|folder| folder.join("initdb").exists())
}
