//! Twins among 200 short texts, and what holds of every search.

use super::{Like, Texts};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// Texts with their groups; of those that stand alone there is none.
type Set = Vec<(Option<u32>, &'static str)>;

fn set_of(text: &'static str) -> Set {
    let parts = text.lines().filter_map(|line| line.split_once(' '));
    parts.map(|(group, text)| (group.parse().ok(), text)).collect()
}

/// The set that the words that mean the same were chosen with.
fn set() -> Set {
    set_of(include_str!("twins.txt"))
}

/// One that was written by somebody else and looked at by nobody before.
fn unseen() -> Set {
    set_of(include_str!("twins_unseen.txt"))
}

fn of(texts: &[&str]) -> Texts {
    let mut all = Texts::default();
    for (number, text) in texts.iter().enumerate() {
        all.put(number as i32, text);
    }
    all
}

fn numbers(found: &[Like]) -> Vec<i32> {
    found.iter().map(|it| it.number).collect()
}

/// In how many of 100 searches for a text that has a twin the twin is among the first three.
fn reached(
    set: &Set,
    groups: impl Fn(u32) -> bool,
    mut find: impl FnMut(usize) -> Vec<usize>,
) -> f64 {
    let (mut tries, mut hits) = (0, 0);
    for (place, (group, _)) in set.iter().enumerate() {
        if group.is_some_and(&groups) {
            tries += 1;
            let first = find(place).into_iter().filter(|it| *it != place).take(3);
            hits += usize::from(first.into_iter().any(|it| set[it].0 == *group));
        }
    }
    f64::from(hits as u32) * 100.0 / f64::from(tries)
}

/// What one would do without: texts that hold most of the words of four letters or more.
fn by_substring(set: &Set, place: usize) -> Vec<usize> {
    let asked = set[place].1.to_lowercase();
    let words: Vec<&str> = asked.split_whitespace().filter(|word| word.len() >= 4).collect();
    let count = |text: &str| words.iter().filter(|word| text.contains(*word)).count();
    let mut found: Vec<(usize, usize)> = set
        .iter()
        .enumerate()
        .map(|(other, (_, text))| (count(&text.to_lowercase()), other))
        .filter(|it| it.0 > 0)
        .collect();
    found.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
    found.into_iter().map(|it| it.1).collect()
}

#[test]
fn a_twin_is_among_the_first_three_in_most_cases() {
    for (name, set) in [("the set", set()), ("the unseen set", unseen())] {
        assert!(set.len() >= 200, "{name}: {}", set.len());
        let mut texts = of(&set.iter().map(|it| it.1).collect::<Vec<_>>());
        // What is typed is not there yet.
        let mut find = |place: usize| -> Vec<usize> {
            texts.put(place as i32, "");
            let found = texts.like(set[place].1, 3);
            texts.put(place as i32, set[place].1);
            found.into_iter().map(|it| it.number as usize).collect()
        };
        let all = reached(&set, |_| true, &mut find);
        let odd = reached(&set, |it| it % 2 == 1, &mut find);
        let even = reached(&set, |it| it % 2 == 0, &mut find);
        let plain = reached(&set, |_| true, |place| by_substring(&set, place));
        println!("{name}: {all:.0} in 100 ({odd:.0} and {even:.0}); by substrings {plain:.0}");
        assert!(all >= 85.0 && all > plain, "{name}: {all} in 100; by substrings {plain}");
    }
}

#[test]
fn a_word_that_is_half_typed_misspelt_or_in_another_form_is_found() {
    let texts = of(&["Builds fail at random", "The environment is down", "Nobody owns it"]);
    for (words, number) in
        [("buil", 0), ("BUILDING fails", 0), ("enviroment", 1), ("enviro", 1), ("owner", 2)]
    {
        assert_eq!(numbers(&texts.like(words, 3)).first(), Some(&number), "{words}");
    }
}

#[test]
fn with_nothing_in_common_nothing_is_found() {
    let texts = of(&["Builds fail at random", "The test data is old"]);
    for words in ["", " ", "?!", "the of and", "holiday", "\u{1F600}"] {
        assert_eq!(texts.like(words, 3), [], "{words}");
    }
}

#[test]
fn the_same_text_is_very_like_and_another_is_not() {
    let texts = of(&["Builds fail at random", "The test data is old", "Staging is down"]);
    assert!(texts.like("builds fail at random!", 1)[0].is_very());
    assert!(!texts.like("the test is red", 1)[0].is_very());
    let short = of(&["Builds"]);
    assert!(!short.like("our builds fail on mondays", 1)[0].is_very(), "a word is soon like all");
}

#[test]
fn of_equals_the_one_with_the_lower_number_comes_first() {
    let texts = of(&["Another", "Builds fail", "Builds fail", "Builds fail"]);
    assert_eq!(numbers(&texts.like("builds fail", 3)), [1, 2, 3]);
}

#[test]
fn a_very_long_text_is_looked_for_by_its_beginning() {
    let texts = of(&["Builds fail at random"]);
    let long = format!("builds fail at random {}", "and so on for ever ".repeat(2_000));
    assert_eq!(numbers(&texts.like(&long, 1)), [0]);
}

#[test]
fn however_texts_come_and_change_the_same_is_found() {
    let mut chance = Pcg64Mcg::seed_from_u64(7);
    let set = set();
    for _ in 0..20 {
        let mut kept: Vec<(i32, &str)> = vec![];
        let mut changed = Texts::default();
        for _ in 0..60 {
            let number = chance.random_range(0..20);
            let text = set[chance.random_range(0..set.len())].1;
            changed.put(number, text);
            kept.retain(|it| it.0 != number);
            kept.push((number, text));
        }
        let mut anew = Texts::default();
        kept.sort_unstable();
        kept.iter().for_each(|(number, text)| anew.put(*number, text));
        let words = set[chance.random_range(0..set.len())].1;
        let (one, other) = (changed.like(words, 5), anew.like(words, 5));
        assert_eq!(numbers(&one), numbers(&other), "{words}");
    }
}

#[test]
fn among_twenty_thousand_the_right_one_is_found() {
    let set = set();
    let mut chance = Pcg64Mcg::seed_from_u64(11);
    let mut words: Vec<&str> = set.iter().flat_map(|it| it.1.split_whitespace()).collect();
    words.sort_unstable();
    words.dedup();
    let mut texts = Texts::default();
    for number in 0..20_000 {
        let text: Vec<&str> = (0..10).map(|_| words[chance.random_range(0..words.len())]).collect();
        texts.put(number, &text.join(" "));
    }
    texts.put(20_000, "The harbour crane is rusty and nobody paints it");
    let found = texts.like("a rusty crane at the harbour", 3);
    assert_eq!(numbers(&found)[0], 20_000);
}

#[test]
fn among_very_many_with_the_same_few_words_the_rare_one_decides() {
    let mut texts = Texts::default();
    for number in 0..12_000 {
        let thing = ["build", "deploy", "report"][number as usize % 3];
        texts.put(number, &format!("The {thing} fails in the office of crew {number}"));
    }
    // Every text has the words, so that only what is rare is looked at first.
    texts.put(12_000, "The build fails in the office of the harbour");
    let found = texts.like("our build fails at the harbour", 3);
    assert_eq!(numbers(&found)[0], 12_000);
    assert_eq!(texts.like("the office fails", 3), [], "what all say, says nothing");
    // Another text in the place of one takes its words with it.
    texts.put(12_000, "Nobody knows");
    assert_ne!(numbers(&texts.like("our build fails at the harbour", 3)).first(), Some(&12_000));
}
