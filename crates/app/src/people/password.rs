//! Passwords, as hashes that are dear to guess.

use crate::Error;
use crate::private::PrivateText;
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use std::sync::mpsc::{Sender, channel};
use std::thread::Builder;
use tokio::sync::oneshot;

/// A hash that no password has, for those who are not known.
pub(super) const NOBODY: &str = "$argon2id$v=19$m=47104,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$\
                                 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Argon2id with parameters of the OWASP password storage cheat sheet: 46 MiB, one pass. Of those
/// with the same strength they are the ones whose memory the system takes back at once: less would
/// be kept by the allocator for good.
fn argon2() -> Argon2<'static> {
    let params = Params::new(47_104, 1, 1, None).expect("these parameters are within the limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

type Work = Box<dyn FnOnce() + Send>;

/// Where passwords are worked on, one after the other: it takes tens of milliseconds and 46 MiB
/// each time, which whoever tries many addresses at once would use up.
static ONE_AFTER_THE_OTHER: LazyLock<Sender<Work>> = LazyLock::new(|| {
    let (wanted, works) = channel::<Work>();
    let work = move || {
        for work in works {
            // Whoever waits for it notices; the next ones must not.
            let _ = catch_unwind(AssertUnwindSafe(work));
        }
    };
    let thread = Builder::new().name("passwords".to_owned()).spawn(work);
    drop(thread.expect("the system gives a thread, or nobody can sign in"));
    wanted
});

/// Not on the threads that answer others.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let lost = || Error::Ours("a password could not be worked on");
    let (done, waited) = oneshot::channel();
    let work = Box::new(move || drop(done.send(work())));
    ONE_AFTER_THE_OTHER.send(work).map_err(|_| lost())?;
    waited.await.map_err(|_| lost())
}

fn copied(password: &PrivateText) -> PrivateText {
    PrivateText::new(password.reveal().to_owned())
}

pub(super) async fn hashed(password: &PrivateText) -> Result<String, Error> {
    let password = copied(password);
    let hash = apart(move || {
        let hash = argon2().hash_password(password.reveal().as_bytes());
        hash.map(|hash| hash.to_string())
    });
    hash.await?.map_err(|_| Error::Ours("a password could not be hashed"))
}

pub(super) async fn fits(hash: &str, password: &PrivateText) -> Result<bool, Error> {
    let (hash, password) = (hash.to_owned(), copied(password));
    apart(move || {
        let hash = PasswordHash::new(&hash);
        hash.is_ok_and(|hash| argon2().verify_password(password.reveal().as_bytes(), &hash).is_ok())
    })
    .await
}
