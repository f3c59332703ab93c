//! The running product: what its verbs and pages need, in one place.

use crate::Error;
use crate::live::Live;
use crate::mail::Smtp;
use crate::private::{Key, KeyError, random};
use crate::problem::Shelves;
use crate::store::Store;
use flow::Instant;
use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::Notify;

/// What the verbs and pages of a running product share.
pub struct App {
    /// The data.
    pub(crate) store: Store,
    /// The installation's key, which wraps the keys of people.
    pub(crate) key: Key,
    /// What time it is.
    pub(crate) clock: Clock,
    /// How it is reached.
    pub(crate) address: Address,
    /// Whether everybody and everything in the data is made up.
    pub(crate) is_demo: bool,
    /// Who has which table open.
    pub(crate) live: Live,
    /// The problems of tables as this node knows them.
    pub(crate) problems: Shelves,
    /// The token of the set-up link, until somebody used it.
    pub(crate) set_up: Mutex<Option<String>>,
    /// The server that takes mail; without one, none is written.
    pub(crate) mail: Option<Smtp>,
    /// Wakes whoever does the jobs: there may be a new one.
    pub(crate) jobs: Notify,
}

/// How people reach the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The address that people type, without a slash at its end.
    pub public_url: String,
}

impl Address {
    /// The address, if people can be asked to trust it.
    pub(crate) fn checked(&self, insecure_http: bool) -> Result<(), Error> {
        let http = self.public_url.starts_with("http://");
        let is_url = (self.is_https() || http) && self.public_url.split('/').count() == 3;
        if !is_url {
            let sentence =
                "is no address. Give one like https://table.example.org, without a path.";
            return Err(Error::Asked(format!("{} {sentence}", self.public_url)));
        }
        if http && !self.is_only_here() && !insecure_http {
            return Err(Error::Asked(format!(
                "{} goes without https, so others on the way could read along. Put a proxy with \
                 https before it, or say --insecure-http for a closed network.",
                self.public_url
            )));
        }
        Ok(())
    }

    /// Without scheme and port.
    pub(crate) fn host(&self) -> &str {
        without_port(self.public_url.split("://").nth(1).unwrap_or_default())
    }

    /// Whether it can be reached from this machine only.
    pub(crate) fn is_only_here(&self) -> bool {
        is_loopback(self.host())
    }

    /// The host that passkeys are made for: browsers have them for names, over https or on this
    /// very machine.
    pub(crate) fn host_of_passkeys(&self) -> Option<&str> {
        let trusted = self.is_https() || self.is_only_here();
        (trusted && ip(self.host()).is_none()).then(|| self.host())
    }

    /// What everybody should know about how it is reached.
    pub(crate) fn banner(&self) -> Option<&'static str> {
        let open = !self.is_https() && !self.is_only_here();
        let warning = "This place is reached without https: others on the network can read along.";
        open.then_some(warning)
    }

    /// Whether cookies may only travel encrypted.
    pub(crate) fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// Whether a host, perhaps with a port, is this machine itself.
pub(crate) fn is_loopback(host: &str) -> bool {
    let host = without_port(host);
    host == "localhost" || ip(host).is_some_and(|it| it.is_loopback())
}

fn without_port(host: &str) -> &str {
    // The port follows the last colon, unless that stands between brackets.
    host.rsplit_once(':').filter(|it| !it.1.contains(']')).map_or(host, |it| it.0)
}

/// Where a host is none of names.
fn ip(host: &str) -> Option<IpAddr> {
    host.trim_matches(['[', ']']).parse().ok()
}

impl App {
    /// Puts the product together. With no account yet there is a set-up link.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub(crate) fn new(
        (store, is_demo): (Store, bool),
        key: Key,
        clock: Clock,
        (address, mail): (Address, Option<Smtp>),
    ) -> Result<Self, KeyError> {
        let (live, set_up) = (Live::new(), Mutex::new(Some(token()?)));
        let (problems, jobs) = (Shelves::default(), Notify::new());
        Ok(Self { store, key, clock, address, is_demo, live, problems, set_up, mail, jobs })
    }

    /// What everybody should know who looks at any page.
    pub(crate) fn banner(&self) -> Option<&'static str> {
        if self.is_demo { Some(crate::demo::WATERMARK) } else { self.address.banner() }
    }

    /// The link by which the first account is made; none once there is one.
    #[must_use]
    pub fn set_up_link(&self) -> Option<String> {
        let token = self.set_up.lock().unwrap_or_else(|broken| broken.into_inner()).clone()?;
        Some(format!("{}/set-up?token={token}", self.address.public_url))
    }

    /// Whether this is the token of the set-up link.
    pub(crate) fn is_set_up_token(&self, token: &str) -> bool {
        let known = self.set_up.lock().unwrap_or_else(|broken| broken.into_inner());
        // Both are of one length and random; the time of comparing tells nothing worth having.
        known.as_deref().is_some_and(|known| known == token)
    }

    /// Takes the set-up link out of use.
    pub(crate) fn set_up_done(&self) {
        *self.set_up.lock().unwrap_or_else(|broken| broken.into_inner()) = None;
    }
}

/// 128 random bits as text that fits into an address.
pub(crate) fn token() -> Result<String, KeyError> {
    let bytes: [u8; 16] = random()?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The time of the product: the machine's, or one that a test moves.
#[derive(Debug)]
pub enum Clock {
    /// The machine's clock.
    Machine,
    /// Microseconds since 1970 that stand until they are moved.
    Standing(AtomicI64),
}

impl Clock {
    /// A clock that stands at an instant.
    #[must_use]
    pub fn standing_at(at: Instant) -> Self {
        Self::Standing(AtomicI64::new(at.as_micros()))
    }

    /// The instant it shows.
    #[must_use]
    pub fn now(&self) -> Instant {
        match self {
            Self::Machine => Instant::from_micros(jiff::Timestamp::now().as_microsecond()),
            Self::Standing(micros) => Instant::from_micros(micros.load(Ordering::Relaxed)),
        }
    }

    /// Moves a standing clock on; the machine's goes by itself.
    pub fn advance(&self, seconds: i64) {
        if let Self::Standing(micros) = self {
            micros.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
        }
    }
}
