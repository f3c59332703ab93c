//! Charts of days: work in progress and its age, the cumulative flow, and where the items are.

use super::{Charts, Question, Show, Told};
use crate::flow_page::findings;
use chart::{CumulativeFlow, Multiples, OverTime, Series};
use flow::workflow::Category;
use jiff::civil::Date;

impl Charts<'_> {
    pub(super) fn in_progress(&self, show: Show<'_>) {
        let wip = self.summary.wip.at_end_of_day.iter().map(|day| f64::from(day.1)).collect();
        let age = self.summary.age_days.total_per_day.iter().map(|day| day.1 as f64).collect();
        let series = [
            Series { name: "open items".to_owned(), values: wip },
            Series { name: "days, the ages of all open items together".to_owned(), values: age },
        ];
        let finding = findings::in_progress(self.summary);
        let says = vec![
            "Open at the end of each day; the ages together count the first and the last day."
                .to_owned(),
        ];
        let told = Told { question: Question::OpenNow, id: "in-progress", finding, says };
        let (dates, annotations) = (&self.dates, &self.annotations);
        self.show(show, told, &OverTime { dates, series: &series, annotations });
    }

    pub(super) fn where_it_waits(&self, show: Show<'_>) {
        self.blocked(show);
        let flow = self.bands();
        let annotations = &self.annotations;
        // With one state there is nothing to compare, and nowhere else to wait.
        let many = flow.open_bands > 1;
        let question = if many { Question::WhereItWaits } else { Question::HowMuch };
        let says = flow.doubt();
        if many {
            let panel = |(state, name): (usize, &String)| Series {
                name: name.clone(),
                values: flow
                    .days
                    .iter()
                    .map(|day| f64::from(day.1[state] - day.1[state + 1]))
                    .collect(),
            };
            let panels: Vec<Series> =
                flow.names.iter().take(flow.open_bands).enumerate().map(panel).collect();
            let finding = findings::states(self.summary);
            let told = Told { question, id: "states", finding, says: says.clone() };
            let dates = &self.dates;
            let caption = "open items in the state";
            self.show(show, told, &Multiples { dates, panels: &panels, caption, annotations });
        }
        let finding = findings::cumulative_flow(self.summary);
        let told = Told { question, id: "cumulative-flow", finding, says };
        let (states, days, now) = (&flow.names, &flow.days, &flow.now);
        self.show(show, told, &CumulativeFlow { states, now, days, annotations });
    }

    /// The lines from the start of the work to its end. Dropped items leave the state that they
    /// were in; where there are any, they have a band of their own before the finished ones.
    fn bands(&self) -> Bands {
        let told = &self.summary.cumulative_flow;
        let states = &self.record.workflow.states()[..told.states.len()];
        let started = self.record.workflow.started();
        // The done states at the end are one band; one amid the others is a state like them.
        let open = |state: &flow::workflow::State| state.category != Category::Done;
        let done = states.iter().rposition(open).map_or(started, |last| last + 1).max(started);
        let paces = &self.summary.ageing.states;
        let open_now = |state: usize| paces.iter().find(|it| it.position == state);
        let mut now: Vec<Option<u32>> =
            (started..done).map(|state| Some(open_now(state)?.open as u32)).collect();
        let mut names: Vec<String> = told.states[started..done].to_vec();
        let dropped = told.dropped.last().map_or(0, |day| day.1);
        if dropped > 0 {
            names.push("Dropped".to_owned());
            now.push(Some(dropped));
        }
        names.push("Finished".to_owned());
        now.push(None);
        let days = told.per_day.iter().zip(&told.dropped_before).zip(&self.dates);
        let days = days.map(|(((_, reached), (_, left)), date)| {
            let at = |counts: &[u32], state: usize| counts.get(state).copied().unwrap_or(0);
            let with_left = |state: usize| at(reached, state) + at(left, state);
            let mut lines: Vec<u32> = (started..done).map(with_left).collect();
            lines.extend((dropped > 0).then(|| with_left(done)));
            lines.push(at(reached, done));
            // A finished item that was finished anew may have crossed lines in another order.
            for index in (1..lines.len()).rev() {
                lines[index - 1] = lines[index - 1].max(lines[index]);
            }
            (*date, lines)
        });
        Bands { open_bands: done - started, days: days.collect(), names, now }
    }
}

/// The bands of the cumulative flow.
struct Bands {
    names: Vec<String>,
    /// How many of them are states between the start and the finish.
    open_bands: usize,
    days: Vec<(Date, Vec<u32>)>,
    /// How many items are in each now, where something else than the lines knows it.
    now: Vec<Option<u32>>,
}

impl Bands {
    /// What to say where the lines, which follow dates, do not end at what is open.
    fn doubt(&self) -> Vec<String> {
        let Some((_, last)) = self.days.last() else { return vec![] };
        let height = |band: usize| last[band] - last.get(band + 1).copied().unwrap_or(0);
        let differs = |(band, now): (usize, &Option<u32>)| now.is_some_and(|it| it != height(band));
        if !self.now.iter().enumerate().any(differs) {
            return vec![];
        }
        vec![
            "With these rules the bands follow other dates than the counts beside them.".to_owned(),
        ]
    }
}
