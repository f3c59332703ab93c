//! What the cast asked of each other in its year: asks in every state, a round, and two offers.

use super::cast::{ANA, BEN, CHO, DINA, Does, EMIL, FARAH, NORTH};
use super::story::Story;
use crate::Error;
use crate::ask::{self, AskKind, Debrief, Draft, Fate, Given, Pace, Phase, Saying};
use crate::private::PrivateText;
use crate::purpose;

/// Something that somebody does about asks of the north group.
pub(super) enum Asking {
    /// Asks one of the cast, or all: of which kind, what, and because of what.
    Asks(Option<usize>, AskKind, &'static str, &'static str),
    /// The same, in the round that is asking.
    AsksInRound(Option<usize>, &'static str, &'static str),
    /// Answers what somebody asked last.
    Answers(usize, Saying, &'static str),
    /// Puts what they asked last in other words.
    Rewords(&'static str),
    /// Tells what became of what they asked last.
    Tells(Fate),
    /// Keeps a draft that nobody else sees.
    Drafts(&'static str),
    Begins,
    TakesOver,
    /// Moves the round on from a phase.
    MovesOn(Phase),
    LooksBack([&'static str; 3]),
    Offers(&'static str),
    /// Takes up what somebody offered last.
    TakesUp(usize, &'static str),
}

use AskKind::{Faster, InProgress, Obstacles, Other};
use Asking::{
    Answers, Asks, AsksInRound, Begins, Drafts, LooksBack, MovesOn, Offers, Rewords, TakesOver,
    TakesUp, Tells,
};
use Does::AboutAsks as Of;
use Saying::{No, Try, Whatever, Yes};

/// How many days ago, who, and what.
pub(super) const ASKS: &[(i64, usize, Does)] = &[
    (140, BEN, Of(Begins)),
    (
        140,
        BEN,
        Of(AsksInRound(
            Some(FARAH),
            "Tell us on Monday which environments you need on Thursday.",
            "Every Thursday two of us find the same one taken.",
        )),
    ),
    (
        140,
        CHO,
        Of(AsksInRound(
            None,
            "Ten minutes each Tuesday in which each of us names what waits longest.",
            "I learn of it when it is three weeks old.",
        )),
    ),
    (140, DINA, Of(AsksInRound(Some(EMIL), "More openness.", ""))),
    (140, BEN, Of(MovesOn(Phase::Asking))),
    (140, ANA, Of(Answers(CHO, Yes, ""))),
    (140, BEN, Of(Answers(CHO, Yes, "If it stays ten minutes."))),
    (140, DINA, Of(Answers(CHO, Try, "Tuesdays are full. I will try."))),
    (140, EMIL, Of(Answers(CHO, Yes, ""))),
    (140, EMIL, Of(Answers(DINA, Whatever, "About what, and to whom?"))),
    (140, FARAH, Of(Answers(CHO, No, "Not another meeting. Write it down."))),
    (140, FARAH, Of(Answers(BEN, Yes, "Gladly. Nobody ever asked."))),
    (140, EMIL, Of(TakesOver)),
    (140, EMIL, Of(MovesOn(Phase::Shown))),
    (
        140,
        ANA,
        Of(LooksBack([
            "Four yes, one no, and one ask that nobody understood, its asker among them.",
            "What we can say in one sentence with a day in it we get.",
            "Each of us names what waits longest on Tuesdays, for ten minutes, until summer.",
        ])),
    ),
    (140, EMIL, Of(MovesOn(Phase::Debrief))),
    (
        75,
        ANA,
        Of(Asks(
            Some(DINA),
            Other,
            "Please tell me the day before when you change the shared pipeline.",
            "Checkout was down for a morning, and we looked in the wrong place.",
        )),
    ),
    (75, DINA, Of(Answers(ANA, Yes, ""))),
    (60, ANA, Of(Tells(Fate::Kept))),
    (58, FARAH, Of(Offers("I can lend one who knows the build, for a day a week."))),
    (57, BEN, Of(TakesUp(FARAH, "On Mondays, until the migration is through?"))),
    (50, ANA, Of(Asks(Some(BEN), Obstacles, "More support with the migration.", ""))),
    (49, BEN, Of(Answers(ANA, Whatever, "Whose support, for how long?"))),
    (48, ANA, Of(Rewords("Two days of one of your people, next Tuesday and Wednesday?"))),
    (47, BEN, Of(Answers(ANA, Try, ""))),
    (36, ANA, Of(Tells(Fate::NotKept))),
    (
        45,
        CHO,
        Of(Asks(
            Some(FARAH),
            Faster,
            "Can we decide this week where the search index lives, the two of us?",
            "Two teams wait, and neither of us needs anybody for it.",
        )),
    ),
    (44, FARAH, Of(Answers(CHO, No, "Ben pays for it: he has to be there."))),
    (40, BEN, Of(Asks(Some(EMIL), Other, "An hour with your new architect.", ""))),
    (38, BEN, Of(Tells(Fate::Withdrawn))),
    (
        31,
        DINA,
        Of(Asks(
            None,
            Obstacles,
            "Can we agree that nobody deploys on Thursday afternoons?",
            "Release day ends at midnight, and we all know why.",
        )),
    ),
    (31, ANA, Of(Answers(DINA, Yes, ""))),
    (30, BEN, Of(Answers(DINA, Yes, "Long overdue."))),
    (30, EMIL, Of(Answers(DINA, Try, "But for what is on fire."))),
    (30, FARAH, Of(Answers(DINA, No, "Platform has no other day."))),
    (
        24,
        ANA,
        Of(Asks(
            Some(CHO),
            Other,
            "Will you look through our search terms with us, for two hours?",
            "A third of those who search for an invoice find a product.",
        )),
    ),
    (23, CHO, Of(Answers(ANA, Yes, "Bring the worst fifty."))),
    (16, EMIL, Of(Offers("I can lend our test environment on Wednesdays."))),
    (4, ANA, Of(Drafts("I would like us to talk about how we talk about Emil’s teams."))),
    (
        2,
        FARAH,
        Of(Asks(
            Some(ANA),
            Obstacles,
            "Could your testers join ours on Thursdays until the release?",
            "We find on Friday what they know on Tuesday.",
        )),
    ),
    (
        1,
        EMIL,
        Of(Asks(
            None,
            InProgress,
            "I want us to decide what we stop before we start the partner portal.",
            "Eleven things are begun among us, and four of them are older than a year.",
        )),
    ),
    (1, ANA, Of(Answers(EMIL, Yes, ""))),
    (1, BEN, Of(Answers(EMIL, Yes, "Mine among them."))),
    (1, DINA, Of(Answers(EMIL, Try, ""))),
    (1, FARAH, Of(Answers(EMIL, Whatever, "Stop for good, or until when?"))),
];

impl Story<'_> {
    pub(super) async fn asks(&mut self, who: usize, does: &Asking) -> Result<(), Error> {
        match *does {
            Asks(to, kind, want, reason) => {
                let draft = self.draft(to, kind, (want, reason));
                let purpose = purpose::in_force(self.app, &self.table(NORTH).id).await?;
                let parts = purpose.map_or_else(Vec::new, |it| it.parts);
                // What is in the way is in the way of what they are there for.
                let part = parts.into_iter().next().filter(|_| kind == Obstacles);
                let part = part.map_or_else(String::new, |it| it.id);
                self.states(who, &Draft { part, ..draft }, false).await
            }
            AsksInRound(to, want, reason) => {
                let draft = self.draft(to, Other, (want, reason));
                self.states(who, &draft, true).await
            }
            Answers(..) | Rewords(_) | Tells(_) => self.goes_on(who, does).await,
            Drafts(want) => {
                let draft = self.draft(None, Other, (want, ""));
                ask::keep(self.app, self.table(NORTH), self.person(who), ("", &draft)).await
            }
            Offers(words) => {
                let (table, me) = (self.table(NORTH), self.person(who));
                self.offered[who] = ask::offer(self.app, table, me, words).await?;
                Ok(())
            }
            TakesUp(whose, words) => {
                let offer = self.offered[whose].clone();
                let (table, me) = (self.table(NORTH), self.person(who));
                ask::take_up(self.app, table, me, (&offer, words)).await
            }
            _ => self.in_round(who, does).await,
        }
    }

    fn draft(&self, to: Option<usize>, kind: AskKind, words: (&str, &str)) -> Draft {
        let to = to.map_or("all", |whom| self.person(whom).id.as_str()).to_owned();
        let (want, reason) = words;
        let [want, reason] = [want, reason].map(|text| PrivateText::new(text.to_owned()));
        Draft { to, kind, quote: String::new(), part: String::new(), want, reason }
    }

    async fn states(&mut self, who: usize, draft: &Draft, in_round: bool) -> Result<(), Error> {
        let round = if in_round { self.round.clone() } else { String::new() };
        let (table, me) = (self.table(NORTH), self.person(who));
        self.asked[who] = ask::state(self.app, table, me, (draft, "", &round)).await?;
        Ok(())
    }

    async fn goes_on(&self, who: usize, does: &Asking) -> Result<(), Error> {
        let (app, table, me) = (self.app, self.table(NORTH), self.person(who));
        match *does {
            Answers(whose, saying, words) => {
                let id = &self.asked[whose];
                let version = ask::version(app, table, id).await?;
                ask::answer(app, table, me, (id, Given { version, saying, words })).await
            }
            Rewords(want) => ask::reword(app, table, me, (&self.asked[who], want, "", "")).await,
            Tells(fate) => {
                let on = crate::shell::date_in(app.clock.now(), &me.time_zone);
                ask::tell(app, table, me, (&self.asked[who], fate, on)).await
            }
            _ => Ok(()),
        }
    }

    async fn in_round(&mut self, who: usize, does: &Asking) -> Result<(), Error> {
        let (app, table, me) = (self.app, self.table(NORTH), self.person(who));
        let id = self.round.as_str();
        match *does {
            Begins => {
                self.round = ask::begin(app, table, me, Pace::Together).await?;
                Ok(())
            }
            TakesOver => ask::take_over(app, table, me, id).await,
            MovesOn(from) => ask::move_on(app, table, me, (id, from)).await,
            LooksBack(words) => {
                let [what, so_what, now_what] = words.map(str::to_owned);
                let debrief = Debrief { version: 0, what, so_what, now_what, kept: None };
                ask::look_back(app, table, me, (id, debrief)).await
            }
            _ => Ok(()),
        }
    }
}
