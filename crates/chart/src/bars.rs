//! Bars with their names above them: blocked days by reason, the dearest first.

use crate::figure::Chart;
use crate::labels::{Anchor, FONT_SIZE, Label};
use crate::plot::{Drawing, Margins, Plot, Width};
use crate::scale::{Scale, days_words};
use crate::svg::At;
use crate::table::Table;
use crate::text;

/// One bar.
///
/// ```
/// let name = "test environment down".to_owned();
/// let bar = chart::Bar { name, days: 56.0, note: "8 items".into() };
/// assert_eq!(bar.days, 56.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub name: String,
    /// Its length in days.
    pub days: f64,
    /// What else to say of it.
    pub note: String,
}

/// Days by reason.
///
/// ```
/// use chart::{Bar, Bars, Chart};
/// let bars = [Bar { name: "waiting".into(), days: 9.0, note: "2 items".into() }];
/// let chart = Bars { bars: &bars, of: "Reason" };
/// assert!(chart.tables()[0].html("blocked").contains("9 days"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Bars<'d> {
    /// The bars, longest first.
    pub bars: &'d [Bar],
    /// What a bar stands for, for the table.
    pub of: &'d str,
}

/// More bars than these are in the table only; the last one drawn says so.
const MOST_BARS: usize = 12;
const ROW: f64 = 46.0;

impl Bars<'_> {
    fn draw_bar(&self, plot: &mut Plot, bar: &Bar, row: usize, scale: &Scale) {
        let top = plot.area.top + ROW * row as f64;
        let value = format!("{} · {}", days_words(bar.days), bar.note);
        let room = plot.area.width() - text::width(&value, FONT_SIZE) - 16.0;
        let name = text::shortened(&bar.name, FONT_SIZE, room.max(80.0)).into_owned();
        let baseline = top + 14.0;
        let (left, right) = plot.across();
        plot.label(&Label { x: left, baseline, anchor: Anchor::Start, text: name, class: "t" });
        plot.label(&Label { x: right, baseline, anchor: Anchor::End, text: value, class: "v" });
        let end = scale.at(bar.days).max(left + 1.5);
        plot.svg.raw(format_args!(
            "<path class=\"bar\" d=\"M{} {}H{}V{}H{}Z\"/>",
            At(left),
            At(top + 21.0),
            At(end),
            At(top + 31.0),
            At(left)
        ));
        plot.stops.push((end, top + 26.0));
    }
}

impl Chart for Bars<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let shown = self.bars.len().min(MOST_BARS);
        let margins = Margins { left: 1.0, right: 1.0, top: 4.0, bottom: 24.0 };
        let height = 28.0 + ROW * shown.max(1) as f64;
        let mut plot = Plot::new(width, height, margins);
        let longest = self.bars.iter().map(|bar| bar.days).fold(0.0, f64::max);
        let scale = Scale::from_zero(longest, plot.across());
        for (row, bar) in self.bars.iter().take(shown).enumerate() {
            self.draw_bar(&mut plot, bar, row, &scale);
        }
        if let more @ 1.. = self.bars.len() - shown {
            let text = format!("and {more} more in the table");
            let (x, baseline) = (plot.area.left, height - 8.0);
            plot.label(&Label { x, baseline, anchor: Anchor::Start, text, class: "v" });
        }
        plot.nothing_if(self.bars.is_empty(), "nothing was blocked");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let mut table = Table::new("Days by reason", &[self.of, "Days", "Of"]);
        for bar in self.bars {
            table.row([bar.name.clone(), days_words(bar.days), bar.note.clone()]);
        }
        vec![table]
    }

    fn how_to_read(&self) -> String {
        "Each bar is a reason; its length is for how many days it held items up, added over the \
         items."
            .to_owned()
    }
}
