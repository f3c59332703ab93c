//! Sealing: what comes back, and what must not.

use super::*;
use tempfile::TempDir;

#[test]
fn what_was_sealed_comes_back_for_its_place_only() {
    let key = Key::random().expect("random numbers");
    let text = PrivateText::new("I want to solve things faster".to_owned());
    let sealed = key.seal(&text, "why|1|ana").expect("it can be sealed");
    assert_eq!(key.open(&sealed, "why|1|ana").expect("it opens").reveal(), text.reveal());
    assert_eq!(key.open(&sealed, "why|1|ben").err(), Some(KeyError::Unreadable));
    let other = Key::random().expect("random numbers");
    assert_eq!(other.open(&sealed, "why|1|ana").err(), Some(KeyError::Unreadable));
}

#[test]
fn nothing_of_a_text_is_seen_in_what_is_stored_and_no_two_are_alike() {
    let key = Key::random().expect("random numbers");
    let text = PrivateText::new("canary canary canary canary".to_owned());
    let one = key.seal(&text, "a").expect("sealed");
    let two = key.seal(&text, "a").expect("sealed");
    assert_ne!(one, two);
    assert!(!one.windows(6).any(|part| part == b"canary"));
}

#[test]
fn a_changed_byte_anywhere_is_noticed() {
    let key = Key::random().expect("random numbers");
    let sealed = key.seal(&PrivateText::new("why".to_owned()), "a").expect("sealed");
    for index in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[index] ^= 1;
        assert!(key.open(&changed, "a").is_err(), "byte {index}");
    }
    assert!(key.open(&sealed[..10], "a").is_err());
    assert!(key.open(&[], "a").is_err());
}

#[test]
fn a_key_is_made_once_and_read_again() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("key");
    let made = Key::new_in(&path).expect("it is made");
    let sealed = made.seal(&PrivateText::new("why".to_owned()), "a").expect("sealed");
    let again = Key::that_is_in(&path).expect("it is read");
    assert_eq!(again.open(&sealed, "a").expect("it opens").reveal(), "why");
    let person = Key::random().expect("random numbers");
    let wrapped = person.wrapped_by(&made, "person|1").expect("wrapped");
    assert!(again.unwrap_key(&wrapped, "person|1").is_ok());
    assert!(again.unwrap_key(&wrapped, "person|2").is_err());
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_refused_with_what_to_do() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("key");
    Key::new_in(&path).expect("it is made");
    let open = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(&path, open).expect("our own file");
    let sentence = Key::that_is_in(&path).err().expect("it is refused").to_string();
    assert!(sentence.contains("chmod 600"), "{sentence}");
}
