//! Charts of items: how long the finished ones took, how old the open ones are, what held them up.

use super::{Charts, Question, Show, Told};
use crate::flow_page::findings;
use crate::flow_page::wording::items;
use crate::source::told::FEWEST_FOR_FIGURES;
use crate::wording::counted;
use chart::{
    Ageing, Bar, Bars, Dot, Histogram, OpenItem, Scatterplot, StateColumn, Survival, SurvivalCurve,
    SurvivalStep, SurvivalWords,
};

impl Charts<'_> {
    pub(super) fn how_long(&self, show: Show<'_>) {
        self.scatterplot(show);
        self.survival(show);
        self.histogram(show);
    }

    fn scatterplot(&self, show: Show<'_>) {
        let record = self.record;
        let name = |index: usize| record.history.id(self.finished[index].item);
        let hrefs: Vec<Option<String>> =
            (0..self.finished.len()).map(|index| self.href(name(index))).collect();
        let dots: Vec<Dot> = self
            .finished
            .iter()
            .enumerate()
            .map(|(index, item)| Dot {
                on: record.calendar.date(item.finished_on),
                days: item.cycle_time_days,
                name: name(index),
                href: hrefs[index].as_deref(),
            })
            .collect();
        let summary = self.summary;
        let finding = findings::cycle_time(summary).unwrap_or_else(|| findings::headline(summary));
        let open = counted(summary.counts.in_progress as u64, "open item");
        let says = vec![format!("Not shown here: {open}.")];
        let told = Told { question: Question::HowLong, id: "cycle-time", finding, says };
        let (levels, annotations) = (self.levels(), &self.annotations);
        let chart = Scatterplot {
            dots: &dots,
            levels: &levels,
            days: self.days(),
            kind: self.day_kind(),
            annotations,
        };
        self.show(show, told, &chart);
    }

    fn survival(&self, show: Show<'_>) {
        let told = &self.summary.time_to_finish;
        let step = |it: &(crate::flow_page::summary::Days, f64, f64, f64)| SurvivalStep {
            age_days: it.0.0,
            share: it.1,
            low: it.2,
            high: it.3,
        };
        let steps: Vec<SurvivalStep> = told.curve.iter().map(step).collect();
        let last = steps.last().map_or(1.0, |step| step.age_days);
        let last_age_days = told.tau_days.map_or(last, |tau| tau.0);
        let curve = SurvivalCurve {
            name: "all items".to_owned(),
            steps,
            first_age_days: 0.0,
            last_age_days,
            median_days: told.median_days.map(|median| median.0),
        };
        let curves = if told.curve.is_empty() { vec![] } else { vec![curve] };
        let finding = findings::headline(self.summary);
        let says = vec![format!(
            "{} counted up to their age, {} dropped until then; the line is drawn as far as at \
             least 5 items were watched.",
            counted(told.open as u64, "open item"),
            told.dropped
        )];
        let told = Told { question: Question::HowLong, id: "time-to-finish", finding, says };
        self.show(
            show,
            told,
            &Survival { curves: &curves, days: self.day_kind(), words: &SurvivalWords::ITEMS },
        );
    }

    fn histogram(&self, show: Show<'_>) {
        let counts = &self.summary.cycle_time_days.histogram;
        let levels = self.levels();
        let finding = findings::histogram(self.summary);
        let exact = self.summary.rules.count == "exact_hours";
        let rounded = exact.then(|| "Rounded up to whole days.".to_owned());
        let says = rounded.into_iter().collect();
        let told = Told { question: Question::HowLong, id: "days", finding, says };
        let chart = Histogram { counts, levels: &levels, of: "item", unit: "day", verb: "took" };
        self.show(show, told, &chart);
    }

    pub(super) fn open_now(&self, show: Show<'_>) {
        let (record, summary) = (self.record, self.summary);
        let (positions, columns) = self.columns();
        let name = |index: usize| record.history.id(self.open[index].item);
        let hrefs: Vec<Option<String>> =
            (0..self.open.len()).map(|index| self.href(name(index))).collect();
        let open = self.open.iter().enumerate().map(|(index, item)| OpenItem {
            name: name(index),
            column: positions.iter().position(|it| *it == item.state).unwrap_or(0),
            age_days: item.age_days,
            href: hrefs[index].as_deref(),
        });
        let open: Vec<OpenItem> = open.collect();
        let finding =
            findings::open_items(summary).unwrap_or_else(|| "Nothing is open.".to_owned());
        let mut says = vec![];
        if summary.cycle_time_days.n < FEWEST_FOR_FIGURES {
            says.push("Too few items are finished to tell how old they usually get.".to_owned());
        } else if summary.rules.count == "exact_hours" {
            says.push("The ground needs whole days, and is left out.".to_owned());
        }
        let told = Told { question: Question::OpenNow, id: "ageing", finding, says };
        let late_above = summary.service_level.as_ref().map(|level| level.days.0);
        let (columns, items) = (&columns, &open);
        let chart = Ageing { columns, items, late_above, kind: self.day_kind() };
        self.show(show, told, &chart);
        self.in_progress(show);
    }

    /// The states with open items or a pace, in their order, and where they stand in the workflow.
    fn columns(&self) -> (Vec<Option<usize>>, Vec<StateColumn>) {
        let paces = &self.summary.ageing.states;
        let mut positions: Vec<Option<usize>> =
            paces.iter().map(|pace| Some(pace.position)).collect();
        positions.extend(self.open.iter().map(|item| item.state));
        positions.sort_unstable();
        positions.dedup();
        let states = self.record.workflow.states();
        // Ages on leaving are in inclusive days; elapsed ones are one less, exact ones are another
        // thing.
        let less = match self.summary.rules.count {
            "inclusive_days" => Some(0.0),
            "elapsed_days" => Some(1.0),
            _ => None,
        };
        let column = |position: &Option<usize>| {
            let pace = paces.iter().find(|pace| Some(pace.position) == *position);
            let bands = pace.map_or([None; 3], |pace| [pace.p50, pace.p85, pace.p95]);
            StateColumn {
                name: position.map_or("no state", |it| &states[it].name).to_owned(),
                bands: bands.map(|age| Some(f64::from(age?) - less?)),
            }
        };
        let columns = positions.iter().map(column).collect();
        (positions, columns)
    }

    pub(super) fn blocked(&self, show: Show<'_>) {
        let bar = |it: &crate::flow_page::summary::Blocked| Bar {
            name: it.reason.clone(),
            days: it.days.0,
            note: items(it.items),
        };
        let bars: Vec<Bar> = self.summary.blocked.iter().map(bar).collect();
        let Some(finding) = findings::blocked(self.summary) else { return };
        let says = vec!["A day counts once for a reason and an item.".to_owned()];
        let told = Told { question: Question::WhereItWaits, id: "blocked", finding, says };
        self.show(show, told, &Bars { bars: &bars, of: "Reason" });
    }
}
