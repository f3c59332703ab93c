//! The charts of problems: each with its finding, what stands under it, and the numbers it is made
//! of.

use super::super::size::SIZES;
use super::life::Life;
use super::model::{
    AWAY_DAYS, CLOCKS, Cause, Clock, FEWEST, Recurrence, Taken, causes, lags, median, months,
    recurrence,
};
use crate::shell::date_in;
use crate::wording::counted;
use chart::{
    Bar, Bars, Column, Columns, DayKind, Dot, Figure, Lag, Lags, Level, Scatterplot, Survival,
    SurvivalCurve, SurvivalStep, SurvivalWords, days_words,
};
use flow::Instant;
use jiff::civil::Date;

/// The names of all charts.
pub(super) const CHARTS: [&str; 7] =
    ["solution", "solved", "containment", "reply", "detection", "sizes", "causes"];

/// What the charts are drawn from.
pub(super) struct Drawn<'d> {
    pub(super) lives: &'d [Life],
    pub(super) now: Instant,
    pub(super) zone: &'d str,
    /// The address of the table's problems.
    pub(super) url: &'d str,
}

/// A chart, drawn.
pub(super) struct Shown {
    pub(super) id: &'static str,
    pub(super) html: String,
    pub(super) svg: String,
}

impl Drawn<'_> {
    /// All charts, the one about solutions first.
    pub(super) fn all(&self) -> Vec<Shown> {
        let mut all: Vec<Shown> = vec![];
        for (clock, id, ..) in CLOCKS {
            all.extend(self.survival(clock, id));
            if clock == Clock::Solution {
                all.extend(self.solved());
            }
        }
        all.extend(self.lags());
        all.extend(self.sizes());
        all.extend(self.causes());
        all
    }

    /// What is not drawn besides the clocks, and why.
    pub(super) fn withheld(&self) -> Vec<String> {
        let guessed = lags(self.lives, self.zone).len();
        let named = causes(self.lives, self.today());
        let any = named.iter().any(|it| it.name.is_some() && it.blocked_days > 0);
        let all = [
            (guessed < FEWEST).then(|| {
                format!(
                    "How early problems are seen cannot be said yet: it needs {FEWEST} with a \
                     guess of when they began; you have {guessed}."
                )
            }),
            (self.lives.len() < FEWEST).then(|| {
                format!(
                    "Whether they are seen smaller cannot be said yet: it needs {FEWEST}; you have \
                     {}.",
                    self.lives.len()
                )
            }),
            (!any).then(|| {
                "What they cost by cause cannot be said yet: name causes, and say which team was \
                 kept from working."
                    .to_owned()
            }),
        ];
        all.into_iter().flatten().collect()
    }

    fn today(&self) -> Date {
        date_in(self.now, self.zone)
    }

    /// What stands under every chart.
    fn foot(&self, own: &[String]) -> Vec<String> {
        let rule = format!(
            "Exact elapsed days, nights and weekends among them; dates in {}; as of {}. Never by \
             person.",
            self.zone,
            chart::date_words(self.today())
        );
        own.iter().cloned().chain([rule]).collect()
    }

    fn shown(
        &self,
        (id, finding): (&'static str, &str),
        own: &[String],
        it: &dyn chart::Chart,
    ) -> Shown {
        let footer = self.foot(own);
        let figure = Figure { id, finding, footer: &footer, chart: it };
        Shown { id, html: figure.html(), svg: figure.svg_file() }
    }

    fn survival(&self, clock: Clock, id: &'static str) -> Option<Shown> {
        let taken = Taken::of(self.lives, clock, self.now);
        if !taken.is_enough() {
            return None;
        }
        let step = |it: &flow::survival::Step| {
            let interval = it.interval();
            SurvivalStep {
                age_days: it.time,
                share: it.survival,
                low: interval.low,
                high: interval.high,
            }
        };
        let steps: Vec<SurvivalStep> = taken.curve.steps().iter().map(step).collect();
        let last = steps.last()?.age_days;
        let done = CLOCKS.iter().find(|it| it.0 == clock).map_or("", |it| it.3);
        let curve = SurvivalCurve {
            name: "problems".to_owned(),
            steps,
            first_age_days: 0.0,
            last_age_days: taken.curve.last_age_with(5).unwrap_or(last),
            median_days: taken.median_days,
        };
        let open = format!("not {done}");
        let words = &SurvivalWords { of: "problem", begun: "shared", open: &open };
        let chart = Survival { curves: &[curve], days: DayKind::Calendar, words };
        Some(self.shown((id, &finding(clock, &taken)), &[rule(clock, &taken)], &chart))
    }

    /// Each time that something was solved, as a dot that leads to it.
    fn solved(&self) -> Option<Shown> {
        let links: Vec<String> =
            self.lives.iter().map(|it| format!("{}/{}", self.url, it.number)).collect();
        let mut dots = vec![];
        for (life, link) in self.lives.iter().zip(&links) {
            for spell in &life.spells {
                let Some(solved) = spell.solved_at else { continue };
                dots.push(Dot {
                    on: date_in(solved, self.zone),
                    days: super::model::days(spell.from, solved),
                    name: &life.words,
                    href: Some(link),
                });
            }
        }
        dots.sort_by_key(|it| it.on);
        let (first, last) = (dots.first()?.on, self.today());
        if dots.len() < FEWEST {
            return None;
        }
        let taken = Taken::of(self.lives, Clock::Solution, self.now);
        let half = median(dots.iter().map(|it| it.days).collect())?;
        let levels = [Level { days: half, words: format!("half within {}", days_words(half)) }];
        let chart = Scatterplot {
            dots: &dots,
            levels: &levels,
            days: (first, last),
            kind: DayKind::Calendar,
            annotations: &[],
        };
        let finding = format!(
            "Of the solved ones alone, half took {} or less; those still open are not among them.",
            days_words(half)
        );
        let own = format!(
            "{} solved; {} open and {} dropped are not drawn. Each time that a problem came back \
             counts for itself.",
            taken.done, taken.open, taken.dropped
        );
        Some(self.shown(("solved", &finding), &[own], &chart))
    }

    fn lags(&self) -> Option<Shown> {
        let seen = lags(self.lives, self.zone);
        if seen.len() < FEWEST {
            return None;
        }
        let links: Vec<String> =
            seen.iter().map(|it| format!("{}/{}", self.url, it.life.number)).collect();
        let drawn: Vec<Lag<'_>> = seen
            .iter()
            .zip(&links)
            .map(|(it, link)| Lag {
                on: it.on,
                days: it.days,
                name: &it.life.words,
                href: Some(link),
            })
            .collect();
        let days = (drawn.first()?.on, self.today());
        let of = |pick: fn(&Lag<'_>) -> f64| median(drawn.iter().map(pick).collect());
        let middle = of(|it| it.middle_days())?;
        let (shortest, longest) = (of(|it| it.days.0)?, of(|it| it.days.1)?);
        let finding = format!(
            "Half of the problems are shared within {} of their beginning{}.",
            days_words(middle),
            trend(&drawn)
        );
        let own = format!(
            "{} with a guess of when they began, {} without. As the beginning is a guess, the \
             median lies between {} and {}.",
            counted(drawn.len() as u64, "problem"),
            self.lives.len() - drawn.len(),
            days_words(shortest),
            days_words(longest)
        );
        let chart = Lags { lags: &drawn, days };
        Some(self.shown(("detection", &finding), &[own], &chart))
    }

    fn sizes(&self) -> Option<Shown> {
        let months = months(self.lives, self.zone, self.today());
        let all: u32 = months.iter().flat_map(|it| it.1).sum();
        if (all as usize) < FEWEST {
            return None;
        }
        let columns: Vec<Column> = months
            .iter()
            .map(|(from, counts)| Column { from: *from, counts: counts.to_vec() })
            .collect();
        let kinds = SIZES.map(|it| it.2);
        let chart = Columns { columns: &columns, kinds: &kinds, of: "problem" };
        let own = format!(
            "{}, by their size when they were seen, which is never changed; a week, all teams \
             together.",
            counted(u64::from(all), "problem")
        );
        Some(self.shown(("sizes", &smaller(&months)), &[own], &chart))
    }

    fn causes(&self) -> Option<Shown> {
        let causes = causes(self.lives, self.today());
        let any = causes.iter().any(|it| it.name.is_some() && it.blocked_days > 0);
        if !any {
            return None;
        }
        let bar = |it: &Cause| Bar {
            name: it.name.clone().unwrap_or_else(|| "no cause named".to_owned()),
            days: it.blocked_days as f64,
            note: counted(it.problems as u64, "problem"),
        };
        let bars: Vec<Bar> = causes.iter().filter(|it| it.blocked_days > 0).map(bar).collect();
        let dearest = causes.iter().find(|it| it.name.is_some())?;
        let finding = format!(
            "What kept teams from working longest was {}: {}.",
            dearest.name.as_deref().unwrap_or_default(),
            counted(dearest.blocked_days as u64, "team day")
        );
        let own = "Days on which a problem kept a team from working, both ends counted; of each \
                   team and problem the union, so that no day counts twice; added over teams and \
                   problems."
            .to_owned();
        Some(self.shown(("causes", &finding), &[own], &Bars { bars: &bars, of: "Cause" }))
    }
}

/// How long something takes, in a sentence.
pub(super) fn finding(clock: Clock, taken: &Taken) -> String {
    let (_, _, until, done) = CLOCKS.iter().find(|it| it.0 == clock).copied().unwrap_or(CLOCKS[0]);
    if !taken.is_enough() {
        return format!(
            "How long it takes {until} cannot be said yet: it needs {FEWEST} that are {done}; you \
             have {}.",
            taken.done
        );
    }
    match taken.median_days {
        Some(days) => {
            let between = match taken.between(0.5) {
                Some((low, Some(high))) => format!(
                    "; as there are few, the true figure probably lies between {} and {}",
                    days_words(low),
                    days_words(high)
                ),
                Some((low, None)) => format!(
                    "; as there are few, the true figure probably lies above {}",
                    days_words(low)
                ),
                None => String::new(),
            };
            format!("Half of the problems are {done} within {}{between}.", days_words(days))
        }
        None => format!("Fewer than half of the problems have been {done} so far."),
    }
}

/// The rule of a clock, its counts, and the figure of the finished ones alone.
fn rule(clock: Clock, taken: &Taken) -> String {
    let stops = match clock {
        Clock::Reply => {
            "stops when somebody takes it up, or another than who raised it routes it, drops it or \
             answers in words"
        }
        Clock::Containment => {
            "stops when it is contained; what is solved without that counts as contained then"
        }
        Clock::Solution => "stops when it is solved",
    };
    let alone = taken.done_median_days.map_or_else(String::new, |days| {
        format!(" Of those that are done alone, half took {}.", days_words(days))
    });
    format!(
        "The clock starts when a problem is shared or comes back, and {stops}. {} done, {} open \
         and counted by Kaplan and Meier, {} dropped, which is another end and counted until \
         then.{alone}",
        taken.done, taken.open, taken.dropped
    )
}

/// Whether they are seen earlier than at first, as far as that can be said.
fn trend(lags: &[Lag<'_>]) -> String {
    if lags.len() < 2 * FEWEST {
        return String::new();
    }
    let (early, late) = lags.split_at(lags.len() / 2);
    let of = |part: &[Lag<'_>]| median(part.iter().map(Lag::middle_days).collect()).unwrap_or(0.0);
    format!(
        "; it was {} in the first half, {} in the second",
        days_words(of(early)),
        days_words(of(late))
    )
}

/// Whether problems are seen smaller than at first: the two small sizes in the first half of the
/// months against the second.
fn smaller(months: &[(Date, [u32; 4])]) -> String {
    let (early, late) = months.split_at(months.len() / 2);
    let of = |part: &[(Date, [u32; 4])]| {
        let small: u32 = part.iter().map(|it| it.1[0] + it.1[1]).sum();
        let all: u32 = part.iter().flat_map(|it| it.1).sum();
        (small, all)
    };
    let ((small, all), (small_later, all_later)) = (of(early), of(late));
    if (all as usize) < FEWEST || (all_later as usize) < FEWEST {
        return format!(
            "{} of {} cost less than a person-week when they were seen; too few to see a change.",
            small + small_later,
            all + all_later
        );
    }
    format!(
        "In the first half of the months {small} of {all} problems cost less than a person-week \
         when they were seen, in the second {small_later} of {all_later}."
    )
}

/// Whether what was solved stays away, in a sentence.
pub(super) fn stays_away(lives: &[Life], now: Instant) -> (String, Recurrence) {
    let it = recurrence(lives, now);
    let sentence = match (it.solved, it.back) {
        (0, _) => "Nothing has been solved yet, so nothing could come back.".to_owned(),
        (1, 0) => "The one that was solved has not come back.".to_owned(),
        (solved, 0) => format!("None of the {solved} that were solved has come back."),
        (solved, back) => {
            let (solved, back) = (counted(solved as u64, "time"), counted(back as u64, "time"));
            format!("Of {solved} that something was solved, it came back {back}.")
        }
    };
    (sentence, it)
}

/// The shares that stayed away, as rows.
pub(super) fn away_rows(it: &Recurrence) -> Vec<(String, String)> {
    let share = |share: Option<f64>| match share {
        _ if it.solved < FEWEST => format!("needs {FEWEST} solved; you have {}", it.solved),
        Some(share) => format!("{:.0} in 100", share * 100.0),
        None => "not known yet".to_owned(),
    };
    let rows = AWAY_DAYS.iter().zip(it.away);
    rows.map(|(days, away)| (format!("Still away after {days} days"), share(away))).collect()
}
