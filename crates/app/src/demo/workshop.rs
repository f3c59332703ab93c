//! The workshops of the demo: one that came to a purpose, with an objection on the way, and one in
//! which people still write. How each of the cast does what they do in it.

use super::cast::Does::{self, InWorkshop};
use super::cast::{ANA, BEN, CHO, DINA, EMIL, FARAH, HOUSE, NORTH};
use super::story::Story;
use crate::Error;
use crate::purpose::{self, Change, Naming, Note, Pace, Phase, Setting, Workshop};
use crate::shell::date_in;
use Step::{
    Answers, AsksForConsent, Begins, Consents, GivesDots, IsReady, MovesOn, NamesGroup,
    PutsTogether, SeesHarm, Words,
};
use jiff::ToSpan;
use jiff::civil::Date;

/// What somebody does in a workshop.
pub(super) enum Step {
    /// Begins it, and leads.
    Begins,
    /// Answers the three questions, one thought on each line.
    Answers([&'static str; 3]),
    IsReady,
    /// Moves it on; they lead.
    MovesOn,
    /// Puts an answer with another.
    PutsTogether(&'static str, &'static str),
    /// Names what an answer stands together with.
    NamesGroup(&'static str, &'static str),
    /// Gives dots to answers.
    GivesDots(&'static [&'static str]),
    /// Proposes a statement, or words the one there is in another way.
    Words(&'static str),
    /// Asks for consent to the statement, for so many days to come.
    AsksForConsent(i64),
    Consents,
    /// Objects: the harm, and what would make it safe enough.
    SeesHarm(&'static str, &'static str),
}

/// What happens in them, as in the rest of the year.
pub(super) const WORKSHOPS: &[(i64, usize, Does)] = &[
    (296, CHO, InWorkshop(NORTH, Begins)),
    (
        296,
        CHO,
        InWorkshop(
            NORTH,
            Answers([
                "Our product people, who now hear five answers",
                "Questions that wait weeks for a meeting",
                "Because they are tired of being told “next quarter”",
            ]),
        ),
    ),
    (
        295,
        ANA,
        InWorkshop(
            NORTH,
            Answers([
                "Nine teams that wait for each other",
                "Builds and test data that everybody fights alone",
                "They want to finish what they start",
            ]),
        ),
    ),
    (
        295,
        DINA,
        InWorkshop(
            NORTH,
            Answers([
                "Partners who integrate with us",
                "Too much begun at once",
                "A release is a quiet day",
            ]),
        ),
    ),
    (
        294,
        BEN,
        InWorkshop(
            NORTH,
            Answers([
                "The people on call at night",
                "Things that no single team owns",
                "They would like to sleep",
            ]),
        ),
    ),
    (
        294,
        EMIL,
        InWorkshop(NORTH, Answers(["Whoever pays for it all", "Too much begun at once", ""])),
    ),
    (
        293,
        FARAH,
        InWorkshop(
            NORTH,
            Answers(["New colleagues who need weeks to ship something", "", "They came to build"]),
        ),
    ),
    (292, ANA, InWorkshop(NORTH, IsReady)),
    (292, BEN, InWorkshop(NORTH, IsReady)),
    (292, CHO, InWorkshop(NORTH, IsReady)),
    (292, DINA, InWorkshop(NORTH, IsReady)),
    (292, EMIL, InWorkshop(NORTH, IsReady)),
    (292, FARAH, InWorkshop(NORTH, IsReady)),
    (291, CHO, InWorkshop(NORTH, MovesOn)),
    (291, ANA, InWorkshop(NORTH, PutsTogether("The people on call at night", TEAMS))),
    (
        291,
        FARAH,
        InWorkshop(NORTH, PutsTogether("New colleagues who need weeks to ship something", TEAMS)),
    ),
    (291, BEN, InWorkshop(NORTH, NamesGroup(TEAMS, "The teams themselves"))),
    (291, DINA, InWorkshop(NORTH, PutsTogether("Things that no single team owns", MACHINERY))),
    (
        291,
        DINA,
        InWorkshop(NORTH, NamesGroup("Things that no single team owns", "Shared machinery")),
    ),
    (290, CHO, InWorkshop(NORTH, MovesOn)),
    (289, ANA, InWorkshop(NORTH, GivesDots(&[TEAMS, TEAMS, MACHINERY, FINISH, QUESTIONS]))),
    (289, BEN, InWorkshop(NORTH, GivesDots(&[TEAMS, MACHINERY, MACHINERY, QUESTIONS, FINISH]))),
    (289, CHO, InWorkshop(NORTH, GivesDots(&[PRODUCT, PRODUCT, QUESTIONS, QUARTER, FINISH]))),
    (289, DINA, InWorkshop(NORTH, GivesDots(&[TEAMS, BEGUN, BEGUN, FINISH, MACHINERY]))),
    (289, EMIL, InWorkshop(NORTH, GivesDots(&[PRODUCT, BEGUN, QUESTIONS, FINISH, FINISH]))),
    (289, FARAH, InWorkshop(NORTH, GivesDots(&[TEAMS, MACHINERY, MACHINERY, FINISH]))),
    (288, CHO, InWorkshop(NORTH, MovesOn)),
    (
        287,
        BEN,
        InWorkshop(NORTH, Words("We make it easy for our teams to finish what they start.")),
    ),
    (
        286,
        ANA,
        InWorkshop(
            NORTH,
            Words(
                "We make it easy for our nine teams to finish what they start, without waiting for \
             each other.",
            ),
        ),
    ),
    (285, CHO, InWorkshop(NORTH, AsksForConsent(375))),
    (285, BEN, InWorkshop(NORTH, Consents)),
    (
        284,
        CHO,
        InWorkshop(
            NORTH,
            SeesHarm(
                "Product people would read that we are busy with ourselves, and stop asking us.",
                "Say who gets what is finished, and why they want it.",
            ),
        ),
    ),
    (
        283,
        DINA,
        InWorkshop(
            NORTH,
            Words(
                "We make it easy for our nine teams to finish what they start, so that whoever \
                 waits for it gets it while they still want it.",
            ),
        ),
    ),
    (282, CHO, InWorkshop(NORTH, Consents)),
    (282, ANA, InWorkshop(NORTH, Consents)),
    (282, BEN, InWorkshop(NORTH, Consents)),
    (281, DINA, InWorkshop(NORTH, Consents)),
    (281, EMIL, InWorkshop(NORTH, Consents)),
    (280, FARAH, InWorkshop(NORTH, Consents)),
    (4, FARAH, InWorkshop(HOUSE, Begins)),
    (
        4,
        FARAH,
        InWorkshop(
            HOUSE,
            Answers(["The whole house, who see us rarely", "What is too large for one group", ""]),
        ),
    ),
];

const TEAMS: &str = "Nine teams that wait for each other";
const MACHINERY: &str = "Builds and test data that everybody fights alone";
const FINISH: &str = "They want to finish what they start";
const QUESTIONS: &str = "Questions that wait weeks for a meeting";
const PRODUCT: &str = "Our product people, who now hear five answers";
const QUARTER: &str = "Because they are tired of being told “next quarter”";
const BEGUN: &str = "Too much begun at once";

impl Story<'_> {
    /// Does what is done in the workshop of a table.
    pub(super) async fn in_workshop(
        &self,
        (who, table): (usize, usize),
        step: &Step,
    ) -> Result<(), Error> {
        let (team, person) = (self.table(table), self.person(who));
        if let Begins = step {
            let setting = Setting { pace: Pace::Open, naming: Naming::Hidden };
            return purpose::begin(self.app, team, person, setting).await;
        }
        let all = purpose::workshops(self.app, &team.id).await?;
        let it = all.iter().find(|it| it.is_open()).ok_or(Error::NotFound)?;
        if let Answers(words) = step {
            return purpose::write(self.app, team, person, (&it.id, it.phase, *words)).await;
        }
        let today = date_in(self.app.clock.now(), "UTC");
        let asked = it.asked();
        for change in changes((it, &asked), step, today)? {
            purpose::change(self.app, team, person, (&it.id, change)).await?;
        }
        Ok(())
    }
}

/// The changes that a step makes.
fn changes<'w>(
    (it, asked): (&'w Workshop, &'w str),
    step: &Step,
    today: Date,
) -> Result<Vec<Change<'w>>, Error> {
    let statement = it.content.statements.first();
    let versions = statement.map_or(0, |it| it.versions.len());
    Ok(match *step {
        Begins | Answers(_) => vec![],
        IsReady => vec![Change::Ready(it.phase, true)],
        MovesOn => vec![Change::On(it.phase, None)],
        PutsTogether(one, other) => {
            vec![Change::PutTogether(&note(it, one)?.id, &note(it, other)?.id)]
        }
        NamesGroup(words, name) => {
            let group = note(it, words)?.group.as_deref().ok_or(Error::NotFound)?;
            vec![Change::Name(group, "", name)]
        }
        GivesDots(all) => {
            let dot = |words: &&str| Ok(Change::GiveDot(&note(it, words)?.id));
            all.iter().map(dot).collect::<Result<_, Error>>()?
        }
        Words(words) => vec![match statement {
            None => Change::Propose(words),
            Some(there) => Change::Reword(&there.id, versions, words),
        }],
        AsksForConsent(days) => {
            let there = statement.ok_or(Error::NotFound)?;
            let on = today.saturating_add(days.days());
            vec![Change::On(Phase::Word, Some((&there.id, on)))]
        }
        Consents => vec![Change::Consent(asked)],
        SeesHarm(harm, remedy) => vec![Change::Object(asked, harm, remedy)],
    })
}

/// An answer by its words.
fn note<'w>(it: &'w Workshop, words: &str) -> Result<&'w Note, Error> {
    let note = it.content.notes.iter().find(|note| note.words == words);
    note.ok_or(Error::NotFound)
}
