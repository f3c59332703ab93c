//! `roundtable serve`: the product as a web server, until it is asked to stop.

mod https;
#[cfg(test)]
mod tests;

use crate::app::{Address, App, Clock};
use crate::config::Settings;
use crate::mail::Smtp;
use crate::private::Key;
use crate::shell::{assets, begin_log, error_page, guarded};
use crate::store::{Place, Store};
use crate::{
    Error, account, ask, comment, demo, invitation, job, live, lost_access, mail, operator,
    passkey, peer_team, peer_team_link, people, private, problem, proposal, purpose, seat, team,
    today, undo, why,
};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::Listener;
use https::Https;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// The data in their folder, where they are no PostgreSQL database.
pub(crate) const DATA_FILE: &str = "roundtable.sqlite";
/// The key in the folder of the data.
pub(crate) const KEY_FILE: &str = "key";

/// A folder for its owner alone; one that is there stays as it is.
pub(crate) fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)
}

/// The key that lies beside the data. A new one is made for new data only: to others it is no key.
async fn key_of(store: &Store, path: &Path) -> Result<Key, Error> {
    let refused = |what: &str| Error::Asked(format!("{} {what}", path.display()));
    let is_new = !people::anybody(store.reader()).await?;
    let key = match (path.exists(), is_new) {
        (true, _) => Key::that_is_in(path)?,
        (false, true) => Key::new_in(path)?,
        (false, false) => {
            let missing = "is not there, the key of these data. Put it there: without it no \
                           private why can be read again.";
            return Err(refused(missing));
        }
    };
    if private::is_key_of(store.reader(), &key).await?.is_none() {
        private::make_key_of(store, &key).await?;
    }
    match private::is_key_of(store.reader(), &key).await? {
        Some(true) => Ok(key),
        _ => Err(refused("is not the key of these data: it opens nothing that is sealed in them.")),
    }
}

/// The product on these data, with the key that lies beside them; how people and mail reach it.
pub(crate) async fn put_together(
    store: Store,
    key: &Path,
    clock: Clock,
    reach: (Address, Option<Smtp>),
) -> Result<Arc<App>, Error> {
    let key = key_of(&store, key).await?;
    passkey::check_host(&store, &reach.0).await?;
    let is_demo = demo::is_demo(store.reader()).await?;
    let app = App::new((store, is_demo), key, clock, reach)?;
    if people::anybody(app.store.reader()).await? {
        app.set_up_done();
    }
    Ok(Arc::new(app))
}

/// All pages, guarded.
pub(crate) fn router(app: Arc<App>) -> Router {
    Router::new()
        .merge(today::routes())
        .merge(why::routes())
        .merge(ask::routes())
        .merge(peer_team::routes())
        .merge(invitation::routes())
        .merge(peer_team_link::routes())
        .merge(seat::routes())
        .merge(proposal::routes())
        .merge(team::routes())
        .merge(problem::routes())
        .merge(purpose::routes(&[ask::serving(), problem::serving()]))
        .merge(comment::routes(&commented()))
        .merge(undo::routes())
        .merge(people::routes())
        .merge(account::routes())
        .merge(lost_access::routes())
        .merge(passkey::routes())
        .merge(operator::routes())
        .merge(demo::routes())
        .merge(assets())
        .route("/livez", get(|| async { "alive\n" }))
        .route("/readyz", get(get_ready))
        .route("/version", get(|| async { concat!(env!("CARGO_PKG_VERSION"), "\n") }))
        .fallback(get_nothing)
        .layer(from_fn_with_state(Arc::clone(&app), people::carried))
        .layer(from_fn_with_state(Arc::clone(&app), waking))
        .layer(from_fn_with_state(Arc::clone(&app), guarded))
        .with_state(app)
}

/// What can be commented on, of all capabilities.
fn commented() -> [comment::Kind; 6] {
    [
        why::commented(),
        ask::commented(),
        problem::commented(),
        proposal::commented(),
        team::commented(),
        purpose::commented(),
    ]
}

/// What can be due, of all capabilities.
pub(crate) fn jobs(app: &App) -> Vec<job::Kind> {
    [mail::jobs(app), why::jobs(), ask::jobs(), proposal::jobs(), purpose::jobs(), problem::jobs()]
        .concat()
}

/// Wakes whoever does the jobs after a change, which may have made one.
async fn waking(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let changes = request.method() == Method::POST;
    let response = next.run(request).await;
    if changes {
        app.jobs.notify_one();
    }
    response
}

async fn get_nothing() -> Response {
    let sentence = "There is nothing at this address, or nothing for you.";
    error_page(StatusCode::NOT_FOUND, sentence, ("/", "Go to the table"))
}

/// Whether requests can be answered: the data can be read.
async fn get_ready(State(app): State<Arc<App>>) -> Response {
    match people::anybody(app.store.reader()).await {
        Ok(_) => "ready\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response(),
    }
}

/// Waits until it is interrupted or told to end.
async fn stopped() {
    // Without a signal to wait for it runs until it is killed, which it survives.
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let told = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut told) => told.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let told = std::future::pending::<()>();
    tokio::select! {
        _ = interrupted => {}
        _ = told => {}
    }
}

/// Waits for what is asked, in a program that does nothing else meanwhile.
///
/// # Errors
/// Those of what is asked, and when the system gives no threads.
pub fn wait_for<T>(asked: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| {
        Error::Asked(format!("The system gives no threads to work with ({error})."))
    })?;
    runtime.block_on(asked)
}

type Listening = (TcpListener, Option<(PathBuf, PathBuf)>);

/// A place that is about to be served.
struct Opened {
    store: Store,
    /// Where it listens, and the certificate of its own with the key.
    listener: Listening,
    /// How people and mail reach it.
    reach: (Address, Option<Smtp>),
    /// Where the key lies.
    key: PathBuf,
}

/// How people reach the place, where it listens at this port.
fn address(settings: &Settings, port: u16) -> Result<Address, Error> {
    let scheme = if settings.certificate.is_some() { "https" } else { "http" };
    let here = || format!("{scheme}://localhost:{port}");
    let public_url = settings.public_url.clone().unwrap_or_else(here);
    let address = Address { public_url: public_url.trim_end_matches('/').to_owned() };
    address.checked(settings.insecure_http)?;
    Ok(address)
}

fn mail(settings: &Settings) -> Result<Option<Smtp>, Error> {
    let from = settings.mail_from.as_deref().unwrap_or_default();
    settings.smtp.as_ref().map(|url| Smtp::new(url, from)).transpose().map_err(Error::from)
}

/// Whether it can be served so, as far as that can be told without touching anything.
pub(crate) fn check(settings: &Settings) -> Result<(), Error> {
    if settings.public_url.is_none() && !settings.listen.ip().is_loopback() {
        return Err(Error::Asked(format!(
            "{} can be reached by others: say by which address, with public_url.",
            settings.listen
        )));
    }
    address(settings, settings.listen.port())?;
    mail(settings)?;
    settings.certificate.as_ref().map_or(Ok(()), https::check)
}

/// Opens the data and the port, if both can be used.
async fn opened(settings: Settings) -> Result<Opened, Error> {
    check(&settings)?;
    private_folder(&settings.folder).map_err(|error| {
        Error::Asked(format!("{} cannot be used ({error}).", settings.folder.display()))
    })?;
    let database = settings.database.clone();
    let data = database.map_or_else(|| Place::File(settings.folder.join(DATA_FILE)), Place::Server);
    let store = Store::open(&data).await?;
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| {
        Error::Asked(format!("{} cannot be listened to ({error}).", settings.listen))
    })?;
    let port = listener.local_addr().map_or(settings.listen.port(), |it| it.port());
    let reach = (address(&settings, port)?, mail(&settings)?);
    begin_log(settings.log);
    let key = settings.folder.join(KEY_FILE);
    Ok(Opened { store, listener: (listener, settings.certificate), reach, key })
}

/// Serves until it is interrupted. `tell` is given each line for whoever started it.
///
/// # Errors
/// [`Error`] when the folder, the key, the data or the port cannot be used.
pub async fn serve(settings: Settings, tell: impl Fn(&str)) -> Result<(), Error> {
    let Opened { store, listener, reach, key } = opened(settings).await?;
    let app = put_together(store, &key, Clock::Machine, reach).await?;
    run(app, listener, tell).await
}

/// Serves the demo until it is interrupted; it is made where the folder is empty. Without a folder
/// it is gone when it ends.
///
/// # Errors
/// [`Error`] as [`serve`], and when there are data of real people.
pub async fn serve_demo(
    folder: Option<PathBuf>,
    listen: SocketAddr,
    tell: impl Fn(&str),
) -> Result<(), Error> {
    let for_now = std::env::temp_dir().join(format!("roundtable-demo-{}", crate::ids::new()));
    let is_kept = folder.is_some();
    let folder = folder.unwrap_or_else(|| for_now.clone());
    let settings = Settings { listen, ..Settings::in_folder(folder) };
    let served = async {
        let Opened { store, listener, reach: (address, _), key } = opened(settings).await?;
        let app = demo::put_up(store, &key, address, Clock::Machine).await?;
        run(app, listener, tell).await
    };
    let served = served.await;
    if !is_kept {
        // What stays in the folder for what passes is the system's to tidy up.
        let _ = std::fs::remove_dir_all(for_now);
    }
    served
}

/// Answers requests until it is asked to stop.
async fn answers<L: Listener<Addr: std::fmt::Debug>>(
    listener: L,
    pages: Router,
    asked_to_stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, pages).with_graceful_shutdown(asked_to_stop).await
}

async fn run(app: Arc<App>, listener: Listening, tell: impl Fn(&str)) -> Result<(), Error> {
    let (listener, files) = listener;
    tell(&format!("Roundtable is at {}", app.address.public_url));
    if let Some(link) = app.set_up_link() {
        tell(&format!("Make the first account, once: {link}"));
    }
    let listening = tokio::spawn(live::listen(Arc::clone(&app)));
    // Jobs are done as long as requests are answered, and both before the data are closed.
    let (end, ended) = oneshot::channel();
    let told = Arc::clone(&app);
    let asked_to_stop = async move {
        stopped().await;
        told.live.stop();
    };
    let server = async {
        let pages = router(Arc::clone(&app));
        let served = match files {
            Some(files) => answers(Https::new(listener, files)?, pages, asked_to_stop).await,
            None => answers(listener, pages, asked_to_stop).await,
        };
        drop(end);
        served.map_err(|error| Error::Asked(format!("Serving ended ({error}).")))
    };
    let jobs = jobs(&app);
    let (served, ()) = tokio::join!(server, job::run_until(ended, &app, &jobs, &tell));
    listening.abort();
    served?;
    app.store.clone().close().await?;
    tell("Stopped.");
    Ok(())
}
