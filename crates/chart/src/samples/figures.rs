//! Every kind of chart of a made-up team, its figures computed in the plainest way.

use super::{Chance, Item, Team};
use crate::scale::later;
use crate::{
    Ageing, Bars, Chart, Column, Columns, CumulativeFlow, DayKind, Figure, Histogram, Lag, Lags,
    Limits, Multiples, OpenItem, OverTime, ProcessBehaviour, QuantileDots, RunChart, Scatterplot,
    Series, Signal, StateColumn, Survival, SurvivalCurve, SurvivalStep, SurvivalWords, days_words,
};
use jiff::civil::Date;

impl Team {
    /// Every kind of chart of this team, one after the other.
    pub fn figures(&self, show: &mut dyn FnMut(&Figure)) {
        self.of_items(show);
        self.of_days(show);
        self.of_weeks(show);
        self.of_futures(show);
        self.of_problems(show);
    }

    /// The items taken as problems: how long they were there unseen, and how large they are.
    fn of_problems(&self, show: &mut dyn FnMut(&Figure)) {
        let dots = self.dots();
        let lag = |dot: &crate::Dot<'_>| (dot.on, (dot.days * 0.6, dot.days * 1.4));
        let lags: Vec<Lag<'_>> = dots
            .iter()
            .take(200)
            .map(|dot| (lag(dot), dot.name))
            .map(|((on, days), name)| Lag { on, days, name, href: None })
            .collect();
        let chart = Lags { lags: &lags, days: (self.first, self.last) };
        self.show(show, "lags", "Half of them are seen within a week.", &chart);
        let mut columns: Vec<Column> = vec![];
        for dot in &dots {
            let from = dot.on.first_of_month();
            if columns.last().is_none_or(|it| it.from != from) {
                columns.push(Column { from, counts: vec![0; 4] });
            }
            let kind = [3.0, 8.0, 20.0].iter().filter(|days| dot.days >= **days).count();
            if let Some(column) = columns.last_mut() {
                column.counts[kind] += 1;
            }
        }
        let kinds = ["under a day", "a few days", "a person-week", "more than a person-week"];
        let chart = Columns { columns: &columns, kinds: &kinds, of: "problem" };
        self.show(show, "columns", "They are seen smaller than at first.", &chart);
    }

    fn show(&self, show: &mut dyn FnMut(&Figure), id: &str, finding: &str, chart: &dyn Chart) {
        let footer = ["Made-up items; inclusive calendar days in UTC.".to_owned()];
        show(&Figure { id, finding, footer: &footer, chart });
    }

    fn of_items(&self, show: &mut dyn FnMut(&Figure)) {
        let (dots, levels) = (self.dots(), self.levels());
        let days = (self.first, self.last);
        let annotations = &self.annotations;
        let chart = Scatterplot {
            dots: &dots,
            levels: &levels,
            days,
            kind: DayKind::Calendar,
            annotations,
        };
        let finding =
            levels.get(1).map_or("Too few items are finished for figures yet.".into(), |it| {
                format!(
                    "Half of the finished items took {} or less, 85 in 100 {} or less.",
                    days_words(levels[0].days),
                    days_words(it.days)
                )
            });
        self.show(show, "scatterplot", &finding, &chart);
        let mut counts = std::collections::BTreeMap::<u32, u32>::new();
        dots.iter().for_each(|dot| *counts.entry(dot.days as u32).or_default() += 1);
        let counts: Vec<(u32, u32)> = counts.into_iter().collect();
        let chart =
            Histogram { counts: &counts, levels: &levels, of: "item", unit: "day", verb: "took" };
        self.show(
            show,
            "histogram",
            "Most items take a few days, and some take far longer.",
            &chart,
        );
        let active = &self.states[..self.states.len() - 1];
        let column = |(index, name): (usize, &String)| {
            let part = (index + 1) as f64 / active.len() as f64;
            let band = |level: usize| levels.get(level).map(|it| (it.days * part).ceil());
            StateColumn { name: name.clone(), bands: [band(0), band(1), band(2)] }
        };
        let columns: Vec<StateColumn> = active.iter().enumerate().map(column).collect();
        let open = self.items.iter().enumerate().filter(|(_, item)| !item.finished);
        let open = open.map(|(index, item)| OpenItem {
            name: &self.names[index],
            column: index % active.len(),
            age_days: f64::from(item.days),
            href: None,
        });
        let mut open: Vec<OpenItem> = open.collect();
        open.sort_by(|a, b| b.age_days.total_cmp(&a.age_days));
        let late_above = levels.get(1).map(|level| level.days);
        let chart = Ageing { columns: &columns, items: &open, late_above, kind: DayKind::Calendar };
        self.show(show, "ageing", "A few open items are older than most ever get.", &chart);
        self.survival(show);
        let chart = Bars { bars: &self.bars, of: "Reason" };
        self.show(show, "blocked", "Waiting for others holds the most work up.", &chart);
    }

    fn survival(&self, show: &mut dyn FnMut(&Figure)) {
        let middle = self.items.len() / 2;
        let curve = |name: &str, items: &[Item]| {
            let mut items = items.to_vec();
            items.sort_by_key(|item| (item.days, !item.finished));
            let (mut share, mut variance, mut steps) = (1.0, 0.0, vec![]);
            for (index, item) in items.iter().enumerate().filter(|(_, item)| item.finished) {
                let at_risk = (items.len() - index) as f64;
                share *= (at_risk - 1.0) / at_risk;
                variance += 1.0 / (at_risk * (at_risk - 1.0).max(1.0));
                let within = 1.96 * share * f64::sqrt(variance);
                let (low, high) = ((share - within).max(0.0), f64::min(share + within, 1.0));
                steps.push(SurvivalStep { age_days: f64::from(item.days), share, low, high });
            }
            let last = items.len().saturating_sub(5);
            let last_age_days = items.get(last).map_or(1.0, |item| f64::from(item.days));
            {
                let half = |step: &&SurvivalStep| step.share <= 0.5;
                let median_days = steps.iter().find(half).map(|step| step.age_days);
                let (name, first_age_days) = (name.to_owned(), 0.0);
                SurvivalCurve { name, steps, first_age_days, last_age_days, median_days }
            }
        };
        let (before, after) = self.items.split_at(middle);
        let curves = [curve("before", before), curve("after", after)];
        let curves = if self.items.is_empty() { &[] } else { &curves[..] };
        let chart = Survival { curves, days: DayKind::Calendar, words: &SurvivalWords::ITEMS };
        self.show(show, "survival", "No difference is to be seen between the two halves.", &chart);
    }

    /// Per day: begun by then, finished by then, and the sum of the ages of those still open.
    fn daily(&self) -> Vec<(Date, u32, u32, f64)> {
        let days = (self.last - self.first).get_days().max(0);
        let mut change = vec![(0_u32, 0_u32); days as usize + 2];
        for item in &self.items {
            change[item.begun as usize].0 += 1;
            if item.finished {
                change[(item.begun + item.days) as usize].1 += 1;
            }
        }
        let (mut begun, mut finished, mut age) = (0, 0, 0.0);
        let days = (0..=days).zip(change);
        let told = days.map(|(day, it)| {
            begun += it.0;
            finished += it.1;
            age = (age + f64::from(begun - finished) - f64::from(it.1)).max(0.0);
            (later(self.first, day), begun, finished, age)
        });
        if self.items.is_empty() { vec![] } else { told.collect() }
    }

    fn of_days(&self, show: &mut dyn FnMut(&Figure)) {
        let daily = self.daily();
        let between = self.states.len() - 1;
        let line = |begun: u32, finished: u32, state: usize| {
            let share = state as f64 / between as f64;
            begun - (f64::from(begun - finished) * share).round() as u32
        };
        let per_day = daily.iter().map(|(date, begun, finished, _)| {
            (*date, (0..=between).map(|state| line(*begun, *finished, state)).collect())
        });
        let per_day: Vec<(Date, Vec<u32>)> = per_day.collect();
        let (states, annotations) = (&self.states, &self.annotations);
        let chart = CumulativeFlow { states, now: &[], days: &per_day, annotations };
        self.show(show, "cumulative-flow", "More is begun than finished: the band widens.", &chart);
        let dates: Vec<Date> = daily.iter().map(|day| day.0).collect();
        let wip = daily.iter().map(|it| f64::from(it.1 - it.2)).collect();
        let series = [
            Series { name: "items in progress".into(), values: wip },
            Series {
                name: "days, all ages together".into(),
                values: daily.iter().map(|it| it.3).collect(),
            },
        ];
        let series = if dates.is_empty() { &[] } else { &series[..] };
        let chart = OverTime { dates: &dates, series, annotations };
        self.show(show, "wip", "Ever more is in progress, and it gets older.", &chart);
        let panel = |state: usize| Series {
            name: self.states[state].clone(),
            values: per_day.iter().map(|it| f64::from(it.1[state] - it.1[state + 1])).collect(),
        };
        let panels: Vec<Series> = (0..between).map(panel).collect();
        let panels = if dates.is_empty() { &[] } else { &panels[..] };
        let chart = Multiples { dates: &dates, panels, caption: "items", annotations };
        self.show(show, "states", "Work waits longest in the last state.", &chart);
    }

    fn of_weeks(&self, show: &mut dyn FnMut(&Figure)) {
        let mut weeks: Vec<(Date, u32, bool)> = vec![];
        for day in self.daily().windows(2) {
            let monday = later(day[1].0, -i32::from(day[1].0.weekday().to_monday_zero_offset()));
            if weeks.last().is_none_or(|week| week.0 != monday) {
                weeks.push((monday, 0, true));
            }
            if let Some(week) = weeks.last_mut() {
                week.1 += day[1].2 - day[0].2;
            }
        }
        if let Some(week) = weeks.last_mut() {
            week.2 = false;
        }
        let mut counts: Vec<u32> = weeks.iter().map(|week| week.1).collect();
        counts.sort_unstable();
        let median = counts.get(counts.len() / 2).copied().map(f64::from);
        let annotations = &self.annotations;
        let chart = RunChart { weeks: &weeks, median, annotations };
        self.show(show, "throughput", "Half of the weeks finish few items, or fewer.", &chart);
        let values: Vec<(Date, f64)> =
            weeks.iter().filter(|it| it.2).map(|it| (it.0, f64::from(it.1))).collect();
        let baseline = values.len().min(26);
        let mean = values[..baseline].iter().map(|it| it.1).sum::<f64>() / baseline.max(1) as f64;
        let ranges = values[..baseline].windows(2).map(|it| (it[1].1 - it[0].1).abs());
        let mean_range = ranges.sum::<f64>() / baseline.saturating_sub(1).max(1) as f64;
        let upper = mean + 2.66 * mean_range;
        let lower = Some(mean - 2.66 * mean_range).filter(|it| *it > 0.0);
        let limits = (baseline > 1).then_some(Limits {
            mean,
            upper,
            lower,
            range_upper: 3.268 * mean_range,
            mean_range,
        });
        let outside = values.iter().enumerate().filter(|(_, it)| limits.is_some() && it.1 > upper);
        let signals: Vec<Signal> = outside
            .map(|(index, _)| Signal {
                index,
                on_range: false,
                run: index % 3 == 1,
                rule: "outside the limits".into(),
            })
            .collect();
        let chart =
            ProcessBehaviour { weeks: &values, baseline, limits, signals: &signals, annotations };
        self.show(show, "behaviour", "The ups and downs are the usual ones.", &chart);
    }

    fn of_futures(&self, show: &mut dyn FnMut(&Figure)) {
        let mut chance = Chance(self.chance ^ 7);
        let middle = (self.items.len() as f64 / 30.0).min(4_000.0);
        let future = |_| (middle + middle.sqrt() * chance.normal()).round().max(0.0);
        let mut values: Vec<f64> = (0..20).map(future).collect();
        values.sort_unstable_by(f64::total_cmp);
        let enough = self.items.len() >= 8;
        let words = |it: &f64| (*it, crate::count_words(*it as u64, "item"));
        let futures: Vec<_> = values.iter().map(words).filter(|_| enough).collect();
        let promise = futures.get(3).map(|it| (it.0, it.1.as_str()));
        let of = "items finished in the next 30 days";
        let chart = QuantileDots { futures: &futures, promise, kept_from: true, of };
        self.show(show, "how-many", "In 17 of 20 futures so many get finished, or more.", &chart);
        let day = |it: &f64| (*it + 1.0, crate::date_words(later(self.last, *it as i32 + 1)));
        let futures: Vec<_> = values.iter().map(day).filter(|_| enough).collect();
        let promise = futures.get(16).map(|it| (it.0, it.1.as_str()));
        let of = "the day when the next 30 are done";
        let chart = QuantileDots { futures: &futures, promise, kept_from: false, of };
        self.show(show, "when", "In 17 of 20 futures all are done by then, or before.", &chart);
    }
}
