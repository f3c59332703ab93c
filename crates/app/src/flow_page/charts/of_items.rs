//! Charts of items: how long the finished ones took, how old the open ones are, what held them up.

use super::{Charts, Question, Show, Told};
use crate::flow_page::findings;
use crate::flow_page::wording::items;
use crate::source::told::FEWEST_FOR_FIGURES;
use crate::wording::counted;
use chart::{
    Ageing, Bar, Bars, Dot, Histogram, OpenItem, Scatterplot, StateColumn, Survival, SurvivalCurve,
    SurvivalStep,
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
        let chart = Scatterplot { dots: &dots, levels: &levels, days: self.days(), annotations };
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
        let curve = SurvivalCurve { name: "all items".to_owned(), steps, last_age_days };
        let curves = if told.curve.is_empty() { vec![] } else { vec![curve] };
        let finding = findings::headline(self.summary);
        let says = vec![format!(
            "{} counted up to their age, {} dropped until then; the line is drawn as far as at \
             least 5 items were watched.",
            counted(told.open as u64, "open item"),
            told.dropped
        )];
        let told = Told { question: Question::HowLong, id: "time-to-finish", finding, says };
        self.show(show, told, &Survival { curves: &curves });
    }

    fn histogram(&self, show: Show<'_>) {
        let counts = &self.summary.cycle_time_days.histogram;
        let levels = self.levels();
        let finding = findings::histogram(self.summary);
        let told = Told { question: Question::HowLong, id: "days", finding, says: vec![] };
        let chart = Histogram { counts, levels: &levels, of: "item", unit: "day", verb: "took" };
        self.show(show, told, &chart);
    }

    pub(super) fn open_now(&self, show: Show<'_>) {
        let (record, summary) = (self.record, self.summary);
        let started = record.workflow.started();
        let columns: Vec<StateColumn> = summary
            .ageing
            .states
            .iter()
            .map(|pace| StateColumn {
                name: pace.state.clone(),
                bands: [pace.p50, pace.p85, pace.p95].map(|age| age.map(f64::from)),
            })
            .collect();
        let name = |index: usize| record.history.id(self.open[index].item);
        let hrefs: Vec<Option<String>> =
            (0..self.open.len()).map(|index| self.href(name(index))).collect();
        let open = self.open.iter().enumerate().map(|(index, item)| OpenItem {
            name: name(index),
            column: item.state.and_then(|state| state.checked_sub(started)).unwrap_or(0),
            age_days: item.age_days,
            href: hrefs[index].as_deref(),
        });
        let open: Vec<OpenItem> = open.collect();
        let finding =
            findings::open_items(summary).unwrap_or_else(|| "Nothing is in progress.".to_owned());
        let few = summary.cycle_time_days.n < FEWEST_FOR_FIGURES;
        let says = if few {
            vec!["Too few items are finished to tell how old they usually get.".to_owned()]
        } else {
            vec![]
        };
        let told = Told { question: Question::OpenNow, id: "ageing", finding, says };
        let late_above = summary.service_level.as_ref().map(|level| level.days.0);
        self.show(show, told, &Ageing { columns: &columns, items: &open, late_above });
        self.in_progress(show);
    }

    pub(super) fn blocked(&self, show: Show<'_>) {
        let bar = |it: &crate::flow_page::summary::Blocked| Bar {
            name: it.reason.clone(),
            days: it.days.0,
            note: items(it.items),
        };
        let bars: Vec<Bar> = self.summary.blocked.iter().map(bar).collect();
        let finding = findings::blocked(self.summary)
            .unwrap_or_else(|| "No item is told to have been blocked.".to_owned());
        let says = vec!["A day counts once for a reason and an item.".to_owned()];
        let told = Told { question: Question::WhereItWaits, id: "blocked", finding, says };
        self.show(show, told, &Bars { bars: &bars, of: "Reason" });
    }
}
