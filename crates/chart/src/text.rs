//! Text before it is drawn: how wide it may get, where it breaks, what must be escaped.

use std::borrow::Cow;

/// The text with the five characters escaped that mean something in HTML and XML, and without the
/// control characters that neither may hold.
///
/// ```
/// assert_eq!(chart::escape("R&D"), "R&amp;D");
/// ```
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    let unknown = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\'') && !unknown(c);
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if unknown(c) => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// At most how wide a character is, in parts of the font's size. The reader's font is not known, so
/// these are the widths of the widest sans serif in common use (Verdana and DejaVu Sans).
fn width_em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.30,
        ' ' | ',' | '.' | ':' | ';' | '·' | 'I' | '!' | '’' | '‘' => 0.36,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '\\' => 0.45,
        'm' | 'W' | '@' | '%' | '…' | '—' | 'æ' | 'œ' => 1.0,
        'w' | 'M' | 'O' | 'Q' | '+' | '=' | '<' | '>' | '~' | '#' | '≤' | '≥' | '−' => 0.87,
        'A'..='Z' | 'À'..='Þ' => 0.78,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        c if (c as u32) < 0x0500 => 0.65,
        _ => 1.05,
    }
}

/// At most how wide a text gets in a font of this size.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(width_em).sum::<f64>() * size
}

/// The text, or as much of it as fits with "…" at its end.
pub(crate) fn shortened(text: &str, size: f64, most: f64) -> Cow<'_, str> {
    if width(text, size) <= most {
        return Cow::Borrowed(text);
    }
    let mut left = most - width("…", size);
    let mut kept = String::new();
    for c in text.chars() {
        left -= width_em(c) * size;
        if left < 0.0 {
            break;
        }
        kept.push(c);
    }
    let kept = kept.trim_end();
    if kept.is_empty() { Cow::Borrowed("") } else { Cow::Owned(format!("{kept}…")) }
}

/// The text in lines that are at most so wide, broken at spaces.
pub(crate) fn wrapped(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A count with its thousands set apart.
///
/// ```
/// assert_eq!(chart::grouped(12_345), "12,345");
/// ```
#[must_use]
pub fn grouped(count: u64) -> String {
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

/// A number as people write it: whole ones without a fraction, others with one digit.
///
/// ```
/// assert_eq!(chart::number(1200.0), "1,200");
/// assert_eq!(chart::number(0.25), "0.3");
/// ```
#[must_use]
pub fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    let sign = if tenths < 0.0 { "−" } else { "" };
    let size = tenths.abs();
    if size.fract() == 0.0 {
        format!("{sign}{}", grouped(size as u64))
    } else {
        format!("{sign}{}.{}", grouped(size as u64), (size.fract() * 10.0).round() as u8)
    }
}
