//! How numbers and sentences are written.

use super::summary::Days;

pub(super) fn items(count: usize) -> String {
    if count == 1 { "1 item".to_owned() } else { format!("{} items", grouped(count as u64)) }
}

pub(super) fn days(days: Days) -> String {
    let number = number(days);
    if number == "1" { "1 day".to_owned() } else { format!("{number} days") }
}

/// Whole days without a fraction, others with one digit.
pub(super) fn number(days: Days) -> String {
    if days.0.fract() == 0.0 && days.0 >= 0.0 {
        grouped(days.0 as u64)
    } else {
        format!("{:.1}", days.0)
    }
}

/// A count with its thousands set apart: 12,345.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Breaks a sentence into lines of at most so many characters, at spaces.
pub(super) fn wrapped(text: &str, widest: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= widest {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
