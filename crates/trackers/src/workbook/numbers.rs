//! Excel's numbers: which of them are dates, and which date that is.

use jiff::civil::{Date, date};

/// From which day a workbook counts its dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Epoch {
    /// Day 1 is 1900-01-01, and day 60 the 29th of February that 1900 never had.
    #[default]
    Of1900,
    /// Day 0 is 1904-01-01.
    Of1904,
}

/// What a cell's number format shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shows {
    #[default]
    Number,
    Date,
}

impl Shows {
    /// What the formats show that every workbook has without saying so, by their numbers.
    pub(super) fn built_in(number: u32) -> Self {
        match number {
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Date,
            _ => Self::Number,
        }
    }

    /// What a format of the workbook's own shows: it is a date's if it has a letter of one outside
    /// quotes and brackets. Colours stand in brackets, too, but so do hours: `[h]:mm`.
    pub(super) fn of(format: &str) -> Self {
        let mut characters = format.chars();
        let mut bracket = String::new();
        while let Some(c) = characters.next() {
            match c {
                '"' => while characters.next().is_some_and(|c| c != '"') {},
                // What follows is shown as it is, left out, or repeated.
                '\\' | '_' | '*' => {
                    characters.next();
                }
                '[' => {
                    bracket.clear();
                    bracket.extend(characters.by_ref().take_while(|c| *c != ']'));
                    let hours = |c: char| matches!(c, 'h' | 'H' | 'm' | 'M' | 's' | 'S');
                    if !bracket.is_empty() && bracket.chars().all(hours) {
                        return Self::Date;
                    }
                }
                'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return Self::Date,
                ';' => break,
                _ => {}
            }
        }
        Self::Number
    }
}

/// A number as the text of a table's cell.
pub(super) fn text(value: &str, shows: Shows, epoch: Epoch) -> String {
    let Ok(number) = value.trim().parse::<f64>() else { return value.to_owned() };
    match shows {
        Shows::Date => date_text(number, epoch).unwrap_or_else(|| value.to_owned()),
        // 7.0000000000000001E-2 is what Excel writes for 0.07.
        Shows::Number if value.contains(['.', 'e', 'E']) && number.abs() < 1e15 => {
            number.to_string()
        }
        Shows::Number => value.to_owned(),
    }
}

/// The date of a number of days, to the millisecond; none outside Excel's calendar.
fn date_text(days: f64, epoch: Epoch) -> Option<String> {
    const MILLISECONDS: i64 = 86_400_000;
    if !(0.0..2_958_466.0).contains(&days) {
        return None;
    }
    let total = (days * MILLISECONDS as f64).round() as i64;
    let (day, rest) = (total / MILLISECONDS, total % MILLISECONDS);
    let first: Date = match epoch {
        Epoch::Of1904 => date(1904, 1, 1),
        Epoch::Of1900 if day == 60 => return None,
        Epoch::Of1900 if day < 60 => date(1899, 12, 31),
        Epoch::Of1900 => date(1899, 12, 30),
    };
    let date = first.checked_add(jiff::Span::new().try_days(day).ok()?).ok()?;
    let (seconds, milliseconds) = (rest / 1000, rest % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(match (rest, milliseconds) {
        (0, _) => date.to_string(),
        (_, 0) => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}"),
    })
}
