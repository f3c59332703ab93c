//! How a person shows among others, and how they read: short form, colour, locale, time zone. Pure.

#[cfg(test)]
mod tests;

use crate::people::{Refusal, model};
use crate::shell::Locale;
use flow::workflow::word;
use std::sync::LazyLock;

/// What a person chose about how they show and read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Profile {
    pub(crate) name: String,
    /// One to three letters; none chosen leaves it to the name.
    pub(crate) short: Option<String>,
    /// None chosen leaves it to the name.
    pub(crate) colour: Option<Colour>,
    pub(crate) locale: Locale,
    /// A name of the IANA database.
    pub(crate) time_zone: String,
}

/// How a person shows beside their name, or where there is no room for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// One to three letters; a table gives each seat its own.
    pub(crate) short: String,
    pub(crate) colour: Colour,
}

/// A profile as it was typed.
pub(crate) struct Typed<'t> {
    pub(crate) name: &'t str,
    pub(crate) short: &'t str,
    pub(crate) colour: &'t str,
    pub(crate) locale: &'t str,
    pub(crate) time_zone: &'t str,
}

const MOST_LETTERS: usize = 3;

impl Profile {
    /// What was typed, if it can be kept.
    pub(super) fn checked(typed: &Typed<'_>) -> Result<Self, Refusal> {
        let short = typed.short.trim().to_uppercase();
        let letters = short.chars().count();
        if letters > MOST_LETTERS || !short.chars().all(char::is_alphabetic) {
            return Err(Refusal::Short);
        }
        Ok(Self {
            name: model::checked_name(typed.name)?,
            short: (letters > 0).then_some(short),
            colour: Colour::of_word(typed.colour),
            locale: Locale::of_word(typed.locale),
            time_zone: model::checked_zone(typed.time_zone)?,
        })
    }
}

impl Look {
    /// What was chosen, and the rest by the name.
    pub(super) fn of(name: &str, short: Option<String>, colour: Option<Colour>) -> Self {
        Self {
            short: short.unwrap_or_else(|| short_form(name)),
            colour: colour.unwrap_or_else(|| Colour::by_name(name)),
        }
    }
}

/// The short form of a name: the first letters of its first and its last part.
fn short_form(name: &str) -> String {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let letters: String = match parts.as_slice() {
        [] => String::new(),
        [one] => one.chars().take(2).collect(),
        [first, .., last] => first.chars().take(1).chain(last.chars().take(1)).collect(),
    };
    letters.to_uppercase()
}

/// The colour of a person's disc. It says nothing that the letters in it do not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    Teal,
    Blue,
    Violet,
    Plum,
    Rose,
    Rust,
    Olive,
    Moss,
}

/// All colours with their words; `shell/discs.css` has what they look like.
pub(crate) const COLOURS: [(Colour, &str); 8] = [
    (Colour::Teal, "teal"),
    (Colour::Blue, "blue"),
    (Colour::Violet, "violet"),
    (Colour::Plum, "plum"),
    (Colour::Rose, "rose"),
    (Colour::Rust, "rust"),
    (Colour::Olive, "olive"),
    (Colour::Moss, "moss"),
];

impl Colour {
    pub(crate) fn word(self) -> &'static str {
        word(&COLOURS, self)
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        COLOURS.iter().find(|it| it.1 == word).map(|it| it.0)
    }

    /// One that a name always gets, so that a table has several before anybody chose.
    fn by_name(name: &str) -> Self {
        let sum: usize = name.bytes().map(usize::from).sum();
        COLOURS[sum % COLOURS.len()].0
    }
}

/// The time zones that a person may be in, by name: places, not the abbreviations beside them.
pub(crate) fn time_zones() -> &'static [String] {
    const REGIONS: [&str; 10] = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];
    static ZONES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let region = |zone: &str| zone.split_once('/').is_some_and(|it| REGIONS.contains(&it.0));
        let all = jiff::tz::db().available().map(|zone| zone.as_str().to_owned());
        let mut zones: Vec<String> = all.filter(|zone| region(zone) || zone == "UTC").collect();
        zones.sort_unstable();
        zones.dedup();
        zones
    });
    &ZONES
}
