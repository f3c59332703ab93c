//! What a person is, and what makes an account. Pure.

use super::profile::Look;
use crate::ids::Id;
use crate::private::{Key, PrivateText};
use crate::shell::{Locale, Reading};
use crate::wording;
use std::fmt;

/// People, as the kind of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OfPerson {}

/// A person's id.
pub(crate) type PersonId = Id<OfPerson>;

/// Where a person's key is stored, which it is wrapped for.
pub(super) fn place_of_key(person: &PersonId) -> String {
    format!("person|{}|key", person.as_str())
}

/// Somebody who is signed in, with the key to what they wrote for themselves.
pub(crate) struct Person {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) look: Look,
    /// The short form, where one was chosen.
    pub(crate) chosen_short: Option<String>,
    pub(crate) locale: Locale,
    /// A name of the IANA database.
    pub(crate) time_zone: String,
    /// What they are to the installation.
    pub(crate) role: Role,
    pub(crate) key: Key,
}

impl Person {
    /// How they read times.
    pub(crate) fn reads(&self) -> Reading<'_> {
        Reading { zone: &self.time_zone, locale: self.locale }
    }
}

/// What becomes of the name of somebody who leaves for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormerName {
    /// It stays on what they shared.
    Stays,
    /// It is forgotten.
    Forgotten,
}

/// What stands for a name that is forgotten.
pub(super) const FORMER_PEER: &str = "A former peer";

/// What somebody is to the installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Runs it; reads nothing that is not shared with them.
    Operator,
    Person,
}

impl Role {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Person => "person",
        }
    }

    pub(super) fn of_word(word: &str) -> Self {
        if word == "operator" { Self::Operator } else { Self::Person }
    }
}

/// What somebody typed for an account.
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) password: PrivateText,
    /// Where they are, if the browser told: a name of the IANA database.
    pub(crate) time_zone: String,
}

const FEWEST_CHARACTERS: usize = 10;
const MOST_CHARACTERS: usize = 200;
/// No address of so many characters is longer.
pub(super) const MOST_BYTES: usize = 4 * MOST_CHARACTERS;

/// The passwords that everybody tries first; longer lists only add shorter ones.
const COMMON: [&str; 16] = [
    "1234567890",
    "0123456789",
    "12345678910",
    "password12",
    "password123",
    "password1234",
    "qwertyuiop",
    "qwerty1234",
    "1q2w3e4r5t",
    "iloveyou12",
    "administrator",
    "letmein123",
    "welcome123",
    "abcdefghij",
    "passwort123",
    "roundtable",
];

impl Account {
    /// The account, if it can be one.
    pub(crate) fn checked(self) -> Result<Self, Refusal> {
        let name = checked_name(&self.name)?;
        let email = email_key(&self.email);
        let (before, after) = email.split_once('@').unwrap_or_default();
        let odd = |text: &str| text.is_empty() || text.contains([' ', '@', '\n', '\r', '\t']);
        if odd(before) || odd(after) || email.chars().count() > MOST_CHARACTERS {
            return Err(Refusal::Email);
        }
        check_password(&self.password, &email)?;
        let time_zone = checked_zone(&self.time_zone).unwrap_or_else(|_| "UTC".to_owned());
        Ok(Self { name, email, password: self.password, time_zone })
    }
}

/// A name as it is kept.
pub(super) fn checked_name(name: &str) -> Result<String, Refusal> {
    wording::name(name, MOST_CHARACTERS).ok_or(Refusal::Name)
}

/// The name of a time zone that there is.
pub(super) fn checked_zone(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    jiff::tz::TimeZone::get(name).map(|_| name.to_owned()).map_err(|_| Refusal::TimeZone)
}

/// Whether a password may be taken by whoever has this address.
pub(super) fn check_password(password: &PrivateText, email: &str) -> Result<(), Refusal> {
    let lower = password.reveal().to_lowercase();
    if lower.chars().count() < FEWEST_CHARACTERS {
        return Err(Refusal::PasswordShort);
    }
    let repeats = lower.chars().all(|c| lower.starts_with(c));
    if COMMON.contains(&lower.as_str()) || repeats || lower == email {
        return Err(Refusal::PasswordCommon);
    }
    Ok(())
}

/// An address in the form by which it is known: without spaces around it, in small letters.
pub(crate) fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Why something of people was refused; the sentence for the person, and the field it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Name,
    Short,
    Email,
    PasswordShort,
    PasswordCommon,
    WrongSignIn,
    TooManyTries,
    SetUpLinkUsed,
    EmailTaken,
    TimeZone,
    PresentPassword,
    WrongCode,
    Disabled,
    Oneself,
    LastOperator,
    NotSure,
    SignedOut,
}

impl Refusal {
    /// The field of the form that it is about.
    pub(crate) fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Short => "short",
            Self::Email
            | Self::EmailTaken
            | Self::WrongSignIn
            | Self::TooManyTries
            | Self::Disabled => "email",
            Self::WrongCode => "code",
            Self::NotSure => "sure",
            Self::PasswordShort | Self::PasswordCommon => "password",
            Self::TimeZone => "time_zone",
            Self::PresentPassword => "present",
            Self::SetUpLinkUsed | Self::SignedOut | Self::Oneself | Self::LastOperator => "",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "Tell your name, as your peers know you.",
            Self::Email => "Give an e-mail address like ana@example.org.",
            Self::PasswordShort => "Take at least 10 characters; a few words do well.",
            Self::PasswordCommon => "This is a password that many people try first. Take another.",
            Self::Disabled => "This account is disabled. Ask whoever runs this place.",
            Self::NotSure => "Tick that you know it cannot be undone; nothing was changed.",
            Self::Oneself => "You cannot disable your own account. Another operator can.",
            Self::LastOperator => "You alone run this place. Make somebody else an operator first.",
            Self::Short => "Take one letter, two or three; or none, and it is made of your name.",
            Self::WrongCode => {
                "No account has this address and this code. Each code serves once; newer ones end \
                 those before."
            }
            Self::WrongSignIn => "No account has this address and this password.",
            Self::TooManyTries => "That was tried ten times. Wait three minutes, then try again.",
            Self::TimeZone => "There is no such time zone. Name one like Europe/Berlin.",
            Self::SignedOut => {
                "You are signed out, so this was not kept. Sign in on another page of your \
                 browser, come back here, and send it again."
            }
            Self::PresentPassword => "This is not your present password; nothing was changed.",
            Self::EmailTaken => "There is an account with this address. Sign in with it instead.",
            Self::SetUpLinkUsed => "The set-up link has been used, or belongs to an earlier start.",
        })
    }
}
