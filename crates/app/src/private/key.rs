//! Keys, and sealing by them: XChaCha20-Poly1305, with the place of the text as associated data, so
//! that a sealed text cannot be moved to another row or another person.

use super::PrivateText;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use std::fmt;
use std::io::Write;
use std::path::Path;
use zeroize::Zeroizing;

const LENGTH: usize = 32;
const NONCE: usize = 24;
/// Which way of sealing it is; a later one gets another number.
const VERSION: u8 = 1;

/// A key of 32 bytes, wiped when it is let go.
pub struct Key(Zeroizing<[u8; LENGTH]>);

/// Why a key, or what it sealed, cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// The file of the key cannot be read or written: what to say of it.
    File(String),
    /// Others may read the file of the key.
    Exposed(String),
    /// The sealed text was made by another key, for another place, or is damaged.
    Unreadable,
    /// The system gives no random numbers.
    NoRandomness,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(sentence) => f.write_str(sentence),
            Self::Exposed(path) => {
                write!(f, "{path} can be read by others. Take that away: chmod 600 {path}")
            }
            Self::Unreadable => f.write_str("A private text does not open with this key."),
            Self::NoRandomness => f.write_str("The system gives no random numbers."),
        }
    }
}

impl std::error::Error for KeyError {}

impl Key {
    /// A new key.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn random() -> Result<Self, KeyError> {
        Ok(Self(Zeroizing::new(random()?)))
    }

    /// A new key in a file of its own, for its owner alone.
    ///
    /// # Errors
    /// When the file is there already or cannot be written.
    pub fn new_in(path: &Path) -> Result<Self, KeyError> {
        let key = Self::random()?;
        let written = private_file(path)
            .and_then(|mut file| file.write_all(key.0.as_slice()).and_then(|()| file.sync_all()));
        written.map(|()| key).map_err(|error| {
            KeyError::File(format!("The key in {} cannot be used ({error}).", path.display()))
        })
    }

    /// The key that is in a file.
    ///
    /// # Errors
    /// When the file cannot be read, is no key, or can be read by others.
    pub fn that_is_in(path: &Path) -> Result<Self, KeyError> {
        let name = path.display().to_string();
        let failed = |error: std::io::Error| {
            KeyError::File(format!("The key in {name} cannot be used ({error})."))
        };
        if others_may_read(path).map_err(failed)? {
            return Err(KeyError::Exposed(name));
        }
        let bytes = std::fs::read(path).map_err(failed)?;
        let key = <[u8; LENGTH]>::try_from(bytes.as_slice());
        key.map(|key| Self(Zeroizing::new(key))).map_err(|_| {
            KeyError::File(format!("{name} is no key: it has {} bytes and not 32.", bytes.len()))
        })
    }

    /// Seals a text for its place, such as `why_version|id|person`.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn seal(&self, text: &PrivateText, place: &str) -> Result<Vec<u8>, KeyError> {
        self.seal_bytes(text.bytes(), place)
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`] when it was sealed by another key or for another place.
    pub fn open(&self, sealed: &[u8], place: &str) -> Result<PrivateText, KeyError> {
        self.open_bytes(sealed, place).map(PrivateText::from_bytes)
    }

    /// This key wrapped by another, to be stored.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn wrapped_by(&self, outer: &Self, place: &str) -> Result<Vec<u8>, KeyError> {
        outer.seal_bytes(self.0.as_slice(), place)
    }

    /// The key that was wrapped by this one.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`] when it was wrapped by another key or for another place.
    pub fn unwrap_key(&self, wrapped: &[u8], place: &str) -> Result<Self, KeyError> {
        let bytes = self.open_bytes(wrapped, place)?;
        let key = <[u8; LENGTH]>::try_from(bytes.as_slice()).map_err(|_| KeyError::Unreadable)?;
        Ok(Self(Zeroizing::new(key)))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }

    fn seal_bytes(&self, bytes: &[u8], place: &str) -> Result<Vec<u8>, KeyError> {
        let nonce: [u8; NONCE] = random()?;
        let payload = Payload { msg: bytes, aad: place.as_bytes() };
        // Only a text of more than 256 GB cannot be sealed.
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| KeyError::Unreadable)?;
        Ok([&[VERSION][..], &nonce, &sealed].concat())
    }

    fn open_bytes(&self, sealed: &[u8], place: &str) -> Result<Vec<u8>, KeyError> {
        let (version, rest) = sealed.split_first().ok_or(KeyError::Unreadable)?;
        let (nonce, text) = rest.split_at_checked(NONCE).ok_or(KeyError::Unreadable)?;
        let nonce = <[u8; NONCE]>::try_from(nonce).map_err(|_| KeyError::Unreadable)?;
        if *version != VERSION {
            return Err(KeyError::Unreadable);
        }
        let payload = Payload { msg: text, aad: place.as_bytes() };
        self.cipher().decrypt(&XNonce::from(nonce), payload).map_err(|_| KeyError::Unreadable)
    }
}

/// Random bytes from the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], KeyError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| KeyError::NoRandomness)?;
    Ok(bytes)
}

#[cfg(unix)]
pub(crate) fn private_file(path: &Path) -> std::io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(unix)]
fn others_may_read(path: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
pub(crate) fn private_file(path: &Path) -> std::io::Result<std::fs::File> {
    std::fs::OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(not(unix))]
fn others_may_read(_: &Path) -> std::io::Result<bool> {
    Ok(false)
}
