//! Passwords, as hashes that are dear to guess.

use crate::Error;
use crate::private::PrivateText;
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

/// A hash that no password has, for those who are not known.
pub(super) const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$\
                                 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Argon2id with the parameters of the OWASP password storage cheat sheet: 19 MiB, two passes.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// It takes tens of milliseconds of a whole processor: not on the threads that answer others.
/// And only so many at once, or whoever tries many addresses would use up the memory.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    static TURNS: Semaphore = Semaphore::const_new(4);
    let _turn = TURNS.acquire().await.map_err(|_| Error::Ours("nobody gives turns any more"))?;
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Error::Ours("a password could not be worked on"))
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
