//! An open workshop as one member sees it: where it is, who leads, who is ready, and what is to be
//! done now. What others wrote is not in it before it may be seen.

mod names;
mod statements;

use super::model::{
    Answers, MOST_DOTS, Naming, PHASES, Pace, Phase, Pile, QUESTIONS, Refusal, Says, Workshop,
};
use crate::Error;
use crate::app::App;
use crate::peer_team::{self, Member, Role, Seat};
use crate::people::PersonId;
use crate::shell::{Form, date_in, deadline};
use crate::wording::how_many;
use jiff::civil::Date;
pub(super) use names::Names;
pub(super) use statements::{Consent, Named, Words, settled};

/// What was sent and could not be taken: by which form, what stood in it, and why.
pub(super) struct Refused {
    pub(super) at: String,
    pub(super) form: Form,
    pub(super) refusal: Refusal,
}

impl Refused {
    /// The texts that were typed.
    pub(super) fn kept(&self) -> Vec<&str> {
        const TEXTS: [&str; 7] = ["who", "what", "why", "name", "words", "harm", "remedy"];
        let texts = TEXTS.iter().map(|field| self.form.one(field));
        texts.filter(|text| !text.trim().is_empty()).collect()
    }
}

/// A workshop on the page.
pub(super) struct View {
    /// The address of the workshop.
    pub(super) url: String,
    pub(super) phase: Phase,
    /// The phases, each with whether it lies behind or is now.
    pub(super) path: Vec<(&'static str, &'static str)>,
    pub(super) question: &'static str,
    /// What to do now, and what nobody sees yet.
    pub(super) guide: String,
    pub(super) leader: String,
    pub(super) i_lead: bool,
    pub(super) until: Option<String>,
    pub(super) ring: Vec<Disc>,
    /// How many are ready, in words.
    pub(super) ready: String,
    pub(super) i_am_ready: bool,
    /// Whether I can say that I am ready.
    pub(super) asks_ready: bool,
    /// Who would be left out if it went on now, in words.
    pub(super) without: Option<String>,
    /// Who was left out before, in sentences.
    pub(super) closings: Vec<String>,
    pub(super) can_change: bool,
    pub(super) has_limits: bool,
    /// Whether I have a dot left.
    pub(super) has_dots: bool,
    /// What consent is asked for, to be sent back with what one says to it.
    pub(super) asked: String,
    pub(super) body: Body,
    pub(super) refused: Option<Refused>,
}

/// A peer in the ring.
pub(super) struct Disc {
    pub(super) short: String,
    pub(super) colour: &'static str,
    pub(super) is_ready: bool,
    pub(super) objects: bool,
    /// Name, and whether they have written or are ready.
    pub(super) words: String,
}

/// What the phase is about.
pub(super) enum Body {
    /// My three answers, as I typed them; `is_late` where the others have revealed theirs.
    Write {
        typed: [String; 3],
        is_late: bool,
    },
    /// They write; an observer sees that alone.
    Silence,
    Notes(Vec<Column>),
    Words(Words),
    Consent(Consent),
}

/// A question and the answers to it.
pub(super) struct Column {
    pub(super) question: &'static str,
    pub(super) piles: Vec<PileView>,
    /// What a note can be put with: a note of each pile, and what the pile is called.
    pub(super) places: Vec<(String, String)>,
}

/// What stands together.
pub(super) struct PileView {
    /// The id of its first note, by which it is dotted.
    pub(super) first: String,
    pub(super) name: String,
    /// Where several stand together: the group's id, and the name it was given.
    pub(super) group: Option<(String, String)>,
    pub(super) notes: Vec<NoteView>,
    /// What stands in it besides what it is called, in a line.
    pub(super) besides: String,
    pub(super) my_dots: usize,
    /// How many dots it has of all, once that is to be seen.
    pub(super) dots: usize,
}

/// An answer.
pub(super) struct NoteView {
    pub(super) id: String,
    pub(super) words: String,
    /// Who wrote it, where that is shown.
    pub(super) by: Option<String>,
    pub(super) is_mine: bool,
}

impl View {
    /// The workshop as this member sees it.
    pub(super) async fn of(app: &App, member: &Member, it: &Workshop) -> Result<Self, Error> {
        let seats = peer_team::seats(app, &member.team.id).await?;
        let seats: Vec<Seat> = seats.into_iter().filter(|it| it.role == Role::Peer).collect();
        let peers: Vec<PersonId> = seats.iter().map(|seat| seat.person.clone()).collect();
        let names = Names::of(app, it, &seats).await?;
        let me = &member.me.id;
        let missing = names.listed(&it.missing(&peers));
        let i_lead = it.content.leader == *me;
        let today = date_in(app.clock.now(), &member.team.settings.time_zone);
        let review_on = super::in_a_quarter(today);
        let can_change = member.can_change();
        let until = it.until.map(|until| deadline(until, app.clock.now(), member.me.reads()).words);
        Ok(Self {
            url: member.team.url(&format!("/purpose/{}", it.id)),
            phase: it.phase,
            path: path(it.phase),
            question: question(it, &peers),
            guide: guide(it, me),
            leader: if i_lead { "You lead".to_owned() } else { names.leads(&it.content.leader) },
            i_lead,
            until,
            ready: ready(it, &peers),
            ring: ring(it, &seats),
            i_am_ready: it.content.ready.contains(me),
            asks_ready: can_change && it.has_written(me) && it.phase != Phase::Consent,
            without: missing,
            closings: names.closings(it),
            can_change,
            has_limits: it.content.pace != Pace::Open,
            has_dots: it.dots_left(me) > 0,
            asked: it.asked(),
            body: body(member, it, (&peers, &names), review_on)?,
            refused: None,
        })
    }

    /// Why what this form sent could not be taken.
    pub(super) fn refused_at(&self, at: &str) -> Option<&Refusal> {
        self.refused.as_ref().filter(|it| it.at == at).map(|it| &it.refusal)
    }

    /// With what could not be taken. Where the form it came from is not on the page any more, it
    /// stands on top, and what was typed with it.
    pub(super) fn with(self, refused: Option<Refused>) -> Self {
        let is_there = |at: &str| match (&self.body, at) {
            (Body::Write { .. }, at) => at == "answers",
            (Body::Notes(columns), at) => {
                let piles = columns.iter().flat_map(|column| &column.piles);
                let groups = piles.filter_map(|pile| pile.group.as_ref());
                let mut names = groups.map(|group| format!("name-{}", group.0));
                (at == "answers" && self.phase != Phase::Choose)
                    || (self.phase == Phase::Group && names.any(|name| name == at))
            }
            (Body::Words(words), at) => {
                let is_of = |it: &Named| {
                    at == format!("words-{}", it.id)
                        || (self.i_lead && at == format!("ask-{}", it.id))
                };
                at == "words-" || words.statements.iter().any(is_of)
            }
            (Body::Consent(_), "objection") => true,
            (Body::Consent(consent), at) => at == format!("words-{}", consent.statement.id),
            (Body::Silence, _) => false,
        };
        let refused = refused.map(|it| match is_there(&it.at) {
            true => it,
            false => Refused { at: "top".to_owned(), ..it },
        });
        Self { refused, ..self }
    }

    /// What was typed into a form that is not there any more.
    pub(super) fn kept(&self) -> Vec<&str> {
        self.refused.as_ref().filter(|it| it.at == "top").map_or_else(Vec::new, Refused::kept)
    }

    /// What was typed into this form, or what else stands there.
    pub(super) fn typed<'t>(&'t self, at: &str, field: &str, otherwise: &'t str) -> &'t str {
        match self.refused.as_ref().filter(|it| it.at == at) {
            Some(refused) => refused.form.one(field),
            None => otherwise,
        }
    }
}

fn path(now: Phase) -> Vec<(&'static str, &'static str)> {
    let state = |phase: Phase| match phase.place().cmp(&now.place()) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "",
    };
    PHASES.iter().map(|phase| (phase.name(), state(*phase))).collect()
}

fn ring(it: &Workshop, seats: &[Seat]) -> Vec<Disc> {
    let disc = |seat: &Seat| {
        let is_ready = match it.phase {
            Phase::Consent => it.stance_of(&seat.person).is_some(),
            _ => it.content.ready.contains(&seat.person),
        };
        let stance = it.stance_of(&seat.person);
        let objects = it.phase == Phase::Consent
            && stance.is_some_and(|stance| stance.says != Says::Consents);
        let state = match (it.phase, is_ready, it.has_written(&seat.person)) {
            (Phase::Consent, true, _) if objects => ", sees a harm",
            (Phase::Consent, true, _) => ", consents",
            (Phase::Consent, false, _) => "",
            (_, true, _) => ", is ready",
            (Phase::Write, false, true) => ", has written",
            _ => "",
        };
        Disc {
            short: seat.short.clone(),
            colour: seat.colour.word(),
            is_ready,
            objects,
            words: format!("{}{state}", seat.name),
        }
    };
    seats.iter().map(disc).collect()
}

/// How many are ready; of those who write, how many have.
fn ready(it: &Workshop, peers: &[PersonId]) -> String {
    let count = |is: &dyn Fn(&PersonId) -> bool| peers.iter().filter(|peer| is(peer)).count();
    let are = |count: usize, what: &str, all: &str| match count {
        0 => format!("Nobody {what} yet."),
        count if count == peers.len() && count > 1 => format!("All {all}."),
        1 => format!("One {what}."),
        count => format!("{} {all}.", how_many(count)),
    };
    let is_ready = |peer: &PersonId| it.content.ready.contains(peer);
    let ready = are(count(&is_ready), "is ready", "are ready");
    match it.phase {
        Phase::Write => {
            let written = count(&|peer| it.has_written(peer));
            format!("{} {ready}", are(written, "has written", "have written"))
        }
        Phase::Consent => {
            are(count(&|peer| it.stance_of(peer).is_some()), "has answered", "have answered")
        }
        _ => ready,
    }
}

/// What is asked now: where somebody sees a harm, it is how to answer that.
fn question(it: &Workshop, peers: &[PersonId]) -> &'static str {
    match it.phase {
        Phase::Consent if !it.objections(peers).is_empty() => "What would make it safe enough?",
        phase => phase.question(),
    }
}

fn guide(it: &Workshop, me: &PersonId) -> String {
    match it.phase {
        Phase::Write => "Each writes alone. The others see that you have written, and nothing of \
                         what, until all of it is revealed at once."
            .to_owned(),
        Phase::Reveal => "Read all of it before you talk. Ask what somebody means, not whether it \
                          is right."
            .to_owned(),
        Phase::Group => "Put like answers together, and give what stands together a name. Anybody \
                         may move anything."
            .to_owned(),
        Phase::Choose => {
            let left = match it.dots_left(me) {
                0 => "All your dots are given".to_owned(),
                MOST_DOTS => "You have five dots".to_owned(),
                1 => "You have one of five dots left".to_owned(),
                left => format!("You have {} of five dots left", how_many(left).to_lowercase()),
            };
            format!("{left}. Nobody sees where the dots of the others are before this is over.")
        }
        Phase::Word => "Anybody proposes a statement, and anybody words one in another way. No \
                        version is lost."
            .to_owned(),
        Phase::Consent => "Consent is not agreement: it is good enough for now, and you see no \
                           harm in trying it. Who does see a harm says which."
            .to_owned(),
    }
}

fn body(
    member: &Member,
    it: &Workshop,
    (peers, names): (&[PersonId], &Names),
    review_on: Date,
) -> Result<Body, Error> {
    let me = &member.me.id;
    if member.role == Role::Peer && !it.shows_to(me) {
        let typed = super::my_draft(it, &member.me)?;
        return Ok(Body::Write { typed, is_late: it.phase != Phase::Write });
    }
    Ok(match it.phase {
        Phase::Write => Body::Silence,
        Phase::Reveal | Phase::Group | Phase::Choose => Body::Notes(columns(it, me, names)),
        Phase::Word => Body::Words(Words::of(it, member, (names, review_on))),
        Phase::Consent => Body::Consent(Consent::of(it, member, (peers, names))),
    })
}

/// The answers under their questions. How many dots others gave stays out until all have.
pub(super) fn columns(it: &Workshop, me: &PersonId, names: &Names) -> Vec<Column> {
    let is_counted = it.phase.place() > Phase::Choose.place();
    let view = |pile: &Pile<'_>| PileView {
        first: pile.notes.first().map_or_else(String::new, |note| note.id.clone()),
        name: pile.name().to_owned(),
        group: pile.group.map(|group| (group.id.clone(), group.name.clone())),
        notes: pile
            .notes
            .iter()
            .map(|note| NoteView {
                id: note.id.clone(),
                words: note.words.clone(),
                by: (it.content.naming == Naming::Shown).then(|| names.name(&note.person)),
                is_mine: note.person == *me,
            })
            .collect(),
        besides: {
            let words = pile.notes.iter().map(|note| note.words.as_str());
            let others: Vec<&str> = words.filter(|words| *words != pile.name()).collect();
            others.join(" · ")
        },
        my_dots: pile.dots.iter().filter(|dot| dot.person == *me).count(),
        dots: if is_counted { pile.dots.len() } else { 0 },
    };
    let piles = it.piles();
    let column = |(place, question): (usize, &&'static str)| {
        let its = |pile: &&Pile<'_>| pile.notes.first().is_some_and(|it| it.question == place);
        let mut piles: Vec<PileView> = piles.iter().filter(its).map(view).collect();
        if is_counted {
            piles.sort_by_key(|pile| std::cmp::Reverse(pile.dots));
        }
        let places = piles.iter().map(|pile| (pile.first.clone(), pile.name.clone())).collect();
        Column { question, piles, places }
    };
    QUESTIONS.iter().enumerate().map(column).collect()
}

/// What was typed into the three fields.
pub(super) fn answers(form: &Form) -> [&str; 3] {
    ["who", "what", "why"].map(|field| form.one(field))
}

impl Answers {
    /// The names of the fields, with the questions.
    pub(super) fn fields() -> [(&'static str, &'static str); 3] {
        let [who, what, why] = QUESTIONS;
        [("who", who), ("what", what), ("why", why)]
    }
}
