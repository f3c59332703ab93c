//! Private writing: sealed for its author, and readable through one function only.
//!
//! Each person has a data key; it is kept wrapped by the installation's key, which lies in a file
//! of its own and never in the database. Destroying a person's key destroys what they wrote.

mod key;
mod store;
#[cfg(test)]
mod tests;

pub use key::{Key, KeyError};
pub(crate) use key::{private_file, random};
pub(crate) use store::{is_key_of, make_key_of};

use zeroize::Zeroizing;

/// What a person wrote for themselves. It can be neither printed nor serialised; [`reveal`] is the
/// only way to its words.
///
/// ```
/// fn revealed(text: &app::private::PrivateText) -> String {
///     let words: &str = text.reveal();
///     format!("{words} {:?} {}", words, serde_json::json!(words))
/// }
/// ```
///
/// ```compile_fail
/// fn printed(text: &app::private::PrivateText) -> String {
///     format!("{text}")
/// }
/// ```
///
/// ```compile_fail
/// fn debugged(text: &app::private::PrivateText) -> String {
///     format!("{text:?}")
/// }
/// ```
///
/// ```compile_fail
/// fn serialised(text: &app::private::PrivateText) -> serde_json::Value {
///     serde_json::json!(text)
/// }
/// ```
///
/// [`reveal`]: PrivateText::reveal
pub struct PrivateText(Zeroizing<Vec<u8>>);

impl PrivateText {
    /// Takes what was typed.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text.into_bytes()))
    }

    /// The words, for a page of their author.
    #[must_use]
    pub fn reveal(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
