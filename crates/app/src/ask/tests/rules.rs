//! The rules of an ask by themselves: as a table, and under thousands of random stories.

use super::super::kind::AskKind;
use super::super::model::{Ask, Fate, Fated, InRound, Moment, SAYINGS, Saying, State, To};
use super::super::round::Phase;
use super::super::rules::{Given, Wording};
use crate::peer_team::{PeerSpell, PeerTeamId};
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::date;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::collections::HashMap;

const ASKER: &str = "asker";
const ASKED: &str = "asked";
const OTHER: &str = "other";
const PEERS: [&str; 5] = [ASKER, ASKED, OTHER, "dina", "emil"];

fn who(name: &str) -> PersonId {
    PersonId::known(name)
}

fn moment(now: i64) -> Moment {
    let spell =
        |name: &&str| PeerSpell { person: who(name), from: Instant::from_micros(0), until: None };
    Moment { now: Instant::from_micros(now), spells: PEERS.iter().map(spell).collect() }
}

fn wording(want: &str, due: Option<i64>, phase: Option<Phase>) -> Wording {
    Wording {
        want: want.to_owned(),
        reason: format!("because of {want}"),
        quote: None,
        due_at: due.map(Instant::from_micros),
        round: phase.map(|phase| InRound { id: "round".to_owned(), phase }),
    }
}

fn ask(to: To, asked: &[&str], wording: Wording) -> Ask {
    let asked = asked.iter().map(|name| who(name)).collect();
    Ask {
        id: "ask".to_owned(),
        team: PeerTeamId::known("north"),
        by: who(ASKER),
        to,
        kind: AskKind::Other,
        part: None,
        versions: vec![wording.into_version(1, asked, Instant::from_micros(10))],
        fates: vec![],
    }
}

fn given(version: i32, saying: Saying) -> Given<'static> {
    Given { version, saying, words: "" }
}

fn told(it: Ask, by: &str, fate: Fate, at: &Moment) -> Result<Ask, super::super::Refusal> {
    let day = date(2026, 3, 2);
    it.told(&who(by), (fate, day, "event"), (day, day), at)
}

/// An ask in each of its states, by name.
fn states() -> Vec<(&'static str, Ask)> {
    let at = moment(20);
    let to_one = ask(To::One(who(ASKED)), &[ASKED], wording("want", None, None));
    let to_all = |due, phase| ask(To::All, &[ASKED, "dina"], wording("want", due, phase));
    let says = |it: &Ask, saying| {
        it.clone().answer(&who(ASKED), given(1, saying), &at).expect("it is asked")
    };
    let tells = |it: &Ask, fate| told(it.clone(), ASKER, fate, &at).expect("it is accepted");
    let accepted = says(&to_one, Saying::Yes);
    let answering = to_all(None, Some(Phase::Answering));
    vec![
        ("waiting, to one", to_one.clone()),
        ("waiting, to all", to_all(Some(99), None)),
        ("all, one is in", says(&to_all(Some(99), None), Saying::Try)),
        ("all, one late", says(&to_all(Some(99), None), Saying::Try)).late(),
        ("round, asking", to_all(None, Some(Phase::Asking))),
        ("round, answering", answering.clone()),
        ("round, one is in", says(&answering, Saying::Yes)),
        ("too vague", says(&to_one, Saying::Whatever)),
        ("accepted", accepted.clone()),
        ("declined", says(&to_one, Saying::No)),
        ("kept", tells(&accepted, Fate::Kept)),
        ("not kept", tells(&accepted, Fate::NotKept)),
        ("withdrawn", tells(&to_one, Fate::Withdrawn)),
    ]
}

trait Late {
    fn late(self) -> Self;
}

impl Late for (&'static str, Ask) {
    /// Its deadline has come.
    fn late(mut self) -> Self {
        self.1.versions[0].due_at = Some(Instant::from_micros(15));
        self
    }
}

/// What a verb by somebody makes of an ask.
fn done(it: Ask, verb: &str, by: &str, at: &Moment) -> Result<Ask, super::super::Refusal> {
    let latest = it.latest().number;
    match verb {
        "answer" => it.answer(&who(by), given(latest, Saying::No), at),
        "reword" => it.reword(&who(by), wording("other words", None, None), at),
        "kept" => told(it, by, Fate::Kept, at),
        "not kept" => told(it, by, Fate::NotKept, at),
        _ => told(it, by, Fate::Withdrawn, at),
    }
}

#[test]
fn what_can_be_done_to_an_ask_as_a_table() {
    let at = moment(30);
    let mut table = String::new();
    for (name, it) in states() {
        for verb in ["answer", "reword", "kept", "not kept", "withdraw"] {
            let line: Vec<String> = [ASKER, ASKED, OTHER]
                .iter()
                .map(|by| match done(it.clone(), verb, by, &at) {
                    Ok(after) => format!("→ {:?}", after.state(&at)),
                    Err(refusal) => format!("{refusal:?}"),
                })
                .collect();
            table += &format!("{name:<17} {verb:<9} {:<18} {:<14} {}\n", line[0], line[1], line[2]);
        }
    }
    let head =
        format!("{:<17} {:<9} {:<18} {:<14} {}\n", "state", "verb", "asker", "asked", "other");
    assert_eq!(format!("{head}{table}"), include_str!("table.txt"));
}

/// A story of an ask that chance writes, and what has to hold after each step, kept beside it by
/// the plainest means.
struct Story {
    chance: Pcg64Mcg,
    it: Ask,
    at: Moment,
    phase: Option<Phase>,
    /// Words of versions in their order, and of answers by version and person.
    wants: Vec<String>,
    said: HashMap<(i32, String), (Saying, String)>,
    /// Whether the answers to the latest version may be seen.
    seen: bool,
    withdrawn: bool,
}

impl Story {
    fn new(seed: u64) -> Self {
        let mut chance = Pcg64Mcg::seed_from_u64(seed);
        let in_round = chance.random_range(0..3) == 0;
        let phase = in_round.then_some(Phase::Asking);
        let to_all = chance.random_range(0..3) > 0;
        let due = (to_all && !in_round).then_some(60);
        let wording = wording("want 0", due, phase);
        let it = match to_all {
            true => ask(To::All, &PEERS[1..], wording),
            false => ask(To::One(who(ASKED)), &[ASKED], wording),
        };
        let (at, wants) = (moment(10), vec!["want 0".to_owned()]);
        let said = HashMap::new();
        Self { chance, it, at, phase, wants, said, seen: false, withdrawn: false }
    }

    fn someone(&mut self) -> PersonId {
        who(PEERS[self.chance.random_range(0..PEERS.len())])
    }

    fn step(&mut self, number: usize) {
        match self.chance.random_range(0..12) {
            0..=5 => self.answers(number),
            6 => self.rewords(number),
            7 => self.tells(),
            8 => self.leaves(),
            9 => self.moves_on(),
            _ => {
                let later = self.at.now.as_micros() + self.chance.random_range(0..12);
                self.at.now = Instant::from_micros(later);
            }
        }
        self.notice();
        self.check();
    }

    fn answers(&mut self, number: usize) {
        let by = self.someone();
        let saying = SAYINGS[self.chance.random_range(0..4)].0;
        let words = format!("words {number}");
        let version = self.it.latest().number;
        let given = Given { version, saying, words: &words };
        if let Ok(it) = self.it.clone().answer(&by, given, &self.at) {
            let before = self.said.insert((version, by.as_str().to_owned()), (saying, words));
            assert!(before.is_none() || !self.seen, "an answer that is seen was changed");
            assert!(!self.withdrawn && it.latest().asked.contains(&by));
            self.it = it;
        }
    }

    fn rewords(&mut self, number: usize) {
        let by = self.someone();
        let want = format!("want {number}");
        let due = self.it.latest().due_at.map(|_| self.at.now.as_micros() + 30);
        let wording = wording(&want, due, None);
        if let Ok(it) = self.it.clone().reword(&by, wording, &self.at) {
            assert!(self.seen && by.as_str() == ASKER);
            self.it = it;
            self.wants.push(want);
            (self.seen, self.phase) = (false, None);
        }
    }

    fn tells(&mut self) {
        let by = self.someone();
        let fate = [Fate::Kept, Fate::NotKept, Fate::Withdrawn][self.chance.random_range(0..3)];
        if let Ok(it) = told(self.it.clone(), by.as_str(), fate, &self.at) {
            let accepted = |it: &(Saying, String)| matches!(it.0, Saying::Yes | Saying::Try);
            let any = self.said.values().any(accepted);
            assert!(fate == Fate::Withdrawn || any, "a fate without acceptance");
            assert_eq!(by.as_str(), ASKER);
            self.withdrawn = fate == Fate::Withdrawn;
            self.it = it;
        }
    }

    fn leaves(&mut self) {
        let by = self.someone();
        if by.as_str() != ASKER && self.chance.random_range(0..4) == 0 {
            let now = self.at.now;
            let its = self.at.spells.iter_mut().filter(|it| it.person == by);
            its.for_each(|it| it.until = it.until.or(Some(now)));
        }
    }

    fn moves_on(&mut self) {
        self.phase = match self.phase {
            Some(Phase::Asking) => Some(Phase::Answering),
            Some(Phase::Answering) => Some(Phase::Shown),
            other => other,
        };
        let phase = self.phase;
        if let (Some(round), Some(phase)) =
            (self.it.versions.last_mut().and_then(|it| it.round.as_mut()), phase)
        {
            round.phase = phase;
        }
    }

    /// Whether the answers to the latest version may be seen by now.
    fn notice(&mut self) {
        let latest = self.it.latest();
        let here = |name: &PersonId| {
            self.at.spells.iter().any(|it| it.person == *name && it.until.is_none())
        };
        let has_said =
            |it: &PersonId| self.said.contains_key(&(latest.number, it.as_str().to_owned()));
        let all_in = latest.asked.iter().filter(|it| here(it)).all(has_said);
        let is_due = latest.due_at.is_some_and(|at| at.as_micros() <= self.at.now.as_micros());
        let ended = self.it.fate().is_some();
        self.seen |= match (self.phase, &self.it.to) {
            (Some(phase), _) => phase == Phase::Shown,
            (None, To::One(_)) => true,
            (None, To::All) => !ended && (all_in || is_due),
        };
    }

    fn check(&self) {
        let wants: Vec<&str> = self.it.versions.iter().map(|it| it.want.as_str()).collect();
        assert_eq!(wants, self.wants, "a version is lost");
        let answers = self.it.versions.iter().flat_map(|version| {
            version.answers.iter().map(|it| {
                let key = (version.number, it.by.as_str().to_owned());
                (key, (it.saying, it.words.clone()))
            })
        });
        assert_eq!(answers.collect::<HashMap<_, _>>(), self.said, "an answer is lost");
        for version in &self.it.versions {
            let may = version.number < self.it.latest().number || self.seen;
            let shows = self.it.shows(version, &self.at);
            assert!(may || !shows, "answers are shown too early");
            // What was seen once is seen from then on.
            assert!(shows || !may || self.withdrawn || version.answers.is_empty(), "they vanish");
        }
        let told = self.it.answers(&self.at);
        let of_latest = told.iter().any(|it| self.it.latest().answers.contains(it));
        assert!(self.seen || !of_latest, "an answer is told too early");
    }
}

#[test]
fn whatever_happens_nothing_is_lost_and_nothing_is_shown_too_early() {
    let mut ends: HashMap<String, usize> = HashMap::new();
    for seed in 0..4_000 {
        let told = std::panic::catch_unwind(|| {
            let mut story = Story::new(seed);
            (1..40).for_each(|number| story.step(number));
            format!("{:?}", story.it.state(&story.at))
        });
        match told {
            Ok(end) => *ends.entry(end).or_default() += 1,
            Err(_) => panic!("seed {seed}"),
        }
    }
    for state in [State::Waiting, State::Returned, State::Accepted, State::Declined] {
        assert!(ends.get(&format!("{state:?}")).is_some_and(|it| *it > 10), "{state:?}: {ends:?}");
    }
    for state in [State::Kept, State::NotKept, State::Withdrawn] {
        assert!(ends.get(&format!("{state:?}")).is_some_and(|it| *it > 100), "{state:?}: {ends:?}");
    }
}

#[test]
fn an_undone_fate_is_the_one_before() {
    let it = states().into_iter().find(|it| it.0 == "kept").expect("one").1;
    let before = it.fate_before("event").expect("it told the latest");
    assert_eq!(before.fate, None);
    assert_eq!(it.fate_before("another"), None);
    let Fated { on, .. } = it.fates[0].clone();
    assert_eq!(on, date(2026, 3, 2));
}
