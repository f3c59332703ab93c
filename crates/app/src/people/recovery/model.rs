//! What a recovery code looks like, and what was meant by one that was typed. Pure but for chance.

use crate::private::{KeyError, random};

/// So many are made at once.
const CODES: usize = 10;
/// So many bytes of chance are in each: 80 bits.
const BYTES: usize = 10;
/// Letters and digits of which none looks like another: five bits each.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// New codes, each in four groups of four.
pub(super) fn new_codes() -> Result<Vec<String>, KeyError> {
    (0..CODES).map(|_| Ok(code_of(&random::<BYTES>()?))).collect()
}

/// The code of these bytes.
fn code_of(bytes: &[u8; BYTES]) -> String {
    let bits = bytes.iter().fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
    let letter = |place: usize| char::from(LETTERS[((bits >> (5 * place)) & 31) as usize]);
    let letters: Vec<char> = (0..BYTES * 8 / 5).rev().map(letter).collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// The code that somebody meant: in any case, with or without the strokes, and with the letters
/// that are taken for digits.
pub(super) fn meant(typed: &str) -> String {
    let letters = typed.chars().filter(|c| c.is_ascii_alphanumeric());
    let letters: Vec<char> = letters
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}
