//! The product on a fresh folder with a standing clock, and browsers of the people who use it.

use super::{Answer, Folder};
use crate::app::{Address, App, Clock};
use crate::config::Settings;
use crate::job;
use crate::mail::Smtp;
use crate::serve::{DATA_FILE, jobs, put_together, router};
use crate::store::{Place, Store};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use flow::Instant;
use futures_util::FutureExt;
use http_body_util::BodyExt;
use sea_orm::{ConnectionTrait, Database, Statement};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;

/// Where a test keeps its data: a file in its folder, or a database of its own on the PostgreSQL
/// that the environment names.
#[expect(clippy::disallowed_methods, reason = "tests alone are told by the environment")]
pub(crate) async fn place(folder: &Folder) -> Place {
    let Ok(server) = std::env::var("ROUNDTABLE_TEST_POSTGRES") else {
        return Place::File(folder.path(DATA_FILE));
    };
    let name = format!("t{}", crate::ids::new().replace('-', ""));
    let all = Database::connect(server.replace("DATABASE", "postgres")).await;
    let all = all.expect("PostgreSQL answers");
    all.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("it can be made");
    all.close().await.expect("it closes");
    Place::Server(server.replace("DATABASE", &name))
}

/// A product of its own for a test.
pub(crate) struct House {
    pub(crate) app: Arc<App>,
    pub(crate) folder: Arc<Folder>,
    place: Place,
}

/// 2 March 2026, 9:00 UTC.
pub(crate) const BEGIN_MICROS: i64 = 1_772_442_000_000_000;

impl House {
    pub(crate) async fn new() -> Self {
        Self::at("https://table.example.org").await
    }

    pub(crate) async fn at(public_url: &str) -> Self {
        let begin = Instant::from_micros(BEGIN_MICROS);
        let folder = Arc::new(Folder::new());
        let place = place(&folder).await;
        Self::on((folder, place), public_url, begin).await
    }

    /// One that has a mail server.
    pub(crate) async fn with_mail(smtp: &str) -> Self {
        let mut house = Self::new().await;
        let mail = Smtp::new(smtp, "Roundtable <table@example.org>").expect("both are addresses");
        let app = Arc::get_mut(&mut house.app).expect("nobody else has it yet");
        app.mail = Some(mail);
        house
    }

    /// One that keeps its data in a file, whatever the environment names.
    pub(crate) async fn in_a_file() -> Self {
        let begin = Instant::from_micros(BEGIN_MICROS);
        let folder = Arc::new(Folder::new());
        let place = Place::File(folder.path(DATA_FILE));
        Self::on((folder, place), "https://table.example.org", begin).await
    }

    /// The same data after a restart.
    pub(crate) async fn restarted(&self) -> Self {
        let (url, now) = (&self.app.address.public_url, self.app.clock.now());
        Self::on((Arc::clone(&self.folder), self.place.clone()), url, now).await
    }

    async fn on((folder, place): (Arc<Folder>, Place), public_url: &str, now: Instant) -> Self {
        let store = Store::open(&place).await.expect("the data can be opened");
        let address = Address { public_url: public_url.to_owned() };
        let clock = Clock::standing_at(now);
        let app = put_together(store, &folder.path("key"), clock, (address, None)).await;
        Self { app: app.expect("it can be put together"), folder, place }
    }

    /// One that was put together elsewhere.
    pub(crate) fn of(app: Arc<App>, folder: Arc<Folder>, place: Place) -> Self {
        Self { app, folder, place }
    }

    /// Another node on the same data; none where they are a file, which is one node's.
    pub(crate) async fn another_node(&self) -> Option<Self> {
        match self.place {
            Place::File(_) => None,
            Place::Server(_) => Some(self.restarted().await),
        }
    }

    /// This node goes down.
    pub(crate) async fn ends(self) {
        self.app.store.clone().close().await.expect("it closes");
    }

    /// Does all jobs that are due.
    pub(crate) async fn run_jobs(&self) {
        let told = std::sync::Mutex::new(vec![]);
        let tell = |line: &str| told.lock().expect("nobody panics with it").push(line.to_owned());
        job::run_due(&self.app, &jobs(&self.app), tell).await.expect("the data can be used");
        assert!(told.into_inner().expect("nobody panics with it").is_empty(), "one is given up");
    }

    /// All that is stored, as bytes: of SQLite the files, of PostgreSQL every row of every table.
    pub(crate) async fn stored(&self) -> Vec<u8> {
        match &self.place {
            Place::File(_) => self.files(),
            Place::Server(_) => self.rows().await,
        }
    }

    /// All rows there are, without what is left of deleted ones.
    pub(crate) async fn live(&self) -> Vec<u8> {
        let Place::File(data) = &self.place else { return self.rows().await };
        let copy = self.folder.path("live");
        crate::store::copy(data, &copy).await.expect("it can be copied");
        let bytes = std::fs::read(&copy).expect("the copy");
        std::fs::remove_file(&copy).expect("our own file");
        bytes
    }

    /// A backup, where the data are a file.
    pub(crate) async fn backup(&self) -> Option<Vec<u8>> {
        let Place::File(_) = self.place else { return None };
        let (copy, here) = (self.folder.path("backup"), self.folder.path(""));
        let made = crate::backup::backup(&Settings::in_folder(here), &copy, false).await;
        made.expect("it can be made");
        let bytes = std::fs::read(&copy).expect("the copy");
        std::fs::remove_file(&copy).expect("our own file");
        Some(bytes)
    }

    async fn rows(&self) -> Vec<u8> {
        let tables = "SELECT table_name::text AS t FROM information_schema.tables \
                      WHERE table_schema = 'public' ORDER BY 1";
        let mut all = String::new();
        for table in self.texts(tables).await {
            let rows = format!("SELECT r::text AS t FROM \"{table}\" r ORDER BY 1");
            all += &self.texts(&rows).await.join("\n");
        }
        all.into_bytes()
    }

    /// The one text that a question to the data is answered with; the question calls it `t`.
    pub(crate) async fn text(&self, question: &str) -> String {
        self.texts(question).await.pop().expect("there is one")
    }

    /// Changes the data behind the product's back.
    pub(crate) async fn change(&self, statement: &str) {
        let tx = self.app.store.write().await.expect("a transaction");
        tx.execute_unprepared(statement).await.expect(statement);
        tx.commit().await.expect("a commit");
    }

    async fn texts(&self, question: &str) -> Vec<String> {
        let c = self.app.store.reader();
        let statement = Statement::from_string(c.get_database_backend(), question);
        let rows = c.query_all_raw(statement).await.expect("it can be asked");
        rows.iter().map(|row| row.try_get("", "t").expect("a text")).collect()
    }

    fn files(&self) -> Vec<u8> {
        let folder = self.folder.path("");
        let files = std::fs::read_dir(folder).expect("the folder can be read");
        let files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
        // The key is no data, and beside it lies who reads at the moment.
        let kept =
            |path: &&PathBuf| !path.ends_with("key") && !path.ends_with("roundtable.sqlite-shm");
        let data = files.iter().filter(kept);
        data.flat_map(|path| std::fs::read(path).expect("it can be read")).collect()
    }

    /// Somebody who is not signed in.
    pub(crate) fn browser(&self) -> Browser {
        Self::browser_of(&self.app)
    }

    /// Somebody who is not signed in, at another product.
    pub(crate) fn browser_of(app: &Arc<App>) -> Browser {
        Browser { router: router(Arc::clone(app)), cookie: None, headers: vec![] }
    }

    /// The first person, who set the product up.
    pub(crate) async fn ana(&self) -> Browser {
        let link = self.app.set_up_link().expect("nobody is there yet");
        let token = link.split_once("token=").expect("a token").1.to_owned();
        let mut ana = self.browser();
        let account = account("Ana Novak", "ana@example.org");
        let form: Vec<(&str, &str)> =
            std::iter::once(("token", token.as_str())).chain(account).collect();
        ana.post("/set-up", &form).await.leads_to("/why");
        ana
    }

    /// Ana and Ben at a table of their own.
    pub(crate) async fn ana_and_ben(&self) -> (Browser, Browser) {
        let mut ana = self.ana().await;
        ana.post("/peer-teams", &[("name", "North group")]).await;
        let ben = self.invited(&mut ana, ("peer", "Ben Ortiz", "ben@example.org")).await;
        (ana, ben)
    }

    /// Somebody new whom a peer of the north group invited.
    pub(crate) async fn invited(
        &self,
        by: &mut Browser,
        (role, name, email): (&str, &str, &str),
    ) -> Browser {
        let token = by.invites(&[("role", role)]).await;
        let mut newcomer = self.browser();
        let account = account(name, email);
        let form: Vec<(&str, &str)> =
            std::iter::once(("token", token.as_str())).chain(account).collect();
        newcomer.post("/invitation/account", &form).await.leads_to("/why");
        newcomer
    }
}

pub(crate) fn account<'t>(name: &'t str, email: &'t str) -> [(&'t str, &'t str); 3] {
    [("name", name), ("email", email), ("password", "four plain words here")]
}

/// A browser: it keeps the session's cookie.
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookie: Option<String>,
    /// Headers that it sends besides its usual ones.
    pub(crate) headers: Vec<(&'static str, &'static str)>,
}

impl Browser {
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[]).await
    }

    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.ask(Method::POST, path, form).await
    }

    /// Makes an invitation to the north group: its token.
    pub(crate) async fn invites(&mut self, form: &[(&str, &str)]) -> String {
        self.invites_to("north-group", form).await
    }

    /// Comments on a thing of the north group: the comment's id.
    pub(crate) async fn says_about(&mut self, about: (&str, &str), words: &str) -> String {
        let form = [("thing", about.0), ("about", about.1), ("words", words)];
        let answer = self.post("/peer-teams/north-group/comments", &form).await;
        let to = answer.headers.get("location").and_then(|to| to.to_str().ok());
        let id = to.and_then(|to| to.split_once('#')).expect("it leads to the comment").1;
        id.to_owned()
    }

    /// Makes an invitation to a table: its token.
    pub(crate) async fn invites_to(&mut self, team: &str, form: &[(&str, &str)]) -> String {
        let made = self.post(&format!("/peer-teams/{team}/invitations"), form).await;
        let after = made.text.split("/invitation?token=").nth(1).expect("a link is told");
        after.chars().take_while(char::is_ascii_hexdigit).collect()
    }

    /// Opens a page of a peer team that listens: what it is told.
    pub(crate) async fn listens(&mut self, team: &str, seen: &str) -> Line {
        let request = Request::builder()
            .uri(format!("/peer-teams/{team}/live?seen={seen}"))
            .header("cookie", self.cookie.clone().expect("signed in"))
            .body(Body::empty())
            .expect("a request");
        let answer = self.router.clone().oneshot(request).await.expect("it never fails");
        assert_eq!(answer.status(), StatusCode::OK);
        Line(answer.into_body())
    }

    async fn ask(&mut self, method: Method, path: &str, form: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder()
            .method(method.clone())
            .uri(path)
            .header("host", "table.example.org")
            .header("content-type", "application/x-www-form-urlencoded");
        if self.headers.is_empty() {
            request = request.header("sec-fetch-site", "same-origin");
        }
        for (name, value) in &self.headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let body = serde_html_form::to_string(form).expect("a form can be written");
        if method != Method::GET {
            request = request.header("content-length", body.len());
        }
        let body = if method == Method::GET { Body::empty() } else { Body::from(body) };
        let request = request.body(body).expect("a request");
        let answer = self.router.clone().oneshot(request).await.expect("it never fails");
        let (parts, mut body) = answer.into_parts();
        let set = parts.headers.get_all("set-cookie").iter();
        let pairs =
            set.map(|set| set.to_str().expect("text").split(';').next().unwrap_or_default());
        // What was done is told to the next page; these browsers read the answer itself.
        for pair in pairs.filter(|pair| !pair.contains("done=")) {
            self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        let bytes = if parts.headers.get("content-type").is_some_and(|it| it == STREAM) {
            // It has no end; its first word is what it says at once.
            next_of(&mut body).await.expect("a first word")
        } else {
            to_bytes(body, usize::MAX).await.expect("a body")
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }
}

const STREAM: &str = "text/event-stream";

async fn next_of(body: &mut Body) -> Option<axum::body::Bytes> {
    let frame = body.frame().await?.expect("the line holds");
    frame.into_data().ok()
}

/// What an open page is told.
pub(crate) struct Line(Body);

impl Line {
    /// The next word; nothing when the line has ended. Whoever waits in vain fails.
    pub(crate) async fn next(&mut self) -> Option<String> {
        let within = Duration::from_secs(10);
        let next = tokio::time::timeout(within, next_of(&mut self.0)).await;
        let bytes = next.expect("a word within ten seconds")?;
        Some(String::from_utf8_lossy(&bytes).trim().to_owned())
    }

    /// Whether nothing was said so far.
    pub(crate) fn is_silent(&mut self) -> bool {
        next_of(&mut self.0).now_or_never().is_none()
    }
}
