//! Whatever several people do at once and in whatever order: no text, dot or version is lost,
//! nothing shows before the reveal, nothing is adopted against an objection.

use super::super::model::{Answers, MOST_DOTS, Phase, Says, Workshop};
use super::{at, begun, moving, person};
use crate::people::PersonId;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::collections::{BTreeMap, BTreeSet};

/// What should be there, kept beside the workshop in the plainest way.
#[derive(Default)]
struct Ledger {
    /// Each text somebody wrote last before a reveal, and all after it.
    drafts: BTreeMap<String, String>,
    texts: BTreeSet<String>,
    versions: Vec<String>,
    dots: BTreeMap<String, usize>,
    stances: usize,
}

struct Chance(Pcg64Mcg);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0.random_range(0..count.max(1))
    }

    fn one<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        let place = self.below(of.len());
        of.get(place)
    }

    /// What somebody has read that consent is asked for; sometimes it is not asked for any more.
    fn asked(&mut self, it: &Workshop) -> String {
        if self.below(6) == 0 { "something else".to_owned() } else { it.asked() }
    }

    fn note(&mut self, it: &Workshop) -> String {
        self.one(&it.content.notes).map_or_else(String::new, |note| note.id.clone())
    }
}

/// One of them does something; what was refused changes nothing.
fn step(
    it: &Workshop,
    (by, peers): (&PersonId, &[PersonId]),
    (chance, ledger): (&mut Chance, &mut Ledger),
    now: i64,
) -> Option<Workshop> {
    let (name, words) = (by.as_str().to_owned(), format!("text {now} of {}", by.as_str()));
    let (a, b) = (chance.note(it), chance.note(it));
    let statement = chance.one(&it.content.statements).cloned();
    let read = statement.as_ref().map_or(0, |it| it.versions.len());
    // Sometimes somebody has read an older version.
    let read = if chance.below(4) == 0 { read.saturating_sub(1) } else { read };
    let statement = statement.map_or_else(String::new, |it| it.id);
    let asked = chance.asked(it);
    let it = it.clone();
    Some(match chance.below(22) {
        0..3 => {
            let done = it.write(by, words.clone().into_bytes()).ok()?;
            ledger.drafts.insert(name, words);
            done
        }
        3 => {
            let answers = Answers([vec![], vec![words.clone()], vec![]]);
            let done = it.add(by, (&answers, at(now))).ok()?;
            ledger.texts.insert(words);
            done
        }
        4 | 5 => {
            let said = it.say_ready(by, chance.below(5) > 0).ok()?;
            if said.are_all_ready(peers) { moved(said, peers, ledger, now)? } else { said }
        }
        6 => moved(it, peers, ledger, now)?,
        7 => it.step_back(None).ok()?,
        8 => it.take_lead(by).ok()?,
        9 => it.put_together(by, (&a, &b)).ok()?,
        10 => it.take_out(by, &a).ok()?,
        11 | 12 => {
            let done = it.give_dot(by, &a).ok()?;
            *ledger.dots.entry(name).or_default() += 1;
            done
        }
        13 => {
            let done = it.take_dot(by, &a).ok()?;
            *ledger.dots.entry(name).or_default() -= 1;
            done
        }
        14 => {
            let done = it.propose(by, (&words, at(now))).ok()?;
            ledger.versions.push(words);
            done
        }
        15 => {
            let done = it.reword(by, (&statement, read), (&words, at(now))).ok()?;
            ledger.versions.push(words);
            done
        }
        16..21 => {
            let done = it.consent(by, (&asked, at(now))).ok()?;
            ledger.stances += 1;
            if done.do_all_consent(peers) { moved(done, peers, ledger, now)? } else { done }
        }
        _ => {
            let done = it.object(by, (&asked, at(now)), ("harm", "remedy")).ok()?;
            ledger.stances += 1;
            done
        }
    })
}

fn moved(it: Workshop, peers: &[PersonId], ledger: &mut Ledger, now: i64) -> Option<Workshop> {
    let from = it.phase;
    let moving = moving(&it, peers, at(now));
    let done = it.move_on(&moving).ok()?;
    if from == Phase::Write {
        let drafts = std::mem::take(&mut ledger.drafts);
        ledger.texts.extend(drafts.into_values());
    }
    Some(done)
}

fn check(it: &Workshop, peers: &[PersonId], ledger: &Ledger) {
    let drafts: BTreeMap<_, _> = it
        .content
        .drafts
        .iter()
        .map(|it| (it.person.as_str().to_owned(), String::from_utf8_lossy(&it.sealed).into_owned()))
        .collect();
    assert_eq!(drafts, ledger.drafts, "what is written stays with who wrote it");
    let texts: BTreeSet<_> = it.content.notes.iter().map(|note| note.words.clone()).collect();
    assert_eq!(texts, ledger.texts, "what is revealed stays, and nothing else is");
    let piled: usize = it.piles().iter().map(|pile| pile.notes.len()).sum();
    assert_eq!(piled, it.content.notes.len(), "each note stands in one place");
    let mut versions: Vec<_> =
        it.content.statements.iter().flat_map(|it| &it.versions).map(|it| &it.words).collect();
    versions.sort_by_key(|words| ledger.versions.iter().position(|it| it == *words));
    assert_eq!(versions, ledger.versions.iter().collect::<Vec<_>>(), "no version is lost");
    for peer in peers {
        let given = it.content.dots.iter().filter(|dot| dot.person == *peer).count();
        let expected = ledger.dots.get(peer.as_str()).copied().unwrap_or(0);
        assert_eq!(given, expected, "dots are as they were given");
        assert!(given <= MOST_DOTS);
        if it.is_open() && it.phase == Phase::Write {
            assert!(!it.shows_to(peer), "nothing shows while they write");
        }
        if it.is_open() && !it.has_written(peer) {
            assert!(!it.shows_to(peer), "nobody sees before they wrote");
        }
    }
    let piled: usize = it.piles().iter().map(|pile| pile.dots.len()).sum();
    assert_eq!(piled, it.content.dots.len(), "each dot is on one pile");
    assert_eq!(it.content.stances.len(), ledger.stances, "all that was said is kept");
    if it.is_adopted() {
        let objects = |peer: &PersonId| {
            let chosen = it.content.chosen.as_deref();
            let mut theirs = it.content.stances.iter().rev();
            let last = theirs.find(|it| it.person == *peer && Some(&*it.statement) == chosen);
            last.is_some_and(|it| it.says != Says::Consents)
        };
        assert!(!peers.iter().any(objects), "nothing is adopted against an objection");
    }
}

#[test]
fn no_sequence_of_verbs_loses_anything_reveals_early_or_adopts_against_an_objection() {
    let peers = ["ana", "ben", "cho", "dan"].map(person);
    let (mut reached, mut adopted) = (BTreeSet::new(), 0);
    for seed in 0..3_000 {
        let mut chance = Chance(Pcg64Mcg::seed_from_u64(seed));
        let (mut it, mut ledger) = (begun("ana"), Ledger::default());
        let steps = 20 + chance.below(160);
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for now in 0..steps {
                let place = chance.below(peers.len());
                let by = &peers[place];
                let now = i64::try_from(now).expect("small");
                let next = step(&it, (by, &peers), (&mut chance, &mut ledger), now);
                if let Some(next) = next {
                    it = next;
                }
                check(&it, &peers, &ledger);
                reached.insert(it.phase.word());
            }
        }));
        assert!(outcome.is_ok(), "seed {seed}");
        adopted += usize::from(it.is_adopted());
    }
    assert_eq!(reached.len(), 6, "every phase was come to: {reached:?}");
    assert!(adopted > 15, "some end with a purpose: {adopted}");
}
